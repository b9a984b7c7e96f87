"""How is an actor doing? Every indicator, over time, by territory, by instrument, by who says it, and in which words."""

from __future__ import annotations

import math
from html import escape

import pandas as pd
import streamlit as st

from analysis import measures
from analysis.breakdown import broken_down, with_outlets
from analysis.overall import Overall, direction_word, overall
from analysis.phrases import for_and_against
from analysis.series import trend as trend_series
from analysis.territories import levels as territory_levels
from charts.dots import dots
from charts.style import articles
from config import settings
from geo.territories import REGION, drawn, territories
from indicators.instruments import INSTRUMENTS
from views import behind
from views.bar import set_focus
from views.desk import desk
from views.evidence import telling_html
from views.filters import Choices, View
from views.headline import headline
from views.load import Corpus
from views.names import actor_in_a_sentence, actor_name, in_words, territory_name
from views.pictures import PLOT, trend_picture

TELLING = 3          # sentences each way


def page() -> None:
    desk("actor", _body)


def _body(opened: Corpus, view: View, choices: Choices) -> None:
    measure = view.measure
    pieces = opened.pieces(view.filters, measure.indicator, view.trend_actors, measure.is_share)
    directions = opened.pieces(view.filters, measure.direction, (view.actor,)) if measure.direction else None
    whole = overall(pieces, measure, view.actor, directions)
    headline(opened, view, whole, choices)
    st.html(f"<div class='cards six'>{''.join(_card(opened, view, each) for each in measures.ALL)}</div>")
    levels = territory_levels(pieces, measure, view.actor, directions)
    series = trend_series(pieces, measure, (view.actor,), view.by)
    with st.container(horizontal=True, key="pictures"):
        with st.container(key="trend-side"):
            trend_picture(opened, view, (view.actor,), series, pieces, choices)
        with st.container(key="rows-side"):
            _rows(view, _by_territory(levels), "By territory", "rows_territory", opened)
    left, right = st.columns(2, gap="large")
    with left:
        split = opened.pieces(view.filters, measure.indicator, (view.actor,), measure.is_share, by="instrument")
        rows = broken_down(split, measure, [view.actor], "instrument")
        rows = rows[rows["instrument"].isin(INSTRUMENTS)]
        _rows(view, rows.assign(label=rows["instrument"].str.capitalize()), "By the means it is shown to use", "rows_instrument", opened)
    with right:
        rows = broken_down(with_outlets(pieces, "based"), measure, [view.actor], "group").head(10)
        _rows(view, rows.assign(label="Outlets based in " + rows["group"].map(lambda code: actor_name(code) or "a country not known")), "Who says it", "rows_outlets", opened)
    _words(opened, view)
    behind.section(opened, view, choices, {"Territories": levels, "Trend": series})


def _card(opened: Corpus, view: View, measure: measures.Measure) -> str:
    """One indicator's figure of the view, with its interval and articles."""
    pieces = opened.pieces(view.filters, measure.indicator, (view.actor,), measure.is_share)
    directions = opened.pieces(view.filters, measure.direction, (view.actor,)) if measure.direction else None
    found: Overall = overall(pieces, measure, view.actor, directions)
    few = found.n < settings()["display"]["min_articles"]
    figure = "–" if few else measure.written(found.value)
    between = "" if few or math.isnan(found.low) else f"{measure.written(found.low)} to {measure.written(found.high)}"
    word = "too few articles to say" if few and found.n else direction_word(found.direction, found.direction_n)
    chosen = " chosen" if measure.key == view.show else ""
    return (f"<div class='card{chosen}'><h3>{escape(measure.label)}</h3><strong>{figure}</strong><small>{escape(between)}</small>"
            f"<small>{escape(word)}</small><small>{articles(found.n)}</small></div>")


def _by_territory(levels: pd.DataFrame) -> pd.DataFrame:
    order = {code: place for place, code in enumerate((*drawn(), REGION))}
    rows = levels[levels["territory"].isin(order)].sort_values("territory", key=lambda codes: codes.map(order))
    return rows.assign(label=rows["territory"].map(territory_name), key=rows["territory"])


def _rows(view: View, rows: pd.DataFrame, title: str, key: str, opened: Corpus) -> None:
    about = view.measure.about(actor_in_a_sentence(view.actor))
    figure = dots(rows, view.measure, title=title, subtitle=f"{about} · {in_words(view)}", note=opened.source(), characters=72,
                  min_articles=settings()["display"]["min_articles"], theme=st.context.theme.type or "light", empty="No statement in this view.")
    st.plotly_chart(figure, key=key, theme=None, height="stretch" if key == "rows_territory" else 110 + 44 * max(len(rows), 3), config=PLOT,
                    selection_mode="points", on_select=_clicked if key == "rows_territory" else "ignore", alt=f"{title}: {about}")


def _clicked() -> None:
    points = st.session_state["rows_territory"]["selection"]["points"]
    code = next((point["customdata"][0] for point in points if point.get("customdata")), "")
    set_focus(code if code in territories() else "")


def _words(opened: Corpus, view: View) -> None:
    """The words and the sentences that say most, for and against."""
    measure = view.measure
    if measure.is_share:
        return
    up, down = for_and_against(opened.cues(view.filters, measure.indicator, (view.actor,)))
    for column, cues, sign, word in zip(st.columns(2, gap="large"), (up, down), (1, -1), (measure.high_words, measure.low_words)):
        with column:
            st.html(f"<h2 class='part'>Towards “{escape(word)}”</h2>")
            if len(cues):
                phrases = " · ".join(f"“{escape(row.cue)}” <small>{articles(int(row.n))}</small>" for row in cues.itertuples())
                st.html(f"<p class='phrases'><b>Words of the lists:</b> {phrases}</p>")
            st.html("<p class='hint'>The sentences that say most, one an article:</p>"
                    + telling_html(opened.evidence(view.filters, measure.indicator, (view.actor,), limit=TELLING, strongest=sign)))
