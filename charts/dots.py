"""Dots in rows, each with its interval: one figure by territory, instrument, outlet group ..., or several side by side."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from analysis.intervals import LEVEL
from analysis.measures import Measure
from charts.style import SIZE, SMALL, THEMES, articles, rgba, template

ROW = 34              # pixels a row, at most; fewer where the place is small
LABEL_CHARACTERS = 22
NOT_POWER = "Portrayal in these articles, not power."


def dots(rows: pd.DataFrame, measure: Measure, *, title: str, subtitle: str = "", note: str = "", min_articles: int = 3,
         colours: Mapping[str, str] | None = None, joined: bool = False, theme: str = "light", empty: str = "Nothing is said here.",
         characters: int = 62) -> go.Figure:
    """Draw figures in rows on the measure's fixed axis.

    Parameters
    ----------
    rows : label (of the row), value, low, high (displayed scale; NaN where unknown), n (articles), in the order of the rows from
        top to bottom; series (optional: several dots a row); key (optional: what a click gives). Never modified.
    colours : the colour of each series, in the order of the legend; without it all dots share one.
    joined : a line joins the dots of a row (a dumbbell).
    characters : letters in a line of the heading.

    Fewer articles than `min_articles` are hollow and have no interval. Each point carries customdata [key, series].
    """
    look = THEMES[theme]
    labels = list(dict.fromkeys(rows["label"]))
    heights = {label: len(labels) - 1 - place for place, label in enumerate(labels)}
    series = list(colours) if colours else [""]
    table = rows.assign(series=rows["series"] if "series" in rows else "", key=rows["key"] if "key" in rows else rows["label"])
    figure = go.Figure(layout={"template": template(theme), "showlegend": False, "dragmode": False, "hovermode": "closest", "clickmode": "event+select"})
    if joined:
        _join(figure, table, heights, min_articles, look)
    step = 0.22 if len(series) > 1 and not joined else 0
    for place, name in enumerate(series):
        colour = (colours or {}).get(name, "#01665e" if theme == "light" else "#80c5bb")
        part = table[(table["series"] == name) & table["value"].notna()]
        up = (len(series) - 1) / 2 * step - place * step
        _points(figure, part, [heights[label] + up for label in part["label"]], name, colour, measure, min_articles, look)
    table = table.sort_values("series", key=lambda names: names.map({name: place for place, name in enumerate(series)}), kind="stable")
    _axes(figure, table, labels, heights, measure, look)
    _words(figure, title, subtitle, note, colours or {}, measure, min_articles, look, characters)
    if table["value"].isna().all():
        figure.add_scatter(x=[None], y=[None], hoverinfo="skip")
        figure.add_annotation(text=empty, x=0.5, y=0.5, xref="paper", yref="paper", showarrow=False, font={"size": 14, "color": look.quiet})
    return figure


def _points(figure, part, heights, name, colour, measure, min_articles, look) -> None:
    few = part["n"] < min_articles
    known = part[["low", "high"]].where(~few)
    hover = [_hover(row, name, measure, min_articles) for row in part.itertuples()]
    figure.add_scatter(
        x=part["value"], y=heights, mode="markers", hovertext=hover, hoverinfo="text", cliponaxis=False,
        customdata=[[row.key, name] for row in part.itertuples()], unselected={"marker": {"opacity": 1}},
        error_x={"type": "data", "symmetric": False, "array": known["high"] - part["value"], "arrayminus": part["value"] - known["low"],
                 "thickness": 2, "width": 0, "color": rgba(colour, 0.55)},
        marker={"size": 11, "opacity": 1, "color": few.map({True: look.paper, False: colour}), "line": {"color": colour, "width": 1.6}})


def _hover(row, name, measure, min_articles) -> str:
    between = ""
    if row.n >= min_articles and not math.isnan(row.low):
        between = f"<br>{LEVEL} % interval {measure.written(row.low)} to {measure.written(row.high)}"
    alone = "<br>too few articles for an interval" if row.n < min_articles else ""
    return f"<b>{row.label}</b>{', ' + name if name else ''}<br>{measure.named(row.value)}{between}{alone}<br>{articles(int(row.n))}"


def _join(figure, table, heights, min_articles, look) -> None:
    """A thin line from the first to the last dot of each row."""
    for label, part in table[table["value"].notna() & (table["n"] >= min_articles)].groupby("label", sort=False):
        if len(part) > 1:
            figure.add_scatter(x=[part["value"].min(), part["value"].max()], y=[heights[label]] * 2, mode="lines", hoverinfo="skip",
                               line={"color": look.quiet, "width": 1.2})


def _axes(figure, table, labels, heights, measure, look) -> None:
    """The measure's fixed axis, the rows' names at the left, the numbers of articles at the right."""
    room = (measure.high - measure.low) * 0.03
    ticks = [measure.low + (measure.high - measure.low) * part / 4 for part in range(5)]
    counts = {label: ", ".join(f"{int(n)}" for n in part["n"]) for label, part in table.groupby("label", sort=False)}
    names = ["<br>".join(textwrap.wrap(label, LABEL_CHARACTERS)) for label in labels]
    figure.update_layout(
        xaxis={"range": [measure.low - room, measure.high + room], "tickvals": ticks, "ticktext": [measure.written(each) for each in ticks],
               "fixedrange": True, "zeroline": False, "tickfont": {"color": look.quiet, "size": SMALL}},
        yaxis={"range": [-0.6, max(len(labels), 1) - 0.4], "tickvals": list(heights.values()), "ticktext": names, "fixedrange": True,
               "zeroline": False, "tickfont": {"size": SIZE - 1}, "automargin": False},
        margin={"l": _left(names), "r": 20 + 6 * max((len(text) for text in counts.values()), default=4)})
    if measure.midpoint is not None:
        figure.add_shape(type="line", x0=measure.midpoint, x1=measure.midpoint, yref="paper", y0=0, y1=1, layer="below",
                         line={"color": look.quiet, "width": 1, "dash": "dot"})
    quiet = {"showarrow": False, "font": {"size": SMALL, "color": look.quiet}, "xref": "paper"}
    for label, height in heights.items():
        figure.add_annotation(text=counts[label], x=1, y=height, xanchor="left", xshift=6, **quiet)
    figure.add_annotation(text="n", x=1, y=1, yref="paper", xanchor="left", yanchor="bottom", xshift=6, **quiet)


def _left(names: list[str]) -> int:
    """Pixels for the rows' names."""
    return 14 + round(6.6 * max((len(line) for name in names for line in name.split("<br>")), default=4))


def _words(figure, title, subtitle, note, colours, measure, min_articles, look, characters) -> None:
    under = textwrap.wrap(subtitle, characters)[:3]
    names = "   ".join(f"<span style='color:{colour}'>●</span> {name}" for name, colour in colours.items())
    lines = [f"<b>{title}</b>", *(f"<span style='font-size:{SIZE - 1}px;color:{look.quiet}'>{line}</span>" for line in under),
             f"<span style='font-size:{SIZE - 1}px'>{names}</span>" * bool(names)]
    lines = [line for line in lines if line]
    foot = [f"Line: {LEVEL} % interval. " * (not measure.is_count) + f"Hollow: fewer than {min_articles} articles. n: articles.",
            *filter(None, [note]), NOT_POWER]
    figure.update_layout(
        title={"text": "<br>".join(lines), "y": 1, "yref": "container", "yanchor": "top", "pad": {"t": 18, "l": 2}, "font": {"size": 15}},
        margin={"t": 30 + 18 * len(lines), "b": 42 + 15 * sum(1 + each.count("<br>") for each in foot)})
    figure.add_annotation(text="<br>".join(foot), x=0, y=0, xref="paper", yref="paper", xanchor="left", yanchor="top", yshift=-38, align="left",
                          xshift=4 - figure.layout.margin.l, showarrow=False, font={"size": SMALL, "color": look.quiet})
    for text, x, side in ((f"◂ {measure.low_word}", 0, "left"), (f"{measure.high_word} ▸", 1, "right")):
        figure.add_annotation(text=text, x=x, y=0, xref="paper", yref="paper", xanchor=side, yanchor="top", yshift=-20, showarrow=False,
                              font={"size": SMALL, "color": look.quiet})
