"""The territory a statement is about: named in its clause, else in its sentence, else carried from the two sentences
before it or the title, else the region as a whole.

An actor's own land is not taken for the theatre: "Russia" is no place here, and Armenia is none for what is said of
Armenia. A place ("in Syunik") goes before a state that takes part ("Armenia turned away"), and that before a venue ("talks
in Tbilisi"). docs/territories.md has the rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.territories import REGION, ancestors, drawn_as
from reading.actors import actors
from reading.named import LOCATIVE, Named, first, in_title, places_of
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
    tokens = clause(head)
    words = {token.i for token in tokens}
    elsewhere = any(p.role == "place" and p.token.i not in words for p in named)
    wider = words.union(*(_told_apart_by(token) for token in tokens)) if elsewhere else words
    at = sentence.span([head])[0]
    for inside in (True, False):
        for role in ("place", "party", "venue"):
            near = wider if role == "place" else words
            fit = [p for p in named if p.role == role and (p.token.i in near or not inside) and not (role == "party" and p.territory == own)]
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
    scene = _scene(_headline(title))
    seen: list[str] = []
    parties: list[str] = []
    for sentence in sentences:
        sentence.carried = next((code for code in reversed(seen[-_MEMORY:]) if code), scene) or REGION
        sentence.party = next((code for code in reversed(parties[-_MEMORY:]) if code), "")
        by_role = {role: {p.territory for p in places_of(sentence) if p.role == role} for role in ("place", "party", "venue")}
        seen.append(_scene(by_role["place"] or (by_role["venue"] if not by_role["party"] else set())))
        parties.append(_scene(by_role["party"]))


_MEMORY = 2   # sentences


def _headline(title: str) -> set[str]:
    """Territories that a title names; a headline has no grammar, so a capital is its country unless a preposition makes it a place."""
    codes = set()
    for one in in_title(title):
        before = title[:one.start].split()
        acts = one.place.kind == "capital" and not (before and before[-1].lower() in LOCATIVE)
        codes.add(drawn_as(one.territory) if acts else one.territory)
    return codes


def _scene(codes: set[str]) -> str:
    """The one territory that these agree on, or ""."""
    exact = _exact(codes)
    return exact.pop() if len(exact) == 1 else ""


def _exact(codes: set[str]) -> set[str]:
    """Without those in which another one lies."""
    return {code for code in codes if not any(code != other and code in ancestors(other) for other in codes)}


def _one(found: list[Named], at: int) -> str:
    """The one that all agree on, the most exact where one lies in the other; of several places the nearest, with those named in
    one breath with it ("in Gori and Poti"); of several parties all: then the smallest territory that holds them. No country is
    meant by parts that the map draws apart from it: of those the nearest."""
    exact = _exact({p.territory for p in found})
    nearest = min((p for p in found if p.territory in exact), key=lambda p: abs(p.start - at))
    if nearest.role != "party":
        exact &= {p.territory for p in found if first(p.token) == first(nearest.token)}
    common = next(code for code in ancestors(nearest.territory) if all(code in ancestors(other) for other in exact))
    return common if common == REGION or common in map(drawn_as, exact) or common in exact else nearest.territory


def clause(token: "Token") -> list["Token"]:
    """The tokens of the clause that a token stands in, in order, without the clauses that hang on it."""
    found, waiting = [], [_clause_head(token)]
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting += [c for c in node.children if c.dep_ not in _OTHER_CLAUSES and not (c.dep_ == "conj" and c.pos_ in ("VERB", "AUX"))]
    return sorted(found, key=lambda t: t.i)


def _told_apart_by(noun: "Token") -> set[int]:
    """Words of a relative clause that says which one is meant ("the post that it keeps in Gori"), not of one that adds (", which ...")."""
    return {token.i for child in noun.children if child.dep_ == "relcl" and child.left_edge.nbor(-1).text != ","
            for token in child.subtree}


def _clause_head(head: "Token") -> "Token":
    node = head
    while node.dep_ not in _CLAUSE_HEADS and node.head.i != node.i:
        if node.dep_ == "conj" and node.pos_ in ("VERB", "AUX"):
            break
        node = node.head
    return node
