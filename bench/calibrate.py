"""The numbers of config.toml that come from readings: `python -m bench.calibrate [--size careful]`.

Prints the thresholds of [statement] and [labels] and the numbers of [confidence]. Thresholds are set for the best macro-F1
on the passages of ../shared, where they are, and on the passages of data/portrayals' dev half, each weighing the same:
articles say something of an actor more often or less often than training texts do. Confidence is fitted on the dev half.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from analysis.agreement import macro_f1
from bench.sizes import using
from bench.validity import FIELDS, Set, beside, own
from indicators.confidence import sureness
from indicators.weighing import found
from reading import Reading, read
from records import Article

MASSES = [step / 50 for step in range(2, 46)]
VALUES = (0.1, 0.2, 0.3, 0.4)
NEAR = 0.05      # a threshold is judged with its neighbours: the middle of a broad hill, not its sharpest tip
_RIDGE = 0.1     # pulls the slope of the calibration a little towards 1


@dataclass(frozen=True)
class Answer:
    """A reader's label beside what the program has before any threshold; sure is None where it has nothing."""

    reader: int
    mass: float = 0.0
    value: float = 0.0
    sure: float | None = None

    def label(self, mass: float, value: float) -> int:
        """-1, 0 or 1 under these thresholds."""
        return 0 if self.mass < mass or abs(self.value) < value else 1 if self.value > 0 else -1


def answers(one: Set) -> dict[str, list[Answer]]:
    """For each field an answer for every reading of a set."""
    out: dict[str, list[Answer]] = {field: [] for field in FIELDS}
    for text_id, (text, published) in one.texts.items():
        reading = read(Article(text, published=published))
        rows = [r for r in one.rows if r.text_id == text_id and r.salience >= 2 and r.actor != "NONE"]
        for field in FIELDS:
            said = _said(field, reading)
            out[field] += [Answer(r.labels[field], *said.get(r.actor, ())) for r in rows if field in r.labels]
    return out


def _said(field: str, reading: Reading) -> dict[str, tuple[float, float, float]]:
    said = {}
    for mass, pieces in found(field, reading):
        counted = [p for p in pieces if p.weight]
        if counted:
            said[counted[0].actor] = mass, math.fsum(p.contribution for p in counted), sureness(counted)
    return said


def agreement(found: Sequence[Answer], mass: float, value: float) -> float:
    """Macro-F1 of the labels under these thresholds."""
    return macro_f1([(a.reader, a.label(mass, value)) for a in found])


def thresholds(sets: Sequence[Sequence[Answer]]) -> tuple[float, float]:
    """(mass, value) that agree best with the readers of all sets, each weighing the same."""
    grid = {cut: sum(agreement(one, *cut) for one in sets) / len(sets) for cut in product(MASSES, VALUES)}

    def hill(cut):
        near = [score for (mass, value), score in grid.items() if value == cut[1] and abs(mass - cut[0]) < NEAR]
        return sum(near) / len(near)

    return max(grid, key=hill)


def platt(points: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Intercept and slope of the logistic curve through (sureness, agrees), by Newton's method."""
    a, b = 0.0, 1.0
    for _ in range(50):
        ga, gb, haa, hab, hbb = 0.0, -_RIDGE * (b - 1), 1e-6, 0.0, _RIDGE
        for x, y in points:
            p = 1 / (1 + math.exp(-(a + b * x)))
            w = p * (1 - p)
            ga, gb = ga + (y - p), gb + (y - p) * x
            haa, hab, hbb = haa + w, hab + w * x, hbb + w * x * x
        det = haa * hbb - hab * hab
        a, b = a + (hbb * ga - hab * gb) / det, b + (haa * gb - hab * ga) / det
    return a, b


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.calibrate", description="Thresholds and calibration.")
    parser.add_argument("--size", default="careful", choices=("careful", "quick"))
    size = parser.parse_args().size
    sets = {one.name: one for one in (*own("dev"), *beside())}
    with using(size):
        all_answers = {name: answers(one) for name, one in sets.items()}
        for field in FIELDS:
            got = {name: found[field] for name, found in all_answers.items()}
            mass, value = thresholds([rows for name, rows in got.items() if "assages" in name])
            dev = [a for name, rows in got.items() if "dev" in name for a in rows]
            points = [(a.sure, a.label(mass, value) == a.reader) for a in dev if a.sure is not None and a.mass >= mass]
            a, b = platt(points)
            print(f"{field}: statement from {mass:.2f}, label from {value:.1f}, confidence [{a:.2f}, {b:.2f}]")
            for name, rows in got.items():
                opposite = sum(r.reader * r.label(mass, value) == -1 for r in rows) / max(1, len(rows))
                print(f"    {name}: macro-F1 {agreement(rows, mass, value):.3f}, opposite sign {opposite:.1%}")


if __name__ == "__main__":
    main()
