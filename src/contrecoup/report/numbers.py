"""The numbers that stand for private people, their accounts and their posts in published files."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from contrecoup.model.rows import Rows

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

_NUMBERS = 90_000_000
_FIRST = 10_000_000
"""Numbers have eight digits."""
_PIECE = 1 << 16
_FEW = 1 << 16


class Numbered:
    """Ids of one kind and their numbers, which hold inside one case (``post-12345678``).

    Args:
        word: the kind.
        ids: the ids, each once.
        secret: what the numbers are keyed with.
    """

    def __init__(self, word: str, ids: pa.ChunkedArray, secret: bytes) -> None:
        self.word = word
        self._ids = ids
        self._rows = Rows(ids)
        self._numbers = _numbered(ids, secret)

    def get(self, key: str) -> str:
        """Return what stands for an id, '' for one that is not here."""
        row = self._rows.one(key)
        return "" if row < 0 else f"{self.word}-{self._numbers[row]}"

    def many(self, ids: Iterable[str]) -> list[str]:
        """Return what stands for each id, '' for those that are not here."""
        rows = self._rows.of(ids)
        found = self._numbers[rows].tolist() if len(self._ids) else [0] * len(rows)
        return [
            f"{self.word}-{number}" if row >= 0 else ""
            for row, number in zip(rows.tolist(), found, strict=True)
        ]

    def behind(self, number: int) -> str:
        """Return the id behind a number, '' where there is none."""
        import numpy as np

        rows = np.flatnonzero(self._numbers == number)
        found: str = self._ids[int(rows[0])].as_py() if len(rows) else ""
        return found

    def items(self) -> Iterator[tuple[str, str]]:
        """Yield each id with what stands for it."""
        for begun in range(0, len(self._ids), _PIECE):
            numbers = self._numbers[begun : begun + _PIECE].tolist()
            ids = self._ids.slice(begun, _PIECE).to_pylist()
            yield from ((key, f"{self.word}-{n}") for key, n in zip(ids, numbers, strict=True))


def _numbered(ids: pa.ChunkedArray, secret: bytes) -> npt.NDArray[np.int32]:
    """Return a number of eight digits for each id, by HMAC-SHA-256; the next free one if taken."""
    import numpy as np

    digests = np.empty((len(ids), 2), ">u8")
    for begun in range(0, len(ids), _PIECE):
        keys = ids.slice(begun, _PIECE).to_pylist()
        whole = b"".join(hmac.digest(secret, key.encode(), "sha256")[:16] for key in keys)
        digests[begun : begun + len(keys)] = np.frombuffer(whole, ">u8").reshape(-1, 2)
    first, second = (digests[:, n].astype(np.uint64) for n in range(2))
    order = np.lexsort((second, first))
    wanted = (first[order] % np.uint64(_NUMBERS)).tolist()
    taken = _Few() if len(wanted) <= _FEW else bytearray(_NUMBERS)
    for place, number in enumerate(wanted):
        free = number
        while taken[free]:
            free = (free + 1) % _NUMBERS
        taken[free] = 1
        wanted[place] = free
    numbers = np.empty(len(ids), np.int32)
    numbers[order] = np.array(wanted, np.int64) + _FIRST
    return numbers


class _Few(dict[int, int]):
    """Which of very many numbers are taken, where these are few."""

    def __missing__(self, _number: int) -> int:
        return 0
