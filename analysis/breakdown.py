"""An actor's figure broken down: by instrument, by voice, by the groups of outlets that say it."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from analysis.intervals import figures
from analysis.measures import Measure
from analysis.values import article_values
from data.outlets import Outlet, of_name

# What outlets can be grouped by: a word for the heading, and what it is of an outlet ("" where it is not known).
OUTLETS: dict[str, tuple[str, Callable[[Outlet], str]]] = {
    "based": ("where they are based", lambda outlet: outlet.based_in),
    "funded": ("who funds them", lambda outlet: outlet.funded_by),
    "aligned": ("whose line they follow", lambda outlet: outlet.alignment),
    "kind": ("kind of outlet", lambda outlet: outlet.kind),
}


def broken_down(pieces: pd.DataFrame, measure: Measure, actors: list[str], column: str) -> pd.DataFrame:
    """One row per value of a column of the pieces and actor that has statements.

    pieces : as data.queries.pieces gives them. Never modified. For a share the whole is what is said of all actors in that part.

    Returns `column`, actor, value, low, high (displayed scale, NaN where unknown), n (articles), most articles first.
    """
    rows = figures(article_values(pieces, measure, actors, [column]), [column, "actor"])
    rows = measure.displayed(rows)
    most = rows.groupby(column)["n"].transform("sum")
    return rows.assign(most=most).sort_values(["most", column, "actor"], ascending=[False, True, True], ignore_index=True).drop(columns="most")


def with_outlets(pieces: pd.DataFrame, by: str) -> pd.DataFrame:
    """The pieces with a column `group`: what the outlets of reference/sources.csv are by `by`, a key of OUTLETS.

    An outlet that the table does not know is grouped by its country for "based" and stands as "" for the others.
    """
    of = OUTLETS[by][1]
    known = {name: of_name(name) for name in pieces["source"].unique()}
    group = pieces["source"].map(lambda name: of(known[name]) if known[name] else "")
    if by == "based":
        group = group.where(group != "", pieces["source_country"])
    return pieces.assign(group=group)
