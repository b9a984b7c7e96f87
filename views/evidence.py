"""The evidence: articles and their sentences as safe HTML, cues marked, with what each adds to the score."""

from __future__ import annotations

from html import escape

import pandas as pd

from analysis.measures import MINUS, Measure
from views.filters import territory_name

FORM = {"day": "%d %B %Y", "month": "%B %Y", "year": "%Y"}
TERMS = 6        # a sum writes out no more; the others are added up
NOTHING = 0.0001 # below this a number is a rounding error of a sum
WHOLE = 0.999    # the weights of an article's evidence sum to 1
SAID_BY = {"author": "the author", "followed": "{speaker}, whom the text follows", "quoted": "{speaker}, only quoted"}


def articles_html(evidence: pd.DataFrame, measure: Measure) -> str:
    """One block an article: title, outlet, date and score; under it its sentences with their contributions.

    evidence : rows of data.queries.evidence on one actor, of the measure's indicator. Never modified.
    """
    blocks = [_article(part, measure) for _, part in evidence.groupby("article_id", sort=False)]
    return f"<div class='evidence'>{''.join(blocks)}</div>"


def _article(part: pd.DataFrame, measure: Measure) -> str:
    first = part.iloc[0]
    title = escape(first.title or "(no title)")
    about = " · ".join(escape(each) for each in (first.source or "outlet unknown", when(first)))
    sentences = "".join(_sentence(row, measure) for row in part.itertuples())
    return (f"<article><header><h4>{title}</h4><p>{about}</p><p class='sum'>{escape(total(part, measure))}</p></header>"
            f"<ol>{sentences}</ol></article>")


def total(part: pd.DataFrame, measure: Measure) -> str:
    """How the contributions of one article add up, in words and numbers."""
    added, weight = part["contribution"].sum(), part["weight"].sum()
    if measure.is_share:
        return f"Share of this article: {measure.written(measure.shown(added))}"
    if weight == 0:
        return "No statement: only claims that are quoted"
    values = part.loc[part["weight"] > 0, "contribution"].to_numpy()
    terms = [signed(value) for value in values]
    if len(values) > TERMS:
        rest = values[TERMS - 1:]
        terms = [*terms[:TERMS - 1], f"… and {len(rest)} more ({signed(rest.sum())})"]
    sums = " ".join(terms)
    shown = f" · {measure.named(measure.shown(added / weight))}" if measure.scale != 1 else ""
    if weight < WHOLE:   # some of the article's statements are on other territories
        return f"Here ({sums}) over weight {weight:.2f} = {signed(added / weight)}{shown}"
    return f"Score {signed(added)}" + (f" = {sums}" if len(values) > 1 else "") + shown


def _sentence(row, measure: Measure) -> str:
    text = row.sentence_text
    start, end = row.start - row.sentence_start, row.end - row.sentence_start
    sign = "none" if row.weight == 0 else "plus" if row.contribution > 0 else "minus" if row.contribution < 0 else "none"
    marked = f"{escape(text[:start])}<mark class='{sign}'>{escape(text[start:end])}</mark>{escape(text[end:])}"
    if measure.is_share:
        meaning = "names the actor"
    elif row.weight == 0:
        meaning = "quoted claim, not counted"
    else:
        meaning = {"plus": measure.high_words, "minus": measure.low_words, "none": "neither"}[sign]
    speaker = row.speaker or "a speaker"
    said = SAID_BY.get(row.voice, "{speaker}").format(speaker=speaker)
    says = "" if measure.is_share else f"says {said}"
    facts = " · ".join(escape(each) for each in (meaning, says, territory_name(row.territory)) if each)
    return f"<li><span class='add {sign}'>{signed(row.contribution)}</span><p>{marked}</p><small>{facts}</small></li>"


def signed(value: float) -> str:
    """A contribution with its sign: "+0.20", "−0.15", "+0.003" where two decimals would show nothing, "0"."""
    text = f"{value:+.2f}"
    if float(text) == 0:
        text = f"{value:+.1g}" if abs(value) >= NOTHING else "0"
    return text.replace("-", MINUS)


def when(row) -> str:
    """The article's date, as precisely as it is known."""
    form = FORM.get(row.published_precision)
    if form is None or pd.isna(row.published):
        return "undated"
    return f"{pd.Timestamp(row.published):{form}}".lstrip("0")   # %-d is not known on Windows
