"""What a release must be: one version, the same bytes twice, licences that may ship."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def release(script_of: Callable[[str], ModuleType]) -> ModuleType:
    return script_of("release")


@pytest.mark.slow
@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="needs a git checkout")
def test_a_release_could_be_made_now() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/release", "--check", "--here"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("expression", "ships"),
    [
        ("MIT", True),
        ("Apache-2.0 OR GPL-3.0-only", True),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", True),
        ("BSD-2-Clause AND Apache-2.0 WITH LLVM-exception", True),
        ("GPL-3.0-only", False),
        ("MIT AND GPL-2.0-only", False),
        ("", False),
    ],
)
def test_licences_that_may_ship(release: ModuleType, expression: str, ships: bool) -> None:
    assert release.may_ship(expression) is ships


def test_a_bill_of_materials_that_lacks_a_package_or_a_hash_is_told(
    release: ModuleType, tmp_path: Path
) -> None:
    release.sbom(tmp_path / "sbom.json")
    bill = json.loads((tmp_path / "sbom.json").read_bytes())
    assert bill["bomFormat"] == "CycloneDX"
    assert len(bill["components"]) > 50
    assert release.missing_from(bill) == []
    bill["components"][0]["externalReferences"][0]["hashes"].pop()
    del bill["components"][-1]
    assert len(release.missing_from(bill)) == 2


def test_every_package_is_pinned_with_hashes() -> None:
    for name in ("run", "test", "train", "docs", "release", "oldest"):
        lines = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        packages = [line for line in lines if line and not line.startswith(" ")]
        assert packages
        for package in packages:
            assert "==" in package, (name, package)
            assert package.endswith("\\"), (name, package)
