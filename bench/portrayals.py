"""What data/portrayals holds, and how far its two readers agree where both have read: `python -m bench.portrayals`.

Agreement is macro-averaged F1 of the second reader against the first, on the readings that both gave; passages count
actors of salience 2 and 3.
"""

from __future__ import annotations

from collections import Counter

from analysis.agreement import interval, macro_f1
from data import portrayals
from indicators.model import FIELDS


def counts(rows: list[dict]) -> str:
    """How many texts and readings, by label and by split."""
    readings = [r for row in rows for r in row["readings"]]
    split = Counter(row["split"] for row in rows)
    out = f"{len(rows)} texts ({', '.join(f'{split[s]} {s}' for s in ('train', 'dev', 'test'))}), {len(readings)} readings"
    for field in FIELDS:
        label = Counter(r[field] for r in readings)
        out += f"\n  {field:11} -1: {label[-1]}   0: {label[0]}   +1: {label[1]}"
    opposed = sum(r["standing"] * r["trajectory"] == -1 for r in readings)
    return out + f"\n  standing and trajectory opposed: {opposed}\n  by register: {dict(Counter(row['register'] for row in rows))}"


def pairs(rows: list[dict], field: str) -> list[tuple[str, int, int]]:
    """(text id, first reader, second reader) of every reading that both gave."""
    found = []
    for row in rows:
        second = {r["actor"]: r for r in row.get("second", ())}
        found += [(row["id"], r[field], second[r["actor"]][field]) for r in row["readings"]
                  if r["actor"] in second and r.get("salience", 3) >= 2]
    return found


def main() -> None:
    for name in portrayals.NAMES:
        rows = portrayals.rows(name)
        print(f"{name}: {counts(rows)}")
        twice = [row for row in rows if row.get("second")]
        print(f"  read twice: {len(twice)} texts")
        for field in FIELDS:
            both = pairs(twice, field)
            if both:
                low, high = interval(both)
                print(f"    {field:11} macro-F1 {macro_f1([b[1:] for b in both]):.2f} ({low:.2f}-{high:.2f}) over {len(both)} readings")


if __name__ == "__main__":
    main()
