"""The headline of a page: the number of the view in a sentence, how sure it is, and what it is not."""

from __future__ import annotations

from html import escape

import streamlit as st

from desk import words
from desk.corpus import Corpus
from desk.view import Choices, View

INVENTED = "Written for this program by language models. Real events, invented desks, no real article."


def headline(opened: Corpus, view: View, choices: Choices) -> None:
    """Draw it."""
    sample = f"<span class='badge' title='{INVENTED}'>Invented sample</span>" if opened.is_sample else ""
    st.html(f"<div class='headline'><h1>{escape(words.headline(opened, view, choices))}{sample}</h1><p><b>{words.NOT_POWER}</b> "
            f"{escape(words.under_headline(opened, view, choices))}</p></div>")
