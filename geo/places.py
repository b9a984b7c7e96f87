"""The gazetteer: names of places in the three countries, each with the territory it lies in, and of places around them.

Coordinates and part of the spellings are GeoNames' (CC BY 4.0); places.source.toml has the papers. Adjectives and
demonyms ("Georgian") are not places, and whether "Baku" is the city or the government is for the reader to decide.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from geo.territories import territories
from records import MonitorError

TABLE = Path(__file__).with_name("places.csv")
ELSEWHERE = "elsewhere"      # contains a name of ours and is not ours: "North Caucasus"
OUTSIDE = "outside"          # a place articles name around the three countries: in no territory


@dataclass(frozen=True)
class Place:
    """One place. `name` is as displayed, both names in alphabetical order where two are in use ("Shusha / Shushi");
    `spellings` are all Latin-script forms to look for in a text, case as written, longest first."""

    name: str
    territory: str               # code; "" outside the three countries
    kind: str                    # country, region, capital, town, village, river, corridor, crossing ...
    lon: float | None            # None where the place has no point: a pipeline, a route
    lat: float | None
    spellings: tuple[str, ...]
    source: str
    note: str = ""               # whose word it is, or why its place on the map is not what one might expect


@lru_cache(maxsize=1)
def places() -> tuple[Place, ...]:
    """All places of the three countries and the region, in the order of places.csv.

    Raises
    ------
    MonitorError : a place lies in a territory that territories.csv does not have, or two places share a spelling.
    """
    found = tuple(place for place in _table() if place.kind not in (ELSEWHERE, OUTSIDE))
    for place in found:
        if place.territory not in territories():
            raise MonitorError(f"{TABLE.name}: {place.name} lies in {place.territory!r}, which territories.csv does "
                               "not have. Correct the code or add the territory.")
    return found


@lru_cache(maxsize=1)
def outside() -> tuple[Place, ...]:
    """Capitals, towns and seas around the three countries, to be shown as context: in no territory, so that no statement is
    ever about them."""
    return tuple(place for place in _table() if place.kind == OUTSIDE)


@lru_cache(maxsize=1)
def elsewhere() -> tuple[str, ...]:
    """Names outside the three countries that contain one of theirs ("North Caucasus", "South Georgia"), longest first.

    A reader takes them out first, so that the Georgia in "the state of Georgia" is not found.
    """
    names = {spelling for place in _table() if place.kind == ELSEWHERE for spelling in place.spellings}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


@lru_cache(maxsize=1)
def _table() -> tuple[Place, ...]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        table = tuple(_place(row) for row in csv.DictReader(file))
    owner: dict[str, str] = {}
    for place in table:
        for spelling in place.spellings:
            if owner.setdefault(spelling, place.name) != place.name:
                raise MonitorError(f"{TABLE.name}: {spelling!r} is a spelling of {owner[spelling]} and of {place.name}. "
                                   "Remove it from one of them.")
    return table


def _place(row: dict[str, str]) -> Place:
    lon, lat = (float(row[key]) if row[key] else None for key in ("lon", "lat"))
    spellings = tuple(sorted(filter(None, row["spellings"].split("|")), key=lambda form: (-len(form), form)))
    return Place(row["name"], row["territory"], row["kind"], lon, lat, spellings, row["source"], row["note"])
