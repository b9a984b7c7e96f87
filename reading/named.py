"""The places that a sentence names, told from the actors that bear the same names: "in Tbilisi" is one, "Tbilisi said" is not."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geo.places import Place, elsewhere, outside, places
from geo.territories import territories
from reading import roles
from reading.actors import actors
from reading.parse import Sentence, lemma
from records import PlaceNamed

if TYPE_CHECKING:
    from spacy.tokens import Token

LOCATIVE = frozenset({"in", "at", "near", "across", "inside", "around", "throughout", "within", "over", "into", "through", "along", "from",
                      "outside"})
# What a land has: "the Georgian coast" is a place, "the Georgian army" is Georgia's.
_GROUND = {
    "airport", "airspace", "border", "borderland", "city", "coast", "coastline", "countryside", "frontier", "ground", "harbor", "harbour",
    "highland", "land", "mountain", "port", "province", "region", "river", "road", "shore", "sky", "soil", "stretch", "territory", "town",
    "village", "water",
}
# Where people only meet or speak is no theatre while another place is named: "talks in Tbilisi on Abkhazia".
_GATHERINGS = {
    "ceremony", "conference", "congress", "consultation", "dialogue", "forum", "gathering", "interview", "meeting", "negotiation",
    "round", "session", "speech", "stay", "stop", "summit", "talk", "visit",
}
_GATHERING = {
    "agree", "announce", "argue", "claim", "complain", "convene", "declare", "discuss", "gather", "insist", "meet", "pledge", "praise",
    "promise", "reassure", "reiterate", "repeat", "say", "sign", "speak", "tell", "thank", "vow", "warn",
}
_SPEAKERS = {
    "ambassador", "analyst", "commentator", "correspondent", "diplomat", "envoy", "expert", "historian", "journalist", "professor",
    "reporter", "researcher", "scholar", "source",
}
_WIDE = ("country", "region", "zone")   # kinds of places that are no dot on a map, nor is a sea


class Named(NamedTuple):
    """A territory that a sentence names, by a place in it or by a state of the region that takes part.

    `role`: "place"; "venue", where people only meet or speak; "party", an actor's name in an actor's role, which is no place.
    """

    territory: str             # "" outside the three countries
    start: int
    end: int
    role: str
    place: Place | None = None
    token: "Token | None" = None   # None where the sentence has no parse


def places_of(sentence: Sentence) -> tuple[Named, ...]:
    """All that a sentence names in the three countries, in order; found when first asked for."""
    return tuple(one for one in _all_of(sentence) if one.territory)


def dots(sentences: Iterable[Sentence]) -> tuple[PlaceNamed, ...]:
    """The towns and other places with a point that these sentences name as places, those outside the three countries too."""
    return tuple(PlaceNamed(one.place.name, sentence.index, one.start, one.end) for sentence in sentences for one in _all_of(sentence)
                 if one.place and one.place.lon is not None and one.place.kind not in _WIDE
                 and not one.place.name.endswith(" Sea") and one.role != "party")


def in_title(title: str) -> list[Named]:
    """Places that a title names; a headline has no grammar to tell a place from a government by."""
    pattern, place = _table()
    found = ((m, place[m.group()]) for m in pattern.finditer(title))
    return [Named(one.territory, *m.span(), "place", one) for m, one in found if one and one.territory]


def _all_of(sentence: Sentence) -> tuple[Named, ...]:
    if sentence.places is None:
        sentence.places = tuple(_find(sentence))
    return sentence.places


def _find(sentence: Sentence) -> Iterator[Named]:
    pattern, place_of = _table()
    matches = [(match, place) for match in pattern.finditer(sentence.text) if (place := place_of[match.group()])]
    starts = [sentence.masked.back(token.idx) for token in sentence.doc] if matches and sentence.doc is not None else []
    seen = set()
    for match, place in matches:
        start, end = (sentence.start + at for at in match.span())
        token = sentence.doc[max(bisect_right(starts, start) - 1, 0)] if starts else None
        code, role = place.territory, _role(token)
        for index, candidate in sentence.actor_of.items():
            if candidate.start == start and not _is_place(sentence.doc[index], sentence):
                code, role = _home(candidate.actor) or code, "party"   # "Yerevan refused" is Armenia, not the city
            elif candidate.start < start < candidate.end:
                role = "party"   # inside a longer name that means an actor: "the Karabakh authorities"
        seen.add(start)
        yield Named(code, start, end, role, place, token)
    # "Georgian ports", "the Azerbaijani army": no spelling of a place, but of a state of the region.
    for index, candidate in sentence.actor_of.items():
        if candidate.start not in seen and (home := _home(candidate.actor)):
            token = sentence.doc[index]
            yield Named(home, candidate.start, candidate.end, "place" if _is_ground(token) else "party", token=token)
    # "In the country itself": what stands for a state of the region, as a place.
    for index, meant in sentence.refers.items():
        token = sentence.doc[index]
        homes = {_home(candidate.actor) for candidate in meant} - {""}
        if len(homes) == 1 and _is_in(token):
            yield Named(homes.pop(), *sentence.span([token]), "place", token=token)


def _is_place(token: "Token", sentence: Sentence) -> bool:
    """Whether an actor's name is a place here: "in Armenia", "in Abkhazia and Armenia", "visited Tbilisi"."""
    return _is_in(token) or _is_ground(token) or roles.is_place(token, sentence.actor_of[token.i], sentence)


def _is_in(token: "Token") -> bool:
    token = first(token)
    return token.dep_ == "pobj" and token.head.lower_ in LOCATIVE


def _is_ground(token: "Token") -> bool:
    return token.dep_ in ("amod", "compound", "nmod", "poss") and lemma(token.head) in _GROUND


def _role(token: "Token | None") -> str:
    """Whether a place is the scene of what is told, or only where it is told or talked of."""
    if token is None:
        return "place"
    token = first(token)
    if token.dep_ in ("compound", "nmod", "poss"):
        return "venue" if lemma(token.head) in _GATHERINGS else "place"   # "the Tbilisi talks"
    if token.dep_ != "pobj" or token.head.lower_ not in ("in", "at", "near", "outside", "to"):
        return "place"
    governor = token.head.head
    word = lemma(governor)
    if word == "hold":   # "held talks in Tbilisi", "talks were held in Tbilisi"
        return "venue" if any(lemma(t) in _GATHERINGS for t in roles.objects(governor)) else "place"
    return "venue" if word in _GATHERINGS | _SPEAKERS or (governor.pos_ == "VERB" and word in _GATHERING) else "place"


def first(token: "Token") -> "Token":
    """The first of a coordination that a token stands in: "in Gori and in Poti" has Gori."""
    while True:
        if token.dep_ == "conj" and token.head.i != token.i:
            token = token.head
        elif token.dep_ == "pobj" and token.head.dep_ == "conj" and (there := [c for c in token.head.head.children if c.dep_ == "pobj"]):
            token = there[0]
        else:
            return token


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
    initials = "".join(sorted({name[0] for name in names}))   # a look at one letter spares most of the search
    return re.compile(rf"(?=[{re.escape(initials)}])(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)"), place
