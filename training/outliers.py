"""Ready for 8-bit activations: the few channels with outliers are kept out of the 8-bit product and multiplied in 32 bits.

Post-norm encoders have some channels many times as large as the rest, which leave an 8-bit step too coarse for all others
(LLM.int8(): Dettmers et al., NeurIPS 2022). The split is exact; only the rounding after it differs.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import nn

from training.network import Network
from training.texts import Text

SHARE = 1 / 48     # of a layer's input channels that are kept apart: those that reach furthest


class Split(nn.Module):
    """A linear layer in two: most channels, whose product will be rounded to 8 bits, and the furthest-reaching ones."""

    def __init__(self, linear: nn.Linear, largest: torch.Tensor):
        super().__init__()
        count = max(1, int(SHARE * linear.in_features))
        self.register_buffer("apart", largest.topk(count).indices.sort().values)
        self.register_buffer("others", torch.ones(linear.in_features).index_fill(0, self.apart, 0.0))
        self.few = nn.Parameter(linear.weight[:, self.apart].t().clone(), requires_grad=False)
        self.linear = linear

    def forward(self, x):
        return self.linear(x * self.others) + torch.index_select(x, -1, self.apart) @ self.few


@torch.no_grad()
def split_outliers(net: Network, texts: Sequence[Text]) -> Network:
    """The network with the feed-forward layers of its encoder split by what it sees on `texts` (a hundred are enough).

    The attention's layers see no outliers worth it (their largest channel is about three times the median one).
    """
    largest: dict[str, torch.Tensor] = {}
    layers = {name: m for name, m in net.encoder.named_modules() if isinstance(m, nn.Linear) and name.endswith(".dense")}

    def watch(name):
        def hook(_, inputs):
            now = inputs[0].float().abs().flatten(0, -2).amax(0)
            largest[name] = torch.maximum(largest[name], now) if name in largest else now
        return hook

    hooks = [m.register_forward_pre_hook(watch(name)) for name, m in layers.items()]
    net.eval()
    for at in range(0, len(texts), 12):
        net(list(texts[at:at + 12]))
    for hook in hooks:
        hook.remove()
    for name, linear in layers.items():
        if name in largest:
            parent = net.encoder.get_submodule(name.rpartition(".")[0])
            setattr(parent, name.rpartition(".")[2], Split(linear, largest[name]))
    return net
