"""Years, quarters, months, weeks and days, and which articles are dated well enough to stand in one."""

from __future__ import annotations

import pandas as pd

from records import MonitorError

FREQUENCY = {"day": "D", "week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}   # weeks begin on Monday (ISO 8601)
# A date known to the year only could stand in any quarter; one known to the month has its place in all but weeks and days.
PRECISE = {"day": ("day",), "week": ("day",)}
OTHERWISE = ("day", "month")


def with_periods(pieces: pd.DataFrame, period: str) -> pd.DataFrame:
    """The rows whose date is precise enough, with the first day of their period in a new column `period`.

    pieces : published (datetime64), published_precision (day, month, year, unknown). Never modified.

    Raises
    ------
    MonitorError : the period is none of FREQUENCY.
    """
    if period not in FREQUENCY:
        raise MonitorError(f"There is no period {period!r}. Choose one of {', '.join(FREQUENCY)}.")
    dated = pieces[_dated(pieces, period)]
    start = pd.to_datetime(dated["published"]).dt.to_period(FREQUENCY[period]).dt.start_time
    return dated.assign(period=start)


def undated(pieces: pd.DataFrame, period: str = "month") -> int:
    """The number of articles that a trend leaves out, because their date is missing or coarser than a period."""
    return int(pieces.loc[~_dated(pieces, period), "article_id"].nunique())


def period_end(start: pd.Timestamp, period: str) -> pd.Timestamp:
    """The last day of the period that holds `start`."""
    return pd.Timestamp(start).to_period(FREQUENCY[period]).end_time.normalize()


def period_name(start: pd.Timestamp, period: str) -> str:
    """The period as readers see it: "2023", "Q3 2023", "September 2023", "week of 4 Sep 2023", "8 Sep 2023"."""
    start = pd.Timestamp(start)
    if period in ("day", "week"):
        return f"{'week of ' * (period == 'week')}{start.day} {start:%b %Y}"
    if period == "year":
        return str(start.year)
    return f"Q{start.quarter} {start.year}" if period == "quarter" else f"{start:%B} {start.year}"


def _dated(pieces: pd.DataFrame, period: str) -> pd.Series:
    return pieces["published_precision"].isin(PRECISE.get(period, OTHERWISE)) & pieces["published"].notna()
