"""Train the language model: `python -m training --base FOLDER --newsmtsc FILE --out FOLDER`.

Reads data/portrayals (the lines whose split is "train") and, if given, NewsMTSC's training half for sentiment; prints how
the network does on the "dev" lines; writes epoch-1.pt, epoch-2.pt ... `python -m training.export` then makes the run time's files of it.
The base is all-mpnet-base-v2 (`python -m training.base FOLDER` brings and checks it). An epoch takes about
twenty minutes on two cores, if nothing else runs on them.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import torch

from data import portrayals
from training.fit import fit
from training.measure import HEADS, answers, report
from training.network import Network
from training.texts import as_text, target

_BATCHES = {"sentences": 32, "passages": 12}
_POLARITY = {"negative": -1, "neutral": 0, "positive": 1}


def newsmtsc(path: Path):
    """NewsMTSC's lines (text, target_start, target_end, label) as texts with one target each."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [target(r["text"], r["target_start"], r["target_end"], _POLARITY[r["label"]]) for r in rows]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training", description="Train the language model.")
    parser.add_argument("--base", type=Path, required=True, help="folder of the base encoder")
    parser.add_argument("--newsmtsc", type=Path, help="JSON Lines of NewsMTSC's training half")
    parser.add_argument("--out", type=Path, required=True, help="folder to write the weights of each epoch to")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sentences", type=int, default=2400, help="sentences drawn an epoch")
    parser.add_argument("--passages", type=int, default=2000, help="passages drawn an epoch")
    parser.add_argument("--targets", type=int, default=1200, help="NewsMTSC targets drawn an epoch")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    texts = {(kind, split): [as_text(row) for row in portrayals.rows(kind, split)]
             for kind in portrayals.NAMES for split in ("train", "dev")}
    kinds = [(texts[kind, "train"], getattr(options, kind), batch) for kind, batch in _BATCHES.items()]
    if options.newsmtsc:
        kinds.append((newsmtsc(options.newsmtsc), options.targets, 32))
    print({f"{kind} {split}": len(found) for (kind, split), found in texts.items()}, flush=True)
    options.out.mkdir(parents=True, exist_ok=True)
    net = fit(Network(options.base), kinds, options.epochs, lambda line: print(line, flush=True),
              lambda epoch, average: torch.save(average, options.out / f"epoch-{epoch}.pt"))
    for kind in portrayals.NAMES:
        for heads in HEADS:
            print(f"{kind} dev, {heads}: {report(texts[kind, 'dev'], answers(net, texts[kind, 'dev'], heads))}", flush=True)


if __name__ == "__main__":
    main()
