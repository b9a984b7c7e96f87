"""The language model: what each sentence of a reading says of each actor, where no list of words would find it.

An encoder fine-tuned on data/portrayals (training/), run by onnxruntime. Names are slots before it sees a word
(reading/windows.py). The weights lie in indicators/weights; every file is checked by hash at the first use.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from config import setting
from indicators.pairs import Piece, pieces
from reading import Reading
from reading.windows import spots
from records import MonitorError

FOLDER = Path(__file__).with_name("weights")
FIELDS = ("standing", "trajectory", "sentiment")
SIZES = ("careful", "quick", "none")
_THREADS = 2
_RESTORE = "Restore indicators/weights from the repository: git checkout -- indicators/weights"


@dataclass(frozen=True)
class Said:
    """What the model reads in one sentence of one actor, for one indicator.

    share : how much the sentence counts among those that mean the actor, in [0, 1]; the shares of an actor sum to 1.
    less, more : the probabilities that it portrays the actor so as to count -1 or +1 (the rest: no statement).
    """

    actor: str
    indicator: str
    sentence: int
    share: float
    less: float
    more: float


def said(reading: Reading) -> list[Said]:
    """All that the model reads in a reading, in the order of its sentences; nothing where it is switched off."""
    return read_pieces(shown(reading))


def shown(reading: Reading) -> list[Piece]:
    """The windows of a reading as the model sees them; none where it is switched off or no actor is named."""
    if size() == "none" or not reading.mentions:
        return []
    spans = [(s.start, s.end) for s in reading.sentences]
    return pieces(reading.article.text, spans, spots(reading), tokens())


def size() -> str:
    """Which size of the model is used: careful, quick or none.

    Raises
    ------
    MonitorError : config.toml names another.
    """
    chosen = setting("reading", "model")
    if chosen not in SIZES:
        raise MonitorError(f"config.toml: [reading] model is {chosen!r}. Write one of {', '.join(SIZES)}.")
    return chosen


def read_pieces(asked: list[Piece]) -> list[Said]:
    """The model's readings of the windows of one text."""
    by_actor: dict[str, list[tuple[int, np.ndarray, np.ndarray]]] = defaultdict(list)
    for piece in asked:
        for pair, p, weight in zip(piece.pairs, *_run(piece)):
            by_actor[pair.actor].append((pair.sentence, p, weight))
    return list(_shared(by_actor))


def answers(asked: list[Piece]) -> list[np.ndarray]:
    """For every pair of every window, in order, the probabilities (fields, 3) of -1, 0 and +1."""
    return [p for piece in asked for p in _run(piece)[0]]


def _shared(by_actor):
    for actor, found in by_actor.items():
        found.sort(key=lambda item: item[0])
        total = np.exp([w for *_, w in found]).sum(0)
        for sentence, p, weight in found:
            for k, indicator in enumerate(FIELDS):
                yield Said(actor, indicator, sentence, float(np.exp(weight[k]) / total[k]), float(p[k, 0]), float(p[k, 2]))


def _run(piece: Piece) -> tuple[np.ndarray, np.ndarray]:
    """For all pairs of a window: probabilities (pairs, fields, 3) and weights before the softmax (pairs, fields).

    One window at a time is quicker than several padded to one length, and what one says does not depend on the others.
    """
    shape = len(piece.pairs), len(piece.ids)
    target, around, whole = (np.zeros(shape, np.float32) for _ in range(3))
    everywhere: dict[str, set[int]] = defaultdict(set)
    for pair in piece.pairs:
        everywhere[pair.actor].update(pair.target)
    for at, pair in enumerate(piece.pairs):
        target[at, list(pair.target)] = 1
        around[at, list(pair.around)] = 1
        whole[at, sorted(everywhere[pair.actor])] = 1
    ids = np.array([piece.ids], np.int64)
    asked = {"ids": ids, "mask": np.ones_like(ids), "row": np.zeros(shape[0], np.int64),
             "target": target, "around": around, "whole": whole}
    return tuple(_session(size()).run(None, asked))


@lru_cache(maxsize=1)
def _card() -> dict:
    """weights/card.json, once every file is seen to be the one that was made.

    Raises
    ------
    MonitorError : a file is missing or another.
    """
    try:
        card = json.loads((FOLDER / "card.json").read_text(encoding="utf-8"))
        made = {name: hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() for name in card["files"]}
    except (OSError, ValueError) as error:
        raise MonitorError(f"The language model is not complete ({error}). {_RESTORE}") from error
    wrong = ", ".join(name for name, expected in card["files"].items() if made[name] != expected)
    if wrong:
        raise MonitorError(f"The language model is not the one that was made: {wrong} in indicators/weights. {_RESTORE}")
    return card


@lru_cache(maxsize=1)
def tokens():
    """The tokenizer, slots included."""
    from tokenizers import Tokenizer

    _card()
    return Tokenizer.from_file(str(FOLDER / "tokenizer.json"))


def hidden() -> int:
    """The token that stands for a hidden word."""
    return tokens().token_to_id("<mask>")


@lru_cache(maxsize=2)
def _session(which: str):
    import onnxruntime

    _card()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _THREADS
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")   # idle, it leaves the cores to the reading beside it
    # Without it 8-bit products overflow on processors that have AVX2 but no VNNI, and every reading there is noise.
    options.add_session_config_entry("session.x64quantprecision", "1")
    return onnxruntime.InferenceSession(str(FOLDER / f"{which}.onnx"), options, providers=["CPUExecutionProvider"])
