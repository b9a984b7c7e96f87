"""The labelled texts of this folder, read for training and for measuring (README.md: what they are)."""

from __future__ import annotations

import json
from pathlib import Path

NAMES = ("sentences", "passages")


def rows(name: str, split: str = "") -> list[dict]:
    """The lines of sentences.jsonl or passages.jsonl in order, of one split (train, dev, test) or of all."""
    file = Path(__file__).with_name(f"{name}.jsonl")
    found = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return [row for row in found if split in ("", row["split"])]
