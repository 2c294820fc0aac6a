"""Tables of a run as streams, which are read (and written) while the rest is still found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Self

import pyarrow as pa

from contrecoup.findings.echoes import tables
from contrecoup.findings.echoes.memory import ahead_of
from contrecoup.findings.echoes.strength import Tied

OnTables = Callable[[Mapping[str, Any]], None]


def tie_batches(kinds: Iterable[Tied | Any]) -> Iterator[Any]:
    """Rows of the table of ties, kind by kind."""
    for kind in kinds:
        if isinstance(kind, Tied):
            yield from kind.batches()
        else:
            yield kind


def tie_stream(kinds: Iterable[Tied | Any]) -> Any:
    """The same as a stream, which can be read once; the next batch is made while one is used."""
    return pa.RecordBatchReader.from_batches(tables.TIES, ahead_of(tie_batches(kinds)))


class Coming:
    """What a run has found so far; whoever reads on waits for the rest.

    Reading fails where the run does.
    """

    def __init__(self) -> None:
        self._kinds: SimpleQueue[Tied | Any] = SimpleQueue()
        self._ended: Future[None] = Future()
        self._tables: dict[str, Future[Any]] = {
            name: Future() for name in tables.SCHEMAS if name != "ties"
        }

    def add(self, kind: Tied | Any) -> None:
        """Give the ties of one kind."""
        self._kinds.put(kind)

    def give(self, found: Mapping[str, Any]) -> None:
        """Give tables that are whole."""
        for name, table in found.items():
            self._tables[name].set_result(table)

    def streams(self) -> dict[str, Any]:
        """Tables by name, the ties first; each can be read once."""
        return {
            "ties": tie_stream(self._every_kind()),
            **{
                name: pa.RecordBatchReader.from_batches(tables.SCHEMAS[name], _whole(table))
                for name, table in self._tables.items()
            },
        }

    def _every_kind(self) -> Iterator[Tied | Any]:
        while (kind := self._kinds.get()) is not self:
            yield kind
        self._ended.result()

    def __enter__(self) -> Self:
        """Tell whoever reads when it ends."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing more comes."""
        for future in (self._ended, *self._tables.values()):
            if error is not None and not future.done():
                future.set_exception(error)
        if error is None:
            self._ended.set_result(None)
        self._kinds.put(self)


def _whole(table: Future[Any]) -> Iterator[Any]:
    yield from table.result().to_batches()
