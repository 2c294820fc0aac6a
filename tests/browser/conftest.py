from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from contrecoup import render

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = Path("/usr/bin/chromium")
AXE = "4.10.3"
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium, started once."""
    if not CHROMIUM.exists():
        pytest.skip("Debian's chromium is missing: apt-get install chromium")
    api = pytest.importorskip("playwright.sync_api", reason="playwright is missing")
    with api.sync_playwright() as play:
        started = play.chromium.launch(executable_path=str(CHROMIUM), args=ARGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def ondelune() -> ModuleType:
    """The report written by hand, as a module of builders."""
    path = Path(__file__).parents[1] / "render" / "ondelune.py"
    spec = importlib.util.spec_from_file_location("ondelune_report", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def address(ondelune, tmp_path_factory) -> str:
    """A page with every block and every hostile text, on disk."""
    folder = tmp_path_factory.mktemp("page")
    page = folder / "report.en.html"
    page.write_bytes(
        render.html(ondelune.report(size=40, quotes=12), other=("fr", "report.fr.html"))
    )
    return page.as_uri()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, kept outside the repository."""
    root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "contrecoup-tests"
    kept = root / f"axe-{AXE}.min.js"
    if not kept.exists():
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip("npm is missing, and axe-core comes from it")
        root.mkdir(parents=True, exist_ok=True)
        got = subprocess.run(
            [npm, "pack", f"axe-core@{AXE}", "--silent", "--pack-destination", str(root)],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            cwd=root,
        )
        packed = root / f"axe-core-{AXE}.tgz"
        if got.returncode or not packed.exists():
            pytest.skip(f"npm could not fetch axe-core: {got.stderr.strip()[:200]}")
        with tarfile.open(packed) as archive:
            member = archive.extractfile("package/axe.min.js")
            assert member is not None
            kept.write_bytes(member.read())
    return kept.read_text("utf-8")
