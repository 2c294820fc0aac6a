"""The earliest wording that is the same as each, for :mod:`.variants`, compiled."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from contrecoup.findings.echoes.compiled import kernel
from contrecoup.findings.echoes.frame import Ints

FEW: Final = 24  # wordings of an echo that are compared with one another


@kernel  # pragma: no cover - compiled code is not traced
def earliest_same(echo: Ints, key: Ints, contained: NDArray[np.bool_]) -> Ints:
    """First row of the same echo, key and kind, for each row; rows of an echo stand together."""
    found = np.arange(len(echo))
    low = 0
    while low < len(echo):
        high = low + 1
        while high < len(echo) and echo[high] == echo[low]:
            high += 1
        if high - low <= FEW:
            for row in range(low, high):
                for other in range(low, row):
                    if key[other] == key[row] and contained[other] == contained[row]:
                        found[row] = other
                        break
        else:
            order = np.argsort(key[low:high], kind="mergesort")
            first = np.full(2, -1, np.int64)
            for turn in range(len(order)):
                row = low + order[turn]
                if turn and key[row] != key[low + order[turn - 1]]:
                    first[:] = -1
                kind = 1 if contained[row] else 0
                if first[kind] < 0:
                    first[kind] = row
                found[row] = first[kind]
        low = high
    return found
