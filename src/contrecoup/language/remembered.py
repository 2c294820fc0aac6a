"""What a function said of some texts, remembered without the texts: they may have to be forgotten."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")
MOST = 1 << 14
"""Answers that are remembered of one function: an account is written again often."""


class Remembered(Generic[T]):
    """A function of texts that answers again what it answered, by the texts' digest.

    What was asked for longest ago is let go first.  Threads may ask at once; what two of them
    ask for at the same time may be worked out twice.

    Args:
        function: what an answer follows from is its texts alone.
        most: how much to remember, :data:`MOST` answers where nothing is said.
        size: how much of that an answer is; without it, each is one.
    """

    def __init__(
        self,
        function: Callable[..., T],
        most: int | None = None,
        size: Callable[[T], int] = lambda _answer: 1,
    ) -> None:
        self._function = function
        self._most = MOST if most is None else most
        self._size = size
        self._held = 0
        self._kept: dict[bytes, T] = {}
        self._lock = Lock()

    def __call__(self, *texts: str) -> T:
        """Return what the function says of these texts, remembered or worked out."""
        digest = hashlib.blake2b(digest_size=16)
        for text in texts:
            raw = text.encode("utf-8", "surrogatepass")
            digest.update(b"%d %b" % (len(raw), raw))
        key = digest.digest()
        with self._lock:
            if key in self._kept:
                answer = self._kept[key] = self._kept.pop(key)  # now the one asked for last
                return answer
        said = self._function(*texts)
        with self._lock:
            if key not in self._kept:
                self._held += self._size(said)
            self._kept[key] = said
            while self._held > self._most:
                self._held -= self._size(self._kept.pop(next(iter(self._kept))))
        return said

    def clear(self) -> None:
        """Remember nothing any more."""
        with self._lock:
            self._kept.clear()
            self._held = 0


def remembered(function: Callable[..., T]) -> Remembered[T]:
    """Return a function of texts that remembers :data:`MOST` of its answers."""
    return Remembered(function)
