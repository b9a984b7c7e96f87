"""Relations: how one actor deals with another, from conflict to cooperation, and who takes whose place."""

from __future__ import annotations

from indicators.deeds import Deed, deeds
from reading import Reading
from reading.parse import Sentence, lemma
from reading.voice import voice
from reading.where import territory_of
from records import Relation

# What is said to be so by one who may only say so.
_ALLEGES = {"claim", "allege", "accuse", "suspect", "blame", "fear", "imagine", "deny", "speculate", "assume", "predict"}


def relations(reading: Reading) -> tuple[Relation, ...]:
    """Ordered pairs of actors in one clause, in the order of the text.

    kind "stance": value from -1 (material conflict) over -0.5 and 0.5 (in words) to 1 (material cooperation), the quad
    classes of CAMEO and PLOVER. kind "displaces", value 1: `actor` gains where `other` loses. Each pair once a sentence,
    kind and sign, by its strongest words. Only what is told as a fact: what is negated, wished, possible or asked gives
    none, nor what one actor says of others, or only alleges. Blind to names: swap them, and the relations are swapped.
    """
    known = {m.actor for m in reading.mentions}
    return tuple(r for sentence in reading.sentences for r in _in_sentence(sentence, known))


def _in_sentence(sentence: Sentence, known: set[str]) -> list[Relation]:
    kept: dict[tuple[str, str, str, bool], Relation] = {}
    for deed in deeds(sentence):
        start, end = sentence.span(deed.tokens)
        for actor, other in deed.pairs:
            if not {actor, other} <= known or _is_only_said(deed, actor, sentence):
                continue
            found = Relation(actor, other, deed.cue.kind, deed.cue.value, territory_of(deed.head, sentence, actor),
                             sentence.index, start, end)
            key = actor, other, found.kind, found.value > 0
            if key not in kept or abs(found.value) > abs(kept[key].value):
                kept[key] = found
    return list(kept.values())


def _is_only_said(deed: Deed, actor: str, sentence: Sentence) -> bool:
    """Whether the deed is alleged, or told by another actor than the one whose deed it is."""
    said = voice(deed.head, sentence)
    if said.kind != "quoted":
        return False
    if any(lemma(t) in _ALLEGES for t in deed.head.ancestors):
        return True
    speakers = {c.actor for c in sentence.actor_of.values() if c.surface in said.speaker}
    return bool(speakers) and actor not in speakers
