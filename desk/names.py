"""Names as readers see them, and the view in words. Codes are never shown."""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar
from datetime import date, timedelta

import pandas as pd

from analysis.events import chosen as chosen_events
from analysis.events import events
from analysis.groups import groups
from charts.maps import Scene
from desk.view import VOICES, Choices, View
from geo.profiles import profile
from geo.territories import parts_drawn_apart, territories
from reading.actors import actors

# Whose names the page writes: set once a run, from the view.
PROFILE: ContextVar[str] = ContextVar("profile", default="neutral")


def actor_name(code: str) -> str:
    """Of an actor or a group."""
    if code in groups():
        return groups()[code].name
    return actors()[code].name if code in actors() else code


def actor_short(code: str) -> str:
    """"CSTO", where there is room for no more."""
    if code in groups():
        return groups()[code].short
    return actors()[code].short or actors()[code].name if code in actors() else code


TAKES_ARTICLE = ("Union", "States", "Kingdom", "Emirates", "Nations", "Organisation", "Bank", "Fund", "Development", "(ICRC)")


def actor_in_a_sentence(code: str) -> str:
    """The name with its article where English wants one: "the European Union"."""
    name = actor_name(code)
    if code in groups():
        return lower_first(name) if name.startswith("The ") else f"the {lower_first(name)}" if not name.startswith("Russia") else f"the {name}"
    return f"the {name}" if name.endswith(TAKES_ARTICLE) else name


def territory_name(code: str) -> str:
    """The territory's name in the profile of this run."""
    return profile(PROFILE.get()).names.get(code) or (territories()[code].name if code in territories() else code)


def in_words(view: View) -> str:
    """The filters in force, as a line under a chart."""
    parts = []
    if view.since or view.until:
        parts.append(f"{_day(view.since) or 'start'} to {_day(view.until) or 'end'}")
    parts.append(_listed(view.territories, _with_its_parts, "all territories"))
    parts.append(_listed(view.sources, str, "all outlets"))
    if view.countries:
        parts.append("outlets based in " + _listed(view.countries, actor_name, ""))
    for chosen, words in ((view.kinds, "outlets: "), (view.instruments, "means: ")):
        if chosen:
            parts.append(words + _listed(chosen, str, ""))
    if view.voices:
        parts.append("said by: " + _listed(view.voices, lambda voice: lower_first(VOICES[voice]), ""))
    if view.words.strip():
        parts.append(f"articles with “{view.words.strip()}”")
    if view.salience:
        parts.append(f"actors with at least {view.salience} % of an article")
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


def days_in_words(since: date, until: date) -> str:
    """A period by its days, or by its years where it has whole ones: "2018–2021", "10 Jan 2018 to 1 Jan 2020"."""
    after = until + timedelta(days=1)
    if (since.month, since.day, after.month, after.day) == (1, 1, 1, 1):
        return "–".join(dict.fromkeys((str(since.year), str(until.year))))
    return f"{_day(since)} to {_day(until)}"


def lower_first(text: str) -> str:
    """For the middle of a sentence: "portrayed influence of Russia"."""
    return text[:1].lower() + text[1:]


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



def shown_events(view: View) -> pd.DataFrame:
    """The events that the view's charts mark: those of its actor, or all, in the territories it asks for."""
    if view.events == "none":
        return events().iloc[:0]
    return chosen_events((view.actor,) if view.events == "actor" else (), view.territories)


def scene(view: View, choices: Choices, theme: str, aspect: float, characters: int = 98) -> Scene:
    """What the view's maps are drawn on: the lines of its last day, the names and disclaimer of its profile."""
    return Scene(view.until or choices.last, view.names, theme, aspect, characters)


def outlet_group_name(group: str, by: str) -> str:
    """A group of outlets as analysis.breakdown.with_outlets names it. by : a key of its OUTLETS."""
    if not group:
        return "not known"
    if by in ("based", "funded"):
        return actor_name(group)
    words, _, code = group.rpartition(" ")
    return f"{words} {actor_name(code)}" if words.endswith(" of") else group
