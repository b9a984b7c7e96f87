"""From files to articles: one reader a format, chosen by the file's suffix."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from data.readers import archive, csv, docx, feed, gdelt, html, jsonl, pdf, text, xlsx
from data.readers.faults import Unread
from data.readers.listed import Listed
from records import Article

READERS: dict[str, Callable[[Path], Iterator[Article | Listed | Unread]]] = {
    ".txt": text.read,
    ".text": text.read,
    ".md": text.read,
    ".markdown": text.read,
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
    ".pdf": pdf.read,
    ".docx": docx.read,
    ".csv": csv.read,
    ".tsv": csv.read,
    ".xlsx": xlsx.read,
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
    ".json": gdelt.read,
    ".rss": feed.read,
    ".atom": feed.read,
    ".xml": feed.read,
}
READERS[".zip"] = lambda path: archive.read(path, read_file, READERS)


TABLES = {".csv": csv, ".tsv": csv, ".xlsx": xlsx}


def read_file(path: Path, mapping: Mapping[str, str] | None = None) -> Iterator[Article | Listed | Unread]:
    """The articles of one file of a known kind. A fault of the whole file is raised, one of an article is yielded.

    mapping : of a table's columns (data/readers/columns.py), where the guess is wrong.
    """
    kind = path.suffix.lower()
    if mapping and kind in TABLES:
        return TABLES[kind].read(path, mapping)
    if mapping and kind == ".zip":
        return archive.read(path, lambda file: read_file(file, mapping), READERS)
    return READERS[kind](path)


def read(path: Path | str, mapping: Mapping[str, str] | None = None) -> Iterator[Article | Listed | Unread]:
    """All articles of a file, or of the files in a folder and below it, and what could not be read, in order. mapping : as read_file.

    Raises
    ------
    Unread : there is nothing of that name, or nothing in it that can be read.
    """
    for file in files(path):
        try:
            yield from read_file(file, mapping)
        except Unread as fault:
            if file == Path(path):
                raise
            yield fault


def files(path: Path | str) -> list[Path]:
    """The files to read: the file itself, or those of known kinds in a folder and below it, hidden ones left out.

    Raises
    ------
    Unread : there is none.
    """
    path, kinds = Path(path), f"Files that can be read: {', '.join(READERS)}"
    if path.is_dir():
        inside = [file for file in sorted(path.rglob("*"))
                  if file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts)]
        if not (known := [file for file in inside if file.suffix.lower() in READERS]):
            raise Unread(path, f"has no file that can be read. {kinds}.")
        return known
    if not path.exists():
        raise Unread(path, "there is no such file or folder.")
    if path.suffix.lower() not in READERS:
        raise Unread(path, f"is of an unknown kind ({path.suffix or 'no suffix'}). {kinds}.")
    return [path]
