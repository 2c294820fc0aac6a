"""Signed forms of Bluesky: frames of the firehose, repositories, DID documents."""

import json
from datetime import UTC, datetime

import libipld
import pytest

from contrecoup.errors import SourceError
from contrecoup.model.outcomes import Notice, Problem
from contrecoup.model.posts import Post
from contrecoup.sources import detect
from contrecoup.sources.bluesky_car import revised

DID = "did:plc:abcdefghijklmnop"
KEY = "zQ3shTgMw7FTYJ1x1T5siexew5bSibf4TYdbmY44d3aAKf43e"


def frame(kind, body, op=1):
    header = {"op": op} | ({"t": kind} if kind else {})
    raw = libipld.encode_dag_cbor(header) + libipld.encode_dag_cbor(body)
    return len(raw).to_bytes(4, "little") + raw


def session(sample):
    raw = sample("bluesky_loopback_session/frames.bin")
    parts = []
    while raw:
        size = 4 + int.from_bytes(raw[:4], "little")
        parts.append(raw[:size])
        raw = raw[size:]
    return parts


def ids(found):
    return [i.post_id for i in found if isinstance(i, Post)]


def test_one_bare_frame(sample, items, give):
    bare = session(sample)[0][4:]
    assert detect(give(bare)) == "bluesky-firehose"
    (post,) = items(bare)
    assert post.place == "frame 1"
    assert post.tool == "firehose"
    assert post.collected_at.year == 2026


@pytest.mark.parametrize(
    "damage",
    [
        lambda f: b"\xff\xff\xff\x7f" + f[4:],
        lambda f: b"\x05\x00\x00\x00" + f[4:],
        lambda f: (len(f) + 90).to_bytes(4, "little") + f[4:],
        lambda f: f[:4] + b"\x00" + f[5:],
        lambda f: f[:60],
        lambda f: f[:30] + b"\xff" + f[31:],
        lambda _: b"noise",
    ],
)
def test_a_damaged_frame_costs_only_itself(damage, sample, items):
    parts = session(sample)
    whole = ids(items(b"".join(parts)))
    found = items(b"".join([*parts[:4], damage(parts[4]), *parts[5:]]))
    assert ids(found) == whole[:4] + whole[5:]
    assert [i for i in found if isinstance(i, Problem)]


def test_frames_that_carry_no_post(items, counted):
    raw = b"".join(
        [
            frame("#sync", {"did": DID, "rev": "3k", "blocks": b"", "seq": 1, "time": "x"}),
            frame("#info", {"name": "OutdatedCursor"}),
            frame("", {"error": "FutureCursor", "message": "Cursor in the future."}, -1),
            frame("#identity", {"did": DID, "handle": "ada.test", "seq": 2, "time": "x"}),
            frame("#account", {"did": DID, "active": True, "seq": 3, "time": "x"}),
            frame("#account", {"did": DID, "active": False, "status": "suspended", "time": "x"}),
            frame("#novel", {"did": DID}),
            frame("#commit", {"repo": DID, "blocks": b"", "ops": [], "commit": b"x"}),
            frame("#commit", {"repo": DID}),
            frame("#commit", {"repo": "x"}),
            frame("#commit", {"repo": DID, "blocks": b"", "commit": b"", "ops": 5}),
            frame("#commit", []),
        ]
    )
    found = items(raw)
    assert counted(found) == {
        "Skipped:sync": 1,
        "Skipped:info": 1,
        "Skipped:identity": 1,
        "Skipped:account active": 1,
        "Observation:suspended": 1,
        "Problem": 7,
        "Notice": 2,
    }
    reasons = [i.reason for i in found if isinstance(i, Problem | Notice)]
    assert "the network refused: FutureCursor Cursor in the future." in reasons
    assert any("OutdatedCursor" in r for r in reasons)
    assert any("set anew" in r for r in reasons)


def test_an_empty_file_of_frames(items):
    for raw in (b"", b"abcdefgh" * 9):
        with pytest.raises(SourceError):
            items(raw, format="bluesky-firehose")


def test_a_repository(sample, items):
    found = items(sample("bluesky_loopback_session/repo.before.car"))
    posts = [i for i in found if isinstance(i, Post)]
    assert all(p.tool == "repository" and p.collected_at for p in posts)
    assert not [i for i in found if isinstance(i, Notice | Problem)]


def test_a_repository_that_is_cut_or_altered(sample, items):
    raw = sample("bluesky_car/repo.car")
    whole = ids(items(raw))
    for size in range(100, len(raw), 97):
        try:
            found = items(raw[:size])
        except SourceError:
            continue
        assert set(ids(found)) <= set(whole)
        assert any(isinstance(i, Problem) for i in found)
    post = next(i for i in items(raw) if isinstance(i, Post) and len(i.text) > 12)
    place = raw.index(post.text.encode()[:12])
    altered = raw[:place] + b"#" + raw[place + 1 :]
    found = items(altered)
    assert ids(found) == whole
    assert any(
        "not those that its address names" in i.reason for i in found if isinstance(i, Notice)
    )


def test_what_is_no_repository(items):
    for raw in (b"", b"\x00", b"abc"):
        with pytest.raises(SourceError):
            items(raw, format="bluesky-car")


def test_the_time_in_a_revision():
    assert revised("3n2yjwzaefk22").replace(microsecond=0) == datetime(
        2026, 11, 23, 16, 20, 47, tzinfo=UTC
    )
    assert revised("3k") is None
    assert revised("2222222222222") is None
    assert revised("zzzzzzzzzzzzz").year == 3111
    assert revised("3n2yjwzaefk2!") is None


METHOD = {"id": f"{DID}#atproto", "type": "Multikey", "publicKeyMultibase": KEY}
DOCUMENT = {"id": DID, "alsoKnownAs": ["at://ada.test"], "verificationMethod": [METHOD]}
DATA = {"did": DID, "verificationMethods": {"atproto": f"did:key:{KEY}"}}
OPERATION = {"type": "plc_operation", "verificationMethods": {"atproto": f"did:key:{KEY}"}}
OPERATION["prev"] = "bafy"
ENTRY = {"did": DID, "cid": "bafy", "createdAt": "2031-01-02T03:04:05Z", "operation": OPERATION}


@pytest.mark.parametrize(
    "value", [DOCUMENT, [DOCUMENT], {DID: DOCUMENT}, DATA, {DID: DATA}, [ENTRY], ENTRY]
)
def test_documents_of_identities(value, items, give):
    assert detect(give(value)) == "did-documents"
    (key,) = items(value)
    assert (key.account_id, key.key) == (f"bluesky:{DID}", f"did:key:{KEY}")


def test_what_documents_say_beside_the_key(items):
    assert items(DOCUMENT)[0].handle == "ada.test"
    assert items([ENTRY])[0].since.at == datetime(2031, 1, 2, 3, 4, 5, tzinfo=UTC)
    early = {"type": "create", "signingKey": f"did:key:{KEY}", "handle": "ada.test", "prev": "b"}
    assert items([ENTRY | {"operation": early}])[0].handle == "ada.test"


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (ENTRY | {"nullified": True}, "Skipped"),
        (ENTRY | {"operation": {"type": "plc_tombstone"}}, "Skipped"),
        (DOCUMENT | {"verificationMethod": []}, "Problem"),
        (DOCUMENT | {"verificationMethod": [METHOD | {"publicKeyMultibase": "zz"}]}, "Problem"),
        ({DID: DOCUMENT, "did:web:x": 5}, "Problem"),
    ],
)
def test_documents_without_a_key(value, kind, items):
    assert type(items(json.dumps(value))[-1]).__name__ == kind


def test_frames_apart_and_their_texts(sample):
    from contrecoup.sources.bluesky_frames import spelt, split

    parts = session(sample)
    whole = b"".join(parts)
    assert split(whole) == parts
    assert split(whole[:-1]) == []
    assert split(b"abc") == []
    words = spelt(parts[0]).split("\n")
    assert "did:plc:ytyw7ivymifnk5rdmcfxk5oc" in words
    assert any("lettre ouverte" in word for word in words)
    assert "lettre" in spelt(parts[0][:4] + b"\xff" + parts[0][5:])
