"""Statements: every place where a cue says something of an actor, with its words, its size and how it is meant.

Pure: from a reading to statements. The cues stand in lexicons/, the roles come from the parse, in which names are masked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Iterator

from indicators.constructions import hits
from indicators.instruments import instrument_of
from reading import Reading
from reading.mode import Mode, mode
from reading.parse import Sentence
from reading.voice import Voice, voice
from reading.where import territory_of

CONCEDED = 0.5     # "although ...": what is conceded weighs half of what is maintained
_PLAIN = 0.6       # a state has to be said this plainly before its end counts as a change
BYGONE = 0.3       # a sentence whose years all lie further back than RECENT years: background, not the portrayal of today
RECENT = 3
_YEAR = re.compile(r"(?<![\d.,-])(19[0-9]{2}|20[0-9]{2})(?![\d.,]\d|%)")


@dataclass(frozen=True)
class Statement:
    """What one cue says of one actor: indicator -> value in [-1, 1], after negation and ending."""

    actor: str
    sentence: int
    start: int
    end: int
    cue: str
    values: tuple[tuple[str, float], ...]
    weight: float
    voice: Voice
    territory: str
    instrument: str = ""


def statements(reading: Reading) -> list[Statement]:
    """All statements of a reading, in order, one for an actor and a cue."""
    found, today = [], _today(reading)
    for sentence in reading.sentences:
        if sentence.doc is not None:
            years = [int(y) for y in _YEAR.findall(sentence.text)]
            age = BYGONE if years and max(years) < today - RECENT else 1.0
            found += _in_sentence(sentence, reading, age)
    return found


def _today(reading: Reading) -> int:
    """The year the text speaks from: when it was published, else the latest year it names."""
    if reading.article.published:
        return reading.article.published.year
    return max((int(y) for y in _YEAR.findall(reading.article.text)), default=0)


def _in_sentence(sentence: Sentence, reading: Reading, age: float) -> Iterator[Statement]:
    # What is said of an actor by two cues that share a word is said once, by the longer cue.
    said_by: dict[tuple[str, str], set[int]] = defaultdict(set)
    kept = []
    for head, tokens, held, values in sorted(hits(sentence), key=lambda hit: -len(hit[1])):
        words, actor = {t.i for t in tokens}, held.candidate.actor
        values = tuple((k, v) for k, v in values if not words & said_by[actor, k])
        for key, _ in values:
            said_by[actor, key] |= words
        if not values:
            continue
        how = mode(head, sentence)
        said = voice(head, sentence)
        values = _as_meant(values, how)
        if not values:
            continue
        start, end = sentence.span(tokens)
        kept.append((head.i, Statement(
            actor, sentence.index, start, end, reading.article.text[start:end], values,
            age * (CONCEDED if how.conceded else 1.0), said, territory_of(head, sentence, actor), instrument_of(head, sentence))))
    kept.sort(key=lambda item: item[0])
    yield from (statement for _, statement in kept)


def _as_meant(values, how: Mode):
    """Turn values over where the clause is negated, ended, past or not real."""
    if not how.real:
        return ()
    meant = []
    named = dict(values)
    for key, value in values:
        if key == "standing":
            if how.inability and how.negated:
                continue   # "failed to protect it": that somebody failed is a cue of its own
            if how.ended != how.negated or how.past:
                value = -value if (how.ended or how.negated) else -0.5 * value
        elif key == "trajectory":
            if how.negated and not how.ended:
                value = 0.0 if "standing" in named else -0.3 * value
            elif how.ended or how.past:
                value = -value
        elif how.negated:
            value = -value
        if value:
            meant.append((key, value))
    if (how.ended or how.past) and "trajectory" not in named and abs(named.get("standing", 0.0)) >= _PLAIN:
        meant.append(("trajectory", -1.0 if named["standing"] > 0 else 1.0))
    return tuple(meant)
