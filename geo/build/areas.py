"""From the sources' geometry to the areas of the map: cut, assigned, simplified."""

from __future__ import annotations

import csv
from pathlib import Path

import shapely
from shapely.geometry import LineString, Point, box
from shapely.ops import linemerge, polygonize, unary_union

from geo.territories import drawn
from records import MonitorError

UNITS = Path(__file__).parents[1] / "units.csv"
DECIMALS = 3                               # about 100 m, a tenth of a pixel on a map 1920 wide
GAP = 0.006                                # degrees: slivers between the two sources' borders
SLIVER = 0.001                             # square degrees, 9 km2: pieces that two nearly equal lines leave between them
TSKHINVALI, SHUSHA, SIMFEROPOL = Point(43.969, 42.228), Point(46.75, 39.757), Point(34.1, 44.95)

# By ISO 3166-1 numeric code, or by name where the source has none: code, name and parent on our maps.
AROUND = {
    "643": ("RUS", "Russia", ""), "792": ("TUR", "Türkiye", ""), "364": ("IRN", "Iran", ""), "368": ("IRQ", "Iraq", ""),
    "760": ("SYR", "Syria", ""), "795": ("TKM", "Turkmenistan", ""), "398": ("KAZ", "Kazakhstan", ""), "804": ("UKR", "Ukraine", ""),
    "860": ("UZB", "Uzbekistan", ""), "112": ("BLR", "Belarus", ""), "498": ("MDA", "Moldova", ""), "642": ("ROU", "Romania", ""),
    "100": ("BGR", "Bulgaria", ""), "300": ("GRC", "Greece", ""), "422": ("LBN", "Lebanon", ""), "196": ("CYP", "Cyprus", ""),
    "Akrotiri": ("CYP", "Cyprus", ""), "Dhekelia": ("CYP", "Cyprus", ""), "Cyprus U.N. Buffer Zone": ("CYP", "Cyprus", ""),
    "N. Cyprus": ("CY-NC", "Northern Cyprus", "CYP")}
CRIMEA = ("UA-43", "Crimea", "UKR")

Parts = dict[tuple[str, str], shapely.Geometry]


def unit_table() -> list[dict[str, str]]:
    """The rows of geo/units.csv."""
    with UNITS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cut(sources: list[shapely.Geometry], claims: list[LineString], oblast: list[LineString], *, grid: float | None) -> Parts:
    """The areas by (unit, territory), tiling the three countries exactly; one unit can lie in two territories.

    All borders are laid on one another and every face between them goes to the unit and the territory it lies in, so
    nothing can overlap or leave a gap. South Ossetia is cut out of the units it crosses and is a unit of its own; the
    oblast of 1991 crosses units without cutting them. All points are put on the grid (degrees), unless it is None.
    """
    named = _named(sources)
    country = unary_union([area for unit, area in named if unit.startswith("GE")])
    ossetia = ring_around(TSKHINVALI, [*map(_reach, shapely.get_parts(linemerge(claims))), country.boundary])
    karabakh = ring_around(SHUSHA, _close_gaps(oblast))
    inside = [("GE-SO", ossetia), *named]
    borders = shapely.union_all([area.boundary for area in (*(area for _, area in inside), karabakh)], grid_size=grid)
    territory = _territory_of_units()
    faces: dict[tuple[str, str], list] = {}
    for face in polygonize(borders):
        point = face.representative_point()
        unit = next((unit for unit, area in inside if area.contains(point)), None)
        # A face in no unit is a sliver: the source rounds each country's border by itself.
        unit = unit or min(inside, key=lambda one: one[1].distance(point))[0]
        faces.setdefault((unit, "AZ-KB" if karabakh.contains(point) else territory[unit]), []).append(face)
    return _without_slivers({key: unary_union(pieces) for key, pieces in faces.items()})


def _named(sources) -> list[tuple[str, shapely.Geometry]]:
    """(id, area): each source unit by the point of units.csv that lies in it."""
    found, points = [], [(row["id"], Point(float(row["lon"]), float(row["lat"]))) for row in unit_table() if row["lon"]]
    for area in sources:
        ids = [unit for unit, point in points if area.contains(point)]
        if len(ids) != 1:
            place = area.representative_point()
            raise MonitorError(f"{UNITS.name}: the unit around {place.x:.2f} E, {place.y:.2f} N holds the points of {ids or 'no row'}. "
                               "Give it exactly one point.")
        found.append((ids[0], area))
    return found


def _territory_of_units() -> dict[str, str]:
    return {row["id"]: row["id"] if row["id"] in drawn() else "AZ-NX" if row["region"] == "Nakhchivan" else row["country"]
            for row in unit_table()}


def _without_slivers(parts: Parts) -> Parts:
    """Small pieces apart from the rest of their unit go to the unit of the same territory they share most border with."""
    main = {}
    for (unit, _), area in parts.items():
        main[unit] = max([*shapely.get_parts(area), main.get(unit, shapely.Polygon())], key=lambda one: one.area)
    pieces = [(key, piece) for key, area in parts.items() for piece in shapely.get_parts(area)]
    kept = {key: [piece for owner, piece in pieces if owner == key and not _sliver(piece, main[key[0]])] for key in parts}
    for (unit, territory), piece in pieces:
        if not _sliver(piece, main[unit]):
            continue
        shared = {key: sum(piece.boundary.intersection(other.boundary).length for other in kept[key])
                  for key in parts if key[1] == territory and key[0] != unit}
        best = max(shared, key=shared.get, default=None)
        kept[best if best and shared[best] > 0 else (unit, territory)].append(piece)
    return {key: unary_union(each) for key, each in kept.items() if each}


def _sliver(piece, main) -> bool:
    return piece.area < SLIVER and piece is not main and not piece.equals(main)


def _reach(line: LineString, by: float = 0.02) -> LineString:
    """The line made a little longer at both ends, so that it crosses the border where it stops short of it."""
    (x0, y0), (x1, y1), *_ = line.coords
    (u1, v1), (u0, v0) = line.coords[-2:]
    return LineString([_beyond((x1, y1), (x0, y0), by), *line.coords, _beyond((u1, v1), (u0, v0), by)])


def _beyond(start, end, by):
    """The point `by` degrees past the end of the step from start to end."""
    length = Point(start).distance(Point(end))
    return tuple(b + (b - a) / length * by for a, b in zip(start, end))


def _close_gaps(lines) -> list[LineString]:
    """The lines, with ends nearer than 0.003 degrees joined by a short step."""
    ends = [Point(line.coords[at]) for line in lines for at in (0, -1)]
    steps = [LineString([one, other]) for one in ends for other in ends if 0 < one.distance(other) < 0.003]
    return [*lines, *steps]


def ring_around(point: Point, lines) -> shapely.Geometry:
    """The smallest area around the point that the lines enclose."""
    return min((area for area in polygonize(unary_union(lines)) if area.contains(point)), key=lambda area: area.area)


def simplify(areas: dict, tolerance: float) -> dict:
    """All areas with fewer points, as one coverage: a border between two of them stays one border."""
    simple = shapely.coverage_simplify(list(areas.values()), tolerance)
    if not shapely.coverage_is_valid(simple):
        raise MonitorError("The simplified areas no longer tile. Lower the tolerance in geo/build/__main__.py.")
    return dict(zip(areas, simple))


def dissolve(parts: Parts, at: int) -> dict[str, shapely.Geometry]:
    """The parts joined by unit (at=0) or by territory (at=1)."""
    groups: dict[str, list] = {}
    for key, area in parts.items():
        groups.setdefault(key[at], []).append(area)
    return {code: unary_union(areas) for code, areas in groups.items()}


def around(countries, own: dict[str, shapely.Geometry], window: box, tolerance: float) -> dict[tuple[str, str, str], shapely.Geometry]:
    """The land around by (code, name, parent), cut to the window and drawn up to our own borders: the two sources differ by
    some 300 m. Crimea and Northern Cyprus are areas of their own with the state they belong to for the United Nations."""
    clipped: dict[tuple[str, str, str], list] = {}
    for key, name, area in countries:
        if not (one := AROUND.get(key) or AROUND.get(name)):
            if name not in ("Armenia", "Azerbaijan", "Georgia") and area.intersects(window):
                raise MonitorError(f"{name} lies in the window and has no row in AROUND. Add it, or it is drawn as sea.")
            continue
        for piece in _polygons(area):
            target = CRIMEA if one[0] == "RUS" and piece.contains(SIMFEROPOL) else one
            if not (seen := piece.intersection(window)).is_empty:
                clipped.setdefault(target, []).extend(_polygons(seen))
    areas = {one: unary_union(pieces) for one, pieces in clipped.items()}
    if tolerance:
        areas = simplify(areas, tolerance)
    mine = unary_union(list(own.values()))
    near, taken, found = mine.buffer(GAP), mine, {}
    for one, area in areas.items():
        area = unary_union([area, area.buffer(GAP).intersection(near)]).difference(taken)
        taken = taken.union(area.intersection(near.buffer(GAP)))
        area = shapely.set_precision(area, 10 ** -DECIMALS) if tolerance else area
        found[one] = shapely.MultiPolygon([piece for piece in _polygons(area) if piece.area > max(1e-4, tolerance ** 2)])
    return {one: area for one, area in found.items() if not area.is_empty}


def _polygons(area) -> list[shapely.Polygon]:
    """The polygons of any geometry."""
    parts = shapely.get_parts(shapely.get_parts(area))      # twice: a collection may hold multipolygons
    return [one for one in parts if one.geom_type == "Polygon"]
