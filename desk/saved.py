"""Views that were saved under a name, kept in a file beside the store."""

from __future__ import annotations

import json
from pathlib import Path

from data.files import keep, kept
from records import MonitorError

FILE = "views.json"
LONGEST = 80         # letters of a name
Address = dict[str, list[str]]


def load(folder: Path) -> dict[str, Address]:
    """Name -> address of the view (names to lists of values, desk/view.py); under "" stands the page it was saved on. Sorted by name.

    Raises
    ------
    MonitorError : the file is not one that this program wrote.
    """
    return kept(folder / FILE, _understood, {}, "holds no views that can be read ({error}). Move the file away; saving a view starts a new one.")


def _understood(written: str) -> dict[str, Address]:
    return {str(name): {str(key): [str(value) for value in values] for key, values in address.items()} for name, address in sorted(json.loads(written).items())}


def save(folder: Path, name: str, address: Address) -> None:
    """Keep a view under a name; one that has the name already is replaced.

    Raises
    ------
    MonitorError : the name is empty, or the file cannot be read or written.
    """
    name = " ".join(name.split())[:LONGEST]
    if not name:
        raise MonitorError("A view needs a name to be saved under.")
    _write(folder, load(folder) | {name: address})


def remove(folder: Path, name: str) -> None:
    """Forget the view of that name."""
    _write(folder, {each: address for each, address in load(folder).items() if each != name})


def _write(folder: Path, views: dict[str, Address]) -> None:
    keep(folder / FILE, json.dumps(views, ensure_ascii=False, indent=1))
