"""The map of places: bubbles where the coverage is."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analysis.measures import Measure
from charts import style
from charts.maps import ground
from charts.maps.ground import Scene
from charts.maps.level import colour_bar, scale_of
from geo.territories import drawn

LARGEST = 46         # pixels: diameter of the largest bubble
SMALLEST = 5
CLOSE = 0.5          # degrees between two named places, half of it up and down
NAMED = 14           # places whose names stand on the map; the others in the hover


def places_map(places: pd.DataFrame, measure: Measure, scene: Scene = Scene(), *, title: str = "", subtitle: str = "", note: str = "",
               min_articles: int = 3, most: int | None = None) -> go.Figure:
    """A bubble on each place that is named in sentences on the actor, as large as the number of their articles.

    Parameters
    ----------
    places : place (as displayed), lon, lat, n (articles), value (the actor's figure in these sentences, displayed scale, NaN
        where nothing is stated), as analysis.places gives them, most articles first. Never modified.
    most : the number of articles of the largest bubble; by default that of the table. Areas, not widths, are proportional.

    With fewer than `min_articles` a bubble is hollow.
    """
    look = scene.look
    most = max(most or int(places["n"].max() if len(places) else 1), 1)
    shown = places.sort_values("n", ascending=False)
    enough = (shown["n"] >= min_articles) & shown["value"].notna()
    figure = go.Figure(ground.blank(scene))
    hover = {code: f"<b>{scene.profile.names[code]}</b>" for code in drawn()}
    figure.add_trace(ground.areas(drawn(), hover, scene))
    figure.add_traces(ground.borders(scene) + [ground.surroundings(scene)[0]])
    for part, filled in ((shown[~enough], False), (shown[enough], True)):
        if len(part):
            figure.add_trace(_bubbles(part, filled, measure, look, most, scene))
    inside, beyond = _in_view(shown, scene)
    named = _apart(inside)
    figure.add_trace(go.Scattergeo(   # unseen bubbles of the same size keep the names off the seen ones
        lon=named["lon"], lat=named["lat"], mode="markers+text", marker={"size": _sizes(named, most), "opacity": 0}, text=[f"<b>{row.place}</b> {row.n}" for row in named.itertuples()], hoverinfo="skip",
        textposition=_sides(named), textfont={"size": style.SMALL, "color": look.text, "shadow": f"0 0 3px {look.paper}"}, showlegend=False))
    figure.update_layout(geo=ground.frame(scene))
    key = [f"Area of a bubble: articles (largest {most})", f"Hollow: fewer than {min_articles} articles, or nothing stated",
           "Named: places with most articles" if len(shown) else "No place is named in this view"]
    if len(beyond):
        key.append("Outside the map: " + ", ".join(f"{row.place} {row.n}" for row in beyond.head(3).itertuples()))
    return ground.lay_out(figure, scene, title=title, subtitle=subtitle, note=note, key=key)


def _bubbles(part: pd.DataFrame, filled: bool, measure: Measure, look: style.Theme, most: int, scene: Scene) -> go.Scattergeo:
    marker = {"size": _sizes(part, most), "sizemode": "diameter", "opacity": 0.85, "line": {"color": look.text, "width": 1}}
    if filled:
        ends = [f"{measure.written(measure.low)}<br>{measure.low_word}", measure.written((measure.low + measure.high) / 2),
                f"{measure.written(measure.high)}<br>{measure.high_word}"]
        marker |= {"color": part["value"], "cmin": measure.low, "cmax": measure.high, "colorscale": scale_of(measure), "showscale": True,
                   "colorbar": colour_bar(measure.label, (measure.low, measure.high), ends, scene)}
    else:
        marker |= {"color": style.rgba(look.paper, 0.35)}
    text = [f"<b>{row.place}</b><br>{style.articles(int(row.n))}" + ("" if pd.isna(row.value) else f"<br>{measure.label}: {measure.written(row.value)}")
            for row in part.itertuples()]
    return go.Scattergeo(lon=part["lon"], lat=part["lat"], mode="markers", marker=marker, hovertext=text, hoverinfo="text", showlegend=False,
                         customdata=[[place] for place in part["place"]])


def _sizes(part: pd.DataFrame, most: int) -> pd.Series:
    return ((part["n"] / most) ** 0.5 * LARGEST).clip(lower=SMALLEST)


def _in_view(shown: pd.DataFrame, scene: Scene) -> tuple[pd.DataFrame, pd.DataFrame]:
    (west, east), (south, north) = ground.window(scene.aspect)
    there = shown["lon"].between(west, east) & shown["lat"].between(south, north)
    return shown[there], shown[~there]


def _apart(inside: pd.DataFrame) -> pd.DataFrame:
    """The places whose names find room: the larger first, none close to one that is named already."""
    taken = []
    for row in inside.itertuples():
        if len(taken) < NAMED and all(abs(row.lon - inside.at[other, "lon"]) > CLOSE or abs(row.lat - inside.at[other, "lat"]) > CLOSE / 2 for other in taken):
            taken.append(row.Index)
    return inside.loc[taken]


def _sides(named: pd.DataFrame) -> list[str]:
    """On which side of its bubble each name stands: away from the nearest named neighbour."""
    sides = []
    for row in named.itertuples():
        others = named[named["place"] != row.place]
        away = ((others["lon"] - row.lon) ** 2 + (others["lat"] - row.lat) ** 2)
        if others.empty or away.min() > 0.6:
            sides.append("middle right")
            continue
        near = others.loc[away.idxmin()]
        sides.append(("top" if row.lat >= near["lat"] else "bottom") + (" right" if row.lon >= near["lon"] else " left"))
    return sides
