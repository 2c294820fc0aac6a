from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from contrecoup import demo, render
from contrecoup.case import Case
from contrecoup.corridor.memory import Memory
from contrecoup.report.sections import evidence

from .desks import PATIENCE, Here, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = Path("/usr/bin/chromium")
AXE = "4.10.3"
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
VIOLATIONS = """
async () => {
  const run = await axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    resultTypes: ['violations'],
  });
  const shown = (node) => node.html.slice(0, 160) + ' ' + node.failureSummary;
  return run.violations.map(v => [v.id, v.nodes.length, v.nodes.slice(0, 3).map(shown)]);
}
"""


class Visit:
    """One page, with what it asked for and complained of."""

    def __init__(self, page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda r: self.requests.append(r.url))
        page.on("console", lambda m: self.complaints.append(m.text))
        page.on("pageerror", lambda e: self.complaints.append(str(e)))

    def open_all(self) -> None:
        """Open everything that opens."""
        self.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")

    def violations(self, axe: str) -> list[object]:
        """What axe-core objects to."""
        self.page.evaluate(axe)
        found: list[object] = self.page.evaluate(VIOLATIONS)
        return found


@pytest.fixture(autouse=True)
def patience(monkeypatch) -> None:
    """Let screens wait for what they rest on: a busy machine is no reason to say that it comes."""
    monkeypatch.setattr("contrecoup.app.ahead.SECONDS", 120.0)


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


@pytest.fixture
def visit(browser, address):
    @contextmanager
    def made(width: int = 1280, target: str = address, **options) -> Iterator[Visit]:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        seen = Visit(context.new_page())
        seen.page.goto(target)
        yield seen
        context.close()

    return made


@pytest.fixture(scope="session")
def sample(tmp_path_factory) -> Path:
    """The folder in which the sample case's account was written."""
    case = tmp_path_factory.mktemp("sample") / "case"
    demo.build(case, checked=True)
    return case / "out"


@pytest.fixture(scope="session")
def printed(tmp_path_factory) -> Path:
    """The same with the words of every post that it leads to, as if a sentence told each.

    Those who attack whoever shows their posts are nobody whom the account quotes.
    """
    case = tmp_path_factory.mktemp("printed") / "case"
    items = evidence.items
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            evidence, "items", lambda desk, led, vouched, _told: items(desk, led, vouched)
        )
        demo.build(case)
    return case / "out"


@pytest.fixture(scope="session")
def cases(sample, tmp_path_factory) -> Path:
    """A folder with the sample case, in which nobody has decided yet, to copy."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(sample.parent, folder / "ondelune")
    (folder / "ondelune" / "decisions.jsonl").unlink()
    table = tmp_path_factory.mktemp("table") / "semaine.csv"
    table.write_text("Truc;Machin;Quand\nBonjour;Ana;2031-03-15\n", encoding="utf-8")
    assert Case(folder / "ondelune").add(table, base=table.parent).read == 0
    return folder


@pytest.fixture(scope="session")
def looked_at(cases) -> Memory:
    """What one process remembers of the case after opening it; keys say of which state."""
    case = Case(cases / "ondelune")
    for lang in case.settings.languages:
        case.report(lang)
    assert case.review.queue
    return case.memory


@pytest.fixture
def desk(cases, looked_at, tmp_path, monkeypatch):
    """The app with a copy of the case, which somebody has looked at before."""

    def opened(folder: Path) -> Case:
        case = Case(folder)
        case.memory._kept.update({k: dict(v) for k, v in looked_at._kept.items()})
        return case

    monkeypatch.setattr("contrecoup.app.room.Case", opened)
    folder = tmp_path / "work"
    shutil.copytree(cases, folder)
    server = Here(folder)
    yield server
    server.stop()


@pytest.fixture
def process(cases, tmp_path):
    """``contrecoup serve`` with a copy of the case."""
    folder = tmp_path / "work"
    shutil.copytree(cases, folder)
    with served(folder) as server:
        yield server


@pytest.fixture
def tab(browser, desk):
    contexts = []

    def made(**options):
        context = browser.new_context(
            viewport={"width": 1280, "height": 900}, locale="en-US", **options
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.goto(desk.address)
        page.fill("header input[name=who]", "Ana")
        page.click("header form button")
        return page

    yield made
    for context in contexts:
        context.close()
