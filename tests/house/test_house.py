"""The floors between rooms, proven to bite; the front door's list."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import contrecoup

ROOT = Path(__file__).resolve().parents[2]

FRONT_DOOR = [
    "Account",
    "Case",
    "ContrecoupError",
    "EvidenceError",
    "Found",
    "Outcome",
    "PeopleError",
    "Reading",
    "ReportError",
    "Sameness",
    "SettingsError",
    "Shelf",
    "SourceError",
    "Trail",
    "Wording",
    "echoes",
    "read",
    "same",
]


def test_the_front_door_is_exactly_this_list() -> None:
    assert contrecoup.__all__ == FRONT_DOOR
    assert len(FRONT_DOOR) <= 20
    for name in FRONT_DOOR:
        assert getattr(contrecoup, name) is not None
    assert [n for n in dir(contrecoup) if not n.startswith("__")] == FRONT_DOOR
    with pytest.raises(AttributeError, match="no attribute"):
        contrecoup.nothing  # noqa: B018 the point of the test


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert command is not None
    return subprocess.run(
        [command, "--no-cache", "--config", str(ROOT / "pyproject.toml")],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("sources/__init__.py", "import contrecoup.store"),
        ("model/times.py", "import contrecoup.language"),
        ("report/__init__.py", "import contrecoup.render"),
        ("findings/__init__.py", "import contrecoup.case"),
        ("cli/files.py", "import contrecoup.findings"),
        ("corridor/wire.py", "import contrecoup.corridor.pipes"),
        ("corridor/intake.py", "import contrecoup.case"),
        ("store/__init__.py", "import socket"),
        ("sources/live/stream.py", "import websockets"),
        ("corridor/fetching.py", "import httpcore"),
    ],
)
def test_an_import_through_a_wall_is_caught(tmp_path: Path, file: str, line: str) -> None:
    copy = tmp_path / "contrecoup"
    shutil.copytree(
        ROOT / "src" / "contrecoup", copy, ignore=shutil.ignore_patterns("__pycache__", "sample")
    )
    target = copy / file
    target.write_text(target.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    broken = lint(tmp_path)
    assert broken.returncode == 1, broken.stdout + broken.stderr
    assert "BROKEN" in broken.stdout


def test_help_costs_little() -> None:
    """The help is printed without loading rooms or heavy libraries."""
    code = (
        "import sys\n"
        "from contrecoup.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'numpy', 'pyarrow', 'duckdb', 'numba', 'rich', 'lxml', 'trafilatura', 'babel',\n"
        "         'contrecoup.case', 'contrecoup.findings', 'contrecoup.render'} & set(sys.modules)\n"
        "sys.exit(f'loaded {heavy}' if heavy else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Usage" in done.stdout
