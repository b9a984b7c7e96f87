"""How often the instrument of a statement is told right: `python -m bench.instruments`.

bench/instruments.csv holds sentences of our own: text, actor (code), instrument ("" for none), half. Those of the half
"before" mended the code: 60 were written before it, and 60 to try it when it was first finished, of which it then told 36
right (0.60). Those of the half "after" were written when it was finished for good, and nothing was mended by them: it is
their share that tells. All were written by the rules' own author.
Prints the share right on each half with its 95 % interval (Wilson); `--wrong` lists what was told wrong.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from analysis.agreement import wilson
from indicators.instruments import instrument_of
from reading import read
from records import Article

FILE = Path(__file__).with_name("instruments.csv")


def told(text: str, actor: str) -> str | None:
    """The instrument of what is said of an actor in a sentence; None where the actor is not found."""
    reading = read(Article(text, language="en"))
    mention = next((m for m in reading.mentions if m.actor == actor), None)
    if mention is None:
        return None
    sentence = reading.sentences[mention.sentence]
    head = next((sentence.doc[i] for i, c in sentence.actor_of.items() if c.start == mention.start), None)
    return instrument_of(head, sentence)


def answers(half: str) -> list[tuple[dict, str | None]]:
    """(row of the file, what is told) of every sentence of a half."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return [(row, told(row["text"], row["actor"])) for row in csv.DictReader(file) if row["half"] == half]


def lines(wrong: bool = False) -> list[str]:
    """A line a half: how many are right."""
    out = []
    for half in ("before", "after"):
        found = answers(half)
        right = sum(row["instrument"] == answer for row, answer in found)
        low, high = wilson(right, len(found))
        out.append(f"{half}: {right} of {len(found)} right, {right / len(found):.2f} ({low:.2f}-{high:.2f})")
        if wrong:
            out += [f"    {row['actor']} is '{row['instrument']}', told '{answer}': {row['text']}" for row, answer in found if row["instrument"] != answer]
    return out


if __name__ == "__main__":
    print("\n".join(lines("--wrong" in sys.argv)))
