"""The outlets of reference/sources.csv: where each is based, who pays for it, and whose line it follows.

The country of an outlet is not its viewpoint: an exile's paper is based abroad, a foreign broadcaster's local service at home.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from data.readers.decoding import text_of
from reading.actors import actors
from records import MonitorError

FILE = Path(__file__).resolve().parent.parent / "reference" / "sources.csv"
SAMPLE = Path(__file__).with_name("sample") / "outlets.csv"
INVENTED = "invented"   # stands in the place of a source, for desks that do not exist
KINDS = ("state", "public", "private", "agency", "think tank", "non-profit", "party")
# Each closed list: the words that stand alone, and those that are followed by the code of an actor.
ALIGNMENTS = (("independent", "unclear"), ("state of", "government of", "opposition of"))
AUDIENCES = (("domestic", "diaspora", "regional", "international"), ("service for",))
_REQUIRED = ("outlet", "funding", "languages", "source")
_LISTS = ("names", "domains", "languages")
_DEEPEST = 10   # parts of a host and of a path that are looked at
_DOMAIN = re.compile(r"(?!www\.)([a-z0-9-]+\.)+[a-z][a-z0-9-]*(/[^\s/?#A-Z]+)*")


@dataclass(frozen=True)
class Outlet:
    """One outlet. `based_in` and `funded_by` are actor codes, or ""; the words of the lists are in reference/README.md."""

    outlet: str
    names: tuple[str, ...]       # other spellings and bylines
    domains: tuple[str, ...]     # "rferl.org", or with the first part of a path: "bbc.com/azeri"
    based_in: str
    funded_by: str
    funding: str
    kind: str
    alignment: str
    audience: str
    languages: tuple[str, ...]   # ISO 639-1
    source: str
    note: str


_COLUMNS = [each.name for each in fields(Outlet)]


@lru_cache(maxsize=1)
def outlets() -> tuple[Outlet, ...]:
    """All outlets, in the order of reference/sources.csv, then the invented desks of the bundled sample.

    Raises
    ------
    MonitorError : the file cannot be read, or a row of it is not as reference/README.md says.
    """
    return read(FILE) + read(SAMPLE)


def of_domain(url: str) -> Outlet | None:
    """The outlet that an address belongs to, None where none is known. Of two that fit, the most specific:
    "https://www.bbc.com/azeri/articles/1" is the Azerbaijani service's, not the BBC's."""
    address = url.strip().lower()
    try:
        parts = urlsplit(address if "://" in address else f"//{address}")
        labels = (parts.hostname or "").rstrip(".").split(".")[-_DEEPEST:]
    except ValueError:   # an address that is none
        return None
    folders = [folder for folder in parts.path.split("/") if folder][:_DEEPEST]
    for first in range(len(labels)):
        for depth in range(len(folders), -1, -1):
            if found := _known().get(("domain", "/".join([".".join(labels[first:]), *folders[:depth]]))):
                return found
    return None


def of_name(written: str) -> Outlet | None:
    """The outlet that goes by that name or spelling, None where none is known. Capital letters and spaces do not matter."""
    return _known().get(("name", _folded(written)))


def read(path: Path) -> tuple[Outlet, ...]:
    """The outlets of a table like reference/sources.csv.

    Raises
    ------
    MonitorError : it cannot be read, or a row has a fault; the message names the line and what to do.
    """
    found: list[Outlet] = []
    lines: dict[tuple[str, str], int] = {}
    for line, row in _rows(path):
        place = f"{path.name}, line {line}"
        outlet = _outlet(row, place)
        for what, key in _keys(outlet):
            if (what, key) in lines:
                raise MonitorError(f"{place}: the {what} {key!r} stands in line {lines[what, key]} already. Take one out.")
            lines[what, key] = line
        found.append(outlet)
    return tuple(found)


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    rows = csv.reader(io.StringIO(text_of(path), newline=""), strict=True)
    try:
        for row in rows:
            if rows.line_num == 1:
                if row != _COLUMNS:
                    raise MonitorError(f"{path.name}, line 1: is not {','.join(_COLUMNS)}. Restore it.")
            elif row:
                yield rows.line_num, row
    except csv.Error as error:
        raise MonitorError(f"{path.name}, line {rows.line_num}: is no row of a table ({error}). "
                           "Look for a quotation mark that is not closed or not doubled.") from error


def _outlet(row: list[str], place: str) -> Outlet:
    if len(row) != len(_COLUMNS):
        raise MonitorError(f"{place}: has {len(row)} cells instead of {len(_COLUMNS)}. "
                           "Put a cell that holds a comma between quotation marks, and lists of names apart with ';'.")
    cells = {name: cell.strip() for name, cell in zip(_COLUMNS, row)}
    for name in _REQUIRED:
        if not cells[name]:
            raise MonitorError(f"{place}: {name} is empty. Fill it in.")
    for name in ("based_in", "funded_by"):
        if cells[name] and cells[name] not in actors():
            raise MonitorError(f"{place}: {name} {cells[name]!r} is no code of reference/actors.yaml. "
                               "Correct it, add that actor, or leave it empty.")
    _check(place, "kind", cells["kind"], KINDS, ())
    _check(place, "alignment", cells["alignment"], *ALIGNMENTS)
    _check(place, "audience", cells["audience"], *AUDIENCES)
    if not cells["source"].startswith(("http://", "https://")) and cells["source"] != INVENTED:
        raise MonitorError(f"{place}: source {cells['source']!r} is no web address. Give the page that bears the row out.")
    lists = {name: tuple(each.strip() for each in cells[name].split(";") if each.strip()) for name in _LISTS}
    for domain in lists["domains"]:
        if not _DOMAIN.fullmatch(domain):
            raise MonitorError(f"{place}: {domain!r} is no domain. Write it small, without https:// and www, "
                               "such as azatutyun.am or bbc.com/azeri.")
    for language in lists["languages"]:
        if not re.fullmatch("[a-z]{2}", language):
            raise MonitorError(f"{place}: {language!r} is no language by its two letters (ISO 639-1). Write hy;en;ru.")
    return Outlet(**cells | lists)


def _check(place: str, name: str, said: str, alone: tuple[str, ...], before_code: tuple[str, ...]) -> None:
    words, _, code = said.rpartition(" ")
    if said not in alone and not (words in before_code and code in actors()):
        choices = [*alone, *(f"{each} <CODE>" for each in before_code)]
        raise MonitorError(f"{place}: {name} {said!r} is not one of: {', '.join(choices)}. Choose one"
                           f"{', <CODE> being a code of reference/actors.yaml' if before_code else ''}.")


@lru_cache(maxsize=1)
def _known() -> dict[tuple[str, str], Outlet]:
    return {key: outlet for outlet in outlets() for key in _keys(outlet)}


def _keys(outlet: Outlet) -> list[tuple[str, str]]:
    """All that an outlet is found by, each once."""
    names = {_folded(name): None for name in (outlet.outlet, *outlet.names)}
    return [("name", name) for name in names] + [("domain", domain) for domain in dict.fromkeys(outlet.domains)]


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
