"""Whether what a clause says is asserted: negation, what has ended, wish, condition, duty, question.

A cue's clause is followed up through everything it is embedded in ("failed to ...", "hopes to ...", "critics claim
that ..."), and each step may turn it over, end it, or take it out of the facts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reading.negation import Negation, negation
from reading.parse import Sentence, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_UNREAL_MODALS = {"could", "may", "might", "must", "ought", "should", "would"}
# What is wished, asked for, feared or possible is no fact.
_WISHES = {
    "ability", "aim", "ambition", "anxious", "ask", "aspire", "attempt", "bid", "call", "capability",
    "capacity", "chance", "consider", "crave", "danger", "demand", "desire", "desperate", "dream", "eager",
    "effort", "encourage", "expect", "fear", "goal", "hope", "intend", "invite", "keen", "likely", "need",
    "objective", "offer", "opportunity", "option", "plan", "pledge", "possibility", "possible", "potential",
    "prefer", "prepare", "promise", "proposal", "propose", "pursue", "quest", "ready", "request", "right",
    "risk", "seek", "strategy", "strive", "struggle", "temptation", "threaten", "try", "urge", "vow", "want",
    "warn", "willing", "wish", "worry",
}
# What fails to happen, and shows that somebody cannot bring it about.
_FAILINGS = {
    "decline", "fail", "failure", "impossible", "inability", "incapable", "lack", "neglect", "omit",
    "powerless", "powerlessness", "refusal", "refuse", "reluctance", "reluctant", "unable", "unwilling",
    "unwillingness",
}
_CEASINGS = {"cease", "quit", "stop"}
_PREVENTIONS = {
    "avert", "avoid", "bar", "block", "deter", "discourage", "dissuade", "forestall", "halt", "keep", "prevent",
    "stop",
}
# Verbs whose object was lost and is so no longer.
_UNDOINGS = {"rebuild", "reclaim", "recoup", "recover", "regain", "restore", "retake", "win"}
# Verbs that decide of a noun whether it is so: "lacks influence", "seeks a role", "prevented an advance".
_OF_NOUNS = {
    "crave", "demand", "deny", "desire", "doubt", "lack", "need", "pursue", "question", "seek", "want",
    *(_PREVENTIONS - {"halt", "keep", "stop"}),
}
_DENIALS = {
    "debunk", "denial", "deny", "dismiss", "disprove", "dispute", "doubt", "doubtful", "false", "illusion",
    "improbable", "myth", "premature", "question", "refute", "reject", "rumor", "rumour", "unlikely", "untrue",
    "wrong",
}
_CONDITIONS = {"if", "lest", "provided", "unless", "whether"}
_CONCESSIONS = {"albeit", "although", "though", "whereas", "while"}
_PAST = {"earlier", "formerly", "historically", "once", "originally", "previously", "then"}
_DOUBTS = {"allegedly", "maybe", "perhaps", "possibly", "potentially", "purportedly", "reportedly", "supposedly"}

_STEPS = 12   # how far up a clause is followed
_CLAUSES = {"acl", "ccomp", "pcomp", "xcomp"}
_NOUNS = {"dobj", "pobj", "prep"}
# Roles in which a word is a part of what its head says (besides what is joined by "and"); in any other, it is not.
_PARTS = {"acomp", "advmod", "attr", "compound", "dative", "oprd", "prt", *_CLAUSES, *_NOUNS}


@dataclass(frozen=True)
class Mode:
    """How a clause is meant."""

    negated: bool = False     # turned over: "not strong"
    ended: bool = False       # "no longer strong"
    past: bool = False        # "once strong"
    real: bool = True         # told as a fact: not wished, possible, denied or asked
    conceded: bool = False    # "although strong"
    inability: bool = False   # "cannot", "was unable to"

    def __and__(self, other: Mode) -> Mode:
        """Both at once: two negations cancel each other out, anything else stays once it is said."""
        return Mode(
            negated=self.negated != other.negated,
            ended=self.ended or other.ended,
            past=self.past or other.past,
            real=self.real and other.real,
            conceded=self.conceded or other.conceded,
            inability=self.inability or other.inability,
        )


_PLAIN = Mode()


def mode(head: "Token", sentence: Sentence) -> Mode:
    """How a sentence means the clause or phrase that `head` is the head of.

    What stands at the head counts, and what stands at, and governs, everything that it is a part of.
    """
    found = Mode(past=_is_bygone(head), real=not _asks(sentence))
    node, direct = head, True   # direct: what governs is said of the cue itself, not of something it is a part of
    for _ in range(_STEPS):
        found &= _said_at(node, direct)
        if node.head.i == node.i:
            break
        found &= _from_above(node, direct)
        if not _is_part(node):
            break
        direct = direct and node.dep_ != "pobj"
        node = node.head
    return found


def _asks(sentence: Sentence) -> bool:
    return sentence.text.rstrip("\"'”’)»").endswith("?")


def _said_at(node: "Token", direct: bool) -> Mode:
    """What the words at a node say of it."""
    said = negation(node) if direct else Negation()
    real = not (_is_unreal(node, said.turned) or _is_a_goal(node))
    return Mode(said.turned, said.ended, _used_to(node), real, inability=said.unable)


def _from_above(node: "Token", direct: bool) -> Mode:
    """What follows for a node from the role it has at its head."""
    marks = {c.lower_ for c in node.children if c.dep_ == "mark"}
    if node.dep_ == "advcl":
        return _as_adverbial(node, marks)
    found = _as_governed(node, direct)
    if marks & {"if", "whether"}:   # "the question is whether it can succeed"
        found &= Mode(real=False)
    if node.dep_ == "relcl" and node.head.dep_ == "dobj" and lemma(node.head.head) in _UNDOINGS:
        found &= Mode(real=False)   # "regained the ground it had lost"
    if node.dep_ == "prep" and node.lower_ == "without":
        found &= Mode(negated=True)
    return found


def _as_adverbial(clause: "Token", marks: set[str]) -> Mode:
    """"if it leads", "although it leads", "moved troops to restore its standing"."""
    conditional = bool(marks & _CONDITIONS) or _is_inverted_condition(clause)
    introduced = marks or any(c.dep_ == "advmod" and c.lower_ == "when" and c.i < clause.i for c in clause.children)
    purpose = not introduced and _is_infinitive(clause)
    return Mode(real=not (conditional or purpose), conceded=bool(marks & _CONCESSIONS))


def _as_governed(node: "Token", direct: bool) -> Mode:
    """What the word that governs says of a clause or a noun: "failed to lead", "hopes to lead", "lacks influence"."""
    role, governor = node.dep_, _governor(node)
    if role not in _CLAUSES and not (role in _NOUNS and governor in _OF_NOUNS):
        return _PLAIN
    if governor in _WISHES:
        return Mode(real=False)
    if direct and governor in _FAILINGS:
        return Mode(negated=True, inability=True)
    if governor in _CEASINGS:
        return Mode(ended=True)
    if governor in _DENIALS and role != "pobj":
        return Mode(real=False)
    if direct and governor in _PREVENTIONS and role in ("pcomp", "dobj"):
        return Mode(negated=True)
    return _PLAIN


def _governor(node: "Token") -> str:
    """The word that governs: in "prevented from seizing" it is the preposition's own."""
    above = node.head
    return lemma(above.head) if node.dep_ == "pcomp" and above.dep_ == "prep" else lemma(above)


def _is_part(node: "Token") -> bool:
    """Whether what is said of the head is said of the node too."""
    if node.dep_ == "conj":   # a clause with a subject of its own stands by itself
        return not any(c.dep_ in ("nsubj", "nsubjpass") for c in node.children)
    return node.dep_ in _PARTS


def _is_bygone(node: "Token") -> bool:
    """"once led", "formerly strong"; "will then lead" is to come."""
    will = any(c.dep_ == "aux" and c.lower_ in ("will", "shall", "'ll") for c in node.children)
    return not will and any(c.dep_ == "advmod" and c.lower_ in _PAST for c in node.children)


def _is_unreal(node: "Token", negated: bool) -> bool:
    """"might lead", "perhaps leads"; "could not lead" is a fact."""
    for child in node.children:
        if child.dep_ == "aux" and child.lower_ in _UNREAL_MODALS and not (child.lower_ == "could" and negated):
            return True
        if child.dep_ == "advmod" and child.lower_ in _DOUBTS:
            return True
    return False


def _used_to(node: "Token") -> bool:
    return node.dep_ == "xcomp" and node.head.lower_ == "used" and _is_infinitive(node)


def _is_a_goal(node: "Token") -> bool:
    """"Its goal was to keep them out"."""
    if node.head.lemma_ != "be" or not _is_infinitive(node):
        return False
    return any(c.dep_ == "nsubj" and lemma(c) in _WISHES for c in node.head.children)


def _is_inverted_condition(node: "Token") -> bool:
    """"Should the corridor open, ...", "Were it to close, ...", "Had it been ..."."""
    first = node.left_edge
    return first.lower_ in ("should", "were", "had") and first.dep_ == "aux"


def _is_infinitive(node: "Token") -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in node.children)
