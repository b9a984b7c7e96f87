"""Intake: what is new is scored and stored, what is known is left or updated, what cannot be read is named."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from misbehaving import site

import indicators
import intake
import sample
from config import settings
from data import queries, readers
from data.outlets import of_domain
from data.readers import columns
from data.readers.faults import Unread
from data.store import Store
from records import MonitorError

FILES = Path(__file__).parent / "files"


def read(path: Path, content: str | bytes) -> list:
    """What the readers make of a file with this content; a refusal of the whole file is its only item."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    try:
        return list(readers.read(path))
    except Unread as fault:
        return [fault]


def articles_of(store: Store):
    with store.read() as snapshot:
        return queries.articles(snapshot)


@pytest.mark.parametrize("head, day, precision", [
    (" date 2023-11-08 ", date(2023, 11, 8), "day"),
    ("date 2023-11\n\n", date(2023, 11, 1), "month"),
    ("date 2023 ", date(2023, 1, 1), "year"),
    ("published: 2023-11-08\nsource: The Paper\n\n", date(2023, 11, 8), "day"),
    ("---\ntitle: Words\ndate: 2023-11\n---\n", date(2023, 11, 1), "month"),
    ("", None, "unknown"),
])
def test_a_text_file_gives_its_date_before_the_text_and_the_text_begins_after_it(tmp_path, head, day, precision):
    [article] = read(tmp_path / "a.txt", head + "Russia lost. date 2020-01-01 is no head here.")
    assert (article.published, article.published_precision) == (day, precision)
    assert article.text == "Russia lost. date 2020-01-01 is no head here."


def test_a_text_without_a_head_is_kept_as_it_is_so_that_positions_are_those_of_the_file(tmp_path):
    text = "\n A title without a stop\n\nRussia lost.\n"
    [article] = read(tmp_path / "a.txt", text)
    assert (article.title, article.text) == ("A title without a stop", text)


@pytest.mark.parametrize("content, why", [
    (b"", "is empty"),
    (bytes(range(256)) * 20, "holds no text"),
    (b"\x8f\x02\x1c\x90\x99\xd1\x0e\x13" * 3, "holds no text"),
    ("date 2999-01-01 Russia lost.", "in the future"),
    ("date 1812 Russia won.", "before 1900"),
    ("date 2023-02-30 Russia lost.", "no date '2023-02-30'"),
    ("country: Narnia\n\nRussia lost.", "'Narnia' is not in reference/actors.yaml"),
])
def test_what_is_no_article_is_refused_in_a_sentence_that_names_the_file(tmp_path, content, why):
    [fault] = read(tmp_path / "a.txt", content)
    assert isinstance(fault, Unread) and str(fault).startswith(str(tmp_path / "a.txt")) and why in str(fault)


def test_a_file_in_an_older_encoding_is_read_and_the_guess_is_told(tmp_path, caplog):
    russian = "Россия теряет влияние на Южном Кавказе, считают в Баку и Ереване."
    assert [article.text for article in read(tmp_path / "a.txt", russian.encode("cp1251"))] == [russian]
    assert "a.txt is not UTF-8 and was read as" in caplog.text


def test_each_wrong_line_and_row_is_named_and_the_rest_goes_on():
    lines, rows = list(readers.read(FILES / "articles.jsonl")), list(readers.read(FILES / "articles.csv"))
    assert [item.article_id for item in lines + rows if not isinstance(item, Unread)] == ["one", "three", "articles-2", "articles-4"]
    assert [item.source.rpartition(", ")[2] for item in lines + rows if isinstance(item, Unread)] == [
        "line 2", "line 4", "line 5", "row 3", "row 5"]


def test_a_quotation_mark_that_is_never_closed_does_not_swallow_the_table_in_silence(tmp_path):
    first, fault = read(tmp_path / "a.csv", 'text;date\nRussia lost;2023\n"Turkey gained;2023\nIran waits;2023\n')
    assert first.text == "Russia lost" and "row 3" in fault.source and "not closed" in fault.why


def test_a_folder_is_read_with_all_below_it_and_other_kinds_of_files_are_passed_over(tmp_path):
    (tmp_path / "below").mkdir()
    for name in ("a.txt", "below/b.md", "below/c.png", ".hidden.txt"):
        (tmp_path / name).write_text("Russia lost.")
    assert [article.article_id for article in readers.read(tmp_path)] == ["a", "b"]


def test_adding_twice_changes_nothing_and_says_so(tmp_path):
    store = Store(tmp_path)
    first = intake.add([FILES / "articles.jsonl", FILES / "dated.txt"], store)
    with store.read() as snapshot:
        before = queries.status(snapshot)
    second = intake.add([FILES / "articles.jsonl", FILES / "dated.txt"], store)
    with store.read() as snapshot:
        after = queries.status(snapshot)
    assert (first.added, first.updated, first.unchanged, len(first.unread)) == (3, 0, 0, 3)
    assert (second.added, second.updated, second.unchanged, len(second.unread)) == (0, 0, 3, 3)
    assert (before.articles, before.mentions, before.scores, before.evidence, len(before.unread)) == (
        after.articles, after.mentions, after.scores, after.evidence, len(after.unread))
    assert before.scores > 0


def test_the_same_article_twice_in_one_call_is_taken_in_once(tmp_path):
    report = intake.add([FILES / "dated.txt", FILES / "dated.txt"], Store(tmp_path))
    assert (report.added, report.unchanged) == (1, 1)


def test_the_same_words_in_another_file_are_the_same_article_and_keep_what_the_copy_does_not_say(tmp_path):
    store = Store(tmp_path / "store")
    intake.add([FILES / "dated.txt"], store, source="The Paper", country="Armenia")
    words = FILES.joinpath("dated.txt").read_text().split(maxsplit=2)[2]
    (tmp_path / "copy.txt").write_text("title: Told again\n\n" + words.replace(" ", "  "))
    assert intake.add([tmp_path / "copy.txt"], store).updated == 1
    [row] = articles_of(store).to_dict("records")
    assert (row["title"], row["source"], row["source_country"], row["published"].date()) == (
        "Told again", "The Paper", "ARM", date(2023, 11, 8))


def test_what_is_given_goes_before_what_the_file_says(tmp_path):
    store = Store(tmp_path)
    intake.add([FILES / "dated.txt"], store, source="Desk", country="Türkiye", published="2023-12")
    [row] = articles_of(store).to_dict("records")
    assert (row["source"], row["source_country"], row["published"].date(), row["published_precision"]) == (
        "Desk", "TUR", date(2023, 12, 1), "month")
    with pytest.raises(MonitorError, match="future"):
        intake.add([FILES / "dated.txt"], store, published="2999")


def test_a_text_that_cannot_be_scored_is_kept_with_the_reason(tmp_path):
    store = Store(tmp_path)
    report = intake.add([FILES / "azerbaijani.txt", FILES / "nobody.txt"], store)
    assert report.added == 2
    with store.read() as snapshot:
        assert sorted(queries.status(snapshot).silent["note"]) == sorted(note.partition(": ")[2] for note in report.notes)
        assert sorted(queries.status(snapshot).languages["language"]) == ["az", "en"]


def test_only_what_an_older_scorer_scored_is_scored_again(tmp_path, monkeypatch):
    store = Store(tmp_path)
    intake.add([FILES / "dated.txt", FILES / "nobody.txt"], store)
    assert intake.rescore(store) == 0
    monkeypatch.setattr(indicators, "version", lambda: "newer")
    intake.add([FILES / "dated.txt"], store)   # known, but scored by the older one
    assert intake.rescore(store) == 1
    with store.read() as snapshot:
        assert queries.status(snapshot).scorer_versions.values.tolist() == [["newer", 2]]


FEED = """<rss version="2.0"><channel><title>Example feed</title><item><title>As listed</title><link>{0}/article</link>
<pubDate>Wed, 08 Nov 2023 10:15:00 +0400</pubDate></item><item><title>Gone</title><link>{0}/missing</link></item></channel></rss>"""


def test_what_a_feed_lists_is_fetched_once_and_a_second_run_goes_on_where_it_was(tmp_path, monkeypatch):
    for name, value in {"allow_private": True, "pause": 0.0, "retries": 0}.items():
        monkeypatch.setitem(settings()["fetch"], name, value)
    store = Store(tmp_path / "store")
    with site() as server:
        (tmp_path / "feed.rss").write_text(FEED.format(server.address))
        first = intake.add([tmp_path / "feed.rss"], store)
        assert (first.added, [fault.why for fault in first.unread]) == (1, ["is not there (answer 404). Look whether it opens in a browser."])
        about = articles_of(store).iloc[0]
        assert (about["title"], about["source"], about["url"]) == ("Convoy turns back at Lachin", "Example Times", f"{server.address}/article")
        second = intake.add([tmp_path / "feed.rss"], store)
        assert (second.added, second.unchanged, server.asked["/article"]) == (0, 1, 1)
        assert intake.add([f"{server.address}/article"], store).unchanged == 1


def test_what_is_understood_is_shown_before_it_is_kept(tmp_path):
    store = Store(tmp_path)
    article, fault = intake.understand([FILES / "dated.txt", tmp_path / "none.txt"], store)
    assert (article.article.published.year, article.is_known, fault.why) == (2023, False, "there is no such file or folder.")
    assert "RUS" in article.actors and articles_of(store).empty
    assert intake.keep([replace(article.article, title="As corrected")], store).added == 1
    assert articles_of(store)["title"].tolist() == ["As corrected"]
    assert intake.understand([FILES / "dated.txt"], store)[0].is_known


def test_columns_that_are_not_recognised_can_be_named(tmp_path):
    (tmp_path / "a.csv").write_text("Words of it,When\nRussia lost influence in Armenia.,2023-11-08\n")
    store = Store(tmp_path / "store")
    assert "has no column text" in intake.add([tmp_path / "a.csv"], store).unread[0].why
    assert intake.add([tmp_path / "a.csv"], store, columns=columns.written("Words of it=text, When=published")).added == 1
    assert articles_of(store)["published"].dt.year.tolist() == [2023]
    with pytest.raises(MonitorError, match="'When' names no field. Write columns as: Body=text"):
        columns.written("When")


def test_an_outlet_is_known_by_its_address_and_by_its_name(tmp_path):
    store = Store(tmp_path)
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "Russia lost influence.", "url": "https://www.azatutyun.am/a/1.html"}) + "\n")
    intake.add([tmp_path / "a.jsonl"], store)
    about = articles_of(store).iloc[0]
    assert (about["source"], about["source_country"]) == (of_domain("azatutyun.am").outlet, "ARM")


def test_the_sample_is_made_once_and_again_when_its_files_or_the_scorer_change(tmp_path, monkeypatch):
    monkeypatch.setenv("MONITOR_STORE", str(tmp_path / "store"))
    monkeypatch.setattr(sample, "SAMPLE", tmp_path)
    lines = [json.dumps({"id": str(n), "text": f"Russia lost influence in Armenia, for the {n}th time."}) + "\n" for n in range(3)]

    def fingerprint_and_articles():
        with sample.sample_store().read() as snapshot:
            return snapshot.fingerprint, queries.number_of_articles(snapshot)
    (tmp_path / "a.jsonl").write_text("".join(lines[:2]))
    first = fingerprint_and_articles()
    assert first[1] == 2 and fingerprint_and_articles() == first
    (tmp_path / "a.jsonl").write_text("".join(lines[1:2]))
    second = fingerprint_and_articles()
    assert second[1] == 1 and second[0] != first[0]   # what left the files leaves the store
    monkeypatch.setattr(indicators, "version", lambda: "newer")
    assert fingerprint_and_articles()[0] != second[0]


def test_the_page_opens_the_sample_until_the_user_has_an_article_and_never_mixes_them(tmp_path, monkeypatch):
    monkeypatch.setenv("MONITOR_STORE", str(tmp_path / "store"))
    monkeypatch.setattr(sample, "SAMPLE", tmp_path)
    (tmp_path / "a.jsonl").write_text('{"text": "Russia lost influence in Armenia. It is an invented text."}\n')
    own = Store(tmp_path / "store")
    intake.add([tmp_path / "missing.txt"], own)   # a complaint is no article
    store, is_sample = sample.current_store()
    assert is_sample and len(articles_of(store)) == 1
    intake.add([FILES / "dated.txt"], own)
    store, is_sample = sample.current_store()
    assert not is_sample and articles_of(store)["published"].dt.year.tolist() == [2023]


def table_of(folder: Path, *rows: tuple) -> Path:
    file = folder / "list.jsonl"
    file.write_text("\n".join(json.dumps(dict(zip(("text", "url", "source"), row))) for row in rows))
    return file


def test_the_same_text_at_another_address_keeps_both_and_is_not_fetched_again(tmp_path):
    text = "Russia has lost its influence in Armenia. Moscow failed to protect its ally."
    store = Store(tmp_path / "store")
    intake.add([table_of(tmp_path, (text, "https://one.example/a", "One"))], store)
    report = intake.add([table_of(tmp_path, (text, "https://two.example/b", "Two"))], store)
    assert (report.added, report.updated, report.unchanged) == (0, 0, 1)
    with store.read() as snapshot:
        assert articles_of(store)[["source", "url"]].values.tolist() == [["One", "https://one.example/a"]]
        assert queries.known(snapshot, "", "https://two.example/b") is not None
        assert set(queries.evidence(snapshot, queries.Filters(), "standing")["also_in"]) == {"Two"}


def test_what_a_person_corrected_is_kept_when_the_file_comes_again(tmp_path):
    file = table_of(tmp_path, ("Russia has lost its influence in Armenia.", "https://one.example/a", "Wrong"))
    store = Store(tmp_path / "store")
    [one] = intake.understand([file], store)
    intake.keep([replace(one.article, source="Right")], store, corrected={one.name})
    report = intake.add([file], store)
    assert "corrected" in report.notes[0]
    assert articles_of(store)["source"].tolist() == ["Right"]


def test_rows_with_one_address_and_different_texts_are_all_kept(tmp_path):
    texts = ("Russia has lost its influence in Armenia.", "Turkey opened two schools beside the market of Batumi last spring.")
    store = Store(tmp_path / "store")
    intake.add([table_of(tmp_path, *((text, "https://one.example/all", "One") for text in texts))], store)
    assert len(articles_of(store)) == 2
