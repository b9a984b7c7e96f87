"""What the formats have in common: words for a part, a short table, text that no program chokes on."""

from __future__ import annotations

import re

import pandas as pd

from briefing.made import Part, likelihoods
from desk.tables import figures

JUDGEMENT = "Judgement: the officer's own, not drafted by the monitor"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def plain_text(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return _CONTROL.sub("", text or "")


def cut(text: str, longest: int) -> str:
    """A text that fits its place; what is cut off is marked."""
    text = text or ""
    return text if len(text) <= longest else text[:longest].rstrip() + " …"


def likelihood_lines() -> list[str]:
    """The terms of likelihood and their ranges, with the source."""
    terms = likelihoods()
    return [*(f"{row['term']}: {row['from']}–{row['to']} %" for row in terms), terms[0]["source"]]


def short_table(part: Part, most: int) -> list[list[str]]:
    """A part's table as cells: headings, at most so many rows, and a row that says how many more there are."""
    shown = figures(part.picture.table)
    rows = [[str(name).replace("_", " ") for name in shown]]
    rows += [[_cell(value) for value in row] for row in shown.head(most).itertuples(index=False)]
    if len(shown) > most:
        rows.append([f"{len(shown) - most} more rows in the data", *[""] * (len(rows[0]) - 1)])
    return rows


def _cell(value) -> str:
    if isinstance(value, float):
        return "" if pd.isna(value) else f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value)
