"""Salience: the actor's share of an article, by its mentions, those in the lead counting double."""

from __future__ import annotations

from collections.abc import Iterator

from indicators.base import Indicator
from reading import Reading
from reading.parse import token_at
from reading.where import territory_of
from records import Evidence

LEAD = 2.0           # a mention in the lead counts as two
LEAD_SHARE = 0.15    # the lead: this share of the text's sentences, at least the first


def _evidence(reading: Reading) -> Iterator[Evidence]:
    lead = max(1, round(LEAD_SHARE * len(reading.sentences)))
    weights = [LEAD if m.sentence < lead else 1.0 for m in reading.mentions]
    total = sum(weights)
    for mention, weight in zip(reading.mentions, weights):
        sentence = reading.sentences[mention.sentence]
        head = token_at(sentence, mention.start) or sentence.doc[0]
        share = weight / total
        yield Evidence(mention.actor, "salience", mention.sentence, mention.start, mention.end, mention.surface, share, share,
                       territory_of(head, sentence, mention.actor))


SALIENCE = Indicator(
    key="salience", label="Salience", low=0, high=1,
    plus="No other actor is named.",
    minus="",
    reads="The actor's share of all mentions of actors; a mention in the lead counts double.",
    source="Share of attention as in media monitoring; the weight of the lead is our choice.",
    evidence=_evidence,
)
