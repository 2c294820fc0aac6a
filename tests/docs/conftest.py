"""What the manual's examples run in: a newsroom's folder, and a shell that costs little.

A command of ours runs in this process, so that modules are imported, loops compiled and one
state of a case read once for all pages; a line with a pipe runs in a real shell.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from attrs import frozen
from click.testing import CliRunner

from contrecoup import demo
from contrecoup.cli import main
from contrecoup.corridor import drafting
from contrecoup.corridor.memory import Memory

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "src" / "contrecoup" / "sample" / "ondelune-2031"
_OPERATORS = frozenset("|&;<>()")


@frozen
class Done:
    """How a command ended, and what it printed."""

    returncode: int
    stdout: str
    stderr: str


Shell = Callable[[str, Path], Done]


@pytest.fixture(scope="session")
def _one_memory() -> Memory:
    return Memory()


@pytest.fixture
def shell(_one_memory: Memory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    """Run a line as a person types it in a folder.

    Cases whose folders hold the same remember the same: the state that answers are kept by is a
    hash of all that they hold.
    """
    monkeypatch.setattr(drafting, "Memory", lambda: _one_memory)
    monkeypatch.setattr("webbrowser.open", lambda _address: True)
    before = Path.cwd()

    def call(line: str, cwd: Path) -> Done:
        os.chdir(cwd)
        return _run(line, cwd)

    yield call
    os.chdir(before)


def _run(line: str, cwd: Path) -> Done:
    words = _words(line.replace("$SAMPLE", str(SAMPLE)))
    forgiven = words[-2:] == ["||", "true"]
    words = words[:-2] if forgiven else words
    into, source = _taken(words, ">"), _taken(words, "<")
    if words[0] != "contrecoup" or any(set(word) <= _OPERATORS for word in words):
        return _in_bash(line, cwd)
    arguments = [found for word in words[1:] for found in _globbed(word)]
    stdin = Path(source).read_bytes() if source else None
    done = CliRunner().invoke(main, arguments, input=stdin, catch_exceptions=False)
    if into:
        Path(into).write_bytes(done.stdout_bytes)
    code = 0 if forgiven else done.exit_code
    return Done(code, "" if into else done.stdout, done.stderr)


def _words(line: str) -> list[str]:
    lexer = shlex.shlex(line, posix=True, punctuation_chars="|&;<>()")
    lexer.whitespace_split = True
    return list(lexer)


def _taken(words: list[str], operator: str) -> str:
    """Take a redirection out of the words and return its file."""
    if operator not in words:
        return ""
    at = words.index(operator)
    name = words[at + 1]
    del words[at : at + 2]
    return name


def _globbed(word: str) -> list[str]:
    return [str(path) for path in sorted(Path().glob(word))] if "*" in word else [word]


def _in_bash(line: str, cwd: Path) -> Done:
    ours = f'contrecoup() {{ {shlex.quote(sys.executable)} -m contrecoup "$@"; }}\n'
    made = f"shopt -s nullglob\nset -o pipefail\nSAMPLE={shlex.quote(str(SAMPLE))}\n{ours}{line}"
    done = subprocess.run(
        ["bash", "-c", made], cwd=cwd, capture_output=True, text=True, check=False
    )
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the manual's commands name: exports, press, a letter, a case."""
    room = tmp_path_factory.mktemp("newsroom")
    demo.build(room / "my-case")
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
    return room


def blocks(page: Path, language: str) -> list[str]:
    """The blocks of a page in one language."""
    return re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
