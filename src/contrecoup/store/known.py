"""Which posts are held: a set that remembers hashes instead of texts."""

from __future__ import annotations

from array import array
from bisect import bisect_left

from attrs import field, frozen

_BUCKETS = 256
_FRESH = 1024


class Hashes:
    """A set of 64-bit numbers in some nine bytes each: sorted arrays, and a few fresh ones."""

    def __init__(self) -> None:
        self._sorted = [array("q") for _ in range(_BUCKETS)]
        self._fresh: list[set[int]] = [set() for _ in range(_BUCKETS)]

    def __contains__(self, number: int) -> bool:
        """Whether a number is in the set."""
        bucket = number & (_BUCKETS - 1)
        if number in self._fresh[bucket]:
            return True
        rows = self._sorted[bucket]
        place = bisect_left(rows, number)
        return place < len(rows) and rows[place] == number

    def add(self, number: int) -> None:
        """Add a number."""
        if number in self:
            return
        bucket = number & (_BUCKETS - 1)
        self._fresh[bucket].add(number)
        if len(self._fresh[bucket]) >= _FRESH:
            self._settle(bucket)

    def take(self, other: Hashes) -> None:
        """Move every number of another set here; the other is empty afterwards."""
        import numpy as np

        for bucket in range(_BUCKETS):
            other._settle(bucket)
            rows, more = self._sorted[bucket], other._sorted[bucket]
            other._sorted[bucket] = array("q")
            if not rows:
                self._sorted[bucket] = more
            elif more:
                merged = np.union1d(np.frombuffer(rows, np.int64), np.frombuffer(more, np.int64))
                self._sorted[bucket] = array("q", merged.tobytes())

    def _settle(self, bucket: int) -> None:
        import numpy as np

        fresh = self._fresh[bucket]
        rows = np.frombuffer(self._sorted[bucket], np.int64)
        merged = np.concatenate([rows, np.fromiter(fresh, np.int64, len(fresh))])
        merged.sort()
        self._sorted[bucket] = array("q", merged.tobytes())
        fresh.clear()


@frozen
class Known:
    """Pairs of post id and text, asked with ``in``; used for counting only.

    A pair is remembered as a 64-bit hash in some nine bytes: twenty million take
    under 200 MB, and a false answer is a matter of one in a hundred thousand cases.
    """

    _held: Hashes
    more: Hashes = field(factory=Hashes)

    def __contains__(self, pair: tuple[str, str]) -> bool:
        """Whether a post of that id with that text is held."""
        key = hash(pair)
        return key in self.more or key in self._held

    def add(self, pair: tuple[str, str]) -> None:
        """Remember a pair."""
        self.more.add(hash(pair))
