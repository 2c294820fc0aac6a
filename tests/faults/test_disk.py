"""A disk that is really full, and one that is really read-only: small file systems of their own."""

from __future__ import annotations

import os
import random
import subprocess
import sys

import pytest
from acts import SAMPLE, SETTINGS


@pytest.fixture
def disk(tmp_path):
    """A file system of one megabyte; mounting takes root."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(folder)]
    if sys.platform != "linux" or os.geteuid() or subprocess.run(mount, check=False).returncode:
        pytest.skip("only root may mount a file system")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def contrecoup(*arguments):
    command = [sys.executable, "-m", "contrecoup", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def remount(disk, options):
    subprocess.run(["mount", "-o", f"remount,{options}", str(disk)], check=True)


@pytest.mark.slow
def test_a_disk_that_fills_up(disk, tmp_path):
    case = disk / "case"
    case.mkdir()
    (case / "case.toml").write_text(SETTINGS, encoding="utf-8")
    noise = tmp_path / "noise.txt"
    noise.write_text(random.Random(1).randbytes(700_000).hex())
    article = SAMPLE / "press" / "05-estran-lettre.txt"
    assert contrecoup("add", case, article).returncode == 0
    refused = contrecoup("add", case, SAMPLE / "x" / "zeeschuimer.ndjson", noise, noise)
    assert refused.returncode == 1
    assert "the disk is full" in refused.stderr
    assert "what was kept before is safe" in refused.stderr
    checked = contrecoup("check", case)
    assert checked.returncode == 0 or "FAILS can be read" in checked.stderr
    assert '"unchanged since capture","holds":0' not in checked.stdout
    assert checked.stderr.count("FAILS") <= 1
    remount(disk, "size=20m")
    assert contrecoup("add", case, SAMPLE / "x" / "zeeschuimer.ndjson", noise).returncode in {0, 4}
    assert contrecoup("report", case).returncode == 0
    assert contrecoup("check", case).returncode == 0


@pytest.mark.slow
def test_a_disk_that_may_not_be_written(disk):
    case = disk / "case"
    case.mkdir()
    (case / "case.toml").write_text(SETTINGS, encoding="utf-8")
    article = SAMPLE / "press" / "05-estran-lettre.txt"
    assert contrecoup("add", case, article).returncode == 0
    before = {p: p.read_bytes() for p in case.rglob("*") if p.is_file()}
    remount(disk, "ro")
    for verb, *more in (("add", SAMPLE / "letter.v1.html"), ("report",), ("people", "--load", "x")):
        refused = contrecoup(verb, case, *more)
        assert refused.returncode == 1, refused.stderr
        assert "may not be written" in refused.stderr
        assert "Next:" in refused.stderr
    for verb in ("find", "check", "people", "review"):
        assert contrecoup(verb, case).returncode in {0, 3}, verb
    assert {p: p.read_bytes() for p in case.rglob("*") if p.is_file()} == before


def test_two_commands_on_one_case(tmp_path):
    """The second is told who holds the case, where, what for, and since when."""
    case = tmp_path / "case"
    assert contrecoup("init", case).returncode == 0
    command = [sys.executable, "-m", "contrecoup", "add", str(case), "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as first:
        lock = case / ".lock"
        while not (lock.exists() and lock.read_bytes()):
            assert first.poll() is None
        refused = contrecoup("add", case, SAMPLE / "letter.v1.html")
        assert refused.returncode == 2
        assert f"process {first.pid} on " in refused.stderr
        assert "(add, since 2" in refused.stderr
        assert contrecoup("check", case).returncode == 0
        first.stdin.write((SAMPLE / "letter.v1.html").read_bytes())
        first.stdin.close()
        assert first.wait() == 0
    assert contrecoup("add", case, SAMPLE / "letter.v1.html").returncode == 0
