"""Who acts and who is acted upon; sentences are ours."""

from __future__ import annotations

import math

import pytest

from indicators.agency import AGENCY, agency_of_target
from indicators.target import TARGET
from reading import Reading, read
from reading.mentions import Candidate, candidates
from reading.parse import parse
from reading.sentences import sentences
from records import Article


def agency(text: str) -> dict[str, float]:
    values: dict[str, list[float]] = {}
    for piece in AGENCY.evidence(read(Article(text, language="en"))):
        if piece.weight:
            values.setdefault(piece.actor, []).append(piece.contribution)
    return {actor: math.fsum(found) for actor, found in values.items()}


def of_target(marked: str) -> float | None:
    """The answer for the words between brackets."""
    before, target, after = marked.replace("]", "[").split("[")
    text, start, end = before + target + after, len(before), len(before + target)
    others = [c for c in candidates(text) if c.end <= start or c.start >= end]
    named = sorted([*others, Candidate(TARGET, "name", start, end, target)], key=lambda c: c.start)
    return agency_of_target(Reading(Article(text), tuple(parse(text, sentences(text), named))))


@pytest.mark.parametrize(("text", "expected"), [
    ("Russia attacked Georgia.", {"RUS": 1, "GEO": -1}),
    ("Georgian troops were disarmed by Russia.", {"RUS": 1, "GEO": -1}),
    ("Turkey imposed sanctions on Armenia.", {"TUR": 1, "ARM": -1}),
    ("Turkey's attack on Armenia shocked observers.", {"TUR": 1, "ARM": -1}),
    ("Turkey and Azerbaijan signed a pact.", {"TUR": 1, "AZE": 1}),
    ("Armenia depends on Russia.", {}),
    ("Russia may attack Georgia.", {}),
    ("Russia did not attack Georgia.", {}),
])
def test_who_acts_on_whom_in_an_article(text, expected):
    assert agency(text) == expected


@pytest.mark.parametrize("marked", [
    "[Libya] said it would close the border with Chad.",
    "The bridge was blown up by [Peruvian rebels], a witness said.",
    "[Chile]'s raid on the camp killed nine people.",
    "Bolivia and [Chile] agreed with each other on a ceasefire.",
    "Leaders of [the miners' union] called off the strike.",
    "[Chile] is expected to expel two diplomats.",
    "Nine people died in [Chile]'s shelling of the village.",
])
def test_a_target_acts(marked):
    assert of_target(marked) == 1


@pytest.mark.parametrize("marked", [
    "Libya said it would attack [Chad].",
    "[The mayor of Lima] was arrested by the army on Sunday.",
    "Bolivia imposed an embargo on [Chile].",
    "Bolivia demanded that [Chile] hand over the port.",
    "Bolivia said that [Chile] must leave the valley.",
    "Protesters marched against [the Peruvian government].",
    "Bolivia sent doctors to [Chile].",
    "Bolivia will close the border unless [Chile] pays.",
    "Judges opened an inquiry into crimes committed by [the guerrillas].",
])
def test_a_target_is_acted_upon(marked):
    assert of_target(marked) == -1


def test_a_target_without_an_event_has_no_answer():
    assert of_target("The flag of [Chile].") is None
