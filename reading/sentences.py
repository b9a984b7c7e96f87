"""Sentence boundaries in running text, by punctuation, paragraph and a short list of abbreviations."""

from __future__ import annotations

import re

# Words after which a full stop ends no sentence (titles, ranks, months, Latin, "No. 5").
_ABBREVIATIONS = {
    "mr", "mrs", "ms", "dr", "prof", "gen", "col", "lt", "maj", "sgt", "capt", "adm", "sen", "rep", "gov", "pres",
    "st", "jr", "sr", "vs", "etc", "e.g", "i.e", "cf", "approx", "ca", "no", "nos", "art", "vol", "fig", "pp", "ed",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "u.s", "u.k", "u.n", "a.m",
    "p.m", "inc", "ltd", "co", "corp", "hon", "rev", "fr",
}
# Abbreviated names may end a sentence, and often do not ("the U.S. Senate"): what begins after them decides.
_NAMES = {"u.s", "u.k", "u.n"}
_BEGINS = re.compile(r"\s+(?:The|A|An|It|Its|He|She|They|This|That|These|Those|But|And|In|On|At|For|If|As|By|When|While|After|Before|Since|However|Meanwhile)\b")
_PARAGRAPH = re.compile(r"\n+")
# A stop, its closing quotes or brackets, and then either space before a new start or, where a web page lost
# its line break, a capital glued to a lower-case ending.
_STOP = re.compile(r"(?:[.!?…]+[\"'”’»)\]]*)(?=\s+[\"'“‘«(\[]*[A-Z0-9À-ÖØ-ÞŽŠČƏİ]|\s*$)|(?<=[a-z])[.!?](?=[A-Z][a-z])")
_LONGEST = 2000  # characters: a "sentence" beyond this is a list or a table; it is cut at spaces


def sentences(text: str, names: frozenset[int] = frozenset()) -> list[tuple[int, int]]:
    """Character spans (start, end) of the sentences of `text`, in order, without surrounding space.

    names : where the names of actors begin, so that one of them can begin a sentence after "in the U.S.".
    """
    spans = []
    begin = 0
    for block in [m.span() for m in _PARAGRAPH.finditer(text)] + [(len(text), len(text))]:
        spans += _in_paragraph(text, begin, block[0], names)
        begin = block[1]
    return [piece for span in spans for piece in _cut(text, *span)]


def _in_paragraph(text, begin, end, names):
    at = begin
    for stop in _STOP.finditer(text, begin, end):
        before = text[max(begin, stop.start() - 12):stop.start()].split()
        word = before[-1].lower().lstrip("(\"'“‘") if before else ""
        begins_anew = word in _NAMES and (_BEGINS.match(text, stop.end()) or _after_space(text, stop.end()) in names)
        if not begins_anew and stop.group().startswith(".") and (word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word != "i")):
            continue
        yield from _trim(text, at, stop.end())
        at = stop.end()
    yield from _trim(text, at, end)


def _after_space(text, at):
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _trim(text, start, end):
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end


def _cut(text, start, end):
    while end - start > _LONGEST:
        at = text.rfind(" ", start, start + _LONGEST)
        at = at if at > start else start + _LONGEST
        yield start, at
        start = at + 1 if text[at:at + 1] == " " else at
    yield from _trim(text, start, end)
