"""Says who? Every article and sentence behind any number: listed, searched, and one article with all that counts in it."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from analysis.measures import ALL
from briefing.plan import Item
from charts.style import articles
from data import queries
from desk import tables
from desk.corpus import Corpus
from desk.names import actor_in_a_sentence, actor_name
from desk.view import Choices, View, written
from records import MonitorError
from views.behind import behind, sentences_csv
from views.evidence import articles_html, highlighted_html, signed, when
from views.frame import framed
from views.headline import headline
from views.takeaway import add

A_PAGE = 15          # articles listed at once
SHORT = 90           # letters of a sentence on a button


def page() -> None:
    framed("evidence", _body)


def _body(opened: Corpus, view: View, choices: Choices) -> None:
    if view.article:
        _article(opened, view)
        return
    measure = view.measure
    headline(opened, view, choices)
    stated = opened.stated(view.filters, measure.indicator, (view.actor,))
    counted, claims = stated[stated["statements"] > 0], stated[stated["claims"] > 0]
    silent = stated[(stated["statements"] == 0) & (stated["claims"] == 0)]
    address = written(view, choices, to_keep=True)
    with st.container(horizontal=True, vertical_alignment="center", key="evidence-head"):
        st.html(f"<h2 id='sentences'>{escape(measure.about(actor_in_a_sentence(view.actor)))}: says who</h2>", width="content")
        st.space("stretch")
        st.download_button("Sentences (CSV)", sentences_csv(behind(replace(view, focus="")), view, choices), tables.file_name(view, choices, "sentences"), "text/csv", on_click="ignore")
    statements, quoted, without = st.tabs([f"Statements: {articles(len(counted))}", f"Quoted claims, not counted: {articles(len(claims))}",
                                           f"Named without a statement: {articles(len(silent))}"])
    with statements:
        _list(opened, counted["article_id"], view, "statements", address)
    with quoted:
        _list(opened, claims["article_id"], view, "claims", address)
    with without:
        st.caption("These articles name the actor, and nothing in them was read as saying this of it. Open one to see what was read.")
        for row in silent.head(A_PAGE).itertuples():
            _open(row.article_id, f"{row.title or '(no title)'} · {row.source} · {when(row)}", "silent")


def _list(opened: Corpus, ids: pd.Series, view: View, key: str, address: dict) -> None:
    """Articles page by page, each with a way to the whole of it. key : "statements" or "claims", which of them are listed."""
    if ids.empty:
        st.info("None in this view. Widen the filters, or look at the other tabs.")
        return
    pages = -(-len(ids) // A_PAGE)
    number = st.number_input(f"Page of {pages}", 1, pages, key=f"page of {key}", width=140) if pages > 1 else 1
    ids = ids.iloc[(number - 1) * A_PAGE:number * A_PAGE]
    found = opened.evidence(view.filters, view.measure.indicator, (view.actor,), of=ids)
    found = found[(found["weight"] > 0) == (key == "statements")]
    for article_id in ids:
        part = found[found["article_id"] == article_id]
        left, right = st.columns([10, 3])
        left.html(articles_html(part, view.measure))
        with right:
            _open(article_id, "Whole article", key)
            choice = st.popover("Add a sentence to the briefing", type="tertiary", key=f"sentences {key} {article_id}", on_change="rerun")
            with choice:   # drawn when it is opened: a page has some sixty sentences
                for row in part.drop_duplicates("sentence").itertuples() if choice.open else ():
                    st.button(f"{row.sentence_text[:SHORT]}{' …' if len(row.sentence_text) > SHORT else ''}", key=f"add {key} {article_id} {row.sentence}",
                              on_click=add, args=(opened.folder, Item("sentence", f"{article_id}#{row.sentence}", address)), type="tertiary")


def _open(article_id: str, label: str, key: str) -> None:
    st.button(label, key=f"open {key} {article_id}", on_click=_choose, args=(article_id,), type="tertiary")


def _choose(article_id: str) -> None:
    st.session_state["article"] = article_id


def _article(opened: Corpus, view: View) -> None:
    """One article: its text with the cues of the actor marked, and how they add up to each score."""
    st.button("← Back to the list", on_click=_choose, args=("",), type="tertiary")
    try:
        detail = queries.article(opened.snapshot, view.article)
    except MonitorError as error:
        st.error(str(error))
        return
    about, one = detail.about, actor_name(view.actor)
    row = pd.Series(about | {"published": pd.Timestamp(about["published"]) if about["published"] else pd.NaT})
    facts = " · ".join(filter(None, (about["source"], when(row), actor_name(about["source_country"]), about["url"])))
    st.html(f"<div class='headline'><h1>{escape(about['title'] or '(no title)')}</h1><p>{escape(facts)}</p></div>")
    own = detail.evidence[(detail.evidence["actor"] == view.actor) & (detail.evidence["indicator"] == view.measure.indicator)]
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.html(f"<h2 class='part'>The text, with what counts for {escape(view.measure.label.lower())} of {escape(one)}</h2>")
        st.html(highlighted_html(about["text"], own))
    with right:
        st.html(f"<h2 class='part'>How it adds up</h2>{articles_html(own, view.measure)}" if len(own) else
                f"<h2 class='part'>No statement</h2><p class='hint'>{escape(_why_not(detail, view))}</p>")
        scores = detail.scores.pivot_table(index="actor", columns="indicator", values="value", aggfunc="first")
        keys = [each for each in ALL if each.indicator in scores and not each.is_count]
        table = pd.DataFrame({"actor": [actor_name(code) for code in scores.index],
                              **{each.label: [("–" if pd.isna(value) else each.written(each.shown(value))) for value in scores[each.indicator]] for each in keys}})
        st.html("<h2 class='part'>All that was read in it</h2>")
        st.dataframe(table, hide_index=True, width="stretch")
        relations = detail_relations(opened, view.article)
        if relations:
            st.html("<h2 class='part'>Who does what to whom</h2><p class='phrases'>" + "<br>".join(relations) + "</p>")


def _why_not(detail: queries.ArticleDetail, view: View) -> str:
    named = detail.mentions[detail.mentions["actor"] == view.actor]
    if named.empty:
        return f"The article does not name {actor_name(view.actor)}."
    words = ", ".join(f"“{surface}”" for surface in dict.fromkeys(named["surface"]))
    return (f"It is named {len(named)} time{'s' if len(named) != 1 else ''} ({words}), and no sentence was read as saying this of it surely enough. "
            "Named without a statement counts in no figure but the share of coverage.")


def detail_relations(opened: Corpus, article_id: str) -> list[str]:
    """The relations of an article, in words."""
    rows = opened.snapshot.frame("SELECT actor, other, kind, avg(value) AS value FROM relations WHERE article_id = $id GROUP BY ALL ORDER BY ALL", {"id": article_id})
    return [f"{escape(actor_name(row.actor))} {'takes the place of' if row.kind == 'displaces' else '→'} {escape(actor_name(row.other))}"
            + ("" if row.kind == "displaces" else f" {signed(row.value)}") for row in rows.itertuples()]
