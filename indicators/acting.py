"""Whether a name acts or is acted upon in the event of its clause, by its grammatical role alone.

Made for a span that a user points at, so it always answers where there is an event: the subject, the by-agent and the owner
of an acting noun act; whatever is done to, at, for or with is acted upon.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators.relation_cues import noun_cues
from reading import roles
from reading.parse import Sentence, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

ACTS, ACTED_UPON = 1.0, -1.0
_EVENT = {"VERB", "AUX"}
# Verbs whose subject does nothing: something befalls it.
_BEFALLS = {
    "die", "suffer", "face", "undergo", "perish", "starve", "drown", "lose", "collapse", "fall", "bleed", "sustain",
    "incur", "deserve", "need",
}
# What follows is asked of its subject, imputed to it, or let happen: that subject is acted upon.
_OF_ANOTHER = {
    "demand", "order", "urge", "ask", "insist", "require", "request", "force", "allow", "let", "make", "press", "push",
    "compel", "oblige", "permit", "enable", "accuse", "want", "call", "command", "instruct", "invite", "appeal",
    "pressure", "recommend", "propose", "help", "tell", "forbid", "encourage", "persuade", "beg",
}
_DUTY = {"must", "should", "ought"}
_CONDITIONS = {"unless", "until", "if", "provided"}
_OWNERS = {"poss", "compound", "amod", "nmod"}
_BESIDES = {"of", "in", "from", "at", "near", "throughout", "by", "across", "within", "inside", "among", "including", "like"}
# "in Oslo's attack on ...", "after Norwegian threats": the owner of the noun is behind what the clause tells.
_CIRCUMSTANCE = {
    "in", "during", "after", "following", "by", "through", "from", "amid", "despite", "since", "with", "under", "to",
    "over", "into", "of", "before",
}
# Events that are no relation of two actors and so stand in no row of relations.csv.
_OTHER_EVENTS = {
    "policy", "decision", "torture", "custody", "investigation", "inquiry", "probe", "explosion", "blast", "killing",
    "murder", "violation", "abuse", "operation", "campaign", "effort", "attempt", "bid", "move", "push", "rule",
    "control", "violence", "crime", "atrocity", "uprising", "rebellion", "advance",
}
# A passive that only tells in what state its subject is: "were engaged in", "is prepared to".
_STATES = {
    "engage", "involve", "prepare", "determine", "commit", "oppose", "resolve", "dispose", "entangle", "embroil",
    "concern",
}
_SENT = {
    "pressure", "attack", "threat", "aid", "help", "support", "warning", "demand", "fire", "assistance", "backing",
    "request", "strike", "order", "criticism",
}
_SHARED = {
    "talk", "negotiation", "war", "agreement", "meeting", "deal", "conflict", "clash", "fighting", "treaty", "summit",
    "dialogue", "battle", "accord", "pact", "truce", "cooperation", "dispute", "tension",
}


def acts(token: "Token") -> float:
    """+1 where what `token` names acts in its clause, -1 where it is acted upon."""
    node = token
    for _ in range(20):
        head, dep = node.head, node.dep_
        if head.i == node.i:
            return ACTS
        if dep in roles.SUBJECTS:
            return _as_subject(dep == "nsubjpass", head)
        if dep in ("conj", "appos", "det", "nummod", "quantmod", "preconj", "predet") and head.pos_ not in _EVENT:
            node = head
            continue
        if dep in _OWNERS and head.pos_ not in _EVENT:
            around = head.head if head.dep_ == "pobj" else None
            if around is not None and _is_event(head) and around.lower_ in _CIRCUMSTANCE and around.head.pos_ in _EVENT:
                return ACTS
            node = head
            continue
        if dep in ("pobj", "pcomp") and head.dep_ in ("prep", "agent", "dative"):
            answer = _after_preposition(head)
            if answer is not None:
                return answer
            node = head.head.head if head.head.dep_ in ("acl", "relcl") else head.head
            continue
        if dep == "attr":
            return ACTS
        return ACTED_UPON
    return ACTED_UPON


def tells_an_event(sentence: Sentence) -> bool:
    """Whether a sentence has a verb or a noun that tells of an event."""
    return any(t.pos_ in _EVENT or (t.pos_ == "NOUN" and _is_event(t)) for t in sentence.doc)


def _is_event(noun: "Token") -> bool:
    return lemma(noun) in _OTHER_EVENTS or bool(noun_cues(lemma(noun)))


def _after_preposition(preposition: "Token") -> float | None:
    """The answer for what follows a preposition, or None where it has the role of the noun before it."""
    governor, word = preposition.head, preposition.lower_
    if preposition.dep_ == "agent":
        # "crimes committed by Norway": who is behind the noun has the noun's role.
        return None if governor.dep_ in ("acl", "relcl") else ACTS
    if word == "to" and governor.lower_ == "according":
        return ACTS
    if governor.pos_ in _EVENT or governor.pos_ == "ADP":
        return ACTED_UPON
    noun = lemma(governor)
    if word == "between" and noun in _SHARED:
        return ACTS
    if word == "from" and noun in _SENT:
        return ACTS if governor.dep_ == "pobj" and governor.head.lower_ in _CIRCUMSTANCE - {"to"} else None
    if not _is_event(governor) and word in _BESIDES:
        return None
    return None if word == "by" else ACTED_UPON


def _as_subject(passive: bool, verb: "Token") -> float:
    """The answer for the subject of a verb: who acts there, unless somebody else asks or reports it of them."""
    if passive:
        # "is expected to attack", "was engaged in": what it does stands in the complement ("was opposed by" is no state).
        state = lemma(verb) in _STATES and not any(c.dep_ == "agent" for c in verb.children)
        does = state or any(c.dep_ == "xcomp" for c in verb.children)
        return ACTS if does and lemma(verb) not in _OF_ANOTHER else ACTED_UPON
    if lemma(verb) in _BEFALLS:
        return ACTED_UPON
    duty = any(c.dep_ == "aux" and c.lower_ in _DUTY for c in verb.children)
    node = verb
    while node.head.i != node.i:
        dep, up = node.dep_, node.head
        if dep == "advcl":
            marks = {c.lower_ for c in node.children if c.dep_ in ("mark", "prep")}
            return ACTED_UPON if marks & _CONDITIONS else ACTS
        if dep in ("ccomp", "xcomp", "acl"):
            asked = up.i < node.i and (lemma(up) in _OF_ANOTHER or (duty and dep == "ccomp"))
            if asked or (up.pos_ == "NOUN" and dep == "ccomp"):
                return ACTED_UPON
        elif dep != "conj":
            return ACTS
        if any(c.dep_ in roles.SUBJECTS for c in up.children) and dep != "conj":
            return ACTS
        node = up
    return ACTS
