"""Do the scores say what a careful reader would say? `python -m bench.validity [--write]`.

Prints, for every set of readings there is, the macro-averaged F1 over {-1, 0, +1} with a 95 % interval over texts, how
often the sign is the opposite one, what the two sources of evidence do apart, and plain vaderSentiment beside it;
`--write` puts it into docs/validity.md. Our own set (the test half of data/portrayals) is in the repository. The others are
not ours to ship and are looked for in ../shared: articles (seeds), passages, sentences; NewsMTSC's dev halves for
sentiment; the PLOVER records for agency. `--readings FILE --texts FILE` measures any file in the form of those.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench import agency, instruments, speed
from analysis.agreement import interval, macro_f1
from bench.sizes import using
from config import ROOT
from data import portrayals
from data.readers.dates import published as read_date
from indicators import score
from indicators.labels import label
from indicators.model import FIELDS
from indicators.target import sentiment_of_target
from reading.mentions import candidates
from reading.sentences import sentences
from records import Article

SHARED = ROOT.parent / "shared"
PAGE = ROOT / "docs" / "validity.md"
_POLARITY = {"negative": -1, "neutral": 0, "positive": 1}


@dataclass(frozen=True)
class Row:
    """One reading: of which text, which actor, field -> label, and the salience that decides whether it counts."""

    text_id: str
    actor: str
    labels: dict[str, int]
    salience: int = 3


@dataclass(frozen=True)
class Set:
    """A set of readings: its name, texts by id (text, published or None), and rows."""

    name: str
    texts: dict[str, tuple[str, date | None]]
    rows: list[Row]


# --- the sets -------------------------------------------------------------------------------------------------------

def own(split: str = "test") -> list[Set]:
    """The sentences and the passages of data/portrayals that were kept from the training."""
    found = []
    for name in ("passages", "sentences"):
        chosen = portrayals.rows(name, split)
        texts = {row["id"]: (row["text"], _day(row.get("published"))) for row in chosen}
        rows = [Row(row["id"], r["actor"], {f: r[f] for f in FIELDS}, r.get("salience", 3)) for row in chosen for r in row["readings"]]
        found.append(Set(f"Our own {name}, {split} half", texts, rows))
    return found


def beside() -> list[Set]:
    """The articles, passages and sentences of ../shared, where they are."""
    gold = SHARED / "gold"
    if not gold.is_dir():
        return []
    rows, texts = read_readings(gold / "sentence_readings.csv")
    return [
        Set("Articles (seeds)", read_texts(SHARED / "seeds"), read_readings(gold / "seed_readings.csv")[0]),
        Set("Passages", read_texts(gold / "passages.jsonl"), read_readings(gold / "passage_readings.csv")[0]),
        Set("Sentences, a phenomenon each", texts, [Row(r.text_id, r.actor, r.labels) for r in rows]),
    ]


def read_texts(path: Path) -> dict[str, tuple[str, date | None]]:
    """Texts of a JSON Lines file, or of a folder of .txt files (id: what stands before the first underscore)."""
    if path.is_dir():
        return {p.stem.split("_")[0]: (p.read_text(encoding="utf-8"), None) for p in sorted(path.glob("*.txt"))}
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {str(row["id"]): (row["text"], _day(row.get("published"))) for row in rows}


def read_readings(path: Path) -> tuple[list[Row], dict]:
    """Readings of a CSV file, and the texts it holds itself (a file of sentences does)."""
    rows, texts = [], {}
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            text_id = line.get("article") or line.get("id") or line["text"]
            if "text" in line:
                texts[text_id] = (line["text"], None)
            labels = {f: int(line[f]) for f in FIELDS if line.get(f) not in (None, "")}
            rows.append(Row(text_id, line["actor"], labels, int(line.get("salience") or 3)))
    return rows, texts


def _day(written: str | None) -> date | None:
    return read_date(written or "")[0]


# --- what is compared -----------------------------------------------------------------------------------------------

def program(texts: dict[str, tuple[str, date | None]]) -> dict[tuple[str, str], dict]:
    """(text id, actor) -> field -> (label, confidence) of every actor that is found; fields without a statement are absent."""
    found: dict[tuple[str, str], dict] = {}
    for text_id, (text, published) in texts.items():
        scored = score(Article(text, published=published))
        found |= {(text_id, m.actor): {} for m in scored.mentions if (text_id, m.actor) not in found}
        for one in scored.scores:
            found.setdefault((text_id, one.actor), {})[one.indicator] = label(one.indicator, one.value), one.confidence
    return found


def vader(texts: dict[str, tuple[str, date | None]]) -> dict[tuple[str, str], int]:
    """The common tool: mean compound over the sentences that name the actor, +-.05 as its authors advise."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyser, found = SentimentIntensityAnalyzer(), {}
    for text_id, (text, published) in texts.items():
        tones = defaultdict(list)
        for start, end in sentences(text):
            for actor in {c.actor for c in candidates(text[start:end], published)}:
                tones[actor].append(analyser.polarity_scores(text[start:end])["compound"])
        for actor, values in tones.items():
            found[text_id, actor] = _label_of_tone(sum(values) / len(values))
    return found


def _label_of_tone(compound: float) -> int:
    return 0 if abs(compound) < 0.05 else 1 if compound > 0 else -1


def measure(one: Set, wrong: bool = False) -> list[str]:
    """A table in Markdown for one set."""
    rows = [r for r in one.rows if r.salience >= 2 and r.actor != "NONE"]
    sources = {"together": ("careful", True), "model": ("careful", False), "cues": ("none", True), "quick": ("quick", True)}
    answers = {}
    for name, (model, cues) in sources.items():
        with using(model, cues):
            answers[name] = program(one.texts)
    plain = vader(one.texts)
    out = [f"\n### {one.name}", f"\n{len({r.text_id for r in rows})} texts, {len(rows)} readings of actors of salience 2 and 3.\n",
           "| | careful (95 %) | opposite sign | quick | model alone | cues alone | VADER |", "| --- | --- | --- | --- | --- | --- | --- |"]
    for field in FIELDS:
        counted = [r for r in rows if field in r.labels]
        if not counted:
            continue
        got = {name: [(r.text_id, r.labels[field], found.get((r.text_id, r.actor), {}).get(field, (0,))[0]) for r in counted]
               for name, found in answers.items()}
        f1 = {name: macro_f1([t[1:] for t in triples]) for name, triples in got.items()}
        low, high = interval(got["together"])
        opposite = sum(r * p == -1 for _, r, p in got["together"]) / len(counted)
        tone = macro_f1([(r.labels[field], plain.get((r.text_id, r.actor), 0)) for r in counted])
        out.append(f"| {field} | **{f1['together']:.2f}** ({low:.2f}-{high:.2f}) | {opposite:.0%} | {f1['quick']:.2f} | {f1['model']:.2f} | {f1['cues']:.2f} | {tone:.2f} |")
        if wrong:
            out += [f"    {r.text_id[:60]} {r.actor} {field}: reader {reader:+d}, program {p:+d}"
                    for r, (_, reader, p) in zip(counted, got["together"]) if reader != p]
    none = {r.text_id for r in one.rows if r.actor == "NONE"}
    if none:
        found = {text_id for text_id, _ in answers["together"] if text_id in none}
        out.append(f"\nSentences without an actor: {len(none)}, in which one was found: {len(found)}.")
    return out


def calibration(sets: list[Set]) -> list[str]:
    """How often labels agree with readers, by the confidence they are given."""
    bins: dict[int, list[bool]] = defaultdict(list)
    for one in sets:
        found = program(one.texts)
        for r in one.rows:
            for field, reader in r.labels.items():
                got = found.get((r.text_id, r.actor), {}).get(field)
                if got and r.salience >= 2:
                    bins[min(9, int(got[1] * 10))].append(got[0] == reader)
    out = ["\n### Confidence\n", "Of the scores given with a confidence in a range, how many carry the reader's label "
           f"({', '.join(one.name.lower() for one in sets)}).\n", "| confidence | scores | agree |", "| --- | --- | --- |"]
    return out + [f"| {b * 10}-{b * 10 + 10} % | {len(bins[b])} | {sum(bins[b]) / len(bins[b]):.0%} |" for b in sorted(bins)]


def newsmtsc() -> list[str]:
    """Sentiment towards a span, on NewsMTSC's dev halves."""
    out = ["\n### NewsMTSC (sentiment towards a span), dev halves\n",
           "| half | targets | macro-F1 (95 %) | accuracy | VADER on the sentence |", "| --- | --- | --- | --- | --- |"]
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyser = SentimentIntensityAnalyzer()
    for half in ("rw", "mt"):
        path = SHARED / "benchmarks" / f"newsmtsc_{half}_dev.jsonl"
        if not path.is_file():
            return []
        triples, plain = [], []
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            reader = _POLARITY[row["label"]]
            triples.append((row["id"], reader, label("sentiment", sentiment_of_target(row["text"], row["target_start"], row["target_end"]))))
            plain.append((reader, _label_of_tone(analyser.polarity_scores(row["text"])["compound"])))
        low, high = interval(triples)
        right = sum(r == p for _, r, p in triples) / len(triples)
        out.append(f"| {half} | {len(triples)} | **{macro_f1([t[1:] for t in triples]):.2f}** ({low:.2f}-{high:.2f}) | {right:.2f} | {macro_f1(plain):.2f} |")
    return out


HEAD = """# Agreement with readers

Made by `python -m bench.validity --write`; every figure here is printed by it. Macro-F1 over {-1, 0, +1}, in brackets a 95 %
interval (bootstrap over texts). *Careful* and *quick* are the two sizes of the language model together with the cues of the
lexicons; *model alone* is the careful one without cues. An actor that the program does not find counts as 0.

**Who the readers were.** Large language models, not trained human coders, reading by the rules of `data/portrayals/README.md`. Our own
texts were written by language models too, and their first reader is who wrote them. The articles, passages and sentences of
the other sets, NewsMTSC (Hamborg and Donnay 2021) and the PLOVER records (Open Event Data Alliance) cannot be shipped with the
repository; they were measured where they lie beside it. The passages also set the thresholds in `config.toml`, so on them the
figures flatter a little; on our own test half nothing was set.
"""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.validity", description="Agreement of the scores with readings.")
    parser.add_argument("--texts", type=Path, help="JSON Lines file or folder of .txt files")
    parser.add_argument("--readings", type=Path, help="CSV file of readings")
    parser.add_argument("--wrong", action="store_true", help="list every reading that the program does not share")
    parser.add_argument("--write", action="store_true", help="write docs/validity.md")
    options = parser.parse_args(arguments)
    if options.readings:
        rows, texts = read_readings(options.readings)
        print("\n".join(measure(Set(options.readings.name, texts or read_texts(options.texts), rows), options.wrong)))
        return 0
    out = [HEAD]
    for one in (*own(), *beside()):
        out += measure(one, options.wrong)
        print("\n".join(out[-12:]), file=sys.stderr, flush=True)
    with using("careful"):
        out += calibration(own())
        out += newsmtsc()
    acting = agency.lines()
    if acting:
        out += ["\n### Who acts, and conflict or cooperation (PLOVER records, half of them)\n", *acting,
                "The records' texts were read while the rules were made, so this is no estimate for unseen texts."]
    out += ["\n### The instrument of a statement (bench/instruments.csv)\n", *(f"- {line}" for line in instruments.lines()),
            "\nThe half \"after\" was written when the rules were finished and mended nothing."]
    out += ["\n### Speed\n", *speed.lines()]
    page = "\n".join(out) + "\n"
    print(page)
    if options.write:
        PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
