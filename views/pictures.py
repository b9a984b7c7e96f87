"""The trend as pages show it: drawn from a series of the view, and what a click on it does."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analysis.periods import undated
from analysis.turning import turning_points
from charts import trend as trend_chart
from config import settings
from views.bar import set_focus
from views.filters import Choices, View
from views.load import Corpus
from views.names import actor_name, actor_short, in_words, shown_events

PLOT = {"displayModeBar": False}


def trend_picture(opened: Corpus, view: View, actors: Sequence[str], series: pd.DataFrame, pieces: pd.DataFrame, choices: Choices) -> None:
    """Draw the trend of these actors; a click on a point chooses it. pieces : those that the series is of."""
    first, last = view.since or choices.first, view.until or choices.last
    own = pieces[pieces["actor"].isin(actors) & (pieces["weight"] > 0)]
    code, _, start = view.focus.partition("@")
    figure = trend_chart.trend(
        series, measure=view.measure, period=view.by, actors=actors, names={code: actor_name(code) for code in actors},
        short={code: actor_short(code) for code in actors}, filters=f"{in_words(view)} · {opened.of_all(own['article_id'].nunique())}",
        source=opened.source(), undated=undated(own, view.by), min_articles=settings()["display"]["min_articles"],
        span=(pd.Timestamp(min(first, last)), pd.Timestamp(max(first, last))) if first else None, focus=(code, start) if start else None,
        theme=st.context.theme.type or "light", events=shown_events(view), turns=turning_points(series[series["actor"] == view.actor], view.actor))
    st.plotly_chart(figure, key="trend", theme=None, height="stretch", config=PLOT, selection_mode="points", on_select=_clicked,
                    alt=f"{view.measure.label} by {view.by}: " + ", ".join(actor_name(code) for code in actors))


def _clicked() -> None:
    points = st.session_state["trend"]["selection"]["points"]
    clicked = next((point["customdata"] for point in points if point.get("customdata")), None)
    if clicked:
        set_focus(f"{clicked[0]}@{clicked[1]}")
    elif "@" in st.session_state["focus"]:
        set_focus("")
