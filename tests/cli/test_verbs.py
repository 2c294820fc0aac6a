"""Every verb: its examples, its page for man(1), and how it composes with pipes."""

from __future__ import annotations

import csv
import inspect
import io
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from contrecoup import __version__
from contrecoup.cli import main
from contrecoup.cli.terminal import Steps, clock
from contrecoup.findings import DETECTORS
from contrecoup.model.outcomes import Part

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "src" / "contrecoup" / "sample" / "ondelune-2031"
ARTICLE = SAMPLE / "press" / "05-estran-lettre.txt"
POSTS = SAMPLE / "x" / "search-1.jsonl"
VERBS = sorted(main.commands)


def shell(line: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a line as a shell does, ``contrecoup`` being this one; a broken pipe fails."""
    ours = f'contrecoup() {{ {shlex.quote(sys.executable)} -m contrecoup "$@"; }}\n'
    command = ["bash", "-c", f"set -o pipefail\n{ours}{line}"]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", VERBS)
def test_each_verb_has_examples_that_it_understands(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    command = main.commands[name]
    assert command.examples, name
    for typed, told in command.examples:
        words = shlex.split(typed)
        for mark in ("|", "<", ">"):
            if mark in words:
                words = words[: words.index(mark)]
        context = command.make_context(name, words)
        assert context.params is not None
        assert told


def test_the_examples_of_the_command_are_of_its_verbs() -> None:
    for typed, _ in main.examples:
        assert shlex.split(typed)[0] in VERBS


@pytest.mark.skipif(not shutil.which("groff"), reason="no groff here")
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_pages_for_man_have_no_fault(lang: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["man", "--out", str(tmp_path)])
    assert done.exit_code == 0
    folder = tmp_path / ("man1" if lang == "en" else "fr/man1")
    pages = sorted(folder.glob("*.1"))
    assert {p.name for p in pages} == {"contrecoup.1", *(f"contrecoup-{v}.1" for v in VERBS)}
    checked = subprocess.run(
        ["groff", "-man", "-ww", "-z", "-Kutf8", "-Tutf8", *map(str, pages)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (checked.returncode, checked.stderr) == (0, "")
    if shutil.which("mandoc"):
        linted = subprocess.run(
            ["mandoc", "-T", "lint", "-W", "warning", *map(str, pages)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert linted.stdout == ""


@pytest.mark.skipif(not shutil.which("man"), reason="no man here")
def test_man_shows_what_the_help_says(tmp_path: Path) -> None:
    page = tmp_path / "contrecoup-echoes.1"
    page.write_text(CliRunner().invoke(main, ["man", "echoes"]).stdout, encoding="utf-8")
    shown = subprocess.run(
        ["man", "-l", "--nj", "--nh", str(page)],
        capture_output=True,
        text=True,
        check=True,
        env={
            "MANWIDTH": "200",
            "LC_ALL": "C.UTF-8",
            "PATH": "/usr/bin:/bin",
            "MAN_KEEP_FORMATTING": "",
        },
    ).stdout
    text = " ".join(re.sub(r".\x08|\x1b\[[0-9;]*m", "", shown).split())
    for option in main.commands["echoes"].params:
        if isinstance(option, click.Option):
            assert option.opts[-1] in text
            assert option.help is None or option.help in text
    for typed, told in main.commands["echoes"].examples:
        assert typed in text
        assert told in text


def test_there_is_no_page_of_no_verb() -> None:
    assert CliRunner().invoke(main, ["man", "nothing"]).exit_code == 2


def test_read_goes_into_jq(tmp_path: Path) -> None:
    if not shutil.which("jq"):
        pytest.skip("no jq here")
    done = shell(
        f"contrecoup read {ARTICLE} | jq -r '.quotations[].speaker_kind' | sort -u", tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert "person" in done.stdout.split()


def test_a_reading_goes_into_a_spreadsheet(tmp_path: Path) -> None:
    done = shell(f"contrecoup read --format csv - < {ARTICLE}", tmp_path)
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    text = ARTICLE.read_text(encoding="utf-8")
    assert rows
    for row in rows:
        assert all(part in text for part in row["words"].split(" … "))
        assert row["kind"] in {"direct", "mixed", "indirect", "block"}
    assert any(row["speaker"] for row in rows)
    table = shell(f"contrecoup read --format table {ARTICLE}", tmp_path)
    assert table.stdout.splitlines()[0].split() == ["article", "speaker", "kind", "words"]


def test_posts_come_from_a_pipe_and_go_into_tables(tmp_path: Path) -> None:
    piped = shell(f"cat {POSTS} | contrecoup echoes - --out piped --by text", tmp_path)
    named = shell(f"contrecoup echoes {POSTS} --out named --by text", tmp_path)
    assert piped.returncode == named.returncode == 0, piped.stderr + named.stderr
    one, other = (pq.read_table(tmp_path / n / "echoes.parquet") for n in ("piped", "named"))
    assert one.equals(other)
    assert json.loads(piped.stdout)["read"] == json.loads(named.stdout)["read"] > 0


def test_verbs_compose_and_a_reader_that_stops_is_no_error(tmp_path: Path) -> None:
    line = (
        f"contrecoup init c -q && cat {POSTS} | contrecoup add c - && contrecoup find c tallies; "
        "contrecoup check c --format csv | head -n 1"
    )
    done = shell(line, tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "verdict,holds,fails"
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("flag", "head"), [("--csv", b"by,"), ("--bom", b"\xef\xbb\xbfby,")])
def test_the_tables_of_echoes_are_csv_too(tmp_path: Path, flag: str, head: bytes) -> None:
    posts = "post_id,account_id,created_at,text\n"
    posts += "".join(
        f"{n},a{n % 3},2031-03-14T10:00:0{n}Z,=SUM(1) nous restons\n" for n in range(9)
    )
    (tmp_path / "posts.csv").write_text(posts, encoding="utf-8")
    out = tmp_path / "tables"
    done = CliRunner().invoke(
        main, ["echoes", str(tmp_path / "posts.csv"), "--out", str(out), flag, "--min-ties", "1"]
    )
    assert done.exit_code == 0, done.output
    assert (out / "ties.csv").read_bytes().startswith(head)
    assert json.loads((out / "summary.json").read_bytes())["contrecoup"] == __version__
    ties = pq.read_table(out / "ties.parquet").num_rows
    assert f"{out}/ties.parquet, rows: {ties}" in done.stderr

    def rows_of(table: str) -> list[dict[str, str]]:
        text = (out / f"{table}.csv").read_text(encoding="utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline="")))

    told = rows_of("dictionary")
    assert all(row["holds"] for row in told)
    for table in {row["table"] for row in told}:
        held = pq.read_table(out / f"{table}.parquet")
        columns = [row["column"] for row in told if row["table"] == table]
        assert columns == held.column_names, table
        rows = rows_of(table)
        assert len(rows) == held.num_rows
        for row, own in zip(rows, held.to_pylist(), strict=True):
            assert not row.get("text", "").startswith("=")
            assert row.get("weight", "") == str(own.get("weight", ""))
    ties = rows_of("ties")
    assert len(ties) == 3 * len({row["by"] for row in ties}) > 0
    assert all(isinstance(json.loads(row["posts"]), list) for row in ties)
    assert ties[0]["first_at"].startswith("2031-03-14T10:00:0")


def test_it_says_how_it_is_cited() -> None:
    done = CliRunner().invoke(main, ["--cite"])
    assert done.exit_code == 0
    cff = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    for key, own in (("version", "version"), ("license", "license")):
        said = re.search(rf"^{key}: (.+)$", cff, re.MULTILINE)
        assert said
        assert f"  {own} = {{{said[1]}}}" in done.output
    assert done.output.count("{") == done.output.count("}")
    assert "The Contrecoup authors" in cff
    assert "author = {{The Contrecoup authors}}" in done.output


def test_pairs_come_from_a_pipe(tmp_path: Path) -> None:
    pair = {
        "id": "1",
        "a": {"text": "« Nous restons », a-t-elle dit."},
        "b": {"text": "Nous restons."},
    }
    (tmp_path / "pairs.jsonl").write_text(json.dumps(pair) + "\n", encoding="utf-8")
    for form, head in (("json", '{"id":"1"'), ("csv", "id,same,score")):
        done = shell(f"contrecoup same --jsonl - --format {form} < pairs.jsonl", tmp_path)
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith(head)


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0.2, "0 s"), (59.4, "59 s"), (61, "1 min"), (3540, "59 min"), (7500, "2 h 05")],
)
def test_durations(seconds: float, told: str) -> None:
    assert clock(seconds) == told


class _Shown(Steps):
    """Steps whose line is kept instead of shown."""

    def __init__(self, sizes: dict[str, int] | None = None, **more: Any) -> None:
        super().__init__(lambda: sizes or {}, **more)
        self._sizes = self._measure()
        self.lines: list[str] = []

    def _show(self, text: str) -> None:
        self.lines.append(text)


def test_progress_tells_items_rate_and_what_is_left() -> None:
    steps = _Shown({"a.jsonl": 100, "b.jsonl": 300})
    with steps:
        steps.items("a.jsonl", 0)
        steps.items("a.jsonl", 1000, 1.0)
        steps.items("b.jsonl", 500, 0.5)
        steps.part("", 2, 8)
        assert list(steps.each("xyz", 3)) == list("xyz")
    assert "a.jsonl · 1000 items · " in steps.lines[1]
    assert " a second · 25 % · " in steps.lines[1]
    assert "b.jsonl · 500 items · " in steps.lines[2]
    assert " · 62 % · " in steps.lines[2]
    assert all(line.endswith(" left") for line in steps.lines[1:4])
    assert "2 of 8" in steps.lines[3]
    assert "3 of 3" in steps.lines[-1]


def test_progress_of_steps_tells_how_many_and_what_is_left() -> None:
    steps = _Shown(of=3, shares={"read": 0.25, "echoes": 0.5, "ties": 0.25})
    with steps:
        steps.step("read")
        steps.step("echoes")
        steps.step(Part("articles", 3, 14))
        steps.step("ties")
    assert steps.lines[0] == "read … · 1 of 3"
    assert re.fullmatch(r"echoes … · 2 of 3 · 25 % · about \S+ s left", steps.lines[1])
    assert re.fullmatch(r"articles · 3 of 14 · \S+ a second · \S+ s left", steps.lines[2])
    assert "3 of 3 · 75 %" in steps.lines[3]


@pytest.mark.parametrize("command", ["find", "report"])
def test_find_and_report_tell_every_step_and_article(command: str, tmp_path: Path) -> None:
    run = CliRunner()
    case = str(tmp_path / "c")
    articles = sorted((SAMPLE / "press").glob("*.txt"))
    assert run.invoke(main, ["add", case, *map(str, articles)]).exit_code == 0
    told: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Steps, "_show", lambda _self, text: told.append(text))
        assert run.invoke(main, [command, case]).exit_code == 0
    of = len(DETECTORS) + (2 if command == "report" else 0)
    numbered = [re.search(rf" … · (\d+) of {of}$", line) for line in told]
    assert [int(found[1]) for found in numbered if found] == list(range(1, of + 1))
    read = [line for line in told if line.startswith("articles · ")]
    assert [line.split(" · ")[1] for line in read] == [
        f"{n} of {len(articles)}" for n in range(1, len(articles) + 1)
    ]


def test_nothing_of_progress_is_in_a_pipe(tmp_path: Path) -> None:
    done = shell(f"contrecoup init c -q >&2 && contrecoup add c {POSTS}", tmp_path)
    assert done.stderr == "c\n"
    assert json.loads(done.stdout)["read"] > 0


@pytest.mark.parametrize("out", [(), ("-o", "account.md")])
def test_a_case_that_holds_nothing_has_no_account(
    out: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["init", "empty"]).exit_code == 0
    result = CliRunner().invoke(main, ["report", "empty", *out])
    assert result.exit_code == 3
    assert "holds no post, article or letter" in result.output
    assert "Next: add what you gathered" in result.output
    assert not list(tmp_path.rglob("report.*"))
    assert not (tmp_path / "account.md").exists()


@pytest.mark.parametrize("name", VERBS)
def test_where_a_table_comes_out_its_format_can_be_chosen(name: str) -> None:
    command = main.commands[name]
    source = inspect.getsource(inspect.unwrap(command.callback or main))
    if re.search(r"\b(?:table|print_outcomes|_answers|_merge|_log)\(", source):
        (option,) = [p for p in command.params if p.name == "form"]
        assert isinstance(option, click.Option)
        assert "--format" in option.opts
        assert set(option.type.to_info_dict()["choices"]) == {"table", "json", "csv"}
