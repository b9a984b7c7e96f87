"""Who says it: the author, a speaker whom the text follows, or a speaker only quoted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reading.parse import Sentence, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

REPORTS = {
    "accuse", "add", "allege", "announce", "argue", "assert", "assume", "believe", "boast", "call", "charge",
    "cite", "claim", "complain", "conclude", "consider", "contend", "declare", "deny", "depict", "describe",
    "emphasise", "emphasize", "estimate", "explain", "fear", "hail", "hint", "imagine", "insist", "lament",
    "maintain", "note", "observe", "paint", "perceive", "portray", "predict", "present", "pretend", "proclaim",
    "profess", "protest", "quip", "reckon", "regard", "remark", "report", "say", "see", "speculate", "state",
    "stress", "suggest", "suspect", "tell", "think", "tout", "view", "warn", "write",
}
# What stands after "of" or "for" is said by their subject: "accused it of weakness".
_ACCUSES = {
    "accuse", "blame", "charge", "condemn", "criticise", "criticize", "denounce", "fault", "reproach",
    "suspect",
}
# Their object is said by their subject: "proclaim its retreat".
_CLAIMS = {"allege", "assert", "claim", "deny", "fear", "imagine", "proclaim", "suspect"}
# They report only with a whole clause ("saw it grow" reports nothing), and without a subject the author speaks.
_WEAK_REPORTS = {
    "add", "believe", "call", "cite", "conclude", "consider", "depict", "describe", "fear", "hail", "note",
    "observe", "paint", "perceive", "portray", "present", "regard", "see", "think", "view", "warn",
}
# Speakers whose judgement a text reports because it shares it.
_FOLLOWED = {
    "academic", "analysis", "analyst", "article", "author", "book", "brief", "chapter", "commentator", "data",
    "diplomat", "economist", "essay", "everyone", "expert", "fellow", "figure", "historian", "institute",
    "investigation", "monitor", "observer", "paper", "poll", "professor", "report", "researcher", "scholar",
    "scientist", "specialist", "statistics", "study", "survey", "veteran",
}
_CLAIM_NOUNS = {
    "accusation", "allegation", "assertion", "boast", "charge", "claim", "narrative", "rumor", "rumour",
}
_VIEW_NOUNS = {"account", "eye", "narrative", "reading", "telling", "version", "view"}
# In the passive and without an agent, these tell what most people think ("is seen as weak").
_SHARED_VIEWS = {"consider", "perceive", "regard", "see", "view"}
_REPORTED = {"ccomp", "dep", "oprd", "parataxis", "xcomp"}   # roles of what is said at the verb of saying
_STEPS = 14   # how far up a clause is followed


@dataclass(frozen=True)
class Voice:
    """Who says something."""

    kind: str = "author"   # author, followed, quoted
    speaker: str = ""      # the words that name the speaker, or ""

    @property
    def counts(self) -> bool:
        """Whether what is said counts as the text's own portrayal."""
        return self.kind != "quoted"


_AUTHOR = Voice()
_SOMEBODY = Voice("quoted")   # who it is remains unsaid


def voice(head: "Token", sentence: Sentence) -> Voice:
    """Who says the clause that `head` is the head of: the nearest speaker at it or above it, else the author."""
    node, below = head, None
    for _ in range(_STEPS):
        heard = _reporting(node, below, sentence) or _heard_beside(node, below, sentence)
        if heard:
            return heard
        if node.head.i == node.i:
            break
        node, below = node.head, node
    return _AUTHOR


def _reporting(node: "Token", below: "Token | None", sentence: Sentence) -> Voice | None:
    """Who says what hangs on a node, where the node is a word of saying."""
    if below is None:
        return None
    word, role = lemma(node), below.dep_
    if node.pos_ == "NOUN" and word in _CLAIM_NOUNS and role in ("acl", "ccomp"):   # "the claim that ..."
        return _SOMEBODY
    reports = node.pos_ == "VERB" and word in REPORTS and role in _REPORTED
    if reports and role in ("xcomp", "oprd") and word in _WEAK_REPORTS:
        reports = False   # "describes itself as strong"
    claims = word in _CLAIMS and role == "dobj"
    accuses = word in _ACCUSES and role == "prep" and below.lower_ in ("of", "for")
    return _subject_of(node, sentence) if reports or claims or accuses else None


def _heard_beside(node: "Token", below: "Token | None", sentence: Sentence) -> Voice | None:
    """Who is named beside: "..., it says", "according to them", "in their view"."""
    for child in node.children:
        if child.dep_ == "parataxis" and lemma(child) in REPORTS and (below is None or child.i != below.i):
            return _subject_of(child, sentence)
        if child.dep_ == "prep" and child.lower_ == "according":
            return _speaker([named for to in child.children for named in _objects(to)], sentence)
        if child.dep_ == "prep" and child.lower_ == "in":
            owners = _owners_of_view(child)
            if owners:
                return _speaker(owners, sentence)
    return None


def _owners_of_view(preposition: "Token") -> list["Token"]:
    nouns = _objects(preposition)
    if not any(lemma(noun) in _VIEW_NOUNS for noun in nouns):
        return []
    return [c for c in nouns[0].children if c.dep_ == "poss"]


def _objects(preposition: "Token") -> list["Token"]:
    return [c for c in preposition.children if c.dep_ == "pobj"]


def _subject_of(verb: "Token", sentence: Sentence) -> Voice:
    """Who says it by a verb of saying."""
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
        return _agent_of(verb, sentence)
    if subjects:
        return _speaker(subjects, sentence)
    return _AUTHOR if lemma(verb) in _WEAK_REPORTS else _SOMEBODY


def _agent_of(passive: "Token", sentence: Sentence) -> Voice:
    agents = [named for c in passive.children if c.dep_ == "agent" for named in _objects(c)]
    if agents:
        return _speaker(agents, sentence)
    return Voice("followed") if lemma(passive) in _SHARED_VIEWS else _SOMEBODY


def _speaker(tokens: list["Token"], sentence: Sentence) -> Voice:
    """How the text treats the first of the speakers that it names."""
    if not tokens:
        return _SOMEBODY
    token = tokens[0]
    words = sentence.words(*sentence.span(list(token.subtree)))
    if _is_authority(token):
        return Voice("followed", words)
    if token.lower_ in ("i", "we"):
        return _AUTHOR
    # A named person who holds no office is an expert, as a rule.
    expert = token.pos_ == "PROPN" and not any(t.i in sentence.actor_of for t in token.subtree)
    return Voice("followed" if expert or token.lower_ in ("he", "she") else "quoted", words)


def _is_authority(token: "Token") -> bool:
    """"analysts", "a report", "Smith, an analyst"."""
    beside = (t for t in token.subtree if t.dep_ in ("appos", "compound", "amod", "nmod", "poss"))
    return lemma(token) in _FOLLOWED or any(lemma(t) in _FOLLOWED for t in beside)
