"""Dated events of reference/events.csv, for marking on charts: coincidence in time, never a cause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import pandas as pd

from analysis.groups import members_of
from geo.territories import ancestors
from reading.actors import actors
from reading.named import in_title
from records import MonitorError

FILE = Path(__file__).resolve().parent.parent / "reference" / "events.csv"


@lru_cache(maxsize=1)
def events() -> pd.DataFrame:
    """All events: date, precision (day, month, year), place, territories (codes that the place names), actors (codes), fact, source.

    Raises
    ------
    MonitorError : a date or an actor of the file cannot be read.
    """
    table = pd.read_csv(FILE, dtype=str, keep_default_na=False)
    for row in table.itertuples():
        if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", row.date):
            raise MonitorError(f"{FILE.name}: {row.date!r} is no date such as 2020-09-27. Correct it.")
        if unknown := [code for code in row.actors.split(";") if code not in actors()]:
            raise MonitorError(f"{FILE.name}, {row.date}: actors.yaml has no {unknown[0]!r}. Correct it.")
    precision = table["date"].str.count("-").map({0: "year", 1: "month", 2: "day"})
    return table.assign(date=pd.to_datetime(table["date"].map(lambda text: (text + "-01-01")[:10] if text.count("-") < 2 else text)),
                        precision=precision, actors=table["actors"].str.split(";").map(tuple), territories=table["place"].map(_territories))


def chosen(codes: Sequence[str] = (), territories: Sequence[str] = ()) -> pd.DataFrame:
    """The events of any of these actors or groups, in any of these territories or their parts; () means all."""
    wanted, table = set(members_of(codes)), events()
    by_actor = table["actors"].map(lambda found: not wanted or bool(wanted & set(found)))
    inside = table["territories"].map(lambda found: not territories or any(set(ancestors(code)) & set(territories) for code in found))
    return table[by_actor & inside].reset_index(drop=True)


def _territories(place: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.territory for one in in_title(place)))
