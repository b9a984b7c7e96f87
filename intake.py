"""From a source to a stored, scored article: the one path, for the command line and the page."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from data import queries, readers, web
from data.duplicates import is_version
from data.fetch import Fetcher
from data.outlets import of_domain, of_name
from data.readers.dates import published as read_date
from data.readers.faults import Unread
from data.readers.fields import country_code
from data.readers.listed import Listed
from data.store import Snapshot, Store
from reading.language import detect
from reading.mentions import candidates
from records import Address, Article, MonitorError, ScoredArticle

CORRECTABLE = ("title", "source", "source_country", "url", "published")
BATCH = 25   # articles scored before each write: a write that is killed costs no more work than that
Progress = Callable[[int, str], None]   # (articles done, the name of the one at hand)


@dataclass
class Report:
    """What became of what was given. Numbers of articles; `unread` holds what could not be read, `notes` what was said of
    articles that were taken in ("id: why nothing was scored")."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0      # known already; perhaps at another address, which is kept beside
    unread: list[Unread] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def done(self) -> int:
        """Articles that are in the store now."""
        return self.added + self.updated + self.unchanged


@dataclass(frozen=True)
class Given:
    """What the user says of all the articles of one call; it goes before what the files say."""

    source: str = ""
    country: str = ""
    published: str = ""

    def apply(self, article: Article) -> Article:
        """The article with what was given, and with its language.

        Raises
        ------
        MonitorError : the country is not known, or the date cannot be read.
        """
        said: dict = {"source": self.source.strip()} if self.source.strip() else {}
        try:
            if self.country.strip():
                said["source_country"] = country_code(self.country)
            if self.published.strip():
                said["published"], said["published_precision"] = read_date(self.published)
        except ValueError as error:
            raise MonitorError(str(error)) from error
        return replace(article, **said, language=article.language or detect(article.text))


def identity(text: str) -> str:
    """The article_id of a text: the same for the same words, however they are spaced or encoded."""
    words = " ".join(unicodedata.normalize("NFKC", text).split())
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def add(paths: Iterable[Path | str], store: Store, *, source: str = "", country: str = "", published: str = "",
        columns: Mapping[str, str] | None = None, progress: Progress | None = None) -> Report:
    """Read, score and store all articles in files, folders and at addresses. What is known already and would be scored the same
    is left.

    An article that is known by its text or its address takes what is new and keeps what the new copy does not say. What a
    feed or a list names is not fetched again where its address is known, so that a run that broke off goes on where it was.

    Parameters
    ----------
    source, country (a code or a name), published ("2023-11-08", "2023-11", "2023") : go before what the files say.
    columns : name of a table's column -> field, where the guess is wrong (data/readers/columns.py).
    progress : called after each article that is read, and after each that is scored.

    Raises
    ------
    MonitorError : country or date cannot be read, or the store cannot be written. What was written before stays.
    """
    given = Given(source, country, published)
    given.apply(Article(text=""))   # a wrong option is told before any work
    report = Report()
    with Fetcher() as fetcher, _Batch(store, fetcher, progress, columns) as batch:
        for item in batch.each_of_all(paths):
            if progress:
                progress(report.done, f"read: {_name_of(item)}")
            if isinstance(item, Unread):
                report.unread.append(item)
            elif isinstance(item, Listed):
                report.unchanged += 1
            else:
                article = given.apply(with_outlet(item))   # what the user says goes before what the table of outlets says
                batch.add(replace(article, article_id=identity(article.text)), item.article_id, report)
        batch.write(report)
    return report


@dataclass(frozen=True)
class Understood:
    """What was read from one article, before it is kept: `name` is the reader's, `actors` the codes of those it names, the
    one named most first; `is_known` tells that the store has this text or this address."""

    article: Article
    name: str
    actors: tuple[str, ...]
    is_known: bool


def understand(paths: Iterable[Path | str], store: Store, columns: Mapping[str, str] | None = None,
               progress: Progress | None = None) -> list[Understood | Unread]:
    """Read all articles in files, folders and at addresses, and store nothing; lines of lists whose address is known are left
    out. columns, progress : as `add`.

    Raises
    ------
    MonitorError : the store cannot be read.
    """
    found: list[Understood | Unread] = []
    with Fetcher() as fetcher, store.read() as snapshot, _Batch(store, fetcher, columns=columns) as batch:
        for item in batch.each_of_all(paths):
            if progress:
                progress(len(found) + 1, _name_of(item))
            if isinstance(item, Unread):
                found.append(item)
                continue
            if isinstance(item, Listed):   # it is in the store, as it was fetched then
                continue
            article = with_outlet(Given().apply(item))
            known = _known(replace(article, article_id=identity(article.text)), snapshot) is not None
            counted = Counter(each.actor for each in candidates(article.text, article.published))
            found.append(Understood(article, article.article_id, tuple(code for code, _ in counted.most_common()), known))
    return found


def keep(articles: Iterable[Article], store: Store, progress: Progress | None = None, corrected: Collection[str] = ()) -> Report:
    """Score and store articles that were understood, and perhaps corrected.

    corrected : the names (article_id as understood) of those of which a person has corrected something: what is said of them
        stays, whatever a later copy says.

    Raises
    ------
    MonitorError : the store cannot be written. What was written before stays.
    """
    report = Report()
    with Fetcher() as fetcher, _Batch(store, fetcher, progress) as batch:
        for article in articles:
            batch.add(replace(article, article_id=identity(article.text)), article.title or article.article_id, report, as_it_is=True,
                      corrected=article.article_id in corrected)
        batch.write(report)
    return report


def _name_of(item: Article | Listed | Unread) -> str:
    """What a user who waits is told of what was just read."""
    return item.source if isinstance(item, Unread) else item.url or item.title or item.article_id   # what is listed has an address


def with_outlet(article: Article) -> Article:
    """The article with its outlet's usual name and country, where reference/sources.csv knows the outlet by address or name."""
    outlet = of_domain(article.url) or of_name(article.source)
    if outlet is None:
        return article
    return replace(article, source=outlet.outlet, source_country=article.source_country or outlet.based_in)


class _Batch:
    """Articles on their way into the store. Scored before the store is locked."""

    def __init__(self, store: Store, fetcher: Fetcher, progress: Progress | None = None, columns: Mapping[str, str] | None = None):
        self._store, self._fetcher, self._progress, self._columns = store, fetcher, progress, columns
        self._articles: list[tuple[str, Article]] = []   # the reader's name for it, and the article
        self._unread: list[Unread] = []
        self._retried: list[str] = []
        self._addresses: list[Address] = []
        self._corrected: list[str] = []
        self._snapshot: Snapshot | None = None
        self._complained_of = tuple(queries.status(self._now()).unread["source"])

    def __enter__(self) -> _Batch:
        return self

    def __exit__(self, *_) -> None:
        self._let_go()

    def _now(self) -> Snapshot:
        """The store as this batch last left it: opened once between two writes."""
        if self._snapshot is None:
            self._snapshot = self._store.read()
        return self._snapshot

    def _let_go(self) -> None:
        if self._snapshot is not None:
            self._snapshot.close()
            self._snapshot = None

    def each_of_all(self, paths: Iterable[Path | str]) -> Iterator[Article | Listed | Unread]:
        """`each_of` of all paths, in order."""
        for path in paths:
            yield from self.each_of(path)

    def each_of(self, path: Path | str) -> Iterator[Article | Listed | Unread]:
        """What the files of a path hold, or what is at an address; of lists, what is known already stays as it is listed.

        Old complaints of them will be forgotten, new ones are kept.
        """
        try:
            sources = [path] if web.is_address(path) else readers.files(path)
        except Unread as fault:
            sources = ()
            self._unread.append(fault)
            yield fault
        for source in sources:
            if any(said == str(source) or said.startswith(f"{source}, ") for said in self._complained_of):
                self._retried.append(str(source))
            try:
                found = web.at(source, self._fetcher) if web.is_address(source) else readers.read(source, self._columns)
                for item in web.with_pages(found, self._fetcher, self._is_known):
                    if isinstance(item, Unread):
                        self._unread.append(item)
                    yield item
            except Unread as fault:
                self._unread.append(fault)
                yield fault

    def _is_known(self, url: str) -> bool:
        return any(one.url == url for _, one in self._articles) or queries.known(self._now(), "", url) is not None

    def add(self, article: Article, name: str, report: Report, as_it_is: bool = False, corrected: bool = False) -> None:
        """Keep one article to be scored, unless the store has it just so; score and write when enough have come together.

        as_it_is : what the article leaves open is meant so, and is not filled with what the store knows. corrected : a person
        has corrected something of it.
        """
        if any(one.article_id == article.article_id or (article.url and one.url == article.url) for _, one in self._articles):
            self.write(report)   # the same article twice in a batch: the second is an update
        about = _known(article, self._now())
        if about and about["article_id"] == article.article_id and article.url and about["url"] and article.url != about["url"] and not as_it_is:
            self._addresses.append(Address(article.article_id, article.url, article.source, article.source_country, article.published))
            article = replace(_record(about), article_id=article.article_id)
        elif about and about["is_corrected"] and not as_it_is:
            if any(getattr(article, field) not in ("", None, about[field]) for field in CORRECTABLE):
                report.notes.append(f"{name}: what a person has corrected of it was kept")
            article = replace(article, **{field: about[field] for field in (*CORRECTABLE, "published_precision")})
        filled, is_known_so = _with_what_is_known(article, about)
        article, is_known_so = (article, is_known_so and filled == article) if as_it_is else (filled, is_known_so)
        if corrected:
            self._corrected.append(article.article_id)
        if is_known_so:
            report.unchanged += 1
            return
        self._articles.append((name, article))
        if len(self._articles) >= BATCH:
            self.write(report)

    def write(self, report: Report) -> None:
        """Score and store what has come together, and count it."""
        scored = []
        for (name, _), one in zip(self._articles, score_all(article for _, article in self._articles)):
            scored.append(one)
            if one.note:
                report.notes.append(f"{name}: {one.note}")
            if self._progress:
                self._progress(report.done + len(scored), name)
        if scored or self._unread or self._retried or self._addresses or self._corrected:
            self._let_go()
            unread = [(fault.source, fault.why) for fault in self._unread]
            written = self._store.write(scored, unread, self._retried, addresses=self._addresses, corrected=self._corrected)
            report.added += written.added
            report.updated += written.updated
        self._articles, self._unread, self._retried, self._addresses, self._corrected = [], [], [], [], []


def score_all(articles: Iterable[Article]) -> Iterator[ScoredArticle]:
    """The articles with all that the indicators find in them, in order."""
    import indicators  # brings the parser, which takes a second: only where something is scored

    return indicators.score_all(articles)


def scorer_version() -> str:
    """The version of the scorer: what an older one scored is scored again by `rescore`."""
    import indicators

    return indicators.version()


def rescore(store: Store, progress: Progress | None = None) -> int:
    """Score again what another version of the scorer scored; the number of articles.

    Raises
    ------
    MonitorError : the store cannot be read or written. What was written before stays; call it again for the rest.
    """
    done = 0
    with store.read() as snapshot:
        outdated = queries.scored_by_others(snapshot, scorer_version())
        for start in range(0, len(outdated), BATCH):
            scored = []
            for one in score_all(_record(queries.known(snapshot, each)) for each in outdated[start:start + BATCH]):
                scored.append(one)
                done += 1
                if progress:
                    progress(done, one.article.article_id)
            store.write(scored, known_only=True)
    return done


def _known(article: Article, snapshot: Snapshot) -> dict | None:
    """What the store has of this text, else of the page at its address of which this is another version."""
    about = queries.known(snapshot, article.article_id)
    if about is not None or not article.url:
        return about
    return next((each for each in queries.at_address(snapshot, article.url) if is_version(each["text"], article.text)), None)


def _with_what_is_known(article: Article, about: dict | None) -> tuple[Article, bool]:
    """The article with what the store knows and it does not say; and whether the store has it just so, scored as now."""
    if about is None:
        return article, False
    old = _record(about)
    kept = {name: getattr(old, name) for name in ("title", "source", "source_country", "language", "url") if not getattr(article, name)}
    if article.published is None:
        kept |= {"published": old.published, "published_precision": old.published_precision}
    merged = replace(article, **kept)
    return merged, merged == old and about["scorer_version"] == scorer_version()


def _record(about: dict) -> Article:
    return Article(**{name: about[name] for name in Article.__dataclass_fields__})
