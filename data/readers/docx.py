"""Word documents: the words of paragraphs and tables, in their order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from docx import Document

from data.readers import exports
from data.readers.decoding import bytes_of
from data.readers.faults import Unread
from data.readers.fields import article
from data.readers.package import check_package
from records import Article

_HEADINGS = ("Title", "Heading 1")   # names of styles
# Text boxes adorn the text, and what was moved stands again where it went. Proposed words count, deleted ones do not.
_SHOWN = "not(ancestor::w:txbxContent or ancestor::w:moveFrom)"


def read(path: Path) -> Iterator[Article | Unread]:
    """The article of a document, or the articles of an export of a press database. The first heading, or else the document's
    property, is the title.

    Raises
    ------
    Unread : no Word document, a damaged one, one that is a trap, or one without text.
    """
    content = bytes_of(path)
    check_package(content, path)
    try:
        document = Document(io.BytesIO(content))
        blocks = list(_blocks(document.element.body))
        heading = next((p.text for p in document.paragraphs if p.style is not None and p.style.name.startswith(_HEADINGS)), "")
        title = heading or document.core_properties.title or ""
    except (KeyError, ValueError, AttributeError, TypeError, zipfile.BadZipFile, OSError, SyntaxError) as error:
        # lxml's errors are SyntaxErrors.
        raise Unread(path, f"is no Word document that can be read ({str(error)[:100] or type(error).__name__}). "
                           "Save it anew as .docx.") from error
    text = "\n\n".join(filter(None, blocks))
    if exports.is_export(text):
        yield from exports.articles("\n".join(blocks), str(path), path.stem)
    else:
        yield article({"text": text, "title": title}, str(path), path.stem)


def _blocks(body) -> Iterator[str]:
    """The words of each paragraph and each table, also of those in fields to fill in; python-docx passes over these."""
    for block in body.xpath(" | ".join(f".//w:{kind}[not(ancestor::w:tbl) and {_SHOWN}]" for kind in ("p", "tbl"))):
        rows = block.xpath(".//w:tr[not(ancestor::w:tr)]") or [block]
        yield "\n".join(" ".join(filter(None, map(_words, row.xpath(f".//w:p[{_SHOWN}]") or [row]))) for row in rows)


def _words(paragraph) -> str:
    return "".join(run.text for run in paragraph.xpath(f".//w:r[{_SHOWN}]")).strip()
