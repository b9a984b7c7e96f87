"""Packages: ZIP archives, and Office files, which are ZIP archives of XML. Which of them are refused before they are opened."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from data.readers.decoding import LARGEST
from data.readers.faults import Unread

# What Python's zipfile lets out of a damaged or locked archive.
BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError, ValueError, KeyError, struct.error)
_OLE = b"\xd0\xcf\x11\xe0"   # how files of Office before 2007 begin, and those that are locked
RATIO = 200   # a package that unpacks to more than this many times its size is a trap


def check_package(content: bytes, place: object) -> None:
    """Refuse an Office file that would unpack to too much, or that asks for things outside itself (an external entity).

    Raises
    ------
    Unread : it is such a file, or none at all.
    """
    if content.startswith(_OLE):
        raise Unread(place, "is an Office file of the old kind, or one with a password. Save it anew as .docx or .xlsx, without one.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            size = sum(member.file_size for member in package.infolist())
            if size > LARGEST or size > RATIO * max(len(content), 10_000):
                raise Unread(place, f"would unpack to {size / 1e6:,.0f} MB and is not opened.")
            for member in package.infolist():
                if member.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in package.read(member).replace(b"\0", b""):
                    raise Unread(place, "brings definitions of its own (a DOCTYPE), as no Office program writes them, and is not opened.")
    except BROKEN as error:
        raise Unread(place, f"is damaged or no Office file ({error}). Save it anew.") from error
