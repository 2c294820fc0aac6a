"""What a screen rests on and what takes long: worked out by a thread, while other screens answer."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Lock, Thread

SECONDS = 2.0
"""How long a screen waits for what it rests on; then it says that it comes."""
Key = tuple[str, str]
"""A case, and what of it."""


class Ahead:
    """Works things out, each once at a time; whoever asks waits a while."""

    def __init__(self) -> None:
        self._running: dict[Key, Event] = {}
        self._lock = Lock()

    def ready(self, key: Key, work: Callable[[], object]) -> bool:
        """Whether work is done within :data:`SECONDS`; it goes on if it is not.

        Work that another request began is awaited, and then done again: it may have been of the
        case as it was before, and costs nothing where it was not.  What goes wrong in it goes
        wrong once more in the screen, which tells.
        """
        end = time.monotonic() + SECONDS
        with self._lock:
            before = self._running.get(key)
        if before is not None and not before.wait(SECONDS):
            return False
        return self._begun(key, work).wait(max(0.0, end - time.monotonic()))

    def _begun(self, key: Key, work: Callable[[], object]) -> Event:
        with self._lock:
            held = self._running.get(key)
            if held is not None and not held.is_set():
                return held
            done = self._running[key] = Event()

        def run() -> None:
            try:
                with suppress(Exception):
                    work()
            finally:
                done.set()

        Thread(target=run, daemon=True).start()
        return done
