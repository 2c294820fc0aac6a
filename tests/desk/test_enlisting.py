"""An account whose profile names the group: the profile's words, and a way to put its owner on the roster."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote

import pytest
from attrs import evolve
from starlette.testclient import TestClient

from contrecoup.app import application
from contrecoup.case import Case
from contrecoup.corridor.people import People
from contrecoup.errors import SettingsError, UnknownPerson
from contrecoup.sources import read_roster
from contrecoup.sources.roster_rows import with_row, without

from .conftest import Done

pytestmark = pytest.mark.untraced

PORT = 8017
OWN = {"Origin": f"http://127.0.0.1:{PORT}"}
SAID = {"name": "Ève Le Goff", "organisation": "Ondelune", "role": "pilote", "x": "eve", "source": "Profil"}  # fmt: skip


@pytest.fixture
def client(case) -> TestClient:
    app = application(case.folder.parent, token="T", port=PORT, lang="fr")
    made = TestClient(app, base_url=f"http://127.0.0.1:{PORT}")
    made.get("/?token=T")
    made.post("/you", data={"who": "Ana", "back": "/"}, headers=OWN)
    return made


def named(case):
    """An unsure account whose profile names the group."""
    return next(m for m in case.people.unsure if m.reason == "profile-names-group")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"name\nAna Kerjean",
        "Nom;Fonction;Entreprise;Compte X\r\nAna Kerjean;Pilote;Ondelune;@ana\r\n".encode("cp1252"),
        b"person,name,organisation,role,x,source,public\nana,Ana Kerjean,Ondelune,,ana,Site,yes\n",
    ],
)
def test_a_roster_takes_one_line_more_in_its_own_columns(raw):
    before = read_roster(raw, "r").people if raw else ()
    made = with_row(raw, SAID)
    after = read_roster(made, "r")
    assert after.people[: len(before)] == before
    assert [p.name for p in after.people[len(before) :]] == ["Ève Le Goff"]
    (place,) = [a for a in after.affiliations if a.person_id == after.people[-1].person_id]
    assert (place.organisation_id, place.role, place.source) == ("ondelune", "pilote", "Profil")
    assert after.accounts[-1].handle == "eve"
    assert with_row(made, SAID | {"x": "eve2"}).startswith(made)


def test_a_person_of_the_group_is_put_on_the_roster(case):
    match = named(case)
    people = len(case.roster.people)
    person = case.people.enlist(
        match.account_id, name=" Ève  Le Goff ", source="Profil", who="Ana", role="pilote"
    )
    assert (person.name, person.public, len(case.roster.people)) == (
        "Ève Le Goff",
        False,
        people + 1,
    )
    (place,) = [a for a in case.roster.affiliations if a.person_id == person.person_id]
    assert (place.organisation_id, place.role, place.source) == ("ondelune", "pilote", "Profil")
    held = next(m for m in case.people.matches if m.account_id == match.account_id)
    assert (held.verdict, held.person_id) == ("sure", person.person_id)
    assert (case.decisions[-1].verb, case.decisions[-1].why) == ("assign", "Profil")
    assert {v.kind for v in case.check().failed} == {"page as of today"}
    case.review.undo(match.account_id, who="Ana")
    assert next(m for m in case.people.matches if m.account_id == match.account_id).person_id
    other = named(case)
    twin = case.people.enlist(other.account_id, name="Ève Le Goff", source="Site", who="Ana")
    assert twin.person_id != person.person_id
    assert twin.person_id.startswith(person.person_id)
    decided, people = case.decisions, len(case.roster.people)
    again = case.people.enlist(
        match.account_id, name="Ève Le Goff", source="Profil", who="Ana", role="pilote"
    )
    assert again.person_id == person.person_id  # the same, asked for again: its answer was lost
    assert len(case.roster.people) == people
    assert len(case.decisions) == len(decided) + 1  # it was taken back above
    for account, name, source, kind in [
        (match.account_id, "A", "B", SettingsError),
        ("x:none", "A", "B", UnknownPerson),
        (named(case).account_id, " ", "B", SettingsError),
        (named(case).account_id, "A", " ", SettingsError),
    ]:
        with pytest.raises(kind):
            case.people.enlist(account, name=name, source=source, who="Ana")


def test_the_verb_enlists_too(case):
    from click.testing import CliRunner

    from contrecoup.cli import main

    account = named(case).account_id

    def run(*words: str) -> Done:
        answer = CliRunner().invoke(main, ["people", str(case.folder), "--enlist", account, *words])
        return Done(answer.exit_code, answer.stdout, answer.stderr)

    assert run("--name", "Ève", "--source", "Profil").returncode == 2
    done = run("--name", "Ève", "--source", "Profil", "--who", "Ana", "--public")
    assert done.returncode == 0
    assert [p.public for p in Case(case.folder).roster.people if p.name == "Ève"] == [True]


def test_the_screen_shows_the_profile_and_enlists(client, case):
    match = named(case)
    words, post = case.people.profile(match.account_id)
    assert "ondelune" in words.lower()
    page = unescape(client.get(f"/c/case/people?account={match.account_id}").text)
    assert f"<mark>{words}</mark>" in page
    assert f"evidence?id={quote(post, safe='')}" in page
    assert "+profile" not in page
    form = {"target": match.account_id, "name": "Ève Le Goff"}
    form["shown"] = f"/c/case/people?account={match.account_id}"
    refused = client.post("/c/case/enlist", data=form | {"source": ""}, headers=OWN)
    assert refused.status_code == 422
    assert 'name="source" required value aria-invalid="true"' in unescape(refused.text)
    done = client.post("/c/case/enlist", data=form | {"source": "Profil"}, headers=OWN)
    assert "La personne est sur la liste" in client.get("/c/case/people?said=enlist").text
    assert done.status_code == 200
    held = next(m for m in case.people.matches if m.account_id == match.account_id)
    assert held.verdict == "sure"
    assert case.people.profile("x:none") == ("", "")


def test_accounts_whose_profile_names_the_group_are_decided_together(client, case):
    declared = [m for m in case.people.unsure if "profile-names-group" in m.reason]
    posts = case.people.posts
    assert len(declared) > 5
    page = unescape(client.get("/c/case/people").text)
    ticks = re.findall(r'name="one" value="([^"]+)"', page)
    assert set(ticks) == {m.account_id for m in declared}
    assert [posts[one] for one in ticks] == sorted((posts[one] for one in ticks), reverse=True)
    assert f"({len(declared)})" in page
    shown = {"shown": "/c/case/people"}
    refused = client.post("/c/case/enlist", data=shown | {"as": "person", "why": "Lu"}, headers=OWN)
    assert refused.status_code == 422
    assert "rien n’est coché" in refused.text
    two, one = ticks[:2], ticks[2]
    names = {m.account_id: m.display_name for m in declared}
    form = {"as": "person", "one": two, "why": "Profils lus"}
    before, captures = len(case.roster.people), len(case.vault.captures())
    assert client.post("/c/case/enlist", data=form, headers=OWN).status_code == 200
    assert len(case.roster.people) == before + 2
    assert len(case.vault.captures()) == captures + 1
    held = {m.account_id: m for m in case.people.matches}
    for account in two:
        person = next(p for p in case.roster.people if p.person_id == held[account].person_id)
        assert (person.name, person.public) == (names[account], False)
    assert [(d.verb, d.why) for d in case.decisions] == [("assign", "Profils lus")] * 2
    form = {"as": "outside", "one": [one], "why": "Homonyme"}
    assert client.post("/c/case/enlist", data=form, headers=OWN).status_code == 200
    assert {m.account_id: m.verdict for m in case.people.matches}[one] == "outside"
    page = unescape(client.get(f"/c/case/people?done={quote(two[0])}").text)
    assert "2 comptes et leurs titulaires ont été ajoutés à la liste" in page
    assert "rien ne le rattache au groupe" in page


def test_holders_of_one_name_are_two_people(case, monkeypatch):
    one, two = [m for m in case.people.unsure if "profile-names-group" in m.reason][:2]
    twins = tuple(
        evolve(m, display_name="Ève Le Goff")
        if m.account_id in {one.account_id, two.account_id}
        else m
        for m in case.people.matches
    )
    with monkeypatch.context() as patch:
        patch.setattr(People, "matches", property(lambda _self: twins))
        row = case.people._row(one.account_id, "Ève Le Goff", "Profil")
        other = case.people._row(two.account_id, "Ève Le Goff", "Profil", {row["person"]})
    assert row["person"] != other["person"]


def figure(case):
    """How many were heard from and looked for, and the sentences on those who declared themselves."""
    cover, report = case.find().findings.coverage, case.report("en").report
    said = [s for s in report.sentences() if "own profile" in s.text]
    return len(cover.found), len(cover.looked_for), said


def test_who_declared_themselves_was_not_looked_for(client, case):
    declared = [m for m in case.people.unsure if "profile-names-group" in m.reason]
    heard, looked, said = figure(case)
    assert said == []
    roster = case.own_file("roster.csv")
    ticked = [m.account_id for m in declared]
    form = {"as": "person", "one": ticked, "why": "Profils lus", "back": "/c/case/people"}
    page = unescape(client.post("/c/case/enlist", data=form, headers=OWN).text)
    assert f"{len(ticked)} comptes et leurs titulaires ont été ajoutés à la liste" in page
    assert "reste la liste telle qu’elle a été donnée" in page
    assert figure(case)[:2] == (heard, looked)  # they were found by their posts
    (sentence,) = figure(case)[2]
    assert sentence.counts[0].value == len(ticked)
    assert set(sentence.counts[0].ids) == set(ticked)
    mark = re.search(r'action="/c/case/together">(.*?)</form>', page, re.DOTALL)
    fields = dict(re.findall(r'name="(target|seen)" value="([^"]+)"', mark[1]))
    client.post("/c/case/together", data=fields | {"verb": "undo"}, headers=OWN)
    assert read_roster(case.own_file("roster.csv"), "r") == read_roster(roster, "r")
    assert [m for m in case.people.unsure if "profile-names-group" in m.reason] == declared
    assert figure(case) == (heard, looked, [])


def test_one_by_their_profile_alone_and_one_by_another_source(case):
    one, two = [m for m in case.people.unsure if m.reason == "profile-names-group"][:2]
    heard, looked, _ = figure(case)
    case.people.enlist(one.account_id, name="A B", source="Profil", who="Ana", declared=True)
    assert figure(case)[:2] == (heard, looked)
    person = case.people.enlist(two.account_id, name="C D", source="Site", who="Ana")
    assert figure(case)[1] == looked + 1
    case.people.delist(two.account_id, who="Ana")  # the line has another source: it stays
    assert person.person_id in {p.person_id for p in case.roster.people}
    (target,) = [t for t, a in case.people.affiliations if a.declared]
    told = {"organisation": "Ondelune", "role": "pilote", "source": "Profil"}
    case.review.affiliate(target, **told, who="Ana", why="Son rôle")
    assert figure(case)[1] == looked + 1
    case.review.affiliate(target, **(told | {"source": "Site"}), who="Ana", why="Le site le dit")
    assert figure(case)[1] == looked + 2


def test_the_lines_of_who_declared_themselves_are_taken_out():
    raw = b'name,person,declared,role\n"Ana\nKerjean",ana,yes,\nBea,bea,yes,x\nCleo,cleo,,\n'
    assert without(raw, {"ana", "cleo"}) == raw.replace(b'"Ana\nKerjean",ana,yes,\n', b"")
    assert without(b"", {"ana"}) == b""
