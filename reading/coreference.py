"""Who is meant where no name stands: pronouns ("it", "his") and noun phrases ("the bloc", "his government", "the two neighbours").

A reader's short memory: the clause's own subject, else the nearest subject before, else the sentence before. Where nothing
fits, nothing is meant: a wrong reading costs more than a missing one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reading import roles
from reading.actors import actors
from reading.mentions import Candidate
from reading.nouns import DETERMINERS, nouns
from reading.parse import Sentence, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_SINGULAR, _PERSONAL, _PLURAL = {"it", "its", "itself"}, {"he", "him", "his", "she", "her", "himself", "herself"}, {"they", "their", "them", "themselves"}
_KINDS = {
    **dict.fromkeys(_SINGULAR, ("name", "capital", "seat", "organ", "adjective")),
    **dict.fromkeys(_PERSONAL, ("leader", "opposition")),
    **dict.fromkeys(_PLURAL, ("people", "name", "adjective")),
}
_PAIRS = {"neighbour", "neighbor", "country", "state", "side", "capital", "republic", "government", "party", "nation", "power", "ally", "partner", "rival"}
_OWNING = ("poss", "amod", "compound", "nmod")   # how an owner hangs on its noun
_MEMORY = 2          # sentences that a pronoun looks back
_LONG_MEMORY = 4     # a noun phrase reaches further
# "it" that stands for nothing: weather, time, and what follows ("it is clear that", "it takes two to").
_EMPTY_VERBS = {"seem", "appear", "take", "rain", "snow", "happen", "turn", "follow", "transpire", "emerge", "remain"}


@dataclass(frozen=True)
class _Seen:
    """An actor met on the way: where, whether in the place of a subject, of the main clause, itself or as an owner."""

    candidate: Candidate
    sentence: int
    token: "Token"
    subject: bool
    main: bool
    itself: bool


def resolve(sentences: list[Sentence]) -> None:
    """Fill each sentence's `refers`: token index -> the actors that a pronoun or noun phrase means."""
    seen: list[_Seen] = []
    for sentence in sentences:
        seen = [s for s in seen if s.sentence >= sentence.index - _LONG_MEMORY]
        if sentence.doc is None:
            continue
        for token in sentence.doc:
            if token.i in sentence.actor_of:
                candidate = sentence.actor_of[token.i]
                found = () if roles.is_place(token, candidate, sentence) else (candidate,)
            else:
                found = tuple(_meant(token, sentence, seen))
                if found and found[0].kind not in roles.APART:
                    sentence.refers[token.i] = found
            for candidate in found:
                seen.append(_Seen(candidate, sentence.index, token, _in_subject(token), _in_main_clause(token), _itself(token)))


def _meant(token: "Token", sentence: Sentence, seen: list[_Seen]) -> list[Candidate]:
    if token.pos_ == "PRON" and token.lower_ in _KINDS:
        found = None if _is_empty(token) else _of_pronoun(token, sentence, seen)
        return [found] if found else []
    word = lemma(token)
    if token.pos_ not in ("NOUN", "PROPN") or not seen:
        return []
    if word in _PAIRS and _is_pair(token):
        return _last_pair(seen, sentence.index)
    kind = nouns().get(word)
    if kind and _refers_back(token, sentence) and not (kind == "state" and _is_setting(token)):
        found = _of_noun(kind, token, sentence, seen)
        return [found] if found else []
    return []


def _of_pronoun(token: "Token", sentence: Sentence, seen: list[_Seen]) -> Candidate | None:
    kinds = _KINDS[token.lower_]
    own = {t.i for t in _own_subjects(token)}
    here = [s for s in seen if s.sentence == sentence.index]
    if _is_object(token):   # "Norway asked for it": somebody or something else
        here, own = [s for s in here if not {s.token.i, _head_of(s.token).i} & own], set()
    for s in here:
        if s.token.i in own and s.candidate.kind in kinds:
            return s.candidate
    subjects = [s for s in here if s.subject]
    for group in (subjects, [] if subjects else here):
        for s in reversed(group):
            if s.candidate.kind in kinds:
                return s.candidate
    if here:
        return None
    return _from_before(token.lower_, kinds, sentence.index, seen)


def _from_before(word: str, kinds: tuple[str, ...], index: int, seen: list[_Seen]) -> Candidate | None:
    """The subject of the nearest sentence before that has one; "it" wants the actor itself, one sentence before."""
    for back in range(1, 2 if word in ("it", "itself") else _MEMORY + 1):
        there = [s for s in seen if s.sentence == index - back and s.candidate.kind in kinds]
        subjects = [s for s in there if s.subject]
        if word in ("it", "itself"):
            subjects = [s for s in subjects if s.itself and s.main]
        if subjects:
            return subjects[0].candidate
        if there:
            return None
    return None


def _of_noun(kind: str, token: "Token", sentence: Sentence, seen: list[_Seen]) -> Candidate | None:
    if kind == "state":
        for child in token.children:   # "his government", "its leadership"
            if child.dep_ == "poss" and child.i in sentence.refers:
                return sentence.refers[child.i][0]
    fits = [s for s in seen if _is_kind(s.candidate, kind)]
    subjects = [s for s in fits if s.subject and s.sentence >= sentence.index - 1]
    chosen = (subjects or fits)[-1:] if kind != "organisation" else fits[-1:]
    return chosen[0].candidate if chosen else None


def _is_kind(candidate: Candidate, kind: str) -> bool:
    if kind == "leader":
        return candidate.kind == "leader"
    known = actors().get(candidate.actor)
    if known is None or candidate.kind in roles.APART:
        return False
    return (known.kind in ("alliance", "organisation")) == (kind == "organisation")


def _refers_back(token: "Token", sentence: Sentence) -> bool:
    """Whether a noun phrase is definite and says nothing itself of whose it is ("the government", not "the Norwegian government")."""
    definite = any(c.lower_ in DETERMINERS and c.dep_ in ("det", "poss") for c in token.children)
    own = any(t.i in sentence.actor_of for t in token.subtree if t.i != token.i and abs(t.i - token.i) < 6)
    more = any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children)
    other = any(c.dep_ == "poss" and c.lower_ not in DETERMINERS for c in token.children)
    return definite and not own and not more and not other and token.dep_ not in ("compound", "amod")


def _is_setting(token: "Token") -> bool:
    """"in the country", "across the republic": where, not who."""
    return token.dep_ == "pobj" and token.head.lower_ in ("in", "across", "throughout", "inside", "within", "around", "into", "through", "over")


def _is_pair(token: "Token") -> bool:
    words = {c.lower_ for c in token.children}
    return token.tag_ in ("NNS", "NNPS") and bool(words & {"both"} or ("two" in words and words & {"the", "these", "those"}))


def _last_pair(seen: list[_Seen], index: int) -> list[Candidate]:
    """The last two different states, if both stand in this sentence or one of the two before."""
    found: dict[str, Candidate] = {}
    for s in reversed(seen):
        if s.sentence < index - _MEMORY:
            break
        if _is_kind(s.candidate, "state"):
            found.setdefault(s.candidate.actor, s.candidate)
    return list(found.values()) if len(found) == 2 else []


def _is_empty(token: "Token") -> bool:
    """"it is clear that", "it took two years to": the pronoun holds a place for what follows."""
    if token.lower_ != "it" or token.dep_ not in ("nsubj", "nsubjpass", "expl"):
        return False
    verb = token.head
    follows = any(c.dep_ in ("ccomp", "xcomp", "csubj", "advcl", "relcl") and c.i > verb.i for c in verb.children)
    deeper = any(g.dep_ in ("ccomp", "xcomp", "relcl", "acl") for c in verb.children if c.dep_ in ("acomp", "attr") for g in c.children)
    if lemma(verb) == "be":
        return follows or deeper
    return (lemma(verb) in _EMPTY_VERBS and follows) or (token.dep_ == "nsubjpass" and any(c.dep_ == "ccomp" for c in verb.children))


def _is_object(pronoun: "Token") -> bool:
    return pronoun.lower_ in ("it", "him", "her", "them") and pronoun.dep_ in ("dobj", "pobj", "dative")


def _head_of(token: "Token") -> "Token":
    """The first of a coordination: "Norway and Sweden asked" has its subject there."""
    while token.dep_ == "conj":
        token = token.head
    return token


def _in_main_clause(token: "Token") -> bool:
    verb = _head_of(token)
    while verb.dep_ in _OWNING:
        verb = verb.head
    return _head_of(verb.head).dep_ == "ROOT"


def _in_subject(token: "Token") -> bool:
    """Whether a token is, or owns, the subject of its clause."""
    while token.dep_ in ("conj", *_OWNING):
        token = token.head
    return token.dep_ in roles.SUBJECTS


def _itself(token: "Token") -> bool:
    """Whether the actor itself is meant, not what it owns ("Norway", "the Norwegian government", not "Norwegian influence")."""
    token = _head_of(token)
    return token.dep_ not in _OWNING or lemma(token.head) in roles.GOVERNING


def _own_subjects(pronoun: "Token") -> list["Token"]:
    """Subjects of the clause a pronoun stands in, where it is not itself (in) the subject: "forced it to declare its end"."""
    node = pronoun
    while node.head.i != node.i and node.pos_ not in ("VERB", "AUX"):
        if node.dep_ in roles.SUBJECTS:
            return []
        node = node.head
    return [t for t in roles.subjects(node) if t.i < pronoun.i] if node.pos_ in ("VERB", "AUX") else []
