"""Tone: what the common tool says: vaderSentiment's compound on the clauses about the actor, names masked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from indicators.base import Indicator
from reading import Reading
from reading.where import clause, territory_of
from records import Evidence


@lru_cache(maxsize=1)
def _vader():
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()


def _evidence(reading: Reading) -> Iterator[Evidence]:
    by_actor: dict[str, dict[tuple[int, int], tuple]] = {}
    for mention in reading.mentions:
        sentence = reading.sentences[mention.sentence]
        head = next((sentence.doc[i] for i, c in sentence.actor_of.items() if c.start == mention.start), None)
        if head is None:
            continue
        tokens = clause(head)
        key = (mention.sentence, tokens[0].i)
        # A clause that names the actor twice is read once.
        by_actor.setdefault(mention.actor, {}).setdefault(key, (sentence, tokens, head))
    for actor, clauses in by_actor.items():
        for sentence, tokens, head in clauses.values():
            value = _vader().polarity_scores("".join(t.text_with_ws for t in tokens))["compound"]
            start, end = sentence.span(tokens)
            weight = 1 / len(clauses)
            yield Evidence(actor, "tone", sentence.index, start, end, reading.article.text[start:end], weight * value, weight,
                           territory_of(head, sentence, actor))


TONE = Indicator(
    key="tone", label="Tone (VADER)", low=-1, high=1,
    plus="Only positive emotion words stand in the clauses about the actor.",
    minus="Only negative emotion words stand in them.",
    reads="Emotion words in the clauses that name the actor, whoever feels them; names are masked, since VADER takes some for tone.",
    source="Hutto and Gilbert (ICWSM 2014), vaderSentiment.",
    evidence=_evidence,
)
