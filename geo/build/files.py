"""Writes the boundaries as GeoJSON with clockwise exteriors, and their papers."""

from __future__ import annotations

import gzip
import hashlib
import json
from datetime import date
from pathlib import Path

import shapely
from shapely.geometry import mapping

from geo.build.areas import DECIMALS
from geo.build.sources import PACKAGES

CHANGED = """Units known by a point inside them (geo/units.csv), because several names and two ids of the source are wrong, with
their names of today; dissolved to countries and parts; South Ossetia cut out of four Georgian regions along Natural Earth's
line of a "Georgian claim"; Karabakh is the oblast of 1991, gaps below 0.003 degrees closed; Nakhchivan is eight units. All of
them simplified as one coverage (tolerance {tolerance} degrees); the land around drawn up to them; lakes named by a point inside
them. Dates and kinds of lines are ours (geo/lines.csv). {decimals} decimals; exteriors clockwise, as d3-geo needs them (the
direction of RFC 7946 fills the whole map)."""


def write(path: Path, features, decimals: int | None) -> None:
    """One GeoJSON file of (properties, geometry), with all digits if decimals is None; compressed where its name ends in .gz."""
    features = [(properties, _rounded(_clockwise(area), decimals)) for properties, area in features]
    rows = [{"type": "Feature", "properties": properties, "geometry": mapping(area)} for properties, area in features]
    text = json.dumps({"type": "FeatureCollection", "features": rows}, ensure_ascii=False, separators=(",", ":")) + "\n"
    path.write_bytes(gzip.compress(text.encode(), mtime=0) if path.suffix == ".gz" else text.encode())
    points = sum(shapely.get_num_coordinates(area) for _, area in features)
    print(f"{path.name}: {len(rows)} features, {points} points, {path.stat().st_size / 1000:.0f} kB")


def _clockwise(area):
    """Polygons with clockwise exteriors and counter-clockwise holes; other geometries as they are."""
    return shapely.orient_polygons(area, exterior_cw=True)


def _rounded(area, decimals):
    """The same points, as short numbers: they lie on this grid but for the last bits."""
    return area if decimals is None else shapely.transform(area, lambda points: points.round(decimals))


def write_papers(folder: Path, archives: dict[str, str], tolerance: float) -> None:
    """SOURCES.toml: where each file comes from, under which licence, and what was changed."""
    lines = ["# Written by geo/build.", "", 'title   = "Boundaries of the South Caucasus and its neighbours"',
             'producer = "Natural Earth, 1:10m (naturalearthdata.com), as packaged by the packages below"', 'licence = "public domain"',
             f"retrieved = {date.today().isoformat()}",
             f"changed_by_us = '''{CHANGED.format(tolerance=tolerance, decimals=DECIMALS)}'''"]
    for key, one in PACKAGES.items():
        lines += ["", f"[sources.{key}]", *(f'{field} = "{value}"' for field, value in one.items()), f'sha256 = "{archives[key]}"']
    for path in sorted([*folder.glob("*.geojson"), *folder.glob("*/*.geojson.gz")]):
        lines += ["", f'[files."{path.relative_to(folder).as_posix()}"]', f'sha256 = "{hashlib.sha256(path.read_bytes()).hexdigest()}"']
    (folder / "SOURCES.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
