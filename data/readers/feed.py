"""RSS and Atom feeds: an entry that brings its text is an article, one that only points at a page is listed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import feedparser
from lxml import etree, html

from data.readers.decoding import bytes_of
from data.readers.faults import Unread
from data.readers.fields import article, listed
from data.readers.listed import Listed
from records import Article

_LEAST = 120   # words: what is shorter is a teaser, and its page is fetched
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")   # no letters of XML
_BLOCKS = ("p", "div", "br", "li", "h1", "h2", "h3", "h4", "blockquote", "tr")


def read(path: Path) -> Iterator[Article | Listed | Unread]:
    """The entries of a feed that was saved as a file.

    Raises
    ------
    Unread : the file is no feed.
    """
    yield from entries(bytes_of(path), str(path), path.stem)


def entries(content: bytes, place: str, stem: str) -> Iterator[Article | Listed | Unread]:
    """The entries of a feed in its order, or what is wrong with one. `stem` and its number are the id of an article.

    Raises
    ------
    Unread : this is no feed.
    """
    try:
        found = feedparser.parse(io.BytesIO(content))
    except ValueError as error:   # what feedparser stumbles over: the first line names an encoding with broken letters in it
        raise Unread(place, "names an encoding that cannot be read. Save it anew as UTF-8.") from error
    if not found.version:
        looks = " It looks like a web page: save it as .html." if b"<html" in content[:2000].lower() else ""
        raise Unread(place, f"is no RSS or Atom feed.{looks}")
    for number, entry in enumerate(found.entries, start=1):
        where = f"{place}, entry {number}"
        text = _text_of(entry)
        # A feed's language is that of its site, not of an entry: the text itself tells better.
        said = {"title": _plain(entry.get("title") or ""), "url": entry.get("link") or "", "source": _plain(found.feed.get("title") or ""),
                "published": _day_of(entry)}
        try:
            if len(text.split()) >= _LEAST or not said["url"]:
                yield article(said | {"text": text}, where, f"{stem}-{number}")
            else:
                yield listed(said, where)
        except Unread as fault:
            yield fault


def _text_of(entry) -> str:
    """The longest of what an entry brings: its content, or its summary."""
    brought = [part.get("value") for part in entry.get("content", ())] + [entry.get("summary")]
    return max((_plain(part or "", paragraphs=True) for part in brought), key=len, default="")


def _plain(markup: str, paragraphs: bool = False) -> str:
    """Words without tags; blocks parted by an empty line if asked."""
    if not markup.strip():
        return ""
    try:
        tree = html.fragment_fromstring(_CONTROLS.sub(" ", markup), create_parent="div")
    except (etree.ParserError, ValueError):
        return ""
    for block in tree.iter(*_BLOCKS):
        block.tail = "\n\n" + (block.tail or "")
        if block.tag == "p" and block.text:
            block.text = "\n\n" + block.text
    blocks = [" ".join(part.split()) for part in tree.text_content().split("\n\n")]
    return ("\n\n" if paragraphs else " ").join(filter(None, blocks))


def _day_of(entry) -> str:
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    try:
        return date(*moment[:3]).isoformat() if moment else ""
    except ValueError:
        return ""
