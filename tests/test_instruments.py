"""By what means influence is shown to be exerted; sentences are ours."""

from __future__ import annotations

import pytest

from bench.instruments import told
from indicators.instruments import INSTRUMENTS, cues


@pytest.mark.parametrize(("text", "actor", "instrument"), [
    ("Russia closed its base and took its tanks home.", "RUS", "military"),
    ("Turkey's mediator left the talks in Batumi.", "TUR", "diplomatic"),
    ("China lent Georgia money for a railway.", "CHN", "economic"),
    ("Iran cut off the gas that Armenia burns in winter.", "IRN", "energy"),
    ("The Kremlin tried to rig the election in Abkhazia.", "RUS", "political"),
    ("France opened a language school in Gyumri.", "FRA", "information-cultural"),
    ("Brussels sent an aid convoy for the refugees.", "EU", "humanitarian"),
    ("Russia is weaker than it was.", "RUS", ""),
])
def test_the_words_of_a_clause_tell_the_instrument(text, actor, instrument):
    assert told(text, actor) == instrument


def test_the_own_clause_goes_before_the_rest_of_the_sentence():
    text = "Iran sells gas to Armenia, while Russia sends soldiers to the border."
    assert (told(text, "IRN"), told(text, "RUS")) == ("energy", "military")


def test_the_name_of_an_actor_tells_nothing():
    assert told("NATO is far away.", "NATO") == told("The Eurasian Economic Union is far away.", "EAEU") == ""


def test_every_word_speaks_of_a_known_instrument_with_a_weight():
    assert len(cues()) >= 300
    assert {instrument for instrument, _ in cues().values()} == set(INSTRUMENTS)
    assert all(0 < weight <= 1 for _, weight in cues().values())
