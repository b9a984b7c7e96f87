"""The second page: what is measured and what is not, how, and where the limits are."""

from __future__ import annotations

from html import escape

import streamlit as st

import indicators
from analysis.intervals import LEVEL
from config import settings
from geo.profiles import profile
from indicators.base import Indicator
from views.bar import keep


def page() -> None:
    keep("method")
    display = settings()["display"]
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown(MEASURED)
        st.markdown("#### The indicators")
        st.html("<div class='indicators'>" + "".join(_indicator(each) for each in indicators.ALL) + "</div>")
    with right:
        st.markdown(HOW.format(level=LEVEL, redraws=display["redraws"], few=display["min_articles"], change=display["min_change"],
                               turn=f"{display['steady']:g}", version=indicators.version(), model=settings()["reading"]["model"]))
        st.markdown(LIMITS + "\n\n" + profile("neutral").disclaimer)


def _indicator(one: Indicator) -> str:
    """One indicator in the words of its own file."""
    ends = "".join(f"<p><b>{sign}</b> {escape(words)}</p>" for sign, words in (("+1", one.plus), ("−1", one.minus)) if words)
    span = "from 0 to 1" if one.low == 0 else "from −1 to +1"
    return (f"<section><h5>{escape(one.label)} <small>{span}</small></h5><p>{escape(one.reads)}</p>{ends}"
            f"<p><small>{escape(one.source)}</small></p></section>")


MEASURED = """
#### What the monitor measures, and what it does not

It measures how news texts **portray** the influence of states and organisations in the South Caucasus. It does not measure
power, presence or effect: an actor that is written about as weak may be strong, and the other way round. Every figure is
about *these articles*, the ones in the store and within the filters, and about nothing else.

**Portrayed influence** is the headline. Its level is *standing* on a scale of 0 to 100: 50 is neither strong nor weak. It is
not a per cent. Its direction is *trajectory*, shown beside it as an arrow and never averaged into it: an actor can be strong
and yet falling.

**No statement** is not 50. An article that names an actor and says nothing of its strength has no value and is not counted.
A claim that the text only quotes is listed with its speaker and adds nothing.
"""

HOW = """
#### How an article becomes a number

1. The text is split into sentences; every mention of an actor is found by name, adjective, capital, seat of power, leader in
   office on the article's date, or by a pronoun or noun phrase that stands for it ("its", "the bloc").
2. Two sources say what is stated of whom. A language model reads every sentence with all names masked, so that it cannot know
   who is who; lists of cues, each with a grammatical role, add what they find. Each piece of evidence is a sentence or a span of
   words with a signed contribution; an article's score is exactly their sum. The size in use is **{model}**.
3. Each statement gets the territory named in its clause, else in its sentence, else the one that the two sentences before
   or the title agree on, else the region as a whole.
4. A period's or territory's figure is the plain mean of the articles that make a statement; a share of coverage is the
   actor's mentions over all actors' mentions in the same articles.

**Uncertainty.** The {level} % interval comes from {redraws} seeded redraws of the articles, near-duplicates together (a bootstrap), in
each of which an article's value gives way to another's as often as its calibrated confidence says that a reader would not
agree. So it grows with doubt about which articles are there and about how they were read; it says nothing on whether they are
representative. How well each size of the model agrees with readers is in `docs/validity.md`. A change is called clear when its
interval leaves out 0 and both periods have at least {change} articles; it is split into what the same outlets say otherwise and what
comes from other outlets being in the corpus (Kitagawa's decomposition). Turning points are found by PELT (`[turning]` in `config.toml`);
an event named beside one is near in time, not its cause. Fewer than {few} articles have no interval and no direction; they are hatched on the map
and hollow in the trend, on no line. The arrow needs {few} articles that say something of the direction, and points up or down
from a mean trajectory of {turn} on.

**Dates.** Articles without a date, or dated to a year only, are on the map while no dates are asked for, and never in the trend,
which says how many they are. A period without articles is a gap.

Version of the scorer: `{version}`
"""

LIMITS = """
#### Limits

- **No human coders have been used so far.** Where readings are compared with the scores (`python -m bench.validity`), they
  are readings by language models, not by a panel of people.
- The texts of the bundled sample are **invented**: written by language models for this program, on real, dated events, in the
  names of invented desks. They show how the monitor works. They are evidence of nothing, and no real outlet wrote them.
- The language model was trained on texts and readings that **language models wrote**, not people (`data/portrayals/README.md`,
  `docs/model-card.md`); it errs most on irony, on bare numbers and on what only a whole article implies.
- Only English is read.
- Outlets differ in number and in leaning. A change may come from other outlets being in the corpus, not from
  outlets saying other things: look at one outlet at a time.
- Copies of one report (about half of the runs of three words in common) count once, as the first one that came in. The threshold was tried
  on altered copies, not on a year of agency news.

#### The map

Armenia, Azerbaijan and Georgia; Abkhazia, South Ossetia / Tskhinvali region, Karabakh and Nakhchivan are drawn apart, so
that statements on them can be told apart. A country's colour counts statements on the country itself, without the parts
that are drawn apart; the filter for a country includes its parts. Statements on the region as a whole stand in the tile beside
the map and colour no territory.
"""
