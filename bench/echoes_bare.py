"""The floor of reading texts: cut at blanks and hash, compiled, nothing else."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np


def split_and_hash(texts: Any) -> int:
    """Hash every word of an array of large strings; how many there were."""
    _, offsets, data = texts.buffers()
    at = np.frombuffer(offsets, np.int64, len(texts) + texts.offset + 1)[texts.offset :]
    return int(_words(np.frombuffer(data, np.uint8), at))


@numba.njit(cache=True)
def _words(data: Any, at: Any) -> int:
    words = np.empty(at[-1] - at[0], np.uint64)
    found = 0
    for text in range(len(at) - 1):
        state, inside = np.uint64(1469598103934665603), False
        for place in range(at[text], at[text + 1]):
            byte = data[place]
            if byte <= 32:
                if inside:
                    words[found] = state
                    found += 1
                state, inside = np.uint64(1469598103934665603), False
            else:
                state = (state ^ np.uint64(byte)) * np.uint64(1099511628211)
                inside = True
        if inside:
            words[found] = state
            found += 1
    return found
