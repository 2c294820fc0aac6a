"""One writer at a time.

The operating system's own lock on ``.lock`` decides, so that a killed process
never leaves a case locked; the file's text only says who holds it.  Where the
file system has no locks, the text decides, and a dead process is replaced.
"""

from __future__ import annotations

import contextlib
import errno
import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from attrs import frozen

from contrecoup.errors import ContrecoupError
from contrecoup.store.disk import alive, inside, put, told

LOCK = ".lock"
_FAR = 1 << 30
"""The byte that is locked on Windows, where a locked byte cannot be read."""
_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL}
_AGAIN = 0.1
"""Seconds after which a held lock is tried once more."""
_patience: ContextVar[float] = ContextVar("patience", default=0.0)


@frozen
class _Holder:
    pid: int
    host: str
    since: datetime
    verb: str = ""


@contextmanager
def patient(seconds: float) -> Iterator[None]:
    """Let each lock that is taken within wait up to so many seconds for whoever holds it.

    What is done within goes on where it waited: nothing of it is done twice.
    """
    before = _patience.set(seconds)
    try:
        yield
    finally:
        _patience.reset(before)


@contextmanager
def lock(folder: Path, verb: str = "", *, wait: bool = True) -> Iterator[None]:
    """Hold a case for writing.

    Args:
        folder: the case.
        verb: what for, which others are told meanwhile.
        wait: whether to wait for another one, where the caller is :func:`patient`.

    Raises:
        ContrecoupError: somebody else holds it; the message says who.
        EvidenceError: the folder may not be written.
    """
    path = Path(folder) / LOCK
    with told(path):
        inside(Path(folder), path)
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        handle = os.open(path, flags, 0o666)
    try:
        with told(path):
            if not _taken(handle, _patience.get() if wait else 0.0):
                raise _busy(handle, Path(folder))
        with told(path):
            note = _Holder(os.getpid(), platform.node(), datetime.now(UTC), verb)
            os.ftruncate(handle, 0)
            os.lseek(handle, 0, os.SEEK_SET)
            put(handle, msgspec.json.encode(note))
        try:
            yield
        finally:
            with contextlib.suppress(OSError):
                os.ftruncate(handle, 0)
            _give_back(handle)
    finally:
        os.close(handle)


def _taken(handle: int, seconds: float) -> bool:
    """Take the lock, at the end of that wait at the latest; return whether it is ours."""
    end = time.monotonic() + seconds
    while _take(handle):
        if time.monotonic() >= end:
            return False
        time.sleep(_AGAIN)
    return True


def _holder(handle: int) -> _Holder | None:
    """Return who the note says holds the case."""
    os.lseek(handle, 0, os.SEEK_SET)
    try:
        return msgspec.json.decode(os.read(handle, 4096), type=_Holder)
    except (msgspec.DecodeError, OSError):
        return None


def _runs(holder: _Holder | None) -> bool:
    """Whether that process runs, or may run on another machine."""
    if holder is None:
        return False
    return holder.host != platform.node() or alive(holder.pid)


def _busy(handle: int, folder: Path) -> ContrecoupError:
    holder = _holder(handle)
    who = "another process"
    if holder is not None:
        since = holder.since.isoformat(timespec="seconds")
        verb = f"{holder.verb}, " if holder.verb else ""
        who = f"process {holder.pid} on {holder.host} ({verb}since {since})"
    message = f"{who} is writing to this case"
    next_step = "wait until it ends, or end it, and run the command again"
    return ContrecoupError(message, place=str(folder), next_step=next_step)


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> bool:
        """Take the lock; return whether somebody else has it."""
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in {errno.EACCES, errno.EDEADLK}:
                return True
            raise
        return False

    def _give_back(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> bool:
        """Take the lock; return whether somebody else has it."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
            return _runs(_holder(handle))
        return False

    def _give_back(handle: int) -> None:
        try:
            fcntl.flock(handle, fcntl.LOCK_UN)
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
