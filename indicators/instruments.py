"""The instrument by which an actor is shown to exert influence: told by the words around a statement.

The words stand in indicators/lexicons/instruments.csv: a word or a run of words (hyphens as spaces), in dictionary form
or, where only that tells, as it is written ("forces"); its part of speech, where it matters; the instrument it speaks of;
and how plainly, in (0, 1]. The list is our own, and so are the seven instruments.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Iterable, Iterator

from indicators.lexicon import FOLDER
from reading.parse import Sentence, lemma
from reading.where import clause
from records import MonitorError

if TYPE_CHECKING:
    from spacy.tokens import Token

INSTRUMENTS = ("military", "diplomatic", "economic", "energy", "political", "information-cultural", "humanitarian")
_LEAST = 0.5     # words that hint at an instrument less plainly than this, all together, name none


def instrument_of(head: "Token | None", sentence: Sentence) -> str:
    """The instrument that the clause around `head` speaks of, else its sentence; "" where no words tell.

    Names of actors are not looked at. A sentence without a parse, and so without an actor, has none.
    """
    if sentence.doc is None:
        return ""
    near = _plainest(tuple(t.i for t in clause(head)), sentence) if head is not None else ""
    return near or _plainest(tuple(range(len(sentence.doc))), sentence)


@lru_cache(maxsize=256)   # many pieces of evidence stand in one clause
def _plainest(indices: tuple[int, ...], sentence: Sentence) -> str:
    """The instrument for which words speak most plainly, all together; of equals, the first that is spoken of."""
    said: dict[str, float] = defaultdict(float)
    for instrument, weight in _spoken_of((sentence.doc[i] for i in indices), sentence):
        said[instrument] += weight
    best = max(said, key=said.__getitem__, default="")
    return best if best and said[best] >= _LEAST else ""


def _spoken_of(tokens: Iterable["Token"], sentence: Sentence) -> Iterator[tuple[str, float]]:
    """(instrument, weight) of each cue in a run of tokens, the longest first."""
    forms = [part for t in tokens for part in ([("", "", "")] if t.i in sentence.actor_of else _forms(t))]
    at = 0
    while at < len(forms):
        for length in range(min(_longest(), len(forms) - at), 0, -1):
            cue = _cue_of(forms[at:at + length])
            if cue:
                yield cue
                at += length - 1
                break
        at += 1


def _cue_of(run: list[tuple[str, str, str]]) -> tuple[str, float] | None:
    """The cue that a run of parts is, in dictionary form or as written; one that asks for a part of speech goes first."""
    pos = run[-1][2]
    for form in (0, 1):
        words = " ".join(part[form] for part in run)
        found = cues().get((words, pos)) or cues().get((words, ""))
        if found:
            return found
    return None


def _forms(token: "Token") -> list[tuple[str, str, str]]:
    """(dictionary form, form as written, part of speech) of a token's parts: "air-defence" has two, a hyphen none."""
    plain, written = lemma(token).split("-"), token.lower_.split("-")
    if len(plain) != len(written):
        plain = written
    return [(p, w, token.pos_.lower()) for p, w in zip(plain, written) if w.strip()]


@lru_cache(maxsize=1)
def cues() -> dict[tuple[str, str], tuple[str, float]]:
    """(word or words, part of speech or "") -> the instrument they speak of, and how plainly.

    Raises
    ------
    MonitorError : the table cannot be read, or a row is not as described above; the message names the line.
    """
    found: dict[tuple[str, str], tuple[str, float]] = {}
    where = "indicators/lexicons/instruments.csv"
    try:
        with (FOLDER / "instruments.csv").open(encoding="utf-8", newline="") as file:
            for line, row in enumerate(csv.DictReader(file), 2):
                if row["instrument"] not in INSTRUMENTS:
                    raise MonitorError(f"{where}, line {line}: '{row['instrument']}' is none of {', '.join(INSTRUMENTS)}.")
                word = row["word"], row["pos"]
                if word in found:
                    raise MonitorError(f"{where}, line {line}: '{row['word']}' stands in two rows. Keep the plainer one.")
                found[word] = row["instrument"], float(row["weight"])
    except OSError as error:
        raise MonitorError(f"{where} cannot be read ({error.strerror}). Restore it from the repository.") from error
    return found


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(len(words.split()) for words, _ in cues())
