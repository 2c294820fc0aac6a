"""Run a trained tagger with NumPy: two BiLSTM layers and a CRF, in whole numbers.

Weights and activations are whole numbers, and every matrix product stays below 2**24, so
sums are exact in any order: each machine gives the same tags.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from contrecoup.findings.press.tagger_features import COLUMNS

Floats = NDArray[np.float32]
_STEPS = 256  # entries of the table for one unit
_HALF = 2048.5  # where zero stands, rounding included
_H = 127.0  # hidden states are whole numbers up to this
_AT_ONCE = 12_000  # tokens


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
    """One tagger as it lies in its file."""

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
                inputs=(_wide(z[f"in{n}a"]), _wide(z[f"in{n}b"])),
                hidden=np.stack([_wide(z[f"re{n}a"]), _wide(z[f"re{n}b"])]),
                input_scale=z[f"in{n}_scale"],
                hidden_scale=z[f"re{n}_scale"].reshape(2, 1, 1),
                bias=z[f"bias{n}"],
            )
            for n in range(2)
        ]
        return Weights(
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


@cache
def _squash() -> Floats:
    """The logistic function on a grid, in steps of 2**-14 so that no library's last bit shows."""
    n = 2 * int(_HALF) + 1
    grid = [1 / (1 + math.exp(-(i - int(_HALF)) / _STEPS)) for i in range(n)]
    return np.asarray([round(v * 16384) / 16384 for v in grid], np.float32)


def tags(
    rows: NDArray[np.int32], bounds: Sequence[tuple[int, int]], model: Weights
) -> tuple[NDArray[np.int8], Floats]:
    """The best tag of each token, and how far its score lies above the next."""
    best = np.zeros(len(rows), np.int8)
    margin = np.zeros(len(rows), np.float32)
    group: list[tuple[int, int]] = []
    size = 0
    for bound in bounds:
        if group and size + bound[1] - bound[0] > _AT_ONCE:
            _tag(rows, group, model, best, margin)
            group, size = [], 0
        group.append(bound)
        size += bound[1] - bound[0]
    if group:
        _tag(rows, group, model, best, margin)
    return best, margin


def _tag(
    rows: NDArray[np.int32],
    bounds: Sequence[tuple[int, int]],
    model: Weights,
    best: NDArray[np.int8],
    margin: Floats,
) -> None:
    """All stretches at once, step by step; the longest first, so that those left stand in front."""
    order = sorted(bounds, key=lambda b: b[0] - b[1])
    starts = np.asarray([a for a, _ in order])
    ends = np.asarray([b for _, b in order])
    lengths = ends - starts
    counts = [int(np.count_nonzero(lengths > t)) for t in range(int(lengths[0]))]
    onward = np.concatenate([starts[:n] + t for t, n in enumerate(counts)])
    backward = np.concatenate([ends[:n] - 1 - t for t, n in enumerate(counts)])
    x = np.concatenate(
        [t[rows[onward, i]] for i, t in enumerate(model.tables)], axis=1, dtype=np.float32
    )
    # Where the token that step t of the way back reads stands in the order of the way on.
    place = np.empty(int(ends.max()), np.int64)
    place[onward] = np.arange(len(onward))
    turn = place[backward]
    for layer in model.layers:
        x = _both(x, turn, counts, layer)
    scores = x @ model.out
    scores *= np.float32(model.out_scale)
    scores += model.out_bias
    two = np.partition(scores, -2, axis=1)
    margin[onward] = two[:, -1] - two[:, -2]
    _viterbi(scores, counts, model, onward, best)


def _both(x: Floats, turn: NDArray[np.int64], counts: Sequence[int], layer: Layer) -> Floats:
    """One layer in both directions; rows in the order of the way on."""
    table = _squash()
    given = np.empty((2, len(x), layer.bias.shape[1]), np.float32)
    np.matmul(x, layer.inputs[0], out=given[0])
    given[1] = (x @ layer.inputs[1])[turn]
    given *= layer.input_scale[:, None, None]
    given += layer.bias[:, None, :]
    size = layer.hidden.shape[1]
    out = np.empty((2, len(x), size), np.float32)
    h = np.zeros((2, counts[0], size), np.float32)
    c = np.zeros_like(h)
    at = 0
    for n in counts:
        h, c = h[:, :n], c[:, :n]
        z = np.matmul(h, layer.hidden)
        z *= layer.hidden_scale
        z += given[:, at : at + n]
        gates = table.take(z.astype(np.int32), mode="clip")
        new = gates[..., 2 * size : 3 * size]
        new *= 2
        new -= 1
        new *= gates[..., :size]
        c = c * gates[..., size : 2 * size]
        c += new
        h = table.take((c * (2 * _STEPS) + _HALF).astype(np.int32), mode="clip")
        h *= 2
        h -= 1
        h *= gates[..., 3 * size :]
        h *= _H
        np.rint(h, out=h)
        out[:, at : at + n] = h
        at += n
    joined = np.empty((len(x), 2 * size), np.float32)
    joined[:, :size] = out[0]
    joined[turn, size:] = out[1]
    return joined


def _viterbi(
    scores: Floats,
    counts: Sequence[int],
    model: Weights,
    onward: NDArray[np.int64],
    best: NDArray[np.int8],
) -> None:
    """The best path of each stretch."""
    a = scores[: counts[0]] + model.begin
    backs: list[NDArray[np.intp]] = []
    ends: list[Floats] = [a]
    at = counts[0]
    for n in counts[1:]:
        paths = a[:n, :, None] + model.moves
        back = paths.argmax(1)
        a = np.take_along_axis(paths, back[:, None], 1)[:, 0] + scores[at : at + n]
        backs.append(back)
        ends.append(a)
        at += n
    tag = np.zeros(0, np.intp)
    for t in range(len(counts) - 1, -1, -1):
        n = counts[t]
        at -= n if t < len(counts) - 1 else 0
        if t == len(counts) - 1:
            at = len(scores) - n
            tag = ends[t].argmax(1)
        else:
            kept = backs[t][np.arange(len(tag)), tag]
            tag = np.concatenate([kept, ends[t][len(tag) :].argmax(1)])
        best[onward[at : at + n]] = tag
