"""The earlier period of a comparison: the button that names it, and the days behind it."""

from __future__ import annotations

import streamlit as st

from desk.names import days_in_words
from desk.view import EARLIEST, LATEST, Choices, View, compared


def against(view: View, choices: Choices) -> None:
    """Draw the button. choices : with a first day."""
    (since, until), _ = compared(view, choices)
    is_set = bool(view.against_since or view.against_until)
    with st.popover(f"Against {days_in_words(since, until)}", type="primary" if is_set else "tertiary", help="The earlier period of the comparison"):
        with st.container(horizontal=True):
            st.date_input("From", key="against_since", min_value=EARLIEST, max_value=LATEST, format="YYYY-MM-DD", width=146)
            st.date_input("To", key="against_until", min_value=EARLIEST, max_value=LATEST, format="YYYY-MM-DD", width=146)
        st.caption("Empty: the period of the same length directly before the dates chosen; without dates, the corpus' first half against its second.")
        st.button("The period before", on_click=_before, disabled=not is_set)


def _before() -> None:
    st.session_state["against_since"] = st.session_state["against_until"] = None
