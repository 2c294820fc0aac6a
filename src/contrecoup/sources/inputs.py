"""What this room is given, what it hands back, and what a reader is."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol, TypeAlias

from attrs import field, frozen

from contrecoup.errors import SettingsError, Unreadable
from contrecoup.model.documents import Article, Letter
from contrecoup.model.evidence import AccountKey, Observation
from contrecoup.model.outcomes import Notice, Problem, Skipped
from contrecoup.model.posts import Post
from contrecoup.sources.heads import Head

_NO_WAIT: int = getattr(os, "O_NONBLOCK", 0)
"""So that opening a pipe into which nobody writes does not wait."""

Item: TypeAlias = Post | Article | Letter | Observation | AccountKey | Skipped | Problem | Notice
"""What a reader yields.

Every item of a file (a line, a row, an element of a list) has exactly one
outcome among the first seven; a Notice comes on top of outcomes.
"""


def _nothing(_name: str) -> BinaryIO | None:
    """No file stands beside."""
    return None


@frozen(kw_only=True)
class Input:
    """A preserved file, opened again at will.

    ``name`` is the path or address as given; ``open`` gives a fresh stream of
    the plain bytes from their start.  ``format`` is forced by the person, or
    empty; ``role`` is ``letter`` when the person said so; ``columns`` maps
    our columns to the file's for generic tables; ``zone`` is the case's zone,
    for times that come without one; ``beside`` opens another file of the same
    folder by its name, None where there is none.
    """

    name: str
    capture_id: str
    captured_at: datetime
    open: Callable[[], BinaryIO]
    format: str = ""
    role: str = ""
    columns: Mapping[str, str] = field(factory=dict)
    zone: str = "UTC"
    beside: Callable[[str], BinaryIO | None] = _nothing


def opened(path: Path, *, own: bool = False) -> BinaryIO:
    """Open a file to read; Unreadable for a pipe or a device, which may never end.

    Args:
        path: the file; ``-`` is standard input, which may be a pipe but no endless device.
        own: it is a case's own file, which must not be a link to somewhere else.

    Raises:
        SettingsError: a case's own file is a link.
        Unreadable: it is a pipe or a device.
        OSError: it cannot be opened.
    """
    if str(path) == "-":
        return _standard_input()
    if own and path.is_symlink():
        message = "it is a link, and a case is read from its own folder alone"
        raise SettingsError(message, place=path.name, next_step="put the file itself there")
    handle = os.open(path, os.O_RDONLY | _NO_WAIT | getattr(os, "O_BINARY", 0))
    kind = os.fstat(handle).st_mode
    if stat.S_ISREG(kind):
        return os.fdopen(handle, "rb")
    os.close(handle)
    if stat.S_ISDIR(kind):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    message = "this is no file but a pipe or a device"
    raise Unreadable(message, place=str(path), next_step="pipe what it gives into -")


def _standard_input() -> BinaryIO:
    """Standard input; Unreadable where it is a device such as /dev/zero, which never ends."""
    stream = sys.stdin.buffer
    try:
        told = os.fstat(stream.fileno())
    except (OSError, AttributeError, ValueError):
        return stream  # not a file of the system: somebody put a stream of their own there
    if stat.S_ISCHR(told.st_mode) and not os.isatty(stream.fileno()):
        null = Path(os.devnull)
        if not null.exists() or null.stat().st_rdev != told.st_rdev:
            message = "standard input is a device, which may never end"
            raise Unreadable(
                message, place="-", next_step="pipe a file or a program's output into -"
            )
    return stream


class Reader(Protocol):
    """A format: whether a file's beginning looks like it, and how to read it."""

    @property
    def name(self) -> str:
        """Short name of the format, as ``--as`` takes it."""

    def sniff(self, head: Head) -> int:
        """Return how sure the reader is that it can read this, 0 to 100."""

    def read(self, source: Input) -> Iterator[Item]:
        """Yield the file's items one by one; a bad item is a Problem."""
