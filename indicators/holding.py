"""What a cue says of whom: a hit, and who holds the roles of a cue in a parsed sentence, in which names are masked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from indicators import lexicon
from indicators.lexicon import Effects
from reading import roles
from reading.parse import Sentence, lemma
from reading.roles import Held

if TYPE_CHECKING:
    from spacy.tokens import Token

Values = tuple[tuple[str, float], ...]   # indicator -> value in [-1, 1]


class Hit(NamedTuple):
    """A cue and what it says of one actor, as if it were said plainly: negation and the like are not looked at yet."""

    head: "Token"          # of the clause or phrase that says it
    tokens: list["Token"]  # the words of the cue
    held: Held             # whom it speaks of
    values: Values


def holders(tokens: Iterable["Token"], sentence: Sentence) -> list[Held]:
    """Every actor that the tokens stand for or belong to."""
    return [held for token in tokens for held in roles.holders(token, sentence)]


def participants(tokens: Iterable["Token"], sentence: Sentence) -> list[Held]:
    """Those of them who take part: what their troops do, they do; what a dancer of theirs does, they do not."""
    return [held for held in holders(tokens, sentence) if held.noun is None or _acts_for_its_owner(held.noun)]


def in_roles(
    token: "Token",
    effects: tuple[Effects, ...],
    own: str,
    find_own: Callable[["Token", Sentence], list[Held]],
    sentence: Sentence,
) -> Iterator[tuple[Effects, Held]]:
    """Each effect with each actor in its role: `own` is the cue's own role, any other a preposition at the token."""
    for effect in effects:
        if effect.role == own:
            held = find_own(token, sentence)
        else:
            held = holders(roles.obliques(token, effect.role), sentence)
        yield from ((effect, one) for one in held)


def _acts_for_its_owner(noun: "Token") -> bool:
    classes = lexicon.classes()
    return lemma(noun) not in classes["detached"] and lemma(noun) not in classes["burden"]
