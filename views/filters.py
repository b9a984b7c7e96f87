"""The view that a reader has chosen, its widgets, and its place in the page's address: the one file that knows the address.

An address such as `?show=tone&actor=TUR&with=RUS&from=2020-09-27&in=GEO&at=GE-AB` reopens the same view. What it leaves out
has its default, and what it says that cannot be is left out, with a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import streamlit as st

from analysis import measures
from analysis.periods import FREQUENCY
from data.queries import Filters, Options
from geo.territories import parts_drawn_apart, territories
from reading.actors import actors

COMPARED = 2   # actors drawn beside the chosen one when the page opens
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)   # days that can be asked for


@dataclass(frozen=True)
class View:
    """What is shown. None or () means all; `focus` is a territory ("GE-AB"), a point ("RUS@2020-10-01"), or ""."""

    show: str = "influence"
    actor: str = ""
    others: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    territories: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    copies: str = "once"     # near-copies of one report count "once" or "each"
    by: str = "quarter"
    focus: str = ""

    @property
    def measure(self) -> measures.Measure:
        return measures.measure(self.show)

    @property
    def trend_actors(self) -> tuple[str, ...]:
        return (self.actor, *(code for code in self.others if code != self.actor))

    @property
    def filters(self) -> Filters:
        return Filters(self.since, self.until, self.territories, self.sources, self.countries, every_copy=self.copies == "each")


# A field of the view -> its name in the address.
ADDRESS = {"show": "show", "actor": "actor", "others": "with", "since": "from", "until": "to", "territories": "in",
           "sources": "outlet", "countries": "country", "copies": "copies", "by": "by", "focus": "at"}
COPIES = {"once": "Once, as one report", "each": "Each for itself"}
MANY = ("others", "territories", "sources", "countries")


@dataclass(frozen=True)
class Choices:
    """What there is to choose from in this corpus, by code, and the view that an empty address opens."""

    actors: tuple[str, ...]
    territories: tuple[str, ...]
    sources: tuple[str, ...]
    countries: tuple[str, ...]
    first: date | None
    last: date | None
    default: View = field(default_factory=View)


def choices(options: Options, period: str) -> Choices:
    """What the corpus offers. The page opens on the actor from outside the region that most articles name, and the next ones.

    options : of data.queries. period : "year", "quarter" or "month".
    """
    named = tuple(code for code in options.actors["actor"] if code in actors())
    outside = [code for code in named if not _is_of_the_region(code)] or list(named)
    default = View(actor=outside[0] if outside else "", others=tuple(outside[1:1 + COMPARED]), by=period)
    said = set(options.territories["territory"])
    offered = tuple(code for code, one in territories().items() if code in said or one.drawn)
    return Choices(
        named, offered, tuple(sorted(options.sources["source"])),
        tuple(code for code in options.countries["source_country"] if code in actors()), options.first, options.last, default)


def _is_of_the_region(code: str) -> bool:
    return actors()[code].home in territories()


def read(address: Mapping[str, Sequence[str]], choices: Choices) -> tuple[View, list[str]]:
    """The view of an address, and a sentence for everything in it that cannot be.

    address : each name with all its values, as st.query_params.get_all gives them.
    """
    view, wrong = choices.default, []
    offered = {"show": [each.key for each in measures.ALL], "by": list(FREQUENCY), "actor": choices.actors,
               "others": choices.actors, "territories": choices.territories, "sources": choices.sources,
               "countries": choices.countries, "copies": list(COPIES)}
    for name, values in address.items():
        one = next((key for key, word in ADDRESS.items() if word == name), None)
        if one is None:
            wrong.append(f"“{_short(name)}” is no part of a view")
        elif one in ("since", "until"):
            try:
                day = date.fromisoformat(values[-1])
            except ValueError:
                day = None
            if day and EARLIEST <= day <= LATEST:
                view = replace(view, **{one: day})
            else:
                wrong.append(f"“{_short(values[-1])}” is no date such as 2020-09-27")
        elif one == "focus":
            if _is_focus(values[-1], choices):
                view = replace(view, focus=values[-1])
            else:
                wrong.append(f"“{_short(values[-1])}” is no territory and no point of the trend")
        else:
            known = [value for value in values if value in offered[one]]
            # An empty value stands for none of them, where the default has some.
            wrong += [f"“{_short(value)}” is not in this corpus" for value in values if value and value not in known]
            if one in MANY:
                view = replace(view, **{one: tuple(dict.fromkeys(known))})
            elif known:
                view = replace(view, **{one: known[-1]})
    if view.since and view.until and view.since > view.until:
        view = replace(view, since=view.until, until=view.since)
    return view, wrong


def written(view: View, choices: Choices) -> dict[str, list[str]]:
    """The shortest address that reopens the view: only what differs from the default."""
    address = {}
    for key, name in ADDRESS.items():
        value = getattr(view, key)
        if value != getattr(choices.default, key):
            address[name] = (list(value) or [""]) if key in MANY else [str(value or "")]
    return address


def _is_focus(text: str, choices: Choices) -> bool:
    code, _, start = text.partition("@")
    if not start:
        return code in territories()
    try:
        return code in choices.actors and bool(date.fromisoformat(start))
    except ValueError:
        return False


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + " …"


# The widgets. Their keys in the session are the view's fields; the address is taken up when it is not what this page wrote.

def keep() -> None:
    """Called by a page without filters: what the widgets hold survives the visit."""
    for key in ADDRESS:
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]
    st.session_state["away"] = True


def open_view(choices: Choices) -> list[str]:
    """Take up the view of the address when the page opens or its address was changed; what was wrong with it, in words."""
    if st.session_state.pop("away", False) and not len(st.query_params) and "address" in st.session_state:
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


# Names and sentences.

def actor_name(code: str) -> str:
    return actors()[code].name if code in actors() else code


def actor_short(code: str) -> str:
    """"CSTO", where there is room for no more."""
    return actors()[code].short or actors()[code].name if code in actors() else code


TAKES_ARTICLE = ("Union", "States", "Kingdom", "Emirates", "Nations", "Organisation", "Bank", "Fund", "Development", "(ICRC)")


def actor_in_a_sentence(code: str) -> str:
    """The name with its article where English wants one: "the European Union"."""
    name = actor_name(code)
    return f"the {name}" if name.endswith(TAKES_ARTICLE) else name


def territory_name(code: str) -> str:
    return territories()[code].name if code in territories() else code


def in_words(view: View) -> str:
    """The filters in force, as a line under a chart."""
    parts = []
    if view.since or view.until:
        parts.append(f"{_day(view.since) or 'start'} to {_day(view.until) or 'end'}")
    parts.append(_listed(view.territories, _with_its_parts, "all territories"))
    parts.append(_listed(view.sources, str, "all outlets"))
    if view.countries:
        parts.append("outlets based in " + _listed(view.countries, actor_name, ""))
    if view.copies == "each":
        parts.append("every copy counted")
    return " · ".join(parts)


def dates_in_words(view: View, first: date | None, last: date | None) -> str:
    """The dates of the view: years where nothing or whole years are chosen, else months where whole ones are, else days.

    first, last : of the corpus, None without a dated article.
    """
    since, until = view.since or first, view.until or last
    if since is None:
        return ""
    after = view.until and view.until + timedelta(days=1)
    if all(day is None or (day.day, day.month) == (1, 1) for day in (view.since, after)):
        ends = (str(since.year), str(until.year))
        return "–".join(dict.fromkeys(ends))
    form = _month if all(day is None or day.day == 1 for day in (view.since, after)) else _day
    return " to ".join(dict.fromkeys((form(since), form(until))))


def beyond(view: View, choices: Choices) -> str:
    """A sentence where the chosen dates hold no article of the corpus, whatever else is chosen; else ""."""
    if view.since and view.until and view.since > view.until:
        return "“From” is after “To”: no article can lie between."
    if choices.first and ((view.since and view.since > choices.last) or (view.until and view.until < choices.first)):
        return f"The articles of this corpus are dated {_day(choices.first)} to {_day(choices.last)}: none lies in the dates chosen."
    return ""


def _with_its_parts(code: str) -> str:
    return territory_name(code) + (" with its parts" if parts_drawn_apart(code) else "")


def _listed(values: Sequence[str], name, none: str) -> str:
    shown = [name(value) for value in values[:3]]
    return ", ".join(shown) + (f" and {len(values) - 3} more" if len(values) > 3 else "") if shown else none


def _month(day: date) -> str:
    return f"{day:%b %Y}"


def _day(day: date | None) -> str:
    return f"{day.day} {day:%b %Y}" if day else ""
