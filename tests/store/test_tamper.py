"""Whatever is changed behind our back is named."""

from __future__ import annotations

import contextlib
import json
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contrecoup.errors import ChainBroken, EvidenceError
from contrecoup.model.decisions import Decision
from contrecoup.store import Decisions, Vault
from contrecoup.store.log import chain


@pytest.fixture
def full(case, kit):
    vault = Vault(case)
    for n in range(5):
        kit.keep(vault, b"object %d" % n * 50, source=f"{n}.json")
    return case


def manifest(case):
    return case / "vault" / "manifest.jsonl"


def objects(case):
    return sorted((case / "vault" / "objects").rglob("*.enc"))


def failed(case):
    return [v for v in Vault(case).verify() if not v.ok]


def test_an_untouched_vault_passes(full):
    verdicts = list(Vault(full).verify())
    assert all(v.ok for v in verdicts)
    assert [v.kind for v in verdicts] == ["chain", *["unchanged since capture"] * 5]


def test_every_flipped_byte_of_an_object_is_named(full):
    path = objects(full)[2]
    good = path.read_bytes()
    for place in range(len(good)):
        for bit in (1, 16, 128):
            bad = bytearray(good)
            bad[place] ^= bit
            path.write_bytes(bad)
            (verdict,) = failed(full)
            assert verdict.target.endswith(path.name)
            assert verdict.kind == "unchanged since capture"


@pytest.mark.parametrize("tail", [b"\x00", b"junk" * 1000])
def test_bytes_behind_an_object_are_named(full, tail):
    path = objects(full)[0]
    path.write_bytes(path.read_bytes() + tail)
    (verdict,) = failed(full)
    assert verdict.target.endswith(path.name)
    assert "altered" in verdict.message


def test_large_objects_are_verified_in_pieces(case, kit):
    vault = Vault(case)
    data = bytes(range(256)) * 5000
    capture = kit.keep(vault, data)
    kit.keep(vault, data[:-1])
    assert failed(case) == []
    path = case / vault.object_name(capture.capture_id)
    good = path.read_bytes()
    for bad in (good[:-1], good + b"x", good[:30] + b"?" + good[31:], b"", good[:4] + good):
        path.write_bytes(bad)
        (verdict,) = failed(case)
        assert verdict.target.endswith(path.name)


def test_two_swapped_objects_are_both_named(full):
    one, two, *_ = objects(full)
    first = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(first)
    assert {v.target.rpartition("/")[2] for v in failed(full)} == {one.name, two.name}


def test_a_lost_object_is_named(full):
    path = objects(full)[3]
    path.unlink()
    (verdict,) = failed(full)
    assert (verdict.target.endswith(path.name), verdict.message) == (True, "is missing")


@pytest.mark.parametrize("name", ["vault/objects/aa/extra.enc", "vault/objects/notes.txt"])
def test_what_is_too_much_is_named(full, name):
    (full / name).parent.mkdir(exist_ok=True)
    (full / name).write_bytes(b"?")
    (verdict,) = failed(full)
    assert (verdict.kind, verdict.target) == ("extra", name)


def cut(lines):
    return [lines[0], *lines[2:]]


def cut_last(lines):
    return lines[:-1]


def reorder(lines):
    return [lines[1], lines[0], *lines[2:]]


def insert(lines):
    return [*lines[:2], lines[1], *lines[2:]]


def replay(lines):
    return [*lines, lines[0]]


def forge(lines):
    line = json.loads(lines[1])
    line["at"] = "2031-01-01T00:00:00Z"
    return [lines[0], json.dumps(line).encode(), *lines[2:]]


def gap(lines):
    return [*lines[:2], b"", *lines[2:]]


def junk(lines):
    return [*lines[:2], b"[1]", *lines[2:]]


CHANGES = [cut, reorder, insert, replay, forge, gap, junk]


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_manifest_is_named(full, change):
    lines = manifest(full).read_bytes().splitlines()
    manifest(full).write_bytes(b"\n".join(change(lines)) + b"\n")
    chain = [v for v in failed(full) if v.kind == "chain"]
    assert chain
    assert all(v.target == "vault/manifest.jsonl" and "line " in v.message for v in chain)
    with pytest.raises(ChainBroken) as caught:
        Vault(full).captures()
    assert caught.value.next_step


def test_a_broken_manifest_takes_no_more_lines(full, kit):
    lines = manifest(full).read_bytes().splitlines()
    manifest(full).write_bytes(b"\n".join(cut(lines)) + b"\n")
    before = manifest(full).read_bytes()
    with pytest.raises(ChainBroken):
        kit.keep(Vault(full), b"more")
    with pytest.raises(ChainBroken):
        Vault(full).act("report", kit.at())
    assert manifest(full).read_bytes() == before


def test_a_last_line_that_was_cut_leaves_an_object_that_is_named(full):
    lines = manifest(full).read_bytes().splitlines()
    manifest(full).write_bytes(b"\n".join(cut_last(lines)) + b"\n")
    (verdict,) = failed(full)
    assert (verdict.kind, verdict.target.split("/")[-1]) == (
        "extra",
        json.loads(lines[-1])["object"] + ".enc",
    )


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(data=st.data())
def test_every_flipped_byte_of_the_manifest_is_named(full, data):
    good = manifest(full).read_bytes()
    place = data.draw(st.integers(0, len(good) - 1))
    bad = bytearray(good)
    bad[place] ^= 1 << data.draw(st.integers(0, 7))
    manifest(full).write_bytes(bad)
    try:
        assert failed(full)
    finally:
        manifest(full).write_bytes(good)


@pytest.mark.parametrize("change", CHANGES)
def test_changed_decisions_are_named(case, kit, change):
    decisions = Decisions(case)
    for n in range(4):
        decisions.append(
            Decision(verb="accept", target=f"echo:{n}", value="", why="", who="ana", at=kit.at(n))
        )
    path = case / "decisions.jsonl"
    assert all(v.ok for v in decisions.verify())
    lines = path.read_bytes().splitlines()
    if change is forge:
        lines[1] = lines[1].replace(b"ana", b"bob")
    else:
        lines = change(lines)
    path.write_bytes(b"\n".join(lines) + b"\n")
    assert any(not v.ok for v in Decisions(case).verify())
    with pytest.raises(ChainBroken):
        Decisions(case).all()


ABSENT = object()
STORED = {"at": "2031-03-14T08:00:00Z", "act": "capture", "object": "0" * 64, "stored": "1" * 64}
WRITTEN = {
    "of before encryption": STORED | {"size": 3, "source": "a", "how": "file", "role": ""},
    "restored": STORED | {"act": "restore", "instead": "2" * 64},
    "erased": {"at": STORED["at"], "act": "erase", "objects": ["0" * 64], "lines": [1]},
    "a sealed one": {},
}


@pytest.mark.parametrize("kind", WRITTEN)
def test_whatever_a_line_says_in_a_chain_that_holds_it_is_named_or_read(full, kind):
    """Whoever has no keys can write the manifest anew, in a chain that holds, and say anything."""
    path = manifest(full)
    links = ("seq", "prev", "sum")
    good = [json.loads(line) for line in path.read_bytes().splitlines()]
    good = [{key: value for key, value in line.items() if key not in links} for line in good]
    values = (ABSENT, None, 0, -1, "", "x", "../../x", "\u00e9", [], [1], {"a": 1}, True, 1e99)
    line = WRITTEN[kind] or good[0]
    for key, value in product({*line, "object", "lines", "sealed", "instead", "format"}, values):
        said = {k: v for k, v in (line | {key: value}).items() if v is not ABSENT}
        path.write_bytes(chain([*good, said]))
        vault = Vault(full)
        chained = all(v.ok for v in vault.verify() if v.kind == "chain")
        if chained and "sealed" not in said:
            assert len(vault.acts()) >= len(good)
        for ask in (Vault.captures, Vault.acts, dated, opened, Vault.erased.fget):
            with contextlib.suppress(EvidenceError):
                ask(vault)


def dated(vault):
    return vault.dated(b"roots")


def opened(vault):
    for capture in vault.captures():
        with vault.open(capture.capture_id) as stream:
            stream.read()
