"""The cheapest path of :mod:`.waves` through its two states, compiled."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from contrecoup.findings.echoes.compiled import kernel


@kernel  # pragma: no cover - compiled code is not traced
def cheapest(
    calm: NDArray[np.float64], busy: NDArray[np.float64], climb: float
) -> NDArray[np.int64]:
    """See :func:`contrecoup.findings.echoes.waves.burst_levels`: row by row, given the costs."""
    things, length = calm.shape
    levels = np.zeros((things, length), dtype=np.int64)
    came_low, came_high = np.zeros(length, np.bool_), np.zeros(length, np.bool_)
    for thing in range(things):
        low, high = 0.0, climb
        for at in range(length):
            came_low[at], came_high[at] = high < low, high <= low + climb
            before = low
            low = (high if came_low[at] else before) + calm[thing, at]
            high = (high if came_high[at] else before + climb) + busy[thing, at]
        state = high < low
        for at in range(length - 1, -1, -1):
            levels[thing, at] = state
            state = came_high[at] if state else came_low[at]
    return levels
