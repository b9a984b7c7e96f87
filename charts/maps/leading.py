"""The map of who is portrayed as most influential where: names and margins, and no fill, since it is no map of control."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from analysis.measures import Measure
from charts import style
from charts.maps import ground
from charts.maps.change import signed
from charts.maps.ground import OUTSIDE, Scene
from geo.territories import drawn


def leading_map(leading: pd.DataFrame, measure: Measure, names: Mapping[str, str], scene: Scene = Scene(), *, title: str = "",
                subtitle: str = "", note: str = "", min_articles: int = 3, selected: str | None = None) -> go.Figure:
    """In each territory the actor with the highest figure, the runner-up, and the margin between them.

    Parameters
    ----------
    leading : territory, actor, value, n, second, second_value, second_n, margin, low, high (95 % interval of the margin), clear
        (the interval leaves out 0), as analysis.leading gives them; second "" and NaN where only one actor has articles
        enough. Never modified. A territory without a row: no actor has articles enough.
    names : display name of each actor, short.
    """
    look = scene.look
    rows = {row["territory"]: row for row in leading.to_dict("records")}
    hover = {code: _hover(code, rows.get(code), measure, names, scene) for code in drawn()}
    figure = go.Figure(ground.blank(scene))
    figure.add_trace(ground.areas(drawn(), hover, scene))
    figure.add_traces(ground.borders(scene, selected) + ground.surroundings(scene))
    figure.add_traces([ground.label(code, _below(code, rows.get(code), measure, names), scene, look.text, look.empty) for code in drawn()])
    figure.update_layout(geo=ground.frame(scene))
    key = ["Portrayed as most influential, not in control", f"Actors with at least {min_articles} articles there",
           "Left out: own governments, and those", "of the country around", "“no clear lead”: few articles, or the", "interval of the margin holds 0"]
    return ground.lay_out(figure, scene, title=title, subtitle=subtitle, note=note, key=key)


def _below(code: str, row: dict | None, measure: Measure, names: Mapping[str, str]) -> str:
    """Under the name: both actors, and the margin; in fewer lines where the name stands beside its area."""
    if row is None:
        return "too few articles"
    first = f"<b>{names[row['actor']]} {measure.written(row['value'])}</b>"
    if not row["second"]:
        return f"{first}<br>no other with enough"
    second = f"{names[row['second']]} {measure.written(row['second_value'])}"
    margin = f"ahead by {_margin(row['margin'], measure)}" if row["clear"] else "no clear lead"
    return f"{first}, {second}<br><i>{margin}</i>" if code in OUTSIDE else f"{first}<br>{second}<br><i>{margin}</i>"


def _margin(margin: float, measure: Measure) -> str:
    return signed(margin, measure).removeprefix("+")


def _hover(code: str, row: dict | None, measure: Measure, names: Mapping[str, str], scene: Scene) -> str:
    lines = [f"<b>{scene.profile.names[code]}</b>"]
    if row is None:
        return "<br>".join([*lines, "No actor from outside has enough articles here."])
    lines.append(f"{names[row['actor']]}: {measure.written(row['value'])}, {style.articles(int(row['n']))}")
    if row["second"]:
        lines.append(f"{names[row['second']]}: {measure.written(row['second_value'])}, {style.articles(int(row['second_n']))}")
    if row["second"] and not math.isnan(row["low"]):
        lines.append(f"Margin {_margin(row['margin'], measure)} (95 % interval {measure.written(row['low'])} to {measure.written(row['high'])})")
    return "<br>".join(lines)
