"""From bytes to text: UTF-8, else what the bytes look like, else a refusal."""

from __future__ import annotations

import codecs
import logging
import re
import unicodedata
from contextlib import suppress
from pathlib import Path

from charset_normalizer import from_bytes

from data.readers.faults import Unread

LARGEST = 200_000_000   # bytes: more than this is held in memory several times over
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARED = re.compile(rb"""charset\s*=\s*["']?([\w-]+)""", re.I)
_LOG = logging.getLogger(__name__)


def bytes_of(path: Path) -> bytes:
    """The bytes of a file.

    Raises
    ------
    Unread : the file cannot be opened, is empty, or is too large.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise Unread(path, f"has {size / 1e6:.0f} MB; up to {LARGEST / 1e6:.0f} MB are read. Split it.")
        data = path.read_bytes()
    except OSError as error:
        raise Unread(path, f"cannot be opened ({error.strerror}).") from error
    if not data.strip():
        raise Unread(path, "is empty.")
    return data


def text_of(path: Path) -> str:
    """The text of a file, line ends as "\\n". A file that is not UTF-8 is read as what it looks like, and the log says so.

    Raises
    ------
    Unread : the file cannot be opened, is empty, is too large, or holds no text.
    """
    return text_in(bytes_of(path), path)


def text_in(data: bytes, place: object) -> str:
    """The text that bytes hold, as `text_of` reads it; `place` is what messages call it.

    Raises
    ------
    Unread : they hold no text.
    """
    text = _decoded(data, place).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Unread(place, "is empty.")
    if _is_rubbish(text):
        raise Unread(place, "holds no text that can be read. Save the article as plain text in UTF-8.")
    return text


def markup_in(data: bytes, place: object, declared: str = "") -> str:
    """The text of a page. What is UTF-8 is UTF-8 whatever it says of itself; else what is declared counts, else what it looks like.

    Raises
    ------
    Unread : it can be read in none of these ways.
    """
    said = _DECLARED.search(data[:4096])
    for charset in (None if data.startswith(_WIDE) else "utf-8-sig", declared, said.group(1).decode("ascii", "ignore") if said else ""):
        with suppress(UnicodeError, LookupError):
            if charset:
                return data.decode(charset)
    return _decoded(data, place)


def _decoded(data: bytes, place: object) -> str:
    try:
        return data.decode("utf-16" if data.startswith(_WIDE) else "utf-8-sig")
    except UnicodeDecodeError:
        guess = None if b"\0" in data else from_bytes(data).best()
    if guess is None or guess.encoding.startswith("utf"):   # wide letters without their mark are random bytes
        raise Unread(place, "holds no text that can be read. Save the article as plain text in UTF-8.")
    _LOG.warning("%s is not UTF-8 and was read as %s. If its letters look wrong, save it as UTF-8.", place, guess.encoding)
    return str(guess)


def _is_rubbish(text: str) -> bool:
    """Whether control characters or the lack of letters show that these bytes never were text."""
    sample = text[:20_000]
    controls = sum(unicodedata.category(c) in ("Cc", "Cn", "Co") and c not in "\n\t\f" for c in sample)
    letters = sum(c.isalnum() or c.isspace() for c in sample)
    return "\0" in text or controls > 0.01 * len(sample) or letters < 0.4 * len(sample)
