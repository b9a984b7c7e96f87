"""From statements to evidence: a score is the weighted mean of what is said, so contributions add up to it exactly.

Two sources speak: the language model, a reading a sentence (model.py), and the cues of the lexicons (cues.py). Each piece
weighs by how surely something is said; an actor of whom too little is said has no statement at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from config import setting
from indicators import model
from indicators.cues import Statement, statements
from indicators.instruments import instrument_of
from reading import Reading
from reading.voice import Voice, voice
from reading.where import carried, territory_of
from records import Evidence

_statements = lru_cache(maxsize=1)(statements)   # the indicators ask one after the other for the same reading's
_said = lru_cache(maxsize=1)(model.said)
_ENOUGH = 0.98      # of what is said: the lightest pieces beyond this share are left out
_SURE_OF_CUE = 0.8  # how often a cue alone agrees with readers, about (docs/validity.md)


def evidence_for(indicator: str, reading: Reading) -> Iterator[Evidence]:
    """Evidence of one indicator for every actor on which a reading makes a statement.

    contribution = weight x value, where the weights of an actor's pieces sum to 1. What is only quoted weighs 0.
    """
    enough = 0.0 if model.size() == "none" else setting("statement", model.size(), indicator)
    for mass, pieces in found(indicator, reading):
        # Claims are listed even where nothing is said that counts.
        yield from (piece for piece in pieces if mass >= enough or not piece.weight)


def found(indicator: str, reading: Reading) -> Iterator[tuple[float, list[Evidence]]]:
    """For each actor how probable it is that something is said of it, in [0, 1], and the pieces of that."""
    by_actor: dict[str, list[tuple[Statement, float]]] = defaultdict(list)
    for statement in _statements(reading):
        for key, value in statement.values:
            if key == indicator:
                by_actor[statement.actor].append((statement, value))
    said: dict[str, list[model.Said]] = defaultdict(list)
    for one in _said(reading):
        if one.indicator == indicator:
            said[one.actor].append(one)
    for actor in dict.fromkeys([*said, *by_actor]):
        of_cues = list(weigh(indicator, by_actor[actor]))
        yield _together(indicator, said[actor], of_cues, reading) if said[actor] else (1.0, of_cues)


def weigh(indicator: str, found: list[tuple[Statement, float]]) -> Iterator[Evidence]:
    """Evidence of one actor from cues alone: a statement weighs by the size of its value."""
    total = sum(s.weight * abs(value) for s, value in found if s.voice.counts)
    for s, value in found:
        yield _of_cue(indicator, s, value, s.weight * abs(value) / total if s.voice.counts else 0.0)


def _together(indicator: str, said: list[model.Said], of_cues: list[Evidence], reading: Reading) -> tuple[float, list[Evidence]]:
    """Either source may say something: the probabilities that they do not are multiplied, and each weighs by its own."""
    plainest = max((abs(piece.contribution / piece.weight) for piece in of_cues if piece.weight), default=0.0)
    by_cues = setting("statement", "cues", indicator) * plainest
    heavy = [(one.share * (one.less + one.more), one) for one in said]
    by_model = sum(weight for weight, _ in heavy)
    kept = _heaviest(heavy)
    total = by_cues + sum(weight for weight, _ in kept)
    pieces = [_of_model(one, weight / total, reading) for weight, one in kept]
    return 1 - (1 - by_cues) * (1 - by_model), pieces + [_scaled(piece, by_cues / total) for piece in of_cues]


def _heaviest(pieces: list[tuple[float, model.Said]]) -> list[tuple[float, model.Said]]:
    """The pieces that together bear nearly all of the weight, in the order of the text."""
    wanted, kept = _ENOUGH * sum(weight for weight, _ in pieces), []
    for weight, one in sorted(pieces, key=lambda piece: -piece[0]):
        if wanted <= 0:
            break
        kept.append((weight, one))
        wanted -= weight
    return sorted(kept, key=lambda piece: piece[1].sentence)


def _of_cue(indicator: str, s: Statement, value: float, weight: float) -> Evidence:
    return Evidence(s.actor, indicator, s.sentence, s.start, s.end, s.cue, weight * value, weight, s.territory, s.instrument,
                    voice=s.voice.kind, speaker=s.voice.speaker, sure=_SURE_OF_CUE)


def _scaled(piece: Evidence, by: float) -> Evidence:
    return replace(piece, weight=piece.weight * by, contribution=piece.contribution * by)


def _of_model(one: model.Said, weight: float, reading: Reading) -> Evidence:
    """The sentence is the piece; its value is which way it leans given that it says something."""
    sentence = reading.sentences[one.sentence]
    value = (one.more - one.less) / (one.more + one.less)
    head = next((sentence.doc[i] for i in _tokens_of(sentence, one.actor)), None) if sentence.doc is not None else None
    heard = voice(head, sentence) if head is not None else Voice()
    # What the model counts, the text follows: a claim that is only quoted it has learnt to leave out.
    kind = "followed" if heard.kind == "quoted" else heard.kind
    where = territory_of(head, sentence, one.actor) if head is not None else carried(sentence)
    return Evidence(one.actor, one.indicator, one.sentence, sentence.start, sentence.end, sentence.text, weight * value, weight,
                    where, instrument_of(head, sentence), voice=kind, speaker=heard.speaker, sure=max(one.less, one.more), read_by="model")


def _tokens_of(sentence, actor: str) -> Iterable[int]:
    yield from (i for i, c in sentence.actor_of.items() if c.actor == actor)
    yield from (i for i, meant in sentence.refers.items() if any(c.actor == actor for c in meant))
