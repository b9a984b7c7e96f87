"""Who is portrayed as most influential in each territory, and by how much."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from analysis.intervals import bounds, drawn_together, redrawn
from analysis.measures import Measure
from analysis.territories import as_drawn
from analysis.values import article_values
from config import settings
from geo.territories import REGION

COLUMNS = ["territory", "actor", "value", "n", "second", "second_value", "second_n", "margin", "low", "high", "clear"]


def leading(pieces: pd.DataFrame, measure: Measure, actors: Sequence[str], left_out: Callable[[str, str], bool] = lambda actor, territory: False) -> pd.DataFrame:
    """The two actors with the highest figures in each territory.

    Parameters
    ----------
    pieces : of all these actors (for a share, of all). Never modified.
    left_out : (actor, territory) -> whether that actor is not compared there, such as a territory's own government.

    Returns
    -------
    territory, actor, value, n, second, second_value, second_n (second "" and NaN where only one has [display] min_articles
    articles there), margin, low, high (95 % interval of the margin), clear (it leaves out 0, and both have [display]
    min_change articles). No row where nobody has enough. The two are drawn
    apart from each other, so the interval of the margin is on the wide side where both stand in the same articles.
    """
    few = settings()["display"]["min_articles"]
    values = article_values(pieces.assign(territory=as_drawn(pieces["territory"])), measure, actors, ["territory"])
    rows = []
    for territory, here in values.groupby("territory"):
        if territory == REGION:
            continue
        ranked = sorted(((part["top"].sum() / part["bottom"].sum(), actor, part) for actor, part in here.groupby("actor")
                         if len(part) >= few and not left_out(actor, territory)), key=lambda each: (-each[0], each[1]))
        if ranked:
            rows.append((territory, *_pair(ranked, measure)))
    return pd.DataFrame(rows, columns=COLUMNS)


def _pair(ranked: list, measure: Measure) -> tuple:
    value, actor, part = ranked[0]
    first = (actor, measure.shown(value, len(part)), len(part))
    if len(ranked) == 1:
        return (*first, "", np.nan, 0, np.nan, np.nan, np.nan, False)
    other_value, other, other_part = ranked[1]
    draws = [redrawn(*drawn_together(each), stream=stream) for stream, each in enumerate((part, other_part))]
    sizes = [measure.size(len(each)) for each in (part, other_part)]
    low, high = bounds(draws[0] * sizes[0] - draws[1] * sizes[1]) if all(map(len, draws)) else (np.nan, np.nan)
    enough = min(len(part), len(other_part)) >= settings()["display"]["min_change"]
    margin = value * sizes[0] - other_value * sizes[1]
    return (*first, other, measure.shown(other_value, len(other_part)), len(other_part), margin, low, high, bool(low > 0 and enough))
