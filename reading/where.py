"""The territory a statement is about: named in its clause, else in its sentence, else carried from the two sentences
before it or the title, else the region as a whole.

An actor's own land is not taken for the theatre: "Russia" is no place here, and Armenia is none for what is said of
Armenia. Where several are named, a place ("in Syunik") goes before a state that takes part ("Armenia turned away").
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Iterator, NamedTuple

from geo.places import elsewhere, places
from geo.territories import REGION, ancestors, territories
from reading import roles
from reading.actors import actors
from reading.parse import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSE_HEADS = {"ROOT", "advcl", "ccomp", "relcl", "parataxis"}
_OTHER_CLAUSES = {"advcl", "relcl", "parataxis"}
_LOCATIVE = {"in", "at", "near", "across", "inside", "around", "throughout", "within", "over", "into", "through", "along", "from"}


class _Place(NamedTuple):
    territory: str
    start: int
    end: int
    taking_part: bool   # it is an actor's name in an actor's role, not a place


def territory_of(head: "Token", sentence: Sentence, actor: str) -> str:
    """Code of the territory that the clause around `head` is about, for a statement on `actor`."""
    named = _named(sentence)
    own = actors()[actor].home if actor in actors() else ""
    if not named:
        return carried(sentence, own)
    start, end = sentence.span(clause(head))
    inside = [p for p in named if start <= p.start < end]
    at = sentence.span([head])[0]
    for choice in (inside, named):
        for taking_part in (False, True):
            fit = [p for p in choice if p.taking_part == taking_part and not (p.taking_part and own in ancestors(p.territory))]
            if fit:
                return _one(fit, at)
    return carried(sentence, own)


def carried(sentence: Sentence, own: str = "") -> str:
    """The territory that the sentences before, or the title, have set; else the state that took part there, unless it is the
    actor's own land; else the region."""
    if sentence.carried == REGION and sentence.party and own not in ancestors(sentence.party):
        return sentence.party
    return sentence.carried


def carry(sentences: list[Sentence], title: str) -> None:
    """Set each sentence's `carried`: the place that those before it, or the title, have set the scene in; and its `party`: the
    one state of the region that took part there."""
    scene = _scene(title_places(title))
    seen: list[str] = []
    parties: list[str] = []
    for sentence in sentences:
        sentence.carried = next((code for code in reversed(seen[-_MEMORY:]) if code), scene) or REGION
        sentence.party = next((code for code in reversed(parties[-_MEMORY:]) if code), "")
        seen.append(_scene([p for p in _named(sentence) if not p.taking_part]))
        parties.append(_scene([p for p in _named(sentence) if p.taking_part]))


_MEMORY = 2   # sentences


def title_places(title: str) -> list[_Place]:
    """Places that a title names; a headline has no grammar to tell a place from a government by."""
    pattern, territory = _table()
    return [_Place(territory[m.group()], *m.span(), False) for m in pattern.finditer(title) if territory[m.group()]]


def _scene(found: list[_Place]) -> str:
    """The one territory that places agree on, or ""."""
    codes = {p.territory for p in found}
    exact = {c for c in codes if not any(c != other and c in ancestors(other) for other in codes)}
    return exact.pop() if len(exact) == 1 else ""


def _one(found: list[_Place], at: int) -> str:
    """The one that all agree on, the most exact where one lies in the other; two states that take part are the region."""
    codes = {p.territory for p in found}
    exact = {c for c in codes if c != REGION and not any(c != other and c in ancestors(other) for other in codes)}
    if len(exact) == 1:
        return exact.pop()
    if not exact or all(p.taking_part for p in found):
        return REGION
    return min((p for p in found if p.territory in exact), key=lambda p: abs(p.start - at)).territory


def clause(token: "Token") -> list["Token"]:
    """The tokens of the clause that a token stands in, in order, without the clauses that hang on it."""
    found, waiting = [], [_clause_head(token)]
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting += [c for c in node.children if c.dep_ not in _OTHER_CLAUSES and not (c.dep_ == "conj" and c.pos_ in ("VERB", "AUX"))]
    return sorted(found, key=lambda t: t.i)


def _clause_head(head: "Token") -> "Token":
    node = head
    while node.dep_ not in _CLAUSE_HEADS and node.head.i != node.i:
        if node.dep_ == "conj" and node.pos_ in ("VERB", "AUX"):
            break
        node = node.head
    return node


def _named(sentence: Sentence) -> tuple[_Place, ...]:
    if sentence.places is None:
        sentence.places = tuple(_find(sentence))
    return sentence.places


def _find(sentence: Sentence) -> Iterator[_Place]:
    pattern, territory = _table()
    by_start = {candidate.start: sentence.doc[i] for i, candidate in sentence.actor_of.items()} if sentence.doc is not None else {}
    seen = set()
    for match in pattern.finditer(sentence.text):
        code = territory[match.group()]
        if not code:
            continue
        start = sentence.start + match.start()
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
        yield _Place(code, start, sentence.start + match.end(), taking_part)
    # "Georgian ports", "the Azerbaijani army": no spelling of a place, but of a state of the region.
    for candidate in sentence.actor_of.values():
        if candidate.start not in seen and (home := _home(candidate.actor)):
            yield _Place(home, candidate.start, candidate.end, True)
    # "In the country itself": what stands for a state of the region, as a place.
    for index, meant in sentence.refers.items():
        token = sentence.doc[index]
        homes = {_home(candidate.actor) for candidate in meant} - {""}
        if len(homes) == 1 and token.dep_ == "pobj" and token.head.lower_ in _LOCATIVE:
            yield _Place(homes.pop(), *sentence.span([token]), False)


def _home(actor: str) -> str:
    """The territory that an actor of the region calls home, else ""."""
    home = actors()[actor].home if actor in actors() else ""
    return home if home in territories() else ""


@lru_cache(maxsize=1)
def _table() -> tuple[re.Pattern, dict[str, str]]:
    territory = {spelling: place.territory for place in places() for spelling in place.spellings}
    territory |= {name: "" for name in elsewhere()}
    names = sorted(territory, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)"), territory
