"""Trajectory: is the actor's influence portrayed as rising or as declining?"""

from __future__ import annotations

from indicators.base import Indicator
from indicators.weighing import evidence_for

TRAJECTORY = Indicator(
    key="trajectory", label="Trajectory", low=-1, high=1,
    plus="Every statement on change says that the actor's influence rises.",
    minus="Every statement on change says that it declines.",
    reads="Cues of change whose role falls on the actor: influence that grows or wanes, gains and losses, who is turned to and who is left, what has ended.",
    source="The reading rules of docs/indicators.md; the cues are our own (indicators/lexicons).",
    evidence=lambda reading: evidence_for("trajectory", reading),
)
