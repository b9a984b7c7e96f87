"""The number of a view in a sentence, how sure it is, and what it is not: for the head of a page and of a briefing."""

from __future__ import annotations

import math
from dataclasses import replace

from analysis import measures
from analysis.measures import Measure
from analysis.overall import Overall, direction_word, overall
from charts.style import articles
from config import settings
from desk.corpus import Corpus
from desk.names import actor_in_a_sentence, beyond, dates_in_words
from desk.view import Choices, View

NOT_POWER = "Portrayal in these articles, not power."


def whole_of(opened: Corpus, view: View) -> Overall:
    """The figure of the view's actor over all of it."""
    return opened.figure(_whole, view.of_figures)


def _whole(opened: Corpus, view: View) -> Overall:
    measure = view.measure
    pieces = opened.pieces(view.filters, measure.indicator, view.trend_actors, measure.is_share)
    directions = opened.pieces(view.filters, measure.direction, (view.actor,)) if measure.direction else None
    return overall(pieces, measure, view.actor, directions)


def headline(opened: Corpus, view: View, choices: Choices) -> str:
    """"Portrayed influence of Russia, 2018–2025: level 57 of 100 (49 to 64), no clear direction, 130 articles"."""
    measure, whole = view.measure, whole_of(opened, view)
    dates = dates_in_words(view, choices.first, choices.last)
    return f"{measure.about(actor_in_a_sentence(view.actor))}{', ' + dates if dates else ''}: {figure_in_words(whole, measure)}"


def figure_in_words(whole: Overall, measure: Measure) -> str:
    """The figure with its interval, direction and articles, or why there is none."""
    if not whole.n:
        return "no article in this view makes a statement"
    if whole.n < settings()["display"]["min_articles"]:
        return f"too few articles to say ({articles(whole.n)})"
    if measure.is_count:
        return f"{measure.written(whole.value)} of {articles(whole.n)}"
    word = direction_word(whole.direction, whole.direction_n)
    return f"{measure.named(whole.value)}{between(whole, measure)}{', ' + word if word else ''}, {articles(whole.n)}"


def between(whole, measure: Measure) -> str:
    """" (49 to 64)": the 95 % interval, or "" where there is none. whole : anything with low and high."""
    return "" if math.isnan(whole.low) else f" ({measure.written(whole.low)} to {measure.written(whole.high)})"


def under_headline(opened: Corpus, view: View, choices: Choices) -> str:
    """What the number means, and how many articles named the actor without a statement; or why no article can be there."""
    measure = view.measure
    named = opened.number_naming(view.filters, (view.actor,))
    silent = "" if measure.is_share else f" {articles(max(named - whole_of(opened, view).n, 0)).capitalize()} named it without a statement."
    return beyond(view, choices) or measure.says + silent + _beside(opened, view)


def _beside(opened: Corpus, view: View) -> str:
    """Where sentiment is shown, what the common tool says of the same articles."""
    if view.measure.indicator != "sentiment":
        return ""
    tone = measures.measure("tone")
    whole = whole_of(opened, replace(view, show=tone.key))
    return f" VADER's tone: {tone.written(whole.value)} ({articles(whole.n)})." if whole.n else ""
