"""The map figure: what is coloured, hatched, written and asked for."""

import json
import math

import pandas as pd
import pytest

from analysis.measures import measure
from charts.maps import CONFIG, Scene, level_map, selected_territory, small_multiples
from charts.style import number
from geo.territories import drawn

LEVELS = pd.DataFrame([
    ("ARM", 31.0, 22.0, 40.0, 24, -0.5, 9), ("AZE", 55.0, 44.0, 63.0, 18, 0.05, 8), ("GEO", 72.0, 60.0, 80.0, 12, math.nan, 0),
    ("GE-AB", 88.0, 80.0, 95.0, 7, 0.2, 3), ("GE-SO", 8.0, 2.0, 20.0, 5, -0.3, 2), ("AZ-KB", 22.0, 20.0, 50.0, 2, -0.6, 2),
    ("REG", 50.0, 40.0, 60.0, 9, 0.0, 4)], columns=["territory", "value", "low", "high", "n", "direction", "direction_n"])
EMPTY = LEVELS.iloc[:0]
INFLUENCE = measure("influence")


def areas(figure):
    """The traces that can be clicked, neighbours left out."""
    return [trace for trace in figure.data if trace.type == "choropleth" and trace.hoverinfo != "skip"]


def coloured(figure):
    return {code: value for trace in areas(figure) if trace.showscale for code, value in zip(trace.locations, trace.z)}


def words(figure):
    labels = [text for trace in figure.data if trace.type == "scattergeo" and trace.mode == "text" for text in trace.text]
    return " ".join(labels + [note.text for note in figure.layout.annotations])


def hover(figure, code):
    return next(text for trace in areas(figure) for each, text in zip(trace.locations, trace.text) if each == code)


@pytest.mark.parametrize("levels", [LEVELS, EMPTY], ids=["articles", "no articles"])
def test_every_territory_is_drawn_once_and_the_region_is_not_painted(levels):
    locations = [code for trace in areas(level_map(levels, INFLUENCE)) for code in trace.locations]
    assert sorted(locations) == sorted(drawn())


def test_too_few_articles_are_hatched_and_not_coloured():
    assert "AZ-KB" not in coloured(level_map(LEVELS, INFLUENCE, min_articles=3))
    assert coloured(level_map(LEVELS, INFLUENCE, min_articles=2))["AZ-KB"] == 22
    with_hatching, without = level_map(LEVELS, INFLUENCE, min_articles=3), level_map(LEVELS, INFLUENCE, min_articles=2)
    assert len(with_hatching.data) == len(without.data) + 1


def test_no_article_is_a_gap_and_not_fifty():
    figure = level_map(LEVELS, INFLUENCE)
    assert "AZ-NX" not in coloured(figure)
    assert "no statement" in hover(figure, "AZ-NX")


def test_the_colours_span_the_measure_and_not_the_data():
    scaled = next(trace for trace in areas(level_map(LEVELS, measure("tone"))) if trace.showscale)
    assert (scaled.zmin, scaled.zmax) == (-1, 1)


def test_arrows_show_direction_and_nothing_where_nothing_is_said():
    figure = level_map(LEVELS, INFLUENCE)
    labels = {trace.text[0].split("<br>")[0]: trace.text[0] for trace in figure.data if trace.type == "scattergeo" and trace.mode == "text"}
    assert "↘" in labels["<b>Armenia</b>"] and "→" in labels["<b>Azerbaijan</b>"] and "↗" in labels["<b>Abkhazia</b>"]
    assert not set("↗↘→") & set(labels["<b>Georgia</b>"])


def test_a_direction_that_rests_on_few_articles_is_not_drawn_and_the_hover_says_why():
    figure = level_map(LEVELS, INFLUENCE, min_articles=3)   # South Ossetia: level of 5 articles, direction of 2
    label = next(trace.text[0] for trace in figure.data if trace.type == "scattergeo" and trace.mode == "text" and "Ossetia" in trace.text[0])
    assert "n=5" in label and not set("↗↘→") & set(label)
    assert "Direction: too few articles (2)" in hover(figure, "GE-SO")
    assert "↘" in hover(figure, "ARM") and "9 articles" in hover(figure, "ARM")


def test_few_articles_have_no_interval():
    assert "interval" not in hover(level_map(LEVELS, INFLUENCE, min_articles=3), "AZ-KB")


def test_the_key_says_what_n_counts():
    assert "n: articles on this territory" in words(level_map(LEVELS, measure("share")))


def test_a_country_says_which_parts_its_figure_leaves_out():
    figure = level_map(LEVELS, INFLUENCE)
    assert "Without Abkhazia and South Ossetia / Tskhinvali region" in hover(figure, "GEO")
    assert "interval 22 to 40" in hover(figure, "ARM") and "24 articles" in hover(figure, "ARM")


def test_it_says_what_it_is_and_shows_no_code():
    text = words(level_map(LEVELS, INFLUENCE, title="Russia", subtitle="Invented sample"))
    assert "Portrayal in these articles, not power" in text and "imply no position" in text and "Invented sample" in text
    assert not [code for code in drawn() if code in text]


def test_it_asks_for_nothing_outside():
    """The first trace must not be a choropleth: plotly then asks its content server for a world map."""
    figure = level_map(LEVELS, INFLUENCE)
    assert figure.data[0].type == "scattergeo" and figure.data[0].locationmode is None
    assert "http" not in figure.to_json().lower().replace("http://www.w3.org", "")
    assert CONFIG["topojsonURL"].startswith("data:")
    assert len(figure.to_json()) < 400_000


def test_the_table_is_not_changed():
    before = LEVELS.copy()
    level_map(LEVELS, INFLUENCE)
    pd.testing.assert_frame_equal(LEVELS, before)


def test_only_territory_value_and_n_are_needed():
    figure = level_map(LEVELS[["territory", "value", "n"]], INFLUENCE)
    assert coloured(figure)["ARM"] == 31


@pytest.mark.parametrize("event, code", [
    ({"selection": {"points": [{"location": "GE-SO"}]}}, "GE-SO"), ({"selection": {"points": []}}, None),
    ({"selection": {"points": [{"location": "RUS"}]}}, None), (None, None), ({}, None)])
def test_a_click_gives_the_territory_or_nothing(event, code):
    assert selected_territory(json.loads(json.dumps(event))) == code


@pytest.mark.parametrize("value, bounds, text", [
    (62.4, (0, 100), "62"), (-0.2, (-1, 1), "−0.20"), (0.231, (0, 1), "23%"), (math.nan, (0, 100), "–")])
def test_numbers_are_written_for_their_measure(value, bounds, text):
    assert number(value, bounds) == text
