"""Sentiment towards any span that a user points at, and whether it acts, be it a known actor or not."""

from __future__ import annotations

import math

from config import setting
from indicators import model
from indicators.agency import agency_of_target
from indicators.pairs import pieces
from indicators.sentiment import SENTIMENT
from reading import Reading
from reading.coreference import resolve
from reading.mentions import Candidate, candidates
from reading.parse import parse
from reading.sentences import sentences
from reading.windows import Spot
from records import Article

TARGET = "TARGET"


def sentiment_of_target(text: str, start: int, end: int) -> float | None:
    """Sentiment in [-1, 1] towards text[start:end], or None where nothing evaluates it.

    Raises
    ------
    ValueError : the span is empty or lies outside the text.
    """
    if model.size() == "none":
        found = [e.contribution for e in SENTIMENT.evidence(_reading(text, start, end)) if e.actor == TARGET and e.weight]
        return math.fsum(found) if found else None
    found = model.read_pieces(pieces(text, [(0, len(text))], spots_with(text, start, end), model.tokens()))
    said = [s for s in found if s.actor == TARGET and s.indicator == "sentiment"]
    mass = sum(s.share * (s.less + s.more) for s in said)
    if mass < setting("statement", "target"):
        return None
    return sum(s.share * (s.more - s.less) for s in said) / mass


def spots_with(text: str, start: int, end: int) -> list[Spot]:
    """The target and every other name, as the model is shown them here and in training."""
    others = [Spot(c.start, c.end, (c.actor,)) for c in _others(text, start, end)]
    return sorted([*others, Spot(start, end, (TARGET,))], key=lambda s: s.start)


def agency_of_span(text: str, start: int, end: int) -> float | None:
    """Whether text[start:end] acts (+1) or is acted upon (-1), or None where no event can be seen."""
    return agency_of_target(_reading(text, start, end), TARGET)


def _others(text: str, start: int, end: int) -> list[Candidate]:
    if not 0 <= start < end <= len(text):
        raise ValueError(f"start {start} and end {end} are not a span of a text of {len(text)} characters")
    return [c for c in candidates(text) if c.end <= start or c.start >= end]


def _reading(text: str, start: int, end: int) -> Reading:
    # The target stands in the place of a name: it is masked like one and asked for under a code of its own.
    return reading_with(text, [Candidate(TARGET, "name", start, end, text[start:end])], _others(text, start, end))


def reading_with(text: str, targets: list[Candidate], others: list[Candidate]) -> Reading:
    """A reading in which `targets` stand for actors of their own codes beside the known ones; no two overlap."""
    parsed = parse(text, sentences(text), sorted([*others, *targets], key=lambda c: c.start))
    resolve(parsed)
    return Reading(Article(text), tuple(parsed))
