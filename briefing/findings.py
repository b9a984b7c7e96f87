"""The drafted text of a briefing: the line, and at most five findings, each with what it rests on. It says only what the figures bear."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import pandas as pd

from analysis import measures
from analysis.change import FALL, NO_CHANGE, RISE, TOO_FEW, changes, drivers
from analysis.periods import period_name
from analysis.series import trend
from analysis.territories import as_drawn
from analysis.turning import turning_points
from charts.maps.change import signed
from desk.corpus import Corpus
from desk.names import actor_in_a_sentence, lower_first, territory_name
from desk.pictures import period_parts
from desk.view import Choices, View
from desk.words import figure_in_words, whole_of
from geo.territories import REGION

MOST = 5             # findings
CITED = 3            # articles cited by a finding: those that move its change most
ALSO = ("sentiment",)   # measures looked at beside the view's own


@dataclass(frozen=True)
class Footnote:
    """An article behind a finding."""

    article_id: str
    title: str
    outlet: str
    date: str
    url: str


@dataclass(frozen=True)
class Finding:
    """One sentence with its verdict, the figures in it (displayed scale) and the articles that move it most."""

    text: str
    verdict: str
    figures: dict[str, float | int | str]
    footnotes: tuple[Footnote, ...] = ()


@dataclass(frozen=True)
class Draft:
    """The line up front, and the findings."""

    line: str
    findings: tuple[Finding, ...]
    heading: str = "Findings"     # says of which periods


@lru_cache(maxsize=1)
def wording() -> dict[str, dict[str, str]]:
    """The templates of wording.toml."""
    return tomllib.loads(Path(__file__).with_name("wording.toml").read_text(encoding="utf-8"))


def draft(opened: Corpus, view: View, choices: Choices) -> Draft:
    """The text for a view: the change of its actor, of those beside it, by territory, and in sentiment, clear ones first."""
    line, whole = wording()["line"], whole_of(opened, view)
    if not whole.n:
        return Draft(line["nothing"].format(actor=actor_in_a_sentence(view.actor)), ())
    if choices.first is None:
        return Draft(line["undated"].format(figure=figure_in_words(whole, view.measure)), ())
    found = _candidates(opened, view, choices)
    if not found:
        return Draft(line["nothing"].format(actor=actor_in_a_sentence(view.actor)), ())
    main, others = found[0], sorted(found[1:], key=_weight)
    heading = wording()["finding"]["heading"].format(earlier=main.periods[0], later=main.periods[1])
    return Draft(_line(main) + _turn(opened, view), tuple(_finding(one, opened) for one in [main, *others][:MOST]), heading)


@dataclass(frozen=True)
class _Change:
    """A change as analysis.change gives it, and of what it is."""

    view: View
    row: Mapping
    parts: list[pd.DataFrame]
    periods: tuple[str, str]
    where: str = ""

    @property
    def about(self) -> str:
        return self.view.measure.about(actor_in_a_sentence(self.view.actor))


def _candidates(opened: Corpus, view: View, choices: Choices) -> list[_Change]:
    parts, periods = period_parts(opened, view, choices)
    found = [_Change(replace(view, actor=row["actor"]), row, parts, periods) for row in changes(*parts, view.measure, list(view.trend_actors)).to_dict("records")]
    found.sort(key=lambda one: one.view.actor != view.actor)
    if not found or found[0].view.actor != view.actor:
        return []
    placed = [part.assign(territory=as_drawn(part["territory"])) for part in parts]
    by_territory = changes(*placed, view.measure, [view.actor], by="territory").to_dict("records")
    found += [_Change(view, row, [part[part["territory"] == row["territory"]] for part in placed], periods, row["territory"])
              for row in by_territory if row["verdict"] in (RISE, FALL) and row["territory"] != REGION]
    for key in ALSO:
        if key != view.show:
            other = replace(view, show=key)
            own, _ = period_parts(opened, other, choices)
            found += [_Change(other, row, own, periods) for row in changes(*own, measures.measure(key), [view.actor]).to_dict("records")]
    return found


def _weight(one: _Change) -> tuple:
    """Clear changes first, the larger before the smaller; then those that show none; then those of too few articles."""
    measure = one.view.measure
    size = 0.0 if pd.isna(one.row["change"]) else abs(one.row["change"]) / (measure.high - measure.low)
    return {RISE: 0, FALL: 0, NO_CHANGE: 1, TOO_FEW: 2}[one.row["verdict"]], -size


def _words(one: _Change) -> dict[str, str]:
    measure, row = one.view.measure, one.row
    written = lambda value: "" if pd.isna(value) else measure.written(value)
    moved = lambda value: "" if pd.isna(value) else signed(value, measure)
    counts = {"n_before": int(row["n_before"]), "n_after": int(row["n_after"]), "earlier": one.periods[0], "later": one.periods[1]}
    return counts | {
        "About": one.about, "about": lower_first(one.about), "where": f" in {territory_name(one.where)}" if one.where else "",
        "before": written(row["before"]), "after": written(row["after"]), "change": moved(row["change"]), "low": moved(row["low"]),
        "high": moved(row["high"]), "articles": wording()["finding"]["articles"].format(**counts)}


def _line(one: _Change) -> str:
    return wording()["line"][one.row["verdict"]].format(**_words(one))


def _turn(opened: Corpus, view: View) -> str:
    """Since when: the turning point of the actor's series, where it has one."""
    measure = view.measure
    series = trend(opened.pieces(view.filters, measure.indicator, view.trend_actors, measure.is_share), measure, [view.actor], view.by)
    turns = turning_points(series, view.actor)
    if turns.empty:
        return ""
    last, line = turns.iloc[-1], wording()["line"]
    event = "" if pd.isna(last["event_date"]) else line["event"].format(event=last["event"].rstrip("."), day=f"{last['event_date'].day} {last['event_date']:%b %Y}")
    return " " + line["turn"].format(by=view.by, when=period_name(last["period"], view.by), old=measure.written(last["before"]),
                                     new=measure.written(last["after"]), event=event)


def _finding(one: _Change, opened: Corpus) -> Finding:
    row, measure = one.row, one.view.measure
    moving = drivers(*one.parts, measure, one.view.actor)["article_id"].head(CITED).tolist() if row["verdict"] != TOO_FEW else []
    known = opened.named_by(moving).set_index("article_id")
    figures = {"measure": measure.key, "actor": one.view.actor, "territory": one.where, "verdict": row["verdict"]}
    figures |= {name: None if pd.isna(row[name]) else round(float(row[name]), 4) for name in ("before", "after", "change", "low", "high")}
    figures |= {name: int(row[name]) for name in ("n_before", "n_after")}
    return Finding(wording()["finding"][row["verdict"]].format(**_words(one)), row["verdict"], figures,
                   tuple(cited(each, known.loc[each]) for each in moving if each in known.index))


def cited(article_id: str, row: pd.Series) -> Footnote:
    """An article as a footnote names it. row : of data.queries.articles or of its evidence."""
    form = {"day": "%d %b %Y", "month": "%b %Y", "year": "%Y"}.get(row["published_precision"])
    date = "undated" if form is None or pd.isna(row["published"]) else f"{pd.Timestamp(row['published']):{form}}".lstrip("0")
    return Footnote(article_id, row["title"] or "(no title)", row["source"] or "outlet unknown", date, row["url"] or "")


def reference(note: Footnote) -> str:
    """"“Title”, Outlet, 3 May 2024, https://..."."""
    return ", ".join(filter(None, (f"“{note.title}”", note.outlet, note.date, note.url)))
