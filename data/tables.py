"""The store's tables: what they hold, how articles go in, come out and come back, how an older store becomes a newer one.

docs/architecture.md gives the meaning of each column. All functions take a connection.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timezone

import duckdb
import pandas as pd

from data import duplicates
from data.search import Entry
from reading.actors import actors
from records import Address, ScoredArticle

VERSION = 3   # 2: signatures and bands of near-duplicates, the bin, who read a piece of evidence; 3: addresses, corrected, places

# `readings` says which scorer has read which article, and why it found nothing: an article that names nobody has no other
# row to tell that from.
TABLES = {
    "articles": """article_id TEXT, published DATE, published_precision TEXT, title TEXT, source TEXT, source_country TEXT,
                   language TEXT, url TEXT, text TEXT, added_at TIMESTAMP, duplicate_of TEXT""",
    "mentions": 'article_id TEXT, actor TEXT, sentence INTEGER, start INTEGER, "end" INTEGER, surface TEXT',
    "scores": """article_id TEXT, actor TEXT, indicator TEXT, value DOUBLE, confidence DOUBLE, n_evidence INTEGER,
                 scorer_version TEXT""",
    "evidence": """article_id TEXT, actor TEXT, indicator TEXT, territory TEXT, instrument TEXT, voice TEXT, speaker TEXT,
                   sentence INTEGER, start INTEGER, "end" INTEGER, cue TEXT, contribution DOUBLE, weight DOUBLE, read_by TEXT""",
    "relations": """article_id TEXT, actor TEXT, other TEXT, kind TEXT, value DOUBLE, territory TEXT, sentence INTEGER,
                    start INTEGER, "end" INTEGER, scorer_version TEXT""",
    "places": 'article_id TEXT, place TEXT, sentence INTEGER, start INTEGER, "end" INTEGER',
    "readings": "article_id TEXT, scorer_version TEXT, note TEXT",
    "addresses": "article_id TEXT, url TEXT, source TEXT, source_country TEXT, published DATE, added_at TIMESTAMP",
    "corrected": 'article_id TEXT, "at" TIMESTAMP',
    "overrides": 'article_id TEXT, actor TEXT, indicator TEXT, value DOUBLE, coder TEXT, reason TEXT, "at" TIMESTAMP',
    "unread": 'source TEXT, why TEXT, "at" TIMESTAMP',
    "about": "name TEXT, value TEXT",
    **duplicates.TABLES,
}
_OF_AN_ARTICLE = ("articles", "mentions", "scores", "evidence", "relations", "places", "readings")
_KEPT_BY_HAND = ("overrides", "addresses", "corrected")   # not read from the text: they stay when it is read again
_IN_THE_BIN = (*_OF_AN_ARTICLE, *_KEPT_BY_HAND)


def create(connection: duckdb.DuckDBPyConnection) -> None:
    """All tables, empty, in a new file."""
    for name, columns in TABLES.items():
        connection.execute(f"CREATE TABLE {name} ({columns})")
    _create_bin(connection)
    connection.execute("INSERT INTO about VALUES ('schema', ?), ('store', ?)", [str(VERSION), uuid.uuid4().hex])


def _create_bin(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("CREATE SCHEMA bin")
    for name in _IN_THE_BIN:
        connection.execute(f"CREATE TABLE bin.{name} ({TABLES[name]})")


def migrate(connection: duckdb.DuckDBPyConnection, version: int) -> None:
    """Bring a store of an older version to this one; nothing that it holds is changed. Places stand in it once it is scored again."""
    if version < 2:
        _migrate_first(connection)
    for name in ("places", "addresses", "corrected"):
        for schema in ("main", "bin"):
            connection.execute(f"CREATE TABLE IF NOT EXISTS {schema}.{name} ({TABLES[name]})")
    connection.execute("UPDATE about SET value = ? WHERE name = 'schema'", [str(VERSION)])


def _migrate_first(connection: duckdb.DuckDBPyConnection) -> None:
    for name, columns in duplicates.TABLES.items():
        connection.execute(f"CREATE TABLE {name} ({columns})")
    connection.execute("ALTER TABLE evidence ADD COLUMN read_by TEXT DEFAULT 'words'")   # until it is scored again
    _create_bin(connection)
    duplicates.mark(connection, dict(connection.execute("SELECT article_id, text FROM articles ORDER BY added_at, article_id").fetchall()))


def last_of_each(scored: Sequence[ScoredArticle]) -> list[ScoredArticle]:
    """The last of those that are the same article: the same text, or versions of one page."""
    kept: dict[str, ScoredArticle] = {}
    at: dict[str, list[str]] = {}
    for one in reversed(scored):
        article = one.article
        versions = at.setdefault(article.url, []) if article.url else []
        if article.article_id not in kept and not any(duplicates.is_version(article.text, text) for text in versions):
            kept[article.article_id] = one
        versions.append(article.text)
    return list(kept.values())[::-1]


def put(connection: duckdb.DuckDBPyConnection, scored: Sequence[ScoredArticle]) -> tuple[int, set[str]]:
    """Put the articles in the place of those that are the same; how many were known, and the ids that went in or out."""
    if not scored:
        return 0, set()
    with _registered(connection, _frame("articles", [_article_row(one) for one in scored])):
        connection.execute("""
            CREATE OR REPLACE TEMP TABLE known AS
            SELECT new.article_id AS new_id, old.article_id AS old_id, old.added_at, new.text AS new_text, old.text AS old_text
            FROM incoming AS new JOIN articles AS old ON old.article_id = new.article_id OR (new.url <> '' AND old.url = new.url)""")
        # What stands at the same address and shares no words with it is another article, not a newer version.
        others = [(new, old) for new, old, one, other in connection.execute(
            "SELECT new_id, old_id, new_text, old_text FROM known WHERE new_id <> old_id").fetchall() if not duplicates.is_version(one, other)]
        connection.executemany("DELETE FROM known WHERE new_id = ? AND old_id = ?", others) if others else None
        gone = {row[0] for row in connection.execute("SELECT old_id FROM known WHERE old_id <> new_id").fetchall()}
        duplicates.forget(connection, sorted(gone))
        # Only now: forgetting may have made one of those that stay the first of its group.
        connection.execute("CREATE OR REPLACE TEMP TABLE groups AS SELECT article_id, duplicate_of FROM articles "
                           "WHERE article_id IN (SELECT new_id FROM known)")
        for table in _KEPT_BY_HAND:
            connection.execute(f"UPDATE {table} SET article_id = new_id FROM known WHERE article_id = old_id AND new_id <> old_id")
        _move(connection, gone, "main", "bin")   # a page that changed: what it said before can be brought back
        for table in _OF_AN_ARTICLE:
            connection.execute(f"DELETE FROM {table} WHERE article_id IN (SELECT old_id FROM known)")
        connection.execute("""
            INSERT INTO articles BY NAME
            SELECT incoming.* REPLACE (coalesce(first.added_at, incoming.added_at) AS added_at, groups.duplicate_of AS duplicate_of)
            FROM incoming LEFT JOIN (SELECT new_id, min(added_at) AS added_at FROM known GROUP BY new_id) AS first ON new_id = incoming.article_id
                          LEFT JOIN groups ON groups.article_id = incoming.article_id""")
        for table in _OF_AN_ARTICLE:   # what comes in anew needs no way back, but for what was judged of it
            connection.execute(f"DELETE FROM bin.{table} WHERE article_id IN (SELECT article_id FROM incoming)")
        _move(connection, {one.article.article_id for one in scored}, "bin", "main", _KEPT_BY_HAND)
    for table, rows in _rows(scored).items():
        if rows:
            # Records hold more than is kept (how sure a piece is): each table takes the columns that it has.
            with _registered(connection, _frame(table, rows)[connection.table(table).columns]):
                connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming")
    duplicates.mark(connection, {one.article.article_id: one.article.text for one in scored})
    known = connection.execute("SELECT count(DISTINCT new_id) FROM known").fetchone()[0]
    return known, gone | {one.article.article_id for one in scored}


def remove(connection: duckdb.DuckDBPyConnection, article_ids: Sequence[str]) -> set[str]:
    """Move articles, with all that was read from them and judged of them, into the bin; the ids of those that were there."""
    there = of(connection, "articles", article_ids)
    duplicates.forget(connection, sorted(there))
    connection.execute("UPDATE articles SET duplicate_of = NULL WHERE article_id IN (SELECT unnest(?))", [sorted(there)])
    _move(connection, there, "main", "bin")
    return there


def bring_back(connection: duckdb.DuckDBPyConnection, article_ids: Sequence[str]) -> set[str]:
    """Take articles out of the bin again, all that belongs to them too; the ids of those that were in it."""
    there = of(connection, "bin.articles", article_ids)
    same = connection.execute("SELECT a.article_id, a.text, b.text FROM articles AS a JOIN bin.articles AS b ON a.url <> '' AND a.url = b.url "
                              "WHERE b.article_id IN (SELECT unnest(?))", [sorted(there)]).fetchall()
    taken = {article_id for article_id, one, other in same if duplicates.is_version(one, other)}
    remove(connection, sorted(taken))   # of one page there is one version: they change places
    _move(connection, there, "bin", "main")
    texts = connection.execute("SELECT article_id, text FROM articles WHERE article_id IN (SELECT unnest(?)) ORDER BY added_at, article_id",
                               [sorted(there)]).fetchall()
    duplicates.mark(connection, dict(texts))
    return there | taken


def note_addresses(connection: duckdb.DuckDBPyConnection, addresses: Sequence[Address]) -> None:
    """Keep where else a text stands; one address once, whatever is said of it last."""
    for one in addresses:
        connection.execute("DELETE FROM addresses WHERE article_id = ? AND url = ? AND source = ?", [one.article_id, one.url, one.source])
        connection.execute("INSERT INTO addresses VALUES (?, ?, ?, ?, ?, ?)", [*vars(one).values(), _now()])


def note_corrected(connection: duckdb.DuckDBPyConnection, article_ids: Sequence[str]) -> None:
    """Keep that a person has corrected what is said about these articles."""
    for article_id in article_ids:
        connection.execute("DELETE FROM corrected WHERE article_id = ?", [article_id])
        connection.execute("INSERT INTO corrected VALUES (?, ?)", [article_id, _now()])


def of(connection: duckdb.DuckDBPyConnection, table: str, article_ids: Sequence[str]) -> set[str]:
    """Which of these ids a table of articles has."""
    rows = connection.execute(f"SELECT article_id FROM {table} WHERE article_id IN (SELECT unnest(?))", [list(article_ids)])
    return {row[0] for row in rows.fetchall()}


def _move(connection: duckdb.DuckDBPyConnection, article_ids: set[str], out_of: str, into: str, tables: Sequence[str] = _IN_THE_BIN) -> None:
    for table in tables:
        these = f"FROM {out_of}.{table} WHERE article_id IN (SELECT unnest(?))"
        connection.execute(f"INSERT INTO {into}.{table} BY NAME SELECT * {these}", [sorted(article_ids)])
        connection.execute(f"DELETE {these}", [sorted(article_ids)])


def entries(connection: duckdb.DuckDBPyConnection, article_ids: Iterable[str] | None = None) -> list[Entry]:
    """What the search index holds of articles (None: of all)."""
    only = "" if article_ids is None else "WHERE a.article_id IN (SELECT unnest(?))"
    rows = connection.execute(f"""
        SELECT a.article_id, a.title, a.text, a.source, a.source_country, a.language, coalesce(year(a.published)::TEXT, ''),
               list(DISTINCT m.actor) FILTER (m.actor IS NOT NULL)
        FROM articles AS a LEFT JOIN mentions AS m USING (article_id) {only} GROUP BY ALL""",
                              [] if article_ids is None else [sorted(article_ids)]).fetchall()
    known = actors()
    return [Entry(*row[:-1], " ".join(f"{code} {known[code].name if code in known else ''}" for code in sorted(row[-1] or ()))) for row in rows]


@contextmanager
def _registered(connection: duckdb.DuckDBPyConnection, frame: pd.DataFrame) -> Iterator[None]:
    """The frame as the table `incoming`, for a while."""
    connection.register("incoming", frame)
    try:
        yield
    finally:
        connection.unregister("incoming")


def _article_row(one: ScoredArticle) -> dict:
    if not one.article.article_id:
        raise ValueError("an article without article_id cannot be stored")
    return {**vars(one.article), "added_at": _now(), "duplicate_of": None}


def _rows(scored: Sequence[ScoredArticle]) -> dict[str, list[dict]]:
    rows: dict[str, list[dict]] = {table: [] for table in _OF_AN_ARTICLE if table != "articles"}
    for one in scored:
        article_id = {"article_id": one.article.article_id}
        version = {"scorer_version": one.scorer_version}
        rows["mentions"] += [article_id | vars(each) for each in one.mentions]
        rows["scores"] += [article_id | vars(each) | version for each in one.scores]
        rows["evidence"] += [article_id | vars(each) for each in one.evidence]
        rows["places"] += [article_id | vars(each) for each in one.places]
        rows["relations"] += [article_id | vars(each) | version for each in one.relations]
        rows["readings"].append(article_id | version | {"note": one.note})
    return rows


def _frame(table: str, rows: list[dict]) -> pd.DataFrame:
    frame = pd.DataFrame(rows)
    for column in {"published", "added_at"} & set(frame.columns):
        frame[column] = pd.to_datetime(frame[column])
    return frame


def note_unread(connection: duckdb.DuckDBPyConnection, unread: Sequence[tuple[str, str]], retried: Sequence[str]) -> None:
    """Keep what was said of sources that could not be read; forget what was said of those that were read again."""
    for source in retried:
        connection.execute("DELETE FROM unread WHERE source = $1 OR starts_with(source, $1 || ', ')", [source])
    for source, why in unread:
        connection.execute("DELETE FROM unread WHERE source = ?", [source])
        connection.execute("INSERT INTO unread VALUES (?, ?, ?)", [source, why, _now()])


def _now() -> datetime:
    return datetime.now(timezone.utc).replace(tzinfo=None, microsecond=0)
