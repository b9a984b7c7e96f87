"""Sentiment towards any span that a user points at, whether it is a known actor or not."""

from __future__ import annotations

import math

from indicators.sentiment import SENTIMENT
from reading import Reading
from reading.mentions import Candidate, candidates
from reading.parse import parse
from reading.sentences import sentences
from records import Article


def sentiment_of_target(text: str, start: int, end: int) -> float | None:
    """Sentiment in [-1, 1] towards text[start:end], or None where nothing evaluates it.

    Raises
    ------
    ValueError : the span is empty or lies outside the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"start {start} and end {end} are not a span of a text of {len(text)} characters")
    others = [c for c in candidates(text) if c.end <= start or c.start >= end]
    # The target stands in the place of a name: it is masked like one and asked for under a code of its own.
    target = Candidate(TARGET, "name", start, end, text[start:end])
    found = sorted([*others, target], key=lambda c: c.start)
    reading = Reading(Article(text), tuple(parse(text, sentences(text), found)))
    pieces = [e.contribution for e in SENTIMENT.evidence(reading) if e.actor == TARGET and e.weight]
    return math.fsum(pieces) if pieces else None


TARGET = "TARGET"
