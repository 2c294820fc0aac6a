"""A disk that fails at each call in turn: an error that helps, and nothing lost."""

from __future__ import annotations

import errno
import os

import pytest

from contrecoup.errors import EvidenceError
from contrecoup.model.decisions import Decision
from contrecoup.model.outcomes import FileOutcome
from contrecoup.store import Decisions, Ledger, Vault, create, lock, write

CALLS = ("write", "fsync", "replace", "mkdir", "ftruncate", "open")


class Disk:
    """Counts calls of the operating system and fails at the n-th."""

    def __init__(self, monkeypatch, number, *, half=False, code=errno.ENOSPC):
        self.number, self.half, self.code, self.calls = number, half, code, 0
        self.patch = monkeypatch
        for name in CALLS:
            monkeypatch.setattr(os, name, self.failing(name, getattr(os, name)))

    def failing(self, name, real):
        def call(*args, **more):
            if name == "open" and not args[1] & (os.O_WRONLY | os.O_RDWR):
                return real(*args, **more)
            self.calls += 1
            if self.calls == self.number:
                if self.half and name == "write":
                    real(args[0], bytes(args[1])[: len(args[1]) // 2])
                raise OSError(self.code, os.strerror(self.code))
            return real(*args, **more)

        return call


def use(case, kit, done):
    """Do a bit of everything, and note what was acknowledged."""
    if not (case / "case.toml").exists():
        create(case, "title = 1\n", "person\n")
    with lock(case):
        vault, ledger, decisions = Vault(case), Ledger(case), Decisions(case)
        for n in range(2):
            capture = kit.keep(vault, b"bytes %d" % n)
            done.append(("capture", capture.capture_id))
            if ledger.outcome(capture.capture_id) is None:
                ledger.add(
                    [kit.post(f"x:{n}", "un"), kit.seen(f"x:{n}", "deleted", 9, capture)], capture
                )
                ledger.save_outcome(FileOutcome(input=str(n), capture_id=capture.capture_id))
        ledger.settle()
        if not decisions.all():
            decisions.append(
                Decision(verb="accept", target="e:1", value="", why="", who="a", at=kit.at())
            )
        done.append(("decision", "e:1"))
        write(case, "out/report.html", b"<p>")
        done.append(("report", ""))


def state(case, kit):
    """Return all that a case holds, its manifest's tail apart."""
    vault, ledger = Vault(case), Ledger(case)
    posts = list(ledger.documents(vault.captures()).posts)
    assert ledger.complete_for(c.capture_id for c in vault.captures())
    assert [v for v in vault.verify() if not v.ok] == []
    ledgers = {p.name: p.read_bytes() for p in case.glob("ledger.*") if p.is_file()}
    out = (case / "out" / "report.html").read_bytes()
    return vault.captures(), posts, Decisions(case).all(), ledgers, out


def test_each_call_fails_in_turn(tmp_path, kit):
    good = tmp_path / "good"
    use(good, kit, [])
    expected = state(good, kit)
    number = 0
    while True:
        number += 1
        case = tmp_path / f"case{number}"
        done: list[tuple[str, str]] = []
        told: list[EvidenceError] = []
        with pytest.MonkeyPatch.context() as patch:
            disk = Disk(patch, number, half=bool(number % 3))
            try:
                use(case, kit, done)
            except EvidenceError as error:
                told.append(error)
            if disk.calls < number:
                break
        assert told or done[-1][0] == "report", "only giving the lock back may fail in silence"
        for error in told:
            assert "disk is full" in error.message
            assert "free some space" in error.next_step
        if (case / "case.toml").exists():
            held = {c.capture_id for c in Vault(case).captures()}
            assert {what for kind, what in done if kind == "capture"} <= held
            targets = {d.target for d in Decisions(case).all()}
            assert {what for kind, what in done if kind == "decision"} <= targets
        use(case, kit, [])
        assert state(case, kit) == expected
        assert not list(case.rglob(".new-*"))
    assert number > 50


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES, errno.EIO, errno.ELOOP])
def test_a_folder_that_may_not_be_written(case, kit, code):
    vault, ledger = Vault(case), Ledger(case)
    capture = kit.keep(vault, b"one")
    for action in (
        lambda: kit.keep(vault, b"two"),
        lambda: vault.act("report", kit.at()),
        lambda: ledger.add([kit.post()], capture),
        lambda: write(case, "out/a.html", b"x"),
        lambda: Decisions(case).append(
            Decision(verb="accept", target="e:1", value="", why="", who="a", at=kit.at())
        ),
    ):
        with pytest.MonkeyPatch.context() as patch:
            for name in ("open", "mkdir"):
                patch.setattr(os, name, refusing(getattr(os, name), code))
            with pytest.raises(EvidenceError) as caught:
                action()
            assert caught.value.next_step
    assert vault.captures() == (capture,)
    assert vault.open(capture.capture_id).read() == b"one"


def refusing(real, code):
    def call(path, flags=os.O_RDWR, *args, **more):
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise OSError(code, os.strerror(code))
        return real(path, flags, *args, **more)

    return call


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_can_be_read(case, kit):
    vault = Vault(case)
    capture = kit.keep(vault, b"one")
    folders = [case, *(p for p in case.rglob("*") if p.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        assert Vault(case).open(capture.capture_id).read() == b"one"
        with pytest.raises(EvidenceError):
            kit.keep(Vault(case), b"two")
        with pytest.raises(EvidenceError), lock(case):
            pass
    finally:
        for folder in folders:
            folder.chmod(0o755)


def test_a_manifest_torn_by_a_full_disk_goes_on(case, kit):
    vault = Vault(case)
    one = kit.keep(vault, b"one")
    real = os.write

    def half(handle, data):
        if bytes(data).startswith(b'{"seq"'):
            real(handle, bytes(data)[:20])
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(handle, data)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "write", half)
        for _ in range(2):
            with pytest.raises(EvidenceError, match="full"):
                kit.keep(vault, b"two")
    assert vault.captures() == Vault(case).captures() == (one,)
    two = kit.keep(vault, b"two")
    assert vault.captures() == (one, two)
    assert all(v.ok for v in vault.verify())
    assert min(p.name for p in (case / "vault").glob("manifest*")) == "manifest.jsonl"
    torn = (case / "vault" / "manifest.torn-1").read_bytes()
    assert torn.startswith(b'{"seq":2')
