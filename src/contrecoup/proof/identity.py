"""The log of an account's identity (did:plc): is each operation signed, from the identifier on?

The identifier is the hash of the first signed operation; each later one names the one
before it by its hash, and is signed by a key that this one says may.  So the log alone
shows which signing keys an account ever named, whoever hands it on.  When an operation
was made, and which of two branches stands, is the directory's word.

Source: the did:plc specification, version 0.1 (web.plc.directory/spec/v0.1/did-plc).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import libipld

from contrecoup.proof.keys import signed_by

LETTERS = 24
"""Letters of an identifier behind ``did:plc:``."""
DID = "did:plc:"
_CODEC = b"\x01\x71\x12\x20"
NO_FIRST = "the operation before it is not in the log"
_CIRCLE = "its operations follow each other in a circle"


def checked(did: str, operations: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return, by the hash (CID) of each operation, what does not hold of it; nothing: it holds.

    Args:
        did: the account (``did:plc:…``).
        operations: the operations of its log, those that were nullified too, in any order.

    Returns:
        ``NO_FIRST`` for what cannot be followed back to the identifier.
    """
    by_cid: dict[str, Mapping[str, Any]] = {}
    for operation in operations:
        cid = address(operation)
        if cid:
            by_cid[cid] = operation
    wrong: dict[str, str] = {}
    for cid in by_cid:
        path = [cid]
        while path[-1] not in wrong and len(path) <= len(by_cid):
            before = by_cid[path[-1]].get("prev")
            if not isinstance(before, str) or before not in by_cid:
                wrong[path[-1]] = _first(did, path[-1], by_cid[path[-1]])
            else:
                path.append(before)
        for behind, one in zip(path[-2::-1], path[:0:-1], strict=True):
            said = wrong.get(one, _CIRCLE)
            if not said and not _signed(by_cid[behind], _rotating(by_cid[one])):
                said = "no key that the operation before it names has signed it"
            wrong[behind] = said
    return wrong


def address(operation: Mapping[str, Any]) -> str:
    """Return the hash (CID) of a signed operation; empty for what cannot be encoded."""
    try:
        data = libipld.encode_dag_cbor(dict(operation))
    except (ValueError, TypeError, OverflowError, RecursionError):
        return ""
    cid: str = libipld.encode_cid(_CODEC + hashlib.sha256(data).digest())
    return cid


def _first(did: str, cid: str, operation: Mapping[str, Any]) -> str:
    """Return what does not hold of an operation that follows none in the log."""
    if operation.get("prev") is not None:
        return NO_FIRST
    digest = libipld.decode_cid(cid)["hash"]["digest"]
    name = base64.b32encode(digest).decode().lower()[:LETTERS]
    if did != DID + name:
        return "the identifier is not the hash of its first operation"
    if not _signed(operation, _rotating(operation)):
        return "no key that the first operation names has signed it"
    return ""


def _rotating(operation: Mapping[str, Any]) -> list[str]:
    """Return the keys that may sign the next operation."""
    keys = operation.get("rotationKeys")
    if not isinstance(keys, list):
        keys = [operation.get("recoveryKey"), operation.get("signingKey")]
    return [key for key in keys if isinstance(key, str)]


def _signed(operation: Mapping[str, Any], keys: Iterable[str]) -> bool:
    signature = operation.get("sig")
    if not isinstance(signature, str) or "=" in signature:
        return False
    try:
        raw = base64.b64decode(signature + "=" * (-len(signature) % 4), b"-_", validate=True)
    except (ValueError, binascii.Error):
        return False
    unsigned = {key: value for key, value in operation.items() if key != "sig"}
    data = libipld.encode_dag_cbor(unsigned)
    return any(signed_by(key, data, raw) for key in keys)
