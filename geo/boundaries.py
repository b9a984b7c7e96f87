"""The bundled boundaries as frames, and as the GeoJSON that figures take. Read once, never changed."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from pathlib import Path

import geopandas as gpd

FOLDER = Path(__file__).with_name("boundaries")
LINE_KINDS = ("settled", "disputed", "historical", "internal", "coast")


@lru_cache(maxsize=1)
def areas() -> gpd.GeoDataFrame:
    """The territories drawn apart, one row each, indexed by code: name, geometry (degrees, EPSG:4326).

    They tile Armenia, Azerbaijan and Georgia: a country's own area leaves out its parts that have a row.
    """
    return _frame("territories", "code")


@lru_cache(maxsize=1)
def units() -> gpd.GeoDataFrame:
    """Provinces of Armenia, regions of Georgia, districts of Azerbaijan, indexed by id (ISO 3166-2 where it has one):
    name, country, region (economic region in Azerbaijan), territory (the drawn one that most of it lies in), geometry.

    They tile the three countries as well. South Ossetia is cut out of the regions it crosses and has a row.
    """
    return _frame("units", "id")


@lru_cache(maxsize=1)
def neighbours() -> gpd.GeoDataFrame:
    """The land around, for context, cut to a window, indexed by code: name, parent ("" but for Crimea), geometry."""
    return _frame("neighbours", "code")


@lru_cache(maxsize=1)
def wider() -> gpd.GeoDataFrame:
    """The land of the wider region (26 to 60 E, 34 to 53 N) without the three countries, coarser, as `neighbours`."""
    return _frame("wider", "code")


@lru_cache(maxsize=1)
def lakes() -> gpd.GeoDataFrame:
    """Lakes, indexed by id: name, scope (region, or wider: only a map of the wider region needs it), geometry."""
    return _frame("lakes", "id")


@lru_cache(maxsize=1)
def all_lines() -> gpd.GeoDataFrame:
    """Every phase of every line: id, name, kind (LINE_KINDS), since, until (ISO dates or None: from `since` until the day
    before `until`), scope (region, wider), basis (why these dates), geometry. A line whose kind changes has a row a phase.
    """
    return _frame("lines")


@lru_cache(maxsize=64)
def lines_on(day: date | None = None, scope: str = "region") -> gpd.GeoDataFrame:
    """The lines in force on a day (None: today), each once: as `all_lines`, with the kind of that day.

    `scope` "wider" gives the lines of the map of the wider region alone; that map needs both.
    """
    rows, on = all_lines(), (day or date.today()).isoformat()
    begun = rows["since"].isna() | (rows["since"].fillna("") <= on)
    ended = rows["until"].notna() & (rows["until"].fillna("") <= on)
    return rows[begun & ~ended & (rows["scope"] == scope)].reset_index(drop=True)


def lines() -> gpd.GeoDataFrame:
    """Today's lines that are not borders in force: kind disputed (dashed) or historical (dotted)."""
    rows = lines_on()
    return rows[rows["kind"].isin(["disputed", "historical"])]


@lru_cache(maxsize=8)
def geojson(name: str) -> dict:
    """A layer of areas as GeoJSON with clockwise exteriors, each feature with its code as `id`."""
    collection = _collection(name)
    for feature in collection["features"]:
        feature["id"] = feature["properties"].get("code") or feature["properties"]["id"]
    return collection


_CACHED = (areas, units, neighbours, wider, lakes, all_lines, lines_on, geojson)
_unsimplified = False


@contextmanager
def unsimplified() -> Iterator[None]:
    """While open, every layer is read as the sources have it: for measurements of what simplifying saves."""
    global _unsimplified
    _unsimplified = True
    _forget()
    try:
        yield
    finally:
        _unsimplified = False
        _forget()


def _forget() -> None:
    for function in _CACHED:
        function.cache_clear()


def _frame(name: str, index: str | None = None) -> gpd.GeoDataFrame:
    frame = gpd.GeoDataFrame.from_features(_collection(name), crs="EPSG:4326")
    return frame.set_index(index) if index else frame


def _collection(name: str) -> dict:
    if _unsimplified:
        return json.loads(gzip.decompress((FOLDER / "unsimplified" / f"{name}.geojson.gz").read_bytes()))
    return json.loads((FOLDER / f"{name}.geojson").read_text(encoding="utf-8"))
