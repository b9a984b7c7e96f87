"""Who acts and who is acted upon, against PLOVER's gold standard records: `python -m bench.agency`.

Reads ../shared/benchmarks/plover_agency_dev.jsonl beside the repository, which is not ours to ship (CC BY-SA 4.0, Open
Event Data Alliance): text, target_start, target_end, label (acts, acted_upon), quad (conflict, cooperation, other).
Prints the macro-averaged F1 of agency_of_target with a 95 % interval (bootstrap over texts), and how the classes of
relations agree with the quad, on the texts in which a relation between its targets is found. Exit status 1 where the file
is absent. The file's texts were read while the rules were made: what is printed is no estimate for texts unseen.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict

from analysis.agreement import interval, macro_f1
from config import ROOT
from indicators.agency import agency_of_target
from indicators.deeds import deeds
from indicators.target import TARGET, reading_with
from reading import Reading
from reading.mentions import Candidate, candidates

FILE = ROOT.parent / "shared" / "benchmarks" / "plover_agency_dev.jsonl"
LABEL = {"acts": 1, "acted_upon": -1}


def reading_of(text: str, spans: list[tuple[str, int, int]]) -> Reading:
    """A reading in which the spans (code, start, end) stand for actors of these codes; no other name overlaps them."""
    others = [c for c in candidates(text) if all(c.end <= start or c.start >= end for _, start, end in spans)]
    return reading_with(text, [Candidate(code, "name", start, end, text[start:end]) for code, start, end in spans], others)


def lines() -> list[str]:
    """What is printed; nothing where the file is absent."""
    if not FILE.is_file():
        return []
    rows = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines() if line.strip()]
    triples = [(r["text"], LABEL[r["label"]], _told(r)) for r in rows]
    both = tuple(LABEL.values())
    low, high = interval(triples, both)
    by_text: dict[str, list[dict]] = defaultdict(list)
    for row in rows:
        by_text[row["text"]].append(row)
    return [f"Who acts, who is acted upon: {len(rows)} targets in {len(by_text)} texts, macro-F1 {macro_f1([t[1:] for t in triples], both):.2f} "
            f"({low:.2f}-{high:.2f}), unanswered {sum(t[2] == 0 for t in triples)}.", _relations(by_text)]


def _told(row: dict) -> int:
    value = agency_of_target(reading_of(row["text"], [(TARGET, row["target_start"], row["target_end"])]))
    return 0 if value is None else 1 if value > 0 else -1


def _relations(by_text: dict[str, list[dict]]) -> str:
    """How the sign of a relation agrees with the quad of the event that PLOVER codes for the pair."""
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
    return (f"Conflict or cooperation: {asked} pairs; none found for {asked - found} ({(asked - found) / asked:.0%}); "
            f"of the {found} found, {agree} agree with the quad ({share}).")


if __name__ == "__main__":
    found = lines()
    print("\n".join(found) or f"There is no {FILE.relative_to(ROOT.parent)} beside this checkout: PLOVER's records are not ours to ship.")
    sys.exit(0 if found else 1)
