"""Raw frames of Bluesky's firehose (subscribeRepos), as a relay or a PDS sends them.

A file holds frames one after the other, each after its length (four bytes, least
first), or one bare frame.  A frame is two values of DAG-CBOR, a header and a body;
a commit's body carries the signed blocks, which ``contrecoup check`` verifies.
"""

from __future__ import annotations

import base64
import contextlib
import re
from collections.abc import Iterator
from typing import Any

import libipld
from attrs import frozen

from contrecoup.errors import Unreadable
from contrecoup.model.outcomes import Problem
from contrecoup.proof import Changed, NotProven, Told, opened
from contrecoup.proof.blocks import Car
from contrecoup.sources.bluesky_jetstream import expand
from contrecoup.sources.entries import Entry, LeftOut, Refused, Remarks, guarded
from contrecoup.sources.heads import Head
from contrecoup.sources.inputs import Input, Item
from contrecoup.sources.streams import Plain
from contrecoup.sources.values import text

FRAME_LIMIT = 16 << 20
"""Bytes of the longest frame that is read; relays send at most 5 MB."""
MOST_OPERATIONS = 10_000
_LENGTH = 4
_HEADER = re.compile(rb"\xa2(?:at[\x62-\x77]#[a-z]{1,22}bop\x01|bop\x01at[\x62-\x77]#)|\xa1bop\x20")
_MOST_HEADER = 40
DAMAGED = "a record's bytes are not those that its address names"


@frozen
class Frame:
    """One frame: where it stands, its kind (``#commit`` …), its body."""

    place: str
    kind: str
    body: dict[str, Any]


class _Stream:
    """Bytes that can be looked at before they are taken."""

    def __init__(self, plain: Plain) -> None:
        self._plain = plain
        self._held = bytearray()

    def ahead(self, size: int, start: int = 0) -> bytes:
        """Return bytes from ``start``, fewer than ``size`` only at the end."""
        while len(self._held) < start + size and (data := self._plain.read()):
            self._held += data
        return bytes(self._held[start : start + size])

    def drop(self, size: int) -> None:
        """Take bytes away from the front."""
        del self._held[:size]

    def next_header(self) -> int:
        """Return where the next frame's length stands behind the first byte, or -1."""
        at = _LENGTH + 1
        while True:
            match = _HEADER.search(self._held, at)
            if match:
                return match.start() - _LENGTH
            before = len(self._held)
            if not self.ahead(1, before):
                return -1
            at = max(at, before - _MOST_HEADER)
            if before > FRAME_LIMIT:
                self.drop(at - _LENGTH)
                at = _LENGTH


def _starts(data: bytes) -> bool:
    return _HEADER.match(data) is not None


def frames(source: Input) -> Iterator[Frame | Problem]:
    """Yield every frame of a file; one that is damaged costs only itself."""
    with Plain(source) as plain:
        stream = _Stream(plain)
        if _starts(stream.ahead(_MOST_HEADER)):
            yield from _bare(stream, source)
            return
        if not _starts(stream.ahead(_MOST_HEADER, _LENGTH)) and stream.next_header() < 0:
            if not plain.broken:
                message = "no frame of the firehose is in here"
                raise Unreadable(message, place=source.name, next_step="leave out --as")
            raise Unreadable(plain.broken, place=source.name, next_step="fetch it again")
        number = 0
        while head := stream.ahead(_LENGTH):
            number += 1
            size = int.from_bytes(head, "little")
            frame: Frame | Problem = Problem(f"frame {number}", "no frame starts here")
            if size <= FRAME_LIMIT and _starts(stream.ahead(_MOST_HEADER, _LENGTH)):
                data = stream.ahead(size, _LENGTH)
                if len(data) == size:
                    frame = _decoded(data, f"frame {number}")
                else:
                    frame = Problem(f"frame {number}", "the frame is cut")
            yield frame
            if isinstance(frame, Frame) or _goes_on(stream, size):
                stream.drop(_LENGTH + size)
                continue
            after = stream.next_header()
            if after < 0:
                break
            stream.drop(after)
        if plain.broken:
            yield Problem("end", plain.broken)


def split(data: bytes) -> list[bytes]:
    """Return frames apart, each with its length before it; none where they are not all whole."""
    found: list[bytes] = []
    at = 0
    while at < len(data):
        size = int.from_bytes(data[at : at + _LENGTH], "little")
        end = at + _LENGTH + size
        if end > len(data) or not _starts(data[at + _LENGTH : at + _LENGTH + _MOST_HEADER]):
            return []
        found.append(data[at:end])
        at = end
    return found


def spelt(data: bytes) -> str:
    """Return every text in a frame and its records, a line each: the bytes have no word ends."""
    frame = _decoded(data[_LENGTH:], "")
    values: list[Any] = [
        data.decode("utf-8", "replace") if isinstance(frame, Problem) else frame.body
    ]
    texts: list[str] = []
    while values:
        value = values.pop()
        if isinstance(value, str):
            texts.append(value)
        elif isinstance(value, dict):
            values += [*value, *value.values()]
        elif isinstance(value, list):
            values += value
        elif isinstance(value, bytes) and len(value) > _MOST_HEADER:
            with contextlib.suppress(NotProven):
                for block in opened(value).blocks.values():
                    with contextlib.suppress(ValueError, RecursionError):
                        values.append(libipld.decode_dag_cbor(block))
    return "\n".join(texts)


def _goes_on(stream: _Stream, size: int) -> bool:
    """Whether a frame follows at once behind one that could not be read."""
    after = 2 * _LENGTH + size
    return size <= FRAME_LIMIT and _starts(stream.ahead(_MOST_HEADER, after))


def _bare(stream: _Stream, source: Input) -> Iterator[Frame | Problem]:
    data = stream.ahead(FRAME_LIMIT + 1)
    if len(data) > FRAME_LIMIT:
        yield Problem(source.name, "a frame is longer than 16 MB; put each one's length before it")
    else:
        yield _decoded(data, "frame 1")


def _decoded(data: bytes, place: str) -> Frame | Problem:
    try:
        header, body = libipld.decode_dag_cbor_multi(data)
    except (ValueError, RecursionError) as error:
        return Problem(place, f"the frame is damaged: {str(error)[:100]}")
    if not isinstance(header, dict) or not isinstance(body, dict):
        return Problem(place, "the frame is no header and body")
    return Frame(place, "error" if header.get("op") == -1 else text(header, "t"), body)


def told(frame: Frame) -> Told:
    """Return what a commit's frame tells; raises Refused where it is no commit's."""
    body = frame.body
    blocks, commit, did = body.get("blocks"), body.get("commit"), text(body, "repo")
    listed = body.get("ops")
    if not did.startswith("did:"):
        reason = "no account"
        raise Refused(reason)
    if not isinstance(blocks, bytes) or not isinstance(commit, bytes):
        reason = "a commit without its blocks"
        raise Refused(reason)
    if not isinstance(listed, list) or len(listed) > MOST_OPERATIONS:
        reason = "a commit without its operations"
        raise Refused(reason)
    changes = []
    for number, op in enumerate(listed, 1):
        place = frame.place if len(listed) == 1 else f"{frame.place}, op {number}"
        now, before = (op.get(k) if isinstance(op, dict) else None for k in ("cid", "prev"))
        changes.append(
            Changed(
                place=place,
                action=text(op, "action"),
                path=text(op, "path"),
                cid=now if isinstance(now, bytes) else None,
                prev=before if isinstance(before, bytes) else None,
            )
        )
    try:
        return Told(did=did, commit=commit, changes=tuple(changes), car=opened(blocks))
    except NotProven as error:
        raise Refused(str(error)) from error


def plain_value(value: Any) -> Any:
    """Return a DAG-CBOR value as the network's JSON writes it, links and bytes marked."""
    if isinstance(value, dict):
        return {key: plain_value(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain_value(item) for item in value]
    if isinstance(value, bytes):
        if len(value) == 36 and value[:1] == b"\x01":
            return {"$link": libipld.encode_cid(value)}
        return {"$bytes": base64.b64encode(value).decode().rstrip("=")}
    return value


def record_of(car: Car, cid: bytes | None, remarks: Remarks, place: str) -> dict[str, Any]:
    """Return a record as JSON; told and read all the same where its hash does not fit."""
    raw = car.blocks.get(cid or b"")
    if raw is None:
        reason = "the record is not in the frame"
        raise Refused(reason)
    if cid in car.damaged:
        remarks.add(DAMAGED, place)
    value = libipld.decode_dag_cbor(raw)
    if not isinstance(value, dict):
        reason = "the record is no object"
        raise Refused(reason)
    return {str(key): plain_value(item) for key, item in value.items()}


def event(frame: Frame, change: Changed, whole: Told, remarks: Remarks) -> dict[str, Any]:
    """Return one operation of a commit in the words of Jetstream."""
    collection, _, rkey = change.path.partition("/")
    body: dict[str, Any] = {"rev": text(frame.body, "rev"), "operation": change.action}
    body |= {"collection": collection, "rkey": rkey}
    if change.action != "delete":
        body["record"] = record_of(whole.car, change.cid, remarks, change.place)
        body["cid"] = libipld.encode_cid(change.cid or b"")
    return {"did": whole.did, "kind": "commit", "commit": body}


def _items(frame: Frame, source: Input, remarks: Remarks) -> Iterator[Item]:
    if frame.kind == "#commit":
        whole = told(frame)
        if not whole.changes:
            reason = "a commit without operations"
            if frame.body.get("tooBig"):
                remarks.add(
                    "a commit was too big for its frame: its posts are missing", frame.place
                )
            raise LeftOut(reason)
        for change in whole.changes:
            yield from guarded(change.place, _change(frame, change, whole, source, remarks))
    elif frame.kind in {"#account", "#identity"}:
        kind = frame.kind[1:]
        value = {"did": text(frame.body, "did"), "kind": kind, kind: plain_value(frame.body)}
        yield from expand(Entry(frame.place, value), source, remarks)
    elif frame.kind == "#sync":
        remarks.add(
            "an account's repository was set anew (#sync): changes in between are missing",
            frame.place,
        )
        reason = "sync"
        raise LeftOut(reason)
    elif frame.kind == "#info":
        name = text(frame.body, "name")
        remarks.add(f"the network says {name}: events before this frame are missing", frame.place)
        reason = "info"
        raise LeftOut(reason)
    elif frame.kind == "error":
        name, message = text(frame.body, "error"), text(frame.body, "message")
        reason = f"the network refused: {name} {message}".strip()
        raise Refused(reason)
    else:
        reason = f"unknown kind of frame {frame.kind!r}"
        raise Refused(reason)


def _change(
    frame: Frame, change: Changed, whole: Told, source: Input, remarks: Remarks
) -> Iterator[Item]:
    value = event(frame, change, whole, remarks)
    value["time_us"] = frame.body.get("time")
    yield from expand(Entry(change.place, value), source, remarks, "firehose")


class Firehose:
    """Frames of the firehose."""

    name = "bluesky-firehose"

    def sniff(self, head: Head) -> int:
        """Look for the header of a frame, bare or behind its length; the first may be damaged."""
        if _starts(head.raw[_LENGTH:]) or _starts(head.raw):
            return 97
        return 70 if head.binary and _HEADER.search(head.raw) else 0

    def read(self, source: Input) -> Iterator[Item]:
        """Yield the posts, reposts, deletions and accounts' states of the frames."""
        remarks = Remarks()
        for frame in frames(source):
            if isinstance(frame, Problem):
                yield frame
            else:
                yield from guarded(frame.place, _items(frame, source, remarks))
        yield from remarks.flush()

    def tells(self, source: Input) -> Iterator[Told]:
        """Yield what every commit's frame tells, to be proven."""
        for frame in frames(source):
            if isinstance(frame, Frame) and frame.kind == "#commit":
                try:
                    yield told(frame)
                except Refused:
                    continue


FIREHOSE = Firehose()
