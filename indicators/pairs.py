"""What the language model is asked: for each window its tokens, and for each sentence and actor in it which tokens to look at.

The training (training/) and the run time (indicators/model.py) share this file, so that both see the same.
"""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reading.windows import SLOTS, Spot, groups, window

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LONGEST = 320     # tokens that a window aims at
MOST = 500        # tokens of a single endless sentence that are still read
_PER_WORD = 1.6   # tokens a word, on the safe side


@dataclass(frozen=True)
class Pair:
    """A sentence and an actor that it means: token positions of the actor (`target`) and of the sentence (`around`)."""

    actor: str
    sentence: int
    target: tuple[int, ...]
    around: tuple[int, ...]


@dataclass(frozen=True)
class Piece:
    """A window as token ids, with its pairs, its text as the model sees it, and where in that text each token stands."""

    ids: tuple[int, ...]
    pairs: tuple[Pair, ...]
    text: str
    offsets: tuple[tuple[int, int], ...]


def pieces(text: str, spans: Sequence[tuple[int, int]], spots: Sequence[Spot], tokens: "Tokenizer",
           shuffle: random.Random | None = None) -> list[Piece]:
    """The windows of a text that mean an actor. `shuffle` deals the slots at random (training only)."""
    slots = shuffle.sample(SLOTS, len(SLOTS)) if shuffle else SLOTS
    starts = [spot.start for spot in spots]
    waiting = groups((_PER_WORD * len(text[a:b].split()) for a, b in spans), LONGEST)
    found = []
    while waiting:
        first, last = waiting.pop(0)
        inside = spots[bisect_left(starts, spans[first][0]):bisect_left(starts, spans[last][1])]
        if not any(spot.means for spot in inside):
            continue
        shown = window(text, spans, first, last, inside, slots)
        encoded = tokens.encode(shown.text)
        if len(encoded.ids) > MOST and first < last:   # figures and foreign names take more tokens than words do
            middle = (first + last) // 2
            waiting[:0] = [(first, middle), (middle + 1, last)]
            continue
        offsets = tuple(encoded.offsets[:MOST])
        pairs = tuple(_pairs(shown, offsets))
        if pairs:
            found.append(Piece(tuple(encoded.ids[:MOST]), pairs, shown.text, offsets))
    return found


def _pairs(shown, offsets):
    targets: dict[tuple[int, str], set[int]] = {}
    for sentence, actor, start, end in shown.marks:
        targets.setdefault((sentence, actor), set()).update(_within(offsets, start, end))
    for (sentence, actor), target in targets.items():
        if target:
            yield Pair(actor, sentence, tuple(sorted(target)), tuple(_within(offsets, *shown.spans[sentence - shown.first])))


def _within(offsets, start: int, end: int) -> list[int]:
    return [k for k, (a, b) in enumerate(offsets) if a < end and b > start]
