"""Waiting for another process, or another thread, that is writing to the case.

One place asks for it, around everything that a person or a network waits for; what is done there
then waits at each write, and is never done twice.
"""

from __future__ import annotations

from contextlib import AbstractContextManager

BUSY = "is writing to this case"
"""What an error says that tells of another one's writing."""
SHORT = 5.0
"""Seconds that somebody waits before a screen."""
LONG = 60.0
"""Seconds that answers of a network wait, which would otherwise be lost."""


def patient(seconds: float = SHORT) -> AbstractContextManager[None]:
    """Let each write within wait up to so many seconds for another one that writes to the case.

    Within, a write raises ContrecoupError where the other one was still writing at the end.
    """
    from contrecoup.store.lock import patient as waiting

    return waiting(seconds)
