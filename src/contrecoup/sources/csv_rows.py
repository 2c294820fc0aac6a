"""Rows of a CSV file from strangers: streamed, resynchronised after a bad row."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator

from attrs import frozen

from contrecoup.model.outcomes import Problem
from contrecoup.sources.entries import Remarks, empty
from contrecoup.sources.inputs import Input
from contrecoup.sources.parse import whole
from contrecoup.sources.streams import LINE_LIMIT, Plain, lines

_ROW_LINES = 2000
_ROW_CHARS = 4 << 20


@frozen
class Row:
    """One row: its place and its cells by column name."""

    place: str
    cells: dict[str, str]


class CsvFile:
    """A CSV file: ``header`` after the first line is read, then :meth:`rows`."""

    def __init__(self, source: Input, remarks: Remarks) -> None:
        self._source = source
        self._remarks = remarks
        self.header: tuple[str, ...] = ()
        self.delimiter = ","

    def rows(self) -> Iterator[Row | Problem]:
        """Yield every row; one that does not fit the header is a Problem."""
        csv.field_size_limit(LINE_LIMIT)
        with Plain(self._source) as plain:
            decoded = self._decoded(plain)
            first = next(((n, x) for n, x in decoded if x is None or x.strip()), None)
            if first is None or first[1] is None:
                raise empty(self._source)
            self._start(first[1])
            yield from self._after(decoded)
            if plain.broken:
                yield Problem("end", plain.broken)

    def _start(self, line: str) -> None:
        line = line.lstrip("\ufeff")
        if line.lower().startswith("sep=") and len(line) == 5:
            self.delimiter = line[4]
            return
        self.delimiter = max(",;\t|", key=line.count)
        names = [c.strip() for c in _cells(line, self.delimiter) or []]
        seen: dict[str, int] = {}
        unique = []
        for name in names:
            seen[name] = seen.get(name, 0) + 1
            unique.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
        self.header = tuple(unique)
        if len(set(names)) < len(names):
            self._remarks.add("two columns have the same name; the first is used", "header")

    def _decoded(self, plain: Plain) -> Iterator[tuple[int, str | None]]:
        for number, line in lines(plain):
            if line is None:
                yield number, None
                continue
            try:
                yield number, line.decode("utf-8")
            except UnicodeDecodeError:
                self._remarks.add(
                    "the text is not UTF-8; it was read as Windows-1252", f"line {number}"
                )
                yield number, line.decode("cp1252", "replace")

    def _after(self, decoded: Iterator[tuple[int, str | None]]) -> Iterator[Row | Problem]:
        waiting: deque[tuple[int, str | None]] = deque()
        while True:
            number, line = waiting.popleft() if waiting else next(decoded, (0, ""))
            if not number:
                return
            if line is None:
                yield Problem(f"line {number}", "the line is too long")
                continue
            if not line.strip():
                continue
            if not self.header:
                self._start(line)
                continue
            taken = [(number, line)]
            odd = line.count('"') % 2 == 1
            size = len(line)
            while odd and len(taken) < _ROW_LINES and size < _ROW_CHARS:
                following = waiting.popleft() if waiting else next(decoded, None)
                if following is None or following[1] is None:
                    break
                taken.append((following[0], following[1]))
                size += len(following[1])
                odd ^= following[1].count('"') % 2 == 1
            row, rest = self._row(taken, complete=not odd)
            waiting.extendleft(reversed(rest))
            yield row

    def _row(
        self, taken: list[tuple[int, str]], *, complete: bool
    ) -> tuple[Row | Problem, list[tuple[int, str | None]]]:
        place = f"line {taken[0][0]}"
        attempts = [taken] if complete else []
        if len(taken) > 1 or not complete:
            attempts.append(taken[:1])
        count = 0
        for attempt in attempts:
            alone = not complete or len(attempt) < len(taken)
            cells = _cells("\n".join(x for _, x in attempt), self.delimiter, strict=alone)
            if cells is not None and len(cells) == len(self.header):
                rest: list[tuple[int, str | None]] = list(taken[len(attempt) :])
                return Row(place, dict(zip(self.header, map(whole, cells), strict=True))), rest
            count = count or len(cells or [])
        reason = f"the row has {count} columns instead of {len(self.header)}"
        if not complete:
            reason = "a quotation mark is never closed"
        return Problem(place, reason), list(taken[1:]) if not complete else []


def _cells(line: str, delimiter: str, *, strict: bool = False) -> list[str] | None:
    lines = line.splitlines(keepends=True)
    try:
        return next(csv.reader(lines, delimiter=delimiter, strict=strict), None)
    except csv.Error:
        return None
