"""What has changed between two periods, how sure that is, and which articles and outlets it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd

from analysis.intervals import bounds, drawn_together, redrawn
from analysis.measures import Measure
from analysis.values import article_values
from config import settings

RISE, FALL, NO_CHANGE, TOO_FEW = "clear rise", "clear fall", "no clear change", "too few articles to say"
COLUMNS = ["before", "after", "change", "low", "high", "n_before", "n_after", "verdict"]


def changes(before: pd.DataFrame, after: pd.DataFrame, measure: Measure, actors: Sequence[str], by: str = "actor") -> pd.DataFrame:
    """The change of each actor's figure, or of one actor's in each group.

    Parameters
    ----------
    before, after : the pieces of two periods (data.queries.pieces), for a share of all actors. Never modified.
    actors : codes. by : "actor", or a further column of the pieces, such as "territory" (then for one actor).

    Returns
    -------
    `by`, before, after, change, low, high (95 % interval of the change; displayed scale, NaN where unknown), n_before, n_after
    (articles that make a statement), verdict: RISE or FALL where the interval leaves out 0, NO_CHANGE, or TOO_FEW where
    either period has fewer than [display] min_change articles. The articles of both periods are drawn apart from each other.
    """
    keys = [] if by == "actor" else [by]
    old, new = (article_values(pieces, measure, actors, keys) for pieces in (before, after))
    parts = [dict(list(values.groupby(by))) for values in (old, new)]
    there = set().union(*parts)
    groups = [each for each in actors if each in there] if by == "actor" else sorted(there)
    rows = [(group, *_change(parts[0].get(group, old[:0]), parts[1].get(group, new[:0]), measure)) for group in groups]
    return pd.DataFrame(rows, columns=[by, *COLUMNS])


def _change(old: pd.DataFrame, new: pd.DataFrame, measure: Measure) -> tuple:
    value = [part["top"].sum() / part["bottom"].sum() if len(part) else np.nan for part in (old, new)]
    draws = [redrawn(*drawn_together(part), stream=stream) if len(part) else np.empty(0) for stream, part in enumerate((old, new))]
    sizes = [measure.size(len(part)) for part in (old, new)]
    low, high = bounds(draws[1] * sizes[1] - draws[0] * sizes[0]) if all(map(len, draws)) else (np.nan, np.nan)
    shown = [measure.shown(each, len(part)) for each, part in zip(value, (old, new))]
    enough = min(len(old), len(new)) >= settings()["display"]["min_change"]
    verdict = TOO_FEW if not enough else RISE if low > 0 else FALL if high < 0 else NO_CHANGE
    return (*shown, shown[1] - shown[0], low, high, len(old), len(new), verdict)


def parts_of_change(before: pd.DataFrame, after: pd.DataFrame, measure: Measure, actor: str) -> dict[str, float]:
    """A change split in two that add up to it: what the same outlets say differently, and which outlets are in the corpus.

    Kitagawa's decomposition of a difference of means (1955; Oaxaca and Blinder's of 1973 is the same on groups) over the
    outlets (column source): for an outlet of both periods, the change of its mean by its average share of articles, and the change of
    its share by how far its mean lies from that of all; an outlet of one period only is wholly the second kind.

    Returns {"same outlets": ..., "other outlets": ...} on the displayed scale; empty where a period has no statement.
    """
    old, new = (article_values(pieces, measure, [actor], ["source"]) for pieces in (before, after))
    if old.empty or new.empty:
        return {}
    tables = []
    for part in (old, new):
        sums = part.groupby("source")[["top", "bottom"]].sum()
        tables.append(pd.DataFrame({"mean": sums["top"] / sums["bottom"], "share": sums["bottom"] / sums["bottom"].sum()}))
    both = tables[0].join(tables[1], how="outer", lsuffix="_old", rsuffix="_new")
    middle = sum((table["mean"] * table["share"]).sum() for table in tables) / 2
    shares = both[["share_old", "share_new"]].fillna(0.0)
    known = both[["mean_old", "mean_new"]]
    within = ((known["mean_new"] - known["mean_old"]) * shares.mean(axis=1)).fillna(0.0).sum()
    between = ((known.mean(axis=1) - middle) * (shares["share_new"] - shares["share_old"])).sum()
    return {"same outlets": float(within * measure.scale), "other outlets": float(between * measure.scale)}


def drivers(before: pd.DataFrame, after: pd.DataFrame, measure: Measure, actor: str) -> pd.DataFrame:
    """By how much each article of either period moves the actor's change: the change less the change without it.

    Returns article_id, period ("before" or "after"), influence (displayed scale), the strongest first. It names the
    articles that drive a change most; they are not its cause. No row for a count: every article moves it by one.
    """
    rows = []
    for period, pieces, sign in (("before", before, -1), ("after", after, 1)):
        values = article_values(pieces, measure, [actor])
        top, bottom = values["top"].sum(), values["bottom"].sum()
        if len(values) > 1 and not measure.is_count:
            without = (top - values["top"]) / (bottom - values["bottom"]).replace(0, np.nan)
            rows.append(pd.DataFrame({"article_id": values["article_id"], "period": period,
                                      "influence": sign * (top / bottom - without) * measure.scale}))
    found = pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=["article_id", "period", "influence"])
    return found.sort_values("influence", key=lambda column: -column.abs(), kind="stable", ignore_index=True)


def period_before(since: date | None, until: date | None, first: date, last: date) -> tuple[tuple[date, date], tuple[date, date]]:
    """The period before the chosen one, and the chosen one: ((first day, last day), (first day, last day)).

    Same length, directly before. Where no first day is chosen there is nothing before: then the corpus' span (first to
    last, or to `until`) is cut in the middle.
    """
    end = until or last
    if since is None or since <= first:
        start = first
        middle = start + (end - start) / 2
        return (start, middle), (middle + timedelta(days=1), end)
    length = end - since
    return (since - timedelta(days=1) - length, since - timedelta(days=1)), (since, end)
