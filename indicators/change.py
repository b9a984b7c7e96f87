"""Whether what a noun stands for grows or shrinks, and what a change says that the state alone does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from indicators import lexicon
from indicators.holding import Values
from reading import roles
from reading.parse import Sentence, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_KEPT = 0.1   # what shrinks is still there: it says this part of what it would say
_SUBJECTS = {"nsubj", "nsubjpass"}
# "grew in influence": what follows "in" is what grows.
_GROW_IN = {"decline", "fall", "gain", "grow", "rise", "shrink"}


class Change(NamedTuple):
    """That something grows or shrinks."""

    direction: float   # +1 grows, -1 shrinks
    head: "Token"      # of the clause or phrase that tells it
    token: "Token"     # the word that tells it


def change(noun: "Token", sentence: Sentence) -> Change | None:
    """Whether, and by which word, what a noun stands for is said to grow or shrink; None where it is not."""
    if noun.dep_ == "conj":   # "its power and influence wane" is said of both
        above = noun.head
        return _by_modifier(noun, sentence) or (change(above, sentence) if above.pos_ == "NOUN" else None)
    return _by_modifier(noun, sentence) or _by_noun_above(noun) or _by_verb(noun) or _by_growing_in(noun)


def changed(values: Values, direction: float) -> Values:
    """What a state says of an actor when it grows (+1) or shrinks (-1).

    A dependence that grows is one, and a change; one that shrinks is a change the other way, and little of one.
    """
    named = dict(values)
    kept = tuple((key, value if direction > 0 else _KEPT * value) for key, value in values if key != "trajectory")
    return *kept, ("trajectory", direction * (named.get("standing") or named.get("trajectory", 0.0)))


def _by_modifier(noun: "Token", sentence: Sentence) -> Change | None:
    """"waning influence", "influence eroded by"."""
    for child in noun.children:
        if child.dep_ in ("amod", "acl", "compound") and child.i not in sentence.actor_of:
            direction = _of_modifier(child)
            if direction:
                return Change(direction, noun, child)
    return None


def _of_modifier(word: "Token") -> float | None:
    changes = lexicon.changes()
    direction = changes.get((word.lower_, "adj"))
    if not direction and word.pos_ == "VERB" and word.tag_ in ("VBN", "VBG"):
        direction = changes.get((lemma(word), "verb"))
    return direction


def _by_noun_above(noun: "Token") -> Change | None:
    """"the decline of its influence", "a rise in its influence"."""
    preposition = noun.head
    above = preposition.head
    if noun.dep_ != "pobj" or preposition.lower_ not in ("of", "in") or above.pos_ not in ("NOUN", "PROPN"):
        return None
    direction = lexicon.changes().get((lemma(above), "noun"))
    return Change(direction, above, above) if direction else None


def _by_verb(noun: "Token") -> Change | None:
    """"its influence wanes", "they eroded its influence"; in "its influence undermines them" the noun is what acts."""
    verb, role = noun.head, noun.dep_
    direction = lexicon.changes().get((lemma(verb), "verb")) if verb.pos_ == "VERB" else None
    if not direction:
        return None
    passive = roles.is_passive(verb)
    if role in _SUBJECTS:
        befalls = passive or not any(c.dep_ == "dobj" for c in verb.children)
    else:
        befalls = role == "dobj" or (role == "pobj" and passive)
    return Change(direction, verb, verb) if befalls else None


def _by_growing_in(noun: "Token") -> Change | None:
    preposition = noun.head
    verb = preposition.head
    if noun.dep_ != "pobj" or preposition.dep_ != "prep" or preposition.lower_ != "in" or lemma(verb) not in _GROW_IN:
        return None
    direction = lexicon.changes().get((lemma(verb), "verb"))
    return Change(direction, verb, verb) if direction else None
