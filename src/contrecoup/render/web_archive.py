"""WACZ 1.1.1: preserved bytes in the one file that web-archive viewers open.

Recorded answers of servers stay the records they were.  Any other file becomes a
``resource`` record under an address of its own that leads nowhere (``.invalid``,
RFC 2606): nobody recorded a server giving it.  The same case gives the same bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import uuid
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO
from urllib.parse import quote, urlsplit

from attrs import frozen

_SPACE = uuid.UUID("6f1c3a52-9f0b-4c0e-8f44-0f3d9a3d7a11")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_WARC = "archive/data.warc.gz"
_INDEX = "indexes/index.cdx.gz"
_BLOCKS = "indexes/index.idx"
"""Where each packed block of the index begins: without it viewers that read by ranges see no page."""
_LINES = 1000
"""Lines of the index in a block."""
_PAGES = "pages/pages.jsonl"
_PACKAGE = "datapackage.json"
_DIGEST = "datapackage-digest.json"
HOST = "https://contrecoup.invalid/"


@frozen
class Kept:
    """What one entry of the archive is made of.

    ``recorded``: the bytes are a WARC, whose records are taken over.
    """

    key: str
    name: str
    title: str
    at: datetime
    data: bytes
    recorded: bool = False


@frozen
class _Row:
    """A line of the index."""

    url: str
    at: datetime
    mime: str
    status: str
    digest: str
    offset: int
    length: int
    title: str


def wacz(kept: Iterable[Kept], target: BinaryIO, *, title: str, at: datetime, tool: str) -> None:
    """Write an archive.

    Args:
        kept: its entries, in order.
        target: a file that can seek, empty.
        title: the case's.
        at: when the case was last added to.
        tool: name and version of the program.
    """
    warc = io.BytesIO()
    rows = list(_recorded(kept, warc, tool, at))
    index, blocks = _indexed(sorted(map(_cdxj, rows)))
    files = {
        _WARC: warc.getvalue(),
        _INDEX: index,
        _BLOCKS: blocks,
        _PAGES: _pages(rows),
    }
    package = {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "title": title,
        "software": tool,
        "created": _iso(at),
        "resources": [
            {
                "name": path.rpartition("/")[2],
                "path": path,
                "hash": _hash(data),
                "bytes": len(data),
            }
            for path, data in files.items()
        ],
    }
    files[_PACKAGE] = _json(package, indent=2)
    files[_DIGEST] = _json({"path": _PACKAGE, "hash": _hash(files[_PACKAGE])}, indent=2)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path, data in files.items():
            entry = zipfile.ZipInfo(path, _EPOCH)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)


def _recorded(kept: Iterable[Kept], out: BinaryIO, tool: str, at: datetime) -> Iterator[_Row]:
    """Write every record and yield its line of the index."""
    from warcio.warcwriter import WARCWriter

    writer: Any = WARCWriter(out, gzip=True)
    info = f"software: {tool}\r\nformat: WARC File Format 1.0\r\n".encode()
    writer.write_record(
        writer.create_warc_record(
            "",
            "warcinfo",
            payload=io.BytesIO(info),
            length=len(info),
            warc_headers_dict=_names("warcinfo", at),
        )
    )
    for one in kept:
        for record in _records(one, writer):
            begin = out.tell()
            writer.write_record(record)
            row = _row(record, one, begin, out.tell() - begin)
            if row is not None:
                yield row


def _names(key: str, at: datetime) -> dict[str, str]:
    return {
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(_SPACE, key)}>",
        "WARC-Date": _iso(at),
    }


def _records(one: Kept, writer: Any) -> Iterator[Any]:
    if one.recorded:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed

        try:
            for record in ArchiveIterator(io.BytesIO(one.data), no_record_parse=True):
                if record.rec_type == "warcinfo":
                    continue
                body = record.raw_stream.read()
                record.raw_stream, record.length = io.BytesIO(body), len(body)
                record.payload_length = len(body)
                yield record
        except ArchiveLoadFailed:
            return
        return
    mime = _mime(one)
    yield writer.create_warc_record(
        f"{HOST}{one.key[:12]}/{quote(one.name.rpartition('/')[2] or 'file')}",
        "resource",
        payload=io.BytesIO(one.data),
        length=len(one.data),
        warc_content_type=mime,
        warc_headers_dict=_names(one.key, one.at),
    )


def _row(record: Any, one: Kept, offset: int, length: int) -> _Row | None:
    """Return the line of the index for a record that a viewer can show."""
    headers = record.rec_headers
    url = headers.get_header("WARC-Target-URI") or ""
    if record.rec_type not in {"response", "resource"} or not url.startswith("http"):
        return None
    status, mime = "200", record.content_type or ""
    if record.rec_type == "response":
        record.raw_stream.seek(0)
        status, mime = _answer(record.raw_stream.read(1 << 16))
    digest = headers.get_header("WARC-Payload-Digest") or headers.get_header("WARC-Block-Digest")
    when = datetime.fromisoformat(headers.get_header("WARC-Date"))
    mime = mime.partition(";")[0].strip()
    return _Row(url, when, mime, status, digest or "", offset, length, one.title or url)


def _answer(head: bytes) -> tuple[str, str]:
    """Return the status and the media type of a recorded answer."""
    first, *lines = head.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    fields = dict(line.lower().split(":", 1) for line in lines if ":" in line)
    return [*first.split(), "200", "200"][1], fields.get("content-type", "").strip()


def _mime(one: Kept) -> str:
    start = one.data[:512].lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")) or b"<html" in start:
        return "text/html; charset=utf-8"
    if start.startswith((b"{", b"[")):
        return "application/json"
    return "application/octet-stream" if b"\x00" in start else "text/plain; charset=utf-8"


def _cdxj(row: _Row) -> str:
    said = {
        "url": row.url,
        "mime": row.mime,
        "status": row.status,
        "digest": row.digest,
        "length": str(row.length),
        "offset": str(row.offset),
        "filename": _WARC.rpartition("/")[2],
    }
    return f"{key_of(row.url)} {row.at:%Y%m%d%H%M%S} {json.dumps(said)}\n"


def _indexed(lines: list[str]) -> tuple[bytes, bytes]:
    """Return sorted lines packed block by block, and a line for each block: its first key, and where."""
    name = _INDEX.rpartition("/")[2]
    meta = {"format": "cdxj-gzip-1.0", "filename": name}
    packed, blocks = b"", [f"!meta 0 {json.dumps(meta)}\n"]
    for begin in range(0, len(lines), _LINES):
        block = gzip.compress("".join(lines[begin : begin + _LINES]).encode(), 9, mtime=0)
        where = {"offset": len(packed), "length": len(block), "digest": _hash(block)}
        first = lines[begin].partition(" {")[0]
        blocks.append(f"{first} {json.dumps(where | {'filename': name})}\n")
        packed += block
    return packed, "".join(blocks).encode()


def key_of(url: str) -> str:
    """Return an address as indexes sort it: host parts from the right, then path and query."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port and parts.port not in {80, 443} else ""
    path = (parts.path or "/").lower()
    path = path.rstrip("/") if len(path) > 1 else path
    query = "?" + "&".join(sorted(parts.query.lower().split("&"))) if parts.query else ""
    return ",".join(reversed(host.split("."))) + port + ")" + path + query


def _pages(rows: Iterable[_Row]) -> bytes:
    lines = [{"format": "json-pages-1.0", "id": "pages", "title": "All pages"}]
    lines += [
        {
            "id": uuid.uuid5(_SPACE, f"{row.url} {_iso(row.at)}").hex,
            "url": row.url,
            "ts": _iso(row.at),
            "title": row.title,
        }
        for row in rows
    ]
    return b"".join(_json(line) + b"\n" for line in lines)


def _json(value: Any, indent: int | None = None) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=indent).encode()


def _hash(data: bytes) -> str:
    return "sha256:" + hashlib.sha256(data).hexdigest()


def _iso(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
