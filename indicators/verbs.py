"""Verb cues: whether a verb is used as the lexicon's row says, and who holds which role in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from indicators import lexicon
from indicators.change import changed
from indicators.holding import Hit, holders, participants
from reading import roles
from reading.parse import Sentence, lemma
from reading.roles import Held

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMPLEMENTS = {"acomp", "ccomp", "dobj", "oprd", "xcomp"}
# Where a word that a cue needs beside its verb may hang, other than on the verb, and in which role.
_NEAR = {"acomp", "advmod", "dobj", "prep", "prt"}
_BESIDE = {
    "acomp", "advcl", "advmod", "agent", "aux", "dative", "dobj", "mark", "npadvmod", "oprd", "pobj", "prep", "prt",
}
_LEAVING = {"abandon", "create", "leave", "open", "vacate"}


def of_verb(verb: "Token", sentence: Sentence) -> Iterator[Hit]:
    """Hits of the first of a verb's cues that fits and speaks of an actor; those that ask for most come first."""
    for cue in lexicon.verbs()[lemma(verb)]:
        beside = _beside(verb, cue.words)
        if beside is None or not _fits(cue, verb):
            continue
        if not cue.effects:
            return   # "lost the habit": it says nothing, and keeps the wider cue from saying something
        found = list(_hits(cue, verb, beside, sentence))
        if found:
            yield from found
            return


def _fits(cue: lexicon.Verb, verb: "Token") -> bool:
    if cue.alone and (roles.is_passive(verb) or any(c.dep_ in _COMPLEMENTS for c in verb.children)):
        return False
    return not cue.objects or any(lemma(o) in cue.objects for o in roles.objects(verb))


def _beside(verb: "Token", words: tuple[str, ...]) -> list["Token"] | None:
    """The tokens of a verb's particles and prepositions, or None where one is missing."""
    near = [c for c in verb.children if c.dep_ in _NEAR]
    found: list["Token"] = []
    for word in words:
        hit = next((
            child for node in (verb, *found, *near) for child in node.children
            if child.lower_ == word and child.dep_ in _BESIDE and child not in found), None)
        if hit is None:
            return None
        found.append(hit)
    return found


def _hits(cue: lexicon.Verb, verb: "Token", beside: list["Token"], sentence: Sentence) -> Iterator[Hit]:
    objects = [o for o in roles.objects(verb) if lemma(o) in cue.objects]
    tokens = [verb, *beside, *objects]
    less = any(c.lower_ == "less" and c.dep_ in ("advmod", "npadvmod") for c in verb.children)   # "relies less on"
    for effect in cue.effects:
        if effect.role == "agent" and _lacks_its_object(cue, verb):
            continue
        values = changed(effect.values, -1.0) if less else effect.values
        yield from (Hit(verb, tokens, held, values) for held in _in_role(effect.role, verb, objects, sentence))


def _lacks_its_object(cue: lexicon.Verb, verb: "Token") -> bool:
    """"weakening Norway is ...": what is done to another takes another."""
    acts_on = any(effect.role == "patient" for effect in cue.effects)
    return acts_on and not roles.is_passive(verb) and not roles.objects(verb)


def _in_role(role: str, verb: "Token", objects: list["Token"], sentence: Sentence) -> list[Held]:
    """Who holds a role; `objects` are those that the cue asks for."""
    if role == "agent":
        return participants(roles.agents(verb), sentence)
    if role == "patient":
        return participants(roles.objects(verb), sentence)
    if role == "owner":
        nouns = objects or [o for word in ("off", "from", "of") for o in roles.obliques(verb, word)]
        return [held for noun in nouns for held in (*roles.holders(noun, sentence), *_leavers(noun, sentence))]
    return holders(roles.obliques(verb, role), sentence)


def _leavers(noun: "Token", sentence: Sentence) -> list[Held]:
    """Who left a vacuum: "the void left by", "the space vacated by"."""
    found: list[Held] = []
    for clause in noun.children:
        if clause.dep_ in ("acl", "relcl") and lemma(clause) in _LEAVING:
            found += participants(roles.agents(clause), sentence)
            found += _named_after_by(clause, found, sentence)
    return found


def _named_after_by(clause: "Token", known: list[Held], sentence: Sentence) -> list[Held]:
    """Actors named anywhere in a by-phrase ("left by the withdrawal of Norway") who are not known yet."""
    found: list[Held] = []
    for by in clause.children:
        if by.dep_ in ("agent", "prep") and by.lower_ == "by":
            for token in by.subtree:
                named = sentence.actor_of.get(token.i)
                if named is not None and not any(held.candidate is named for held in (*known, *found)):
                    found.append(Held(named, token, None))
    return found
