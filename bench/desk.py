"""From a filter to the picture: how long a page takes to draw again, in a real browser. `python -m bench.desk [PAGE ...]`.

A click on another measure, until the headline and the pictures have changed and the server is idle; medians, for the bundled
sample and for a store of a hundred thousand articles (the sample many times over, on other days), each as a ratio to a click on an
empty Streamlit page that writes one line anew, in the same run. The aim: at most 3 and 5 times the empty page; under half a second and under one.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import duckdb
from playwright.sync_api import sync_playwright

import sample
from config import ROOT, store_folder
from data import queries, tables
from data.store import Store

PAGES = ("", "maps", "actor", "compare", "evidence")
MEASURES = ("Sentiment", "Agency", "Portrayed influence")
ROUNDS = 3
MANY = 100_000
PORTS = (8631, 8632, 8633)
EMPTY = """import streamlit as st
st.session_state["n"] = st.session_state.get("n", 0) + st.button("Again")
st.html(f"<div class='headline'><h1>{st.session_state['n']}</h1></div>")
"""
# Click, then wait until the headline says something else and nothing on the page is stale any more.
CLICK = """async ([button]) => {
    const said = () => (document.querySelector('.headline h1') || {}).textContent;
    const before = said(), begin = performance.now();
    button.click();
    for (;;) {
        await new Promise(done => requestAnimationFrame(done));
        const busy = document.querySelector('[data-test-script-state="running"], [data-testid="stApp"][data-test-script-state="rerunRequested"], [data-stale="true"]');
        if (said() !== before && !busy) break;
        if (performance.now() - begin > 60000) throw new Error('nothing changed in a minute');
    }
    return performance.now() - begin;
}"""


def multiply(store: Store, folder: Path) -> None:
    """A store in this folder of about MANY articles: those of `store` over and over, up to two years earlier or later. Its
    search index is left out."""
    folder.mkdir()
    with store.read() as snapshot:
        times = MANY // queries.number_of_articles(snapshot)
        shutil.copyfile(snapshot.path, folder / snapshot.path.name)
    with duckdb.connect(folder / snapshot.path.name) as connection:
        connection.execute(f"CREATE TEMP TABLE copies AS SELECT k, (k * 37) % 1461 - 730 AS days FROM range(1, {times}) AS ks(k)")
        for name in tables.TABLES:
            columns = {row[0] for row in connection.execute(f"SELECT column_name FROM information_schema.columns WHERE table_schema = 'main' AND table_name = '{name}'").fetchall()}
            if "article_id" in columns:
                new = ["t.article_id || '-' || k AS article_id"] + ["(t.published + CAST(days AS INTEGER))::DATE AS published"] * ("published" in columns)
                new += ["t.duplicate_of || '-' || k AS duplicate_of"] * ("duplicate_of" in columns)
                connection.execute(f"INSERT INTO {name} SELECT t.* REPLACE ({', '.join(new)}) FROM {name} AS t, copies")
        connection.execute("DELETE FROM about WHERE name = 'made_from'")


@contextmanager
def served(script: Path, folder: Path, port: int):
    """A Streamlit server of its own."""
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port), "--server.headless", "true", "--browser.gatherUsageStats", "false"]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"MONITOR_STORE": str(folder)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    opener, address = build_opener(ProxyHandler({})), f"http://localhost:{port}"
    try:
        for _ in range(200):
            try:
                opener.open(f"{address}/_stcore/health", timeout=1)
                break
            except OSError:
                time.sleep(0.3)
        yield address
    finally:
        process.terminate()
        process.wait()


def clicks(browser, address: str, names: tuple[str, ...]) -> tuple[float, float]:
    """The median of the milliseconds of clicks on these buttons: the first time, when nothing is kept yet, and of ROUNDS more."""
    tab = browser.new_page(viewport={"width": 1280, "height": 720})
    tab.goto(address)
    tab.locator(".headline h1").wait_for(timeout=180_000)
    tab.wait_for_timeout(4_000)
    took = []
    for round_ in range(ROUNDS + 1):
        for name in names:
            button = tab.get_by_role("radio", name=name, exact=True).or_(tab.get_by_role("button", name=name, exact=True)).first
            took.append((round_, tab.evaluate(CLICK, [button.element_handle()])))
            tab.wait_for_timeout(400)
    tab.close()
    return tuple(statistics.median(each for round_, each in took if (round_ > 0) is again) for again in (False, True))


def main() -> None:
    pages = [page.strip("/") for page in sys.argv[1:]] or list(PAGES)
    chrome = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chromium-browser"))), None)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        large, script = Path(folder) / "large", Path(folder) / "empty.py"
        multiply(sample.sample_store(), large)
        script.write_text(EMPTY)
        browser = playwright.chromium.launch(executable_path=chrome, args=["--no-sandbox", "--disable-gpu", "--no-proxy-server"])
        with served(script, Path(folder), PORTS[0]) as address:
            _, floor = clicks(browser, address, ("Again",) * 4)
        print(f"empty page: {floor:.0f} ms")
        for name, where, port in (("sample", store_folder(), PORTS[1]), (f"{MANY:,} articles", large, PORTS[2])):
            with served(ROOT / "app.py", where, port) as address:
                for page in pages:
                    first, took = clicks(browser, f"{address}/{page}", MEASURES)
                    print(f"{name}, {page or 'overview'}: first time {first:.0f} ms, ratio {first / floor:.1f}; again {took:.0f} ms, ratio {took / floor:.1f}", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
