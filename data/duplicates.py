"""Near-duplicates: the same agency story in twenty outlets is one story.

Two texts are near-duplicates when about half of the runs of three words in either are in both (Jaccard similarity of at
least THRESHOLD, estimated by MinHash: Broder 1997, datasketch). Candidates are found by bands of the signature (locality
sensitive hashing: Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, ch. 3), so a new article is compared with few.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

import duckdb
import numpy as np
import pandas as pd
from datasketch import MinHash

THRESHOLD = 0.5    # altered copies (cut by a third, a word in twenty changed) reach .6, other reports of one event .1
RUN = 3            # words
LEAST = 30         # words: what is shorter is only compared word for word
SHARED = 0.25      # of the shorter text: from here on two texts of one address are versions of one page
SHARED_WORDS = 0.6 # the same for short notes, word by word
PERMUTATIONS, BANDS = 128, 32   # with 4 rows a band, a pair at the threshold is a candidate with a chance of .87, at .6 of .99
TABLES = {"signatures": "article_id TEXT, signature BLOB", "bands": "article_id TEXT, band SMALLINT, hash UBIGINT"}
_WORD = re.compile(r"\w+")


def signature(text: str) -> np.ndarray | None:
    """The MinHash signature (PERMUTATIONS,) of a text's runs of words, or None where it is too short to have one."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    if len(words) < LEAST:
        return None
    sketch = MinHash(num_perm=PERMUTATIONS, seed=1)
    sketch.update_batch({" ".join(words[at:at + RUN]).encode() for at in range(len(words) - RUN + 1)})
    return sketch.hashvalues.astype(np.uint64)


def is_version(one: str, other: str) -> bool:
    """Whether two texts can be two versions of one page: a part of the shorter one's runs of words is in the other.

    Of live pages that grow, and of short notes that are put right, much stays; of two articles that a table lists
    under one address, nothing does.
    """
    words = [_WORD.findall(unicodedata.normalize("NFKC", text).casefold()) for text in (one, other)]
    run, shared = (RUN, SHARED) if min(map(len, words)) >= LEAST else (1, SHARED_WORDS)
    sets = [{" ".join(each[at:at + run]) for at in range(len(each) - run + 1)} for each in words]
    return bool(sets[0] and sets[1]) and len(sets[0] & sets[1]) >= shared * min(map(len, sets))


def similarity(one: np.ndarray, other: np.ndarray) -> float:
    """The estimated Jaccard similarity of two texts by their signatures."""
    return float((one == other).mean())


def mark(connection: duckdb.DuckDBPyConnection, texts: Mapping[str, str]) -> None:
    """Set articles.duplicate_of of articles that were just put in: the first article of the group that each belongs to.

    An article joins the group of the one that it is most like; groups that it would bridge stay apart. One whose text is
    known already (an article_id is a text's hash) stays where it is.

    Parameters
    ----------
    texts : article_id -> text, in the order in which they came in.
    """
    known = {row[0] for row in connection.execute("SELECT article_id FROM signatures WHERE article_id IN (SELECT unnest(?))", [list(texts)]).fetchall()}
    signed = {article_id: signature(text) for article_id, text in texts.items() if article_id not in known}
    signed = {article_id: own for article_id, own in signed.items() if own is not None}
    if not signed:
        return
    _insert(connection, "signatures", {"article_id": list(signed), "signature": [own.tobytes() for own in signed.values()]})
    _insert(connection, "bands", {"article_id": np.repeat(np.array(list(signed), object), BANDS), "band": np.tile(np.arange(BANDS), len(signed)),
                                  "hash": np.concatenate([_bands(own) for own in signed.values()])})
    connection.register("asked", pd.DataFrame({"article_id": list(signed)}))
    pairs = connection.execute("""
        SELECT DISTINCT new.article_id, s.article_id, s.signature, a.duplicate_of
        FROM asked JOIN bands AS new USING (article_id) JOIN bands AS old USING (band, hash)
        JOIN signatures AS s ON s.article_id = old.article_id JOIN articles AS a ON a.article_id = s.article_id
        WHERE s.article_id <> new.article_id ORDER BY ALL""").fetchall()
    connection.unregister("asked")
    first_of = _grouped(signed, pairs)
    _insert(connection, "found", {"article_id": list(first_of), "first": list(first_of.values())}, create=True)
    connection.execute("UPDATE articles SET duplicate_of = found.first FROM found WHERE articles.article_id = found.article_id")
    connection.execute("DROP TABLE found")


def _grouped(signed: Mapping[str, np.ndarray], pairs: Sequence[tuple]) -> dict[str, str | None]:
    """article_id -> the first of its group, or None; an article looks at those before it only."""
    like: dict[str, list[tuple[float, str, str | None]]] = {}
    for new, other, theirs, first in pairs:
        like.setdefault(new, []).append((similarity(signed[new], np.frombuffer(theirs, np.uint64)), other, first))
    first_of: dict[str, str | None] = {}
    for article_id in signed:
        near = [(alike, first_of[other] or other if other in first_of else first or other) for alike, other, first in like.get(article_id, ())
                if alike >= THRESHOLD and (other in first_of or other not in signed)]
        first_of[article_id] = max(near)[1] if near else None
    return first_of


def forget(connection: duckdb.DuckDBPyConnection, article_ids: Sequence[str]) -> None:
    """Take articles out of their groups before they go; where one was the first of its group, the next takes its place.

    The articles' own duplicate_of stays: they are about to go.
    """
    for article_id in article_ids:
        for table in TABLES:
            connection.execute(f"DELETE FROM {table} WHERE article_id = ?", [article_id])
        heir = connection.execute("""SELECT article_id FROM articles WHERE duplicate_of = ?
                                     ORDER BY added_at, published, article_id LIMIT 1""", [article_id]).fetchone()
        if heir:
            connection.execute("UPDATE articles SET duplicate_of = CASE WHEN article_id = $1 THEN NULL ELSE $1 END "
                               "WHERE duplicate_of = $2", [heir[0], article_id])


def _insert(connection: duckdb.DuckDBPyConnection, table: str, columns: dict, create: bool = False) -> None:
    connection.register("incoming_rows", pd.DataFrame(columns))
    connection.execute(f"CREATE TEMP TABLE {table} AS SELECT * FROM incoming_rows" if create else
                       f"INSERT INTO {table} BY NAME SELECT * FROM incoming_rows")
    connection.unregister("incoming_rows")


def _bands(own: np.ndarray) -> np.ndarray:
    """One 64-bit number a band (BANDS,): equal where all rows of the band are."""
    mixed = np.full(BANDS, 1469598103934665603, np.uint64)
    with np.errstate(over="ignore"):
        for row in own.reshape(BANDS, -1).T:
            mixed = (mixed ^ row) * np.uint64(1099511628211)   # FNV-1a
    return mixed
