"""95 % intervals by a seeded bootstrap: over articles, and over how else a careful reader might have read each of them.

Articles are drawn again with replacement, near-duplicates together (Efron & Tibshirani 1993, ch. 8: the unit that is
drawn is the one that is independent). In each redraw an article's value is kept with the calibrated chance that a
reader agrees with it, else another article's of the same group is read in its place: the hot deck of the approximate Bayesian
bootstrap (Rubin & Schenker 1986). So an interval grows with doubt about articles and about their reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from config import settings

# Above this many articles both kinds of redraw are normal to within what a chart can show, and cost memory.
LARGE = 500
LEVEL = 95
_TAIL = (100 - LEVEL) / 2
_Z = 1.96


@lru_cache(maxsize=96)
def _draws(n: int, redraws: int, seed: int, stream: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each redraw (row) of n articles: how often each is drawn, a number in [0, 1) to doubt it by, whose value it takes then.

    Same n, same draws: no figure depends on its neighbours. stream : figures that are subtracted must not share draws.
    """
    rng = np.random.default_rng((seed, n, stream))
    counts = rng.multinomial(n, np.full(n, 1 / n), size=redraws).astype(np.float32)
    return counts, rng.random((redraws, n), dtype=np.float32), rng.integers(0, n, (redraws, n), dtype=np.int16)


def redrawn(top: np.ndarray, bottom: np.ndarray, sure: np.ndarray | None = None, *, stream: int = 0,
            redraws: int | None = None, seed: int | None = None) -> np.ndarray:
    """The figure sum(top) / sum(bottom) of each redraw of the articles.

    top, bottom : one number an article. sure : the chance that a reader agrees with each, in [0, 1]; None where there is
    nothing to doubt (a share of coverage). redraws, seed : config.toml's [display] unless given.
    Returns an array of `redraws` numbers; empty for fewer than two articles: one article says nothing of its spread.
    """
    n = len(top)
    display = settings()["display"]
    redraws = display["redraws"] if redraws is None else redraws
    seed = display["seed"] if seed is None else seed
    if n < 2:
        return np.empty(0)
    if n > LARGE:
        rng = np.random.default_rng((seed, n, stream))
        return rng.normal(top.sum() / bottom.sum(), _error(top, bottom, sure), redraws)
    counts, doubt, donor = _draws(n, redraws, seed, stream)
    if sure is None:
        return (counts @ top) / (counts @ bottom)
    values, bottom = (top / bottom).astype(np.float32), bottom.astype(np.float32)
    read = np.where(doubt < sure.astype(np.float32), values, values[donor])
    read *= counts
    return ((read @ bottom) / (counts @ bottom)).astype(float)


def interval(top: np.ndarray, bottom: np.ndarray, sure: np.ndarray | None = None, **settings_of_draws) -> tuple[float, float]:
    """The 95 % interval of sum(top) / sum(bottom); both NaN for fewer than two articles. Arguments as for `redrawn`."""
    n = len(top)
    if n > LARGE:
        middle, error = top.sum() / bottom.sum(), _error(top, bottom, sure)
        return (float(middle - _Z * error), float(middle + _Z * error))
    return bounds(redrawn(top, bottom, sure, **settings_of_draws))


def bounds(draws: np.ndarray) -> tuple[float, float]:
    """The middle 95 % of redraws; both NaN where there are none."""
    if not len(draws):
        return (np.nan, np.nan)
    low, high = np.percentile(draws, [_TAIL, 100 - _TAIL])
    return (float(low), float(high))


def figures(values: pd.DataFrame, by: Sequence[str], *, redraws: int | None = None, seed: int | None = None) -> pd.DataFrame:
    """The figure of every group, with its interval and the number of articles behind it.

    values : `by`..., top, bottom, and where there are cluster (articles that are drawn together) and sure; one row an article
        within each group (see analysis.values). Never modified.
    Returns `by`..., value, low, high, n, sorted by `by`; value = sum(top) / sum(bottom) on the indicator's own scale;
    low and high are NaN where n is 1. A group without articles has no row: absence is not zero.
    """
    by = list(by)
    grouped = values.groupby(by, sort=True, observed=True)
    found = grouped[["top", "bottom"]].sum().assign(n=grouped.size()).reset_index()
    low, high = np.full(len(found), np.nan), np.full(len(found), np.nan)
    drawn = {}
    for place, (top, bottom, sure) in enumerate(_parts(values, by)):
        if len(top) > LARGE:
            low[place], high[place] = interval(top, bottom, sure)
        elif len(top) > 1:
            drawn[place] = redrawn(top, bottom, sure, redraws=redraws, seed=seed)
    if drawn:
        places = list(drawn)
        low[places], high[places] = np.percentile(np.stack(list(drawn.values())), [_TAIL, 100 - _TAIL], axis=1)
    return found.assign(value=found["top"] / found["bottom"], low=low, high=high)[[*by, "value", "low", "high", "n"]]


def drawn_together(values: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray | None]:
    """top, bottom and sureness (None without doubt) of one group: what is drawn as one, near-duplicates, is summed."""
    top, bottom = (values[name].to_numpy(float) for name in ("top", "bottom"))
    known = "sure" in values and not values["sure"].isna().all()
    sure = values["sure"].to_numpy(float) if known else None
    if "cluster" in values:
        codes, clusters = pd.factorize(values["cluster"], sort=True)
        if len(clusters) < len(codes):
            top, bottom = (np.bincount(codes, part) for part in (top, bottom))
            if known:
                doubtless = np.isnan(sure)
                number = np.bincount(codes, ~doubtless)
                sure = np.where(number > 0, np.bincount(codes, np.where(doubtless, 0, sure)) / np.maximum(number, 1), np.nan)
    return top, bottom, None if sure is None else np.nan_to_num(sure, nan=1.0)


def _parts(values: pd.DataFrame, by: list[str]) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray | None]]:
    """The arrays of each group, in the order of the sorted groups."""
    if "cluster" in values and values.duplicated([*by, "cluster"]).any():
        clusters = values.groupby([*by, "cluster"], sort=True, observed=True)
        sums = clusters[["top", "bottom"]].sum()
        values = (sums.assign(sure=clusters["sure"].mean()) if "sure" in values else sums).reset_index()
    codes = values.groupby(by, sort=True, observed=True).ngroup().to_numpy()
    order = np.argsort(codes, kind="stable")
    ends = np.flatnonzero(np.diff(codes[order])) + 1
    top, bottom = (np.split(values[name].to_numpy(float)[order], ends) for name in ("top", "bottom"))
    if "sure" not in values or values["sure"].isna().all():
        sure = [None] * len(top)
    else:
        sure = np.split(np.nan_to_num(values["sure"].to_numpy(float)[order], nan=1.0), ends)
    return zip(top, bottom, sure) if len(values) else iter(())


def _error(top: np.ndarray, bottom: np.ndarray, sure: np.ndarray | None) -> float:
    """The standard error of the ratio over both kinds of redraw, by its linear approximation."""
    ratio = top.sum() / bottom.sum()
    away = (top - ratio * bottom) ** 2
    if sure is not None:
        # An article's own spread once for being drawn, once for being read otherwise: the variance of the mixture, twice.
        away = sure * (2 - sure) * away + 2 * (1 - sure) * bottom ** 2 * np.mean((top / bottom - ratio) ** 2)
    return float(np.sqrt(np.sum(away)) / bottom.sum())
