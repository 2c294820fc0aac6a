"""Ties as columns, and a list of them that goes to a temporary file when it gets large."""

from __future__ import annotations

import tempfile
import weakref
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import IO, Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from contrecoup.errors import SettingsError
from contrecoup.findings.echoes.frame import Ints

_NO_NUMBERS = np.empty(0, dtype=np.float64)


class Ties(NamedTuple):
    """Ties in order of their accounts.

    Attributes:
        a: code of the first account; ``b``: of the second, a < b.
        weight: pairs of posts.
        objects: distinct objects that they share.
        rarity: those objects weighted by how few share them.
        starts: where each tie's posts start in ``posts`` (one more at the end).
        posts: posts that made it, in order of time.
        full: there were more ties than were asked for, and these are not all.
        expected: weight that chance gives, by who; ``expected_when``: by when;
            empty where chance was not asked.
        p: how rare so many shared objects are; likewise.
    """

    a: NDArray[np.int32]
    b: NDArray[np.int32]
    weight: NDArray[np.int32]
    objects: NDArray[np.int32]
    rarity: NDArray[np.float64]
    starts: Ints
    posts: NDArray[np.int32]
    full: bool = False
    expected: NDArray[np.float64] = _NO_NUMBERS
    expected_when: NDArray[np.float64] = _NO_NUMBERS
    p: NDArray[np.float64] = _NO_NUMBERS

    @property
    def number(self) -> int:
        """Number of ties."""
        return len(self.a)

    def part(self, low: int, high: int) -> Ties:
        """Ties from one place up to another."""
        if not low and high == self.number:
            return self
        columns: Any = {
            name: getattr(self, name)[low:high]
            for name in self._fields
            if name not in {"starts", "posts", "full"}
        }
        first, last = int(self.starts[low]), int(self.starts[high])
        starts = self.starts[low : high + 1] - first
        return Ties(**columns, starts=starts, posts=self.posts[first:last])

    def where(self, wanted: NDArray[np.bool_]) -> Ties:
        """Some of them, without their posts."""
        columns: Any = {
            name: column[wanted] if len(column := getattr(self, name)) else column
            for name in self._fields
            if name not in {"starts", "posts", "full"}
        }
        starts = np.zeros(int(wanted.sum()) + 1, dtype=np.int64)
        return Ties(**columns, starts=starts, posts=self.posts[:0])

    @classmethod
    def none(cls) -> Ties:
        """No ties at all."""
        none = np.empty(0, dtype=np.int32)
        return cls(none, none, none, none, _NO_NUMBERS, np.zeros(1, np.int64), none)

    @classmethod
    def joined(cls, parts: Sequence[Ties]) -> Ties:
        """Several, one after the other."""
        if not parts:
            return cls.none()
        counts = np.concatenate([np.diff(part.starts) for part in parts])
        names = [name for name in cls._fields if name not in {"starts", "full"}]
        columns: Any = {n: np.concatenate([getattr(part, n) for part in parts]) for n in names}
        return cls(**columns, starts=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64))


class Spool:
    """Ties in blocks; those beyond ``room`` bytes lie in a temporary file until they are read.

    It can be read any number of times, until it is closed.
    """

    def __init__(self, room: int) -> None:
        self.room = room
        self.spilled = 0
        self._count = 0
        self._blocks: list[Ties | list[Any]] = []
        self._file: IO[bytes] | None = None

    def add(self, ties: Ties) -> None:
        """Append a block."""
        size = sum(column.nbytes for column in ties if isinstance(column, np.ndarray))
        self._count += ties.number
        if size <= self.room:
            self.room -= size
            self._blocks.append(ties)
        elif ties.number:
            self._blocks.append(self._spill(ties))
            self.spilled += size

    def _spill(self, ties: Ties) -> list[Any]:
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile(prefix="contrecoup-")  # noqa: SIM115 closed by close
                weakref.finalize(self, self._file.close)
            places: list[Any] = []
            for column in ties:
                if isinstance(column, np.ndarray):
                    places.append((self._file.tell(), column.dtype, len(column)))
                    self._file.write(np.ascontiguousarray(column).data)
                else:
                    places.append(column)
        except OSError as error:
            message = (
                f"ties cannot be spilled to {tempfile.gettempdir()}: {error.strerror or error}"
            )
            step = "free some space, set TMPDIR to another disk, or raise --memory or --min-ties"
            raise SettingsError(message, place="echoes", next_step=step) from error
        return places

    def _read(self, places: list[Any]) -> Ties:
        assert self._file is not None
        columns: list[Any] = []
        for place in places:
            if isinstance(place, tuple):
                self._file.seek(place[0])
                raw = self._file.read(place[2] * place[1].itemsize)
                columns.append(np.frombuffer(raw, dtype=place[1]))
            else:
                columns.append(place)
        return Ties(*columns)

    def __len__(self) -> int:
        """Number of ties."""
        return self._count

    def __iter__(self) -> Iterator[Ties]:
        """Yield the blocks, in the order in which they were added."""
        for block in self._blocks:
            yield block if isinstance(block, Ties) else self._read(block)

    def whole(self) -> Ties:
        """All in one."""
        return Ties.joined(list(self))

    def close(self) -> None:
        """Give the temporary file back."""
        if self._file is not None:
            self._file.close()

    def __enter__(self) -> Self:
        """Close it at the end of a block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()
