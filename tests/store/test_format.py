"""What lies on the disk keeps its form: a vault that an earlier version wrote opens, byte for byte."""

from __future__ import annotations

import hashlib
import io
import json

import pytest

from contrecoup.store.keys import Keys
from contrecoup.store.log import Log, chain
from contrecoup.store.objects import name_of, old_name_of
from contrecoup.store.sealing import close_line, closed_pieces, open_line, opened, salt_of

KEY = bytes(range(32))


@pytest.mark.parametrize(
    ("size", "length", "digest"),
    [
        (0, 52, "df892678c94f218121e17dda5ffa7934dd893493854c372844bfff26c55fd6bf"),
        (1 << 20, 1048628, "caa6dd5b961cd8f8ef0919e4f39d12405be6df20936895d239dbf738f7033c5f"),
        (
            (1 << 20) + 1,
            1048645,
            "135458f987cce001c1752168e370e85bc262c523182b2f047fddfade06bdca85",
        ),
        (5 << 19, 2621524, "bacc62461e9760e8de97bd69144af559cb8e42d091b7d7b371f9888096280609"),
    ],
)
def test_an_object_is_a_head_and_chunks_of_a_mebibyte(size, length, digest):
    data = (b"the sea rises " * (size // 14 + 1))[:size]
    salt = salt_of(KEY, hashlib.sha256(data).digest())
    half = size // 2
    stored = b"".join(closed_pieces(KEY, salt, (data[:half], data[half:])))
    assert len(stored) == length
    assert stored.startswith(b"contrecoup object 1\n")
    assert hashlib.sha256(stored).hexdigest() == digest
    assert opened(io.BytesIO(stored), KEY).read(size + 1) == data[: 1 << 20]


def test_a_sealed_line_of_an_earlier_version_opens():
    closed = "H+16w+5+2wVcsrzvb6m6xQh1Jhc+LmFKwoRs40SwgY8OBsxeKssf+aHuCtaYhFMAihzOAa4O2tUDf60H"
    assert close_line(KEY, {"source": "été.json", "size": 3}) == closed
    assert open_line(KEY, closed) == {"source": "été.json", "size": 3}


def test_a_lines_key_follows_from_the_tree(tmp_path):
    keys = Keys(tmp_path, lambda: "a sample")
    found = {number: keys.of(number) for number in (0, 1, 7, 1 << 20, (1 << 32) - 1)}
    digest = hashlib.sha256(b"".join(found.values())).hexdigest()
    assert digest == "d697f9f60ddbb791151e9aab26d11336a5de2caa618119aabd2debb44a60b419"
    assert (
        keys.secret("pseudonyms").hex()
        == "4427f3ba449c97d5aad6df012d650e8b988b43085cad15bdebabe8db93574d4f"
    )
    assert keys.signing.hex() == "25c199b37cbbb15c21869248d6068459c0027e8475df4e7f7c408b6317b7c5b1"
    keys.need(new=True)
    held = json.loads((tmp_path / "keys").read_bytes())
    assert (held["version"], held["tree"].keys()) == (1, {""})


def test_a_log_is_lines_of_json_in_a_chain(tmp_path):
    raw = chain([{"act": "a", "who": "Zoé"}, {"act": "b", "at": None}])
    assert (
        hashlib.sha256(raw).hexdigest()
        == "e824c088d85af7eccf4f954ac2e262757913eda8a0282959004e15806e969cfb"
    )
    (tmp_path / "a.jsonl").write_bytes(raw)
    assert [line["act"] for line in Log(tmp_path, "a.jsonl").lines()] == ["a", "b"]


def test_objects_lie_under_the_first_two_digits_of_their_hash():
    assert name_of("ab" * 32) == f"vault/objects/ab/{'ab' * 32}.enc"
    assert old_name_of("cd" * 32) == f"vault/objects/cd/{'cd' * 32}.zst"
