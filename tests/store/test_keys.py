"""Every line has its own key; a destroyed key is gone for good, and no other with it."""

from __future__ import annotations

import json
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contrecoup.errors import KeysMissing
from contrecoup.store import Vault
from contrecoup.store.keys import Keys
from contrecoup.store.sealing import close_line, open_line


@pytest.fixture
def keys(tmp_path):
    made = Keys(tmp_path)
    made.need(new=True)
    return made


def test_the_file_is_its_owners_alone(keys, tmp_path):
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o600
    assert "Keep a copy apart" in json.loads((tmp_path / "keys").read_bytes())["about"]


def test_two_cases_have_no_key_in_common(tmp_path):
    found = set()
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        keys = Keys(tmp_path / name)
        keys.need(new=True)
        found |= {keys.of(1), keys.of(2), keys.signing, keys.secret("one"), keys.secret("two")}
    assert len(found) == 10


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    gone=st.sets(st.integers(0, 200) | st.integers(0, 2**32 - 1), max_size=20),
    others=st.sets(st.integers(0, 200) | st.integers(0, 2**32 - 1), max_size=20),
)
def test_destroyed_keys_are_gone_and_all_others_stay(tmp_path, gone, others):
    (tmp_path / "keys").unlink(missing_ok=True)
    keys = Keys(tmp_path)
    keys.need(new=True)
    before = {number: keys.of(number) for number in others | gone}
    keys.destroy(sorted(gone))
    for reader in (keys, Keys(tmp_path)):
        for number in others - gone:
            assert reader.of(number) == before[number]
        for number in gone:
            assert reader.of(number) is None
    text = (tmp_path / "keys").read_text()
    assert not any(before[number].hex() in text for number in gone)
    keys.destroy(sorted(gone))
    assert (tmp_path / "keys").read_text() == text


def test_a_seed_gives_the_same_keys_without_the_file(tmp_path):
    one = Keys(tmp_path / "one", lambda: "sample")
    two = Keys(tmp_path / "two", lambda: "sample")
    assert one.of(7) == two.of(7)
    assert Keys(tmp_path / "one", lambda: "other").of(7) != one.of(7)
    assert not Keys(tmp_path / "one").held


@pytest.mark.parametrize("raw", [b"", b"{}", b'{"tree":{"":"zz"}}', b"\xff"])
def test_what_is_no_file_of_keys_is_named(tmp_path, raw):
    (tmp_path / "keys").write_bytes(raw)
    with pytest.raises(KeysMissing) as caught:
        Keys(tmp_path).of(1)
    assert caught.value.next_step


@pytest.mark.parametrize("field", ["secret", "signing"])
@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_key_of_another_length_is_named(keys, tmp_path, field, size):
    path = tmp_path / "keys"
    held = json.loads(path.read_bytes())
    path.write_text(json.dumps(held | {field: "a1" * size}))
    with pytest.raises(KeysMissing, match="this is not a file of keys"):
        keys.secret("pseudonyms")
    path.write_text(json.dumps(held | {field: "a1" * 32}))
    assert len(keys.secret("pseudonyms")) == 32


def test_without_its_keys_a_vault_says_so_and_takes_nothing(case, kit):
    kit.keep(Vault(case), b"one")
    kept = (case / "keys").read_bytes()
    (case / "keys").unlink()
    for action in (
        lambda: Vault(case).captures(),
        lambda: kit.keep(Vault(case), b"two"),
        lambda: Vault(case).act("report", kit.at()),
    ):
        with pytest.raises(KeysMissing, match="keys"):
            action()
    assert all(v.ok for v in Vault(case).verify()), "the chain needs no keys"
    (case / "keys").write_bytes(kept)
    assert Vault(case).captures()[0].source == "a.json"


def test_the_keys_of_another_case_open_nothing(case, kit, tmp_path):
    kit.keep(Vault(case), b"one")
    (tmp_path / "other").mkdir()
    Keys(tmp_path / "other").need(new=True)
    (tmp_path / "other" / "keys").replace(case / "keys")
    with pytest.raises(KeysMissing, match="line 1"):
        Vault(case).captures()


@settings(deadline=None)
@given(contents=st.dictionaries(st.text(), st.text() | st.integers(-(2**53), 2**53)))
def test_a_line_opens_with_its_key_alone(contents):
    key, other = os.urandom(32), os.urandom(32)
    closed = close_line(key, contents)
    assert open_line(key, closed) == contents
    assert open_line(other, closed) is None
    assert open_line(key, closed[:-8]) is None
    assert open_line(key, "é") is None
