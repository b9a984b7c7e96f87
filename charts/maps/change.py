"""The map of change between two periods: by how much an actor's figure moved in each territory."""

from __future__ import annotations

import math

import pandas as pd
import plotly.graph_objects as go

from analysis.measures import Measure
from charts import style
from charts.maps import ground
from charts.maps.ground import OUTSIDE, Scene
from charts.maps.level import colour_bar, ink_on
from geo.territories import drawn, parts_drawn_apart

CLEAR = ("clear rise", "clear fall")
TOO_FEW = "too few articles to say"


def change_map(changes: pd.DataFrame, measure: Measure, scene: Scene = Scene(), *, title: str = "", subtitle: str = "", note: str = "",
               periods: tuple[str, str] = ("before", "after"), selected: str | None = None) -> go.Figure:
    """The territories coloured by the change of their figure, where it is clear; it shows change, not level.

    Parameters
    ----------
    changes : territory, before, after, change, low, high (displayed scale, NaN where unknown), n_before, n_after, verdict
        ("clear rise", "clear fall", "no clear change", "too few articles to say"), as analysis.change gives them. Never modified.
        A territory without a row, or without articles in either period, is plain.
    measure : half of its range, up and down, is the span of the colours, whatever the data.
    periods : the two periods in words.
    """
    rows = {row["territory"]: row for row in changes.to_dict("records") if row["territory"] in drawn()}
    known = {code: row for code, row in rows.items() if row["n_before"] or row["n_after"]}
    clear = [code for code, row in known.items() if row["verdict"] in CLEAR]
    few = [code for code, row in known.items() if row["verdict"] == TOO_FEW]
    bounds, scale = bounds_of(measure), [[at / (len(style.CHANGE) - 1), colour] for at, colour in enumerate(style.CHANGE)]
    hover = {code: _hover(code, known.get(code), measure, scene, periods) for code in drawn()}
    figure = go.Figure(ground.blank(scene))
    figure.add_trace(ground.areas([code for code in drawn() if code not in clear], hover, scene))
    if clear:
        figure.add_trace(ground.areas(clear, hover, scene, [known[code]["change"] for code in clear], bounds, scale, showscale=True,
                                      colorbar=_colour_bar(measure, bounds, scene)))
    figure.add_traces(ground.hatched(few, scene) + ground.borders(scene, selected) + ground.surroundings(scene))
    for code in drawn():
        look, row = scene.look, known.get(code)
        inside = code in clear and code not in OUTSIDE
        ink, halo = ink_on(row["change"], bounds, scale) if inside else (look.text, look.paper)
        figure.add_trace(ground.label(code, _below(row, measure), scene, ink, halo))
    figure.update_layout(geo=ground.frame(scene))
    key = ["Colour: change, not level", "Pale: no clear change (its interval holds 0)", "Hatched: too few articles to say", "n: articles before, after"]
    return ground.lay_out(figure, scene, title=title, subtitle=subtitle, note=note, key=key)


def bounds_of(measure: Measure) -> tuple[float, float]:
    """Half the measure's range down and up: the fixed span of a change."""
    half = (measure.high - measure.low) / 2
    return (-half, half)


def signed(change: float, measure: Measure) -> str:
    """A change on the displayed scale, with its sign: "+12", "−0.23", "+4 points" of a share; what rounds to nothing has none."""
    is_share = measure.is_share and not measure.is_count
    text = f"{100 * change:+.0f}" if is_share else f"{change:+.{measure.decimals}f}"
    if float(text) == 0:
        text = text.lstrip("+-")
    return text.replace("-", "−") + " points" * is_share


def _colour_bar(measure: Measure, bounds: tuple[float, float], scene: Scene) -> dict:
    ends = [f"{signed(bounds[0], measure)}<br>{'less' if measure.is_share else 'weaker' if measure.key == 'influence' else 'lower'}", "0",
            f"{signed(bounds[1], measure)}<br>{'more' if measure.is_share else 'stronger' if measure.key == 'influence' else 'higher'}"]
    return colour_bar(f"Change in {measure.label[0].lower()}{measure.label[1:]}", bounds, ends, scene)


def _below(row: dict | None, measure: Measure) -> str:
    """What stands under the name: the change and the two figures, or why there is none."""
    if row is None:
        return "no statement"
    counts = f"n={int(row['n_before'])}, {int(row['n_after'])}"
    if row["verdict"] == TOO_FEW:
        return counts
    between = f"{measure.written(row['before'])} to {measure.written(row['after'])}"
    if row["verdict"] in CLEAR:
        return f"<b>{signed(row['change'], measure)}</b> ({between})<br>{counts}"
    return f"no clear change<br>({between}) {counts}"


def _hover(code: str, row: dict | None, measure: Measure, scene: Scene, periods: tuple[str, str]) -> str:
    names = scene.profile.names
    lines = [f"<b>{names[code]}</b>"]
    if row is None:
        lines.append("no statement in either period")
    else:
        lines.append(row["verdict"])
        for period, value, n in zip(periods, (row["before"], row["after"]), (row["n_before"], row["n_after"])):
            figure = "" if math.isnan(value) or not n else f"{measure.written(value)}, "
            lines.append(f"{period}: {figure}{style.articles(int(n))}")
        if not math.isnan(row["low"]):
            lines.append(f"Change {signed(row['change'], measure)} (95 % interval {signed(row['low'], measure)} to {signed(row['high'], measure)})")
    if parts := parts_drawn_apart(code):
        lines.append("Without " + " and ".join(names[part] for part in parts) + ", drawn apart")
    return "<br>".join(lines)
