"""Tables: one article a row, columns by name."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from data.readers import gdelt
from data.readers.columns import article_of, mapped
from data.readers.decoding import text_of
from data.readers.faults import Unread
from data.readers.listed import Listed
from records import Article

_LONGEST = 2**31 - 1   # characters in a cell; the csv module's own limit is below one long article
_DELIMITERS = ",;\t"


def read(path: Path, mapping: Mapping[str, str] | None = None) -> Iterator[Article | Listed | Unread]:
    """Each row's article, or what is wrong with the row, in order. Rows count as in a spreadsheet: the header is row 1.

    Without a column id, file name and row number are the id. A list of GDELT is known by its columns.

    Parameters
    ----------
    mapping : name of a column -> field (data/readers/columns.py), where the guess is wrong.

    Raises
    ------
    Unread : the file holds no text, or no column is the text.
    """
    fields: list[str] | None = None
    for number, row in _filled(path):
        if isinstance(row, Unread):
            yield row
        elif fields is None:
            if gdelt.is_list(row) and not mapping:
                yield from gdelt.read_table(path)
                return
            fields = mapped(row, mapping or {}, path)
        else:
            place = f"{path}, row {number}"
            yield (article_of(row, fields, place, f"{path.stem}-{number}") if len(row) == len(fields) else Unread(
                place, f"has {len(row)} cells, and the header {len(fields)}. Look for a comma or a quotation mark too many."))


def header(path: Path) -> list[str]:
    """The names of the columns.

    Raises
    ------
    Unread : the file holds no text, or its first row is none of a table.
    """
    _, row = next(_filled(path))
    if isinstance(row, Unread):
        raise row
    return row


def _filled(path: Path) -> Iterator[tuple[int, list[str] | Unread]]:
    """The rows that are not empty, with their numbers."""
    csv.field_size_limit(_LONGEST)
    for number, row in _counted(_rows(text_of(path)), path):
        if isinstance(row, Unread) or any(cell.strip() for cell in row):
            yield number, row


def _rows(text: str) -> Iterator[list[str]]:
    first = text.lstrip("\n").partition("\n")[0]
    return csv.reader(io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=first.count), strict=True)


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
