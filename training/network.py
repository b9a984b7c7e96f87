"""The network: an encoder, and a head that reads each sentence's statement on each actor and how much it weighs."""

from __future__ import annotations

import random
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoModel

from indicators.pairs import pieces
from reading.windows import SLOTS
from training.texts import FIELDS, Text


class Network(nn.Module):
    """An encoder read at two depths, and at each by two heads: what each sentence says of each actor and how much that weighs,
    and what the whole window says. The full depth is the careful size, the first layers alone are the quick one.
    """

    QUICK = 3   # layers

    def __init__(self, folder: Path):
        super().__init__()
        self.tokens = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokens.no_padding()
        self.tokens.no_truncation()
        self.tokens.add_special_tokens(list(SLOTS))
        # Dropout of the attention costs a tenth of the time on these processors, that of the states remains.
        self.encoder = AutoModel.from_pretrained(folder, attn_implementation="eager", attention_probs_dropout_prob=0.0)
        self.encoder.resize_token_embeddings(self.tokens.get_vocab_size())
        with torch.no_grad():   # a slot starts as the average country, not as noise
            table = self.encoder.get_input_embeddings().weight
            country = table[[self.tokens.token_to_id(c) for c in ("russia", "turkey", "iran", "france", "china", "georgia")]].mean(0)
            for slot in SLOTS:
                table[self.tokens.token_to_id(slot)] = country + .02 * torch.randn_like(country)
        n = self.encoder.config.hidden_size
        head = lambda: nn.Sequential(nn.Dropout(.1), nn.Linear(3 * n, n), nn.GELU(), nn.Dropout(.1), nn.Linear(n, 4 * len(FIELDS)))
        self.heads = nn.ModuleList([head() for _ in range(4)])   # careful: sentence, window; quick: sentence, window

    def forward(self, texts: list[Text]):
        """Texts -> (text index, actor) of each reading, and log-probabilities (4 heads, readings, fields, 3)."""
        rows, pairs = self.pairs(texts)
        if not pairs:
            return [], torch.zeros(4, 0, len(FIELDS), 3)
        ids = torch.zeros(len(rows), max(len(r) for r in rows), dtype=torch.long) + self.encoder.config.pad_token_id
        mask = torch.zeros_like(ids)
        for i, r in enumerate(rows):
            ids[i, :len(r)] = torch.tensor(r)
            mask[i, :len(r)] = 1
        with torch.autocast("cpu", dtype=torch.bfloat16):
            layers = self.encoder(input_ids=ids, attention_mask=mask, output_hidden_states=True).hidden_states
        keys = list(dict.fromkeys((i, a) for i, a, *_ in pairs))
        of_windows: dict[tuple, list] = {}
        for i, a, row, hit, _ in pairs:
            of_windows.setdefault((i, a, row), []).extend(hit)
        whole = [(i, a, row, hit, list(range(len(rows[row])))) for (i, a, row), hit in of_windows.items()]
        depths = layers[-1].float(), layers[self.QUICK].float()
        return keys, torch.stack([self.read(self.heads[i], depths[i // 2], (pairs, whole)[i % 2], keys) for i in range(4)])

    def read(self, head, states, pairs, keys):
        """Log-probabilities (keys, fields, 3): the mean of the pairs' of each key, by weights that the head gives."""
        windows, tokens, width = states.shape
        target, around = torch.zeros(len(pairs), windows * tokens), torch.zeros(len(pairs), windows * tokens)
        for i, (_, _, row, t, s) in enumerate(pairs):
            target[i, [row * tokens + k for k in t]] = 1 / len(t)
            around[i, [row * tokens + k for k in s]] = 1 / len(s)
        # One product with all states, not a gather: its backward pass would add up rows one by one.
        t, s = target @ states.reshape(-1, width), around @ states.reshape(-1, width)
        out = head(torch.cat([t, s, t * s], -1)).view(-1, len(FIELDS), 4)
        p, weight = out[..., :3].softmax(-1), out[..., 3].clamp(-15, 15).exp()
        where = torch.tensor([keys.index((i, a)) for i, a, *_ in pairs])
        total = torch.zeros(len(keys), len(FIELDS)).index_add(0, where, weight)
        share = (weight / total[where]).unsqueeze(-1)
        return torch.zeros(len(keys), len(FIELDS), 3).index_add(0, where, share * p).clamp_min(1e-6).log()

    def pairs(self, texts: list[Text]):
        """Token ids of each window, and (text, actor, window, target tokens, sentence tokens) of each pair."""
        rows, pairs = [], []
        for i, text in enumerate(texts):
            for piece in pieces(text.text, text.spans, text.spots, self.tokens, random if self.training else None):
                asked = [p for p in piece.pairs if p.actor in text.labels]
                pairs += [(i, p.actor, len(rows), p.target, p.around) for p in asked]
                if asked:
                    rows.append(piece.ids)
        return rows, pairs


def loss_of(log_p, labels, weight, smoothing=.03):
    """Mean over the fields of the weighted negative log-likelihood; labels of -100 are left out."""
    total = log_p.new_zeros(())
    for k in range(len(FIELDS)):
        known = labels[:, k] >= 0
        if known.any():
            y, lp = labels[known, k], log_p[known, k]
            nll = (1 - smoothing) * F.nll_loss(lp, y, reduction="none") - smoothing * lp.mean(-1)
            total = total + (weight[k][y] * nll).sum() / weight[k][y].sum() * known.sum() / len(labels)
    return total / len(FIELDS)
