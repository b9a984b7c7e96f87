"""Who is with whom, and who gains where another loses: figures of ordered pairs of actors."""

from __future__ import annotations

import pandas as pd

from analysis.intervals import figures
from analysis.measures import Measure
from analysis.periods import period_end, with_periods

STANCE = Measure(
    key="stance", label="Relation", unit="\N{MINUS SIGN}1 to +1", indicator="stance", low=-1, high=1, midpoint=0,
    low_words="conflict", high_words="cooperation", low_word="conflict", high_word="cooperation",
    says="Whether the articles show the first actor acting against the second or with it (CAMEO's quad classes).")


def pairs(relations: pd.DataFrame) -> pd.DataFrame:
    """One row an ordered pair: actor, other, value, low, high (95 % interval, NaN where n is 1), n (articles), most articles first.

    relations : as data.queries.relations gives them. Never modified. Every article counts once a pair.
    """
    rows = _values(relations)
    found = figures(rows, ["actor", "other"]) if len(rows) else pd.DataFrame(columns=["actor", "other", "value", "low", "high", "n"])
    return found.sort_values(["n", "actor", "other"], ascending=[False, True, True], ignore_index=True)


def pair_over_time(relations: pd.DataFrame, actor: str, other: str, period: str) -> pd.DataFrame:
    """Both directions of a pair by period: actor ("RUS>ARM"), period, period_end, value, low, high, n, as analysis.series gives a trend."""
    rows = _values(relations)
    rows = rows[rows["actor"].isin((actor, other)) & rows["other"].isin((actor, other))]
    rows = with_periods(rows.assign(actor=rows["actor"] + ">" + rows["other"]), period)
    found = figures(rows, ["actor", "period"]) if len(rows) else pd.DataFrame(columns=["actor", "period", "value", "low", "high", "n"])
    return found.assign(period=pd.to_datetime(found["period"]), period_end=pd.to_datetime([period_end(start, period) for start in found["period"]]))


def gainers(relations: pd.DataFrame, falling: pd.Series, actor: str) -> tuple[pd.DataFrame, int, int]:
    """Whom articles name as gaining where an actor loses.

    Parameters
    ----------
    relations : as data.queries.relations gives them. falling : ids of the articles in which the actor falls.

    Returns
    -------
    A table: gainer, n (articles), share (of those in which the actor falls), most first; the number of articles in which it
    falls; and that of those among them which name a gainer.
    """
    ids = set(falling)
    rows = relations[(relations["kind"] == "displaces") & (relations["other"] == actor) & relations["article_id"].isin(ids)]
    table = rows.groupby("actor", as_index=False).agg(n=("article_id", "nunique")).rename(columns={"actor": "gainer"})
    table = table.assign(share=table["n"] / max(len(ids), 1)).sort_values(["n", "gainer"], ascending=[False, True], ignore_index=True)
    return table, len(ids), rows["article_id"].nunique()


def _values(relations: pd.DataFrame) -> pd.DataFrame:
    rows = relations[relations["kind"] == "stance"]
    return rows.assign(top=rows["value"].astype(float), bottom=1.0)
