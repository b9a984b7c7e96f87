"""Exports of the press databases Nexis and Factiva as plain text: many articles in one file.

Written after their descriptions (Nexis: a heading, the paper, the day, "Label: value" lines, "Body" or the text, "Load-Date",
"End of Document" or "3 of 20 DOCUMENTS" above; Factiva: two-letter codes at the left edge, HD to AN), and tried on files made
after these, not on real exports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from data.readers.faults import Unread
from data.readers.fields import article
from data.readers.spelled import iso
from records import Article

_NEXIS_END = re.compile(r"^[ \t]*End of Document[ \t]*$", re.M)
_NEXIS_START = re.compile(r"^[ \t]*\d+ of \d+ DOCUMENTS?[ \t]*$", re.M)
_NEXIS_LABEL = re.compile(r"[ \t]*(byline|section|length|dateline|highlight|load-date|language|publication-type|journal code|"
                          r"subject|geographic|graphic|url|headline|series|distribution|classification)[ \t]*:[ \t]*(.*)", re.I)
_AFTER_THE_TEXT = ("load-date", "language", "publication-type", "journal code", "subject", "geographic", "graphic", "classification")
_ORDER = ("SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD", "CT", "RF", "CO", "IN", "NS", "RE",
          "IPC", "IPD", "PUB", "AN")
_FACTIVA = re.compile(rf"^({'|'.join(_ORDER)})(?:[ \t]+|$)(.*)$", re.M)
_FACTIVA_END = re.compile(r"^Document \w{15,}[ \t]*$", re.M)
_LANGUAGES = {"english": "en", "russian": "ru", "german": "de", "french": "fr", "turkish": "tr", "armenian": "hy", "georgian": "ka",
              "azerbaijani": "az", "persian": "fa", "farsi": "fa", "spanish": "es", "italian": "it", "ukrainian": "uk"}


def is_export(text: str) -> bool:
    """Whether a text is an export of one of the two, by the marks that end or head each article of it."""
    nexis = _NEXIS_END.search(text) or (_NEXIS_START.search(text) and re.search(r"^[ \t]*LOAD-DATE:", text, re.M | re.I))
    return bool(nexis or (_FACTIVA_END.search(text) and re.search(r"^HD\b", text, re.M)))


def articles(text: str, place: str, stem: str) -> Iterator[Article | Unread]:
    """Each article of an export in its order, or what is wrong with it. `stem` and its number are its id."""
    cut, fields_of = (_FACTIVA_END, _of_factiva) if _FACTIVA_END.search(text) else (_nexis_mark(text), _of_nexis)
    parts = [part for part in cut.split(text) if part.strip()]
    if cut is _NEXIS_START and not _NEXIS_START.match(text.lstrip("\n")):
        parts = parts[1:]   # a cover sheet
    for number, part in enumerate(parts, start=1):
        where = f"{place}, article {number}"
        try:
            yield article(fields_of(part), where, f"{stem}-{number}")
        except Unread as fault:
            yield fault


def _nexis_mark(text: str) -> re.Pattern:
    return _NEXIS_END if _NEXIS_END.search(text) else _NEXIS_START


def _of_nexis(part: str) -> dict[str, str]:
    """Title, paper and day stand above the first label, in either order of the two styles; the text below the last one."""
    lines = [line.strip() for line in part.strip().splitlines()]
    head, fields, at = [], {}, 0
    while at < len(lines) and lines[at].lower() != "body":
        label = _NEXIS_LABEL.fullmatch(lines[at])
        if label and (fields or len(head) >= 2):
            fields[label.group(1).lower()] = label.group(2)
        elif fields and lines[at] and "length" in fields:
            break   # the older style has no "Body"
        elif lines[at]:
            head.append(lines[at])
        at += 1
    body = []
    for line in lines[at + (at < len(lines) and lines[at].lower() == "body"):]:
        label = _NEXIS_LABEL.fullmatch(line)
        if label and label.group(1).lower() in _AFTER_THE_TEXT:
            fields.setdefault(label.group(1).lower(), label.group(2))
        elif "load-date" not in fields:   # behind it there are labels only, some over several lines
            body.append(line)
    head = [line for line in head if not line.lower().startswith("copyright") and line.lower() != "all rights reserved"]
    day = next((line for line in head if iso(line) and re.search(r"\d{4}", line)), "")
    names = [line for line in head if line != day]
    older = bool(day) and head.index(day) == 1 and len(names) > 1   # paper, day, title; the newer: title, paper, day
    title, source = (names[1], names[0]) if older else (names + ["", ""])[:2]
    return {"title": fields.get("headline") or title, "source": source, "published": iso(day) or iso(fields.get("load-date", "")),
            "language": _LANGUAGES.get(fields.get("language", "").split(";")[0].strip().lower(), ""), "url": fields.get("url", ""),
            "text": "\n".join(body).strip()}


def _in_order(marks: Iterator[re.Match]) -> list[re.Match]:
    """The codes that stand in the order of the format, from the last one up: a line of the text that begins like one is none."""
    kept: list[re.Match] = []
    for mark in reversed(list(marks)):
        if not kept or _ORDER.index(mark.group(1)) < _ORDER.index(kept[-1].group(1)):
            kept.append(mark)
    return kept[::-1]


def _of_factiva(part: str) -> dict[str, str]:
    marks = _in_order(_FACTIVA.finditer(part))
    fields = {}
    for mark, following in zip(marks, [*marks[1:], None]):
        words = mark.group(2) + part[mark.end():following.start() if following else len(part)]
        fields.setdefault(mark.group(1), "\n".join(line.strip() for line in words.strip().splitlines()))
    text = "\n\n".join(fields[code] for code in ("LP", "TD") if fields.get(code))
    return {"title": " ".join(fields.get("HD", "").split()), "source": fields.get("SN", "").split("\n")[0], "published": iso(fields.get("PD", "")),
            "language": _LANGUAGES.get(fields.get("LA", "").strip().lower(), ""), "text": text}
