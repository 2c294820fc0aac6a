"""Erasing on request: the chain still verifies, and what was begun is finished by the next write."""

from __future__ import annotations

import shutil

import pytest

from contrecoup.errors import CaptureMissing, EvidenceError
from contrecoup.store import Vault
from contrecoup.store import erase as erase_module
from contrecoup.store.erase import Erasure, NewLine

WORDS = {"items": 1, "basis": "a request", "who": "the desk"}


@pytest.fixture
def vault(case, kit):
    """A vault of three captures, and files that people keep, some of which can be rebuilt."""
    made = Vault(case)
    for name in ("gone", "changed", "stays"):
        kit.keep(made, name.encode() * 9, source=f"{name}.json")
    for name in ("notes.txt", "kept/old.txt", "ledger.findings.json", "out/report.html"):
        path = case / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("who is to be forgotten")
    (case / "ledger.parts" / "part").mkdir(parents=True)
    (case / "out" / "tables").mkdir()
    (case / "vault" / "manifest.torn-1").write_text("half a line")
    return made


def erasure(kit, vault):
    """Erase the first capture; a working copy takes the place of the second."""
    _, changed, _ = vault.captures()
    contents = {"source": "changed.json", "how": "file", "role": "", "of": changed.capture_id}
    return Erasure(
        at=kit.at(5),
        lines=(1, 2),
        new=(NewLine("redact", kit.at(4), contents, b"changed"), NewLine("note", kit.at(4), {})),
        files={"notes.txt": b"nobody", "kept/old.txt": None, "never.txt": None},
        tombstone=WORDS,
    )


def files_of(case):
    return {p.relative_to(case).as_posix(): p.read_bytes() for p in case.rglob("*") if p.is_file()}


def test_what_is_erased_is_gone_and_all_else_verifies(case, kit, vault):
    gone, changed, stays = vault.captures()
    names = [vault.object_name(c.capture_id) for c in (gone, changed)]
    vault.erase(erasure(kit, vault))
    for known in (vault, Vault(case)):
        left, copy = known.captures()
        assert left == stays
        assert (copy.source, copy.size) == ("changed.json", 7)
        with known.open(copy.capture_id) as stream:
            assert stream.read() == b"changed"
        with pytest.raises(CaptureMissing):
            known.open(gone.capture_id)
        assert [act.act for act in known.acts()] == ["capture", "redact", "note", "erase"]
        (tombstone,) = known.erased
        assert WORDS.items() <= tombstone.items()
        assert tombstone["lines"] == [1, 2]
        assert not known.begun
    assert not any((case / name).exists() for name in names)
    verdicts = list(Vault(case).verify())
    assert all(v.ok for v in verdicts)
    assert {v.target for v in verdicts if v.kind == "erased on request"} == set(names)
    assert (case / "notes.txt").read_bytes() == b"nobody"
    for name in ("kept", "ledger.findings.json", "ledger.parts", "out/report.html", "out/tables"):
        assert not (case / name).exists()
    assert not (case / "vault/manifest.torn-1").exists()
    assert (case / "out").is_dir()
    assert not (case / ".forget").exists()


def test_begun_and_not_finished_it_is_told_and_finished_by_the_next_write(
    case, kit, vault, monkeypatch
):
    whole = erasure(kit, vault)
    with monkeypatch.context() as killed:
        killed.setattr(erase_module, "finish", lambda *_: False)
        vault.erase(whole)
    assert vault.begun
    told = [v for v in vault.verify() if v.kind == "removal on request"]
    assert [(v.target, v.ok) for v in told] == [(".forget", False)]
    assert len(vault.captures()) == 3
    after = Vault(case)
    assert after.finish()
    assert not after.finish()
    assert [c.source for c in after.captures()] == ["stays.json", "changed.json"]
    assert all(v.ok for v in after.verify())


@pytest.mark.parametrize("steps", range(4))
def test_each_step_may_be_done_twice(case, kit, vault, monkeypatch, steps):
    """Killed with so many lines written: the intent is there, and finishing gives the same bytes."""
    with monkeypatch.context() as killed:
        killed.setattr(erase_module, "finish", lambda *_: False)
        vault.erase(erasure(kit, vault))
    intent = shutil.copytree(case / ".forget", case.parent / "intent")
    assert Vault(case).finish()
    good = files_of(case)
    manifest = case / "vault/manifest.jsonl"
    lines = manifest.read_bytes().splitlines(keepends=True)
    assert len(lines) == 6
    if steps < 3:  # the keys of lines that were not written are there still
        manifest.write_bytes(b"".join(lines[: 3 + steps]))
    shutil.copytree(intent, case / ".forget")
    assert Vault(case).finish()
    assert files_of(case) == good


def test_nothing_is_finished_that_leads_out_of_the_case(case, kit, vault, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.txt").write_text("stays")
    (case / "away").symlink_to(outside)
    bad = Erasure(at=kit.at(), files={"away/a.txt": None}, tombstone=WORDS)
    with pytest.raises(EvidenceError):
        vault.erase(bad)
    assert (outside / "a.txt").read_text() == "stays"
