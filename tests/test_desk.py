"""The officer's paths: from a question on the start page to a number, and from it to the sentences behind it, in three clicks."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from streamlit.testing.v1 import AppTest

import intake
from data import found
from data.store import Store
from desk import saved
from records import MonitorError

HEAD = ".headline h1"


@pytest.fixture
def start(page, page_url):
    page.goto(page_url)
    page.locator(".st-key-trend .js-plotly-plot .main-svg").first.wait_for()
    return page


def ask(page, question):
    page.get_by_role("button", name=question).click()


def test_what_is_the_picture_now_and_what_has_changed(start):
    expect(start.get_by_text("What moved").first).to_be_visible()
    assert start.locator(".cards.few .card").count() == 3                 # the chosen actors, now against before
    ask(start, "What has changed?")
    expect(start.get_by_text("95 % interval").first).to_be_visible()
    expect(start.get_by_text("from what the same outlets say otherwise").first).to_be_visible()
    assert "compare=periods" in start.url
    start.get_by_role("button", name="Against").click()
    dates = start.get_by_test_id("stPopoverBody")
    dates.get_by_role("spinbutton", name="year, From").click()
    start.keyboard.type("20200101", delay=50)
    dates.get_by_role("spinbutton", name="year, To").click()   # a date counts when its field is left
    expect(start.get_by_role("button", name="Against 2020–2021")).to_be_visible()
    expect(start).to_have_url(re.compile("against-from=2020-01-01"))
    start.get_by_role("button", name="The period before").click()
    expect(start.get_by_role("button", name="Against 10 Jan 2018 to 31 Dec 2021")).to_be_visible()


def test_how_is_russia_doing_and_which_sentences_say_so(start):
    ask(start, "How is Russia doing?")
    expect(start.locator(".cards.six .card")).to_have_count(7)            # every indicator, sentiment and tone among them
    for title in ("By territory", "By the means it is shown to use", "Who says it"):
        expect(start.get_by_text(title).first).to_be_visible()
    expect(start.get_by_text("Towards “strong, effective, in control”")).to_be_visible()
    assert start.locator(".evidence li").count() > 6 and start.outside_requests == []


def test_who_gains_when_it_loses(start):
    ask(start, "Who gains when Russia loses?")
    expect(start.get_by_text("is portrayed as losing influence")).to_be_visible()
    start.get_by_role("radio", name="Outlets", exact=True).click()
    expect(start.get_by_text("texts in English").first).to_be_visible()


def test_counts_beside_shares_are_what_a_search_finds(page, page_url, sample_store):
    with sample_store.read() as snapshot:
        articles = found.find(snapshot, "actor:RUS").articles
    page.goto(f"{page_url}?show=count")
    expect(page.locator(HEAD)).to_contain_text(f": {len(articles)} of ")


def test_who_is_with_whom_and_one_pair_over_time(start):
    ask(start, "Who is with whom?")
    start.locator(".st-key-heat .js-plotly-plot .main-svg").first.wait_for()
    expect(start.get_by_text("Who does what to whom").first).to_be_visible()
    expect(start.get_by_text("Relation by year").first).to_be_visible()


def test_says_who_and_why(start):
    ask(start, "Says who?")
    start.get_by_role("tab", name="Quoted claims, not counted").wait_for()
    start.get_by_role("button", name="Whole article").first.click()
    expect(start.get_by_text("How it adds up")).to_be_visible()
    expect(start.locator(".evidence.text .said").first).to_be_visible()
    assert "article=" in start.url
    start.reload()
    expect(start.get_by_text("How it adds up")).to_be_visible()
    start.get_by_role("button", name="Back to the list").click()
    start.get_by_role("tab", name="Named without a statement").click()
    start.get_by_role("tabpanel").filter(visible=True).get_by_role("button").first.click()
    expect(start.get_by_text("No statement", exact=True)).to_be_visible()


@pytest.mark.parametrize("path", ["", "maps?map=change&", "actor?", "compare?compare=territories&", "relations?", "evidence?"])
def test_a_link_restores_each_page(page, page_url, path):
    link = f"{page_url}/{path or '?'}show=tone&actor=TUR&with=IRN&from=2020-01-01&means=diplomatic&by=quarter"
    page.goto(link)
    page.locator(HEAD).wait_for()
    headline = page.locator(HEAD).inner_text()
    assert "2020" in headline and ("Tone" in headline or path.startswith("relations"))
    assert "means=diplomatic" in page.url
    page.reload()
    page.locator(HEAD).wait_for()
    assert page.locator(HEAD).inner_text() == headline


def test_filters_survive_a_change_of_page(start):
    start.get_by_role("button", name="Periods").click()
    start.get_by_role("button", name="Since the 2020 war").click()
    start.locator(HEAD, has_text="27 Sep 2020").wait_for()
    start.keyboard.press("Escape")
    start.get_by_role("link", name="Maps", exact=True).click()
    start.locator(".st-key-large_map .js-plotly-plot .main-svg").first.wait_for()
    assert "27 Sep 2020" in start.locator(HEAD).inner_text() and "from=2020-09-27" in start.url


@pytest.fixture(scope="module")
def undated(tmp_path_factory):
    folder = tmp_path_factory.mktemp("undated")
    (folder / "undated.txt").write_text("Russia has lost its influence in Armenia. Moscow failed to protect its ally.", encoding="utf-8")
    intake.add([folder / "undated.txt"], Store(folder / "store"))
    return folder / "store"


@pytest.mark.parametrize("view", [{}, {"map": "change", "compare": "periods"}, {"map": "years", "compare": "gains", "actor": "REGIONAL"},
                                  {"map": "places", "show": "share", "compare": "territories"}], ids=str)
@pytest.mark.parametrize("name", ["overview", "maps", "actor", "compare", "relations", "says_who"])
def test_one_undated_article_is_no_error_on_any_page(monkeypatch, undated, name, view):
    monkeypatch.setenv("MONITOR_STORE", str(undated))
    app = AppTest.from_string(f"from views import {name}\n{name}.page()", default_timeout=60)
    for key, value in view.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception and not app.error


def test_a_link_made_with_another_state_of_the_corpus_says_so(page, page_url):
    page.goto(f"{page_url.rstrip('/')}/actor?actor=TUR&corpus=00000000")
    expect(page.locator(".wrong")).to_contain_text("figures may differ")
    expect(page.locator(HEAD)).to_contain_text("Turkey")


def test_views_are_saved_by_name(tmp_path):
    saved.save(tmp_path, "  Russia   in Armenia ", {"": ["maps"], "actor": ["RUS"]})
    saved.save(tmp_path, "Another", {"": ["actor"]})
    saved.remove(tmp_path, "Another")
    assert saved.load(tmp_path) == {"Russia in Armenia": {"": ["maps"], "actor": ["RUS"]}}
    with pytest.raises(MonitorError, match="needs a name"):
        saved.save(tmp_path, " ", {})
    (tmp_path / saved.FILE).write_text("[1]")
    with pytest.raises(MonitorError, match="views.json: holds no views"):
        saved.load(tmp_path)
