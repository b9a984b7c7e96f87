"""From a source to a stored, scored article: the one path, for the command line and the page."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from config import ROOT, store_folder
from data import queries, readers
from data.readers.dates import published as read_date
from data.readers.faults import Unread
from data.readers.fields import country_code
from data.store import Snapshot, Store
from reading.language import detect
from records import Article, MonitorError, ScoredArticle

SAMPLE = ROOT / "data" / "sample"
BATCH = 25   # articles scored before each write: a write that is killed costs no more work than that
_BUILDING = 600.0   # seconds that a second process waits for the one that scores the sample
Progress = Callable[[int, str], None]   # (articles done, the last one's name)


@dataclass
class Report:
    """What became of what was given. Numbers of articles; `unread` holds what could not be read, `notes` what was said of
    articles that were taken in ("id: why nothing was scored")."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
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
        progress: Progress | None = None) -> Report:
    """Read, score and store all articles in files and folders. What is known already and would be scored the same is left.

    An article that is known by its text or its address takes what is new and keeps what the new copy does not say.

    Parameters
    ----------
    source, country (a code or a name), published ("2023-11-08", "2023-11", "2023") : go before what the files say.
    progress : called after each article.

    Raises
    ------
    MonitorError : country or date cannot be read, or the store cannot be written. What was written before stays.
    """
    given = Given(source, country, published)
    given.apply(Article(text=""))   # a wrong option is told before any work
    report, batch = Report(), _Batch(store, progress)
    for path in paths:
        for item in batch.each_of(path):
            if isinstance(item, Unread):
                report.unread.append(item)
                continue
            article = given.apply(item)
            batch.add(replace(article, article_id=identity(article.text)), item.article_id, report)
    batch.write(report)
    return report


class _Batch:
    """Articles on their way into the store. Scored before the store is locked."""

    def __init__(self, store: Store, progress: Progress | None = None):
        self._store, self._progress = store, progress
        self._articles: list[tuple[str, Article]] = []   # the reader's name for it, and the article
        self._unread: list[Unread] = []
        self._retried: list[str] = []
        with store.read() as snapshot:
            self._complained_of = tuple(queries.status(snapshot).unread["source"])

    def each_of(self, path: Path | str) -> Iterable[Article | Unread]:
        """What the files of a path hold. Old complaints of them will be forgotten, new ones are kept."""
        try:
            files = readers.files(path)
        except Unread as fault:
            files = ()
            self._unread.append(fault)
            yield fault
        for file in files:
            if any(said == str(file) or said.startswith(f"{file}, ") for said in self._complained_of):
                self._retried.append(str(file))
            try:
                for item in readers.read(file):
                    if isinstance(item, Unread):
                        self._unread.append(item)
                    yield item
            except Unread as fault:
                self._unread.append(fault)
                yield fault

    def add(self, article: Article, name: str, report: Report) -> None:
        """Keep one article to be scored, unless the store has it just so; score and write when enough have come together."""
        if any(one.article_id == article.article_id or (article.url and one.url == article.url) for _, one in self._articles):
            self.write(report)   # the same article twice in a batch: the second is an update
        with self._store.read() as snapshot:
            article, is_known_so = _with_what_is_known(article, snapshot)
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
        if scored or self._unread or self._retried:
            unread = [(fault.source, fault.why) for fault in self._unread]
            written = self._store.write(scored, unread, self._retried)
            report.added += written.added
            report.updated += written.updated
        self._articles, self._unread, self._retried = [], [], []


def score_all(articles: Iterable[Article]) -> Iterator[ScoredArticle]:
    """The articles with all that the indicators find in them, in order."""
    import indicators   # brings the parser, which takes a second: only where something is scored

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
            store.write(scored)
    return done


def current_store(progress: Progress | None = None) -> tuple[Store, bool]:
    """(store, whether it is the sample's): the user's own, or the sample's while the user's holds no article.

    Raises
    ------
    MonitorError : the store is damaged or made by another version, or the sample cannot be made.
    """
    own = Store(store_folder())
    with own.read() as snapshot:
        if queries.number_of_articles(snapshot):
            return own, False
    return sample_store(progress), True


def sample_store(progress: Progress | None = None) -> Store:
    """The store of the bundled sample, made whole on first use and made again when its files or the scorer changed.

    Raises
    ------
    MonitorError : the sample is missing or broken, or its folder cannot be written.
    """
    store, wanted = Store(store_folder() / "sample"), _sample_state()
    if _made_from(store) == wanted:
        return store
    with store.locked("building", wait=_BUILDING):
        if _made_from(store) != wanted:   # another process may have made it meanwhile
            store.replace(_scored_sample(progress), made_from=wanted)
    return store


def _sample_files() -> list[Path]:
    if not (files := sorted(SAMPLE.glob("*.jsonl"))):
        raise MonitorError(f"The bundled sample is missing: no .jsonl file in {SAMPLE}. Restore that folder from the repository.")
    return files


def _sample_state() -> str:
    state = hashlib.sha256(scorer_version().encode())
    for file in _sample_files():
        state.update(file.name.encode() + file.read_bytes())
    return state.hexdigest()


def _made_from(store: Store) -> str:
    try:
        with store.read() as snapshot:
            return snapshot.made_from
    except MonitorError:   # damaged, or of another version: the sample can always be made again
        return ""


def _scored_sample(progress: Progress | None) -> Sequence[ScoredArticle]:
    scored, names = [], []

    def articles() -> Iterator[Article]:
        for file in _sample_files():
            for item in readers.read(file):
                if isinstance(item, Unread):
                    raise item
                names.append(item.article_id)
                yield replace(Given().apply(item), article_id=identity(item.text))

    for one in score_all(articles()):
        scored.append(one)
        if progress:
            progress(len(scored), names[len(scored) - 1])
    return scored


def _with_what_is_known(article: Article, snapshot: Snapshot) -> tuple[Article, bool]:
    """The article with what the store knows and it does not say; and whether the store has it just so, scored as now."""
    about = queries.known(snapshot, article.article_id, article.url)
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
