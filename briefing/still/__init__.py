"""A figure as a picture, without a browser.

plotly's own way (kaleido) needs a Chrome, which a server in a closed network seldom has. This draws the kinds of trace and
of words that charts/ uses, and nothing else: a figure from elsewhere may lack something.
"""

from __future__ import annotations

import plotly.graph_objects as go

from briefing.still import grounds, plots
from briefing.still.canvas import Canvas
from briefing.still.frame import setting

WIDE = (1160, 652)   # pixels of a picture of 16 to 9


def drawn(figure: go.Figure, width: float = WIDE[0], height: float = WIDE[1]) -> Canvas:
    """The figure on a canvas of that many pixels; `.png()` and `.svg()` give the file."""
    canvas = Canvas(width, height, setting(figure, "paper_bgcolor") or "#ffffff")
    has_map = any(trace.type in ("choropleth", "scattergeo") for trace in figure.data)
    (grounds if has_map else plots).draw(canvas, figure)
    return canvas
