"""The cues of relations, read from indicators/lexicons/relations.csv: verbs and nouns by which one actor deals with another.

A row is a cue (a verb with the particle or preposition it needs, or a noun), `object` (nouns of which the verb needs one),
its class, its roles, and why it is in that class: the event type of PLOVER it stands for. Roles are written
`doer>other,other` or, where a deed has two sides, `doer<>other`: agent and patient of a verb, owner of a noun, `subject`
of the clause that a noun stands in, `below` (who is in what a verb of speech announces), `duty` (of whom it says what
they must do), or a preposition. The choice of words and their classes is our own.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from indicators.lexicon import FOLDER
from records import MonitorError

# From conflict to cooperation: the quad classes of CAMEO and PLOVER, where words weigh half of deeds. Or who displaces whom.
CLASSES = {
    "material conflict": -1.0, "verbal conflict": -0.5, "verbal cooperation": 0.5, "material cooperation": 1.0,
    "displaces": 1.0,
}


@dataclass(frozen=True)
class Cue:
    """One cue: its lemma, the words and objects it needs beside it, its kind and value, and who stands in which role.

    `mutual`: what the one does with the other, the other does with the one.
    """

    lemma: str
    words: tuple[str, ...]
    objects: frozenset[str]
    kind: str
    value: float
    doer: str
    others: tuple[str, ...]
    mutual: bool


@lru_cache(maxsize=1)
def _cues() -> dict[tuple[str, str], tuple[Cue, ...]]:
    path = FOLDER / "relations.csv"
    found: dict[tuple[str, str], list[Cue]] = defaultdict(list)
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for line, row in enumerate(csv.DictReader(file), 2):
                found[row["pos"], row["cue"].split()[0]].append(_cue(row, line))
    except OSError as error:
        where = "indicators/lexicons/relations.csv"
        raise MonitorError(f"{where} cannot be read ({error.strerror}). Restore it from the repository.") from error
    return {key: tuple(sorted(cues, key=lambda c: (-len(c.words), not c.objects))) for key, cues in found.items()}


def _cue(row: dict[str, str], line: int) -> Cue:
    where = f"indicators/lexicons/relations.csv, line {line} ('{row['cue']}')"
    if row["class"] not in CLASSES:
        raise MonitorError(f"{where}: '{row['class']}' is no class. Write one of: {', '.join(CLASSES)}.")
    doer, arrow, others = row["roles"].partition("<>" if "<>" in row["roles"] else ">")
    if row["pos"] not in ("verb", "noun") or not (doer and arrow and others):
        raise MonitorError(
            f"{where}: a cue is a verb or a noun, with roles such as 'agent>patient' or 'owner<>with,between'.")
    lemma, *words = row["cue"].split()
    return Cue(lemma, tuple(words), frozenset(filter(None, row["object"].split("|"))),
               "displaces" if row["class"] == "displaces" else "stance", CLASSES[row["class"]],
               doer, tuple(others.split(",")), arrow == "<>")


def verb_cues(lemma: str) -> tuple[Cue, ...]:
    """The cues that begin with a verb, those that ask for most first."""
    return _cues().get(("verb", lemma), ())


def noun_cues(lemma: str) -> tuple[Cue, ...]:
    """The cues that are this noun."""
    return _cues().get(("noun", lemma), ())
