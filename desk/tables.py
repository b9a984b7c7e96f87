"""The tables that readers take away: names for codes, ISO dates, and columns that still say what they hold when the page is gone."""

from __future__ import annotations

import re
import unicodedata

import pandas as pd

import indicators
from desk.names import actor_name, in_words, territory_name
from desk.view import Choices, View

DIGITS = 4
ISO = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
NOT_POWER = "portrayal in these articles, not power"


def sentences(evidence: pd.DataFrame) -> pd.DataFrame:
    """The evidence (of data.queries.evidence), one row a piece."""
    return pd.DataFrame({
        "article": evidence["title"], "outlet": evidence["source"], "outlet country": evidence["source_country"].map(actor_name),
        "published": [_iso(row) for row in evidence.itertuples()], "actor": evidence["actor"].map(actor_name),
        "territory": evidence["territory"].map(territory_name), "indicator": evidence["indicator"],
        "sentence": evidence["sentence_text"], "cue": evidence["cue"], "contribution": evidence["contribution"],
        "weight": evidence["weight"], "read by": evidence["read_by"], "voice": evidence["voice"], "speaker": evidence["speaker"], "address": evidence["url"],
        "also in": evidence["also_in"],
    })


def _iso(row) -> str:
    """The date as precisely as it is known: "2023-11-08", "2023-11", "2023", ""."""
    form = ISO.get(row.published_precision)
    return "" if form is None or pd.isna(row.published) else f"{pd.Timestamp(row.published):{form}}"


def figures(frame: pd.DataFrame) -> pd.DataFrame:
    """Levels or a series with display names in the place of codes and days in the place of times."""
    names = {"actor": actor_name, "territory": territory_name}
    return frame.assign(**{column: frame[column].map(names[column]) for column in names if column in frame},
                        **{column: frame[column].dt.strftime("%Y-%m-%d") for column in ("period", "period_end") if column in frame})


def explained(frame: pd.DataFrame, view: View, choices: Choices, is_sample: bool) -> pd.DataFrame:
    """The table with numbers of four digits, and in every row what it is of: so a row that is copied elsewhere still says it."""
    measure = view.measure
    facts = {"measure": measure.label, "unit": measure.unit, "from": view.since or choices.first, "to": view.until or choices.last,
             "filters": in_words(view), "corpus": "Invented sample" if is_sample else "your articles",
             "scorer": indicators.version(), "meaning": NOT_POWER}
    if "actor" not in frame:
        facts = {"actor": actor_name(view.actor)} | facts
    return frame.round(DIGITS).assign(**{name: "" if fact is None else str(fact) for name, fact in facts.items()})


def file_name(view: View, choices: Choices, *parts: str) -> str:
    """"tone-turkey-turkiye-map-2018-05-10-2025-12-22.csv"."""
    words = [view.measure.label, actor_name(view.actor), *parts, *(str(day) for day in (view.since or choices.first, view.until or choices.last) if day)]
    plain = unicodedata.normalize("NFKD", " ".join(words)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") + ".csv"


def csv(frame: pd.DataFrame) -> bytes:
    """A table as CSV that spreadsheets open as text: a cell that begins like a formula gets a quote before it."""
    safe = frame.map(lambda cell: "'" + cell if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t") else cell)
    return safe.to_csv(index=False).encode("utf-8-sig")


# What the columns of the tables hold, for codebooks.
CODEBOOK = {
    "actor": "whom the figure is of: a state, alliance, organisation, de-facto authority or group of them",
    "other": "the actor towards whom the first one acts",
    "territory": "where the influence is said to be exerted; a country without the parts that are drawn apart; the region in general has a row of its own",
    "group": "group of outlets", "instrument": "the means that the actor is shown to use", "panel": "year or actor of a small map", "place": "place named in the sentences",
    "period": "first day of the period", "period_end": "last day of the period", "panel_n": "articles behind a small map",
    "value": "the figure, in the unit of the column unit", "low": "lower end of the 95 % interval (of a change: of the difference)", "high": "upper end of it",
    "n": "articles that make a statement", "direction": "mean trajectory, from -1 declining to +1 rising", "direction_n": "articles behind the direction",
    "before": "figure of the earlier period", "after": "figure of the later period", "change": "after less before", "n_before": "articles in the earlier period",
    "n_after": "articles in the later period", "verdict": "clear where the interval leaves out 0", "second": "runner-up", "second_value": "its figure", "second_n": "its articles",
    "margin": "by how much the first leads", "clear": "whether the interval of the margin leaves out 0", "lon": "degrees east", "lat": "degrees north",
    "measure": "what is measured", "unit": "of the figures", "from": "first day asked for", "to": "last day asked for", "filters": "filters in force",
    "corpus": "whose articles", "scorer": "version of the scorer, with its lexicons and model", "meaning": "what the figures are, and what they are not",
}
