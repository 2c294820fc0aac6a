"""What people decided, in the order in which they did: ``decisions.jsonl``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import RLock
from typing import Any

import msgspec

from contrecoup.errors import EvidenceError
from contrecoup.model.decisions import Decision
from contrecoup.store.beside import DECISIONS
from contrecoup.store.log import Log, chain
from contrecoup.store.verify import Verdict, verify_log


def chained(decisions: Iterable[Decision]) -> bytes:
    """Return the bytes of a file of decisions, from its start."""
    return chain(msgspec.to_builtins(one) for one in decisions)


class Listed(tuple[Decision, ...]):  # noqa: SLOT001 a tuple has no slots of its own
    """Decisions whose hash is worked out once: the case remembers by them what it has made."""

    _hash: int | None = None

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = super().__hash__()
        return self._hash


class Decisions:
    """The decisions of one case; append-only, chained like the manifest.

    Args:
        folder: the case's folder.
        name: the file's name, where it is another person's.
    """

    def __init__(self, folder: Path, name: str = DECISIONS) -> None:
        self._name = name
        self._log = Log(Path(folder), name)
        self._lines: list[dict[str, Any]] = []
        self._made = Listed()
        self._lock = RLock()

    def append(self, decision: Decision) -> None:
        """Append a decision; when this returns, it is on the disk.

        Raises:
            EvidenceError: the disk is full, the case may not be written.
        """
        self._log.append(msgspec.to_builtins(decision))

    def all(self) -> tuple[Decision, ...]:
        """Return every decision, oldest first.

        Raises:
            ChainBroken: a line was altered, cut or moved.
            EvidenceError: a line is no decision that this version knows.
        """
        with self._lock:
            return self._all()

    def _all(self) -> tuple[Decision, ...]:
        lines = self._log.lines()
        if lines is not self._lines:
            self._lines, self._made = lines, Listed()
        fresh: list[Decision] = []
        known = len(self._made)
        for number, line in enumerate(lines[known:], known + 1):
            try:
                fresh.append(msgspec.convert(line, Decision))
            except msgspec.ValidationError as error:
                message = f"this is no decision: {error}"
                next_step = "use the version of Contrecoup that wrote it, or a newer one"
                place = f"{self._name} line {number}"
                raise EvidenceError(message, place=place, next_step=next_step) from error
        if fresh:
            self._made = Listed((*self._made, *fresh))
        return self._made

    def verify(self) -> Iterator[Verdict]:
        """Yield a verdict on the file's chain."""
        yield from verify_log(self._log)
