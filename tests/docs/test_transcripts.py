"""Every example of the manual is run: each command of each block, or a reason why not."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from contrecoup import demo

from .test_manual import SAMPLE, agrees, commands

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
    r"^python bench/": "takes minutes",
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


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the manual's commands name: exports, press, a letter, a case."""
    room = tmp_path_factory.mktemp("newsroom")
    built = demo.build(room / "my-case")
    (room / "export").mkdir()
    for name in ("search-1.jsonl", "search-2.jsonl"):
        shutil.copy(SAMPLE / "x" / name, room / "export" / name)
    (room / "press").mkdir()
    for article in sorted((SAMPLE / "press").glob("*.html"))[:2]:
        shutil.copy(article, room / "press" / article.name)
    shutil.copy(room / "press" / article.name, room / "article.html")
    shutil.copy(SAMPLE / "press" / "05-estran-lettre.txt", room / "article.txt")
    shutil.copy(SAMPLE / "letter.v1.html", room / "letter.html")
    shutil.copy(SAMPLE / "roster.csv", room / "roster.csv")
    shutil.copy(SAMPLE / "x" / "search-1.jsonl", room / "posts.jsonl")
    rows = [
        (f"{n}", f"{n % 4}", f"2031-03-14T10:00:{n:02}Z", "Nous restons", f"o{n % 3}")
        for n in range(24)
    ]
    names = ("post_id", "account_id", "created_at", "text", "object_id")
    table = pa.table({name: [row[n] for row in rows] for n, name in enumerate(names)})
    pq.write_table(table, room / "posts.parquet")
    pq.write_table(table, room / "russian_reposts.parquet")
    shares = "object_id,account_id,content_id,timestamp_share\n"
    shares += "".join(f"o{n % 3},a{n % 4},c{n},{1930000000 + n}\n" for n in range(24))
    (room / "shares.csv").write_text(shares, encoding="utf-8")
    (room / "export.csv").write_text(
        "Quoi,Message,Quand,Qui,Compte\nNous,Nous,2031-03-14T10:00:00Z,ana,ana\n", encoding="utf-8"
    )
    (room / "messages.csv").write_text(
        "Message,Date,Author\nNous restons,2031-03-14T10:00:00Z,ana\n", encoding="utf-8"
    )
    # what "reread" maps: a table that the case holds and could not read
    built.case.add(room / "export.csv", base=room)
    return room


def in_shell(command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a line in bash, where contrecoup is this one."""
    ours = f'contrecoup() {{ {shlex.quote(sys.executable)} -m contrecoup "$@"; }}\n'
    made = f"shopt -s nullglob\nset -o pipefail\nSAMPLE={shlex.quote(str(SAMPLE))}\n{ours}{command}"
    return subprocess.run(
        ["bash", "-c", made], cwd=cwd, capture_output=True, text=True, check=False
    )


RAN = sorted(
    {page for page, _, _ in found() if page.name != "tutorial.md" or page.parent.name != "docs"}
)


ALWAYS = frozenset({"README.md", "README.fr.md", "docs/tutorial.md", "docs/hand-over.md"})
"""Pages that every run of the tests tries; the others go with the long tests."""


def _page(page: Path) -> object:
    name = str(page.relative_to(ROOT))
    return pytest.param(page, id=name, marks=() if name in ALWAYS else pytest.mark.long)


@pytest.mark.parametrize("page", [_page(page) for page in RAN])
def test_every_command_of_the_page_runs(page: Path, newsroom: Path, tmp_path: Path) -> None:
    blocks = [lines(lang, text) for where, lang, text in found() if where == page]
    run = [(c, shown) for block in blocks for c, shown in block if not refusal(c)]
    if not run:
        return
    cwd = tmp_path / "room"
    own = any("init my-case" in command for command, _ in run)
    shutil.copytree(newsroom, cwd, ignore=shutil.ignore_patterns("my-case") if own else None)
    for command, shown in run:
        done = in_shell(command.replace(" PERSON ", " nolwenn-trevidic "), cwd)
        # a page that others made old is told as old, and that is an answer
        old = (
            "contrecoup" in command
            and " check " in command
            and re.search("page as of today|page à jour", done.stderr)
        )
        assert done.returncode == 0 or old, f"{command}\n{done.stdout[-2000:]}{done.stderr}"
        if shown is not None:
            assert agrees(shown, done.stdout.splitlines()), f"{command}\n{done.stdout[:3000]}"


def test_the_python_of_the_researcher_runs(newsroom: Path) -> None:
    page = ROOT / "docs" / "tutorial-researcher.md"
    (script,) = re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=newsroom, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "weight" in done.stdout


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
