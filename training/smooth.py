"""Ready for 8-bit activations: channels with outliers are scaled down before each product and the weights scaled up to match.

Post-norm encoders have a few channels a hundred times as large as the rest, which leave an 8-bit step too coarse for all
others (SmoothQuant: Xiao et al., ICML 2023). The scaling is exact; only the rounding after it differs.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import nn

from training.network import Network
from training.texts import Text

STRENGTH = 0.5   # how much of the outliers moves into the weights: half, as in the paper


class Smoothed(nn.Module):
    """A linear layer whose input is divided, and whose weights are multiplied, by the same scale a channel."""

    def __init__(self, linear: nn.Linear, largest: torch.Tensor):
        super().__init__()
        scale = (largest.clamp_min(1e-5) ** STRENGTH / linear.weight.abs().amax(0).clamp_min(1e-5) ** (1 - STRENGTH)).clamp_min(1e-3)
        self.inverse = nn.Parameter(1 / scale, requires_grad=False)
        self.linear = nn.Linear(linear.in_features, linear.out_features)
        with torch.no_grad():
            self.linear.weight.copy_(linear.weight * scale)
            self.linear.bias.copy_(linear.bias)

    def forward(self, x):
        return self.linear(x * self.inverse)


@torch.no_grad()
def smooth(net: Network, texts: Sequence[Text]) -> Network:
    """The network with every linear layer of its encoder smoothed by what it sees on `texts` (a hundred are enough)."""
    largest: dict[str, torch.Tensor] = {}
    layers = {name: m for name, m in net.encoder.named_modules() if isinstance(m, nn.Linear) and ".layer." in f".{name}"}

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
            setattr(parent, name.rpartition(".")[2], Smoothed(linear, largest[name]))
    return net
