"""Bluesky live: Jetstream in both its versions, and the signed firehose.

A server's own names for what it sends appear here as they do in the readers of
the same formats, to decide what is kept; what it means is read from the segment.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import msgspec
from attrs import define, field, frozen

from contrecoup.errors import PlatformRefused
from contrecoup.sources.bluesky_records import POST, REPOST
from contrecoup.sources.live.network import Lost, Network
from contrecoup.sources.live.stream import REWIND, SILENCE, Message, Reached, Told
from contrecoup.sources.live.wanted import Held, Wanted
from contrecoup.sources.moments import any_time
from contrecoup.sources.values import many, record, text

JETSTREAM = "wss://jetstream2.us-east.bsky.network"
RELAY = "wss://bsky.network"
APPVIEW = "https://public.api.bsky.app"
DIRECTORY = "https://plc.directory"
_V1, _V2 = "/subscribe", "/xrpc/network.bsky.jetstream.subscribeEvents"
_REPOS = "/xrpc/com.atproto.sync.subscribeRepos"
_SUBPROTOCOL = "xrpc.v1.json"
_DICTIONARY = "/xrpc/network.bsky.jetstream.getZstdDictionary"
MOST_DIDS = 2_000
"""Accounts that a server is asked to choose by (in the address of the request)."""
_FRAMES_BACK = 200
_COLLECTIONS = (POST, REPOST)
_ERRORS = {"FutureCursor", "ConsumerTooSlow", "CursorTooOld", "OutdatedCursor"}


@frozen
class Operation:
    """An operation on a record, whatever the wire."""

    did: str
    action: str
    collection: str
    rkey: str
    value: Any = None

    @property
    def uri(self) -> str:
        """The record's address."""
        return f"at://{self.did}/{self.collection}/{self.rkey}"


def _tags(value: Any) -> list[str]:
    tags = [tag for tag in many(value, "tags") if isinstance(tag, str)]
    for facet in many(value, "facets"):
        tags += [text(feature, "tag") for feature in many(facet, "features")]
    return [tag for tag in tags if tag]


def _kept(op: Operation, wanted: Wanted, held: Held) -> bool:
    """Whether an operation is kept; what is kept is remembered."""
    if op.collection not in _COLLECTIONS:
        return False
    known = op.uri in held
    if op.action == "delete":
        return known or wanted.everything or op.did in wanted.accounts
    if known:
        keep = True
    elif op.collection == REPOST:
        keep = wanted.everything or op.did in wanted.accounts
        keep = keep or text(op.value, "subject", "uri") in held
    else:
        langs = [code for code in many(op.value, "langs") if isinstance(code, str)]
        keep = wanted.wants(op.did, text(op.value, "text"), _tags(op.value), langs)
    if keep and not wanted.everything:
        held.add(op.uri, op.did)
    return keep


def _of_account(did: str, wanted: Wanted, held: Held) -> bool:
    return wanted.everything or did in wanted.accounts or did in held


def _address(server: str, path: str) -> str:
    """Return where to connect: the server with this path, unless it names one itself."""
    parts = urlsplit(server)
    return server.rstrip("/") + path if parts.path in {"", "/"} else server


@define
class Jetstream:
    """Jetstream: the network's events as JSON, without signatures.

    Args:
        network: the way out.
        server: its address (``wss://…``).
        second: speak the second version's wire.
        dictionary: a zstd dictionary, to receive packed messages.
        only: accounts that the server shall choose by; nothing else is then seen.
    """

    network: Network
    server: str = JETSTREAM
    second: bool = False
    dictionary: bytes = b""
    only: tuple[str, ...] = ()
    platform: str = "bluesky"
    form: str = "jetstream"
    replays: bool = True
    _unpack: Any = field(init=False, default=None)

    def __attrs_post_init__(self) -> None:
        if self.dictionary:
            import zstandard

            packed = zstandard.ZstdCompressionDict(self.dictionary)
            self._unpack = zstandard.ZstdDecompressor(dict_data=packed, max_window_size=1 << 23)

    def _query(self, reached: Reached, held: Held) -> str:
        del held
        names = ("dids", "collections") if self.second else ("wantedDids", "wantedCollections")
        asked: list[tuple[str, str]] = [(names[1], name) for name in _COLLECTIONS]
        if len(self.only) <= MOST_DIDS:
            asked += [(names[0], did) for did in self.only]
        if reached.at and not reached.anew:
            asked.append(("cursor", str(reached.at - REWIND)))
        if self._unpack is not None:
            number = int.from_bytes(self.dictionary[4:8], "little")
            asked.append(("zstdDictionary", str(number)) if self.second else ("compress", "true"))
        return urlencode(asked)

    @contextmanager
    def open(self, reached: Reached, held: Held) -> Iterator[Iterator[list[bytes]]]:
        """Connect some seconds before what was reached."""
        url = _address(self.server, _V2 if self.second else _V1)
        url += "?" + self._query(reached, held)
        protocol = _SUBPROTOCOL if self.second else ""
        try:
            with self.network.frames(url, silence=SILENCE, protocol=protocol) as frames:
                yield frames
        except Lost as lost:
            if lost.status == 400 and any(name in lost.said for name in _ERRORS):
                raise Lost("refused", lost.said) from lost
            raise

    def missed(self, reached: Reached) -> Iterator[list[bytes]]:
        """Give nothing: its stream itself goes back."""
        del reached
        return iter(())

    def _plain(self, raw: bytes) -> bytes:
        import zstandard

        if raw[:4] == b"\x28\xb5\x2f\xfd" and self._unpack is not None:
            with contextlib.suppress(zstandard.ZstdError):
                plain: bytes = self._unpack.decompress(raw, max_output_size=1 << 25)
                return plain
        return raw

    def look(self, raw: bytes, wanted: Wanted, held: Held) -> Message | Told | None:
        """Look at an event; what is no JSON is kept, for the reader to tell."""
        raw = self._plain(raw)
        line = raw.replace(b"\n", b" ") + b"\n"
        try:
            value = msgspec.json.decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return Message(data=line, key=repr(raw[:80]), position=0, at=0, keep=True)
        event = record(value, "payload") or record(value)
        kind = text(event, "kind") or text(event, "$type").rsplit("#", 1)[-1]
        name = text(event, "error") or (text(event, "name") if kind == "info" else "")
        if name:
            return Told(name)
        did = text(event, "did")
        at = event.get("time_us")
        if not isinstance(at, int):
            found = any_time(text(event, "witnessedAt") or text(event, "time"))
            at = int(found[0].at.timestamp() * 1_000_000) if found else 0
        body = record(event, kind) or event
        if kind == "commit":
            op = Operation(
                did,
                text(body, "operation"),
                text(body, "collection"),
                text(body, "rkey"),
                body.get("record"),
            )
            keep = _kept(op, wanted, held)
            key = f"{did} {text(body, 'rev')} {op.collection}/{op.rkey} {op.action}"
        else:
            keep = kind != "info" and _of_account(did, wanted, held)
            key = f"{did} {kind} {body.get('seq')} {text(body, 'time')}"
        return Message(data=line, key=key, position=at, at=at, keep=keep)

    def again(self, data: bytes) -> tuple[int, Iterable[bytes]]:
        """Return how many bytes of a segment are whole, and its messages."""
        whole = data.rfind(b"\n") + 1
        return whole, (line for line in data[:whole].split(b"\n") if line)


@define
class Firehose:
    """The signed firehose of a relay or a server of accounts: commits with their proofs."""

    network: Network
    server: str = RELAY
    platform: str = "bluesky"
    form: str = "bluesky-firehose"
    replays: bool = True

    @contextmanager
    def open(self, reached: Reached, held: Held) -> Iterator[Iterator[list[bytes]]]:
        """Connect some frames before what was reached."""
        del held
        url = _address(self.server, _REPOS)
        if reached.at:
            url += f"?cursor={max(0, reached.position - _FRAMES_BACK)}"
        with self.network.frames(url, silence=SILENCE) as frames:
            yield frames

    def missed(self, reached: Reached) -> Iterator[list[bytes]]:
        """Give nothing: its stream itself goes back."""
        del reached
        return iter(())

    def look(self, raw: bytes, wanted: Wanted, held: Held) -> Message | Told | None:
        """Look at a frame; one that cannot be decoded is kept, for the reader to tell."""
        import libipld

        data = len(raw).to_bytes(4, "little") + raw
        try:
            header, body = libipld.decode_dag_cbor_multi(raw)
            kind, seq = text(header, "t"), body.get("seq")
        except (ValueError, TypeError, AttributeError):
            return Message(data=data, key=repr(raw[:80]), position=0, at=0, keep=True)
        if record(header).get("op") == -1 or kind == "#info":
            return Told(text(body, "error") or text(body, "name"))
        found = any_time(text(body, "time"))
        at = int(found[0].at.timestamp() * 1_000_000) if found else 0
        did = text(body, "repo") or text(body, "did")
        position = seq if isinstance(seq, int) else 0
        if kind == "#commit":
            keep = self._commit(did, body, wanted, held)
            key = f"{did} {text(body, 'rev')}"
        else:
            keep = _of_account(did, wanted, held)
            key = f"{did} {kind} {text(body, 'time')} {text(body, 'status')}"
        return Message(data=data, key=key, position=position, at=at, keep=keep)

    @staticmethod
    def _commit(did: str, body: dict[str, Any], wanted: Wanted, held: Held) -> bool:
        import libipld

        blocks: dict[bytes, Any] | None = None
        keep = False
        for operation in many(body, "ops"):
            collection, _, rkey = text(operation, "path").partition("/")
            if collection not in _COLLECTIONS:
                continue
            value: Any = None
            cid = record(operation).get("cid")
            if isinstance(cid, bytes):
                if blocks is None:
                    blocks = {}
                    with contextlib.suppress(ValueError, TypeError):
                        blocks = libipld.decode_car(body.get("blocks") or b"")[1]
                value = blocks.get(cid)
            op = Operation(did, text(operation, "action"), collection, rkey, value)
            keep = _kept(op, wanted, held) or keep
        return keep

    def again(self, data: bytes) -> tuple[int, Iterable[bytes]]:
        """Return how many bytes of a segment are whole, and its messages."""
        messages, at = [], 0
        while at + 4 <= len(data):
            size = int.from_bytes(data[at : at + 4], "little")
            if at + 4 + size > len(data):
                break
            messages.append(data[at + 4 : at + 4 + size])
            at += 4 + size
        return at, messages


def fetched_dictionary(network: Network, server: str) -> bytes:
    """Return the dictionary that a server of the second version packs with.

    Raises:
        PlatformRefused: it gives none.
    """
    parts = urlsplit(server)
    scheme = "https" if parts.scheme == "wss" else "http"
    answer = network.get(f"{scheme}://{parts.netloc}{_DICTIONARY}")
    if answer.status != 200 or answer.body[:4] != b"\x37\xa4\x30\xec":
        message = "the server gives no zstd dictionary"
        raise PlatformRefused(message, place=server, next_step="watch without --packed")
    return answer.body


def resolved(network: Network, handles: Iterable[str], server: str = APPVIEW) -> dict[str, str]:
    """Return the DID of each handle that the network knows; DIDs are returned as they are.

    Raises:
        PlatformRefused: the server cannot be asked.
    """
    found: dict[str, str] = {}
    for handle in handles:
        name = handle.strip().lstrip("@").lower()
        if name.startswith("did:"):
            found[handle] = name
            continue
        path = f"/xrpc/com.atproto.identity.resolveHandle?handle={quote(name)}"
        answer = network.get(server.rstrip("/") + path)
        with contextlib.suppress(msgspec.DecodeError):
            did = text(msgspec.json.decode(answer.body), "did")
            if answer.status == 200 and did.startswith("did:"):
                found[handle] = did
    return found


def documents(network: Network, dids: Iterable[str], directory: str = DIRECTORY) -> bytes:
    """Return the logs of accounts' identities as the directory gives them, an entry a line.

    Accounts that the directory does not give are left out; so are ``did:web``.
    """
    found: list[msgspec.Raw] = []
    for did in sorted(set(dids)):
        if not did.startswith("did:plc:"):
            continue
        with contextlib.suppress(PlatformRefused, msgspec.DecodeError):
            answer = network.get(f"{directory.rstrip('/')}/{quote(did, safe=':')}/log/audit")
            if answer.status == 200:
                entries = msgspec.json.decode(answer.body, type=list[msgspec.Raw])
                found += (e for e in entries if text(msgspec.json.decode(e), "did") == did)
    return b"".join(bytes(entry).replace(b"\n", b" ") + b"\n" for entry in found)
