"""The bundled sample: a store of its own, made on first use, and what the pages show while the user has no article."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from config import ROOT, store_folder
from data import queries, readers
from data.readers.faults import Unread
from data.store import Store
from intake import Given, Progress, identity, score_all, scorer_version
from records import Article, MonitorError, ScoredArticle

SAMPLE = ROOT / "data" / "sample"
_BUILDING = 600.0   # seconds that a second process waits for the one that scores the sample


def current_store(progress: Progress | None = None) -> tuple[Store, bool]:
    """(store, whether it is the sample's): the user's own, or the sample's while the user's holds no article.

    Raises
    ------
    MonitorError : the store is damaged or made by another version, or the sample cannot be made.
    """
    own = Store(store_folder())
    if own.is_written():
        with own.read() as snapshot:
            if queries.number_of_articles(snapshot):
                return own, False
    return sample_store(progress), True


def sample_folder() -> Path:
    """Where the store of the sample lies."""
    return store_folder() / "sample"


def sample_store(progress: Progress | None = None) -> Store:
    """The store of the bundled sample, made whole on first use and made again when its files or the scorer changed.

    Raises
    ------
    MonitorError : the sample is missing or broken, or its folder cannot be written.
    """
    store, wanted = Store(sample_folder()), _sample_state()
    if _made_from(store) == wanted:
        return store
    with store.locked("building", wait=_BUILDING):
        if _made_from(store) != wanted:   # another process may have made it meanwhile
            store.replace(_scored_sample(progress), made_from=wanted)
    return store


def _sample_files() -> list[Path]:
    if not (files := sorted(SAMPLE.glob("*.jsonl"))):
        raise MonitorError(f"The bundled sample is missing: no .jsonl file in {SAMPLE}. Restore that folder from the repository.")
    return files


def _sample_state() -> str:
    state = hashlib.sha256(scorer_version().encode())
    for file in _sample_files():
        state.update(file.name.encode() + file.read_bytes())
    return state.hexdigest()


def _made_from(store: Store) -> str:
    try:
        with store.read() as snapshot:
            return snapshot.made_from
    except MonitorError:   # damaged, or of another version: the sample can always be made again
        return ""


def _scored_sample(progress: Progress | None) -> Sequence[ScoredArticle]:
    scored, names = [], []

    def articles() -> Iterator[Article]:
        for file in _sample_files():
            for item in readers.read(file):
                if isinstance(item, Unread):
                    raise item
                names.append(item.article_id)
                yield replace(Given().apply(item), article_id=identity(item.text))

    for one in score_all(articles()):
        scored.append(one)
        if progress:
            progress(len(scored), names[len(scored) - 1])
    return scored
