"""PDF: the words of all pages, without running heads and without hyphens at line ends."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from pypdf import DocumentInformation, PdfReader
from pypdf.errors import DependencyError, PyPdfError

from data.readers import exports
from data.readers.dates import published
from data.readers.decoding import bytes_of
from data.readers.faults import Unread
from data.readers.fields import article
from reading.actors import names
from records import Article

MOST = 500            # pages
_LEAST = 20           # words: with fewer it is a scan
_EDGE = 2             # lines at the top and at the bottom of a page that may be running heads
_NO_TITLE = re.compile(r"(?i)^(microsoft word|untitled|document\d*|layout \d|.*\.(docx?|indd|qxd|pdf)$)")
# Programs that lay out what is to be published. What others write is dated by when somebody saved or printed it.
_LAYS_OUT = re.compile(r"InDesign|QuarkXPress|Scribus|FrameMaker|TeX\b")


def read(path: Path) -> Iterator[Article | Unread]:
    """The article of a file, or the articles of an export of a press database.

    Raises
    ------
    Unread : as `article_of`.
    """
    fields = _fields(bytes_of(path), str(path))
    if exports.is_export(fields["text"]):
        yield from exports.articles(fields["text"], str(path), path.stem)
    else:
        yield article(fields, str(path), path.stem)


def article_of(content: bytes, place: str, article_id: str) -> Article:
    """The article of a PDF. Its title and the month it was laid out in count where they are likely to be the article's.

    Raises
    ------
    Unread : a scan without text, a file that is locked, damaged, cut off or no PDF, or one with too many pages.
    """
    return article(_fields(content, place), place, article_id)


def _fields(content: bytes, place: str) -> dict[str, str]:
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unread(place, "is locked with a password. Save it without one.")
        if len(reader.pages) > MOST:
            raise Unread(place, f"has {len(reader.pages)} pages; up to {MOST} are read. Split it.")
        pages = [(page.extract_text() or "").splitlines() for page in reader.pages]
        about = reader.metadata or DocumentInformation()
        title = str(about.get("/Title") or "").strip()
        month = _month(about)
    except Unread:
        raise
    except DependencyError as error:   # a newer kind of lock, which pypdf alone cannot open
        raise Unread(place, "is locked. Save it without protection, or print it to a new PDF.") from error
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, NotImplementedError) as error:
        # pypdf lets many kinds of error out of a damaged file.
        raise Unread(place, f"is no PDF that can be read, or a damaged one ({str(error)[:100] or type(error).__name__}). "
                            "Open it and save it anew, or copy its text into a .txt file.") from error
    text = _paragraphs(_without_running_heads(pages))
    if len(text.split()) < _LEAST:
        raise Unread(place, "holds pictures of pages and no text (a scan). Run text recognition (OCR) on it first.")
    return {"text": text, "title": "" if _NO_TITLE.match(title) else title, "published": month}


def _month(about: DocumentInformation) -> str:
    """The month in which a document for print was made, or ""."""
    if not _LAYS_OUT.search(f"{about.get('/Creator')} {about.get('/Producer')}"):
        return ""
    try:
        month = f"{about.creation_date:%Y-%m}" if about.creation_date else ""
        return month if published(month)[0] else ""
    except ValueError:
        return ""


def _without_running_heads(pages: list[list[str]]) -> list[str]:
    """All lines but those that stand at the edge of half of the pages, page numbers apart."""
    pages = [[line.strip() for line in page if line.strip()] for page in pages]
    edges = Counter(key for page in pages for key in {_key(line) for line in (*page[:_EDGE], *page[-_EDGE:])})
    heads = {key for key, n in edges.items() if n >= 3 and n >= len(pages) / 2}
    lines = []
    for page in pages:
        for at, line in enumerate(page):
            at_edge = at < _EDGE or at >= len(page) - _EDGE
            if not (at_edge and (_key(line) in heads or line.isdigit())):
                lines.append(line)
    return lines


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _paragraphs(lines: list[str]) -> str:
    """Lines joined to paragraphs: one ends with a short line that ends a sentence."""
    if not lines:
        return ""
    usual = sorted(map(len, lines))[len(lines) * 3 // 4]
    out = [""]
    for line in lines:
        joined = out[-1]
        if (broken := re.search(r"(\S+)-$", joined)) and line[:1].isalnum():
            out[-1] = (joined if _keeps_its_hyphen(broken[1], line) else joined[:-1]) + line
        else:
            out[-1] = f"{joined} {line}".strip()
        if len(line) < 0.8 * usual and re.search(r"""[.!?:]["'”’)]?$""", line):
            out.append("")
    return "\n\n".join(filter(None, out))


def _keeps_its_hyphen(before: str, after: str) -> bool:
    """Whether words with a hyphen at a line's end are two: "Russian-backed", "pro-Western", "20-year", not "peace-keepers"."""
    return not (before[-1].isalpha() and after[0].islower()) or before.lstrip("(\"'“‘") in _actor_words()


@lru_cache(maxsize=1)
def _actor_words() -> frozenset[str]:
    return frozenset(name.spelling for name in names())
