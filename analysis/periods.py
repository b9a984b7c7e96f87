"""Years, quarters and months, and which articles are dated well enough to stand in one."""

from __future__ import annotations

import pandas as pd

from records import MonitorError

FREQUENCY = {"month": "M", "quarter": "Q", "year": "Y"}
# A date known to the year only could stand in any quarter; one known to the month has its place in all.
PRECISE = ("day", "month")


def with_periods(pieces: pd.DataFrame, period: str) -> pd.DataFrame:
    """The rows whose date is precise enough, with the first day of their period in a new column `period`.

    pieces : published (datetime64), published_precision (day, month, year, unknown). Never modified.

    Raises
    ------
    MonitorError : the period is none of FREQUENCY.
    """
    if period not in FREQUENCY:
        raise MonitorError(f"There is no period {period!r}. Choose one of {', '.join(FREQUENCY)}.")
    dated = pieces[_dated(pieces)]
    start = pd.to_datetime(dated["published"]).dt.to_period(FREQUENCY[period]).dt.start_time
    return dated.assign(period=start)


def undated(pieces: pd.DataFrame) -> int:
    """The number of articles that a trend leaves out, because their date is missing or coarser than a period."""
    return int(pieces.loc[~_dated(pieces), "article_id"].nunique())


def period_end(start: pd.Timestamp, period: str) -> pd.Timestamp:
    """The last day of the period that holds `start`."""
    return pd.Timestamp(start).to_period(FREQUENCY[period]).end_time.normalize()


def period_name(start: pd.Timestamp, period: str) -> str:
    """The period as readers see it: "2023", "Q3 2023", "September 2023"."""
    start = pd.Timestamp(start)
    if period == "year":
        return str(start.year)
    return f"Q{start.quarter} {start.year}" if period == "quarter" else f"{start:%B} {start.year}"


def _dated(pieces: pd.DataFrame) -> pd.Series:
    return pieces["published_precision"].isin(PRECISE) & pieces["published"].notna()
