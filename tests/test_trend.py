"""The trend figure: what it must show, whatever the data."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from analysis.measures import ALL, measure
from analysis.periods import period_end
from charts.trend import trend

NAMES = {"RUS": "Russia", "TUR": "Turkey", "IRN": "Iran", "USA": "United States"}


def series_of(*rows):
    """actor, first day, value, n; an interval of 10 to both sides where n allows one."""
    frame = pd.DataFrame(rows, columns=["actor", "period", "value", "n"])
    frame["period"] = pd.to_datetime(frame["period"])
    frame["period_end"] = pd.to_datetime([period_end(start, "quarter") for start in frame["period"]])
    spread = frame["n"].map(lambda n: math.nan if n == 1 else 10.0)
    return frame.assign(low=frame["value"] - spread, high=frame["value"] + spread)


def drawn(series, *, actors=("RUS",), show="influence", **options):
    return trend(series, measure=measure(show), period="quarter", actors=actors, names=NAMES, **options)


THREE = series_of(("RUS", "2020-01-01", 40, 5), ("RUS", "2020-04-01", 45, 1), ("RUS", "2020-10-01", 60, 4))


def markers(figure):
    return [trace for trace in figure.data if trace.mode == "markers" and trace.customdata is not None]


def lines(figure):
    return [trace for trace in figure.data if trace.mode == "lines"]


def words(figure):
    return " ".join([figure.layout.title.text, *(note.text for note in figure.layout.annotations)])


def test_a_line_is_broken_where_a_period_is_missing():
    values = [None if pd.isna(value) else value for value in lines(drawn(THREE))[0].y]
    assert values == [None, 40, None, None, 60]   # the second has too few articles to be joined
    assert lines(drawn(THREE))[0].connectgaps is False


def test_neighbours_with_enough_articles_are_joined():
    enough = drawn(THREE.assign(n=5))
    assert [None if pd.isna(value) else value for value in lines(enough)[0].y] == [None, 40, 45, None, 60]


@pytest.mark.parametrize("days", [3, 20, 45, 90, 200, 400, 2000])
def test_labels_of_time_never_repeat(days):
    first = pd.Timestamp("2021-11-20")
    axis = drawn(THREE, span=(first, first + pd.Timedelta(days=days))).layout.xaxis
    step = axis.dtick
    offset = pd.DateOffset(months=int(step[1:])) if isinstance(step, str) else pd.Timedelta(milliseconds=step)
    ticks = pd.date_range("2021-01-01", first + pd.Timedelta(days=days), freq=offset)
    labels = [f"{tick:{axis.tickformat}}" for tick in ticks]
    assert len(set(labels)) == len(labels)


def test_rows_of_numbers_are_named_and_names_are_short_where_there_is_little_room():
    figure = drawn(THREE, short={"RUS": "Rus."})
    assert "Rus." in figure.layout.yaxis2.ticktext[0]
    assert any(note.text == "Rus." for note in figure.layout.annotations)


def test_a_point_carries_its_actor_and_period_for_a_click():
    assert list(markers(drawn(THREE))[0].customdata[0]) == ["RUS", "2020-01-01", "2020-03-31"]


def test_a_point_of_few_articles_is_hollow_and_without_interval():
    points = markers(drawn(THREE, min_articles=3))[0]
    fills = list(points.marker.color)
    assert fills[1] != fills[0] == fills[2] == points.marker.line.color
    assert [pd.isna(each) for each in points.error_y.array] == [False, True, False]


def test_the_number_of_articles_stands_under_each_point():
    counts = next(trace for trace in drawn(THREE).data if trace.mode == "markers+text")
    assert list(counts.text) == ["5", "1", "4"]


def test_the_axis_is_the_measures_whatever_the_data():
    one, other = drawn(THREE), drawn(THREE.assign(value=THREE["value"] / 10))
    assert one.layout.yaxis.range == other.layout.yaxis.range
    assert one.layout.yaxis.range[0] < 0 < 100 < one.layout.yaxis.range[1]


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.key)
def test_every_figure_says_what_it_shows_of_whom_from_where_and_that_it_is_not_power(each):
    text = words(drawn(THREE, show=each.key, filters="all outlets", source="Invented sample corpus.", undated=2))
    for part in (each.label, "by quarter", "Russia", "all outlets", "Invented sample corpus.", "not power", each.high_words,
                 each.low_words, "2 articles undated", "fewer than 3 articles"):
        assert part in text
    assert "RUS" not in text


def test_an_actors_colour_does_not_depend_on_the_company():
    both = pd.concat([series_of(("TUR", "2020-01-01", 50, 5)), THREE])
    alone = markers(drawn(THREE))[0].marker.line.color
    together = {trace.customdata[0][0]: trace.marker.line.color for trace in markers(drawn(both, actors=("TUR", "RUS")))}
    assert together["RUS"] == alone != together["TUR"]


def test_names_at_the_line_ends_do_not_touch():
    series = pd.concat([series_of((code, "2020-01-01", 50 + step, 5)) for step, code in enumerate(NAMES)])
    figure = drawn(series, actors=tuple(NAMES))
    heights = sorted(note.y for note in figure.layout.annotations if note.text.replace("<br>", " ") in NAMES.values())
    assert len(heights) == 4
    assert min(after - before for before, after in zip(heights, heights[1:])) > 3


def test_many_lines_have_no_intervals_drawn_over_each_other():
    series = pd.concat([series_of((code, "2020-01-01", 50, 5)) for code in NAMES])
    assert not any(trace.error_y.visible for trace in markers(drawn(series, actors=tuple(NAMES))))


def test_a_chosen_point_gets_a_ring():
    assert len(drawn(THREE, focus=("RUS", "2020-04-01")).data) == len(drawn(THREE).data) + 1


def test_nothing_to_show_is_a_sentence():
    assert "No article in this view" in words(drawn(series_of()))


def test_the_series_stays_as_it_was():
    before = THREE.copy()
    drawn(THREE)
    pd.testing.assert_frame_equal(THREE, before)
