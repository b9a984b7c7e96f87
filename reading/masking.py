"""Names out, stand-ins in: whoever is named, the parser and every lexicon see the same words.

Each mention becomes the stand-in of its kind, so two texts that differ only in which state is named are the same text
from here on. Stand-ins are real words that the parser knows how to treat.
"""

from __future__ import annotations

from dataclasses import dataclass

from reading.actors import actors
from reading.mentions import Candidate

STAND_INS = {
    "name": "Norway", "adjective": "Norwegian", "people": "Norwegians", "capital": "Oslo", "seat": "Palace",
    "organ": "Telenor", "leader": "Olsen", "opposition": "Nielsen", "church": "Lutherans", "organisation": "Council",
}


@dataclass(frozen=True)
class Masked:
    """A masked stretch of text and the way back: `places` are (masked start, masked end, candidate)."""

    text: str
    offset: int
    places: tuple[tuple[int, int, Candidate], ...]

    def back(self, position: int) -> int:
        """The position in the article's text of a position in the masked text (inside a stand-in: its name's start)."""
        shift = self.offset
        for start, end, candidate in self.places:
            if position < start:
                break
            if position < end:
                return candidate.start
            shift = candidate.end - end
        return position + shift


def stand_in(candidate: Candidate) -> str:
    """The word that takes a candidate's place."""
    known = actors().get(candidate.actor)   # None: a target that a user points at
    if candidate.kind == "name" and known and known.kind in ("alliance", "organisation"):
        return STAND_INS["organisation"]
    return STAND_INS[candidate.kind]


def mask(text: str, start: int, end: int, found: list[Candidate]) -> Masked:
    """text[start:end] with every candidate in it replaced by its stand-in."""
    out, places, at, length = [], [], start, 0
    for candidate in found:
        if candidate.start < at or candidate.end > end:
            continue
        out += [text[at:candidate.start], stand_in(candidate)]
        length += candidate.start - at
        places.append((length, length + len(out[-1]), candidate))
        length += len(out[-1])
        at = candidate.end
    out.append(text[at:end])
    return Masked("".join(out), start, tuple(places))
