"""Documents of accounts' identities, which name the keys that the accounts sign with.

DID documents (one, a list, or an object by DID), the PLC directory's ``/data``, its
audit log, and lines of its export.  Of a log, each operation's signature is verified;
one that does not hold is a problem, and its key is not used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from contrecoup.model.evidence import AccountKey
from contrecoup.model.outcomes import Problem
from contrecoup.proof import did_key, identity
from contrecoup.sources.bluesky_records import prefixed
from contrecoup.sources.entries import Entry, JsonFormat, LeftOut, Refused, Remarks, guarded
from contrecoup.sources.inputs import Input, Item
from contrecoup.sources.moments import any_time
from contrecoup.sources.values import many, record, text

_SIGNS = "#atproto"
_KEY = "did:key:"
_REMEMBERED = 200_000
"""Operations of a file that are followed; later ones rest on the directory's word."""


def _match(value: Mapping[str, Any]) -> int:
    if _document(value):
        return 96
    first = next(iter(value), "")
    return 96 if first.startswith("did:") and _document(value[first]) else 0


def _document(value: Any) -> bool:
    """Whether a value is a DID document, the directory's data, or an entry of its log."""
    if text(value, "id").startswith("did:"):
        return isinstance(record(value).get("verificationMethod"), list)
    if not text(value, "did").startswith("did:"):
        return False
    return "verificationMethods" in value or _operation(value)


def _operation(value: Any) -> bool:
    return "type" in record(value, "operation") and ("cid" in value or "createdAt" in value)


def _prepare(entry: Entry, remarks: Remarks) -> None:
    """Remember the operations of each account, whose signatures need one another."""
    value = record(entry.value)
    number = remarks.memory.get("number", 0)
    if _operation(value) and number < _REMEMBERED:
        remarks.memory.setdefault(text(value, "did"), []).append(record(value, "operation"))
        remarks.memory["number"] = number + 1


def _checked(value: Any, remarks: Remarks) -> str:
    """Return what does not hold of an entry of a log."""
    did, operation = text(value, "did"), record(value, "operation")
    held = remarks.memory.get(did)
    if isinstance(held, list):
        held = remarks.memory[did] = identity.checked(did, held)
    return held.get(identity.address(operation), identity.NO_FIRST) if held else identity.NO_FIRST


def _expand(entry: Entry, source: Input, remarks: Remarks) -> Iterator[Item]:
    value = entry.value
    if _document(value) or not next(iter(value), "").startswith("did:"):
        place = entry.place or text(value, "id") or text(value, "did") or "item 1"
        yield from guarded(place, _key(Entry(place, value), source, remarks))
        return
    for did, inner in value.items():
        place = entry.place + ", " + did if entry.place else did
        if isinstance(inner, dict):
            yield from guarded(place, _key(Entry(place, {"did": did} | inner), source, remarks))
        else:
            yield Problem(place, "not a DID document")


def _key(entry: Entry, source: Input, remarks: Remarks) -> Iterator[Item]:
    """The key of one document; LeftOut where it is none's, Refused where it cannot be read."""
    value = entry.value
    if value.get("nullified") is True:
        reason = "an operation that was nullified"
        raise LeftOut(reason)
    body = record(value, "operation") or value
    if text(body, "type") == "plc_tombstone":
        reason = "an account that is no more"
        raise LeftOut(reason)
    did = text(value, "id") or text(value, "did")
    wrong = _checked(value, remarks) if _operation(value) else identity.NO_FIRST
    if wrong not in {"", identity.NO_FIRST}:
        reason = f"its signature does not hold: {wrong}"
        raise Refused(reason)
    since = any_time(value.get("createdAt"))
    names = [n.removeprefix("at://") for n in many(body, "alsoKnownAs") if isinstance(n, str)]
    try:
        key = _named(body)
    except ValueError as error:
        reason = f"its key cannot be read: {error}"
        raise Refused(reason) from error
    if not did.startswith("did:") or not key:
        reason = "it names no key that an account signs with"
        raise Refused(reason)
    yield AccountKey(
        account_id=prefixed(did),
        key=key,
        handle=next((n for n in names if "." in n), text(body, "handle")),
        since=since[0] if since else None,
        capture_id=source.capture_id,
        place=entry.place,
        followed=not wrong,
    )


def _named(body: Mapping[str, Any]) -> str:
    """Return the signing key that a document names, as a did:key; empty where none."""
    for method in many(body, "verificationMethod"):
        if text(method, "id").endswith(_SIGNS):
            return did_key(text(method, "type"), text(method, "publicKeyMultibase"))
    named = text(body, "verificationMethods", "atproto") or text(body, "signingKey")
    return did_key("", named.removeprefix(_KEY)) if named else ""


DID_DOCUMENTS = JsonFormat("did-documents", _match, _expand, _prepare)
