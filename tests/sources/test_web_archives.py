"""Web archives that are damaged: what stands behind the damage is read."""

import gzip
import random

import pytest

from contrecoup.model.documents import Article
from contrecoup.model.outcomes import Problem

PAGE = (
    "<!doctype html><html><head><title>{0}</title></head><body><article><h1>{0}</h1>{1}</article>"
)
WORDS = "<p>" + "The board of Nacre met for nine hours on Friday and said nothing at all. " * 8


def record(title):
    body = PAGE.format(title, WORDS).encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"WARC-Target-URI: https://nacre.example/{title}\r\nWARC-Date: 2031-03-14T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def titles(found):
    return [i.title for i in found if isinstance(i, Article)]


NAMES = ["one", "two", "three", "four"]


def test_a_damaged_record_costs_only_itself(items):
    parts = [record(name) for name in NAMES]
    parts[1] = b"XARC" + parts[1][4:]
    found = items(b"".join(parts))
    assert titles(found) == ["one", "three", "four"]
    assert [i.place for i in found if isinstance(i, Problem)] == ["record 2"]


def test_a_damaged_packed_record_costs_only_itself(items):
    parts = [gzip.compress(record(name), mtime=0) for name in NAMES]
    middle = len(parts[1]) // 2
    parts[1] = parts[1][:middle] + b"\x00\xff" * 5 + parts[1][middle + 10 :]
    found = items(b"".join(parts))
    assert {"one", "three", "four"} <= set(titles(found))
    assert [i for i in found if isinstance(i, Problem)]


@pytest.mark.parametrize("pack", [bytes, lambda data: gzip.compress(data, mtime=0)])
def test_cut_at_ten_places(pack, items):
    parts = [pack(record(name)) for name in NAMES]
    whole = b"".join(parts)
    for tenth in range(1, 10):
        size = len(whole) * tenth // 10
        found = items(whole[:size])
        ends = [sum(map(len, parts[: n + 1])) for n in range(4)]
        kept = [name for name, end in zip(NAMES, ends, strict=True) if end <= size]
        assert titles(found)[: len(kept)] == kept


def test_chunks_that_are_none(sample, items):
    raw = sample("warc/example-iana.org-chunked.warc")
    place = raw.index(b"001c37\r\n")
    for damaged in (raw[:place] + b"zz" + raw[place + 2 :], raw[:place] + raw[place + 8 :]):
        assert titles(items(damaged)) == ["Internet Assigned Numbers Authority"]


def test_much_damage_ends(items):
    dice = random.Random(7)
    parts = [b"WARC/1.0\r\n" + dice.randbytes(50) for _ in range(5000)]
    found = items(record("one") + b"".join(parts))
    assert titles(found) == ["one"]
    assert len([i for i in found if isinstance(i, Problem)]) < 5


def test_a_packed_stream_gives_what_stands_before_the_damage(items):
    line = '{{"id":"{0}","text":"a","author":{{"username":"b"}},"created_at":"2031-01-01T00:00:00Z","author_id":"1"}}\n'
    packed = bytearray(gzip.compress("".join(line.format(n) for n in range(20)).encode(), mtime=0))
    packed[-6] ^= 1
    found = items(bytes(packed))
    assert len([i for i in found if type(i).__name__ == "Post"]) == 20
    assert [i.place for i in found if isinstance(i, Problem)] == ["end"]
