"""Deeds: where the text says that one actor deals with another, and which of them does it.

Pure: from a parsed sentence, in which names are masked, to deeds. Which words tell of one stands in lexicons/relations.csv.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations
from typing import TYPE_CHECKING

from indicators import lexicon
from indicators.relation_cues import Cue, noun_cues, verb_cues
from reading import roles
from reading.mode import mode
from reading.parse import Sentence, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

# Verbs that only carry a noun out, so that their subject is its owner ("launched an attack").
_CARRIES_OUT = {
    "launch", "make", "mount", "impose", "carry", "conduct", "hold", "wage", "stage", "begin", "start", "open", "sign",
    "reach", "conclude", "strike", "provide", "give", "send", "offer", "deliver", "grant", "extend", "increase",
    "expand", "continue", "resume", "issue", "voice", "express", "enter", "exert", "put", "place", "have", "lead",
    "undertake", "announce", "pay", "forge", "build", "establish", "seal", "ratify", "maintain", "keep", "intensify",
    "escalate", "tighten", "renew", "step", "pursue", "join", "initiate", "enjoy", "show", "declare", "threaten",
    "lodge", "file", "raise", "lend", "pledge", "promise", "engage", "order", "repeat", "deepen", "broaden", "agree",
    "attend", "host",
}
# Verbs that undo the noun: what they say of it stands in their own rows, or is not known.
_UNDOES = {
    "lift", "end", "ease", "halt", "stop", "suspend", "cancel", "freeze", "cut", "break", "drop", "resolve", "settle",
    "defuse", "avoid", "prevent", "reduce", "withdraw", "reject", "refuse", "oppose", "cease", "remove", "waive",
    "relax", "loosen", "revoke", "scrap", "abandon", "terminate", "sever", "overcome", "de-escalate", "lack", "lose",
    "veto", "block", "boycott", "postpone", "delay", "rule", "shun", "violate", "calm", "curb",
}
# Nouns that belong to a state without acting for it, though what happens to them may happen to it; warplanes do act.
_ACT = {"plane", "aircraft"}
_COMPLEMENTS = ("to", "with", "on", "from", "in", "against", "for")


@dataclass(frozen=True)
class Deed:
    """What is told (`tokens`, of which `head` is the head), by which cue, and the actors: (doer, other) for each pair."""

    head: "Token"
    tokens: tuple["Token", ...]
    cue: Cue
    pairs: tuple[tuple[str, str], ...]


@lru_cache(maxsize=256)   # agency and relations ask for the same ones
def deeds(sentence: Sentence) -> tuple[Deed, ...]:
    """Every deed that a sentence tells as a fact, in order: what is negated, ended, wished or only possible is left out."""
    named = {c.actor for c in sentence.actor_of.values()} | {c.actor for meant in sentence.refers.values() for c in meant}
    if sentence.doc is None or len(named) < 2:   # a deed has two sides
        return ()
    words = [t for t in sentence.doc if t.i not in sentence.actor_of]
    found = [next(_of_verb(t, sentence), None) for t in words if t.pos_ == "VERB"]
    told = {t.i for deed in found if deed for t in deed.tokens}   # "signed a treaty" is one deed, not two
    found += [next(_of_noun(t, sentence), None) for t in words if t.pos_ in ("NOUN", "PROPN") and t.i not in told]
    return tuple(sorted((deed for deed in found if deed), key=lambda deed: deed.head.i))


def _is_told(head: "Token", sentence: Sentence) -> bool:
    how = mode(head, sentence)
    return how.real and not (how.negated or how.ended or how.past)


def _of_verb(verb: "Token", sentence: Sentence) -> Iterator[Deed]:
    cues = verb_cues(lemma(verb))
    if not cues or not _is_told(verb, sentence):
        return
    objects = roles.objects(verb)
    for cue in cues:
        beside = _beside(verb, cue.words)
        after = [o for word in cue.words for o in roles.obliques(verb, word)]   # "stepped into the void"
        things = [o for o in (*objects, *after, *_left(verb)) if lemma(o) in cue.objects]
        if beside is None or (cue.objects and not things):
            continue
        doers = _at(cue.doer, verb, things, sentence)
        others = [actor for role in cue.others for actor in _at(role, verb, things, sentence)]
        if not others and _each_other(verb):
            others = doers
        # "met with", "spoke with one voice": who is not named after the preposition is not meant.
        pairs = _pairs(cue, doers, others, bool(others or cue.words))
        if pairs:
            yield Deed(verb, (verb, *beside, *things), cue, pairs)


def _of_noun(noun: "Token", sentence: Sentence) -> Iterator[Deed]:
    cues = noun_cues(lemma(noun))
    if not cues or not _is_told(noun, sentence):
        return
    verb = _governor(noun)
    if verb is not None and (lemma(verb) in _UNDOES or not _is_told(verb, sentence)):
        return
    carries = verb is not None and lemma(verb) in _CARRIES_OUT
    for cue in cues:
        if cue.doer == "subject":
            doers = _actors(roles.subjects(verb), sentence) if verb is not None else []
            others = _owners(noun, sentence) + _after(noun, "of", sentence)
            pairs = _pairs(cue, doers, others, True)
        else:
            nodes = [noun, verb] if carries and noun.dep_ in ("dobj", "nsubjpass") else [noun]
            roles_ = [role for role in cue.others if role not in ("of", "between")]
            others = [a for role in roles_ for node in nodes for a in _after(node, role, sentence)]
            owners = _owners(noun, sentence)
            between = _after(noun, "between", sentence) if "between" in cue.others else []
            of = _after(noun, "of", sentence)
            if "of" in cue.others and not others:
                others = of
            elif not owners:
                owners = of
            if not owners and carries:
                owners = _doers(roles.agents(verb), sentence)
            if between:
                pairs = _pairs(cue, between, [], False) if cue.mutual else _pairs(cue, owners, between, True)
            else:
                pairs = _pairs(cue, owners, others, bool(others))
        if pairs:
            yield Deed(noun, (noun,), cue, pairs)


def _pairs(cue: Cue, doers: list[str], others: list[str], apart: bool) -> tuple[tuple[str, str], ...]:
    """Ordered pairs of two actors. Where no other is named (not `apart`), those who share a mutual deed are each other's."""
    if apart:
        found = [(d, o) for d in doers for o in others]
        found += [(o, d) for d, o in found] if cue.mutual else []
    else:
        found = list(permutations(dict.fromkeys(doers), 2)) if cue.mutual else []
    return tuple(dict.fromkeys((a, b) for a, b in found if a != b))


def _at(role: str, verb: "Token", things: list["Token"], sentence: Sentence) -> list[str]:
    """The actors in a role of a verb."""
    if role == "agent":
        return _doers(roles.agents(verb), sentence)
    if role == "patient":
        return [a for o in roles.objects(verb) for a in (_owners(o, sentence) if _is_done_to(o) else _actors([o], sentence))]
    if role == "owner":
        return [a for thing in things for a in (*_actors([thing], sentence), *_leavers(thing, sentence))]
    if role == "below":
        return _below(verb, sentence)
    if role == "duty":
        return _obliged(verb, sentence)
    return _after(verb, role, sentence)


def _actors(tokens: Iterable["Token"], sentence: Sentence) -> list[str]:
    """Actors that tokens stand for or belong to."""
    return [h.candidate.actor for h in _holders(tokens, sentence)]


def _doers(tokens: Iterable["Token"], sentence: Sentence) -> list[str]:
    """Actors that tokens stand for or that act through them ("Norwegian troops"; not "a Norwegian dancer")."""
    detached = lexicon.classes()["detached"] - _ACT
    return [h.candidate.actor for h in _holders(tokens, sentence) if h.noun is None or lemma(h.noun) not in detached]


def _holders(tokens: Iterable["Token"], sentence: Sentence) -> Iterator[roles.Held]:
    """Who holds a role; what an opposition or a church does, its state does not."""
    for token in tokens:
        yield from (h for h in roles.holders(token, sentence) if h.candidate.kind not in ("opposition", "church"))


def _after(node: "Token", preposition: str, sentence: Sentence) -> list[str]:
    return _actors(roles.obliques(node, preposition), sentence)


def _owners(noun: "Token", sentence: Sentence) -> list[str]:
    """Actors before a noun ("Oslo's attack", "Norwegian-Swedish talks"), or behind it ("attack by Norway")."""
    before = [c for c in noun.children if c.dep_ in ("poss", "amod", "compound", "nmod")]
    parts = [p for c in before for p in (c, *(d for d in c.children if d.dep_ in ("amod", "compound", "nmod", "conj")))]
    return list(dict.fromkeys([*_actors(parts, sentence), *_after(noun, "by", sentence)]))


def _leavers(noun: "Token", sentence: Sentence) -> list[str]:
    """Who left a place empty: "the void Norway left", "the gap left by Norway"."""
    clauses = [c for c in noun.children if c.dep_ in ("relcl", "acl")]
    if noun.dep_ == "compound" and noun.head.dep_ == "nsubj":   # how the parser sees "the vacuum Oslo left"
        return _actors([noun.head], sentence)
    return [a for c in clauses for a in _actors(roles.agents(c), sentence)]


def _left(verb: "Token") -> list["Token"]:
    """Nouns that the parser put into the name behind them: "fills [the vacuum Oslo] left"."""
    subjects = [s for c in verb.children if c.dep_ == "ccomp" for s in c.children if s.dep_ == "nsubj"]
    return [n for s in subjects for n in s.children if n.dep_ == "compound"]


def _is_done_to(noun: "Token") -> bool:
    """Whether what follows "of" has the noun done to it: who condemns "the bombing of Norway" is not against Norway."""
    return any("of" in cue.others for cue in noun_cues(lemma(noun)))


def _below(verb: "Token", sentence: Sentence) -> list[str]:
    """Actors in what a verb of speech announces: the subject of a clause of its own, else what is acted upon there."""
    for child in verb.children:
        if child.dep_ not in ("xcomp", "ccomp"):
            continue
        own = [c for c in child.children if c.dep_ in ("nsubj", "nsubjpass")]
        found = _actors(own, sentence) if child.dep_ == "ccomp" or own else []
        found = found or _actors(roles.objects(child), sentence)
        return found or [a for word in _COMPLEMENTS for a in _after(child, word, sentence)]
    return []


def _obliged(verb: "Token", sentence: Sentence) -> list[str]:
    """Actors of whom a verb of speech says what they must do ("said that Norway must leave")."""
    clauses = [c for c in verb.children if c.dep_ == "ccomp" and any(a.lower_ == "must" for a in c.children)]
    return _actors([s for c in clauses for s in c.children if s.dep_ == "nsubj"], sentence)


def _each_other(verb: "Token") -> bool:
    return any(t.lower_ in ("other", "another") and t.i and t.nbor(-1).lower_ in ("each", "one") for t in verb.subtree)


def _governor(noun: "Token") -> "Token | None":
    """The verb that a noun is the object or the subject of, or whose adjunct it stands in."""
    node = noun
    while node.dep_ in ("pobj", "prep", "dobj", "nsubjpass", "conj", "dative", "agent") and node.head.i != node.i:
        node = node.head
        if node.pos_ == "VERB":
            return node
    return None


def _beside(verb: "Token", words: tuple[str, ...]) -> list["Token"] | None:
    """The particles and prepositions that a cue needs, or None where one is missing."""
    near = [verb, *(c for c in verb.children if c.dep_ in ("dobj", "prt", "advmod", "prep", "acomp", "nsubjpass"))]
    found = []
    for word in words:
        hit = next((c for node in near for c in node.children if c.lower_ == word and c not in found), None)
        if hit is None:
            return None
        found.append(hit)
        near.append(hit)
    return found
