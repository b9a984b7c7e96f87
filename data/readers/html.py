"""Web pages: the article without menus and notices, with what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import trafilatura

from config import setting
from data.readers.decoding import bytes_of, markup_in
from data.readers.faults import Unread
from data.readers.fields import article, is_front_page
from records import Article

_LEAST = 25   # words: what is shorter is a menu or a notice
# Only dates that the page gives as its own: one that is found somewhere in its words may be anything.
_DATES = {"extensive_search": False, "original_date": True}


def read(path: Path) -> Iterator[Article]:
    """The article of a page that was saved as a file; its id is the file's name without the suffix.

    Raises
    ------
    Unread : the file holds no article.
    """
    yield article_of(bytes_of(path), str(path), article_id=path.stem)


def article_of(content: bytes, place: str, url: str = "", article_id: str = "", charset: str = "") -> Article:
    """The article of a page.

    Parameters
    ----------
    content : the page as it came. place : what messages call it. url : where it was fetched; a canonical address that the page
    gives goes before it. charset : what the server said.

    Raises
    ------
    Unread : the page is larger than one from the web may be, or there is no text that is more than menus and notices.
    """
    if len(content) > (largest := setting("fetch", "largest")):
        raise Unread(place, f"has {len(content) / 1e6:.0f} MB; up to {largest / 1e6:.0f} MB of a page are read. "
                            "Copy its text into a .txt file and add that.")
    markup = markup_in(content, place, charset)
    try:
        found = trafilatura.bare_extraction(markup, url=url or None, with_metadata=True, include_comments=False, include_tables=True,
                                            date_extraction_params=_DATES)
    except (ValueError, RecursionError, AssertionError):   # markup beyond repair
        found = None
    if found is None or len((found.text or "").split()) < _LEAST:
        raise Unread(place, "has no article in it that can be told from the rest of the page. "
                            "Copy its text into a .txt file and add that.")
    paragraphs = "\n\n".join(found.text.split("\n"))
    return article({"text": paragraphs, "title": found.title or "", "source": found.sitename or "",
                    "published": _as_told(found.date or "", markup + url), "url": _address(found.url or "", url)},
                   place, article_id)


def _as_told(day: str, markup: str) -> str:
    """A day as precisely as the page writes it: trafilatura makes up a day where only a month is told."""
    if not day:
        return ""
    year, month, number = map(int, day.split("-"))
    month_and_day, word = rf"0?{month}\W0?{number}|0?{number}\W0?{month}", r"[^\W\d]{3,20}\W{1,3}"
    written = (rf"{year}\W0?{month}\W0?{number}|{year}{month:02}{number:02}|(?:{month_and_day})\W{year}"
               rf"|0?{number}(?:st|nd|rd|th)?\W{{1,3}}{word}{year}|(?<=[^\W\d]\W)0?{number}(?:st|nd|rd|th)?\W{{1,3}}{year}")
    return day if re.search(rf"(?<!\d)(?:{written})(?!\d)", markup) else f"{year}-{month:02}"


def _address(said: str, fetched: str) -> str:
    """What the page says is its address, unless that is a site's front page (all its articles would be one) or another site's
    (a copy would take the place of what it was copied from)."""
    site = lambda url: (urlsplit(url).hostname or "").removeprefix("www.")
    is_other = bool(fetched) and site(said) != site(fetched)
    return fetched if is_front_page(said) or is_other else said
