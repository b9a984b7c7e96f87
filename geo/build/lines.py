"""The lines of geo/lines.csv with their geometry: where two areas meet, where one meets the sea, or the source's own."""

from __future__ import annotations

import csv
from itertools import combinations
from pathlib import Path

import shapely
from shapely.ops import linemerge, unary_union

from geo.build.areas import unit_table

TABLE = Path(__file__).parents[1] / "lines.csv"
NEAR = 0.0002                              # degrees: the land around is rounded by itself
BESIDE = 0.01                              # degrees: a line of the source this near to the oblast's runs with it
UNSETTLED = ("GE-AB", "GE-SO")             # no lines are drawn inside them
FIELDS = ("id", "name", "kind", "since", "until", "scope", "basis")


def line_table() -> list[dict[str, str]]:
    """The rows of geo/lines.csv: one a phase of a line, with the kind it has from `since` until the day before `until`."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def dated_lines(territories, units, neighbours, wider, source) -> list[tuple[dict, shapely.Geometry]]:
    """(properties, geometry) of each row.

    territories, units : areas by code; neighbours, wider : by code; source : name -> lines of the source, simplified.
    """
    shapes = {}
    for row in line_table():
        one, other = row["one"].split(), row["other"].split()
        if row["id"] in shapes:
            continue
        if one == ["SOURCE"]:
            # Two dashed lines on one another would look solid.
            lines = unary_union(source(row["other"])).difference(territories["AZ-KB"].boundary.buffer(BESIDE))
        elif other == ["SEA"]:
            outer = unary_union([territories[code] for code in one]).boundary
            lines = outer.difference(unary_union(list(neighbours.values())).buffer(NEAR))
        elif one == ["REGIONS"]:
            lines = _regions(units).difference(shapes["syunik"])
        elif one in (["NEIGHBOURS"], ["WIDER"]):
            lines = _between(neighbours if one == ["NEIGHBOURS"] else wider)
        elif other[0] in territories:
            lines = _meet(one, other, territories)
        elif one[0] in units and other[0] in units:
            lines = _meet(one, other, units)
        else:
            lines = _land(one, other, wider | territories, wider if row["scope"] == "wider" else neighbours)
        shapes[row["id"]] = _merged(lines)
    return [({key: row[key] or None for key in FIELDS}, shapes[row["id"]]) for row in line_table()]


def _meet(one, other, areas) -> shapely.Geometry:
    return unary_union([areas[a].boundary.intersection(areas[b].boundary) for a in one for b in other])


def _land(one, other, areas, around) -> shapely.Geometry:
    """The border of our own areas with the land around."""
    return unary_union([areas[code] for code in one]).boundary.intersection(unary_union([around[code] for code in other]).buffer(NEAR))


def _between(around) -> shapely.Geometry:
    """The borders of the land around with one another; disputed ones have rows of their own."""
    parent = {"UA-43": "UKR", "CY-NC": "CYP"}
    return unary_union([one.boundary.intersection(other.boundary.buffer(NEAR)) for (a, one), (b, other) in combinations(around.items(), 2)
                        if parent.get(a) != b and parent.get(b) != a])


def _regions(units) -> shapely.Geometry:
    """The borders between provinces of Armenia, economic regions of Azerbaijan and regions of Georgia."""
    groups: dict[tuple[str, str], list] = {}
    for row in unit_table():
        if row["id"] not in UNSETTLED:
            groups.setdefault((row["country"], row["region"]), []).append(units[row["id"]])
    areas = {key: unary_union(pieces) for key, pieces in groups.items()}
    return unary_union([one.boundary.intersection(other.boundary) for (a, one), (b, other) in combinations(areas.items(), 2) if a[0] == b[0]])


def _merged(lines) -> shapely.Geometry:
    """Pieces of lines joined end to end, points left out."""
    found = [part for one in shapely.get_parts(lines) for part in shapely.get_parts(one) if part.geom_type == "LineString"]
    return linemerge(found) if found else shapely.MultiLineString()
