"""The start page: one switch drives the map, the trend and the evidence."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.overall import Overall, overall
from analysis.series import trend as trend_series
from analysis.territories import levels as territory_levels
from charts import maps
from config import settings
from views import behind
from views.bar import set_focus
from views.desk import desk
from views.filters import Choices, View
from views.headline import headline
from views.load import Corpus
from views.moved import now_and_before
from views.names import actor_in_a_sentence, in_words, scene
from views.pictures import PLOT, trend_picture
from views.tile import chosen, tile

PAGES = {}   # by the name in their address, as views/pages.py has them


def page() -> None:
    desk("overview", _body)


def _body(opened: Corpus, view: View, choices: Choices) -> None:
    measure = view.measure
    pieces = opened.pieces(view.filters, measure.indicator, view.trend_actors, measure.is_share)
    directions = opened.pieces(view.filters, measure.direction, (view.actor,)) if measure.direction else None
    whole = overall(pieces, measure, view.actor, directions)
    levels = territory_levels(pieces, measure, view.actor, directions)
    series = trend_series(pieces, measure, view.trend_actors, view.by)
    headline(opened, view, whole, choices)
    theme = st.context.theme.type or "light"
    _questions(view)
    with st.container(horizontal=True, key="pictures"):
        with st.container(key="map-side"):
            _map(opened, view, choices, levels, whole, theme)
        with st.container(key="tile-side", width=118, gap="xsmall"):
            tile(view, levels)
            chosen(view)
        with st.container(key="trend-side"):
            trend_picture(opened, view, view.trend_actors, series, pieces, choices)
    moved = now_and_before(opened, view, choices)
    behind.section(opened, view, choices, {"Map": levels, "Trend": series, "Changes": moved})


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


def _map(opened: Corpus, view: View, choices: Choices, levels: pd.DataFrame, whole: Overall, theme: str) -> None:
    measure, display = view.measure, settings()["display"]
    title = f"{measure.about(actor_in_a_sentence(view.actor))} by territory"
    figure = maps.level_map(
        levels.assign(value=levels["value"].round(2) + 0.0), measure, scene(view, choices, theme, aspect=1.45, characters=114),   # + 0.0: no minus zero
        title=title, subtitle=f"{in_words(view)} · {opened.of_all(whole.n)}", note=opened.source(),
        min_articles=display["min_articles"], steady=display["steady"], selected=view.focus if "@" not in view.focus else None)
    st.plotly_chart(figure, key="overview_map", theme=None, height="stretch", config=maps.CONFIG | PLOT, selection_mode="points",
                    on_select=_map_clicked, alt=f"Map of the South Caucasus: {title}")


def _map_clicked() -> None:
    code = maps.selected_territory(st.session_state["overview_map"])
    if code or "@" not in st.session_state["focus"]:
        set_focus(code or "")
