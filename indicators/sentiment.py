"""Sentiment: the author's tone towards the actor, in words of praise, blame or mockery; not whether events are bad."""

from __future__ import annotations

from indicators.base import Indicator
from indicators.weighing import evidence_for

SENTIMENT = Indicator(
    key="sentiment", label="Sentiment", low=-1, high=1,
    plus="Every evaluation of the actor praises it.",
    minus="Every evaluation of the actor blames or mocks it.",
    reads="The author's tone towards the actor in each sentence, as the language model reads it with names masked; and words of praise, blame and mockery "
          "whose role falls on the actor, in the author's own voice or one that the text follows.",
    source="Target-dependent sentiment after Hamborg and Donnay (EACL 2021); our own model and cues.",
    evidence=lambda reading: evidence_for("sentiment", reading),
)
