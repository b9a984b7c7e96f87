"""The map room in a browser that reaches nothing outside: every kind of map, every territory, both themes."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from geo.profiles import profiles
from geo.territories import drawn, territories
from desk.view import MAPS

PLOT = ".st-key-large_map .js-plotly-plot"
# Where a point of the earth lies on the page, by the map's own projection.
PLACE = """([lon, lat]) => {
    const plot = document.querySelector('.st-key-large_map .js-plotly-plot'), box = plot.getBoundingClientRect();
    const [x, y] = plot._fullLayout.geo._subplot.projection([lon, lat]);
    return [box.left + x, box.top + y];
}"""


def opened(page, address):
    page.goto(address)
    page.locator(f"{PLOT} .main-svg").first.wait_for()
    page.wait_for_timeout(500)   # plotly binds its clicks after the first drawing
    return page


@pytest.mark.parametrize("kind", MAPS)
def test_every_kind_of_map_is_drawn_with_what_it_is_of(page, page_url, kind):
    opened(page, f"{page_url}/maps?map={kind}")
    text = page.locator(PLOT).inner_text()
    assert "Invented sample" in text and "not power" in text and "imply no position" in text and "articles" in text
    assert page.evaluate(f"() => document.querySelectorAll('{PLOT} path.choroplethlocation').length") >= len(drawn())
    assert page.outside_requests == [] and page.locator(".stException").count() == 0


def test_a_click_on_each_territory_filters_to_it(page, page_url):
    opened(page, f"{page_url}/maps")
    for code in drawn():
        page.mouse.click(*page.evaluate(PLACE, [territories()[code].lon, territories()[code].lat]))
        expect(page.locator("#sentences")).to_contain_text(territories()[code].name)
        page.wait_for_timeout(300)
        page.wait_for_url(f"**at={code}*")


def test_names_and_lines_of_one_side_come_together_and_stand_in_the_address(page, page_url):
    opened(page, f"{page_url}/maps?names=georgia&to=2025-06-30")
    text = page.locator(PLOT).inner_text()
    assert "Tskhinvali region" in text and "South Ossetia" not in text and "Government of Georgia" in text
    assert page.locator(".st-key-rows").inner_text().count("Tskhinvali region") == 1
    assert "georgia" in profiles()


def test_names_of_territories_are_whole_and_apart_in_both_sizes(page, page_url):
    for size in ({"width": 1280, "height": 720}, {"width": 1920, "height": 1080}):
        page.set_viewport_size(size)
        opened(page, f"{page_url}/maps")
        boxes = page.evaluate("""() => [...document.querySelectorAll('.st-key-large_map .scattergeo text, .st-key-large_map g.textpoint text')]
            .filter(each => each.getAttribute('class') !== null || true).map(each => { const b = each.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom, each.textContent]; })
            .filter(each => /n=|no statement/.test(each[4]))""")
        frame = page.locator(PLOT).bounding_box()
        assert len(boxes) == len(drawn())
        for left, top, right, bottom, text in boxes:
            assert left >= frame["x"] and right <= frame["x"] + frame["width"] and top >= frame["y"] and bottom <= frame["y"] + frame["height"], text
        for place, one in enumerate(boxes):
            for other in boxes[place + 1:]:
                assert one[2] <= other[0] + 2 or other[2] <= one[0] + 2 or one[3] <= other[1] + 2 or other[3] <= one[1] + 2, (one[4], other[4])
