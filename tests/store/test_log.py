"""A log by itself: which line does not follow, and why; the torn end of one."""

from __future__ import annotations

import hashlib
import json

import pytest

from contrecoup.errors import ChainBroken
from contrecoup.store.log import Log, chain, sound

ENTRIES = [{"act": "a"}, {"act": "b"}, {"act": "c"}, {"act": "d"}]


@pytest.fixture
def log(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(chain(ENTRIES))
    return Log(tmp_path, "a.jsonl")


def pieces(log_path):
    return log_path.read_bytes().split(b"\n")[:-1]


def written(folder, lines, end=b""):
    (folder / "a.jsonl").write_bytes(b"".join(line + b"\n" for line in lines) + end)


def summed(**fields):
    """A line whose sum is right, whatever it says."""
    body = json.dumps(fields, separators=(",", ":")).encode()[:-1]
    return body + b',"sum":"' + hashlib.sha256(body).hexdigest().encode() + b'"}'


def told(folder):
    return [(fault.line, fault.reason) for fault in Log(folder, "a.jsonl").faults()]


def test_what_follows_has_no_fault(log, tmp_path):
    assert told(tmp_path) == []
    assert [line["act"] for line in log.lines()] == list("abcd")
    assert log.head == hashlib.sha256(pieces(tmp_path / "a.jsonl")[-1]).hexdigest()


@pytest.mark.parametrize("at", range(4))
def test_a_byte_that_differs_is_told_with_its_line(log, tmp_path, at):
    lines = pieces(tmp_path / "a.jsonl")
    lines[at] = lines[at].replace(b'"act":"', b'"act":"z')
    written(tmp_path, lines)
    faults = told(tmp_path)
    assert faults[0] == (at + 1, "was altered: its sum differs from its bytes")
    assert faults[1:] == [(at + 2, "does not follow the line before it")][: 3 - at]
    with pytest.raises(ChainBroken, match=f"a.jsonl: line {at + 1} was altered") as caught:
        Log(tmp_path, "a.jsonl").lines()
    assert (caught.value.place, bool(caught.value.next_step)) == ("a.jsonl", True)


def test_a_broken_log_that_was_looked_through_stays_broken_until_it_is_mended(log, tmp_path):
    good = pieces(tmp_path / "a.jsonl")
    written(tmp_path, [good[0], good[1].replace(b'"act":"', b'"act":"z'), *good[2:]])
    assert len(list(log.faults())) == 2
    assert len(log.sound()) == 4  # what it says, though it is broken
    for _ in range(2):
        with pytest.raises(ChainBroken, match="line 2 was altered"):
            log.lines()
        with pytest.raises(ChainBroken, match="line 2 was altered"):
            _ = log.head
    with pytest.raises(ChainBroken, match="line 2 was altered"):
        log.append({"act": "e"})
    assert len(list(log.faults())) == 2
    written(tmp_path, good)
    assert [line["act"] for line in log.lines()] == list("abcd")


def test_lines_that_are_no_objects_are_told(log, tmp_path):
    first, second, *_ = pieces(tmp_path / "a.jsonl")
    written(tmp_path, [first, b"[1]", b"{", b"\xff", b""])
    assert told(tmp_path) == [(n, "is not a JSON object") for n in (2, 3, 4, 5)]
    written(tmp_path, [b"", first, second])
    assert told(tmp_path)[0] == (1, "is not a JSON object")


def test_a_line_is_missing_twice_or_in_another_place(log, tmp_path):
    one, two, three, four = pieces(tmp_path / "a.jsonl")
    follows, order = "does not follow the line before it", "has a number out of order"
    for lines, faults in (
        ([one, three, four], [(2, follows), (3, order)]),
        ([two, three], [(1, follows), (2, order)]),
        ([one, one, two], [(2, follows), (3, order)]),
        ([one, three, two, four], [(2, follows), (3, follows), (4, follows)]),
        ([one, two, three], []),
    ):
        written(tmp_path, lines)
        assert told(tmp_path) == faults


@pytest.mark.parametrize("number", [0, 1, 3, "2", None])
def test_a_number_out_of_order_is_told(log, tmp_path, number):
    one = pieces(tmp_path / "a.jsonl")[0]
    prev = hashlib.sha256(one).hexdigest()
    written(tmp_path, [one, summed(seq=number, act="b", prev=prev)])
    assert told(tmp_path) == [(2, "has a number out of order")]
    written(tmp_path, [one, summed(seq=2, act="b", prev=prev)])
    assert told(tmp_path) == []


def test_a_line_that_does_not_fit_is_told(log, tmp_path):
    choosy = Log(tmp_path, "a.jsonl", lambda entry: entry["act"] != "c")
    assert [(f.line, f.reason) for f in choosy.faults()] == [
        (3, "is not what any version writes here")
    ]
    assert [line["act"] for line in choosy.sound()] == list("abcd")


def test_what_others_append_is_read_and_what_they_cut_is_gone(log, tmp_path):
    assert len(log.lines()) == 4
    Log(tmp_path, "a.jsonl").append({"act": "e"})
    assert [line["seq"] for line in log.lines()] == [1, 2, 3, 4, 5]
    written(tmp_path, pieces(tmp_path / "a.jsonl")[:2])
    assert [line["act"] for line in log.lines()] == list("ab")
    (tmp_path / "a.jsonl").unlink()
    assert log.lines() == []
    assert log.append({"act": "new"})["seq"] == 1


@pytest.mark.parametrize("end", [b"{", b'{"seq":5,"act":"e"', b"\x00\x00", b'{"se\x00\x00\x00\n'])
def test_an_unfinished_end_is_set_aside_by_the_next_line(log, tmp_path, end):
    whole = (tmp_path / "a.jsonl").read_bytes()
    (tmp_path / "a.jsonl").write_bytes(whole + end)
    assert told(tmp_path) == []
    assert (len(log.lines()), log.torn) == (4, end)
    assert log.append({"act": "e"})["seq"] == 5
    assert log.torn == b""
    assert (tmp_path / "a.torn-1").read_bytes() == end
    now = (tmp_path / "a.jsonl").read_bytes()
    assert now.startswith(whole + b'{"seq":5,"act":"e"')
    assert told(tmp_path) == []


def test_zeros_before_the_end_are_a_fault(log, tmp_path):
    one, two, *_ = pieces(tmp_path / "a.jsonl")
    written(tmp_path, [one, b"\x00\x00", two])
    assert told(tmp_path)[0] == (2, "is not a JSON object")
    written(tmp_path, [one, b"\x00\x00"], end=b"{")
    assert told(tmp_path) == [(2, "is not a JSON object")]


def test_each_torn_end_has_a_file_and_the_same_one_is_there_once(log, tmp_path):
    for end in (b"{one", b"{two", b"{one", b"{three"):
        with (tmp_path / "a.jsonl").open("ab") as stream:
            stream.write(end)
        log.append({"act": "next"})
    aside = {path.name: path.read_bytes() for path in tmp_path.glob("a.torn-*")}
    assert aside == {"a.torn-1": b"{one", "a.torn-2": b"{two", "a.torn-3": b"{three"}
    assert len(log.lines()) == 8


def test_a_broken_log_takes_no_line(log, tmp_path):
    lines = pieces(tmp_path / "a.jsonl")
    written(tmp_path, [lines[0], lines[2]])
    before = (tmp_path / "a.jsonl").read_bytes()
    with pytest.raises(ChainBroken, match="line 2"):
        Log(tmp_path, "a.jsonl").append({"act": "e"})
    assert (tmp_path / "a.jsonl").read_bytes() == before


def test_half_a_character_becomes_a_sign_at_any_depth():
    given = {"a\ud800": ["b\udfff", {"c": ("\ud83d",)}, 1, None, True], "d": 1.5}
    bad = "\N{REPLACEMENT CHARACTER}"
    assert sound(given) == {f"a{bad}": [f"b{bad}", {"c": [bad]}, 1, None, True], "d": 1.5}
