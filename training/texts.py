"""Texts to train on: each as the run time would read it, with the labels of the actors in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from data.readers.dates import published
from indicators.model import FIELDS
from indicators.target import TARGET, spots_with
from reading import read
from reading.sentences import sentences
from reading.windows import Spot, spots
from records import Article

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


def as_text(row: dict) -> Text:
    """A line of data/portrayals as a Text. An actor that our reading misses is put in where its surface stands."""
    reading = read(Article(row["text"], published=published(row.get("published", ""))[0], language="en"))
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


def target(text: str, start: int, end: int, sentiment: int) -> Text:
    """A sentence with one target span and its sentiment alone (NewsMTSC)."""
    return Text(text, ((0, len(text)),), tuple(spots_with(text, start, end)), {TARGET: [UNKNOWN, UNKNOWN, sentiment + 1]})
