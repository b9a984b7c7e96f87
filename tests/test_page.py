"""The page: in a browser that reaches nothing outside, on odd stores, and the view in its address."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from playwright.sync_api import expect
from streamlit.testing.v1 import AppTest

import intake
from analysis.measures import ALL, MINUS, measure
from conftest import ROOT
from data.store import Store
from geo.territories import territories
from desk import names
from desk import view as filters
from views.evidence import articles_html, signed, total
from desk.view import Choices, View
from desk.tables import csv, explained, figures, file_name, sentences

PLOT = ".js-plotly-plot"
MARK = ".evidence mark"


# In a browser

def opened(page, address):
    page.goto(address)
    page.locator(f".st-key-overview_map {PLOT} .main-svg").first.wait_for()
    page.locator(f".st-key-trend {PLOT} .main-svg").first.wait_for()
    page.wait_for_timeout(500)   # plotly binds its clicks after the first drawing
    return page


def heading(page):
    return page.locator("#sentences")


def click_territory(page, code):
    """A real click into the middle of what the map draws for the territory."""
    x, y = page.evaluate("""code => {
        const plot = document.querySelector('.st-key-overview_map .js-plotly-plot'), areas = [...plot.querySelectorAll('path.choroplethlocation')];
        const path = areas.find(area => area.__data__ && area.__data__.loc === code), box = path.getBoundingClientRect();
        for (let part = 0.5; part < 0.95; part += 0.04) for (const down of [part, 1 - part]) {
            const x = box.left + box.width * part, y = box.top + box.height * down;
            if (path.isPointInFill(new DOMPoint(x, y).matrixTransform(path.getScreenCTM().inverse()))) return [x, y];
        }
    }""", code)
    page.mouse.click(x, y)


def coloured(page):
    """Codes of the territories that the map gives a colour of the scale."""
    return page.evaluate("""() => document.querySelector('.st-key-overview_map .js-plotly-plot').data
        .filter(trace => trace.type === 'choropleth' && trace.showscale).flatMap(trace => trace.locations)""")


def click_point(page, number):
    box = page.locator(".st-key-trend .scatterlayer .trace .points path.point").nth(number).bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_map_trend_and_what_they_are_fit_one_screen(page, page_url):
    opened(page, page_url)
    for what in (f".st-key-overview_map {PLOT}", f".st-key-trend {PLOT}", ".st-key-filters", ".tile", ".headline"):
        box = page.locator(what).bounding_box()
        assert box["x"] >= 0 and box["y"] >= 0
        assert box["x"] + box["width"] <= 1280 and box["y"] + box["height"] <= 720, what
    assert re.search(r"\d+ articles", page.locator(".headline h1").inner_text())
    assert "not power" in page.locator(".headline").inner_text()
    assert "Invented sample" in page.locator(".headline").inner_text()
    for side in ("overview_map", "trend"):
        assert "Invented sample" in page.locator(f".st-key-{side} {PLOT}").inner_text()
    assert page.outside_requests == [] and page.console_errors == []


def test_the_map_colours_five_territories_and_the_switch_drives_it(page, page_url):
    opened(page, page_url)
    assert len(coloured(page)) >= 5
    page.get_by_role("radio", name="Tone").or_(page.get_by_role("button", name="Tone")).first.click()
    page.locator(".headline h1", has_text="Tone").wait_for()
    page.locator(f".st-key-overview_map {PLOT}", has_text="Tone around").wait_for()
    assert len(coloured(page)) >= 5
    assert "show=tone" in page.url


def test_a_click_on_a_territory_lists_its_sentences_with_their_cues(page, page_url):
    opened(page, f"{page_url}/?show=tone")
    click_territory(page, "ARM")
    heading(page).filter(has_text="Armenia").wait_for()
    assert "at=ARM" in page.url
    assert page.locator(MARK).count() > 0 and page.locator(MARK).first.inner_text().strip()
    # No statement on another territory is among them: each names Armenia or a part of it.
    armenia = [names.territory_name(code) for code in territories() if code.startswith(("ARM", "AM-"))]
    expect(page.locator(".evidence li small").filter(has_not_text=re.compile(f"· ({'|'.join(map(re.escape, armenia))})$"))).to_have_count(0)


def test_a_click_on_a_point_lists_its_sentences_and_they_add_up(page, page_url):
    opened(page, f"{page_url}/?by=quarter")
    click_point(page, 0)
    heading(page).filter(has_text="Q").wait_for()
    assert "at=" in page.url
    assert page.locator(MARK).count() > 0
    article = page.locator(".evidence article", has_text="Score").first
    stated = re.search(r"Score (\S+)", article.locator(".sum").inner_text()).group(1)
    added = [float(text.replace(MINUS, "-")) for text in article.locator(".add").all_inner_texts()]
    assert sum(added) == pytest.approx(float(stated.replace(MINUS, "-")), abs=0.005 * (len(added) + 1))


def test_a_link_and_a_reload_reopen_the_same_view(page, page_url):
    opened(page, f"{page_url}/?show=tone&actor=TUR&with=IRN&from=2020-01-01&in=AZE&by=month&at=AZE")
    address, headline = page.url, page.locator(".headline h1").inner_text()
    assert "Tone" in headline and "Turkey" in headline and "2020" in headline
    assert heading(page).inner_text().endswith("Azerbaijan")
    opened(page, address)
    assert page.url == address
    assert page.locator(".headline h1").inner_text() == headline


def test_the_view_survives_a_visit_to_the_other_page(page, page_url):
    opened(page, f"{page_url}/?show=agency&actor=TUR")
    page.get_by_role("link", name="Method and limits").click()
    expect(page.locator(".stMain")).to_contain_text("No human coders")
    page.get_by_role("link", name="Overview", exact=True).click()
    page.locator(".headline h1", has_text="Agency of Turkey").wait_for()
    page.wait_for_url("**actor=TUR**")


# On odd stores, without a browser

def run(monkeypatch, folder, **address):
    monkeypatch.setenv("MONITOR_STORE", str(folder))
    app = AppTest.from_file(str(ROOT / "views" / "pages.py"), default_timeout=60)
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception[0].message
    return app


def said(app):
    return " ".join([each.value for kind in ("info", "error", "markdown", "caption") for each in getattr(app, kind)] + html_of(app))


def html_of(app):
    return [str(each.proto.body) for each in app.get("html")]


@pytest.mark.parametrize("name, text, sentence", [
    ("nobody.txt", "The river rose after the rain, and the bridge was closed for a day.", "none names an actor"),
    ("russian.txt", "date 2024-03-01\nМосква заявила, что влияние России на Южном Кавказе растёт с каждым годом.", "none names an actor"),
    ("undated.txt", "Russia has lost its influence in Armenia. Moscow failed to protect its ally.", "1 article"),
    ("dated.txt", "date 2023-11-08\nRussia has lost its influence in Armenia. Moscow failed to protect its ally.", "2023"),
])
def test_one_odd_article_is_a_sentence_and_no_error(monkeypatch, tmp_path, name, text, sentence):
    (tmp_path / name).write_text(text, encoding="utf-8")
    intake.add([tmp_path / name], Store(tmp_path / "store"))
    app = run(monkeypatch, tmp_path / "store")
    assert sentence in said(app)
    assert not app.error
    assert "Invented sample" not in " ".join(html_of(app))


def test_a_damaged_store_is_a_sentence(monkeypatch, tmp_path):
    (tmp_path / "store-000001.duckdb").write_bytes(b"rubbish" * 1000)
    app = run(monkeypatch, tmp_path)
    assert "damaged" in app.error[0].value


@pytest.mark.parametrize("show", [each.key for each in ALL])
def test_every_measure_is_drawn_with_its_evidence(monkeypatch, sample_folder, sample_store, show):
    app = run(monkeypatch, sample_folder, show=show)
    assert measure(show).label in " ".join(html_of(app))
    assert len(app.get("plotly_chart")) == 2


def test_a_broken_link_is_a_sentence(monkeypatch, sample_folder, sample_store):
    app = run(monkeypatch, sample_folder, show="power", actor="XYZ", **{"from": "yesterday"}, at="nowhere", other="1")
    text = " ".join(html_of(app))
    assert all(word in text for word in ("Left out of this link", "power", "XYZ", "yesterday", "nowhere", "other"))
    assert "Portrayed influence" in text


def test_dates_without_articles_are_kept_and_said(monkeypatch, sample_folder, sample_store):
    text = " ".join(html_of(run(monkeypatch, sample_folder, **{"from": "2010-01-01", "to": "2012-12-31"})))
    assert "2010–2012: no article in this view" in text
    assert "none lies in the dates chosen" in text


def test_few_articles_give_no_interval_and_no_direction(monkeypatch, tmp_path):
    (tmp_path / "dated.txt").write_text("date 2023-11-08\nRussia has lost its influence in Armenia. Moscow failed to protect its ally.")
    intake.add([tmp_path / "dated.txt"], Store(tmp_path / "store"))
    headline = next(each for each in html_of(run(monkeypatch, tmp_path / "store")) if "headline" in each)
    assert "too few articles to say (1 article)" in headline
    assert not re.search(r"level|falling|rising,", headline.partition("</h1>")[0])


def test_the_former_actor_stays_among_the_compared_and_the_chosen_one_leaves(monkeypatch, sample_folder, sample_store):
    app = run(monkeypatch, sample_folder, actor="RUS", **{"with": "TUR"})
    app.selectbox(key="actor").select("TUR").run()
    assert not app.exception
    assert app.session_state["others"] == ["RUS"]


# The address

CHOICES = Choices(actors=("RUS", "TUR", "IRN"), territories=("GEO", "GE-AB"), sources=("Desk, A & B", "Other"), countries=("GEO",),
                  kinds=("state", "agency"), groups=("WEST",), first=date(2018, 1, 1), last=date(2025, 12, 31), default=View(actor="RUS", others=("TUR",)))
CHANGES = [
    {}, {"show": "tone"}, {"actor": "IRN"}, {"others": ()}, {"others": ("IRN", "TUR")}, {"since": date(2020, 9, 27)},
    {"until": date(2023, 9, 30)}, {"territories": ("GEO",)}, {"sources": ("Desk, A & B",)}, {"countries": ("GEO",)}, {"by": "month"}, {"by": "week"}, {"kinds": ("state",)}, {"instruments": ("energy",)}, {"voices": ("followed",)}, {"words": "corridor AND gas"},
    {"salience": 20}, {"actor": "WEST"}, {"events": "all"},
    {"kind": "change"}, {"compare": "gains"}, {"group": "kind"}, {"pair": "RUS>IRN"}, {"article": "abc"}, {"names": "un"}, {"against_since": date(2019, 1, 1), "against_until": date(2019, 12, 31)}, {"focus": "GE-AB"}, {"focus": "RUS@2020-10-01"},
]


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_every_view_has_an_address_that_reopens_it(change):
    view = replace(CHOICES.default, **change)
    address = filters.written(view, CHOICES)
    assert filters.read(address, CHOICES) == (view, [])
    assert len(address) == len(change)   # what has its default is left out


def test_days_in_the_wrong_order_are_turned_round():
    view, _ = filters.read({"from": ["2023-01-01"], "to": ["2020-01-01"]}, CHOICES)
    assert (view.since, view.until) == (date(2020, 1, 1), date(2023, 1, 1))


@pytest.mark.parametrize("since, until, words", [
    (None, None, "2018–2025"), (date(2020, 1, 1), date(2020, 12, 31), "2020"), (date(2020, 1, 1), None, "2020–2025"),
    (date(2020, 9, 1), date(2020, 11, 30), "Sep 2020 to Nov 2020"), (date(2020, 9, 1), date(2020, 9, 30), "Sep 2020"),
    (date(2020, 9, 27), date(2020, 11, 10), "27 Sep 2020 to 10 Nov 2020"),
])
def test_dates_are_said_as_they_were_chosen(since, until, words):
    view = replace(CHOICES.default, since=since, until=until)
    assert names.dates_in_words(view, CHOICES.first, CHOICES.last) == words


# The evidence as HTML and CSV

ROW = {"article_id": "a", "published": pd.Timestamp("2023-11-08"), "published_precision": "day", "title": "<script>alert(1)</script>",
       "source": "A & B", "source_country": "GEO", "url": "", "actor": "RUS", "indicator": "standing", "territory": "GEO",
       "instrument": "", "voice": "author", "speaker": "", "sentence": 0, "sentence_start": 100, "sentence_end": 133,
       "sentence_text": "Its <b>influence</b> has waned & ended.", "start": 121, "end": 130, "cue": "has waned", "contribution": -0.5,
       "weight": 1.0, "read_by": "words", "also_in": ""}


def test_text_is_escaped_and_the_cue_marked_at_its_place():
    html = articles_html(pd.DataFrame([ROW]), measure("influence"))
    assert "<script>" not in html and "<b>" not in html
    assert "&lt;b&gt;influence&lt;/b&gt; <mark class='minus'>has waned</mark> &amp; ended." in html
    assert f"{MINUS}0.50" in html and "level 25 of 100" in html


def test_a_quoted_claim_is_listed_with_its_speaker_and_adds_nothing():
    claim = {**ROW, "voice": "quoted", "speaker": "A minister", "contribution": 0.0, "weight": 0.0}
    html = articles_html(pd.DataFrame([claim]), measure("influence"))
    assert "A minister, only quoted" in html and "not counted" in html and "No statement" in html


def test_a_cell_that_looks_like_a_formula_stays_text_in_a_spreadsheet():
    assert b"'=1+1" in csv(pd.DataFrame({"title": ["=1+1"], "value": [-0.5]}))
    assert b",-0.5" in csv(pd.DataFrame({"title": ["=1+1"], "value": [-0.5]}))


def test_a_long_sum_is_grouped_and_small_contributions_are_not_nothing():
    rows = pd.DataFrame([{**ROW, "contribution": 0.1, "weight": 0.125}] * 8)
    text = total(list(rows.itertuples()), measure("tone"))
    assert text == "Score +0.80 = +0.10 +0.10 +0.10 +0.10 +0.10 … and 3 more (+0.30)"
    assert [signed(value) for value in (0.003, -0.0042, 0.0, 1e-17)] == ["+0.003", f"{MINUS}0.004", "0", "0"]


def test_a_table_says_in_every_row_what_it_is():
    table = explained(sentences(pd.DataFrame([{**ROW, "contribution": -0.123456}])), CHOICES.default, CHOICES, is_sample=True)
    row = table.iloc[0]
    assert (row["published"], row["contribution"]) == ("2023-11-08", -0.1235)
    assert (row["actor"], row["corpus"], row["from"], row["to"]) == ("Russia", "Invented sample", "2018-01-01", "2025-12-31")
    assert "not power" in row["meaning"] and row["unit"] and row["filters"] and row["scorer"]
    levels = explained(figures(pd.DataFrame({"territory": ["GE-AB"], "value": [1 / 3]})), CHOICES.default, CHOICES, is_sample=False)
    assert levels.iloc[0][["actor", "territory", "value", "corpus"]].tolist() == ["Russia", "Abkhazia", 0.3333, "your articles"]
    assert file_name(CHOICES.default, CHOICES, "map") == "portrayed-influence-russia-map-2018-01-01-2025-12-31.csv"
