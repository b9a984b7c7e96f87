"""Where the coverage of an actor is: the places named in the sentences that say something of it."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.measures import Measure
from geo.places import Place, outside, places

COLUMNS = ["place", "lon", "lat", "n", "value"]


def by_place(found: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """One row a place, the one with most articles first.

    found : place, article_id, contribution, weight (data.queries.places). Never modified.

    Returns place (as displayed), lon, lat (degrees), n (articles), value (mean of the articles that state something, displayed
    scale; NaN where none does, and for a share, which is of whole articles).
    """
    stated = found["weight"] > 0
    each = found.assign(value=np.where(stated, found["contribution"] / found["weight"].where(stated), np.nan))
    rows = each.groupby("place", as_index=False).agg(n=("article_id", "nunique"), value=("value", "mean"))
    rows["value"] = np.nan if measure.is_share else measure.shown(rows["value"])
    rows = rows[rows["place"].isin(_points())]
    rows = rows.assign(lon=[_points()[name].lon for name in rows["place"]], lat=[_points()[name].lat for name in rows["place"]])
    return rows.sort_values(["n", "place"], ascending=[False, True], ignore_index=True)[COLUMNS]


@lru_cache(maxsize=1)
def _points() -> dict[str, Place]:
    return {one.name: one for one in (*places(), *outside()) if one.lon is not None}
