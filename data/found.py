"""What a search finds in a snapshot: the articles, and how they divide by source, country, year and actor."""

from __future__ import annotations

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


@dataclass(frozen=True)
class Result:
    """articles: article_id, published, published_precision, title, source, source_country, language, url, duplicate_of, excerpt
    (words around what was looked for), the most telling first. facets: by name a frame of value, n, most first.
    """

    articles: pd.DataFrame
    facets: dict[str, pd.DataFrame]


def find(snapshot: Snapshot, words: str) -> Result:
    """The articles that hold these words; data/search.py says how words are combined. Copies are found as well.

    Raises
    ------
    MonitorError : the search cannot be understood, or its index is damaged.
    """
    found = search.find(_index(snapshot), words)
    hits = pd.DataFrame({"article_id": [one.article_id for one in found], "excerpt": [one.excerpt for one in found],
                         "rank": range(len(found))}).astype({"article_id": str, "excerpt": str})
    with snapshot.beside("these", hits):
        articles = snapshot.frame("""
            SELECT a.article_id, a.published, a.published_precision, a.title, a.source, a.source_country, a.language, a.url,
                   a.duplicate_of, these.excerpt
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
