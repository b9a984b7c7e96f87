"""Pages, PDF, Word and spreadsheets: the article, what is said of it, and a sentence for what cannot be read."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from misbehaving import ARTICLE

from data import readers
from data.readers import columns, csv, xlsx
from data.readers.faults import Unread
from records import Article

FILES = Path(__file__).parent / "files"


def test_a_page_is_read_without_its_menus_and_with_what_it_says_of_itself():
    page = next(readers.read(FILES / "page.html"))
    assert (page.title, page.source, page.published, page.published_precision) == (
        "Convoy turns back at Lachin", "Example Times", date(2023, 11, 8), "day")
    assert "Moscow had failed to keep the road open" in page.text
    assert not any(word in page.text for word in ("Home", "Sport", "Cookies", "newsletter"))
    assert "\n\nOfficials in Yerevan" in page.text   # paragraphs stay apart


@pytest.mark.parametrize("said, kept", [("utf-8", "utf-8"), ("ascii", "utf-8"), ("windows-1254", "windows-1254"), ("no-such", "utf-8")])
def test_a_page_that_declares_another_charset_than_it_has_is_read_all_the_same(tmp_path, said, kept):
    markup = ARTICLE.replace("Lachin", "Laçın").replace("<head>", f'<head><meta charset="{said}">')
    (tmp_path / "page.html").write_bytes(markup.encode(kept))
    assert next(readers.read(tmp_path / "page.html")).title == "Convoy turns back at Laçın"


def test_a_pdf_is_read_without_running_heads_and_hyphens():
    review = next(readers.read(FILES / "review.pdf"))
    assert review.title == "Observers and what they see"
    assert "the four hundredth day. They carry no weapons" in review.text
    assert "issue 7" not in review.text and review.text.split()[-1] == "neighbours."


def test_a_letter_and_a_sheet_are_read_with_their_fields():
    letter = next(readers.read(FILES / "letter.docx"))
    assert letter.title == "Convoy turns back"
    assert letter.text.split("\n\n")[1:] == ["Russia's peacekeepers did not let the convoy through.", "Armenia protested", "Azerbaijan denied it."]
    first, formula, empty = readers.read(FILES / "table.xlsx")
    assert (first.title, first.source, first.source_country, first.published) == ("Convoy turns back", "Example Times", "ARM", date(2023, 11, 8))
    assert formula.text == '=HYPERLINK("https://x.example")'   # words, never worked out
    assert str(empty).endswith("table.xlsx, row 4: has no text.")


def test_columns_are_guessed_and_can_be_corrected(tmp_path):
    assert xlsx.header(FILES / "table.xlsx") == ["Headline", "Publication Date", "Outlet", "Full Text", "Country"]
    assert columns.guess(["Headline", "Full Text", "Rating"]) == ["title", "text", ""]
    (tmp_path / "a.csv").write_text("words,text\nRussia left.,a note\n")
    assert [one.text for one in csv.read(tmp_path / "a.csv")] == ["a note"]
    assert [one.text for one in csv.read(tmp_path / "a.csv", {"words": "text"})] == ["Russia left."]
    for mapping, why in {"none": "has no column 'none'", "words": "words=colour: fields are text"}.items():
        with pytest.raises(Unread, match=why):
            list(csv.read(tmp_path / "a.csv", {mapping: "colour"}))


def package(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'


@pytest.mark.parametrize("name, content, why", [
    ("scan.pdf", (FILES / "scan.pdf").read_bytes(), "pictures of pages and no text"),
    ("cut.pdf", (FILES / "review.pdf").read_bytes()[:300], "no PDF that can be read, or a damaged one"),
    ("text.pdf", b"This is no PDF.", "no PDF that can be read"),
    ("text.docx", b"This is no document.", "damaged or no Office file"),
    ("cut.docx", (FILES / "letter.docx").read_bytes()[:20_000], "damaged or no Office file"),
    ("entity.docx", package(**{"[Content_Types].xml": b"<Types/>", "word/document.xml": ENTITY}), "definitions of its own"),
    ("bomb.docx", package(**{"word/document.xml": b"0" * 60_000_000}), "would unpack to 60 MB"),
    ("bomb.xlsx", package(**{"xl/workbook.xml": b"0" * 60_000_000}), "would unpack to 60 MB"),
    ("other.xlsx", package(**{"a.txt": b"no sheet"}), "no spreadsheet that can be read"),
    ("menu.html", b"<html><body><nav>Home Sport</nav></body></html>", "no article in it"),
    ("empty.html", b"", "is empty"),
    ("old.csv", b"text,date\nRussia left.,1899-01-01\n", "before 1900"),
    ("new.csv", b"text,date\nRussia left.,2999-01-01\n", "in the future"),
])
def test_what_cannot_be_read_is_told_by_name_and_the_rest_of_the_folder_is_read(tmp_path, name, content, why):
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text("Russia left.")
    found = list(readers.read(tmp_path))
    assert [one.text for one in found if isinstance(one, Article)] == ["Russia left."]
    fault, = (str(one) for one in found if isinstance(one, Unread))
    assert name in fault and why in fault
