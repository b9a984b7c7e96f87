"""Who gains when it loses? Outlets, periods and territories side by side, and whom articles name as gaining."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.breakdown import OUTLETS
from analysis.change import parts_of_change
from analysis.measures import measure as measure_of
from analysis.relations import gainers
from analysis.values import article_values
from charts.maps.change import signed
from charts.style import articles
from config import settings
from desk import pictures
from desk.corpus import Corpus
from desk.names import actor_in_a_sentence, actor_name
from desk.picture import Picture
from desk.view import COMPARISONS, Choices, View
from reading.actors import actors
from views import behind
from views.against import against
from views.frame import framed
from views.headline import headline
from views.load import picture
from views.pictures import draw, theme


def page() -> None:
    framed("compare", _body)


def _body(opened: Corpus, view: View, choices: Choices) -> None:
    headline(opened, view, choices)
    with st.container(horizontal=True, vertical_alignment="center", key="map-kinds"):
        st.segmented_control("Compare", list(COMPARISONS), format_func=COMPARISONS.get, key="compare", required=True, label_visibility="collapsed")
        if view.compare == "periods" and choices.first:
            against(view, choices)
        st.space("stretch")
        if view.compare == "outlets":
            st.selectbox("Outlets by", list(OUTLETS), format_func=lambda key: f"Outlets by {OUTLETS[key][0]}", key="group", label_visibility="collapsed", width=300)
        else:
            st.session_state["group"] = view.group
    table = {"outlets": _outlets, "periods": _periods, "territories": _territories, "gains": _gains}[view.compare](opened, view, choices)
    behind.section(opened, view, choices, {"Comparison": table})


def _outlets(opened: Corpus, view: View, choices: Choices) -> pd.DataFrame:
    """How groups of outlets portray the same actors."""
    found = _chart(picture("comparison", opened, view, choices, theme()), opened, view, choices)
    st.caption("Where an outlet is based, who funds it and whose line it follows are three things (reference/sources.csv). Only texts in English are read.")
    return found


def _periods(opened: Corpus, view: View, choices: Choices) -> pd.DataFrame:
    """The chosen period against the one before it, and what the change is made of."""
    if choices.first is None:
        st.info("No article of this corpus has a date: periods cannot be compared.")
        return pd.DataFrame()
    found = _chart(picture("comparison", opened, view, choices, theme()), opened, view, choices)
    parts, _ = pictures.period_parts(opened, view, choices)
    for row in found.itertuples():
        st.markdown(f"**{actor_name(row.actor)}: {row.verdict}**" + _change_words(row, view.measure, parts))
    return found


def _change_words(row, measure, parts: list[pd.DataFrame]) -> str:
    counts = f" ({articles(int(row.n_before))} before, {articles(int(row.n_after))} after)"
    if pd.isna(row.low):
        return counts + "."
    text = f", {signed(row.change, measure)} (95 % interval {signed(row.low, measure)} to {signed(row.high, measure)}){counts}."
    split = {} if measure.is_share else parts_of_change(*parts, measure, row.actor)
    if split:
        text += (f" Of it {signed(split['same outlets'], measure)} from what the same outlets say otherwise, "
                 f"{signed(split['other outlets'], measure)} from other outlets being in the corpus.")
    return text


def _territories(opened: Corpus, view: View, choices: Choices) -> pd.DataFrame:
    """The chosen actors in each territory."""
    return _chart(picture("comparison", opened, view, choices, theme()), opened, view, choices)


def _gains(opened: Corpus, view: View, choices: Choices) -> pd.DataFrame:
    """Of the articles in which the actor falls, how many name a gainer, and whom."""
    one = actor_in_a_sentence(view.actor)
    if view.actor not in actors():
        st.info("Choose a single actor: a group has no gainer of its own.")
        return pd.DataFrame()
    moves = article_values(opened.pieces(view.filters, "trajectory", (view.actor,)), measure_of("trajectory"), [view.actor])
    falling = moves.loc[moves["top"] <= -settings()["labels"]["trajectory"], "article_id"]
    table, falls, named = gainers(opened.relations(view.filters), falling, view.actor)
    st.markdown(f"**In {falls} of these articles {one} is portrayed as losing influence; {named or 'none'} of them "
                f"name{'s' if named == 1 else ''} someone who takes its place.**")
    for row in table.itertuples():
        st.markdown(f"{actor_name(row.gainer)}: {articles(int(row.n))} ({row.share:.0%} of those in which {one} falls)")
    if table.empty:
        st.caption("An article counts here when a sentence says that one takes the place of the other (“fills the vacuum that Moscow left”).")
    return table


def _chart(found: Picture, *take) -> pd.DataFrame:
    """Draw it; the table behind it."""
    labels = found.figure.layout.yaxis.ticktext or ()
    with st.container(key="box_compared"):
        draw(found, "compared", (*take, "comparison"), height=180 + 46 * max(len(labels), 3))
    return found.table
