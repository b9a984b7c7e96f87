"""Who does what to whom, read off a parse in which names are masked.

A role's filler is a `Held`: an actor, and the noun through which it takes part ("Norwegian [influence]") or None where
the actor itself does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Iterator, NamedTuple

from reading.mentions import Candidate
from reading.parse import Sentence, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

# "the government in Oslo", "the Oslo authorities": the capital names the actor.
GOVERNING = {
    "government", "authority", "leadership", "official", "ruler", "regime", "elite", "administration", "cabinet", "diplomat",
    "negotiator", "policymaker", "decision-maker", "establishment", "parliament", "leader", "ministry", "minister", "strategist", "general",
}
_PLACE_PREPOSITIONS = {
    "in", "near", "at", "around", "outside", "inside", "across", "throughout", "via", "through", "into", "onto", "above", "over", "within",
    "beyond", "along",
}
_MOVING = {
    "go", "come", "travel", "fly", "arrive", "return", "visit", "leave", "depart", "drive", "walk", "march", "reach", "tour", "head", "move",
    "rush", "flee", "bring", "take", "invite", "send", "dispatch", "summon", "fly", "evacuate", "ship", "transport", "carry", "run", "connect",
    "link", "lead", "enter", "land", "live", "bear", "bomb", "shell", "capture", "storm", "surround", "besiege", "host", "extend", "stretch",
}
_TRAVEL_NOUNS = {
    "road", "flight", "visit", "trip", "tour", "train", "route", "corridor", "railway", "rail", "pipeline", "embassy", "way", "highway", "line", "bus",
    "journey", "ambassador", "access", "distance", "hour", "kilometre", "kilometer", "mile", "link", "return", "arrival", "move", "train", "cable",
    "delegation", "evacuation", "traffic", "plane", "gateway", "transit",
}
_CITY_NOUNS = {
    "street", "city", "capital", "fall", "capture", "siege", "bombing", "mayor", "outskirts", "university", "centre", "center", "suburb", "airport", "resident",
    "square", "hotel", "restaurant", "metro", "court", "rally", "protest", "summit", "meeting", "conference", "office", "skyline", "weather", "museum",
    "south", "north", "east", "west", "outside", "port", "train", "region", "river", "population", "people", "market", "school", "club", "stadium",
}
SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
_OBJECT_CONTROL = {"force", "let", "allow", "help", "make", "compel", "oblige", "enable", "leave", "invite", "press", "push", "ask", "urge", "get", "permit", "see", "watch"}


class Held(NamedTuple):
    """An actor in a role, its token, and the noun it holds the role through (None: itself)."""

    candidate: Candidate
    token: "Token"
    noun: "Token | None"


def is_place(token: "Token", candidate: Candidate, sentence: Sentence) -> bool:
    """Whether a capital (or a name that is also a territory's) is only a place here: "in Oslo", not "Oslo said"."""
    if candidate.kind != "capital":
        return False
    head, dep = token.head, token.dep_
    if dep == "pobj":
        preposition, governor = head.lower_, lemma(head.head)
        if governor in GOVERNING:
            return False
        if preposition in _PLACE_PREPOSITIONS:
            return True
        if preposition in ("to", "from", "towards", "toward"):
            return governor in _MOVING or governor in _TRAVEL_NOUNS
        return preposition == "of" and governor in _CITY_NOUNS
    if dep == "dobj":
        return lemma(head) in _MOVING
    if dep in ("poss", "nmod"):
        return lemma(head) in _CITY_NOUNS
    if dep in ("compound", "amod"):
        return lemma(head) not in GOVERNING and head.tag_ not in ("VBN", "VBD", "VBG")
    if dep in ("conj", "appos") and head.i in sentence.actor_of:
        return is_place(head, sentence.actor_of[head.i], sentence)
    return dep in ("appos", "npadvmod", "advmod") and head.pos_ != "VERB"


def actor_at(token: "Token", sentence: Sentence) -> Candidate | None:
    """The actor a token stands for, places left out."""
    candidate = sentence.actor_of.get(token.i)
    return None if candidate is None or is_place(token, candidate, sentence) else candidate


def holders(token: "Token", sentence: Sentence, depth: int = 0) -> Iterator[Held]:
    """Every actor a noun phrase stands for or belongs to, coordinated ones included."""
    candidate = actor_at(token, sentence)
    if candidate:
        yield Held(candidate, token, None)
    elif token.lower_ in ("who", "which", "that") and token.dep_ in (*SUBJECTS, "dobj", "pobj"):
        noun = _relative_head(token)
        if noun is not None and depth < 3:
            yield from holders(noun, sentence, depth + 1)
    elif token.i in sentence.refers:
        for found in sentence.refers[token.i]:
            yield Held(found, token, None)
    elif token.i not in sentence.actor_of:
        yield from _owners(token, sentence, depth)
    if depth < 3:
        for child in token.children:
            if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON"):
                yield from holders(child, sentence, depth + 1)
            elif child.dep_ == "appos" and not candidate:
                yield from holders(child, sentence, depth + 1)


def _owners(noun: "Token", sentence: Sentence, depth) -> Iterator[Held]:
    """Actors a noun belongs to: "Norwegian influence", "Oslo's grip", "the weight of Norway", "its clout"."""
    for child in noun.children:
        if child.dep_ in ("poss", "amod", "compound", "nmod"):
            for part in (child, *(c for c in child.children if c.dep_ in ("conj", "amod", "compound", "nmod"))):
                named = actor_at(part, sentence)
                for found in (named,) if named else sentence.refers.get(part.i, ()):
                    yield Held(found, part, noun)
            if depth < 2 and child.dep_ == "poss" and child.i not in sentence.actor_of and child.pos_ == "NOUN":
                for held in _owners(child, sentence, depth + 1):
                    yield Held(held.candidate, held.token, noun)
        elif child.dep_ == "prep" and (child.lower_ == "of" or (child.lower_ == "in" and lemma(noun) in GOVERNING)) and depth < 2:
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    for held in holders(grandchild, sentence, depth + 1):
                        yield Held(held.candidate, held.token, noun)
    # "the influence Norway has": a relative clause whose subject owns the noun
    for child in noun.children:
        if child.dep_ == "relcl" and lemma(child) in ("have", "hold", "enjoy", "wield", "exert", "exercise", "possess"):
            for grandchild in child.children:
                if grandchild.dep_ == "nsubj" and actor_at(grandchild, sentence):
                    yield Held(actor_at(grandchild, sentence), grandchild, noun)


def _relative_head(pronoun: "Token") -> "Token | None":
    verb = pronoun.head
    while verb.dep_ in ("prep", "aux", "conj", "xcomp", "ccomp", "pobj") and verb.head.i != verb.i:
        verb = verb.head
    return verb.head if verb.dep_ == "relcl" else None


def is_passive(verb: "Token") -> bool:
    """Whether the verb's subject is what is acted upon."""
    if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
        return True
    if verb.tag_ != "VBN" or any(c.dep_ in ("nsubj", "aux", "dobj") for c in verb.children):
        return False
    # "besieged, it ...", "the truce brokered by ...", "was informed rather than consulted"
    return verb.dep_ in ("acl", "relcl", "advcl") or (verb.dep_ == "conj" and verb.head.pos_ == "VERB" and is_passive(verb.head))


def subjects(verb: "Token", depth: int = 0) -> list["Token"]:
    """Tokens in the place of the verb's grammatical subject, through control, coordination and relative clauses."""
    own = [c for c in verb.children if c.dep_ in SUBJECTS and c.dep_ != "csubj"]
    if own or depth > 4:
        return own
    head, dep = verb.head, verb.dep_
    if dep == "conj" and head.pos_ in ("VERB", "AUX"):
        return subjects(head, depth + 1) if is_passive(head) == is_passive(verb) or head.pos_ == "AUX" else []
    if dep in ("xcomp", "ccomp") and head.pos_ in ("VERB", "AUX", "ADJ"):
        if lemma(head) in _OBJECT_CONTROL:
            objects_ = [c for c in head.children if c.dep_ in ("dobj", "nsubjpass")]
            if objects_:
                return objects_
        return subjects(head, depth + 1)
    if dep == "acomp" or (dep == "xcomp" and head.pos_ == "ADJ"):
        return subjects(head, depth + 1)
    if dep == "advcl" and not any(c.dep_ == "mark" for c in verb.children):
        return subjects(head, depth + 1)
    if dep == "pcomp" and head.dep_ == "prep":
        governor = head.head
        if head.lower_ in ("from", "into") or lemma(governor) in ("accuse", "suspect", "blame", "praise", "thank", "credit"):
            # "prevented it from leaving", "accused it of leaving": the object leaves
            kept = [c for c in governor.children if c.dep_ in ("dobj", "nsubjpass")]
            if kept:
                return kept
        return subjects(governor, depth + 1) if governor.pos_ in ("VERB", "AUX") else [governor]
    if dep in ("acl", "relcl"):
        return [head]
    return []


def objects(verb: "Token") -> list["Token"]:
    """Tokens that are acted upon: the object, the passive's subject, the noun a reduced passive hangs on."""
    if is_passive(verb):
        return subjects(verb)
    found = [c for c in verb.children if c.dep_ in ("dobj", "dative")]
    found = [t for t in found if not (t.lower_ in ("which", "that", "who", "whom"))] or found
    if not found and verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        found = [c for c in verb.head.children if c.dep_ == "dobj" and c.i > verb.i]
    if not found and verb.dep_ == "relcl" and any(c.dep_ == "nsubj" for c in verb.children):
        if not any(c.dep_ in SUBJECTS and c.lower_ in ("who", "which", "that") for c in verb.children):
            found = [verb.head]
    return found


def agents(verb: "Token") -> list["Token"]:
    """Tokens of who acts: the subject, or the by-phrase of a passive."""
    if not is_passive(verb):
        return subjects(verb)
    return [p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]


def obliques(verb: "Token", preposition: str) -> list["Token"]:
    """Objects of a preposition that hangs on the verb, on its object or on its particle."""
    found = []
    near = [verb, *(c for c in verb.children if c.dep_ in ("dobj", "prt", "advmod", "acomp", "attr", "oprd", "prep", "nsubjpass"))]
    for node in near:
        for child in node.children:
            if child.dep_ in ("prep", "agent", "dative", "prt") and child.lower_ == preposition:
                found += [p for p in child.children if p.dep_ in ("pobj", "pcomp")]
                found += [p for c in child.children if c.dep_ == "prep" for p in c.children if p.dep_ == "pobj"]
    return found
