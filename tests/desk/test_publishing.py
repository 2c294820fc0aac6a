"""Versions stay as they were published; what changes after them is corrected by itself."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta

import pytest
from attrs import evolve

from contrecoup.case import Case
from contrecoup.errors import HashMismatch, SettingsError

pytestmark = pytest.mark.untraced


def pages(case: Case) -> dict[str, bytes]:
    folder = case.folder / "published"
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def test_versions_rise_old_pages_stay_and_changes_are_corrected(published):
    case = published
    (first,) = case.publications
    assert (first.version, first.note) == (1, "Première version")
    assert {"report.fr.html", "report.en.docx", "report.fr.json", "report.en.md"} <= set(
        first.files
    )
    before = pages(case)
    assert b"Version 1" in before["v1/report.fr.html"]
    assert case.report("fr").report.corrections == ()
    old = {s.sentence_id: s.text for s in case.report("en").sentences}
    case.review.drop("k2", why="Hors sujet", who="Ben")
    case.review.reword("k1", "The number rose.", lang="en", why="Plus court", who="Ben")
    made = case.report("en").report.corrections
    assert {(c.old, c.new, c.why, c.who) for c in made} == {
        (old["k1"], "The number rose.", "Plus court", "Ben"),
        (old["k2"], "", "Hors sujet", "Ben"),
    }
    assert [c.new for c in case.report("fr").report.corrections] == [""]
    second = case.publish(who="Ana")
    assert second.version == 2
    assert {n: b for n, b in pages(case).items() if n.startswith("v1")} == before
    page = (case.folder / "published/v2/report.en.html").read_text(encoding="utf-8")
    assert "The number rose." in page
    assert "Plus court" in page
    assert case.report("en").report.corrections == made
    assert Case(case.folder).publications == (first, second)
    assert not [v for v in case.check().failed if v.kind == "published"]


def test_new_input_corrects_what_it_changes(published, tmp_path):
    case = published
    extra = tmp_path / "late.jsonl"
    account = next(m for m in case.people.matches if m.verdict == "sure" and m.platform == "x")
    post = next(p for p in case.documents().posts if p.account_id == account.account_id)
    at = post.created_at + timedelta(hours=1)
    row = {
        "post_id": "x:999999", "account_id": account.account_id, "created_at": at.isoformat(),
        "text": "Un mot de plus.", "platform": "x", "handle": account.handle,
    }  # fmt: skip
    extra.write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert case.add(extra).read == 1
    made = case.report("fr").report.corrections
    assert made
    assert {c.who for c in made} == {"Contrecoup"}
    assert all(c.old != c.new for c in made)


def test_a_decision_about_a_person_corrects_what_was_printed(published):
    case = published
    before = {s.key: s.text for s in case.report("en").sentences}
    person = next(p for p in case.roster.people if p.name == "Solveig Aasland")
    case.review.rename(person.person_id, "Solveig Aas", why="Faute de frappe", who="Ben")
    case.review.affiliate(
        person.person_id, why="Communiqué", who="Ben", organisation="Ondelune",
        role="présidente", first="2031-03-16", source="https://ondelune.example/",
    )  # fmt: skip
    after = {s.key: s.text for s in case.report("en").sentences}
    made = case.report("en").report.corrections
    changed = {before[key] for key in before.keys() & after.keys() if before[key] != after[key]}
    assert changed
    assert changed <= {c.old for c in made}
    assert {(c.who, c.why) for c in made} <= {("Ben", "Faute de frappe"), ("Ben", "Communiqué")}
    assert all(c.at for c in made)


def test_altered_published_files_are_told(published):
    case = published
    page = case.folder / "published/v1/report.fr.html"
    page.write_bytes(page.read_bytes().replace(b"214", b"215"))
    (case.folder / "published/v1/report.en.md").unlink()
    failed = {v.target for v in case.check().failed if v.kind == "published"}
    assert failed == {"published/v1/report.fr.html", "published/v1/report.en.md"}
    listed = case.folder / "published/v1.json"
    listed.write_bytes(listed.read_bytes().replace(b"Ana", b"Eva"))
    with pytest.raises(HashMismatch, match=r"published/v1\.json"):
        _ = Case(case.folder).publications


def test_the_folder_of_a_version_names_nobody_who_is_private(published):
    case = published
    private = {p.person_id for p in case.roster.people if not p.public}
    listed = (case.folder / "published/v1.json").read_text(encoding="utf-8")
    assert any(f'"{one}"' in listed for one in private)
    for path in (case.folder / "published/v1").iterdir():
        found = path.read_bytes()
        assert not [one for one in private if f'"{one}"'.encode() in found], path.name


def test_a_version_whose_list_lies_in_its_folder_is_read(published):
    case = published
    (made,) = case.publications
    listed = case.folder / "published/v1.json"
    listed.rename(case.folder / "published/v1/published.json")
    assert Case(case.folder).publications == (made,)
    assert not [v for v in Case(case.folder).check().failed if v.kind == "published"]


def test_nobody_publishes_nothing(case):
    with pytest.raises(SettingsError, match="who publishes"):
        case.publish(who=" ")


def test_the_checklist_says_what_is_left(case):
    rows = {one.code: one.targets for one in case.checklist()}
    assert rows["unreviewed"]
    assert rows["unsure"]
    assert rows["removed"] == ()  # private people's: the settings keep their words from the page
    assert rows["lost"] == ()
    one, *others = rows["unreviewed"]
    made = case.review.accept(one, who="Ana")
    case.append(*(evolve(made, target=target) for target in others))
    for account in rows["unsure"]:
        case.people.outside(account, why="Pas du groupe", who="Ana")
    case.review.reword("k1", "Ils sont 99999.", lang="fr", who="Ana")
    after = {one.code: one.targets for one in case.checklist()}
    assert after["unreviewed"] == ()
    assert after["unsure"] == ()
    assert len(after["words-number"]) == 1


def test_the_verb_publishes(french, run):
    case = french
    assert run("publish", case.folder).returncode == 2
    assert run("publish", case.folder, "--checklist").returncode == 1
    words = ["publish", str(case.folder), "--who", "Ana", "--note", "Première"]
    done = subprocess.run(
        [sys.executable, "-m", "contrecoup", *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert done.stdout.splitlines()


def test_a_publication_whose_answer_was_lost_is_not_there_twice(french):
    case = french
    made = case.publish(who="Ana", note="Une")
    before = pages(case)
    assert case.publish(who="Ana", note="Une") == made
    assert Case(case.folder).publish(who="Ana", note="Une") == made
    assert pages(case) == before
    assert case.publish(who="Ana", note="Deux").version == 2
    assert case.publish(who="Ben", note="Deux").version == 3
    case.review.drop("k2", why="Hors sujet", who="Ben")
    assert case.publish(who="Ben", note="Deux").version == 4
    settings = case.folder / "case.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('contact = "', 'contact = "la.'), encoding="utf-8")
    assert case.publish(who="Ben", note="Deux").version == 5
    assert case.publish(who="Ben", note="Deux").version == 5
    assert [p.version for p in case.publications] == [1, 2, 3, 4, 5]
    assert {v.kind for v in case.check().failed} <= {"page as of today"}
