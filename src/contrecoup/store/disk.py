"""The few ways in which this room touches a disk.

Everything is written whole or not at all: bytes go to a temporary file beside
the target, are flushed to the disk, and take their name in one step.  What an
operating system refuses becomes an error with a next step.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import platform
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from contrecoup.errors import EvidenceError, SettingsError

TEMPORARY = ".new-"
"""What the names of unfinished files begin with; they may be deleted at any time."""

READ: int = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)
"""How files of the vault are opened: no link is followed, and no pipe is waited for."""

_UNFINISHED = re.compile(re.escape(TEMPORARY) + r"(\d+)-([0-9a-f]{4})[0-9a-f]{8}")
_DAY = 86400
_SURROGATE = re.compile("[\ud800-\udfff]")

_FULL = (
    "the disk is full",
    "free some space and run the same command again: what was kept before is safe",
)
_REFUSED = (
    "this may not be written",
    "check the folder's permissions, or copy the case to a folder of your own",
)
_MEANING = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _REFUSED,
    errno.EPERM: _REFUSED,
    errno.EROFS: _REFUSED,
    errno.ELOOP: (
        "a link stands where the case keeps a file of its own",
        "put the file itself in its place: a case follows no links",
    ),
}


@contextmanager
def told(path: Path | str) -> Iterator[None]:
    """Turn what the operating system refuses into an EvidenceError at ``path``."""
    try:
        yield
    except OSError as error:
        words = error.strerror or str(error)
        default = (f"the disk refused ({words})", "check the disk and run the command again")
        message, next_step = _MEANING.get(error.errno or 0, default)
        raise EvidenceError(message, place=str(path), next_step=next_step) from error


def inside(folder: Path, path: Path) -> Path:
    """Return ``path`` if it lies in ``folder`` once every link is followed.

    Raises:
        EvidenceError: it leads outside.
    """
    root = os.path.realpath(folder)
    real = os.path.realpath(path)
    if real != root and not real.startswith(root.rstrip(os.sep) + os.sep):
        message = "this leads outside the case"
        next_step = "replace the link, or the dots in the name, by a file inside the case"
        raise EvidenceError(message, place=str(path), next_step=next_step)
    return path


Stamp = tuple[int, int, int]
"""What changes when a file is written to: its number, its size, when it was changed."""


def stamped(stat: os.stat_result) -> Stamp:
    """Return the stamp of a file by what the system says of it."""
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


def stamp_of(path: Path) -> Stamp | None:
    """Return the stamp of a file; None where there is none."""
    try:
        return stamped(path.stat())
    except OSError:
        return None


def make_folder(path: Path) -> None:
    """Make a folder with its parents, so that it survives a power cut."""
    if path.is_dir():
        return
    make_folder(path.parent)
    with contextlib.suppress(FileExistsError):
        path.mkdir()
    flush_folder(path.parent)


def flush_folder(path: Path) -> None:
    """Make the names in a folder survive a power cut (nothing to do on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def put(handle: int, data: bytes) -> None:
    """Write all of ``data`` to an open file."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def temporary(folder: Path, mode: int = 0o666) -> tuple[int, Path]:
    """Open a new unfinished file in ``folder``."""
    path = folder / f"{TEMPORARY}{os.getpid()}-{_host()}{os.urandom(4).hex()}"
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.open(path, flags, mode), path


def replace(path: Path, data: bytes) -> None:
    """Write a file whole: it has its old bytes or its new ones, never a part.

    Raises:
        EvidenceError: the disk is full, the folder may not be written.
    """
    replace_by(path, lambda handle, _: put(handle, data))


def replace_by(path: Path, fill: Callable[[int, Path], None], mode: int | None = None) -> None:
    """Write a file whole, by a function of its handle and its temporary path.

    Args:
        path: the file.
        fill: writes it.
        mode: who may do what with it, if not what a new file's is.

    Raises:
        EvidenceError: the disk is full, the folder may not be written.
    """
    with told(path):
        handle, new = temporary(path.parent, 0o666 if mode is None else mode)
        try:
            try:
                if mode is not None and hasattr(os, "fchmod"):
                    os.fchmod(handle, mode)
                fill(handle, new)
                os.fsync(handle)
            finally:
                os.close(handle)
            new.replace(path)
        except BaseException:
            new.unlink(missing_ok=True)
            raise
        flush_folder(path.parent)


def put_down(path: Path, data: bytes) -> None:
    """Write a file where the user wants it: whole, or, after an error, as it was.

    A link is followed.  What is there and is no plain file (a pipe, a terminal) is written to.
    A file in a folder that may not be written keeps its place, and gets its new bytes there.

    Raises:
        SettingsError: there is no such folder.
        EvidenceError: the disk is full, the file or its folder may not be written.
    """
    with told(path):
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        real = Path(os.path.realpath(path))
        if not real.parent.is_dir():
            message = "there is no such folder"
            raise SettingsError(
                message, place=str(path.parent), next_step="make it, or choose another path"
            )
        mode = real.stat().st_mode & 0o777 if real.exists() else None
        if mode is not None and not os.access(real, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        if mode is not None and not os.access(real.parent, os.W_OK | os.X_OK):
            _in_place(real, data)
            return
    clear(real.parent)
    replace_by(real, lambda handle, _: put(handle, data), mode)


def _in_place(path: Path, data: bytes) -> None:
    """Write a file where it lies; after an error its old bytes are put back."""
    old = path.read_bytes()
    try:
        path.write_bytes(data)
    except OSError:
        with contextlib.suppress(OSError):
            path.write_bytes(old)
        raise


def clear(folder: Path) -> None:
    """Delete the unfinished files of killed processes in a folder of the user's, as far as may be."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if _UNFINISHED.fullmatch(path.name) and _left(path):
                with contextlib.suppress(OSError):
                    path.unlink()


def sweep(folder: Path) -> None:
    """Delete unfinished files that a killed process left in ``folder``."""
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if path.name.startswith(TEMPORARY) and _left(path):
            with contextlib.suppress(OSError):
                path.unlink()


def _left(path: Path) -> bool:
    """Whether the process that began a file is gone; another machine's, after a day."""
    made = _UNFINISHED.fullmatch(path.name)
    owner = made[1] if made else path.name.removeprefix(TEMPORARY).split("-")[0]
    if made is None or made[2] == _host():
        return not (owner.isdigit() and alive(int(owner)))
    try:
        return time.time() - path.stat().st_mtime > _DAY
    except OSError:
        return False


@cache
def _host() -> str:
    """Return four digits that tell this machine from others that share its disk."""
    return hashlib.sha256(platform.node().encode("utf-8", "replace")).hexdigest()[:4]


def alive(pid: int) -> bool:
    """Whether a process of that number runs on this machine (on Windows: unknown, yes)."""
    if os.name == "nt":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def plain(text: str) -> str:
    """Return ``text`` with each lone surrogate replaced by U+FFFD.

    UTF-8, JSON and Arrow cannot hold a lone surrogate.  One code point stands
    for one, so offsets stay; the capture keeps the bytes as they came.
    """
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
