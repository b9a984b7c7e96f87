"""The Corpus page in a browser: dropped files are understood, corrected, kept, found, taken out and brought back."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from data import queries
from data.store import Store

FILES = Path(__file__).parent / "files"


@pytest.fixture
def corpus_page(page, serve, tmp_path, sample_store, sample_folder):
    shutil.copytree(sample_folder / "sample", tmp_path / "sample")   # making it anew takes more than a minute
    page.goto(f"{serve(tmp_path)}/corpus")
    page.get_by_text("How the corpus is spread").wait_for(timeout=120_000)
    return page


def kept(folder: Path):
    with Store(folder).read() as snapshot:
        return queries.articles(snapshot)


def test_what_is_dropped_is_understood_kept_found_taken_out_and_brought_back(corpus_page, tmp_path):
    page = corpus_page
    page.locator("input[type=file]").set_input_files([FILES / "letter.docx", FILES / "review.pdf", FILES / "scan.pdf", FILES / "table.xlsx"])
    page.get_by_text("Columns of table.xlsx").wait_for()          # how its columns are understood can be looked at
    page.get_by_role("button", name="Read them").click()
    page.get_by_text("4 articles understood").wait_for()
    expect(page.get_by_text("scan.pdf: holds pictures of pages and no text")).to_be_visible()
    page.get_by_role("button", name="Keep 4 articles").click()
    page.get_by_text("4 articles added").wait_for(timeout=60_000)
    assert len(kept(tmp_path)) == 4

    page.get_by_role("textbox", name="Words to look for").fill('"convoy turns back"')
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("^2 articles"))).to_be_visible()
    page.get_by_role("textbox", name="Words to look for").fill("no_such_word")
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("^no article", re.I)).first).to_be_visible()

    gone = kept(tmp_path).iloc[0]["article_id"]
    Store(tmp_path).remove([gone])
    page.reload()
    page.get_by_text("Taken out or replaced: 1 article").wait_for(timeout=60_000)
    assert page.outside_requests == []


def test_a_table_whose_columns_are_not_recognised_asks_which_is_the_text(corpus_page, tmp_path):
    page, table = corpus_page, tmp_path / "odd.csv"
    table.write_text("Wording,When\nRussia has lost its influence in Armenia.,2024-02-01\n", encoding="utf-8")
    page.locator("input[type=file]").set_input_files([table])
    page.get_by_text("Columns of odd.csv: which one is the text?").wait_for()
    page.get_by_role("combobox", name="Wording").click()
    page.get_by_role("option", name="text", exact=True).click()
    page.get_by_role("button", name="Read them").click()
    page.get_by_text("1 article understood").wait_for()
