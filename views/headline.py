"""The headline: the number of the view in a sentence, how sure it is, and what it is not."""

from __future__ import annotations

import math
from html import escape

import streamlit as st

from analysis import measures
from analysis.overall import Overall, direction_word, overall
from charts.style import articles
from config import settings
from views.filters import Choices, View
from views.load import Corpus
from views.names import actor_in_a_sentence, beyond, dates_in_words

INVENTED = "Written for this program by language models. Real events, invented desks, no real article."


def headline(opened: Corpus, view: View, whole: Overall, choices: Choices) -> None:
    """Draw it. whole : the figure of the view's actor over all of it."""
    measure, few = view.measure, settings()["display"]["min_articles"]
    dates = dates_in_words(view, choices.first, choices.last)
    text = f"{measure.about(actor_in_a_sentence(view.actor))}{', ' + dates if dates else ''}: "
    if whole.n >= few:
        between = "" if math.isnan(whole.low) else f" ({measure.written(whole.low)} to {measure.written(whole.high)})"
        word = direction_word(whole.direction, whole.direction_n)
        text += f"{measure.named(whole.value)}{between}{', ' + word if word else ''}, {articles(whole.n)}"
    elif whole.n:
        text += f"too few articles to say ({articles(whole.n)})"
    else:
        text += "no article in this view makes a statement"
    named = opened.pieces(view.filters, "salience", (view.actor,))["article_id"].nunique()
    silent = "" if measure.is_share else f" {articles(max(named - whole.n, 0)).capitalize()} named it without a statement."
    sample = f"<span class='badge' title='{INVENTED}'>Invented sample</span>" if opened.is_sample else ""
    st.html(f"<div class='headline'><h1>{escape(text)}{sample}</h1><p><b>Portrayal in these articles, not power.</b> "
            f"{escape(beyond(view, choices) or measure.says + silent + _beside(opened, view))}</p></div>")


def _beside(opened: Corpus, view: View) -> str:
    """Where sentiment is shown, what the common tool says of the same articles."""
    if view.measure.indicator != "sentiment":
        return ""
    tone = measures.measure("tone")
    whole = overall(opened.pieces(view.filters, tone.indicator, (view.actor,)), tone, view.actor)
    return f" VADER's tone: {tone.written(whole.value)} ({articles(whole.n)})." if whole.n else ""
