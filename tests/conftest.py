"""What several tests share: a store of the sample, the page served from it, a browser without a way out.

Nothing here touches the user's own store: MONITOR_STORE names a temporary folder for the whole session.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, build_opener

import pytest

import browser as system_browser   # tools/browser.py

ROOT = Path(__file__).resolve().parent.parent
HERE = {"localhost", "127.0.0.1"}
SECONDS_TO_START = 90
DIRECT = build_opener(ProxyHandler({}))   # a proxy of the environment is not for this machine's own page
BROWSER_FLAGS = [
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


@pytest.fixture(scope="session", autouse=True)
def sample_folder(tmp_path_factory) -> Iterator[Path]:
    """The MONITOR_STORE of this session: a temporary folder, in which the sample is built when first asked for."""
    before = os.environ.get("MONITOR_STORE")
    folder = tmp_path_factory.mktemp("store")
    os.environ["MONITOR_STORE"] = str(folder)
    yield folder
    os.environ.pop("MONITOR_STORE")
    if before is not None:
        os.environ["MONITOR_STORE"] = before


@pytest.fixture(scope="session")
def sample_store(sample_folder):
    """The store of the bundled corpus, read and scored once a session."""
    import sample
    return sample.sample_store()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of seeds, gold readings and benchmarks that lies beside some checkouts; skips where it does not."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"{folder.name}/ with the seeds and the gold readings does not lie beside this checkout")
    return folder


@pytest.fixture(scope="session")
def serve(tmp_path_factory) -> Iterator[Callable[..., str]]:
    """serve(folder, script="app.py") -> address of a real `streamlit run` of it on that MONITOR_STORE.

    A second call with the same folder and script gives the same server. All end with the session.
    """
    running: dict[tuple, tuple[subprocess.Popen, str]] = {}

    def start(folder: Path, script: Path | str = "app.py") -> str:
        if (folder, script) not in running:
            log = tmp_path_factory.mktemp("server") / "log.txt"
            running[folder, script] = _start_server(Path(folder), script, log)
        return running[folder, script][1]

    yield start
    for process, _ in running.values():
        process.terminate()
    for process, _ in running.values():
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()


@pytest.fixture(scope="session")
def page_url(serve, sample_store, sample_folder) -> str:
    """Address of the page on the bundled corpus, without a slash at its end."""
    return serve(sample_folder)


@pytest.fixture(scope="session")
def browser():
    """The system's Chrome or Chromium, in which no name but localhost can be looked up."""
    path = system_browser.find()
    if path is None:
        pytest.fail(system_browser.MISSING)
    from playwright.sync_api import sync_playwright
    flags = BROWSER_FLAGS + (["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else [])
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, headless=True, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser):
    """A fresh 1280 x 720 browser page. What it asked of other hosts is refused and listed in `page.outside_requests`;
    what its console called an error is in `page.console_errors`."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, locale="en-GB", timezone_id="UTC")
    tab = context.new_page()
    tab.set_default_timeout(30_000)
    tab.outside_requests, tab.console_errors = [], []

    def let_through(route):
        if _is_here(route.request.url):
            route.continue_()
        else:
            tab.outside_requests.append(route.request.url)
            route.abort()

    context.route("**/*", let_through)
    tab.on("websocket", lambda socket: _is_here(socket.url) or tab.outside_requests.append(socket.url))
    tab.on("console", lambda line: line.type == "error" and tab.console_errors.append(line.text))
    tab.on("pageerror", lambda error: tab.console_errors.append(str(error)))
    yield tab
    context.close()


def free_port() -> int:
    """A port of the loopback address that is free at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _is_here(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("data", "blob", "about") or parts.hostname in HERE


def _start_server(folder: Path, script: Path | str, log: Path) -> tuple[subprocess.Popen, str]:
    """`streamlit run` as a user starts it, only on a free port and another store; waits until it is healthy."""
    port = free_port()
    settings = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)],
            cwd=ROOT, env=settings | {"MONITOR_STORE": str(folder)},
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
        )
    url = f"http://localhost:{port}"
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and process.poll() is None:
        try:
            with DIRECT.open(f"{url}/_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return process, url
        except (URLError, OSError):
            time.sleep(0.2)
    process.kill()
    pytest.fail(f"The page did not start. Its log says:\n{log.read_text(errors='replace')}")
