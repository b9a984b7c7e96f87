"""Trajectory: is the actor's influence portrayed as rising or as declining?"""

from __future__ import annotations

from indicators.base import Indicator
from indicators.weighing import evidence_for

TRAJECTORY = Indicator(
    key="trajectory", label="Trajectory", low=-1, high=1,
    plus="Every statement on change says that the actor's influence rises.",
    minus="Every statement on change says that it declines.",
    reads="What each sentence says of how the actor's influence changes, as the language model reads it with names masked; and cues of "
          "change whose role falls on the actor: influence that grows or wanes, gains and losses, who is turned to, what has ended.",
    source="Our own reading rules, model and cues (docs/model-card.md, docs/indicators.md).",
    evidence=lambda reading: evidence_for("trajectory", reading),
)
