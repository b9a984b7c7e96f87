"""The cost of a map: bytes and time to draw, as ratios to the same map from unsimplified geometry: `python -m bench.maps`.

Each map is drawn alone in the system's Chromium by plotly's own library, the network refused; medians of several runs, the two
kinds in turn, beside a map without any geometry: what plotly takes whatever is drawn. The aim: at most 0.25 of the bytes, and
under half the time.
"""

from __future__ import annotations

import json
import shutil
import statistics
from datetime import date
from pathlib import Path

import pandas as pd
import plotly
from playwright.sync_api import sync_playwright

from analysis.measures import measure
from charts.maps import CONFIG, Scene, ground, level_map
from geo import boundaries
from geo.territories import drawn

RUNS = 15
SIZE = (1920, 1000)
DRAW = """async ([figure, config]) => {
    const place = document.createElement('div'); place.style = 'width:1900px;height:980px'; document.body.replaceChildren(place);
    const begin = performance.now();
    await Plotly.newPlot(place, figure.data, figure.layout, config);
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    return performance.now() - begin;
}"""


def main() -> None:
    """Print bytes and milliseconds of each map, and the ratios."""
    levels = pd.DataFrame({"territory": drawn(), "value": [31, 55, 72, 88, 8, 22, 60], "n": 9, "low": 20, "high": 80, "direction": 0.2, "direction_n": 9})
    few = levels.assign(n=[9, 2, 9, 9, 1, 9, 0])
    kinds = {"all coloured": lambda: level_map(levels, measure("influence"), Scene(on=date(2025, 6, 1)), title="Influence"),
             "some hatched, lines of 2019": lambda: level_map(few, measure("influence"), Scene(on=date(2019, 6, 1)), title="Influence")}
    with sync_playwright() as playwright:
        tab = _tab(playwright)
        for name, make in kinds.items():
            drawn_as = {"simplified": make().to_json()}
            with boundaries.unsimplified():
                _forget()
                drawn_as["unsimplified"] = make().to_json()
            _forget()
            empty = json.loads(drawn_as["simplified"])
            drawn_as["nothing"] = json.dumps(empty | {"data": empty["data"][:1]})
            took = {kind: [] for kind in drawn_as}
            for _ in range(RUNS):
                for kind, text in drawn_as.items():
                    took[kind].append(tab.evaluate(DRAW, [json.loads(text), CONFIG]))
            small, large = (len(drawn_as[kind].encode()) for kind in ("simplified", "unsimplified"))
            quick, slow, floor = (statistics.median(took[kind]) for kind in ("simplified", "unsimplified", "nothing"))
            print(f"{name}: {small / 1000:.0f} kB of {large / 1000:.0f} kB, ratio {small / large:.2f}; "
                  f"{quick:.0f} ms of {slow:.0f} ms to draw, ratio {quick / slow:.2f} "
                  f"({floor:.0f} ms with nothing in it)")


def _tab(playwright):
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        raise SystemExit("There is no Chromium or Chrome on this machine. Install one, then run this again.")
    page = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"]).new_page(
        viewport={"width": SIZE[0], "height": SIZE[1]})
    page.route("**/*", lambda route: route.abort())
    page.set_content("<body></body>")
    page.add_script_tag(path=str(Path(plotly.__file__).parent / "package_data" / "plotly.min.js"))
    return page


def _forget() -> None:
    """What the charts keep of the geometry."""
    for kept in (ground._hatching, ground._coarse):
        kept.cache_clear()


if __name__ == "__main__":
    main()
