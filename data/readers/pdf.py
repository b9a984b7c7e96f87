"""PDF: the words of all pages, without running heads and without hyphens at line ends."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from data.readers import exports
from data.readers.decoding import bytes_of
from data.readers.faults import Unread
from data.readers.fields import article
from records import Article

MOST = 500            # pages
_LEAST = 20           # words: with fewer it is a scan
_EDGE = 2             # lines at the top and at the bottom of a page that may be running heads
_NO_TITLE = re.compile(r"(?i)^(microsoft word|untitled|document\d*|layout \d|.*\.(docx?|indd|qxd|pdf)$)")


def read(path: Path) -> Iterator[Article | Unread]:
    """The article of a file, or the articles of an export of a press database.

    Raises
    ------
    Unread : as `article_of`.
    """
    text, title = _text_and_title(bytes_of(path), str(path))
    if exports.is_export(text):
        yield from exports.articles(text, str(path), path.stem)
    else:
        yield article({"text": text, "title": title}, str(path), path.stem)


def article_of(content: bytes, place: str, article_id: str) -> Article:
    """The article of a PDF.

    Raises
    ------
    Unread : a scan without text, a file that is locked, damaged, cut off or no PDF, or one with too many pages.
    """
    text, title = _text_and_title(content, place)
    return article({"text": text, "title": title}, place, article_id)


def _text_and_title(content: bytes, place: str) -> tuple[str, str]:
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unread(place, "is locked with a password. Save it without one.")
        if len(reader.pages) > MOST:
            raise Unread(place, f"has {len(reader.pages)} pages; up to {MOST} are read. Split it.")
        pages = [(page.extract_text() or "").splitlines() for page in reader.pages]
        title = str((reader.metadata or {}).get("/Title") or "").strip()
    except Unread:
        raise
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, NotImplementedError) as error:
        # pypdf lets many kinds of error out of a damaged file.
        raise Unread(place, f"is no PDF that can be read, or a damaged one ({str(error)[:100] or type(error).__name__}). "
                            "Open it and save it anew, or copy its text into a .txt file.") from error
    text = _paragraphs(_without_running_heads(pages))
    if len(text.split()) < _LEAST:
        raise Unread(place, "holds pictures of pages and no text (a scan). Run text recognition (OCR) on it first.")
    return text, "" if _NO_TITLE.match(title) else title


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
        if re.search(r"[a-z]-$", joined) and line[:1].islower():
            out[-1] = joined[:-1] + line
        else:
            out[-1] = f"{joined} {line}".strip()
        if len(line) < 0.8 * usual and re.search(r"""[.!?:]["'”’)]?$""", line):
            out.append("")
    return "\n\n".join(filter(None, out))
