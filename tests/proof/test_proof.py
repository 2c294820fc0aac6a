"""Signed repositories: every real frame proven, every altered byte noticed."""

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import libipld
import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contrecoup.proof import Changed, NotProven, Told, did_key, opened, prove, walked
from contrecoup.proof.blocks import Car, named
from contrecoup.proof.keys import signed_by
from contrecoup.proof.trees import found
from contrecoup.sources import Input
from contrecoup.sources.bluesky_frames import event, frames, told
from contrecoup.sources.entries import Remarks

SAMPLES = Path(__file__).parents[2].parent / "shared" / "data" / "formats"
FIREHOSE = SAMPLES / "bluesky_firehose"
needs_samples = pytest.mark.skipif(not FIREHOSE.is_dir(), reason="the samples are not here")
AT = datetime(2031, 6, 1, tzinfo=UTC)


def frames_of(path):
    return list(
        frames(Input(name=path.name, capture_id="c", captured_at=AT, open=lambda: path.open("rb")))
    )


def lines(path):
    return path.read_bytes().splitlines()


def keys_of(path):
    docs = json.loads(path.read_bytes())
    return {
        did: [
            did_key(m["type"], m["publicKeyMultibase"])
            for m in doc["verificationMethod"]
            if m["id"].endswith("#atproto")
        ]
        for did, doc in docs.items()
    }


@needs_samples
def test_every_event_is_what_jetstream_sent():
    expected = [json.loads(line) for line in lines(FIREHOSE / "jetstream_expected.ndjson")]
    got = []
    for frame in frames_of(FIREHOSE / "frames.bin.zst"):
        whole = told(frame)
        got += [event(frame, change, whole, Remarks()) for change in whole.changes]
    for line in expected:
        del line["time_us"]
    order = lambda e: (e["did"], e["commit"]["rev"], e["commit"]["rkey"])  # noqa: E731
    assert sorted(got, key=order) == sorted(expected, key=order)


@needs_samples
def test_every_frame_is_signed_and_every_record_proven():
    keys = keys_of(FIREHOSE / "did_docs.json")
    shown = [s for f in frames_of(FIREHOSE / "frames.bin.zst") for s in prove(told(f), keys)]
    assert len(shown) == 77
    assert not [s for s in shown if s.fault]
    assert all(s.key in keys[s.uri.split("/")[2]] for s in shown)
    assert sum(s.gone for s in shown) == 1
    assert all(named(b"\x01\x71\x12\x20" + sha(s.record)) == s.cid for s in shown if not s.gone)


def sha(data):
    digest = hashes.Hash(hashes.SHA256())
    digest.update(data)
    return digest.finalize()


@needs_samples
def test_the_deletions_of_the_session_name_what_was_held():
    session = SAMPLES / "bluesky_loopback_session"
    data = json.loads((session / "did_data.json").read_bytes())
    keys = {did: [doc["verificationMethods"]["atproto"]] for did, doc in data.items()}
    shown = [
        s
        for f in frames_of(session / "frames.bin")
        if f.kind == "#commit"
        for s in prove(told(f), keys)
    ]
    truth = [json.loads(line) for line in lines(session / "truth.ndjson")]
    dead = next(t["did"] for t in truth if t.get("status") == "deleted")
    deleted = {t["uri"]: t["prev"] for t in truth if t["op"] == "delete" and dead not in t["uri"]}
    assert {s.uri: s.prev for s in shown if s.gone} == deleted
    assert not [s for s in shown if s.fault]
    created = {t["uri"]: (t["cid"], t["text"]) for t in truth if t["op"] == "create"}
    seen = {s.uri: (s.cid, s.words) for s in shown if not s.gone and not s.prev and s.words}
    assert seen == created


@needs_samples
def test_a_repository_lists_what_goat_lists():
    folder = SAMPLES / "bluesky_car"
    car = opened((folder / "repo.car").read_bytes())
    commit = car.value_of(car.roots[0])
    held = {(key.decode(), named(cid)) for key, cid in walked(car, commit["data"])}
    lines = (folder / "car_expected_records.tsv").read_text(encoding="utf-8").splitlines()
    assert held == {tuple(line.split("\t")) for line in lines}
    assert not car.damaged


def made():
    """Return a commit of an invented account with one post, its blocks and its key."""
    private = ec.derive_private_key(7, ec.SECP256R1())
    point = private.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.CompressedPoint
    )
    key = "did:key:" + libipld.encode_multibase("z", b"\x80\x24" + point)
    record = libipld.encode_dag_cbor({"$type": "app.bsky.feed.post", "text": "bonjour"})
    record_cid = cid_of(record)
    rest = [{"p": 0, "k": b"app.bsky.feed.post/3k", "v": record_cid, "t": None}]
    tree = libipld.encode_dag_cbor({"l": None, "e": rest})
    body = {"did": "did:plc:a", "version": 3, "rev": "3k", "data": cid_of(tree), "prev": None}
    commit = libipld.encode_dag_cbor(body | {"sig": signature(private, body)})
    return key, private, [commit, tree, record]


def cid_of(block):
    return b"\x01\x71\x12\x20" + sha(block)


def signature(private, body, *, low=True):
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    r, s = decode_dss_signature(
        private.sign(libipld.encode_dag_cbor(body), ec.ECDSA(hashes.SHA256()))
    )
    if (s * 2 > order) is low:
        s = order - s
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def packed(blocks):
    header = libipld.encode_dag_cbor({"roots": [cid_of(blocks[0])], "version": 1})
    parts = [bytes([len(header)]), header]
    for block in blocks:
        size = 36 + len(block)
        parts += [bytes([size & 0x7F | 0x80, size >> 7]), cid_of(block), block]
    return b"".join(parts)


def tell(blocks, action="create", cid=None, did="did:plc:a", path="app.bsky.feed.post/3k"):
    change = Changed(place="frame 1", action=action, path=path, cid=cid or cid_of(blocks[2]))
    return Told(did=did, commit=cid_of(blocks[0]), changes=(change,), car=opened(packed(blocks)))


def shown(whole, key):
    (one,) = prove(whole, {"did:plc:a": [key]} if key else {})
    return one


def test_a_post_is_proven():
    key, _, blocks = made()
    one = shown(tell(blocks), key)
    assert (one.fault, one.key, one.words, one.rev) == ("", key, "bonjour", "3k")
    assert shown(tell(blocks), "").key == ""
    assert shown(tell(blocks), "").fault == ""


def test_what_does_not_hold_is_said():
    key, private, blocks = made()
    commit, tree, record = blocks
    other = libipld.encode_dag_cbor({"text": "autre"})
    assert "at this address" in shown(tell([commit, tree, record], cid=cid_of(other)), key).fault
    assert "at this address" in shown(tell(blocks, path="app.bsky.feed.post/3l"), key).fault
    assert "still stands" in shown(tell(blocks, "delete"), key).fault
    assert shown(tell(blocks, "delete", path="app.bsky.feed.post/3l"), key).gone
    assert "another account" in shown(tell(blocks, did="did:plc:b"), key).fault
    wrong = did_key_of(ec.derive_private_key(8, ec.SECP256K1()))
    assert "none of the account's keys" in shown(tell(blocks), wrong).fault
    body = libipld.decode_dag_cbor(commit)
    del body["sig"]
    high = libipld.encode_dag_cbor(body | {"sig": signature(private, body, low=False)})
    assert "none of the account's keys" in shown(tell([high, tree, record]), key).fault
    short = libipld.encode_dag_cbor(body | {"sig": b"x"})
    assert "none of the account's keys" in shown(tell([short, tree, record]), key).fault
    old = libipld.encode_dag_cbor(body | {"version": 1, "sig": b""})
    assert "no version" in shown(tell([old, tree, record]), key).fault


def did_key_of(private):
    point = private.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.CompressedPoint
    )
    return "did:key:" + libipld.encode_multibase("z", b"\xe7\x01" + point)


@cache
def made_once():
    return made()


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_altered_byte_of_a_proof_is_noticed(data):
    key, _, blocks = made_once()
    raw = bytearray(packed(blocks))
    place = data.draw(st.integers(0, len(raw) - 1))
    raw[place] ^= data.draw(st.integers(1, 255))
    try:
        car = opened(bytes(raw))
    except NotProven:
        return
    change = Changed(
        place="frame 1", action="create", path="app.bsky.feed.post/3k", cid=cid_of(blocks[2])
    )
    whole = Told(did="did:plc:a", commit=cid_of(blocks[0]), changes=(change,), car=car)
    one = shown(whole, key)
    assert one.fault or (place < raw.index(cid_of(blocks[0])) and one.words == "bonjour")


@pytest.mark.parametrize(
    "node",
    [
        {"l": None, "e": [{"p": 3, "k": b"a", "v": b"v", "t": None}]},
        {"l": None, "e": [{"p": 0, "k": b"b", "v": b"v"}, {"p": 0, "k": b"a", "v": b"v"}]},
        {"l": None, "e": [{"p": 0, "k": b"a", "v": None}]},
        {"l": None, "e": None},
        {"l": None, "e": [5]},
    ],
)
def test_a_malformed_tree_proves_nothing(node):
    block = libipld.encode_dag_cbor(node)
    car = Car((cid_of(block),), {cid_of(block): block})
    with pytest.raises(NotProven, match="malformed"):
        found(car, cid_of(block), b"c")
    assert list(walked(car, cid_of(block))) == []


def test_a_tree_whose_nodes_are_missing_proves_nothing():
    node = libipld.encode_dag_cbor({"l": None, "e": [{"p": 0, "k": b"b", "v": b"v", "t": None}]})
    top = {"l": cid_of(b"not here"), "e": [{"p": 0, "k": b"d", "v": b"v", "t": cid_of(node)}]}
    block = libipld.encode_dag_cbor(top)
    car = Car((), {cid_of(block): block, cid_of(node): node})
    with pytest.raises(NotProven, match="not in the proof"):
        found(car, cid_of(block), b"a")
    assert found(car, cid_of(block), b"d") == b"v"
    assert found(car, cid_of(block), b"e") is None
    assert [key for key, _ in walked(car, cid_of(block))] == [b"d", b"b"]
    with pytest.raises(NotProven, match="no address"):
        found(car, 5, b"a")


def test_blocks_that_are_none():
    block = libipld.encode_dag_cbor([1])
    with pytest.raises(NotProven, match="no object"):
        Car((), {b"k": block}).value_of(b"k")
    with pytest.raises(NotProven, match="not DAG-CBOR"):
        Car((), {b"k": b"\xff"}).value_of(b"k")
    for raw in (b"", b"\xff" * 20, b"\x01\xa0", libipld.encode_dag_cbor({"a": 1})):
        with pytest.raises(NotProven):
            opened(raw)
    _, _, blocks = made()
    raw = packed(blocks)
    assert opened(raw[:-1]).cut
    assert opened(raw + b"\xff" * 11).cut
    assert not opened(raw).cut
    assert named(b"\x00") == "00"
    altered = raw[:-1] + b"\x00"
    assert len(opened(altered).damaged) == 1
    assert not opened(altered + packed(blocks)[packed(blocks).index(b"\xa2eroots") + 58 :]).roots[
        1:
    ]


def test_keys_of_documents():
    private = ec.derive_private_key(9, ec.SECP256K1())
    point = private.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    old = libipld.encode_multibase("z", point)
    assert did_key("EcdsaSecp256k1VerificationKey2019", old) == did_key_of(private)
    with pytest.raises(ValueError, match="no curve"):
        did_key("Multikey", libipld.encode_multibase("z", b"\xed\x01" + b"1" * 32))
    assert not signed_by("did:key:zzz", b"", b"0" * 64)
    assert not signed_by(did_key_of(private), b"", "text")


def test_a_deletion_whose_frame_lacks_the_path_proves_nothing():
    key, _, (commit, tree, record) = made()
    whole = tell([commit, record, record], "delete", path="app.bsky.feed.post/3l")
    assert list(prove(whole, {"did:plc:a": [key]})) == []
    create = tell([commit, record, record], cid=cid_of(record))
    assert "not in the proof" in shown(create, key).fault
    altered = bytearray(packed([commit, tree, record]))
    altered[altered.index(tree) + 1] ^= 1
    change = Changed(place="f", action="delete", path="app.bsky.feed.post/3l")
    whole = Told(
        did="did:plc:a", commit=cid_of(commit), changes=(change,), car=opened(bytes(altered))
    )
    assert shown(whole, key).fault


def test_a_signed_record_that_is_no_object_has_no_words():
    key, private, (commit, _, _) = made()
    record = libipld.encode_dag_cbor([1])
    tree = libipld.encode_dag_cbor(
        {"l": None, "e": [{"p": 0, "k": b"app.bsky.feed.post/3k", "v": cid_of(record), "t": None}]}
    )
    body = libipld.decode_dag_cbor(commit) | {"data": cid_of(tree)}
    del body["sig"]
    signed = libipld.encode_dag_cbor(body | {"sig": signature(private, body)})
    one = shown(tell([signed, tree, record]), key)
    assert (one.fault, one.words) == ("", "")
