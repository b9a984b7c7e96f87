"""The territory a statement is about, and the places a sentence names (reading/where.py, reading/named.py)."""

import pytest

from bench.territories import answers, told
from reading import read
from reading.named import dots
from records import Article


def where(text, quote, actor="RUS", title=""):
    return told({"text": text, "title": title, "actor": actor, "quote": quote})


@pytest.mark.parametrize(("text", "quote", "territory"), [
    ("Tbilisi refused Russia's demands.", "refused", "GEO"),
    ("Russia kept a bank in Tbilisi.", "kept", "GE-TB"),
    ("Armenian airports were guarded by Russia.", "were guarded", "ARM"),
    ("Moscow pays the pensions in Sukhumi, while in Gyumri it pays nobody.", "pays the pensions", "GE-AB"),
    ("Moscow pays the pensions in Sukhumi, while in Gyumri it pays nobody.", "pays nobody", "AM-SH"),
    ("Yerevan trusted Russia while nobody looked at Gori.", "trusted", "ARM"),
    ("Russia, which gave up Karabakh, still has a garrison in Gyumri.", "has a garrison", "AM-SH"),
])
def test_a_place_is_where_a_clause_says_it_is(text, quote, territory):
    assert where(text, quote) == territory


@pytest.mark.parametrize(("text", "territory"), [
    ("Talks in Moscow on Karabakh gave Russia a chair.", "AZ-KB"),
    ("Talks in Tbilisi on Karabakh gave Russia a chair.", "AZ-KB"),
    ("The Tbilisi talks on Karabakh gave Russia a chair.", "AZ-KB"),
    ("Talks in Tbilisi gave Russia a chair.", "GE-TB"),
])
def test_a_venue_counts_only_where_nothing_else_is_named(text, territory):
    assert where(text, "gave Russia a chair") == territory


@pytest.mark.parametrize(("places", "territory"), [
    ("Meghri, Armenia", "AM-SU"), ("Yerevan and Gyumri", "ARM"), ("Yerevan and in Batumi", "REG"),
    ("Armenia and Georgia", "REG"), ("Abkhazia and South Ossetia", "GE-AB"),
])
def test_places_in_one_breath_are_the_smallest_territory_that_holds_them_and_no_country_without_its_parts(places, territory):
    assert where(f"Russia lost its listeners in {places}.", "lost its listeners") == territory


def test_an_actors_own_land_is_no_theatre_but_a_part_of_it_is():
    assert where("Georgia stands alone.", "stands alone", "GEO") == "REG"
    assert where("Azerbaijan rules Karabakh.", "rules", "AZE") == "AZ-KB"
    assert where("Armenia turned away from Russia.", "turned away", "RUS") == "ARM"


def test_a_place_is_carried_for_two_sentences_and_the_title_beyond_them():
    text = "Snow fell on Goris. Drivers slept. Iran had no say. Russia had none. Turkey had even less."
    assert [where(text, quote, title="Winter in Batumi") for quote in ("Iran had", "Russia had", "Turkey had")] == ["AM-SU", "GE-AJ", "GE-AJ"]


@pytest.mark.parametrize(("title", "territory"), [("Tbilisi turns east", "GEO"), ("Unrest in Tbilisi", "GE-TB"), ("Old friends", "REG")])
def test_a_capital_in_a_title_is_its_country_unless_it_is_a_place(title, territory):
    assert where("China gained a partner.", "gained", "CHN", title) == territory


@pytest.mark.parametrize(("text", "names"), [
    ("Tbilisi said that nothing would change, and Moscow agreed.", []),
    ("Russia met Armenia in Tbilisi, in Gyumri and in Moscow.", ["Tbilisi", "Gyumri", "Moscow"]),
    ("Russia has a base in Armenia on the Black Sea.", []),   # a country or a sea is no dot
])
def test_towns_named_as_places_are_dots_with_their_spans(text, names):
    found = dots(read(Article(text, language="en")).sentences)
    assert [one.place for one in found] == names == [text[one.start:one.end] for one in found]


def test_territories_are_told_right_on_the_sentences_written_after_the_rules():
    found = answers("after")
    assert len(found) >= 60
    assert sum(row["territory"] == answer for row, answer in found) >= 0.85 * len(found)
