"""Which row of a table an id stands in: numbers, not a dictionary of a million texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

_SLICE = 1 << 16


class Pieces:
    """Takes rows of a table that lies in pieces, piece by piece: Arrow would join them each time.

    Args:
        table: the table.
    """

    def __init__(self, table: pa.Table) -> None:
        import numpy as np

        self._empty = table.slice(0, 0)
        self._batches = [batch for batch in table.to_batches() if batch.num_rows]
        self._starts = np.cumsum([0, *(batch.num_rows for batch in self._batches)])[:-1]

    def take(self, rows: npt.NDArray[np.int64], names: Sequence[str]) -> pa.Table:
        """Return some columns of some rows, in the order given."""
        import numpy as np
        import pyarrow as pa

        which = np.searchsorted(self._starts, rows, side="right") - 1
        order = np.argsort(which, kind="stable")
        ends = np.searchsorted(which[order], np.arange(len(self._batches) + 1))
        found = [
            batch.select(names).take(pa.array(rows[order[a:b]] - start))
            for batch, start, a, b in zip(
                self._batches, self._starts.tolist(), ends[:-1], ends[1:], strict=True
            )
            if b > a
        ]
        if not found:
            return self._empty.select(names)
        if len(found) == 1:
            return pa.Table.from_batches(found)
        back = np.empty(len(rows), np.int64)
        back[order] = np.arange(len(rows))
        return pa.Table.from_batches(found).take(pa.array(back))


class Rows:
    """Finds rows by the text of one column, in which none stands twice.

    Args:
        column: the ids.
    """

    def __init__(self, column: pa.ChunkedArray) -> None:
        import numpy as np
        import pyarrow as pa

        self._column = column
        self._ids = Pieces(pa.table({"id": column}))
        hashes = np.empty(len(column), np.int64)
        for begun in range(0, len(column), _SLICE):
            texts = column.slice(begun, _SLICE).to_pylist()
            hashes[begun : begun + len(texts)] = [hash(text) for text in texts]
        self._order = np.argsort(hashes, kind="stable")
        self._hashes = hashes[self._order]

    def of(self, ids: Iterable[str]) -> npt.NDArray[np.int64]:
        """Return the row of each id, -1 where there is none."""
        import numpy as np
        import pyarrow as pa
        import pyarrow.compute as pc

        wanted = list(ids)
        hashes = np.fromiter(map(hash, wanted), np.int64, len(wanted))
        places = np.searchsorted(self._hashes, hashes)
        found = np.full(len(wanted), -1, np.int64)
        inside = np.flatnonzero(places < len(self._hashes))
        inside = inside[self._hashes[places[inside]] == hashes[inside]]
        found[inside] = self._order[places[inside]]
        given = pa.array([wanted[n] for n in inside.tolist()], pa.string())
        same: Any = pc.equal(self._ids.take(found[inside], ["id"]).column(0), given)
        for n in inside[~same.to_numpy().astype(bool)].tolist():  # two texts of one hash
            found[n] = self._among(wanted[n], int(places[n]))
        return found

    def one(self, key: str) -> int:
        """Return the row of an id, -1 where there is none."""
        import numpy as np

        return self._among(key, int(np.searchsorted(self._hashes, hash(key))))

    def _among(self, key: str, place: int) -> int:
        """Return the row of an id among those of its hash, which begin at a place."""
        while place < len(self._hashes) and self._hashes[place] == hash(key):
            row = int(self._order[place])
            if self._column[row].as_py() == key:
                return row
            place += 1
        return -1
