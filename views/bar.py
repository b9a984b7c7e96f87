"""The filter bar, the same on every page: its widgets, what they hold, and how the address is taken up and written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from analysis import measures
from analysis.periods import FREQUENCY
from views.filters import ADDRESS, COPIES, EARLIEST, LATEST, MANY, Choices, View, read, written
from views.names import actor_name, actor_short, territory_name

# The widgets' keys in the session are the view's fields; the address is taken up when it is not what this page wrote.

def keep(page: str) -> bool:
    """What the widgets hold survives this run, also those that this page does not draw; whether another page was shown before."""
    for key in ADDRESS:
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]
    former = st.session_state.get("page", page)
    st.session_state["page"] = page
    return former != page


def open_view(choices: Choices, page: str) -> list[str]:
    """Take up the view of the address when the page opens or its address was changed; what was wrong with it, in words."""
    if keep(page) and not len(st.query_params) and "address" in st.session_state:
        st.query_params.from_dict(st.session_state["address"])   # changing pages has emptied it
    address = {name: st.query_params.get_all(name) for name in st.query_params}
    if address == st.session_state.get("address") and all(key in st.session_state for key in ADDRESS):
        return st.session_state["wrong"]
    view, st.session_state["wrong"] = read(address, choices)
    st.session_state["address"] = address
    for key in ADDRESS:
        value = getattr(view, key)
        st.session_state[key] = list(value) if key in MANY else value
    for key, end in (("since", choices.first), ("until", choices.last)):
        st.session_state[key] = (st.session_state[key] or end) if choices.first else None
    return st.session_state["wrong"]


def close_view(choices: Choices) -> View:
    """The view that the widgets now hold, written into the address."""
    state = st.session_state
    view = View(**{key: tuple(state[key]) if key in MANY else state[key] for key in ADDRESS})
    # The corpus' own ends are no filter: a link to "all" stays one when articles are added, and undated ones stay in.
    view = replace(view, show=view.show or "influence", by=view.by or choices.default.by, copies=view.copies or "once",
                   since=None if view.since == choices.first else view.since,
                   until=None if view.until == choices.last else view.until)
    address = written(view, choices)
    if address != state["address"]:
        state["address"], state["wrong"] = address, []
        st.query_params.from_dict(address)
    return view


def bar(choices: Choices) -> View:
    """Draw the filter bar: the measure on top, then whom, when, where and says who. Returns the view."""
    with st.container(horizontal=True, vertical_alignment="center", key="switch"):
        st.segmented_control("Show", [each.key for each in measures.ALL], format_func=lambda key: measures.measure(key).label,
                             key="show", required=True, label_visibility="collapsed")
        st.space("stretch")
        st.segmented_control("Period", list(FREQUENCY), format_func=lambda period: f"By {period}", key="by", required=True,
                             label_visibility="collapsed")
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        st.selectbox("Actor", choices.actors, format_func=actor_name, key="actor", width=170, on_change=_keep_former)
        chosen = st.session_state["former"] = st.session_state["actor"]
        st.session_state["others"] = [code for code in st.session_state["others"] if code != chosen]
        st.multiselect("Compared in the trend with", [code for code in choices.actors if code != chosen],
                       format_func=actor_short, key="others",
                       placeholder="no other actor")
        st.date_input("From", key="since", min_value=EARLIEST, max_value=LATEST, format="YYYY-MM-DD", width=146,
                      disabled=choices.first is None)
        st.date_input("To", key="until", min_value=EARLIEST, max_value=LATEST, format="YYYY-MM-DD", width=146,
                      disabled=choices.first is None)
        _popover("Territories", "territories", choices.territories, territory_name,
                 "A country includes its parts. The map still draws Abkhazia, South Ossetia, Karabakh and Nakhchivan apart.")
        with _popover("Outlets", "sources", choices.sources, str, "Who published the article."):
            st.segmented_control("Copies of one report count", list(COPIES), format_func=COPIES.get, key="copies", required=True)
        _popover("Outlet countries", "countries", choices.countries, actor_name, "Where the outlet is based.")
        st.button("Reset", on_click=_reset, type="tertiary", help="Back to the view that the page opens with")
    return close_view(choices)


def _popover(label: str, key: str, offered: Sequence[str], name, says: str):
    """A filter behind a button; more can be put into it."""
    chosen = st.session_state[key]
    with st.popover(f"{label}: {len(chosen)}" if chosen else label, type="primary" if chosen else "secondary", key=f"open_{key}") as opened:
        st.multiselect(label, offered, format_func=name, key=key, placeholder="all")
        st.caption(says)
    return opened


def _keep_former() -> None:
    """The actor chosen until now stays in sight: it joins those that are compared."""
    state = st.session_state
    state["others"] = list(dict.fromkeys(code for code in (state["former"], *state["others"]) if code != state["actor"]))


def _reset() -> None:
    st.query_params.clear()
    st.session_state.pop("address", None)


def set_focus(focus: str) -> None:
    """Choose a territory or a point of the trend, or nothing (""): the evidence follows."""
    st.session_state["focus"] = focus
