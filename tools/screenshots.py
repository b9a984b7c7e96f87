"""What `make screenshots` does: pictures of four pages on the bundled sample, for the README, as docs/*.png.

    python tools/screenshots.py [FOLDER]

Needs the packages of requirements-dev.txt and a Chrome or Chromium.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import browser

ROOT = Path(__file__).resolve().parent.parent
PAGES = {"page": "", "maps": "maps?map=change", "actor": "actor", "compare": "compare?compare=periods"}
SIZE = {"width": 1280, "height": 720}
SECONDS = 300


def main(folder: str = "docs") -> int:
    """Returns the exit status: 0 when all pictures were written, 1 when there is no browser."""
    from playwright.sync_api import sync_playwright

    path = browser.find()
    if path is None:
        print(browser.MISSING, file=sys.stderr)
        return 1
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as store:
        server = subprocess.Popen([sys.executable, ROOT / "tools" / "serve.py", str(port)], cwd=ROOT, stdout=subprocess.DEVNULL,
                                  env=os.environ | {"MONITOR_STORE": store})
        try:
            _wait(f"http://localhost:{port}/_stcore/health")
            with sync_playwright() as playwright:
                opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
                for name, address in PAGES.items():
                    tab = opened.new_page(viewport=SIZE)
                    tab.goto(f"http://localhost:{port}/{address}")
                    tab.locator("#sentences").wait_for(timeout=60_000)
                    tab.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=60_000)
                    # Widgets and figures whose code is still on its way stand as grey boxes.
                    tab.wait_for_function("!document.querySelector('[data-testid=stSkeleton]')", timeout=60_000)
                    tab.wait_for_timeout(1500)
                    tab.screenshot(path=Path(folder, f"{name}.png"))
                    print(f"{folder}/{name}.png")
        finally:
            server.terminate()
            server.wait(timeout=20)
    return 0


def _wait(address: str) -> None:
    """Until the page answers: the first start takes in the sample."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        try:
            with build_opener(ProxyHandler({})).open(address, timeout=5):
                return
        except OSError:
            time.sleep(1)
    raise SystemExit(f"The page did not start within {SECONDS} seconds.")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
