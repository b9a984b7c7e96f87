"""Dates as press databases and feeds spell them, as the dates that all readers take."""

from __future__ import annotations

from datetime import datetime

from dateutil import parser

# A part that the words do not give is taken from here, so what differs between the two is not said.
_ONE, _OTHER = datetime(2004, 1, 1), datetime(2008, 12, 28)


def iso(words: str) -> str:
    """"November 8, 2023 Wednesday" -> "2023-11-08", "November 2023" -> "2023-11", "2023" as it is; "" where no year is told."""
    try:
        one, other = (parser.parse(words, default=default, ignoretz=True) for default in (_ONE, _OTHER))
    except (ValueError, OverflowError):
        return ""
    if one.year != other.year:
        return ""
    if one.month != other.month:
        return f"{one.year:04d}"
    return one.strftime("%Y-%m-%d" if one.day == other.day else "%Y-%m")
