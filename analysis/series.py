"""A measure of chosen actors over time."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.intervals import figures
from analysis.measures import Measure
from analysis.periods import period_end, with_periods
from analysis.values import article_values


def trend(pieces: pd.DataFrame, measure: Measure, actors: Sequence[str], period: str) -> pd.DataFrame:
    """One row per actor and period that has articles.

    Parameters
    ----------
    pieces : as data.queries.pieces gives them for the measure's indicator; for a share, of all actors. Never modified.
    actors : codes, in the order in which they are wanted.
    period : "year", "quarter" or "month".

    Returns
    -------
    actor, period (first day), period_end (last day), value, low, high (displayed scale; NaN where n is 1),
    n (articles that make a statement on the actor; for a share, all articles of the period).
    A period without articles has no row: a gap, not a zero.
    """
    values = article_values(with_periods(pieces, period), measure, actors, by=["period"])
    rows = figures(values, ["actor", "period"])
    rows = measure.displayed(rows).assign(
        # Named as days even where there is no row to tell it from.
        period=pd.to_datetime(rows["period"]), period_end=pd.to_datetime([period_end(start, period) for start in rows["period"]]),
    )
    rows["actor"] = pd.Categorical(rows["actor"], categories=list(actors), ordered=True)
    rows = rows.sort_values(["actor", "period"]).astype({"actor": object})
    return rows[["actor", "period", "period_end", "value", "low", "high", "n"]].reset_index(drop=True)
