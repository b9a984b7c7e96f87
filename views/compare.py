"""Who gains when it loses? Outlets, periods and territories side by side, and whom articles name as gaining."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from analysis.breakdown import OUTLETS, broken_down, with_outlets
from analysis.change import changes, parts_of_change
from analysis.measures import measure as measure_of
from analysis.overall import overall
from analysis.relations import gainers
from analysis.territories import levels as territory_levels
from analysis.values import article_values
from charts.dots import dots
from charts.maps.change import signed
from charts.style import TWO, articles
from charts.trend import actor_line
from config import settings
from geo.territories import REGION, drawn
from reading.actors import actors
from views import behind
from views.desk import desk
from views.filters import COMPARISONS, Choices, View, compared
from views.headline import headline
from views.load import Corpus
from views.names import actor_in_a_sentence, actor_name, days_in_words, in_words, lower_first, territory_name
from views.pictures import PLOT

MOST = 14            # rows of a chart


def page() -> None:
    desk("compare", _body)


def _body(opened: Corpus, view: View, choices: Choices) -> None:
    measure = view.measure
    pieces = opened.pieces(view.filters, measure.indicator, view.trend_actors, measure.is_share)
    directions = opened.pieces(view.filters, measure.direction, (view.actor,)) if measure.direction else None
    headline(opened, view, overall(pieces, measure, view.actor, directions), choices)
    with st.container(horizontal=True, vertical_alignment="center", key="map-kinds"):
        st.segmented_control("Compare", list(COMPARISONS), format_func=COMPARISONS.get, key="compare", required=True, label_visibility="collapsed")
        st.space("stretch")
        if view.compare == "outlets":
            st.selectbox("Outlets by", list(OUTLETS), format_func=lambda key: f"Outlets by {OUTLETS[key][0]}", key="group", label_visibility="collapsed", width=300)
        else:
            st.session_state["group"] = view.group
    draw = {"outlets": _outlets, "periods": _periods, "territories": _territories, "gains": _gains}[view.compare]
    table = draw(opened, view, choices, pieces)
    behind.section(opened, view, choices, {"Comparison": table})


def _outlets(opened: Corpus, view: View, choices: Choices, pieces: pd.DataFrame) -> pd.DataFrame:
    """How groups of outlets portray the same actors: the gap between them."""
    known = with_outlets(pieces, view.group)
    rows = broken_down(known, view.measure, list(view.trend_actors), "group")
    rows = rows.assign(label=rows["group"].map(lambda group: _group_name(group, view.group)))
    _chart(opened, view, rows.assign(series=rows["actor"].map(actor_name)), f"Outlets by {OUTLETS[view.group][0]} (their texts in English)")
    st.caption("Where an outlet is based, who funds it and whose line it follows are three things (reference/sources.csv). Only texts in English are read.")
    return rows.drop(columns="label")


def _group_name(group: str, by: str) -> str:
    if not group:
        return "not known"
    if by in ("based", "funded"):
        return actor_name(group)
    words, _, code = group.rpartition(" ")
    return f"{words} {actor_name(code)}" if words.endswith(" of") else group


def _periods(opened: Corpus, view: View, choices: Choices, pieces: pd.DataFrame) -> pd.DataFrame:
    """The chosen period against the one before it, actor by actor; what the change is made of."""
    measure = view.measure
    if choices.first is None:
        st.info("No article of this corpus has a date: periods cannot be compared.")
        return pd.DataFrame()
    days = compared(view, choices)
    parts = [opened.pieces(replace(view.filters, since=since, until=until), measure.indicator, view.trend_actors, measure.is_share) for since, until in days]
    found = changes(*parts, measure, list(view.trend_actors))
    names = tuple(days_in_words(*each) for each in days)
    long = pd.concat([_alone(part, view).assign(series=name) for part, name in zip(parts, names)])
    _chart(opened, view, long, f"{names[0]} and {names[1]}", dict(zip(names, TWO[st.context.theme.type or "light"])), joined=True)
    for row in found.itertuples():
        st.markdown(f"**{actor_name(row.actor)}: {row.verdict}**" + _change_words(row, measure, parts))
    return found


def _change_words(row, measure, parts: list[pd.DataFrame]) -> str:
    counts = f" ({articles(int(row.n_before))} before, {articles(int(row.n_after))} after)"
    if pd.isna(row.low):
        return counts + "."
    text = f", {signed(row.change, measure)} (95 % interval {signed(row.low, measure)} to {signed(row.high, measure)}){counts}."
    split = {} if measure.is_share else parts_of_change(*parts, measure, row.actor)
    if split:
        text += (f" Of it {signed(split['same outlets'], measure)} from what the same outlets say otherwise, "
                 f"{signed(split['other outlets'], measure)} from other outlets being in the corpus.")
    return text


def _alone(pieces: pd.DataFrame, view: View) -> pd.DataFrame:
    """Each actor's figure over all of the pieces, as rows of a chart."""
    rows = [(actor_name(code), *vars(overall(pieces, view.measure, code)).values()) for code in view.trend_actors]
    return pd.DataFrame(rows, columns=["label", "value", "low", "high", "n", "direction", "direction_n"])


def _territories(opened: Corpus, view: View, choices: Choices, pieces: pd.DataFrame) -> pd.DataFrame:
    """The chosen actors in each territory."""
    order = {code: place for place, code in enumerate((*drawn(), REGION))}
    rows = pd.concat([territory_levels(pieces, view.measure, code).assign(actor=code) for code in view.trend_actors])
    rows = rows[rows["territory"].isin(order)].sort_values("territory", key=lambda codes: codes.map(order), kind="stable")
    _chart(opened, view, rows.assign(label=rows["territory"].map(territory_name), series=rows["actor"].map(actor_name)), "By territory")
    return rows


def _gains(opened: Corpus, view: View, choices: Choices, pieces: pd.DataFrame) -> pd.DataFrame:
    """Of the articles in which the actor falls, how many name a gainer, and whom."""
    one = actor_in_a_sentence(view.actor)
    if view.actor not in actors():
        st.info("Choose a single actor: a group has no gainer of its own.")
        return pd.DataFrame()
    moves = article_values(opened.pieces(view.filters, "trajectory", (view.actor,)), measure_of("trajectory"), [view.actor])
    falling = moves.loc[moves["top"] <= -settings()["labels"]["trajectory"], "article_id"]
    table, falls, named = gainers(opened.relations(view.filters), falling, view.actor)
    st.markdown(f"**In {falls} of these articles {one} is portrayed as losing influence; {named or 'none'} of them "
                f"name{'s' if named == 1 else ''} someone who takes its place.**")
    for row in table.itertuples():
        st.markdown(f"{actor_name(row.gainer)}: {articles(int(row.n))} ({row.share:.0%} of those in which {one} falls)")
    if table.empty:
        st.caption("An article counts here when a sentence says that one takes the place of the other (“fills the vacuum that Moscow left”).")
    return table


def _chart(opened: Corpus, view: View, rows: pd.DataFrame, title: str, colours: dict[str, str] | None = None, joined: bool = False) -> None:
    theme = st.context.theme.type or "light"
    colours = colours or {actor_name(code): actor_line(code, theme)["color"] for code in view.trend_actors}
    keep = list(dict.fromkeys(rows["label"]))[:MOST]
    figure = dots(rows[rows["label"].isin(keep)], view.measure, title=f"{view.measure.label}: {lower_first(title)}", subtitle=in_words(view), note=opened.source(),
                  colours=colours, joined=joined, min_articles=settings()["display"]["min_articles"], theme=theme, characters=140,
                  empty="No statement in this view.")
    st.plotly_chart(figure, key="compared", theme=None, height=180 + 46 * max(len(keep), 3), config=PLOT, alt=f"{view.measure.label}: {title}")
