"""Scoring with another size of the model than config.toml says, for measuring."""

from __future__ import annotations

from contextlib import contextmanager

from config import settings


@contextmanager
def using(model: str, cues: bool = True):
    """Score with that size of the model ("none": cues alone), and with the cues or without."""
    reading, rule = settings()["reading"], settings()["statement"]
    before = reading["model"], rule["cues"]
    reading["model"] = model
    rule["cues"] = before[1] if cues else dict.fromkeys(before[1], 0.0)
    try:
        yield
    finally:
        reading["model"], rule["cues"] = before
