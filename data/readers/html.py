"""Web pages: the article without menus and notices, with what the page says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import trafilatura

from data.readers.decoding import bytes_of, markup_in
from data.readers.faults import Unread
from data.readers.fields import article
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
    Unread : there is no text that is more than menus and notices.
    """
    markup = markup_in(content, place, charset)
    try:
        found = trafilatura.bare_extraction(markup, url=url or None, with_metadata=True, include_comments=False, include_tables=True,
                                            date_extraction_params=_DATES)
    except (ValueError, RecursionError, AssertionError):   # markup beyond repair
        found = None
    if found is None or len((found.text or "").split()) < _LEAST:
        raise Unread(place, "has no article in it that can be told from the rest of the page. Copy its text into a .txt file and add that.")
    paragraphs = "\n\n".join(found.text.split("\n"))
    return article({"text": paragraphs, "title": found.title or "", "published": found.date or "", "source": found.sitename or "",
                    "language": found.language or "", "url": found.url or url}, place, article_id)
