"""What a search finds in a snapshot: the articles, and how they divide by source, country, year and actor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from data import search, tables
from data.store import Snapshot, index_of

FACETS = {
    "source": "SELECT a.source AS value, count(*) AS n FROM these JOIN articles AS a USING (article_id) GROUP BY 1",
    "country": "SELECT a.source_country AS value, count(*) AS n FROM these JOIN articles AS a USING (article_id) GROUP BY 1",
    "language": "SELECT a.language AS value, count(*) AS n FROM these JOIN articles AS a USING (article_id) GROUP BY 1",
    "year": "SELECT coalesce(year(a.published)::TEXT, '') AS value, count(*) AS n FROM these JOIN articles AS a USING (article_id) GROUP BY 1",
    "actor": "SELECT m.actor AS value, count(DISTINCT article_id) AS n FROM these JOIN mentions AS m USING (article_id) GROUP BY 1",
}

# The other outlets of an article `a`: those of its near-duplicates, and those where the very same text stands.
ALSO_IN = """coalesce((SELECT string_agg(DISTINCT other.source, ', ' ORDER BY other.source) FROM (
                 SELECT source FROM articles AS copy WHERE copy.duplicate_of = a.article_id
                 UNION ALL SELECT source FROM addresses AS also WHERE also.article_id = a.article_id
                 UNION ALL SELECT also.source FROM addresses AS also JOIN articles AS copy USING (article_id) WHERE copy.duplicate_of = a.article_id) AS other
             WHERE other.source NOT IN ('', a.source)), '')"""


@dataclass(frozen=True)
class Result:
    """articles: article_id, published, published_precision, title, source, source_country, language, url, excerpt (words around
    what was looked for), copies (near-duplicates among what was found), also_in (other outlets), the most telling first; of a report
    and its copies the first. facets: by name a frame of value, n, most first.
    """

    articles: pd.DataFrame
    facets: dict[str, pd.DataFrame]


def find(snapshot: Snapshot, words: str) -> Result:
    """The articles that hold these words; data/search.py says how words are combined.

    Raises
    ------
    MonitorError : the search cannot be understood, or its index is damaged.
    """
    hits = search.find(_index(snapshot), words)
    return _result(snapshot, pd.DataFrame({"article_id": [one.article_id for one in hits], "excerpt": [one.excerpt for one in hits],
                                           "rank": range(len(hits))}).astype({"article_id": str, "excerpt": str}))


def everything(snapshot: Snapshot) -> Result:
    """All articles, the newest first, as a search gives them."""
    return _result(snapshot, snapshot.frame("""SELECT article_id, '' AS excerpt, row_number() OVER (ORDER BY published DESC NULLS LAST, article_id) AS rank
                                               FROM articles"""))


def naming(snapshot: Snapshot, actors: Sequence[str]) -> list[str]:
    """The ids of the articles that name one of these actors."""
    return snapshot.frame("SELECT DISTINCT article_id FROM mentions WHERE actor IN (SELECT unnest($actors))", {"actors": list(actors)})["article_id"].tolist()


def _result(snapshot: Snapshot, hits: pd.DataFrame) -> Result:
    with snapshot.beside("hits", hits):
        # Of a report and its copies, the first one stands for all that were found.
        these = snapshot.frame("""
            SELECT a.article_id, hits.excerpt, hits.rank, count(*) OVER (PARTITION BY coalesce(a.duplicate_of, a.article_id)) - 1 AS copies
            FROM hits JOIN articles AS a USING (article_id)
            QUALIFY row_number() OVER (PARTITION BY coalesce(a.duplicate_of, a.article_id) ORDER BY a.duplicate_of IS NOT NULL, hits.rank) = 1""")
    with snapshot.beside("these", these):
        articles = snapshot.frame(f"""
            SELECT a.article_id, a.published, a.published_precision, a.title, a.source, a.source_country, a.language, a.url,
                   these.excerpt, these.copies, {ALSO_IN} AS also_in
            FROM these JOIN articles AS a USING (article_id) ORDER BY these.rank""")
        facets = {name: snapshot.frame(f"{sql} ORDER BY n DESC, value") for name, sql in FACETS.items()}
    return Result(articles, facets)


def ids_of(snapshot: Snapshot, words: str) -> list[str]:
    """The ids of the articles that hold these words. Errors as for `find`."""
    return [one.article_id for one in search.find(_index(snapshot), words)]


def _index(snapshot: Snapshot):
    """The snapshot's index; made anew where it has been removed."""
    if snapshot.path is None:
        return None
    index = index_of(snapshot.path)
    if not index.exists():
        search.publish(None, index, (), tables.entries(snapshot.connection))
    return index
