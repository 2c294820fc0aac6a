"""A vault of before encryption opens as it is, and is encrypted at the first write."""

from __future__ import annotations

import hashlib
import os

import pytest
import zstandard

from contrecoup.errors import HashMismatch
from contrecoup.store import Vault
from contrecoup.store.log import Log


@pytest.fixture
def old(case, kit):
    """Return a case as versions before encryption wrote them."""
    log = Log(case, "vault/manifest.jsonl")
    for number, body in enumerate((b"one", b"two" * 400_000)):
        digest = hashlib.sha256(body).hexdigest()
        stored = zstandard.compress(body)
        path = case / f"vault/objects/{digest[:2]}/{digest}.zst"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(stored)
        line = {"at": kit.at(number), "act": "capture", "object": digest, "size": len(body)}
        line |= {"stored": hashlib.sha256(stored).hexdigest(), "source": f"{number}.json"}
        log.append(line | {"how": "file", "role": "", "tool": "contrecoup", "version": "0"})
    log.append({"at": kit.at(3), "act": "map", "object": digest, "columns": {"text": "Message"}})
    log.append(
        {"at": kit.at(3), "act": "restore", "object": digest, "size": 1, "stored": line["stored"]}
    )
    return case


def test_it_opens_and_verifies_as_it_is(old):
    vault = Vault(old)
    one, two = vault.captures()
    assert vault.open(one.capture_id).read() == b"one"
    assert (old / vault.object_name(two.capture_id)).is_file()
    assert all(v.ok for v in vault.verify())
    assert not (old / "keys").exists()


@pytest.mark.parametrize("body", [b"two", b"three", b"on"])
def test_another_object_in_the_place_of_an_old_one_is_told(old, body):
    vault = Vault(old)
    one, _ = vault.captures()
    (old / vault.object_name(one.capture_id)).write_bytes(zstandard.compress(body))
    with pytest.raises(HashMismatch), vault.open(one.capture_id) as stream:
        stream.read()
    assert [v.message for v in vault.verify() if not v.ok]


def same(case, before, kit):
    vault = Vault(case)
    assert vault.captures()[:2] == before
    assert vault.open(before[1].capture_id).read() == b"two" * 400_000
    assert [a.fields["columns"] for a in vault.acts() if a.act == "map"] == [{"text": "Message"}]
    assert [v for v in vault.verify() if not v.ok] == []


def test_the_first_write_encrypts_it(old, kit):
    before = Vault(old).captures()
    kit.keep(Vault(old), b"three")
    same(old, before, kit)
    assert not list(old.rglob("*.zst"))
    assert not (old / ".convert").exists()
    raw = (old / "vault/manifest.jsonl").read_bytes()
    assert not any(c.capture_id.encode() in raw or c.source.encode() in raw for c in before)


def test_killed_at_any_call_it_has_the_old_vault_or_the_new_one(old, kit, tmp_path):
    import shutil

    before = Vault(old).captures()
    number = 0
    while True:
        number += 1
        case = tmp_path / f"copy{number}"
        shutil.copytree(old, case)
        calls = 0

        def stopping(real, number=number):
            def call(*args, **more):
                nonlocal calls
                calls += 1
                if calls >= number:
                    raise KeyboardInterrupt
                return real(*args, **more)

            return call

        with pytest.MonkeyPatch.context() as patch:
            for name in ("rename", "replace", "fsync", "rmdir", "unlink"):
                patch.setattr(os, name, stopping(getattr(os, name)))
            try:
                kit.keep(Vault(case), b"three")
            except KeyboardInterrupt:
                pass
            else:
                break
        assert Vault(case).captures()[:2] == before
        kit.keep(Vault(case), b"three")
        same(case, before, kit)
    assert number > 15
