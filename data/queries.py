"""The questions asked of a snapshot: filters in, tidy tables out.

Duplicates are left out unless `every_copy` asks for them, so that an agency report in ten papers counts once. A month or a year as a date stands
as its first day; a filter by dates keeps an article when its whole month or year lies inside. Without a date it is undated:
there as long as no dates are asked for, counted as undated, and for no trend. Dates come as datetime64, NaT where unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data.found import ALSO_IN, ids_of
from data.outlets import outlets
from data.store import Snapshot
from geo.territories import drawn_as, territories, with_parts
from reading.sentences import sentences
from records import MonitorError

# The last day an article's date may mean.
_LAST_DAY = """CASE a.published_precision WHEN 'year' THEN make_date(year(a.published), 12, 31)
                                          WHEN 'month' THEN last_day(a.published) ELSE a.published END"""
# Indicators that are counted or looked up, not judged: there is no reader to agree with.
COUNTED = ("salience", "tone")
_BY = {name: name for name in ("territory", "instrument", "voice")}   # columns of evidence that figures can be split by
_IS_IN = "{column} IN (SELECT unnest(${name}))"


@dataclass(frozen=True)
class Filters:
    """Which articles and statements count. None or () means all of them.

    since, until : first and last day. territories : codes, each with its parts ("GEO" includes Abkhazia).
    sources : as the articles name them. countries : codes of the sources' countries.
    kinds : kinds of outlets (data.outlets.KINDS). instruments, voices : as evidence has them. words : a search (data.search)
    that the articles have to meet. salience : an actor's least share of an article. every_copy : count near-duplicates (the agency
    story in twenty outlets) each for itself. drawn_on : an area of the map; only statements that colour it, so without those
    on the parts that are drawn apart.
    """

    since: date | None = None
    until: date | None = None
    territories: Sequence[str] = ()
    sources: Sequence[str] = ()
    countries: Sequence[str] = ()
    kinds: Sequence[str] = ()
    instruments: Sequence[str] = ()
    voices: Sequence[str] = ()
    words: str = ""
    salience: float = 0.0
    every_copy: bool = False
    drawn_on: str = ""


@dataclass(frozen=True)
class Options:
    """What there is to choose from. Each frame is sorted by n_articles, most first.

    first, last : first and last day that the dates of the articles may mean; None without a dated article.
    n_articles, n_undated : articles, and how many of them have no date.
    actors : actor, n_articles (that name it). sources : source, source_country, n_articles.
    countries : source_country, n_articles. territories : territory, n_articles (with a statement there, parts not included).
    """

    first: date | None
    last: date | None
    n_articles: int
    n_undated: int
    actors: pd.DataFrame
    sources: pd.DataFrame
    countries: pd.DataFrame
    territories: pd.DataFrame


@dataclass(frozen=True)
class Status:
    """The state of a store in numbers.

    articles, duplicates, undated : numbers of articles; the first counts no duplicates.
    mentions, scores, evidence : numbers of rows. first, last : as in Options.
    sources : source, source_country, n_articles. languages : language ("" unknown), n_articles.
    scorer_versions : scorer_version, n_articles.
    silent : article_id, title, source, note: articles in which nothing was scored, and why where the scorer says so.
    unread : source, why, at: what could not be taken in.
    """

    articles: int
    duplicates: int
    undated: int
    mentions: int
    scores: int
    evidence: int
    first: date | None
    last: date | None
    sources: pd.DataFrame
    languages: pd.DataFrame
    scorer_versions: pd.DataFrame
    silent: pd.DataFrame
    unread: pd.DataFrame


@dataclass(frozen=True)
class ArticleDetail:
    """One article with all that was read from it.

    about : article_id, published (date or None), published_precision, title, source, source_country, language, url, text,
        added_at, duplicate_of, note (why nothing was scored, or ""), scorer_version. mentions, scores, evidence : rows as in the store's
        tables, in the order of the text; evidence as `evidence` gives it.
    """

    about: dict
    mentions: pd.DataFrame
    scores: pd.DataFrame
    evidence: pd.DataFrame


def pieces(snapshot: Snapshot, filters: Filters, indicator: str, actors: Sequence[str] = (), by: str = "territory") -> pd.DataFrame:
    """What each article says of each actor in each territory, or with each instrument or in each voice.

    Parameters
    ----------
    indicator : its key. actors : codes; () means all (a share of coverage needs all). by : "territory", "instrument" or "voice".

    Returns
    -------
    One row per article, actor and territory (or `by`): article_id, cluster (the first of its near-duplicates), published,
    published_precision, source, source_country, actor, territory, contribution (sum), weight (sum), n_evidence, confidence (that
    a reader agrees with the article's score; NaN for what is counted and not judged). A weight of 0: only claims that are
    quoted, so no statement.
    """
    where, parameters = _where(snapshot, filters, statements=True)
    # What is said is added up by its keys alone; what is known of the article is joined to the sums, which are fewer.
    return snapshot.frame(f"""
        WITH said AS (
            SELECT e.article_id, e.actor, e.{_BY[by]}, sum(e.contribution) AS contribution, sum(e.weight) AS weight, count(*) AS n_evidence
            FROM evidence AS e JOIN articles AS a USING (article_id)
            WHERE {where} AND e.indicator = $indicator {_only(actors, parameters)} GROUP BY ALL)
        SELECT a.article_id, coalesce(a.duplicate_of, a.article_id) AS cluster, a.published, a.published_precision, a.source, a.source_country,
               said.* EXCLUDE article_id, s.confidence
        FROM said JOIN articles AS a USING (article_id)
        LEFT JOIN scores AS s ON $judged AND s.indicator = $indicator AND s.article_id = said.article_id AND s.actor = said.actor
        ORDER BY a.published NULLS LAST, a.article_id, said.actor, said.{_BY[by]}""",
        parameters | {"indicator": indicator, "judged": indicator not in COUNTED})


def stated(snapshot: Snapshot, filters: Filters, indicator: str, actors: Sequence[str] = ()) -> pd.DataFrame:
    """The articles that name these actors, newest first, and how often each says something of them.

    Returns
    -------
    article_id, published, published_precision, title, source, statements (pieces of evidence that count), claims (that are only
    quoted). Both 0: the actor is named without a statement.
    """
    where, parameters = _where(snapshot, filters, statements=True)
    return snapshot.frame(f"""
        SELECT a.article_id, a.published, a.published_precision, a.title, a.source,
               count(*) FILTER (e.indicator = $indicator AND e.weight > 0) AS statements,
               count(*) FILTER (e.indicator = $indicator AND e.weight = 0) AS claims
        FROM evidence AS e JOIN articles AS a USING (article_id)
        WHERE {where} AND e.indicator IN ($indicator, 'salience') {_only(actors, parameters)}
        GROUP BY ALL ORDER BY a.published DESC NULLS LAST, a.article_id""", parameters | {"indicator": indicator})


def evidence(snapshot: Snapshot, filters: Filters, indicator: str, actors: Sequence[str] = (),
             limit: int | None = None, strongest: int = 0, of: Sequence[str] | None = None) -> pd.DataFrame:
    """The sentences behind the figures, newest article first and in the order of its text.

    Parameters
    ----------
    limit : at most so many rows; None for all. of : ids of the articles; None for all. strongest : 1 or -1 gives instead the piece of each article that adds most, or
        takes away most, the strongest first.

    Returns
    -------
    One row per piece of evidence: article_id, published, published_precision, title, source, source_country, url, actor,
    indicator, territory, instrument, voice, speaker, sentence (its number), sentence_start, sentence_end, sentence_text,
    start, end (span of the cue), cue, contribution, weight, read_by, also_in (outlets of near-duplicates). Spans count characters of the
    article's text.
    """
    where, parameters = _where(snapshot, filters, statements=True)
    if of is not None:
        where += " AND " + _IS_IN.format(column="a.article_id", name="these")
        parameters["these"] = list(of)
    return _evidence(snapshot, f"{where} AND e.indicator = $indicator {_only(actors, parameters)}",
                     parameters | {"indicator": indicator}, limit, strongest)


def cues(snapshot: Snapshot, filters: Filters, indicator: str, actors: Sequence[str]) -> pd.DataFrame:
    """The words that say something of these actors, and how often and how much.

    Returns
    -------
    One row per territory and cue (words of the lexicons, not sentences that the model read): territory, cue (in small letters),
    n (articles), contribution (sum over articles), one row for each sign.
    """
    where, parameters = _where(snapshot, filters, statements=True)
    return snapshot.frame(f"""
        SELECT e.territory, lower(e.cue) AS cue, count(DISTINCT a.article_id) AS n, sum(e.contribution) AS contribution
        FROM evidence AS e JOIN articles AS a USING (article_id)
        WHERE {where} AND e.indicator = $indicator AND e.read_by = 'words' AND e.weight > 0 AND e.contribution <> 0 {_only(actors, parameters)}
        GROUP BY e.territory, lower(e.cue), sign(e.contribution) ORDER BY ALL""", parameters | {"indicator": indicator})


def places(snapshot: Snapshot, filters: Filters, indicator: str, actors: Sequence[str]) -> pd.DataFrame:
    """The places named in the sentences that say something of these actors.

    Returns
    -------
    One row per place and article: place (as in geo/places.csv), article_id, contribution (sum), weight (sum).
    """
    where, parameters = _where(snapshot, filters, statements=True)
    return snapshot.frame(f"""
        SELECT p.place, a.article_id, sum(e.contribution) AS contribution, sum(e.weight) AS weight
        FROM (SELECT DISTINCT article_id, sentence, place FROM places) AS p
        JOIN evidence AS e USING (article_id, sentence) JOIN articles AS a USING (article_id)
        WHERE {where} AND e.indicator = $indicator {_only(actors, parameters)}
        GROUP BY ALL ORDER BY ALL""", parameters | {"indicator": indicator})


def relations(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """How articles relate ordered pairs of actors: who does it, to whom.

    Returns
    -------
    One row per article, pair and kind: article_id, cluster, published, published_precision, source, source_country, actor, other,
    kind (stance, displaces), value (mean, from conflict -1 to cooperation +1), n (clauses).
    """
    within = Filters(**{**vars(filters), "territories": (), "instruments": (), "voices": (), "salience": 0.0})
    where, parameters = _where(snapshot, within)
    if filters.territories:
        where += " AND " + _IS_IN.format(column="r.territory", name="territories")
        parameters["territories"] = sorted({part for code in filters.territories for part in with_parts(code)})
    return snapshot.frame(f"""
        SELECT a.article_id, coalesce(a.duplicate_of, a.article_id) AS cluster, a.published, a.published_precision, a.source, a.source_country,
               r.actor, r.other, r.kind, avg(r.value) AS value, count(*) AS n
        FROM relations AS r JOIN articles AS a USING (article_id) WHERE {where}
        GROUP BY ALL ORDER BY ALL""", parameters)


def articles(snapshot: Snapshot, filters: Filters = Filters()) -> pd.DataFrame:
    """The articles, newest first; with territories asked for, those with a statement there.

    Returns
    -------
    article_id, published, published_precision, title, source, source_country, language, url, n_actors (named in it),
    n_evidence, note (why nothing was scored, or "").
    """
    where, parameters = _where(snapshot, filters)
    return snapshot.frame(f"""
        SELECT a.article_id, a.published, a.published_precision, a.title, a.source, a.source_country, a.language, a.url,
               (SELECT count(DISTINCT actor) FROM mentions AS m WHERE m.article_id = a.article_id) AS n_actors,
               (SELECT count(*) FROM evidence AS e WHERE e.article_id = a.article_id) AS n_evidence,
               coalesce((SELECT any_value(note) FROM readings AS r WHERE r.article_id = a.article_id), '') AS note
        FROM articles AS a WHERE {where} ORDER BY a.published DESC NULLS LAST, a.article_id""", parameters)


def named_by(snapshot: Snapshot, ids: Sequence[str]) -> pd.DataFrame:
    """What a reader is told of these articles: article_id, published, published_precision, title, source, url. Unknown ids have no row."""
    return snapshot.frame("""SELECT article_id, published, published_precision, title, source, url FROM articles
                             WHERE article_id IN (SELECT unnest($ids)) ORDER BY article_id""", {"ids": list(ids)})


def number_naming(snapshot: Snapshot, filters: Filters, actors: Sequence[str]) -> int:
    """How many articles name one of these actors."""
    where, parameters = _where(snapshot, filters, statements=True)
    return int(snapshot.frame(f"""SELECT count(DISTINCT e.article_id) AS n FROM evidence AS e JOIN articles AS a USING (article_id)
                                  WHERE {where} AND e.indicator = 'salience' {_only(actors, parameters)}""", parameters)["n"].item())


def article(snapshot: Snapshot, article_id: str) -> ArticleDetail:
    """One article, duplicates as well.

    Raises
    ------
    MonitorError : the store has no article of that id.
    """
    about = known(snapshot, article_id)
    if about is None:
        raise MonitorError(f"There is no article {article_id!r} in the store. It may have been removed, or the link is of another store.")
    key = {"id": article_id}
    return ArticleDetail(
        about,
        snapshot.frame("SELECT * FROM mentions WHERE article_id = $id ORDER BY start", key),
        snapshot.frame("SELECT * FROM scores WHERE article_id = $id ORDER BY actor, indicator", key),
        _evidence(snapshot, "a.article_id = $id", key))


def known(snapshot: Snapshot, article_id: str, url: str = "") -> dict | None:
    """What the store has under this id, else at this url: the columns of ArticleDetail.about, scorer_version, and is_corrected
    (a person has corrected what is said about it); or None."""
    asked = {"id": article_id} | ({"url": url} if url else {})
    here = "a.article_id = $id" + (" OR a.url = $url OR a.article_id IN (SELECT article_id FROM addresses WHERE url = $url)" if url else "")
    if not snapshot.any(f"FROM articles AS a WHERE {here}", asked):   # most are new, and a frame costs more than the question
        return None
    found = snapshot.frame(f"""
        SELECT a.*, coalesce(r.note, '') AS note, coalesce(r.scorer_version, '') AS scorer_version,
               a.article_id IN (SELECT article_id FROM corrected) AS is_corrected
        FROM articles AS a LEFT JOIN readings AS r USING (article_id) WHERE {here} ORDER BY a.article_id <> $id LIMIT 1""", asked)
    about = found.iloc[0].to_dict()
    about["published"] = _day(about["published"])
    about["duplicate_of"] = None if pd.isna(about["duplicate_of"]) else about["duplicate_of"]
    return about


def at_address(snapshot: Snapshot, url: str) -> list[dict]:
    """All articles that stand at this url, as `known` gives them; usually one."""
    if not url or not snapshot.any("FROM articles WHERE url = $url", {"url": url}):
        return []
    ids = snapshot.frame("SELECT article_id FROM articles WHERE url = $url ORDER BY added_at DESC, article_id", {"url": url})
    return [known(snapshot, article_id) for article_id in ids["article_id"]]


def number_of_articles(snapshot: Snapshot) -> int:
    """How many articles there are, duplicates left out."""
    return _span(snapshot)[2]


def in_the_bin(snapshot: Snapshot) -> pd.DataFrame:
    """What was removed or replaced by a later version: article_id, published, title, source, url; the newest first."""
    return snapshot.frame("SELECT article_id, published, title, source, url FROM bin.articles ORDER BY added_at DESC, article_id")


def scored_by_others(snapshot: Snapshot, scorer_version: str) -> list[str]:
    """The ids of the articles that another version of the scorer scored, duplicates as well."""
    return snapshot.frame("""SELECT article_id FROM articles LEFT JOIN readings USING (article_id)
                             WHERE scorer_version IS DISTINCT FROM $version ORDER BY article_id""",
                          {"version": scorer_version})["article_id"].tolist()


def options(snapshot: Snapshot) -> Options:
    """What a reader can choose from in this snapshot."""
    first, last, number, undated = _span(snapshot)
    return Options(
        first, last, number, undated,
        actors=_counted(snapshot, "actor", "mentions JOIN articles AS a USING (article_id)"),
        sources=_counted(snapshot, "source, source_country", "articles AS a"),
        countries=_counted(snapshot, "source_country", "articles AS a"),
        territories=_counted(snapshot, "territory", "evidence JOIN articles AS a USING (article_id)"))


def status(snapshot: Snapshot) -> Status:
    """The state of the store in numbers, and what could not be read."""
    first, last, number, undated = _span(snapshot)
    rows = {name: int(snapshot.frame(f"SELECT count(*) AS n FROM {name}")["n"].item()) for name in ("mentions", "scores", "evidence")}
    return Status(
        articles=number, undated=undated, first=first, last=last, **rows,
        duplicates=int(snapshot.frame("SELECT count(*) AS n FROM articles WHERE duplicate_of IS NOT NULL")["n"].item()),
        sources=_counted(snapshot, "source, source_country", "articles AS a"),
        languages=_counted(snapshot, "language", "articles AS a"),
        scorer_versions=_counted(snapshot, "scorer_version", "readings JOIN articles AS a USING (article_id)"),
        silent=snapshot.frame("""
            SELECT a.article_id, a.title, a.source, coalesce(r.note, '') AS note
            FROM articles AS a LEFT JOIN readings AS r USING (article_id)
            WHERE a.article_id NOT IN (SELECT article_id FROM evidence) ORDER BY a.added_at, a.article_id"""),
        unread=snapshot.frame('SELECT source, why, "at" FROM unread ORDER BY "at", source'))


def _where(snapshot: Snapshot, filters: Filters, statements: bool = False) -> tuple[str, dict]:
    """The conditions on articles `a` (and on evidence `e`, for statements) with the values bound to them."""
    conditions, parameters = ["true" if filters.every_copy else "a.duplicate_of IS NULL"], {}
    if filters.since:
        conditions.append("a.published >= $since")
        parameters["since"] = filters.since
    if filters.until:
        conditions.append(f"{_LAST_DAY} <= $until")
        parameters["until"] = filters.until
    if filters.territories:
        inside = _IS_IN.format(column="e.territory", name="territories")
        conditions.append(inside if statements else f"a.article_id IN (SELECT e.article_id FROM evidence AS e WHERE {inside})")
        parameters["territories"] = sorted({part for code in filters.territories for part in with_parts(code)})
    if filters.drawn_on and statements:
        conditions.append(_IS_IN.format(column="e.territory", name="drawn_on"))
        parameters["drawn_on"] = [code for code in territories() if drawn_as(code) == filters.drawn_on]
    listed = {"sources": "a.source", "countries": "a.source_country"} | ({"instruments": "e.instrument", "voices": "e.voice"} if statements else {})
    for name, column in listed.items():
        if getattr(filters, name):
            conditions.append(_IS_IN.format(column=column, name=name))
            parameters[name] = list(getattr(filters, name))
    if filters.kinds:
        conditions.append(_IS_IN.format(column="a.source", name="kinds"))
        parameters["kinds"] = [one.outlet for one in outlets() if one.kind in filters.kinds]
    if filters.words.strip():
        conditions.append(_IS_IN.format(column="a.article_id", name="found"))
        parameters["found"] = ids_of(snapshot, filters.words)
    if filters.salience and statements:
        conditions.append("""EXISTS (SELECT 1 FROM scores AS z WHERE z.article_id = e.article_id AND z.actor = e.actor
                                      AND z.indicator = 'salience' AND z.value >= $salience)""")
        parameters["salience"] = filters.salience
    return " AND ".join(conditions), parameters


def _only(actors: Sequence[str], parameters: dict) -> str:
    if not len(actors):
        return ""
    parameters["actors"] = list(actors)
    return "AND " + _IS_IN.format(column="e.actor", name="actors")


def _evidence(snapshot: Snapshot, where: str, parameters: dict, limit: int | None = None, strongest: int = 0) -> pd.DataFrame:
    order = "a.published DESC NULLS LAST, a.article_id, e.start, e.\"end\", e.actor, e.indicator, e.territory"
    one_each = ""
    if strongest:
        strength = f"{int(strongest)} * e.contribution"
        where = f"{where} AND {strength} > 0"
        one_each = f"QUALIFY row_number() OVER (PARTITION BY a.article_id ORDER BY {strength} DESC, e.start) = 1"
        order = f"{strength} DESC, {order}"
    found = snapshot.frame(f"""
        SELECT a.article_id, a.published, a.published_precision, a.title, a.source, a.source_country, a.url, e.actor,
               e.indicator, e.territory, e.instrument, e.voice, e.speaker, e.sentence, e.start, e."end", e.cue,
               e.contribution, e.weight, e.read_by,
               {ALSO_IN} AS also_in
        FROM evidence AS e JOIN articles AS a USING (article_id) WHERE {where} {one_each}
        ORDER BY {order}
        {"" if limit is None else f"LIMIT {int(limit)}"}""", parameters)
    texts = snapshot.frame("SELECT article_id, text FROM articles WHERE article_id IN (SELECT unnest($ids))",
                           {"ids": found["article_id"].unique().tolist()})
    texts = dict(zip(texts["article_id"], texts["text"]))
    bounds = {article_id: sentences(text) for article_id, text in texts.items()}
    spans = [_around(bounds[row.article_id], row.start, row.end) for row in found.itertuples()]
    where_in_row = found.columns.get_loc("start")
    found.insert(where_in_row, "sentence_start", [start for start, _ in spans])
    found.insert(where_in_row + 1, "sentence_end", [end for _, end in spans])
    found.insert(where_in_row + 2, "sentence_text",
                 [texts[article_id][start:end] for article_id, (start, end) in zip(found["article_id"], spans)])
    return found


def _around(bounds: list[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """The sentence, or the run of them, in which a span lies."""
    touched = [span for span in bounds if span[0] < end and span[1] > start]
    return (min(touched[0][0], start), max(touched[-1][1], end)) if touched else (start, end)


def _counted(snapshot: Snapshot, columns: str, table: str) -> pd.DataFrame:
    return snapshot.frame(f"""SELECT {columns}, count(DISTINCT a.article_id) AS n_articles FROM {table}
                              WHERE a.duplicate_of IS NULL GROUP BY ALL ORDER BY n_articles DESC, {columns}""")


def _span(snapshot: Snapshot) -> tuple[date | None, date | None, int, int]:
    row = snapshot.frame(f"""SELECT min(a.published) AS first, max({_LAST_DAY}) AS last, count(*) AS n,
                                    count(*) - count(a.published) AS undated
                             FROM articles AS a WHERE a.duplicate_of IS NULL""").iloc[0]
    return _day(row["first"]), _day(row["last"]), int(row["n"]), int(row["undated"])


def _day(value) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()
