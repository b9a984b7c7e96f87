"""From the named fields of a line, a row or a file's head to an article; each fault names its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from urllib.parse import urlsplit

from data.readers.dates import published
from data.readers.faults import Unread
from data.readers.listed import Listed
from reading.actors import Name, actors, names
from records import Article


LONGEST = 5_000_000   # characters of an article: more than any book has


def article(fields: Mapping[str, object], place: str, article_id: str) -> Article:
    """The article that these fields describe.

    Parameters
    ----------
    fields : text; and where known: id, published, title, source, source_country, url, language. Values are text or numbers.
    place : what messages call it. article_id : used where the fields have no id.

    Raises
    ------
    Unread : there is no text, or far too much, a value is no text, or the date or the country cannot be read.
    """
    words = {name: _words(value, name, place) for name, value in fields.items()}
    text = words.get("text", "")
    if not text.strip():
        raise Unread(place, "has no text.")
    if len(text) > LONGEST:
        raise Unread(place, f"has {len(text) / 1e6:.0f} million characters, which no article has. Split it into its articles.")
    try:
        day, precision = published(words.get("published", ""))
        country = country_code(words.get("source_country", ""))
    except ValueError as error:
        raise Unread(place, str(error)) from error
    url = " ".join(words.get("url", "").split())
    if is_front_page(url):   # the address of a site is that of none of its articles
        url = ""
    language = re.match(r"[a-z]{2}(?![a-z])", words.get("language", "").strip().lower())
    return Article(
        text=text, article_id=words.get("id", "").strip() or article_id, published=day, published_precision=precision,
        source_country=country, language=language.group() if language else "",
        url=url, **{name: " ".join(words.get(name, "").split()) for name in ("title", "source")})


def is_front_page(url: str) -> bool:
    """Whether an address names a site and nothing in it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.netloc) and not (parts.path.strip("/") or parts.query)


def listed(fields: Mapping[str, object], place: str) -> Listed:
    """What these fields (url; and where known title, source, published) say of an article whose text is elsewhere.

    Raises
    ------
    Unread : there is no address, a value is no text, or the date cannot be read.
    """
    words = {name: " ".join(_words(value, name, place).split()) for name, value in fields.items()}
    if not words.get("url"):
        raise Unread(place, "names no address.")
    try:
        day, precision = published(words.get("published", ""))
    except ValueError as error:
        raise Unread(place, str(error)) from error
    return Listed(words["url"], place, words.get("title", ""), words.get("source", ""), day, precision)


def country_code(written: str) -> str:
    """The code of a source's country by its code or its name in reference/actors.yaml; "" for "".

    The European Union and other organisations count as well: they have press of their own.

    Raises
    ------
    ValueError : a sentence: no such country.
    """
    written = written.strip()
    if not written or written.upper() in actors():
        return written.upper()
    spelled = {name.spelling.casefold(): name for name in names() if name.kind == "name"}
    spelled |= {actor.name.casefold(): Name(actor.name, code, "name") for code, actor in actors().items()}
    if name := spelled.get(written.casefold()):
        return name.actor
    close = " or ".join(repr(spelled[each].spelling) for each in get_close_matches(written.casefold(), spelled, n=3, cutoff=0.85))
    raise ValueError(f"The country {written!r} is not in reference/actors.yaml. "
                     + (f"Is it {close}? " if close else "") + "Name one that is there, or leave it out.")


def _words(value: object, name: str, place: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise Unread(place, f"{name!r} should be text and is {type(value).__name__}.")
    words = str(value).replace("\0", " ")
    if any("\ud800" <= c <= "\udfff" for c in words):
        raise Unread(place, f"{name!r} holds broken characters (half of a pair). Save the file anew as UTF-8.")
    return words
