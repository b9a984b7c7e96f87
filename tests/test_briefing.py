"""What is taken away: every format read back by another library, whole and harmless, and reproduced by the store."""

from __future__ import annotations

import csv
import io
import json
import re

import pandas as pd
import pyarrow.parquet as parquet
import pytest
from docx import Document
from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import expect
from pptx import Presentation
from pypdf import PdfReader

import intake
import monitor
from briefing import formats
from briefing.made import made
from briefing.plan import Item, Plan, load, save
from data.queries import Filters
from data.store import Store
from desk.corpus import Corpus
from desk.pictures import PICTURES
from desk.tables import csv as as_csv
from records import MonitorError

HOSTILE = "=cmd()|'/c calc'!A1 <script>alert(1)</script> \u202eשלום\u202c مرحبا 🚂 " + "long " * 600
ACTOR = {"actor": ["RUS"], "with": ["TUR"], "by": ["year"]}
ITEMS = (Item("picture", "map", ACTOR), Item("picture", "trend", ACTOR, HOSTILE, "=1+1"), Item("picture", "outlets", ACTOR), Item("table", "territories", ACTOR))


@pytest.fixture(scope="module")
def opened(sample_store):
    with sample_store.read() as snapshot:
        yield Corpus(snapshot, True)


@pytest.fixture(scope="module")
def briefing(opened):
    told = opened.evidence(Filters(), "standing", ("RUS",), limit=1).iloc[0]
    sentence = Item("sentence", f"{told.article_id}#{told.sentence}", ACTOR)
    return made(Plan(title=HOSTILE, judgement="Mine alone.", likelihood="likely / probable", address=ACTOR, items=(*ITEMS, sentence)), opened)


@pytest.fixture(scope="module")
def files(briefing, tmp_path_factory):
    folder = tmp_path_factory.mktemp("briefing")
    for ending in formats.WHOLE:
        formats.write(briefing, folder / f"b{ending}")
    for ending in (*formats.PICTURE, ".csv", ".parquet", ".geojson"):
        formats.write(briefing, folder / f"map{ending}", briefing.parts[0])
    return folder


def test_the_text_says_what_the_figures_bear(briefing):
    first = briefing.draft.findings[0]
    assert "falls clearly" in briefing.draft.line and first.verdict == "clear fall"
    assert first.figures["high"] < 0 and first.figures["n_before"] >= 5
    assert len(briefing.draft.findings) <= 5
    for finding in briefing.draft.findings:
        assert finding.verdict in finding.text
        if finding.verdict == "no clear change":
            assert finding.figures["low"] <= 0 <= finding.figures["high"]


def test_slides_have_charts_that_can_be_edited_with_the_data_of_the_table(files, briefing):
    show = Presentation(files / "b.pptx")
    assert len(show.slides) == len(briefing.parts) + 2
    chart = next(shape for shape in show.slides[2].shapes if shape.has_chart).chart
    table = briefing.parts[1].picture.table
    for one, code in zip(chart.plots[0].series, ("RUS", "TUR")):
        own = table[table["actor"] == code]
        assert [value for value in one.values if value is not None] == [pytest.approx(value, abs=1e-4) for value in own["value"]]
    assert list(chart.plots[0].categories)[-1] == "2025"
    assert any(shape.shape_type == 13 for shape in show.slides[1].shapes), "the map is a picture"
    words = "\n".join(shape.text_frame.text for slide in show.slides for shape in slide.shapes if shape.has_text_frame)
    assert briefing.draft.line in words and "Mine alone." in words and "very likely / highly probable: 80–95 %" in words
    notes = show.slides[2].notes_slide.notes_text_frame.text
    assert HOSTILE.strip() in notes, "what is cut off on the slide stands whole in the notes"


def test_word_has_the_text_and_the_pictures(files, briefing):
    page = Document(files / "b.docx")
    words = "\n".join(paragraph.text for paragraph in page.paragraphs)
    assert HOSTILE.strip() in words and briefing.draft.line in words and all(line in words for line in briefing.sources)
    assert len(page.inline_shapes) == 3


def test_pdf_words_can_be_copied(files, briefing):
    words = " ".join(page.extract_text() for page in PdfReader(files / "b.pdf").pages)
    plain = re.sub(r"\s+", " ", words)
    assert re.sub(r"\s+", " ", briefing.draft.line)[:60] in plain and "Mine alone." in plain and "<script>alert(1)</script>" in plain
    assert "مرحبا" in plain     # its letters joined, from right to left


def test_html_opens_without_a_network_and_runs_nothing_of_an_article(files, briefing, browser):
    page = browser.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.goto((files / "b.html").as_uri())
    page.wait_for_function("document.querySelectorAll('.js-plotly-plot .main-svg').length >= 3")
    assert said == [] and [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert page.locator("h1").inner_text().startswith("=cmd()")
    page.close()


def test_no_cell_is_a_formula(files):
    book = load_workbook(files / "b.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any(cell.value == HOSTILE.strip() or str(cell.value).startswith("=cmd()") for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n", "b", "inlineStr"}
    meanings = {row[0] for row in book["Codebook"].iter_rows(values_only=True)}
    assert {"value", "low", "high", "n", "territory"} <= meanings


def test_the_data_of_a_map_is_the_same_in_every_format(files, briefing):
    table = briefing.parts[0].table
    rows = list(csv.DictReader(io.StringIO((files / "map.csv").read_text(encoding="utf-8-sig"))))
    assert [float(row["value"]) for row in rows] == list(table["value"])
    assert parquet.read_table(files / "map.parquet").to_pandas()["value"].tolist() == list(table["value"])
    shapes = json.loads((files / "map.geojson").read_text())["features"]
    assert [shape["properties"]["value"] for shape in shapes] == list(table["value"])
    assert [bool(shape["geometry"]) for shape in shapes] == [name != "South Caucasus as a whole" for name in table["territory"]]


def test_pictures_are_sharp_and_their_words_are_words(files):
    picture = Image.open(files / "map.png")
    assert picture.size == (2320, 1304) and len(picture.convert("RGB").getcolors(2**24)) > 100
    words = (files / "map.svg").read_text()
    assert "Portrayed influence of Russia by territory" in words and "Portrayal in these articles, not power" in words


@pytest.mark.parametrize("name", ["b.pptx", "b.docx", "b.pdf", "b.html", "b.xlsx", "map.png", "map.svg", "map.parquet", "map.geojson"])
def test_verify_reproduces_every_file(files, briefing, name, capsys):
    assert formats.stamp_of(files / name) == briefing.stamp


def test_verify_says_what_is_another_now(files, tmp_path, capsys):
    assert monitor.main(["verify", str(files / "map.geojson")]) == 0
    whole = json.loads((files / "map.geojson").read_text())
    whole["monitor"]["tables"][0][0]["value"] = 1.5
    (tmp_path / "other.geojson").write_text(json.dumps(whole))
    capsys.readouterr()
    assert monitor.main(["verify", str(tmp_path / "other.geojson")]) == 1
    assert "Item 1, row 1 (ARM): value was 1.5, is " in capsys.readouterr().out


def test_a_cell_of_a_csv_is_no_formula():
    rows = list(csv.reader(io.StringIO(as_csv(pd.DataFrame({"title": [HOSTILE]})).decode("utf-8-sig"))))
    assert rows[1] == ["'" + HOSTILE]


@pytest.mark.parametrize("arguments, says", [
    (["export", "trend", "{folder}/trend.csv", "--actor", "TUR", "--since", "2022-02-24"], "written"),
    (["export", "map", "{folder}/none/x.png"], "cannot be written"),
    (["verify", "{folder}/trend.csv"], "carries no stamp"),
    (["digest", "--since", "2021-12-31", "--out", "{folder}/digest.md"], ""),
])
def test_commands(arguments, says, sample_store, tmp_path_factory, capsys):
    folder = tmp_path_factory.getbasetemp() / "taken"
    folder.mkdir(exist_ok=True)
    monitor.main([argument.format(folder=folder) for argument in arguments])
    said = capsys.readouterr()
    assert says in said.out + said.err
    assert not list(folder.glob(".*part")), "no half file"


def test_the_help_names_all_that_can_be_exported(capsys):
    with pytest.raises(SystemExit):
        monitor.main(["export", "-h"])
    words = " ".join(capsys.readouterr().out.split())
    assert [name for name in (*PICTURES, *formats.WHOLE, *formats.PICTURE, *formats.TABLE) if name not in words] == []


def test_a_briefing_of_a_view_without_articles_says_so(opened):
    empty = made(Plan(address={"actor": ["RUS"], "from": ["1990-01-01"], "to": ["1990-12-31"]}, items=(Item("picture", "trend", {"actor": ["RUS"], "from": ["1990-01-01"], "to": ["1990-12-31"]}),)), opened)
    assert empty.draft.line == "No article in this view makes a statement on Russia." and not empty.draft.findings
    for ending in formats.WHOLE:
        assert formats.content(empty, ending)


def test_what_is_planned_is_kept_and_a_broken_file_is_named(tmp_path):
    plan = Plan().with_item(ITEMS[0]).with_item(ITEMS[1]).moved(1, -1)
    save(plan, tmp_path)
    assert load(tmp_path) == plan and plan.items[0] == ITEMS[1]
    (tmp_path / "briefing.json").write_text("{")
    with pytest.raises(MonitorError, match="briefing.json: is no briefing"):
        load(tmp_path)


def test_an_article_of_hostile_words_is_cited_whole(tmp_path, monkeypatch):
    monkeypatch.setenv("MONITOR_STORE", str(tmp_path))
    text = "Russia lost its influence in Armenia. Russia failed to prevent the attack. Moscow is weak in Yerevan."
    (tmp_path / "one.jsonl").write_text(json.dumps({"id": "one", "text": text, "title": HOSTILE, "published": "2020-01-01"}))
    intake.add([str(tmp_path / "one.jsonl")], Store(tmp_path))
    with Store(tmp_path).read() as snapshot:
        opened = Corpus(snapshot, False)
        row = opened.evidence(Filters(), "standing", ("RUS",)).iloc[0]
        found = made(Plan(address={"actor": ["RUS"]}, items=(Item("sentence", f"{row.article_id}#{row.sentence}", {"actor": ["RUS"]}),)), opened)
        for ending in formats.WHOLE:
            assert formats.content(found, ending)
        cells = [cell.value for cell in load_workbook(io.BytesIO(formats.content(found, ".xlsx")))["Articles cited"][2]]
        assert cells[1].startswith("=cmd()") and len(cells[1]) >= 3000


def test_from_a_picture_to_slides_in_three_clicks(page, page_url, tmp_path):
    """The corner of a picture, the briefing page, the file: and the store gives its figures."""
    page.goto(f"{page_url.rstrip('/')}/?actor=TUR")
    page.locator(".st-key-take_trend button").first.click()
    page.get_by_text("Add to the briefing", exact=True).last.click()
    expect(page.get_by_text("Added to the briefing: it has 1 item now.")).to_be_visible()
    page.get_by_role("link", name="Briefing").click()
    expect(page.get_by_text("Portrayed influence by year: Turkey").first).to_be_visible()
    expect(page.get_by_text("Articles cited").first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_text("PowerPoint", exact=True).click()
    download.value.save_as(tmp_path / "slides.pptx")
    assert len(Presentation(tmp_path / "slides.pptx").slides) == 3
    assert monitor.main(["verify", str(tmp_path / "slides.pptx")]) == 0


def test_a_page_as_a_slide_has_no_widget(page, page_url):
    page.goto(f"{page_url.rstrip('/')}/maps?map=change&mode=briefing")
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    assert page.locator(".stButton, .stSelectbox, .stMultiSelect, .stDateInput, .stPopover").count() == 0
    words = page.locator("body").inner_text()
    assert "Portrayal in these articles, not power." in words and "scorer" in words and "252 articles" in words
