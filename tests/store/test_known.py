"""A set of numbers that does not grow in memory."""

from __future__ import annotations

import random
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contrecoup.errors import EvidenceError
from contrecoup.store.known import PAGE, Hashes, Known

NUMBERS = st.integers(-(2**63), 2**63 - 1)


@settings(max_examples=60, deadline=None)
@given(st.lists(NUMBERS, max_size=300), st.lists(NUMBERS, max_size=50), st.integers(1, 20))
def test_it_holds_what_it_was_given_and_nothing_else(given_, others, fresh):
    held = Hashes(fresh=fresh)
    for number in given_:
        held.add(number)
    bits = {number % 2**64 or 1 for number in given_}
    assert set(held) == bits
    assert len(held) == len(bits)
    assert all(number in held for number in given_)
    assert [n in held for n in others] == [(n % 2**64 or 1) in bits for n in others]


@pytest.mark.parametrize("number", [0, 1, -1, 2**63 - 1, -(2**63)])
@pytest.mark.parametrize("fresh", [1, 9])
def test_the_least_and_the_greatest_are_held_too(number, fresh):
    held = Hashes(fresh=fresh)
    assert number not in held
    for _ in range(2):
        held.add(number)
        assert number in held
        assert len(held) == len(list(held)) == 1


def test_bytes_of_two_neighbours_are_no_number():
    held = Hashes(fresh=1)
    for each in (b"\0" + b"\1" * 7, b"\1" + b"\2" * 7):
        held.add(int.from_bytes(each, sys.byteorder))
    across = int.from_bytes(b"\1" * 8, sys.byteorder)
    assert across not in held
    held.add(across)
    assert across in held
    assert len(held) == len(list(held)) == 3


def test_pages_are_filled_to_two_thirds(tmp_path):
    held = Hashes(tmp_path, fresh=1)
    for number in range(1, 342):
        held.add(number << 32)  # all of one page, where there are two
        assert held._pages == 1
    held.add(1)
    assert (held._pages, len(held)) == (2, 342)
    assert set(held) == {1, *(number << 32 for number in range(1, 342))}


@pytest.mark.parametrize("sizes", [(0, 5000), (5000, 0), (3000, 40), (40, 3000)])
def test_one_set_takes_another(sizes, tmp_path):
    one, other = (Hashes(tmp_path, fresh=500) for _ in sizes)
    for held, size, name in ((one, sizes[0], "a"), (other, sizes[1], "b")):
        for number in range(size):
            held.add(hash((name, number)))
    one.take(other)
    assert (len(one), len(other)) == (sum(sizes), 0)
    assert all(hash(("a", n)) in one for n in range(sizes[0]))
    assert all(hash(("b", n)) in one for n in range(sizes[1]))
    other.add(7)
    assert 7 in other
    assert 7 not in one


@pytest.mark.parametrize(
    "sizes", [(16_384, 16_384), (21_000, 9_000), (9_000, 21_000), (400, 9_000)]
)
def test_a_set_that_comes_page_by_page_finds_room(sizes):
    chosen = random.Random(sum(sizes))
    sets, given_ = [], []
    for size in sizes:
        held, numbers = Hashes(fresh=512), [chosen.getrandbits(64) for _ in range(size)]
        for number in numbers:
            held.add(number)
        sets.append(held)
        given_ += numbers
    one, two = sets
    one.take(two)
    assert set(one) == set(given_)
    assert len(two) == 0


def test_memory_is_a_page_however_many_there_are(tmp_path):
    held = Hashes(tmp_path, fresh=1000)
    for number in range(20_000):
        held.add(hash(("x", number)))
    assert len(held._fresh) < 1000
    assert held._pages * PAGE >= 20_000 * 8 - 1000 * 8
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told(tmp_path, monkeypatch):
    def full(_handle, _data):
        raise OSError(28, "No space left on device")

    held = Hashes(tmp_path, fresh=2)
    held.add(1)
    monkeypatch.setattr("contrecoup.store.known.put", full)
    with pytest.raises(EvidenceError, match="disk is full"):
        held.add(2)


def test_pairs(tmp_path):
    held, more = Hashes(tmp_path), Hashes(tmp_path)
    held.add(hash(("x:1", "bonjour")))
    known = Known(held, more)
    known.add(("x:2", "adieu"))
    assert ("x:1", "bonjour") in known
    assert ("x:2", "adieu") in known
    assert ("x:1", "adieu") not in known
    assert len(held) == len(more) == 1
