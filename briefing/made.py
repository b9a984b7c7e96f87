"""A briefing made from a plan and a store: pictures, tables, sentences, text and what it all rests on."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import pandas as pd

from briefing.findings import Draft, Footnote, cited, draft
from briefing.plan import Item, Plan
from briefing.sources import characterised
from briefing.stamp import Stamp, stamped
from desk import names
from desk.corpus import Corpus
from desk.names import dates_in_words, in_words
from desk.pictures import PICTURES, Picture
from desk.tables import explained, figures
from desk.view import Choices, View, read
from desk.words import headline, whole_of
from records import MonitorError


@dataclass(frozen=True)
class Part:
    """One item as it is shown. picture : None for a sentence, and where the view no longer has one. table : with names, and what it is of in every row."""

    item: Item
    view: View
    title: str
    facts: str              # when, with which filters, from how many articles
    picture: Picture | None = None
    table: pd.DataFrame | None = None
    sentence: str = ""
    footnote: Footnote | None = None
    missing: str = ""       # why there is nothing to show


@dataclass(frozen=True)
class Briefing:
    """All that is written into a file."""

    title: str
    headline: str
    draft: Draft
    parts: tuple[Part, ...]
    sources: tuple[str, ...]
    judgement: str
    likelihood: str
    is_sample: bool
    stamp: Stamp

    @property
    def footnotes(self) -> list[Footnote]:
        """Every article cited, once, in the order of first mention; a number is its place, from 1."""
        found = [note for finding in self.draft.findings for note in finding.footnotes]
        found += [part.footnote for part in self.parts if part.footnote]
        return list(dict.fromkeys(found))

    def numbers(self, notes) -> str:
        """"[1][3]" """
        all_of_them = self.footnotes
        return "".join(f"[{all_of_them.index(note) + 1}]" for note in notes if note in all_of_them)


def made(plan: Plan, opened: Corpus, at: datetime | None = None) -> Briefing:
    """The briefing of a plan, from the corpus as it is now. at : the time it is said to be made, UTC.

    An item whose view or sentence is no longer there says so in its place.
    """
    offered = opened.choices()
    view, _ = read(plan.address, offered)
    names.PROFILE.set(view.names)
    if not offered.actors:
        raise MonitorError("No article of the store names an actor that the monitor knows: there is nothing to brief on.")
    text = draft(opened, view, offered)
    parts = tuple(_part(item, opened, offered) for item in plan.items)
    names.PROFILE.set(view.names)
    said = headline(opened, view, offered)
    sources = tuple(characterised(opened, view, offered))
    return Briefing(plan.title or said.partition(":")[0], said, text, parts, sources, plan.judgement, plan.likelihood, opened.is_sample,
                    stamped(plan, opened, text, parts, at or datetime.now(UTC)))


def _part(item: Item, opened: Corpus, offered: Choices) -> Part:
    view, _ = read(item.address, offered)
    names.PROFILE.set(view.names)
    facts = " · ".join(filter(None, (dates_in_words(view, offered.first, offered.last), in_words(replace(view, since=None, until=None)), _counted(item, view, opened))))
    if item.kind == "sentence":
        return _sentence(item, view, opened, facts)
    if item.what not in PICTURES:
        return Part(item, view, item.caption or item.what, facts, missing="This picture is not known to this version of the monitor.")
    picture = PICTURES[item.what](opened, view, offered, "light")
    if picture is None:
        return Part(item, view, item.caption or item.what, facts, missing="There is nothing to show in this view.")
    table = explained(figures(picture.table), view, offered, opened.is_sample)
    return Part(item, view, item.caption or picture.title, facts, picture, table)


def _counted(item: Item, view: View, opened: Corpus) -> str:
    """How many of the corpus' articles bear what is shown; a map says it itself, by its kind."""
    if item.what == "map":
        return ""
    if item.what in ("relations", "pair"):
        return opened.of_all(opened.relations(view.filters)["article_id"].nunique())
    return opened.of_all(whole_of(opened, view).n)


def _sentence(item: Item, view: View, opened: Corpus, facts: str) -> Part:
    article_id, _, number = item.what.partition("#")
    title = item.caption or "A sentence"
    try:
        found = opened.evidence(view.filters, view.measure.indicator, (view.actor,), of=(article_id,))
        row = found[found["sentence"] == int(number)].iloc[0]
    except (ValueError, IndexError):
        return Part(item, view, title, facts, missing="This sentence is no longer in the store, or no longer counts in this view.")
    return Part(item, view, title, facts, sentence=row["sentence_text"], footnote=cited(article_id, row))


@lru_cache(maxsize=1)
def likelihoods() -> tuple[dict[str, str], ...]:
    """The terms of ICD 203 with their ranges in per cent: term, from, to, source."""
    with Path(__file__).with_name("likelihood.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
