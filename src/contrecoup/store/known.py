"""Which posts are held: a set of hashes whose memory does not grow with it.

The last numbers are in memory; all before lie in pages of a file without a name, which
the system takes back when the process ends, killed or not.  A number's page follows from
its last bits; when the pages are two thirds full, there are twice as many.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from attrs import frozen

from contrecoup.store.disk import TEMPORARY, put, told

PAGE = 4096
_SLOTS = PAGE // 8
_FULL = _SLOTS * 2 // 3
"""Numbers a page on average, at most: fifteen deviations below what a page holds."""
FRESH = 1 << 17
"""Numbers kept in memory."""
_ALL = (1 << 64) - 1


class Hashes:
    """A set of 64-bit numbers, which must be well mixed.

    Args:
        folder: where the file is; the system's folder for such files if None.
        fresh: numbers kept in memory, at most.
    """

    def __init__(self, folder: Path | None = None, fresh: int = FRESH) -> None:
        self._folder = folder
        self._most = fresh
        self._fresh: set[int] = set()
        self._file: IO[bytes] | None = None
        self._pages = 0
        self._filed = 0

    def __contains__(self, number: int) -> bool:
        """Whether a number is in the set."""
        number = number & _ALL or 1
        return number in self._fresh or (self._file is not None and self._is_filed(number))

    def __len__(self) -> int:
        """Return how many numbers there are."""
        return len(self._fresh) + self._filed

    def add(self, number: int) -> None:
        """Add a number.

        Raises:
            EvidenceError: the disk is full.
        """
        if number not in self:
            self._fresh.add(number & _ALL or 1)
            if len(self._fresh) >= self._most:
                self._put_away()

    def take(self, other: Hashes) -> None:
        """Move every number of another set here; the other is empty afterwards.

        They come page by page, so for some pages before others: there must be pages for all first.

        Raises:
            EvidenceError: the disk is full.
        """
        if len(other) > len(self):
            mine = self._fresh, self._file, self._pages, self._filed
            self._fresh, self._file = other._fresh, other._file
            self._pages, self._filed = other._pages, other._filed
            other._fresh, other._file, other._pages, other._filed = mine
        with told("ledger"):
            self._widen(len(other))
        for number in other:
            self.add(number)
        other.close()

    def close(self) -> None:
        """Empty the set; its file is gone then."""
        if self._file is not None:
            self._file.close()
        self._fresh, self._file, self._pages, self._filed = set(), None, 0, 0

    def __del__(self) -> None:
        """Give the file back."""
        self.close()

    def __iter__(self) -> Iterator[int]:
        """Yield every number, in no order that means anything."""
        yield from self._fresh
        for page in range(self._pages):
            yield from _numbers(self._read(page))

    # -- pages ------------------------------------------------------------------

    def _read(self, page: int) -> bytes:
        assert self._file is not None
        self._file.seek(page * PAGE)
        return self._file.read(PAGE)

    def _is_filed(self, number: int) -> bool:
        data, wanted = self._read(number & (self._pages - 1)), number.to_bytes(8, sys.byteorder)
        at = data.find(wanted)
        while at % 8 and at > 0:
            at = data.find(wanted, at + 1)
        return at >= 0

    def _put_away(self) -> None:
        """Move the numbers in memory to the file."""
        with told("ledger"):
            if self._file is None:
                self._file, self._pages = self._unnamed(), 1
                self._write(self._file, 0, [])
            self._widen()
            by_page: dict[int, list[int]] = defaultdict(list)
            for number in self._fresh:
                by_page[number & (self._pages - 1)].append(number)
            for page in sorted(by_page):
                self._write(self._file, page, [*_numbers(self._read(page)), *by_page[page]])
        self._filed += len(self._fresh)
        self._fresh.clear()

    def _unnamed(self) -> IO[bytes]:
        prefix = f"{TEMPORARY}{os.getpid()}-"
        return tempfile.TemporaryFile(buffering=0, prefix=prefix, dir=self._folder)

    @staticmethod
    def _write(file: IO[bytes], page: int, numbers: list[int]) -> None:
        data = b"".join(number.to_bytes(8, sys.byteorder) for number in numbers)
        assert len(data) <= PAGE, "numbers that are not well mixed"
        file.seek(page * PAGE)
        put(file.fileno(), data.ljust(PAGE, b"\0"))

    def _widen(self, coming: int = 0) -> None:
        """Double the pages until there is room for the numbers in memory, and those to come."""
        while self._file is not None and len(self) + coming > self._pages * _FULL:
            self._double()

    def _double(self) -> None:
        """Copy the pages into twice as many."""
        assert self._file is not None
        wider, pages = self._unnamed(), self._pages
        for page in range(pages):
            numbers = _numbers(self._read(page))
            self._write(wider, page, [n for n in numbers if not n & pages])
            self._write(wider, page + pages, [n for n in numbers if n & pages])
        self._file.close()
        self._file, self._pages = wider, pages * 2


def _numbers(page: bytes) -> list[int]:
    """Return the numbers of a page, which stand before its zeros."""
    found = memoryview(page).cast("Q").tolist()
    return found[: found.index(0)] if not found[-1] else found


@frozen
class Known:
    """Pairs of post id and text, asked with ``in``; used for counting only.

    A pair is remembered as a 64-bit hash; a false answer is a matter of one in a
    hundred thousand cases of twenty million posts.
    """

    _held: Hashes
    more: Hashes

    def __contains__(self, pair: tuple[str, str]) -> bool:
        """Whether a post of that id with that text is held."""
        key = hash(pair)
        return key in self.more or key in self._held

    def add(self, pair: tuple[str, str]) -> None:
        """Remember a pair."""
        self.more.add(hash(pair))
