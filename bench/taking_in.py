"""How fast articles are taken in and found again: `python -m bench.taking_in`.

Prints how long it takes to take in pages (read, known or not, near-duplicates, search index, stored; not scored) beside what
trafilatura alone takes to read the same pages, in turns in one run; and how the store's answers slow down from ten to a
hundred thousand articles.
"""

from __future__ import annotations

import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from html import escape
from pathlib import Path

import trafilatura

from config import ROOT
from data import found, queries, readers
from data.queries import Filters
from data.store import Store
from intake import BATCH, Given, identity, with_outlet
from records import Article, Evidence, Mention, Score, ScoredArticle

ROUNDS, PAGES = 3, 150
SIZES = (10_000, 100_000)
_PAGE = """<html lang="en"><head><title>{title}</title><meta property="og:site_name" content="Example Times">
<meta property="article:published_time" content="{day}T10:00:00Z"></head><body><nav>{menu}</nav><article><h1>{title}</h1>{text}</article>
<footer>Cookies. Subscribe. All rights reserved.</footer></body></html>"""


def sample() -> list[dict]:
    """The bundled texts."""
    files = sorted((ROOT / "data" / "sample").glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def pages(folder: Path) -> list[Path]:
    """PAGES web pages of about the length of a news article, no two alike."""
    rows, rng, paths = sample(), random.Random(1), []
    menu = "".join(f'<a href="/{n}">Section {n}</a> ' for n in range(40))
    for number in range(PAGES):
        chosen = rng.sample(rows, 3)
        text = "".join(f"<p>{escape(part)}</p>" for row in chosen for part in row["text"].split("\n\n"))
        paths.append(folder / f"{number}.html")
        paths[-1].write_text(_PAGE.format(title=escape(chosen[0]["title"]), day=chosen[0]["published"], menu=menu, text=text), encoding="utf-8")
    return paths


def take_in(paths: list[Path], store: Store) -> None:
    """What intake does but for the scoring."""
    for start in range(0, len(paths), BATCH):
        batch = []
        with store.read() as snapshot:
            for path in paths[start:start + BATCH]:
                article = with_outlet(Given().apply(next(readers.read(path))))
                article = replace(article, article_id=identity(article.text))
                if queries.known(snapshot, article.article_id, article.url) is None:
                    batch.append(ScoredArticle(article, "bench"))
        store.write(batch)


def seconds(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def intake_lines() -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        paths = pages(Path(folder))
        alone = lambda: [trafilatura.bare_extraction(path.read_bytes(), with_metadata=True, include_comments=False) for path in paths]
        alone()
        rounds = [(seconds(alone), seconds(lambda n=n: take_in(paths, Store(Path(folder, f"store{n}"))))) for n in range(ROUNDS)]
    theirs, ours = (statistics.median(each) for each in zip(*rounds))
    return [f"{PAGES} pages: {PAGES / ours:.0f} articles a second taken in without scoring, {PAGES / theirs:.0f} with trafilatura alone: ratio {theirs / ours:.2f}"]


def filled(store: Store, number: int) -> None:
    """A store of so many articles over fifteen years, with three statements each."""
    rng, rows, actors = random.Random(2), sample(), ("RUS", "TUR", "USA", "EU", "IRN", "ARM", "AZE", "GEO")
    vocabulary = " ".join(row["text"] for row in rows).split()
    for start in range(0, number, 5_000):
        batch = []
        for at in range(start, min(start + 5_000, number)):
            text = " ".join(rng.choices(vocabulary, k=200)) + (" hapaxlegomenon" if at == number // 2 else "")
            named = rng.sample(actors, 3)
            about = Article(text, f"Title {at}", f"{at:016d}", date(2010, 1, 1) + timedelta(days=at % 5_700), "day", f"Outlet {at % 90}", rng.choice(actors), "en")
            batch.append(ScoredArticle(about, "bench", tuple(Mention(a, 0, 0, 6, a) for a in named), tuple(Score(a, "standing", 0.5, 0.8, 1) for a in named),
                                       tuple(Evidence(a, "standing", 0, 0, 6, "words", 0.5, 1.0, rng.choice(("ARM", "AZE", "GEO", "REG"))) for a in named)))
        store.write(batch)


def store_lines() -> list[str]:
    questions = {
        "a filtered trend (pieces of one actor)": lambda s: queries.pieces(s, Filters(since=date(2020, 1, 1), territories=("ARM",)), "standing", ("RUS",)),
        "a map (pieces of one actor, all years)": lambda s: queries.pieces(s, Filters(), "standing", ("RUS",)),
        "200 rows of evidence": lambda s: queries.evidence(s, Filters(), "standing", ("RUS",), 200),
        "a rare word": lambda s: found.find(s, "hapaxlegomenon"),
        "what there is to choose from": queries.options,
    }
    taken: dict[str, list[float]] = {question: [] for question in (*questions, "write 25 articles")}
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            store = Store(folder)
            filled(store, size)
            with store.read() as snapshot:
                for question, ask in questions.items():
                    ask(snapshot)
                    taken[question].append(statistics.median(seconds(lambda: ask(snapshot)) for _ in range(5)))
            new = [ScoredArticle(Article("Some words that are new, " * 40 + str(n), article_id=f"new{n}"), "bench") for n in range(25)]
            taken["write 25 articles"].append(seconds(lambda: store.write(new)))
    few, many = (f"{size:,}" for size in SIZES)
    return [f"| | ms at {few} articles | ms at {many} | ratio |", "| --- | --- | --- | --- |",
            *(f"| {question} | {a * 1000:.0f} | {b * 1000:.0f} | {b / a:.1f} |" for question, (a, b) in taken.items())]


if __name__ == "__main__":
    print("\n".join([*intake_lines(), "", *store_lines()]))
