"""Decisions are appended, and a torn line stops nobody."""

from __future__ import annotations

import json

import pytest

from contrecoup.errors import EvidenceError
from contrecoup.model.decisions import Decision
from contrecoup.store import Decisions


def decision(kit, n=0, why="vu"):
    return Decision(verb="reject", target=f"echo:{n}", value="", why=why, who="ana", at=kit.at(n))


def test_decisions_come_back_in_order(case, kit):
    assert Decisions(case).all() == ()
    given = tuple(decision(kit, n) for n in range(5))
    for each in given:
        Decisions(case).append(each)
    assert Decisions(case).all() == given
    assert (case / "decisions.jsonl").read_bytes().count(b"\n") == 5


def test_a_lone_surrogate_is_replaced(case, kit):
    Decisions(case).append(decision(kit, why="a\ud800b"))
    assert Decisions(case).all()[0].why == "a\N{REPLACEMENT CHARACTER}b"


@pytest.mark.parametrize("tail", [b"{", b'{"seq":3,"verb":"acc', b"\x00" * 40, b"\x00\x00\n"])
def test_a_torn_last_line_is_kept_aside(case, kit, tail):
    path = case / "decisions.jsonl"
    decisions = Decisions(case)
    decisions.append(decision(kit, 0))
    decisions.append(decision(kit, 1))
    whole = path.read_bytes()
    path.write_bytes(whole + tail)
    assert len(Decisions(case).all()) == 2
    verdicts = {v.kind: v.ok for v in Decisions(case).verify()}
    assert verdicts["chain"]
    assert verdicts["torn"] is not tail.endswith(b"\n")
    assert path.read_bytes() == whole + tail
    Decisions(case).append(decision(kit, 2))
    assert [d.target for d in Decisions(case).all()] == ["echo:0", "echo:1", "echo:2"]
    assert (case / "decisions.torn-1").read_bytes() == tail
    assert [v.kind for v in Decisions(case).verify()] == ["chain"]
    path.write_bytes(path.read_bytes() + b"{other")
    Decisions(case).append(decision(kit, 3))
    assert (case / "decisions.torn-1").read_bytes() == tail
    assert (case / "decisions.torn-2").read_bytes() == b"{other"


def test_a_line_of_a_newer_version_is_told_with_its_place(case, kit):
    decisions = Decisions(case)
    decisions._log.append({"verb": "seal", "target": "x"})
    with pytest.raises(EvidenceError, match="no decision") as caught:
        decisions.all()
    assert caught.value.place == "decisions.jsonl line 1"
    assert json.loads((case / "decisions.jsonl").read_bytes())["verb"] == "seal"


@pytest.mark.parametrize("read", [0, 1, 2, 3])
def test_lines_are_numbered_from_the_first_however_many_were_read(case, kit, read):
    decisions = Decisions(case)
    for n in range(3):
        decisions.append(decision(kit, n))
        if n < read:
            assert len(decisions.all()) == n + 1
    decisions._log.append({"verb": "seal", "target": "x"})
    for _ in range(2):
        with pytest.raises(EvidenceError) as caught:
            decisions.all()
        assert caught.value.place == "decisions.jsonl line 4"


def test_decisions_that_somebody_else_put_in_their_place_are_read(case, kit):
    decisions = Decisions(case)
    for n in range(3):
        decisions.append(decision(kit, n))
    assert [d.target for d in decisions.all()] == ["echo:0", "echo:1", "echo:2"]
    assert decisions.all() is decisions.all()
    (case / "decisions.jsonl").unlink()
    Decisions(case).append(decision(kit, 7))
    assert [d.target for d in decisions.all()] == ["echo:7"]
