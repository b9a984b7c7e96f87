"""Exports, feeds, lists and archives: many articles in one file, each with what is said of it."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from data import readers
from data.readers.faults import Unread
from data.readers.listed import Listed
from records import Article

FILES = Path(__file__).parent / "files"


def told(path: Path) -> list[tuple]:
    """What a file holds: (title, source, day, precision) of an article, the address of what is listed, the words of a fault."""
    return [(item.title, item.source, item.published, item.published_precision) if isinstance(item, Article)
            else item.url if isinstance(item, Listed) else item.why for item in readers.read(path)]


def test_nexis_gives_title_paper_and_day_in_both_of_its_styles():
    assert told(FILES / "nexis.txt") == [
        ("Corridor talks resume in Abu Dhabi", "Example Times (Tbilisi)", date(2025, 7, 10), "day"),
        ("Gas price stays where it was", "Example Times (Tbilisi)", date(2024, 3, 1), "month")]
    assert told(FILES / "nexis_older.txt") == [
        ("Convoy turns back below the bridge", "The Example Courier", date(2023, 11, 8), "day"),
        ("A visit is put off", "The Example Courier", date(2023, 11, 9), "day")]
    first = next(readers.read(FILES / "nexis_older.txt"))
    assert first.text.startswith("A column of lorries") and first.text.endswith("stopped anybody.") and first.language == "en"


def test_factiva_gives_lead_and_text_and_names_an_item_without_words():
    assert told(FILES / "factiva.txt") == [
        ("Rail link opens after thirty years", "Example Agency", date(2025, 10, 21), "day"), "has no text."]
    first = next(readers.read(FILES / "factiva.txt"))
    assert first.text.startswith("A train") and first.text.endswith("was not asked.")


def test_a_feed_brings_articles_and_addresses():
    assert told(FILES / "feed.rss") == [
        ("Observers & what they see", "Example Monitor", date(2023, 11, 8), "day"), "https://monitor.example/teaser", "has no text."]


def test_lists_of_gdelt_name_addresses_as_json_and_as_csv():
    assert told(FILES / "gdelt.json") == ["https://paper.example/a", "names no address."]
    assert told(FILES / "gdelt.csv") == ["https://paper.example/b"]


def test_an_archive_is_read_file_by_file_and_faults_name_it(tmp_path):
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(FILES / "dated.txt", "folder/dated.txt")
        archive.write(FILES / "factiva.txt", "sub/factiva.txt")
        archive.writestr("empty.txt", "")
        archive.writestr("picture.png", b"\x89PNG")
        archive.writestr("inner.zip", b"PK")
    found = list(readers.read(path))
    assert [item.article_id for item in found if isinstance(item, Article)] == ["dated", "factiva-1"]
    assert [str(item) for item in found if isinstance(item, Unread)] == [
        f"{path}, empty.txt: is empty.", f"{path}, inner.zip: is an archive in an archive. Unpack it and add it by itself.",
        f"{path}, sub/factiva.txt, article 2: has no text."]


def test_one_damaged_file_in_an_archive_takes_no_other_with_it(tmp_path):
    content = bytearray(zip_of(**{"a.txt": b"Russia left.", "b.txt": b"Iran waits." * 9, "c.txt": b"France came."}))
    at = content.index(b"b.txt") + 5
    content[at:at + 4] = b"\xff\xff\xff\xff"
    (tmp_path / "a.zip").write_bytes(content)
    first, fault, last = readers.read(tmp_path / "a.zip")
    assert (first.text, last.text) == ("Russia left.", "France came.") and "a.zip, b.txt: is damaged" in str(fault)


def test_lines_of_a_text_that_look_like_labels_stay_in_it(tmp_path):
    body = "Language is a weapon here, the minister said.\n\nSubject to ratification, the treaty takes effect."
    (tmp_path / "a.txt").write_text(f"A headline\nExample Times\nJuly 10, 2025\n\nLength: 12 words\n\nBody\n\n{body}\n\nLoad-Date: July 10, 2025\n\nEnd of Document\n")
    assert next(readers.read(tmp_path / "a.txt")).text == body
    (tmp_path / "b.txt").write_text((FILES / "factiva.txt").read_text().replace("TD\nBaku", "TD\nIN BRIEF\nBaku"))
    assert next(readers.read(tmp_path / "b.txt")).text.endswith("IN BRIEF\nBaku lifted its ban on transit this month. Moscow, whose company runs the Armenian railway, was not asked.")


def test_what_is_no_archive_or_a_trap_is_refused_by_name(tmp_path):
    for name, content in {"cut.zip": b"PK\x03\x04 and nothing more", "none.zip": zip_of(a=b"")}.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "bomb.zip").write_bytes(zip_of(**{"a.txt": b"0" * 50_000_000}))
    for name, why in {"cut.zip": "no ZIP archive", "none.zip": "no file in it that can be read", "bomb.zip": "would unpack to 50 MB"}.items():
        with pytest.raises(Unread, match=f"{name}: .*{why}"):
            list(readers.read(tmp_path / name))


def zip_of(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_a_feed_that_is_a_web_page_and_json_that_is_no_list_are_told(tmp_path):
    (tmp_path / "page.rss").write_text("<html><body>No feed</body></html>")
    (tmp_path / "torn.rss").write_bytes(b'<?xml version="1.0" encoding="\xffUTF-8"?><rss version="2.0"></rss>')
    (tmp_path / "other.json").write_text('{"status": "ok"}')
    for name, why in {"page.rss": "no RSS or Atom feed. It looks like a web page", "torn.rss": "names an encoding that cannot be read", "other.json": "no list of articles as GDELT"}.items():
        with pytest.raises(Unread, match=why):
            list(readers.read(tmp_path / name))
