"""Waiting for another process, or another thread, that is writing to the case."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from contrecoup.errors import ContrecoupError

BUSY = "is writing to this case"
SHORT = 5.0
"""Seconds that somebody waits before a screen."""
LONG = 60.0
"""Seconds that answers of a network wait, which would otherwise be lost."""
T = TypeVar("T")


def patiently(work: Callable[[], T], seconds: float = SHORT) -> T:
    """Do something; wait a while where another one is writing to the case.

    Raises:
        ContrecoupError: the other one was still writing at the end, or the work failed.
    """
    end = time.monotonic() + seconds
    while True:
        try:
            return work()
        except ContrecoupError as error:
            if BUSY not in error.message or time.monotonic() > end:
                raise
            time.sleep(0.1)
