"""The evidence: articles and their sentences as safe HTML, cues marked, with what each adds to the score."""

from __future__ import annotations

import math
from collections.abc import Iterable
from html import escape

import pandas as pd

from analysis.measures import MINUS, Measure
from desk.names import territory_name

FORM = {"day": "%d %B %Y", "month": "%B %Y", "year": "%Y"}
TERMS = 6        # a sum writes out no more; the others are added up
NOTHING = 0.0001 # below this a number is a rounding error of a sum
WHOLE = 0.999    # the weights of an article's evidence sum to 1
SAID_BY = {"author": "the author", "followed": "{speaker}, whom the text follows", "quoted": "{speaker}, only quoted"}


def articles_html(evidence: pd.DataFrame, measure: Measure) -> str:
    """One block an article: title, outlet, date and score; under it its sentences with their contributions.

    evidence : rows of data.queries.evidence on one actor, of the measure's indicator. Never modified.
    """
    blocks = [_article(rows, measure) for rows in _grouped(evidence.itertuples(), "article_id")]
    return f"<div class='evidence'>{''.join(blocks)}</div>"


def telling_html(evidence: pd.DataFrame) -> str:
    """A list of single sentences, each with its article: evidence as data.queries.evidence gives the strongest pieces."""
    items = []
    for row in evidence.itertuples():
        sign = _sign(row.contribution, row.weight)
        about = " · ".join(filter(None, (row.title or "(no title)", row.source, when(row), territory_name(row.territory))))
        items.append(f"<li><span class='add {sign}'>{signed(row.contribution)}</span><p>{_marked([row])}</p><small>{escape(about)}</small></li>")
    return f"<div class='evidence'><ol>{''.join(items)}</ol></div>" if items else "<p class='hint'>None in this view.</p>"


def highlighted_html(text: str, evidence: pd.DataFrame) -> str:
    """A whole text in which the sentences and cues of the evidence are marked by their sign, each with what it adds.

    evidence : rows of data.queries.evidence of one article, actor and indicator.
    """
    out, at = [], 0
    for rows in sorted(_grouped(evidence.itertuples(), "sentence"), key=lambda rows: rows[0].sentence_start):
        start, end = int(rows[0].sentence_start), int(rows[0].sentence_end)
        if start < at:
            continue
        added, weight = _sums(rows)
        out += [escape(text[at:start]), f"<span class='said {_sign(added, weight)}'>{_marked(rows)}<sup>{escape(signed(added))}</sup></span>"]
        at = end
    whole = "".join([*out, escape(text[at:])])
    return f"<div class='evidence text'>{whole}</div>"


def _grouped(rows: Iterable, by: str) -> list[list]:
    """Rows (named tuples) in groups, both in the order in which they come. Quicker than a frame's groups, which are many and small here."""
    groups: dict = {}
    for row in rows:
        groups.setdefault(getattr(row, by), []).append(row)
    return list(groups.values())


def _sums(rows: list) -> tuple[float, float]:
    """Contributions and weights added up."""
    return math.fsum(row.contribution for row in rows), math.fsum(row.weight for row in rows)


def _article(rows: list, measure: Measure) -> str:
    first = rows[0]
    title = escape(first.title or "(no title)")
    also = f"also in {first.also_in}" if first.also_in else ""
    about = " · ".join(escape(each) for each in (first.source or "outlet unknown", when(first), also) if each)
    sentences = "".join(_sentence(part, measure) for part in _grouped(rows, "sentence"))
    return (f"<article><header><h4>{title}</h4><p>{about}</p><p class='sum'>{escape(total(rows, measure))}</p></header>"
            f"<ol>{sentences}</ol></article>")


def total(rows: list, measure: Measure) -> str:
    """How the contributions of one article add up, in words and numbers. rows : its evidence, as named tuples."""
    added, weight = _sums(rows)
    if measure.is_share:
        return f"Share of this article: {100 * added:.0f} %"
    if weight == 0:
        return "No statement: only claims that are quoted"
    values = [row.contribution for row in rows if row.weight > 0]
    terms = [signed(value) for value in values]
    if len(values) > TERMS:
        rest = values[TERMS - 1:]
        terms = [*terms[:TERMS - 1], f"… and {len(rest)} more ({signed(math.fsum(rest))})"]
    sums = " ".join(terms)
    shown = f" · {measure.named(measure.shown(added / weight))}" if measure.scale != 1 else ""
    if weight < WHOLE:   # some of the article's statements are on other territories
        return f"Here ({sums}) over weight {weight:.2f} = {signed(added / weight)}{shown}"
    return f"Score {signed(added)}" + (f" = {sums}" if len(values) > 1 else "") + shown


def _sentence(rows: list, measure: Measure) -> str:
    """One sentence with all that counts in it: cues marked, and below how much the model's reading and each cue add."""
    added, weight = _sums(rows)
    sign = _sign(added, weight)
    if measure.is_share:
        meaning = "names the actor"
    elif weight == 0:
        meaning = "quoted claim, not counted"
    else:
        meaning = {"plus": measure.high_words, "minus": measure.low_words, "none": "neither"}[sign]
    loudest = max(rows, key=lambda row: row.weight)
    said = SAID_BY.get(loudest.voice, "{speaker}").format(speaker=loudest.speaker or "a speaker")
    facts = [meaning, "" if measure.is_share else f"says {said}", "" if measure.is_share else _shares(rows),
             territory_name(loudest.territory)]
    return (f"<li><span class='add {sign}'>{signed(added)}</span><p>{_marked(rows)}</p>"
            f"<small>{' · '.join(escape(fact) for fact in facts if fact)}</small></li>")


def _sign(contribution: float, weight: float) -> str:
    return "none" if weight == 0 or contribution == 0 else "plus" if contribution > 0 else "minus"


def _marked(rows: list) -> str:
    """The sentence with its cues marked, in order; where two overlap, the first."""
    text, begin, out, at = rows[0].sentence_text, rows[0].sentence_start, [], 0
    for row in sorted(rows, key=lambda row: (row.start, row.end)):
        start, end = row.start - begin, row.end - begin
        if row.read_by == "model" or start < at:   # its words are the whole sentence
            continue
        sign = _sign(row.contribution, row.weight)
        out += [escape(text[at:start]), f"<mark class='{sign}'>{escape(text[start:end])}</mark>"]
        at = end
    return "".join([*out, escape(text[at:])])


def _shares(rows: list) -> str:
    """Who adds what, where the sentence has more than one piece, or one that is not marked in it."""
    terms = [f"the model's reading {signed(row.contribution)}" if row.read_by == "model" else f"“{row.cue}” {signed(row.contribution)}"
             for row in rows if row.weight]
    return ", ".join(terms) if len(terms) > 1 or any(row.read_by == "model" for row in rows) else ""


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
