# ruff: noqa: C901, PLR0912 - loops for the compiler
"""What the two nulls of :mod:`.chance` expect of each tie, compiled."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from contrecoup.findings.echoes.compiled import kernel
from contrecoup.findings.echoes.frame import Ints


@kernel  # pragma: no cover - compiled code is not traced
def meet_by_hour(
    a: Ints,
    b: Ints,
    starts: Ints,
    hours: Ints,
    acts: NDArray[np.float64],
    own: NDArray[np.float64],
    step: NDArray[np.float64],
) -> NDArray[np.float64]:
    """See :func:`contrecoup.findings.echoes.chance._meet_by_hour`."""
    found = np.zeros(len(a), dtype=np.float64)
    for tie in range(len(a)):
        j, end = starts[b[tie]], starts[b[tie] + 1]
        mean = 0.0
        for i in range(starts[a[tie]], starts[a[tie] + 1]):
            hour = hours[i]
            while j < end and hours[j] < hour - 1:
                j += 1
            k = j
            while k < end and hours[k] <= hour + 1:
                if hours[k] == hour:
                    mean += own[hour] * acts[i] * acts[k]
                elif hours[k] > hour:
                    mean += step[hour] * acts[i] * acts[k]
                else:
                    mean += step[hour - 1] * acts[i] * acts[k]
                k += 1
        found[tie] = mean
    return found


@kernel  # pragma: no cover - compiled code is not traced
def _below(limit: float, shift: int) -> float:
    part = min(max(limit / (2.0 * shift), -1.0), 1.0)
    if part < 0:
        return 0.5 * (1.0 + part) ** 2
    return 1.0 - 0.5 * (1.0 - part) ** 2


@kernel  # pragma: no cover - compiled code is not traced
def meet_by_shift(
    a: Ints,
    b: Ints,
    starts: Ints,
    objects: Ints,
    times: Ints,
    window: int,
    shift: int,
    most: int,
) -> NDArray[np.float64]:
    """See :class:`contrecoup.findings.echoes.chance.ByShift`."""
    found = np.zeros(len(a), dtype=np.float64)
    for tie in range(len(a)):
        i, i_end = starts[a[tie]], starts[a[tie] + 1]
        j, j_end = starts[b[tie]], starts[b[tie] + 1]
        total = 0.0
        while i < i_end and j < j_end:
            if objects[i] != objects[j]:
                # Skip by doubling to the first act on the other's object.
                low, high, thing = (
                    (i, i_end, objects[j]) if objects[i] < objects[j] else (j, j_end, objects[i])
                )
                step, place = 1, low
                while place + step < high and objects[place + step] < thing:
                    place += step
                    step *= 2
                stop = min(high, place + step)
                place += 1
                while place < stop:
                    middle = (place + stop) >> 1
                    if objects[middle] < thing:
                        place = middle + 1
                    else:
                        stop = middle
                if objects[i] < objects[j]:
                    i = place
                else:
                    j = place
                continue
            thing = objects[i]
            k, m = i, j
            while k < i_end and objects[k] == thing:
                k += 1
            while m < j_end and objects[m] == thing:
                m += 1
            step = 1
            while -(-(k - i) // step) * -(-(m - j) // step) > most:
                step += 1
            met = 0.0
            for one in range(i, k, step):
                for two in range(j, m, step):
                    apart = float(times[one] - times[two])
                    if abs(apart) <= 2 * shift + window:
                        met += _below(window - apart, shift)
                        met -= _below(-window - 1 - apart, shift)
            total += met * step * step
            i, j = k, m
        found[tie] = total
    return found


@kernel  # pragma: no cover - compiled code is not traced
def pairs_by_block(
    times: Ints, starts: Ints, block: Ints, window: int, blocks: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """See :func:`contrecoup.findings.echoes.chance._pairs_by_block`."""
    within, beyond = np.zeros(blocks, dtype=np.float64), np.zeros(blocks, dtype=np.float64)
    for thing in range(len(starts) - 1):
        stop = starts[thing + 1]
        reach = end = starts[thing]
        for row in range(starts[thing], stop):
            while reach < stop and times[reach] - times[row] <= window:
                reach += 1
            while end < stop and block[end] == block[row]:
                end += 1
            within[block[row]] += min(reach, end) - row - 1
            beyond[block[row]] += max(reach - end, 0)
    return within, beyond
