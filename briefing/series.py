"""What a picture shows as plain series: for charts that can be edited in another program."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.measures import Measure
from analysis.periods import period_name
from analysis.relations import STANCE
from briefing.made import Part
from charts.style import TWO
from charts.trend import actor_line
from config import settings
from desk.names import actor_name, outlet_group_name, territory_name

BARS = ("territories", "means", "outlets", "comparison")


@dataclass(frozen=True)
class Line:
    """One series: a value a category, None where there is none, the ends of its 95 % interval, and which rest on too few articles."""

    name: str
    colour: str
    values: list[float | None]
    lows: list[float | None]
    highs: list[float | None]
    few: list[bool]


@dataclass(frozen=True)
class Series:
    """categories : along the axis; over_time : they are periods in order. low, high, unit : of the axis of values."""

    categories: list[str]
    lines: list[Line]
    low: float
    high: float
    unit: str
    over_time: bool


def series_of(part: Part) -> Series | None:
    """The series of a trend or of rows; None for maps and what else is only a picture."""
    what, view, table = part.item.what, part.view, part.picture.table
    if table.empty:
        return None
    if what in ("trend", "actor-trend"):
        return _over_time(part, {code: (actor_name(code), actor_line(code, "light")["color"]) for code in table["actor"].unique()}, view.measure)
    if what == "pair":
        names = {code: " → ".join(actor_name(one) for one in code.split(">")) for code in table["actor"].unique()}
        return _over_time(part, {code: (name, colour) for (code, name), colour in zip(names.items(), TWO["light"])}, STANCE)
    if what == "comparison" and view.compare == "periods":
        return _periods(part)
    if what in BARS:
        return _rows(part)
    return None


_STEPS = {"day": "D", "week": "W-MON", "month": "MS", "quarter": "QS", "year": "YS"}


def _over_time(part: Part, looks: dict[str, tuple[str, str]], measure: Measure) -> Series:
    """looks : name and colour of each line, by the code in the table's column `actor`."""
    table, by = part.picture.table, part.view.by
    starts = list(pd.date_range(table["period"].min(), table["period"].max(), freq=_STEPS[by]))
    lines = [(*look, table[table["actor"] == code].set_index("period").reindex(starts)) for code, look in looks.items()]
    return _made([period_name(start, by) for start in starts], lines, measure, True)


def _rows(part: Part) -> Series:
    table, view = part.picture.table, part.view
    key = next(name for name in ("territory", "instrument", "group") if name in table)
    names = {"territory": territory_name, "instrument": str.capitalize, "group": lambda code: outlet_group_name(code, view.group if part.item.what == "comparison" else "based")}[key]
    codes = list(dict.fromkeys(table[key]))
    of = {code: rows.set_index(key).reindex(codes) for code, rows in (table.groupby("actor", sort=False) if "actor" in table else [(view.actor, table)])}
    return _made([names(code) for code in codes], [(actor_name(code), actor_line(code, "light")["color"], rows) for code, rows in of.items()], view.measure, False)


def _periods(part: Part) -> Series:
    table = part.picture.table
    both = [(name, colour, pd.DataFrame({"value": table[name], "low": None, "high": None, "n": table[f"n_{name}"]})) for name, colour in zip(("before", "after"), TWO["light"])]
    return _made([actor_name(code) for code in table["actor"]], both, part.view.measure, False)


def _made(categories: list[str], lines: list, measure: Measure, over_time: bool) -> Series:
    least = settings()["display"]["min_articles"]
    measure = measure.fitted([value for _, _, rows in lines for value in rows["value"]])
    clean = lambda column: [None if pd.isna(value) else round(float(value), 4) for value in column]
    return Series(categories, [Line(name, colour, clean(rows["value"]), clean(rows["low"]), clean(rows["high"]), list(rows["n"].fillna(0) < least))
                               for name, colour, rows in lines],
                  measure.low, measure.high, f"{measure.label}: {measure.low_word} to {measure.high_word}, {measure.unit}", over_time)
