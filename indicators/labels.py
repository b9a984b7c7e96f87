"""From a score to a label: the one place that applies the thresholds of config.toml."""

from __future__ import annotations

from config import settings


def label(indicator: str, value: float | None) -> int:
    """-1, 0 or 1. A value of None (no statement) is 0, and so is an indicator without a threshold.

    Parameters
    ----------
    indicator : key of the indicator, as in config.toml's [labels].
    value : in [-1, 1], or None.
    """
    threshold = settings()["labels"].get(indicator)
    if value is None or threshold is None or abs(value) < threshold:
        return 0
    return 1 if value > 0 else -1
