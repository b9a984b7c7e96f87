"""The numbers of config.toml that come from readings: `python -m bench.calibrate [--size careful]`.

Prints [statement]'s thresholds (the least probability from which something is said), [labels]' and [confidence]'s numbers.
Thresholds are set for the best macro-F1 on the passages of ../shared, where they are, and of data/portrayals' dev half,
weighed evenly: articles say something of an actor more often or less than training texts do. Confidence is fitted on the dev half.
"""

from __future__ import annotations

import argparse
import math

from bench.agreement import macro_f1
from bench.validity import FIELDS, Set, beside, own, using
from config import settings
from indicators.confidence import sureness
from indicators.weighing import found
from reading import read
from records import Article

_STEPS = [t / 50 for t in range(2, 46)]
_VALUES = (0.1, 0.2, 0.3, 0.4)


def answers(one: Set) -> list[dict]:
    """For every reading of a set and field: the reader's label, and the program's mass, value and sureness (None: not found)."""
    out = []
    for text_id, (text, published) in one.texts.items():
        reading = read(Article(text, published=published))
        said = {f: {pieces[0].actor: (mass, [p for p in pieces if p.weight]) for mass, pieces in found(f, reading) if pieces} for f in FIELDS}
        for r in (r for r in one.rows if r.text_id == text_id and r.salience >= 2 and r.actor != "NONE"):
            for field, reader in r.labels.items():
                mass, pieces = said[field].get(r.actor, (0.0, []))
                value = math.fsum(p.contribution for p in pieces)
                out.append({"field": field, "reader": reader, "mass": mass if pieces else 0.0, "value": value, "sure": sureness(pieces) if pieces else None})
    return out


def labelled(rows: list[dict], least: float, size: float) -> list[tuple[int, int]]:
    return [(r["reader"], 0 if r["mass"] < least or abs(r["value"]) < size else 1 if r["value"] > 0 else -1) for r in rows]


def platt(points: list[tuple[float, bool]]) -> tuple[float, float]:
    """Intercept and slope of the logistic curve through (sureness, agrees), by Newton's method with a little ridge."""
    a, b = 0.0, 1.0
    for _ in range(50):
        ga, gb, haa, hab, hbb = 0.0, -0.1 * (b - 1), 1e-6, 0.0, 0.1
        for x, y in points:
            p = 1 / (1 + math.exp(-(a + b * x)))
            w = p * (1 - p)
            ga, gb = ga + (y - p), gb + (y - p) * x
            haa, hab, hbb = haa + w, hab + w * x, hbb + w * x * x
        det = haa * hbb - hab * hab
        a, b = a + (hbb * ga - hab * gb) / det, b + (haa * gb - hab * ga) / det
    return a, b


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.calibrate", description="Thresholds and calibration from readings.")
    parser.add_argument("--size", default="careful", choices=("careful", "quick"))
    size = parser.parse_args().size
    with using(size):
        dev = [answers(one) for one in own("dev")]
        outside = {one.name: answers(one) for one in beside() if "seeds" not in one.name}
    judged = [dev[0], *([outside["Passages"]] if outside else [])]
    for field in FIELDS:
        sets = [[r for r in rows if r["field"] == field] for rows in judged]
        # The middle of a broad hill, not its sharpest tip: each cut is judged with its neighbours.
        mean = {(t, v): sum(macro_f1(labelled(rows, t, v)) for rows in sets) / len(sets) for t in _STEPS for v in _VALUES}
        hill = {k: sum(mean[near] for near in mean if near[1] == k[1] and abs(near[0] - k[0]) < 0.05) / sum(1 for near in mean if near[1] == k[1] and abs(near[0] - k[0]) < 0.05) for k in mean}
        least, value = max(hill, key=hill.get)
        points = [(r["sure"], label == reader) for rows in dev for r, (reader, label) in zip(
            (r for r in rows if r["field"] == field), labelled([r for r in rows if r["field"] == field], least, value)) if r["sure"] is not None and r["mass"] >= least]
        a, b = platt(points)
        print(f"{field}: statement from {least:.2f}, label from {value:.1f}, confidence [{a:.2f}, {b:.2f}]")
        for name, rows in {"dev passages": dev[0], "dev sentences": dev[1], **outside}.items():
            rows = [r for r in rows if r["field"] == field]
            best = max((macro_f1(labelled(rows, t, v)), t, v) for t in _STEPS for v in _VALUES)
            got = labelled(rows, least, value)
            print(f"    {name}: {macro_f1(got):.3f}, opposite {sum(r * p == -1 for r, p in got) / max(1, len(got)):.3f} (best alone {best[0]:.3f} at {best[1]:.2f}, {best[2]})")


if __name__ == "__main__":
    main()
