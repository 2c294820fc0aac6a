"""A reader for a known CSV: its columns, and what is known to be wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from attrs import evolve, frozen

from contrecoup.errors import Unreadable
from contrecoup.model.outcomes import Problem
from contrecoup.model.posts import Post
from contrecoup.sources.columns import post_from, told_rounded
from contrecoup.sources.csv_rows import CsvFile, Row
from contrecoup.sources.entries import Remarks, guarded
from contrecoup.sources.heads import Head
from contrecoup.sources.inputs import Input, Item

Mend = Callable[[Row, Post, Remarks], Iterable[Item]]


def as_it_is(row: Row, post: Post, remarks: Remarks) -> Iterable[Item]:
    """Leave a row's post as it is."""
    del row, remarks
    return (post,)


@frozen
class CsvFormat:
    """A CSV whose columns are known.

    ``needs`` are columns that only this format has together; ``columns`` maps
    ours to theirs (``=`` starts a constant); ``mend`` sees each row's post.
    """

    name: str
    tool: str
    needs: frozenset[str]
    columns: Mapping[str, str]
    mend: Mend = as_it_is

    def sniff(self, head: Head) -> int:
        """Compare the header."""
        return 90 if self.needs <= set(head.columns) else 0

    def read(self, source: Input) -> Iterator[Item]:
        """Yield one outcome a row."""
        remarks = Remarks()
        file = CsvFile(source, remarks)
        theirs: dict[str, str] = {}
        for row in file.rows():
            if not theirs:
                lacks = sorted(self.needs - set(file.header))
                if lacks:
                    message = f"this is not {self.name}: no column {lacks[0]!r}"
                    step = "leave out --as, or map the columns"
                    raise Unreadable(message, place=f"{source.name}, header", next_step=step)
                theirs = _last_of(self.columns, file.header)
            if isinstance(row, Problem):
                yield row
            else:
                yield from guarded(row.place, self._posts(row, theirs, source, remarks))
        if file.header and not theirs and not self.needs <= set(file.header):
            message = f"this is not {self.name}"
            raise Unreadable(message, place=source.name, next_step="leave out --as")
        yield from told_rounded(remarks)
        yield from remarks.flush()

    def _posts(
        self, row: Row, theirs: Mapping[str, str], source: Input, remarks: Remarks
    ) -> Iterator[Item]:
        post = post_from(row.cells, theirs, source, remarks, row.place, self.tool)
        yield from self.mend(row, post, remarks)


def _last_of(columns: Mapping[str, str], header: tuple[str, ...]) -> dict[str, str]:
    """Return a map whose doubled columns mean the last of them, the tool's own."""
    found: dict[str, str] = {}
    for ours, theirs in columns.items():
        doubled = [h for h in header if h.startswith(f"{theirs} (") and h.endswith(")")]
        found[ours] = doubled[-1] if doubled else theirs
    return found


def changed(post: Post, **columns: Any) -> Post:
    """Return a post with some columns replaced."""
    return evolve(post, **columns)
