"""The actors of reference/actors.yaml as one table of names: what may stand for whom, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import yaml

from records import MonitorError

FILE = Path(__file__).resolve().parent.parent / "reference" / "actors.yaml"
# The keys of an actor that hold names, and the kind of mention each makes.
KINDS = {
    "names": "name", "adjectives": "adjective", "people": "people", "capitals": "capital",
    "seats": "seat", "organs": "organ", "opposition": "opposition", "church": "church", "leaders": "leader",
}


@dataclass(frozen=True)
class Actor:
    """One actor: code, the name that is displayed, its kind, the territory it calls home, its last day, and a short name."""

    code: str
    name: str
    kind: str
    home: str
    ends: date | None
    short: str = ""                # "CSTO", for where there is little room; "" where the name is short enough


@dataclass(frozen=True)
class Name:
    """One spelling that may stand for an actor between two dates (None: open)."""

    spelling: str
    actor: str
    kind: str
    since: date | None = None
    until: date | None = None
    full: tuple[str, ...] = ()     # for a bare surname that counts only after the full name: the forms of that name
    before: tuple[str, ...] = ()   # for a word too wide to stand alone ("European"): it counts only before these

    def holds(self, on: date | None) -> bool:
        """Whether the name stands for the actor on that day; without a date it always does."""
        return on is None or ((self.since is None or self.since <= on) and (self.until is None or on <= self.until))


@lru_cache(maxsize=1)
def _file() -> dict:
    try:
        return yaml.load(FILE.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))   # C reads it ten times as fast
    except (OSError, yaml.YAMLError) as error:
        raise MonitorError(f"reference/actors.yaml cannot be read: {error}. Restore it or mend that line.") from error


@lru_cache(maxsize=1)
def actors() -> dict[str, Actor]:
    """All actors by code."""
    return {
        code: Actor(code, entry["name"], entry["kind"], entry.get("home") or "", entry.get("ends"), entry.get("short") or "")
        for code, entry in _file().items()
    }


@lru_cache(maxsize=1)
def names() -> tuple[Name, ...]:
    """Every spelling of every actor, with the days between which it holds."""
    return tuple(
        name
        for code, entry in _file().items()
        for key, kind in KINDS.items()
        for item in entry.get(key) or ()
        for name in _spellings(item, code, kind, entry.get("ends"))
    )


def _spellings(item: str | dict, actor: str, kind: str, ends: date | None) -> list[Name]:
    """An entry of a list, a plain spelling or {name, also, short, full_first, before, from, to}, as names."""
    if isinstance(item, str):
        item = {"name": item}
    term = {"since": item.get("from"), "until": item.get("to") or ends}
    whole = (item["name"], *item.get("also", ()))
    full = whole if item.get("full_first") else ()
    before = tuple(item.get("before", ()))
    return ([Name(spelling, actor, kind, before=before, **term) for spelling in whole]
            + [Name(short, actor, kind, full=full, **term) for short in item.get("short", ())])


@lru_cache(maxsize=1)
def not_names() -> tuple[str, ...]:
    """Phrases within which a name is no mention ("Georgia Tech", "Paris Hilton")."""
    return tuple(phrase for entry in _file().values() for phrase in entry.get("not") or ())
