"""What the indicators say of sentences a reader would not hesitate over; sentences are ours."""

from __future__ import annotations

import math
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from indicators import ALL, score
from indicators.__main__ import page
from indicators.labels import label
from records import Article

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2024, 5, 1)


def labels(text: str) -> dict[tuple[str, str], int]:
    scored = score(Article(text, published=DAY, language="en"))
    return defaultdict(int, {(s.actor, s.indicator): label(s.indicator, s.value) for s in scored.scores})


@pytest.mark.parametrize(("text", "actor", "standing", "trajectory"), [
    ("Russia failed to prevent the attack.", "RUS", -1, 0),
    ("Turkey fills the vacuum that Moscow left in Armenia.", "TUR", 1, 1),
    ("Turkey fills the vacuum that Moscow left in Armenia.", "RUS", -1, -1),
    ("Russia's influence in Georgia is waning.", "RUS", -1, -1),
    ("The growing influence of Iran alarms its neighbours.", "IRN", 1, 1),
    ("Moscow is no longer dominant in the South Caucasus.", "RUS", -1, -1),
    ("Armenia depends on Russian gas.", "ARM", -1, 0),
    ("Armenia depends on Russia.", "RUS", 1, 0),
    ("The terms were dictated by Baku.", "AZE", 1, 0),
    ("Armenia has drifted away from Moscow.", "RUS", -1, -1),
    ("France was sidelined by Washington.", "FRA", -1, -1),
    ("The EU cannot enforce any agreement in the region.", "EU", -1, 0),
    ("Iran hosted the talks in the U.S. Russia was weak.", "RUS", -1, 0),
    ("Russia is now less dependent on Turkey.", "TUR", 0, -1),
    ("Moscow was informed rather than consulted.", "RUS", -1, 0),
    ("Far from weak, Iran holds sway over the border trade.", "IRN", 1, 0),
    # said of nobody as a fact
    ("Turkey might regain its influence in Georgia.", "TUR", 0, 0),
    ("Russia hopes to restore its influence in Armenia.", "RUS", 0, 0),
    ("If Iran lost its leverage, Armenia would suffer.", "IRN", 0, 0),
    ("Has Russia lost Armenia?", "RUS", 0, 0),
    ("Critics claim that Russia is weak.", "RUS", 0, 0),
    ("It is unlikely that Russia is weak.", "RUS", 0, 0),
    ("The Russian ambassador met students in Yerevan.", "RUS", 0, 0),
])
def test_a_sentence_is_read_as_a_careful_reader_would(text, actor, standing, trajectory):
    found = labels(text)
    assert (found[actor, "standing"], found[actor, "trajectory"]) == (standing, trajectory)


def test_a_quoted_claim_is_kept_with_its_speaker_and_adds_nothing():
    scored = score(Article("Critics claim that Russia is weak.", language="en"))
    [claim] = [e for e in scored.evidence if e.indicator == "standing"]
    assert (claim.voice, claim.speaker, claim.contribution, claim.weight) == ("quoted", "Critics", 0, 0)
    assert not [s for s in scored.scores if s.indicator == "standing"]


def test_every_score_is_the_sum_of_its_evidence_and_lies_in_its_range():
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.txt"))) or "Russia lost ground to Turkey."
    text += " Russia's grip is slipping. Turkey is a reliable broker, but Iran, once powerful, cannot stop Baku."
    scored = score(Article(text, language="en"))
    ranges = {i.key: (i.low, i.high) for i in ALL}
    sums = defaultdict(list)
    for piece in scored.evidence:
        assert scored.article.text[piece.start:piece.end] == piece.cue
        sums[piece.actor, piece.indicator].append(piece.contribution)
    assert {s.indicator for s in scored.scores} == set(ranges)
    for s in scored.scores:
        assert math.fsum(sums[s.actor, s.indicator]) == pytest.approx(s.value, abs=1e-9)
        assert ranges[s.indicator][0] <= s.value <= ranges[s.indicator][1]


def test_names_swapped_the_scores_swap():
    text = "{a} has lost ground to {b}, and {a_adj} troops could not stop it. {b} is a powerful broker; {a_city} fears isolation."
    first = text.format(a="Russia", a_adj="Russian", a_city="Moscow", b="Turkey")
    second = text.format(a="Turkey", a_adj="Turkish", a_city="Ankara", b="Russia")
    swap = {"RUS": "TUR", "TUR": "RUS"}
    one = {(s.actor, s.indicator): s.value for s in score(Article(first, language="en")).scores}
    other = {(swap[s.actor], s.indicator): s.value for s in score(Article(second, language="en")).scores}
    assert one and one == other


@pytest.mark.parametrize(("text", "why"), [
    ("", "no text"), ("12 345 !!", "no text"), ("The weather was fine in Oslo and nobody complained.", "no actor"),
    ("Президент России Владимир Путин провёл переговоры с премьер-министром Армении в Москве и обсудил ситуацию.", "not in English"),
])
def test_what_cannot_be_scored_says_why(text, why):
    scored = score(Article(text))
    assert not scored.scores and why in scored.note


def test_one_long_sentence_without_a_stop_is_read():
    assert score(Article("Russia lost influence and " * 20_000, language="en")).scores


def test_the_page_on_the_indicators_is_made_from_the_registry():
    assert (ROOT / "docs" / "indicators.md").read_text(encoding="utf-8") == page(), "run: python -m indicators > docs/indicators.md"


@pytest.mark.parametrize(("text", "actor", "territory"), [
    ("Russia lost influence in Abkhazia.", "RUS", "GE-AB"),
    ("Russia lost influence across the South Caucasus.", "RUS", "REG"),
    ("Tbilisi is weak.", "GEO", "REG"),
    ("Turkey gained a foothold in Nakhchivan.", "TUR", "AZ-NX"),
    ("Monitors came to Gyumri. Russia lost its influence there.", "RUS", "AM-SH"),
])
def test_a_statement_is_filed_under_the_territory_it_is_about(text, actor, territory):
    scored = score(Article(text, published=DAY, language="en"))
    assert {e.territory for e in scored.evidence if e.actor == actor and e.indicator == "standing"} == {territory}
