"""Posts that take more memory than a run may lie in files; the tables are the same."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest_echoes import table
from hypothesis import given
from hypothesis import strategies as st

from contrecoup.errors import SettingsError
from contrecoup.findings.echoes import echoes, shelf
from contrecoup.findings.echoes.shelf import Shelf

pytestmark = pytest.mark.untraced

NAMES = ("echoes", "members", "variants", "ties", "groups", "waves", "hot")
LITTLE = "1MiB"
_GIVEN_BACK = {"ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "2",
               "MALLOC_MMAP_THRESHOLD_": "1048576", "MALLOC_TRIM_THRESHOLD_": "1048576"}  # fmt: skip
"""So that what is freed goes back to the system at once, and a peak is what was held."""


def posts(count: int) -> pa.Table:
    chosen = random.Random(7)
    words = [f"word{n}" for n in range(300)]
    made = [" ".join(chosen.choices(words, k=9)) for _ in range(count // 3)]
    return table(
        {
            "account_id": f"a{chosen.randrange(count // 5)}",
            "created_at": 1_700_000_000 + chosen.randrange(count // 2),
            "text": chosen.choice(made)
            + chosen.choice(["", " #so", " 💙", " https://a.example/1"]),
            "hashtags": chosen.choice([["so"], [], None]),
            "reply_to": chosen.choice(["p1", None]),
        }
        for _ in range(count)
    )


@pytest.fixture
def _even_small_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "SMALL", 1)


@pytest.mark.usefixtures("_even_small_columns")
@pytest.mark.parametrize("compiled", [False, True])
def test_tables_are_the_same(compiled: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if compiled:
        from contrecoup.findings.echoes import wordings

        monkeypatch.setattr(wordings, "COMPILED_FROM", 1)
    made = posts(3_000)
    by = ("text", "near", "link", "hashtag", "reply", "emoji")
    held = echoes(made, by=by)
    stream = pa.RecordBatchReader.from_batches(made.schema, made.to_batches(max_chunksize=500))
    spilled = echoes(stream, by=by, memory=LITTLE)
    assert spilled.summary["posts_spilled"] > 0
    assert "posts_spilled" not in held.summary
    for name in NAMES:
        assert getattr(held, name).equals(getattr(spilled, name)), name
    assert held.ties.num_rows
    assert held.summary["outcomes"] == spilled.summary["outcomes"]


def test_a_stream_that_takes_much_is_read_from_a_file() -> None:
    made = pa.table({"n": np.arange(400_000), "t": ["x"] * 400_000})
    place = Shelf(1 << 22)
    found = place.stream(pa.RecordBatchReader.from_batches(made.schema, made.to_batches(50_000)))
    assert found.equals(made)
    assert place.used
    assert place.spilled > made.nbytes // 2
    place.rest()
    assert found.equals(made)
    values = np.arange(100_000).reshape(2, -1)
    assert (place.numbers(values) == values).all()


def test_numbers_that_come_in_parts() -> None:
    parts = [np.arange(50_000), np.arange(0), np.arange(7)]
    held, little = Shelf(1 << 30), Shelf(1)
    little.measure(1)
    for place in (held, little):
        assert (place.joined(iter(parts)) == np.concatenate(parts)).all()
        assert not len(place.joined([np.arange(0)]))
    assert (held.spilled, little.spilled) == (0, 50_007 * 8)


@given(
    st.lists(st.tuples(st.lists(st.none() | st.text(max_size=9), max_size=6), st.integers(0, 3))),
    st.data(),
)
def test_texts_in_parts_are_one_array(
    parts: list[tuple[list[str | None], int]], data: st.DataObject
) -> None:
    cut = [pa.array(texts, pa.large_string())[low:] for texts, low in parts]
    whole = pa.chunked_array(cut, type=pa.large_string()).combine_chunks()
    places = st.integers(0, len(whole) - 1) if len(whole) else st.nothing()
    rows = np.array(data.draw(st.lists(places)), dtype=np.int64)
    for memory in (1 << 30, 1):
        place = Shelf(memory)
        place.measure(1)
        found = place.strings(iter(cut))
        found.validate(full=True)
        assert found.equals(whole)
        assert found.null_count == whole.null_count
        assert place.taken(found, rows).equals(whole.take(pa.array(rows)))
        assert (place.spilled > 0) == (memory == 1)


def test_many_texts_are_taken_piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "_PIECE", 3)
    place = Shelf(1)
    place.measure(1)
    values = pa.array([*"abcdefgh", None, ""], pa.large_string())
    rows = np.arange(9, -1, -1)
    assert place.taken(values, rows).to_pylist() == ["", None, *"hgfedcba"]


def test_a_full_disk_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    place = Shelf(1)
    place.measure(1)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "absent"))
    with pytest.raises(SettingsError, match="posts cannot be spilled") as told:
        place.numbers(np.arange(100_000))
    assert "TMPDIR" in str(told.value.next_step)
    monkeypatch.undo()
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full on this system")
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda prefix: full.open("wb"))
    many = pa.array(["x" * 100] * 10_000, pa.large_string())
    for kept in (lambda: place.numbers(np.arange(100_000)), lambda: place.texts(many),
                 lambda: place.strings([many])):  # fmt: skip
        with pytest.raises(SettingsError, match="No space left"):
            kept()


def held_at_most(*asked: str) -> int:
    """MiB that `contrecoup echoes` held of its own: pages of files are the system's to take back."""
    most = 0
    with subprocess.Popen(
        [sys.executable, "-m", "contrecoup", "echoes", *asked],
        env=os.environ | _GIVEN_BACK, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    ) as run:  # fmt: skip
        status = Path(f"/proc/{run.pid}/status")
        while run.poll() is None:
            found = re.search(r"RssAnon:\s+(\d+) kB", status.read_text())
            most = max(most, int(found[1]) >> 10 if found else 0)  # a run that has ended has none
            time.sleep(0.003)
        assert run.stderr is not None
        assert run.returncode == 0, run.stderr.read()
    return most


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_a_million_posts_within_little_memory(tmp_path: Path) -> None:
    count = 1_000_000
    chosen = np.random.default_rng(5)
    words = np.array([f"word{n}" for n in range(4_000)], dtype=object)
    made = [" ".join(row) for row in chosen.choice(words, (count // 4, 12))]
    texts = pa.array(made).take(pa.array(chosen.integers(0, len(made), count)))
    accounts = pa.array(chosen.integers(0, count // 8, count)).cast(pa.string())
    times = pa.array(1_700_000_000 + chosen.integers(0, 1_000_000, count))
    ids = pa.array(np.arange(count)).cast(pa.string())
    whole = pa.table({"post_id": ids, "account_id": accounts, "created_at": times, "text": texts})
    pq.write_table(whole, tmp_path / "posts.parquet")
    pq.write_table(whole[:100_000], tmp_path / "few.parquet")  # the same compiled code runs
    held = {}
    for name, posts_of, memory in (
        ("few", "few", "256MiB"), ("all", "posts", "4GiB"), ("little", "posts", "256MiB"),
    ):  # fmt: skip
        held[name] = held_at_most(
            str(tmp_path / f"{posts_of}.parquet"), "--by", "text", "--memory", memory,
            "--chance", "0", "--out", str(tmp_path / name),
        )  # fmt: skip
        told = json.loads((tmp_path / name / "summary.json").read_bytes())
        assert (told.get("posts_spilled", 0) > 256 << 20) == (name == "little")
    for name in NAMES:
        one, two = (pq.read_table(tmp_path / run / f"{name}.parquet") for run in ("all", "little"))
        assert one.equals(two), name
    # What the program itself holds (Python, compiled code) comes on top.
    assert held["little"] - held["few"] < 256 < held["all"] - held["few"], held
