"""The lexicons: cues with the roles they give to whom, read from indicators/lexicons/*.csv.

An effect is written `role letter sign [size]`, for example `agent s- t-; to s+ t+.5`: the agent is said to be weak and
falling, whoever follows "to" strong and rising. Letters: s standing, t trajectory, e evaluation (sentiment). Sizes go
from 0 to 1, 1 when left out.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from records import MonitorError

FOLDER = Path(__file__).resolve().parent / "lexicons"
LETTERS = {"s": "standing", "t": "trajectory", "e": "sentiment"}
# The columns that make a row of a table one of its kind, where it is not the first alone.
_KEYS = {"verbs.csv": ("verb", "object"), "changes.csv": ("word", "pos"), "classes.csv": ("class", "noun")}
_EFFECT = re.compile(r"([ste])([+-])(\d*\.?\d*)$")


@dataclass(frozen=True)
class Effects:
    """What a cue says of one role: indicator -> value in [-1, 1]."""

    role: str
    values: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Verb:
    """A verb with the words it needs beside it ("drift away from"), the objects it needs, and its effects.

    `alone`: it counts only without any object or complement ("it grew", not "it grew weary").
    """

    lemma: str
    words: tuple[str, ...]
    objects: frozenset[str]
    alone: bool
    effects: tuple[Effects, ...]


def _rows(name: str) -> list[dict[str, str]]:
    path = FOLDER / name
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except OSError as error:
        raise MonitorError(f"indicators/lexicons/{name} cannot be read ({error.strerror}). Restore it from the repository.") from error
    seen = set()
    for row in rows:
        key = tuple(row[name] for name in _KEYS.get(name, list(row)[:1]))
        if key in seen:
            raise MonitorError(f"indicators/lexicons/{name}: '{', '.join(filter(None, key))}' stands in two rows. Join them in one.")
        seen.add(key)
    return rows


def effects(written: str, where: str, default_role: str = "") -> tuple[Effects, ...]:
    """Parse an effects column.

    Raises
    ------
    MonitorError : an effect is not written as described above; the message names the file and the cue (`where`).
    """
    found = []
    for part in (written or "").split(";"):
        words = part.split()
        if not words:
            continue
        role = default_role
        if not _EFFECT.match(words[0]):
            role, words = words[0], words[1:]
        values = []
        for word in words:
            match = _EFFECT.match(word)
            if not match:
                raise MonitorError(f"{where}: '{word}' is not an effect. Write for example 's-' or 't+.5'.")
            letter, sign, size = match.groups()
            values.append((LETTERS[letter], (1 if sign == "+" else -1) * float(size or 1)))
        if values:
            found.append(Effects(role, tuple(values)))
    return tuple(found)


@lru_cache(maxsize=1)
def power() -> dict[str, float]:
    """Nouns of influence -> how much it says that an actor has one at all (0: nothing until something happens to it)."""
    return {r["noun"]: float(r["alone"]) for r in _rows("power.csv") if r["kind"] == "power"}


@lru_cache(maxsize=1)
def relations() -> frozenset[str]:
    """Nouns of relations ("ties", "trade"): that they grow or shrink says something of direction, nothing of strength."""
    return frozenset(r["noun"] for r in _rows("power.csv") if r["kind"] == "relation")


@lru_cache(maxsize=1)
def classes() -> dict[str, frozenset[str]]:
    """Classes of nouns: those that verbs' objects refer to as @class, and those through which a state acts or does not."""
    found = defaultdict(set)
    for r in _rows("classes.csv"):
        found[r["class"]].add(r["noun"])
    found["power"] = set(power())
    return {name: frozenset(nouns) for name, nouns in found.items()}


@lru_cache(maxsize=1)
def verbs() -> dict[str, tuple[Verb, ...]]:
    """Verb cues by lemma, those that ask for most first."""
    found = defaultdict(list)
    for r in _rows("verbs.csv"):
        lemma, *words = r["verb"].split()
        objects: set[str] = set()
        alone = r["object"] == "0"
        for name in filter(None, (r["object"] or "").split("|") if not alone else ()):
            objects |= classes()[name[1:]] if name.startswith("@") else {name}
        found[lemma].append(Verb(lemma, tuple(words), frozenset(objects), alone, effects(r["effects"], f"verbs.csv, '{r['verb']}'")))
    return {k: tuple(sorted(v, key=lambda e: (-len(e.words), -bool(e.objects)))) for k, v in found.items()}


@lru_cache(maxsize=1)
def nouns() -> dict[str, tuple[Effects, ...]]:
    """Nouns that give roles to their owner and to what follows a preposition ("dependence on")."""
    return {r["noun"]: effects(r["effects"], f"nouns.csv, '{r['noun']}'") for r in _rows("nouns.csv")}


@lru_cache(maxsize=1)
def predicates() -> dict[str, tuple[Effects, ...]]:
    """Adjectives and nouns said of an actor ("isolated", "the main broker")."""
    return {r["word"]: effects(r["effects"], f"predicates.csv, '{r['word']}'", "subject") for r in _rows("predicates.csv")}


@lru_cache(maxsize=1)
def phrases() -> dict[str, list[tuple[tuple[str, ...], tuple[Effects, ...]]]]:
    """First word -> the fixed phrases that begin with it, said of the subject ("on the back foot"), longest first."""
    rows = [(tuple(r["phrase"].split()), effects(r["effects"], f"phrases.csv, '{r['phrase']}'", "subject")) for r in _rows("phrases.csv")]
    found: dict[str, list] = {}
    for phrase, said in sorted(rows, key=lambda row: -len(row[0])):
        found.setdefault(phrase[0], []).append((phrase, said))
    return found


@lru_cache(maxsize=1)
def changes() -> dict[tuple[str, str], float]:
    """(word, verb|noun|adj) -> -1 where it says that a thing shrinks, +1 where it grows."""
    return {(r["word"], r["pos"]): float(r["direction"]) for r in _rows("changes.csv")}
