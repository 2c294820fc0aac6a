"""Bytes: packed, cut, endless, binary, empty."""

import bz2
import gzip
import io
import json
import lzma

import pytest
import zstandard

from contrecoup.errors import UnknownFormat, Unreadable
from contrecoup.sources import Input, detect, read, streams
from contrecoup.sources.encodings import encoding_of, to_text
from contrecoup.sources.parse import NotJson, value_of
from contrecoup.sources.registry import formats
from contrecoup.sources.salvage import repaired, salvaged
from contrecoup.sources.streams import Plain, lines

from .conftest import CAPTURED

LINE = {"id": "5", "text": "a", "author_id": "1", "created_at": "2010-01-01T00:00:00Z"}
DATA = (json.dumps(LINE) + "\n").encode() * 50
PACKED = {
    "gzip": gzip.compress(DATA),
    "two gzips": gzip.compress(DATA[: len(DATA) // 2]) + gzip.compress(DATA[len(DATA) // 2 :]),
    "zstd": zstandard.compress(DATA),
    "two zstds": zstandard.compress(DATA[: len(DATA) // 2])
    + zstandard.compress(DATA[len(DATA) // 2 :]),
    "bz2": bz2.compress(DATA),
    "xz": lzma.compress(DATA),
}


@pytest.mark.parametrize("data", PACKED.values(), ids=PACKED)
def test_packed_files_are_opened(data, items, counted):
    assert counted(items(data)) == {"Post": 50}


@pytest.mark.parametrize("name", ["gzip", "zstd", "two zstds", "bz2", "xz"])
def test_packed_files_that_stop(name, items):
    data = PACKED[name]
    for cut in (20, len(data) // 2 - 5, len(data) - 3):
        try:
            found = items(data[:cut])
        except (Unreadable, UnknownFormat):
            continue
        assert [i for i in found if type(i).__name__ == "Problem"]


def test_what_unpacks_to_far_too_much(items, monkeypatch):
    monkeypatch.setattr(streams, "PACKED_FREE", 1 << 20)
    with pytest.raises(Unreadable) as raised:
        items(zstandard.compress(DATA + b"\n" * (64 << 20)))
    assert "times its size" in raised.value.message


def test_long_lines_are_problems(give):
    with Plain(give(b"short\n" + b"x" * 500_000 + b"\nagain\n" + b"y" * 100)) as plain:
        found = list(lines(plain, limit=50))
    assert found == [(1, b"short"), (2, None), (3, b"again"), (4, None)]


def test_documents_are_bounded(give, monkeypatch):
    with Plain(give(b"x" * 5000)) as plain, pytest.raises(Unreadable) as raised:
        plain.all(1000)
    assert "NDJSON" in raised.value.next_step


@pytest.mark.parametrize("data", [b"", b"  \n \n", gzip.compress(b"")])
def test_empty_files(data, give, items):
    for form in ("", *formats()):
        try:
            found = items(data, format=form)
        except (Unreadable, UnknownFormat) as error:
            refused = error
            found = None
        assert found is None, form
        assert refused.place.startswith("file")
    with pytest.raises(Unreadable, match="the file is empty"):
        detect(give(data))


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", bytes(range(256)) * 9, b"\x7fELF\x02\x01\x01\x00"],
)
def test_binary_files(data, give):
    with pytest.raises(UnknownFormat) as raised:
        detect(give(data))
    assert "not text" in raised.value.message


def test_unknown_names_of_formats(give):
    with pytest.raises(UnknownFormat) as raised:
        detect(give(b"x", format="nonsense"))
    assert "x-api-v2" in raised.value.next_step


def test_a_forced_format_wins(give, items):
    assert detect(give(DATA, format="table-json")) == "table-json"
    assert type(items(DATA, format="table-json")[0]).__name__ in {"Notice", "Problem"}


def test_what_cannot_be_opened():
    def no_open():
        raise IsADirectoryError(21, "Is a directory")

    source = Input(name="a", capture_id="0" * 64, captured_at=CAPTURED, open=no_open)
    with pytest.raises(Unreadable, match="Is a directory"):
        list(read(source))


def test_reading_that_fails_midway():
    class Failing(io.BytesIO):
        def read(self, size=-1):
            if self.tell() > 400_000:
                raise OSError(5, "Input/output error")
            return super().read(size)

    data = DATA * 200
    source = Input(name="a", capture_id="0" * 64, captured_at=CAPTURED, open=lambda: Failing(data))
    with pytest.raises(Unreadable, match="Input/output error"):
        list(read(source))


def test_streaming_holds_little_memory():
    """A file of many lines is never held as a whole."""
    import tracemalloc

    line = json.dumps({**LINE, "text": "word " * 200}).encode() + b"\n"

    class Endless(io.RawIOBase):
        left = 6_000

        def readable(self):
            return True

        def readinto(self, buffer):
            if self.left <= 0:
                return 0
            view = memoryview(buffer)
            count = min(len(view) // len(line) or 1, self.left)
            piece = (line * count)[: len(view)]
            view[: len(piece)] = piece
            self.left -= count
            return len(piece)

    source = Input(
        name="a",
        capture_id="0" * 64,
        captured_at=CAPTURED,
        open=lambda: io.BufferedReader(Endless()),
    )
    tracemalloc.start()
    total = sum(1 for _ in read(source))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert total >= 5_500
    assert peak < 4 << 20


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"abc", "utf-8"),
        ("\ufeffabc".encode(), "utf-8-sig"),
        ("abcdef".encode("utf-16"), "utf-16"),
        ("abcdef".encode("utf-16-le"), "utf-16-le"),
        ("abcdef".encode("utf-16-be"), "utf-16-be"),
        ("abc".encode("utf-32"), "utf-32"),
    ],
)
def test_encodings(data, encoding):
    assert encoding_of(data) == encoding
    assert to_text(data)[0].lstrip("\ufeff").startswith("abc")


REPAIRS = [
    ('{"a": 1', {"contrecoup:cut": True}),
    ('{"a": 1, "b": [1, 2', {"a": 1, "b": [1], "contrecoup:cut": True}),
    ('[{"a": 1}, {"a": "x', [{"a": 1}, {"contrecoup:cut": True}]),
    ('[{"a": 1}, ', [{"a": 1}]),
    ('{"a": [{"b": 1}', {"a": [{"b": 1}], "contrecoup:cut": True}),
    ("", None),
    ("x", None),
    ("[", []),
    ("]", None),
]


@pytest.mark.parametrize(("text", "value"), REPAIRS)
def test_repairs(text, value):
    assert repaired(text) == value


@pytest.mark.parametrize("data", [b"", b"{", b"nope", b"[" * 5000, b'{"a":' * 5000])
def test_what_is_not_json(data):
    with pytest.raises(NotJson):
        value_of(data)


def test_json_that_is_nearly_so():
    assert value_of(b'{"a": NaN}')["a"] != 1
    assert value_of('{"a": "é"}'.encode("cp1252")) == {"a": "é"}
    assert value_of(b'"\\ud83d"') == "\ufffd"
    assert value_of(b"123456789012345678901234567890") == 123456789012345678901234567890


CUT = {"contrecoup:cut": True}
SALVAGES = [
    ('[{"a": 1}, {"a": oops}, {"a": 3}]', [{"a": 1}, CUT, {"a": 3}]),
    ('[{"a": "x}, {"a": "y"}, {"a": 3}]', [CUT, {"a": 3}]),
    ('[{"a": 1}, {"a": [}, {"a": 3}]', [{"a": 1}, CUT, {"a": 3}]),
    (
        '{"b": [{"a": 1}, {"a": oops}, {"a": 3}], "c": 4}',
        {"b": [{"a": 1}, CUT, {"a": 3}], "c": 4, **CUT},
    ),
    ('[{"a": 1}, {"a": 2}, {"a": oops}]', [{"a": 1}, {"a": 2}, CUT]),
    ('{"a": oops}', CUT),
    ("oops", None),
]


@pytest.mark.parametrize(("text", "value"), SALVAGES)
def test_salvage(text, value):
    assert salvaged(text) == value


@pytest.mark.parametrize(
    "path",
    [
        "x_api_v2_twarc/noflat.jsonl",
        "bluesky_getposts/posts.first40.json",
        "mastodon/timeline_public.json",
        "x_archive/tweets.js",
    ],
)
def test_a_damaged_item_costs_only_itself(path, sample, items):
    """One brace too many in an item in the middle: its neighbours are read."""
    data = sample(path)
    posts = [i.post_id for i in items(data) if hasattr(i, "post_id")]
    middle = data.index(b'":', len(data) // 3) + 2
    found = items(data[:middle] + b"}}" + data[middle:])
    kept = [i.post_id for i in found if hasattr(i, "post_id")]
    assert len(kept) >= len(posts) - 2
    assert set(kept) <= set(posts)
    assert [i for i in found if type(i).__name__ == "Problem"]
