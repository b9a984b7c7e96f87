"""From an address to articles: a page, a feed, a PDF or a text in the web."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from data.fetch import Fetcher, Page
from data.readers import feed, html, pdf, text
from data.readers.faults import Unread
from data.readers.listed import Listed
from records import Article

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.I)
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/xml", "text/xml")


def is_address(path: object) -> bool:
    """Whether this is meant as an address, not as a file."""
    return bool(_ADDRESS.match(str(path)))


def at(address: str, fetcher: Fetcher) -> Iterator[Article | Listed | Unread]:
    """What is at an address: the article, or all that a feed names.

    Raises
    ------
    Unread : it cannot be fetched or read.
    """
    page = fetcher.page(address)
    if page.media_type in _FEEDS or (page.media_type.startswith("text/") and re.match(rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)?<(rss|feed|rdf:RDF)\b", page.content[:2000], re.S)):
        yield from feed.entries(page.content, address, _stem(address))
    else:
        yield _article(page, address)


def follow(listed: Listed, fetcher: Fetcher) -> Article | Unread:
    """The article that a line of a list points at, as its page has it; what the page does not say, the list may."""
    try:
        found = _article(fetcher.page(listed.url), listed.url)
    except Unread as fault:
        return Unread(f"{listed.place}, {listed.url}", fault.why)
    said = {name: getattr(listed, name) for name in ("title", "source") if not getattr(found, name)}
    if found.published is None:
        said |= {"published": listed.published, "published_precision": listed.published_precision}
    # The address of the list is the one by which it is known when the list comes again.
    return replace(found, url=listed.url, **said)


def with_pages(items: Iterator[Article | Listed | Unread], fetcher: Fetcher, is_known: Callable[[str], bool]) -> Iterator[Article | Listed | Unread]:
    """The items, each listed one followed to its page unless its address is known already: that one stays as it is."""
    for item in items:
        yield follow(item, fetcher) if isinstance(item, Listed) and not is_known(item.url) else item


def _article(page: Page, address: str) -> Article:
    if page.media_type == "application/pdf":
        return replace(pdf.article_of(page.content, address, _stem(address)), url=page.url)
    if page.media_type == "text/plain":
        return replace(text.article_of(page.content, address, _stem(address)), url=page.url)
    return html.article_of(page.content, address, url=page.url, article_id=_stem(address), charset=page.charset)


def _stem(address: str) -> str:
    parts = urlsplit(address)
    return PurePosixPath(parts.path).stem or parts.hostname or address
