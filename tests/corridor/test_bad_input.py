"""Each bad input has a line with its place and the next step; the rest is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Run, rows

GOOD = json.dumps(
    {
        "id": "mine-1",
        "author": "anna",
        "text": "La mer monte.",
        "created_at": "2031-03-14T17:00:00Z",
    }
)


def good(folder: Path) -> Path:
    path = folder / "good.ndjson"
    path.write_text(GOOD + "\n" + GOOD.replace("mine-1", "mine-2") + "\n", encoding="utf-8")
    return path


BAD: list[tuple[str, bytes, str]] = [
    ("empty.jsonl", b"", "empty"),
    ("binary.bin", bytes(range(256)) * 20, ""),
    ("zeros.json", b"\0" * 4096, ""),
    ("truncated.json", b'[{"id": "1", "text": "a", "created_at": "2031-03-14', ""),
    (
        "broken.ndjson",
        (GOOD + "\n{broken\n" + GOOD.replace("mine-1", "mine-3") + "\n")
        .replace("mine-1", "mine-4")
        .encode(),
        "line 2",
    ),
]


@pytest.mark.parametrize(("name", "content", "says"), BAD, ids=[b[0] for b in BAD])
def test_a_bad_file_is_named_and_the_rest_is_kept(
    tmp_path: Path, run: Run, name: str, content: bytes, says: str
) -> None:
    (tmp_path / name).write_bytes(content)
    result = run("add", tmp_path / "case", tmp_path / name, good(tmp_path))
    assert result.exit_code == 4, result.output
    bad, kept = rows(result)
    assert bad["input"].endswith(name)
    assert bad["unreadable"]
    problem = bad["unreadable"][0]
    assert says in f"{problem['place']} {problem['reason']}"
    assert len(problem["reason"]) > 10
    assert (kept["read"], kept["unreadable"]) == (2, [])


def test_lines_around_a_broken_one_are_read(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "broken.ndjson"
    path.write_bytes(BAD[-1][1])
    (row,) = rows(run("add", tmp_path / "case", path))
    assert row["read"] == 2
    assert [p["place"] for p in row["unreadable"]] == ["line 2"]


def test_a_path_that_does_not_exist(tmp_path: Path, run: Run) -> None:
    result = run("add", tmp_path / "case", tmp_path / "nowhere.json", good(tmp_path))
    assert result.exit_code == 4
    missing, kept = rows(result)
    assert "no such file" in missing["unreadable"][0]["reason"]
    assert kept["read"] == 2


def test_a_folder_is_listed_file_by_file(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "inputs"
    (folder / "deeper").mkdir(parents=True)
    good(folder)
    (folder / "deeper" / "empty.json").write_bytes(b"")
    (folder / ".hidden").write_bytes(b"x")
    result = run("add", tmp_path / "case", folder)
    assert result.exit_code == 4
    assert sorted(Path(r["input"]).name for r in rows(result)) == ["empty.json", "good.ndjson"]


def test_the_same_file_twice_adds_nothing(tmp_path: Path, run: Run) -> None:
    path = good(tmp_path)
    (first,) = rows(run("add", tmp_path / "case", path))
    manifest = (tmp_path / "case" / "vault" / "manifest.jsonl").read_bytes()
    (second,) = rows(run("add", tmp_path / "case", path))
    assert (first["read"], first["duplicate"]) == (2, 0)
    assert (second["read"], second["duplicate"]) == (0, 2)
    assert (tmp_path / "case" / "vault" / "manifest.jsonl").read_bytes() == manifest


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings_are_read(tmp_path: Path, run: Run, encoding: str) -> None:
    table = "post_id,account_id,created_at,text\n1,anna,2031-03-14T17:00:00Z,Marée haute à l'été\n"
    path = tmp_path / "posts.csv"
    path.write_bytes(table.encode(encoding))
    (row,) = rows(run("add", tmp_path / "case", path))
    assert (row["read"], row["unreadable"]) == (1, [])


def test_a_lone_surrogate_is_read(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "surrogate.ndjson"
    path.write_text(GOOD.replace("La mer", "La \\ud83d mer") + "\n" + GOOD.replace("-1", "-2"))
    (row,) = rows(run("add", tmp_path / "case", path))
    assert (row["read"], row["unreadable"]) == (2, [])


def test_a_time_without_a_zone_is_read_in_the_cases_zone_and_said(tmp_path: Path, run: Run) -> None:
    run("init", tmp_path / "case", "--zone", "America/Halifax")
    path = tmp_path / "posts.ndjson"
    path.write_text(GOOD.replace("17:00:00Z", "17:00:00") + "\n")
    (row,) = rows(run("add", tmp_path / "case", path))
    assert row["first_at"].startswith("2031-03-14T20:00:00")
    assert any("zone" in n["reason"] for n in row["notices"])


@pytest.mark.parametrize(
    ("roster", "says"),
    [
        ("prenom,societe\nAnna,Ondelune\n", "line 1"),
        ("name,organisation,from\nAnna,Ondelune,hier\n", "line 2"),
        ("", ""),
    ],
)
def test_a_wrong_roster_is_refused_and_the_old_one_stays(
    tmp_path: Path, run: Run, roster: str, says: str
) -> None:
    run("init", tmp_path / "case")
    before = (tmp_path / "case" / "roster.csv").read_bytes()
    path = tmp_path / "roster.csv"
    path.write_text(roster, encoding="utf-8")
    result = run("add", tmp_path / "case", "--roster", path)
    assert result.exit_code == 2, result.output
    assert says in result.stderr
    assert "Next:" in result.stderr
    assert (tmp_path / "case" / "roster.csv").read_bytes() == before


def with_a_post(folder: Path, run: Run) -> None:
    """Make a case that holds one post."""
    run("init", folder / "case")
    posts = folder / "posts.csv"
    posts.write_text("handle,date,text\nada,2031-03-14T10:00:00Z,Bonjour\n", "utf-8")
    assert run("add", folder / "case", posts).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("add", "CASE"), 2),
        (("add", "CASE", "x.json", "--columns", "text"), 2),
        (("add", "CASE", "x.json", "--collected", "tomorrow"), 2),
        (("add", "CASE", "x.json", "--collected", "2031-03-14T10:00:00"), 2),
        (("find", "CASE", "miracles"), 2),
        (("show", "CASE", "k404"), 2),
        (("report", "CASE", "-o", "report.pdf"), 2),
        (("people", "CASE", "--assign", "x:1", "anna"), 2),
        (("people", "CASE", "--assign", "x:1", "nobody", "--who", "desk"), 2),
        (("echoes", "--out", "out"), 2),
        (("echoes", "x.csv", "--out", "out", "--window", "soon"), 2),
        (("read",), 2),
        (("same", "--jsonl", "nowhere.jsonl"), 2),
        (("read", "nowhere.txt"), 4),
        (("nonsense",), 2),
    ],
)
def test_wrong_usage_says_so(
    tmp_path: Path, run: Run, arguments: tuple[str, ...], code: int
) -> None:
    with_a_post(tmp_path, run)
    result = run(*(str(tmp_path / "case") if a == "CASE" else a for a in arguments))
    assert result.exit_code == code, result.output
    assert len(result.stderr) > 20
    assert "Traceback" not in result.output


def test_a_case_is_not_made_in_a_folder_of_something_else(tmp_path: Path, run: Run) -> None:
    (tmp_path / "thesis.docx").write_bytes(b"x")
    result = run("add", tmp_path, good(tmp_path))
    assert result.exit_code == 2
    assert "not a case" in result.stderr
    assert run("init", tmp_path / "case").exit_code == 0
    assert run("init", tmp_path / "case").exit_code == 2


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ('[case]\ngroupe = "x"\n', "group"),
        ('[case]\nzone = "Paris"\n', "Europe/Paris"),
        ("[case\n", "TOML"),
        ('[publication]\nunavailable = "shout"\n', "verbatim"),
    ],
)
def test_a_wrong_setting_is_named_with_its_line(
    tmp_path: Path, run: Run, settings: str, says: str
) -> None:
    run("init", tmp_path / "case")
    (tmp_path / "case" / "case.toml").write_text(settings)
    result = run("find", tmp_path / "case")
    assert result.exit_code == 2
    assert "case.toml" in result.stderr
    assert says in result.stderr


@pytest.mark.parametrize("verb", ["people", "find", "report", "check", "show"])
def test_a_mistyped_case_is_named_and_not_made(tmp_path: Path, run: Run, verb: str) -> None:
    result = run(verb, tmp_path / "cse", *(["k1"] if verb == "show" else []))
    assert result.exit_code == 2
    assert "there is no case" in result.stderr
    assert not (tmp_path / "cse").exists()


def test_a_folder_named_through_hidden_ones_is_read(tmp_path: Path, run: Run) -> None:
    for place in (".cache/export", "export"):
        (tmp_path / place).mkdir(parents=True)
        good(tmp_path / place)
    (tmp_path / "export" / ".hidden").mkdir()
    good(tmp_path / "export" / ".hidden")
    inside = tmp_path / "work" / ".." / "export"
    (tmp_path / "work").mkdir()
    for folder in (tmp_path / ".cache" / "export", inside):
        result = run("add", tmp_path / "case", folder)
        assert [Path(row["input"]).name for row in rows(result)] == ["good.ndjson"]


def test_a_report_that_cannot_be_written_says_why(tmp_path: Path, run: Run) -> None:
    with_a_post(tmp_path, run)
    result = run("report", tmp_path / "case", "-o", tmp_path / "nowhere" / "report.html")
    assert result.exit_code == 2
    assert "nowhere" in result.stderr
    assert "Next:" in result.stderr


def test_a_name_that_is_no_unicode_can_be_printed(tmp_path: Path, run: Run) -> None:
    (tmp_path / "case\udcff").mkdir()
    path = good(tmp_path / "case\udcff")
    for form in ("json", "csv", "table"):
        result = run("add", tmp_path / form, path, "--format", form)
        assert result.exit_code == 0, result.exception
        assert form == "table" or "good.ndjson" in result.stdout


@pytest.mark.slow
def test_a_file_of_two_gigabytes_has_an_outcome(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "huge.bin"
    with path.open("wb") as stream:
        stream.truncate(2 * 1024**3)
    result = run("add", tmp_path / "case", path, good(tmp_path))
    assert result.exit_code == 4
    huge, kept = rows(result)
    assert huge["unreadable"]
    assert kept["read"] == 2
