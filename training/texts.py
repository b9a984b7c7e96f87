"""Texts to train on: each as the run time would read it, with the labels of the actors in it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from reading import read
from reading.mentions import candidates
from reading.sentences import sentences
from reading.windows import Spot, spots
from records import Article

FIELDS = ("standing", "trajectory", "sentiment")
UNKNOWN = -100   # a label that a data set does not have


@dataclass(frozen=True)
class Text:
    """A text, its sentences' spans, its spots, and by actor one label in {0: -1, 1: 0, 2: +1} a field."""

    text: str
    spans: tuple[tuple[int, int], ...]
    spots: tuple[Spot, ...]
    labels: dict[str, list[int]]
    name: str = ""
    salience: dict[str, int] = field(default_factory=dict)


def portrayals(path: Path) -> list[dict]:
    """The lines of a file of data/portrayals, in order."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def as_text(row: dict) -> Text:
    """A line of data/portrayals as a Text. An actor that our reading misses is put in where its surface stands."""
    reading = read(Article(row["text"], published=_day(row.get("published")), language="en"))
    found = spots(reading)
    spans = [(s.start, s.end) for s in reading.sentences] or sentences(row["text"])
    for r in row["readings"]:
        if r.get("surface") and not any(r["actor"] in s.actors and s.means for s in found):
            found = _with_surface(row["text"], found, r)
    labels = {r["actor"]: [int(r[f]) + 1 for f in FIELDS] for r in row["readings"] if r["actor"] != "NONE"}
    salience = {r["actor"]: int(r.get("salience") or 3) for r in row["readings"]}
    return Text(row["text"], tuple(spans), tuple(found), labels, str(row.get("id", "")), salience)


def _with_surface(text: str, found: list[Spot], r: dict) -> list[Spot]:
    for match in re.finditer(r"(?<!\w)" + re.escape(r["surface"]) + r"(?!\w)", text):
        found = [s for s in found if s.end <= match.start() or s.start >= match.end()]
        found.append(Spot(*match.span(), (r["actor"],)))
    return sorted(found, key=lambda s: s.start)


def _day(published: str | None) -> date | None:
    if not published:
        return None
    parts = [int(p) for p in str(published).split("-")]
    return date(*(parts + [1, 1])[:3])


def target(text: str, start: int, end: int, sentiment: int) -> Text:
    """A sentence with one target span and its sentiment alone (NewsMTSC)."""
    found = [Spot(c.start, c.end, (c.actor,)) for c in candidates(text) if c.end <= start or c.start >= end]
    found = sorted([*found, Spot(start, end, ("TARGET",))], key=lambda s: s.start)
    return Text(text, ((0, len(text)),), tuple(found), {"TARGET": [UNKNOWN, UNKNOWN, sentiment + 1]})
