"""Pages, PDF, Word and spreadsheets: the article, what is said of it, and a sentence for what cannot be read."""

from __future__ import annotations

import io
import re
import tracemalloc
import zipfile
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from misbehaving import ARTICLE

from data import readers
from data.readers import columns, csv, html, xlsx
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


@pytest.mark.parametrize("said, day, precision", [
    ("2023-11-08T10:15:00+04:00", date(2023, 11, 8), "day"), ("8 November 2023", date(2023, 11, 8), "day"),
    ("2023-11", date(2023, 11, 1), "month"), ("2999-01-01", None, "unknown")])
def test_a_page_is_dated_as_precisely_as_it_says(tmp_path, said, day, precision):
    (tmp_path / "page.html").write_text(ARTICLE.replace("2023-11-08T10:15:00+04:00", said))
    page = next(readers.read(tmp_path / "page.html"))
    assert (page.published, page.published_precision) == (day, precision)


@pytest.mark.parametrize("said, kept", [
    ("https://times.example/2023/convoy", "https://times.example/2023/convoy"),
    ("https://times.example/", "https://www.times.example/1"), ("https://agency.example/story", "https://www.times.example/1")])
def test_the_address_that_a_page_gives_counts_unless_it_is_a_front_page_or_another_sites(said, kept):
    markup = ARTICLE.replace("<head>", f'<head><link rel="canonical" href="{said}">')
    assert html.article_of(markup.encode(), "page", url="https://www.times.example/1").url == kept


def pdf(*lines: str, about: str = "", lock: str = "") -> bytes:
    """A PDF of one page, as few bytes as will do."""
    shown = " T* ".join(f"({line}) Tj" for line in lines)
    words = f"BT /F 12 Tf 14 TL 50 700 Td {shown} ET"
    parts = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
             "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
             f"<< /Length {len(words)} >>\nstream\n{words}\nendstream", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
             f"<< {about} >>"]
    content, starts = "%PDF-1.7\n", []
    for number, part in enumerate(parts, start=1):
        starts.append(len(content))
        content += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    trailer = f"trailer\n<< /Size 7 /Root 1 0 R /Info 6 0 R {lock} >>\nstartxref\n{len(content)}\n%%EOF\n"
    return f"{content}xref\n0 7\n0000000000 65535 f \n{table}{trailer}".encode()


LINES = ("The observers say that the peace-", "keepers at the post have lost the trust of the Russian-",
         "backed council and of the pro-", "Western parties, and that the 20-", "year agreement will not be renewed.")


def test_a_hyphen_at_a_line_end_goes_where_it_parts_a_word_and_stays_where_it_joins_two(tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf(*LINES))
    text = next(readers.read(tmp_path / "a.pdf")).text
    assert all(words in text for words in ("peacekeepers at", "Russian-backed", "pro-Western", "20-year agreement"))


@pytest.mark.parametrize("about, title, month", [
    ("/Title (On the road) /Creator (Adobe InDesign 18.0) /CreationDate (D:20231108101500)", "On the road", date(2023, 11, 1)),
    ("/Title (layout.indd) /Creator (Adobe InDesign 18.0) /CreationDate (D:20991108101500)", "", None),
    ("/Title (On the road) /Creator (Chromium) /CreationDate (D:20231108101500)", "On the road", None)])
def test_what_a_pdf_says_of_itself_counts_where_it_is_likely(tmp_path, about, title, month):
    (tmp_path / "a.pdf").write_bytes(pdf(*LINES, about=about))
    review = next(readers.read(tmp_path / "a.pdf"))
    assert (review.title, review.published, review.published_precision) == (title, month, "month" if month else "unknown")


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


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def test_a_letter_keeps_proposed_words_and_fields_to_fill_in_and_not_what_was_deleted(tmp_path):
    letter = Document()
    for part in ("<w:p><w:r><w:t>It is </w:t></w:r><w:del w:id='1'><w:r><w:delText>never </w:delText></w:r></w:del>"
                 "<w:ins w:id='2'><w:r><w:t>now open.</w:t></w:r></w:ins></w:p>",
                 "<w:sdt><w:sdtContent><w:p><w:r><w:t>Iran waits.</w:t></w:r></w:p></w:sdtContent></w:sdt>"):
        letter.element.body.insert(-1, parse_xml(part.replace(">", f" xmlns:w='{W}'>", 1)))
    letter.save(tmp_path / "a.docx")
    assert next(readers.read(tmp_path / "a.docx")).text == "It is now open.\n\nIran waits."


@pytest.mark.parametrize("size", ["A1", "A1:XFD1048576"])
def test_a_sheet_is_read_whatever_size_it_says_it_has_and_however_far_a_stray_cell_lies(tmp_path, size):
    with zipfile.ZipFile(FILES / "table.xlsx") as book:
        parts = {name: book.read(name) for name in book.namelist()}
    sheet = re.sub(rb'<dimension ref="[^"]*"', f'<dimension ref="{size}"'.encode(), parts["xl/worksheets/sheet2.xml"])
    stray = b'<row r="2000"><c r="XFD2000"><v>1</v></c></row></sheetData>'
    (tmp_path / "a.xlsx").write_bytes(package(**parts | {"xl/worksheets/sheet2.xml": sheet.replace(b"</sheetData>", stray)}))
    tracemalloc.start()
    assert [one.title for one in readers.read(tmp_path / "a.xlsx") if isinstance(one, Article)] == ["Convoy turns back", "=1+1"]
    assert tracemalloc.get_traced_memory()[1] < 50_000_000   # bytes; the whole sheet would be five times that
    tracemalloc.stop()


def test_a_table_of_a_press_database_is_read_with_its_names_and_its_way_to_write_days(tmp_path):
    (tmp_path / "a.csv").write_text("\nfullText,pubtitle,Publication-Date,Headline\n"
                                    '"=HYPERLINK(""https://x.example"")",Times,"November 8, 2023",@SUM(1)\n'
                                    "Russia left.,Times,8/11/2023,Day or month\n")
    formula, fault = readers.read(tmp_path / "a.csv")
    assert (formula.text, formula.title, formula.source) == ('=HYPERLINK("https://x.example")', "@SUM(1)", "Times")
    assert (formula.published, formula.published_precision) == (date(2023, 11, 8), "day")
    assert fault.source.endswith("a.csv, row 4") and fault.why.startswith("'8/11/2023' is not a date that can be read")
    assert csv.header(tmp_path / "a.csv") == ["fullText", "pubtitle", "Publication-Date", "Headline"]


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


# The lock that today's programs put on a PDF (AES, revision 6).
LOCK = ("/ID [<00> <00>] /Encrypt << /Filter /Standard /V 5 /R 6 /Length 256 /P -4 /StmF /StdCF /StrF /StdCF "
        "/CF << /StdCF << /AuthEvent /DocOpen /CFM /AESV3 /Length 32 >> >> "
        + " ".join(f"/{key} <{'00' * n}>" for key, n in {"O": 48, "U": 48, "OE": 32, "UE": 32, "Perms": 16}.items()) + " >>")
ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'


@pytest.mark.parametrize("name, content, why", [
    ("scan.pdf", (FILES / "scan.pdf").read_bytes(), "pictures of pages and no text"),
    ("cut.pdf", (FILES / "review.pdf").read_bytes()[:300], "no PDF that can be read, or a damaged one"),
    ("text.pdf", b"This is no PDF.", "no PDF that can be read"),
    ("locked.pdf", pdf(*LINES, lock=LOCK), "is locked"),
    ("text.docx", b"This is no document.", "damaged or no Office file"),
    ("cut.docx", (FILES / "letter.docx").read_bytes()[:20_000], "damaged or no Office file"),
    ("entity.docx", package(**{"[Content_Types].xml": b"<Types/>", "word/document.xml": ENTITY}), "definitions of its own"),
    ("bomb.docx", package(**{"word/document.xml": b"0" * 60_000_000}), "would unpack to 60 MB"),
    ("bomb.xlsx", package(**{"xl/workbook.xml": b"0" * 60_000_000}), "would unpack to 60 MB"),
    ("other.xlsx", package(**{"a.txt": b"no sheet"}), "no spreadsheet that can be read"),
    ("menu.html", b"<html><body><nav>Home Sport</nav></body></html>", "no article in it"),
    ("empty.html", b"", "is empty"),
    ("huge.html", b"<p>x</p>" * 3_000_000, "has 24 MB; up to 20 MB of a page are read"),
    ("old.csv", b"text,date\nRussia left.,1899-01-01\n", "before 1900"),
    ("zero.csv", b"text,date\nRussia left.,1900-01-01\n", "is in 1900"),
    ("new.csv", b"text,date\nRussia left.,2999-01-01\n", "in the future"),
])
def test_what_cannot_be_read_is_told_by_name_and_the_rest_of_the_folder_is_read(tmp_path, name, content, why):
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text("Russia left.")
    found = list(readers.read(tmp_path))
    assert [one.text for one in found if isinstance(one, Article)] == ["Russia left."]
    fault, = (str(one) for one in found if isinstance(one, Unread))
    assert name in fault and why in fault
