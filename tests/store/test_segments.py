"""A live stream on its way into the vault: what came is on the disk, in the spool or the segment."""

from __future__ import annotations

import errno
import os
import stat

import pytest

from contrecoup.errors import EvidenceError
from contrecoup.store.segments import Segments

NAME = "bluesky-one"


@pytest.fixture
def live(case):
    made = Segments(case, NAME)
    yield made
    made.close()


def next_process(case):
    """What a process finds that starts after the one before was killed."""
    return Segments(case, NAME)


def test_what_came_is_found_by_the_next_process(case, live):
    came = [b"a", b"", b"x" * 300, b"y" * 70_000]
    live.receive(came)
    live.receive([b"later"])
    after = next_process(case)
    assert after.received() == [*came, b"later"]
    assert after.size == 0
    assert after.reached() == {}


@pytest.mark.parametrize("size", range(15))
def test_a_message_that_is_not_whole_is_not_there(case, live, size):
    live.receive([b"one", b"two"])
    os.truncate(live.folder / "spool.growing", size)
    assert next_process(case).received() == [b"one", b"two"][: size // 7]


def test_nothing_came_or_a_message_of_nothing(case, live):
    assert next_process(case).received() == []
    live.receive([b"a", b""])
    assert next_process(case).received() == [b"a", b""]


def test_a_checkpoint_empties_the_spool_once_all_is_decided(case, live):
    live.receive([b"a"])
    live.append(b"a\n")
    live.checkpoint({"position": 7}, decided=False)
    assert next_process(case).received() == [b"a"]
    live.checkpoint({"position": 8}, decided=True)
    after = next_process(case)
    assert after.received() == []
    assert after.reached() == {"position": 8}
    assert after.size == live.size == 2
    live.receive([b"b"])
    assert after.received() == [b"b"]


def test_a_segment_grows_over_processes_and_is_cut_to_whole_messages(case, live):
    live.append(b"whole\n")
    live.close()
    after = next_process(case)
    after.append(b"hal")
    assert after.size == 9
    after.cut(9)
    after.cut(20)
    assert after.size == 9
    after.cut(6)
    assert after.size == 6
    with after.open() as stream:
        assert stream.read() == b"whole\n"
    after.append(b"more\n")
    assert next_process(case).size == 11
    after.close()


def test_a_sealed_segment_is_gone_and_the_next_begins(case, live):
    live.append(b"one\n")
    live.checkpoint({"position": 3}, decided=True)
    live.sealed({"position": 1, "cursor": "c"})
    assert live.size == 0
    assert not (live.folder / "segment.growing").exists()
    assert next_process(case).reached() == {"position": 3, "cursor": "c"}
    live.append(b"two\n")
    with live.open() as stream:
        assert stream.read() == b"two\n"
    live.sealed({})
    live.sealed({})
    assert live.size == 0


@pytest.mark.parametrize("raw", [b"", b"[1]", b'{"position":', b"\xff"])
def test_a_damaged_note_of_the_position_is_none(case, live, raw):
    live.sealed({"cursor": "c"})
    (live.folder / "reached.json").write_bytes(raw)
    assert next_process(case).reached() == {"cursor": "c"}


def test_a_segment_that_cannot_be_flushed_moves_no_position(case, live, monkeypatch):
    live.receive([b"a"])
    live.append(b"a\n")
    live.checkpoint({"position": 1}, decided=False)

    def refused(_handle):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", refused)
        with pytest.raises(EvidenceError) as told:
            live.checkpoint({"position": 2}, decided=True)
    assert told.value.place == "live/segment.growing"
    assert next_process(case).reached() == {"position": 1}
    assert next_process(case).received() == [b"a"]


def test_what_came_is_flushed_before_anybody_looks_at_it(live, monkeypatch):
    flushed = []
    monkeypatch.setattr(os, "fdatasync", lambda handle: flushed.append(os.fstat(handle).st_size))
    live.receive([b"abc"])
    live.receive([b"d"])
    assert flushed == [7, 12]


def test_its_files_are_the_owners_alone_and_closing_twice_does_nothing(live):
    live.receive([b"a"])
    live.append(b"a")
    for name in ("spool.growing", "segment.growing"):
        assert stat.S_IMODE((live.folder / name).stat().st_mode) == 0o600
    live.close()
    live.close()
    live.append(b"b")
    assert live.size == 2


def test_unfinished_files_are_swept_and_links_that_lead_out_are_refused(case, live, tmp_path):
    left = live.folder / ".new-999999999-0000"
    left.write_bytes(b"half")
    next_process(case)
    assert not left.exists()
    (tmp_path / "outside").write_bytes(b"")
    (live.folder / "segment.growing").symlink_to(tmp_path / "outside")
    with pytest.raises(EvidenceError):
        live.append(b"a")
    (case / "live" / "away").symlink_to(tmp_path)
    with pytest.raises(EvidenceError):
        Segments(case, "away")
    assert (tmp_path / "outside").read_bytes() == b""
