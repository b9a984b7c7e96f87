"""The territories a statement can be about: the region, three countries, and their parts."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from records import MonitorError

TABLE = Path(__file__).with_name("territories.csv")
REGION = "REG"


@dataclass(frozen=True)
class Territory:
    """One territory. `parent` is the territory it belongs to ("" for the region), (lon, lat) a point inside it,
    (label_lon, label_lat) where the map writes its name (None where it is not drawn apart)."""

    code: str
    name: str                # as displayed; the code never is
    parent: str
    lon: float
    lat: float
    label_lon: float | None
    label_lat: float | None
    iso: str                 # ISO 3166-1 or 3166-2 code, "" where it has none
    status: str              # settled, disputed, formerly disputed
    drawn: bool              # coloured on the map as an area of its own


@lru_cache(maxsize=1)
def territories() -> dict[str, Territory]:
    """All territories by code, in the order of territories.csv.

    Raises
    ------
    MonitorError : a parent is not in the table.
    """
    with TABLE.open(encoding="utf-8", newline="") as file:
        found = {row["code"]: _territory(row) for row in csv.DictReader(file)}
    for one in found.values():
        if one.parent and one.parent not in found:
            raise MonitorError(f"{TABLE.name}: {one.code} belongs to {one.parent!r}, which has no row. Add it.")
    return found


def _territory(row: dict[str, str]) -> Territory:
    point = {key: float(row[key]) if row[key] else None for key in ("lon", "lat", "label_lon", "label_lat")}
    return Territory(row["code"], row["name"], row["parent"], **point, iso=row["iso"], status=row["status"],
                     drawn=row["drawn"] == "yes")


def ancestors(code: str) -> tuple[str, ...]:
    """The code and everything it belongs to, nearest first: GE-AB, GEO, REG."""
    chain = [code]
    while parent := territories()[chain[-1]].parent:
        chain.append(parent)
    return tuple(chain)


def with_parts(code: str) -> tuple[str, ...]:
    """The code and all codes below it: the filter "Georgia" includes Abkhazia.

    The region is not the sum of its countries: REG gives REG alone, statements on the region as a whole.
    """
    if code == REGION:
        return (REGION,)
    return tuple(each for each in territories() if code in ancestors(each))


def drawn_as(code: str) -> str:
    """The area of the map that a statement on this territory colours: Syunik's is Armenia's, Abkhazia's its own.

    REG for the region, which is a tile beside the map and no area.
    """
    return next((each for each in ancestors(code) if territories()[each].drawn), REGION)


def drawn() -> tuple[str, ...]:
    """The codes of the areas that the map draws, countries first."""
    return tuple(code for code, one in territories().items() if one.drawn)


def parts_drawn_apart(code: str) -> tuple[str, ...]:
    """The parts of a country that have an area of their own on the map, so its colour leaves them out."""
    return tuple(each for each in with_parts(code) if each != code and territories()[each].drawn) if code != REGION else ()
