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
NARROW = 690         # pixels: the width of the map on a small screen, where names have least room
UPWARDS = 1.32       # a degree of latitude on the map, in degrees of longitude (Mercator at 41 N)
LETTER, LINE = 6.2, 14   # pixels: about the width of a letter and the height of a line
SIDES = ("middle right", "middle left", "top center", "bottom center", "top right", "bottom right", "top left", "bottom left")
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
    named = _names(inside, most, scene)
    figure.add_trace(go.Scattergeo(   # unseen bubbles of the same size keep the names off the seen ones
        lon=named["lon"], lat=named["lat"], mode="markers+text", marker={"size": _sizes(named, most), "opacity": 0}, text=[f"<b>{row.place}</b> {row.n}" for row in named.itertuples()], hoverinfo="skip",
        textposition=named["side"], textfont={"size": style.SMALL, "color": look.text, "shadow": f"0 0 3px {look.paper}"}, showlegend=False))
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


def _names(inside: pd.DataFrame, most: int, scene: Scene) -> pd.DataFrame:
    """The places whose names find room, the larger first, with the side of the bubble on which each stands (`side`).

    A name covers no other name, and as few bubbles as there is a side for.
    """
    (west, east), _ = ground.window(scene.aspect)
    scale = NARROW / (east - west)
    spots = [(row.lon * scale, -row.lat * UPWARDS * scale, size / 2) for row, size in zip(inside.itertuples(), _sizes(inside, most))]
    taken, sides = [], {}
    for (x, y, radius), row in zip(spots, inside.itertuples()):
        boxes = {side: _box(x, y, radius, side, len(f"{row.place} {row.n}")) for side in SIDES}
        free = [side for side, box in boxes.items() if not any(_meet(box, other) for other in taken) and box[0] > west * scale]
        if free and len(sides) < NAMED:
            side = min(free, key=lambda side: sum(_covers(boxes[side], spot) for spot in spots))   # the first of equals
            taken.append(boxes[side])
            sides[row.Index] = side
    return inside.loc[list(sides)].assign(side=list(sides.values()))


def _box(x: float, y: float, radius: float, side: str, letters: int) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a name beside a bubble, in pixels."""
    width, (up, along) = letters * LETTER, side.split()
    left = {"left": x - radius - width, "center": x - width / 2, "right": x + radius}[along]
    top = {"top": y - radius - LINE, "middle": y - LINE / 2, "bottom": y + radius}[up]
    return left, top, left + width, top + LINE


def _meet(one: tuple, other: tuple) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _covers(box: tuple, spot: tuple) -> bool:
    x, y, radius = spot
    radius -= 1      # a name touches its own bubble
    return box[0] < x + radius and x - radius < box[2] and box[1] < y + radius and y - radius < box[3]
