"""Nouns of influence and of relations: what happens to them happens to whom they belong to ("its leverage shrinks")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from indicators import lexicon
from indicators.change import change
from indicators.holding import Hit, Values, holders, participants
from reading import roles
from reading.parse import Sentence, lemma
from reading.roles import Held

if TYPE_CHECKING:
    from spacy.tokens import Token

_Said = tuple["Token", list["Token"], Values]   # head, words and values of what is said of every owner

_STRONG, _OVER = 0.25, 0.6    # "leverage over": nouns of real hold say that the other is held
_RELATION = 0.4    # a relation that grows or cools says less of an actor's direction than its influence does
_LIMITS = {
    "few", "former", "insufficient", "limited", "little", "lost", "marginal", "modest", "negligible", "no", "poor",
    "scant", "waning", "weak",
}
# Limits that count as a negation besides (reading/negation.py): said as strength, they come out as weakness.
_NEGATING_LIMITS = {"few", "insufficient", "little", "negligible", "no", "scant"}


def of_power(noun: "Token", sentence: Sentence) -> Iterator[Hit]:
    """Hits of a noun of influence: what is said of it is said of its owners; that it is there at all says a little."""
    owners = _owners(noun, sentence)
    if not owners:
        return
    said = _as_changing(noun, sentence) or _as_limited(noun) or _as_described(noun) or _as_qualified(noun)
    if said:
        head, tokens, values = said
        yield from (Hit(head, tokens, owner, values) for owner in owners)
    else:
        yield from _as_such(noun, owners, sentence)


def of_relation(noun: "Token", sentence: Sentence) -> Iterator[Hit]:
    """Hits of ties that grow or cool: direction, not strength, for those who are tied to the subject."""
    found = change(noun, sentence)
    if not found:
        return
    values = (("trajectory", _RELATION * found.direction),)
    for tied in _others(noun, sentence) or _named_at(noun, sentence):
        yield Hit(found.head, [noun, found.token], tied, values)


def _owners(noun: "Token", sentence: Sentence) -> list[Held]:
    """Whose influence it is: named at the noun ("its leverage"), else who acts on it ("gained leverage")."""
    owners = _named_at(noun, sentence)
    if not owners and noun.dep_ == "dobj" and noun.head.pos_ == "VERB":
        owners = participants(roles.agents(noun.head), sentence)
    return owners


def _named_at(noun: "Token", sentence: Sentence) -> list[Held]:
    return [held for held in roles.holders(noun, sentence) if held.token.i != noun.i]


def _others(noun: "Token", sentence: Sentence) -> list[Held]:
    """To whom the ties lead."""
    others = holders([o for word in ("with", "to", "from", "by") for o in roles.obliques(noun, word)], sentence)
    if not others and noun.dep_ == "dobj":   # "faces growing pressure from": the preposition may hang on the verb
        others = holders(roles.obliques(noun.head, "from"), sentence)
    return others


def _as_changing(noun: "Token", sentence: Sentence) -> _Said | None:
    """"its leverage shrinks"."""
    found = change(noun, sentence)
    if not found:
        return None
    return found.head, [noun, found.token], (("standing", found.direction), ("trajectory", found.direction))


def _as_limited(noun: "Token") -> _Said | None:
    """"has little leverage"."""
    limits = [c for c in noun.children if c.dep_ in ("amod", "det") and c.lower_ in _LIMITS]
    if not limits:
        return None
    negated = any(limit.lower_ in _NEGATING_LIMITS for limit in limits)
    return noun, [noun, *limits], (("standing", 1.0 if negated else -1.0),)


def _as_described(noun: "Token") -> _Said | None:
    """"its leverage is real"."""
    if noun.dep_ != "nsubj" or lemma(noun.head) != "be":
        return None
    for complement in noun.head.children:
        if complement.dep_ == "acomp":
            for effect in lexicon.predicates().get(complement.lower_, ()):
                if effect.role == "subject":
                    return complement, [noun, complement], effect.values
    return None


def _as_qualified(noun: "Token") -> _Said | None:
    """"real leverage", "feeble leverage"."""
    strong, weak = _qualities(noun, 1), _qualities(noun, -1)
    if not strong and not weak:
        return None
    return noun, [noun, *strong, *weak], (("standing", 1.0 if strong else -1.0),)


def _qualities(noun: "Token", sign: int) -> list["Token"]:
    """Adjectives at a noun that say strength (+1) or weakness (-1)."""
    return [c for c in noun.children if c.dep_ == "amod" and any(
        key == "standing" and sign * value > 0
        for effect in lexicon.predicates().get(c.lower_, ()) for key, value in effect.values)]


def _as_such(noun: "Token", owners: list[Held], sentence: Sentence) -> Iterator[Hit]:
    """"its leverage over them": that there is any."""
    size = lexicon.power()[lemma(noun)]
    if not size:
        return
    yield from (Hit(noun, [noun], owner, (("standing", size),)) for owner in owners)
    if size >= _STRONG:
        for other in holders(roles.obliques(noun, "over"), sentence):
            yield Hit(noun, [noun], other, (("standing", -_OVER),))
