"""Train a two-layer BiLSTM with a CRF on what `train_data.py` wrote; torch, on the CPU."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch  # type: ignore[import-not-found]
from torch import Tensor, nn

SIZES = {
    "word": 80, "suffix": 24, "prefix": 24, "shape": 12, "marks": 6, "cue": 12, "phrase": 8,
    "rule": 8, "place": 4, "part": 12,
}  # fmt: skip
SMALL = SIZES | {"word": 48, "suffix": 16, "prefix": 16, "shape": 8}
COUNTS = (0, 2048, 2048, 256, 8, 128, 32, 8, 8, 32)
TAGS = 7
NEVER = -1e4


def forbidden() -> Tensor:
    """True where a tag cannot follow another: *inside* comes only behind its own kind."""
    out = torch.zeros(TAGS, TAGS, dtype=torch.bool)
    for inside in (2, 4, 6):
        out[:, inside] = True
        out[inside, inside] = out[inside - 1, inside] = False
    return out


class Tagger(nn.Module):  # type: ignore[misc]
    """Embeddings, two bidirectional LSTM layers, a linear layer and a CRF."""

    def __init__(
        self,
        words: int,
        hidden: tuple[int, int],
        drop: float,
        sizes: Mapping[str, int] = SIZES,
    ) -> None:
        super().__init__()
        self.tables = nn.ModuleList(
            nn.Embedding(n or words, d) for n, d in zip(COUNTS, sizes.values(), strict=True)
        )
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.3)
        self.drop = nn.Dropout(drop)
        wide = (sum(sizes.values()), 2 * hidden[0])
        self.layers = nn.ModuleList(
            nn.ModuleList(nn.LSTM(i, h, batch_first=True) for _ in range(2))
            for i, h in zip(wide, hidden, strict=True)
        )
        self.out = nn.Linear(2 * hidden[1], TAGS)
        self.moves = nn.Parameter(torch.zeros(TAGS, TAGS))
        self.begin = nn.Parameter(torch.zeros(TAGS))

    def scores(self, x: Tensor, lengths: Tensor) -> Tensor:
        """One score a token and tag."""
        e = torch.cat([t(x[..., i]).clamp(-1.5, 1.5) for i, t in enumerate(self.tables)], dim=-1)
        h = self.drop(e)
        steps = torch.arange(x.shape[1])[None, :]
        turn = torch.where(steps < lengths[:, None], lengths[:, None] - 1 - steps, steps)
        for onward, backward in self.layers:
            back = turn[..., None].expand(-1, -1, h.shape[2])
            one, _ = onward(h)
            two, _ = backward(h.gather(1, back))
            h = self.drop(torch.cat([one, two.gather(1, turn[..., None].expand_as(two))], -1))
        out: Tensor = self.out(h)
        return out

    def weights(self) -> tuple[Tensor, Tensor]:
        """Transitions and beginnings, with what cannot be."""
        bar = forbidden()
        first = torch.zeros(TAGS, dtype=torch.bool)
        first[[2, 4, 6]] = True
        return self.moves.masked_fill(bar, NEVER), self.begin.masked_fill(first, NEVER)

    def loss(self, x: Tensor, y: Tensor, lengths: Tensor) -> Tensor:
        """Negative log likelihood a token."""
        s = self.scores(x, lengths)
        moves, begin = self.weights()
        mask = torch.arange(x.shape[1])[None, :] < lengths[:, None]
        gold = (s.gather(2, y[..., None]).squeeze(2) * mask).sum()
        gold = gold + begin[y[:, 0]].clamp(min=-20).sum()
        gold = gold + (moves[y[:, :-1], y[:, 1:]].clamp(min=-20) * mask[:, 1:]).sum()
        a = begin + s[:, 0]
        for t in range(1, x.shape[1]):
            b = torch.logsumexp(a[:, :, None] + moves, dim=1) + s[:, t]
            a = torch.where(mask[:, t, None], b, a)
        return (torch.logsumexp(a, dim=1).sum() - gold) / mask.sum()


def viterbi(s: np.ndarray, moves: np.ndarray, begin: np.ndarray) -> list[int]:
    """The best tags of one stretch."""
    a = begin + s[0]
    back = []
    for row in s[1:]:
        all_ = a[:, None] + moves
        back.append(all_.argmax(0))
        a = all_.max(0) + row
    tags = [int(a.argmax())]
    for step in reversed(back):
        tags.append(int(step[tags[-1]]))
    return tags[::-1]


def pieces(tags: list[int]) -> set[tuple[int, int, int]]:
    """(kind, first, behind) of each run."""
    out = set()
    start, kind = 0, 0
    for i, tag in enumerate([*tags, 0]):
        if kind and (tag == 0 or tag % 2 == 1 or (tag + 1) // 2 != kind):
            out.add((kind, start, i))
            kind = 0
        if tag and not kind:
            start, kind = i, (tag + 1) // 2
    return out


def batches(bounds: np.ndarray, size: int, rng: np.random.Generator | None) -> Iterator[np.ndarray]:
    """Numbers of stretches of like length, about ``size`` tokens together."""
    length = (bounds[:, 1] - bounds[:, 0]).astype(float)
    order = np.argsort(length + (rng.uniform(-6, 6, len(length)) if rng else 0), kind="stable")
    groups: list[np.ndarray] = []
    group: list[int] = []
    longest = 0
    for i in order:
        longest = max(longest, int(length[i]))
        if group and longest * (len(group) + 1) > size:
            groups.append(np.asarray(group))
            group, longest = [], int(length[i])
        group.append(i)
    groups.append(np.asarray(group))
    if rng:
        rng.shuffle(groups)
    yield from groups


def padded(x: Any, y: Any, b: np.ndarray, which: np.ndarray) -> tuple[Tensor, Tensor, Tensor]:
    """One batch."""
    lengths = b[which, 1] - b[which, 0]
    xs = np.zeros((len(which), lengths.max(), x.shape[1]), np.int64)
    ys = np.zeros((len(which), lengths.max()), np.int64)
    for n, (i, k) in enumerate(zip(which, lengths, strict=True)):
        xs[n, :k] = x[b[i, 0] : b[i, 1]]
        ys[n, :k] = y[b[i, 0] : b[i, 1]]
    return torch.from_numpy(xs), torch.from_numpy(ys), torch.from_numpy(lengths)


def tagged(model: Tagger, x: Any, bounds: Any) -> list[int]:
    """The best tags of all tokens, stretch by stretch."""
    model.eval()
    moves, begin = (w.detach().numpy() for w in model.weights())
    out = [0] * len(x)
    with torch.no_grad():
        for first, behind in bounds:
            seen = torch.from_numpy(x[None, first:behind].astype(np.int64))
            s = model.scores(seen, torch.tensor([behind - first])).numpy()[0]
            out[first:behind] = viterbi(s, moves, begin)
    return out


def judge(model: Tagger, x: Any, y: Any, b: np.ndarray) -> list[float]:
    """F1 of source, cue and content runs."""
    model.eval()
    moves, begin = (w.detach().numpy() for w in model.weights())
    hit, said, gold = [0] * 4, [0] * 4, [0] * 4
    with torch.no_grad():
        for which in batches(b, 6_000, None):
            xs, ys, lengths = padded(x, y, b, which)
            s = model.scores(xs, lengths).numpy()
            for n, k in enumerate(lengths.tolist()):
                p = pieces(viterbi(s[n, :k], moves, begin))
                g = pieces(ys[n, :k].tolist())
                for rows, into in ((p & g, hit), (p, said), (g, gold)):
                    for row in rows:
                        into[row[0]] += 1
    model.train()
    return [200 * hit[k] / max(1, said[k] + gold[k]) for k in (1, 2, 3)]


def fit(
    model: Tagger,
    data: tuple[Any, Any, np.ndarray],
    rng: np.random.Generator,
    *,
    epochs: int,
    rate: float,
    batch: int,
    warm: int = 200,
    unruled: float = 0.1,
) -> Iterator[tuple[int, float]]:
    """Train; after each epoch its number and loss, the model holding the mean of its weights.

    Args:
        model: changed in place.
        data: columns, tags and bounds of stretches, as `train_data.py` writes them.
        rng: order of the batches, and which words and rules are hidden.
        epochs: passes over the data.
        rate: the highest learning rate.
        batch: tokens read together, blanks included.
        warm: steps until the rate is highest.
        unruled: share of stretches that do not see what the rules say.
    """
    x, y, b = data
    rare = 0.5 / np.maximum(np.bincount(x[:, 0]), 1) ** 0.5
    mean = {k: v.detach().clone() for k, v in model.state_dict().items()}
    steps = sum(1 for _ in batches(b, batch, rng)) * epochs
    tuner = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=1e-3)
    step = 0
    for epoch in range(1, epochs + 1):
        total = 0.0
        for which in batches(b, batch, rng):
            step += 1
            for group in tuner.param_groups:
                group["lr"] = rate * min(1, step / warm) * max(0.03, 1 - step / steps)
            xs, ys, lengths = padded(x, y, b, which)
            gone = rng.random(xs.shape[:2]) < rare[xs[..., 0].numpy()]
            xs[..., 0][torch.from_numpy(gone)] = 0
            xs[..., 7][torch.from_numpy(rng.random(len(which)) < unruled)] = 0
            loss = model.loss(xs, ys, lengths)
            tuner.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 3.0)
            tuner.step()
            total += loss.item()
            keep = min(0.999, step / (step + 20))
            with torch.no_grad():
                for k, v in model.state_dict().items():
                    mean[k].lerp_(v, 1 - keep)
        own = {k: v.detach().clone() for k, v in model.state_dict().items()}
        model.load_state_dict(mean)
        yield epoch, total
        if epoch < epochs:
            model.load_state_dict(own)


def save(model: Tagger, words: Any, out: Path) -> None:
    """The weights as `train_export.py` reads them."""
    np.savez(out, words=words, **{k: v.numpy() for k, v in model.state_dict().items()})


def main() -> None:
    """train_tagger.py DATA OUT."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--hidden", type=int, nargs=2, default=(96, 80))
    parser.add_argument("--drop", type=float, default=0.4)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--batch", type=int, default=2_400)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    rng = np.random.default_rng(given.seed)
    data = dict(np.load(given.data))
    model = Tagger(len(data["words"]) + 1, tuple(given.hidden), given.drop)
    start = time.time()
    parts = (data["train_x"], data["train_y"], data["train_b"])
    for epoch, loss in fit(
        model, parts, rng, epochs=given.epochs, rate=given.rate, batch=given.batch
    ):
        f1 = judge(model, data["dev_x"], data["dev_y"], data["dev_b"])
        print(
            json.dumps({"epoch": epoch, "seconds": round(time.time() - start), "loss": loss,
                        "f1": [round(v, 1) for v in f1]}), flush=True,
        )  # fmt: skip
    save(model, data["words"], given.out)


if __name__ == "__main__":
    main()
