"""Tables: one article a row, columns by name."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from data.readers.decoding import text_of
from data.readers.faults import Unread
from data.readers.fields import article
from records import Article

# What a column may be called, and which field it is.
COLUMNS = {
    "text": "text", "body": "text", "content": "text", "date": "published", "published": "published", "title": "title",
    "headline": "title", "source": "source", "outlet": "source", "country": "source_country",
    "source_country": "source_country", "url": "url", "language": "language", "id": "id",
}
_LONGEST = 2**31 - 1   # characters in a cell; the csv module's own limit is below one long article
_DELIMITERS = ",;\t"


def read(path: Path) -> Iterator[Article | Unread]:
    """Each row's article, or what is wrong with the row, in order. Rows count as in a spreadsheet: the header is row 1.

    Without a column id, file name and row number are the id.

    Raises
    ------
    Unread : the file holds no text, or no column text, body or content.
    """
    csv.field_size_limit(_LONGEST)
    text = text_of(path)
    header = text.lstrip("\n").partition("\n")[0]
    delimiter = max(_DELIMITERS, key=header.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    names: list[str] | None = None
    for number, row in _counted(rows, path):
        if isinstance(row, Unread):
            yield row
        elif names is None:
            names = _fields_of(row, path)
        elif any(cell.strip() for cell in row):
            yield _article(row, names, f"{path}, row {number}", f"{path.stem}-{number}")


def _counted(rows, path: Path) -> Iterator[tuple[int, list[str] | Unread]]:
    number = 0
    while True:
        number += 1
        try:
            yield number, next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            place = f"{path}, row {number}"
            yield number, Unread(place, f"is no row of a table ({error}). Look for a quotation mark that is not closed or not doubled.")


def _fields_of(header: list[str], path: Path) -> list[str]:
    names = [COLUMNS.get(name.strip().lower(), "") for name in header]
    if "text" not in names:
        raise Unread(path, f"has no column text, body or content. Its first row is: {', '.join(header)[:200]}.")
    return names


def _article(row: list[str], names: list[str], place: str, article_id: str) -> Article | Unread:
    if len(row) != len(names):
        return Unread(place, f"has {len(row)} cells, and the header {len(names)}. Look for a comma or a quotation mark too many.")
    fields: dict[str, str] = {}
    for name, cell in zip(names, row):
        if name and not fields.get(name):   # of two columns for one field, the first that says something
            fields[name] = cell
    try:
        return article(fields, place, article_id)
    except Unread as fault:
        return fault
