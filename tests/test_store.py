"""The store: whole writes, one of each article, readers that never wait, and plain words when something is wrong."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import duckdb
import pytest

from data import found, queries
from data.queries import Filters
from data.store import KEPT, Store, hold
from records import Article, Evidence, Mention, MonitorError, Score, ScoredArticle

ROOT = Path(__file__).resolve().parent.parent
WORDS = (ROOT / "data" / "sample" / "README.md").read_text(encoding="utf-8").split()
TEN = 10   # articles in each write of the process below
WRITER = """
import sys
from data.store import Store
from test_store import TEN, an_article
store = Store(sys.argv[1])
for batch in range(int(sys.argv[2]), int(sys.argv[3])):
    store.write([an_article(f"{batch}-{number}") for number in range(TEN)])
    print(batch, flush=True)
"""

WITHOUT_ROOM = """
import random, resource, sys
from data.store import Store
from records import MonitorError
from test_store import WORDS, an_article
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
try:
    Store(sys.argv[1]).write([an_article("long", " ".join(random.Random(5).choices(WORDS, k=500_000)))])
except MonitorError as error:
    print(error)
"""


def an_article(name: str, text: str = "Russia lost its grip on Georgia.", territories=("GEO",), **about) -> ScoredArticle:
    """An article in which "lost" says -0.5 of Russia, in equal parts in each territory."""
    share = 1 / len(territories)
    return ScoredArticle(
        Article(text=text, article_id=name, **about), "1", mentions=(Mention("RUS", 0, 0, 6, "Russia"),),
        scores=(Score("RUS", "standing", -0.5, 0.5, len(territories)),),
        evidence=tuple(Evidence("RUS", "standing", 0, 7, 11, "lost", -0.5 * share, share, territory=t) for t in territories))


def dated(day: date, precision: str = "day") -> dict:
    return {"published": day, "published_precision": precision}


def writer(folder: Path, first: int, last: int) -> subprocess.Popen:
    """A process that writes TEN articles for each number, and prints the number when they are in."""
    return subprocess.Popen([sys.executable, "-c", WRITER, str(folder), str(first), str(last)], text=True,
                            stdout=subprocess.PIPE, cwd=ROOT, env={"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"})


def ids(store: Store) -> list[str]:
    with store.read() as snapshot:
        return snapshot.frame("SELECT article_id FROM articles")["article_id"].tolist()


def leaders(store: Store) -> dict[str, str]:
    """Which articles are copies, and of which."""
    with store.read() as snapshot:
        return dict(snapshot.frame("SELECT article_id, duplicate_of FROM articles WHERE duplicate_of IS NOT NULL").values)


def test_an_empty_store_gives_empty_tables_and_creates_nothing(tmp_path):
    with Store(tmp_path / "new").read() as snapshot:
        assert queries.pieces(snapshot, Filters(territories=["GEO"]), "standing").empty
        assert queries.evidence(snapshot, Filters(since=date(2020, 1, 1)), "standing").empty
        assert queries.options(snapshot).first is None
        assert queries.status(snapshot).articles == 0
    assert not (tmp_path / "new").exists()


def test_the_same_article_again_takes_the_place_of_the_first(tmp_path):
    store = Store(tmp_path)
    first = store.write([an_article("a", url="https://x.example/1"), an_article("b")])
    by_id = store.write([an_article("b", title="Now with a title")])
    by_url = store.write([an_article("c", url="https://x.example/1")])   # the page changed: another text, the same address
    assert [(w.added, w.updated) for w in (first, by_id, by_url)] == [(2, 0), (0, 1), (0, 1)]
    with store.read() as snapshot:
        assert sorted(queries.articles(snapshot)["article_id"]) == ["b", "c"]
        pieces = queries.pieces(snapshot, Filters(), "standing")
        assert pieces[["article_id", "contribution", "n_evidence"]].values.tolist() == [["b", -0.5, 1], ["c", -0.5, 1]]
        assert queries.article(snapshot, "b").about["title"] == "Now with a title"


def test_a_write_that_fails_half_way_leaves_everything_as_it_was(tmp_path):
    store = Store(tmp_path)
    store.write([an_article("a")])
    broken = ScoredArticle(Article("text", article_id="b"), "1", scores=(Score("RUS", "standing", "no number", 1, 1),))
    with pytest.raises(duckdb.Error):
        store.write([an_article("c"), broken])
    assert ids(store) == ["a"]


def test_a_reader_goes_on_reading_what_it_opened_while_another_process_writes(tmp_path):
    store = Store(tmp_path)
    store.write([an_article("before")])
    with store.read() as opened:
        with writer(tmp_path, 0, KEPT + 3) as process:
            seen = []
            for _ in process.stdout:
                assert queries.status(opened).articles == 1
                seen.append(len(ids(store)))
        assert seen == sorted(seen) and seen[-1] == 1 + TEN * (KEPT + 3)
        assert queries.article(opened, "before").about["text"].startswith("Russia")   # its file is long pruned
        with store.read() as later:
            assert later.fingerprint != opened.fingerprint
    assert len(list(tmp_path.glob("store-*.duckdb"))) == KEPT


def test_two_processes_that_write_at_once_lose_nothing(tmp_path):
    both = [writer(tmp_path, 0, 6), writer(tmp_path, 6, 12)]
    for process in both:
        process.communicate(timeout=60)
    assert sorted(ids(Store(tmp_path))) == sorted(f"{batch}-{number}" for batch in range(12) for number in range(TEN))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill -9")
def test_a_writer_killed_at_any_moment_loses_and_doubles_nothing(tmp_path):
    chance = random.Random(7)
    told = 0
    for _ in range(int(os.environ.get("KILLS", "5"))):
        process = writer(tmp_path, told, 1000)
        said = [int(process.stdout.readline()) for _ in range(2)]   # it is in the midst of writing now
        time.sleep(chance.uniform(0, 0.1))
        process.kill()
        said += [int(line) for line in process.stdout.read().split()]
        process.wait()
        found = ids(Store(tmp_path))
        whole = {f"{batch}-{number}" for batch in range(max(said) + 1) for number in range(TEN)}
        the_next = {f"{max(said) + 1}-{number}" for number in range(TEN)}   # in, perhaps, but not told any more
        assert len(found) == len(set(found))
        assert set(found) in (whole, whole | the_next)
        told = max(said) + 1
    assert Store(tmp_path, wait=1).write([an_article("after")]).added == 1   # the lock died with its holder


def test_a_store_that_is_deleted_and_begun_anew_is_read_anew_also_where_the_old_one_was_held_open(tmp_path):
    store = Store(tmp_path / "store")
    store.write([an_article("old")])
    with store.read() as snapshot:
        hold(snapshot)
    shutil.rmtree(store.folder)
    assert ids(store) == []
    writer(store.folder, 0, 1).communicate(timeout=60)
    assert ids(store) == [f"0-{number}" for number in range(TEN)]


@pytest.mark.skipif(os.name == "nt", reason="Windows sets no such limit")
def test_a_disk_without_room_is_said_and_what_was_there_stays(tmp_path):
    store = Store(tmp_path)
    store.write([an_article("first")])
    room = next(tmp_path.glob("store-*.duckdb")).stat().st_size     # a copy of it fits, and no byte more
    done = subprocess.run([sys.executable, "-c", WITHOUT_ROOM, str(tmp_path), str(room)], cwd=ROOT, text=True, capture_output=True,
                          env={"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"})
    assert "cannot be written" in done.stdout and "Make room" in done.stdout, done.stderr
    assert ids(store) == ["first"] and not list(tmp_path.glob("writing*"))


def test_near_duplicates_are_one_story_and_what_changes_leaves_it(tmp_path):
    rng = random.Random(1)
    story, other = (" ".join(rng.choices(WORDS, k=150)) for _ in range(2))
    store = Store(tmp_path)
    store.write([an_article("agency", story, source="Agency"), an_article("other", other)])
    store.write([an_article("paper", f"By our correspondent. {story} All rights reserved.", url="https://x.example/1", source="Paper"),
                 an_article("cut", story[:len(story) * 3 // 4], source="A Daily")])
    assert leaders(store) == {"paper": "agency", "cut": "agency"}
    with store.read() as snapshot:
        assert dict(queries.evidence(snapshot, Filters(), "standing")[["article_id", "also_in"]].values) == {"agency": "A Daily, Paper", "other": ""}
        assert len(queries.pieces(snapshot, Filters(), "standing")) == 2
        assert len(queries.pieces(snapshot, Filters(every_copy=True), "standing")) == 4
    store.remove(["agency"])   # the next of its group takes its place
    assert leaders(store) in ({"cut": "paper"}, {"paper": "cut"})
    rewritten = f"{story[:len(story) // 3]} {' '.join(rng.choices(WORDS, k=150))}"
    store.write([an_article("rewritten", rewritten, url="https://x.example/1")])   # a later version of "paper"
    assert leaders(store) == {} and "paper" not in ids(store)


def test_two_texts_at_one_address_are_two_articles_unless_one_is_a_version_of_the_other(tmp_path):
    rng = random.Random(4)
    one, other = (" ".join(rng.choices(WORDS, k=80)) for _ in range(2))
    store = Store(tmp_path)
    store.write([an_article("one", one, url="https://x.example/1"), an_article("other", other, url="https://x.example/1")])
    assert sorted(ids(store)) == ["one", "other"]
    store.write([an_article("later", f"{one} And more of it.", url="https://x.example/1")])
    assert sorted(ids(store)) == ["later", "other"]


def test_a_group_never_names_an_article_that_is_gone(tmp_path):
    story = " ".join(random.Random(3).choices(WORDS, k=150))
    copies = {"leader": story, "one": story + " One more sentence.", "two": "Before it: " + story}
    store = Store(tmp_path)
    store.write([an_article(name, text, url=f"https://x.example/{name}") for name, text in copies.items()])
    assert leaders(store) == {"one": "leader", "two": "leader"}
    # The leader's page now says something else, and one of its copies comes again in the same write.
    changed = f"{story[:len(story) // 3]} {' '.join(random.Random(5).choices(WORDS, k=150))}"
    store.write([an_article("new", changed, url="https://x.example/leader"), an_article("one", copies["one"], url="https://x.example/one")])
    assert leaders(store) in ({"two": "one"}, {"one": "two"})
    # A copy's very text now stands at the address of the one that is left.
    first = next(iter(leaders(store).values()))
    second = "one" if first == "two" else "two"
    store.write([an_article(second, copies[second], url=f"https://x.example/{first}")])
    assert leaders(store) == {} and sorted(ids(store)) == ["new", second]


def test_a_page_that_changed_can_be_brought_back_as_it_was(tmp_path):
    store = Store(tmp_path)
    store.write([an_article("before", url="https://x.example/1")])
    store.write([an_article("after", "Russia lost its grip on Georgia: removed at request.", url="https://x.example/1")])
    assert ids(store) == ["after"]
    assert store.bring_back(["before"]) == 1
    assert ids(store) == ["before"]   # of one address there is one article


def test_what_was_removed_while_it_was_scored_stays_removed(tmp_path):
    store = Store(tmp_path)
    store.write([an_article("a"), an_article("b")])
    store.remove(["b"])
    store.write([an_article("a", title="Scored again"), an_article("b", title="Scored again")], known_only=True)
    assert ids(store) == ["a"]


def test_a_damaged_search_index_stops_no_write_and_is_made_anew(tmp_path):
    store = Store(tmp_path)
    store.write([an_article("a")])
    index = next(tmp_path.glob("search-*.sqlite"))
    index.write_bytes(b"no database" * 1000)
    with store.read() as snapshot, pytest.raises(MonitorError, match="search-000001.sqlite is damaged. Remove it"):
        found.find(snapshot, "grip")
    store.write([an_article("b")])
    with store.read() as snapshot:
        assert sorted(found.find(snapshot, "grip").articles["article_id"]) == ["a", "b"]


def test_an_article_that_was_removed_comes_back_with_all_that_was_said_of_it(tmp_path):
    store = Store(tmp_path)
    store.write([an_article("a"), an_article("b")])
    assert store.remove(["a", "nothing"]) == 1
    with store.read() as snapshot:
        assert queries.pieces(snapshot, Filters(), "standing")["article_id"].tolist() == ["b"]
        assert found.find(snapshot, "grip").articles["article_id"].tolist() == ["b"]
    assert store.bring_back(["a"]) == 1
    with store.read() as snapshot:
        assert queries.pieces(snapshot, Filters(), "standing")["article_id"].tolist() == ["a", "b"]
        assert sorted(found.find(snapshot, "grip").articles["article_id"]) == ["a", "b"]


def test_words_phrases_operators_and_fields_find_articles_and_facets_divide_them(tmp_path):
    store = Store(tmp_path)
    store.write([
        an_article("a", "Russia lost its grip on Georgia. Türkiye gained.", title="Corridor talks", source="Example Times", **dated(date(2023, 5, 1))),
        an_article("b", "Russia sells gas. Its grip on prices holds.", source="Other", source_country="RUS", **dated(date(2021, 5, 1)))])
    with store.read() as snapshot:
        def ids_of(words):
            return sorted(found.find(snapshot, words).articles["article_id"])
        for words, expected in {
                "grip": "ab", '"grip on georgia"': "a", "grip NOT gas": "a", "gas OR turkiye": "ab", "(gas OR turkiye) year:2021": "b",
                "title:corridor": "a", 'source:"example times"': "a", "country:RUS": "b", "actor:Russia": "ab", "Russia's": ""}.items():
            assert ids_of(words) == list(expected), words
        facets = found.find(snapshot, "grip").facets
        assert facets["actor"].values.tolist() == [["RUS", 2]]
        assert facets["year"].values.tolist() == [["2021", 1], ["2023", 1]]
        for words, why in {"colour:red": "no field 'colour'", '"open': "mark is not closed", "gas AND": "between words", "": "no word"}.items():
            with pytest.raises(MonitorError, match=why):
                ids_of(words)
    next(tmp_path.glob("search-*")).unlink()   # the index can always be made again
    with store.read() as snapshot:
        assert found.find(snapshot, "gas").articles["excerpt"].tolist() == ["Russia sells gas. Its grip on prices holds."]


def test_a_backup_brings_back_what_was_there(tmp_path):
    store = Store(tmp_path / "store")
    with pytest.raises(MonitorError, match="nothing .* to back up"):
        store.backup(tmp_path / "backup.duckdb")
    store.write([an_article("a")])
    assert store.backup(tmp_path / "backup.duckdb") == 1
    store.write([an_article("b")])
    with pytest.raises(MonitorError, match="there already"):
        store.backup(tmp_path / "backup.duckdb")
    assert store.restore(tmp_path / "backup.duckdb") == 1
    assert ids(store) == ["a"]
    assert Store(tmp_path / "elsewhere").restore(tmp_path / "backup.duckdb") == 1
    (tmp_path / "broken.duckdb").write_bytes(b"no database" * 1000)
    with pytest.raises(MonitorError, match="broken.duckdb is damaged or no store"):
        store.restore(tmp_path / "broken.duckdb")
    assert ids(store) == ["a"]


NEW_IN_3 = "".join(f"DROP TABLE {schema}.{table};" for schema in ("main", "bin") for table in ("places", "addresses", "corrected"))
NEW_IN_2 = ("DROP TABLE signatures; DROP TABLE bands; ALTER TABLE evidence DROP COLUMN read_by; DROP SCHEMA bin CASCADE; "
            "UPDATE articles SET duplicate_of = NULL")


@pytest.mark.parametrize("version, undone", [("1", NEW_IN_3 + NEW_IN_2), ("2", NEW_IN_3)])
def test_an_older_store_is_brought_to_this_version_when_it_is_read(tmp_path, version, undone):
    store = Store(tmp_path)
    story = " ".join(random.Random(2).choices(WORDS, k=80))
    store.write([an_article("a", story), an_article("b", story + " More.")])
    with duckdb.connect(next(tmp_path.glob("store-*.duckdb"))) as connection:
        connection.execute("UPDATE about SET value = ? WHERE name = 'schema'", [version])
        connection.execute(undone)
    next(tmp_path.glob("search-*")).unlink()
    assert sorted(ids(store)) == ["a", "b"] and leaders(store) == {"b": "a"}
    assert len(list(tmp_path.glob("store-*.duckdb"))) == 2   # the old one lies beside it
    with store.read() as snapshot:
        assert len(found.find(snapshot, "more").articles) == 1


def test_a_writer_that_waits_too_long_gives_up_by_name(tmp_path):
    with Store(tmp_path).locked(), pytest.raises(MonitorError, match="being written by process .*Try again"):
        Store(tmp_path, wait=0.1).write([an_article("a")])


def test_a_damaged_file_is_named_and_the_copy_before_it_serves_once_it_is_moved_away(tmp_path):
    store = Store(tmp_path)
    store.write([an_article("a")])
    store.write([an_article("b")])
    newest = max(tmp_path.glob("store-*.duckdb"))
    newest.write_bytes(b"no database" * 1000)
    for attempt in (store.read, lambda: store.write([an_article("c")])):
        with pytest.raises(MonitorError, match=newest.name):
            attempt()
    newest.unlink()
    assert ids(store) == ["a"]


def test_tables_of_another_version_are_refused_with_what_to_do(tmp_path):
    Store(tmp_path).write([an_article("a")])
    with duckdb.connect(next(tmp_path.glob("store-*.duckdb"))) as connection:
        connection.execute("UPDATE about SET value = '99' WHERE name = 'schema'")
    with pytest.raises(MonitorError, match="version 99; this program reads version 3. Use the program that made it"):
        Store(tmp_path).read()


def test_a_complaint_on_a_source_is_kept_once_and_forgotten_when_it_is_read(tmp_path):
    store = Store(tmp_path)
    for why in ("is empty.", "is no text."):
        store.write([], unread=[("a.jsonl, line 2", why), ("b.txt", "is empty.")])
    with store.read() as snapshot:
        assert queries.status(snapshot).unread[["source", "why"]].values.tolist() == [
            ["a.jsonl, line 2", "is no text."], ["b.txt", "is empty."]]
    store.write([], retried=["a.jsonl"])
    with store.read() as snapshot:
        assert queries.status(snapshot).unread["source"].tolist() == ["b.txt"]


def test_a_country_includes_its_parts_and_each_part_keeps_its_own_sums(tmp_path):
    Store(tmp_path).write([an_article("a", territories=("GEO", "GE-AB")), an_article("b", territories=("ARM",))])
    with Store(tmp_path).read() as snapshot:
        georgia = queries.pieces(snapshot, Filters(territories=["GEO"]), "standing", ["RUS"])
        abkhazia = queries.pieces(snapshot, Filters(territories=["GE-AB"]), "standing", ["RUS"])
    assert georgia[["territory", "contribution", "weight"]].values.tolist() == [["GE-AB", -0.25, 0.5], ["GEO", -0.25, 0.5]]
    assert abkhazia["territory"].tolist() == ["GE-AB"]


def test_a_month_counts_only_in_a_period_that_holds_all_of_it_and_the_undated_in_none(tmp_path):
    Store(tmp_path).write([
        an_article("day", **dated(date(2023, 11, 8))), an_article("month", **dated(date(2023, 11, 1), "month")),
        an_article("year", **dated(date(2023, 1, 1), "year")), an_article("undated")])
    with Store(tmp_path).read() as snapshot:
        def within(since, until):
            return set(queries.pieces(snapshot, Filters(since, until), "standing")["article_id"])
        assert within(date(2023, 11, 1), date(2023, 11, 29)) == {"day"}
        assert within(date(2023, 11, 1), date(2023, 11, 30)) == {"day", "month"}
        assert within(date(2023, 1, 1), date(2023, 12, 31)) == {"day", "month", "year"}
        assert within(None, None) == {"day", "month", "year", "undated"}
        assert queries.options(snapshot).last == date(2023, 12, 31)
        assert queries.status(snapshot).undated == 1


def test_duplicates_are_left_out_of_every_figure(tmp_path):
    Store(tmp_path).write([an_article("a"), an_article("copy")])
    with duckdb.connect(next(tmp_path.glob("store-*.duckdb"))) as connection:
        connection.execute("UPDATE articles SET duplicate_of = 'a' WHERE article_id = 'copy'")
    with Store(tmp_path).read() as snapshot:
        assert queries.pieces(snapshot, Filters(), "standing")["article_id"].tolist() == ["a"]
        assert queries.options(snapshot).actors.values.tolist() == [["RUS", 1]]
        assert (queries.status(snapshot).articles, queries.status(snapshot).duplicates) == (1, 1)


def test_evidence_comes_with_its_sentence_and_its_words(tmp_path):
    text = "It rained. Russia lost its grip on Georgia. It rained again."
    start = text.index("lost")
    scored = ScoredArticle(Article(text, article_id="a"), "1", evidence=(
        Evidence("RUS", "standing", 1, start, start + 4, "lost", -0.5, 1.0, "GEO"),))
    Store(tmp_path).write([scored])
    with Store(tmp_path).read() as snapshot:
        row = queries.evidence(snapshot, Filters(), "standing").iloc[0]
    assert row["sentence_text"] == "Russia lost its grip on Georgia."
    assert text[row["start"]:row["end"]] == row["cue"] == "lost"
    assert text[row["sentence_start"]:row["sentence_end"]] == row["sentence_text"]


def test_values_from_outside_are_bound_and_never_run(tmp_path):
    Store(tmp_path).write([an_article("a", source="'; DROP TABLE articles; --")])
    with Store(tmp_path).read() as snapshot:
        found = queries.articles(snapshot, Filters(sources=["'; DROP TABLE articles; --"]))
        assert found["article_id"].tolist() == ["a"]
        assert queries.articles(snapshot, Filters(sources=["' OR 1=1 --"])).empty
