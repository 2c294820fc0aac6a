"""Turn a trained tagger into the whole numbers that `findings/press/tagger.py` runs."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from contrecoup.findings.press.tagger_features import COLUMNS

_TABLE = 84.0  # whole numbers a unit of an embedding
_HIDDEN = 127.0
_STEPS, _HALF = 256, 2048.5
_EXACT = 2**24
NEVER = -1e4


def whole(w: NDArray[np.float32], most: float) -> tuple[NDArray[np.int16], float]:
    """Weights (inputs by outputs) as whole numbers whose products sum exactly; what one is worth."""
    fits = 0.98 * _EXACT / most / np.abs(w).sum(0).max()
    scale = min(fits, 32_000 / np.abs(w).max(), 4_000 / np.abs(w).std())
    q = np.rint(w * scale)
    assert np.abs(q).sum(0).max() * most < _EXACT
    return q.astype(np.int16), 1 / scale


def layer(z: dict[str, NDArray[np.float32]], n: int, unit: float) -> dict[str, NDArray[np.generic]]:
    """One layer; the gate for new content is doubled, as tanh(x) is 2 s(2x) - 1."""
    out: dict[str, NDArray[np.generic]] = {}
    ins, res, biases = [], [], []
    for way, letter in enumerate("ab"):
        base = f"layers.{n}.{way}."
        wi, wr = z[base + "weight_ih_l0"].T.copy(), z[base + "weight_hh_l0"].T.copy()
        bias = z[base + "bias_ih_l0"] + z[base + "bias_hh_l0"]
        size = wr.shape[0]
        for a in (wi, wr):
            a[:, 2 * size : 3 * size] *= 2
        bias[2 * size : 3 * size] *= 2
        out[f"in{n}{letter}"], si = whole(wi, _HIDDEN)
        out[f"re{n}{letter}"], sr = whole(wr, _HIDDEN)
        ins.append(si / unit * _STEPS)
        res.append(sr / _HIDDEN * _STEPS)
        biases.append(bias * _STEPS + _HALF)
    out[f"in{n}_scale"] = np.asarray(ins, np.float32)
    out[f"re{n}_scale"] = np.asarray(res, np.float32)
    out[f"bias{n}"] = np.asarray(biases, np.float32)
    return out


def main() -> None:
    """train_export.py TRAINED OUT [adds]: such a tagger only adds to what the rules find."""
    z = dict(np.load(sys.argv[1]))
    out: dict[str, NDArray[np.generic]] = {
        "leads": np.asarray("adds" not in sys.argv[3:], np.int8),
        "words": np.frombuffer("\n".join(z["words"]).encode(), np.uint8),
    }
    for i, column in enumerate(COLUMNS):
        table = np.clip(z[f"tables.{i}.weight"], -1.5, 1.5)
        out[f"table_{column}"] = np.rint(table * _TABLE).astype(np.int8)
    out |= layer(z, 0, _TABLE) | layer(z, 1, _HIDDEN)
    w, scale = whole(z["out.weight"].T, _HIDDEN)
    out |= {
        "out": w,
        "out_scale": np.asarray(scale / _HIDDEN, np.float32),
        "out_bias": z["out.bias"],
    }
    bar = np.zeros((7, 7), bool)
    for inside in (2, 4, 6):
        bar[:, inside] = True
        bar[inside, inside] = bar[inside - 1, inside] = False
    out["moves"] = np.where(bar, np.float32(NEVER), z["moves"])
    begin = z["begin"].copy()
    begin[[2, 4, 6]] = NEVER
    out["begin"] = begin
    np.savez_compressed(Path(sys.argv[2]), **out)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
