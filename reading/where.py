"""The territory a statement is about: named in its clause, else in its sentence, else carried from the two sentences
before it or the title, else the region as a whole.

An actor's own land is not taken for the theatre: "Russia" is no place here, and Armenia is none for what is said of
Armenia. Where several are named, a place ("in Syunik") goes before a state that takes part ("Armenia turned away").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.territories import REGION, ancestors
from reading.actors import actors
from reading.named import Named, in_title, places_of
from reading.parse import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSE_HEADS = {"ROOT", "advcl", "ccomp", "relcl", "parataxis"}
_OTHER_CLAUSES = {"advcl", "relcl", "parataxis"}


def territory_of(head: "Token", sentence: Sentence, actor: str) -> str:
    """Code of the territory that the clause around `head` is about, for a statement on `actor`."""
    named = places_of(sentence)
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
    scene = _scene(in_title(title))
    seen: list[str] = []
    parties: list[str] = []
    for sentence in sentences:
        sentence.carried = next((code for code in reversed(seen[-_MEMORY:]) if code), scene) or REGION
        sentence.party = next((code for code in reversed(parties[-_MEMORY:]) if code), "")
        seen.append(_scene([p for p in places_of(sentence) if not p.taking_part]))
        parties.append(_scene([p for p in places_of(sentence) if p.taking_part]))


_MEMORY = 2   # sentences


def _scene(found: list[Named]) -> str:
    """The one territory that places agree on, or ""."""
    codes = {p.territory for p in found}
    exact = {c for c in codes if not any(c != other and c in ancestors(other) for other in codes)}
    return exact.pop() if len(exact) == 1 else ""


def _one(found: list[Named], at: int) -> str:
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
