"""How long does a briefing take, beside saving the same figures with plotly's own tool? `python -m bench.briefing`.

Ten items of the bundled sample in every format, and the memory at its highest; as a ratio to saving the same ten figures as
PNG with kaleido, which needs a Chrome and is started once, or, where there is none, to drawing ten plain charts with matplotlib.
"""

from __future__ import annotations

import io
import resource
import shutil
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import sample
from briefing import formats
from briefing.made import made
from briefing.plan import Item, Plan
from desk.corpus import Corpus

ACTOR = {"actor": ["RUS"], "with": ["TUR", "USA"], "by": ["year"]}
ITEMS = [("map", {}), ("map", {"map": ["change"]}), ("map", {"map": ["places"]}), ("trend", {}), ("actor-trend", {}), ("territories", {}), ("means", {}), ("outlets", {}),
         ("comparison", {"compare": ["periods"]}), ("relations", {})]


def main() -> None:
    plan = Plan(address=ACTOR, items=tuple(Item("picture", what, ACTOR | more) for what, more in ITEMS))
    with sample.sample_store().read() as snapshot, tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        briefing = made(plan, Corpus(snapshot, True))
        print(f"made from the store: {time.perf_counter() - start:.1f} s")
        whole = 0.0
        for ending in formats.WHOLE:
            start = time.perf_counter()
            formats.write(briefing, Path(folder) / f"b{ending}")
            took = time.perf_counter() - start
            whole += took
            print(f"{ending:6} {took:5.1f} s, {(Path(folder) / f'b{ending}').stat().st_size / 1e6:.1f} MB")
        figures = [part.picture.figure for part in briefing.parts]
        start = time.perf_counter()
        pictures = [formats.content(replace(briefing, parts=(part,)), ".png", part) for part in briefing.parts]
        ours = time.perf_counter() - start
        peer, name = _kaleido(figures) or _matplotlib()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"ten figures as PNG: {ours:.1f} s ({sum(map(len, pictures)) / 1e6:.1f} MB); {name}: {peer:.1f} s; ratio {ours / peer:.2f}")
        print(f"all five formats: {whole:.1f} s, ratio to {name} {whole / peer:.2f}; memory at its highest {memory:.0f} MB")


def _kaleido(figures) -> tuple[float, str] | None:
    """Seconds of plotly's own way; None without a Chrome."""
    chrome = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chromium-browser", "chrome"))), None)
    if chrome is None:
        return None
    import kaleido

    kaleido.start_sync_server(path=chrome, n=1, silence_warnings=True)
    try:
        start = time.perf_counter()
        for figure in figures:
            kaleido.calc_fig_sync(figure, opts={"format": "png", "width": 1160, "height": 652, "scale": 2})
        return time.perf_counter() - start, "kaleido with a Chrome"
    finally:
        kaleido.stop_sync_server(silence_warnings=True)


def _matplotlib() -> tuple[float, str]:
    from matplotlib.figure import Figure

    start = time.perf_counter()
    for _ in ITEMS:
        figure = Figure(figsize=(1160 / 72, 652 / 72), dpi=144)
        figure.subplots().plot(range(100))
        figure.savefig(io.BytesIO(), format="png")
    return time.perf_counter() - start, "ten plain charts of matplotlib"


if __name__ == "__main__":
    main()
