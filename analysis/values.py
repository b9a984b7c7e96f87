"""What one article says of an actor: the two sums whose ratio is the figure of any group of articles."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.groups import groups
from analysis.measures import Measure


def article_values(pieces: pd.DataFrame, measure: Measure, actors: Sequence[str] = (), by: Sequence[str] = ()) -> pd.DataFrame:
    """One row per actor and article (and per value of the columns `by`).

    Parameters
    ----------
    pieces : article_id, actor, contribution, weight and the columns `by`; one row per article, actor and territory,
        of the measure's indicator; and, where there are, cluster (near-duplicates share one) and confidence (that a reader
        agrees with the article's score). For a share, the pieces of *all* actors: they are the whole. Never modified.
    actors : codes to keep; empty keeps all.
    by : further columns to keep apart, such as period or territory.

    Returns
    -------
    actor, `by`..., article_id, top, bottom; cluster and sure where the pieces have them. A group's figure is sum(top) / sum(bottom): for a share, the actor's coverage
    over everyone's; for a count, articles that name the actor over all; else the mean of the articles' values, since top is sum(contribution) / sum(weight) and bottom is 1.
    An article that only quotes claims on the actor (weight 0) makes no statement and has no row.
    """
    keys = [*by, "article_id"]
    if measure.is_share:
        shares = _shares(pieces, actors, keys)
        return shares.assign(top=(shares["top"] > 0).astype(float), bottom=1.0) if measure.is_count else shares
    kept = pieces[pieces["actor"].isin(actors)] if len(actors) else pieces
    grouped = kept.groupby(["actor", *keys], observed=True)
    named = {column: name for column, name in (("cluster", "cluster"), ("confidence", "sure")) if column in kept}
    # Sums and firsts apart: together, by agg, they take three times as long.
    sums = pd.concat([grouped[["contribution", "weight"]].sum(), grouped[list(named)].first()], axis=1) if named else grouped[["contribution", "weight"]].sum()
    sums = sums[sums["weight"] > 0].reset_index().rename(columns=named)
    sums = sums.assign(top=sums["contribution"] / sums["weight"], bottom=1.0)
    return sums[["actor", *keys, "top", "bottom", *named.values()]]


def _shares(pieces: pd.DataFrame, actors: Sequence[str], keys: list[str]) -> pd.DataFrame:
    named = pieces.groupby(["actor", *keys], as_index=False, observed=True)["contribution"].sum()
    whole = named[~named["actor"].isin(groups())].groupby(keys, as_index=False, observed=True)["contribution"].sum().rename(columns={"contribution": "bottom"})
    whole = whole[whole["bottom"] > 0]
    wanted = pd.DataFrame({"actor": list(actors) if len(actors) else sorted(named["actor"].unique())})
    # An article that does not name the actor is a true zero: the others had all of it.
    rows = whole.merge(wanted, how="cross").merge(
        named.rename(columns={"contribution": "top"}), how="left", on=["actor", *keys])
    return rows.assign(top=rows["top"].fillna(0.0))[["actor", *keys, "top", "bottom"]]
