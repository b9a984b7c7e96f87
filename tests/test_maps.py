"""The maps: what is coloured, hatched, written and asked for."""

import json
import math
from datetime import date

import pandas as pd
import pytest

from analysis.measures import measure
from charts import style
from charts.maps import CONFIG, Scene, change_map, leading_map, level_map, places_map, selected_territory, small_multiples
from charts.maps.level import ink_on, scale_of
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
    labels = [text for trace in figure.data if trace.type == "scattergeo" and "text" in trace.mode for text in trace.text]
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


# The lines of a date, and whose names

def dashes(figure):
    return {trace.line.dash for trace in figure.data if trace.type == "scattergeo" and trace.mode == "lines"}


@pytest.mark.parametrize("day, said", [
    (date(2019, 6, 1), "Lines of 1 Jun 2019, dashed: disputed."), (date(2021, 6, 1), "dotted: historical (Line of contact, 1994–2020)"),
    (date(2025, 6, 1), "Nagorno-Karabakh Autonomous Oblast, 1991")])
def test_a_map_shows_the_lines_of_its_date_and_says_which(day, said):
    figure = level_map(LEVELS, INFLUENCE, Scene(on=day, characters=400))
    assert said in words(figure)
    assert ("1.5px,3px" in dashes(figure)) == (day.year > 2019)


def test_a_profile_changes_names_lines_and_disclaimer_together():
    neutral, georgian = (level_map(LEVELS, INFLUENCE, Scene(on=date(2025, 1, 1), names=key, characters=400)) for key in ("neutral", "georgia"))
    assert "South Ossetia /<br>Tskhinvali region" in words(neutral) and "imply no position" in words(neutral)
    assert "South Ossetia" not in words(georgian) and "Government of Georgia" in words(georgian)
    assert "6px,3px" in dashes(neutral) and "6px,3px" not in dashes(georgian)


# The other kinds

CHANGES = pd.DataFrame([
    ("ARM", 76.0, 46.0, -30.0, -48.0, -9.0, 14, 24, "clear fall"), ("GEO", 63.0, 74.0, 11.0, -6.0, 30.0, 14, 18, "no clear change"),
    ("GE-AB", 62.0, 58.0, -4.0, math.nan, math.nan, 3, 14, "too few articles to say")],
    columns=["territory", "before", "after", "change", "low", "high", "n_before", "n_after", "verdict"])


def test_only_a_clear_change_has_a_colour_and_it_is_no_colour_of_a_level():
    figure = change_map(CHANGES, INFLUENCE, periods=("2018–2021", "2022–2025"))
    assert coloured(figure) == {"ARM": -30}
    text = words(figure)
    assert "<b>−30</b> (76 to 46)" in text and "no clear change" in text and "change, not level" in text
    assert "95 % interval −48 to −9" in hover(figure, "ARM") and "2018–2021: 76, 14 articles" in hover(figure, "ARM")
    scaled = next(trace for trace in areas(figure) if trace.showscale)
    assert (scaled.zmin, scaled.zmax) == (-50, 50)
    assert not {colour for _, colour in scaled.colorscale} & set(style.DIVERGING)


def test_the_map_of_the_most_influential_has_names_and_margins_and_no_fill():
    rows = pd.DataFrame([("GEO", "CHN", 87.0, 9, "RUS", 69.0, 32, 18.0, 4.0, 30.0, True), ("ARM", "AZE", 68.0, 35, "FRA", 64.0, 8, 4.0, -9.0, 15.0, False),
                         ("GE-SO", "RUS", 70.0, 7, "", math.nan, 0, math.nan, math.nan, math.nan, False)],
                        columns=["territory", "actor", "value", "n", "second", "second_value", "second_n", "margin", "low", "high", "clear"])
    figure = leading_map(rows, INFLUENCE, {"CHN": "China", "RUS": "Russia", "AZE": "Azerbaijan", "FRA": "France"})
    assert coloured(figure) == {}
    text = words(figure)
    assert "China 87" in text and "ahead by 18" in text and "no clear lead" in text and "no other with enough" in text and "too few articles" in text
    assert "not in control" in text


def test_little_maps_share_one_scale_and_each_names_its_panel():
    levels = pd.concat([LEVELS.assign(panel=str(year), panel_n=40, on=date(year, 12, 31)) for year in (2019, 2021, 2025)])
    figure = small_multiples(levels, INFLUENCE)
    text = words(figure)
    assert all(f"<b>{year}</b>" in text for year in (2019, 2021, 2025)) and "its own date" in text and "40 articles" in text
    assert {(trace.zmin, trace.zmax) for trace in areas(figure) if len(trace.colorscale) > 2} == {(0, 100)}
    assert sum(bool(trace.showscale) for trace in areas(figure)) == 1
    assert figure.data[0].type == "scattergeo"


def test_a_bubble_is_as_large_as_its_articles_and_hollow_where_they_are_few():
    places = pd.DataFrame([("Tbilisi", 44.8, 41.7, 16, 60.0), ("Gyumri", 43.85, 40.79, 4, 30.0), ("Meghri", 46.24, 38.9, 1, 90.0)],
                          columns=["place", "lon", "lat", "n", "value"])
    figure = places_map(places, INFLUENCE)
    hollow, filled = [trace for trace in figure.data if trace.type == "scattergeo" and trace.mode == "markers"]
    assert "Outside the map" not in words(figure)
    assert filled.marker.size[0] == pytest.approx(2 * filled.marker.size[1])   # four times the articles, twice the width
    assert [place for place, in hollow.customdata] == ["Meghri"]


# Colours

@pytest.mark.parametrize("cvd", ["deuteranomaly", "protanomaly", "tritanomaly"])
@pytest.mark.parametrize("colours", [style.DIVERGING, style.CHANGE], ids=["level", "change"])
def test_both_ends_stay_apart_for_readers_who_see_colours_differently(colours, cvd):
    from colorspacious import cspace_convert, deltaE
    seen = [cspace_convert([int(colour[at:at + 2], 16) / 255 for at in (1, 3, 5)], {"name": "sRGB1+CVD", "cvd_type": cvd, "severity": 100}, "sRGB1")
            for colour in colours]
    middle = len(seen) // 2
    for step in range(2, middle + 1):
        assert deltaE(seen[middle - step], seen[middle + step], input_space="sRGB1") > 12
        assert min(deltaE(seen[middle], seen[middle + side * step], input_space="sRGB1") for side in (-1, 1)) > 8


@pytest.mark.parametrize("name", ["influence", "sentiment", "share"])
def test_words_are_legible_on_every_colour_also_in_grey(name):
    one = measure(name)
    for step in range(101):
        value = one.low + (one.high - one.low) * step / 100
        ink, ground = ink_on(value, (one.low, one.high), scale_of(one))
        assert contrast(_rgb(ink), tuple(float(part) for part in ground[4:-1].split(","))) >= 4.5, value


def _rgb(colour):
    return tuple(int(colour[at:at + 2], 16) for at in (1, 3, 5))


def contrast(one, other):
    """Of two sRGB colours (0 to 255), as WCAG 2 defines it."""
    def light(colour):
        linear = [part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)
