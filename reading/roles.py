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

_VERBS = {"AUX", "VERB"}
APART = frozenset({"opposition", "church"})   # kinds of mention that are kept apart from the state they live in
# "the government in Oslo", "the Oslo authorities": the capital names the actor.
GOVERNING = {
    "administration", "authority", "cabinet", "decision-maker", "diplomat", "elite", "establishment", "general",
    "government", "leader", "leadership", "minister", "ministry", "negotiator", "official", "parliament",
    "policymaker", "regime", "ruler", "strategist",
}
_PLACE_PREPOSITIONS = {
    "above", "across", "along", "around", "at", "beyond", "in", "inside", "into", "near", "onto", "outside",
    "over", "through", "throughout", "via", "within",
}
# Verbs that take a place for an object, or go "to" or "from" one: "bombed Oslo", "flew to Oslo".
_MOVING = {
    "arrive", "bear", "besiege", "bomb", "bring", "capture", "carry", "come", "connect", "depart", "dispatch",
    "drive", "enter", "evacuate", "extend", "flee", "fly", "go", "head", "host", "invite", "land", "lead",
    "leave", "link", "live", "march", "move", "reach", "return", "run", "rush", "send", "shell", "ship",
    "storm", "stretch", "summon", "surround", "take", "tour", "transport", "travel", "visit", "walk",
}
# Nouns that lead to or from a place: "the road to Oslo".
_TRAVEL_NOUNS = {
    "access", "ambassador", "arrival", "bus", "cable", "corridor", "delegation", "distance", "embassy",
    "evacuation", "flight", "gateway", "highway", "hour", "journey", "kilometer", "kilometre", "line", "link",
    "mile", "move", "pipeline", "plane", "rail", "railway", "return", "road", "route", "tour", "traffic",
    "train", "transit", "trip", "visit", "way",
}
# Nouns of which a place has one: "Oslo's outskirts".
_CITY_NOUNS = {
    "airport", "bombing", "capital", "capture", "center", "centre", "city", "club", "conference", "court",
    "east", "fall", "hotel", "market", "mayor", "meeting", "metro", "museum", "north", "office", "outside",
    "outskirts", "people", "population", "port", "protest", "rally", "region", "resident", "restaurant",
    "river", "school", "siege", "skyline", "south", "square", "stadium", "street", "suburb", "summit", "train",
    "university", "weather", "west",
}
SUBJECTS = {"csubj", "nsubj", "nsubjpass"}
# Verbs whose object is who does what follows: "forced it to leave".
_OBJECT_CONTROL = {
    "allow", "ask", "compel", "enable", "force", "get", "help", "invite", "leave", "let", "make", "oblige",
    "permit", "press", "push", "see", "urge", "watch",
}
# With "of" or "for" and what somebody does: "accused it of leaving".
_JUDGING = {"accuse", "blame", "credit", "praise", "suspect", "thank"}
_HAVING = {"enjoy", "exercise", "exert", "have", "hold", "possess", "wield"}
_MODIFIERS = {"amod", "compound", "nmod", "poss"}
_RELATIVES = {"that", "which", "who"}
# Where a preposition that belongs to a verb may hang, other than on the verb.
_NEAR = {"acomp", "advmod", "attr", "dobj", "nsubjpass", "oprd", "prep", "prt"}


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
        return _is_place_after(head)
    if dep == "dobj":
        return lemma(head) in _MOVING
    if dep in ("poss", "nmod"):
        return lemma(head) in _CITY_NOUNS
    if dep in ("compound", "amod"):
        return lemma(head) not in GOVERNING and head.tag_ not in ("VBN", "VBD", "VBG")
    if dep in ("conj", "appos") and head.i in sentence.actor_of:
        return is_place(head, sentence.actor_of[head.i], sentence)
    return dep in ("appos", "npadvmod", "advmod") and head.pos_ != "VERB"


def _is_place_after(preposition: "Token") -> bool:
    word, governor = preposition.lower_, lemma(preposition.head)
    if governor in GOVERNING:
        return False
    if word in _PLACE_PREPOSITIONS:
        return True
    if word in ("to", "from", "towards", "toward"):
        return governor in _MOVING or governor in _TRAVEL_NOUNS
    return word == "of" and governor in _CITY_NOUNS


def actor_at(token: "Token", sentence: Sentence) -> Candidate | None:
    """The actor a token stands for; places are left out, and so are an opposition and a church, which are not their state."""
    candidate = sentence.actor_of.get(token.i)
    if candidate is None or candidate.kind in APART or is_place(token, candidate, sentence):
        return None
    return candidate


def holders(token: "Token", sentence: Sentence, depth: int = 0) -> Iterator[Held]:
    """Every actor a noun phrase stands for or belongs to, coordinated ones included."""
    candidate = actor_at(token, sentence)
    if candidate:
        yield Held(candidate, token, None)
    elif token.lower_ in _RELATIVES and token.dep_ in (*SUBJECTS, "dobj", "pobj"):
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


def _owners(noun: "Token", sentence: Sentence, depth: int) -> Iterator[Held]:
    """Actors a noun belongs to: "Norwegian influence", "Oslo's grip", "the weight of Norway", "its clout"."""
    for child in noun.children:
        if child.dep_ in _MODIFIERS:
            yield from _named_by(child, noun, sentence)
            if depth < 2 and child.dep_ == "poss" and child.pos_ == "NOUN" and child.i not in sentence.actor_of:
                for held in _owners(child, sentence, depth + 1):   # "Norway's leader's grip"
                    yield held._replace(noun=noun)
        elif depth < 2 and _is_of(child, noun):
            for owner in child.children:
                if owner.dep_ == "pobj":
                    for held in holders(owner, sentence, depth + 1):
                        yield held._replace(noun=noun)
    yield from _having(noun, sentence)


def _named_by(modifier: "Token", noun: "Token", sentence: Sentence) -> Iterator[Held]:
    """"Norwegian influence", "Swedish and Norwegian influence", "its influence"."""
    for part in (modifier, *(c for c in modifier.children if c.dep_ in ("conj", "amod", "compound", "nmod"))):
        named = actor_at(part, sentence)
        for found in (named,) if named else sentence.refers.get(part.i, ()):
            yield Held(found, part, noun)


def _is_of(preposition: "Token", noun: "Token") -> bool:
    """"the weight of Norway", "the government in Oslo"."""
    if preposition.dep_ != "prep":
        return False
    return preposition.lower_ == "of" or (preposition.lower_ == "in" and lemma(noun) in GOVERNING)


def _having(noun: "Token", sentence: Sentence) -> Iterator[Held]:
    """"the influence Norway has": a relative clause whose subject owns the noun."""
    for clause in noun.children:
        if clause.dep_ == "relcl" and lemma(clause) in _HAVING:
            for subject in clause.children:
                named = actor_at(subject, sentence) if subject.dep_ == "nsubj" else None
                if named:
                    yield Held(named, subject, noun)


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
    if verb.dep_ == "conj":   # "was informed rather than consulted"
        return verb.head.pos_ == "VERB" and is_passive(verb.head)
    return verb.dep_ in ("acl", "relcl", "advcl")   # "besieged, it ...", "the truce brokered by ..."


def subjects(verb: "Token", depth: int = 0) -> list["Token"]:
    """Tokens in the place of the verb's grammatical subject, through control, coordination and relative clauses."""
    own = [c for c in verb.children if c.dep_ in SUBJECTS and c.dep_ != "csubj"]
    if own or depth > 4:
        return own
    head, dep = verb.head, verb.dep_
    if dep == "conj" and head.pos_ in _VERBS:
        shared = head.pos_ == "AUX" or is_passive(head) == is_passive(verb)
        return subjects(head, depth + 1) if shared else []
    if dep in ("xcomp", "ccomp") and (head.pos_ in _VERBS or head.pos_ == "ADJ"):
        controllers = _acted_upon(head) if lemma(head) in _OBJECT_CONTROL else []
        return controllers or subjects(head, depth + 1)
    if dep == "acomp" or (dep == "advcl" and not any(c.dep_ == "mark" for c in verb.children)):
        return subjects(head, depth + 1)
    if dep == "pcomp" and head.dep_ == "prep":
        return _subjects_at(head, depth)
    return [head] if dep in ("acl", "relcl") else []


def _acted_upon(verb: "Token") -> list["Token"]:
    return [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]


def _subjects_at(preposition: "Token", depth: int) -> list["Token"]:
    """Who does what follows a preposition: "gains from leaving", "prevented it from leaving", "the way of leaving"."""
    governor = preposition.head
    of_object = preposition.lower_ in ("from", "into") or lemma(governor) in _JUDGING
    acted_upon = _acted_upon(governor) if of_object else []
    if acted_upon:
        return acted_upon
    return subjects(governor, depth + 1) if governor.pos_ in _VERBS else [governor]


def objects(verb: "Token") -> list["Token"]:
    """Tokens that are acted upon: the object, the passive's subject, the noun a reduced passive hangs on."""
    if is_passive(verb):
        return subjects(verb)
    found = [c for c in verb.children if c.dep_ in ("dobj", "dative")]
    found = [t for t in found if t.lower_ not in ("which", "that", "who", "whom")] or found
    if not found and verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        found = [c for c in verb.head.children if c.dep_ == "dobj" and c.i > verb.i]
    if not found and verb.dep_ == "relcl" and _has_subject_of_its_own(verb):
        found = [verb.head]
    return found


def _has_subject_of_its_own(clause: "Token") -> bool:
    """"the state that Norway backs", where it is the state that is backed; not "the state that backs Norway"."""
    found = [c for c in clause.children if c.dep_ in SUBJECTS]
    return any(c.dep_ == "nsubj" for c in found) and not any(c.lower_ in _RELATIVES for c in found)


def agents(verb: "Token") -> list["Token"]:
    """Tokens of who acts: the subject, or the by-phrase of a passive."""
    if not is_passive(verb):
        return subjects(verb)
    return [p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]


def obliques(verb: "Token", preposition: str) -> list["Token"]:
    """Objects of a preposition that hangs on the verb, on its object or on its particle."""
    found: list["Token"] = []
    for node in (verb, *(c for c in verb.children if c.dep_ in _NEAR)):
        for child in node.children:
            if child.dep_ in ("prep", "agent", "dative", "prt") and child.lower_ == preposition:
                found += [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
                # "away from Norway": the object hangs on a second preposition
                found += [o for c in child.children if c.dep_ == "prep" for o in c.children if o.dep_ == "pobj"]
    return found
