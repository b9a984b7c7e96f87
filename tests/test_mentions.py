"""Who is named in a text: names, adjectives, seats and leaders find their actor, look-alikes find none."""

from datetime import date

import pytest

from reading.actors import actors, names, not_names
from reading.mentions import candidates


def found(text, on=None):
    """The codes of all candidates, in order; `on` as "2023-05-01"."""
    return [c.actor for c in candidates(text, date.fromisoformat(on) if on else None)]


@pytest.mark.parametrize("text, expected", [
    ("Russia and the Russian Federation are one state.", ["RUS", "RUS"]),
    ("Türkiye is Turkey, and Turkiye as well; the Turks say so.", ["TUR", "TUR", "TUR", "TUR"]),
    ("The Islamic Republic of Iran borders on Armenia.", ["IRN", "ARM"]),
    ("Azeri gas and Azerbaijani oil flow west.", ["AZE", "AZE"]),
    ("The U.S. and the US are the United States of America.", ["USA", "USA", "USA"]),
    ("The U.K. left the European Union.", ["GBR", "EU"]),
    ("The Collective Security Treaty Organisation did not answer.", ["CSTO"]),
    ("The OSCE Minsk Group was dissolved.", ["OSCE"]),
    ("Armenia trades within the Eurasian Economic Union.", ["ARM", "EAEU"]),
    ("The Organization of Turkic States met.", ["OTS"]),
    ("Abkhaz and South Ossetian officials came.", ["ABK", "SOS"]),
])
def test_names_and_adjectives_find_their_actor_in_all_usual_spellings(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize("text, actor, kind", [
    ("The Kremlin denied it.", "RUS", "seat"),
    ("The White House denied it.", "USA", "seat"),
    ("The Élysée denied it.", "FRA", "seat"),
    ("The Elysee denied it.", "FRA", "seat"),
    ("Officials in Brussels denied it.", "EU", "capital"),
    ("The European Commission denied it.", "EU", "organ"),
    ("The State Duma denied it.", "RUS", "organ"),
    ("The Knesset denied it.", "ISR", "organ"),
    ("The Russian Orthodox Church denied it.", "RUS", "church"),
    ("The United National Movement denied it.", "GEO", "opposition"),
])
def test_seats_organs_and_capitals_are_told_apart(text, actor, kind):
    candidate, = candidates(text, date(2024, 5, 1))
    assert (candidate.actor, candidate.kind) == (actor, kind)


def test_every_actor_is_found_by_its_first_name():
    for code in actors():
        first = next(n for n in names() if n.actor == code)
        assert found(f"Yesterday {first.spelling} was named.", "2023-06-01") == [code]


@pytest.mark.parametrize("text, day, expected", [
    ("Pashinyan spoke.", "2023-05-01", ["ARM"]),
    ("Blinken spoke.", "2023-05-01", ["USA"]),
    ("Blinken spoke.", "2025-05-01", []),
    ("Trump spoke.", "2018-05-01", ["USA"]),
    ("Trump spoke.", "2023-05-01", []),
    ("Trump spoke.", "2025-08-08", ["USA"]),
    ("Tusk spoke.", "2017-05-01", ["EU"]),
    ("Tusk spoke.", "2024-05-01", ["POL"]),
    ("Kallas spoke.", "2024-11-30", []),
    ("Kallas spoke.", "2024-12-01", ["EU"]),
    ("Khamenei spoke.", "2020-01-01", ["IRN"]),
    ("Erdogan and Erdoğan are one man.", "2023-05-01", ["TUR", "TUR"]),
])
def test_a_leader_stands_for_the_state_while_in_office(text, day, expected):
    assert found(text, day) == expected


def test_without_a_date_a_leader_stands_for_the_state():
    assert found("Blinken spoke.") == ["USA"]


def test_who_left_office_for_the_opposition_is_counted_there():
    in_office, = candidates("Saakashvili spoke.", date(2012, 1, 1))
    after, = candidates("Saakashvili spoke.", date(2021, 10, 1))
    assert (in_office.kind, after.kind) == ("leader", "opposition")


@pytest.mark.parametrize("text, expected", [
    ("Charles Michel mediated. Then Michel left.", ["EU", "EU"]),
    ("President Michel mediated.", ["EU"]),
    ("Michel mediated.", []),
    ("Charles Michel came with Jean Michel.", ["EU"]),
    ("Arayik Harutyunyan met the lawyer Gagik Harutyunyan.", ["NKR"]),
])
def test_a_surname_that_many_share_needs_the_full_name_or_a_title_first(text, expected):
    assert found(text, "2023-05-01") == expected


def test_the_karabakh_armenians_are_an_actor_until_the_end_of_2023():
    text = "The Karabakh Armenians asked for a corridor."
    assert found(text, "2023-09-01") == ["NKR"]
    assert found(text, "2024-02-01") == []


def test_the_leader_of_an_organisation_is_not_who_the_text_is_about():
    assert found("The Russian-led CSTO did nothing.") == ["CSTO"]
    assert found("The Moscow-led Eurasian Economic Union did nothing.") == ["EAEU"]


def test_european_means_the_union_only_before_its_envoys_and_means():
    assert found("The European envoys waited.") == ["EU"]
    assert found("European winters are cold.") == []


def test_who_backs_and_who_is_backed_are_both_named():
    assert found("Turkish-backed Azerbaijani forces advanced.") == ["TUR", "AZE"]


@pytest.mark.parametrize("text", [
    "They told us nothing, and nobody asked us.",
    "TELL US WHAT YOU WANT FROM THEM",
    "We had turkey, and she carved the turkey.",
    "Turkey should rest in the oven for an hour before the gravy is made.",
    "China sales fell after the porcelain factory closed.",
    "Turkish delight was served with Turkish coffee.",
    "Fans waited for Paris Hilton.",
    "She has a daughter called Paris.",
    "Mr London was late.",
    "Paris, 24, works as a nurse.",
    "He teaches at George Washington University.",
    "The Washington Post was first to report it.",
    "The Moscow Times and the Tehran Times disagree.",
    "Brussels sprouts and French fries cost ten US dollars.",
    "A Moscow-based analyst agreed.",
    "Ethnic Armenians and ethnic Azerbaijanis lived there.",
    "The square has fine Georgian architecture.",
    "They played Russian roulette on the Indian Ocean.",
    "Latin American and South American writers met.",
    "The Minsk agreements and the Rome Statute were discussed.",
    "The Second Karabakh War ended in November.",
    "European countries have cold winters.",
    "The West is tired.",
])
def test_look_alikes_name_no_actor(text):
    assert found(text, "2023-05-01") == []


@pytest.mark.parametrize("text", [
    "The company moved to Atlanta, Georgia.",
    "He lives in the US state of Georgia.",
    "Georgia Tech won again.",
    "Brian Kemp was elected in Georgia.",
    "Polls are close in Arizona, Georgia and Wisconsin.",
    "Warnock won the Senate runoff. " + "Turnout was high in most counties. " * 12 + "Georgia will vote again in two years.",
])
def test_the_us_state_of_georgia_is_no_actor(text):
    assert "GEO" not in found(text)


@pytest.mark.parametrize("text", [
    "Georgia applied to join the European Union.",
    "A Republican senator spoke of sanctions on Georgia.",
    "The Georgia of today, said Kobakhidze, has more in common with Florida.",
    "Protesters filled Tbilisi. " + "The crowd stayed for many hours. " * 12 + "Flights from Atlanta to Georgia were full.",
])
def test_the_country_of_georgia_is_one(text):
    assert "GEO" in found(text, "2024-12-01")


def test_a_headline_in_capitals_still_names_its_actors():
    assert found("IRAN WARNS AZERBAIJAN OVER ZANGEZUR") == ["IRN", "AZE"]


def test_a_candidate_carries_the_words_of_the_text_as_they_stand():
    text = "So Recep Tayyip Erdoğan’s envoy came."
    candidate, = candidates(text, date(2023, 5, 1))
    assert text[candidate.start:candidate.end] == candidate.surface == "Recep Tayyip Erdoğan"


def test_a_name_over_a_line_break_is_one_name():
    assert found("the European\nUnion") == ["EU"]


def test_every_term_of_office_runs_forward():
    for name in names():
        assert name.since is None or name.until is None or name.since <= name.until, name


def test_no_phrase_that_names_nobody_is_also_a_name():
    both = {n.spelling for n in names()} & set(not_names())
    assert not both
