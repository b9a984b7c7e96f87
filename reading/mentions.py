"""Candidate mentions: every place where a spelling of an actor stands and may mean it.

Whether a capital is the actor or only a place is decided later, by what it does in its clause (`reading/roles.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from reading.actors import Name, actors, names, not_names

_TITLES = r"(?:President|Prime Minister|Premier|Chancellor|Minister|Secretary|Commissioner|Ambassador|Mr\.?|Mrs\.?|Ms\.?)\s+"
# "Russian-led CSTO": the name says whose the organisation is, the text is about the organisation.
_LED = re.compile(r"[-–](?:led|dominated|headed|run)\s+(?:the\s+)?", re.I)
# Kinds of other states' places that share a name: "the US state of Georgia", "Atlanta, Georgia".
_US_GEORGIA = re.compile(r"(?:state of|Atlanta,|Savannah,|Augusta,|Athens,|Macon,|Columbus,)\s+$|^\s*(?:Bulldogs|Tech|peach|Power)\b", re.I)
_US_GEORGIA_NEAR = re.compile(
    r"\b(?:Atlanta|Savannah|Fulton County|Peach State|Brian Kemp|Raphael Warnock|Stacey Abrams|Republican|Democrat(?:ic|s)?|"
    r"U\.?S\.? Senate|Senate (?:race|runoff|seat)|gubernatorial|electoral college votes|swing state|Marjorie Taylor)\b")
_CAUCASUS_NEAR = re.compile(r"\b(?:Tbilisi|Batumi|Caucas\w+|Abkhaz\w+|Osseti\w+|Georgian Dream|Armeni\w+|Azerbaijan\w*|Russia\w*|Saakashvili|"
                            r"Ivanishvili|Kobakhidze|Mikheil|Black Sea|Anaklia|EU|NATO)\b")


@dataclass(frozen=True)
class Candidate:
    """A span that may be a mention: text[start:end] == surface."""

    actor: str
    kind: str
    start: int
    end: int
    surface: str


@lru_cache(maxsize=1)
def _table() -> tuple[re.Pattern, dict[str, tuple[Name, ...]]]:
    by_spelling: dict[str, list[Name]] = {}
    for name in names():
        for spelling in {name.spelling, _plain_apostrophe(name.spelling)}:
            by_spelling.setdefault(spelling, []).append(name)
            # A headline in capitals: "RUSSIA'S PRESIDENT". Short forms would meet words ("US", "may").
            if len(spelling) > 4 and not spelling.isupper():
                by_spelling.setdefault(spelling.upper(), []).append(name)
    for phrase in not_names():
        by_spelling[phrase] = []
    spellings = sorted(by_spelling, key=len, reverse=True)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(s).replace(r"\ ", r"\s+") for s in spellings) + r")(?!\w)")
    return pattern, {spelling: tuple(found) for spelling, found in by_spelling.items()}


def _plain_apostrophe(text: str) -> str:
    return text.replace("’", "'")


def candidates(text: str, on: date | None = None) -> list[Candidate]:
    """Every span of `text` that may name an actor on that day, longest name first, without overlaps, in order."""
    pattern, table = _table()
    found = []
    for match in pattern.finditer(_plain_apostrophe(text)):
        spelling = " ".join(match.group().split())
        choice = _choose(table.get(spelling, ()), text, match, on)
        if choice and not _is_something_else(choice, text, match):
            found.append(Candidate(choice.actor, choice.kind, match.start(), match.end(), text[match.start():match.end()]))
    return _without_leaders_of_organisations(text, found)


def _choose(options: tuple[Name, ...], text: str, match: re.Match, on: date | None) -> Name | None:
    for name in options:
        if not name.holds(on):
            continue
        if name.full:
            titled = re.search(_TITLES + "$", text[max(0, match.start() - 30):match.start()])
            if not titled and not any(full in text[:match.start()] for full in name.full):
                continue
        return name
    return None


def _is_something_else(name: Name, text: str, match: re.Match) -> bool:
    before, after = text[max(0, match.start() - 40):match.start()], text[match.end():match.end() + 40]
    if name.spelling == "US" and _in_capitals(text, match):
        return True   # the pronoun in a headline of capitals
    if name.spelling in ("Georgia", "Georgian", "Georgians"):
        near = text[max(0, match.start() - 200):match.end() + 200]
        return bool(_US_GEORGIA.search(before) or _US_GEORGIA.search(after)
                    or (_US_GEORGIA_NEAR.search(near) and not _CAUCASUS_NEAR.search(near)))
    if name.kind == "capital":   # "Paris Hilton", "Sofia Loren": a given name before a surname
        surname = re.match(r"\s+([A-Z][a-z]{3,})", after)
        return bool(name.spelling in ("Paris", "London", "Sofia", "Victoria") and surname and not re.search(r"[.!?]\s*$", before)
                    and surname.group(1).lower() in ("hilton", "jackson", "breed", "coppola", "loren", "texas", "ontario"))
    return False


def _in_capitals(text: str, match: re.Match) -> bool:
    line = text[max(0, match.start() - 60):match.end() + 60]
    letters = [c for c in line if c.isalpha()]
    return sum(c.isupper() for c in letters) > 0.7 * len(letters) and len(letters) > 4


def _without_leaders_of_organisations(text: str, found: list[Candidate]) -> list[Candidate]:
    starts = {c.start: c for c in found}
    known = actors()
    kept = []
    for c in found:
        led = _LED.match(text, c.end)
        whose = starts.get(led.end()) if led else None
        if whose is None or known[whose.actor].kind not in ("alliance", "organisation"):
            kept.append(c)
    return kept
