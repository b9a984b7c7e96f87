"""Standing: is the actor portrayed as strong, in control, effective, or as weak, failing, dependent, isolated?"""

from __future__ import annotations

from indicators.base import Indicator
from indicators.weighing import evidence_for

STANDING = Indicator(
    key="standing", label="Standing", low=-1, high=1,
    plus="Every statement portrays the actor as strong, in control, effective, or holding leverage.",
    minus="Every statement portrays it as weak, failing, dependent, or isolated.",
    reads="Cues of power and weakness whose grammatical role falls on the actor: what is said of its influence, what it manages or fails to do, who depends on whom.",
    source="The reading rules of docs/indicators.md; the cues are our own (indicators/lexicons).",
    evidence=lambda reading: evidence_for("standing", reading),
)
