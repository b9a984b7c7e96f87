"""PDF: the same pages as Word's, with words that can be copied and links that work."""

from __future__ import annotations

import io
import logging

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from briefing.findings import reference, wording
from briefing.formats.pages import JUDGEMENT, cut, likelihood_lines, plain_text, short_table
from briefing.made import Briefing, Part
from briefing.still import drawn
from briefing.still.canvas import FONTS
from charts.style import LIGHT

STAMP = "monitor.json"     # the stamp, as a file inside the file
WIDE = 174           # millimetres between the margins
MARGIN = 18
ROWS = 12
logging.getLogger("fontTools").setLevel(logging.ERROR)


class _Pages(FPDF):
    """A4 with the stamp at the foot of every page."""

    def __init__(self, foot: str):
        super().__init__(format="A4")
        self.foot = foot
        self.set_margins(MARGIN, 14, MARGIN)
        self.set_auto_page_break(True, 20)
        for style, file in (("", "DejaVuSans.ttf"), ("B", "DejaVuSans-Bold.ttf"), ("I", "DejaVuSans-Oblique.ttf")):
            self.add_font("DejaVu", style, str(FONTS / file))
        self.set_font("DejaVu")
        self.set_text_shaping(True)   # titles in Arabic, Hebrew or Persian: letters joined, from right to left

    def footer(self):
        self.set_y(-15)
        self.write_lines(self.foot, 6.5, quiet=True)

    def write_lines(self, text: str, size: float, bold: bool = False, quiet: bool = False, link: str = "", width: float = 0, border: int = 0) -> None:
        self.set_font("DejaVu", "B" if bold else "", size)
        self.set_text_color(*_rgb(LIGHT.quiet if quiet else "#01665e" if link else LIGHT.text))
        self.multi_cell(width, size * 0.5, plain_text(text), new_x=XPos.LMARGIN, new_y=YPos.NEXT, align="L", link=link, border=border)


def written(briefing: Briefing) -> bytes:
    """The document."""
    sample = "Invented sample, no real article. " if briefing.is_sample else ""
    page = _Pages(f"{sample}Portrayal in these articles, not power. {briefing.stamp.in_words()}")
    page.set_title(cut(plain_text(briefing.title), 250))
    page.set_author("South Caucasus Influence Monitor")
    page.set_lang("en")
    page.add_page()
    page.write_lines(briefing.title, 17, bold=True)
    page.ln(1.5)
    page.write_lines(briefing.draft.line, 11)
    if briefing.draft.findings:
        _heading(page, briefing.draft.heading)
    for finding in briefing.draft.findings:
        page.write_lines(f"•  {finding.text} {briefing.numbers(finding.footnotes)}", 9.5)
        page.ln(0.8)
    _judgement(page, briefing)
    for part in briefing.parts:
        _part(page, briefing, part)
    _heading(page, "Sources")
    page.write_lines(" ".join(briefing.sources), 8.5)
    if briefing.footnotes:
        _heading(page, "Articles cited")
    for number, note in enumerate(briefing.footnotes, 1):
        page.write_lines(f"[{number}] {reference(note)}", 8, link=note.url if note.url.startswith(("http://", "https://")) else "")
    _heading(page, "Method")
    for line in wording()["method"].values():
        page.write_lines(line, 8)
    page.embed_file(bytes=briefing.stamp.written().encode(), basename=STAMP, desc="What this briefing was made from", mime_type="application/json")
    return bytes(page.output())


def _part(page: _Pages, briefing: Briefing, part: Part) -> None:
    tall = WIDE * 652 / 1160
    if part.picture is not None and part.item.kind == "picture" and page.get_y() + tall + 22 > page.h - 20:
        page.add_page()
    _heading(page, part.title + (briefing.numbers([part.footnote]) if part.footnote else ""))
    page.write_lines(part.facts, 8, quiet=True)
    if part.missing:
        page.write_lines(part.missing, 9.5)
    elif part.sentence:
        page.write_lines(f"“{part.sentence}”", 10)
        page.write_lines(reference(part.footnote), 8, quiet=True)
    elif part.item.kind == "table":
        _table(page, part)
    else:
        page.ln(1)
        page.image(io.BytesIO(drawn(part.picture.figure).png(2)), w=WIDE, h=tall, alt_text=plain_text(part.title))
    if part.item.note:
        page.ln(1)
        page.write_lines(part.item.note, 9.5)


def _table(page: _Pages, part: Part) -> None:
    page.set_font("DejaVu", "", 7.5)
    page.set_text_color(*_rgb(LIGHT.text))
    with page.table(line_height=4.4, text_align="LEFT") as table:
        for row in short_table(part, ROWS):
            line = table.row()
            for cell in row:
                line.cell(plain_text(cut(cell, 120)))


def _judgement(page: _Pages, briefing: Briefing) -> None:
    """A marked box: what stands in it is the officer's."""
    page.ln(2)
    top, start = page.get_y(), page.page_no()
    page.set_x(MARGIN)
    page.ln(1.5)
    for text, size, bold, quiet in ((JUDGEMENT, 9, True, True), (briefing.judgement or "…", 10, False, False),
                                    (f"Likelihood: {briefing.likelihood}" if briefing.likelihood else "", 10, True, False),
                                    ("; ".join(likelihood_lines()), 6.5, False, True)):
        if text:
            page.set_x(MARGIN + 2)
            page.set_left_margin(MARGIN + 2)
            page.write_lines(text, size, bold=bold, quiet=quiet, width=WIDE - 4)
    page.set_left_margin(MARGIN)
    page.ln(1.5)
    if page.page_no() == start:
        page.set_draw_color(*_rgb(LIGHT.quiet))
        page.set_dash_pattern(dash=1.5, gap=1)
        page.rect(MARGIN, top, WIDE, page.get_y() - top)
        page.set_dash_pattern()


def _heading(page: _Pages, text: str) -> None:
    page.ln(3)
    page.write_lines(text, 11.5, bold=True)
    page.ln(0.5)


def _rgb(colour: str) -> tuple[int, int, int]:
    return tuple(int(colour[place:place + 2], 16) for place in (1, 3, 5))
