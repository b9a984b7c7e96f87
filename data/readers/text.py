"""Plain text and Markdown: one article a file.

What stands before the article gives its date and more, and is no part of the text that is kept: "date 2023-11-08" as the
first words, or lines such as "published: 2023-11-08" and "title: ..." (between lines "---" or not). Positions of evidence
count characters of the text that is kept; in a file without such a head that is the file as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from data.readers import exports
from data.readers.decoding import text_in, text_of
from data.readers.faults import Unread
from data.readers.fields import article
from records import Article

_DATE_WORDS = re.compile(r"\s*(?:date|published):?[ \t]+(\d{4}(?:-\d{1,2}){0,2})(?![\w-])[ \t]*", re.I)
_KEYS = {"published": "published", "date": "published", "title": "title", "source": "source", "country": "source_country",
         "source_country": "source_country", "url": "url", "language": "language"}
_KEY_LINE = re.compile(rf"({'|'.join(_KEYS)})[ \t]*:[ \t]*(.*)", re.I)
_LONGEST_TITLE = 150   # characters
# Markdown's marks and what stays of them: pictures nothing, links their words, headings and emphasis the words.
_MARKS = ((re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""), (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
          (re.compile(r"^[ \t]*(?:#{1,6}|>|[-*+])[ \t]+", re.M), ""), (re.compile(r"(\*\*|__|\*|`)(?=\S)(.+?)(?<=\S)\1"), r"\2"))


def read(path: Path) -> Iterator[Article | Unread]:
    """The article of a file, or the articles of an export of a press database; an article's id is the file's name without the suffix.

    A short first line without a full stop, with an empty line below, is the title; it stays in the text as well.

    Raises
    ------
    Unread : the file holds no text, or its date or country cannot be read.
    """
    text = text_of(path)
    if exports.is_export(text):
        yield from exports.articles(text, str(path), path.stem)
        return
    if path.suffix.lower() in (".md", ".markdown"):
        head, text = _without_head(text)
        for mark, words in _MARKS:
            text = mark.sub(words, text)
        yield _article(head, text, str(path), path.stem)
    else:
        yield _article(*_without_head(text), str(path), path.stem)


def article_of(content: bytes, place: str, article_id: str) -> Article:
    """The article of plain text from elsewhere than a file.

    Raises
    ------
    Unread : as `read`.
    """
    return _article(*_without_head(text_in(content, place)), place, article_id)


def _article(head: dict[str, str], text: str, place: str, article_id: str) -> Article:
    if not text.strip():
        raise Unread(place, "holds a date or a title, but no text.")
    return article({"title": _title(text)} | head | {"text": text}, place, article_id)


def _without_head(text: str) -> tuple[dict[str, str], str]:
    """The fields that stand before the article, and the text without them."""
    fields = {}
    if words := _DATE_WORDS.match(text):
        fields, text = {"published": words.group(1)}, text[words.end():].lstrip()
    lines = text.lstrip().splitlines(keepends=True)
    fenced = lines[:1] == ["---\n"] and "---\n" in lines[1:]
    used = int(fenced)
    for line in lines[used:]:
        key = _KEY_LINE.match(line)
        if line == "---\n" if fenced else not key:
            break
        used += 1
        if key:
            fields[_KEYS[key.group(1).lower()]] = key.group(2).strip().strip("\"'")
    used += fenced
    return fields, "".join(lines[used:]).lstrip() if used else text


def _title(text: str) -> str:
    first, _, rest = text.strip().partition("\n")
    first = first.strip()
    is_title = rest and not rest.partition("\n")[0].strip() and rest.strip() and len(first) <= _LONGEST_TITLE
    return first if is_title and not first.endswith(".") else ""
