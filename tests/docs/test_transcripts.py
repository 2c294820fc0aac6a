"""Every example of the manual is run: each command of each block, or a reason why not."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from contrecoup.case import Case

from .conftest import Shell, blocks
from .test_manual import agrees, commands

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
PAGES += [page for page in (ROOT / "README.fr.md",) if page.is_file()]
BLOCK = re.compile(r"^```(console|sh|bash|shell)\n(.*?)^```", re.DOTALL | re.MULTILINE)

LIVE = "asks the public network; tests/live runs it against servers on loopback"
REFUSED = {
    r"^(\.venv\S*/bin/)?(scripts|\./scripts)/": "a script of this checkout, run by the checks",
    r"https?://": LIVE,
    r"^contrecoup (watch|refresh)\b": LIVE,
    r"^contrecoup serve\b": "runs until it is stopped; tests/desk opens it",
    r"\.\./shared/": "reads samples that are not everywhere; tests/sources does where they are",
    r"^(python -m )?(pip|uv|optimum-cli|git|cd|source|\.) ": "installs or fetches packages",
    r"--tagger": "needs a model that is not shipped; tests/corridor/test_large.py makes one",
    r"^python (bench|tests)/": "takes minutes",
    r"frames\.bin": "needs signed frames; tests/corridor/test_proofs.py adds them",
}
"""Commands that are not run here, by what they look like, and why."""


def found() -> list[tuple[Path, str, str]]:
    """Every block of shell in the manual: page, language, text."""
    return [
        (page, lang, text)
        for page in PAGES
        for lang, text in BLOCK.findall(page.read_text(encoding="utf-8"))
    ]


def lines(lang: str, text: str) -> list[tuple[str, list[str] | None]]:
    """The commands of a block, each with the output that is shown, None where none is."""
    if lang == "console":
        return list(commands(text))
    joined = text.replace("\\\n", " ")
    bare = [line for line in joined.splitlines() if line.strip() and not line.startswith("#")]
    return [(line, None) for line in bare]


def refusal(command: str) -> str:
    """Why a command is not run; empty where it is."""
    return next((why for look, why in REFUSED.items() if re.search(look, command)), "")


RAN = sorted(
    {page for page, _, _ in found() if page.name != "tutorial.md" or page.parent.name != "docs"}
)


@pytest.mark.parametrize("page", RAN, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_of_the_page_runs(
    page: Path, newsroom: Path, tmp_path: Path, shell: Shell
) -> None:
    blocks = [lines(lang, text) for where, lang, text in found() if where == page]
    run = [(c, shown) for block in blocks for c, shown in block if not refusal(c)]
    if not run:
        return
    cwd = tmp_path / "room"
    own = any("init my-case" in command for command, _ in run)
    shutil.copytree(newsroom, cwd, ignore=shutil.ignore_patterns("my-case") if own else None)
    if any(" reread " in command for command, _ in run):  # a table that could not be read
        Case.open(cwd / "my-case").add(cwd / "export.csv", base=cwd)
    for command, shown in run:
        done = shell(command.replace(" PERSON ", " nolwenn-trevidic "), cwd)
        # a page that others made old is told as old, and that is an answer
        old = (
            "contrecoup" in command
            and " check " in command
            and re.search("page as of today|page à jour", done.stderr)
        )
        assert done.returncode == 0 or old, f"{command}\n{done.stdout[-2000:]}{done.stderr}"
        if shown is not None:
            assert agrees(shown, done.stdout.splitlines()), f"{command}\n{done.stdout[:3000]}"


def test_the_python_of_the_researcher_runs(
    newsroom: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = ROOT / "docs" / "tutorial-researcher.md"
    (script,) = blocks(page, "python")
    monkeypatch.chdir(newsroom)
    exec(compile(script, page.name, "exec"), {})
    assert "weight" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["README.md", "README.fr.md"])
def test_the_script_of_the_readme_runs(
    name: str, newsroom: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The script that the design draws, word for word, beside what the newsroom gathered."""
    (script,) = blocks(ROOT / name, "python")
    design = ROOT.parent / "shared" / "DESIGN.md"
    if design.is_file():
        assert script.split() in [block.split() for block in blocks(design, "python")]
    room = tmp_path / "room"
    shutil.copytree(newsroom, room, ignore=shutil.ignore_patterns("my-case"))
    monkeypatch.chdir(room)
    names: dict[str, Any] = {}
    exec(compile(script, name, "exec"), names)
    found, echoes = names["found"], names["found"].echoes
    assert echoes[0].first.person in {"", *(p.person_id for p in names["case"].roster.people)}
    assert any(echo.first.person for echo in echoes)
    for echo in echoes:
        assert echo.first.at == echo.first_at
        assert (echo.first.post, echo.first.account) == (echo.post_ids[0], echo.account_ids[0])
    assert [who.account for who in names["case"].people.unsure] == [
        match.account_id for match in found.matches if match.verdict == "unsure"
    ]
    assert len(names["report"].why("k2").steps) > 5
    assert (room / "reaction.html").stat().st_size > 10_000


def test_each_refusal_has_a_command() -> None:
    told = [c for _, lang, text in found() for c, _ in lines(lang, text)]
    for look in REFUSED:
        assert any(re.search(look, command) for command in told), look


def test_blocks_are_of_a_known_language() -> None:
    known = {"console", "sh", "python", "toml", "text", "csv", "json", "jsonc", "yaml", "r", ""}
    for page in PAGES:
        for fence in re.findall(
            r"^```(\w*)\n.*?^```$", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
        ):
            assert fence in known, f"{page.name}: {fence}"
