"""Many ties as one Arrow table; a row becomes a :class:`Tie` when somebody looks at it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, overload

from attrs import fields

from contrecoup.model.findings import Tie
from contrecoup.model.rows import Pieces

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

COLUMNS: tuple[str, ...] = tuple(attribute.name for attribute in fields(Tie))
_PIECE = 4096


class Ties(Sequence[Tie]):
    """Ties in their order, of which no object is kept.

    Args:
        table: an Arrow table with the attributes of :class:`Tie` as columns (:data:`COLUMNS`).
        order: its rows in the order of the ties, where that is another; no sorted copy is made.
    """

    def __init__(self, table: pa.Table, order: npt.NDArray[np.int64] | None = None) -> None:
        import numpy as np

        self.table = table.select(COLUMNS)
        self._pieces = Pieces(self.table)
        self._order = np.arange(len(self.table)) if order is None else order

    def __len__(self) -> int:
        """Return the number of ties."""
        return len(self._order)

    def __iter__(self) -> Iterator[Tie]:
        """Go through the ties one by one."""
        for begun in range(0, len(self), _PIECE):
            yield from self._made(self._order[begun : begun + _PIECE])

    def _made(self, rows: npt.NDArray[np.int64]) -> Iterator[Tie]:
        for row in self._pieces.take(rows, COLUMNS).to_pylist():
            yield Tie(**row | {"post_ids": tuple(row["post_ids"] or ())})

    @overload
    def __getitem__(self, index: int) -> Tie: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Tie, ...]: ...

    def __getitem__(self, index: int | slice) -> Tie | tuple[Tie, ...]:
        """Return one tie, or some."""
        if isinstance(index, slice):
            return tuple(self._made(self._order[index]))
        (found,) = self._made(self._order[[index]])
        return found

    def __eq__(self, other: object) -> bool:
        """Whether these are the same ties in the same order, however they are held."""
        if not isinstance(other, Ties | tuple):
            return NotImplemented
        return tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]


def pairs(ties: Sequence[Tie]) -> int:
    """Return how many pairs of accounts some ties join, whatever they are by."""
    if not isinstance(ties, Ties):
        return len({(tie.account_a, tie.account_b) for tie in ties})
    ends = ["account_a", "account_b"]
    return int(ties.table.select(ends).group_by(ends).aggregate([]).num_rows)
