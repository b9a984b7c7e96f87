"""The filter bar, the same on every page: its widgets, what they hold, and how the address is taken up and written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from html import escape

import streamlit as st

from analysis import measures
from analysis.periods import FREQUENCY
from desk.names import actor_name, actor_short, territory_name
from desk.view import ADDRESS, COPIES, EARLIEST, EVENTS, LATEST, LONGEST, MANY, VOICES, Choices, View, link, read, written
from indicators.instruments import INSTRUMENTS

# First days of periods that are often asked for: the war of 2020, the full-scale invasion of Ukraine, Azerbaijan's operation
# in Karabakh (reference/events.csv has their sources).
PRESETS = {"Since the 2020 war (27 Sep 2020)": date(2020, 9, 27), "Since February 2022 (24 Feb 2022)": date(2022, 2, 24),
           "Since September 2023 (19 Sep 2023)": date(2023, 9, 19)}

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
    went = st.session_state.pop("goto", {})
    for key, value in went.items():   # a question of the start page opens its page in the right state
        st.session_state[key] = value
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
    # A switch that this page does not draw, or that was clicked off, holds nothing: then its default counts.
    plain = {key: getattr(choices.default, key) for key in ("show", "kind", "compare", "group", "names", "events", "by", "copies") if not getattr(view, key)}
    view = replace(view, **plain, since=None if view.since == choices.first else view.since,
                   until=None if view.until == choices.last else view.until)
    address = written(view, choices)
    if address != state["address"]:
        state["address"], state["wrong"] = address, []
        st.query_params.from_dict(address)
    return view


def bar(choices: Choices, saving: Callable[[View], None]) -> View:
    """Draw the filter bar: the measure on top, then whom, when, where and says who. Returns the view. saving : draws what the popover of views holds."""
    with st.container(horizontal=True, vertical_alignment="center", key="switch"):
        st.segmented_control("Show", [each.key for each in measures.ALL], format_func=lambda key: measures.measure(key).label,
                             key="show", required=True, label_visibility="collapsed")
        st.space("stretch")
        kept = st.popover("Views", type="tertiary", help="Views saved by name, and a link to this one")
        slide_link = st.empty()
        st.segmented_control("Period", list(FREQUENCY), format_func=str.capitalize, key="by", required=True, label_visibility="collapsed")
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        st.selectbox("Actor", choices.named, format_func=actor_name, key="actor", width=170, on_change=_keep_former)
        chosen = st.session_state["former"] = st.session_state["actor"]
        st.session_state["others"] = [code for code in st.session_state["others"] if code != chosen]
        st.multiselect("Compared with", [code for code in choices.named if code != chosen],
                       format_func=actor_short, key="others",
                       placeholder="no other actor")
        st.date_input("From", key="since", min_value=EARLIEST, max_value=LATEST, format="YYYY-MM-DD", width=146,
                      disabled=choices.first is None)
        st.date_input("To", key="until", min_value=EARLIEST, max_value=LATEST, format="YYYY-MM-DD", width=146,
                      disabled=choices.first is None)
        with st.popover("Periods", help="Periods that are often asked for"):
            for name, since in presets(choices):
                st.button(name, key=f"preset {name}", on_click=_set_dates, args=(since, choices.last), type="tertiary")
        with _popover("Territories", {"territories": ()}):
            _many("Territories", "territories", choices.territories, territory_name,
                  "A country includes its parts. The map still draws Abkhazia, South Ossetia, Karabakh and Nakhchivan apart.")
        with _popover("Outlets", {"sources": (), "countries": (), "kinds": (), "copies": "once"}):
            _many("Outlets", "sources", choices.sources, str)
            _many("Based in", "countries", choices.countries, actor_name, "Where an outlet is based is not its viewpoint.")
            _many("Kinds of outlet", "kinds", choices.kinds, str.capitalize)
            st.segmented_control("Copies of one report count", list(COPIES), format_func=COPIES.get, key="copies", required=True)
        with _popover("More", {"instruments": (), "voices": (), "words": "", "salience": 0}):
            _many("Means that the actor uses", "instruments", INSTRUMENTS, str.capitalize)
            _many("Who says it", "voices", tuple(VOICES), VOICES.get)
            st.text_input("Words in the article", key="words", max_chars=LONGEST, placeholder='corridor AND "peace deal"')
            st.segmented_control("Events on charts", list(EVENTS), format_func=EVENTS.get, key="events", required=True,
                                 help="Where territories are chosen, only events in them")
            st.slider("The actor's least share of an article", 0, 60, step=5, format="%d %%", key="salience",
                      help="Leaves out articles that name the actor in passing")
        st.button("Reset", on_click=_reset, type="tertiary", help="Back to the view that the page opens with")
    view = close_view(choices)
    slide_link.html(f"<a class='briefing-link' href='{escape(link(st.session_state['address'], True), quote=True)}' target='_self' "
                    "title='This view without widgets: a screenshot of the window is the slide'>As a slide</a>", width="content")
    with kept:
        saving(view)
    return view


def presets(choices: Choices) -> list[tuple[str, date | None]]:
    """Periods that are often asked for, by their first day (None: from the beginning); those before the corpus begins are left out."""
    since = {"Newest 90 days of the corpus": choices.last and choices.last - timedelta(days=90)} | PRESETS
    return [(name, day) for name, day in since.items() if choices.first and choices.first < day <= choices.last] + [("The whole corpus", choices.first)]


def _set_dates(since: date | None, until: date | None) -> None:
    st.session_state["since"], st.session_state["until"] = since, until


def _popover(label: str, plain: dict[str, object]):
    """A place for filters behind a button that says how many of them are set. plain : their keys with their values when not set."""
    set_now = sum(1 for key, value in plain.items() if (tuple(st.session_state[key]) if isinstance(value, tuple) else st.session_state[key]) != value)
    return st.popover(f"{label}: {set_now}" if set_now else label, type="primary" if set_now else "secondary", key=f"open_{label}")


def _many(label: str, key: str, offered: Sequence[str], name, says: str = "") -> None:
    st.multiselect(label, offered, format_func=name, key=key, placeholder="all", help=says or None)


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
