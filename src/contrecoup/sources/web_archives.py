"""Web archives: WARC, and WACZ, which packs WARCs with an index."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from typing import Any, BinaryIO

from contrecoup.errors import Unreadable
from contrecoup.model.identity import content_id
from contrecoup.model.outcomes import Problem, Skipped
from contrecoup.sources.article_html import article_of
from contrecoup.sources.entries import LeftOut, Refused, Remarks, empty, guarded
from contrecoup.sources.heads import Head
from contrecoup.sources.inputs import Input, Item
from contrecoup.sources.markup import HTML_LIMIT
from contrecoup.sources.page_facts import html_of
from contrecoup.sources.streams import Plain
from contrecoup.sources.zips import member, opened_zip

_PAGES = ("text/html", "application/xhtml+xml")
HEADER_LIMIT = 1 << 20
"""Bytes of the longest headers of a record that are read."""
RESTARTS = 50
"""How often reading goes on behind damage, in one archive."""
_PIECE = 1 << 16
_PACKED, _VERSION = b"\x1f\x8b\x08", b"WARC/1."
_IRREGULAR = "the archive is irregular; it was read as far as possible"
_DIGEST = "the record's digest does not fit its content"


def _broken_errors() -> tuple[type[Exception], ...]:
    from warcio.exceptions import ArchiveLoadFailed

    common = (EOFError, OSError, ValueError, AttributeError, TypeError, zlib.error)
    return (ArchiveLoadFailed, *common)


class _Headers:
    """The lines of an archive's reader, bounded: a record's headers are never long."""

    def __init__(self, reader: Any) -> None:
        self._line = reader.readline
        self.left = HEADER_LIMIT
        reader.readline = self

    def __call__(self, length: int | None = None) -> bytes:
        line: bytes = self._line(min(length or HEADER_LIMIT, HEADER_LIMIT))
        self.left -= len(line)
        if self.left < 0:
            message = f"a record's headers are longer than {HEADER_LIMIT >> 10} kB"
            raise ValueError(message)
        return line


def _records(stream: BinaryIO, before: str, source: Input, remarks: Remarks) -> Iterator[Item]:
    """Yield one outcome for each record that holds an answer of a server.

    Behind a place where the archive is damaged, reading goes on with the next record.
    """
    mark = _PACKED if stream.read(2) == _PACKED[:2] else _VERSION
    number, start, tries = 0, 0, 0
    while start >= 0:
        stream.seek(start)
        fresh, why = 0, ""
        for found in _run(stream, start):
            if isinstance(found, str):
                why = found
                continue
            record, start, said = found
            fresh += 1
            number += 1
            if said:
                remarks.add(_IRREGULAR, before or "file")
            if record.rec_type in {"response", "resource", "revisit"}:
                place = f"{before}record {number}"
                yield from guarded(place, _page(record, place, source, remarks))
                if getattr(record.digest_checker, "passed", None) is False:
                    remarks.add(_DIGEST, place)
        if not why:
            break
        tries += 1
        if fresh or tries == 1:
            yield Problem(
                f"{before}record {number + 1}", f"the archive is damaged from here: {why}"
            )
        start = _next_mark(stream, start + 1, mark) if tries < RESTARTS else -1
    if not number and not tries:
        yield Problem(f"{before}record 1", "no record of a web archive is in here")


def _run(stream: BinaryIO, start: int) -> Iterator[tuple[Any, int, bool] | str]:
    """Yield records, where each starts and whether it is irregular; last, why reading stopped."""
    from warcio.archiveiterator import ArchiveIterator

    try:
        archive = ArchiveIterator(stream, check_digests=True)
        headers = _Headers(archive.reader)
        for record, said in _quietly(archive):
            headers.left = HEADER_LIMIT
            yield record, max(start, archive.offset), said
    except _broken_errors() as error:
        yield "".join(c if c.isprintable() else "?" for c in str(error)[:200].strip())


def _next_mark(stream: BinaryIO, start: int, mark: bytes) -> int:
    """Return where the next record may start, or -1."""
    stream.seek(start)
    held = b""
    while data := stream.read(_PIECE):
        held += data
        place = held.find(mark)
        if place >= 0:
            return start + place
        kept = held[1 - len(mark) :]
        start += len(held) - len(kept)
        held = kept
    return -1


def _quietly(records: Iterator[Any]) -> Iterator[tuple[Any, bool]]:
    """Go through records; say of each whether the library would have printed something."""
    said = io.StringIO()
    while True:
        with redirect_stderr(said):
            record = next(records, None)
        if record is None:
            return
        yield record, bool(said.getvalue())
        said = io.StringIO()


def _page(record: Any, place: str, source: Input, remarks: Remarks) -> Iterator[Item]:
    if record.rec_type == "revisit":
        reason = "same as an earlier capture"
        raise LeftOut(reason)
    headers = record.http_headers
    kind = headers.get_header("Content-Type") if headers else None
    kind = kind or record.rec_headers.get_header("Content-Type") or ""
    status = headers.get_statuscode() if headers else "200"
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    if not kind.lower().startswith(_PAGES):
        yield Skipped(place, "not a page")
        return
    if status != "200":
        yield Skipped(place, f"HTTP {status}")
        return
    data = record.content_stream().read(HTML_LIMIT + 1)
    if len(data) > HTML_LIMIT:
        reason = f"the page is larger than {HTML_LIMIT >> 20} MB"
        raise Refused(reason)
    article_id = content_id("article", source.capture_id, address, place)
    yield article_of(html_of(data), address, source, remarks, article_id, place)


def shown(source: Input) -> tuple[bytes, str]:
    """Return the last page of a web archive that a server gave whole, and its address.

    Raises:
        Refused: it holds none.
    """
    found, why = (b"", ""), "the archive holds no page"
    with source.open() as stream:
        for run in _run(stream, 0):
            if isinstance(run, str):
                why = f"the archive is damaged: {run}"
                continue
            record = run[0]
            if record.rec_type != "response":
                continue
            status = record.http_headers.get_statuscode() if record.http_headers else ""
            data = record.content_stream().read(HTML_LIMIT + 1)
            if status == "200" and len(data) <= HTML_LIMIT:
                found = data, record.rec_headers.get_header("WARC-Target-URI") or ""
            else:
                why = f"HTTP {status}" if status != "200" else "the page is too large"
    if not found[0]:
        raise Refused(why)
    return found


class Warc:
    """A WARC file, packed record by record or not."""

    name = "warc"

    def sniff(self, head: Head) -> int:
        """Look for the version line that starts every record."""
        return 90 if head.raw.startswith(b"WARC/") else 0

    def read(self, source: Input) -> Iterator[Item]:
        """Yield the articles of its pages."""
        remarks = Remarks()
        with Plain(source) as plain:
            if not plain.read().strip():
                raise empty(source)
        with source.open() as stream:
            yield from _records(stream, "", source, remarks)
        yield from remarks.flush()


class Wacz:
    """A WACZ file: every WARC in its archive folder."""

    name = "wacz"

    def sniff(self, head: Head) -> int:
        """Look for the names that only a WACZ has."""
        if not head.raw.startswith(b"PK\x03\x04"):
            return 0
        return 85 if b"datapackage.json" in head.raw or b"archive/" in head.raw else 0

    def read(self, source: Input) -> Iterator[Item]:
        """Yield the articles of its pages."""
        remarks = Remarks()
        with Plain(source) as plain:
            if plain.read(2) != b"PK":
                message = "this is not a WACZ"
                raise Unreadable(message, place=source.name, next_step="leave out --as")
        with opened_zip(source) as archive:
            names = [
                n
                for n in sorted(archive.namelist())
                if n.startswith("archive/") and n.endswith((".warc", ".warc.gz"))
            ]
            if not names:
                message = "there is no archive/*.warc in it"
                raise Unreadable(message, place=source.name, next_step="export it again")
            for name in names:
                data = io.BytesIO(member(archive, name, source))
                yield from _records(data, f"{name}, ", source, remarks)
        yield from remarks.flush()


WARC = Warc()
WACZ = Wacz()
