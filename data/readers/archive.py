"""ZIP archives: the files in them, each read by its own reader."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from data.readers.faults import Unread
from data.readers.package import BROKEN, RATIO

MOST = 5_000                 # files
LARGEST = 1_000_000_000      # bytes, unpacked


def read(path: Path, read_file: Callable[[Path], Iterator], kinds: Collection[str]) -> Iterator:
    """What `read_file` reads from each file of a kind that is known, in the order of the names; faults name the archive.

    Parameters
    ----------
    kinds : suffixes with their dot. An archive in an archive is named and not opened.

    Raises
    ------
    Unread : no ZIP archive, one that unpacks to more than is allowed, nothing in it to read.
    """
    try:
        archive = zipfile.ZipFile(path)
    except BROKEN as error:
        raise Unread(path, f"is no ZIP archive that can be read ({error}). Unpack it and add the folder.") from error
    with archive, tempfile.TemporaryDirectory() as folder:
        members = [m for m in archive.infolist() if not m.is_dir() and _is_wanted(m.filename, kinds)]
        _check(path, members)
        for number, member in enumerate(sorted(members, key=lambda m: m.filename)):
            name = PurePosixPath(member.filename)
            # Its own folder and its bare name: a path in an archive may point anywhere.
            file = Path(folder, str(number), name.name)
            if name.suffix.lower() == ".zip":
                yield Unread(f"{path}, {name}", "is an archive in an archive. Unpack it and add it by itself.")
            elif fault := _unpack(archive, member, file, f"{path}, {name}"):
                yield fault
            else:
                yield from _renamed(read_file(file), str(file), f"{path}, {name}")
                file.unlink()


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, file: Path, place: str) -> Unread | None:
    """Write one file out; or what is wrong with it."""
    file.parent.mkdir()
    try:
        with archive.open(member) as content, file.open("wb") as out:
            shutil.copyfileobj(content, out)
    except BROKEN as error:
        why = "is locked with a password" if "encrypted" in str(error) else f"is damaged ({error})"
        return Unread(place, f"{why}. Unpack it by hand and add the file.")
    return None


def _is_wanted(name: str, kinds: Collection[str]) -> bool:
    parts = PurePosixPath(name).parts
    return PurePosixPath(name).suffix.lower() in kinds and not any(part.startswith((".", "__MACOSX")) for part in parts)


def _check(path: Path, members: list[zipfile.ZipInfo]) -> None:
    if not members:
        raise Unread(path, "has no file in it that can be read.")
    if len(members) > MOST:
        raise Unread(path, f"has {len(members):,} files in it; up to {MOST:,} are read. Unpack it and add the folder.")
    size, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members)
    if size > LARGEST or size > RATIO * max(packed, 10_000):
        raise Unread(path, f"would unpack to {size / 1e6:,.0f} MB. Unpack it by hand if you trust it, and add the folder.")


def _renamed(found: Iterator, inside: str, place: str) -> Iterator:
    """Faults and places speak of the archive, not of where it was unpacked."""
    try:
        for item in found:
            if isinstance(item, Unread):
                yield Unread(item.source.replace(inside, place), item.why)
            elif hasattr(item, "place"):
                yield replace(item, place=item.place.replace(inside, place))
            else:
                yield item
    except Unread as fault:
        yield Unread(fault.source.replace(inside, place), fault.why)
