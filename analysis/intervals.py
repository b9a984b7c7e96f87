"""95 % intervals by a seeded bootstrap over articles."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from config import settings

# Above this many articles a bootstrap of a mean is normal to within what a chart can show, and costs memory.
LARGE = 2000
LEVEL = 95


@lru_cache(maxsize=512)
def _draws(n: int, redraws: int, seed: int) -> np.ndarray:
    """How often each of n articles is drawn, one row a redraw. Same n, same draws: no figure depends on its neighbours."""
    rng = np.random.default_rng((seed, n))
    return rng.multinomial(n, np.full(n, 1 / n), size=redraws).astype(np.float32)


def interval(top: np.ndarray, bottom: np.ndarray, *, redraws: int | None = None, seed: int | None = None) -> tuple[float, float]:
    """The 95 % interval of sum(top) / sum(bottom) over articles drawn again with replacement.

    top, bottom : one number an article. redraws, seed : config.toml's [display] unless given.
    Returns (low, high), both NaN for fewer than two articles: one article says nothing of its spread.
    """
    n = len(top)
    if n < 2:
        return (np.nan, np.nan)
    display = settings()["display"]
    redraws = display["redraws"] if redraws is None else redraws
    seed = display["seed"] if seed is None else seed
    if n > LARGE:
        ratio = top.sum() / bottom.sum()
        error = np.sqrt(n) * np.std(top - ratio * bottom) / bottom.sum()
        return (ratio - 1.96 * error, ratio + 1.96 * error)
    drawn = _draws(n, redraws, seed)
    ratios = (drawn @ top) / (drawn @ bottom)
    tail = (100 - LEVEL) / 2
    low, high = np.percentile(ratios, [tail, 100 - tail])
    return (float(low), float(high))


def figures(values: pd.DataFrame, by: Sequence[str], *, redraws: int | None = None, seed: int | None = None) -> pd.DataFrame:
    """The figure of every group, with its interval and the number of articles behind it.

    values : `by`..., top, bottom; one row an article within each group (see analysis.values). Never modified.
    Returns `by`..., value, low, high, n, sorted by `by`; value = sum(top) / sum(bottom) on the indicator's own scale;
    low and high are NaN where n is 1. A group without articles has no row: absence is not zero.
    """
    by = list(by)
    rows = []
    for group, part in values.groupby(by, sort=True, observed=True):
        top, bottom = part["top"].to_numpy(float), part["bottom"].to_numpy(float)
        rows.append((*group, top.sum() / bottom.sum(), *interval(top, bottom, redraws=redraws, seed=seed), len(top)))
    return pd.DataFrame(rows, columns=[*by, "value", "low", "high", "n"])
