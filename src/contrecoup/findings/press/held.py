"""Stretches of a text that something holds already."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from contrecoup.model.reading import Span


class Held:
    """Stretches of a text, to ask whether a place lies in one."""

    def __init__(self, spans: Iterable[Span]) -> None:
        rows = sorted(spans)
        self._starts = [s for s, _ in rows]
        self._ends = list(accumulate((e for _, e in rows), max))

    def hold(self, at: int) -> bool:
        """Whether a letter lies in one of them."""
        n = bisect_right(self._starts, at)
        return n > 0 and at < self._ends[n - 1]
