"""The store: numbered whole copies of one DuckDB file, so that pages read while a command writes.

A write copies the newest snapshot aside, changes the copy, and publishes it by renaming it to the next number. Whoever
reads opens the highest number, read-only. A write that is killed leaves a file that nobody reads; the next one removes it.
Why this and no server: docs/decisions/0001-store.md
"""

from __future__ import annotations

import os
import re
import shutil
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

import duckdb
import pandas as pd
from filelock import FileLock, Timeout

from records import MonitorError, ScoredArticle

SCHEMA_VERSION = 1
KEPT = 3   # snapshots: the newest, and two for readers that have just looked up its name

# docs/architecture.md gives the meaning of each column. `readings` says which scorer has read which article, and why it
# found nothing: an article that names nobody has no other row to tell that from.
_TABLES = {
    "articles": """article_id TEXT, published DATE, published_precision TEXT, title TEXT, source TEXT, source_country TEXT,
                   language TEXT, url TEXT, text TEXT, added_at TIMESTAMP, duplicate_of TEXT""",
    "mentions": 'article_id TEXT, actor TEXT, sentence INTEGER, start INTEGER, "end" INTEGER, surface TEXT',
    "scores": """article_id TEXT, actor TEXT, indicator TEXT, value DOUBLE, confidence DOUBLE, n_evidence INTEGER,
                 scorer_version TEXT""",
    "evidence": """article_id TEXT, actor TEXT, indicator TEXT, territory TEXT, instrument TEXT, voice TEXT, speaker TEXT,
                   sentence INTEGER, start INTEGER, "end" INTEGER, cue TEXT, contribution DOUBLE, weight DOUBLE""",
    "relations": """article_id TEXT, actor TEXT, other TEXT, kind TEXT, value DOUBLE, territory TEXT, sentence INTEGER,
                    start INTEGER, "end" INTEGER, scorer_version TEXT""",
    "readings": "article_id TEXT, scorer_version TEXT, note TEXT",
    "overrides": 'article_id TEXT, actor TEXT, indicator TEXT, value DOUBLE, coder TEXT, reason TEXT, "at" TIMESTAMP',
    "unread": 'source TEXT, why TEXT, "at" TIMESTAMP',
    "about": "name TEXT, value TEXT",
}
_OF_AN_ARTICLE = ("articles", "mentions", "scores", "evidence", "relations", "readings")
_NO_DOWNLOADS = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
_READ_ONLY = {**_NO_DOWNLOADS, "enable_external_access": False}
_SNAPSHOT = re.compile(r"store-(\d{6,})\.duckdb")


@dataclass(frozen=True)
class Written:
    """How many articles a write put in for the first time, and how many in the place of what was there."""

    added: int
    updated: int


class Snapshot:
    """A read-only view of the store as it was when opened; it stays so however much is written meanwhile.

    `fingerprint` is another text whenever anything in the store may differ: a key for caches. Close it, or use `with`.
    One snapshot belongs to one thread; opening another one is cheap.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path | None = None):
        self._connection, self._path = connection, path
        about = dict(connection.execute("SELECT name, value FROM about").fetchall())
        self.made_from = about.get("made_from", "")
        self.fingerprint = f"{about['store']}-{_number(path)}" if path else "empty"

    def frame(self, sql: str, parameters: Sequence | dict = ()) -> pd.DataFrame:
        """The answer to one SQL question, its parameters bound.

        Raises
        ------
        MonitorError : the store's file is damaged.
        """
        try:
            return self._connection.execute(sql, parameters).df()
        except duckdb.Error as error:
            if self._path and _tells_of_damage(error):
                raise _damaged(self._path, error) from error
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> Snapshot:
        return self

    def __exit__(self, *_) -> None:
        self.close()


class Store:
    """The articles in one folder. Nothing is created before the first write."""

    def __init__(self, folder: Path | str, wait: float = 30.0):
        """`wait`: seconds that a write queues behind another one before it gives up."""
        self.folder, self.wait = Path(folder), wait

    def read(self) -> Snapshot:
        """The newest published state; empty tables where nothing has been written yet.

        Raises
        ------
        MonitorError : the file is damaged, or was made by another version of the program.
        """
        for _ in range(10):   # a look-up can lose to a writer that prunes; then there is a newer one
            path = self._newest()
            if path is None:
                connection = duckdb.connect(":memory:", config=_NO_DOWNLOADS)
                _create(connection)
                return Snapshot(connection)
            try:
                return Snapshot(_opened(path, read_only=True), path)
            except MonitorError:
                if path.exists():
                    raise
        raise MonitorError(f"{self.folder} changes faster than it can be opened. Try again in a moment.")

    def write(self, scored: Sequence[ScoredArticle], unread: Sequence[tuple[str, str]] = (),
              retried: Sequence[str] = ()) -> Written:
        """Store articles with all that was read from them: all of them, or none when anything goes wrong.

        Parameters
        ----------
        scored : each with an article_id. One that is there already, by its article_id or its url, is replaced; it keeps
            the time at which it was first added, and judgements on it.
        unread : (source, why) of what could not be read; takes the place of what was said of that source before.
        retried : sources that have been read again: what was said of them and of their lines is forgotten.

        Raises
        ------
        MonitorError : another write does not end in time, the folder cannot be written, the file is damaged.
        """
        scored = _last_of_each(scored)
        with self.locked(), self._next() as connection:
            known = _put(connection, scored)
            _note_unread(connection, unread, retried)
        return Written(len(scored) - known, known)

    def replace(self, scored: Sequence[ScoredArticle], made_from: str) -> None:
        """Make the store anew from these articles alone; `made_from` says from what, and each snapshot tells it again.

        Raises
        ------
        MonitorError : as `write`.
        """
        with self.locked(), self._next(afresh=True) as connection:
            _put(connection, _last_of_each(scored))
            connection.execute("INSERT INTO about VALUES ('made_from', ?)", [made_from])

    def _snapshots(self) -> list[Path]:
        found = [path for path in self.folder.glob("store-*.duckdb") if _SNAPSHOT.fullmatch(path.name)]
        return sorted(found, key=_number)

    def _newest(self) -> Path | None:
        return (self._snapshots() or [None])[-1]

    @contextmanager
    def locked(self, name: str = "write", wait: float | None = None) -> Iterator[None]:
        """One process at a time goes through locks of one name. The operating system lets go when the holder dies.

        Raises
        ------
        MonitorError : another one holds it for longer than `wait` seconds, or the folder cannot be written.
        """
        wait = self.wait if wait is None else wait
        lock, holder = FileLock(self.folder / f"{name}.lock"), self.folder / f"{name}.holder"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock.acquire(timeout=wait)
        except Timeout:
            who = holder.read_text(encoding="utf-8") if holder.exists() else "another process"
            raise MonitorError(f"The store in {self.folder} is being written by {who}; gave up after {wait:g} seconds. "
                               "Nothing was stored. Try again when it is done.") from None
        except OSError as error:
            raise self._cannot_be_written(error) from error
        try:
            with suppress(OSError):   # only a help for who waits
                holder.write_text(f"process {os.getpid()} since {datetime.now():%H:%M:%S}", encoding="utf-8")
            yield
        finally:
            lock.release()

    def _cannot_be_written(self, error: Exception) -> MonitorError:
        why = getattr(error, "strerror", None) or str(error).splitlines()[0]
        return MonitorError(f"The store in {self.folder} cannot be written ({why}). Nothing was stored. "
                            "Make room or give permission, or name another folder in MONITOR_STORE.")

    @contextmanager
    def _next(self, afresh: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection to a copy of the newest snapshot (or to a new file), published when the block ends well."""
        newest, draft = self._newest(), self.folder / "writing.duckdb"
        _remove(draft, self.folder / "writing.duckdb.wal")   # left by a write that was killed
        try:
            if newest and not afresh:
                shutil.copyfile(newest, draft)
                connection = _opened(draft, read_only=False, named=newest)
            else:
                connection = duckdb.connect(draft, config=_NO_DOWNLOADS)
                _create(connection)
            try:
                connection.execute("BEGIN")
                yield connection
                connection.execute("COMMIT")
                connection.execute("CHECKPOINT")
            finally:
                connection.close()
            _flush(draft)
            os.replace(draft, self.folder / f"store-{(_number(newest) if newest else 0) + 1:06d}.duckdb")
            _flush(self.folder)
        except (OSError, duckdb.IOException) as error:   # a full disk, most of all
            raise self._cannot_be_written(error) from error
        except duckdb.Error as error:
            if newest and _tells_of_damage(error):
                raise _damaged(newest, error) from error
            raise
        finally:
            _remove(draft, self.folder / "writing.duckdb.wal")
        _remove(*self._snapshots()[:-KEPT])


def _number(path: Path) -> int:
    return int(_SNAPSHOT.fullmatch(path.name).group(1))


def _opened(path: Path, read_only: bool, named: Path | None = None) -> duckdb.DuckDBPyConnection:
    named = named or path
    try:
        connection = duckdb.connect(path, read_only=read_only, config=_READ_ONLY if read_only else _NO_DOWNLOADS)
        made_by = connection.execute("SELECT value FROM about WHERE name = 'schema'").fetchone()
    except duckdb.Error as error:
        raise _damaged(named, error) from error
    if made_by != (str(SCHEMA_VERSION),):
        connection.close()
        raise MonitorError(
            f"{named} has tables of version {made_by[0] if made_by else 'unknown'}; this program reads version {SCHEMA_VERSION}. "
            "Use the program that made it, or move the folder away and add the articles again.")
    return connection


def _tells_of_damage(error: duckdb.Error) -> bool:
    """Whether DuckDB met a file that is not what it wrote (a wrong checksum is a bare Error). Mistakes in SQL are others."""
    return type(error) is duckdb.Error or isinstance(
        error, (duckdb.IOException, duckdb.InternalException, duckdb.FatalException, duckdb.SerializationException))


def _damaged(path: Path, error: Exception) -> MonitorError:
    first_line = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
    return MonitorError(f"The store's file {path} is damaged or no store ({first_line}). Move this file out of its folder: the copy "
                        "before it is then used, if there is one; add again what was added since.")


def _create(connection: duckdb.DuckDBPyConnection) -> None:
    for name, columns in _TABLES.items():
        connection.execute(f"CREATE TABLE {name} ({columns})")
    connection.execute("INSERT INTO about VALUES ('schema', ?), ('store', ?)", [str(SCHEMA_VERSION), uuid.uuid4().hex])


def _last_of_each(scored: Sequence[ScoredArticle]) -> list[ScoredArticle]:
    """The last of those that are the same article, by article_id or by url."""
    kept: list[ScoredArticle] = []
    seen: set[tuple[str, str]] = set()
    for one in reversed(scored):
        names = {("id", one.article.article_id)} | ({("url", one.article.url)} if one.article.url else set())
        if not names & seen:
            kept.append(one)
        seen |= names
    return kept[::-1]


def _put(connection: duckdb.DuckDBPyConnection, scored: Sequence[ScoredArticle]) -> int:
    """Put the articles in the place of those that are the same; how many of them were known."""
    if not scored:
        return 0
    incoming = _frame("articles", [_article_row(one) for one in scored])
    connection.register("incoming", incoming)
    connection.execute("""
        CREATE TEMP TABLE known AS
        SELECT new.article_id AS new_id, old.article_id AS old_id, old.added_at, old.duplicate_of
        FROM incoming AS new JOIN articles AS old ON old.article_id = new.article_id OR (new.url <> '' AND old.url = new.url)""")
    for table in _OF_AN_ARTICLE:
        connection.execute(f"DELETE FROM {table} WHERE article_id IN (SELECT old_id FROM known)")
    connection.execute("UPDATE overrides SET article_id = new_id FROM known WHERE article_id = old_id AND new_id <> old_id")
    connection.execute("""
        INSERT INTO articles BY NAME
        SELECT incoming.* REPLACE (coalesce(first.added_at, incoming.added_at) AS added_at, first.duplicate_of AS duplicate_of)
        FROM incoming LEFT JOIN (SELECT new_id, min(added_at) AS added_at, any_value(duplicate_of) AS duplicate_of
                                 FROM known GROUP BY new_id) AS first ON first.new_id = incoming.article_id""")
    connection.unregister("incoming")
    for table, rows in _rows(scored).items():
        if rows:
            # Records hold more than is kept (how sure a piece is): each table takes the columns that it has.
            connection.register("incoming", _frame(table, rows)[connection.table(table).columns])
            connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming")
            connection.unregister("incoming")
    number = connection.execute("SELECT count(DISTINCT new_id) FROM known").fetchone()[0]
    connection.execute("DROP TABLE known")
    return number


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
        rows["relations"] += [article_id | vars(each) | version for each in one.relations]
        rows["readings"].append(article_id | version | {"note": one.note})
    return rows


def _frame(table: str, rows: list[dict]) -> pd.DataFrame:
    frame = pd.DataFrame(rows)
    for column in {"published", "added_at"} & set(frame.columns):
        frame[column] = pd.to_datetime(frame[column])
    return frame


def _note_unread(connection: duckdb.DuckDBPyConnection, unread: Sequence[tuple[str, str]], retried: Sequence[str]) -> None:
    for source in retried:
        connection.execute("DELETE FROM unread WHERE source = $1 OR starts_with(source, $1 || ', ')", [source])
    for source, why in unread:
        connection.execute("DELETE FROM unread WHERE source = ?", [source])
        connection.execute("INSERT INTO unread VALUES (?, ?, ?)", [source, why, _now()])


def _now() -> datetime:
    return datetime.now(timezone.utc).replace(tzinfo=None, microsecond=0)


def _flush(path: Path) -> None:
    """Wait until the disk has it. Windows flushes no folders and needs a file open for writing."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(*paths: Path) -> None:
    """Unlink what is there. Who has a file open goes on reading it; where the system forbids that, the file stays."""
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except PermissionError:
            pass
