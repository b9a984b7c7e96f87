"""The little HTML that figures write, as lines of runs: bold, italic, sizes, colours and line breaks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html.parser import HTMLParser


@dataclass(frozen=True)
class Run:
    """Words in one look. size in pixels."""

    text: str
    size: float
    colour: str
    bold: bool = False
    italic: bool = False


def lines_of(markup: str, size: float, colour: str) -> list[list[Run]]:
    """The lines of a text of plotly's: <b>, <i>, <small>, <br> and <span style='font-size:..;color:..'>. Other tags say nothing."""
    reader = _Reader(Run("", size, colour))
    reader.feed(str(markup))
    reader.close()
    return reader.lines


class _Reader(HTMLParser):
    def __init__(self, plain: Run):
        super().__init__(convert_charrefs=True)
        self.looks, self.lines = [plain], [[]]

    def handle_starttag(self, tag, attributes):
        if tag == "br":
            self.lines.append([])
            return
        look, style = self.looks[-1], dict(attributes).get("style") or ""
        if tag == "b":
            look = replace(look, bold=True)
        elif tag == "i":
            look = replace(look, italic=True)
        if size := re.search(r"font-size:\s*([\d.]+)px", style):
            look = replace(look, size=float(size[1]))
        if colour := re.search(r"(?:^|;)\s*color:\s*([^;]+)", style):
            look = replace(look, colour=colour[1].strip())
        self.looks.append(look)

    def handle_endtag(self, tag):
        if tag != "br" and len(self.looks) > 1:
            self.looks.pop()

    def handle_data(self, data):
        self.lines[-1].append(replace(self.looks[-1], text=data))
