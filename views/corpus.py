"""The corpus: take articles in, find them, see how they are spread, take one out again."""

from __future__ import annotations

import streamlit as st

from analysis import balance
from charts import balance as balance_chart
from data import queries
from desk.corpus import Corpus
from desk.names import actor_name
from records import MonitorError
from views.bar import keep
from views.finding import find
from views.load import corpus
from views.taking_in import take_in

PLOT = {"displayModeBar": False}


def page() -> None:
    keep("corpus")
    try:
        take_in()
        with corpus() as opened:
            find(opened)
            _spread(opened)
            _unread(opened)
    except MonitorError as error:
        st.error(str(error))


def _spread(opened: Corpus) -> None:
    st.subheader("How the corpus is spread")
    listed, theme = opened.articles(), st.context.theme.type or "light"
    if listed.empty:
        st.info("There is no article yet.")
        return
    months = balance.by_month(listed)
    empty = balance.gaps(months)
    dates = [f"{first:%b %Y} to {last:%b %Y}" for first, last in empty[:4]]
    note = opened.source() + (f" No article in {', '.join(dates)}{' and more' if len(empty) > 4 else ''}." if empty else "")
    st.plotly_chart(balance_chart.months(months, title="Articles by month", note=note, theme=theme), key="months", theme=None, config=PLOT,
                    alt="Bars: articles by month")
    left, right = st.columns(2, gap="large")
    countries = listed.assign(country=listed["source_country"].map(actor_name))
    left.plotly_chart(balance_chart.shares(balance.by_value(countries, "country"), title="Where the outlets are based", note=opened.source(), theme=theme),
                      key="countries", theme=None, config=PLOT, alt="Bars: articles by country of the outlet")
    right.plotly_chart(balance_chart.shares(balance.by_value(listed, "language"), title="Languages", note=opened.source(), theme=theme),
                       key="languages", theme=None, config=PLOT, alt="Bars: articles by language")


def _unread(opened: Corpus) -> None:
    unread = queries.status(opened.snapshot).unread
    if not unread.empty:
        st.subheader("What could not be read")
        st.dataframe(unread[["source", "why"]], hide_index=True, width="stretch")
