"""A CAR taken apart: blocks by their address, each one's hash checked."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import libipld
from attrs import field, frozen

CID = 36
"""Bytes of a version 1 address with a SHA-256: version, codec, hash kind, length, hash."""
_HASHED = (b"\x01\x71\x12\x20", b"\x01\x55\x12\x20")
_VARINT = 10


class NotProven(ValueError):
    """Something does not hold; the text says what."""


class Missing(NotProven):
    """A block that a proof needs is not there, which says nothing for or against it."""


@frozen
class Car:
    """Blocks by their address, as bytes.

    ``damaged`` are addresses whose block has another hash; ``cut`` says that the CAR
    stops in the middle.
    """

    roots: tuple[bytes, ...]
    blocks: Mapping[bytes, bytes]
    damaged: frozenset[bytes] = field(factory=frozenset)
    cut: bool = False

    def bytes_of(self, cid: object) -> bytes:
        """Return a block's bytes; raises NotProven where it is not there, or was altered."""
        if not isinstance(cid, bytes):
            message = "an address is no address"
            raise NotProven(message)
        if cid in self.damaged:
            message = f"the bytes under {named(cid)} are not those that the address names"
            raise NotProven(message)
        held = self.blocks.get(cid)
        if held is None:
            message = f"the block {named(cid)} is not in the proof"
            raise Missing(message)
        return held

    def value_of(self, cid: object) -> dict[str, Any]:
        """Return a block as an object; raises NotProven where it is none."""
        return mapping(self.bytes_of(cid))


def mapping(data: bytes) -> dict[str, Any]:
    """Return the object that DAG-CBOR bytes hold; raises NotProven where they hold none."""
    try:
        value = libipld.decode_dag_cbor(data)
    except (ValueError, RecursionError) as error:
        message = f"a block is not DAG-CBOR: {str(error)[:80]}"
        raise NotProven(message) from error
    if not isinstance(value, dict):
        message = "a block holds no object"
        raise NotProven(message)
    return value


def named(cid: bytes) -> str:
    """Return an address as it is printed (``bafyrei…``)."""
    try:
        return libipld.encode_cid(cid)
    except ValueError:
        return cid[:CID].hex()


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    for place in range(at, min(at + _VARINT, len(data))):
        value |= (data[place] & 0x7F) << shift
        if data[place] < 0x80:
            return value, place + 1
        shift += 7
    message = "the CAR is cut or damaged"
    raise NotProven(message)


def opened(data: bytes) -> Car:
    """Take a CAR apart; what is whole before a cut is kept.

    Raises:
        NotProven: it has no CAR header.
    """
    size, at = _varint(data, 0)
    header = mapping(data[at : at + size])
    listed = header.get("roots")
    if header.get("version") != 1 or not isinstance(listed, list):
        message = "this is no CAR of version 1"
        raise NotProven(message)
    roots = tuple(root for root in listed if isinstance(root, bytes))
    blocks: dict[bytes, bytes] = {}
    damaged: set[bytes] = set()
    at += size
    while at < len(data):
        try:
            size, start = _varint(data, at)
        except NotProven:
            break
        if size < CID or start + size > len(data):
            break
        at = start + size
        cid, block = data[start : start + CID], data[start + CID : at]
        if cid[:4] in _HASHED and hashlib.sha256(block).digest() == cid[4:]:
            blocks[cid] = block
            damaged.discard(cid)
        elif cid not in blocks:
            blocks[cid] = block
            damaged.add(cid)
    return Car(roots, blocks, frozenset(damaged), cut=at < len(data))
