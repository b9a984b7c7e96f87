"""Small files beside the store, and what is exported: written whole or not at all, and read back or named."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from records import MonitorError

Kept = TypeVar("Kept")


def kept(path: Path, understand: Callable[[str], Kept], nothing: Kept, fault: str) -> Kept:
    """What a small file holds: `understand` of its text, or `nothing` where there is no file.

    understand : raises ValueError, TypeError, KeyError or AttributeError where it is not what this program wrote.

    Raises
    ------
    MonitorError : the file cannot be read or understood: "PATH: FAULT", in which {error} stands for what was wrong.
    """
    try:
        return understand(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return nothing
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise MonitorError(f"{path}: {fault.format(error=error)}") from error


def keep(path: Path, content: str) -> None:
    """Write a small file of this program's own, with its folder where that is missing. Raises as `written_whole`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    written_whole(path, content.encode())


def written_whole(path: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all.

    Raises
    ------
    MonitorError : it cannot be written; what was there before stays.
    """
    half = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with half.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(half, path)
    except OSError as error:
        with suppress(OSError):
            half.unlink(missing_ok=True)
        raise MonitorError(f"{path}: cannot be written ({error.strerror or error}). Choose a place with room that you may write to.") from error
