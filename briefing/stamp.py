"""What makes a briefing citable: which view of which data, read by which scorer, when, and the figures themselves.

The stamp travels inside every file that is exported, so that `monitor.py verify FILE` can make the figures again from the
store as it is now and say which are no longer the same.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pandas as pd

import indicators
from briefing.findings import Draft
from briefing.plan import Plan
from desk.corpus import Corpus
from records import MonitorError

if TYPE_CHECKING:
    from briefing.made import Part

FORMAT = 1
DIGITS = 4


@dataclass(frozen=True)
class Stamp:
    """plan : as briefing.plan has it, plain. corpus : in words. store : the store's state. made : UTC, ISO. findings, tables : the
    figures, rounded; a table a part (None for one without). fingerprint : of all figures together."""

    plan: dict
    corpus: str
    store: str
    is_sample: bool
    scorer: str
    made: str
    findings: list[dict]
    tables: list[list[dict] | None]
    fingerprint: str
    format: int = FORMAT

    @property
    def permalink(self) -> str:
        """The address of the view that the text is of, from the page's own on: "/?actor=RUS"."""
        return "/" + ("?" + urlencode(self.plan["address"], doseq=True) if self.plan["address"] else "")

    def in_words(self) -> str:
        """One line for the foot of a page."""
        return f"{self.corpus}. Scorer {self.scorer}. Made {self.made[:16].replace('T', ' ')} UTC. Figures {self.fingerprint}. View: {self.permalink}"

    def written(self) -> str:
        """As JSON."""
        return json.dumps(asdict(self), ensure_ascii=True)


def stamped(plan: Plan, opened: Corpus, text: Draft, parts: tuple[Part, ...], at: datetime) -> Stamp:
    """The stamp of a briefing that is being made."""
    findings = [finding.figures for finding in text.findings]
    tables = [None if part.picture is None else plain(part.picture.table) for part in parts]
    return Stamp(json.loads(json.dumps(asdict(plan))), opened.name(), opened.snapshot.fingerprint, opened.is_sample, indicators.version(),
                 at.isoformat(timespec="seconds"), findings, tables, fingerprint(findings, tables))


def plain(table: pd.DataFrame) -> list[dict]:
    """A table as rows of plain values: numbers of four digits, days as ISO, nothing as None."""
    return [{name: _plain(value) for name, value in row.items()} for row in table.to_dict("records")]


def fingerprint(findings: list[dict], tables: list) -> str:
    """Twelve hex digits of all figures."""
    return hashlib.sha256(json.dumps([findings, tables], sort_keys=True).encode()).hexdigest()[:12]


def read(written: str, place: str) -> Stamp:
    """A stamp from its JSON.

    Raises
    ------
    MonitorError : it is none.
    """
    try:
        fields = json.loads(written)
        if fields.get("format") != FORMAT:
            raise MonitorError(f"{place}: was exported by another version of the monitor (format {fields.get('format')}).")
        return Stamp(**fields)
    except (ValueError, TypeError, AttributeError) as error:
        raise MonitorError(f"{place}: carries no stamp of the monitor. Only files that it exported can be verified.") from error


def plan_of(stamp: Stamp) -> Plan:
    """The plan that the stamp's file was made from."""
    return Plan.read(json.dumps(stamp.plan))


def differences(old: Stamp, new: Stamp) -> list[str]:
    """A sentence for every figure that is another now; none where the store reproduces them all."""
    found = []
    for place, (before, after) in enumerate(zip(old.findings, new.findings), 1):
        found += [f"Finding {place}: {_row(changed)}" for changed in _changed(before, after)]
    if len(old.findings) != len(new.findings):
        found.append(f"There were {len(old.findings)} findings, now there are {len(new.findings)}.")
    for place, (before, after) in enumerate(zip(old.tables, new.tables), 1):
        if (before is None) != (after is None) or len(before or ()) != len(after or ()):
            found.append(f"Item {place}: had {len(before or ())} rows, now {len(after or ())}.")
            continue
        for number, rows in enumerate(zip(before or (), after or ()), 1):
            found += [f"Item {place}, row {number} ({_named(rows[0])}): {_row(changed)}" for changed in _changed(*rows)]
    return found


def _changed(before: dict, after: dict) -> list[tuple]:
    return [(name, before.get(name), after.get(name)) for name in {**before, **after} if before.get(name) != after.get(name)]


def _row(changed: tuple) -> str:
    name, before, after = changed
    return f"{name} was {'nothing' if before is None else before}, is {'nothing' if after is None else after}."


def _named(row: dict) -> str:
    return ", ".join(str(row[name]) for name in ("actor", "other", "territory", "group", "instrument", "place", "period", "panel") if row.get(name))


def _plain(value):
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if value is None or value is pd.NaT or (isinstance(value, float) and pd.isna(value)):
        return None
    if hasattr(value, "item"):
        value = value.item()
    return round(value, DIGITS) + 0.0 if isinstance(value, float) else value
