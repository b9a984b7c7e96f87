"""Who is with whom? Ordered pairs as a heat map, and one pair over time with its events."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.events import chosen as chosen_events
from analysis.periods import undated
from analysis.relations import STANCE, pair_over_time, pairs
from charts import trend as trend_chart
from charts.relations import heat_map
from charts.style import articles
from config import settings
from views import tables
from views.desk import desk
from views.filters import Choices, View
from views.load import Corpus
from views.names import actor_name, actor_short, dates_in_words, in_words
from views.pictures import PLOT

MOST = 11            # actors in rows and columns


def page() -> None:
    desk("relations", _body)


def _body(opened: Corpus, view: View, choices: Choices) -> None:
    relations = opened.relations(view.filters)
    found = pairs(relations)
    shown = _shown(found, view)
    pair = view.pair or (f"{found.iloc[0]['actor']}>{found.iloc[0]['other']}" if len(found) else "")
    dates, n = dates_in_words(view, choices.first, choices.last), relations["article_id"].nunique()
    st.html(f"<div class='headline'><h1>Who is shown with whom{', ' + dates if dates else ''}: {articles(n)} relate actors to each other</h1>"
            f"<p><b>Portrayal in these articles, not power.</b> {STANCE.says} The switch of indicators above does not apply here.</p></div>")
    theme = st.context.theme.type or "light"
    with st.container(horizontal=True, key="pictures"):
        with st.container(key="map-side"):
            figure = heat_map(found, {code: actor_short(code) for code in shown}, title="Who does what to whom", subtitle=in_words(view),
                              note=opened.source(), min_articles=settings()["display"]["min_articles"], theme=theme)
            st.plotly_chart(figure, key="heat", theme=None, height="stretch", config=PLOT, selection_mode="points", on_select=_clicked,
                            alt="Heat map of ordered pairs of actors from conflict to cooperation")
        with st.container(key="trend-side"):
            _over_time(opened, view, relations, pair, choices, theme)
    with st.container(horizontal=True, key="evidence-head"):
        st.html("<h2 id='sentences'>The pairs as a table</h2>", width="content")
        st.space("stretch")
        table = found.assign(actor=found["actor"].map(actor_name), other=found["other"].map(actor_name))
        st.download_button("Pairs (CSV)", tables.csv(tables.explained(table, view, choices, opened.is_sample)), tables.file_name(view, choices, "relations"), "text/csv", on_click="ignore")
    st.dataframe(table.round(2), hide_index=True, width="stretch")


def _shown(found: pd.DataFrame, view: View) -> list[str]:
    """The actors in most articles of pairs, the chosen ones before all."""
    counts = pd.concat([found[["actor", "n"]], found[["other", "n"]].rename(columns={"other": "actor"})]).groupby("actor")["n"].sum()
    most = list(counts.sort_values(ascending=False, kind="stable").index)
    first = [code for code in view.trend_actors if code in counts]
    return list(dict.fromkeys([*first, *most]))[:MOST]


def _over_time(opened: Corpus, view: View, relations: pd.DataFrame, pair: str, choices: Choices, theme: str) -> None:
    if not pair:
        return
    one, other = pair.split(">")
    series = pair_over_time(relations, one, other, view.by)
    both = (f"{one}>{other}", f"{other}>{one}")
    names = {code: " → ".join(actor_short(each) for each in code.split(">")) for code in both}
    own = relations[relations["actor"].isin((one, other)) & relations["other"].isin((one, other)) & (relations["kind"] == "stance")]
    first, last = view.since or choices.first, view.until or choices.last
    near = chosen_events((one,), view.territories)
    near = near[near["actors"].map(lambda codes: other in codes)] if view.events != "none" else near.iloc[:0]
    figure = trend_chart.trend(series, measure=STANCE, period=view.by, actors=both, names=names, filters=f"{in_words(view)} · {opened.of_all(own['article_id'].nunique())}",
                               source=opened.source(), undated=undated(own, view.by), min_articles=settings()["display"]["min_articles"],
                               span=(pd.Timestamp(first), pd.Timestamp(last)) if first else None, theme=theme, events=near)
    st.plotly_chart(figure, key="pair_trend", theme=None, height="stretch", config=PLOT, alt=f"Relation over time: {', '.join(names.values())}")


def _clicked() -> None:
    points = st.session_state["heat"]["selection"]["points"]
    clicked = next((point["customdata"] for point in points if point.get("customdata")), None)
    if clicked and clicked[0] != clicked[1]:
        st.session_state["pair"] = ">".join(clicked)
