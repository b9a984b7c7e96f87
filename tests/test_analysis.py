"""From pieces of evidence to figures: each expected number is worked out by hand in the test."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from analysis.change import changes
from analysis.intervals import figures, interval
from analysis.measures import ALL, measure
from analysis.overall import direction_word, overall
from analysis.periods import period_end, undated
from analysis.series import trend
from analysis.territories import levels
from analysis.values import article_values
from records import MonitorError

COLUMNS = ["article_id", "published", "published_precision", "actor", "territory", "contribution", "weight"]


def pieces_of(*rows):
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.assign(published=pd.to_datetime(frame["published"]), source="Desk", source_country="GEO", n_evidence=1)


def test_an_articles_value_is_contributions_over_weights():
    pieces = pieces_of(("a", "2020-01-05", "day", "RUS", "GEO", -0.2, 0.4), ("a", "2020-01-05", "day", "RUS", "ARM", 0.3, 0.6))
    assert article_values(pieces, measure("influence"))["top"].item() == pytest.approx((-0.2 + 0.3) / (0.4 + 0.6))
    georgia = article_values(pieces[pieces["territory"] == "GEO"], measure("influence"))
    assert georgia["top"].item() == pytest.approx(-0.2 / 0.4)


def test_an_article_that_only_quotes_a_claim_is_not_counted():
    pieces = pieces_of(("a", "2020-01-05", "day", "RUS", "GEO", 0.0, 0.0), ("b", "2020-01-06", "day", "RUS", "GEO", 0.5, 1.0))
    assert trend(pieces, measure("influence"), ["RUS"], "quarter")["n"].tolist() == [1]


def test_a_figure_is_the_mean_of_articles_not_of_pieces():
    pieces = pieces_of(
        ("a", "2020-01-05", "day", "RUS", "GEO", -0.5, 0.5), ("a", "2020-01-05", "day", "RUS", "ARM", -0.5, 0.5),
        ("b", "2020-02-05", "day", "RUS", "GEO", 0.5, 1.0),
    )
    row = trend(pieces, measure("influence"), ["RUS"], "quarter").iloc[0]
    assert row["value"] == pytest.approx(50 + 50 * (-1 + 0.5) / 2)
    assert row["n"] == 2


def test_a_share_is_the_actors_coverage_over_everyones_and_zero_where_it_is_not_named():
    pieces = pieces_of(
        ("a", "2020-01-05", "day", "RUS", "GEO", 0.6, 1.0), ("a", "2020-01-05", "day", "TUR", "GEO", 0.2, 1.0),
        ("b", "2020-02-05", "day", "TUR", "GEO", 0.8, 1.0),
    )
    row = trend(pieces, measure("share"), ["RUS"], "quarter").iloc[0]
    assert row["value"] == pytest.approx(0.6 / (0.6 + 0.2 + 0.8))
    assert row["n"] == 2


def test_a_count_is_the_number_of_articles_that_name_the_actor_exact_and_on_an_axis_that_holds_it():
    pieces = pieces_of(
        ("a", "2020-01-05", "day", "RUS", "GEO", 0.6, 1.0), ("a", "2020-01-05", "day", "RUS", "ARM", 0.1, 1.0),
        ("b", "2020-02-05", "day", "TUR", "GEO", 0.8, 1.0), ("c", "2020-02-06", "day", "RUS", "GEO", 0.1, 1.0),
    )
    count = measure("count")
    row = trend(pieces, count, ["RUS"], "quarter").iloc[0]
    assert (row["value"], row["n"]) == (2, 3) and pd.isna(row["low"])
    assert changes(pieces[:2], pieces[2:], count, ["TUR"])["change"].item() == 1
    assert count.fitted([2, 97]).high == 120 and measure("tone").fitted([97]) == measure("tone")


def test_a_period_without_articles_has_no_row():
    pieces = pieces_of(("a", "2020-01-05", "day", "RUS", "GEO", 0.5, 1.0), ("b", "2020-09-05", "day", "RUS", "GEO", 0.5, 1.0))
    assert [f"{start:%Y-%m}" for start in trend(pieces, measure("influence"), ["RUS"], "quarter")["period"]] == ["2020-01", "2020-07"]


def test_articles_dated_to_the_year_or_not_at_all_are_counted_but_not_in_the_trend():
    pieces = pieces_of(
        ("a", "2020-01-01", "year", "RUS", "GEO", 0.5, 1.0), ("b", None, "unknown", "RUS", "GEO", 0.5, 1.0),
        ("b", None, "unknown", "RUS", "ARM", 0.5, 1.0), ("c", "2020-03-01", "month", "RUS", "GEO", 0.5, 1.0),
    )
    assert undated(pieces) == 2
    assert trend(pieces, measure("influence"), ["RUS"], "month")["n"].tolist() == [1]


def test_periods_end_on_their_last_day():
    assert period_end(pd.Timestamp("2023-07-01"), "quarter") == pd.Timestamp("2023-09-30")
    assert period_end(pd.Timestamp("2024-02-01"), "month") == pd.Timestamp("2024-02-29")
    with pytest.raises(MonitorError, match="month, quarter"):
        trend(pieces_of(), measure("influence"), ["RUS"], "decade")


def test_a_drawn_part_counts_for_itself_an_undrawn_one_for_the_territory_around_it():
    pieces = pieces_of(
        ("a", "2020-01-05", "day", "RUS", "GEO", -0.5, 0.5), ("a", "2020-01-05", "day", "RUS", "GE-AJ", 0.0, 0.5),
        ("a", "2020-01-05", "day", "RUS", "GE-AB", 0.25, 0.25), ("b", "2020-01-05", "day", "RUS", "REG", 0.4, 1.0),
    )
    rows = levels(pieces, measure("influence"), "RUS").set_index("territory")
    assert rows["value"].to_dict() == pytest.approx({"GEO": 50 + 50 * -0.5 / 1.0, "GE-AB": 100.0, "REG": 50 + 50 * 0.4})
    assert rows["n"].to_dict() == {"GEO": 1, "GE-AB": 1, "REG": 1}


def test_the_direction_stands_beside_the_level_and_never_in_it():
    standing = pieces_of(("a", "2020-01-05", "day", "RUS", "GEO", 0.6, 1.0))
    trajectory = pieces_of(("a", "2020-01-05", "day", "RUS", "GEO", -0.9, 1.0))
    row = levels(standing, measure("influence"), "RUS", directions=trajectory).iloc[0]
    assert (row["value"], row["direction"], row["direction_n"]) == (pytest.approx(80), pytest.approx(-0.9), 1)
    assert direction_word(row["direction"], 3) == "falling"
    assert direction_word(row["direction"], row["direction_n"]) == ""   # one article says too little
    assert direction_word(math.nan, 9) == ""


def test_one_article_has_no_interval_and_equal_articles_no_spread():
    one = pieces_of(("a", "2020-01-05", "day", "RUS", "GEO", 0.5, 1.0))
    whole = overall(one, measure("influence"), "RUS")
    assert whole.n == 1 and math.isnan(whole.low) and math.isnan(whole.high)
    ones = pd.Series([1.0] * 6).to_numpy()
    assert interval(ones * 0.5, ones) == pytest.approx((0.5, 0.5))


def test_the_interval_is_repeatable_and_close_to_the_textbooks():
    values = pd.Series([-1.0, 1.0] * 50).to_numpy()
    ones = abs(values)
    low, high = interval(values, ones, redraws=4000, seed=1)
    assert (low, high) == interval(values, ones, redraws=4000, seed=1) != interval(values, ones, redraws=4000, seed=2)
    # Standard error of a mean of 100 articles with standard deviation 1: 0.1.
    assert (low, high) == pytest.approx((-0.196, 0.196), abs=0.02)


def test_the_shortcut_for_very_many_articles_agrees_with_the_bootstrap(monkeypatch):
    values = pd.Series([0.9, -0.3, 0.1, 0.4] * 450).to_numpy()
    weights = pd.Series([1.0, 0.5, 0.7, 0.2] * 450).to_numpy()
    drawn = interval(values, weights, redraws=4000)
    monkeypatch.setattr("analysis.intervals.LARGE", 100)
    assert interval(values, weights) == pytest.approx(drawn, abs=0.005)


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.key)
def test_every_measure_survives_having_nothing_to_show(each):
    nothing = pieces_of()
    series = trend(nothing, each, ["RUS"], "quarter")
    assert series.empty and series["period"].dtype.kind == series["period_end"].dtype.kind == "M"
    assert levels(nothing, each, "RUS", directions=nothing).empty
    assert overall(nothing, each, "RUS").n == 0
    assert each.low <= (each.midpoint if each.midpoint is not None else each.low) <= each.high


def test_frames_that_are_passed_in_stay_as_they_were():
    pieces = pieces_of(("a", "2020-01-05", "day", "RUS", "GEO", 0.5, 1.0), ("b", "2021-01-05", "day", "TUR", "GE-AJ", 0.5, 1.0))
    before = pieces.copy()
    for each in ALL:
        trend(pieces, each, ["RUS", "TUR"], "month")
        levels(pieces, each, "RUS", directions=pieces)
    pd.testing.assert_frame_equal(pieces, before)


def test_numbers_are_written_as_readers_write_them():
    assert measure("influence").written(40.6) == "41"
    assert measure("tone").written(-0.004) == "0.00"
    assert measure("tone").written(-0.23) == "\N{MINUS SIGN}0.23"
    assert measure("agency").written(0.5) == "+0.50"
    assert measure("share").named(0.124) == "12 % of coverage"
    with pytest.raises(MonitorError, match="influence"):
        measure("power")


def test_figures_keep_groups_apart():
    values = pd.DataFrame({"actor": ["A", "B", "A"], "top": [1.0, 0.0, 0.0], "bottom": [1.0, 1.0, 1.0]})
    assert figures(values, ["actor"])["value"].tolist() == [0.5, 0.0]
