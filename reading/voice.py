"""Who says it: the author, a speaker whom the text follows, or a speaker only quoted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reading.parse import Sentence, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

REPORTS = {
    "say", "claim", "argue", "allege", "assert", "insist", "maintain", "contend", "believe", "think", "suggest", "state", "declare", "announce", "tell", "report", "warn", "stress",
    "accuse", "complain", "boast", "proclaim", "hint", "speculate", "fear", "suspect", "assume", "imagine", "write", "note", "observe", "conclude", "add", "explain", "estimate", "predict",
    "describe", "portray", "present", "depict", "paint", "call", "emphasise", "emphasize", "cite", "remark", "reckon", "see", "view", "regard", "consider", "perceive", "charge", "pretend", "protest",
    "deny", "quip", "profess", "tout", "hail", "lament",
}
_ACCUSES = {"accuse", "blame", "suspect", "charge", "denounce", "condemn", "criticise", "criticize", "fault", "reproach"}
_CLAIMS = {"proclaim", "allege", "claim", "deny", "imagine", "fear", "assert", "suspect"}   # with a noun: "proclaim its retreat"
_WEAK_REPORTS = {"see", "view", "regard", "consider", "call", "describe", "present", "add", "note", "observe", "cite", "portray", "paint", "depict", "hail", "fear", "perceive", "warn", "conclude", "think", "believe"}
# Speakers whose judgement a text reports because it shares it.
_FOLLOWED = {
    "analyst", "expert", "observer", "scholar", "researcher", "report", "study", "paper", "analysis", "author", "specialist", "historian", "economist", "scientist", "commentator", "survey", "poll",
    "data", "figure", "statistics", "article", "brief", "essay", "book", "professor", "academic", "diplomat", "veteran", "fellow", "investigation", "chapter", "institute", "monitor", "everyone",
}


@dataclass(frozen=True)
class Voice:
    """`kind` is author, followed or quoted; `speaker` the words that name the speaker, or ""."""

    kind: str = "author"
    speaker: str = ""

    @property
    def counts(self) -> bool:
        """Whether what is said counts as the text's own portrayal."""
        return self.kind != "quoted"


AUTHOR = Voice()


def voice(head: "Token", sentence: Sentence) -> Voice:
    """Who says the clause that `head` is the head of."""
    node, below = head, None
    for _ in range(14):
        if node.i != head.i and lemma(node) in REPORTS and node.pos_ == "VERB" and below is not None and below.dep_ in ("ccomp", "parataxis", "oprd", "xcomp", "dep") :
            if not (below.dep_ in ("xcomp", "oprd") and lemma(node) in _WEAK_REPORTS):
                return _of(node, sentence)
        if node.i != head.i and node.pos_ == "NOUN" and below is not None and below.dep_ in ("acl", "ccomp") and lemma(node) in ("claim", "allegation", "accusation", "assertion", "charge", "narrative", "boast", "rumour", "rumor"):
            return Voice("quoted", "")
        if node.i != head.i and lemma(node) in _CLAIMS and below is not None and below.dep_ == "dobj":
            return _of(node, sentence)
        if node.i != head.i and lemma(node) in _ACCUSES and below is not None and below.dep_ == "prep" and below.lower_ in ("of", "for"):
            return _of(node, sentence)
        for child in node.children:
            if child.dep_ == "parataxis" and lemma(child) in REPORTS and (below is None or child.i != below.i):
                return _of(child, sentence)
            if child.dep_ == "prep" and child.lower_ == "according":
                return _speaker([p for c in child.children for p in c.children if p.dep_ == "pobj"], sentence)
            if child.dep_ == "prep" and child.lower_ == "in" and any(p.dep_ == "pobj" and lemma(p) in ("view", "telling", "reading", "account", "eye", "narrative", "version") for p in child.children):
                noun = next(p for p in child.children if p.dep_ == "pobj")
                owners = [c for c in noun.children if c.dep_ == "poss"]
                if owners:
                    return _speaker(owners, sentence)
        if node.head.i == node.i:
            break
        node, below = node.head, node
    return AUTHOR


def _of(verb: "Token", sentence: Sentence) -> Voice:
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    passive = any(c.dep_ == "nsubjpass" for c in subjects) or any(c.dep_ == "auxpass" for c in verb.children)
    if passive:
        by = [p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
        return _speaker(by, sentence) if by else (Voice("followed", "") if lemma(verb) in ("see", "view", "regard", "consider", "perceive") else Voice("quoted", ""))
    if not subjects:
        return AUTHOR if lemma(verb) in _WEAK_REPORTS else Voice("quoted", "")
    return _speaker(subjects, sentence)


def _speaker(tokens: list["Token"], sentence: Sentence) -> Voice:
    if not tokens:
        return Voice("quoted", "")
    token = tokens[0]
    start, end = sentence.span(list(token.subtree))
    words = sentence.words(start, end)
    if lemma(token) in _FOLLOWED or any(lemma(t) in _FOLLOWED for t in token.subtree if t.dep_ in ("appos", "compound", "amod", "nmod", "poss")):
        return Voice("followed", words)
    if token.lower_ in ("i", "we"):
        return AUTHOR
    named = token.i in sentence.actor_of or any(t.i in sentence.actor_of for t in token.subtree)
    if token.pos_ == "PROPN" and not named:
        return Voice("followed", words)   # a named person who holds no office: an expert, as a rule
    if token.lower_ in ("he", "she") :
        return Voice("followed", words)
    return Voice("quoted", words)
