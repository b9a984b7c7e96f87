"""What is the picture now, and what has changed? Cards of the chosen actors, and the largest clear changes with what drove them."""

from __future__ import annotations

import math
from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from analysis.change import FALL, RISE, changes, drivers
from analysis.overall import direction_word, overall
from charts.maps.change import signed
from charts.style import articles
from desk.corpus import Corpus
from desk.names import actor_in_a_sentence, actor_name, days_in_words, lower_first
from desk.view import Choices, View, compared
from desk.words import between
from views.against import against
from views.evidence import when
from views.load import picture

MOST = 6             # changes listed
CONSIDERED = 20      # actors, those named most


def now_and_before(opened: Corpus, view: View, choices: Choices) -> pd.DataFrame:
    """Draw both; the table of all changes that were looked at."""
    if choices.first is None:
        return pd.DataFrame()
    found, html = picture("moved", opened, view, choices, "", _written)
    with st.container(horizontal=True, vertical_alignment="center", key="against"):
        st.html(f"<h2 class='part'>{escape(days_in_words(*compared(view, choices)[1]))}</h2>", width="content")
        against(view, choices)
    st.html(html)
    return found


def _written(opened: Corpus, view: View, choices: Choices, _theme: str) -> tuple[pd.DataFrame, str]:
    """The table of changes, and cards and list as HTML."""
    measure, days = view.measure, compared(view, choices)
    wanted = tuple(dict.fromkeys((*view.trend_actors, *choices.actors[:CONSIDERED])))
    parts = [opened.pieces(replace(view.filters, since=since, until=until), measure.indicator, wanted, measure.is_share) for since, until in days]
    found = changes(*parts, measure, list(wanted))
    names = tuple(days_in_words(*each) for each in days)
    cards = f"<div class='cards few'>{''.join(_card(opened, view, parts[1], row, days[1]) for row in found[found['actor'].isin(view.trend_actors)].itertuples())}</div>"
    return found, cards + _moved(opened, view, found, parts, names)


def _card(opened: Corpus, view: View, now: pd.DataFrame, row, days) -> str:
    """One actor: its figure in the later period, the direction, the change, the articles, how sure."""
    measure = view.measure
    moves = opened.pieces(replace(view.filters, since=days[0], until=days[1]), measure.direction, (row.actor,)) if measure.direction else None
    whole = overall(now, measure, row.actor, moves)
    change = row.verdict + ("" if math.isnan(row.low) else f", {signed(row.change, measure)} ({signed(row.low, measure)} to {signed(row.high, measure)})")
    return (f"<div class='card'><h3>{escape(actor_name(row.actor))}</h3><strong>{measure.written(whole.value) if whole.n else '–'}</strong>"
            f"<small>{escape(between(whole, measure).strip())}</small><small>{escape(direction_word(whole.direction, whole.direction_n))}</small>"
            f"<small>{escape(change)}</small><small>{articles(int(row.n_after))}, {articles(int(row.n_before))} before</small></div>")


def _moved(opened: Corpus, view: View, found: pd.DataFrame, parts: list[pd.DataFrame], names: tuple[str, str]) -> str:
    """The clear changes, largest first, each with the article that moves it most."""
    clear = found[found["verdict"].isin((RISE, FALL))].sort_values("change", key=lambda column: -column.abs(), kind="stable").head(MOST)
    label = lower_first(view.measure.label)
    if clear.empty:
        return (f"<h2 class='part'>What moved</h2><p class='hint'>No clear change in {escape(label)} of any of the {len(found)} actors looked at: "
                "every interval holds 0, or there are too few articles to say.</p>")
    most = {row.actor: drivers(*parts, view.measure, row.actor)["article_id"].head(1).tolist() for row in clear.itertuples()}
    known = opened.named_by([one for first in most.values() for one in first]).set_index("article_id")
    lines = []
    for row in clear.itertuples():
        article = known.loc[most[row.actor][0]] if most[row.actor] else None
        drove = "" if article is None else f"; moved most by “{escape(article['title'] or '(no title)')}” ({escape(article['source'])}, {escape(when(article))})"
        lines.append(f"<li><b>{escape(actor_name(row.actor))}: {row.verdict}</b>, {signed(row.change, view.measure)} "
                     f"({signed(row.low, view.measure)} to {signed(row.high, view.measure)}), {articles(int(row.n_before))} before, {articles(int(row.n_after))} after{drove}.</li>")
    return (f"<h2 class='part'>What moved: {escape(label)}, {escape(names[1])} against {escape(names[0])}</h2><ol class='moved'>{''.join(lines)}</ol>"
            f"<p class='hint'>Of these articles: a change counts as clear when its 95 % interval leaves out 0. {len(found)} actors were looked at, "
            f"{actor_in_a_sentence(view.actor)} among them; with so many, about one in twenty would look clear by chance.</p>")
