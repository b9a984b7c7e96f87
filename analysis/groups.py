"""Groups of actors, such as "regional powers": reference/groups.csv. A group's figure pools what is said of its members.

An article's value for a group is the weighted mean of all its evidence on any member, so an article counts once
however many members it names.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from reading.actors import actors
from records import MonitorError

FILE = Path(__file__).resolve().parent.parent / "reference" / "groups.csv"


@dataclass(frozen=True)
class Group:
    """One group: its code, the name that is displayed, a short one, its members' codes, and a sentence on whom it holds."""

    code: str
    name: str
    short: str
    members: tuple[str, ...]
    holds: str


@lru_cache(maxsize=1)
def groups() -> dict[str, Group]:
    """All groups by code, in the order of the file.

    Raises
    ------
    MonitorError : a member is no actor, or a group has the code of one.
    """
    found = {}
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            one = Group(row["code"], row["name"], row["short"], tuple(row["members"].split(";")), row["holds"])
            if unknown := [code for code in one.members if code not in actors()]:
                raise MonitorError(f"{FILE.name}: {one.code} has the member {unknown[0]!r}, which actors.yaml does not have. Correct it.")
            if one.code in actors():
                raise MonitorError(f"{FILE.name}: {one.code} is the code of an actor. Give the group another.")
            found[one.code] = one
    return found


def members_of(codes: Sequence[str]) -> tuple[str, ...]:
    """The actors meant by these codes, groups taken apart, each once."""
    return tuple(dict.fromkeys(actor for code in codes for actor in (groups()[code].members if code in groups() else (code,))))


def with_groups(pieces: pd.DataFrame, wanted: Sequence[str]) -> pd.DataFrame:
    """The pieces, and for each group among `wanted` those of its members once more under the group's code.

    pieces : as data.queries.pieces gives them, of `members_of(wanted)` at least. Never modified. A group's evidence in an
    article is judged as surely as that of the member with most weight there.
    """
    parts = [pieces]
    for code in wanted:
        if code in groups():
            own = pieces[pieces["actor"].isin(groups()[code].members)].sort_values("weight", ascending=False, kind="stable")
            parts.append(own.assign(actor=code))
    return pd.concat(parts, ignore_index=True) if len(parts) > 1 else pieces
