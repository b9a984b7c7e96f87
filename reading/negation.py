"""Whether the words at a verb, noun or adjective turn it over ("not", "no", "far from") or end it ("no longer")."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEGATORS = {
    "barely", "hardly", "n't", "neither", "never", "no", "nobody", "none", "nor", "not", "nothing", "nowhere",
    "scarcely",
}
_NO_QUANTITY = {"few", "insufficient", "little", "negligible", "neither", "no", "precious", "scant", "zero"}
_NOBODY = {"few", "neither", "nobody", "none", "nothing"}
_TAKES_PART = {"dobj", "nsubj", "nsubjpass"}
# Words that may stand after "rather than" or "instead of" and are then what is not so.
_CONTRASTED = {"acomp", "advcl", "amod", "ccomp", "conj", "dep", "pcomp"}


class Negation(NamedTuple):
    """What is done to a word: turned over, ended, said to be out of somebody's reach ("cannot")."""

    turned: bool = False
    ended: bool = False
    unable: bool = False


def negation(word: "Token") -> Negation:
    """What the words that hang on `word`, or stand right before it, do to it. Two negations cancel each other out."""
    ending = [c for c in word.children if _is_no_longer(c, word)]
    turning = [c for c in word.children if c not in ending and _turns_over(c, word)]
    negated = len(turning) % 2 == 1
    no_more = negated and _has_child(word, "any") and _has_child(word, "more")
    unable = negated and any(c.dep_ == "aux" and c.lower_ in ("can", "could", "ca") for c in word.children)
    return Negation(negated ^ _is_rejected(word) ^ _is_opposite(word), bool(ending) or no_more, unable)


def _turns_over(child: "Token", word: "Token") -> bool:
    if child.dep_ == "neg" or (child.lower_ in _NEGATORS and child.dep_ in ("advmod", "preconj", "cc", "det")):
        return not _is_set_phrase(child)
    return _is_no_quantity(child, word) or _is_nobody(child, word)


def _is_no_longer(child: "Token", word: "Token") -> bool:
    """"no longer leads", "doesn't lead any longer"."""
    if child.lower_ == "longer" and _has_child(child, "no"):
        return True
    return child.lower_ in ("anymore", "longer") and any(c.dep_ == "neg" for c in word.children)


def _is_set_phrase(negator: "Token") -> bool:
    """"no longer" ends, and "no doubt" affirms: in neither does "no" turn anything over."""
    return negator.lower_ == "no" and negator.i + 1 < len(negator.doc) and negator.nbor().lower_ in ("longer", "doubt")


def _is_no_quantity(child: "Token", word: "Token") -> bool:
    """"scant influence", "little influence"; "a little influence" is some."""
    if child.dep_ not in ("det", "amod") or child.lower_ not in _NO_QUANTITY:
        return False
    return child.lower_ not in ("little", "few") or not _has_child(word, "a")


def _is_nobody(child: "Token", word: "Token") -> bool:
    """"nobody listens", "no state listens", "it convinced few of them"."""
    if child.dep_ not in _TAKES_PART or word.pos_ not in ("VERB", "AUX"):
        return False
    return child.lower_ in _NOBODY or any(
        c.lower_ == "few" or (c.lower_ in ("no", "neither") and c.dep_ == "det") for c in child.children)


def _is_rejected(word: "Token") -> bool:
    """"was informed rather than consulted", "instead of leading"."""
    if word.dep_ not in _CONTRASTED:
        return False
    return any(_two_before(word.doc, i) in (("rather", "than"), ("instead", "of")) for i in (word.i, word.left_edge.i))


def _is_opposite(word: "Token") -> bool:
    """"far from weak", "anything but isolated" ("all but isolated" is nearly so)."""
    return _two_before(word.doc, word.i) in (("far", "from"), ("anything", "but"))


def _two_before(doc, i: int) -> tuple[str, ...]:
    return tuple(token.lower_ for token in doc[i - 2:i]) if i >= 2 else ()


def _has_child(word: "Token", lower: str) -> bool:
    return any(c.lower_ == lower for c in word.children)
