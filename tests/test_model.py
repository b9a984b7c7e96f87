"""The language model's frame: what it is shown, its files, its sizes, and the data it was trained on."""

import json
import shutil
from pathlib import Path

import pytest

import config
from data import portrayals
from indicators import model, score
from indicators.pairs import MOST
from reading import read
from reading.actors import actors
from reading.mentions import candidates
from reading.windows import SLOTS
from records import Article, MonitorError

ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 1_000_000


def shown(text: str):
    return model.shown(read(Article(text, language="en")))


@pytest.mark.parametrize("text, sees", [
    ("Russia lost Moscow's trust in Ankara.", "[A0] lost [A0] 's trust in [A1] ."),
    ("Turkish troops left. It has gone.", "[A0] troops left. It has gone."),
    ("The Armenian opposition leader Robert Kocharyan and the Russian Orthodox Church met Iran.",
     "The [A0] opposition leader [A1] and the [A2] met [A3] ."),
])
def test_the_model_sees_slots_for_names(text, sees):
    assert [piece.text for piece in shown(text)] == [sees]


def test_no_name_of_an_actor_is_left_in_what_the_model_sees():
    texts = [json.loads(line)["text"] for file in (ROOT / "data/sample").glob("*.jsonl") for line in file.read_text("utf-8").splitlines()]
    for text in texts[:40]:
        for piece in shown(text):
            assert candidates(piece.text) == [], piece.text


def test_a_place_is_masked_and_means_nobody():
    asked = {pair.actor for piece in shown("Russia opened an office in Baku.") for pair in piece.pairs}
    assert asked == {"RUS"}


def test_many_actors_and_endless_sentences_fit_the_window():
    names = [a.name for a in actors().values() if a.kind == "state"][:len(SLOTS) + 6]
    text = ", ".join(names) + " met in Vienna. " + "Iran counted 12,345,678 barrels, 87,654 tonnes and 3,141.59 dollars. " * 60
    asked = shown(text)
    assert all(len(piece.ids) <= MOST for piece in asked)
    assert sum(pair.actor == "IRN" for piece in asked for pair in piece.pairs) >= 60


def test_an_article_of_a_hundred_like_sentences_has_a_score():
    scored = score(Article("Russia lost ground in Armenia.\n" * 100, language="en"))
    pieces_of_it = [e for e in scored.evidence if e.actor == "RUS" and e.indicator == "standing" and e.weight]
    value = next(s.value for s in scored.scores if (s.actor, s.indicator) == ("RUS", "standing"))
    assert value < -0.5 and sum(e.contribution for e in pieces_of_it) == pytest.approx(value, abs=1e-9)
    assert sum(e.weight for e in pieces_of_it) == pytest.approx(1, abs=1e-9)


@pytest.mark.parametrize("size", ["careful", "quick"])
def test_both_sizes_read_a_plain_decline(size, monkeypatch):
    monkeypatch.setitem(config.settings()["reading"], "model", size)
    values = {(s.actor, s.indicator): s for s in score(Article("Russia's influence has waned.", language="en")).scores}
    assert values["RUS", "trajectory"].value < -0.5 and 0.5 < values["RUS", "trajectory"].confidence <= 1


def test_an_unknown_size_is_refused_with_those_there_are(monkeypatch):
    monkeypatch.setitem(config.settings()["reading"], "model", "huge")
    with pytest.raises(MonitorError, match="'huge'. Write one of careful, quick, none"):
        score(Article("Russia's influence has waned.", language="en"))


def test_a_missing_setting_is_named(monkeypatch):
    monkeypatch.delitem(config.settings()["statement"], "careful")
    with pytest.raises(MonitorError, match="config.toml has no statement -> careful"):
        score(Article("Russia's influence has waned.", language="en"))


@pytest.mark.parametrize("file", ["weights.0.bin", "tokenizer.json"])
def test_a_damaged_model_is_named_with_what_to_do(file, tmp_path, monkeypatch):
    shutil.copytree(model.FOLDER, tmp_path / "weights")
    with (tmp_path / "weights" / file).open("r+b") as damaged:
        damaged.write(b"spoilt")
    monkeypatch.setattr(model, "FOLDER", tmp_path / "weights")
    cached = (model._card, model._session, model.tokens)
    [each.cache_clear() for each in cached]
    try:
        with pytest.raises(MonitorError, match=f"{file} in indicators/weights. Restore"):
            score(Article("Russia lost ground in Armenia.", language="en"))
    finally:
        [each.cache_clear() for each in cached]


def test_the_weights_are_small_enough_to_be_cloned():
    sizes = [path.stat().st_size for path in model.FOLDER.iterdir()]
    assert max(sizes) < 50 * MEGABYTE and sum(sizes) <= 130 * MEGABYTE


@pytest.mark.parametrize("name, least", [("sentences", 5000), ("passages", 900)])
def test_the_portrayals_are_whole(name, least):
    rows = portrayals.rows(name)
    assert len(rows) >= least and len({row["id"] for row in rows}) == len({row["text"] for row in rows}) == len(rows)
    assert {row["split"] for row in rows} == {"train", "dev", "test"}
    for row in rows:
        for reading in row["readings"]:
            assert reading["actor"] in actors() and reading["surface"] in row["text"], row["id"]
            assert {reading[field] for field in ("standing", "trajectory", "sentiment")} <= {-1, 0, 1}
