"""Whose articles a briefing rests on: how many, from whom, in which languages, and what is missing."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from briefing.findings import wording
from charts.style import articles
from data import queries
from data.outlets import of_name
from desk.corpus import Corpus
from desk.names import actor_name, dates_in_words
from desk.view import Choices, View

LISTED = 6           # of a kind
AROUND = ("ARM", "AZE", "GEO", "RUS", "TUR", "IRN")   # countries whose outlets a reader would expect


def characterised(opened: Corpus, view: View, choices: Choices) -> list[str]:
    """Sentences on the articles of the view that name its actor, of wording.toml."""
    words = wording()["sources"]
    named = opened.pieces(view.filters, "salience", (view.actor,))["article_id"].unique()
    known = queries.articles(opened.snapshot)
    rows = known[known["article_id"].isin(named)]
    outlets = rows["source"].nunique()
    out = [words["count"].format(articles=articles(len(rows)).capitalize(), outlets=f"{outlets} outlet{'s' if outlets != 1 else ''}",
                                 dates=dates_in_words(view, choices.first, choices.last) or "undated"), words["copies"]]
    if rows.empty:
        return out[:1]
    kinds = Counter(found.kind for source in rows["source"] if (found := of_name(source)))
    if kinds:
        out.append(words["kinds"].format(list=_listed(kinds)))
    countries = Counter(actor_name(code) for code in rows["source_country"] if code)
    out.append(words["countries"].format(list=_listed(countries) or "not known"))
    out.append(words["languages"].format(list=_listed(Counter(rows["language"].replace("", "not known")))))
    if missing := [actor_name(code) for code in AROUND if not (rows["source_country"] == code).any()]:
        out.append(words["none_of"].format(list=" or ".join([", ".join(missing[:-1]), missing[-1]] if len(missing) > 1 else missing)))
    if unknown := sum(of_name(source) is None for source in rows["source"]):
        out.append(words["unknown"].format(n=unknown))
    dated = rows.dropna(subset=["published"])
    if len(dated) < len(rows):
        out.append(words["undated"].format(n=len(rows) - len(dated)))
    if gaps := _months_without(dated):
        out.append(words["gaps"].format(list=gaps))
    return out


def _months_without(dated: pd.DataFrame) -> str:
    """How many months between the first and the last article have none, and the longest run of them."""
    if dated.empty:
        return ""
    months = pd.to_datetime(dated["published"]).dt.to_period("M")
    empty = [month for month in pd.period_range(months.min(), months.max()) if month not in set(months)]
    if not empty:
        return ""
    named = ", ".join(month.strftime("%b %Y") for month in empty[:LISTED])
    return named + (f" and {len(empty) - LISTED} more" if len(empty) > LISTED else "")


def _listed(counts: Counter) -> str:
    shown = counts.most_common(LISTED)
    rest = sum(counts.values()) - sum(n for _, n in shown)
    return ", ".join(f"{name} {n}" for name, n in shown) + (f", others {rest}" if rest else "")
