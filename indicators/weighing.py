"""From statements to evidence: a score is the weighted mean of its statements, so contributions add up to it exactly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from indicators.cues import Statement, statements
from reading import Reading
from records import Evidence

_statements = lru_cache(maxsize=1)(statements)   # the indicators ask one after the other for the same reading's


def evidence_for(indicator: str, reading: Reading) -> Iterator[Evidence]:
    """Evidence of one indicator for every actor that a reading makes a statement on.

    contribution = weight x value, where the weights of an actor's statements sum to 1. A statement weighs by the size of
    its value, so that what says little hardly dilutes what says much. What is only quoted weighs 0.
    """
    by_actor: dict[str, list[tuple[Statement, float]]] = defaultdict(list)
    for statement in _statements(reading):
        for key, value in statement.values:
            if key == indicator:
                by_actor[statement.actor].append((statement, value))
    for said in by_actor.values():
        yield from weigh(indicator, said)


def weigh(indicator: str, said: list[tuple[Statement, float]]) -> Iterator[Evidence]:
    """Evidence of one actor from its statements and their values."""
    total = sum(s.weight * abs(value) for s, value in said if s.voice.counts)
    for s, value in said:
        weight = s.weight * abs(value) / total if s.voice.counts else 0.0
        yield Evidence(s.actor, indicator, s.sentence, s.start, s.end, s.cue, weight * value, weight, s.territory,
                       voice=s.voice.kind, speaker=s.voice.speaker)
