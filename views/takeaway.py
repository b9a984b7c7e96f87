"""What can be taken away beside every picture: into the briefing, as a picture, as data."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from briefing.made import made
from briefing.plan import Item, Plan, load, save
from desk.corpus import Corpus, corpus
from desk.tables import file_name
from desk.view import Choices, View, written
from records import MonitorError

PICTURES = (".png", ".svg")
DATA = (".csv", ".xlsx", ".parquet", ".geojson")
MIME = {".png": "image/png", ".svg": "image/svg+xml", ".csv": "text/csv", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".parquet": "application/vnd.apache.parquet", ".geojson": "application/geo+json", ".html": "text/html", ".pdf": "application/pdf",
        ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}


def takeaway(opened: Corpus, view: View, choices: Choices, what: str, key: str, by_territory: bool = False) -> None:
    """A small menu in the corner of a picture. what : its key in desk.pictures.PICTURES. by_territory : its table is, and can be drawn on a map."""
    address, where = written(view, choices, to_keep=True), opened.folder
    with st.popover("⤓", key=f"take_{key}", help="Take it away: into the briefing, as a picture, as data"):
        st.button("Add to the briefing", key=f"add_{key}", on_click=add, args=(where, Item("picture", what, address)), type="primary")
        st.button("Add its table", key=f"table_{key}", on_click=add, args=(where, Item("table", what, address)))
        for endings in (PICTURES, DATA if by_territory else DATA[:-1]):
            with st.container(horizontal=True, gap="small"):
                for ending in endings:
                    st.download_button(ending[1:].upper(), _deferred(Item("picture", what, address), ending), file_name(view, choices, what).removesuffix(".csv") + ending,
                                       MIME[ending], on_click="ignore", key=f"{ending} {key}")


def add(where: Path, item: Item) -> None:
    """Put an item into the briefing that is kept beside the store."""
    try:
        plan = load(where).with_item(item)
        save(plan, where)
        st.toast(f"Added to the briefing: it has {len(plan.items)} item{'s' if len(plan.items) != 1 else ''} now.")
    except MonitorError as error:
        st.toast(str(error), icon=":material/error:")


def _deferred(item: Item, ending: str) -> Callable[[], bytes]:
    """The file, made when it is asked for."""
    def make() -> bytes:
        from briefing import formats   # with the libraries of all formats: not when the pages start

        with corpus() as opened:   # the page's own is closed by then
            briefing = made(Plan(address=item.address, items=(item,)), opened)
            try:
                return formats.content(briefing, ending, briefing.parts[0])
            except MonitorError as error:
                return str(error).encode()   # a download has no other place to say it
    return make
