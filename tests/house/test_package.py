"""The built wheel carries everything and works from any folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    built = run(
        sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=ROOT
    )
    assert built.returncode == 0, built.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    (folder / "names.txt").write_text("\n".join(archive.namelist()), encoding="utf-8")
    return folder / "site"


def test_the_wheel_carries_what_it_needs(unpacked: Path) -> None:
    names = (unpacked.parent / "names.txt").read_text(encoding="utf-8").splitlines()
    held = {n.removeprefix("contrecoup/") for n in names if n.startswith("contrecoup/")}
    source = ROOT / "src" / "contrecoup"
    wanted = {
        p.relative_to(source).as_posix()
        for p in source.rglob("*")
        if p.is_file() and "__pycache__" not in p.parts
    }
    assert held == wanted
    assert not [name for name in held if "truth" in name]


def test_the_wheel_builds_the_sample_case_from_any_folder(unpacked: Path, tmp_path: Path) -> None:
    done = run(
        sys.executable,
        "-m",
        "contrecoup",
        "demo",
        "--no-open",
        cwd=tmp_path,
        PYTHONPATH=str(unpacked),
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "demo" / "ondelune-2031" / "out" / "report.fr.html").is_file()
    where = run(
        sys.executable,
        "-c",
        "import contrecoup; print(contrecoup.__file__)",
        cwd=tmp_path,
        PYTHONPATH=str(unpacked),
    )
    assert str(unpacked) in where.stdout


@pytest.mark.skipif(os.name == "nt", reason="a shell script")
def test_the_demos_help_makes_nothing():
    before = {one.name for one in ROOT.iterdir()}
    told = [run("scripts/demo", word, cwd=ROOT) for word in ("--help", "-h")]
    assert [one.returncode for one in told] == [0, 0]
    assert told[0].stdout == told[1].stdout
    assert told[0].stderr == ""
    verb = run(sys.executable, "-m", "contrecoup", "demo", "--help", cwd=ROOT).stdout
    options = set(re.findall(r"--[a-z-]+", verb.partition("Examples")[0])) - {"--help"}
    assert set(re.findall(r"--[a-z-]+", told[0].stdout)) == options
    assert {one.name for one in ROOT.iterdir()} == before
