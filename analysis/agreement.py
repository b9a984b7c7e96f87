"""Agreement between readers and program: macro-averaged F1 with an interval over texts."""

from __future__ import annotations

import math
import random
from collections import defaultdict

LABELS = (-1, 0, 1)


def macro_f1(pairs: list[tuple[int, int]], labels: tuple[int, ...] = LABELS) -> float:
    """Macro-averaged F1 over those of `labels` that occur among readers or program. pairs: (reader, program)."""
    scores = []
    for label in labels:
        hit = sum(r == label == p for r, p in pairs)
        said, is_so = sum(p == label for _, p in pairs), sum(r == label for r, _ in pairs)
        if said or is_so:
            scores.append(2 * hit / (said + is_so))
    return sum(scores) / len(scores) if scores else float("nan")


def interval(triples: list[tuple[str, int, int]], labels: tuple[int, ...] = LABELS, redraws: int = 1000, seed: int = 7) -> tuple[float, float]:
    """95 % interval of the macro-F1: bootstrap over texts. triples: (text id, reader, program)."""
    by_text = defaultdict(list)
    for text_id, reader, program in triples:
        by_text[text_id].append((reader, program))
    texts, draw = list(by_text.values()), random.Random(seed)
    values = sorted(macro_f1([p for t in draw.choices(texts, k=len(texts)) for p in t], labels) for _ in range(redraws))
    return values[int(0.025 * redraws)], values[int(0.975 * redraws) - 1]


def wilson(right: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """95 % interval of a share, after Wilson (1927)."""
    middle = (right + z * z / 2) / (n + z * z)
    reach = z / (n + z * z) * math.sqrt(right * (n - right) / n + z * z / 4)
    return middle - reach, middle + reach
