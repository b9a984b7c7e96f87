"""What an indicator is: its key, its range, what its ends mean, and the function that finds its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reading import Reading
from records import Evidence


@dataclass(frozen=True)
class Indicator:
    """One indicator.

    Attributes
    ----------
    key : stable; appears in the tables and in page addresses.
    label : what readers see.
    low, high : lowest and highest possible value.
    plus, minus : one sentence each: what the highest and the lowest value mean ("" where there is none).
    reads : one sentence: what in the text it looks at.
    source : where the idea or method comes from.
    evidence : from a reading to all evidence of all actors; for each actor the contributions sum to its value.
    """

    key: str
    label: str
    low: float
    high: float
    plus: str
    minus: str
    reads: str
    source: str
    evidence: Callable[[Reading], Iterable[Evidence]]
