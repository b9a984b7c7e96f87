"""What a figure of plotly's has around its plots: the sheet, its margins, the title, words anywhere, and colour bars."""

from __future__ import annotations

from dataclasses import dataclass

import plotly.graph_objects as go
from plotly.colors import sample_colorscale

from briefing.still.canvas import Canvas

STEPS = 64           # colours of a colour bar


@dataclass(frozen=True)
class Box:
    """A part of the sheet, in pixels."""

    left: float
    top: float
    width: float
    height: float

    def across(self, share: float) -> float:
        return self.left + share * self.width

    def up(self, share: float) -> float:
        """The pixel of a share of the height, counted from below."""
        return self.top + (1 - share) * self.height


def setting(figure: go.Figure, path: str):
    """A value of the layout, or of its template where the layout has none: "xaxis.gridcolor"."""
    for layout in (figure.layout, figure.layout.template.layout):
        value = layout
        for part in path.split("."):
            value = getattr(value, part, None) if value is not None else None
        if value is not None:
            return value
    return None


def ink(figure: go.Figure) -> tuple[float, str]:
    """Size and colour of words that say nothing of their own."""
    return setting(figure, "font.size") or 12, setting(figure, "font.color") or "#000"


def plot_box(figure: go.Figure, width: float, height: float, wider: float = 0, beyond: float = 0) -> Box:
    """The part inside the margins. wider, beyond : pixels that words of the axes need on the left and on the right, at least."""
    left, right, top, bottom = (setting(figure, f"margin.{side}") or 0 for side in "lrtb")
    left, right = max(left, wider), max(right, beyond)
    return Box(left, top, width - left - right, height - top - bottom)


def title(canvas: Canvas, figure: go.Figure) -> None:
    """At the top left, where the charts have it."""
    if setting(figure, "title.text"):
        pad = figure.layout.title.pad
        canvas.words(figure.layout.title.text, (pad.l or 0), (pad.t or 0) - 8, setting(figure, "title.font.size") or 15, ink(figure)[1],
                     across="left", down="top")


def annotations(canvas: Canvas, figure: go.Figure, box: Box, at) -> None:
    """Words anywhere. at : (annotation, axis letter) -> pixel of its place on an axis, for what is not placed on the sheet."""
    size, colour = ink(figure)
    for one in figure.layout.annotations:
        x, across = (box.across(one.x), one.xanchor) if one.xref == "paper" else (at(one, "x"), one.xanchor)
        y = box.up(one.y) if one.yref == "paper" else at(one, "y")
        if x is None or y is None:
            continue
        across = across if across not in (None, "auto") else "center"
        canvas.words(one.text, x + (one.xshift or 0), y - (one.yshift or 0), one.font.size or size, one.font.color or colour, across=across,
                     down=one.yanchor if one.yanchor not in (None, "auto") else "middle", align=one.align if one.align != "center" else "",
                     ground=one.bgcolor or "")


def colour_bar(canvas: Canvas, figure: go.Figure, box: Box, bar, scale, low: float, high: float) -> None:
    """A lying colour bar: its title above, the words of its ends below. bar : plotly's."""
    size, colour = ink(figure)
    length = (bar.len or 1) * box.width
    pad_x, pad_y = bar.xpad if bar.xpad is not None else 10, bar.ypad if bar.ypad is not None else 10
    head = LINE_OF * (bar.title.font.size or size) if bar.title.text else 0
    lines = max([str(text).count("<br>") + 1 for text in bar.ticktext or [""]])
    tall = 2 * pad_y + head + (bar.thickness or 10) + 4 + lines * LINE_OF * (bar.tickfont.size or size)
    x = box.across(bar.x if bar.x is not None else 0.5)
    left = x - length * {"right": 1, "center": 0.5}.get(bar.xanchor, 0)
    y = box.up(bar.y if bar.y is not None else 1)
    top = y - tall * {"bottom": 1, "middle": 0.5}.get(bar.yanchor, 0)
    if bar.bgcolor:
        canvas.box(left, top, length, tall, bar.bgcolor)
    inner, wide = left + pad_x, length - 2 * pad_x
    if head:
        canvas.words(bar.title.text, left + length / 2, top + pad_y, bar.title.font.size or size, colour, down="top")
    canvas.gradient(inner, top + pad_y + head, wide, bar.thickness or 10, [shade(scale, step / (STEPS - 1)) for step in range(STEPS)])
    for value, text in zip(bar.tickvals or (), bar.ticktext or ()):
        canvas.words(str(text), inner + wide * (value - low) / (high - low), top + pad_y + head + (bar.thickness or 10) + 3, bar.tickfont.size or size,
                     bar.tickfont.color or colour, down="top")


def shade(scale, share: float) -> str:
    """The colour at a share (0 to 1; beyond, that of the end) of plotly's colour scale."""
    return sample_colorscale([list(step) for step in scale], [min(max(share, 0), 1)])[0]


def each(value, n: int) -> list:
    """One value a point."""
    return [value] * n if value is None or isinstance(value, (str, int, float)) else list(value)


LINE_OF = 1.35       # height of a line of words in a colour bar, in their size
