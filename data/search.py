"""Full-text search: which articles hold these words. SQLite's FTS5, one index beside each snapshot of the store.

DuckDB answers everything else, but takes seconds to find a rare word in many articles where an index takes no time
(docs/decisions/0001-store.md). A search is words, all of which must occur, "exact phrases", AND, OR, NOT, brackets, and fields:
title:corridor, source:"Example Times", country:GEO, language:en, year:2023, actor:RUS.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import uuid
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import astuple, dataclass
from pathlib import Path

from records import MonitorError

FIELDS = ("title", "text", "source", "country", "language", "year", "actor")
_TOKEN = re.compile(r'(?P<field>[A-Za-z]+):(?=\S)|(?P<phrase>"[^"]*")|(?P<bracket>[()])|(?P<word>[^\s()"]+)|(?P<open>")')
_OPERATORS = ("AND", "OR", "NOT")
_AROUND = 24   # words of an excerpt


@dataclass(frozen=True)
class Entry:
    """What is indexed of one article. year: of publication, or "". actor: codes and names, parted by spaces."""

    article_id: str
    title: str
    text: str
    source: str
    country: str
    language: str
    year: str
    actor: str


def publish(before: Path | None, index: Path, gone: Iterable[str], entries: Iterable[Entry]) -> None:
    """Write the index that follows `before` (None: a new one): without the articles `gone`, with `entries` put in or in place.

    Whole or absent: it is written aside and renamed.
    """
    draft = index.with_suffix(f".{uuid.uuid4().hex}.draft")   # two may make the same one
    if before is not None and before.exists():
        shutil.copyfile(before, draft)
    with closing(sqlite3.connect(draft)) as connection, connection:
        connection.execute("PRAGMA journal_mode = OFF")   # a draft that is not finished is thrown away
        connection.execute("CREATE TABLE IF NOT EXISTS ids (row INTEGER PRIMARY KEY, article_id TEXT UNIQUE)")
        connection.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5({', '.join(FIELDS)}, "
                           "tokenize='unicode61 remove_diacritics 2')")
        for article_id in gone:
            _remove(connection, article_id)
        for entry in entries:
            _remove(connection, entry.article_id)
            row = connection.execute("INSERT INTO ids (article_id) VALUES (?)", [entry.article_id]).lastrowid
            connection.execute(f"INSERT INTO words (rowid, {', '.join(FIELDS)}) VALUES ({', '.join('?' * (len(FIELDS) + 1))})",
                               [row, *astuple(entry)[1:]])
        connection.execute("PRAGMA user_version = 1")   # whole
    os.replace(draft, index)


def _remove(connection: sqlite3.Connection, article_id: str) -> None:
    connection.execute("DELETE FROM words WHERE rowid = (SELECT row FROM ids WHERE article_id = ?)", [article_id])
    connection.execute("DELETE FROM ids WHERE article_id = ?", [article_id])


@dataclass(frozen=True)
class Found:
    """An article that a search finds, and the words of its text around what was looked for."""

    article_id: str
    excerpt: str


def find(index: Path | None, words: str) -> list[Found]:
    """The articles that a search finds, the most telling first; none where nothing has been indexed.

    Raises
    ------
    MonitorError : the search cannot be understood; the sentence says what is wrong with it.
    """
    asked = expression(words)
    if index is None:
        return []
    damaged = MonitorError(f"The search index {index} is damaged. Remove it: the next search makes it anew.")
    with closing(sqlite3.connect(f"{index.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        try:
            if connection.execute("PRAGMA user_version").fetchone() != (1,):
                raise damaged
            rows = connection.execute(f"""SELECT article_id, snippet(words, {FIELDS.index("text")}, '', '', '…', {_AROUND}) FROM words
                                          JOIN ids ON row = words.rowid WHERE words MATCH ? ORDER BY rank, article_id""", [asked]).fetchall()
        except sqlite3.OperationalError as error:
            raise _not_understood(words, "Put AND, OR, NOT between words, and close each bracket") from error
        except sqlite3.DatabaseError as error:
            raise damaged from error
    return [Found(*row) for row in rows]


def expression(words: str) -> str:
    """A search as FTS5 takes it: each word and phrase quoted, so that no sign in it has a meaning of its own.

    Raises
    ------
    MonitorError : a field that is not there, a quotation mark that is not closed, nothing to look for.
    """
    out: list[str] = []
    for match in _TOKEN.finditer(words):
        kind, token = match.lastgroup, match.group()
        if kind == "open":
            raise _not_understood(words, "A quotation mark is not closed")
        if kind == "field":
            name = match.group("field").lower()
            if name not in FIELDS:
                raise _not_understood(words, f"There is no field {name!r}; fields are {', '.join(FIELDS)}")
            out.append(f"{name} :")
        elif kind == "bracket" or token in _OPERATORS:
            out.append(token)
        elif re.search(r"\w", token):
            out.append('"' + token.strip('"') + '"')
    if not any(part.startswith('"') for part in out):
        raise _not_understood(words, "It names no word to look for")
    return " ".join(_with_and(out))


def _with_and(parts: Sequence[str]) -> Iterable[str]:
    """FTS5 takes AND for granted between words, but not beside brackets."""
    for at, part in enumerate(parts):
        ends = at and (parts[at - 1].startswith('"') or parts[at - 1] == ")")
        if ends and part not in (*_OPERATORS, ")"):
            yield "AND"
        yield part


def _not_understood(words: str, why: str) -> MonitorError:
    return MonitorError(f"The search {words!r} cannot be understood. {why}.")
