"""How a corpus is spread: over months, the countries of its outlets, and languages; and where its gaps are."""

from __future__ import annotations

import pandas as pd

OTHERS = 10   # bars: what is smaller is counted together


def by_month(articles: pd.DataFrame) -> pd.DataFrame:
    """Articles a month, months without any included.

    Parameters
    ----------
    articles : with published and published_precision; those known to the year only, or not at all, are left out.

    Returns
    -------
    month (first day), n, in order.
    """
    dated = articles[articles["published_precision"].isin(["day", "month"])]
    months = pd.to_datetime(dated["published"]).dt.to_period("M").value_counts().sort_index()
    if months.empty:
        return pd.DataFrame({"month": pd.to_datetime([]), "n": []})
    months = months.reindex(pd.period_range(months.index[0], months.index[-1], freq="M"), fill_value=0)
    return pd.DataFrame({"month": months.index.to_timestamp(), "n": months.to_numpy()})


def gaps(months: pd.DataFrame, least: int = 3) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """(first, last month) of each run of at least `least` months without an article, longest first."""
    empty = months["n"].eq(0)
    runs = months[empty].groupby((~empty).cumsum()[empty])["month"]
    found = [(run.iloc[0], run.iloc[-1], len(run)) for _, run in runs]
    return [(first, last) for first, last, length in sorted(found, key=lambda run: -run[2]) if length >= least]


def by_value(articles: pd.DataFrame, column: str, unknown: str = "not known") -> pd.DataFrame:
    """Articles by the values of a column, most first; of many, the rest is counted together.

    Returns
    -------
    value, n.
    """
    counts = articles[column].replace("", unknown).fillna(unknown).value_counts()
    shown = counts.iloc[:OTHERS] if len(counts) > OTHERS + 1 else counts
    frame = pd.DataFrame({"value": shown.index, "n": shown.to_numpy()})
    rest = int(counts.sum() - shown.sum())
    return pd.concat([frame, pd.DataFrame({"value": [f"{len(counts) - len(shown)} others"], "n": [rest]})]) if rest else frame
