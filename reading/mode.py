"""Whether what a clause says is asserted: negation, what has ended, wish, condition, duty, question.

A cue's clause is followed up through everything it is embedded in ("failed to ...", "hopes to ...", "critics claim
that ..."), and each step may turn it over, end it, or take it out of the facts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reading.parse import Sentence, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEGATORS = {"not", "n't", "never", "no", "hardly", "scarcely", "barely", "neither", "nor", "nowhere", "nobody", "none", "nothing"}
_NO_QUANTITY = {"no", "little", "few", "scant", "zero", "neither", "insufficient", "negligible", "precious"}
_UNREAL_MODALS = {"may", "might", "could", "would", "should", "must", "ought"}
_WISHES = {
    "want", "hope", "wish", "seek", "try", "attempt", "aim", "plan", "intend", "aspire", "strive", "need", "desire", "vow", "threaten", "promise", "prepare", "offer", "ask",
    "urge", "demand", "call", "propose", "consider", "expect", "prefer", "pledge", "bid", "ready", "eager", "keen", "likely", "possible", "anxious", "willing", "desperate", "strategy", "ambition",
    "effort", "goal", "objective", "dream", "possibility", "chance", "proposal", "request", "quest", "right", "fear", "worry", "risk", "warn", "danger",
    "invite", "encourage", "ability", "capacity", "capability", "pursue", "crave", "potential", "opportunity", "option", "temptation", "struggle",
}
_FAILINGS = {"fail", "unable", "incapable", "refuse", "decline", "unwilling", "inability", "failure", "refusal", "powerless", "neglect", "omit", "unwillingness", "reluctance", "reluctant", "powerlessness", "impossible"}
_CEASINGS = {"cease", "stop", "quit"}
_PREVENTIONS = {"prevent", "avoid", "stop", "keep", "discourage", "deter", "dissuade", "bar", "block", "avert", "halt", "forestall"}
_UNDOINGS = {"regain", "recover", "reclaim", "retake", "restore", "rebuild", "recoup", "win"}
# Verbs that decide of a noun whether it is so: "lacks influence", "seeks a role", "prevented an advance".
_OF_NOUNS = {"lack", "deny", "want", "seek", "demand", "need", "doubt", "question", "pursue", "crave", "desire", *(_PREVENTIONS - {"keep", "stop", "halt"})}
_DENIALS = {"deny", "dismiss", "reject", "refute", "doubt", "disprove", "debunk", "question", "dispute", "rumour", "rumor", "myth", "illusion", "wrong", "untrue", "false", "premature", "denial", "unlikely", "improbable", "doubtful"}
_CONDITIONS = {"if", "unless", "whether", "lest", "provided"}
_CONCESSIONS = {"although", "though", "while", "whereas", "albeit"}
_PAST = {"once", "formerly", "previously", "historically", "then", "earlier", "originally"}


@dataclass(frozen=True)
class Mode:
    """How a clause is meant: turned over or not, ended, a thing of the past, a fact or not, conceded."""

    negated: bool = False
    ended: bool = False
    past: bool = False
    real: bool = True
    conceded: bool = False
    inability: bool = False   # "cannot", "was unable to"


def mode(head: "Token", sentence: Sentence) -> Mode:
    """The mode of the clause or phrase that `head` is the head of."""
    negated = ended = past = conceded = inability = False
    real = not sentence_asks(sentence)
    node, direct = head, True   # direct: what governs is said of the cue itself, not of something it is a part of
    for _ in range(12):
        no, over, able = _negations(node) if direct else (False, False, False)
        negated ^= no
        ended |= over
        inability |= able
        real &= not _unreal_modal(node, no)
        past |= node.i == head.i and any(c.lower_ in _PAST and c.dep_ == "advmod" and not _future(node) for c in node.children)
        past |= _used_to(node)
        real &= not _is_a_goal(node)
        dep, up = node.dep_, node.head
        if up.i == node.i:
            break
        marks = {c.lower_ for c in node.children if c.dep_ == "mark"} | {c.lower_ for c in node.children if c.dep_ == "advmod" and c.i < node.i and c.lower_ == "when"}
        if dep != "advcl" and marks & {"if", "whether"}:
            real = False   # "the question is whether it can succeed"
        if dep == "advcl":
            real &= not (marks & _CONDITIONS) and not _inverted_condition(node)
            conceded |= bool(marks & _CONCESSIONS)
            # A purpose: "moved troops to restore its standing".
            if not marks and any(c.dep_ == "aux" and c.lower_ == "to" for c in node.children):
                real = False
            break
        if dep == "relcl" and lemma(up.head) in _UNDOINGS and up.dep_ == "dobj":
            real = False   # "regained the ground it had lost"
        if dep in ("relcl", "nsubj", "nsubjpass", "csubj", "appos", "ROOT", "poss", "agent", "parataxis", "npadvmod"):
            break
        if dep in ("xcomp", "ccomp", "acl", "pcomp", "dobj", "pobj", "prep", "attr", "acomp", "oprd", "conj", "dative", "advmod", "prt", "compound"):
            # "prevented from seizing": the verb that governs is the preposition's own.
            governor = lemma(up.head) if dep == "pcomp" and up.dep_ == "prep" else lemma(up)
            if dep in ("xcomp", "ccomp", "acl", "pcomp") or (dep in ("dobj", "pobj", "prep") and governor in _OF_NOUNS):
                if governor in _WISHES:
                    real = False
                elif direct and (governor in _FAILINGS or governor == "lack"):
                    negated = not negated
                    inability = True
                elif governor in _CEASINGS:
                    ended = True
                elif governor in _DENIALS and dep != "pobj":
                    real = False
                elif direct and governor in _PREVENTIONS and dep in ("pcomp", "dobj"):
                    negated = not negated
            if dep == "conj" and not _shares_subject(node):
                break
            if dep == "prep" and node.lower_ == "without":
                negated = not negated
            if dep == "pobj":
                direct = False
            node = up
            continue
        break
    return Mode(negated, ended, past, real, conceded, inability)


def sentence_asks(sentence: Sentence) -> bool:
    """Whether the sentence is a question."""
    return sentence.text.rstrip("\"'”’)»").endswith("?")


def _negations(node: "Token") -> tuple[bool, bool, bool]:
    no = over = able = False
    for child in node.children:
        lower = child.lower_
        if (lower == "longer" and any(c.lower_ == "no" for c in child.children)) or (lower in ("anymore", "longer") and _has_negation(node)):
            over = True
        elif child.dep_ == "neg" or (lower in _NEGATORS and child.dep_ in ("advmod", "preconj", "cc", "det")):
            if not (lower == "no" and child.i + 1 < len(child.doc) and child.nbor().lower_ in ("longer", "doubt")):
                no = not no
        elif child.dep_ in ("det", "amod") and lower in _NO_QUANTITY and not (lower in ("little", "few") and any(c.lower_ == "a" for c in node.children)):
            no = not no
        elif child.dep_ in ("nsubj", "nsubjpass", "dobj") and (lower in ("nobody", "nothing", "none", "neither", "few") or any(
                c.lower_ in ("no", "neither", "few") and c.dep_ == "det" or c.lower_ == "few" for c in child.children)) and node.pos_ in ("VERB", "AUX"):
            no = not no
    if any(c.lower_ == "any" for c in node.children) and any(c.lower_ == "more" for c in node.children):
        over = over or no
    if no and any(c.dep_ == "aux" and c.lower_ in ("can", "could", "ca") for c in node.children):
        able = True
    # "rather than consulted", "instead of leading"
    if node.dep_ in ("conj", "pcomp", "amod", "acomp", "advcl", "ccomp", "dep"):
        before = {(node.doc[i - 2].lower_, node.doc[i - 1].lower_) for i in (node.i, node.left_edge.i) if i >= 2}
        no ^= bool(before & {("rather", "than"), ("instead", "of")})
    # "far from weak", "anything but isolated"
    if node.i >= 2 and node.nbor(-1).lower_ == "from" and node.nbor(-2).lower_ == "far":
        no = not no
    if node.i >= 2 and node.nbor(-1).lower_ == "but" and node.nbor(-2).lower_ in ("anything", "all", "nothing"):
        no = no ^ (node.nbor(-2).lower_ == "anything")
    return no, over, able


def _has_negation(node: "Token") -> bool:
    return any(c.dep_ == "neg" for c in node.children)


def _unreal_modal(node: "Token", negated: bool) -> bool:
    for child in node.children:
        if child.dep_ == "aux" and child.lower_ in _UNREAL_MODALS:
            if child.lower_ == "could" and negated:
                continue   # "could not stop it": a fact
            return True
        if child.dep_ == "advmod" and child.lower_ in ("perhaps", "possibly", "maybe", "potentially", "supposedly", "allegedly", "purportedly", "reportedly"):
            return True
    return False


def _future(node: "Token") -> bool:
    return any(c.dep_ == "aux" and c.lower_ in ("will", "shall", "'ll") for c in node.children)


def _used_to(node: "Token") -> bool:
    return node.dep_ == "xcomp" and node.head.lower_ == "used" and any(c.dep_ == "aux" and c.lower_ == "to" for c in node.children)


def _is_a_goal(node: "Token") -> bool:
    """"Its goal was to keep them out"."""
    if node.head.lemma_ != "be" or not any(c.dep_ == "aux" and c.lower_ == "to" for c in node.children):
        return False
    return any(c.dep_ == "nsubj" and lemma(c) in _WISHES for c in node.head.children)


def _inverted_condition(node: "Token") -> bool:
    """"Should the corridor open, ...", "Were it to close, ...", "Had it been ..."."""
    first = node.left_edge
    return first.lower_ in ("should", "were", "had") and first.dep_ == "aux"


def _shares_subject(node: "Token") -> bool:
    return not any(c.dep_ in ("nsubj", "nsubjpass") for c in node.children)
