"""A signed commit of a repository, and what it proves of each record it changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from typing import Any

import libipld
from attrs import frozen

from contrecoup.proof.blocks import Car, Missing, NotProven, mapping, named
from contrecoup.proof.keys import signed_by
from contrecoup.proof.trees import found


@frozen(kw_only=True)
class Changed:
    """A record that a commit is said to touch.

    ``action`` is ``create``, ``update`` or ``delete``; ``path`` its collection and
    key; ``cid`` the record's address now and ``prev`` the one before, as bytes or None.
    """

    place: str
    action: str
    path: str
    cid: bytes | None = None
    prev: bytes | None = None


@frozen(kw_only=True)
class Told:
    """What a frame or a CAR tells: whose repository, which commit, what changed, the blocks."""

    did: str
    commit: bytes
    changes: tuple[Changed, ...]
    car: Car


@frozen(kw_only=True)
class Shown:
    """What is proven of one record at one commit.

    ``fault`` says what does not hold, empty where all does; ``key`` is the key that
    signed, empty where no key of the account is held; ``record`` are the record's
    own bytes, whose hash is ``cid``; ``gone`` says that the tree lacks the record,
    and ``prev`` what address is said to have been there.
    """

    uri: str
    place: str
    rev: str = ""
    key: str = ""
    cid: str = ""
    prev: str = ""
    record: bytes = b""
    gone: bool = False
    fault: str = ""

    @property
    def words(self) -> str:
        """The record's text, empty where it has none."""
        try:
            words = mapping(self.record).get("text") if self.record else ""
        except NotProven:
            return ""
        return words if isinstance(words, str) else ""


class _Lacking(Exception):
    """A deletion's frame does not hold what would prove it."""


@frozen
class _Commit:
    rev: str
    data: object
    key: str


def _verified(told: Told, keys: Collection[str]) -> _Commit:
    """Check a commit's owner, version and signature; raises NotProven."""
    body = told.car.value_of(told.commit)
    signature = body.pop("sig", None)
    if body.get("did") != told.did:
        message = "the commit is of another account's repository"
        raise NotProven(message)
    if body.get("version") not in (2, 3):
        message = "the commit is of no version that is known"
        raise NotProven(message)
    key = ""
    if keys:
        data = _unsigned(body)
        key = next((k for k in keys if signed_by(k, data, signature)), "")
        if not key:
            message = (
                "the signature is of none of the account's keys that are held "
                "(where it had an older one, add its directory's audit log)"
            )
            raise NotProven(message)
    return _Commit(str(body.get("rev", "")), body.get("data"), key)


def _unsigned(body: dict[str, Any]) -> bytes:
    try:
        return libipld.encode_dag_cbor(body)
    except (ValueError, RecursionError) as error:
        message = "the commit cannot be encoded again"
        raise NotProven(message) from error


def prove(told: Told, keys: Mapping[str, Collection[str]]) -> Iterator[Shown]:
    """Yield what a commit proves of each record that it is said to touch.

    Nothing is yielded of a deletion whose frame lacks the tree's path, as older
    frames do.

    Args:
        told: a frame or a CAR taken apart.
        keys: the keys that an account's DID document names or named, as did:key, by
            account.
    """
    try:
        commit: _Commit | None = _verified(told, keys.get(told.did, ()))
        fault = ""
    except NotProven as error:
        commit, fault = None, str(error)
    for change in told.changes:
        uri = f"at://{told.did}/{change.path}"
        if commit is None:
            yield Shown(uri=uri, place=change.place, fault=fault)
        else:
            with suppress(_Lacking):
                yield _shown(told, change, commit, uri)


def _shown(told: Told, change: Changed, commit: _Commit, uri: str) -> Shown:
    common: dict[str, Any] = {
        "uri": uri,
        "place": change.place,
        "rev": commit.rev,
        "key": commit.key,
        "cid": named(change.cid) if change.cid else "",
        "prev": named(change.prev) if change.prev else "",
        "gone": change.action == "delete",
    }
    gone = change.action == "delete"
    try:
        stands = found(told.car, commit.data, change.path.encode())
        if stands is not None and stands == change.cid and not gone:
            return Shown(**common, record=told.car.bytes_of(stands))
    except Missing as error:
        if gone and not told.car.damaged and not told.car.cut:
            raise _Lacking from error
        return Shown(**common, fault=str(error))
    except NotProven as error:
        return Shown(**common, fault=str(error))
    if gone and stands is None:
        return Shown(**common)
    fault = "the repository does not hold this record at this address"
    if gone:
        fault = "the record still stands in the repository that is said to lack it"
    return Shown(**common, fault=fault)
