"""Small multiples: one little map a year or an actor, on one scale."""

from __future__ import annotations

import math
from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from analysis.measures import Measure
from charts import style
from charts.maps import ground
from charts.maps.ground import Scene
from charts.maps.level import add_areas, colour_bar, coloured_of, ink_on, rows_of, scale_of
from geo.territories import territories

COLUMNS = 4
GAP = 0.012          # share of the width between two maps
HEAD = 0.09          # share of a map's height for its name
# Where a figure stands in a little map: under no name, so in the middle of the area.
MIDDLE = {"GE-AB": (41.55, 42.96), "GE-SO": (44.05, 42.36), "AZ-NX": (45.42, 39.33), "AZ-KB": (46.78, 39.86)}


def small_multiples(levels: pd.DataFrame, measure: Measure, scene: Scene = Scene(), *, title: str = "", subtitle: str = "", note: str = "",
                    min_articles: int = 3, steady: float = 0.15) -> go.Figure:
    """One little map for each panel, all on the measure's scale.

    Parameters
    ----------
    levels : as for level_map, with the columns panel (its name: "2021", "Türkiye"), panel_n (articles behind it in all) and on (the
        day whose lines that panel shows; optional), in the order of the panels. Never modified. scene : its aspect is that of
        one little map.
    """
    panels = list(dict.fromkeys(levels["panel"]))
    columns = min(COLUMNS, max(len(panels), 1))
    figure = go.Figure()
    for at, panel in enumerate(panels):
        geo = "geo" if at == 0 else f"geo{at + 1}"
        part = levels[levels["panel"] == panel]
        here = replace(scene, on=part["on"].iloc[0] if "on" in part else scene.on, little=True)
        rows = rows_of(part, min_articles)
        coloured = coloured_of(rows, min_articles)
        figure.add_traces(ground.blank(here, geo))
        add_areas(figure, rows, coloured, measure, here, steady, geo, f"<b>{panel}</b><br>")
        figure.add_traces(ground.borders(here, geo=geo, thin=0.6))
        figure.add_trace(_numbers(rows, coloured, measure, here, geo))
        across, down = _place(at, columns, math.ceil(len(panels) / columns))
        figure.update_layout({geo: ground.frame(here) | {"domain": {"x": across, "y": down}}})
        figure.add_annotation(text=f"<b>{panel}</b>  <span style='color:{scene.look.quiet}'>{style.articles(int(part['panel_n'].iloc[0]))}</span>",
                              x=across[0], y=down[1], xref="paper", yref="paper", xanchor="left", yanchor="bottom", showarrow=False,
                              font={"size": style.SIZE})
    for trace in figure.select_traces(selector={"type": "choropleth"}):
        trace.showscale = False
    _add_scale(figure, measure, scene)
    if not panels:
        figure.update_layout(geo=ground.frame(scene))
        figure.add_traces(ground.blank(scene))
    words = [f"Colour: {measure.low_word} (brown) to {measure.high_word} (green), {measure.unit}" if not measure.is_share else f"Colour: {measure.unit}",
             f"Hatched: fewer than {min_articles} articles. Plain: none."]
    figure = ground.lay_out(figure, scene, title=title, subtitle=subtitle, note="<br>".join([*words, *filter(None, [note])]), key=[],
                            dated="Each map has the lines of its own date." if "on" in levels else "")
    return figure


def _place(at: int, columns: int, lines: int) -> tuple[list[float], list[float]]:
    """The part of the figure that the panel has, its name above it left out."""
    line, column = divmod(at, columns)
    width, height = 1 / columns, 1 / max(lines, 1)
    top = 1 - line * height - HEAD * height
    return [column * width + GAP / 2, (column + 1) * width - GAP / 2], [max(1 - (line + 1) * height + 0.01, 0), top]


def _numbers(rows: dict[str, dict], coloured: list[str], measure: Measure, scene: Scene, geo: str) -> go.Scattergeo:
    """The figures alone, in the middle of their areas: the names stand on the large map."""
    bounds, scale = (measure.low, measure.high), scale_of(measure)
    inks = [ink_on(rows[code]["value"], bounds, scale)[0] for code in coloured]
    middles = [MIDDLE.get(code, (territories()[code].label_lon, territories()[code].label_lat)) for code in coloured]
    return go.Scattergeo(lon=[lon for lon, _ in middles], lat=[lat for _, lat in middles], mode="text", geo=geo, hoverinfo="skip", showlegend=False,
                         text=[f"<b>{measure.written(rows[code]['value'])}</b>" for code in coloured],
                         textfont={"size": style.SMALL, "color": inks or scene.look.text})


def _add_scale(figure: go.Figure, measure: Measure, scene: Scene) -> None:
    """One legend for all panels, from the first that has a colour."""
    for trace in figure.select_traces(selector={"type": "choropleth"}):
        if trace.zmax == measure.high and trace.zmin == measure.low and trace.hoverinfo != "skip" and len(trace.colorscale) > 2:
            ends = [f"{measure.written(measure.low)}", measure.written((measure.low + measure.high) / 2), f"{measure.written(measure.high)}"]
            bar = colour_bar("", (measure.low, measure.high), ends, scene)
            trace.update(showscale=True, colorbar=bar | {"y": 1.0, "yanchor": "bottom", "x": 0.96, "len": 0.2, "bgcolor": "rgba(0,0,0,0)", "ypad": 2})
            return
