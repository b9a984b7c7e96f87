"""The start page: one switch drives the map, the trend and the evidence."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from charts import maps
from desk import pictures
from desk.corpus import Corpus
from desk.names import actor_in_a_sentence
from desk.view import Choices, View
from views import behind
from views.bar import set_focus
from views.frame import framed
from views.headline import headline
from views.load import picture
from views.moved import now_and_before
from views.pictures import draw, theme, trend_clicked
from views.tile import chosen, tile

PAGES = {}   # by the name in their address, as views/pages.py has them


def page() -> None:
    framed("overview", _body)


def _body(opened: Corpus, view: View, choices: Choices) -> None:
    headline(opened, view, choices)
    _questions(view)
    map_of_levels = picture("small map", opened, view, choices, theme(), pictures.small_map)
    trend = picture("trend", opened, view, choices, theme())
    with st.container(horizontal=True, key="pictures"):
        with st.container(key="map-side"):
            draw(map_of_levels, "overview_map", (opened, replace(view, kind="level"), choices, "map"), clicked=_map_clicked)
        with st.container(key="tile-side", width=118, gap="xsmall"):
            tile(view, map_of_levels.table)
            chosen(view)
        with st.container(key="trend-side"):
            draw(trend, "trend", (opened, view, choices, "trend"), clicked=trend_clicked)
    moved = now_and_before(opened, view, choices)
    behind.section(opened, view, choices, {"Map": map_of_levels.table, "Trend": trend.table, "Changes": moved})


def _questions(view: View) -> None:
    """The questions that the other pages answer, one click away."""
    one = actor_in_a_sentence(view.actor)
    asked = {"What has changed?": ("compare", {"compare": "periods"}), f"How is {one} doing?": ("actor", {}),
             f"Who gains when {one} loses?": ("compare", {"compare": "gains"}), "Do outlets differ?": ("compare", {"compare": "outlets"}),
             "Who is with whom?": ("relations", {}), "Says who?": ("evidence", {}), "Where?": ("maps", {})}
    with st.container(horizontal=True, key="questions"):
        for question, (page_of_it, state) in asked.items():
            if st.button(question, key=f"ask {question}", type="tertiary"):
                st.session_state["goto"] = state
                st.switch_page(PAGES[page_of_it])


def _map_clicked() -> None:
    code = maps.selected_territory(st.session_state["overview_map"])
    if code or "@" not in st.session_state["focus"]:
        set_focus(code or "")
