"""A measure of one actor by territory: what the map and the region's tile show."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.intervals import figures
from analysis.measures import Measure
from analysis.values import article_values
from geo.territories import drawn_as


def levels(pieces: pd.DataFrame, measure: Measure, actor: str, directions: pd.DataFrame | None = None) -> pd.DataFrame:
    """One row per territory on which the articles say something of the actor.

    Parameters
    ----------
    pieces : as data.queries.pieces gives them for the measure's indicator; for a share, of all actors. Never modified.
        A statement on a part that the map does not draw apart counts for the territory around it; one on a part that it
        draws counts there and nowhere else.
    directions : the pieces of the measure's direction, or None where it has none.

    Returns
    -------
    territory, value, low, high (displayed scale; low and high NaN where n is 1), n, direction (mean trajectory in that territory,
    -1 to +1, NaN where none is stated), direction_n (articles behind it). The region as a whole is among
    the rows, as REG.
    """
    rows = _by_territory(pieces, measure, actor)
    rows = measure.displayed(rows)
    if directions is None:
        return rows.assign(direction=np.nan, direction_n=0)
    moves = _by_territory(directions, measure, actor)[["territory", "value", "n"]]
    moves = moves.rename(columns={"value": "direction", "n": "direction_n"})
    rows = rows.merge(moves, how="left", on="territory")
    return rows.assign(direction_n=rows["direction_n"].fillna(0).astype(int))


def as_drawn(codes: pd.Series) -> pd.Series:
    """A column of territories as the map draws them; each code is looked up once."""
    return codes.map({code: drawn_as(code) for code in codes.unique()})


def _by_territory(pieces, measure, actor) -> pd.DataFrame:
    placed = pieces.assign(territory=as_drawn(pieces["territory"]))
    values = article_values(placed, measure, [actor], by=["territory"])
    return figures(values, ["territory"])
