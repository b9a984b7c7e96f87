"""From a trained network to what the run time reads: `python -m training.export RUN/epoch-4.pt --base FOLDER`.

Two ONNX graphs, careful and quick, over one set of weights in files of less than 50 MB: 8-bit weights and activations for
the encoder's products, 8-bit rows for the words, 16 bits for the heads. Writes indicators/weights with a card of checksums.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from data import portrayals
from indicators.model import FOLDER
from training.network import Network
from training.outliers import split_outliers
from training.texts import FIELDS, as_text

_FILE = 45_000_000    # bytes of a file of weights, at most
_SMALL = 1024         # tensors up to this many bytes stay in the graph


class Reader(nn.Module):
    """The network as the run time asks it (indicators/model.py): one answer a pair of sentence and actor."""

    def __init__(self, net: Network, quick: bool):
        super().__init__()
        self.encoder = copy.deepcopy(net.encoder)
        self.heads = net.heads[2:] if quick else net.heads[:2]
        if quick:
            self.encoder.encoder.layer = self.encoder.encoder.layer[:net.QUICK]

    def forward(self, ids, mask, row, target, around, whole):
        """Probabilities (pairs, fields, 3), the mean of both heads', and the sentence head's weights (pairs, fields)."""
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        in_window = mask.float().unsqueeze(1)
        windows = (in_window @ states).squeeze(1) / in_window.sum(-1)
        states = states.reshape(-1, states.shape[-1])   # masks of pairs run over all tokens of all windows
        of_sentence = self._ask(self.heads[0], self._mean(target, states), self._mean(around, states))
        of_window = self._ask(self.heads[1], self._mean(whole, states), windows[row])
        p = (of_sentence[..., :3].softmax(-1) + of_window[..., :3].softmax(-1)) / 2
        return p, of_sentence[..., 3].clamp(-15, 15)

    @staticmethod
    def _mean(mask, states):
        return mask @ states / mask.sum(1, keepdim=True)

    @staticmethod
    def _ask(head, target, around):
        return head(torch.cat([target, around, target * around], -1)).view(-1, len(FIELDS), 4)


def export(net: Network, calibrating: list, folder: Path) -> None:
    """Write both sizes, their weights, the tokenizer and the card into `folder`."""
    net = split_outliers(net.eval(), calibrating)
    with tempfile.TemporaryDirectory() as scratch:
        graphs = {name: _smaller(_eight_bit(net, name == "quick", Path(scratch))) for name in ("careful", "quick")}
    folder.mkdir(parents=True, exist_ok=True)
    for old in (*folder.glob("*.onnx"), *folder.glob("weights.*.bin")):
        old.unlink()
    _share_weights(graphs, folder)
    net.tokens.save(str(folder / "tokenizer.json"))
    files = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir()) if p.suffix != ".md"
             and p.name != "card.json"}
    card = {"files": files}
    (folder / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def _eight_bit(net: Network, quick: bool, scratch: Path) -> onnx.ModelProto:
    reader = Reader(net, quick).eval()
    text, pair = torch.ones(2, 24, dtype=torch.long), torch.ones(3, 2 * 24)
    names = ["ids", "mask", "row", "target", "around", "whole"]
    axes = {"ids": {0: "window", 1: "token"}, "mask": {0: "window", 1: "token"}, "row": {0: "pair"},
            **{n: {0: "pair", 1: "tokens"} for n in names[3:]}, "p": {0: "pair"}, "weight": {0: "pair"}}
    whole, small = scratch / "whole.onnx", scratch / "small.onnx"
    torch.onnx.export(reader, (text, text, torch.tensor([0, 1, 1]), pair, pair, pair), str(whole), input_names=names,
                      output_names=["p", "weight"], dynamic_axes=axes, opset_version=17, dynamo=False)
    graph = onnx.load(whole).graph
    shapes = {i.name: i.dims for i in graph.initializer}
    few = [n.name for n in graph.node if n.op_type == "MatMul" and n.input[1] in shapes and shapes[n.input[1]][0] < 100]
    quantize_dynamic(whole, small, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul"],
                     nodes_to_exclude=few, extra_options={"MatMulConstBOnly": True})
    return onnx.load(small)


def _smaller(model: onnx.ModelProto) -> onnx.ModelProto:
    """The words' table in 8 bits a row, every other large table of 32 bits in 16."""
    graph = model.graph
    for tensor in list(graph.initializer):
        values = numpy_helper.to_array(tensor)
        if values.dtype != np.float32 or values.nbytes <= 65536 or values.ndim != 2:
            continue
        gather = next((n for n in graph.node if n.op_type == "Gather" and n.input[0] == tensor.name), None)
        if gather is not None and len(values) > 10_000:
            _rows_in_eight_bits(graph, gather, tensor, values)
        else:
            _in_sixteen_bits(graph, tensor, values)
    return model


def _rows_in_eight_bits(graph, gather, tensor, values) -> None:
    step = np.maximum(np.abs(values).max(1, keepdims=True), 1e-8) / 127
    rows = numpy_helper.from_array(np.round(values / step).astype(np.int8), tensor.name)
    steps = numpy_helper.from_array(step.astype(np.float32), f"{tensor.name}.step")
    graph.initializer.remove(tensor)
    graph.initializer.extend([rows, steps])
    at, out = list(graph.node).index(gather), gather.output[0]
    ids = gather.input[1]
    new = [helper.make_node("Gather", [rows.name, ids], [f"{out}.rows"]),
           helper.make_node("Gather", [steps.name, ids], [f"{out}.steps"]),
           helper.make_node("Cast", [f"{out}.rows"], [f"{out}.wide"], to=TensorProto.FLOAT),
           helper.make_node("Mul", [f"{out}.wide", f"{out}.steps"], [out])]
    graph.node.remove(gather)
    for offset, node in enumerate(new):
        graph.node.insert(at + offset, node)


def _in_sixteen_bits(graph, tensor, values) -> None:
    name = tensor.name
    graph.initializer.remove(tensor)
    graph.initializer.append(numpy_helper.from_array(values.astype(np.float16), f"{name}.half"))
    graph.node.insert(0, helper.make_node("Cast", [f"{name}.half"], [name], to=TensorProto.FLOAT))


def _share_weights(graphs: dict[str, onnx.ModelProto], folder: Path) -> None:
    """Write each tensor once, whichever graphs use it, into weights.N.bin, and the graphs that point at them."""
    places: dict[str, tuple[str, int, int]] = {}
    number, file = 0, bytearray()

    def flush():
        (folder / f"weights.{number}.bin").write_bytes(file)

    for model in graphs.values():
        for tensor in model.graph.initializer:
            content = numpy_helper.to_array(tensor).tobytes()
            if len(content) <= _SMALL:
                continue
            key = hashlib.sha256(content).hexdigest()
            if key not in places:
                if len(file) + len(content) > _FILE:
                    flush()
                    number, file = number + 1, bytearray()
                places[key] = f"weights.{number}.bin", len(file), len(content)
                file += content
                file += b"\0" * (-len(file) % 64)
            tensor.raw_data = b""
            for name in ("float_data", "int32_data", "int64_data"):
                tensor.ClearField(name)
            location, offset, length = places[key]
            onnx.external_data_helper.set_external_data(tensor, location, offset, length)
            tensor.ClearField("raw_data")
            tensor.data_location = TensorProto.EXTERNAL
    flush()
    for name, model in graphs.items():
        (folder / f"{name}.onnx").write_bytes(model.SerializeToString())


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.export", description="Make the run time's files of a trained network.")
    parser.add_argument("network", type=Path, help="file of weights that the training wrote")
    parser.add_argument("--base", type=Path, required=True, help="folder of the base encoder")
    parser.add_argument("--out", type=Path, default=FOLDER)
    options = parser.parse_args()
    net = Network(options.base)
    net.load_state_dict(torch.load(options.network))
    export(net, [as_text(row) for row in portrayals.rows("passages", "train")[:100]], options.out)


if __name__ == "__main__":
    main()
