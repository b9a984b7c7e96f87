"""Article lists of GDELT's DOC 2.0 API (mode=ArtList), as JSON or as CSV: addresses whose pages are fetched.

https://blog.gdeltproject.org/gdelt-doc-2-0-api-debuts/ describes both forms.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from data.readers.decoding import text_of
from data.readers.faults import Unread
from data.readers.fields import listed
from data.readers.listed import Listed
from data.readers.spelled import iso

_CSV = ("url", "title")
_DATES = ("seendate", "date")


def is_list(header: list[str]) -> bool:
    """Whether a table's header is that of such a list: no other table has an address for mobile readers."""
    names = {name.strip().lower().lstrip("\ufeff") for name in header}
    return names.issuperset(_CSV) and bool(names & {"mobileurl", "url_mobile"})


def read(path: Path) -> Iterator[Listed | Unread]:
    """The lines of a list in JSON.

    Raises
    ------
    Unread : the file is no JSON, or not the list of articles that GDELT gives.
    """
    try:
        found = json.loads(text_of(path))
        rows = found["articles"]
    except (ValueError, RecursionError) as error:
        raise Unread(path, f"is not JSON ({getattr(error, 'msg', 'too deeply nested')}).") from error
    except (KeyError, TypeError):
        raise Unread(path, 'is JSON, but no list of articles as GDELT gives it ({"articles": [{"url": ...}]}). '
                           "For articles of your own write one object a line and name the file .jsonl.") from None
    if not isinstance(rows, list):
        raise Unread(path, 'is JSON, but its "articles" are no list.')
    for number, row in enumerate(rows, start=1):
        yield _listed(row if isinstance(row, dict) else {}, f"{path}, article {number}")


def read_table(path: Path) -> Iterator[Listed | Unread]:
    """The lines of a list in CSV."""
    for number, row in enumerate(csv.DictReader(io.StringIO(text_of(path), newline="")), start=2):
        fields = {(name or "").strip().lower(): value for name, value in row.items() if isinstance(value, str)}
        yield _listed(fields, f"{path}, row {number}")


def _listed(row: Mapping[str, object], place: str) -> Listed | Unread:
    """When GDELT saw a page stands for when it was published, until the page itself says it."""
    seen = next((str(row[name]) for name in _DATES if row.get(name)), "")
    try:
        return listed({"url": row.get("url") or "", "title": row.get("title") or "", "published": iso(seen)}, place)
    except Unread as fault:
        return fault
