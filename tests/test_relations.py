"""Who deals how with whom, and who takes whose place; sentences are ours."""

from __future__ import annotations

from datetime import date

import pytest

from indicators.relation_cues import CLASSES
from indicators.relations import relations
from reading import read
from records import Article

DAY = date(2024, 5, 1)


def found(text: str) -> set[tuple[str, str, str, float]]:
    return {(r.actor, r.other, r.kind, r.value) for r in relations(read(Article(text, published=DAY, language="en")))}


def stance(actor: str, other: str, value: float, both: bool = False) -> set[tuple[str, str, str, float]]:
    return {(actor, other, "stance", value)} | ({(other, actor, "stance", value)} if both else set())


@pytest.mark.parametrize(("text", "expected"), [
    # material conflict
    ("Russian jets bombed Georgian villages.", stance("RUS", "GEO", -1)),
    ("Georgian positions were shelled by Russian troops.", stance("RUS", "GEO", -1)),
    ("Turkey imposed sanctions on Armenia.", stance("TUR", "ARM", -1)),
    ("Tehran expelled two Azerbaijani diplomats.", stance("IRN", "AZE", -1)),
    # in words
    ("Iran accused Azerbaijan of hosting spies.", stance("IRN", "AZE", -0.5)),
    ("Iran threatened to attack Azerbaijan.", stance("IRN", "AZE", -0.5)),
    ("Armenian leaders rejected a Russian proposal.", stance("ARM", "RUS", -0.5)),
    ("Talks between Armenia and Azerbaijan resumed in Geneva.", stance("ARM", "AZE", 0.5, both=True)),
    ("President Macron praised Georgia.", stance("FRA", "GEO", 0.5)),
    # material cooperation
    ("India delivered howitzers to Armenia.", stance("IND", "ARM", 1)),
    ("Russia lifted its embargo on Georgian wine.", stance("RUS", "GEO", 1)),
    ("Armenia and Azerbaijan signed a peace treaty.", stance("ARM", "AZE", 1, both=True)),
    # a fact inside what somebody else says of it
    ("Moscow condemned Turkey's attack on Armenia.", stance("TUR", "ARM", -1) | stance("RUS", "TUR", -0.5)),
    ("Moscow condemned the bombing of Armenia by Turkey.", stance("TUR", "ARM", -1) | stance("RUS", "TUR", -0.5)),
])
def test_a_deed_has_its_class_and_its_direction(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize("text", [
    "Turkey fills the vacuum that Russia left in Karabakh.",
    "Turkey fills the vacuum Moscow left.",
    "Turkey replaced Moscow as the main broker.",
    "Russian peacekeepers were replaced by Turkish monitors.",
    "Ankara gained ground at Russia's expense.",
    "Armenia turned from Russia to Turkey for grain.",
    "Turkey took over from Russia.",
    "Russia lost ground to Turkey.",
])
def test_who_gains_where_another_loses_displaces_it(text):
    assert {pair for pair in found(text) if pair[2] == "displaces"} == {("TUR", "RUS", "displaces", 1.0)}


@pytest.mark.parametrize("text", [
    "Russia did not attack Georgia.",
    "Russia may attack Georgia.",
    "If Russia attacked Georgia, prices would rise.",
    "Has Russia attacked Georgia?",
    "Turkey failed to replace Russia in Karabakh.",
    "Turkey hopes to supplant Russia.",
    "Critics claim that Russia shelled Georgia.",
    "Russia says that Georgia attacked Abkhazia.",
    "A Russian dancer kissed Georgia goodbye.",
    "Russia and Georgia lie on the Black Sea.",
])
def test_what_is_not_told_as_a_fact_makes_no_relation(text):
    assert found(text) == set()


def test_names_swapped_the_relations_swap():
    text = "{a} shelled {b}. {b} accused {a} of lying and turned from {a} to {c}. {c}'s aid to {b} angered {a}."
    first = found(text.format(a="Russia", b="Armenia", c="France"))
    second = found(text.format(a="Iran", b="Georgia", c="India"))
    swap = {"RUS": "IRN", "ARM": "GEO", "FRA": "IND"}
    assert len(first) >= 4
    assert {(swap[a], swap[b], kind, value) for a, b, kind, value in first} == second


def test_a_relation_knows_its_words_and_its_place():
    text = "Nothing new came from Baku. Turkey replaced Russia as the main broker in Abkhazia."
    [relation] = relations(read(Article(text, published=DAY, language="en")))
    assert (relation.sentence, relation.territory, text[relation.start:relation.end]) == (1, "GE-AB", "replaced")


def test_every_value_is_that_of_a_class():
    text = "Iran warned Azerbaijan, Armenia met with Iran, Russia armed Armenia and Turkey bombed Syria."
    assert {r[3] for r in found(text)} <= set(CLASSES.values())
