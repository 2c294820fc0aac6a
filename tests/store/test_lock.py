"""One writer at a time, and a dead one never blocks the next."""

from __future__ import annotations

import errno
import json
import os
import socket
import subprocess
import sys
import threading

import pytest

from contrecoup.errors import ContrecoupError, EvidenceError
from contrecoup.store import lock
from contrecoup.store import lock as _lock_function  # noqa: F401

lock_module = sys.modules["contrecoup.store.lock"]
patient = lock_module.patient


def test_a_second_writer_is_told_who_holds_the_case(case):
    with lock(case), pytest.raises(ContrecoupError) as caught, lock(case):
        pass
    assert str(os.getpid()) in caught.value.message
    assert socket.gethostname() in caught.value.message
    assert "since" in caught.value.message
    assert caught.value.next_step
    with lock(case):
        pass


def test_it_is_given_back_after_an_error(case):
    with pytest.raises(KeyError), lock(case):
        raise KeyError
    with lock(case):
        pass
    assert (case / ".lock").read_bytes() == b""


def test_a_killed_writer_is_replaced(case):
    code = (
        "import sys, pathlib, contrecoup.store as s\n"
        "with s.lock(pathlib.Path(sys.argv[1])):\n"
        "    print('held', flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(case)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == b"held"
        with pytest.raises(ContrecoupError, match=f"process {child.pid} "), lock(case):
            pass
        child.kill()
        child.wait()
        assert json.loads((case / ".lock").read_bytes())["pid"] == child.pid
        with lock(case):
            assert json.loads((case / ".lock").read_bytes())["pid"] == os.getpid()


@pytest.mark.skipif(os.name == "nt", reason="flock")
@pytest.mark.parametrize(
    ("pid", "host", "held"),
    [(1, "", True), (999_999_999, "", False), (1, "elsewhere", True), (None, "", False)],
)
def test_without_the_systems_locks_the_note_decides(case, monkeypatch, pid, host, held):
    def no_locks(*_):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock_module.fcntl, "flock", no_locks)
    note = {"pid": pid, "host": host or socket.gethostname(), "since": "2031-03-14T08:00:00Z"}
    (case / ".lock").write_text(json.dumps(note) if pid else "?")
    if held:
        with pytest.raises(ContrecoupError), lock(case):
            pass
    else:
        with lock(case):
            assert json.loads((case / ".lock").read_bytes())["pid"] == os.getpid()


@pytest.mark.skipif(os.name == "nt", reason="flock")
def test_other_errors_are_told(case, monkeypatch):
    def fails(*_):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(lock_module.fcntl, "flock", fails)
    with pytest.raises(EvidenceError), lock(case):
        pass


def test_a_missing_case_is_told(tmp_path):
    with pytest.raises(EvidenceError), lock(tmp_path / "none"):
        pass


def held_by_another(case, until: threading.Event) -> threading.Thread:
    """Hold a case in another thread until an event, or for a minute."""
    ready = threading.Event()

    def hold() -> None:
        with lock(case, "watch"):
            ready.set()
            until.wait(60)

    other = threading.Thread(target=hold)
    other.start()
    assert ready.wait(60)
    return other


def test_a_patient_writer_waits_where_it_stands(case, monkeypatch):
    until, tries, plain = threading.Event(), [], lock_module._take

    def take(handle: int) -> bool:
        busy = plain(handle)
        tries.append(busy)
        if tries.count(True) == 3:
            until.set()
        return busy

    other = held_by_another(case, until)
    monkeypatch.setattr(lock_module, "_take", take)
    with patient(60), lock(case):
        assert json.loads((case / ".lock").read_bytes())["verb"] == ""
    other.join()
    assert tries.count(True) >= 3
    assert tries[-1] is False


def test_who_is_not_patient_or_need_not_wait_is_told_at_once(case):
    until = threading.Event()
    other = held_by_another(case, until)
    for seconds, wait in ((0.0, True), (60.0, False)):
        with (
            patient(seconds),
            pytest.raises(ContrecoupError, match=r"\(watch, since"),
            lock(case, wait=wait),
        ):
            pass
    with patient(60):
        pass
    with pytest.raises(ContrecoupError, match="is writing"), lock(case):
        pass  # patience ends with its block
    until.set()
    other.join()
