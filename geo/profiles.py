"""Naming profiles: whose names and whose lines a map shows, with the sentence that says so. Facts in profiles.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import geopandas as gpd

from geo.boundaries import LINE_KINDS, all_lines, lines_on
from geo.places import places
from geo.territories import territories
from records import MonitorError

TABLE = Path(__file__).with_name("profiles.toml")
NEUTRAL = "neutral"
NOT_DRAWN = "none"


@dataclass(frozen=True)
class Profile:
    """One side's convention, or the neutral one."""

    key: str                     # stable: appears in page addresses
    title: str                   # whose convention, in plain words
    disclaimer: str              # stands below every map drawn with it
    source: str
    names: dict[str, str]        # every territory's code to its name here
    place_names: dict[str, str]  # displayed names of places to their names here, where they differ
    line_kinds: dict[str, str]   # ids of lines to the kind they are drawn as here, where it differs; "none": not drawn

    def place(self, name: str) -> str:
        """The name of a place here, by its displayed name in places.csv."""
        return self.place_names.get(name, name)


@lru_cache(maxsize=1)
def profiles() -> dict[str, Profile]:
    """All profiles by key, the neutral one first.

    Raises
    ------
    MonitorError : a profile names a territory, a place, a line or a kind that its table does not have.
    """
    tables = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    known = {"names": set(territories()), "places": {place.name for place in places()}, "lines": set(all_lines()["id"])}
    return {key: _profile(key, table, known) for key, table in tables.items()}


def profile(key: str = NEUTRAL) -> Profile:
    """The profile with this key.

    Raises
    ------
    MonitorError : there is none; the message lists those there are.
    """
    if key not in profiles():
        raise MonitorError(f"There is no naming profile {key!r}. Choose one of {', '.join(profiles())}.")
    return profiles()[key]


def drawn_lines(key: str = NEUTRAL, day: date | None = None, scope: str = "region") -> gpd.GeoDataFrame:
    """The lines of a day (None: today) with the kinds this profile draws them as, those it does not draw left out;
    columns as `boundaries.lines_on`.

    Lines without a row for the day are in no profile: it can draw a line otherwise, never at another time.
    """
    rows, kinds = lines_on(day, scope), profile(key).line_kinds
    rows = rows.assign(kind=[kinds.get(line, kind) for line, kind in zip(rows["id"], rows["kind"])])
    return rows[rows["kind"] != NOT_DRAWN].reset_index(drop=True)


def _profile(key: str, table: dict, known: dict[str, set[str]]) -> Profile:
    for part, names in known.items():
        if unknown := set(table.get(part, {})) - names:
            raise MonitorError(f"{TABLE.name}: [{key}.{part}] names {sorted(unknown)}, which its table does not have. Correct the name.")
    lines = table.get("lines", {})
    if unknown := set(lines.values()) - {*LINE_KINDS, NOT_DRAWN}:
        raise MonitorError(f"{TABLE.name}: [{key}.lines] draws {sorted(unknown)}. Kinds are {', '.join(LINE_KINDS)}, {NOT_DRAWN}.")
    names = {code: one.name for code, one in territories().items()} | table.get("names", {})
    return Profile(key, table["title"], table["disclaimer"], table["source"], names, table.get("places", {}), lines)
