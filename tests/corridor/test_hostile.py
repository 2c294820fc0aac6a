"""Inputs and cases made to harm: each has an outcome, and no case is closed by one."""

from __future__ import annotations

import gzip
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from contrecoup import demo, sources
from contrecoup.cli import terminal

from .conftest import Run, rows
from .test_bad_input import good

pytestmark = pytest.mark.untraced

POSIX = pytest.mark.skipif(os.name == "nt", reason="pipes and links as Unix has them")


def post(number: int, text: str = "La mer monte.", **user: str) -> str:
    """One line of X's API v2."""
    author = {"id": "22", "username": "bob", "name": "Bob", **user}
    data = {
        "id": f"19000000000000000{number:02}",
        "text": text,
        "author_id": author["id"],
        "created_at": "2031-03-14T16:30:00.000Z",
        "lang": "fr",
    }
    return json.dumps({"data": data, "includes": {"users": [author]}})


@POSIX
def test_pipes_and_devices_are_refused_and_not_waited_for(tmp_path: Path, run: Run) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    out = tmp_path / "tables"
    for path in (pipe, Path("/dev/zero")):
        for verb in (
            ("add", tmp_path / "case", path),
            ("read", path),
            ("read", "--jsonl", path),
            ("echoes", path, "--out", out),
            ("people", tmp_path / "case", "--load", path),
        ):
            result = run(*verb)
            assert result.exit_code == 4, (verb, result.output)
            assert "a pipe or a device" in result.output


@POSIX
def test_links_inside_a_folder_are_told_and_not_followed(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    good(folder)
    (tmp_path / "secret.txt").write_text("a secret of mine\n" * 20, encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "nowhere").symlink_to(tmp_path / "absent")
    (folder / "whole").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe")
    result = run("add", tmp_path / "case", folder)
    assert result.exit_code == 4
    found = {Path(row["input"]).name: row for row in rows(result)}
    assert sorted(found) == ["good.ndjson", "link.txt", "nowhere", "pipe", "whole"]
    assert found["good.ndjson"]["read"] == 2
    for name in ("link.txt", "nowhere", "whole"):
        assert "is not followed" in found[name]["unreadable"][0]["reason"]
    held = (tmp_path / "case" / "ledger.documents.jsonl").read_text(encoding="utf-8")
    assert "a secret of mine" not in held


def test_a_number_of_5000_digits_is_one_bad_line(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "posts.jsonl"
    broken = '{"data":[{"id":"1","text":"t","like":' + "9" * 5000 + "}]}"
    path.write_text("\n".join([post(1), broken, post(2)]) + "\n", encoding="utf-8")
    result = run("add", tmp_path / "case", path)
    assert result.exit_code == 4, result.output
    assert rows(result)[0]["read"] == 2
    assert rows(result)[0]["unreadable"][0]["place"] == "line 2"


def test_a_reader_that_fails_does_not_close_the_case(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(source: sources.Input) -> Iterator[Any]:
        yield from read(source)
        message = "never thought of"
        raise LookupError(message)

    read = sources.read
    monkeypatch.setattr(sources, "read", failing)
    result = run("add", tmp_path / "case", good(tmp_path))
    assert result.exit_code == 4, result.output
    row = rows(result)[0]
    assert row["read"] == 2
    assert "LookupError: never thought of" in row["unreadable"][0]["reason"]
    for path in (tmp_path / "case").glob("ledger.*"):
        path.unlink()
    assert run("find", tmp_path / "case").exit_code == 0


def test_cells_of_a_csv_are_no_formulas(tmp_path: Path, run: Run) -> None:
    names = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "Bob = 1"]
    lines = [post(n, id=f"3{n}", name=name) for n, name in enumerate(names)]
    (tmp_path / "posts.jsonl").write_text("\n".join(lines), encoding="utf-8")
    run("add", tmp_path / "case", tmp_path / "posts.jsonl")
    result = run("people", tmp_path / "case", "--format", "csv")
    cells = [line.split(",")[3] for line in sorted(result.stdout.splitlines()[1:])]
    assert cells == ["'" + name for name in names[:4]] + names[4:]


def test_a_csv_on_a_terminal_moves_no_cursor(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    terminal.table([{"name": "\x1b[31mred\x9b\u202e\r", "line": "a\nb", "n": -1}], "csv")
    said = capsys.readouterr().out
    assert "\\x1b[31mred\\x9b\\x202e\\x0d" in said
    assert "\n-1" not in said
    assert ",-1" in said


@pytest.mark.parametrize("name", ["decisions.jsonl", "vault/manifest.jsonl"])
def test_check_names_each_broken_line(
    built: demo.Built, run: Run, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "case"
    shutil.copytree(built.case.folder, folder)
    with (folder / name).open("ab") as stream:
        stream.write(b'[]\n{"seq":1}\nrubbish\n')
    result = run("check", folder)
    assert result.exit_code == 1
    assert result.stderr.count(f"FAILS chain: {name}: line") == 3


HOSTILE = {
    "capture_id": 1,
    "document_id": [],
    "exact": {},
    "start": "x",
    "end": None,
    "more": {"value": [1], "unit": {}, "rule": 3, "ids": 4},
}


def test_check_reads_whatever_stands_in_a_report(
    built: demo.Built, run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "case"
    shutil.copytree(built.case.folder, folder)
    path = folder / "out" / "report.en.json"
    path.write_text(json.dumps([HOSTILE, {**HOSTILE, "capture_id": "a" * 64}]), encoding="utf-8")
    result = run("check", folder)
    assert result.exit_code == 1
    assert "report.en.json has a citation that is none" in result.stderr
    path.write_text("[" * 100_000, encoding="utf-8")
    assert "FAILS report readable" in run("check", folder).stderr


def test_words_with_control_characters_are_still_in_their_capture(run: Run, tmp_path: Path) -> None:
    roster = "name,organisation,role,x,source,public\nAnna Kern,Atelier,chef,anna_k,s,yes\n"
    (tmp_path / "roster.csv").write_text(roster, encoding="utf-8")
    text = "Je quitte Atelier demain.\x1b[31m\x07 Fin.\r\nOui."
    line = post(1, text, username="anna_k", name="Anna Kern")
    (tmp_path / "posts.jsonl").write_text(line, encoding="utf-8")
    folder = tmp_path / "case"
    run("init", folder, "--group", "Atelier")
    run("add", folder, tmp_path / "posts.jsonl", "--roster", tmp_path / "roster.csv")
    result = run("report", folder)
    assert result.exit_code == 0, result.output
    assert "\\u001b" not in (folder / "out" / "report.fr.json").read_text(encoding="utf-8")
    result = run("check", folder)
    assert result.exit_code == 0, result.output
    held = {row["verdict"]: row["holds"] for row in rows(result)}
    assert held["quoted words in their capture"] > 0


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("a=" + "[" * 100_000 + "]" * 100_000, "this is not TOML"),
        ("[case]\nfrom = 9999-12-31T23:59:59-12:00", "the setting 'case.from' is wrong"),
        ("[[event]]\nat = 0001-01-01T00:00:00+12:00", "the setting 'event' is wrong"),
    ],
)
def test_settings_beyond_all_bounds(run: Run, tmp_path: Path, content: str, says: str) -> None:
    folder = tmp_path / "case"
    run("init", folder)
    (folder / "case.toml").write_text(content, encoding="utf-8")
    result = run("find", folder)
    assert result.exit_code == 2
    assert says in result.stderr


def test_json_lines_of_articles_from_strangers(tmp_path: Path, run: Run) -> None:
    lines = [
        r'{"id": "\ud800", "text": "\ud800 Bonjour \u0000\ud83d\udc99.", "lang": 5}',
        '{"id": NaN, "text": "Bonjour."}',
        '{"id": %s, "text": "Bonjour."}' % ("9" * 5000),
        "[" * 100_000,
        '{"id": "last", "text": "Bonjour."}',
    ]
    path = tmp_path / "articles.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    result = run("read", "--jsonl", path)
    assert result.exit_code == 4, result.output
    given = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one["id"] for one in given] == ["\ufffd", "nan", "last"]
    assert given[0]["text"] == "\ufffd Bonjour \x00💙."


@pytest.mark.parametrize("verb", ["read", "same"])
def test_a_packed_file_that_is_cut_keeps_what_came_before(
    tmp_path: Path, run: Run, verb: str
) -> None:
    line = {"id": "1", "text": "Bonjour.", "a": {"text": "a"}, "b": {"text": "b"}}
    packed = gzip.compress(json.dumps(line).encode() + b"\n")
    for end in (b"garbage", gzip.compress(os.urandom(1000).hex().encode() * 9)[:200]):
        path = tmp_path / "articles.jsonl.gz"
        path.write_bytes(packed + end)
        result = run(verb, "--jsonl", path)
        assert result.exit_code == 4, result.output
        assert json.loads(result.stdout)["id"] == "1"
        assert "line 2: the file is damaged from here" in result.stderr


def test_a_folder_that_may_not_be_opened_is_told(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "export" / "closed").mkdir(parents=True)
    good(tmp_path / "export")
    access = os.access
    monkeypatch.setattr(
        os, "access", lambda path, *a, **k: "closed" not in str(path) and access(path, *a, **k)
    )
    result = run("add", tmp_path / "case", tmp_path / "export")
    assert result.exit_code == 4
    found = {Path(row["input"]).name: row for row in rows(result)}
    assert found["good.ndjson"]["read"] == 2
    assert "may not be opened" in found["closed"]["unreadable"][0]["reason"]


@pytest.mark.parametrize("name", ["case.toml", "roster.csv"])
def test_a_case_that_links_outside_is_not_read(tmp_path: Path, run: Run, name: str) -> None:
    run("init", tmp_path / "case")
    secret = tmp_path / "secret"
    secret.write_text("root:hash\n")
    (tmp_path / "case" / name).unlink()
    (tmp_path / "case" / name).symlink_to(secret)
    result = run("find", tmp_path / "case")
    assert result.exit_code == 2
    assert "root:hash" not in result.output + result.stderr
    assert "link" in result.stderr
