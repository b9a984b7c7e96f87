"""Maps on a canvas: areas, lines, bubbles and names in Mercator's projection, as charts/maps draws them."""

from __future__ import annotations

import re

import numpy as np
import plotly.graph_objects as go

from briefing.still.canvas import Canvas
from briefing.still.frame import Box, annotations, colour_bar, each, ink, plot_box, shade, title

SIDES = {"left": "right", "center": "center", "right": "left"}      # a name on the left of its point ends there
HEIGHTS = {"top": "bottom", "middle": "middle", "bottom": "top"}


class Window:
    """One map of a figure: its place on the sheet, from degrees to pixels."""

    def __init__(self, canvas: Canvas, figure: go.Figure, name: str, box: Box):
        of = figure.layout[name]
        (left, right), (low, high) = of.domain.x or (0, 1), of.domain.y or (0, 1)
        place = Box(box.across(left), box.up(high), (right - left) * box.width, (high - low) * box.height)
        west, east = np.radians(of.lonaxis.range)
        south, north = _mercator(np.array(of.lataxis.range))
        self.scale = min(place.width / (east - west), place.height / (north - south))
        self.x, self.y = place.left + place.width / 2, place.top + place.height / 2
        self.middle = (west + east) / 2, (south + north) / 2
        width, height = self.scale * (east - west), self.scale * (north - south)
        self.ground = canvas.box(self.x - width / 2, self.y - height / 2, width, height, of.bgcolor or "#fff")

    def at(self, lon, lat) -> tuple[np.ndarray, np.ndarray]:
        lon, lat = np.array(lon, dtype=float), np.array(lat, dtype=float)
        return self.x + self.scale * (np.radians(lon) - self.middle[0]), self.y - self.scale * (_mercator(lat) - self.middle[1])


def draw(canvas: Canvas, figure: go.Figure) -> None:
    """The whole figure: every map with its traces in their order, colour bars, words."""
    box = plot_box(figure, canvas.width, canvas.height)
    windows = {name: Window(canvas, figure, name, box) for name in figure.layout if name.startswith("geo")}
    bars = []
    for trace in figure.data:
        window = windows[trace.geo or "geo"]
        if trace.type == "choropleth":
            _areas(canvas, trace, window)
            if trace.showscale:
                bars.append((trace.colorbar, trace.colorscale, trace.zmin, trace.zmax))
        else:
            _points(canvas, figure, trace, window)
            if trace.marker.showscale:
                bars.append((trace.marker.colorbar, trace.marker.colorscale, trace.marker.cmin, trace.marker.cmax))
    for bar in bars[:1]:
        colour_bar(canvas, figure, box, *bar)
    title(canvas, figure)
    annotations(canvas, figure, box, lambda one, letter: None)


def _areas(canvas: Canvas, trace, window: Window) -> None:
    features = {each["id"]: each["geometry"] for each in trace.geojson["features"]}
    low, high = trace.zmin if trace.zmin is not None else 0, trace.zmax if trace.zmax is not None else 1
    edge, width = trace.marker.line.color or "", trace.marker.line.width or 0
    for code, value in zip(trace.locations, trace.z):
        geometry = features[code]
        fill = shade(trace.colorscale, (value - low) / ((high - low) or 1))
        for polygon in [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]:
            rings = [np.column_stack(window.at(*zip(*(point[:2] for point in ring)))) for ring in polygon]
            canvas.area(rings, fill, edge, width, clip=window.ground)


def _points(canvas: Canvas, figure: go.Figure, trace, window: Window) -> None:
    if trace.lon is None or not len(trace.lon):
        return
    x, y = window.at([np.nan if one is None else one for one in trace.lon], [np.nan if one is None else one for one in trace.lat])
    mode, one = trace.mode or "lines", trace.marker
    if "lines" in mode and trace.line.width:
        canvas.line(x, y, trace.line.color, trace.line.width, trace.line.dash, clip=window.ground)
    if "markers" in mode and one.opacity != 0:
        colours = one.color if isinstance(one.color, str) else _on_scale(one)
        for place, size in enumerate(each(one.size, len(x))):
            fill = colours if isinstance(colours, str) else colours[place]
            canvas.mark(x[place], y[place], size, fill, "circle", one.line.color or "", one.line.width or 0, one.opacity or 1, clip=window.ground)
    if "text" in mode:
        sides, radii = each("middle center" if trace.textposition is None else trace.textposition, len(x)), each(one.size if "markers" in mode else 0, len(x))
        inks = each(ink(figure)[1] if trace.textfont.color is None else trace.textfont.color, len(x))
        for place, text in enumerate(trace.text):
            up, along = sides[place].split()
            away = (radii[place] or 0) / 2
            canvas.words(text, x[place] + away * {"left": -1, "center": 0, "right": 1}[along], y[place] + away * {"top": -1, "middle": 0, "bottom": 1}[up],
                         each(trace.textfont.size or ink(figure)[0], len(x))[place], inks[place], across=SIDES[along], down=HEIGHTS[up],
                         align="center" if along == "center" else "", halo=_halo(trace.textfont.shadow))


def _halo(shadow: str | None) -> str:
    """The colour of a shadow of letters: what stands last in it."""
    found = re.findall(r"(#[0-9a-fA-F]{3,8}|rgba?\([^)]*\))", shadow or "")
    return found[-1] if found else ""


def _on_scale(marker) -> list[str]:
    span = (marker.cmax - marker.cmin) or 1
    return [shade(marker.colorscale, (value - marker.cmin) / span) for value in marker.color]


def _mercator(lat: np.ndarray) -> np.ndarray:
    return np.log(np.tan(np.pi / 4 + np.radians(lat) / 2))
