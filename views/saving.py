"""Views by name, and the link to the present one."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from desk import saved
from desk.view import CORPUS, Choices, View, written
from records import MonitorError


def saved_views(view: View, choices: Choices, page: str, folder: Path) -> None:
    """What stands in the popover: saved views to open or to forget, a name for the present one, its link. folder : where they are kept."""
    address = written(view, choices, to_keep=True)
    try:
        views = saved.load(folder)
    except MonitorError as error:
        st.error(str(error))
        return
    for name, kept in views.items():
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            here = kept.get("", ["overview"])[0]
            query = urlencode({key: values for key, values in kept.items() if key}, doseq=True)
            st.link_button(name, f"/{'' if here == 'overview' else here}?{query}", type="tertiary", help="Open this view")
            st.space("stretch")
            st.button("Forget", key=f"forget {name}", on_click=_tell, args=(saved.remove, folder, name), type="tertiary")
    if not views:
        st.caption("None is saved yet.")
    name = st.text_input("Save the present view as", key="view_name", max_chars=saved.LONGEST, placeholder="Russia in Armenia since 2022")
    st.button("Save" if name not in views else "Replace", key="save_view", on_click=_save, args=(folder, {"": [page], **address}))
    link = f"{'' if page == 'overview' else page}?{urlencode({**address, CORPUS: [choices.state]}, doseq=True)}"
    st.caption("A link to it, after the page's own address; it tells whoever opens it if the corpus is another by then.")
    st.code(f"/{link}", language=None, wrap_lines=True)


def _save(folder: Path, address: dict) -> None:
    _tell(saved.save, folder, st.session_state["view_name"], address)


def _tell(what, *about) -> None:
    try:
        what(*about)
    except MonitorError as error:
        st.toast(str(error), icon=":material/error:")
