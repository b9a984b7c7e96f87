"""Finding articles: by words and facets; what one says; taking it out, and bringing it back."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from charts.style import articles
from config import store_folder
from data import found, queries
from data.store import Store
from desk.corpus import Corpus
from desk.names import actor_name
from views.evidence import when

SHOWN = 50   # articles listed at once
FACETS = {"year": ("Year", str), "actor": ("Actor", actor_name), "source": ("Outlet", str), "country": ("Outlet's country", actor_name)}
MOST = 12    # values of a facet that are offered


def find(opened: Corpus) -> None:
    """The search with its facets, the list of what is found, the article that is chosen in it, and the bin."""
    st.subheader("Find articles")
    words = st.text_input("Words to look for", key="searched", placeholder='peacekeepers NOT gas, "Lachin corridor", title:TRIPP, actor:RUS year:2023',
                          help='All words must occur. "Exact phrases", AND, OR, NOT, brackets; title: text: source: country: language: year: actor:')
    listed = found.find(opened.snapshot, words) if words.strip() else found.everything(opened.snapshot)
    chosen = _facets(listed.facets, words)
    rows = _within(opened, listed.articles, chosen)
    copies = f", {int(rows['copies'].sum())} copies of them beside" if rows["copies"].sum() else ""
    st.markdown(f"**{articles(len(rows)).capitalize()}**{copies}." if words.strip() or any(chosen.values()) else f"**{articles(len(rows)).capitalize()} in the store**{copies}.")
    shown = pd.DataFrame({
        "title": rows["title"], "published": [_iso(row) for row in rows.itertuples()], "outlet": rows["source"], "also in": rows["also_in"],
        "country": rows["source_country"].map(actor_name), "words around it": rows["excerpt"]}).head(SHOWN)
    if not words.strip():
        shown = shown.drop(columns="words around it")
    picked = st.dataframe(shown, hide_index=True, width="stretch", selection_mode="multi-row", on_select="rerun",
                          key=f"listed {opened.snapshot.fingerprint} {words} {chosen}")   # another list keeps no selection of this one
    if len(rows) > SHOWN:
        st.caption(f"The first {SHOWN} of {len(rows):,}: search to narrow them down.")
    selected = rows.iloc[picked.selection.rows] if len(rows) else rows
    if len(selected) == 1:
        _article(opened, selected.iloc[0]["article_id"])
    _remove(opened, selected)
    _bin(opened)


def _facets(facets: dict[str, pd.DataFrame], words: str) -> dict[str, list]:
    """What is found divided by year, actor, outlet and country, to be narrowed down by a click."""
    columns, chosen = st.columns(len(FACETS)), {}
    for column, (name, (title, say)) in zip(columns, FACETS.items()):
        rows = facets[name].head(MOST)
        counts = dict(zip(rows["value"], rows["n"]))
        chosen[name] = column.multiselect(title, list(counts), format_func=lambda value, counts=counts, say=say: f"{say(value) or 'not known'} ({counts[value]})",
                                          key=f"facet {name} {words}", placeholder="all")
    return chosen


def _within(opened: Corpus, rows: pd.DataFrame, chosen: dict[str, list]) -> pd.DataFrame:
    """The articles that have one of the chosen values of every facet."""
    if chosen["year"]:
        rows = rows[rows["published"].dt.year.astype("Int64").astype(str).replace("<NA>", "").isin(chosen["year"])]
    for name, column in (("source", "source"), ("country", "source_country")):
        if chosen[name]:
            rows = rows[rows[column].isin(chosen[name])]
    if chosen["actor"]:
        rows = rows[rows["article_id"].isin(found.naming(opened.snapshot, chosen["actor"]))]
    return rows


def _article(opened: Corpus, article_id: str) -> None:
    """What one article says, and what is known of it."""
    detail = queries.article(opened.snapshot, article_id)
    about = detail.about
    row = pd.Series(about | {"published": pd.Timestamp(about["published"]) if about["published"] else pd.NaT})
    facts = [about["source"] or "outlet not known", when(row), actor_name(about["source_country"]), about["url"], about["note"]]
    named = ", ".join(actor_name(code) for code in dict.fromkeys(detail.mentions["actor"]))
    with st.container(border=True):
        st.html(f"<h4>{escape(about['title'] or 'Without a title')}</h4><p><small>{escape(' · '.join(filter(None, facts)))}</small></p>"
                f"<p><small>Names {escape(named) or 'no actor that the monitor knows'}.</small></p>")
        st.text(about["text"], width="stretch")


def _iso(row) -> str:
    form = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}.get(row.published_precision)
    return "" if form is None or pd.isna(row.published) else f"{pd.Timestamp(row.published):{form}}"


def _remove(opened: Corpus, picked: pd.DataFrame) -> None:
    if removed := st.session_state.get("removed"):
        left, right = st.columns([4, 1])
        left.info(f"{articles(len(removed)).capitalize()} taken out, with their scores.")
        if right.button("Undo"):
            Store(store_folder()).bring_back(st.session_state.pop("removed"))
            st.rerun()
    if opened.is_sample:
        st.caption("This is the bundled, invented sample. What you take in makes a corpus of your own, which is then shown in its place.")
    elif len(picked) and st.button(f"Take {articles(len(picked))} out of the store"):
        Store(store_folder()).remove(picked["article_id"].tolist())
        st.session_state["removed"] = picked["article_id"].tolist()
        st.rerun()


def _bin(opened: Corpus) -> None:
    """What was taken out, or replaced by a later version, and the way back."""
    rows = opened.bin()
    if rows.empty:
        return
    with st.expander(f"Taken out or replaced: {articles(len(rows))}"):
        shown = pd.DataFrame({"title": rows["title"], "outlet": rows["source"], "address": rows["url"]})
        picked = st.dataframe(shown, hide_index=True, width="stretch", selection_mode="multi-row", on_select="rerun", key=f"bin {opened.snapshot.fingerprint}")
        ids = rows.iloc[picked.selection.rows]["article_id"].tolist()
        if ids and st.button(f"Bring back {articles(len(ids))}"):
            Store(store_folder()).bring_back(ids)
            st.session_state.pop("removed", None)
            st.rerun()
