"""How is an actor doing? Every indicator, over time, by territory, by instrument, by who says it, and in which words."""

from __future__ import annotations

import math
from dataclasses import replace
from html import escape

import streamlit as st

from analysis import measures
from analysis.overall import direction_word
from analysis.phrases import for_and_against
from charts.style import articles
from config import settings
from desk.corpus import Corpus
from desk.view import Choices, View
from desk.words import whole_of
from geo.territories import territories
from views import behind
from views.bar import set_focus
from views.evidence import telling_html
from views.frame import framed
from views.headline import headline
from views.load import picture
from views.pictures import draw, theme, trend_clicked

TELLING = 3          # sentences each way


def page() -> None:
    framed("actor", _body)


def _body(opened: Corpus, view: View, choices: Choices) -> None:
    headline(opened, view, choices)
    st.html(f"<div class='cards six'>{''.join(_card(opened, view, each) for each in measures.ALL)}</div>")
    trend, rows, means, outlets = (picture(what, opened, view, choices, theme()) for what in ("actor-trend", "territories", "means", "outlets"))
    with st.container(horizontal=True, key="pictures"):
        with st.container(key="trend-side"):
            draw(trend, "trend", (opened, view, choices, "actor-trend"), clicked=trend_clicked)
        with st.container(key="rows-side"):
            draw(rows, "rows_territory", (opened, view, choices, "territories"), clicked=_clicked)
    for column, one, what in zip(st.columns(2, gap="large"), (means, outlets), ("means", "outlets")):
        with column, st.container(key=f"box_{what}"):
            draw(one, f"rows_{what}", (opened, view, choices, what), height=110 + 44 * max(len(one.table), 3))
    _words(opened, view)
    behind.section(opened, view, choices, {"Territories": rows.table, "Trend": trend.table})


def _card(opened: Corpus, view: View, measure: measures.Measure) -> str:
    """One indicator's figure of the view, with its interval and articles."""
    found = whole_of(opened, replace(view, show=measure.key))
    few = found.n < settings()["display"]["min_articles"]
    figure = "–" if few else measure.written(found.value)
    between = "" if few or math.isnan(found.low) else f"{measure.written(found.low)} to {measure.written(found.high)}"
    word = "too few articles to say" if few and found.n else direction_word(found.direction, found.direction_n)
    chosen = " chosen" if measure.key == view.show else ""
    return (f"<div class='card{chosen}'><h3>{escape(measure.label)}</h3><strong>{figure}</strong><small>{escape(between)}</small>"
            f"<small>{escape(word)}</small><small>{articles(found.n)}</small></div>")


def _clicked() -> None:
    points = st.session_state["rows_territory"]["selection"]["points"]
    code = next((point["customdata"][0] for point in points if point.get("customdata")), "")
    set_focus(code if code in territories() else "")


def _words(opened: Corpus, view: View) -> None:
    """The words and the sentences that say most, for and against."""
    measure = view.measure
    if measure.is_share:
        return
    up, down = for_and_against(opened.cues(view.filters, measure.indicator, (view.actor,)))
    for column, cues, sign, word in zip(st.columns(2, gap="large"), (up, down), (1, -1), (measure.high_words, measure.low_words)):
        with column:
            st.html(f"<h2 class='part'>Towards “{escape(word)}”</h2>")
            if len(cues):
                phrases = " · ".join(f"“{escape(row.cue)}” <small>{articles(int(row.n))}</small>" for row in cues.itertuples())
                st.html(f"<p class='phrases'><b>Words of the lists:</b> {phrases}</p>")
            st.html("<p class='hint'>The sentences that say most, one an article:</p>"
                    + telling_html(opened.evidence(view.filters, measure.indicator, (view.actor,), limit=TELLING, strongest=sign)))
