"""After `forget`, a grep of everything finds neither text nor handle nor id; the rest stays."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import contrecoup as cc
from contrecoup import demo
from contrecoup.errors import SettingsError, UnknownPerson
from contrecoup.model.posts import Post

from .conftest import Run

BASIS = "a request of 3 April 2031"
ROWS = [
    ("1", "a1", "nova.quill", "The harbour lamps went out before the vote was even counted."),
    ("2", "a2", "brann_oake", "Ask @nova.quill what she saw at the harbour."),
    ("3", "a3", "tessel9", "Nothing to see at the quay this evening, move along please."),
    ("4", "a1", "nova.quill", "💙"),
    ("5", "a2", "brann_oake", "The crew stays with the captain, whatever the board says now."),
    ("6", "a1", "nova.quill", "The crew stays with the captain, whatever the board says now."),
]


def csv_of(rows: list[tuple[str, ...]]) -> str:
    lines = ["platform,post_id,account_id,handle,created_at,text"]
    lines += [f'x,{i},{a},{h},2031-03-14T10:0{i}:00Z,"{t}"' for i, a, h, t in rows]
    return "\n".join(lines) + "\n"


@pytest.fixture
def small(tmp_path: Path) -> cc.Case:
    """Return a case of two tables, an article that shows a post, and a roster."""
    files = tmp_path / "in"
    files.mkdir()
    (files / "posts.csv").write_text(csv_of(ROWS), "utf-8")
    (files / "posts-of-nova.quill.csv").write_text(csv_of(ROWS[:1]), "utf-8")
    (files / "plain.csv").write_text(csv_of(ROWS[2:3]), "utf-8")
    page = (
        "<html><head><title>Lamps out at the harbour</title></head><body><article>"
        "<h1>Lamps out at the harbour</h1><p>The town woke to a dark quay on Friday, and the "
        "council has not said why the lamps failed during its meeting.</p>"
        f"<p>“{ROWS[0][3]}” wrote @nova.quill on X.</p><p>The council answers on Monday, its "
        "spokesman said, and the harbour office has no comment until then.</p></article></body></html>"
    )
    (files / "article.html").write_text(page, "utf-8")
    (files / "roster.csv").write_text(
        "person,name,organisation,x,public\n"
        "nova,Nova Quill,Lanternworks,nova.quill,no\n"
        "brann,Brann Oake,Lanternworks,brann_oake,no\n"
    )
    case = cc.Case.init(tmp_path / "case", group="Lanternworks", languages=["en"])
    case.add(files, roster=files / "roster.csv")
    case.add(*files.glob("*.csv"))
    case.append(
        *(
            cc_decision(target=target, why=why)
            for target, why in (("x:a1", "seen"), ("x:a2", "as @nova.quill says"), ("x:a3", "ours"))
        )
    )
    case.write()
    return case


def cc_decision(target: str, why: str) -> Any:
    from datetime import UTC, datetime

    from contrecoup.model.decisions import Decision

    at = datetime(2031, 3, 20, tzinfo=UTC)
    return Decision(verb="outside", target=target, value="", why=why, who="desk", at=at)


def everything(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file of a case, and all that its keys still open."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()
    vault = cc.Case.open(folder).vault
    for capture in vault.captures():
        with vault.open(capture.capture_id) as stream:
            yield f"capture {capture.source}", stream.read()
    for act in vault.acts():
        yield f"act {act.seq}", f"{act.object} {act.fields}".encode()
    table = cc.Case.open(folder).documents().posts.table
    yield "ledger", json.dumps(table.to_pylist(), default=str, ensure_ascii=False).encode()


def found(folder: Path, needles: list[str]) -> list[tuple[str, str]]:
    return [
        (name, needle)
        for name, raw in everything(folder)
        for needle in needles
        if needle.lower().encode() in raw.lower()
    ]


OWN = ["nova.quill", ROWS[0][3], "x:1", "x:a1", "a1,", "Nova Quill"]


def test_nothing_of_the_person_is_left_and_everybody_else_is(small: cc.Case, run: Run) -> None:
    before = {c.capture_id for c in small.vault.captures()}
    keys = (small.folder / "keys").read_bytes()
    result = run("forget", small.folder, "nova", "--basis", BASIS, "--who", "the desk")
    assert result.exit_code == 0, result.output
    assert found(small.folder, OWN) == []
    case = cc.Case.open(small.folder)
    posts = {p.post_id: p for p in case.documents().posts}
    assert sorted(posts) == ["x:2", "x:3", "x:5"]
    assert posts["x:2"].text == "Ask @[removed on request] what she saw at the harbour."
    assert posts["x:5"].text == ROWS[4][3], "somebody else's words, though the same, are theirs"
    (article,) = case.documents().articles
    assert "The council answers on Monday" in article.text
    assert [p.person_id for p in case.roster.people] == ["brann"]
    assert [d.target for d in case.decisions] == ["x:a3"]
    (tomb,) = case.vault.erased
    assert (tomb["basis"], tomb["who"], tomb["items"]) == (BASIS, "the desk", 5)
    raw = (small.folder / "vault" / "manifest.jsonl").read_text()
    after = {c.capture_id for c in case.vault.captures()}
    assert len(before & after) == 1, "the one table that does not name them stays as it was"
    assert not any(gone in raw for gone in before - after)
    assert (small.folder / "keys").read_bytes() != keys
    checked = case.check()
    assert checked.failed == ()
    assert checked.counts()["erased on request"] == (len(tomb["objects"]), 0)


def test_the_old_keys_open_nothing_that_is_left(small: cc.Case) -> None:
    keys = (small.folder / "keys").read_bytes()
    small.forget("nova", basis=BASIS)
    (small.folder / "keys").write_bytes(keys)
    names = {name for name, needle in found(small.folder, OWN) if not name.startswith("act ")}
    assert names == set(), "the objects are gone; only the log's own lines could be opened"


def test_the_same_again_finds_nobody(small: cc.Case, run: Run) -> None:
    small.forget("nova", basis=BASIS)
    with pytest.raises(UnknownPerson):
        small.forget("nova", basis=BASIS)
    assert run("forget", small.folder, "nova", "--basis", BASIS).exit_code == 2


@pytest.mark.parametrize("basis", ["", "  ", "Nova Quill asked", "asked by @nova.quill"])
def test_a_basis_is_needed_and_names_nobody(small: cc.Case, basis: str) -> None:
    with pytest.raises(SettingsError) as caught:
        small.forget("nova", basis=basis)
    assert caught.value.next_step
    assert small.vault.erased == ()


def test_somebody_outside_the_roster_is_found_by_handle(small: cc.Case) -> None:
    done = small.forget("@Tessel9", basis=BASIS)
    assert (done.items, done.captures) == (2, 2)
    assert found(small.folder, ["tessel9", ROWS[2][3], "x:a3"]) == []
    assert len(small.documents().posts) == 5


def test_a_file_of_ones_own_that_names_them_is_told(small: cc.Case, run: Run) -> None:
    (small.folder / "notes.txt").write_text("call @nova.quill")
    result = run("forget", small.folder, "nova", "--basis", BASIS)
    assert result.exit_code == 1
    assert "notes.txt" in result.stderr


def test_what_a_live_capture_remembers_goes_too(small: cc.Case) -> None:
    memory = small.folder / "live" / "bluesky" / "sealed.json"
    memory.parent.mkdir(parents=True)
    memory.write_text('{"recent":[["nova.quill/1",1],["brann_oake/2",2]]}')
    growing = memory.with_name("segment.growing")
    growing.write_bytes(b"{}")
    with pytest.raises(SettingsError, match="interrupted"):
        small.forget("nova", basis=BASIS)
    growing.unlink()
    small.forget("nova", basis=BASIS)
    assert found(small.folder, OWN) == []
    assert json.loads(memory.read_text())["recent"][1] == ["brann_oake/2", 2]


def test_the_account_says_how_much_was_removed(small: cc.Case) -> None:
    small.forget("nova", basis=BASIS)
    told = [s.text for s in cc.Case.open(small.folder).report("en").sentences]
    assert [text for text in told if "on request" in text] == [
        "Five items were removed from what we hold, on request."
    ]


@pytest.mark.parametrize(("day", "exit_code"), [("2999-01-01", 0), ("2020-01-01", 1)])
def test_check_tells_when_a_case_is_kept_too_long(
    small: cc.Case, run: Run, day: str, exit_code: int
) -> None:
    path = small.folder / "case.toml"
    path.write_text(path.read_text() + f"retain_until = {day}\n")
    result = run("check", small.folder)
    assert result.exit_code == exit_code, result.output
    assert ("2020-01-01" in result.stderr) is bool(exit_code)


@pytest.mark.parametrize("day", ['"soon"', "2031-03-14T10:00:00Z", "5"])
def test_the_last_day_of_a_case_is_a_day(small: cc.Case, day: str) -> None:
    path = small.folder / "case.toml"
    path.write_text(path.read_text() + f"retain_until = {day}\n")
    with pytest.raises(SettingsError, match="is not a day"):
        _ = cc.Case.open(small.folder).settings


def test_published_versions_that_name_them_go(small: cc.Case) -> None:
    small.publish(who="desk")
    page = small.folder / "published" / "v1" / "report.en.md"
    page.write_text(page.read_text() + "\n@nova.quill\n")
    assert small.forget("nova", basis=BASIS).published == 1
    assert not page.exists()
    assert small.publications == ()
    assert found(small.folder, OWN) == []


@pytest.mark.slow
def test_stopped_at_any_call_the_case_opens_and_the_next_run_completes(
    small: cc.Case, tmp_path: Path
) -> None:
    number, whole = 0, None
    while whole is None:
        number += 4 if number > 8 else 1
        folder = tmp_path / f"copy{number}"
        shutil.copytree(small.folder, folder)
        case = cc.Case.open(folder)
        with pytest.MonkeyPatch.context() as patch:
            calls = stopping(patch, number)
            try:
                case.forget("nova", basis=BASIS)
            except KeyboardInterrupt:
                pass
            else:
                whole = calls
        again = cc.Case.open(folder)
        assert {"x:2", "x:3", "x:5"} <= {p.post_id for p in again.documents().posts}
        if (folder / ".forget" / "intent.json").exists():
            assert any(not v.ok for v in again.vault.verify()) or again.vault.erased == ()
        if any(p.account_id == "x:a1" for p in again.documents().posts):
            again.forget("nova", basis=BASIS)
        else:
            again.add()
        assert found(folder, OWN) == []
        assert [v for v in cc.Case.open(folder).check().failed if v.kind != "extra"] == []
        assert not (folder / ".forget").exists()
        shutil.rmtree(folder)
    assert number > 40


def stopping(patch: pytest.MonkeyPatch, number: int) -> list[int]:
    """Let the n-th call that changes the disk, and all after it, fail like a kill."""
    calls = [0]

    def stop(real: Any) -> Any:
        def call(*args: Any, **more: Any) -> Any:
            calls[0] += 1
            if calls[0] >= number:
                raise KeyboardInterrupt
            return real(*args, **more)

        return call

    for name in ("replace", "fsync", "unlink", "rmdir", "rename", "mkdir", "write"):
        patch.setattr(os, name, stop(getattr(os, name)))
    return calls


def test_of_the_sample_nothing_is_left_on_any_platform(built: demo.Built, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(built.case.folder, folder)
    case = cc.Case.open(folder)
    accounts = {
        m.account_id
        for m in case.people.matches
        if m.verdict == "sure" and m.person_id == "devika-sundaresh"
    }
    posts = list(case.documents().posts)
    own = [post for post in posts if post.account_id in accounts]
    assert len({post.platform for post in own}) == 2
    done = case.forget("devika-sundaresh", basis=BASIS)
    assert done.items >= len(own)
    others = {post.text for post in posts if post.account_id not in accounts}
    needles = [part for post in own for part in parts(post, others)]
    assert len(needles) > 20
    assert found(folder, needles) == []
    left = {post.post_id for post in cc.Case.open(folder).documents().posts}
    assert left == {post.post_id for post in posts} - {post.post_id for post in own}
    assert cc.Case.open(folder).check().failed == ()


def test_a_handle_with_its_server_goes_in_every_form(built: demo.Built, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(built.case.folder, folder)
    case = cc.Case.open(folder)
    posts = list(case.documents().posts)
    (who,) = {m.person_id for m in case.people.matches if m.handle == "aoife@phare.example"}
    accounts = {m.account_id for m in case.people.matches if m.person_id == who}
    own = [post for post in posts if post.account_id in accounts]
    assert own
    case.forget("@aoife@phare.example", basis=BASIS)
    needles = ["aoife@phare.example", "phare.example/@aoife", "phare.example/users/aoife"]
    assert found(folder, needles) == []
    left = {post.post_id for post in cc.Case.open(folder).documents().posts}
    assert left == {post.post_id for post in posts} - {post.post_id for post in own}


def test_a_roster_row_that_cannot_be_told_apart_is_left_to_a_person(small: cc.Case) -> None:
    path = small.folder / "roster.csv"
    path.write_text(path.read_text() + "tam,Tam Reed,Nova Quill,tam_reed,no\n")
    with pytest.raises(SettingsError, match="could not be told"):
        small.forget("nova", basis=BASIS)
    assert small.vault.erased == ()


def parts(post: Post, others: set[str]) -> Iterator[str]:
    yield from (post.handle, post.post_id, post.post_id.partition(":")[2])
    yield post.account_id.partition(":")[2]
    if post.text not in others and not post.repost_of:
        yield post.text
