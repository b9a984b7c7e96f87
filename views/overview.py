"""The start page: one switch drives the map, the trend and the evidence."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.overall import Overall, overall
from analysis.periods import undated
from analysis.series import trend as trend_series
from analysis.turning import turning_points
from analysis.territories import levels as territory_levels
from charts import maps
from charts import trend as trend_chart
from config import settings
from views import behind
from views.bar import set_focus
from views.desk import desk
from views.filters import Choices, View
from views.headline import headline
from views.load import Corpus
from views.names import actor_in_a_sentence, actor_name, actor_short, in_words, scene, shown_events
from views.tile import chosen, tile

PLOT = {"displayModeBar": False}


def page() -> None:
    desk("overview", _body)


def _body(opened: Corpus, view: View, choices: Choices) -> None:
    measure = view.measure
    pieces = opened.pieces(view.filters, measure.indicator, view.trend_actors, measure.is_share)
    directions = opened.pieces(view.filters, measure.direction, (view.actor,)) if measure.direction else None
    whole = overall(pieces, measure, view.actor, directions)
    levels = territory_levels(pieces, measure, view.actor, directions)
    series = trend_series(pieces, measure, view.trend_actors, view.by)
    headline(opened, view, whole, choices)
    theme = st.context.theme.type or "light"
    with st.container(horizontal=True, key="pictures"):
        with st.container(key="map-side"):
            _map(opened, view, choices, levels, whole, theme)
        with st.container(key="tile-side", width=118, gap="xsmall"):
            tile(view, levels)
            chosen(view)
        with st.container(key="trend-side"):
            _trend(opened, view, series, pieces, choices, theme)
    behind.section(opened, view, choices, {"Map": levels, "Trend": series})


def _map(opened: Corpus, view: View, choices: Choices, levels: pd.DataFrame, whole: Overall, theme: str) -> None:
    measure, display = view.measure, settings()["display"]
    title = f"{measure.about(actor_in_a_sentence(view.actor))} by territory"
    figure = maps.level_map(
        levels.assign(value=levels["value"].round(2) + 0.0), measure, scene(view, choices, theme, aspect=1.45, characters=114),   # + 0.0: no minus zero
        title=title, subtitle=f"{in_words(view)} · {opened.of_all(whole.n)}", note=opened.source(),
        min_articles=display["min_articles"], steady=display["steady"], selected=view.focus if "@" not in view.focus else None)
    st.plotly_chart(figure, key="overview_map", theme=None, height="stretch", config=maps.CONFIG | PLOT, selection_mode="points",
                    on_select=_map_clicked, alt=f"Map of the South Caucasus: {title}")


def _map_clicked() -> None:
    code = maps.selected_territory(st.session_state["overview_map"])
    if code or "@" not in st.session_state["focus"]:
        set_focus(code or "")


def _trend(opened: Corpus, view: View, series, pieces, choices: Choices, theme: str) -> None:
    first, last = view.since or choices.first, view.until or choices.last
    own = pieces[pieces["actor"].isin(view.trend_actors) & (pieces["weight"] > 0)]
    code, _, start = view.focus.partition("@")
    figure = trend_chart.trend(
        series, measure=view.measure, period=view.by, actors=view.trend_actors,
        names={code: actor_name(code) for code in view.trend_actors},
        short={code: actor_short(code) for code in view.trend_actors},
        filters=f"{in_words(view)} · {opened.of_all(own['article_id'].nunique())}", source=opened.source(),
        undated=undated(own, view.by), min_articles=settings()["display"]["min_articles"],
        span=(pd.Timestamp(min(first, last)), pd.Timestamp(max(first, last))) if first else None, focus=(code, start) if start else None, theme=theme, events=shown_events(view),
        turns=turning_points(series[series["actor"] == view.actor], view.actor))
    st.plotly_chart(figure, key="trend", theme=None, height="stretch", config=PLOT, selection_mode="points",
                    on_select=_trend_clicked,
                    alt=f"{view.measure.label} by {view.by}: " + ", ".join(actor_name(code) for code in view.trend_actors))


def _trend_clicked() -> None:
    points = st.session_state["trend"]["selection"]["points"]
    clicked = next((point["customdata"] for point in points if point.get("customdata")), None)
    if clicked:
        set_focus(f"{clicked[0]}@{clicked[1]}")
    elif "@" in st.session_state["focus"]:
        set_focus("")
