"""A case is made once, and nothing is written outside it."""

from __future__ import annotations

import errno
import json
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from contrecoup.errors import EvidenceError, SettingsError
from contrecoup.store import Writing, create, disk, write
from contrecoup.store.disk import put_down, replace_by
from contrecoup.store.folder import write_tables


def test_a_case_is_made_with_its_folders(tmp_path):
    folder = tmp_path / "a" / "b"
    create(folder, "é = 1\n", "person\n")
    assert (folder / "case.toml").read_text(encoding="utf-8") == "é = 1\n"
    assert (folder / "roster.csv").read_bytes() == b"person\n"
    assert sorted(p.name for p in folder.iterdir()) == ["case.toml", "out", "roster.csv", "vault"]


def test_a_case_is_never_made_over_another(tmp_path):
    create(tmp_path, "a", "b")
    with pytest.raises(SettingsError):
        create(tmp_path, "c", "d")
    assert (tmp_path / "case.toml").read_text() == "a"


@pytest.mark.parametrize("name", ["notes.txt", "vault/objects/a", "out/report.html", "posts/a"])
def test_a_folder_of_other_things_is_taken_only_where_that_is_wished(tmp_path, name):
    case = tmp_path / "case"
    (case / name).parent.mkdir(parents=True)
    (case / name).write_text("mine")
    with pytest.raises(SettingsError, match="is not a case"):
        create(case, "a", "b", alone=True)
    assert not (case / "case.toml").exists()
    create(case, "a", "b")
    assert (case / name).read_text() == "mine"


def test_a_making_that_was_interrupted_is_gone_on_with(tmp_path):
    case = tmp_path / "case"
    for folder in ("vault/objects", "out"):
        (case / folder).mkdir(parents=True)
    (case / "roster.csv").write_text("mine")
    (case / ".new-999999999-0000").write_text("half")
    create(case, "a", "b", alone=True)
    assert (case / "case.toml").read_text() == "a"
    assert (case / "roster.csv").read_text() == "mine"
    assert not list(case.glob(".new-*"))
    with pytest.raises(SettingsError, match="a case already"):
        create(case, "a", "b", alone=True)
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="is not a case"):
        create(tmp_path / "file", "a", "b", alone=True)


def test_a_roster_that_is_there_stays(tmp_path):
    (tmp_path / "roster.csv").write_text("mine")
    create(tmp_path, "a", "b")
    assert (tmp_path / "roster.csv").read_text() == "mine"


@pytest.mark.parametrize("name", ["out/report.fr.html", "out/a/b/c.csv", "case.toml", "roster.csv"])
def test_files_are_written_whole(case, name):
    assert write(case, name, b"one") == case / name
    write(case, name, b"two")
    assert (case / name).read_bytes() == b"two"
    assert not list(case.rglob(".new-*"))


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "out",
        "../case2/out/a",
        "out/../case.toml",
        "out/../../a",
        "/etc/passwd",
        "vault/manifest.jsonl",
        "decisions.jsonl",
        "ledger.findings.json",
        "report.html",
        "/out/a",
        "//out/a",
        "out\\..\\a",
        "out/..\\a",
        "C:/a",
        "out/a:b",
    ],
)
def test_other_places_are_refused(case, name):
    before = sorted(case.parent.rglob("*"))
    with pytest.raises(EvidenceError) as caught:
        write(case, name, b"x")
    assert caught.value.next_step
    assert sorted(case.parent.rglob("*")) == before


def test_links_that_leave_the_case_are_refused(case, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.html").write_bytes(b"mine")
    (case / "out" / "folder").symlink_to(outside)
    (case / "out" / "a.html").symlink_to(outside / "a.html")
    for name in ("out/folder/a.html", "out/a.html", "out/folder/new/a.html"):
        with pytest.raises(EvidenceError, match="outside"):
            write(case, name, b"x")
    assert [p.read_bytes() for p in outside.iterdir()] == [b"mine"]


def test_tables_are_the_same_bytes_each_time(tmp_path):
    table = pa.table({"a": [1, 2], "b": ["x", "y"]})
    for name in ("one", "two"):
        write_tables(tmp_path / name, {"echoes": table}, {"read": 2, "name": "é"})
    assert pq.read_table(tmp_path / "one" / "echoes.parquet") == table
    assert json.loads((tmp_path / "one" / "summary.json").read_bytes()) == {"read": 2, "name": "é"}
    one, two = (
        {p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in ("one", "two")
    )
    assert one == two


def test_a_file_of_the_users_is_written_whole_or_stays(tmp_path, monkeypatch):
    file, link = tmp_path / "report.html", tmp_path / "link.html"
    file.write_bytes(b"old")
    file.chmod(0o600)
    link.symlink_to(file)
    left = tmp_path / f".new-{2**22 + 1}-{disk._host()}56789abc"
    theirs = tmp_path / ".new-ideas"
    left.touch()
    theirs.touch()
    put_down(link, b"new")
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o600
    assert sorted(p.name for p in tmp_path.iterdir()) == [".new-ideas", "link.html", "report.html"]

    def full(handle, data):
        os.write(handle, data[:1])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(disk, "put", full)
    with pytest.raises(EvidenceError, match="the disk is full"):
        put_down(file, b"newer")
    assert file.read_bytes() == b"new"
    assert len(list(tmp_path.iterdir())) == 3


def test_who_may_do_what_with_a_file_stays_whatever_the_mask(tmp_path):
    file = tmp_path / "report.html"
    file.write_bytes(b"old")
    file.chmod(0o664)
    before = os.umask(0o077)
    try:
        put_down(file, b"new")
        put_down(tmp_path / "another.html", b"new")
    finally:
        os.umask(before)
    assert file.stat().st_mode & 0o777 == 0o664
    assert (tmp_path / "another.html").stat().st_mode & 0o777 == 0o600


def test_unfinished_files_of_other_machines_stay_for_a_day(tmp_path):
    host = disk._host()
    other = f"{int(host, 16) ^ 1:04x}"
    running, left = (tmp_path / f".new-{2**22 + 1}-{other}{n:08x}" for n in (1, 2))
    ours = tmp_path / f".new-{os.getpid()}-{host}00000001"
    for path in (running, left, ours):
        path.touch()
    os.utime(left, (1, 1))
    put_down(tmp_path / "report.html", b"new")
    disk.sweep(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted([running, ours, tmp_path / "report.html"])


@pytest.mark.parametrize(("hours", "stays"), [(0, True), (23, True), (25, False)])
def test_a_day_is_24_hours(tmp_path, hours, stays):
    other = f"{int(disk._host(), 16) ^ 1:04x}"
    path = tmp_path / f".new-{2**22 + 1}-{other}00000001"
    path.touch()
    then = time.time() - 3600 * hours
    os.utime(path, (then, then))
    disk.sweep(tmp_path)
    assert path.exists() is stays


def test_an_unfinished_file_of_unknown_age_stays(tmp_path, monkeypatch):
    other = f"{int(disk._host(), 16) ^ 1:04x}"
    path = tmp_path / f".new-{2**22 + 1}-{other}00000001"
    path.touch()
    asked = Path.stat

    def refused(self, **more):
        if self == path:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return asked(self, **more)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "stat", refused)
        disk.sweep(tmp_path)
    assert path.exists()


def test_what_somebody_else_left_and_cannot_be_deleted_is_no_obstacle(tmp_path, monkeypatch):
    left = tmp_path / f".new-{2**22 + 1}-{disk._host()}56789abc"
    left.touch()

    def refuses(path, missing_ok=False):
        raise PermissionError(errno.EPERM, "Operation not permitted")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuses)
        put_down(tmp_path / "report.html", b"new")
    assert (tmp_path / "report.html").read_bytes() == b"new"
    assert left.exists()


def test_a_file_in_a_folder_that_may_not_be_written_keeps_its_place(tmp_path, monkeypatch):
    file = tmp_path / "report.html"
    file.write_bytes(b"old")
    number = file.stat().st_ino
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != tmp_path)
    put_down(file, b"new")
    assert (file.read_bytes(), file.stat().st_ino) == (b"new", number)
    written = Path.write_bytes

    def full(path, data):
        written(path, data[:1])
        if data == b"newer":
            raise OSError(errno.ENOSPC, "No space left on device")
        return written(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(EvidenceError, match="the disk is full"):
        put_down(file, b"newer")
    assert file.read_bytes() == b"new"


def test_a_file_that_may_not_be_written_is_not_replaced(tmp_path, monkeypatch):
    file = tmp_path / "report.html"
    file.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != file)
    with pytest.raises(EvidenceError, match="may not be written"):
        put_down(file, b"new")
    assert file.read_bytes() == b"old"


def test_what_is_no_plain_file_is_written_to(tmp_path):
    put_down(Path("/dev/null"), b"x")
    assert Path("/dev/null").is_char_device()
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as pool:
        read = pool.submit(pipe.read_bytes)
        put_down(pipe, b"through")
        assert read.result() == b"through"
    out, into = os.pipe()
    put_down(Path(f"/dev/fd/{into}"), b"unnamed")
    assert os.read(out, 99) == b"unnamed"
    os.close(out)
    os.close(into)


def test_tables_that_were_written_half_do_not_look_whole(tmp_path):
    folder, table = tmp_path / "tables", pa.table({"a": [1]})
    write_tables(folder, {"echoes": table, "ties": table}, {"read": 1})

    def broken():
        yield from table.to_batches()
        message = "the disk is full"
        raise EvidenceError(message, place="here", next_step="free some space")

    ties = pa.RecordBatchReader.from_batches(table.schema, broken())
    with pytest.raises((EvidenceError, OSError), match="disk is full"):
        write_tables(folder, {"echoes": table, "ties": ties}, {"read": 2})
    assert sorted(path.name for path in folder.iterdir()) == ["echoes.parquet", "ties.parquet"]
    write_tables(folder, {"echoes": table, "ties": table}, {"read": 3})
    assert json.loads((folder / "summary.json").read_bytes()) == {"read": 3}


def test_tables_are_written_as_they_come_and_the_summary_last(tmp_path):
    folder, table = tmp_path / "tables", pa.table({"a": [1]})

    def broken():
        yield from table.to_batches()
        message = "the disk is full"
        raise EvidenceError(message, place="here", next_step="free some space")

    def run(tables, *, fails=False):
        with Writing(folder) as writing:
            writing.begin(tables)
            if fails:
                message = "there is no more of it"
                raise EvidenceError(message, place="here", next_step="look there")
            writing.end({"read": 1})

    run({"echoes": table})
    assert json.loads((folder / "summary.json").read_bytes()) == {"read": 1}
    with pytest.raises(EvidenceError, match="no more"):
        run({"echoes": table}, fails=True)
    assert [path.name for path in folder.iterdir()] == ["echoes.parquet"]
    with pytest.raises((EvidenceError, OSError), match="disk is full"):
        run({"ties": pa.RecordBatchReader.from_batches(table.schema, broken())})
    assert [path.name for path in folder.iterdir()] == ["echoes.parquet"]


def test_what_went_wrong_is_told_even_where_the_unfinished_file_is_gone(tmp_path):
    def fails(_handle, path):
        path.unlink()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replace_by(tmp_path / "a", fails)
    assert not list(tmp_path.iterdir())
