"""Spreadsheets: one article a row of the first sheet that has a column of texts. Formulas are never worked out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from data.readers.columns import article_of, guess, mapped
from data.readers.decoding import bytes_of
from data.readers.faults import Unread
from data.readers.package import check_package
from records import Article

_LONGEST = 1_048_576   # rows, as Excel has it: a damaged file may name more
_WIDEST = 256   # columns: a stray cell far to the right is no column of the table


def read(path: Path, mapping: Mapping[str, str] | None = None) -> Iterator[Article | Unread]:
    """Each row's article, or what is wrong with the row, in order. Without a column id, file name and row number are the id.

    Parameters
    ----------
    mapping : name of a column -> field (data/readers/columns.py), where the guess is wrong.

    Raises
    ------
    Unread : no spreadsheet, a damaged one, one that is a trap, or one without a column of texts.
    """
    fields: list[str] | None = None
    for number, row in _rows(path, mapping or {}):
        if fields is None:
            fields = mapped(row, mapping or {}, path)
        else:
            yield article_of(row, fields, f"{path}, row {number}", f"{path.stem}-{number}")
    if fields is None:
        raise Unread(path, "has no sheet with anything in it.")


def header(path: Path) -> list[str]:
    """The names of the columns, of the sheet that `read` reads.

    Raises
    ------
    Unread : as `read`.
    """
    return next((row for _, row in _rows(path, {})), [])


def _rows(path: Path, mapping: Mapping[str, str]) -> Iterator[tuple[int, list[str]]]:
    """The rows of the sheet that are not empty, with their numbers, one by one: a sheet may be far larger than its file."""
    content = bytes_of(path)
    check_package(content, path)
    try:
        sheets = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets
        for sheet in sheets:
            sheet.reset_dimensions()   # many programs write a wrong one, and cells beyond it would be passed over
        filled = [(row, sheet) for sheet in sheets for _, row in islice(_filled(sheet), 1)]
        meant = [sheet for first, sheet in filled if "text" in guess(first) or set(mapping) & set(first)]
        for sheet in (meant or [sheet for _, sheet in filled])[:1]:
            yield from _filled(sheet)
    except (KeyError, ValueError, AttributeError, TypeError, InvalidFileException, zipfile.BadZipFile, OSError, SyntaxError) as error:
        raise Unread(path, f"is no spreadsheet that can be read ({str(error)[:100] or type(error).__name__}). "
                           "Save it anew as .xlsx or .csv.") from error


def _filled(sheet) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(sheet.iter_rows(max_row=_LONGEST, values_only=True), start=1):
        if any(cells := [_written(cell) for cell in row[:_WIDEST]]):
            yield number, cells


def _written(cell: object) -> str:
    """A cell as text: days as 2023-11-08, whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, (datetime, date)):
        return f"{cell:%Y-%m-%d}"
    return f"{cell:.0f}" if isinstance(cell, float) and cell.is_integer() else str(cell)
