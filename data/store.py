"""The store: numbered whole copies of one DuckDB file, so that pages read while a command writes.

A write copies the newest snapshot aside, changes the copy, and publishes it by renaming it to the next number. Whoever
reads opens the highest number, read-only. A write that is killed leaves a file that nobody reads; the next one removes it.
Why this and no server: docs/decisions/0001-store.md
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import duckdb
import pandas as pd
from filelock import FileLock, Timeout

from data import search, tables
from records import Address, MonitorError, ScoredArticle

_ABANDONED = 3600   # seconds after which a half-made index is nobody's any more
KEPT = 3   # snapshots: the newest, and two for readers that have just looked up its name

_NO_DOWNLOADS = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
_READ_ONLY = {**_NO_DOWNLOADS, "enable_external_access": False}
_SNAPSHOT = re.compile(r"store-(\d{6,})\.duckdb")


@dataclass(frozen=True)
class Written:
    """How many articles a write put in for the first time, and how many in the place of what was there."""

    added: int
    updated: int


class _Older(MonitorError):
    """A snapshot of an older version, which can be migrated."""


@dataclass
class Draft:
    """A snapshot that is being made. touched: the ids of articles that went in or out; None: all may have."""

    connection: duckdb.DuckDBPyConnection
    touched: set[str] | None = field(default_factory=set)


class Snapshot:
    """A read-only view of the store as it was when opened; it stays so however much is written meanwhile.

    `fingerprint` is another text whenever anything in the store may differ: a key for caches. Close it, or use `with`.
    One snapshot belongs to one thread; opening another one is cheap.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path | None = None):
        self.connection, self.path = connection, path
        about = dict(connection.execute("SELECT name, value FROM about").fetchall())
        self.made_from = about.get("made_from", "")
        self.fingerprint = about.get("state", "") if path else "empty"

    def frame(self, sql: str, parameters: Sequence | dict = ()) -> pd.DataFrame:
        """The answer to one SQL question, its parameters bound.

        Raises
        ------
        MonitorError : the store's file is damaged.
        """
        return self._answer(sql, parameters).df()

    def any(self, sql: str, parameters: Sequence | dict = ()) -> bool:
        """Whether there is a row. sql : from its FROM on. Raises as `frame`."""
        return self._answer(f"SELECT 1 {sql} LIMIT 1", parameters).fetchone() is not None

    def _answer(self, sql: str, parameters: Sequence | dict) -> duckdb.DuckDBPyConnection:
        try:
            return self.connection.execute(sql, parameters)
        except duckdb.Error as error:
            if self.path and _tells_of_damage(error):
                raise _damaged(self.path, error) from error
            raise

    @contextmanager
    def beside(self, name: str, frame: pd.DataFrame) -> Iterator[None]:
        """A frame as one more table, for the questions of the block."""
        self.connection.register(name, frame)
        try:
            yield
        finally:
            self.connection.unregister(name)

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

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
        _let_go()
        for _ in range(10):   # a look-up can lose to a writer that prunes; then there is a newer one
            path = self._newest()
            if path is None:
                connection = duckdb.connect(":memory:", config=_NO_DOWNLOADS)
                tables.create(connection)
                return Snapshot(connection)
            try:
                return Snapshot(_opened(path, read_only=True), path)
            except _Older:
                self._migrate()
            except MonitorError:
                if path.exists():
                    raise
        raise MonitorError(f"{self.folder} changes faster than it can be opened. Try again in a moment.")

    def is_written(self) -> bool:
        """Whether anything was ever put into it."""
        return self._newest() is not None

    def _migrate(self) -> None:
        """Publish a snapshot of today's version of the newest one; that one stays beside it until it is pruned."""
        with self.locked(), self._next() as draft:
            draft.touched = None

    def write(self, scored: Sequence[ScoredArticle], unread: Sequence[tuple[str, str]] = (),
              retried: Sequence[str] = (), known_only: bool = False, addresses: Sequence[Address] = (),
              corrected: Sequence[str] = ()) -> Written:
        """Store articles with all that was read from them: all of them, or none when anything goes wrong.

        Parameters
        ----------
        scored : each with an article_id. One that is there already, by its article_id or as a version of the page at its url, is
            replaced; it keeps the time at which it was first added, and judgements on it.
        unread : (source, why) of what could not be read; takes the place of what was said of that source before.
        retried : sources that have been read again: what was said of them and of their lines is forgotten.
        known_only : leave out what is no longer there: it was removed or replaced while it was scored.
        addresses : where else texts of the store stand. corrected : ids of articles of which a person has corrected what is said.

        Raises
        ------
        MonitorError : another write does not end in time, the folder cannot be written, the file is damaged.
        """
        scored = tables.last_of_each(scored)
        with self.locked(), self._next() as draft:
            if known_only:
                there = tables.of(draft.connection, "articles", [one.article.article_id for one in scored])
                scored = [one for one in scored if one.article.article_id in there]
            known, draft.touched = tables.put(draft.connection, scored)
            tables.note_unread(draft.connection, unread, retried)
            tables.note_addresses(draft.connection, addresses)
            tables.note_corrected(draft.connection, corrected)
            draft.touched |= {one.article_id for one in addresses}
        return Written(len(scored) - known, known)

    def remove(self, article_ids: Sequence[str]) -> int:
        """Put articles into the bin, with all that was read from them and judged of them; how many there were.

        Raises
        ------
        MonitorError : as `write`.
        """
        with self.locked(), self._next() as draft:
            draft.touched = tables.remove(draft.connection, article_ids)
        return len(draft.touched)

    def bring_back(self, article_ids: Sequence[str]) -> int:
        """Undo `remove`; how many were in the bin.

        Raises
        ------
        MonitorError : as `write`.
        """
        with self.locked(), self._next() as draft:
            draft.touched = tables.bring_back(draft.connection, article_ids)
        return len(draft.touched.intersection(article_ids))

    def replace(self, scored: Sequence[ScoredArticle], made_from: str) -> None:
        """Make the store anew from these articles alone; `made_from` says from what, and each snapshot tells it again.

        Raises
        ------
        MonitorError : as `write`.
        """
        with self.locked(), self._next(afresh=True) as draft:
            _, draft.touched = tables.put(draft.connection, tables.last_of_each(scored))
            draft.connection.execute("INSERT INTO about VALUES ('made_from', ?)", [made_from])

    def backup(self, file: Path | str) -> int:
        """Write the newest snapshot as one file of its own; how many articles it holds. Whole or absent.

        Raises
        ------
        MonitorError : nothing is stored yet, the store is damaged, the file is there already or cannot be written.
        """
        file = Path(file)
        with self.read() as snapshot:
            if snapshot.path is None:
                raise MonitorError(f"There is nothing in {self.folder} to back up yet.")
            if file.exists():
                raise MonitorError(f"{file} is there already. Name a file that is not, so that no backup is lost.")
            number = snapshot.frame("SELECT count(*) AS n FROM articles")["n"][0]
            aside = file.with_name(f".{file.name}.part")
            try:
                shutil.copyfile(snapshot.path, aside)
                _flush(aside)
                os.replace(aside, file)
            except OSError as error:
                _remove(aside)
                raise MonitorError(f"{file} cannot be written ({error.strerror}). Name a place with room, in a folder that is there.") from error
        return int(number)

    def restore(self, file: Path | str) -> int:
        """Make a backup the newest state; how many articles it holds. What was there stays beside it as an older snapshot.

        Raises
        ------
        MonitorError : the file is no backup or damaged, or as `write`.
        """
        file = Path(file)
        if not file.is_file():
            raise MonitorError(f"There is no file {file}. Name the file that `monitor.py backup` wrote.")
        with self.locked(), self._next(from_file=file) as draft:
            number = draft.connection.execute("SELECT count(*) FROM articles").fetchone()[0]
            draft.touched = None
        return number

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
    def _next(self, afresh: bool = False, from_file: Path | None = None) -> Iterator[Draft]:
        """A copy of the newest snapshot (or a new file, or a copy of a backup), published when the block ends well."""
        newest, file = self._newest(), self.folder / "writing.duckdb"
        number = (_number(newest) if newest else 0) + 1
        start = from_file or (None if afresh else newest)
        _remove(file, self.folder / "writing.duckdb.wal")   # left by a write that was killed
        try:
            if start:
                shutil.copyfile(start, file)
                connection = _opened(file, read_only=False, named=start)
            else:
                connection = duckdb.connect(file, config=_NO_DOWNLOADS)
                tables.create(connection)
            try:
                draft = Draft(connection)
                connection.execute("BEGIN")
                yield draft
                connection.execute("DELETE FROM about WHERE name = 'state'")
                connection.execute("INSERT INTO about VALUES ('state', ?)", [uuid.uuid4().hex])
                connection.execute("COMMIT")
                connection.execute("CHECKPOINT")
                self._publish_index(draft, start if start == newest else None, number)
            finally:
                connection.close()
            _flush(file)
            os.replace(file, self.folder / f"store-{number:06d}.duckdb")
            _flush(self.folder)
        except (OSError, duckdb.IOException, sqlite3.Error) as error:   # a full disk, most of all
            raise self._cannot_be_written(error) from error
        except duckdb.Error as error:
            if _tells_of_no_room(error):
                raise self._cannot_be_written(error) from error
            if start and _tells_of_damage(error):
                raise _damaged(start, error) from error
            raise
        finally:
            _remove(file, self.folder / "writing.duckdb.wal")
        kept = self._snapshots()[-KEPT:]
        _remove(*set(self._snapshots()).difference(kept))
        _remove(*set(self.folder.glob("search-*.sqlite")).difference(map(index_of, kept)))
        _remove(*(draft for draft in self.folder.glob("search-*.draft") if time.time() - draft.stat().st_mtime > _ABANDONED))

    def _publish_index(self, draft: Draft, before: Path | None, number: int) -> None:
        """The search index of the snapshot to come: in place before it, so that whoever reads the one finds the other."""
        new = self.folder / f"search-{number:06d}.sqlite"
        old = index_of(before) if before and index_of(before).exists() and draft.touched is not None else None
        try:
            search.publish(old, new, draft.touched or () if old else (), tables.entries(draft.connection, draft.touched if old else None))
        except sqlite3.DatabaseError:
            if old is None:
                raise
            search.publish(None, new, (), tables.entries(draft.connection))   # the old one is damaged
        _flush(new)


_HELD: dict[Path, tuple[int, duckdb.DuckDBPyConnection]] = {}   # snapshots that stay open: number of the file on its disk, connection


def hold(snapshot: Snapshot) -> None:
    """Keep this snapshot's file open: DuckDB opens a file 25 times as fast while the process has it open. It is let go when it is
    gone, or another lies in its place."""
    if snapshot.path and snapshot.path not in _HELD:
        _HELD[snapshot.path] = (snapshot.path.stat().st_ino, _opened(snapshot.path, read_only=True))


def _let_go() -> None:
    """Close what is held and gone: as long as it is open, DuckDB would give the old file to whoever asks for the new one."""
    for path, (number, connection) in list(_HELD.items()):
        if not path.exists() or path.stat().st_ino != number:
            _HELD.pop(path, None)
            connection.close()


def index_of(snapshot: Path) -> Path:
    """Where the search index of a snapshot lies."""
    return snapshot.with_name(f"search-{_number(snapshot):06d}.sqlite")


def _number(path: Path) -> int:
    return int(_SNAPSHOT.fullmatch(path.name).group(1))


def _opened(path: Path, read_only: bool, named: Path | None = None) -> duckdb.DuckDBPyConnection:
    named = named or path
    try:
        connection = duckdb.connect(path, read_only=read_only, config=_READ_ONLY if read_only else _NO_DOWNLOADS)
        made_by = connection.execute("SELECT value FROM about WHERE name = 'schema'").fetchone()
    except duckdb.Error as error:
        if _tells_of_no_room(error):
            raise
        raise _damaged(named, error) from error
    version = made_by[0] if made_by else "unknown"
    older = version.isdigit() and int(version) < tables.VERSION
    if older and not read_only:
        connection.execute("BEGIN")
        tables.migrate(connection, int(version))
        connection.execute("COMMIT")
    elif version != str(tables.VERSION):
        connection.close()
        if older:
            raise _Older(named)
        raise MonitorError(f"{named} has tables of version {version}; this program reads version {tables.VERSION}. "
                           "Use the program that made it, or move the folder away and add the articles again.")
    return connection


def _tells_of_no_room(error: duckdb.Error) -> bool:
    """Whether DuckDB could not write: it calls that fatal, as it calls a damaged file."""
    return any(words in str(error) for words in ("Could not write", "No space left", "Disk quota"))


def _tells_of_damage(error: duckdb.Error) -> bool:
    """Whether DuckDB met a file that is not what it wrote (a wrong checksum is a bare Error). Mistakes in SQL are others."""
    return type(error) is duckdb.Error or isinstance(
        error, (duckdb.IOException, duckdb.InternalException, duckdb.FatalException, duckdb.SerializationException))


def _damaged(path: Path, error: Exception) -> MonitorError:
    first_line = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
    return MonitorError(f"The store's file {path} is damaged or no store ({first_line}). Move this file out of its folder: the copy "
                        "before it is then used, if there is one; add again what was added since.")


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
