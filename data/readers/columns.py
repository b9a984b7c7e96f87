"""Which column of a table is which field of an article: guessed from the header, and open to correction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.readers.faults import Unread
from data.readers.fields import article
from records import Article, MonitorError

FIELDS = ("text", "published", "title", "source", "source_country", "url", "language", "id")
# What a column may be called, in small letters with "_" for spaces, and which field it is.
NAMES = {
    "text": "text", "body": "text", "content": "text", "full_text": "text", "fulltext": "text", "article": "text", "article_text": "text", "story": "text",
    "date": "published", "published": "published", "publication_date": "published", "pub_date": "published", "pubdate": "published",
    "date_published": "published", "published_at": "published", "title": "title", "headline": "title", "heading": "title", "source": "source",
    "outlet": "source", "publication": "source", "publisher": "source", "media": "source", "newspaper": "source", "source_name": "source",
    "country": "source_country", "source_country": "source_country", "url": "url", "link": "url", "web_address": "url", "address": "url",
    "language": "language", "lang": "language", "id": "id", "article_id": "id",
}


def written(words: str) -> dict[str, str]:
    """The mapping that "Body=text, Day=published" writes.

    Raises
    ------
    MonitorError : a part is not of that form.
    """
    parts = [part.partition("=") for part in words.split(",") if part.strip()]
    if wrong := next((column for column, sign, field in parts if not (sign and column.strip())), None):
        raise MonitorError(f"{wrong.strip()!r} names no field. Write columns as: Body=text, Day=published. Fields are {', '.join(FIELDS)}.")
    return {column.strip(): field.strip() for column, _, field in parts}


def guess(header: Sequence[str]) -> list[str]:
    """For each column its field, or "" where its name says none."""
    return [NAMES.get("_".join(name.lower().replace("-", " ").split()), "") for name in header]


def mapped(header: Sequence[str], mapping: Mapping[str, str], place: object) -> list[str]:
    """For each column its field: what `mapping` (name of a column -> field, or "") says, else the guess.

    Raises
    ------
    Unread : no column is the text; a mapping names a column or a field that is not there.
    """
    names = [name.strip() for name in header]
    for column, field in mapping.items():
        if column not in names:
            raise Unread(place, f"has no column {column!r}. Its first row is: {', '.join(names)[:200]}.")
        if field and field not in FIELDS:
            raise Unread(place, f"cannot be read with {column}={field}: fields are {', '.join(FIELDS)}.")
    given = set(mapping.values())
    fields = [mapping.get(name, "" if guessed in given else guessed) for name, guessed in zip(names, guess(names))]
    if "text" not in fields:
        raise Unread(place, f"has no column text, body or content. Its first row is: {', '.join(names)[:200]}.")
    return fields


def article_of(cells: Sequence[str], fields: Sequence[str], place: str, article_id: str) -> Article | Unread:
    """The article of a row, or what is wrong with it. Of two columns for one field, the first that says something counts."""
    said: dict[str, str] = {}
    for field, cell in zip(fields, cells):
        if field and not said.get(field):
            said[field] = cell
    try:
        return article(said, place, article_id)
    except Unread as fault:
        return fault
