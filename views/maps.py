"""The map room: one large map of the view, of the kind that is chosen."""

from __future__ import annotations

import streamlit as st

from charts import maps
from desk.corpus import Corpus
from desk.maps import Map, drawn_map, levels_of
from desk.names import actor_in_a_sentence
from desk.view import MAPS, Choices, View
from geo.profiles import profile, profiles
from geo.territories import territories
from views import behind
from views.against import against
from views.bar import set_focus
from views.frame import framed
from views.headline import headline
from views.load import picture
from views.pictures import PLOT, theme
from views.takeaway import takeaway
from views.tile import chosen, tile


def page() -> None:
    framed("maps", _body)


def _body(opened: Corpus, view: View, choices: Choices) -> None:
    measure = view.measure
    headline(opened, view, choices)
    with st.container(horizontal=True, vertical_alignment="center", key="map-kinds"):
        st.segmented_control("Map", list(MAPS), format_func=MAPS.get, key="kind", required=True, label_visibility="collapsed")
        if view.kind == "change" and choices.first:
            against(view, choices)
        st.space("stretch")
        st.selectbox("Names and lines", list(profiles()), format_func=lambda key: f"Names and lines: {profile(key).title.partition(':')[0]}", key="names",
                     label_visibility="collapsed", width=300)
    if view.kind == "change" and choices.first is None:
        st.info("No article of this corpus has a date, so there is no change between periods to show. The map shows the level.")
    found = picture("map with rows", opened, view, choices, theme(), _with_rows)
    with st.container(horizontal=True, key="large"):
        with st.container(key="tile-side", width=118, gap="xsmall"):
            tile(view, levels_of(opened, view))
            chosen(view)
        with st.container(key="map-side"):
            takeaway(opened, view, choices, "map", "large_map", "territory" in found.table)
            st.plotly_chart(found.figure, key="large_map", theme=None, height="stretch", config=maps.CONFIG | PLOT, selection_mode="points",
                            on_select=_map_clicked, alt=f"{MAPS[view.kind]}: {measure.about(actor_in_a_sentence(view.actor))}")
        if found.beside is not None:
            with st.container(key="rows-side"):
                st.plotly_chart(found.beside, key="rows", theme=None, height="stretch", config=PLOT, selection_mode="points",
                                on_select=_row_clicked, alt="The figures of the map in rows, with their intervals")
    behind.section(opened, view, choices, {"Map": found.table})


def _with_rows(opened: Corpus, view: View, choices: Choices, theme: str) -> Map:
    return drawn_map(opened, view, choices, theme, with_rows=True)


def _map_clicked() -> None:
    set_focus(maps.selected_territory(st.session_state["large_map"]) or "")


def _row_clicked() -> None:
    points = st.session_state["rows"]["selection"]["points"]
    code = next((point["customdata"][0] for point in points if point.get("customdata")), "")
    set_focus(code if code in territories() else "")
