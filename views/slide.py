"""Briefing mode: a page without its widgets, so that a screenshot of the window is the slide."""

from __future__ import annotations

from datetime import date
from functools import partial
from html import escape

import streamlit as st

import indicators
from charts import maps
from desk import names, pictures, words
from desk.corpus import Corpus
from desk.names import in_words
from desk.view import MODE, Choices, link, read
from views.pictures import PLOT, theme

WIDE = 2.6           # width / height of what the head and the foot leave for a map
SHOWN = {"overview": ("map", "trend"), "maps": ("map",), "actor": ("actor-trend", "territories"), "compare": ("comparison",), "relations": ("relations", "pair"),
         "evidence": ("trend",)}


def is_slide() -> bool:
    """Whether the address asks for the page as a slide."""
    return st.query_params.get(MODE) == "briefing"


def slide(page: str, opened: Corpus, choices: Choices) -> None:
    """The page's pictures with its headline, and at the foot what they are of. No widget."""
    address = {name: st.query_params.get_all(name) for name in st.query_params if name != MODE}
    view, _ = read(address, choices)
    names.PROFILE.set(view.names)
    makers = {"map": pictures.small_map if page == "overview" else partial(pictures.large_map, aspect=WIDE)}
    found = [(makers.get(what) or pictures.PICTURES[what])(opened, view, choices, theme()) for what in SHOWN[page]]
    sample = "<span class='badge'>Invented sample</span>" if opened.is_sample else ""
    st.html(f"<div class='slide-head'><h1>{escape(words.headline(opened, view, choices))}{sample}</h1><p>{escape(in_words(view))}</p></div>")
    with st.container(horizontal=True, key="slide"):
        for place, picture in enumerate(each for each in found if each):
            with st.container(key=f"slide-{place}"):
                st.plotly_chart(picture.figure, key=f"slide {place}", theme=None, height="stretch", config=maps.CONFIG | PLOT | {"staticPlot": True}, alt=picture.title)
    st.html(f"<p class='slide-foot'><b>{words.NOT_POWER}</b> {escape(words.under_headline(opened, view, choices))} {escape(opened.name())}, scorer {indicators.version()}. Made {date.today():%d %b %Y}."
            f" <a href='{escape(link(address, False), quote=True)}' target='_self'>Back to the page</a></p>")
