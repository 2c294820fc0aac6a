"""Whatever is changed in a case behind its back, `check` names; what it cannot is in SECURITY.md."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from contrecoup.case import Case
from contrecoup.errors import ContrecoupError

SAMPLE = Path(__file__).parents[2] / "src" / "contrecoup" / "sample" / "ondelune-2031"
SETTINGS = '[case]\ntitle.en = "x"\ngroup = "Ondelune"\nlanguages = ["en"]\n'
FILES = (
    "vault/manifest.jsonl",
    "vault/seals.jsonl",
    "decisions.jsonl",
    "case.toml",
    "roster.csv",
    "keys",
    "an object",
)
EDITED = {"case.toml", "roster.csv"}
"""Files that people edit by hand: a change is told, and is no fault."""


def decide(case, number):
    case.decide("accept", targets(case)[number], who="ana")


def targets(case):
    return [item.target for item in case.review.queue]


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    """A case, a copy of it from before its last acts, and another case of the same makers."""
    base = tmp_path_factory.mktemp("tamper")
    made = []
    for name in ("case", "other"):
        case = Case.create(base / name, SETTINGS)
        case.add(SAMPLE / "press" / "05-estran-lettre.txt", roster=SAMPLE / "roster.csv")
        for number in range(3):
            decide(case, number)
        made.append(case)
    case, _ = made
    (case.folder / "case.toml").write_text(SETTINGS.replace('"x"', '"The letter"'))
    (case.folder / "roster.csv").write_bytes((SAMPLE / "roster.csv").read_bytes() + b"\n")
    case.add(SAMPLE / "press" / "04-tidewire-hearts.txt", SAMPLE / "press" / "13-phare-reste.txt")
    shutil.copytree(base / "case", base / "before")
    (case.folder / "case.toml").write_text(SETTINGS.replace('"x"', '"The letter of March"'))
    (case.folder / "roster.csv").write_bytes((SAMPLE / "roster.csv").read_bytes()[:-1])
    case.add(SAMPLE / "letter.v1.html")
    decide(case, 3)
    assert [(v.kind, v.ok) for v in case.check().verdicts if not v.ok] == []
    assert case.check().noted == ()
    return base


@pytest.fixture
def case(cases, tmp_path):
    shutil.copytree(cases / "case", tmp_path / "case")
    return Case(tmp_path / "case")


def place(case, name):
    """Return the file that is changed; an object: the last that was kept."""
    if name != "an object":
        return case.folder / name
    return case.folder / case.vault.object_name(case.vault.captures()[-1].capture_id)


def named(folder, path):
    """Return whether checking a case again names the file, as a fault or as edited.

    Seals name a manifest that ends too soon, and another key that signs.
    """
    name = path.relative_to(folder).as_posix()
    try:
        checked = Case.open(folder).check()
    except ContrecoupError as error:
        return name in str(error), "error"
    faults = {v.target.split(" line ")[0] for v in checked.failed}
    noted = {v.target for v in checked.noted}
    if name in {"vault/manifest.jsonl", "keys"} and "vault/seals.jsonl" in faults:
        faults.add(name)
    return name in faults | noted, "noted" if name in noted else "fault"


def lines(path, change):
    path.write_bytes(b"".join(change(path.read_bytes().splitlines(keepends=True))))


def flip(path):
    data = bytearray(path.read_bytes())
    data[len(data) * 2 // 3] ^= 1
    path.write_bytes(bytes(data))


def cut(path):
    path.write_bytes(path.read_bytes()[: -len(path.read_bytes()) // 3])


def lose(path):
    path.unlink()


def empty(path):
    path.write_bytes(b"")


def cut_line(path):
    lines(path, lambda all_: [all_[0], *all_[2:]])


def cut_last_line(path):
    lines(path, lambda all_: all_[:-1])


def swap_lines(path):
    lines(path, lambda all_: [all_[0], *all_[2:1:-1], all_[1], *all_[3:]])


def insert_line(path):
    lines(path, lambda all_: [*all_[:2], all_[1], *all_[2:]])


def repeat_last_line(path):
    lines(path, lambda all_: [*all_, all_[-1]])


CHANGES = (flip, cut, lose, empty)
OF_LINES = (cut_line, cut_last_line, swap_lines, insert_line, repeat_last_line)
NOT_DETECTED = {
    ("vault/seals.jsonl", "cut_last_line"): "an earlier seal is the last, and is good",
    ("vault/seals.jsonl", "cut"): "an earlier seal is the last, and is good",
    ("vault/seals.jsonl", "old"): "as if it had not been sealed since",
    ("vault/seals.jsonl", "lose"): "a case of before seals has none",
    ("vault/seals.jsonl", "empty"): "a case of before seals has none",
}
"""What leaves no trace in the folder; SECURITY.md says so."""


@pytest.mark.parametrize("change", CHANGES, ids=lambda c: c.__name__)
@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_is_named(case, name, change):
    path = place(case, name)
    change(path)
    found, how = named(case.folder, path)
    assert found is ((name, change.__name__) not in NOT_DETECTED)
    if found and name not in EDITED:
        assert how != "noted"


@pytest.mark.parametrize("change", OF_LINES, ids=lambda c: c.__name__)
@pytest.mark.parametrize("name", [n for n in FILES if n.endswith(("jsonl", "csv"))])
def test_changed_lines_are_named(case, name, change):
    path = place(case, name)
    change(path)
    assert named(case.folder, path)[0] is ((name, change.__name__) not in NOT_DETECTED)


@pytest.mark.parametrize("name", FILES[:-2])
def test_an_old_copy_put_back_is_named(cases, case, name):
    path = place(case, name)
    shutil.copyfile(cases / "before" / name, path)
    assert named(case.folder, path)[0] is ((name, "old") not in NOT_DETECTED)


@pytest.mark.parametrize("name", FILES[:-1])
def test_another_cases_file_is_named(cases, case, name):
    path = place(case, name)
    shutil.copyfile(cases / "other" / name, path)
    assert named(case.folder, path)[0]


def test_swapped_objects_are_both_named(case):
    one, two = (
        case.folder / case.vault.object_name(c.capture_id) for c in case.vault.captures()[-2:]
    )
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    faults = {v.target.rpartition("/")[2] for v in case.check().failed}
    assert {one.name, two.name} <= faults


@pytest.mark.parametrize("part", ["secret", "signing", "tree"])
def test_each_key_that_is_another_is_named(case, part):
    path = case.folder / "keys"
    held = json.loads(path.read_bytes())
    held[part] = {"": "00" * 32} if part == "tree" else "00" * 32
    path.write_text(json.dumps(held))
    assert named(case.folder, path)[0]


def test_decisions_that_were_cut_are_missed_for_good(case):
    """Further decisions, and further seals, do not hide that some are gone."""
    path = case.folder / "decisions.jsonl"
    cut_last_line(path)
    again = Case(case.folder)
    assert again.check().failed
    decide(again, 5)
    decide(again, 6)
    again.add(SAMPLE / "press" / "10-estran-departs.md")
    (fault,) = Case(case.folder).check().failed
    assert fault.target == "decisions.jsonl"
    assert "4 were signed" in fault.message


def test_forgetting_somebody_is_no_tampering(case):
    case.forget("nolwenn-trevidic", basis="a request")
    checked = Case(case.folder).check()
    assert (checked.failed, checked.noted) == ((), ())


def test_an_edit_by_hand_is_told_until_the_next_run(case):
    path = case.folder / "case.toml"
    path.write_text(path.read_text().replace("March", "April"))
    (noted,) = Case(case.folder).check().noted
    assert (noted.target, noted.ok) == ("case.toml", True)
    case.add(SAMPLE / "press" / "10-estran-departs.md")
    assert Case(case.folder).check().noted == ()
    seals = (case.folder / "vault" / "seals.jsonl").read_text().splitlines()
    said = [json.loads(line)["beside"]["case.toml"] for line in seals]
    assert len(set(said)) == 4


def test_seals_of_before_still_hold(case):
    """A seal that signs the manifest alone, as earlier versions wrote it."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from contrecoup.store.log import chain

    manifest = (case.folder / "vault" / "manifest.jsonl").read_bytes().splitlines()
    key = Ed25519PrivateKey.from_private_bytes(
        bytes.fromhex(json.loads((case.folder / "keys").read_bytes())["signing"])
    )
    said = {
        "at": json.loads(manifest[-1])["at"],
        "lines": len(manifest),
        "head": hashlib.sha256(manifest[-1]).hexdigest(),
        "key": key.public_key().public_bytes_raw().hex(),
    }
    words = "\n".join(str(value) for value in said.values())
    signed = f"contrecoup seal 1\n{words}\n".encode()
    seal = {"act": "seal", **said, "signature": key.sign(signed).hex()}
    (case.folder / "vault" / "seals.jsonl").write_bytes(chain([seal]))
    assert Case(case.folder).check().failed == ()
