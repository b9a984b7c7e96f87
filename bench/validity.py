"""Agreement of the scores with readings by others: `python -m bench.validity`.

Scores what `python monitor.py score --json` prints against files of readings and prints, for each field, the
macro-averaged F1 over {-1, 0, +1} with a 95 % interval, beside plain vaderSentiment's, and how often the sign is the
opposite one. Without arguments it measures the readings that lie beside the repository in ../shared/gold, which are not
ours to ship; with `--texts FILE --readings FILE` any file in that form.

Texts: JSON Lines with id, text, published?, or a folder of .txt files whose names begin with the id. Readings: CSV with
id (or article), actor, standing, trajectory, sentiment?, salience?; or text, actor, standing, trajectory with one
sentence a text. An actor that the program does not find counts as 0, 0, 0. Passages and articles count actors of salience
2 and 3 only.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT.parent / "shared" / "gold"
FIELDS = ("standing", "trajectory", "sentiment")
LABELS = (-1, 0, 1)


@dataclass(frozen=True)
class Row:
    """One reading: of which text, which actor, field -> label, and the salience that decides whether it counts."""

    text_id: str
    actor: str
    labels: dict[str, int]
    salience: int


def macro_f1(pairs: list[tuple[int, int]]) -> float:
    """Macro-averaged F1 over the labels that occur among readers or program. pairs: (reader, program)."""
    scores = []
    for label in LABELS:
        hit = sum(r == label == p for r, p in pairs)
        said, is_so = sum(p == label for _, p in pairs), sum(r == label for r, _ in pairs)
        if said or is_so:
            scores.append(2 * hit / (said + is_so))
    return sum(scores) / len(scores) if scores else float("nan")


def interval(pairs: list[tuple[str, int, int]], redraws: int = 1000, seed: int = 7) -> tuple[float, float]:
    """95 % interval of the macro-F1: bootstrap over texts. pairs: (text id, reader, program)."""
    by_text = defaultdict(list)
    for text_id, reader, program in pairs:
        by_text[text_id].append((reader, program))
    texts, draw = list(by_text.values()), random.Random(seed)
    values = sorted(macro_f1([p for t in draw.choices(texts, k=len(texts)) for p in t]) for _ in range(redraws))
    return values[int(0.025 * redraws)], values[int(0.975 * redraws) - 1]


def program_labels(texts: list[dict]) -> dict[tuple[str, str], dict[str, int]]:
    """(text id, actor) -> field -> label, as the command line prints them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.jsonl"
        path.write_text("".join(json.dumps(t) + "\n" for t in texts), encoding="utf-8")
        run = subprocess.run([sys.executable, str(ROOT / "monitor.py"), "score", "--jsonl", str(path), "--json"],
                             capture_output=True, text=True, encoding="utf-8", cwd=ROOT)
    if run.returncode not in (0, 1):
        sys.exit(f"monitor.py score failed: {run.stderr.strip()}")
    lines = map(json.loads, run.stdout.splitlines())
    return {(str(line["id"]), line["actor"]): {f: line[f"{f}_label"] for f in FIELDS} for line in lines}


def vader_labels(texts: list[dict], rows: list[Row]) -> dict[tuple[str, str], dict[str, int]]:
    """The common tool: mean compound over the sentences that name the actor, +-.05 as its authors advise."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    sys.path.insert(0, str(ROOT))
    from reading.mentions import candidates
    from reading.sentences import sentences

    analyzer, found = SentimentIntensityAnalyzer(), {}
    wanted = {(r.text_id, r.actor) for r in rows}
    for text in texts:
        tone = defaultdict(list)
        for start, end in sentences(text["text"]):
            words = text["text"][start:end]
            for actor in {c.actor for c in candidates(words)}:
                tone[actor].append(analyzer.polarity_scores(words)["compound"])
        for actor, values in tone.items():
            if (text["id"], actor) in wanted:
                mean = sum(values) / len(values)
                found[text["id"], actor] = dict.fromkeys(FIELDS, 0 if abs(mean) < 0.05 else 1 if mean > 0 else -1)
    return found


def read_texts(path: Path) -> list[dict]:
    """Texts of a JSON Lines file, or of a folder of .txt files (id: what stands before the first underscore)."""
    if path.is_dir():
        return [{"id": p.stem.split("_")[0], "text": p.read_text(encoding="utf-8")} for p in sorted(path.glob("*.txt"))]
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_readings(path: Path) -> tuple[list[Row], list[dict]]:
    """Readings of a CSV file, and the texts it holds itself (a file of sentences does)."""
    rows, own = [], {}
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            text_id = line.get("article") or line.get("id") or line["text"]
            if "text" in line:
                own[text_id] = {"id": text_id, "text": line["text"]}
            labels = {f: int(line[f]) for f in FIELDS if line.get(f) not in (None, "")}
            rows.append(Row(text_id, line["actor"], labels, int(line.get("salience") or 3)))
    return rows, list(own.values())


def measure(name: str, texts: list[dict], rows: list[Row], fields=FIELDS, wrong: bool = False) -> None:
    """Print one block: a field a line."""
    program, vader = program_labels(texts), vader_labels(texts, rows)
    counted = [r for r in rows if r.salience >= 2 and r.actor != "NONE"]
    print(f"{name}: {len({r.text_id for r in counted})} texts, {len(counted)} readings of actors of salience 2 and 3")
    for field in fields:
        triples = [(r.text_id, r.labels[field], program.get((r.text_id, r.actor), {}).get(field, 0)) for r in counted if field in r.labels]
        plain = [(r.labels[field], vader.get((r.text_id, r.actor), {}).get(field, 0)) for r in counted if field in r.labels]
        low, high = interval(triples)
        opposite = sum(reader * label == -1 for _, reader, label in triples) / len(triples)
        print(f"  {field:11} macro-F1 {macro_f1([t[1:] for t in triples]):.2f} ({low:.2f}-{high:.2f})   opposite sign {opposite:4.0%}   "
              f"vaderSentiment {macro_f1(plain):.2f}")
    none = {r.text_id for r in rows if r.actor == "NONE"}
    if none:
        spoiled = sorted({text_id for text_id, _ in program if text_id in none})
        print(f"  texts without an actor: {len(none)}, in which one was found: {len(spoiled)}")
    if wrong:
        for r in counted:
            got = program.get((r.text_id, r.actor))
            for field in fields:
                if field in r.labels and r.labels[field] != (got or {}).get(field, 0):
                    print(f"    {r.text_id} {r.actor} {field}: reader {r.labels[field]:+d}, program {(got or {}).get(field, 0):+d}{'' if got else ' (not found)'}")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.validity", description="Agreement of the scores with readings.")
    parser.add_argument("--texts", type=Path, help="JSON Lines file or folder of .txt files")
    parser.add_argument("--readings", type=Path, help="CSV file of readings")
    parser.add_argument("--wrong", action="store_true", help="list every reading that the program does not share")
    options = parser.parse_args(arguments)
    if options.readings:
        rows, own = read_readings(options.readings)
        measure(options.readings.name, own or read_texts(options.texts), rows, wrong=options.wrong)
        return 0
    if not GOLD.is_dir():
        print(f"There are no readings at {GOLD.relative_to(ROOT.parent)} beside this checkout: they are not ours to ship. "
              "Give --texts and --readings to measure on others.")
        return 1
    print("Readers: two large language models, blind of each other; not trained human coders.")
    rows, _ = read_readings(GOLD / "seed_readings.csv")
    measure("Articles (seeds)", read_texts(GOLD.parent / "seeds"), rows, wrong=options.wrong)
    rows, _ = read_readings(GOLD / "passage_readings.csv")
    measure("Passages", read_texts(GOLD / "passages.jsonl"), rows, wrong=options.wrong)
    rows, _ = read_readings(GOLD / "sentence_readings.csv")
    _, own = read_readings(GOLD / "sentence_readings.csv")
    rows = [Row(r.text_id, r.actor, r.labels, 3) for r in rows]
    measure("Sentences", own, rows, wrong=options.wrong)
    return 0


if __name__ == "__main__":
    sys.exit(main())
