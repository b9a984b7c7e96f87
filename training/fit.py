"""The training loop: batches of like length from three kinds of text, seeded, with an average of the weights kept."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence

import torch
from torch import nn
from transformers import get_linear_schedule_with_warmup

from training.network import Network, loss_of
from training.texts import FIELDS, Text

RATE, RATE_OF_HEADS = 5e-5, 1e-3
DECAY = 0.99          # of the running average of the weights, which is what is kept
QUICK_SHARE = 0.2     # of the loss: the quick size learns from the labels and from the careful one, without pulling at it much


def fit(net: Network, kinds: Sequence[tuple[Sequence[Text], int, int]], epochs: int, say: Callable[[str], None] = print,
        keep: Callable[[int, dict], None] = lambda epoch, average: None) -> Network:
    """Train a network and return it with the average of its weights.

    Parameters
    ----------
    kinds : (texts, how many of them an epoch draws, batch size) for each kind of text; more than there are: some twice.
    epochs : passes over all of them.
    say, keep : are given a line, and the epoch's number with the average of the weights so far, after each epoch.
    """
    steps = epochs * sum(-(-drawn // size) for _, drawn, size in kinds)
    optimiser = _optimiser(net)
    rate = get_linear_schedule_with_warmup(optimiser, steps // 12, steps)
    weight = class_weights([t for texts, _, _ in kinds for t in texts])
    average = {name: value.detach().clone() for name, value in net.state_dict().items()}
    done = 0
    for epoch in range(epochs):
        net.train()
        began, total, batches = time.time(), 0.0, _batches(kinds)
        for batch in batches:
            keys, log_p = net(batch)
            if keys:
                labels = torch.tensor([batch[i].labels[actor] for i, actor in keys])
                loss = _loss(log_p, labels, weight)
                total += float(loss.detach())
                optimiser.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(net.parameters(), 1.0)
                optimiser.step()
            rate.step()
            done += 1
            _into(average, net, min(DECAY, done / (done + 10)))
        say(f"epoch {epoch + 1} of {epochs}: loss {total / len(batches):.3f}, {time.time() - began:.0f} s")
        keep(epoch + 1, average)
    net.load_state_dict(average)
    return net.eval()


def class_weights(texts: Sequence[Text]) -> torch.Tensor:
    """(fields, 3): the rarer a label, the more it weighs, by the square root."""
    count = torch.ones(len(FIELDS), 3)
    for text in texts:
        for labels in text.labels.values():
            for k, label in enumerate(labels):
                if label >= 0:
                    count[k, label] += 1
    return (count.sum(1, keepdim=True) / (3 * count)).sqrt()


def _loss(log_p, labels, weight):
    """Of both careful heads, and a share of both quick ones', which also follow what the careful ones say."""
    careful = sum(loss_of(one, labels, weight) for one in log_p[:2])
    quick = sum(loss_of(one, labels, weight) for one in log_p[2:])
    soft = log_p[:2].exp().mean(0).detach()
    known = (labels >= 0).unsqueeze(-1).float()
    follow = sum(-(soft * one * known).sum() / known.sum().clamp_min(1) for one in log_p[2:])
    return careful + QUICK_SHARE * (quick + follow)


def _optimiser(net: Network):
    encoder = list(net.encoder.parameters())
    return torch.optim.AdamW([
        {"params": [p for p in encoder if p.ndim >= 2], "lr": RATE, "weight_decay": .01},
        {"params": [p for p in encoder if p.ndim < 2], "lr": RATE, "weight_decay": 0.},
        {"params": net.heads.parameters(), "lr": RATE_OF_HEADS, "weight_decay": .01},
    ], fused=True)


def _batches(kinds) -> list[list[Text]]:
    found = []
    for texts, drawn, size in kinds:
        whole, rest = divmod(drawn, len(texts))
        chosen = [*texts] * whole + random.sample(list(texts), rest)
        order = sorted(chosen, key=lambda t: len(t.text) // 60 + 2 * random.random())
        found += [order[i:i + size] for i in range(0, len(order), size)]
    return random.sample(found, len(found))


@torch.no_grad()
def _into(average, net, decay: float) -> None:
    for name, value in net.state_dict().items():
        if value.is_floating_point():
            average[name].lerp_(value, 1 - decay)
        else:
            average[name].copy_(value)
