"""When an article was published, as precisely as it says."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

EARLIEST = date(1901, 1, 1)   # programs write a day of 1900 where they have none
# A time after the day, as exports have it, is left out.
_WRITTEN = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2})(?:[T ]\d{1,2}:.*)?)?)?")


def published(written: str) -> tuple[date | None, str]:
    """First day and precision (day, month, year, unknown) of "2023-11-08", "2023-11", "2023" or "".

    Raises
    ------
    ValueError : a sentence: no such date, or one in 1900, before 1900 or in the future.
    """
    written = written.strip()
    if not written:
        return None, "unknown"
    match = _WRITTEN.fullmatch(written)
    if not match:
        raise ValueError(f"{written!r} is not a date that can be read. Write it as 2023-11-08, 2023-11 or 2023.")
    numbers = [int(number) for number in match.groups() if number]
    try:
        day = date(*(numbers + [1, 1])[:3])
    except ValueError:
        raise ValueError(f"There is no date {written!r}. Write it as 2023-11-08, 2023-11 or 2023.") from None
    if day < EARLIEST:
        raise ValueError(f"The date {written!r} is in 1900 or before 1900. Correct it, or leave it out.")
    if day > _latest():
        raise ValueError(f"The date {written!r} is in the future. Correct it, or leave it out.")
    return day, ("year", "month", "day")[len(numbers) - 1]


def _latest() -> date:
    """Today where the day begins first, so that no newsroom's today is in the future."""
    return datetime.now(timezone(timedelta(hours=14))).date()
