"""Charts with axes on a canvas: lines, marks, intervals and heat maps as charts/ draws them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from briefing.still.canvas import Canvas
from briefing.still.frame import Box, annotations, colour_bar, each, ink, plot_box, setting, shade, title

GAP = 6              # pixels between an axis and its words


class Axis:
    """From values to pixels. Dates count as nanoseconds, categories as their place."""

    def __init__(self, figure: go.Figure, name: str, start: float, end: float, categories: list[str]):
        self.name, self.of, self.categories = name, figure.layout[name], categories
        self.start, self.end = start, end
        low, high = self.of.range or (-0.5, len(categories) - 0.5)
        if self.of.autorange == "reversed":
            low, high = high, low
        self.low, self.high = self.number(low), self.number(high)

    def number(self, value) -> float:
        if self.categories and isinstance(value, str):
            return self.categories.index(value) if value in self.categories else np.nan
        if self.of.type == "date" or isinstance(value, (pd.Timestamp, str)):
            return float(pd.Timestamp(value).value)
        return np.nan if value is None else float(value)

    def at(self, value) -> float:
        return self.start + (self.end - self.start) * (self.number(value) - self.low) / (self.high - self.low)

    def all_at(self, values) -> np.ndarray:
        return np.array([np.nan if value is None or value is pd.NaT else self.at(value) for value in values], dtype=float)

    def ticks(self) -> list[tuple[float, float, str]]:
        """(pixel of the line, pixel of the words, words) of every tick within the axis."""
        if self.categories:
            found = [(self.at(one), self.at(one), one) for one in self.categories]
        elif self.of.tickvals is not None:
            found = [(self.at(value), self.at(value), text) for value, text in zip(self.of.tickvals, self.of.ticktext or self.of.tickvals)]
        elif self.of.type == "date":
            found = self._days()
        else:
            found = []
        first, last = sorted((self.start, self.end))
        return [tick for tick in found if first - 1 <= tick[1] <= last + 1]

    def _days(self) -> list[tuple[float, float, str]]:
        low, high = pd.Timestamp(int(self.low)), pd.Timestamp(int(self.high))
        step = str(self.of.dtick or "M12")
        if step.startswith("M"):
            months = int(step[1:])
            first = pd.Timestamp(low.year, 1 if months >= 12 else low.month - (low.month - 1) % months, 1)
            starts = pd.date_range(first, high + pd.DateOffset(months=months), freq=pd.DateOffset(months=months))
        else:
            days = max(round(float(step) / 86_400_000), 1)
            starts = pd.date_range(low.normalize(), high + pd.Timedelta(days=days), freq=f"{days}D")
        form = self.of.tickformat or "%Y-%m-%d"
        period = self.of.ticklabelmode == "period"
        return [(self.at(start), self.at(start + (end - start) / 2 if period else start), start.strftime(form).replace("\n", "<br>"))
                for start, end in zip(starts, starts[1:])]


def draw(canvas: Canvas, figure: go.Figure) -> None:
    """The whole figure: grid, traces in their order, words."""
    wide = max([canvas.length(str(text), _tick_size(figure, name)) for name in _axes(figure, "y")
                for text in (figure.layout[name].ticktext or _categories(figure, name[0]))] or [0])
    leaning = [canvas.length(name, _tick_size(figure, "xaxis")) for name in _categories(figure, "x")[-1:]]   # over the last column, and beyond it
    box = plot_box(figure, canvas.width, canvas.height, 0 if figure.layout.yaxis.automargin is False else wide + GAP + 4, max([0.6 * each for each in leaning], default=0))
    ground = setting(figure, "plot_bgcolor")
    area = canvas.box(box.left, box.top, box.width, box.height, ground)
    across = Axis(figure, "xaxis", box.left, box.left + box.width, _categories(figure, "x"))
    down = {}
    for name in _axes(figure, "y"):
        low, high = figure.layout[name].domain or (0, 1)
        down[name.replace("axis", "")] = Axis(figure, name, box.up(low), box.up(high), _categories(figure, "y"))
    _grid(canvas, figure, box, across, down)
    for shape in figure.layout.shapes:
        _shape(canvas, shape, box, across, down["y"])
    for trace in figure.data:
        if trace.type == "heatmap":
            _heat(canvas, figure, trace, box, across, down["y"])
        else:
            _scatter(canvas, figure, trace, across, down[trace.yaxis or "y"], area)
    title(canvas, figure)
    annotations(canvas, figure, box, lambda one, letter: _place(one, letter, across, down))


def _place(one, letter: str, across: Axis, down: dict[str, Axis]) -> float:
    ref = (one.xref if letter == "x" else one.yref) or letter
    axis = across if letter == "x" else down[ref.split()[0]]
    if ref.endswith("domain"):
        return axis.start + (axis.end - axis.start) * (one.x if letter == "x" else one.y)
    return axis.at(one.x if letter == "x" else one.y)


def _axes(figure: go.Figure, letter: str) -> list[str]:
    return [name for name in figure.layout if name.startswith(f"{letter}axis")] or [f"{letter}axis"]


def _categories(figure: go.Figure, letter: str) -> list[str]:
    """The names along an axis of a heat map."""
    heat = [trace for trace in figure.data if trace.type == "heatmap"]
    return list(dict.fromkeys(str(one) for trace in heat for one in trace[letter]))


def _tick_size(figure: go.Figure, name: str) -> float:
    return figure.layout[name].tickfont.size or ink(figure)[0]


def _grid(canvas: Canvas, figure: go.Figure, box: Box, across: Axis, down: dict[str, Axis]) -> None:
    colour = ink(figure)[1]
    lowest = max(axis.start for axis in down.values())
    for line, words, text in across.ticks():
        if across.of.showgrid is not False and box.left <= line <= box.left + box.width:
            canvas.line([line, line], [box.top, lowest], setting(figure, "xaxis.gridcolor"), 1)
        size, own = _tick_size(figure, "xaxis"), across.of.tickfont.color or colour
        if across.of.side == "top":
            canvas.words(text, words, box.top - GAP, size, own, across="left", turned=across.of.tickangle or 0)
        else:
            canvas.words(text, words, lowest + 4, size, own, down="top")
    for key, axis in down.items():
        for line, words, text in axis.ticks():
            if axis.of.showgrid is not False:
                canvas.line([box.left, box.left + box.width], [line, line], setting(figure, "yaxis.gridcolor"), 1)
            canvas.words(str(text), box.left - GAP, words, _tick_size(figure, axis.name), axis.of.tickfont.color or colour, across="right")


def _shape(canvas: Canvas, shape, box: Box, across: Axis, down: Axis) -> None:
    x = [box.across(one) if shape.xref == "paper" else across.at(one) for one in (shape.x0, shape.x1)]
    y = [box.up(one) if shape.yref == "paper" else down.at(one) for one in (shape.y0, shape.y1)]
    canvas.line(x, y, shape.line.color, shape.line.width or 1, shape.line.dash)


def _scatter(canvas: Canvas, figure: go.Figure, trace, across: Axis, down: Axis, area) -> None:
    if trace.x is None or trace.y is None:
        return
    x, y = across.all_at(trace.x), down.all_at(trace.y)
    mode = trace.mode or "lines"
    _intervals(canvas, trace.error_y, trace.y, x, down, upright=True)
    _intervals(canvas, trace.error_x, trace.x, y, across, upright=False)
    if "lines" in mode:
        canvas.line(x, y, trace.line.color, trace.line.width or 2, trace.line.dash)
    one = trace.marker
    edges, widths = each(one.line.color, len(x)), each(one.line.width, len(x))
    for place, (fill, size, symbol) in enumerate(zip(each(one.color, len(x)), each(one.size, len(x)), each(one.symbol, len(x)))):
        if "markers" in mode and not np.isnan(x[place] + y[place]):
            canvas.mark(x[place], y[place], size or 6, fill, symbol or "circle", edges[place] or "", widths[place] or 0, one.opacity if one.opacity is not None else 1)
        if "text" in mode and trace.text is not None and not np.isnan(x[place] + y[place]):
            size, colour = ink(figure)
            canvas.words(str(trace.text[place]), x[place], y[place], trace.textfont.size or size, trace.textfont.color or colour)


def _intervals(canvas: Canvas, error, values, others: np.ndarray, axis: Axis, upright: bool) -> None:
    if error.array is None or error.visible is False:
        return
    less = error.arrayminus if error.arrayminus is not None else error.array
    for value, up, low, other in zip(values, error.array, less, others):
        if value is None or np.isnan(up) or np.isnan(low):
            continue
        ends = [axis.at(value - low), axis.at(value + up)]
        x, y = ([other, other], ends) if upright else (ends, [other, other])
        canvas.line(x, y, error.color or "#000", error.thickness or 1.5)


def _heat(canvas: Canvas, figure: go.Figure, trace, box: Box, across: Axis, down: Axis) -> None:
    low, high = (trace.zmin if trace.zmin is not None else 0, trace.zmax if trace.zmax is not None else 1)
    wide, tall = box.width / len(across.categories), box.height / len(down.categories)
    for row, name in zip(trace.z, trace.y):
        for value, other in zip(row, trace.x):
            if value is not None and not np.isnan(value):
                canvas.box(across.at(str(other)) - wide / 2 + 1, down.at(str(name)) - tall / 2 + 1, wide - 2, tall - 2, shade(trace.colorscale, (value - low) / ((high - low) or 1)))
    if trace.showscale:
        colour_bar(canvas, figure, box, trace.colorbar, trace.colorscale, low, high)
