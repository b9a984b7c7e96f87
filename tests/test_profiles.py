"""A naming profile changes names, lines and the disclaimer together."""

from datetime import date

import pytest

from geo.places import places
from geo.profiles import NEUTRAL, drawn_lines, profile, profiles
from geo.territories import territories
from records import MonitorError

KEYS = ("neutral", "un", "georgia", "armenia", "azerbaijan", "abkhazia", "south-ossetia")
DAY = date(2025, 7, 1)


def drawn(key):
    rows = drawn_lines(key, DAY)
    return dict(zip(rows["id"], rows["kind"]))


def test_the_profiles_are_these_and_the_neutral_one_comes_first():
    assert tuple(profiles()) == KEYS


@pytest.mark.parametrize("key", KEYS)
def test_a_profile_names_every_territory_and_says_whose_convention_it_is(key):
    one = profile(key)
    assert set(one.names) == set(territories())
    assert all(one.names.values()) and one.title and one.source
    assert one.disclaimer.endswith(".")
    assert not set(one.names.values()) & set(territories())        # codes are never shown


def test_the_neutral_profile_gives_both_names_in_alphabetical_order_and_the_lines_of_the_day():
    one = profile(NEUTRAL)
    assert one.names == {code: territory.name for code, territory in territories().items()}
    assert one.place("Sokhumi / Sukhum") == "Sokhumi / Sukhum"
    assert not one.line_kinds


def test_names_lines_and_disclaimer_change_together():
    assert (profile("georgia").names["GE-SO"], drawn("georgia")["ossetia"]) == ("Tskhinvali region", "internal")
    assert (profile("abkhazia").names["GE-AB"], drawn("abkhazia")["abkhazia"]) == ("Republic of Abkhazia", "settled")
    assert (profile("un").names["GE-AB"], drawn("un")["abkhazia"]) == ("Abkhazia, Georgia", "internal")
    assert drawn("neutral")["abkhazia"] == "disputed"
    assert "oblast" in drawn("neutral") and "oblast" not in drawn("azerbaijan")
    disclaimers = [one.disclaimer for one in profiles().values()]
    assert len(set(disclaimers)) == len(disclaimers)


@pytest.mark.parametrize("key, name, shown", [
    ("georgia", "Tskhinval / Tskhinvali", "Tskhinvali"), ("south-ossetia", "Tskhinval / Tskhinvali", "Tskhinval"),
    ("armenia", "Khankendi / Stepanakert", "Stepanakert"), ("azerbaijan", "Khankendi / Stepanakert", "Khankendi"),
    ("armenia", "Zangezur corridor", "TRIPP route"), ("azerbaijan", "Zangezur corridor", "Zangezur corridor")])
def test_each_side_has_its_own_name_of_a_place(key, name, shown):
    assert profile(key).place(name) == shown


def test_a_name_of_one_side_is_a_spelling_that_finds_the_place():
    spellings = {place.name: place.spellings for place in places()}
    for one in profiles().values():
        for name, shown in one.place_names.items():
            assert shown in {*name.split(" / "), *spellings[name], *spellings}, (one.key, name)


def test_an_unknown_profile_is_refused_with_those_there_are():
    with pytest.raises(MonitorError, match="neutral, un, georgia"):
        profile("turkey")
