"""Seals: what a run leaves is signed, what lies beside is signed with it, and others date it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from contrecoup.errors import EvidenceError
from contrecoup.model.decisions import Decision
from contrecoup.store import Decisions, Vault
from contrecoup.store import seals as seals_module
from contrecoup.store.log import chain

NOON = datetime(2031, 4, 1, 12, tzinfo=UTC)


@pytest.fixture
def vault(case, kit):
    """A vault of one capture, sealed."""
    made = Vault(case)
    kit.keep(made, b"one")
    made.seal()
    return made


def lines_of(case):
    return [json.loads(line) for line in (case / "vault/seals.jsonl").read_bytes().splitlines()]


def told(case, *kinds):
    """What a new reading of a case says of some kinds."""
    found = list(Vault(case).verify())
    return [(one.target, one.ok, one.message) for one in found if one.kind in kinds]


def decided(case, *targets):
    log = Decisions(case)
    for target in targets:
        log.append(Decision(verb="accept", target=target, value="", why="", who="A", at=NOON))


def test_a_vault_of_nothing_is_not_sealed(case):
    Vault(case).seal()
    assert not (case / "vault/seals.jsonl").exists()


def test_each_state_is_sealed_once(case, kit, vault):
    vault.seal()
    Vault(case).seal()
    (seal,) = lines_of(case)
    assert (seal["act"], seal["lines"], seal["head"]) == ("seal", 1, vault.head)
    assert seal["at"] == "2031-03-14T08:00:00Z"
    vault.act("report", kit.at(1))
    vault.seal()
    assert [line["lines"] for line in lines_of(case)] == [1, 2]
    place = "vault/seals.jsonl line {}"
    expected = [(place.format(1), True, ""), (place.format(2), True, "")]
    assert all(one.ok for one in Vault(case).verify())
    assert told(case, seals_module.SEALED) == expected


def test_a_manifest_that_was_cut_is_missed(case, kit, vault):
    vault.act("report", kit.at(1))
    vault.seal()
    path = case / "vault/manifest.jsonl"
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    first, second = told(case, seals_module.SEALED)
    assert first[1:] == (True, "")
    assert second[1] is False
    assert "rewritten or cut" in second[2]


def changed(case, change):
    """Write the one seal of a case anew, with a change, in a chain that holds."""
    (seal,) = lines_of(case)
    said = {key: seal[key] for key in seal.keys() - {"seq", "prev", "sum"}} | change
    said = {key: value for key, value in said.items() if value is not ABSENT}
    (case / "vault/seals.jsonl").write_bytes(chain([said]))


ABSENT = object()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"lines": 0}, "rewritten or cut"),
        ({"lines": 2}, "rewritten or cut"),
        ({"lines": "1"}, "rewritten or cut"),
        ({"head": "0" * 64}, "rewritten or cut"),
        ({"head": ABSENT}, "rewritten or cut"),
        ({"at": "2031-03-13T08:00:00Z"}, "signature is not good"),
        ({"at": ABSENT}, "signature is not good"),
        ({"signature": "00" * 64}, "signature is not good"),
        ({"signature": "no hex"}, "signature is not good"),
        ({"beside": ABSENT}, "signature is not good"),
        ({"beside": {}}, "signature is not good"),
        ({"beside": None}, "signature is not good"),
        ({"key": "00" * 32}, "not this case's"),
    ],
)
@pytest.mark.usefixtures("vault")
def test_a_seal_that_was_changed_is_named(case, change, words):
    changed(case, change)
    ((_, ok, message),) = told(case, seals_module.SEALED)[:1]
    assert not ok
    assert words in message


@pytest.mark.parametrize("key", ["act", "at", "lines", "head", "key", "beside", "signature", "of"])
def test_whatever_a_seal_says_checking_and_sealing_go_on(case, kit, vault, key):
    decided(case, "a")
    vault.act("report", kit.at(1))
    values = (ABSENT, None, 0, -1, "", "x", [], [1], {}, {"decisions.jsonl": 5})
    for verb, value in product(("seal", "stamp"), values):
        changed(case, {"act": verb, "of": 1, "token": "", key: value})
        after = Vault(case)
        list(after.verify(b"roots"))
        after.undated()
        after.dated(b"roots")
        after.seal()
        assert lines_of(case)[-1]["lines"] == 2
        (case / "vault/seals.jsonl").write_bytes(chain([SEAL]))


SEAL = {"act": "seal", "at": "2031-03-14T08:00:00Z", "lines": 1, "head": "0" * 64, "key": "00"}
SEAL |= {"beside": {}, "signature": "00"}


@pytest.mark.parametrize("signed", ["", "x", "5", "-1 x", "1e3 x", "0", "9" * 5000, "\u0663 x"])
def test_whatever_was_signed_of_decisions_checking_goes_on(case, vault, signed):
    assert vault
    decided(case, "a", "b", "c", "d")
    changed(case, {"beside": {"decisions.jsonl": signed}})
    found = [v for v in Vault(case).verify() if v.kind == "decisions as they were signed"]
    assert [v.ok for v in found] == ([] if not signed else [False])


EDITED = "edited since the last seal"


@pytest.mark.usefixtures("vault")
def test_files_that_people_edit_are_told_and_no_fault(case):
    assert told(case, EDITED) == []
    (case / "roster.csv").write_text("person,name\n")
    assert told(case, EDITED) == [("roster.csv", True, "it is not as the last run left it")]
    (case / "case.toml").unlink()
    assert [target for target, _, _ in told(case, EDITED)] == ["case.toml", "roster.csv"]
    Vault(case).seal()
    assert told(case, EDITED) == []


def test_decisions_that_were_signed_are_missed_for_good(case, vault):
    decided(case, "a", "b")
    vault.seal()
    signed = "decisions as they were signed"
    assert told(case, signed) == [("decisions.jsonl", True, "")]
    decided(case, "c")
    assert told(case, signed) == [("decisions.jsonl", True, "")]
    whole = (case / "decisions.jsonl").read_bytes()
    (case / "decisions.jsonl").write_bytes(whole.splitlines(keepends=True)[0])
    for _ in range(2):
        ((_, ok, message),) = told(case, signed)
        assert not ok
        assert "2 were signed, and are not the first of the 1" in message
        Vault(case).seal()
    (case / "decisions.jsonl").write_bytes(whole)
    assert told(case, signed) == [("decisions.jsonl", True, "")]


def test_decisions_that_were_written_anew_are_missed(case, vault):
    decided(case, "a", "b")
    vault.seal()
    (case / "decisions.jsonl").unlink()
    decided(case, "a", "x", "y")
    ((_, ok, message),) = told(case, "decisions as they were signed")
    assert not ok
    assert "2 were signed, and are not the first of the 3" in message


def test_another_secret_is_told(case, vault):
    assert vault.secret("use") == Vault(case).secret("use") != vault.secret("another")
    path = case / "keys"
    held = json.loads(path.read_bytes())
    path.write_text(json.dumps(held | {"secret": "00" * 32}))
    ((target, ok, message),) = told(case, "keys as they were signed")
    assert (target, ok) == ("keys", False)
    assert "private people have other numbers" in message


# -- time stamps ----------------------------------------------------------------


@pytest.fixture
def authority(monkeypatch):
    """An authority whose answer is a time in words; any other answer is none."""

    def stamped(token, message, roots):
        assert roots == b"roots"
        said, _, of = token.partition(b" ")
        if of != message:
            told = "the time stamp does not hold"
            raise EvidenceError(told)
        return datetime.fromisoformat(said.decode())

    monkeypatch.setattr(seals_module, "stamped", stamped)
    return lambda at, message: at.isoformat().encode() + b" " + message


def test_a_seal_is_dated_once_and_the_next_anew(case, kit, vault, authority):
    first = vault.undated()
    assert first == lines_of(case)[0]["signature"].encode()
    assert vault.dated(b"roots") == {}
    vault.date(authority(NOON, first), "https://tsa.example", NOON)
    assert vault.undated() == b""
    other = kit.keep(vault, b"two")
    vault.seal()
    assert vault.undated() not in {b"", first}
    vault.date(authority(NOON - timedelta(hours=1), vault.undated()), "b", NOON)
    vault.date(
        authority(NOON + timedelta(hours=1), lines_of(case)[2]["signature"].encode()), "c", NOON
    )
    one, two = vault.captures()
    assert two == other
    early = NOON - timedelta(hours=1)
    assert vault.dated(b"") == {}
    assert vault.dated(b"roots") == {one.capture_id: early, two.capture_id: early}
    found = list(Vault(case).verify(b"roots"))
    assert all(v.ok for v in found)
    said = [v.message for v in found if v.kind == seals_module.DATED]
    assert said == [
        "2031-04-01T12:00:00+00:00 by https://tsa.example",
        "2031-04-01T11:00:00+00:00 by b",
        "2031-04-01T13:00:00+00:00 by c",
    ]
    existed = [v.message for v in found if v.kind == "existed by a time that is proven"]
    assert existed == ["2031-04-01T11:00:00+00:00"] * 2


def test_only_what_a_dated_seal_covers_is_dated(kit, vault, authority):
    vault.date(authority(NOON, vault.undated()), "a", NOON)
    kit.keep(vault, b"two")
    vault.seal()
    one, _ = vault.captures()
    assert vault.dated(b"roots") == {one.capture_id: NOON}
    existed = [v for v in vault.verify(b"roots") if v.kind == "existed by a time that is proven"]
    assert [v.target for v in existed] == [vault.object_name(one.capture_id)]


def test_without_the_authoritys_roots_a_stamp_is_only_told_of(case, vault, authority):
    vault.date(authority(NOON, vault.undated()), "https://tsa.example", NOON)
    ((place, ok, message),) = told(case, seals_module.UNVERIFIED)
    assert (place, ok) == ("vault/seals.jsonl line 2", True)
    assert message.startswith("by https://tsa.example: ")


@pytest.mark.parametrize("token", [b"2031-04-01T12:00:00+00:00 something else", b""])
def test_a_stamp_that_does_not_hold_dates_nothing(vault, authority, token):
    assert authority
    vault.date(token, "a", NOON)
    assert vault.dated(b"roots") == {}
    (verdict,) = (v for v in vault.verify(b"roots") if v.kind == seals_module.DATED)
    assert (verdict.ok, verdict.message) == (False, "the time stamp does not hold [V200].")


def test_a_stamp_of_a_seal_that_does_not_hold_dates_nothing(case, kit, vault, authority):
    vault.act("report", kit.at(1))
    vault.seal()
    vault.date(authority(NOON, vault.undated()), "a", NOON)
    path = case / "vault/manifest.jsonl"
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    after = Vault(case)
    assert after.dated(b"roots") == {}
    (verdict,) = (v for v in after.verify(b"roots") if v.kind == seals_module.DATED)
    assert (verdict.ok, verdict.message) == (False, "it dates no seal that holds")
