"""The settings of config.toml, read once."""

from __future__ import annotations

import os
import tomllib
from functools import lru_cache
from pathlib import Path

from records import MonitorError

ROOT = Path(__file__).resolve().parent


@lru_cache(maxsize=1)
def settings() -> dict:
    """All settings as nested dicts, as config.toml has them.

    Raises
    ------
    MonitorError : config.toml is missing or not valid TOML.
    """
    path = ROOT / "config.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise MonitorError(f"{path.name} cannot be read ({error.strerror}). Restore it from the repository.") from error
    except tomllib.TOMLDecodeError as error:
        raise MonitorError(f"{path.name} is not valid TOML: {error}. Mend that line, or restore the file.") from error


def setting(*keys: str):
    """One setting, by its keys from the outside in: setting("reading", "model").

    Raises
    ------
    MonitorError : config.toml does not have it.
    """
    found = settings()
    for key in keys:
        if not isinstance(found, dict) or key not in found:
            raise MonitorError(f"config.toml has no {' -> '.join(keys)}. Restore the file from the repository, or add that line.")
        found = found[key]
    return found


def store_folder() -> Path:
    """Where the user's own store lies: $MONITOR_STORE, else [store] folder below the checkout."""
    return Path(os.environ.get("MONITOR_STORE") or ROOT / settings()["store"]["folder"])
