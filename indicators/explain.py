"""How an actor's scores came about, for a person to read: the pieces and their sum, and the words that moved the model.

Which words moved it is found by occlusion: each word of the sentence is hidden in turn, and what is left of the reading is
compared (Zeiler and Fergus, ECCV 2014). It explains the model's piece of evidence; it is no part of the score.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import replace

from indicators import ALL, model, score_reading
from indicators.labels import label
from indicators.pairs import Piece
from indicators.sentiment import SENTIMENT
from indicators.tone import TONE
from reading import Reading, read
from reading.actors import actors
from records import Article, Evidence, Score

_LABELS = {1: "+1", 0: "0", -1: "-1"}
_EXPLAINED = ("standing", "trajectory", "sentiment", "agency")


def explanation(article: Article, actor: str) -> Iterator[str]:
    """Lines of text: for each indicator the score, then its pieces, strongest first, each with its words and its share."""
    reading, name = read(article), actors()[actor].name
    scored = score_reading(reading)
    if scored.note:
        yield f"  {scored.note}"
    if not any(m.actor == actor for m in scored.mentions):
        yield f"  {name} is not named in it."
        return
    places = [m.sentence for m in scored.mentions if m.actor == actor]
    yield (f"  {name}: {len(places)} mention{'s' * (len(places) != 1)} in {len(set(places))} of "
           f"{len(reading.sentences)} sentences")
    shown = model.shown(reading)
    for indicator in (i for i in ALL if i.key in _EXPLAINED):
        found = [e for e in scored.evidence if e.actor == actor and e.indicator == indicator.key]
        total = next((s for s in scored.scores if s.actor == actor and s.indicator == indicator.key), None)
        yield from _of_indicator(indicator, total, found, reading, shown)
        if indicator is SENTIMENT:
            yield from _beside(scored.scores, actor)


def _beside(scores: tuple[Score, ...], actor: str) -> Iterator[str]:
    """What the common tool would say, where sentiment is shown."""
    tone = next((s for s in scores if s.actor == actor and s.indicator == TONE.key), None)
    if tone is not None:
        clauses = f"{tone.n_evidence} clause{'s' * (tone.n_evidence != 1)}"
        yield f"  {TONE.label}, for comparison: {tone.value:+.3f}, the mean of {clauses}, by emotion words alone."


def _of_indicator(indicator, total: Score | None, found: list[Evidence], reading: Reading, shown: list[Piece]) -> Iterator[str]:
    yield ""
    if total is None:
        yield f"  {indicator.label}: no statement. The text names it without saying anything of it that counts here."
    else:
        meant = f"label {_LABELS[label(indicator.key, total.value)]}, confidence {total.confidence:.0%}"
        yield (f"  {indicator.label}: {total.value:+.3f} ({meant}), the sum of {total.n_evidence} "
               f"piece{'s' * (total.n_evidence != 1)}:")
    for piece in sorted(found, key=lambda e: -abs(e.contribution)):
        yield from _of_piece(piece, reading, shown)


def _of_piece(piece: Evidence, reading: Reading, shown: list[Piece]) -> Iterator[str]:
    sentence = reading.sentences[piece.sentence]
    whole = piece.read_by == "model"
    who = {"author": "", "followed": f"; said by {piece.speaker or 'a speaker'}, whom the text follows",
           "quoted": f"; only quoted{f' from {piece.speaker}' if piece.speaker else ''}: does not count"}[piece.voice]
    source = "the model reads the sentence" if whole else f'the cue "{piece.cue}"'
    yield f"    {piece.contribution:+.3f}  sentence {piece.sentence + 1}, {source} (weight {piece.weight:.0%}{who})"
    yield from textwrap.wrap(" ".join(sentence.text.split()), 100, initial_indent=" " * 12, subsequent_indent=" " * 12)
    moved = words_that_moved(piece, shown) if whole else []
    if moved:
        yield " " * 12 + "moved most by: " + ", ".join(f"{word} ({change:+.2f})" for word, change in moved)


def words_that_moved(evidence: Evidence, shown: list[Piece], most: int = 4) -> list[tuple[str, float]]:
    """(word, how much of the lean it carries) of the words that moved a model's piece of evidence most, strongest first.

    shown : the windows that the model saw of the text.

    The lean is P(+1) - P(-1); a positive share means that the word pulls it up. Only words that carry at least .05.
    """
    found = next(((piece, pair) for piece in shown for pair in piece.pairs
                  if pair.sentence == evidence.sentence and pair.actor == evidence.actor), None)
    if found is None:
        return []
    piece, pair = found
    words = [m for m in re.finditer(r"[^\s\"“”,.;:!?()]+", piece.text) if not m.group().startswith("[")]
    inside = set(pair.around)
    hidden = []
    for word in words:
        at = [k for k, (a, b) in enumerate(piece.offsets) if a < word.end() and b > word.start() and k in inside]
        if at:
            ids = tuple(model.hidden() if k in at else i for k, i in enumerate(piece.ids))
            hidden.append((word.group(), replace(piece, ids=ids, pairs=(pair,))))
    whole = _leans([replace(piece, pairs=(pair,))], evidence.indicator)[0]
    without = _leans([p for _, p in hidden], evidence.indicator)
    moved = [(word, whole - lean) for (word, _), lean in zip(hidden, without)]
    return sorted((m for m in moved if abs(m[1]) >= 0.05), key=lambda m: -abs(m[1]))[:most]


def _leans(asked, indicator: str) -> list[float]:
    k = model.FIELDS.index(indicator)
    return [float(p[k, 2] - p[k, 0]) for p in model.answers(asked)]
