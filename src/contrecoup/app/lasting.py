"""What an open case holds lasts: Python's search for unreachable objects need not pass over it."""

from __future__ import annotations

import gc
from itertools import islice
from threading import Lock, Thread
from time import monotonic, sleep

from contrecoup.case import Case
from contrecoup.model.findings import each

MANY = 5000
"""From how many findings on the search stops all screens for long enough to be noticed."""
LONG = 1.0
"""Seconds of work that leave much behind."""
QUIET = 3.0
"""Seconds without a question after which somebody is reading."""
MOST = 20
"""Works that are set aside, at most, before it is searched for what they left."""


class Lasting:
    """Sets aside what long work left behind, and searches it when nobody asks.

    With 48,700 findings the search stopped every screen for 0.7 s, three times while an account
    was written.  What is set aside is freed as ever once nothing refers to it; rings of
    objects that only refer to each other wait for the search.
    """

    def __init__(self) -> None:
        self._asked = monotonic()
        self._aside = 0
        self._lock = Lock()

    def asked(self) -> None:
        """Somebody asks: what is set aside is searched later."""
        self._asked = monotonic()

    def left(self, case: Case, seconds: float) -> None:
        """Set aside what work on a case left behind, if it was long and there are many findings."""
        if seconds < LONG or not any(islice(each(case.raw()), MANY, None)):
            return
        with self._lock:
            gc.freeze()
            if not self._aside:
                Thread(target=self._search, daemon=True).start()
            self._aside += 1

    def _search(self) -> None:
        while self._aside < MOST and (wait := self._asked + QUIET - monotonic()) > 0:
            sleep(wait)
        with self._lock:
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            self._aside = 0
