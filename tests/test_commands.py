"""`make run` and `make test` say what is wrong and what to do when a machine lacks what they need."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
needs_a_shell = pytest.mark.skipif(os.name == "nt", reason="the Makefile is for Linux and macOS")


def run(*command: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, timeout=60)


def test_a_port_in_use_is_named_and_another_one_offered():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = run(sys.executable, "tools/serve.py", str(port))
    assert done.returncode == 1
    assert f"Port {port} is in use" in done.stderr and f"PORT={port + 1} make run" in done.stderr


@pytest.mark.parametrize("port", ["80", "70000", "many"])
def test_what_is_no_port_is_said(port):
    done = run(sys.executable, "tools/serve.py", port)
    assert done.returncode == 2 and f"PORT={port} is not a port" in done.stderr


@needs_a_shell
def test_a_missing_python_is_named_with_what_to_install(tmp_path):
    done = run("sh", "tools/venv.sh", str(tmp_path / "venv"), PYTHON="/no/such/python")
    assert done.returncode == 1
    assert "Python 3.11 or newer was not found under PYTHON=/no/such/python" in done.stderr
    assert "apt-get install python3.11 python3.11-venv" in done.stderr


@needs_a_shell
def test_an_old_python_and_one_without_venv_are_told_apart(tmp_path):
    old, bare = tmp_path / "old", tmp_path / "bare"
    old.write_text("#!/bin/sh\nexit 1\n")
    bare.write_text(f'#!/bin/sh\ncase "$2" in *ensurepip*) exit 1;; esac\nexec "{sys.executable}" "$@"\n')
    for script in (old, bare):
        script.chmod(0o755)
    assert "was not found" in run("sh", "tools/venv.sh", str(tmp_path / "venv"), PYTHON=str(old)).stderr
    done = run("sh", "tools/venv.sh", str(tmp_path / "venv"), PYTHON=str(bare))
    assert done.returncode == 1
    assert f"apt-get install python3.{sys.version_info.minor}-venv" in done.stderr


@needs_a_shell
def test_a_missing_browser_is_said_where_none_can_be_installed(tmp_path):
    """A machine with neither a browser nor apt-get: a PATH that holds nothing."""
    done = run(sys.executable, "tools/browser.py", "--install", PATH=str(tmp_path), MONITOR_BROWSER="")
    if os.path.exists("/Applications/Google Chrome.app"):
        pytest.skip("this machine has Chrome outside of PATH")
    assert done.returncode == 1 and "Install Google Chrome or Chromium" in done.stderr


@needs_a_shell
@pytest.mark.parametrize("package", ["chromium", "chromium-browser"])
def test_a_missing_browser_is_installed_where_there_is_apt(tmp_path, package):
    """A stand-in for apt-get that knows one of the two package names, as Debian and Ubuntu do."""
    brought = tmp_path / package
    stand_ins = {
        "sudo": 'exec "$@"',
        "apt-get": f'[ "$1" = update ] && exit 0\nfor last; do :; done\n[ "$last" = {package} ] || exit 100\n'
                   f'echo > {brought}; /bin/chmod +x {brought}',
    }
    for name, script in stand_ins.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / name).chmod(0o755)
    done = run(sys.executable, "tools/browser.py", "--install", PATH=str(tmp_path), MONITOR_BROWSER="")
    assert done.returncode == 0 and done.stdout.splitlines()[-1] == str(brought)


@needs_a_shell
def test_the_browser_may_be_named(tmp_path):
    mine = tmp_path / "my-chrome"
    mine.write_text("")
    mine.chmod(0o755)
    assert run(sys.executable, "tools/browser.py", MONITOR_BROWSER=str(mine)).stdout.strip() == str(mine)


@needs_a_shell
@pytest.mark.skipif(not shutil.which("make"), reason="needs make")
def test_nothing_is_installed_twice(tmp_path):
    """With everything in place, `make run` starts at the last step: this is why a second call takes seconds."""
    for name in ("Makefile", "requirements.txt", "requirements-dev.txt", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv/.installed").touch()
    steps = run("make", "--no-print-directory", "-C", str(tmp_path), "-n", "run", PORT="8502").stdout.splitlines()
    assert steps == ["exec .venv/bin/python tools/serve.py 8502"]
    os.utime(tmp_path / "requirements.txt", (2e9, 2e9))
    assert "pip" in run("make", "-C", str(tmp_path), "-n", "run").stdout
