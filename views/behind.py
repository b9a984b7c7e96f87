"""The sentences behind what was clicked, and the tables of the page: shown below the pictures of every page that has some."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from analysis.periods import period_end, period_name
from charts.style import articles
from data.queries import Filters
from desk import names, tables
from desk.corpus import Corpus, corpus
from desk.names import actor_in_a_sentence, actor_name, territory_name
from desk.view import Choices, View
from geo.territories import drawn_as
from views import evidence as evidence_list
from views.bar import set_focus

SHOWN = 20            # articles listed at once; the table has them all
NEWEST = 10           # of those that are listed before anything is clicked


@dataclass(frozen=True)
class Behind:
    """What is behind what was clicked: the statements on `actor` that pass `filters`; title : the same in words."""

    filters: Filters
    actor: str
    title: str


def section(opened: Corpus, view: View, choices: Choices, shown: Mapping[str, pd.DataFrame]) -> None:
    """The heading, the tables to take away, and the sentences.

    shown : the tables behind the pictures of the page, by their names ("Map", "Trend").
    """
    measure, wanted = view.measure, behind(view)
    stated = opened.stated(wanted.filters, measure.indicator, (wanted.actor,))
    stated = stated[(stated["statements"] > 0) | (stated["claims"] > 0)]
    listed = stated["article_id"].head(SHOWN if view.focus else NEWEST)
    with st.container(horizontal=True, vertical_alignment="center", key="evidence-head"):
        st.html(f"<h2 id='sentences'>{escape(wanted.title)}</h2>", width="content")
        st.space("stretch")
        if view.focus:
            st.button("Close", on_click=set_focus, args=("",), key="close", help="Back to the newest sentences")
        makers = {"Sentences": sentences_csv(wanted, view, choices)} | {name: partial(_figures_csv, frame, view, choices, opened.is_sample) for name, frame in shown.items()}
        for name, make in makers.items():
            what = f"sentences {focus_words(view) or 'all'}" if name == "Sentences" else f"{name} by {view.by}" if name == "Trend" else name
            st.download_button(f"{name} (CSV)", make, tables.file_name(view, choices, what), "text/csv", on_click="ignore")
    if not view.focus:
        st.caption("Click a territory on the map or a point of the trend to see the sentences behind it. "
                   "Until then: the newest of this view.")
    if stated.empty:
        st.info("No sentence behind this. Widen the filters, or choose another territory or point.")
        return
    claims = int(stated["claims"].sum())
    parts = [articles(int((stated["statements"] > 0).sum())) + " with a statement"] * (not measure.is_share)
    parts += [f"{claims} quoted claim{'s' if claims != 1 else ''}, listed and not counted"] * bool(claims)
    parts += [f"the newest {len(listed)} of {len(stated):,} are listed, the CSV has them all"] * (len(stated) > len(listed))
    st.caption(" · ".join(parts))
    found = opened.evidence(wanted.filters, measure.indicator, (wanted.actor,), of=listed)
    st.html(evidence_list.articles_html(found, measure))


def behind(view: View) -> Behind:
    """What was clicked, or all of the view."""
    measure, (code, _, start) = view.measure, view.focus.partition("@")
    if start:
        first, last = pd.Timestamp(start).date(), period_end(start, view.by).date()
        within = replace(view.filters, since=max(first, view.since or first), until=min(last, view.until or last))
        return Behind(within, code, f"{measure.about(actor_in_a_sentence(code))}, {period_name(start, view.by)}")
    about = measure.about(actor_in_a_sentence(view.actor))
    if code:
        return Behind(replace(view.filters, drawn_on=drawn_as(code)), view.actor, f"{about}: {territory_name(drawn_as(code))}")
    return Behind(view.filters, view.actor, f"The newest sentences on {actor_in_a_sentence(view.actor)}")


def sentences_csv(wanted: Behind, view: View, choices: Choices) -> Callable[[], bytes]:
    """All sentences as a file, read when it is asked for."""
    def make() -> bytes:
        names.PROFILE.set(view.names)
        with corpus() as opened:   # the page's own is closed by then
            found = opened.evidence(wanted.filters, view.measure.indicator, (wanted.actor,))
            return tables.csv(tables.explained(tables.sentences(found), view, choices, opened.is_sample))
    return make


def _figures_csv(frame: pd.DataFrame, view: View, choices: Choices, is_sample: bool) -> bytes:
    names.PROFILE.set(view.names)
    return tables.csv(tables.explained(tables.figures(frame), view, choices, is_sample))


def focus_words(view: View) -> str:
    """The clicked territory or point: "Armenia", "Russia, Q3 2020", or ""."""
    code, _, start = view.focus.partition("@")
    return f"{actor_name(code)}, {period_name(start, view.by)}" if start else territory_name(code)
