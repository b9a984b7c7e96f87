"""The command line, run as a user runs it: real files, exit status, and sentences instead of stack traces."""

from __future__ import annotations

import json
import re
import os
import subprocess
import sys
import zipfile
from math import fsum
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = Path(__file__).parent / "files"
KEYS = ["id", "actor", "influence", "standing", "standing_label", "trajectory", "trajectory_label", "agency", "agency_label",
        "sentiment", "sentiment_label", "tone", "salience", "evidence"]
EVIDENCE_KEYS = ["indicator", "sentence", "start", "end", "cue", "contribution", "territory", "voice"]


@pytest.fixture
def monitor(tmp_path):
    """monitor("add", path, ...) -> the finished process, with a store of its own."""
    def run(*arguments) -> subprocess.CompletedProcess:
        done = subprocess.run([sys.executable, "monitor.py", *map(str, arguments)], cwd=ROOT, text=True, encoding="utf-8",
                              capture_output=True, timeout=120, env=os.environ | {"MONITOR_STORE": str(tmp_path / "store")})
        assert "Traceback" not in done.stderr
        assert "should not" not in done.stderr   # the sentence of an unexpected error
        return done
    return run


def lines_of(done: subprocess.CompletedProcess) -> list[dict]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_score_prints_a_line_per_article_and_actor_and_each_score_is_the_sum_of_its_evidence(monitor, tmp_path):
    done = monitor("score", FILES / "dated.txt", "--jsonl", FILES / "articles.jsonl", "--json")
    lines = lines_of(done)
    assert {(line["id"], line["actor"]) for line in lines} >= {
        ("dated", "RUS"), ("dated", "ARM"), ("one", "RUS"), ("one", "ARM"), ("three", "TUR"), ("three", "AZE")}
    text = FILES.joinpath("dated.txt").read_text().split(maxsplit=2)[2]   # the date's words are no part of it
    for line in lines:
        assert list(line) == KEYS
        assert line["influence"] == (None if line["standing"] is None else 50 + 50 * line["standing"])
        for key in ("standing", "trajectory", "agency", "sentiment", "tone", "salience"):
            contributions = [one["contribution"] for one in line["evidence"] if one["indicator"] == key]
            assert line[key] is None or line[key] == pytest.approx(fsum(contributions), abs=1e-12)
        for one in line["evidence"]:
            assert list(one)[:len(EVIDENCE_KEYS)] == EVIDENCE_KEYS
            assert line["id"] != "dated" or one["cue"].split()[0] == text[one["start"]:one["end"]].split()[0]
    assert any(line["standing"] is not None for line in lines)
    assert done.returncode == 1 and "articles.jsonl, line 2" in done.stderr   # the wrong lines; the rest was done
    assert not (tmp_path / "store").exists()


def test_score_shows_people_names_and_figures(monitor):
    done = monitor("score", FILES / "dated.txt")
    assert done.returncode == 0
    assert "2023-11-08" in done.stdout and "Russia" in done.stdout and "RUS" not in done.stdout
    assert "not power" in done.stdout


def test_score_targets_adds_a_sentiment_to_each_line(monitor, tmp_path):
    text = "Smith, a shameless liar, insulted Armenia again; Georgia, a generous and reliable friend, did not answer."
    spans = [{"text": text, "start": text.index(name), "end": text.index(name) + len(name), "mine": 1} for name in ("Smith", "Georgia", "Armenia")]
    (tmp_path / "targets.jsonl").write_text("".join(json.dumps(span) + "\n" for span in [*spans, spans[0] | {"end": 900}]))
    done = monitor("score-targets", tmp_path / "targets.jsonl")
    lines = lines_of(done)
    assert list(lines[0]) == ["text", "start", "end", "mine", "sentiment", "sentiment_label", "agency", "agency_label"]
    assert [line["sentiment_label"] for line in lines] == [-1, 1, 0]
    assert -1 <= lines[0]["sentiment"] < -0.5 and lines[2]["sentiment"] is None
    assert [lines[0]["agency_label"], lines[2]["agency_label"]] == [1, -1]
    assert done.returncode == 1 and "line 4: has no span 0 to 900" in done.stderr


def test_explain_shows_how_a_score_adds_up_and_which_words_moved_the_model(monitor, tmp_path):
    (tmp_path / "a.txt").write_text("Russia's influence in Yerevan has waned. Its peacekeepers failed to prevent the attack, analysts say.")
    done = monitor("explain", tmp_path / "a.txt", "--actor", "Russia")
    assert done.returncode == 0 and "Russia: 2 mentions in 2 of 2 sentences" in done.stdout
    standing = done.stdout[done.stdout.index("  Standing:"):done.stdout.index("Trajectory:")]
    total, *pieces = [float(number) for number in re.findall(r"^ +(?:Standing: )?([+-]\d\.\d{3}) ", standing, re.MULTILINE)]
    assert len(pieces) >= 2 and sum(pieces) == pytest.approx(total, abs=0.002)
    assert 'the cue "failed"' in standing and "moved most by: " in standing
    assert "Tone (VADER), for comparison: " in done.stdout
    assert monitor("explain", tmp_path / "a.txt", "--actor", "Ruritania").returncode == 2
    assert "Iran is not named in it." in monitor("explain", tmp_path / "a.txt", "--actor", "irn").stdout


def test_add_then_status_tells_what_is_there_and_what_could_not_be_read(monitor, tmp_path):
    (tmp_path / "rubbish.txt").write_bytes(bytes(range(256)) * 20)
    done = monitor("add", FILES / "articles.csv", tmp_path / "rubbish.txt", "https://paper.example/1", tmp_path / "none.txt")
    assert done.returncode == 1
    assert done.stdout.startswith("2 articles added, 0 updated, 0 unchanged; 5 could not be read.")
    for said in ("articles.csv, row 3", "articles.csv, row 5", "rubbish.txt: holds no text", "https://paper.example/1: does not answer", "no such file"):
        assert said in done.stderr
    status = json.loads(monitor("status", "--json").stdout)
    assert (status["articles"], status["undated"], len(status["unread"])) == (2, 0, 5)
    assert {row["source"] for row in status["sources"]} == {"The Desk"}
    shown = monitor("status").stdout
    assert "2 articles" in shown and "The Desk (Georgia)" in shown and "rubbish.txt: holds no text" in shown


def test_every_command_has_a_sentence_for_an_empty_store(monitor):
    assert "is empty. Add articles with" in monitor("status").stdout
    assert json.loads(monitor("status", "--json").stdout)["articles"] == 0
    assert monitor("rescore").stdout == "0 articles scored again.\n"


@pytest.mark.parametrize("name, said", [("azerbaijani.txt", "English"), ("nobody.txt", "no actor")])
def test_an_article_that_says_nothing_we_can_read_gets_a_sentence(monitor, name, said):
    scored, added = monitor("score", FILES / name, "--json"), monitor("add", FILES / name)
    assert scored.stdout == "" and said in scored.stderr
    assert (scored.returncode, added.returncode) == (0, 0)
    assert said in added.stderr and said in monitor("status").stdout


def test_a_megabyte_is_scored(monitor, tmp_path):
    text = "It rained in the hills, and nothing else was reported by anyone. " * 16_000 + "Russia lost its grip on Armenia."
    (tmp_path / "long.txt").write_text(text[-1_000_000:])
    done = monitor("add", tmp_path / "long.txt")
    assert done.returncode == 0 and done.stdout.startswith("1 article added")
    assert json.loads(monitor("status", "--json").stdout)["scores"] > 0


@pytest.mark.parametrize("arguments", [(), ("score",), ("add",), ("add", "x.txt", "--published", "2999-01-01"),
                                       ("add", "x.txt", "--country", "Narnia"), ("export", "map", "out.docx"), ("export", "weather", "out.png")])
def test_wrong_usage_ends_with_status_2(monitor, arguments):
    assert monitor(*arguments).returncode == 2


def test_a_store_that_cannot_be_read_is_a_sentence(monitor, tmp_path):
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "store-000007.duckdb").write_bytes(b"rubbish" * 1000)
    for command in (("status",), ("rescore",), ("add", FILES / "dated.txt")):
        done = monitor(*command)
        assert done.returncode == 1 and "store-000007.duckdb is damaged" in done.stderr


def test_files_of_every_kind_go_in_with_one_command(monitor):
    done = monitor("add", FILES)
    added = int(re.match(r"(\d+) articles added", done.stdout).group(1))
    assert added > 15 and done.returncode == 1
    for place in ("scan.pdf: holds pictures", "articles.jsonl, line 2: is not JSON", "table.xlsx, row 4: has no text"):
        assert place in done.stderr     # what is wrong is named, the rest of its file is in
    assert monitor("find", "peacekeepers").stdout.strip().splitlines()[-1].split()[0] != "0"


def test_a_hundred_megabytes_are_refused_by_name_and_the_rest_goes_in(monitor, tmp_path):
    folder, words = tmp_path / "given", b"Moscow has lost its influence in Armenia, the observers say. " * 1_640_000
    folder.mkdir()
    (folder / "huge.txt").write_bytes(words)
    (folder / "huge.html").write_bytes(b"<html><body><p>" + words + b"</p></body></html>")
    with zipfile.ZipFile(folder / "huge.docx", "w") as package:
        package.writestr("word/document.xml", words)
    (folder / "short.txt").write_bytes(words[:61])
    done = monitor("add", folder)
    assert done.stdout.startswith("1 article added") and done.returncode == 1
    for name, why in (("huge.txt", "100 million characters"), ("huge.html", "20 MB of a page"), ("huge.docx", "no Word document")):
        assert re.search(rf"{name}: .*{why}.*\. [A-Z]", done.stderr), name     # what is wrong, then what to do
