"""What could not be read is kept, and mapped later from the bytes that were kept."""

import json

import pytest

from contrecoup.case import Case
from contrecoup.errors import SettingsError

from .conftest import rows

TABLE = "Qui,Quand,Quoi\n@ada,2031-03-14 18:05,bonjour\n@bob,2031-03-14 18:06,salut\n"
NOVEL = '{"novel_kind": 1, "who": "ada", "said": "bonjour", "when": "2031-03-14T18:05:00Z"}\n'


def test_columns_said_later(tmp_path, run):
    folder, file = tmp_path / "case", tmp_path / "posts.csv"
    file.write_text(TABLE, encoding="utf-8")
    added = run("add", folder, file)
    assert added.exit_code == 4
    assert rows(added)[0]["read"] == 0
    file.unlink()
    again = run("reread", folder, file, "--columns", "handle=Qui,created_at=Quand,text=Quoi")
    assert again.exit_code == 0
    assert rows(again)[0]["read"] == 2
    assert len(Case.open(folder).documents().posts) == 2
    assert run("check", folder).exit_code == 0
    assert rows(run("reread", folder, rows(again)[0]["capture_id"][:8]))[0]["read"] == 2


def test_a_reader_that_comes_later(tmp_path, monkeypatch):
    from contrecoup.model.posts import Post
    from contrecoup.model.times import Moment
    from contrecoup.sources import registry
    from contrecoup.sources.entries import JsonFormat
    from contrecoup.sources.moments import any_time

    def expand(entry, source, _remarks):
        value = entry.value
        found = any_time(value["when"])
        moment = found[0] if found else Moment(source.captured_at)
        yield Post(
            post_id="novel:1",
            platform="novel",
            account_id=f"novel:@{value['who']}",
            created_at=moment.at,
            text=value["said"],
            place=entry.place or "item 1",
            capture_id=source.capture_id,
        )

    (tmp_path / "novel.json").write_text(NOVEL, encoding="utf-8")
    case = Case.open(tmp_path / "case")
    outcome = case.add(tmp_path / "novel.json")
    assert (outcome.read, outcome.unreadable) == (0, 1)
    assert len(case.vault.captures()) == 1
    novel = JsonFormat("novel", lambda v: 99 if "novel_kind" in v else 0, expand)
    known = dict(registry.formats())
    monkeypatch.setattr(registry, "formats", lambda: known | {"novel": novel})
    again = case.reread()
    assert [(f.format, f.read) for f in again.files] == [("novel", 1)]
    assert [p.text for p in case.documents().posts] == ["bonjour"]
    assert len(case.vault.captures()) == 1


def test_a_format_said_later(tmp_path, run):
    folder, file = tmp_path / "case", tmp_path / "words.txt"
    file.write_text("A title\n\nThe board met for nine hours on Friday.\n", encoding="utf-8")
    run("add", folder, file)
    again = run("reread", folder, file, "--as", "letter")
    assert rows(again)[0]["format"] == "letter"


def test_nothing_of_that_name(tmp_path, run):
    folder = tmp_path / "case"
    run("init", folder)
    assert run("reread", folder, "nothing.csv").exit_code == 3
    assert run("reread", folder, "--as", "letter").exit_code == 2
    with pytest.raises(SettingsError):
        Case.open(folder).reread(columns={"text": "Quoi"})


def test_the_line_of_an_input_tells_what_is_wrong_with_it(tmp_path, run):
    """Cut texts, damaged ids, missing zones, the range of dates, problems with their place."""
    words = "mot " * 69 + "mo…"
    posts = ["id,user_screen_name,created_at,text,platform"]
    posts += [f"158584108043132{n:04d},ada,2022-10-28 03:49:{n:02d},{words},x" for n in range(3)]
    posts += ["1.5858E+18,ada,2022-10-28 04:00:00,bonjour,x", posts[1]]
    file = tmp_path / "posts.csv"
    file.write_text("\n".join(posts) + "\n", encoding="utf-8")
    (row,) = rows(run("add", tmp_path / "case", file))
    assert {"input", "format", "read", "duplicate", "skipped", "unreadable"} <= row.keys()
    (problem,) = row["unreadable"]
    assert problem["place"] == "line 5"
    assert "damaged by a spreadsheet" in problem["reason"]
    assert row["read"] + row["duplicate"] + len(row["unreadable"]) == 5
    assert row["first_at"].startswith("2022-10-28T")
    assert row["last_at"] >= row["first_at"]
    told = json.dumps(row["notices"])
    assert "no zone" in told
    assert "cut" in told
