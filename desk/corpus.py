"""One state of a store as pages and briefings ask it: filters in, tidy tables out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

import indicators
from analysis.groups import members_of, with_groups
from charts.style import articles
from config import settings, store_folder
from data import queries
from data.queries import Filters, Options
from data.store import Snapshot, Store
from desk.view import Choices, choices
from sample import current_store, sample_folder, sample_store


def asked(snapshot: Snapshot, question: str, *about) -> Any:
    """The answer of a function of data.queries, by its name."""
    return getattr(queries, question)(snapshot, *about)


@dataclass(frozen=True)
class Corpus:
    """A snapshot with the questions that pages and briefings ask of it.

    is_sample : the bundled, invented texts. ask : how a question is put, keep : how a figure is worked out; the pages keep both answers (views/load.py).
    """

    snapshot: Snapshot
    is_sample: bool
    ask: Callable[..., Any] = asked
    keep: Callable[..., Any] = lambda opened, work_out, view: work_out(opened, view)

    def source(self) -> str:
        """Where the articles come from, until when, and what scored them: for the foot of a figure."""
        return f"{self.name()}, scorer {indicators.version()}."

    def name(self) -> str:
        """"Invented sample corpus, 252 articles to 22 Dec 2025"."""
        last, number = self.options().last, articles(self.options().n_articles)
        name = f"Invented sample corpus, {number}" if self.is_sample else f"{number.capitalize()} in this store"
        return f"{name}{f' to {last.day} {last:%b %Y}' if last else ''}"

    def of_all(self, n: int) -> str:
        """"12 of 132 articles"."""
        return f"{n:,} of {articles(self.options().n_articles)}"

    def figure(self, work_out: Callable[[Corpus, Any], Any], view) -> Any:
        """work_out(self, view), from what is kept where it was worked out before. It must depend on nothing else."""
        return self.keep(self, work_out, view)

    @property
    def folder(self) -> Path:
        """Where what belongs to this corpus and is no article is kept."""
        return sample_folder() if self.is_sample else store_folder()

    def choices(self) -> Choices:
        """What a reader can choose from in it, and the view that an empty address opens."""
        return replace(choices(self.options(), settings()["display"]["period"]), state=self.snapshot.fingerprint[:8])

    def options(self) -> Options:
        return self.ask(self.snapshot, "options")

    def bin(self) -> pd.DataFrame:
        return queries.in_the_bin(self.snapshot)

    def articles(self) -> pd.DataFrame:
        return self.ask(self.snapshot, "articles")

    def named_by(self, ids: Sequence[str]) -> pd.DataFrame:
        return queries.named_by(self.snapshot, ids)

    def number_naming(self, filters: Filters, actors: Sequence[str]) -> int:
        return self.ask(self.snapshot, "number_naming", filters, tuple(sorted(members_of(actors))))

    def pieces(self, filters: Filters, indicator: str, actors: Sequence[str] = (), whole: bool = False, by: str = "territory") -> pd.DataFrame:
        """Of these actors and groups (() means all actors); with `whole` of all actors besides: a share is of all of them."""
        wanted = () if whole else tuple(sorted(members_of(actors)))
        return with_groups(self.ask(self.snapshot, "pieces", filters, indicator, wanted, by), actors)

    def relations(self, filters: Filters) -> pd.DataFrame:
        return self.ask(self.snapshot, "relations", filters)

    def cues(self, filters: Filters, indicator: str, actors: Sequence[str]) -> pd.DataFrame:
        return self.ask(self.snapshot, "cues", filters, indicator, members_of(actors))

    def places(self, filters: Filters, indicator: str, actors: Sequence[str]) -> pd.DataFrame:
        return self.ask(self.snapshot, "places", filters, indicator, members_of(actors))

    def evidence(self, filters: Filters, indicator: str, actors: Sequence[str] = (), limit: int | None = None, strongest: int = 0,
                 of: Sequence[str] | None = None) -> pd.DataFrame:
        return self.ask(self.snapshot, "evidence", filters, indicator, members_of(actors), limit, strongest, None if of is None else tuple(of))

    def stated(self, filters: Filters, indicator: str, actors: Sequence[str] = ()) -> pd.DataFrame:
        return self.ask(self.snapshot, "stated", filters, indicator, members_of(actors))


@contextmanager
def corpus(of_sample: bool | None = None, **how) -> Iterator[Corpus]:
    """The user's corpus, or the sample while the user has none. of_sample : that one, whatever else there is. how : `ask` and `keep`.

    Raises
    ------
    MonitorError : the store cannot be read.
    """
    store, is_sample = current_store() if of_sample is None else (sample_store(), True) if of_sample else (Store(store_folder()), False)
    with store.read() as snapshot:
        yield Corpus(snapshot, is_sample, **how)
