"""Who acts and who is acted upon, against PLOVER's gold standard records: `python -m bench.agency`.

Reads ../shared/benchmarks/plover_agency_dev.jsonl beside the repository, which is not ours to ship (CC BY-SA 4.0, Open
Event Data Alliance): text, target_start, target_end, label (acts, acted_upon), quad (conflict, cooperation, other).
Prints the macro-averaged F1 of agency_of_target with a 95 % interval (bootstrap over texts), and how the classes of
relations agree with the quad, on the texts in which a relation between its targets is found. Exit status 1 where the file
is absent. The file's texts were read while the rules were made: what is printed is no estimate for texts unseen.
"""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from pathlib import Path

from indicators.agency import agency_of_target
from indicators.deeds import deeds
from indicators.target import TARGET
from reading import Reading
from reading.coreference import resolve
from reading.mentions import Candidate, candidates
from reading.parse import parse
from reading.sentences import sentences
from records import Article

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT.parent / "shared" / "benchmarks" / "plover_agency_dev.jsonl"
LABELS = ("acts", "acted_upon")


def macro_f1(pairs: list[tuple[str, str]]) -> float:
    """Mean over the two labels of F1. pairs: (reader's, program's)."""
    scores = []
    for label in LABELS:
        hits = sum(reader == label == program for reader, program in pairs)
        named = sum(reader == label for reader, _ in pairs) + sum(program == label for _, program in pairs)
        scores.append(2 * hits / named if named else 0.0)
    return sum(scores) / len(scores)


def interval(by_text: list[list[tuple[str, str]]], redraws: int = 1000, seed: int = 7) -> tuple[float, float]:
    """95 % interval of the macro-F1 by a seeded bootstrap over texts."""
    draw = random.Random(seed)
    values = sorted(macro_f1([p for t in draw.choices(by_text, k=len(by_text)) for p in t]) for _ in range(redraws))
    return values[int(0.025 * redraws)], values[int(0.975 * redraws) - 1]


def reading_of(text: str, spans: list[tuple[str, int, int]]) -> Reading:
    """A reading in which the spans (code, start, end) stand for actors of these codes; no other name overlaps them."""
    others = [c for c in candidates(text) if all(c.end <= start or c.start >= end for _, start, end in spans)]
    named = [Candidate(code, "name", start, end, text[start:end]) for code, start, end in spans]
    parsed = parse(text, sentences(text), sorted([*others, *named], key=lambda c: c.start))
    resolve(parsed)
    return Reading(Article(text), tuple(parsed))


def main() -> int:
    if not FILE.is_file():
        print(f"There is no {FILE.relative_to(ROOT.parent)} beside this checkout: PLOVER's records are not ours to ship.")
        return 1
    rows = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines() if line.strip()]
    by_text: dict[str, list[dict]] = defaultdict(list)
    for row in rows:
        by_text[row["text"]].append(row)
    answers = {text: [(r["label"], _label(r)) for r in found] for text, found in by_text.items()}
    low, high = interval(list(answers.values()))
    pairs = [p for found in answers.values() for p in found]
    print(f"Agency of a target: {len(pairs)} targets in {len(answers)} texts, macro-F1 {macro_f1(pairs):.2f} "
          f"({low:.2f}-{high:.2f}), unanswered {sum(program == '' for _, program in pairs)}")
    _relations(by_text)
    return 0


def _label(row: dict) -> str:
    value = agency_of_target(reading_of(row["text"], [(TARGET, row["target_start"], row["target_end"])]))
    return "" if value is None else LABELS[0] if value > 0 else LABELS[1]


def _relations(by_text: dict[str, list[dict]]) -> None:
    """Print how the sign of a relation agrees with the quad of the event that PLOVER codes for the pair."""
    found = agree = asked = 0
    for text, rows in by_text.items():
        spans = [(r["target"], r["target_start"], r["target_end"]) for r in rows]
        if len({code for code, _, _ in spans}) < 2 or rows[0]["quad"] not in ("conflict", "cooperation"):
            continue
        asked += 1
        codes = {code for code, _, _ in spans}
        values = [deed.cue.value for sentence in reading_of(text, spans).sentences for deed in deeds(sentence)
                  if deed.cue.kind == "stance" and any({a, b} <= codes for a, b in deed.pairs)]
        if values:
            found += 1
            agree += (sum(values) > 0) == (rows[0]["quad"] == "cooperation") and sum(values) != 0
    share = f"{agree / found:.2f}" if found else "-"
    print(f"Conflict or cooperation: {asked} pairs; none found for {asked - found} ({(asked - found) / asked:.0%}); "
          f"of the {found} found, {agree} agree with the quad ({share})")


if __name__ == "__main__":
    sys.exit(main())
