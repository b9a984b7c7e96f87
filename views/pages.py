"""The pages and what they share: title, look, navigation."""

from pathlib import Path

import streamlit as st

from views import corpus, maps, method, overview

LOOK = Path(__file__).with_name("look.css")
NAME = Path(__file__).with_name("name.svg")
ICON = Path(__file__).with_name("icon.svg")

st.set_page_config(page_title="South Caucasus Influence Monitor", page_icon=str(ICON), layout="wide",
                   initial_sidebar_state="collapsed")
st.logo(NAME.read_text(encoding="utf-8"), size="large")
st.html(LOOK)
st.navigation([
    st.Page(overview.page, title="Overview", url_path="overview", default=True),
    st.Page(maps.page, title="Maps", url_path="maps"),
    st.Page(corpus.page, title="Corpus", url_path="corpus"),
    st.Page(method.page, title="Method and limits", url_path="method"),
], position="top").run()
