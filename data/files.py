"""Small files beside the store, and what is exported: written whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from records import MonitorError


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
