"""Who is with whom? Ordered pairs as a heat map, and one pair over time with its events."""

from __future__ import annotations

import streamlit as st

from analysis.relations import STANCE
from charts.style import articles
from desk import tables
from desk.corpus import Corpus
from desk.names import actor_name, dates_in_words
from desk.view import Choices, View
from desk.words import NOT_POWER
from views.frame import framed
from views.load import picture
from views.pictures import draw, theme


def page() -> None:
    framed("relations", _body)


def _body(opened: Corpus, view: View, choices: Choices) -> None:
    dates, n = dates_in_words(view, choices.first, choices.last), opened.relations(view.filters)["article_id"].nunique()
    st.html(f"<div class='headline'><h1>Who is shown with whom{', ' + dates if dates else ''}: {articles(n)} relate actors to each other</h1>"
            f"<p><b>{NOT_POWER}</b> {STANCE.says} The switch of indicators above does not apply here.</p></div>")
    heat, pair = (picture(what, opened, view, choices, theme()) for what in ("relations", "pair"))
    with st.container(horizontal=True, key="pictures"):
        with st.container(key="map-side"):
            draw(heat, "heat", (opened, view, choices, "relations"), clicked=_clicked)
        with st.container(key="trend-side"):
            if pair:
                draw(pair, "pair_trend", (opened, view, choices, "pair"))
    with st.container(horizontal=True, key="evidence-head"):
        st.html("<h2 id='sentences'>The pairs as a table</h2>", width="content")
        st.space("stretch")
        table = heat.table.assign(actor=heat.table["actor"].map(actor_name), other=heat.table["other"].map(actor_name))
        st.download_button("Pairs (CSV)", tables.csv(tables.explained(table, view, choices, opened.is_sample)), tables.file_name(view, choices, "relations"), "text/csv", on_click="ignore")
    st.dataframe(table.round(2), hide_index=True, width="stretch")


def _clicked() -> None:
    points = st.session_state["heat"]["selection"]["points"]
    clicked = next((point["customdata"] for point in points if point.get("customdata")), None)
    if clicked and clicked[0] != clicked[1]:
        st.session_state["pair"] = ">".join(clicked)
