"""What the pages read: the store's newest snapshot, and its answers kept for as long as the store stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import streamlit as st

from data.store import Snapshot, hold
from desk.corpus import Corpus, asked
from desk.corpus import corpus as opened
from desk.picture import Picture
from desk.pictures import PICTURES
from desk.view import Choices, View


@contextmanager
def corpus() -> Iterator[Corpus]:
    """The corpus of the pages, for `with`. Raises as desk.corpus.corpus."""
    with opened(ask=_ask, keep=_keep) as found:
        hold(found.snapshot)
        yield found


def _ask(snapshot: Snapshot, question: str, *about) -> Any:
    return _kept(snapshot, snapshot.fingerprint, question, *about)


def _keep(opened: Corpus, work_out: Callable, view: View) -> Any:
    return _worked_out(opened, opened.snapshot.fingerprint, work_out.__qualname__, work_out, view)


def picture(what: str, opened: Corpus, view: View, choices: Choices, theme: str, make: Callable | None = None) -> Picture | None:
    """A picture of desk.pictures.PICTURES by its key, or as `make` draws it; kept while store, view and theme stay the same."""
    return _drawn(opened, opened.snapshot.fingerprint, what, view, choices, theme, make or PICTURES[what])


@st.cache_resource(max_entries=60, show_spinner=False)
def _drawn(_opened: Corpus, fingerprint: str, what: str, view: View, _choices: Choices, theme: str, _make: Callable) -> Picture | None:
    return _make(_opened, view, _choices, theme)


@st.cache_resource(max_entries=200, show_spinner=False)
def _worked_out(_opened: Corpus, fingerprint: str, name: str, _work_out: Callable, view: View) -> Any:
    return _work_out(_opened, view)


# The snapshot itself is no part of the key (its name begins with _): its fingerprint is. Answers are kept as they are and
# never changed: to copy a large one takes longer than to ask for it.
@st.cache_resource(max_entries=40, show_spinner=False)
def _kept(_snapshot: Snapshot, fingerprint: str, question: str, *about) -> Any:
    return asked(_snapshot, question, *about)
