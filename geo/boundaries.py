"""The bundled boundaries as frames, and as the GeoJSON that figures take. Read once, never changed."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import geopandas as gpd

FOLDER = Path(__file__).with_name("boundaries")


@lru_cache(maxsize=1)
def areas() -> gpd.GeoDataFrame:
    """The territories drawn apart, one row each, indexed by code: name, geometry (degrees, EPSG:4326).

    They tile Armenia, Azerbaijan and Georgia: a country's own area leaves out its parts that have a row.
    """
    return gpd.read_file(FOLDER / "territories.geojson").set_index("code")


@lru_cache(maxsize=1)
def neighbours() -> gpd.GeoDataFrame:
    """The land around, for context, cut to a window, indexed by code: name, geometry."""
    return gpd.read_file(FOLDER / "neighbours.geojson").set_index("code")


@lru_cache(maxsize=1)
def lines() -> gpd.GeoDataFrame:
    """Lines to be dashed: name, kind (disputed: in dispute now; historical: 1991 and 1994-2020), geometry."""
    return gpd.read_file(FOLDER / "lines.geojson")


@lru_cache(maxsize=2)
def geojson(name: str) -> dict:
    """The territories or the neighbours as GeoJSON with clockwise exteriors, each feature with its code as `id`."""
    collection = json.loads((FOLDER / f"{name}.geojson").read_text(encoding="utf-8"))
    for feature in collection["features"]:
        feature["id"] = feature["properties"]["code"]
    return collection
