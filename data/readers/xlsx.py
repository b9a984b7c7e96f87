"""Spreadsheets: one article a row of the first sheet that has a column of texts. Formulas are never worked out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from data.readers.columns import article_of, guess, mapped
from data.readers.decoding import bytes_of
from data.readers.faults import Unread
from data.readers.package import check_package
from records import Article


def read(path: Path, mapping: Mapping[str, str] | None = None) -> Iterator[Article | Unread]:
    """Each row's article, or what is wrong with the row, in order. Without a column id, file name and row number are the id.

    Parameters
    ----------
    mapping : name of a column -> field (data/readers/columns.py), where the guess is wrong.

    Raises
    ------
    Unread : no spreadsheet, a damaged one, one that is a trap, or one without a column of texts.
    """
    rows = _rows(path, mapping or {})
    fields = mapped(next(rows, []), mapping or {}, path)
    for number, row in enumerate(rows, start=2):
        if any(row):
            yield article_of(row, fields, f"{path}, row {number}", f"{path.stem}-{number}")


def header(path: Path) -> list[str]:
    """The names of the columns, of the sheet that `read` reads.

    Raises
    ------
    Unread : as `read`.
    """
    return next(_rows(path, {}), [])


def _rows(path: Path, mapping: Mapping[str, str]) -> Iterator[list[str]]:
    content = bytes_of(path)
    check_package(content, path)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheets = [[[_written(cell) for cell in row] for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets]
    except (KeyError, ValueError, AttributeError, TypeError, InvalidFileException, zipfile.BadZipFile, OSError, SyntaxError) as error:
        raise Unread(path, f"is no spreadsheet that can be read ({str(error)[:100] or type(error).__name__}). Save it anew as .xlsx or .csv.") from error
    filled = [rows for rows in sheets if rows]
    return iter(next((rows for rows in filled if "text" in guess(rows[0]) or set(mapping) & set(rows[0])), filled[0] if filled else []))


def _written(cell: object) -> str:
    """A cell as text: days as 2023-11-08, whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, (datetime, date)):
        return f"{cell:%Y-%m-%d}"
    return f"{cell:.0f}" if isinstance(cell, float) and cell.is_integer() else str(cell)
