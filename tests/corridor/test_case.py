"""A case from the shell and from a script: the whole way, and what it promises."""

from __future__ import annotations

import csv
import json
import os
import pickle
import re
import shutil
import subprocess
import sys
from pathlib import Path

import lxml.html
import pytest

import contrecoup as cc
from contrecoup import demo
from contrecoup.demo import Built
from contrecoup.errors import SettingsError

from .conftest import SAMPLE, Run, rows

TRUTH_FILES = ("case.toml", "roster.csv", "decisions.jsonl", "vault")


def reports(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "out").iterdir())}


def copy(built: Built, to: Path) -> Path:
    shutil.copytree(built.case.folder, to)
    return to


def test_the_same_case_gives_the_same_bytes_elsewhere(built: Built, tmp_path: Path) -> None:
    again = demo.build(tmp_path / "another" / "place")
    assert reports(again.case.folder) == reports(built.case.folder)


def test_what_is_rebuildable_is_rebuilt_byte_for_byte(built: Built, tmp_path: Path) -> None:
    folder = copy(built, tmp_path / "case")
    before = reports(folder)
    for path in folder.iterdir():
        if path.name not in TRUTH_FILES:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    cc.Case.open(folder).write()
    assert reports(folder) == before


def test_the_order_of_files_does_not_matter(built: Built, tmp_path: Path) -> None:
    case = cc.Case.create(tmp_path / "case", (SAMPLE / "case.toml").read_text(encoding="utf-8"))
    times = demo.collected(SAMPLE)
    for name in sorted(times, reverse=True):
        if name == "roster.csv":
            case.add(roster=SAMPLE / name, at=times, base=SAMPLE)
        elif name.startswith("letter"):
            case.add(letter=SAMPLE / name, at=times, base=SAMPLE)
        elif "/" in name:
            case.add(SAMPLE / name, at=times, base=SAMPLE)
    case.write()
    assert reports(case.folder) == reports(built.case.folder)


OTHER = {
    "PATH": "/usr/bin:/bin",
    "PYTHONHASHSEED": "7",
    "TZ": "Asia/Tokyo",
    "LC_ALL": "C",
    "NUMBA_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}


def whole(folder: Path) -> dict[str, bytes]:
    """Every file of a case, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_another_hash_seed_zone_locale_and_one_thread_change_nothing(
    built: Built, tmp_path: Path
) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from contrecoup import demo; demo.build(sys.argv[1])",
            str(tmp_path / "case"),
        ],
        env=OTHER,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert whole(tmp_path / "case").items() <= whole(built.case.folder).items()


def test_check_holds_and_counts_its_verdicts(built: Built, run: Run) -> None:
    result = run("check", built.case.folder)
    assert result.exit_code == 0, result.output
    verdicts = {row["verdict"]: row for row in rows(result)}
    assert verdicts["quoted words in their capture"]["holds"] > 100
    assert verdicts["numbers counted again"]["holds"] > 20
    assert verdicts["posts taken on our word"]["holds"] == 703
    assert all(row["fails"] == 0 for row in verdicts.values())


def test_check_names_an_altered_object(built: Built, run: Run, tmp_path: Path) -> None:
    folder = copy(built, tmp_path / "case")
    victim = sorted((folder / "vault" / "objects").rglob("*.enc"))[3]
    raw = bytearray(victim.read_bytes())
    raw[len(raw) // 2] ^= 1
    victim.chmod(0o644)
    victim.write_bytes(bytes(raw))
    result = run("check", folder)
    assert result.exit_code == 1
    assert victim.name in result.stderr


def test_check_finds_a_quotation_that_was_tampered_with(
    built: Built, run: Run, tmp_path: Path
) -> None:
    folder = copy(built, tmp_path / "case")
    path = folder / "out" / "report.en.json"
    text = path.read_text(encoding="utf-8")
    assert "I stand with Nolwenn." in text
    path.write_text(text.replace("I stand with Nolwenn.", "I stand with the board"), "utf-8")
    result = run("check", folder)
    assert result.exit_code == 1
    assert "I stand with the board" in result.stderr


def test_check_finds_a_number_that_was_tampered_with(
    built: Built, run: Run, tmp_path: Path
) -> None:
    folder = copy(built, tmp_path / "case")
    path = folder / "out" / "report.en.json"
    text = path.read_text(encoding="utf-8")
    assert '"value":214' in text.replace(" ", "")
    path.write_text(
        text.replace('"value":214', '"value":241').replace('"value": 214', '"value": 241')
    )
    result = run("check", folder)
    assert result.exit_code == 1
    assert "241" in result.stderr


@pytest.mark.parametrize("target", ["h", "s", "k1", "k2"])
def test_every_sentence_leads_down_to_bytes(built: Built, run: Run, target: str) -> None:
    result = run("show", built.case.folder, target, "--lang", "en", "--format", "json")
    assert result.exit_code == 0, result.output
    kinds = [row["kind"] for row in rows(result)]
    assert kinds[0] == "sentence"
    assert {"cites", "capture", "bytes"} <= set(kinds)
    for row in rows(result):
        if row["kind"] == "bytes":
            assert (built.case.folder / row["target"]).is_file()


def test_show_knows_every_kind_of_id(built: Built, run: Run) -> None:
    documents = built.case.documents()
    deleted = next(p for p in documents.posts if p.state == "deleted")
    sky = next(p for p in documents.posts if p.platform == "bluesky")
    targets = [
        (deleted.post_id, "deleted by its author"),
        (sky.post_id, sky.text.splitlines()[0]),
        (sky.post_id.removeprefix("bluesky:"), sky.text.splitlines()[0]),
        (documents.articles[0].article_id, documents.articles[0].title),
        (documents.letters[0].letter_id, "letter"),
        (documents.captures[0].capture_id, documents.captures[0].source),
        (documents.captures[0].capture_id[:10], documents.captures[0].source),
        ("nolwenn-trevidic", "directrice générale"),
        (deleted.account_id, deleted.handle),
        (built.found.echoes[0].finding_id, "rule"),
    ]
    for target, words in targets:
        result = run("show", built.case.folder, target)
        assert result.exit_code == 0, result.output
        assert words in result.stdout, target


@pytest.mark.parametrize("kind", ["post", "account", "person"])
def test_show_knows_the_numbers_of_the_published_files(built: Built, run: Run, kind: str) -> None:
    """Each number that a published file prints leads to what it stands for, and only there."""
    text = built.written["report.en.json"].read_text(encoding="utf-8")
    numbers = sorted(set(re.findall(rf'"({kind}-[0-9]+)"', text)))
    assert len(numbers) > 5
    for number in numbers[:2]:
        result = run("show", built.case.folder, number, "--format", "json")
        assert result.exit_code == 0, result.output
        first, second = rows(result)[:2]
        assert (first["kind"], first["target"]) == ("published as", number)
        assert (second["kind"], second["target"]) == (kind, first["text"])
        assert first["text"] not in text
    assert run("show", built.case.folder, f"{kind}-999999").exit_code == 2


def test_killed_while_adding_the_case_opens_and_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    inputs = [str(SAMPLE / name) for name in ("x", "bluesky", "mastodon", "press")]
    command = [sys.executable, "-m", "contrecoup", "add", str(folder), *inputs]
    for wait in (0.4, 0.6, 0.8, 1.0):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(timeout=wait)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    case = cc.Case.open(folder)  # on a slow machine nothing may have been made yet
    case.add(*inputs)
    fresh = cc.Case.open(tmp_path / "fresh")
    fresh.add(*inputs)
    assert case.documents().posts.table.equals(fresh.documents().posts.table)
    assert [v for v in case.check().failed if v.kind != "extra"] == []


_MAKING = """
import os, sys
from pathlib import Path
import contrecoup as cc
calls = ("write", "fsync", "replace", "mkdir", "open")
for n in range(1, 99):
    folder = Path(sys.argv[1]) / str(n)
    if not (child := os.fork()):
        left = n
        def killing(real):
            def call(*args, **more):
                global left
                left -= 1
                if not left:
                    os.kill(os.getpid(), 9)
                return real(*args, **more)
            return call
        for name in calls:
            setattr(os, name, killing(getattr(os, name)))
        cc.Case.open(folder)
        os._exit(0)
    if not os.waitpid(child, 0)[1]:
        break
    left = sorted(str(p.relative_to(folder)) for p in folder.rglob("*"))
    case = cc.Case.open(folder)
    assert (folder / "roster.csv").read_bytes() == (folder.parent / "whole/roster.csv").read_bytes()
    assert (folder / "case.toml").read_bytes() == (folder.parent / "whole/case.toml").read_bytes()
    assert not list(folder.glob(".new-*")), left
    print(n, *left)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process that forks kills its child")
def test_killed_at_each_call_while_it_is_made_a_case_can_be_made(tmp_path: Path) -> None:
    cc.Case.open(tmp_path / "whole")
    command = [sys.executable, "-c", _MAKING, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    left = [line.split()[1:] for line in done.stdout.splitlines()]
    assert len(left) > 10
    assert any("roster.csv" in names and "case.toml" not in names for names in left)


@pytest.mark.parametrize("name", ["out/report.fr.html", "vault/objects/00/a.enc", "posts.csv"])
def test_a_folder_that_holds_something_else_is_no_case(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("mine")
    with pytest.raises(SettingsError, match=r"no case\.toml"):
        cc.Case.open(tmp_path)
    with pytest.raises(SettingsError, match=r"no case\.toml"):
        cc.Case.open(tmp_path / name)
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == [Path(name).name]


def test_the_script_of_the_design(tmp_path: Path) -> None:
    case = cc.Case.open(tmp_path / "ondelune")
    outcome = case.add(SAMPLE / "x" / "*.jsonl", SAMPLE / "press", letter=SAMPLE / "letter.v1.html")
    assert outcome.read > 400
    assert outcome.unreadable == 0
    case.people.load(SAMPLE / "roster.csv")
    assert all(who.candidates or who.reason for who in case.people.unsure)
    found = case.find("echoes", "moves")
    assert len(found.echoes.top(3)) == 3
    assert found.echoes[0].account_ids
    assert found.counts()["tallies"] == 0
    for library in ("pyarrow", "pandas", "polars"):
        assert len(found.moves.to_frame(library)) == len(found.moves)
    with pytest.raises(SettingsError, match="no frame"):
        found.moves.to_frame("dplyr")
    account = case.report("fr")
    assert str(account.why("h")).startswith("sentence h")
    for name in ("reaction.html", "reaction.md", "reaction.json"):
        account.save(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 1000
    with pytest.raises(SettingsError, match="no report in the format"):
        account.save(tmp_path / "reaction.pdf")
    assert pickle.loads(pickle.dumps(found.findings)) == found.findings


def test_a_decision_makes_an_account_sure_and_undoing_it_restores(
    built: Built, run: Run, tmp_path: Path
) -> None:
    folder = copy(built, tmp_path / "case")
    account = "mastodon:croussel@phare.example"
    before = json.dumps(rows(run("people", folder)))
    done = run(
        "people", folder, "--assign", account, "camille-roussel-qualite", "--who", "desk",
        "--why", "asked her",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    match = next(r for r in rows(done) if r["account"] == account)
    assert (match["verdict"], match["person"]) == ("sure", "camille-roussel-qualite")
    cc.Case.open(folder).decide("undo", account, who="desk", why="it was not")
    assert json.dumps(rows(run("people", folder))) == before


def test_a_rejected_finding_leaves_the_account(built: Built, tmp_path: Path) -> None:
    case = cc.Case.open(copy(built, tmp_path / "case"))
    victim = built.found.moves[0]
    case.decide("reject", victim.finding_id, who="desk", why="misread")
    assert victim.finding_id not in {m.finding_id for m in case.find("moves").moves}


def test_nothing_that_is_published_names_a_private_person(built: Built) -> None:
    with (SAMPLE / "roster.csv").open(encoding="utf-8", newline="") as stream:
        people = list(csv.DictReader(stream))
    public = {p["name"] for p in people if p["public"] == "yes"}
    private = [p for p in people if p["name"] not in public]
    assert len(private) > 20
    for name, content in reports(built.case.folder).items():
        text = content.decode()
        for person in private:
            for key in ("name", "person", "x", "bluesky", "mastodon"):
                assert not person[key] or person[key] not in text, (name, person[key])


def test_check_says_that_a_report_is_broken(built: Built, run: Run, tmp_path: Path) -> None:
    folder = copy(built, tmp_path / "case")
    path = folder / "out" / "report.en.json"
    path.write_bytes(path.read_bytes()[:5000])
    result = run("check", folder)
    assert result.exit_code == 1
    assert "FAILS report readable: report.en.json" in result.stderr


TABLE = (
    "Wort,Wann,Wer,Netz\n"
    "Je quitte Atelier demain.,2031-03-14T10:00:00Z,anna_k,x\n"
    "Je soutiens Anna Kern.,2031-03-14T11:00:00Z,bob_l,x\n"
)
MAP = "text=Wort,created_at=Wann,handle=Wer,platform=Netz"


def mapped(folder: Path) -> tuple[Path, Path]:
    """A roster of two people and a table whose columns need a map."""
    header = (SAMPLE / "roster.csv").read_text(encoding="utf-8").splitlines()[0]
    people = [
        {"person": "anna", "name": "Anna Kern", "x": "@anna_k", "public": "yes"},
        {"person": "bob", "name": "Bob Lund", "x": "@bob_l"},
    ]
    both = {"organisation": "Atelier", "role": "x", "source": "https://a.example"}
    with (folder / "roster.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, header.split(","))
        writer.writeheader()
        writer.writerows(both | person for person in people)
    (folder / "posts.csv").write_text(TABLE, encoding="utf-8")
    return folder / "roster.csv", folder / "posts.csv"


def test_a_small_case_that_was_never_rechecked_has_an_account(run: Run, tmp_path: Path) -> None:
    roster, table = mapped(tmp_path)
    run("init", tmp_path / "case", "--group", "Atelier")
    assert run("add", tmp_path / "case", table, "--roster", roster, "--columns", MAP).exit_code == 0
    result = run("report", tmp_path / "case")
    assert result.exit_code == 0, result.output
    result = run("check", tmp_path / "case")
    assert result.exit_code == 0, result.output
    verdicts = {row["verdict"]: row["holds"] for row in rows(result)}
    assert verdicts["quoted words in their capture"] > 0


def test_a_column_map_may_come_later(run: Run, tmp_path: Path) -> None:
    _, table = mapped(tmp_path)
    before = rows(run("add", tmp_path / "case", table))[0]
    assert before["read"] == 0
    after = rows(run("add", tmp_path / "case", table, "--columns", MAP))[0]
    assert (after["read"], after["duplicate"], after["unreadable"]) == (2, 0, [])
    again = rows(run("add", tmp_path / "case", table, "--columns", MAP))[0]
    assert (again["read"], again["duplicate"]) == (0, 2)
    assert len(cc.Case.open(tmp_path / "case").documents().posts) == 2


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_link_of_the_page_leads_to_one_place(built: Built, lang: str) -> None:
    page = lxml.html.fromstring((built.case.folder / "out" / f"report.{lang}.html").read_bytes())
    ids = page.xpath("//@id")
    assert sorted(ids) == sorted(set(ids))
    assert {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")} <= set(ids)


def test_a_file_that_turns_out_to_be_the_letter_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Lettre ouverte au conseil\n\n90 signataires à ce jour.\n", encoding="utf-8")
    case = cc.Case.open(tmp_path / "case")
    case.add(path)
    assert (len(case.documents().articles), len(case.documents().letters)) == (1, 0)
    (again,) = case.add(letter=path).files
    assert again.format == "letter"
    assert (len(case.documents().articles), len(case.documents().letters)) == (0, 1)
    (third,) = case.add(letter=path).files
    assert (third.read, third.duplicate) == (0, 1)
    assert case.check().failed == ()
