"""The trend: one line an actor, the articles behind each point beneath it, gaps where nothing was written."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from analysis.groups import groups
from analysis.intervals import LEVEL
from analysis.measures import Measure
from analysis.periods import period_name
from charts.style import FONT, SIZE, SMALL, THEMES, articles, line_look, rgba, template
from reading.actors import actors as known_actors

MAX_INTERVALS = 3      # with more lines than this the intervals would hide them: they stay in the hover
MAX_NUMBERS = 40       # periods whose numbers of articles fit in a row; beyond, dots sized by the number
LINE_CHARACTERS = 104  # of the smallest figure (half of 1280 pixels)
LABEL_CHARACTERS = 14
LABEL_LINE = 17        # pixels
# Whoever is compared most has a colour of its own; the others share these colours with another dash, in the order of
# reference/actors.yaml.
FIRST_COLOURS = ("RUS", "TUR", "IRN", "USA", "EU", "CHN", "ARM", "AZE", "GEO", "FRA")
PLAIN = 380            # pixels of the plot in the smallest figure, for keeping labels apart
NOT_POWER = "Portrayal in these articles, not power."

DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 90, "year": 365}   # roughly, for spacing


def trend(
    series: pd.DataFrame, *, measure: Measure, period: str, actors: Sequence[str], names: Mapping[str, str],
    filters: str = "", source: str = "", undated: int = 0, min_articles: int = 3,
    span: tuple[pd.Timestamp, pd.Timestamp] | None = None, focus: tuple[str, str] | None = None, theme: str = "light",
    short: Mapping[str, str] | None = None, events: pd.DataFrame | None = None, turns: pd.DataFrame | None = None,
) -> go.Figure:
    """Draw a measure of some actors over time.

    Parameters
    ----------
    series : actor, period, period_end, value, low, high, n (analysis.series.trend). Never modified.
    period : "year", "quarter" or "month". actors : the chosen codes in order. names : display name of each code;
        short : the same for where there is little room, else the names.
    filters : the filters in force, in words. source : where the articles come from, in words. undated : articles left out.
    min_articles : points with fewer are hollow and on no line. span : first and last day of the axis; else that of the series.
    events : date, fact (analysis.events) to be marked above the plot. turns : period, before, after, event_date, event
        (analysis.turning) of the first actor.
    focus : (actor, first day of the period as ISO date) of a chosen point, which gets a ring.

    Returns
    -------
    A figure without size. Each point carries customdata [actor, first day, last day] (ISO dates), so that a click can be
    turned into a filter. The axis is that of the measure, whatever the data.
    """
    look = THEMES[theme]
    shown = [code for code in actors if code in set(series["actor"])]
    figure = go.Figure(layout={
        "template": template(theme), "showlegend": False, "barmode": "overlay", "hovermode": "closest", "dragmode": False,
        "margin": {"l": 8, "r": 8, "t": 66, "b": 52},
        "hoverlabel": {"bgcolor": look.paper, "bordercolor": look.quiet, "font": {"color": look.text}},
    })
    _head(figure, series, measure, period, [names[code] for code in actors], filters, look)
    labels = {code: (short or names)[code] for code in actors}
    rows = max(len(shown), 1)
    split = min(0.05 * rows + 0.09, 0.34)
    rows_named = [(len(shown) - 1 - place, labels[code], actor_line(code, theme)["color"]) for place, code in enumerate(shown)]
    tall = _axes(figure, series, measure, span, rows_named, split, look)
    size = 8 if len(series) <= 3 * MAX_NUMBERS else 5
    for place, code in enumerate(shown):
        points = series[series["actor"] == code]
        style = actor_line(code, theme)
        middles = _middles(points, period, place - (len(shown) - 1) / 2, len(shown))
        hover = [_hover(names[code], row, measure, period, min_articles) for row in points.itertuples()]
        _line(figure, points, middles, hover, style, min_articles, size, len(shown) <= MAX_INTERVALS, look)
        _counts(figure, points, period, hover, style, rows - 1 - place, series["n"].max())
        if focus and focus[0] == code:
            _ring(figure, points, middles, focus[1], look)
    marked = _events(figure, events, measure, span, look) + _turns(figure, turns, measure, period, look)
    _foot(figure, measure, source, undated, min_articles, look, tall, marked)
    _end_labels(figure, series, shown, labels, measure, split, theme)
    if series.empty:
        for axis in ("y", "y2"):   # plotly draws no axis without a trace
            figure.add_scatter(x=[None], y=[None], yaxis=axis, hoverinfo="skip")
        figure.add_annotation(text="No article in this view makes a statement on these actors.", showarrow=False,
                              x=0.5, y=0.6, xref="paper", yref="paper", font={"size": 15, "color": look.quiet})
    return figure


def actor_line(code: str, theme: str) -> dict[str, str]:
    """The colour and dash of an actor, a group or a pair ("RUS>ARM": that of who acts), the same in every figure."""
    code = code.partition(">")[0]
    rest = [each for each in (*known_actors(), *groups()) if each not in FIRST_COLOURS]
    style = line_look([*FIRST_COLOURS, *rest].index(code) if code in rest or code in FIRST_COLOURS else 0)
    return style | {"color": _lighter(style["color"])} if theme == "dark" else style


def _lighter(colour: str) -> str:
    """The colour mixed with white, for words and thin lines on a dark ground."""
    return "#" + "".join(f"{round(int(colour[at:at + 2], 16) * 0.6 + 255 * 0.4):02x}" for at in (1, 3, 5))


def _head(figure, series, measure, period, names, filters, look) -> None:
    title = f"{measure.label} by {period}"
    lines = textwrap.wrap(" · ".join(part for part in (_listed(names), filters) if part), LINE_CHARACTERS)
    if len(lines) > 2:
        lines = [lines[0], textwrap.shorten(" ".join(lines[1:]), LINE_CHARACTERS, placeholder=" …")]
    under = "<br>".join(line.removesuffix(" ·") for line in lines)
    figure.update_layout(
        title={"text": f"<b>{title}</b>  <span style='font-size:{SIZE - 1}px;color:{look.quiet}'>{measure.unit}</span>"
                       f"<br><span style='font-size:{SIZE - 1}px;color:{look.quiet}'>{under}</span>",
               "y": 1, "yref": "container", "yanchor": "top", "pad": {"t": 18, "l": 2}, "font": {"size": 15}},
        margin_t=66 + 15 * (len(lines) - 1),
    )


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else ""


def _events(figure, events, measure, span, look) -> str:
    """A mark above the plot for each event; what it is stands in its hover. Returns a sentence for the foot."""
    if events is None or events.empty:
        return ""
    if span is not None:
        events = events[events["date"].between(*span)]
    by_day = events.groupby("date")["fact"].agg(list)
    top = measure.high + (measure.high - measure.low) * 0.02
    text = ["<br>".join([f"<b>{day.day} {day:%b %Y}</b>", *("<br>".join(textwrap.wrap(fact, 60)) for fact in facts)]) for day, facts in by_day.items()]
    figure.add_scatter(x=list(by_day.index), y=[top] * len(by_day), mode="markers", hovertext=text, hoverinfo="text", cliponaxis=False,
                       unselected={"marker": {"opacity": 0.75}}, marker={"symbol": "triangle-down", "size": 8, "color": look.quiet, "opacity": 0.75})
    return f"▾ {len(events)} events in time, not causes: point at one." if len(events) else ""


def _turns(figure, turns, measure, period, look) -> str:
    """An upright line where the level of the first actor shifts."""
    if turns is None or turns.empty:
        return ""
    for row in turns.itertuples():
        near = f"<br>near in time: {row.event_date.day} {row.event_date:%b %Y}, {'<br>'.join(textwrap.wrap(row.event, 60))}" if row.event else ""
        figure.add_scatter(x=[row.period] * 2, y=[measure.low, measure.high], mode="lines", line={"color": look.text, "width": 1, "dash": "dash"},
                           hovertext=f"<b>Turning point: {period_name(row.period, period)}</b><br>{measure.written(row.before)} before, "
                                     f"{measure.written(row.after)} from then on{near}", hoverinfo="text")
        figure.add_annotation(x=row.period, y=measure.low, text=f"turn {measure.written(row.before)} → {measure.written(row.after)}", showarrow=False,
                              xanchor="left", yanchor="bottom", xshift=3, font={"size": SMALL, "color": look.text}, bgcolor=rgba(look.paper, 0.8))
    return " Dashed upright: a turning point of the first actor (PELT)."


def _foot(figure, measure, source, undated, min_articles, look, tall, marked) -> None:
    left_out = f"{articles(undated).capitalize()} undated, not in the trend." if undated else ""
    behind = "all articles of each period" if measure.is_share else "articles behind each point"
    lines = [source, NOT_POWER + f" Upright lines: {LEVEL} % interval." * (not measure.is_count),
             f"Hollow: fewer than {min_articles} articles. Rows: {behind}.", marked.strip(), left_out]
    lines = [line for line in lines if line]
    text, down = "<br>".join(lines), 34 if tall else 20
    figure.update_layout(margin_b=down + 2 + 15 * len(lines))
    figure.add_annotation(text=text, showarrow=False, xref="paper", yref="paper", x=0, y=0, xanchor="left", yanchor="top",
                          yshift=-down, align="left", font={"size": SMALL, "color": look.quiet})


def _axes(figure, series, measure, span, rows, split, look) -> bool:
    """The axes, the middle and the words at the ends. rows : height, name and colour of each row of numbers.
    Returns whether the labels of time take two lines."""
    room = (measure.high - measure.low) * 0.04
    first, last = _span(series, span)
    ticks_of_measure = [measure.low + (measure.high - measure.low) * part / 4 for part in range(5)]
    ticks = _ticks((last - first).days)
    figure.update_layout(
        xaxis={"range": [first, last], "anchor": "y2", "showgrid": True, "fixedrange": True, "type": "date", **ticks},
        yaxis={"range": [measure.low - room, measure.high + room], "domain": [split, 1], "fixedrange": True,
               "tickvals": ticks_of_measure, "ticktext": [measure.written(each) for each in ticks_of_measure],
               "zeroline": False, "tickfont": {"color": look.quiet}},
        yaxis2={"range": [-0.6, max(len(rows), 1) - 0.4], "domain": [0, split - 0.06], "fixedrange": True, "showgrid": False,
                "tickvals": [height for height, _, _ in rows], "tickfont": {"size": SMALL}, "zeroline": False,
                "ticktext": [f"<span style='color:{colour}'>{name}</span>" for _, name, colour in rows]},
    )
    if measure.midpoint is not None:
        figure.add_shape(type="line", xref="paper", x0=0, x1=1, y0=measure.midpoint, y1=measure.midpoint, layer="below",
                         line={"color": look.quiet, "width": 1, "dash": "dot"})
    quiet = {"showarrow": False, "xref": "paper", "font": {"size": SMALL, "color": look.quiet}, "yref": "y domain"}
    figure.add_annotation(text=f"▲ {measure.high_words}", x=0, xanchor="left", y=1, yanchor="bottom", **quiet)
    figure.add_annotation(text=f"▼ {measure.low_words}", x=0, xanchor="left", y=0, yanchor="top", **quiet)
    return "\n" in ticks["tickformat"]


def _ticks(days: int) -> dict:
    """Labels of time that never repeat: years, else months or days with the year once below them."""
    if days > 900:
        return {"tickformat": "%Y", "dtick": "M12" if days < 4400 else "M24", "ticklabelmode": "period"}
    if days > 62:
        return {"tickformat": "%b\n%Y", "dtick": "M3" if days > 240 else "M1"}
    return {"tickformat": "%-d %b\n%Y", "dtick": max(days // 5, 1) * 86_400_000}


def _span(series, span) -> list:
    if span is None:
        if series.empty:
            return [pd.Timestamp(2018, 1, 1), pd.Timestamp(2025, 12, 31)]
        span = (series["period"].min(), series["period_end"].max())
    # A point in the first or last period needs room for its mark.
    room = max((span[1] - span[0]) * 0.015, pd.Timedelta(days=3))
    return [span[0] - room, span[1] + room]


def _middles(points, period, step, lines) -> pd.Series:
    """The middle of each period; lines of different actors stand side by side, so that their intervals do not hide each other."""
    length = pd.Timedelta(days=DAYS[period])
    half = (points["period_end"] - points["period"]) / 2
    return points["period"] + half + length * (0.5 * step / max(lines, 3))


def _hover(name, row, measure, period, min_articles) -> str:
    between = "" if pd.isna(row.low) or row.n < min_articles else f"<br>{LEVEL} % interval {measure.written(row.low)} to {measure.written(row.high)}"
    alone = "<br>too few articles for an interval" if row.n < min_articles else ""
    return (f"<b>{name}</b>, {period_name(row.period, period)}<br>{measure.named(row.value)}{between}{alone}"
            f"<br>{articles(row.n)} · click for the sentences")


def _line(figure, points, middles, hover, style, min_articles, size, with_intervals, look) -> None:
    """The points and the line through them, broken wherever a period is missing or has too few articles to say."""
    table = points.assign(x=middles, hover=hover, faint=points["n"] < min_articles).reset_index(drop=True)
    follows = table["period"] == table["period_end"].shift() + pd.Timedelta(days=1)
    line = table[["x"]].assign(value=table["value"].where(~table["faint"]))
    holes = line[~follows].assign(value=None)      # one before each point that does not follow its forerunner
    line = pd.concat([holes, line]).sort_index(kind="stable")
    figure.add_scatter(x=line["x"], y=line["value"], mode="lines", hoverinfo="skip", connectgaps=False, line={**style, "width": 2})
    known = table[["low", "high"]].where(~table["faint"])
    error = {"type": "data", "symmetric": False, "array": known["high"] - table["value"], "thickness": 1.2, "width": 0,
             "arrayminus": table["value"] - known["low"], "color": rgba(style["color"], 0.5), "visible": with_intervals}
    figure.add_scatter(
        x=table["x"], y=table["value"], mode="markers", error_y=error, customdata=_customdata(table), hovertext=table["hover"],
        hoverinfo="text", unselected={"marker": {"opacity": 1}}, cliponaxis=False,
        marker={"color": table["faint"].map({True: look.paper, False: style["color"]}), "opacity": 1,
                "size": size - table["faint"], "line": {"color": style["color"], "width": 1.5}},
    )


def _customdata(points) -> list[list[str]]:
    return [[row.actor, f"{row.period:%Y-%m-%d}", f"{row.period_end:%Y-%m-%d}"] for row in points.itertuples()]


def _counts(figure, points, period, hover, style, height, most) -> None:
    """A row under the chart: the number of articles of each period, or a small bar where numbers would not fit."""
    known = {"x": points["period"] + (points["period_end"] - points["period"]) / 2, "yaxis": "y2",
             "customdata": _customdata(points), "hovertext": hover, "hoverinfo": "text"}
    periods = (points["period"].max() - points["period"].min()).days / DAYS[period] if len(points) else 0
    if periods <= MAX_NUMBERS:
        figure.add_scatter(y=[height] * len(points), mode="markers+text", text=points["n"].astype(str),
                           marker={"size": 15, "color": rgba(style["color"], 0.14), "symbol": "square"},
                           textposition="middle center", textfont={"size": SMALL, "color": style["color"]},
                           unselected={"marker": {"opacity": 1}}, **known)
    else:
        figure.add_bar(y=0.8 * points["n"] / most, base=height - 0.4, marker={"color": style["color"], "line": {"width": 0}},
                       unselected={"marker": {"opacity": 1}}, **known)


def _ring(figure, points, middles, start, look) -> None:
    chosen = points["period"] == pd.Timestamp(start)
    figure.add_scatter(x=middles[chosen], y=points.loc[chosen, "value"], mode="markers", hoverinfo="skip",
                       marker={"size": 17, "color": "rgba(0,0,0,0)", "line": {"color": look.text, "width": 1.5}})


def _end_labels(figure, series, shown, names, measure, split, theme) -> None:
    """Each actor's name in the right margin at the height of its last point, moved apart where two would touch."""
    ends = sorted((float(series.loc[series["actor"] == code, "value"].iloc[-1]), code) for code in shown)
    wrapped = {code: textwrap.wrap(names[code], LABEL_CHARACTERS) for code in shown}
    unit = (measure.high - measure.low) / (PLAIN * (1 - split))      # one pixel of the smallest plot
    places, floor = {}, measure.low
    for value, code in ends:
        half = (len(wrapped[code]) * LABEL_LINE / 2) * unit
        places[code] = max(value, floor + half)
        floor = places[code] + half
    # What was pushed over the top comes down again, and pushes those below it.
    ceiling = measure.high
    for _, code in reversed(ends):
        half = (len(wrapped[code]) * LABEL_LINE / 2) * unit
        places[code] = min(places[code], ceiling - half)
        ceiling = places[code] - half
    for code, place in places.items():
        figure.add_annotation(text="<br>".join(wrapped[code]), x=1, xref="paper", xanchor="left", xshift=4, y=place, align="left",
                              showarrow=False, font={"family": FONT, "size": SIZE, "color": actor_line(code, theme)["color"]})
    widest = max((len(line) for lines in wrapped.values() for line in lines), default=0)
    figure.update_layout(margin_r=12 + 7 * widest)
