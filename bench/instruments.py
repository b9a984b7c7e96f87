"""How often the instrument of a statement is told right: `python -m bench.instruments`.

bench/instruments.csv holds sentences of our own: text, actor (code), instrument ("" for none), half. Those of the half
"before" mended the code: 60 were written before it, and 60 to try it when it was first finished, of which it then told 36
right (0.60). Those of the half "after" were written when it was finished for good, and nothing was mended by them: it is
their share that tells. All were written by the rules' own author.
Prints the share right on each half with its 95 % interval (Wilson); `--wrong` lists what was told wrong.
"""

from __future__ import annotations

import csv
import math
import sys
from pathlib import Path

from indicators.instruments import instrument_of
from reading import read
from records import Article

FILE = Path(__file__).with_name("instruments.csv")


def wilson(right: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """95 % interval of a share, after Wilson (1927)."""
    middle = (right + z * z / 2) / (n + z * z)
    reach = z / (n + z * z) * math.sqrt(right * (n - right) / n + z * z / 4)
    return middle - reach, middle + reach


def told(text: str, actor: str) -> str | None:
    """The instrument of what is said of an actor in a sentence; None where the actor is not found."""
    reading = read(Article(text, language="en"))
    mention = next((m for m in reading.mentions if m.actor == actor), None)
    if mention is None:
        return None
    sentence = reading.sentences[mention.sentence]
    head = next((sentence.doc[i] for i, c in sentence.actor_of.items() if c.start == mention.start), None)
    return instrument_of(head, sentence)


def main(arguments: list[str]) -> int:
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for half in ("before", "after"):
        answers = [(row, told(row["text"], row["actor"])) for row in rows if row["half"] == half]
        if not answers:
            continue
        right = sum(row["instrument"] == answer for row, answer in answers)
        low, high = wilson(right, len(answers))
        print(f"{half:6} {right} of {len(answers)} right: {right / len(answers):.2f} ({low:.2f}-{high:.2f})")
        if "--wrong" in arguments:
            for row, answer in answers:
                if row["instrument"] != answer:
                    print(f"    {row['actor']} is '{row['instrument']}', told '{answer}': {row['text']}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
