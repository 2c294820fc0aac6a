"""Run a trained tagger with NumPy: two BiLSTM layers and a CRF, in whole numbers.

Weights and activations are whole numbers, and every matrix product stays below 2**24, so
sums are exact in any order: each machine gives the same tags.

Source: Huang, Xu and Yu, *Bidirectional LSTM-CRF Models for Sequence Tagging*, 2015.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from contrecoup.findings.press.tagger_features import COLUMNS, TOLD_BY_WORD
from contrecoup.findings.press.tagger_paths import groups, paths, steps

Floats = NDArray[np.float32]
_STEPS = 256  # entries of the table for one unit
_HALF = 2048.5  # where zero stands, rounding included
_H = 127.0  # hidden states are whole numbers up to this
_ALONE = 262_144  # multiplications that one thread does
_OF_WORD = [n for n, name in enumerate(COLUMNS) if name in TOLD_BY_WORD]
_OF_PLACE = [n for n, name in enumerate(COLUMNS) if name not in TOLD_BY_WORD]


@frozen(kw_only=True, eq=False)
class Layer:
    """Both directions of one layer: inputs, recurrent weights, and what brings them to scale."""

    inputs: tuple[Floats, Floats]
    hidden: Floats
    input_scale: Floats
    hidden_scale: Floats
    bias: Floats


@frozen(kw_only=True, eq=False)
class Weights:
    """One tagger as it lies in its file; ``leads`` says whether the rules stand behind it."""

    leads: bool
    known: Mapping[str, int]
    tables: Sequence[NDArray[np.int8]]
    layers: Sequence[Layer]
    out: Floats
    out_scale: float
    out_bias: Floats
    moves: Floats
    begin: Floats


@cache
def weights(name: str) -> Weights:
    """The tagger of a file in ``models/``."""
    path = files("contrecoup.findings.press") / "models" / f"{name}.npz"
    with path.open("rb") as stream, np.load(stream, allow_pickle=False) as z:
        words = bytes(z["words"]).decode().split("\n")
        layers = [
            Layer(
                inputs=(_gates(z[f"in{n}a"]), _gates(z[f"in{n}b"])),
                hidden=np.stack([_gates(z[f"re{n}a"]), _gates(z[f"re{n}b"])]),
                input_scale=z[f"in{n}_scale"].reshape(2, 1, 1, 1),
                hidden_scale=z[f"re{n}_scale"].reshape(2, 1, 1, 1),
                bias=z[f"bias{n}"].reshape(2, 4, 1, -1),
            )
            for n in range(2)
        ]
        return Weights(
            leads=bool(z["leads"]),
            known={w: n for n, w in enumerate(words, 1)},
            tables=[z[f"table_{c}"] for c in COLUMNS],
            layers=layers,
            out=_wide(z["out"]),
            out_scale=float(z["out_scale"]),
            out_bias=z["out_bias"],
            moves=z["moves"],
            begin=z["begin"],
        )


def _wide(a: NDArray[np.int16]) -> Floats:
    return np.ascontiguousarray(a.astype(np.float32))


def _gates(a: NDArray[np.int16]) -> Floats:
    """Weights by gate: input, forget, new content, output."""
    return np.ascontiguousarray(_wide(a).reshape(len(a), 4, -1).transpose(1, 0, 2))


@cache
def _squash() -> Floats:
    """The logistic function on a grid, in steps of 2**-14 so that no library's last bit shows."""
    n = 2 * int(_HALF) + 1
    grid = [1 / (1 + math.exp(-(i - int(_HALF)) / _STEPS)) for i in range(n)]
    return np.asarray([round(v * 16384) / 16384 for v in grid], np.float32)


def tags(
    rows: NDArray[np.int32], bounds: Sequence[tuple[int, int]], model: Weights
) -> NDArray[np.int8]:
    """The best tag of each token."""
    best = np.zeros(len(rows), np.int8)
    for group in groups(bounds):
        _tag(rows, group, model, best)
    return best


def _tag(
    rows: NDArray[np.int32],
    bounds: Sequence[tuple[int, int]],
    model: Weights,
    best: NDArray[np.int8],
) -> None:
    """All stretches at once, step by step; the longest first, so that those left stand in front."""
    counts, onward, backward = steps(bounds)
    # Where the token that step t of the way back reads stands in the order of the way on.
    place = np.empty(int(onward.max()) + 1, np.int64)
    place[onward] = np.arange(len(onward))
    turn = place[backward]
    first, second = model.layers
    x = _both(_looked_up(rows[onward], turn, model), turn, counts, first)
    x = _both(_multiplied(x, turn, second), turn, counts, second)
    scores = np.empty((len(x), model.out.shape[1]), np.float32)
    _product(x, model.out, scores)
    scores *= np.float32(model.out_scale)
    scores += model.out_bias
    best[onward] = paths(scores, counts, model.moves, model.begin)


def _product(rows: Floats, weights_: Floats, out: Floats) -> None:
    """A product in pieces too small for a library to spread over threads: faster, as measured."""
    most = max(1, _ALONE // (weights_.shape[-2] * weights_.shape[-1]))
    for at in range(0, rows.shape[-2], most):
        np.matmul(rows[..., at : at + most, :], weights_, out=out[..., at : at + most, :])


def _multiplied(x: Floats, turn: NDArray[np.int64], layer: Layer) -> Floats:
    """What each token brings to the gates, in the order of the way on and of the way back."""
    given = np.empty((2, 4, len(x), layer.hidden.shape[-1]), np.float32)
    _product(x[None], layer.inputs[0], given[0])
    _product(x[turn][None], layer.inputs[1], given[1])
    return given


def _looked_up(rows: NDArray[np.int32], turn: NDArray[np.int64], model: Weights) -> Floats:
    """The same for columns of features: each word, and each place, is multiplied once.

    Sums of whole numbers are exact, so that it does not matter how they are parted.
    """
    layer = model.layers[0]
    ends = np.cumsum([0, *(t.shape[1] for t in model.tables)])
    given = np.zeros((2, 4, len(rows), layer.hidden.shape[-1]), np.float32)
    for some in (_OF_WORD, _OF_PLACE):
        key = np.zeros(len(rows), np.int64)
        for n in some:
            key = key * len(model.tables[n]) + rows[:, n]
        _, at, back = np.unique(key, return_index=True, return_inverse=True)
        x = np.concatenate([model.tables[n][rows[at, n]] for n in some], axis=1, dtype=np.float32)
        places = np.concatenate([np.arange(ends[n], ends[n + 1]) for n in some])
        for way, order in enumerate((back, back[turn])):
            once = np.empty((4, len(x), given.shape[-1]), np.float32)
            _product(x[None], np.ascontiguousarray(layer.inputs[way][:, places]), once)
            given[way] += once.take(order, axis=1)
    return given


def _both(given: Floats, turn: NDArray[np.int64], counts: Sequence[int], layer: Layer) -> Floats:
    """One layer in both directions; rows in the order of the way on.

    Gates stand apart, which keeps products small.
    """
    table = _squash()
    size = layer.hidden.shape[-1]
    given *= layer.input_scale
    given += layer.bias
    out = np.empty((2, given.shape[2], size), np.float32)
    h = np.zeros((2, counts[0], size), np.float32)
    c = np.zeros_like(h)
    at = 0
    for n in counts:
        h, c = h[:, :n], c[:, :n]
        z = np.empty((2, 4, n, size), np.float32)
        _product(h[:, None], layer.hidden, z)
        z *= layer.hidden_scale
        z += given[:, :, at : at + n]
        gates = table.take(z.astype(np.int32), mode="clip")
        new = gates[:, 2]
        new *= 2
        new -= 1
        new *= gates[:, 0]
        c = c * gates[:, 1]
        c += new
        h = table.take((c * (2 * _STEPS) + _HALF).astype(np.int32), mode="clip")
        h *= 2
        h -= 1
        h *= gates[:, 3]
        h *= _H
        np.rint(h, out=h)
        out[:, at : at + n] = h
        at += n
    joined = np.empty((given.shape[2], 2 * size), np.float32)
    joined[:, :size] = out[0]
    joined[turn, size:] = out[1]
    return joined
