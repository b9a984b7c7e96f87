"""Fetches, builds and writes geo/boundaries/: `python -m geo.build`."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

import shapely
from shapely.geometry import Point, box

from geo.build import areas, files, sources
from geo.build.lines import dated_lines
from geo.territories import territories

OUT = Path(__file__).parents[1] / "boundaries"
LAKES = Path(__file__).parents[1] / "lakes.csv"
WINDOW = box(36.0, 36.6, 54.5, 45.4)       # what the map can ever show, with room for wide screens
WIDER = box(26.0, 34.0, 60.0, 53.0)        # what the map of the wider region shows
TOLERANCE = 0.016                          # degrees: coverage simplification removes triangles below its square
COARSER = 4                                # times the tolerance in the wider region


def main() -> None:
    """Everything once simplified and once as the sources have it, for the bench to compare with."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archives = sources.fetch(folder)
        (OUT / "unsimplified").mkdir(parents=True, exist_ok=True)
        build(folder, OUT, ".geojson", TOLERANCE)
        build(folder, OUT / "unsimplified", ".geojson.gz", 0)
    files.write_papers(OUT, archives, TOLERANCE)


def build(folder: Path, out: Path, suffix: str, tolerance: float) -> None:
    """All layers from the unpacked packages, simplified and rounded unless the tolerance is 0."""
    decimals = areas.DECIMALS if tolerance else None
    parts = areas.cut(sources.units(folder), sources.lines(folder, "Georgian claim", box(43.3, 41.8, 44.9, 43)),
                      sources.lines(folder, "Former USSR oblast in 1991", WINDOW),
                      grid=10 ** -decimals if decimals else None)
    parts = areas.simplify(parts, tolerance) if tolerance else parts
    drawn, units = areas.dissolve(parts, 1), areas.dissolve(parts, 0)
    drawn = {code: drawn[code] for code in territories() if code in drawn}
    countries = sources.countries(folder)
    neighbours = areas.around(countries, drawn, WINDOW, tolerance)
    wider = areas.around(countries, drawn, WIDER, COARSER * tolerance)

    def source(name):
        return [line.simplify(tolerance / 3) for line in sources.lines(folder, name, WIDER)]

    def layer(name, features):
        files.write(out / f"{name}{suffix}", features, decimals)

    layer("territories", [({"code": code, "name": territories()[code].name}, area) for code, area in drawn.items()])
    layer("units", unit_features(parts, units))
    layer("neighbours", [({"code": code, "name": name, "parent": parent}, area) for (code, name, parent), area in neighbours.items()])
    layer("wider", [({"code": code, "name": name, "parent": parent}, area) for (code, name, parent), area in wider.items()])
    layer("lakes", lake_features(sources.lakes(folder), tolerance))
    layer("lines", dated_lines(drawn, units, _by_code(neighbours), _by_code(wider), source))


def unit_features(parts, units) -> list[tuple[dict, shapely.Geometry]]:
    """Each unit with its name, country, region, and the territory that most of it lies in."""
    rows = {row["id"]: row for row in areas.unit_table()}
    most = {unit: max((area.area, territory) for (one, territory), area in parts.items() if one == unit)[1] for unit in units}
    return [({"id": unit, "name": row["name"], "country": row["country"], "region": row["region"], "territory": most[unit]}, units[unit])
            for unit, row in rows.items()]


def lake_features(lakes, tolerance) -> list[tuple[dict, shapely.Geometry]]:
    """The lakes of geo/lakes.csv, each found by its point."""
    with LAKES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [({key: row[key] for key in ("id", "name", "scope")}, next(
        lake for lake in lakes if lake.contains(Point(float(row["lon"]), float(row["lat"])))).simplify(tolerance / 3)) for row in rows]


def _by_code(found) -> dict[str, shapely.Geometry]:
    return {code: area for (code, _, _), area in found.items()}


if __name__ == "__main__":
    main()
