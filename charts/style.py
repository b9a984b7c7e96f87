"""What all figures share: colours, fonts, the plotly template, and how numbers are written.

Colours are safe for readers who see colours differently and are no country's flag: lines after Okabe and Ito
(2008) with darker variants, the map's scale after ColorBrewer's BrBG (Brewer 2003), its ends lightened so that
dark words stay legible on them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import plotly.graph_objects as go

FONT = "'Source Sans Pro', 'Source Sans', 'Noto Sans', 'DejaVu Sans', Arial, sans-serif"
SIZE = 13            # the text of figures; nothing is smaller than SMALL
SMALL = 11

DIVERGING = ("#8c510a", "#bf812d", "#dfc27d", "#f2e3bd", "#efefec", "#c7e5e1", "#80c5bb", "#35978f", "#01665e")
# A change is no level: ColorBrewer's PuOr, its ends lightened, so that the two maps cannot be taken for one another.
CHANGE = ("#b35806", "#d6842a", "#f1b26a", "#fadfbd", "#f4f4f2", "#dcd9ea", "#b4abd2", "#8673ad", "#5a3a8c")
SEQUENTIAL = ("#eef5f4", "#c7e5e1", "#80c5bb", "#35978f", "#01665e")
# Before and after, or one side and the other: the second is the one that is looked at.
TWO = {"light": ("#8a8f98", "#01665e"), "dark": ("#9aa0a8", "#80c5bb")}
LINES = ("#0072b2", "#d55e00", "#6a3d9a", "#009e73", "#b8860b", "#56b4e9", "#a8327a", "#555555", "#7f4f24", "#3f8f5f")
DASHES = ("solid", "dash", "dot", "dashdot")     # beyond ten lines the dash tells them apart


@dataclass(frozen=True)
class Theme:
    """The quiet colours around the data: paper, words, grid, and the map's ground."""

    paper: str
    text: str
    line: str        # borders of the territories, which lie on light fills in either theme
    quiet: str       # secondary words
    grid: str
    land: str        # neighbours, for context
    sea: str
    border: str
    empty: str       # a territory without articles
    hatch: str


LIGHT = Theme("#ffffff", "#1f2430", "#1f2430", "#5a6270", "#e3e5e8", "#e6e3dc", "#d9e6ee", "#8a8578", "#fbfaf7", "#9a9a9a")
DARK = Theme("#0e1117", "#f2f2f2", "#0b0e13", "#b4bac4", "#31363f", "#2b2f36", "#17212b", "#8b8f96", "#434851", "#9aa0a8")
THEMES = {"light": LIGHT, "dark": DARK}


def template(theme: str = "light") -> go.layout.Template:
    """The plotly template of every figure: fonts, colours, thin grid, words that need no turning of the head."""
    look = THEMES[theme]
    axis = {"gridcolor": look.grid, "linecolor": look.grid, "zerolinecolor": look.quiet, "title": {"standoff": 8},
            "automargin": True}
    return go.layout.Template(layout={
        "font": {"family": FONT, "size": SIZE, "color": look.text},
        "title": {"font": {"size": 16, "color": look.text}, "x": 0, "xanchor": "left"},
        "paper_bgcolor": look.paper, "plot_bgcolor": look.paper, "colorway": list(LINES),
        "xaxis": axis, "yaxis": axis, "hoverlabel": {"font": {"family": FONT, "size": SIZE}, "align": "left"},
        "legend": {"font": {"size": SIZE}, "bgcolor": "rgba(0,0,0,0)"}, "margin": {"l": 8, "r": 8, "t": 48, "b": 8},
    })


def line_look(position: int) -> dict[str, str]:
    """Colour and dash of the line at this position (0, 1, 2 ...), as plotly's `line` takes them."""
    return {"color": LINES[position % len(LINES)], "dash": DASHES[position // len(LINES) % len(DASHES)]}


def rgba(colour: str, opacity: float) -> str:
    """A `#rrggbb` colour made see-through, for bands and faint points."""
    red, green, blue = (int(colour[at:at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def number(value: float, bounds: tuple[float, float]) -> str:
    """A value as readers see it: whole numbers on a scale of 0 to 100, signs and two decimals on -1 to +1,
    per cent on 0 to 1; an en dash where there is none."""
    if value is None or math.isnan(value):
        return "–"
    low, high = bounds
    if high - low > 10:
        return f"{value:.0f}"
    if low < 0:
        return f"{value:+.2f}".replace("-", "−")
    return f"{value:.0%}"


def articles(n: int) -> str:
    """'no article', '1 article', '12 articles'."""
    return "no article" if not n else f"{n:,} article" + ("s" if n != 1 else "")


def arrow(direction: float | None, threshold: float = 0.15) -> str:
    """↗ rising, ↘ declining, → neither; "" where nothing is said (None or NaN)."""
    if direction is None or math.isnan(direction):
        return ""
    return "↗" if direction >= threshold else "↘" if direction <= -threshold else "→"
