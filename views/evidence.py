"""The evidence: articles and their sentences as safe HTML, cues marked, with what each adds to the score."""

from __future__ import annotations

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
    blocks = [_article(part, measure) for _, part in evidence.groupby("article_id", sort=False)]
    return f"<div class='evidence'>{''.join(blocks)}</div>"


def telling_html(evidence: pd.DataFrame) -> str:
    """A list of single sentences, each with its article: evidence as data.queries.evidence gives the strongest pieces."""
    items = []
    for row in evidence.itertuples():
        sign = _sign(row.contribution, row.weight)
        about = " · ".join(filter(None, (row.title or "(no title)", row.source, when(row), territory_name(row.territory))))
        part = evidence.loc[[row.Index]]
        items.append(f"<li><span class='add {sign}'>{signed(row.contribution)}</span><p>{_marked(part)}</p><small>{escape(about)}</small></li>")
    return f"<div class='evidence'><ol>{''.join(items)}</ol></div>" if items else "<p class='hint'>None in this view.</p>"


def highlighted_html(text: str, evidence: pd.DataFrame) -> str:
    """A whole text in which the sentences and cues of the evidence are marked by their sign, each with what it adds.

    evidence : rows of data.queries.evidence of one article, actor and indicator.
    """
    out, at = [], 0
    for _, rows in sorted(evidence.groupby("sentence"), key=lambda each: each[1]["sentence_start"].min()):
        start, end = int(rows["sentence_start"].iloc[0]), int(rows["sentence_end"].iloc[0])
        if start < at:
            continue
        sign = _sign(rows["contribution"].sum(), rows["weight"].sum())
        out += [escape(text[at:start]), f"<span class='said {sign}'>{_marked(rows)}<sup>{escape(signed(rows['contribution'].sum()))}</sup></span>"]
        at = end
    whole = "".join([*out, escape(text[at:])])
    return f"<div class='evidence text'>{whole}</div>"


def _article(part: pd.DataFrame, measure: Measure) -> str:
    first = part.iloc[0]
    title = escape(first.title or "(no title)")
    also = f"also in {first.also_in}" if first.also_in else ""
    about = " · ".join(escape(each) for each in (first.source or "outlet unknown", when(first), also) if each)
    sentences = "".join(_sentence(rows, measure) for _, rows in part.groupby("sentence", sort=False))
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


def _sentence(rows: pd.DataFrame, measure: Measure) -> str:
    """One sentence with all that counts in it: cues marked, and below how much the model's reading and each cue add."""
    added, weight = rows["contribution"].sum(), rows["weight"].sum()
    sign = _sign(added, weight)
    if measure.is_share:
        meaning = "names the actor"
    elif weight == 0:
        meaning = "quoted claim, not counted"
    else:
        meaning = {"plus": measure.high_words, "minus": measure.low_words, "none": "neither"}[sign]
    loudest = rows.loc[rows["weight"].idxmax()]
    said = SAID_BY.get(loudest.voice, "{speaker}").format(speaker=loudest.speaker or "a speaker")
    facts = [meaning, "" if measure.is_share else f"says {said}", "" if measure.is_share else _shares(rows),
             territory_name(loudest.territory)]
    return (f"<li><span class='add {sign}'>{signed(added)}</span><p>{_marked(rows)}</p>"
            f"<small>{' · '.join(escape(fact) for fact in facts if fact)}</small></li>")


def _sign(contribution: float, weight: float) -> str:
    return "none" if weight == 0 or contribution == 0 else "plus" if contribution > 0 else "minus"


def _marked(rows: pd.DataFrame) -> str:
    """The sentence with its cues marked, in order; where two overlap, the first."""
    text, begin, out, at = rows.iloc[0].sentence_text, rows.iloc[0].sentence_start, [], 0
    for row in rows.sort_values(["start", "end"]).itertuples():
        start, end = row.start - begin, row.end - begin
        if row.read_by == "model" or start < at:   # its words are the whole sentence
            continue
        sign = _sign(row.contribution, row.weight)
        out += [escape(text[at:start]), f"<mark class='{sign}'>{escape(text[start:end])}</mark>"]
        at = end
    return "".join([*out, escape(text[at:])])


def _shares(rows: pd.DataFrame) -> str:
    """Who adds what, where the sentence has more than one piece, or one that is not marked in it."""
    terms = [f"the model's reading {signed(row.contribution)}" if row.read_by == "model" else f"“{row.cue}” {signed(row.contribution)}"
             for row in rows.itertuples() if row.weight]
    return ", ".join(terms) if len(terms) > 1 or rows["read_by"].eq("model").any() else ""


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
