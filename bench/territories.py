"""How often the territory of a statement is told right: `python -m bench.territories`.

bench/territories.csv holds sentences of our own: title, text, actor (code), quote (the words of the clause that carries the
statement), territory (code, by docs/territories.md), half, note (what makes it hard). Those of the half "before" mended the code; those
of the half "after" were written when it was finished and mended nothing: it is their share that tells. All were written by the
rules' own authors.
Prints the share right on each half with its 95 % interval (Wilson); `--wrong` lists what was told wrong.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from analysis.agreement import wilson
from reading import read
from reading.where import carried, territory_of
from records import Article, MonitorError

FILE = Path(__file__).with_name("territories.csv")


def told(row: dict) -> str:
    """The code of the territory that the clause of the row's quote is about."""
    reading = read(Article(row["text"], title=row["title"], language="en"))
    start = row["text"].rindex(row["quote"])
    end = start + len(row["quote"])
    for sentence in reading.sentences:
        if sentence.start <= start < sentence.end:
            inside = [] if sentence.doc is None else [t for t in sentence.doc if start <= sentence.span([t])[0] < end]
            head = next((t for t in inside if t.head not in inside or t.head.i == t.i), None)
            return carried(sentence) if head is None else territory_of(head, sentence, row["actor"])
    raise MonitorError(f"{FILE.name}: {row['quote']!r} is in no sentence that was read of: {row['text']}")


def answers(half: str) -> list[tuple[dict, str]]:
    """(row of the file, what is told) of every sentence of a half."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return [(row, told(row)) for row in csv.DictReader(file) if row["half"] == half]


def lines(wrong: bool = False) -> list[str]:
    """A line a half: how many are right."""
    out = []
    for half in ("before", "after"):
        found = answers(half)
        if found:
            right = sum(row["territory"] == answer for row, answer in found)
            low, high = wilson(right, len(found))
            out.append(f"{half}: {right} of {len(found)} right, {right / len(found):.2f} ({low:.2f}-{high:.2f})")
        if wrong:
            out += [f"    {row['actor']} in '{row['territory']}', told '{answer}': {row['text']} [{row['quote']}]"
                    for row, answer in found if row["territory"] != answer]
    return out


if __name__ == "__main__":
    print("\n".join(lines("--wrong" in sys.argv)))
