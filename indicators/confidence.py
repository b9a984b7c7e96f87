"""How sure a score is: a probability that a careful reader would give the same label, calibrated on readings.

Platt scaling (Platt 1999) of the pieces' own sureness; its numbers stand in config.toml and come from `python -m bench.calibrate`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from config import setting
from indicators import model
from records import Evidence


def confidence(indicator: str, pieces: Sequence[Evidence]) -> float:
    """In (0, 1). Of scores said to be 80 % sure about 80 % carry the reader's label.

    Indicators that have not been compared with readers get a plain rule: how far their pieces agree, times n / (n + 1).
    """
    numbers = setting("confidence").get(model.size(), {}).get(indicator)
    value = math.fsum(p.contribution for p in pieces)
    if numbers is None:
        return min(1.0, abs(value)) * len(pieces) / (len(pieces) + 1)
    intercept, slope = numbers
    return 1 / (1 + math.exp(-(intercept + slope * sureness(pieces))))


def sureness(pieces: Sequence[Evidence]) -> float:
    """Log-odds of what the pieces together say, before calibration: each by its weight, those of the other sign against it."""
    sign = math.copysign(1, math.fsum(p.contribution for p in pieces))
    mean = math.fsum(p.weight * (p.sure if p.contribution * sign > 0 else 1 - p.sure) for p in pieces)
    mean = min(max(mean, 0.01), 0.99)
    return math.log(mean / (1 - mean))
