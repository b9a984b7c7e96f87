"""The places that a sentence names, told from the actors that bear the same names: "in Tbilisi" is one, "Tbilisi said" is not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from geo.places import Place, elsewhere, outside, places
from geo.territories import territories
from reading import roles
from reading.actors import actors
from reading.parse import Sentence
from records import PlaceNamed

_LOCATIVE = {"in", "at", "near", "across", "inside", "around", "throughout", "within", "over", "into", "through", "along", "from"}
_WIDE = ("country", "region", "zone")   # kinds of places that are no dot on a map, nor is a sea


class Named(NamedTuple):
    """A territory that a sentence names, by a place in it or by a state of the region that takes part."""

    territory: str      # "" outside the three countries
    start: int
    end: int
    taking_part: bool   # it is an actor's name in an actor's role, not a place
    place: Place | None = None


def places_of(sentence: Sentence) -> tuple[Named, ...]:
    """All that a sentence names in the three countries, in order; found when first asked for."""
    return tuple(one for one in _all_of(sentence) if one.territory)


def dots(sentences: Iterable[Sentence]) -> tuple[PlaceNamed, ...]:
    """The towns and other places with a point that these sentences name as places, those outside the three countries too."""
    return tuple(PlaceNamed(one.place.name, sentence.index, one.start, one.end) for sentence in sentences for one in _all_of(sentence)
                 if one.place and one.place.lon is not None and one.place.kind not in _WIDE
                 and not one.place.name.endswith(" Sea") and not one.taking_part)


def in_title(title: str) -> list[Named]:
    """Places that a title names; a headline has no grammar to tell a place from a government by."""
    pattern, place = _table()
    found = ((m, place[m.group()]) for m in pattern.finditer(title))
    return [Named(one.territory, *m.span(), False, one) for m, one in found if one and one.territory]


def _all_of(sentence: Sentence) -> tuple[Named, ...]:
    if sentence.places is None:
        sentence.places = tuple(_find(sentence))
    return sentence.places


def _find(sentence: Sentence) -> Iterator[Named]:
    pattern, place_of = _table()
    by_start = {candidate.start: sentence.doc[i] for i, candidate in sentence.actor_of.items()} if sentence.doc is not None else {}
    seen = set()
    for match in pattern.finditer(sentence.text):
        place = place_of[match.group()]
        if place is None:
            continue
        code, start = place.territory, sentence.start + match.start()
        token = by_start.get(start)
        if token is None:
            # Inside a longer name that means an actor ("the Karabakh authorities") or a place of its own.
            taking_part = any(c.start <= start < c.end for c in sentence.actor_of.values())
        else:
            candidate = sentence.actor_of[token.i]
            locative = token.dep_ == "pobj" and token.head.lower_ in _LOCATIVE
            taking_part = not (locative or roles.is_place(token, candidate, sentence))
            if taking_part:
                code = _home(candidate.actor) or code     # "Yerevan refused" is Armenia, not the city
        seen.add(start)
        yield Named(code, start, sentence.start + match.end(), taking_part, place)
    # "Georgian ports", "the Azerbaijani army": no spelling of a place, but of a state of the region.
    for candidate in sentence.actor_of.values():
        if candidate.start not in seen and (home := _home(candidate.actor)):
            yield Named(home, candidate.start, candidate.end, True)
    # "In the country itself": what stands for a state of the region, as a place.
    for index, meant in sentence.refers.items():
        token = sentence.doc[index]
        homes = {_home(candidate.actor) for candidate in meant} - {""}
        if len(homes) == 1 and token.dep_ == "pobj" and token.head.lower_ in _LOCATIVE:
            yield Named(homes.pop(), *sentence.span([token]), False)


def _home(actor: str) -> str:
    """The territory that an actor of the region calls home, else ""."""
    home = actors()[actor].home if actor in actors() else ""
    return home if home in territories() else ""


@lru_cache(maxsize=1)
def _table() -> tuple[re.Pattern, dict[str, Place | None]]:
    """A pattern of all names, and the place of each; None for names that only contain one ("the state of Georgia")."""
    place = {spelling: one for one in (*outside(), *places()) for spelling in one.spellings}
    place |= {name: None for name in elsewhere()}
    names = sorted(place, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)"), place
