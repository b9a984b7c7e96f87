"""What README and docs/ promise exists: commands run, files are there, options are Streamlit's."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import streamlit

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PAGES = [README, *sorted((ROOT / "docs").rglob("*.md"))]

COMMANDS = re.findall(r"^    \.venv/bin/python (monitor\.py .*)$", README.read_text(encoding="utf-8"), re.MULTILINE)


def test_every_command_of_the_readme_runs(tmp_path, monkeypatch):
    """In the order in which they stand, on an empty store."""
    monkeypatch.setenv("MONITOR_STORE", str(tmp_path))
    assert len(COMMANDS) >= 4
    for command in COMMANDS:
        done = subprocess.run([sys.executable, *shlex.split(command)], cwd=ROOT, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        assert done.stdout.strip(), f"{command} printed nothing"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_files_named_in_the_readme_exist():
    named = re.findall(r"`([\w.-]+/[\w./-]*|[\w-]+\.(?:md|toml|py|txt|yaml|csv))`", README.read_text(encoding="utf-8"))
    assert len(named) > 10
    assert [name for name in named if name != "var/" and not (ROOT / name).exists()] == []


def test_make_targets_exist():
    rules = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    used = set(re.findall(r"(?:^ {4}|`|sudo |\d )make ([a-z]+)", text, re.MULTILINE))
    assert {"run", "test", "install"} <= used <= rules


def test_options_of_the_server_are_streamlits():
    """A misspelt option protects nobody: Streamlit only warns of one in the file."""
    settings = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    in_file = {f"{section}.{name}" for section in ("server", "browser", "client", "logger") for name in settings[section]}
    guide = (ROOT / "docs/deploy.md").read_text(encoding="utf-8")
    in_guide = set(re.findall(r"(?:--|`)((?:server|browser|client)\.[A-Za-z]+)", guide))
    assert len(in_file) > 10 and len(in_guide) > 5
    assert [option for option in sorted(in_file | in_guide) if not is_option(option)] == []
    assert not is_option("server.alowedHosts")


def is_option(name: str) -> bool:
    try:
        streamlit.get_option(name)
        return True
    except RuntimeError:
        return False
