"""Turning points of a series: where its level shifts, by PELT on the periods' means (Killick, Fearnhead & Eckley 2012).

The library is ruptures (Truong, Oudre & Vayatis 2020), with a squared-error cost on the figures, each repeated by its
number of articles up to a limit, so that a period with one article does not turn a series. The penalty for a point is
[turning] penalty times the variance of the series times the logarithm of its length.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd
import ruptures

from analysis.events import chosen
from config import settings

COLUMNS = ["period", "before", "after", "n_before", "n_after", "event_date", "event"]
_WEIGHT = 5      # articles from which on a period weighs no more


def turning_points(series: pd.DataFrame, actor: str) -> pd.DataFrame:
    """The first period of each new level of one actor's series, with the nearest event as a coincidence.

    Parameters
    ----------
    series : of one actor, in order: period, period_end, value, n (analysis.series.trend). Never modified. Periods with fewer
        than [display] min_articles are left out.

    Returns
    -------
    period (first day of the period from which on the level is another), before, after (means of both levels, weighted by
    articles), n_before, n_after, event_date and event (the event of that actor nearest to the period's first day and not further away than
    [turning] days; NaT and "" where there is none). Empty for series too short to tell: fewer than twice [turning] shortest periods.
    """
    found = series[series["n"] >= settings()["display"]["min_articles"]].reset_index(drop=True)
    rule = settings()["turning"]
    if len(found) < 2 * rule["shortest"]:
        return pd.DataFrame(columns=COLUMNS)
    cuts = _cuts(tuple(found["value"]), tuple(found["n"].clip(upper=_WEIGHT)), rule["shortest"], rule["penalty"])
    edges = [0, *cuts, len(found)]
    rows = []
    for place, cut in enumerate(cuts):
        old, new = found.iloc[edges[place]:cut], found.iloc[cut:edges[place + 2]]
        rows.append((new["period"].iloc[0], _mean(old), _mean(new), int(old["n"].sum()), int(new["n"].sum()), *_nearest(new["period"].iloc[0], actor, rule["days"])))
    return pd.DataFrame(rows, columns=COLUMNS)


@lru_cache(maxsize=256)
def _cuts(values: tuple[float, ...], weights: tuple[int, ...], shortest: int, penalty: float) -> tuple[int, ...]:
    """Places in the series at which a new level begins."""
    signal = np.repeat(values, weights).astype(float)
    of_period = np.repeat(np.arange(len(values)), weights)
    strength = penalty * max(signal.var(), 1e-9) * np.log(len(values))
    ends = ruptures.Pelt(model="l2", min_size=max(shortest, 2), jump=1).fit(signal).predict(pen=strength)
    cuts = sorted({int(of_period[end]) for end in ends[:-1] if of_period[end] != of_period[end - 1]})
    return tuple(cut for cut in cuts if cut >= shortest and len(values) - cut >= shortest)


def _mean(part: pd.DataFrame) -> float:
    return float(np.average(part["value"], weights=part["n"]))


def _nearest(day: pd.Timestamp, actor: str, days: int) -> tuple:
    near = chosen([actor])
    away = (near["date"] - day).abs()
    if near.empty or away.min() > pd.Timedelta(days=days):
        return (pd.NaT, "")
    row = near.loc[away.idxmin()]
    return (row["date"], row["fact"])
