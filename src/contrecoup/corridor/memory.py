"""What a case remembers between two questions, so that a decision costs no new reading.

Everything here follows from the case's folder.  A key says of which state of it; another
state is read, found and written anew.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")
MOST = 6
"""Answers kept of one kind (an account in two languages, before and after a decision)."""


class Memory:
    """The last few answers of each kind, by the state that they are of.

    Threads may ask at once; what two of them ask for at the same time may be worked out twice.
    """

    def __init__(self) -> None:
        self._kept: dict[str, dict[Hashable, Any]] = {}
        self._lock = Lock()

    def of(self, kind: str, key: Hashable, work: Callable[[], T]) -> T:
        """Return what was answered for this state before, or work it out."""
        with self._lock:
            kept = self._kept.setdefault(kind, {})
            if key in kept:
                answer: T = kept.pop(key)
                kept[key] = answer
                return answer
        answer = work()
        with self._lock:
            kept[key] = answer
            while len(kept) > MOST:
                del kept[next(iter(kept))]
        return answer
