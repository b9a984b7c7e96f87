"""The pages and what they share: title, look, navigation."""

from pathlib import Path

import streamlit as st

from views import actor, builder, compare, corpus, maps, method, overview, relations, says_who

LOOK = Path(__file__).with_name("look.css")
NAME = Path(__file__).with_name("name.svg")
ICON = Path(__file__).with_name("icon.svg")

st.set_page_config(page_title="South Caucasus Influence Monitor", page_icon=str(ICON), layout="wide",
                   initial_sidebar_state="collapsed")
st.logo(NAME.read_text(encoding="utf-8"), size="large")
st.html(LOOK)
pages = [
    st.Page(overview.page, title="Overview", url_path="overview", default=True),
    st.Page(maps.page, title="Maps", url_path="maps"),
    st.Page(actor.page, title="Actor", url_path="actor"),
    st.Page(compare.page, title="Compare", url_path="compare"),
    st.Page(relations.page, title="Relations", url_path="relations"),
    st.Page(says_who.page, title="Evidence", url_path="evidence"),
    st.Page(builder.page, title="Briefing", url_path="briefing"),
    st.Page(corpus.page, title="Corpus", url_path="corpus"),
    st.Page(method.page, title="Method and limits", url_path="method"),
]
overview.PAGES.update({each.url_path: each for each in pages})
st.navigation(pages, position="top").run()
