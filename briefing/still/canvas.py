"""A sheet in pixels on which a figure is drawn without a browser: lines, areas, marks and words, by matplotlib."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path as FilePath

import numpy as np
from matplotlib import font_manager, rc_context
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from matplotlib.text import Text

from briefing.still.words import Run, lines_of

FONTS = FilePath(font_manager.__file__).parent / "mpl-data/fonts/ttf"   # DejaVu Sans comes with matplotlib, so it is there everywhere
NARROWER = 0.9       # DejaVu Sans is wider than the fonts that figures are laid out for
RULER = 20           # times the pixels at which words are measured, so that no rounding to whole ones adds up
LINE = 1.32          # height of a line of words, in their size
DASHES = {"dot": (1.5, 2.5), "dash": (5, 3), "dashdot": (5, 3, 1.5, 3), "longdash": (9, 4)}
MARKS = {"circle": "o", "square": "s", "diamond": "D", "triangle-up": "^", "triangle-down": "v", "x": "x", "cross": "P", "star": "*"}


class Canvas:
    """Pixels from the left and from the top. What is drawn later lies above."""

    def __init__(self, width: float, height: float, paper: str):
        self.width, self.height = width, height
        self.figure = Figure(figsize=(width / 72, height / 72), dpi=72, facecolor=colour_of(paper))
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set(xlim=(0, width), ylim=(height, 0))
        self.axes.set_axis_off()
        self._ruler = RendererAgg(1, 1, 72 * RULER)
        self._above = 0

    def line(self, x: Sequence[float], y: Sequence[float], colour: str, width: float, dash: str = "solid", clip=None) -> None:
        """Through the points; NaN breaks it."""
        style = {} if dash in (None, "", "solid") or not width else {"dashes": [part / width for part in dashes_of(dash)], "dash_capstyle": "butt"}
        self._add(Line2D(x, y, color=colour_of(colour), linewidth=width, solid_joinstyle="round", **style), clip, self.axes.add_line)

    def area(self, rings: Sequence[np.ndarray], fill: str, edge: str = "", width: float = 0, clip=None) -> None:
        """A polygon of one or more rings, each an array of points; inner ones are holes."""
        vertices = np.concatenate(rings)
        codes = np.concatenate([[Path.MOVETO] + [Path.LINETO] * (len(ring) - 2) + [Path.CLOSEPOLY] for ring in rings])
        patch = PathPatch(Path(vertices, codes), facecolor=colour_of(fill), edgecolor=colour_of(edge) if edge and width else "none", linewidth=width)
        self._add(patch, clip, self.axes.add_patch)

    def box(self, left: float, top: float, width: float, height: float, fill: str) -> Rectangle:
        """A filled rectangle; what it returns can clip others."""
        patch = Rectangle((left, top), width, height, facecolor=colour_of(fill), edgecolor="none")
        self._add(patch, None, self.axes.add_patch)
        return patch

    def mark(self, x: float, y: float, size: float, fill: str, symbol: str = "circle", edge: str = "", width: float = 0, opacity: float = 1, clip=None) -> None:
        """A mark of `size` pixels across."""
        fill, edge = colour_of(fill), colour_of(edge) if edge else None
        fill = (*fill[:3], fill[3] * opacity)
        self._add(Line2D([x], [y], marker=MARKS.get(symbol, "o"), markersize=size, markerfacecolor=fill, linestyle="none",
                         markeredgecolor=edge or fill, markeredgewidth=width if edge else 0), clip, self.axes.add_line)

    def gradient(self, left: float, top: float, width: float, height: float, colours: Sequence[str]) -> None:
        """Colours from left to right."""
        step = width / len(colours)
        for place, colour in enumerate(colours):
            self.box(left + place * step, top, step + 0.6, height, colour)

    def words(self, markup: str, x: float, y: float, size: float, colour: str, *, across: str = "center", down: str = "middle", align: str = "",
              ground: str = "", halo: str = "", turned: float = 0) -> tuple[float, float, float, float]:
        """Lines of words anchored at a point; the box that they take: left, top, right, bottom.

        across : which side of the words is at x (left, center, right); down : top, middle, bottom. align : of the lines
        among each other. ground : colour of a box behind; halo : of an edge around the letters. turned : degrees clockwise,
        for a single line that ends or begins at the point.
        """
        lines = lines_of(markup, size, colour)
        widths = [sum(self._length(run) for run in line) for line in lines]
        heights = [LINE * max([run.size for run in line] or [size]) for line in lines]
        left = x - max(widths) * {"left": 0, "center": 0.5, "right": 1}[across]
        top = y - sum(heights) * {"top": 0, "middle": 0.5, "bottom": 1}[down]
        box = (left, top, left + max(widths), top + sum(heights))
        if ground:
            self.box(left - 2, top, max(widths) + 4, sum(heights), ground)
        if turned:
            self._run(replace_text(lines), x, y, halo, rotation=-turned, rotation_mode="anchor", ha=across, va="center")
            return box
        at = top
        for line, width, height in zip(lines, widths, heights):
            start = left + (max(widths) - width) * {"left": 0, "center": 0.5, "right": 1}[align or across]
            for run in line:
                self._run(run, start, at + 0.76 * height, halo)
                start += self._length(run)
            at += height
        return box

    def length(self, markup: str, size: float) -> float:
        """How long the longest line of a text is, in pixels."""
        return max(sum(self._length(run) for run in line) for line in lines_of(markup, size, "#000"))

    def png(self, scale: float = 2) -> bytes:
        """As a PNG of scale x the size in pixels."""
        return self._saved("png", dpi=72 * scale)

    def svg(self, description: str = "") -> bytes:
        """As an SVG whose words stay words."""
        with rc_context({"svg.fonttype": "none", "svg.hashsalt": "monitor"}):
            return self._saved("svg", metadata={"Date": None, "Creator": None, "Title": description or None})

    def _saved(self, form: str, **more) -> bytes:
        out = io.BytesIO()
        with rc_context({"text.hinting": "none"}):
            self.figure.savefig(out, format=form, facecolor=self.figure.get_facecolor(), **more)
        return out.getvalue()

    def _add(self, artist, clip, add) -> None:
        self._above += 1
        artist.set_zorder(self._above)
        add(artist)
        if clip is not None:
            artist.set_clip_path(clip)
        else:
            artist.set_clip_on(False)

    def _run(self, run: Run, x: float, y: float, halo: str, **turned) -> None:
        self._above += 1
        text = Text(x, y, run.text, color=colour_of(run.colour), fontproperties=_font(run), zorder=self._above, parse_math=False,
                    **({"ha": "left", "va": "baseline"} | turned))
        if halo:
            text.set_path_effects([withStroke(linewidth=3, foreground=colour_of(halo))])
        self.axes.add_artist(text)

    def _length(self, run: Run) -> float:
        if not run.text:
            return 0
        # A blank at an end has no ink, and yet a length.
        whole, _, _ = self._ruler.get_text_width_height_descent(f"|{run.text}|", _font(run), False)
        ends, _, _ = self._ruler.get_text_width_height_descent("||", _font(run), False)
        return (whole - ends) / RULER


def replace_text(lines: list[list[Run]]) -> Run:
    """All words as one run in the look of the first."""
    runs = [run for line in lines for run in line]
    return Run(" ".join(run.text for run in runs), runs[0].size, runs[0].colour, runs[0].bold)


def colour_of(written: str) -> tuple[float, float, float, float]:
    """A colour as figures write it: "#1f2430", "rgb(1, 2, 3)", "rgba(1,2,3,0.5)", a name."""
    if parts := re.fullmatch(r"rgba?\(([^)]*)\)", written or ""):
        red, green, blue, *opacity = (float(part) for part in parts[1].split(","))
        return (red / 255, green / 255, blue / 255, opacity[0] if opacity else 1.0)
    return to_rgba(written or "none")


def dashes_of(dash: str) -> list[float]:
    """Pixels on and off: of "dot", "dash" or "6px,3px"."""
    return list(DASHES[dash]) if dash in DASHES else [float(part.removesuffix("px")) for part in dash.split(",")]


def _font(run: Run) -> font_manager.FontProperties:
    return font_manager.FontProperties(family="DejaVu Sans", size=run.size * NARROWER, weight="bold" if run.bold else "normal",
                                       style="italic" if run.italic else "normal")
