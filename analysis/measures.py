"""What the one switch of the page offers: how an indicator is shown, on which axis, in which words."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd

from records import MonitorError

MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Measure:
    """One way to show an indicator.

    key, label, unit : stable name in addresses; what readers see; what the number is.
    indicator : the indicator it reads.
    low, high, midpoint : ends and middle of the fixed axis; midpoint None where there is no neutral middle.
    scale, offset : displayed value = offset + scale * indicator's value.
    low_words, high_words : what the two ends mean, in plain words; low_word, high_word : the same in one or two.
    of : what joins the label to an actor's name.
    says : one sentence on what the number tells.
    direction : the indicator shown beside it as an arrow, or "".
    decimals : how the number is written; a share is written per cent.
    """

    key: str
    label: str
    unit: str
    indicator: str
    low: float
    high: float
    midpoint: float | None
    low_words: str
    high_words: str
    low_word: str
    high_word: str
    says: str
    scale: float = 1.0
    offset: float = 0.0
    of: str = "of"
    direction: str = ""
    decimals: int = 2

    @property
    def is_share(self) -> bool:
        """A share of a whole: sums over all actors, not a mean of articles."""
        return self.indicator == "salience"

    @property
    def is_count(self) -> bool:
        """A number of articles: exact, so without an interval, and without a fixed end, for it grows with the corpus."""
        return self.key == "count"

    def fitted(self, values: Iterable[float]) -> Measure:
        """The measure with an axis for these displayed values: a count's ends at a round number that holds them, all others stay as they are."""
        if not self.is_count:
            return self
        most = max((abs(value) for value in values if not math.isnan(value)), default=0)
        return replace(self, high=next(end for power in range(12) for end in (part * 10 ** power for part in (4, 8, 12, 16, 20, 24, 32)) if end >= most))

    def size(self, n):
        """What 1 of the indicator is on the displayed scale; for a count, the number of articles (n) that it is a part of."""
        return n if self.is_count else self.scale

    def shown(self, value, n=1):
        """An indicator's value (number, array or column) over n articles on the displayed scale."""
        return self.offset + self.size(n) * value

    def displayed(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Rows of analysis.intervals.figures with value, low and high on the displayed scale; a copy."""
        if self.is_count:
            return rows.assign(value=self.shown(rows["value"], rows["n"]).round(), low=math.nan, high=math.nan)
        return rows.assign(**{column: self.shown(rows[column]) for column in ("value", "low", "high")})

    def written(self, value: float) -> str:
        """A displayed value as text: "41", "+0.23", "12 %"; signed where the axis has two sides of zero."""
        if self.is_count:
            return f"{value:,.0f}"
        if self.is_share:
            return f"{100 * value:.0f} %"
        sign = "+" if self.midpoint == 0 else ""
        text = f"{value:{sign}.{self.decimals}f}"
        # What rounds to nothing has no sign.
        if float(text) == 0:
            text = text.lstrip("+-")
        return text.replace("-", MINUS)

    def named(self, value: float) -> str:
        """A displayed value as words of a sentence: "level 41 of 100", "+0.23", "12 % of coverage", "40 articles"."""
        if self.is_count:
            return f"{self.written(value)} article{'s' * (value != 1)}"
        if self.key == "influence":
            return f"level {self.written(value)} of {self.high:.0f}"
        return f"{self.written(value)} of coverage" if self.is_share else f"{self.written(value)} on a scale of {self.unit}"

    def about(self, name: str) -> str:
        """"Sentiment towards Russia"."""
        return f"{self.label} {self.of} {name}"


ALL = (
    Measure(
        key="influence", label="Portrayed influence", unit="level, 0 to 100", indicator="standing",
        low=0, high=100, midpoint=50, scale=50, offset=50, decimals=0, direction="trajectory",
        low_words="weak, failing, dependent", high_words="strong, effective, in control",
        low_word="weak", high_word="strong",
        says="50 is neither strong nor weak; the arrow shows whether influence is portrayed as rising or falling.",
    ),
    Measure(
        key="trajectory", label="Trajectory", unit="\N{MINUS SIGN}1 to +1", indicator="trajectory",
        low=-1, high=1, midpoint=0, low_words="influence declining", high_words="influence rising",
        low_word="declining", high_word="rising",
        says="Whether the articles portray the actor's influence as rising or declining.",
    ),
    Measure(
        key="agency", label="Agency", unit="\N{MINUS SIGN}1 to +1", indicator="agency",
        low=-1, high=1, midpoint=0, low_words="is acted upon", high_words="acts on others",
        low_word="acted upon", high_word="acts",
        says="Whether the articles show the actor acting on others or being acted upon.",
    ),
    Measure(
        key="sentiment", label="Sentiment", unit="\N{MINUS SIGN}1 to +1", indicator="sentiment",
        low=-1, high=1, midpoint=0, low_words="author unfavourable", high_words="author favourable",
        of="towards", low_word="against", high_word="in favour",
        says="How favourably the authors write about the actor; not whether the events are bad.",
    ),
    Measure(
        key="tone", label="Tone", unit="\N{MINUS SIGN}1 to +1", indicator="tone",
        low=-1, high=1, midpoint=0, low_words="negative words", high_words="positive words",
        of="around", low_word="negative", high_word="positive",
        says="How positive the words around the actor are, as the tool vaderSentiment reads them, names masked.",
    ),
    Measure(
        key="share", label="Share of coverage", unit="% of all actors' coverage", indicator="salience",
        low=0, high=1, midpoint=None,
        low_words="not covered", high_words="all of the coverage",
        of="given to", low_word="none", high_word="all",
        says="How much of the coverage of all actors in these articles goes to this actor.",
    ),
    Measure(
        key="count", label="Number of articles", unit="articles that name the actor", indicator="salience",
        low=0, high=100, midpoint=None, decimals=0,
        low_words="none", high_words="most of this view", of="naming", low_word="none", high_word="many",
        says="How many of these articles name this actor; it grows with the corpus: to compare periods or places, take the share.",
    ),
)


def measure(key: str) -> Measure:
    """The measure of that key.

    Raises
    ------
    MonitorError : there is none.
    """
    for each in ALL:
        if each.key == key:
            return each
    raise MonitorError(f"There is no measure {key!r}. Choose one of {', '.join(each.key for each in ALL)}.")
