"""A Bluesky repository as a CAR: an account's present state, signed (getRepo, getRecord)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from attrs import evolve

from contrecoup.errors import Unreadable
from contrecoup.model.outcomes import Problem
from contrecoup.proof import Changed, NotProven, Told, opened, walked
from contrecoup.proof.blocks import Car
from contrecoup.sources.bluesky_frames import record_of
from contrecoup.sources.bluesky_jetstream import REPOSITORY, expand
from contrecoup.sources.entries import Entry, LeftOut, Remarks, guarded
from contrecoup.sources.heads import Head
from contrecoup.sources.inputs import Input, Item
from contrecoup.sources.streams import Plain
from contrecoup.sources.values import text

_MARKS = (b"\xa2eroots\x81\xd8\x2a\x58\x25\x00\x01", b"gversion\x01")
_DIGITS = "234567abcdefghijklmnopqrstuvwxyz"
_REVISION = 13
_EARLIEST = datetime(2022, 1, 1, tzinfo=UTC)


def revised(rev: str) -> datetime | None:
    """Return the time that a revision's name holds (microseconds, base 32), or None."""
    if len(rev) != _REVISION or not set(rev) <= set(_DIGITS):
        return None
    number = 0
    for digit in rev:
        number = number * 32 + _DIGITS.index(digit)
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=number >> 10)
    return at if at >= _EARLIEST else None


def _opened(source: Input) -> tuple[Car, dict[str, Any], bytes]:
    """Return the CAR, its commit and the commit's address.

    The commit is read even where its hash does not fit: ``check`` says so.
    """
    with Plain(source) as plain:
        data = plain.all()
    try:
        car = opened(data)
        root = car.roots[0] if car.roots else b""
        return car, _lenient(car).value_of(root), root
    except NotProven as error:
        message = f"this is no repository: {error}"
        raise Unreadable(message, place=source.name, next_step="fetch it again") from error


def _lenient(car: Car) -> Car:
    """Return the CAR with altered blocks readable."""
    return evolve(car, damaged=frozenset())


def _records(car: Car, commit: dict[str, Any]) -> Iterator[tuple[str, Changed]]:
    """Yield a place and what stands there, for every record of the tree."""
    for number, (key, cid) in enumerate(walked(_lenient(car), commit.get("data")), 1):
        path = key.decode("utf-8", "replace")
        yield (
            f"record {number}",
            Changed(place=f"record {number}", action="create", path=path, cid=cid),
        )


class BlueskyCar:
    """A repository in a CAR."""

    name = "bluesky-car"

    def sniff(self, head: Head) -> int:
        """Look for the header of a CAR with one root."""
        return 97 if all(mark in head.raw[:128] for mark in _MARKS) else 0

    def read(self, source: Input) -> Iterator[Item]:
        """Yield the posts and reposts that stand in the repository."""
        remarks = Remarks()
        car, commit, root = _opened(source)
        did = text(commit, "did")
        if not did.startswith("did:"):
            message = "its first block is no repository's commit"
            raise Unreadable(message, place=source.name, next_step="fetch it again")
        at = revised(text(commit, "rev"))
        reached = {root}
        for place, change in _records(car, commit):
            reached.add(change.cid or b"")
            items = self._item(did, change, car, at, source, remarks)
            yield from guarded(place, items)
        if car.cut:
            yield Problem("end", "the file is cut: the rest of the repository is missing")
        for cid in sorted(car.damaged - reached):
            yield Problem(
                f"block {cid[4:12].hex()}", "its bytes are not those that its address names"
            )
        yield from remarks.flush()

    def _item(
        self,
        did: str,
        change: Changed,
        car: Car,
        at: datetime | None,
        source: Input,
        remarks: Remarks,
    ) -> Iterator[Item]:
        collection, _, rkey = change.path.partition("/")
        if not rkey:
            reason = "not a post"
            raise LeftOut(reason)
        body: dict[str, Any] = {"operation": "create", "collection": collection, "rkey": rkey}
        body["record"] = record_of(car, change.cid, remarks, change.place)
        value = {"did": did, "kind": "commit", "commit": body}
        if at is not None and at <= source.captured_at + timedelta(days=1):
            value["time_us"] = at.isoformat()
        yield from expand(Entry(change.place, value), source, remarks, REPOSITORY)

    def tells(self, source: Input) -> Iterator[Told]:
        """Yield what the repository's commit tells of its records, to be proven."""
        car, commit, root = _opened(source)
        changes = tuple(change for _, change in _records(car, commit))
        yield Told(did=text(commit, "did"), commit=root, changes=changes, car=car)


BLUESKY_CAR = BlueskyCar()
