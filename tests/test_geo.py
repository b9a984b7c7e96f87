"""Territories, places and boundaries agree with one another and with a reference drawn independently."""

import csv
import tomllib
from datetime import date
from hashlib import sha256
from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from shapely.geometry import Point

from geo import boundaries
from geo.places import elsewhere, outside, places
from geo.territories import drawn, drawn_as, parts_drawn_apart, territories, with_parts

REFERENCE = Path(__file__).resolve().parents[2] / "shared" / "geo"
EQUAL_AREA = "+proj=aea +lat_1=39 +lat_2=43 +lat_0=41 +lon_0=45"


def square_kilometres(frame):
    return frame.to_crs(EQUAL_AREA).area / 1e6


def test_a_country_includes_its_parts_and_the_region_is_no_sum():
    assert {"GEO", "GE-AB", "GE-SO", "GE-AJ"} <= set(with_parts("GEO"))
    assert with_parts("REG") == ("REG",)


def test_a_part_that_is_not_drawn_apart_colours_its_country():
    assert drawn_as("AM-SU") == "ARM"
    assert drawn_as("GE-AB") == "GE-AB"
    assert parts_drawn_apart("AZE") == ("AZ-KB", "AZ-NX")


def test_every_drawn_territory_has_exactly_one_area_and_a_place_for_its_name():
    assert sorted(boundaries.areas().index) == sorted(drawn())
    assert all(territories()[code].label_lon for code in drawn())


def test_the_parts_tile_the_countries():
    areas = boundaries.areas()
    assert shapely.coverage_is_valid(areas.geometry.values)
    union = areas.union_all()
    holes = [hole for part in shapely.get_parts(union) for hole in part.interiors]
    assert not holes, "a gap between territories"


@pytest.mark.parametrize("code, lon, lat", [
    ("ARM", 44.51, 40.18), ("ARM", 46.41, 39.21), ("AZE", 49.88, 40.38), ("AZE", 46.36, 40.68), ("GEO", 44.80, 41.70),
    ("GEO", 41.68, 41.65), ("GE-AB", 41.00, 43.01), ("GE-AB", 41.74, 42.63), ("GE-SO", 43.97, 42.23), ("GE-SO", 44.48, 42.12),
    ("AZ-KB", 46.75, 39.82), ("AZ-KB", 46.75, 39.76), ("AZ-NX", 45.41, 39.21)])
def test_a_known_town_lies_in_its_territory_only(code, lon, lat):
    areas = boundaries.areas()
    assert list(areas.index[areas.contains(Point(lon, lat))]) == [code]


def test_places_lie_in_the_territory_the_gazetteer_gives():
    """Within 0.06 degrees: coasts and borders are simplified, and Natural Earth's lines are off by a few kilometres."""
    areas = boundaries.areas().geometry
    far = [place.name for place in places() if place.lon and place.territory != "REG" and place.kind not in ("field", "platform")
           and areas[drawn_as(place.territory)].distance(Point(place.lon, place.lat)) > 0.06]
    assert not far
    for code in drawn():
        inside = [place for place in places() if place.kind in ("capital", "town") and areas[code].contains(Point(place.lon, place.lat))]
        assert len(inside) >= 5, code


def test_the_gazetteer_is_large_and_each_spelling_means_one_place():
    assert len(places()) >= 600
    assert len(outside()) >= 150
    spellings = [spelling for place in (*places(), *outside()) for spelling in place.spellings]
    assert len(spellings) == len(set(spellings))
    assert not set(spellings) & set(elsewhere())


def test_a_place_outside_is_in_no_territory_and_on_no_land_of_ours():
    own = boundaries.areas().union_all().buffer(-0.06)          # crossings lie on the border, and so may their dots
    assert all(place.territory == "" for place in outside())
    assert not [place.name for place in outside() if place.lon and own.contains(Point(place.lon, place.lat))]
    where = {place.name: (place.lon, place.lat) for place in outside()}
    for name, code in {"Kars": "TUR", "Tabriz": "IRN", "Vladikavkaz": "RUS", "Sochi": "RUS", "Rasht": "IRN", "Aktau": "KAZ"}.items():
        assert boundaries.neighbours().geometry[code].distance(Point(where[name])) < 0.05, name
    assert not boundaries.wider().contains(Point(where["Black Sea"])).any()
    assert not boundaries.wider().contains(Point(where["Caspian Sea"])).any()


def test_a_contested_word_says_whose_it_is():
    notes = {place.name: place.note for place in places()}
    assert "Azerbaijan" in notes["Zangezur corridor"] and "United States" in notes["TRIPP route"]


def test_two_names_in_use_stand_in_alphabetical_order():
    pairs = [place.name.split(" / ") for place in places() if " / " in place.name]
    assert len(pairs) > 10
    assert all(pair == sorted(pair) for pair in pairs)


def test_both_names_of_a_place_find_it():
    found = {spelling: place.territory for place in places() for spelling in place.spellings}
    assert {found[name] for name in ("Shusha", "Shushi", "Stepanakert", "Khankendi", "Artsakh", "Nagorno-Karabakh")} == {"AZ-KB"}
    assert found["Tskhinval"] == found["Tskhinvali"] == "GE-SO"
    assert found["South Caucasus"] == "REG"


def test_exteriors_are_clockwise_as_d3_needs_them():
    for name in ("territories", "units", "neighbours", "wider", "lakes"):
        for feature in boundaries.geojson(name)["features"]:
            for part in shapely.get_parts(shapely.geometry.shape(feature["geometry"])):
                assert not part.exterior.is_ccw, feature["id"]


def test_the_boundaries_are_those_their_papers_describe():
    papers = tomllib.loads((boundaries.FOLDER / "SOURCES.toml").read_text(encoding="utf-8"))
    files = [*boundaries.FOLDER.glob("*.geojson"), *boundaries.FOLDER.glob("*/*.geojson.gz")]
    assert set(papers["files"]) == {path.relative_to(boundaries.FOLDER).as_posix() for path in files}
    for name, file in papers["files"].items():
        assert sha256((boundaries.FOLDER / name).read_bytes()).hexdigest() == file["sha256"], name


@pytest.mark.parametrize("unit, name, lon, lat", [
    ("AM-ER", "Yerevan", 44.51, 40.18), ("AM-SU", "Syunik", 46.41, 39.21), ("AZ-LAC", "Lachin", 46.26, 39.72),
    ("AZ-LA", "Lankaran", 48.85, 38.754), ("AZ-XA", "Khankendi / Stepanakert", 46.77, 39.82), ("AZ-XCI", "Khojaly", 46.80, 39.90),
    ("AZ-GYG", "Goygol", 46.32, 40.56), ("AZ-SBN", "Shabran", 48.95, 41.20), ("AZ-NV", "Nakhchivan city", 45.41, 39.21),
    ("GE-SO", "South Ossetia / Tskhinvali region", 43.97, 42.23), ("GE-AB", "Abkhazia", 41.00, 43.01), ("GE-TB", "Tbilisi", 44.80, 41.70)])
def test_a_unit_has_the_name_of_today_and_its_town(unit, name, lon, lat):
    units = boundaries.units()
    assert units.at[unit, "name"] == name
    assert list(units.index[units.contains(Point(lon, lat))]) == [unit]


def test_units_tile_the_territories():
    units = boundaries.units()
    assert shapely.coverage_is_valid(units.geometry.values)
    outside = units.union_all().symmetric_difference(boundaries.areas().union_all())
    assert outside.area < 1e-9
    for code in ("GE-AB", "GE-SO", "AZ-NX"):       # no unit crosses these; the oblast of 1991 is crossed
        own = units[units["territory"] == code].union_all()
        assert own.symmetric_difference(boundaries.areas().geometry[code]).area < 1e-9


def kinds(day):
    rows = boundaries.lines_on(date.fromisoformat(day))
    assert rows["id"].is_unique
    return dict(zip(rows["id"], rows["kind"]))


def test_a_map_shows_the_lines_of_its_day():
    dated = ("contact-line", "oblast", "abkhazia", "ossetia", "arm-aze")
    assert {day: tuple(kinds(day)[line] for line in dated) for day in ("2019-07-01", "2021-07-01", "2023-12-31", "2025-07-01")} == {
        "2019-07-01": ("disputed", "disputed", "disputed", "disputed", "settled"),
        "2021-07-01": ("historical", "disputed", "disputed", "disputed", "settled"),
        "2023-12-31": ("historical", "disputed", "disputed", "disputed", "settled"),
        "2025-07-01": ("historical", "historical", "disputed", "disputed", "settled")}
    assert kinds("2020-11-09")["contact-line"] == "disputed" and kinds("2020-11-10")["contact-line"] == "historical"


def test_the_phases_of_a_line_follow_one_another():
    for _, phases in boundaries.all_lines().groupby("id", sort=False):
        assert all(phases["kind"].isin(boundaries.LINE_KINDS))
        assert list(phases["until"][:-1]) == list(phases["since"][1:])
        assert not any(phases.geometry.is_empty)


def test_lines_cover_every_border_of_the_territories_once():
    rows = boundaries.lines_on(date(2025, 7, 1))
    drawn_lines = rows[(rows["kind"] != "internal") & ~rows["id"].isin(["contact-line", "around"])]
    borders = boundaries.areas().boundary.union_all()
    assert borders.difference(drawn_lines.union_all().buffer(0.003)).length < 0.01 * borders.length
    assert shapely.length(drawn_lines.geometry.values).sum() == pytest.approx(borders.length, rel=0.01)


def test_crimea_and_its_line_follow_the_convention_for_disputed_ground():
    wider = boundaries.wider()
    assert wider.at["UA-43", "parent"] == "UKR"
    assert wider.index[wider.contains(Point(34.1, 44.95))].item() == "UA-43"
    lines = {day: dict(zip(rows["id"], rows["kind"])) for day in (2013, 2025) for rows in [boundaries.lines_on(date(day, 7, 1), "wider")]}
    assert lines[2025]["crimea"] == "disputed" and "crimea" not in lines[2013]


@pytest.mark.parametrize("lake, lon, lat", [("sevan", 45.3, 40.4), ("van", 43.0, 38.6), ("urmia", 45.45, 37.7), ("mingachevir", 46.75, 40.9)])
def test_a_lake_lies_where_it_should(lake, lon, lat):
    assert boundaries.lakes().contains(Point(lon, lat)).idxmax() == lake


def test_the_unsimplified_layers_are_the_same_areas_with_more_points():
    simple = boundaries.areas()
    with boundaries.unsimplified():
        full = boundaries.areas()
    assert boundaries.areas().equals(simple)
    assert shapely.get_num_coordinates(full.geometry.values).sum() > 2 * shapely.get_num_coordinates(simple.geometry.values).sum()
    assert square_kilometres(simple).to_dict() == pytest.approx(square_kilometres(full).to_dict(), rel=0.005)


@pytest.mark.parametrize("table, frame, columns", [
    ("lines.csv", boundaries.all_lines, ["id", "name", "kind", "since", "until", "scope", "basis"]),
    ("units.csv", boundaries.units, ["name", "country", "region"]), ("lakes.csv", boundaries.lakes, ["name", "scope"])])
def test_the_built_files_say_what_their_tables_say(table, frame, columns):
    """A date corrected in a table is on no map until `python -m geo.build` has run."""
    with (boundaries.FOLDER.parent / table).open(encoding="utf-8", newline="") as file:
        rows = {tuple(row[column] for column in columns) for row in csv.DictReader(file)}
    assert set(frame()[columns].fillna("").itertuples(index=False, name=None)) == rows


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference geometry lies beside the checkout, and is not here")
def test_areas_are_within_two_per_cent_of_the_reference():
    area = square_kilometres(boundaries.areas())
    countries = square_kilometres(gpd.read_file(REFERENCE / "countries_10m_window.geojson").set_index("id"))
    disputed = square_kilometres(gpd.read_file(REFERENCE / "disputed_areas_pkgonly.geojson").set_index("id"))
    nakhchivan = square_kilometres(gpd.read_file(REFERENCE / "nakhchivan.geojson")).sum()
    expected = {"ARM": countries["051"], "GE-AB": disputed["abkhazia"], "GE-SO": disputed["south_ossetia"],
                "AZ-KB": disputed["nkao_1991"], "AZ-NX": nakhchivan}
    for code, reference in expected.items():
        assert area[code] == pytest.approx(reference, rel=0.02), code
    assert area[["AZE", "AZ-KB", "AZ-NX"]].sum() == pytest.approx(countries["031"], rel=0.02)
    assert area[["GEO", "GE-AB", "GE-SO"]].sum() == pytest.approx(countries["268"], rel=0.02)
