"""A measure of one actor by territory: what the map and the region's tile show."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from analysis.intervals import figures
from analysis.measures import Measure
from analysis.values import article_values

REGION = "REG"   # the region as a whole: a tile of its own, painted on no country


def levels(
    pieces: pd.DataFrame, measure: Measure, actor: str, *,
    parents: Mapping[str, str], drawn: Collection[str], directions: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """One row per territory on which the articles say something of the actor.

    Parameters
    ----------
    pieces : as data.queries.pieces gives them for the measure's indicator; for a share, of all actors. Never modified.
    parents : each territory's next larger one. drawn : the territories that the map draws apart. A statement on a part that
        is not drawn counts for the territory around it; one on a part that is drawn counts there and nowhere else.
    directions : the pieces of the measure's direction, or None where it has none.

    Returns
    -------
    territory, value, low, high (displayed scale; low and high NaN where n is 1), n, direction (mean trajectory in that territory,
    -1 to +1, NaN where none is stated), direction_n (articles behind it). REG is among the rows.
    """
    rows = _by_territory(pieces, measure, actor, parents, drawn)
    rows = rows.assign(**{column: measure.shown(rows[column]) for column in ("value", "low", "high")})
    if directions is None:
        return rows.assign(direction=np.nan, direction_n=0)
    moves = _by_territory(directions, measure, actor, parents, drawn)[["territory", "value", "n"]]
    moves = moves.rename(columns={"value": "direction", "n": "direction_n"})
    rows = rows.merge(moves, how="left", on="territory")
    return rows.assign(direction_n=rows["direction_n"].fillna(0).astype(int))


def _by_territory(pieces, measure, actor, parents, drawn) -> pd.DataFrame:
    placed = pieces.assign(territory=[drawn_territory(code, parents, drawn) for code in pieces["territory"]])
    values = article_values(placed, measure, [actor], by=["territory"])
    return figures(values, ["territory"])


def drawn_territory(code: str, parents: Mapping[str, str], drawn: Collection[str]) -> str:
    """The territory on which the map shows a statement: itself, else the nearest larger one that is drawn, else the region."""
    while code and code not in drawn:
        code = parents.get(code) or ""
    return code or REGION
