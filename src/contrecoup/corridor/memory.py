"""What a case remembers between two questions, so that a decision costs no new reading.

Everything here follows from the case's folder.  A key says of which state of it; another
state is read, found and written anew.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from threading import Lock, local
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


class _Question(local):
    """What a thread's question has read; None where it asks none."""

    seen: dict[str, Any] | None = None


class Steady:
    """The case's folder as one question sees it: what was read once stays so until it is answered.

    These are the case's own files, its decisions and the manifest's head.  A screen that asks a
    hundred times what they say then reads them once.  Each thread has questions of its own.
    """

    def __init__(self) -> None:
        self._question = _Question()

    def of(self, what: str, read: Callable[[], T]) -> T:
        """Return what was read of the folder in this question, or read it."""
        seen = self._question.seen
        if seen is None:
            return read()
        if what not in seen:
            seen[what] = read()
        answer: T = seen[what]
        return answer

    def anew(self) -> None:
        """Read it anew when next asked: it was written to."""
        if self._question.seen is not None:
            self._question.seen.clear()

    @contextmanager
    def question(self) -> Iterator[None]:
        """Ask within it; a question within another one is a part of it."""
        if self._question.seen is not None:
            yield
            return
        self._question.seen = {}
        try:
            yield
        finally:
            self._question.seen = None
