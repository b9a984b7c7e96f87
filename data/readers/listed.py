"""A line in a list of articles: what it says of one whose page has still to be fetched."""

from __future__ import annotations

from dataclasses import dataclass

from records import Article


@dataclass(frozen=True)
class Listed:
    """`about` is the article as the list knows it: an address, perhaps a title, a date, an outlet, and no text yet.
    `place` is where in the list it stands, for messages.
    """

    about: Article
    place: str
