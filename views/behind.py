"""The sentences behind what was clicked, and the tables of the page: shown below the pictures of every page that has some."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from analysis.periods import period_end, period_name
from charts.style import articles
from desk import tables
from desk.corpus import Corpus
from desk.names import actor_in_a_sentence, actor_name, territory_name
from desk.view import Choices, View
from geo.territories import drawn_as
from views import evidence as evidence_list
from views.bar import set_focus

SHOWN = 20            # articles listed at once; the table has them all
NEWEST = 40           # pieces of evidence listed before anything is clicked


def section(opened: Corpus, view: View, choices: Choices, shown: Mapping[str, pd.DataFrame]) -> None:
    """The heading, the tables to take away, and the sentences.

    shown : the tables behind the pictures of the page, by their names ("Map", "Trend").
    """
    measure = view.measure
    found, title = behind(opened, view)
    counted = found.loc[found["weight"] > 0, "article_id"].nunique()
    claims = int((found["weight"] == 0).sum())
    with st.container(horizontal=True, vertical_alignment="center", key="evidence-head"):
        st.html(f"<h2 id='sentences'>{escape(title)}</h2>", width="content")
        st.space("stretch")
        if view.focus:
            st.button("Close", on_click=set_focus, args=("",), key="close", help="Back to the newest sentences")
        wanted = {"Sentences": tables.sentences(found)} | {name: tables.figures(frame) for name, frame in shown.items()}
        for name, frame in wanted.items():
            what = f"sentences {focus_words(view) or 'newest'}" if name == "Sentences" else f"{name} by {view.by}" if name == "Trend" else name
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


def behind(opened: Corpus, view: View) -> tuple[pd.DataFrame, str]:
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


def focus_words(view: View) -> str:
    """The clicked territory or point: "Armenia", "Russia, Q3 2020", or ""."""
    code, _, start = view.focus.partition("@")
    return f"{actor_name(code)}, {period_name(start, view.by)}" if start else territory_name(code)
