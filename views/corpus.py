"""The corpus: take articles in, find them, see how they are spread, take one out again."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import streamlit as st

import intake
from analysis import balance
from charts import balance as balance_chart
from charts.style import articles
from config import store_folder
from data import found, queries, readers
from data.readers import columns
from data.readers.dates import published as read_date
from data.readers.faults import Unread
from data.readers.fields import country_code
from data.store import Store
from intake import Understood
from records import Article, MonitorError
from views.bar import keep
from views.names import actor_name
from views.load import Corpus, corpus

SHOWN = 50   # articles listed at once
EDITABLE = ("keep", "title", "published", "outlet", "country")
PLOT = {"displayModeBar": False}


def page() -> None:
    keep("corpus")
    try:
        _take_in()
        with corpus() as opened:
            _find(opened)
            _spread(opened)
            _unread(opened)
    except MonitorError as error:
        st.error(str(error))


# --- taking in -----------------------------------------------------------------------------------------------------

def _take_in() -> None:
    st.subheader("Take articles in")
    st.caption("Nothing is kept before you say so. Files are read on this machine; only an address that you name is fetched.")
    with st.form("given", border=True):
        left, right = st.columns(2, gap="large")
        files = left.file_uploader("Files", accept_multiple_files=True, type=[kind.lstrip(".") for kind in readers.READERS],
                                   help="Articles as text, web page, PDF, Word, table, feed, export of a press database, or a ZIP of these.")
        addresses = right.text_area("Addresses, one a line", height=112, placeholder="https://…")
        with st.expander("A table whose columns are not recognised"):
            named = st.text_input("Columns", placeholder="Body=text, Day=published", help=f"Name of the column = field. Fields: {', '.join(columns.FIELDS)}")
        asked = st.form_submit_button("Read them", type="primary")
    if asked:
        with st.spinner("Reading …"):
            st.session_state["batch"] = st.session_state.get("batch", 0) + 1
            st.session_state["understood"] = _understood(files or (), addresses.split(), columns.written(named))
    if understood := st.session_state.get("understood"):
        _check(understood)
    for said in st.session_state.pop("said", ()):
        st.success(said)


def _understood(files: Sequence, addresses: list[str], mapping: dict[str, str]) -> list[Understood | Unread]:
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, file in enumerate(files):
            path = Path(folder, str(number), Path(file.name).name)
            path.parent.mkdir()
            path.write_bytes(file.getbuffer())
            paths.append(path)
        read = intake.understand([*paths, *addresses], Store(store_folder()), mapping)
        return [Unread(_without_folder(item.source, folder), item.why) if isinstance(item, Unread) else item for item in read]


def _without_folder(place: str, folder: str) -> str:
    """"notes.zip, a.txt" for a file that lies in a folder of its own in `folder`."""
    return place.replace(folder, "").lstrip("/\\").partition("/")[2] or place if folder in place else place


def _check(understood: list[Understood | Unread]) -> None:
    """What was understood, to be looked at and corrected, and what could not be read."""
    whole = [one for one in understood if isinstance(one, Understood)]
    faults = [one for one in understood if isinstance(one, Unread)]
    for fault in faults:
        st.warning(str(fault))
    if whole:
        st.markdown(f"**{articles(len(whole)).capitalize()} understood.** Correct what is wrong, and take out what you do not want.")
        edited = st.data_editor(_table(whole), hide_index=True, disabled=[name for name in _table(whole) if name not in EDITABLE],
                                key=f"edited{st.session_state['batch']}", width="stretch", column_config={
                                    "keep": st.column_config.CheckboxColumn(width="small"),
                                    "published": st.column_config.TextColumn(help="2023-11-08, 2023-11 or 2023; empty where not known"),
                                    "country": st.column_config.TextColumn(help="Where the outlet is based: Armenia, European Union ...")})
        kept, wrong = _corrected(whole, edited)
        for why in wrong:
            st.error(why)
        if st.button(f"Keep {articles(len(kept))}", type="primary", disabled=not kept or bool(wrong)):
            _keep(kept)
    if st.button("Put aside" if whole else "All right"):
        del st.session_state["understood"]
        st.rerun()


def _table(whole: list[Understood]) -> pd.DataFrame:
    return pd.DataFrame([{
        "keep": not one.is_known, "title": one.article.title, "published": _written(one.article), "outlet": one.article.source,
        "country": actor_name(one.article.source_country), "language": one.article.language, "words": len(one.article.text.split()),
        "actors": ", ".join(actor_name(code) for code in one.actors[:4]), "in the store": "yes" if one.is_known else "", "from": one.name,
    } for one in whole])


def _written(article: Article) -> str:
    form = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}.get(article.published_precision)
    return article.published.strftime(form) if article.published and form else ""


def _corrected(whole: list[Understood], edited: pd.DataFrame) -> tuple[list[Article], list[str]]:
    """The articles to keep, as corrected; and what is wrong with a correction."""
    kept, wrong = [], []
    for one, row in zip(whole, edited.itertuples()):
        if not row.keep:
            continue
        try:
            day, precision = read_date(row.published or "")
            country = country_code(row.country or "")
        except ValueError as error:
            wrong.append(f"{row.title or one.name}: {error}")
            continue
        kept.append(replace(one.article, title=(row.title or "").strip(), published=day, published_precision=precision,
                            source=(row.outlet or "").strip(), source_country=country))
    return kept, wrong


def _keep(kept: list[Article]) -> None:
    bar = st.progress(0.0, "Scoring …")
    report = intake.keep(kept, Store(store_folder()), lambda done, name: bar.progress(done / len(kept), f"{done} of {len(kept)}: {name[:80]}"))
    st.session_state["said"] = [f"{articles(report.added).capitalize()} added, {report.updated} updated, {report.unchanged} unchanged.",
                                *(f"{note}" for note in report.notes)]
    del st.session_state["understood"]
    st.rerun()


# --- finding -------------------------------------------------------------------------------------------------------

def _find(opened: Corpus) -> None:
    st.subheader("Find articles")
    words = st.text_input("Words to look for", key="words", placeholder='peacekeepers NOT gas, "Lachin corridor", title:TRIPP, actor:RUS year:2023',
                          help='All words must occur. "Exact phrases", AND, OR, NOT, brackets; title: text: source: country: language: year: actor:')
    if words.strip():
        result = found.find(opened.snapshot, words)
        listed = result.articles
        st.markdown(f"**{articles(len(listed)).capitalize()} found**, copies included. " + _facets(result.facets))
    else:
        listed = opened.articles()
    shown = pd.DataFrame({
        "title": listed["title"], "published": [_iso(row) for row in listed.itertuples()], "outlet": listed["source"],
        "country": listed["source_country"].map(actor_name), "words around it" if words.strip() else "language": listed["excerpt" if words.strip() else "language"],
        "address": listed["url"]}).head(SHOWN)
    picked = st.dataframe(shown, hide_index=True, width="stretch", selection_mode="multi-row", on_select="rerun",
                          key=f"listed {opened.snapshot.fingerprint} {words}",   # another list keeps no selection of this one
                         
                          column_config={"address": st.column_config.LinkColumn(width="small")})
    if len(listed) > SHOWN:
        st.caption(f"The first {SHOWN} of {len(listed):,}: search to narrow them down.")
    _remove(opened, listed.iloc[picked.selection.rows] if len(listed) else listed)


def _iso(row) -> str:
    form = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}.get(row.published_precision)
    return "" if form is None or pd.isna(row.published) else f"{pd.Timestamp(row.published):{form}}"


def _facets(facets: dict[str, pd.DataFrame]) -> str:
    """How the articles found divide: "Years 2023 (4), 2022 (1)"."""
    named = {"year": ("Years", str), "actor": ("Actors", actor_name), "source": ("Outlets", str), "country": ("Countries", actor_name)}
    parts = [f"{title}: " + ", ".join(f"{say(row.value) or 'not known'} ({row.n})" for row in facets[name].head(6).itertuples())
             for name, (title, say) in named.items() if len(facets[name])]
    return ". ".join(parts)


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


# --- how it is spread ----------------------------------------------------------------------------------------------

def _spread(opened: Corpus) -> None:
    st.subheader("How the corpus is spread")
    listed, theme = opened.articles(), st.context.theme.type or "light"
    if listed.empty:
        st.info("There is no article yet.")
        return
    months = balance.by_month(listed)
    empty = balance.gaps(months)
    dates = [f"{first:%b %Y} to {last:%b %Y}" for first, last in empty[:4]]
    note = opened.source() + (f" No article in {', '.join(dates)}{' and more' if len(empty) > 4 else ''}." if empty else "")
    st.plotly_chart(balance_chart.months(months, title="Articles by month", note=note, theme=theme), key="months", theme=None, config=PLOT,
                    alt="Bars: articles by month")
    left, right = st.columns(2, gap="large")
    countries = listed.assign(country=listed["source_country"].map(actor_name))
    left.plotly_chart(balance_chart.shares(balance.by_value(countries, "country"), title="Where the outlets are based", note=opened.source(), theme=theme),
                      key="countries", theme=None, config=PLOT, alt="Bars: articles by country of the outlet")
    right.plotly_chart(balance_chart.shares(balance.by_value(listed, "language"), title="Languages", note=opened.source(), theme=theme),
                       key="languages", theme=None, config=PLOT, alt="Bars: articles by language")


def _unread(opened: Corpus) -> None:
    unread = queries.status(opened.snapshot).unread
    if not unread.empty:
        st.subheader("What could not be read")
        st.dataframe(unread[["source", "why"]], hide_index=True, width="stretch")
