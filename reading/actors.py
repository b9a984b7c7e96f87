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
    "seats": "seat", "organs": "organ", "opposition": "opposition", "church": "church",
}


@dataclass(frozen=True)
class Actor:
    """One actor: code, the name that is displayed, its kind, the territory it calls home, and its last day."""

    code: str
    name: str
    kind: str
    home: str
    ends: date | None


@dataclass(frozen=True)
class Name:
    """One spelling that may stand for an actor between two dates (None: open)."""

    spelling: str
    actor: str
    kind: str
    since: date | None = None
    until: date | None = None
    full: str = ""   # for a bare surname that counts only after the full name: that full name

    def holds(self, on: date | None) -> bool:
        """Whether the name stands for the actor on that day; without a date it always does."""
        return on is None or ((self.since is None or self.since <= on) and (self.until is None or on <= self.until))


@lru_cache(maxsize=1)
def _file() -> dict:
    try:
        return yaml.safe_load(FILE.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise MonitorError(f"reference/actors.yaml cannot be read: {error}. Restore it or mend that line.") from error


@lru_cache(maxsize=1)
def actors() -> dict[str, Actor]:
    """All actors by code."""
    return {
        code: Actor(code, entry["name"], entry["kind"], entry.get("home") or "", entry.get("ends"))
        for code, entry in _file().items()
    }


@lru_cache(maxsize=1)
def names() -> tuple[Name, ...]:
    """Every spelling of every actor, with the days between which it holds."""
    found = []
    for code, entry in _file().items():
        ends = entry.get("ends")
        for key, kind in KINDS.items():
            found += [Name(str(spelling), code, kind, until=ends) for spelling in entry.get(key) or ()]
        for person in entry.get("leaders") or ():
            term = {"since": person.get("from"), "until": person.get("to") or ends}
            found.append(Name(person["name"], code, "leader", **term))
            full = person["name"] if person.get("full_first") else ""
            found += [Name(short, code, "leader", full=full, **term) for short in person.get("short") or ()]
    return tuple(found)


@lru_cache(maxsize=1)
def not_names() -> tuple[str, ...]:
    """Phrases within which a name is no mention ("Georgia Tech", "Paris Hilton")."""
    return tuple(phrase for entry in _file().values() for phrase in entry.get("not") or ())
