"""Windows: runs of sentences as a language model reads them, every actor under a neutral token of its own.

Each name becomes its actor's slot ("[A0]", "[A1]" ... in the order of appearance), whatever its form, so two texts that
differ only in who is named are the same text to the model. Pronouns and noun phrases that mean an actor keep their words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reading.roles import APART

if TYPE_CHECKING:
    from reading import Reading

SLOTS = tuple(f"[A{i}]" for i in range(24))   # actors beyond the last share it: no window has held so many


@dataclass(frozen=True)
class Spot:
    """A place in a text that stands for actors: `named`, by a name that is masked; `means` them, not only a place."""

    start: int
    end: int
    actors: tuple[str, ...]   # one for a name; "the two neighbours" stand for two
    named: bool = True
    means: bool = True


@dataclass(frozen=True)
class Window:
    """Sentences `first` to `last` (inclusive) rendered for the model.

    text : with slots for names. spans : character span in `text` of each sentence. marks : (sentence, actor, start, end) in
    `text` of each place that means an actor, `sentence` counted in the article.
    """

    text: str
    first: int
    spans: tuple[tuple[int, int], ...]
    marks: tuple[tuple[int, str, int, int], ...]


def window(text: str, spans: Sequence[tuple[int, int]], first: int, last: int, spots: Sequence[Spot],
           slots: Sequence[str] = SLOTS) -> Window:
    """The sentences first..last of `text` as one window. `spots` are in order and do not overlap."""
    slot_of: dict[str, str] = {}
    out: list[str] = []
    length = 0
    sentence_spans, marks = [], []

    def put(piece: str) -> tuple[int, int]:
        nonlocal length
        piece = " ".join(piece.split())
        if not piece:
            return length, length
        if out:
            out.append(" ")
            length += 1
        out.append(piece)
        start, length = length, length + len(piece)
        return start, length

    for index in range(first, last + 1):
        start, end = spans[index]
        begins, at = length + bool(out), start
        for spot in spots:
            if spot.start < at or spot.end > end:
                continue
            put(text[at:spot.start])
            if spot.named:
                slot = slot_of.setdefault(spot.actors[0], slots[min(len(slot_of), len(slots) - 1)])
                where = put(slot)
            else:
                where = put(text[spot.start:spot.end])
            if spot.means:
                marks += [(index, actor, *where) for actor in spot.actors]
            at = spot.end
        put(text[at:end])
        sentence_spans.append((begins, length))
    return Window("".join(out), first, tuple(sentence_spans), tuple(marks))


def groups(sizes: Iterable[int], most: int) -> list[tuple[int, int]]:
    """Runs (first, last) of consecutive sentences whose sizes sum to at most `most` (a longer one stands alone)."""
    runs: list[tuple[int, int]] = []
    total = 0
    for index, size in enumerate(sizes):
        if runs and total + size <= most:
            runs[-1] = (runs[-1][0], index)
            total += size
        else:
            runs.append((index, index))
            total = size
    return runs


def spots(reading: "Reading") -> list[Spot]:
    """Every place in a reading that names an actor or, as a pronoun or noun phrase, means one, in order.

    What names an opposition or a church is masked as one of its own and means no actor.
    """
    meant: dict[tuple[int, int], tuple[str, ...]] = {}
    for mention in reading.mentions:
        place = mention.start, mention.end
        meant[place] = (*meant.get(place, ()), mention.actor)
    found = {place: Spot(*place, actors, named=False) for place, actors in meant.items()}
    for sentence in reading.sentences:
        for _, _, candidate in sentence.masked.places:
            place = candidate.start, candidate.end
            apart = candidate.kind in APART
            actor = f"{candidate.actor}:{candidate.kind}" if apart else candidate.actor
            found[place] = Spot(*place, (actor,), means=place in meant and not apart)
    return sorted(found.values(), key=lambda s: s.start)
