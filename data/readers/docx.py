"""Word documents: the words of paragraphs and tables, in their order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from docx import Document
from docx.table import Table

from data.readers import exports
from data.readers.decoding import LARGEST, bytes_of
from data.readers.faults import Unread
from data.readers.fields import article
from records import Article

_RATIO = 200   # a document that unpacks to more than this many times its size is a trap


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
        blocks = [_words(block) for block in document.iter_inner_content()]
        heading = next((p.text for p in document.paragraphs if p.style is not None and p.style.name.startswith(("Title", "Heading 1"))), "")
        title = heading or document.core_properties.title or ""
    except (KeyError, ValueError, AttributeError, TypeError, zipfile.BadZipFile, OSError, SyntaxError) as error:   # lxml's errors are SyntaxErrors
        raise Unread(path, f"is no Word document that can be read ({str(error)[:100] or type(error).__name__}). Save it anew as .docx.") from error
    text = "\n\n".join(filter(None, blocks))
    if exports.is_export(text):
        yield from exports.articles("\n".join(blocks), str(path), path.stem)
    else:
        yield article({"text": text, "title": title}, str(path), path.stem)


def check_package(content: bytes, place: object) -> None:
    """Refuse an Office file that would unpack to too much, or that asks for things outside itself (an external entity).

    Raises
    ------
    Unread : it is such a file, or none at all.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            size = sum(member.file_size for member in package.infolist())
            if size > LARGEST or size > _RATIO * max(len(content), 10_000):
                raise Unread(place, f"would unpack to {size / 1e6:,.0f} MB and is not opened.")
            for member in package.infolist():
                if member.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in package.read(member)[:4096]:
                    raise Unread(place, "brings definitions of its own (a DOCTYPE), as no Office program writes them, and is not opened.")
    except (zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError, OSError) as error:
        raise Unread(place, f"is damaged or no Office file ({error}). Save it anew.") from error


def _words(block) -> str:
    if isinstance(block, Table):
        return "\n".join(" ".join(dict.fromkeys(cell.text.strip() for cell in row.cells)) for row in block.rows)
    return block.text.strip()
