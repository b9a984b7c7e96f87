"""The start page: one switch drives the map, the trend and the evidence."""

from __future__ import annotations

import math
from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from analysis import measures
from analysis.overall import Overall, direction_word, overall
from analysis.periods import period_end, period_name, undated
from analysis.series import trend as trend_series
from analysis.territories import levels as territory_levels
from charts import map as map_chart
from charts import trend as trend_chart
from charts.style import arrow, articles
from config import settings
from geo.territories import REGION, drawn_as
from records import MonitorError
from views import evidence as evidence_list
from views import filters, tables
from views.filters import View, actor_in_a_sentence, actor_name, territory_name
from views.load import Corpus, corpus

SHOWN = 20            # articles listed at once; the table has them all
NEWEST = 40           # pieces of evidence listed before anything is clicked
INVENTED = "Written for this program by language models. Real events, invented desks, no real article."
PLOT = {"displayModeBar": False}


def page() -> None:
    try:
        with corpus() as opened:
            _page(opened)
    except MonitorError as error:
        st.error(str(error))


def _page(opened: Corpus) -> None:
    options = opened.options()
    if options.n_articles == 0:
        st.info("There is no article yet. Add some with `python monitor.py add PATH`; this page then shows them.")
        return
    choices = filters.choices(options, settings()["display"]["period"])
    if not choices.actors:
        st.info(f"{articles(options.n_articles).capitalize()} in the store, and none names an actor that the monitor knows. "
                "Add articles on the South Caucasus, or actors in reference/actors.yaml.")
        return
    wrong = filters.open_view(choices)
    view = filters.bar(choices)
    if wrong:
        more = f"; and {len(wrong) - 1} more" if len(wrong) > 1 else ""
        st.html(f"<p class='wrong' title='{escape('; '.join(wrong))}'>Left out of this link: {escape(wrong[0])}{more}.</p>")
    measure = view.measure
    # A share is of all actors' coverage, so it needs them all.
    pieces = opened.pieces(view.filters, measure.indicator, () if measure.is_share else sorted(view.trend_actors))
    directions = opened.pieces(view.filters, measure.direction, (view.actor,)) if measure.direction else None
    whole = overall(pieces, measure, view.actor, directions)
    levels = territory_levels(pieces, measure, view.actor, directions)
    series = trend_series(pieces, measure, view.trend_actors, view.by)
    _headline(opened, view, whole, choices, options.n_articles)
    theme = st.context.theme.type or "light"
    with st.container(horizontal=True, key="pictures"):
        with st.container(key="map-side"):
            _map(opened, view, levels, whole, theme)
        with st.container(key="tile-side", width=118, gap="xsmall"):
            _tile(view, levels)
            _chosen(view)
        with st.container(key="trend-side"):
            _trend(opened, view, series, pieces, choices, theme)
    _evidence(opened, view, levels, series, choices)


def _headline(opened: Corpus, view: View, whole: Overall, choices, total: int) -> None:
    measure, few = view.measure, settings()["display"]["min_articles"]
    dates = filters.dates_in_words(view, choices.first, choices.last)
    text = f"{measure.about(actor_in_a_sentence(view.actor))}{', ' + dates if dates else ''}: "
    if whole.n >= few:
        between = "" if math.isnan(whole.low) else f" ({measure.written(whole.low)} to {measure.written(whole.high)})"
        word = direction_word(whole.direction, whole.direction_n)
        text += f"{measure.named(whole.value)}{between}{', ' + word if word else ''}, {articles(whole.n)}"
    elif whole.n:
        text += f"too few articles to say ({articles(whole.n)})"
    else:
        text += "no article in this view makes a statement"
    named = opened.pieces(view.filters, "salience", (view.actor,))["article_id"].nunique()
    silent = "" if measure.is_share else f" {articles(max(named - whole.n, 0)).capitalize()} named it without a statement."
    sample = f"<span class='badge' title='{INVENTED}'>Invented sample</span>" if opened.is_sample else ""
    st.html(f"<div class='headline'><h1>{escape(text)}{sample}</h1><p><b>Portrayal in these articles, not power.</b> "
            f"{escape(filters.beyond(view, choices) or measure.says + silent + _beside(opened, view))}</p></div>")


def _beside(opened: Corpus, view: View) -> str:
    """Where sentiment is shown, what the common tool says of the same articles."""
    if view.measure.indicator != "sentiment":
        return ""
    tone = measures.measure("tone")
    whole = overall(opened.pieces(view.filters, tone.indicator, (view.actor,)), tone, view.actor)
    return f" VADER's tone: {tone.written(whole.value)} ({articles(whole.n)})." if whole.n else ""


def _map(opened: Corpus, view: View, levels: pd.DataFrame, whole: Overall, theme: str) -> None:
    measure = view.measure
    # Beside "−1.00" there is no room for a word on the colour bar: the note says what the colours mean.
    signed = measure.midpoint == 0
    source = opened.source()
    note = f"Brown: {measure.low_words}. Green: {measure.high_words}.<br>{source}" if signed else source
    title = f"{measure.about(actor_in_a_sentence(view.actor))} by territory"
    figure = map_chart.influence_map(
        levels.assign(value=levels["value"].round(2) + 0.0),   # + 0.0: no minus zero
        label=measure.label, bounds=(measure.low, measure.high), low="" if signed else measure.low_word,
        high="" if signed else measure.high_word, title=title,
        subtitle=f"{filters.in_words(view)} · {opened.of_all(whole.n)}", note=note,
        counts="articles on this territory" if measure.is_share else "articles with a statement",
        min_articles=settings()["display"]["min_articles"], steady=settings()["display"]["steady"], theme=theme,
        selected=view.focus if "@" not in view.focus else None, aspect=1.32)
    st.plotly_chart(figure, key="map", theme=None, height="stretch", config=map_chart.CONFIG | PLOT, selection_mode="points",
                    on_select=_map_clicked, alt=f"Map of the South Caucasus: {title}")


def _map_clicked() -> None:
    code = map_chart.selected_territory(st.session_state["map"])
    if code or "@" not in st.session_state["focus"]:
        filters.set_focus(code or "")


def _tile(view: View, levels: pd.DataFrame) -> None:
    """The region as a whole: statements that name no single territory, which no area of the map may carry."""
    measure = view.measure
    found = levels[levels["territory"] == REGION]
    if found.empty:
        body = "<strong>–</strong><small>no statement</small>"
    elif (row := found.iloc[0])["n"] < settings()["display"]["min_articles"]:
        body = f"<strong class='faint'>–</strong><small>too few articles to say ({articles(int(row['n']))})</small>"
    else:
        word = direction_word(row["direction"], row["direction_n"])
        points = arrow(row["direction"], settings()["display"]["steady"]) if word else ""
        between = "" if math.isnan(row["low"]) else f"{measure.written(row['low'])} to {measure.written(row['high'])}"
        body = (f"<strong>{measure.written(row['value'])} {points}</strong><small>{word}</small><small>{between}</small>"
                f"<small>{articles(int(row['n']))}</small>")
    st.html(f"<div class='tile'><h3>The region in general</h3><small>statements on no single territory</small>{body}</div>")
    st.button("Show sentences", key="region", on_click=filters.set_focus, args=(REGION,), disabled=found.empty,
              help="Statements on the South Caucasus that name no single country or part of one")


def _chosen(view: View) -> None:
    """What was clicked, and the way down to its sentences."""
    if not view.focus:
        st.html("<p class='hint'>Click a territory or a point: its sentences are listed below.</p>")
        return
    st.html(f"<p class='hint chosen'><b>Chosen:</b> {escape(_focus_words(view))}. <a href='#sentences' target='_self'>Its sentences ↓</a></p>")


def _focus_words(view: View) -> str:
    """The clicked territory or point: "Armenia", "Russia, Q3 2020", or ""."""
    code, _, start = view.focus.partition("@")
    return f"{actor_name(code)}, {period_name(start, view.by)}" if start else territory_name(code)


def _trend(opened: Corpus, view: View, series, pieces, choices, theme: str) -> None:
    first, last = view.since or choices.first, view.until or choices.last
    own = pieces[pieces["actor"].isin(view.trend_actors) & (pieces["weight"] > 0)]
    code, _, start = view.focus.partition("@")
    figure = trend_chart.trend(
        series, measure=view.measure, period=view.by, actors=view.trend_actors,
        names={code: actor_name(code) for code in view.trend_actors},
        short={code: filters.actor_short(code) for code in view.trend_actors},
        filters=f"{filters.in_words(view)} · {opened.of_all(own['article_id'].nunique())}", source=opened.source(),
        undated=undated(own), min_articles=settings()["display"]["min_articles"],
        span=(pd.Timestamp(min(first, last)), pd.Timestamp(max(first, last))) if first else None, focus=(code, start) if start else None, theme=theme)
    st.plotly_chart(figure, key="trend", theme=None, height="stretch", config=PLOT, selection_mode="points",
                    on_select=_trend_clicked,
                    alt=f"{view.measure.label} by {view.by}: " + ", ".join(actor_name(code) for code in view.trend_actors))


def _trend_clicked() -> None:
    points = st.session_state["trend"]["selection"]["points"]
    chosen = next((point["customdata"] for point in points if point.get("customdata")), None)
    if chosen:
        filters.set_focus(f"{chosen[0]}@{chosen[1]}")
    elif "@" in st.session_state["focus"]:
        filters.set_focus("")


def _evidence(opened: Corpus, view: View, levels: pd.DataFrame, series: pd.DataFrame, choices) -> None:
    measure = view.measure
    found, title = _behind(opened, view)
    counted = found.loc[found["weight"] > 0, "article_id"].nunique()
    claims = int((found["weight"] == 0).sum())
    with st.container(horizontal=True, vertical_alignment="center", key="evidence-head"):
        st.html(f"<h2 id='sentences'>{escape(title)}</h2>", width="content")
        st.space("stretch")
        if view.focus:
            st.button("Close", on_click=filters.set_focus, args=("",), key="close", help="Back to the newest sentences")
        for name, what, frame in (("Sentences", f"sentences {_focus_words(view) or 'newest'}", tables.sentences(found)),
                                  ("Map", "map", tables.figures(levels)), ("Trend", f"trend by {view.by}", tables.figures(series))):
            whole = tables.explained(frame, view, choices, opened.is_sample)
            st.download_button(f"{name} (CSV)", tables.csv(whole), tables.file_name(view, choices, what), "text/csv", on_click="ignore")
    if not view.focus:
        st.caption("Click a territory on the map or a point of the trend to see the sentences behind it. "
                   "Until then: the newest of this view.")
    if found.empty:
        st.info("No sentence behind this. Widen the filters, or choose another territory or point.")
        return
    pages = list(dict.fromkeys(found["article_id"]))
    parts = [articles(counted) + " with a statement"] * (not measure.is_share)
    parts += [f"{claims} quoted claim{'s' if claims != 1 else ''}, listed and not counted"] * bool(claims)
    parts += [f"the first {SHOWN} of {len(pages)} are listed, the CSV has them all"] * (len(pages) > SHOWN)
    st.caption(" · ".join(parts))
    st.html(evidence_list.articles_html(found[found["article_id"].isin(pages[:SHOWN])], measure))


def _behind(opened: Corpus, view: View) -> tuple[pd.DataFrame, str]:
    """The evidence behind what was clicked, or the newest of the view; and what it is, in words."""
    measure, (code, _, start) = view.measure, view.focus.partition("@")
    if start:
        first, last = pd.Timestamp(start).date(), period_end(start, view.by).date()
        within = replace(view.filters, since=max(first, view.since or first), until=min(last, view.until or last))
        found = opened.evidence(within, measure.indicator, (code,))
        return found, f"{measure.about(actor_in_a_sentence(code))}, {period_name(start, view.by)}"
    if code:
        # What is drawn on a country leaves out the parts that are drawn apart; a filter by it would have them in.
        within = view.filters if view.territories else replace(view.filters, territories=(drawn_as(code),))
        found = opened.evidence(within, measure.indicator, (view.actor,))
        here = found["territory"].map(drawn_as) == drawn_as(code)
        return found[here], f"{measure.about(actor_in_a_sentence(view.actor))}: {territory_name(drawn_as(code))}"
    found = opened.evidence(view.filters, measure.indicator, (view.actor,), limit=NEWEST)
    return found, f"The newest sentences on {actor_in_a_sentence(view.actor)}"
