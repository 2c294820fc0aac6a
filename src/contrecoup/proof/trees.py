"""The Merkle search tree of a repository: where a key's record stands, or that it does not.

Source: Auvolat & Taïani, *Merkle Search Trees: Efficient State-Based CRDTs in Open
Networks*, SRDS 2019, as the AT protocol encodes it: a node has a left subtree ``l``
and entries ``e``, each with ``p`` bytes of the key before it, the rest ``k`` of its
key, its record ``v`` and the subtree ``t`` to its right.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contrecoup.proof.blocks import Car, NotProven


def _node(car: Car, cid: object) -> tuple[Any, list[tuple[bytes, bytes, Any]]]:
    """Return a node's left subtree, and of each entry its key, record and right subtree."""
    node = car.value_of(cid)
    entries: list[tuple[bytes, bytes, Any]] = []
    key = b""
    listed: Any = node.get("e")
    for entry in listed if isinstance(listed, list) else [listed]:
        match entry:
            case {"p": int(shared), "k": bytes(rest), "v": bytes(record)} if (
                0 <= shared <= len(key) and key[:shared] + rest > key
            ):
                key = key[:shared] + rest
                entries.append((key, record, dict(entry).get("t")))
            case _:
                message = "a node of the tree is malformed"
                raise NotProven(message)
    return node.get("l"), entries


def found(car: Car, root: object, key: bytes) -> bytes | None:
    """Return the address of a key's record, or None where the tree shows that it has none.

    Raises:
        NotProven: a node on the way is not in the CAR, or is malformed.
    """
    at = root
    while at is not None:
        at, entries = _node(car, at)
        for own, record, right in entries:
            if own == key:
                return record
            if key < own:
                break
            at = right
    return None


def walked(car: Car, root: object) -> Iterator[tuple[bytes, bytes]]:
    """Yield every key that the CAR shows, with its record's address, in order of keys.

    Subtrees that are not in the CAR, or are malformed, are passed over; no subtree
    is entered twice.
    """
    seen: set[object] = set()
    stack: list[tuple[bytes, bytes] | object] = [root]
    while stack:
        at = stack.pop()
        if isinstance(at, tuple):
            yield at
        elif isinstance(at, bytes) and at not in seen:
            seen.add(at)
            try:
                left, entries = _node(car, at)
            except NotProven:
                continue
            for key, record, right in reversed(entries):
                stack += [right, (key, record)]
            stack.append(left)
