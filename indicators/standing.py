"""Standing: is the actor portrayed as strong, in control, effective, or as weak, failing, dependent, isolated?"""

from __future__ import annotations

from indicators.base import Indicator
from indicators.weighing import evidence_for

STANDING = Indicator(
    key="standing", label="Standing", low=-1, high=1,
    plus="Every statement portrays the actor as strong, in control, effective, or holding leverage.",
    minus="Every statement portrays it as weak, failing, dependent, or isolated.",
    reads="What each sentence says of the actor's power, as the language model reads it with names masked; and cues of power and "
          "weakness whose role falls on the actor: what is said of its influence, what it manages or fails to do, who depends on whom.",
    source="Our own reading rules, model and cues (docs/model-card.md, docs/indicators.md).",
    evidence=lambda reading: evidence_for("standing", reading),
)
