"""What passes between the rooms: plain, frozen records without behaviour.

`docs/architecture.md` gives the tables that these records become in the store.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


class MonitorError(Exception):
    """Something a user can mend: the message names the thing, the place and what to do."""


@dataclass(frozen=True)
class Article:
    """One text as it was read, before scoring. `published` is the first day of its precision."""

    text: str
    title: str = ""
    article_id: str = ""                 # the reader's (a file's name); in a store, a hash of the text
    published: date | None = None
    published_precision: str = "unknown"  # day, month, year, unknown
    source: str = ""
    source_country: str = ""             # an actor code, or ""
    language: str = ""                   # ISO 639-1, "" when not detected
    url: str = ""


@dataclass(frozen=True)
class Mention:
    """One place in the text that names an actor: text[start:end] == surface."""

    actor: str
    sentence: int
    start: int
    end: int
    surface: str


@dataclass(frozen=True)
class Evidence:
    """A piece of evidence: its words, whom it is about, and what it adds to which score.

    A score is the sum of the contributions of its evidence. `weight` is the piece's share in
    the score's mean (the weights of one score sum to 1), so contribution / weight is what the
    piece alone says. A claim that is only quoted has weight 0 and contribution 0.
    """

    actor: str
    indicator: str
    sentence: int
    start: int
    end: int
    cue: str
    contribution: float
    weight: float
    territory: str = "REG"
    instrument: str = ""
    voice: str = "author"                # author, followed, quoted
    speaker: str = ""
    sure: float = 1.0                    # how surely the words say it, in [0, 1]
    read_by: str = "words"               # the words of a cue or a name, or the "model": then start and end are the sentence's


@dataclass(frozen=True)
class Score:
    """One indicator of one actor in one article: value in the indicator's range."""

    actor: str
    indicator: str
    value: float
    confidence: float
    n_evidence: int


@dataclass(frozen=True)
class Relation:
    """An ordered pair of actors in one clause: conflict (-1) to cooperation (+1), or `displaces`."""

    actor: str
    other: str
    kind: str                            # stance, displaces
    value: float
    territory: str
    sentence: int
    start: int
    end: int


@dataclass(frozen=True)
class PlaceNamed:
    """One place in a sentence that a place is named as a place, not as an actor: its name as in geo/places.csv."""

    place: str
    sentence: int
    start: int
    end: int


@dataclass(frozen=True)
class Address:
    """Where else the word-for-word same text stands."""

    article_id: str
    url: str
    source: str
    source_country: str
    published: date | None


@dataclass(frozen=True)
class ScoredArticle:
    """An article with all that was read from it; `note` says why nothing was scored, or ""."""

    article: Article
    scorer_version: str
    mentions: tuple[Mention, ...] = ()
    scores: tuple[Score, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    relations: tuple[Relation, ...] = ()
    places: tuple[PlaceNamed, ...] = ()
    note: str = ""
