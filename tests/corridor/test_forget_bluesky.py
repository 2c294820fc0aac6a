"""After `forget`, nothing of a Bluesky account is left: on the wire's files, packed, in archives."""

from __future__ import annotations

import base64
import bz2
import gzip
import hashlib
import io
import json
import lzma
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import libipld
import pytest
import zstandard

import contrecoup as cc
from contrecoup.corridor.unpacking import readings

from .test_forget import everything

NOVA, BRANN = "did:plc:novaquillnovaquillnovaqu", "did:plc:brannoakebrannoakebrannoa"
SAID = "The harbour lamps went out before the vote was even counted."
KEY = "3lnova0lamps"
URI = f"at://{NOVA}/app.bsky.feed.post/{KEY}"
BASIS = "a request of 3 April 2031"


def record(text: str, **more: Any) -> dict[str, Any]:
    made = {"$type": "app.bsky.feed.post", "text": text, "createdAt": "2031-03-14T10:00:00Z"}
    return made | more


def cid(value: Any) -> str:
    digest = hashlib.sha256(libipld.encode_dag_cbor(value)).digest()
    return str(libipld.encode_cid(b"\x01\x71\x12\x20" + digest))


LAMPS = record(SAID)
ASKS = record(
    "What did you see at the quay?",
    reply={"root": {"uri": URI, "cid": cid(LAMPS)}, "parent": {"uri": URI, "cid": cid(LAMPS)}},
)
CREW = record("The crew stays with the captain, whatever the board says now.")


def event(did: str, key: str, value: dict[str, Any], at: int) -> dict[str, Any]:
    commit = {"rev": f"3lrev{at}", "operation": "create", "collection": "app.bsky.feed.post"}
    commit |= {"rkey": key, "record": value, "cid": cid(value)}
    return {"did": did, "time_us": 1_931_270_709_000_000 + at, "kind": "commit", "commit": commit}


EVENTS = [
    event(NOVA, KEY, LAMPS, 1),
    event(BRANN, "3lbrann0asks", ASKS, 2),
    event(BRANN, "3lbrann0crew", CREW, 3),
    {
        "did": NOVA,
        "time_us": 1_931_270_709_000_009,
        "kind": "identity",
        "identity": {"did": NOVA, "handle": "nova-quill.example", "seq": 1},
    },
]


def view(did: str, handle: str, key: str, value: dict[str, Any]) -> dict[str, Any]:
    return {
        "uri": f"at://{did}/app.bsky.feed.post/{key}",
        "cid": cid(value),
        "author": {"did": did, "handle": handle},
        "record": value,
        "indexedAt": "2031-03-14T10:00:01Z",
    }


def frame(did: str, key: str, value: dict[str, Any]) -> bytes:
    """A frame of the firehose with a record in its blocks; nobody has signed it."""
    data = libipld.encode_dag_cbor(value)
    address = b"\x01\x71\x12\x20" + hashlib.sha256(data).digest()
    header = libipld.encode_dag_cbor({"version": 1, "roots": []})

    def sized(part: bytes) -> bytes:
        size, out = len(part), b""
        while size > 0x7F:
            out, size = out + bytes([size & 0x7F | 0x80]), size >> 7
        return out + bytes([size]) + part

    blocks = sized(header) + sized(address + data)
    operation = {"action": "create", "path": f"app.bsky.feed.post/{key}", "cid": cid(value)}
    body = {"seq": 7, "repo": did, "rev": "3lrev", "time": "2031-03-14T10:00:02Z"}
    body |= {"ops": [operation], "blocks": blocks}
    head = libipld.encode_dag_cbor({"op": 1, "t": "#commit"})
    raw = head + libipld.encode_dag_cbor(body)
    return len(raw).to_bytes(4, "little") + raw


def warc(body: bytes) -> bytes:
    """A web archive of one page, gzip within chunks, as a server may send it."""
    packed = gzip.compress(body, mtime=0)
    half = len(packed) // 2
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in (packed[:half], packed[half:], b""))
    http = (
        b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n" + chunks
    )
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
        "WARC-Target-URI: https://quay.example/lamps\r\nWARC-Date: 2031-03-14T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + b"\r\n\r\n", mtime=0)


def wacz(archive: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("archive/data.warc.gz", archive)
        made.writestr("datapackage.json", '{"profile": "data-package", "wacz_version": "1.1.1"}')
    return out.getvalue()


def lines(rows: list[Any]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


@pytest.fixture
def case(tmp_path: Path) -> cc.Case:
    files = tmp_path / "in"
    files.mkdir()
    asks = view(BRANN, "brann-oake.example", "3lbrann0asks", ASKS)
    shown = view(NOVA, "nova-quill.example", KEY, LAMPS)
    (files / "stream.jsonl").write_bytes(lines(EVENTS))
    (files / "stream.jsonl.zst").write_bytes(zstandard.compress(lines(EVENTS[:3])))
    (files / "stream.jsonl.xz").write_bytes(lzma.compress(lines(EVENTS[:2])))
    (files / "stream.jsonl.bz2").write_bytes(bz2.compress(lines(EVENTS[1:])))
    (files / "answer.json").write_text(json.dumps({"posts": [shown, asks]}))
    frames = [frame(NOVA, KEY, LAMPS), frame(BRANN, "3lbrann0asks", ASKS)]
    frames.append(frame(BRANN, "3lbrann0crew", CREW))
    (files / "frames.bin").write_bytes(b"".join(frames))
    page = f"<html><body><p>{SAID}</p><p>nova-quill.example</p></body></html>".encode()
    (files / "page.warc.gz").write_bytes(warc(page))
    (files / "pages.wacz").write_bytes(wacz(warc(page)))
    (files / "stays.warc.gz").write_bytes(warc(b"<html><body>The quay is calm.</body></html>"))
    made = cc.Case.init(tmp_path / "case", group="Lanternworks", languages=["en"])
    made.add(files)
    made.write()
    for name in ("case.wacz", "ids.txt"):
        path = made.folder / "out" / name
        made.export(path, names="all") if name.endswith("wacz") else made.export(path, form="ids")
    return made


def spelt(words: str) -> Iterator[bytes]:
    """Yield words in every writing that a file may have them in."""
    raw = words.encode()
    yield raw
    yield json.dumps(words)[1:-1].encode()
    for name in ("utf-16-le", "utf-16-be"):
        yield words.encode(name)
    yield raw.hex().encode()
    yield raw.hex().upper().encode()
    yield hashlib.sha256(raw).hexdigest().encode()
    yield hashlib.sha256(raw).digest()
    yield "".join(f"%{byte:02X}" for byte in raw).encode()
    for shift in range(3):
        packed = base64.b64encode(b"\0" * shift + raw)
        yield packed[4:-4].rstrip(b"=")
        yield packed[4:-4].rstrip(b"=").replace(b"+", b"-").replace(b"/", b"_")


def needles() -> list[bytes]:
    own = cid(LAMPS)
    digest = libipld.decode_cid(own)["hash"]["digest"]
    words = [SAID, "nova-quill.example", NOVA, NOVA.removeprefix("did:plc:"), URI, KEY, own]
    found = [spelling for word in words for spelling in spelt(word)]
    found += [digest, digest.hex().encode(), base64.b64encode(digest).rstrip(b"=")]
    return [needle for needle in found if len(needle) > 6]


def deep(raw: bytes) -> Iterator[bytes]:
    yield raw
    for text in readings(raw, 1 << 26):
        yield text.encode()


def left(folder: Path) -> set[tuple[str, bytes]]:
    looked = [(name, part) for name, raw in everything(folder) for part in deep(raw)]
    return {(name, n) for name, part in looked for n in needles() if n in part}


def test_the_test_finds_what_is_there(case: cc.Case) -> None:
    names = {name for name, _ in left(case.folder)}
    assert {name for name in names if name.startswith("capture")} == {
        f"capture {c.source}" for c in case.vault.captures() if "stays" not in c.source
    }
    assert "out/case.wacz" in names
    assert cid(LAMPS).encode() in {needle for _, needle in left(case.folder)}


@pytest.mark.parametrize("who", ["nova-quill.example", NOVA])
def test_neither_text_nor_handle_nor_id_nor_cid_is_left(case: cc.Case, who: str) -> None:
    before = {post.post_id: post.text for post in case.documents().posts}
    case.forget(who, basis=BASIS)
    assert left(case.folder) == set()
    again = cc.Case.open(case.folder)
    posts = {post.post_id: post.text for post in again.documents().posts}
    assert posts == {i: text for i, text in before.items() if NOVA not in i}
    assert len(posts) == 2
    assert not again.check().failed
    assert any("stays" in capture.source for capture in again.vault.captures())
    again.write()
    again.export(case.folder / "out" / "case.wacz", names="all")
    assert left(case.folder) == set()


def test_what_is_packed_without_end_is_looked_into_up_to_a_bound() -> None:
    bomb = gzip.compress(b"a" * (1 << 22))
    assert max(map(len, readings(bomb, 1 << 16))) <= max(1 << 16, len(bomb))
    damaged = gzip.compress(SAID.encode() * 50)[:-20]
    assert any(SAID in text for text in readings(damaged, 1 << 20))
    assert len(list(readings(b"PK\x03\x04 no zip", 1 << 20))) == 1
    assert len(list(readings(b"WARC/1.0 no archive", 1 << 20))) >= 1
    assert SAID in list(readings(SAID.encode("utf-16-be"), 1 << 20))
    assert SAID in list(readings(SAID.encode("utf-16"), 1 << 20))
