"""From a trained network to the files that the run time reads: one ONNX graph, weights in 8 bits, cut into parts."""

from __future__ import annotations

import copy
from pathlib import Path

import torch
from torch import nn

from training.network import Network
from training.texts import FIELDS


class Reader(nn.Module):
    """The network as the run time asks it (indicators/model.py): one answer a pair of sentence and actor."""

    def __init__(self, net: Network, quick: bool = False):
        super().__init__()
        self.encoder = copy.copy(net.encoder)
        self.heads = net.heads[2:] if quick else net.heads[:2]
        if quick:
            self.encoder = copy.deepcopy(net.encoder)
            self.encoder.encoder.layer = self.encoder.encoder.layer[:net.QUICK]

    def forward(self, ids, mask, row, target, around, whole):
        """Probabilities (pairs, fields, 3), the mean of both heads', and the sentence head's weights (pairs, fields)."""
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state[row]
        of_sentence = self._ask(self.heads[0], states, target, around)
        of_window = self._ask(self.heads[1], states, whole, mask[row].float())
        p = (of_sentence[..., :3].softmax(-1) + of_window[..., :3].softmax(-1)) / 2
        return p, of_sentence[..., 3].clamp(-15, 15)

    def _ask(self, head, states, target, around):
        mean = lambda m: torch.matmul(m.unsqueeze(1), states).squeeze(1) / m.sum(1, keepdim=True)
        t, s = mean(target), mean(around)
        return head(torch.cat([t, s, t * s], -1)).view(-1, len(FIELDS), 4)


def to_onnx(net: Network, path: Path, quick: bool = False) -> None:
    """Write the network, or its quick size, as one ONNX file in 32 bits."""
    reader = Reader(net.eval(), quick).eval()
    text = torch.ones(2, 24, dtype=torch.long)
    pair = torch.ones(3, 24)
    example = (text, text, torch.tensor([0, 1, 1]), pair, pair, pair)
    names = ["ids", "mask", "row", "target", "around", "whole"]
    axes = {"ids": {0: "window", 1: "token"}, "mask": {0: "window", 1: "token"}, "row": {0: "pair"},
            **{n: {0: "pair", 1: "token"} for n in names[3:]}, "p": {0: "pair"}, "weight": {0: "pair"}}
    torch.onnx.export(reader, example, str(path), input_names=names, output_names=["p", "weight"], dynamic_axes=axes,
                      opset_version=17, dynamo=False)
