"""What the pages read: the store's newest snapshot, and its answers kept for as long as the store stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import streamlit as st

import sample
from data.store import Snapshot
from desk.corpus import Corpus, asked


@contextmanager
def corpus() -> Iterator[Corpus]:
    """The user's corpus, or the sample while the user has none.

    Raises
    ------
    MonitorError : the store cannot be read.
    """
    store, is_sample = sample.current_store()
    with store.read() as snapshot:
        yield Corpus(snapshot, is_sample, _ask)


def _ask(snapshot: Snapshot, question: str, *about) -> Any:
    return _kept(snapshot, snapshot.fingerprint, question, *about)


# The snapshot itself is no part of the key (its name begins with _): its fingerprint is.
@st.cache_data(max_entries=120, show_spinner=False)
def _kept(_snapshot: Snapshot, fingerprint: str, question: str, *about) -> Any:
    return asked(_snapshot, question, *about)
