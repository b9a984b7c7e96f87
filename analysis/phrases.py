"""The words that carry what articles say of an actor: where, for and against."""

from __future__ import annotations

import pandas as pd

from analysis.territories import as_drawn


def telling(cues: pd.DataFrame) -> dict[str, str]:
    """The cue that counts most in each territory of the map, whatever its sign, by the territory's code.

    cues : territory, cue, n, contribution (data.queries.cues). Never modified.
    """
    rows = cues.assign(territory=as_drawn(cues["territory"]))
    sums = rows.groupby(["territory", "cue"], as_index=False)["contribution"].sum()
    sums = sums.assign(strength=sums["contribution"].abs()).sort_values(["strength", "cue"], ascending=[False, True], kind="stable")
    return dict(sums.drop_duplicates("territory")[["territory", "cue"]].itertuples(index=False))


def for_and_against(cues: pd.DataFrame, most: int = 8) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The cues that add most, and those that take away most: cue, n (articles, summed over territories), contribution."""
    both = []
    for sign in (1, -1):
        part = cues[cues["contribution"] * sign > 0]
        rows = part.groupby("cue", as_index=False).agg(n=("n", "sum"), contribution=("contribution", "sum"))
        rows = rows.assign(strength=rows["contribution"].abs()).sort_values(["strength", "cue"], ascending=[False, True], kind="stable")
        both.append(rows.head(most).drop(columns="strength").reset_index(drop=True))
    return both[0], both[1]
