"""One actor's figure over all articles of a view, for the headline."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from analysis.intervals import figures
from analysis.measures import Measure
from analysis.values import article_values
from config import settings


@dataclass(frozen=True)
class Overall:
    """value, low, high on the displayed scale (NaN where there is none); n articles; direction in [-1, 1], NaN if not stated."""

    value: float
    low: float
    high: float
    n: int
    direction: float = math.nan
    direction_n: int = 0


def overall(pieces: pd.DataFrame, measure: Measure, actor: str, directions: pd.DataFrame | None = None) -> Overall:
    """The actor's figure over all articles and territories of the pieces; n is 0 and the rest NaN where nothing is said.

    pieces, directions : as for analysis.territories.levels. Never modified.
    """
    moving, _, _, moving_n = _row(_figures(directions, measure, actor)) if directions is not None else (math.nan, 0, 0, 0)
    return Overall(*_row(measure.displayed(_figures(pieces, measure, actor))), moving, moving_n)


def _figures(pieces, measure, actor) -> pd.DataFrame:
    return figures(article_values(pieces, measure, [actor]), ["actor"])


def _row(rows: pd.DataFrame) -> tuple[float, float, float, int]:
    if rows.empty:
        return (math.nan, math.nan, math.nan, 0)
    value, low, high, n = rows.iloc[0][["value", "low", "high", "n"]]
    return (float(value), float(low), float(high), int(n))


def direction_word(direction: float, n: int) -> str:
    """"rising", "falling", "no clear direction"; "" where none is stated (NaN) or n, the articles behind it, are too few."""
    if math.isnan(direction) or n < settings()["display"]["min_articles"]:
        return ""
    threshold = settings()["display"]["steady"]
    return "rising" if direction >= threshold else "falling" if direction <= -threshold else "no clear direction"
