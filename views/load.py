"""What the pages read: the store's newest snapshot, and its answers kept for as long as the store stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

import indicators
import sample
from analysis.groups import members_of, with_groups
from charts.style import articles
from data import queries
from data.queries import Filters, Options
from data.store import Snapshot

# Answers are small frames; each is kept for one state of the store and one set of filters.
kept = partial(st.cache_data, max_entries=40, show_spinner=False)


@dataclass(frozen=True)
class Corpus:
    """One state of a store during one run of a page. `is_sample`: the bundled, invented texts."""

    snapshot: Snapshot
    is_sample: bool

    def source(self) -> str:
        """Where the articles come from, until when, and what scored them: for the foot of a figure."""
        last, number = self.options().last, articles(self.options().n_articles)
        name = f"Invented sample corpus, {number}" if self.is_sample else f"{number.capitalize()} in this store"
        return f"{name}{f' to {last.day} {last:%b %Y}' if last else ''}, scorer {indicators.version()}."

    def of_all(self, n: int) -> str:
        """"12 of 132 articles"."""
        return f"{n:,} of {articles(self.options().n_articles)}"

    def options(self) -> Options:
        return _options(self.snapshot, self.snapshot.fingerprint)

    def bin(self) -> pd.DataFrame:
        return queries.in_the_bin(self.snapshot)

    def articles(self) -> pd.DataFrame:
        return _articles(self.snapshot, self.snapshot.fingerprint)

    def pieces(self, filters: Filters, indicator: str, actors: Sequence[str] = (), whole: bool = False, by: str = "territory") -> pd.DataFrame:
        """Of these actors and groups (() means all actors); with `whole` of all actors besides: a share is of all of them."""
        asked = () if whole else tuple(sorted(members_of(actors)))
        return with_groups(_pieces(self.snapshot, self.snapshot.fingerprint, filters, indicator, asked, by), actors)

    def relations(self, filters: Filters) -> pd.DataFrame:
        return _relations(self.snapshot, self.snapshot.fingerprint, filters)

    def cues(self, filters: Filters, indicator: str, actors: Sequence[str]) -> pd.DataFrame:
        return _cues(self.snapshot, self.snapshot.fingerprint, filters, indicator, members_of(actors))

    def places(self, filters: Filters, indicator: str, actors: Sequence[str]) -> pd.DataFrame:
        return _places(self.snapshot, self.snapshot.fingerprint, filters, indicator, members_of(actors))

    def evidence(self, filters: Filters, indicator: str, actors: Sequence[str] = (), limit: int | None = None, strongest: int = 0) -> pd.DataFrame:
        return _evidence(self.snapshot, self.snapshot.fingerprint, filters, indicator, members_of(actors), limit, strongest)


@contextmanager
def corpus() -> Iterator[Corpus]:
    """The user's corpus, or the sample while the user has none.

    Raises
    ------
    MonitorError : the store cannot be read.
    """
    store, is_sample = sample.current_store()
    with store.read() as snapshot:
        yield Corpus(snapshot, is_sample)


# The snapshot itself is no part of the key (its name begins with _): its fingerprint is.

@kept()
def _options(_snapshot: Snapshot, fingerprint: str) -> Options:
    return queries.options(_snapshot)


@kept(max_entries=2)
def _articles(_snapshot: Snapshot, fingerprint: str) -> pd.DataFrame:
    return queries.articles(_snapshot)


@kept()
def _pieces(_snapshot: Snapshot, fingerprint: str, filters: Filters, indicator: str, actors: tuple[str, ...], by: str) -> pd.DataFrame:
    return queries.pieces(_snapshot, filters, indicator, actors, by)


@kept()
def _relations(_snapshot: Snapshot, fingerprint: str, filters: Filters) -> pd.DataFrame:
    return queries.relations(_snapshot, filters)


@kept()
def _cues(_snapshot: Snapshot, fingerprint: str, filters: Filters, indicator: str, actors: tuple[str, ...]) -> pd.DataFrame:
    return queries.cues(_snapshot, filters, indicator, actors)


@kept()
def _places(_snapshot: Snapshot, fingerprint: str, filters: Filters, indicator: str, actors: tuple[str, ...]) -> pd.DataFrame:
    return queries.places(_snapshot, filters, indicator, actors)


@kept(max_entries=50)
def _evidence(_snapshot: Snapshot, fingerprint: str, filters: Filters, indicator: str, actors: tuple[str, ...],
              limit: int | None, strongest: int) -> pd.DataFrame:
    return queries.evidence(_snapshot, filters, indicator, actors, limit, strongest)
