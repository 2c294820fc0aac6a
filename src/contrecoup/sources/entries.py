"""A JSON file taken apart: one document, a list, or one value a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, TypeAlias

from attrs import frozen

from contrecoup.errors import Unreadable
from contrecoup.model.outcomes import Notice, Problem, Skipped
from contrecoup.sources.encodings import to_text
from contrecoup.sources.heads import Head
from contrecoup.sources.inputs import Input, Item
from contrecoup.sources.parse import NotJson, is_cut, value_of
from contrecoup.sources.salvage import salvaged
from contrecoup.sources.streams import LINE_LIMIT, Plain, lines

CUT_ITEM = "this item is damaged or cut"
_AROUND = b" \t\r\x1e\xef\xbb\xbf"
_Line: TypeAlias = tuple[int, bytes | None]
_LONG = f"the line is longer than {LINE_LIMIT >> 20} MB"


class Refused(ValueError):
    """This item cannot be read; the text says why."""


class LeftOut(ValueError):
    """This item is left out on purpose; the text is the reason."""


@frozen
class Entry:
    """One JSON value of a file and where it stands."""

    place: str
    value: Any

    def at(self, index: int, kind: str = "item") -> str:
        """Return the place of the ``index``-th (from 0) element inside."""
        inner = f"{kind} {index + 1}"
        return f"{self.place}, {inner}" if self.place else inner


class Remarks:
    """Notices of a file, one for each reason, with how many items it touches.

    ``memory`` is what a reader keeps of a file's earlier items for its later ones.
    """

    def __init__(self) -> None:
        self.memory: dict[str, Any] = {}
        self._seen: dict[str, tuple[str, int]] = {}

    def add(self, reason: str, place: str) -> None:
        """Remember that an item is touched."""
        first, count = self._seen.get(reason, (place, 0))
        self._seen[reason] = (first, count + 1)

    def flush(self) -> Iterator[Notice]:
        """Yield what there is to say, in order of appearance."""
        for reason, (place, count) in self._seen.items():
            yield Notice(place, reason if count == 1 else f"{reason} ({count} items)")
        self._seen.clear()


def guarded(place: str, items: Iterable[Item]) -> Iterator[Item]:
    """Yield a mapping's items; what it cannot map becomes a Problem."""
    try:
        yield from items
    except Refused as refused:
        yield Problem(place, str(refused))
    except LeftOut as left:
        yield Skipped(place, str(left))
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as bad:
        yield Problem(place, f"unexpected shape: {type(bad).__name__}: {bad}")


def _spread(place: str, value: Any) -> Iterator[Entry | Problem]:
    if isinstance(value, list):
        around = Entry(place, value)
        for index, element in enumerate(value):
            if is_cut(element):
                yield Problem(around.at(index), CUT_ITEM)
            else:
                yield Entry(around.at(index), element)
    else:
        yield Entry(place, value)


def _holds_items(value: Any) -> bool:
    """Whether a repaired value has a list with something whole in it."""
    lists = value.values() if isinstance(value, dict) else [value]
    return any(
        isinstance(x, list) and any(isinstance(e, dict) and not is_cut(e) for e in x) for x in lists
    )


def _is_value(line: bytes) -> bool:
    try:
        return isinstance(value_of(line), dict | list)
    except NotJson:
        return False


def _document(source: Input) -> Iterator[Entry | Problem]:
    with Plain(source) as plain:
        data = plain.all()
        broken = plain.broken
    text, _ = to_text(data)
    text = text.lstrip("\ufeff")
    try:
        value, why = value_of(text.encode("utf-8", "replace")), ""
    except NotJson as error:
        value, why = salvaged(text), str(error)
    if value is None:
        reason = "this is not JSON: " + (broken or why)
        raise Unreadable(reason, place=source.name, next_step="check the file, or convert it")
    yield from _spread("", value)
    if why and not is_cut(value) and not (isinstance(value, list) and any(map(is_cut, value))):
        yield Problem("end", f"the document is damaged; read as far as possible: {broken or why}")


def _by_line(plain: Plain, numbered: Iterator[_Line]) -> Iterator[Entry | Problem]:
    """Yield the values of a file of one value a line."""
    first = next(numbered)
    second = _next(numbered)
    if second is None:
        assert first[1] is not None
        yield from _spread("", value_of(first[1]))
    else:
        for number, line in chain([first, second], numbered):
            if line is None:
                yield Problem(f"line {number}", _LONG)
            elif stripped := line.strip(_AROUND):
                yield from _line(f"line {number}", stripped)
    if plain.broken:
        yield Problem("end", plain.broken)


def _line(place: str, line: bytes) -> Iterator[Entry | Problem]:
    """Yield a line's value; of a damaged one, the whole items that it lists."""
    try:
        value = value_of(line)
    except NotJson as error:
        value = None
        if line[:1] in b"{[" and b"[{" in line.replace(b" ", b""):
            value = salvaged(line.decode("utf-8", "replace"))
        if not _holds_items(value):
            yield Problem(place, f"not JSON: {error}")
            return
    yield from _spread(place, value)


def _next(numbered: Iterator[_Line]) -> _Line | None:
    return next(((n, x) for n, x in numbered if x is None or x.strip(_AROUND)), None)


def entries(source: Input) -> Iterator[Entry | Problem]:
    """Yield every JSON value of a file with its place; lists are spread.

    A file of one value a line is streamed; one document is read as a whole,
    up to a bound.  A bad line is a Problem; of a document that stops in the
    middle, what can be read is yielded.
    """
    with Plain(source) as plain:
        numbered = lines(plain)
        first = _next(numbered)
        if first is None:
            if plain.broken:
                raise Unreadable(plain.broken, place=source.name, next_step="fetch it again")
            raise empty(source)
        bare = (first[1] or b"").strip(_AROUND)
        if _is_value(bare):
            yield from _by_line(plain, chain([(first[0], bare)], numbered))
            return
        second = _next(numbered)
        begun = (second[1] or b"").strip(_AROUND) if second else b""
        if second and bare not in (b"", b"[", b"{") and begun[:1] == b"{" and _is_value(begun):
            yield Problem(f"line {first[0]}", "not JSON")
            third = _next(numbered)
            around = [(second[0], begun), *([third] if third else [])]
            yield from _by_line(plain, chain(around, numbered))
            return
    yield from _document(source)


def empty(source: Input) -> Unreadable:
    """Return the error for a file without content."""
    return Unreadable(
        "the file is empty", place=source.name, next_step="export it again, or leave it out"
    )


@frozen
class JsonFormat:
    """A reader made of two functions: does this object belong, and what it holds.

    ``match`` looks at one of the first objects and says how sure it is;
    ``expand`` maps one JSON value (an item, or a page of items).  ``prepare``,
    where there is one, sees every value first, to remember what is needed.
    """

    name: str
    match: Callable[[Mapping[str, Any]], int]
    expand: Callable[[Entry, Input, Remarks], Iterator[Item]]
    prepare: Callable[[Entry, Remarks], None] | None = None

    def sniff(self, head: Head) -> int:
        """Return the best match among the first objects."""
        return max((self.match(value) for value in head.values), default=0)

    def read(self, source: Input) -> Iterator[Item]:
        """Yield the items of every JSON value of the file."""
        remarks = Remarks()
        if self.prepare is not None:
            for entry in entries(source):
                if isinstance(entry, Entry):
                    self.prepare(entry, remarks)
        for entry in entries(source):
            if isinstance(entry, Problem):
                yield entry
            elif not isinstance(entry.value, dict):
                yield Problem(entry.place or "item 1", "not a JSON object")
            elif is_cut(entry.value):
                yield from self._cut(entry, source, remarks)
            else:
                yield from guarded(entry.place or "item 1", self.expand(entry, source, remarks))
        yield from remarks.flush()

    def _cut(self, entry: Entry, source: Input, remarks: Remarks) -> Iterator[Item]:
        """Yield what a cut object lists, but not the object as an item of its own."""
        place = entry.place or "document"
        around = Entry(place, entry.value)
        told = False
        for item in guarded(place, self.expand(around, source, remarks)):
            if item.place != place:
                told |= isinstance(item, Problem) and item.reason == CUT_ITEM
                yield item
        if not told:
            yield Problem(place, CUT_ITEM)


def each(entry: Entry, elements: list[Any], kind: str = "item") -> Iterator[Entry | Problem]:
    """Yield the elements of a list inside an entry, the cut ones as Problems."""
    for index, element in enumerate(elements):
        place = entry.at(index, kind)
        if is_cut(element):
            yield Problem(place, CUT_ITEM)
        else:
            yield Entry(place, element)
