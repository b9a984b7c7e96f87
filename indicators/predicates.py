"""Adjectives and nouns said of an actor ("isolated", "the main broker"): of whom, and whether it is becoming so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from indicators import lexicon
from indicators.change import changed
from indicators.holding import Hit, Values, holders, in_roles, participants
from indicators.lexicon import Effects
from reading import roles
from reading.parse import Sentence, lemma
from reading.roles import Held

if TYPE_CHECKING:
    from spacy.tokens import Token

_BECOMES = {"become", "emerge", "get", "grow", "turn"}
# Verbs that join a state to their subject: "proved ineffective".
_COPULAS = {
    "appear", "become", "emerge", "end", "feel", "look", "prove", "remain", "seem", "sound", "stand", "stay",
}
# Verbs that say a state of their object: "left it isolated".
_OF_OBJECT = {"call", "consider", "deem", "find", "keep", "leave", "make", "render"}
# Verbs whose object loses what "as" names: "replaced it as the broker".
_UNSEATING = {
    "dismiss", "displace", "drop", "eclipse", "follow", "oust", "overtake", "reject", "replace", "succeed", "supersede",
    "supplant",
}


def of_predicate(word: "Token", effects: tuple[Effects, ...], sentence: Sentence) -> Iterator[Hit]:
    """Hits of an adjective or noun, for its subject and for what follows its prepositions ("dependent on")."""
    for effect, held in in_roles(word, effects, "subject", _of_whom, sentence):
        yield Hit(word, [word], held, _becoming(word, effect.values))


def _becoming(word: "Token", values: Values) -> Values:
    """"became dependent", "increasingly isolated", "more active": a state that is being entered is a change."""
    degrees = {c.lower_ for c in word.children if c.dep_ == "advmod"}
    if degrees & {"less", "fewer"}:   # "less dependent": a shrinking
        return changed(values, -1.0)
    becomes = word.dep_ in ("acomp", "attr", "oprd") and lemma(word.head) in _BECOMES
    entered = becomes or degrees & {"increasingly", "more", "ever"}
    if not entered or any(key == "trajectory" for key, _ in values):
        return values
    return *values, *(("trajectory", value) for key, value in values if key == "standing")


def _of_whom(word: "Token", sentence: Sentence) -> list[Held]:
    """Of whom it is said, by the role that the word has at its head."""
    role, head = word.dep_, word.head
    if role in ("amod", "compound"):
        return _of_noun_beside(head, sentence)
    if role in ("acomp", "attr", "oprd") or (role == "xcomp" and head.pos_ in ("VERB", "AUX")):
        return _of_complement(role, head, sentence)
    if role == "conj" and head.pos_ == word.pos_:
        return _of_whom(head, sentence)
    if role == "appos":
        return holders([head], sentence)
    if role == "pobj" and head.lower_ == "as":
        return _of_as(head.head, sentence)
    if role in ("acl", "advcl", "relcl", "ROOT") and word.pos_ in ("VERB", "ADJ"):
        return _of_clause(word, sentence)
    if role == "dobj" and lemma(head) in ("become", "remain", "be"):
        return participants(roles.subjects(head), sentence)
    return []


def _of_noun_beside(noun: "Token", sentence: Sentence) -> list[Held]:
    """"an isolated Norway"; "isolated leaders" says it of whom they lead, or of whom the noun itself is said."""
    if noun.i in sentence.actor_of:
        return [held for held in roles.holders(noun, sentence) if held.token.i == noun.i]
    if noun.pos_ in ("NOUN", "PROPN") and lemma(noun) in lexicon.classes()["agents"]:
        return holders([noun], sentence) or _of_whom(noun, sentence)
    return []


def _of_complement(role: str, verb: "Token", sentence: Sentence) -> list[Held]:
    """"it is isolated" is said of the subject, "this left it isolated" of the object."""
    of_object = (role == "oprd" and lemma(verb) not in _COPULAS) or lemma(verb) in _OF_OBJECT
    objects = roles.objects(verb) if of_object else []
    return participants(objects or roles.subjects(verb), sentence)


def _of_as(governor: "Token", sentence: Sentence) -> list[Held]:
    """"emerged as the broker" is said of the subject, "views it as weak" of the object."""
    if governor.pos_ not in ("VERB", "AUX"):
        return holders([governor], sentence)
    if lemma(governor) in _UNSEATING:
        return participants(roles.agents(governor), sentence)
    return participants(roles.objects(governor) or roles.subjects(governor), sentence)


def _of_clause(word: "Token", sentence: Sentence) -> list[Held]:
    """"isolated, it ...", "Norway, unable to ...": a participle or adjective that is a clause of its own."""
    if word.tag_ == "VBN":
        return participants(roles.objects(word), sentence)
    return participants(roles.subjects(word), sentence) if word.tag_ in ("VBG", "JJ") else []
