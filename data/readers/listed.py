"""A line in a list of articles: what it says of one whose page has still to be fetched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Listed:
    """An article as a feed or a list knows it. `place` is where in the list it stands, for messages."""

    url: str
    place: str
    title: str = ""
    source: str = ""
    published: date | None = None
    published_precision: str = "unknown"
