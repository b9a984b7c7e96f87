"""What every page of figures is made of: an open corpus, the filter bar, and the body of the page."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from charts.style import articles
from desk import names
from desk.corpus import Corpus
from desk.view import Choices, View
from records import MonitorError
from views import bar
from views.load import corpus
from views.saving import saved_views
from views.slide import is_slide, slide


def framed(page: str, body: Callable[[Corpus, View, Choices], None]) -> None:
    """Open the corpus, draw the bar, then `body`. A store that cannot be read, or holds nothing to show, is a sentence."""
    try:
        with corpus() as opened:
            _framed(page, body, opened)
    except MonitorError as error:
        st.error(str(error))


def _framed(page: str, body, opened: Corpus) -> None:
    options = opened.options()
    choices = opened.choices()
    if not choices.actors:
        st.info(f"{articles(options.n_articles).capitalize()} in the store, and none names an actor that the monitor knows. "
                "Add articles on the South Caucasus, or actors in reference/actors.yaml.")
        return
    if is_slide():
        slide(page, opened, choices)
        return
    wrong = bar.open_view(choices, page)
    view = bar.bar(choices, lambda view: saved_views(view, choices, page, opened.folder))
    names.PROFILE.set(view.names)
    if wrong:
        more = f"; and {len(wrong) - 1} more" if len(wrong) > 1 else ""
        st.html(f"<p class='wrong' title='{escape('; '.join(wrong))}'>Left out of this link: {escape(wrong[0])}{more}.</p>")
    body(opened, view, choices)
