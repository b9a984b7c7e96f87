"""The region as a whole: statements that name no single territory, which no area of a map may carry; and what was clicked."""

from __future__ import annotations

import math
from html import escape

import pandas as pd
import streamlit as st

from analysis.overall import direction_word
from charts.style import arrow, articles
from config import settings
from desk.view import View
from geo.territories import REGION
from views.bar import set_focus
from views.behind import focus_words


def tile(view: View, levels: pd.DataFrame) -> None:
    """The region's figure, with its interval and articles. levels : of analysis.territories."""
    measure = view.measure
    found = levels[levels["territory"] == REGION]
    if found.empty:
        body = "<strong>–</strong><small>no statement</small>"
    elif (row := found.iloc[0])["n"] < settings()["display"]["min_articles"]:
        body = f"<strong class='faint'>–</strong><small>too few articles to say ({articles(int(row['n']))})</small>"
    else:
        word = direction_word(row["direction"], row["direction_n"])
        points = arrow(row["direction"], settings()["display"]["steady"]) if word else ""
        between = "" if math.isnan(row["low"]) else f"{measure.written(row['low'])} to {measure.written(row['high'])}"
        body = (f"<strong>{measure.written(row['value'])} {points}</strong><small>{word}</small><small>{between}</small>"
                f"<small>{articles(int(row['n']))}</small>")
    st.html(f"<div class='tile'><h3>The region in general</h3><small>statements on no single territory</small>{body}</div>")
    st.button("Show sentences", key="region", on_click=set_focus, args=(REGION,), disabled=found.empty,
              help="Statements on the South Caucasus that name no single country or part of one")


def chosen(view: View) -> None:
    """What was clicked, and the way down to its sentences."""
    if not view.focus:
        st.html("<p class='hint'>Click a territory or a point: its sentences are listed below.</p>")
        return
    st.html(f"<p class='hint chosen'><b>Chosen:</b> {escape(focus_words(view))}. <a href='#sentences' target='_self'>Its sentences ↓</a></p>")
