"""What the network itself is worth on texts it was not trained on, before cues and thresholds: macro-F1 a field."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from analysis.agreement import macro_f1
from training.network import Network
from training.texts import FIELDS, Text

HEADS = {"sentence": slice(0, 1), "window": slice(1, 2), "careful": slice(0, 2), "quick": slice(2, 4)}


@torch.no_grad()
def answers(net: Network, texts: Sequence[Text], heads: str = "careful") -> dict[tuple[int, str], list[list[float]]]:
    """(index of the text, actor) -> for each field the probabilities of -1, 0 and +1."""
    net.eval()
    found = {}
    for at in range(0, len(texts), 12):
        keys, log_p = net(list(texts[at:at + 12]))
        for (i, actor), p in zip(keys, log_p[HEADS[heads]].exp().mean(0)):
            found[at + i, actor] = p.tolist()
    return found


def report(texts: Sequence[Text], found: dict[tuple[int, str], list[list[float]]]) -> str:
    """A line: for each field the macro-F1 with the best cut of P(+1) - P(-1) on these very texts, and that cut."""
    out = []
    for k, field in enumerate(FIELDS):
        rows = [(labels[k] - 1, found.get((i, actor))) for i, text in enumerate(texts) for actor, labels in text.labels.items()
                if labels[k] >= 0 and text.salience.get(actor, 3) >= 2]
        if rows:
            leans = [(reader, p[k][2] - p[k][0] if p else 0.0) for reader, p in rows]
            score, cut = max((macro_f1([(r, (x > c) - (x < -c)) for r, x in leans]), c) for c in (t / 40 for t in range(1, 36)))
            opposite = sum(reader * x < 0 and abs(x) > cut for reader, x in leans) / len(leans)
            out.append(f"{field} {score:.3f} at {cut:.2f} (opposite {opposite:.3f})")
    return ", ".join(out)
