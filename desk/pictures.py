"""The pictures of pages and briefings: a view of a corpus in, a figure and the table behind it out.

A picture is named by its key (PICTURES) and made again from a view at any time, so a briefing keeps no figures, only views.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pandas as pd

from analysis.breakdown import OUTLETS, broken_down, with_outlets
from analysis.change import changes
from analysis.events import chosen as chosen_events
from analysis.overall import overall
from analysis.periods import undated
from analysis.relations import STANCE, pair_over_time, pairs
from analysis.series import trend as trend_series
from analysis.territories import levels as territory_levels
from analysis.turning import turning_points
from charts import trend as trend_chart
from charts.dots import dots
from charts.relations import heat_map
from charts.style import TWO
from charts.trend import actor_line
from config import settings
from desk import maps
from desk.corpus import Corpus
from desk.names import (
    actor_in_a_sentence,
    actor_name,
    actor_short,
    days_in_words,
    in_words,
    lower_first,
    outlet_group_name,
    shown_events,
)
from desk.picture import Picture
from desk.view import Choices, View, compared
from indicators.instruments import INSTRUMENTS

OUTLETS_SHOWN = 10   # groups of outlets on the page of an actor
MOST = 14            # rows of a comparison
SHEET = 2.14         # width / height of a map on a sheet of 16 to 9, its words above and below left out
PAIRED = 11          # actors in rows and columns of the relations


def trend(opened: Corpus, view: View, choices: Choices, theme: str = "light", actors: Sequence[str] = ()) -> Picture:
    """Actors over time, with events and turning points. actors : those drawn; by default all of the view."""
    drawn_actors = tuple(actors) or view.trend_actors
    measure = view.measure
    pieces = opened.pieces(view.filters, measure.indicator, view.trend_actors, measure.is_share)
    series = trend_series(pieces, measure, drawn_actors, view.by)
    first, last = view.since or choices.first, view.until or choices.last
    own = pieces[pieces["actor"].isin(drawn_actors) & (pieces["weight"] > 0)]
    code, _, start = view.focus.partition("@")
    figure = trend_chart.trend(
        series, measure=measure.fitted(series["value"]), period=view.by, actors=drawn_actors, names={code: actor_name(code) for code in drawn_actors},
        short={code: actor_short(code) for code in drawn_actors}, filters=f"{in_words(view)} · {opened.of_all(own['article_id'].nunique())}",
        source=opened.source(), undated=undated(own, view.by), min_articles=settings()["display"]["min_articles"],
        span=(pd.Timestamp(min(first, last)), pd.Timestamp(max(first, last))) if first else None, focus=(code, start) if start else None,
        theme=theme, events=shown_events(view), turns=turning_points(series[series["actor"] == view.actor], view.actor))
    return Picture(f"{measure.label} by {view.by}: " + ", ".join(actor_name(code) for code in drawn_actors), figure, series)


def one_trend(opened: Corpus, view: View, choices: Choices, theme: str = "light") -> Picture:
    """The chosen actor alone over time."""
    return trend(opened, view, choices, theme, (view.actor,))


def small_map(opened: Corpus, view: View, choices: Choices, theme: str = "light") -> Picture:
    """The map of levels at the size of the start page."""
    return maps.drawn_map(opened, replace(view, kind="level"), choices, theme, aspect=1.45, characters=114)


def large_map(opened: Corpus, view: View, choices: Choices, theme: str = "light", aspect: float = SHEET) -> Picture:
    """The map of the kind that the view asks for, for a sheet of 16 to 9."""
    return maps.drawn_map(opened, view, choices, theme, aspect=aspect, characters=150)


def by_territory(opened: Corpus, view: View, choices: Choices, theme: str = "light") -> Picture:
    """The chosen actor by territory, in rows with intervals."""
    return _of_actor(opened, view, maps.in_order(maps.levels_of(opened, view)), "By territory", theme)


def by_means(opened: Corpus, view: View, choices: Choices, theme: str = "light") -> Picture:
    """The chosen actor by the means it is shown to use."""
    measure = view.measure
    split = opened.pieces(view.filters, measure.indicator, (view.actor,), measure.is_share, by="instrument")
    rows = broken_down(split, measure, [view.actor], "instrument")
    rows = rows[rows["instrument"].isin(INSTRUMENTS)]
    return _of_actor(opened, view, rows.assign(label=rows["instrument"].str.capitalize()), "By the means it is shown to use", theme)


def by_outlets(opened: Corpus, view: View, choices: Choices, theme: str = "light") -> Picture:
    """The chosen actor by where the outlets are based."""
    measure = view.measure
    pieces = opened.pieces(view.filters, measure.indicator, view.trend_actors, measure.is_share)
    rows = broken_down(with_outlets(pieces, "based"), measure, [view.actor], "group").head(OUTLETS_SHOWN)
    labels = "Outlets based in " + rows["group"].map(lambda code: actor_name(code) or "a country not known")
    return _of_actor(opened, view, rows.assign(label=labels), "Who says it", theme)


def _of_actor(opened: Corpus, view: View, rows: pd.DataFrame, title: str, theme: str) -> Picture:
    about = view.measure.about(actor_in_a_sentence(view.actor))
    figure = dots(rows, view.measure.fitted(rows["value"]), title=title, subtitle=f"{about} · {in_words(view)}", note=opened.source(), characters=72,
                  min_articles=settings()["display"]["min_articles"], theme=theme, empty="No statement in this view.")
    return Picture(f"{about}: {lower_first(title)}", figure, rows.drop(columns=["label", "key"], errors="ignore"))


def outlets_compared(opened: Corpus, view: View, choices: Choices, theme: str = "light") -> Picture:
    """How groups of outlets portray the same actors: the gap between them."""
    measure = view.measure
    pieces = opened.pieces(view.filters, measure.indicator, view.trend_actors, measure.is_share)
    rows = broken_down(with_outlets(pieces, view.group), measure, list(view.trend_actors), "group")
    rows = rows.assign(label=rows["group"].map(lambda group: outlet_group_name(group, view.group)), series=rows["actor"].map(actor_name))
    return _compared(opened, view, rows, f"Outlets by {OUTLETS[view.group][0]} (their texts in English)", theme)


def periods_compared(opened: Corpus, view: View, choices: Choices, theme: str = "light") -> Picture:
    """The chosen period against the one before it, actor by actor. The table is that of the changes. choices : with a first day."""
    parts, names = period_parts(opened, view, choices)
    long = pd.concat([_alone(part, view).assign(series=name) for part, name in zip(parts, names)])
    found = _compared(opened, view, long, f"{names[0]} and {names[1]}", theme, dict(zip(names, TWO[theme])), joined=True)
    return replace(found, table=changes(*parts, view.measure, list(view.trend_actors)))


def territories_compared(opened: Corpus, view: View, choices: Choices, theme: str = "light") -> Picture:
    """The chosen actors in each territory."""
    measure = view.measure
    pieces = opened.pieces(view.filters, measure.indicator, view.trend_actors, measure.is_share)
    rows = maps.in_order(pd.concat([territory_levels(pieces, measure, code).assign(actor=code) for code in view.trend_actors]))
    return _compared(opened, view, rows.assign(series=rows["actor"].map(actor_name)).drop(columns="key"), "By territory", theme)


def period_parts(opened: Corpus, view: View, choices: Choices, wanted: Sequence[str] = ()) -> tuple[list[pd.DataFrame], tuple[str, str]]:
    """The pieces of the earlier and the later period of a comparison, and both periods in words. wanted : actors; by default the view's."""
    measure, days = view.measure, compared(view, choices)
    parts = [opened.pieces(replace(view.filters, since=since, until=until), measure.indicator, tuple(wanted) or view.trend_actors, measure.is_share)
             for since, until in days]
    return parts, tuple(days_in_words(*each) for each in days)


def _alone(pieces: pd.DataFrame, view: View) -> pd.DataFrame:
    """Each actor's figure over all of the pieces, as rows of a chart."""
    rows = [(actor_name(code), code, *vars(overall(pieces, view.measure, code)).values()) for code in view.trend_actors]
    return pd.DataFrame(rows, columns=["label", "actor", "value", "low", "high", "n", "direction", "direction_n"])


def _compared(opened: Corpus, view: View, rows: pd.DataFrame, title: str, theme: str, colours: dict[str, str] | None = None, joined: bool = False) -> Picture:
    colours = colours or {actor_name(code): actor_line(code, theme)["color"] for code in view.trend_actors}
    keep = list(dict.fromkeys(rows["label"]))[:MOST]
    whole = f"{view.measure.label}: {lower_first(title)}"
    figure = dots(rows[rows["label"].isin(keep)], view.measure.fitted(rows["value"]), title=whole, subtitle=in_words(view), note=opened.source(),
                  colours=colours, joined=joined, min_articles=settings()["display"]["min_articles"], theme=theme, characters=140,
                  empty="No statement in this view.")
    return Picture(whole, figure, rows.drop(columns=["label", "series"]))


def relations(opened: Corpus, view: View, choices: Choices, theme: str = "light") -> Picture:
    """Ordered pairs of actors from conflict to cooperation."""
    found = pairs(opened.relations(view.filters))
    figure = heat_map(found, {code: actor_short(code) for code in _paired(found, view)}, title="Who does what to whom", subtitle=in_words(view),
                      note=opened.source(), min_articles=settings()["display"]["min_articles"], theme=theme)
    return Picture("Who does what to whom", figure, found)


def pair_of(view: View, found: pd.DataFrame) -> str:
    """The pair that is shown over time: the chosen one, or that of most articles. found : of analysis.relations.pairs."""
    return view.pair or (f"{found.iloc[0]['actor']}>{found.iloc[0]['other']}" if len(found) else "")


def pair_trend(opened: Corpus, view: View, choices: Choices, theme: str = "light") -> Picture | None:
    """One pair over time, both ways; None where there is no pair."""
    found = opened.relations(view.filters)
    pair = pair_of(view, pairs(found))
    if not pair:
        return None
    one, other = pair.split(">")
    series = pair_over_time(found, one, other, view.by)
    both = (f"{one}>{other}", f"{other}>{one}")
    names = {code: " → ".join(actor_short(each) for each in code.split(">")) for code in both}
    own = found[found["actor"].isin((one, other)) & found["other"].isin((one, other)) & (found["kind"] == "stance")]
    first, last = view.since or choices.first, view.until or choices.last
    near = chosen_events((one,), view.territories)
    near = near[near["actors"].map(lambda codes: other in codes)] if view.events != "none" else near.iloc[:0]
    figure = trend_chart.trend(series, measure=STANCE, period=view.by, actors=both, names=names, filters=f"{in_words(view)} · {opened.of_all(own['article_id'].nunique())}",
                               source=opened.source(), undated=undated(own, view.by), min_articles=settings()["display"]["min_articles"],
                               span=(pd.Timestamp(first), pd.Timestamp(last)) if first else None, theme=theme, events=near)
    return Picture(f"{STANCE.label} over time: " + ", ".join(names.values()), figure, series)


def _paired(found: pd.DataFrame, view: View) -> list[str]:
    """The actors in most articles of pairs, the chosen ones before all."""
    counts = pd.concat([found[["actor", "n"]], found[["other", "n"]].rename(columns={"other": "actor"})]).groupby("actor")["n"].sum()
    most = list(counts.sort_values(ascending=False, kind="stable").index)
    first = [code for code in view.trend_actors if code in counts]
    return list(dict.fromkeys([*first, *most]))[:PAIRED]


COMPARED_BY = {"outlets": outlets_compared, "periods": periods_compared, "territories": territories_compared}


def comparison(opened: Corpus, view: View, choices: Choices, theme: str = "light") -> Picture:
    """The chart of the comparison that the view asks for; of outlets where that has none of its own."""
    return COMPARED_BY.get(view.compare, outlets_compared)(opened, view, choices, theme)


# Every picture by its key: for the map of the start page and the large one, the view says of which kind.
PICTURES: dict[str, Callable[[Corpus, View, Choices, str], Picture | None]] = {
    "map": large_map, "trend": trend, "actor-trend": one_trend, "territories": by_territory, "means": by_means, "outlets": by_outlets,
    "comparison": comparison, "relations": relations, "pair": pair_trend,
}
