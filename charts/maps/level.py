"""The map of one actor's figure in each territory, with its direction as an arrow."""

from __future__ import annotations

import math

import pandas as pd
import plotly.graph_objects as go
from plotly.colors import sample_colorscale

from analysis.measures import Measure
from charts import style
from charts.maps import ground
from charts.maps.ground import OUTSIDE, Scene
from geo.territories import drawn, parts_drawn_apart

WHITE, BLACK = "#ffffff", "#000000"    # with less than black, some colours would leave no legible words
BLANK = {"value": math.nan, "low": math.nan, "high": math.nan, "n": 0, "direction": math.nan, "direction_n": 0, "cue": "", "note": ""}


def level_map(levels: pd.DataFrame, measure: Measure, scene: Scene = Scene(), *, title: str = "", subtitle: str = "", note: str = "",
              min_articles: int = 3, steady: float = 0.15, selected: str | None = None) -> go.Figure:
    """The seven territories coloured by their figure.

    Parameters
    ----------
    levels : one row per territory, never modified. Territories that the map does not draw (REG) are left out.
        territory (code), value (float or NaN), n (articles behind it); and, where there are, low, high (95 % interval or
        NaN), direction (mean trajectory or NaN), direction_n (articles behind it, which may be fewer than n), cue (the words
        that count most there), note (shown in the hover).
    measure : its bounds are the ends of the colours, whatever the data, so that two maps can be compared. A share has no
        neutral middle and gets a scale in one colour.
    min_articles : with fewer articles (but at least one) a territory is hatched grey, not coloured; a direction that rests
        on fewer is not drawn, and the hover says so.
    steady : from this absolute trajectory on, the arrow points up or down.
    selected : code of the territory to outline.

    A click gives the territory: `selected_territory`.
    """
    rows = rows_of(levels, min_articles)
    coloured = coloured_of(rows, min_articles)
    figure = go.Figure(ground.blank(scene))
    add_areas(figure, rows, coloured, measure, scene, steady)
    figure.add_traces(ground.borders(scene, selected) + ground.surroundings(scene))
    figure.add_traces([_label(code, row, code in coloured, measure, scene, steady) for code, row in rows.items()])
    figure.update_traces(selector={"showscale": True}, colorbar=_colour_bar(measure, scene))
    figure.update_layout(geo=ground.frame(scene))
    arrows = any(style.arrow(rows[code]["direction"]) for code in coloured)
    return ground.lay_out(figure, scene, title=title, subtitle=subtitle, note=note, key=_key(measure, min_articles, arrows))


def rows_of(levels: pd.DataFrame, min_articles: int) -> dict[str, dict]:
    """A row for each drawn territory; those missing from the table have no statement. What rests on few articles goes."""
    given = {row["territory"]: {key: row[key] for key in BLANK if key in row and not pd.isna(row[key])}
             for row in levels.to_dict("records")}
    rows = {code: BLANK | given.get(code, {}) for code in drawn()}
    for row in rows.values():
        if row["direction_n"] < min_articles:
            row["direction"] = math.nan
        if row["n"] < min_articles:
            row["low"] = row["high"] = math.nan
    return rows


def coloured_of(rows: dict[str, dict], min_articles: int) -> list[str]:
    """The territories with articles enough for a colour."""
    return [code for code, row in rows.items() if row["n"] >= max(min_articles, 1) and not math.isnan(row["value"])]


def add_areas(figure: go.Figure, rows: dict[str, dict], coloured: list[str], measure: Measure, scene: Scene, steady: float,
              geo: str = "geo", heading: str = "") -> None:
    """The territories, coloured, plain or hatched, that can be pointed at and clicked. heading : first line of each hover."""
    hover = {code: heading + _hover(code, row, measure, scene, steady) for code, row in rows.items()}
    if others := [code for code in rows if code not in coloured]:
        figure.add_trace(ground.areas(others, hover, scene, geo=geo))
    if coloured:
        figure.add_trace(ground.areas(coloured, hover, scene, [rows[code]["value"] for code in coloured],
                                      (measure.low, measure.high), scale_of(measure), geo, showscale=True))
    figure.add_traces(ground.hatched([code for code, row in rows.items() if code not in coloured and row["n"]], scene, geo))


def scale_of(measure: Measure) -> list[list]:
    """Plotly's colour scale: with a neutral middle, or one colour for a share."""
    colours = style.SEQUENTIAL if measure.is_share else style.DIVERGING
    return [[at / (len(colours) - 1), colour] for at, colour in enumerate(colours)]


def ink_on(value: float, bounds: tuple[float, float], scale: list) -> tuple[str, str]:
    """The colour of words on an area of this value, and the area's own, which is their halo."""
    share = (min(max(value, bounds[0]), bounds[1]) - bounds[0]) / (bounds[1] - bounds[0])
    ground_colour = sample_colorscale(scale, [share])[0]
    linear = [(float(part) / 255) ** 2.2 for part in ground_colour[4:-1].split(",")]
    light = sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear))
    return (WHITE if light < 0.179 else BLACK), ground_colour   # where both contrasts are the same (WCAG 2)


def counted(measure: Measure) -> tuple[str, str]:
    """What n counts, and what is missing where it is 0: a share needs no statement."""
    return ("articles on this territory", "no article") if measure.is_share else ("articles with a statement", "no statement")


def colour_bar(title: str, bounds: tuple[float, float], words: list[str], scene: Scene) -> dict:
    """The legend at the top right: its title, and plain words at both ends."""
    return {"orientation": "h", "x": 0.985, "xanchor": "right", "y": 0.95, "yanchor": "top", "len": 0.34, "thickness": 10,
            "title": {"text": title, "side": "top", "font": {"size": style.SMALL + 1}}, "tickvals": [bounds[0], sum(bounds) / 2, bounds[1]],
            "ticktext": words, "tickfont": {"size": style.SMALL}, "outlinewidth": 0, "bgcolor": style.rgba(scene.look.paper, 0.75),
            "xpad": 26, "ypad": 4}


def _colour_bar(measure: Measure, scene: Scene) -> dict:
    middle = (measure.low + measure.high) / 2
    ends = [f"{measure.written(measure.low)}<br>{measure.low_word}", measure.written(middle), f"{measure.written(measure.high)}<br>{measure.high_word}"]
    return colour_bar(measure.label, (measure.low, measure.high), ends, scene)


def _hover(code: str, row: dict, measure: Measure, scene: Scene, steady: float) -> str:
    """Name, figure, interval, articles, direction, the words that count most, and what a country's figure leaves out."""
    names = scene.profile.names
    lines = [f"<b>{names[code]}</b>"]
    if row["n"] and not math.isnan(row["value"]):
        interval = "" if math.isnan(row["low"]) else f" (95 % interval {measure.written(row['low'])} to {measure.written(row['high'])})"
        lines.append(f"{measure.label}: {measure.written(row['value'])}{interval}")
    counts, nothing = counted(measure)
    lines.append(f"{style.articles(int(row['n']))} {counts.partition(' ')[2]}" if row["n"] else nothing)
    if style.arrow(row["direction"]):
        lines.append(f"Direction: {style.arrow(row['direction'], steady)} {style.number(row['direction'], (-1, 1))}, "
                     f"{style.articles(int(row['direction_n']))}")
    elif row["direction_n"]:
        lines.append(f"Direction: too few articles ({int(row['direction_n'])})")
    if row["cue"]:
        lines.append(f"Most telling words: {row['cue']}")
    if parts := parts_drawn_apart(code):
        lines.append("Without " + " and ".join(names[part] for part in parts) + ", drawn apart")
    return "<br>".join([*lines, *filter(None, [row["note"]])])


def _label(code: str, row: dict, is_coloured: bool, measure: Measure, scene: Scene, steady: float) -> go.Scattergeo:
    """Name, figure, arrow and number of articles, dark on light and light on dark."""
    look, inside = scene.look, is_coloured and code not in OUTSIDE
    ink, halo = ink_on(row["value"], (measure.low, measure.high), scale_of(measure)) if inside else (look.text, look.paper)
    arrow = style.arrow(row["direction"], steady)
    arrow = f"<span style='font-size:16px'>{arrow}</span> " if arrow else ""
    figure = f"<b>{measure.written(row['value'])}</b> {arrow}" if is_coloured else ""
    return ground.label(code, figure + (f"n={int(row['n'])}" if row["n"] else counted(measure)[1]), scene, ink, halo)


def _key(measure: Measure, min_articles: int, arrows: bool) -> list[str]:
    counts, nothing = counted(measure)
    key = [f"n: {counts}", f"Hatched: fewer than {min_articles} articles", f"Plain: {nothing}", "Countries without the parts drawn apart"]
    key += ["Colours: on the scale of this view"] * measure.is_count
    return key + ["↗ portrayed as rising", "↘ as declining, → neither"] * arrows
