"""Taking articles in: read, looked at, corrected, and only then kept."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pandas as pd
import streamlit as st

import intake
from charts.style import articles
from config import store_folder
from data import readers
from data.readers import columns, csv, xlsx
from data.readers.dates import published as read_date
from data.readers.faults import Unread
from data.readers.fields import country_code
from data.store import Store
from desk.names import actor_name
from intake import Understood
from records import Article

EDITABLE = ("keep", "title", "published", "outlet", "country")
TABLES = {".csv": csv.header, ".tsv": csv.header, ".xlsx": xlsx.header}
# What a field of a table is, for the reader who says which column holds it.
FIELDS = {"": "not used", "text": "text", "published": "date", "title": "title", "source": "outlet", "source_country": "outlet's country",
          "url": "address", "language": "language", "id": "id"}


def take_in() -> None:
    """Files and addresses, what was understood of them, and the button that keeps it."""
    st.subheader("Take articles in")
    st.caption("Nothing is kept before you say so. Files are read on this machine; only an address that you name is fetched.")
    with st.container(border=True):
        left, right = st.columns(2, gap="large")
        files = left.file_uploader("Files", accept_multiple_files=True, type=[kind.lstrip(".") for kind in readers.READERS],
                                   help="Articles as text, web page, PDF, Word, table, feed, export of a press database, or a ZIP of these.")
        addresses = right.text_area("Addresses, one a line", height=112, placeholder="https://…")
        with _as_files(files or ()) as paths:
            mapping = _columns(paths)
            if st.button("Read them", type="primary", disabled=not (files or addresses.split())):
                st.session_state["batch"] = st.session_state.get("batch", 0) + 1
                st.session_state["understood"] = _understood(paths, addresses.split(), mapping)
    if understood := st.session_state.get("understood"):
        _check(understood)
    for said in st.session_state.pop("said", ()):
        st.success(said)


@contextmanager
def _as_files(files: Sequence) -> Iterator[list[Path]]:
    """What was dropped on the page, as files in a folder of this moment, each under its own name."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, str(number), Path(file.name).name) for number, file in enumerate(files)]
        for path, file in zip(paths, files):
            path.parent.mkdir()
            path.write_bytes(file.getbuffer())
        yield paths


def _columns(paths: list[Path]) -> dict[str, str]:
    """How the columns of dropped tables are understood, open to correction; what was corrected, as name of a column -> field."""
    said: dict[str, str] = {}
    for number, path in enumerate(paths):
        if path.suffix.lower() not in TABLES:
            continue
        try:
            names = [name for name in TABLES[path.suffix.lower()](path) if name.strip()]
        except Unread:
            continue    # told when it is read
        guessed = columns.guess(names)
        with st.expander(f"Columns of {path.name}" + ("" if "text" in guessed else ": which one is the text?"), expanded="text" not in guessed):
            st.caption("What each column is taken for. Change what is wrong.")
            for place, (name, guess) in enumerate(zip(names, guessed)):
                chosen = st.selectbox(name, list(FIELDS), index=list(FIELDS).index(guess), format_func=FIELDS.get, key=f"column {number} {path.name} {place}")
                if chosen != guess:
                    said[name] = chosen
    return said


def _understood(paths: list[Path], addresses: list[str], mapping: dict[str, str]) -> list[Understood | Unread]:
    bar = st.progress(0.0, "Reading …")
    def tell(done: int, name: str) -> None:
        given = max(len(paths) + len(addresses), done)
        bar.progress(min(done / (given + 1), 0.99), f"{done} read: {Path(name).name[:80]}")
    read = intake.understand([*paths, *addresses], Store(store_folder()), mapping, tell)
    bar.empty()
    folder = str(paths[0].parent.parent) if paths else ""
    return [Unread(_without_folder(item.source, folder), item.why) if folder and isinstance(item, Unread) else item for item in read]


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
        kept, changed, wrong = _corrected(whole, edited)
        for why in wrong:
            st.error(why)
        if st.button(f"Keep {articles(len(kept))}", type="primary", disabled=not kept or bool(wrong)):
            _keep(kept, changed)
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


def _corrected(whole: list[Understood], edited: pd.DataFrame) -> tuple[list[Article], set[str], list[str]]:
    """The articles to keep, as corrected; the names of those that were; and what is wrong with a correction."""
    kept, changed, wrong = [], set(), []
    for one, row in zip(whole, edited.itertuples()):
        if not row.keep:
            continue
        try:
            day, precision = read_date(row.published or "")
            country = country_code(row.country or "")
        except ValueError as error:
            wrong.append(f"{row.title or one.name}: {error}")
            continue
        as_corrected = replace(one.article, title=(row.title or "").strip(), published=day, published_precision=precision,
                               source=(row.outlet or "").strip(), source_country=country)
        kept.append(as_corrected)
        if as_corrected != one.article:
            changed.add(one.name)
    return kept, changed, wrong


def _keep(kept: list[Article], changed: set[str]) -> None:
    bar = st.progress(0.0, "Scoring …")
    def tell(done: int, name: str) -> None:
        bar.progress(min(done / len(kept), 1.0), f"{done} of {len(kept)} scored: {name[:80]}")
    report = intake.keep(kept, Store(store_folder()), tell, corrected=changed)
    st.session_state["said"] = [f"{articles(report.added).capitalize()} added, {report.updated} updated, {report.unchanged} unchanged.",
                                *(f"{note}" for note in report.notes)]
    del st.session_state["understood"]
    st.rerun()
