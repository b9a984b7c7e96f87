"""JSON Lines: one article a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from data.readers.decoding import text_of
from data.readers.faults import Unread
from data.readers.fields import article
from records import Article

_FIELDS = ("id", "text", "published", "title", "source", "source_country", "url", "language")


def read(path: Path) -> Iterator[Article | Unread]:
    """Each line's article, or what is wrong with the line, in order. Empty lines are passed over.

    A line is an object with "text" and, where known, "id", "published" (a day, a month or a year), "title", "source",
    "source_country", "url", "language"; others are passed over. Without "id", file name and line number are the id.

    Raises
    ------
    Unread : the file holds no text.
    """
    for place, number, fields in objects(path):
        if isinstance(fields, Unread):
            yield fields
            continue
        try:
            yield article({name: fields[name] for name in _FIELDS if name in fields}, place, f"{path.stem}-{number}")
        except Unread as fault:
            yield fault


def objects(path: Path) -> Iterator[tuple[str, int, dict | Unread]]:
    """(place, line number, object, or what is wrong) of each line that is not empty.

    Raises
    ------
    Unread : the file holds no text.
    """
    for number, line in enumerate(text_of(path).split("\n"), start=1):
        place = f"{path}, line {number}"
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError) as error:
            why = getattr(error, "msg", "too deeply nested")
            yield place, number, Unread(place, f"is not JSON ({why}). Each line should be one object.")
            continue
        yield place, number, found if isinstance(found, dict) else Unread(place, 'is JSON but no object. Write {"text": "..."}.')
