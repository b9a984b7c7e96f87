"""Territories, places and boundaries agree with one another and with a reference drawn independently."""

import tomllib
from hashlib import sha256
from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from shapely.geometry import Point

from geo import boundaries
from geo.places import elsewhere, places
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


def test_settlements_lie_in_the_territory_the_gazetteer_gives():
    """Within 0.06 degrees: coasts and borders are simplified, and Natural Earth's lines are off by a few kilometres."""
    areas = boundaries.areas().geometry
    far = [place.name for place in places() if place.kind in ("capital", "town", "village") and place.lon
           and areas[drawn_as(place.territory)].distance(Point(place.lon, place.lat)) > 0.06]
    assert not far


def test_the_gazetteer_is_large_and_each_spelling_means_one_place():
    assert len(places()) >= 250
    spellings = [spelling for place in places() for spelling in place.spellings]
    assert len(spellings) == len(set(spellings))
    assert not set(spellings) & set(elsewhere())


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
    for name in ("territories", "neighbours"):
        for feature in boundaries.geojson(name)["features"]:
            for part in shapely.get_parts(shapely.geometry.shape(feature["geometry"])):
                assert not part.exterior.is_ccw, feature["id"]


def test_the_boundaries_are_those_their_papers_describe():
    papers = tomllib.loads((boundaries.FOLDER / "SOURCES.toml").read_text(encoding="utf-8"))
    assert set(papers["files"]) == {path.name for path in boundaries.FOLDER.glob("*.geojson")}
    for name, file in papers["files"].items():
        assert sha256((boundaries.FOLDER / name).read_bytes()).hexdigest() == file["sha256"], name


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
