"""From an article to what it says of whom: sentences, mentions, clauses and roles, territories, voices."""

from __future__ import annotations

from dataclasses import dataclass

from config import settings
from reading import language, roles
from reading.coreference import resolve
from reading.mentions import Candidate, candidates
from reading.parse import Sentence, parse
from reading.sentences import sentences
from reading.where import carry
from records import Article, Mention


@dataclass(frozen=True, eq=False)
class Reading:
    """An article as it was read.

    `sentences` are all of them, in order; those that name an actor carry a parse with names masked. `mentions` are the
    places that mean an actor, bare place names left out. `note` says in a sentence why nothing could be read, or "".
    """

    article: Article
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    note: str = ""


def read(article: Article) -> Reading:
    """Read an article. Never raises on odd text: what cannot be read comes back without sentences, with a note."""
    text = article.text[:settings()["reading"]["max_characters"]]
    if not any(c.isalpha() for c in text):
        return Reading(article, note="There is no text in it to read.")
    spoken = article.language or language.detect(text)
    if spoken not in ("en", ""):
        return Reading(article, note=f"It is not in English (looks like '{spoken}'), and only English is read.")
    found = candidates(text, article.published)
    if not found:
        return Reading(article, note="It names no actor that is known (reference/actors.yaml).")
    starts = frozenset(c.start for c in found if c.kind != "adjective")   # "the U.S. European Command" goes on
    parsed = parse(text, sentences(text, starts), found)
    resolve(parsed)
    carry(parsed, article.title)
    mentions = tuple(sorted(_mentions(parsed, text), key=lambda m: (m.start, m.end)))
    cut = " Only its beginning was read: it is very long." if len(text) < len(article.text) else ""
    return Reading(article, tuple(parsed), mentions, cut.strip())


def _mentions(parsed: list[Sentence], text: str):
    for sentence in parsed:
        if sentence.doc is None:
            continue
        tokens = {id(c): sentence.doc[i] for i, c in sentence.actor_of.items()}
        for _, _, candidate in sentence.masked.places:
            token = tokens.get(id(candidate))
            if candidate.kind in roles.APART:
                continue
            if token is None or not roles.is_place(token, candidate, sentence):
                yield Mention(candidate.actor, sentence.index, candidate.start, candidate.end, candidate.surface)
        for index, meant in sentence.refers.items():
            start, end = sentence.span([sentence.doc[index]])
            for candidate in meant:
                yield Mention(candidate.actor, sentence.index, start, end, text[start:end])
