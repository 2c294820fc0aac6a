"""Decisions: what a person may decide, what holds after a new run, two people's files."""

from __future__ import annotations

import importlib
import json
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contrecoup.case import Case
from contrecoup.errors import ChainBroken, EvidenceError, PeopleError, SettingsError, UnknownPerson
from contrecoup.model.findings import each

pytestmark = pytest.mark.untraced


def first(case: Case, kind: str):
    return next(i for i in case.review.queue if i.kind == kind)


def test_the_queue_holds_every_kind_and_puts_what_matters_first(case):
    queue = case.review.queue
    kinds = {kind for kind, _ in each(case.raw())}
    assert {i.kind for i in queue} == kinds
    assert len({i.target for i in queue}) == len(queue)
    weights = [i.weight for i in queue]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] == 4
    assert all(0 <= i.doubt <= 1 for i in queue)
    assert all(i.text for i in queue)
    case.review.later(queue[0].target, who="Ana")
    case.review.accept(queue[1].target, who="Ana")
    after = case.review.queue
    assert after[0].target == queue[2].target
    assert [i.verdict for i in after[-2:]] == ["later", "accept"]
    assert case.review.item(queue[0].target).decision.who == "Ana"
    with pytest.raises(SettingsError, match="no finding"):
        case.review.item("stance:none")


def test_a_rejected_finding_is_gone_everywhere_and_back_after_undo(case):
    echo = first(case, "echoes")
    before = case.report("fr").report
    case.review.reject(echo.target, why="Deux messages", who="Ana")
    assert echo.target not in {e.finding_id for e in case.find().echoes}
    after = case.report("fr").report
    assert not any(echo.target in s.findings for s in after.sentences())
    case.review.undo(echo.target, who="Ana", why="Relu")
    assert case.find().findings == Case(case.folder).find().findings
    assert [s.text for s in case.report("fr").sentences] == [s.text for s in before.sentences()]
    with pytest.raises(SettingsError, match="nothing stands"):
        case.review.undo(echo.target, who="Ana")


@pytest.mark.parametrize("verb", ["accept", "reject", "later", "change"])
def test_a_sentence_is_not_rejected_in_the_place_of_its_finding(case, verb):
    sentence = next(s for s in case.report("fr").sentences if s.findings)
    with pytest.raises(SettingsError) as caught:
        case.review.decide(verb, sentence.sentence_id, why="?", who="Ana")
    assert "this is a sentence" in caught.value.message
    assert sentence.findings[0] in caught.value.next_step
    assert case.decisions == ()


def test_replay_on_rebuilt_findings_gives_the_same_account(case):
    queue = case.review.queue
    case.review.reject(queue[0].target, why="Non", who="Ana")
    stance = first(case, "stances")
    turned = "against" if stance.finding.polarity == "for" else "for"
    case.review.change(stance.target, who="Ana", why="Ironie", polarity=turned)
    case.review.drop("k2", who="Ana")
    case.review.reword("k1", "Un décompte publié a monté.", lang="fr", who="Ana")
    unsure = case.people.unsure[0]
    person = case.roster.people[0].person_id
    case.people.assign(unsure.account_id, person, why="Vu", who="Ana")
    written = {n: p.read_bytes() for n, p in case.write().items()}
    shutil.rmtree(case.folder / "out")
    for path in case.folder.glob("ledger*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    again = {n: p.read_bytes() for n, p in Case(case.folder).write().items()}
    assert again == written
    assert Case(case.folder).review.lost == ()
    assert next(s for s in case.find().stances if s.finding_id == stance.target).polarity == turned


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_whatever_is_rejected_the_account_is_written(warm, data):
    case = warm.remind(Case(warm.folder))
    ids = sorted(f.finding_id for _, f in each(case.raw()))
    gone = data.draw(st.sets(st.sampled_from(ids), max_size=120))
    from datetime import UTC, datetime

    from contrecoup.model.decisions import Decision

    made = tuple(
        Decision(
            verb="reject", target=i, value="", why="x", who="y", at=datetime(2032, 1, 1, tzinfo=UTC)
        )
        for i in sorted(gone)
    )
    report = case.drafting.draft("en", made)
    assert not any(set(s.findings) & gone for s in report.sentences())


def test_a_decision_that_cannot_hold_is_refused(case):
    review = case.review
    stance = first(case, "stances").target
    account = case.people.matches[0].account_id
    person = case.roster.people[0].person_id
    for wrong, kind, words in [
        (lambda: case.decide("bless", stance, who="A"), SettingsError, "no decision"),
        (lambda: case.decide("publish", "v9", who="A"), SettingsError, "no decision"),
        (lambda: review.accept(stance, who=" "), SettingsError, "name of who"),
        (lambda: review.reject(stance, why=" ", who="A"), SettingsError, "needs a reason"),
        (
            lambda: review.accept("stance:000000000000", who="A"),
            SettingsError,
            "nothing in the case",
        ),
        (lambda: review.drop("k99", who="A"), SettingsError, "nothing in the case"),
        (lambda: review.change(stance, who="A", why="x", colour="red"), SettingsError, "colour"),
        (lambda: review.change(stance, who="A", why="x", polarity="up"), SettingsError, "up"),
        (lambda: case.decide("change", stance, value="{", why="x", who="A"), SettingsError, "JSON"),
        (lambda: case.decide("assign", account, value="nobody", who="A"), UnknownPerson, "nobody"),
        (lambda: case.decide("merge", "nobody", value=person, who="A"), UnknownPerson, "nobody"),
        (lambda: case.decide("merge", person, value=person, who="A"), PeopleError, "themself"),
        (lambda: case.decide("rename", person, who="A"), SettingsError, "no words"),
        (lambda: case.decide("split", account, value="x", who="A"), SettingsError, "split"),
        (lambda: review.reword("k1", "", lang="fr", who="A"), SettingsError, "no words"),
        (lambda: review.judge(stance, "perhaps", who="A"), SettingsError, "no answer"),
        (
            lambda: review.reword(
                "k1", "Ils ont dit « jamais dit nulle part ».", lang="fr", who="A"
            ),
            EvidenceError,
            "quotation marks",
        ),
    ]:
        with pytest.raises(kind, match=words):
            wrong()
    assert case.decisions == ()


def test_changed_findings_keep_their_id_and_evidence(case):
    move = first(case, "moves")
    case.review.change(move.target, who="A", why="Annoncé seulement", status="announced")
    (after,) = [m for m in case.find().moves if m.finding_id == move.target]
    assert (after.status, after.citations) == ("announced", move.finding.citations)
    echo = first(case, "echoes")
    with pytest.raises(SettingsError, match=r"is not a person.s to change"):
        case.review.change(echo.target, who="A", why="x", text="autre")


def test_a_rejected_count_leaves_the_series(case):
    tally = first(case, "tallies")
    (series,) = case.find().series
    assert tally.target in series.tallies
    case.review.reject(tally.target, why="Coquille", who="A")
    (after,) = case.find().series
    assert set(after.tallies) == set(series.tallies) - {tally.target}


def test_people_are_merged_split_and_renamed(case):
    one, two = [p for p in case.roster.people if p.public][:2]
    case.decide("merge", two.person_id, value=one.person_id, why="Pseudonyme", who="A")
    (kept,) = [p for p in case.roster.people if p.person_id == one.person_id]
    assert two.person_id not in {p.person_id for p in case.roster.people}
    assert two.name in kept.other_names
    assert {a.person_id for a in case.roster.accounts}.isdisjoint({two.person_id})
    case.decide("undo", two.person_id, who="A")
    assert case.roster == case.plain_roster
    sure = next(m for m in case.people.matches if m.verdict == "sure")
    case.decide("split", sure.account_id, value=f"{sure.person_id} Autre Personne", who="A")
    match = next(m for m in case.people.matches if m.account_id == sure.account_id)
    new = next(p for p in case.roster.people if p.person_id == match.person_id)
    assert (new.name, new.public) == ("Autre Personne", False)
    case.decide("rename", one.person_id, value="Nom Juste", who="A")
    (named,) = [p for p in case.roster.people if p.person_id == one.person_id]
    assert (named.name, one.name in named.other_names) == ("Nom Juste", True)
    assert case.report("fr").sentences
    case.decide("merge", new.person_id, value=one.person_id, who="A")
    match = next(m for m in case.people.matches if m.account_id == sure.account_id)
    assert match.person_id == one.person_id
    assert case.review.lost == ()


def test_a_decision_whose_finding_vanished_is_shown(case, run):
    stance = first(case, "stances")
    case.review.reject(stance.target, why="Ironie", who="Ana")
    text = (case.folder / "roster.csv").read_text(encoding="utf-8").splitlines()
    (case.folder / "roster.csv").write_text(text[0] + "\n", encoding="utf-8")
    (lost,) = Case(case.folder).review.lost
    assert lost.decision.target == stance.target
    assert lost.decision.about == stance.text
    done = run("review", case.folder, "--log", "--format", "json")
    assert json.loads(done.stdout)["gone"] == "gone"


def test_two_peoples_files_are_merged_and_conflicts_listed(copy, warm_french):
    ana, ben = copy("ana", warm_french), copy("ben", warm_french)
    ids = [i.target for i in ana.review.queue[:5]]
    ana.review.accept(ids[0], who="Ana")
    ana.review.reject(ids[1], why="Non", who="Ana")
    ben.review.reject(ids[0], why="Faux", who="Ben")
    ben.review.reject(ids[1], why="Aussi", who="Ben")
    ben.review.accept(ids[2], who="Ben")
    ben.review.accept(ids[3], who="Ben")
    ben.publish(who="Ben")
    result = ana.review.merge(ben.folder / "decisions.jsonl")
    assert [d.target for d in result.added] == ids[2:4]
    assert [d.target for d in result.agreed] == [ids[1]]
    assert [(a.verb, b.verb) for a, b in result.conflicts] == [("accept", "reject")]
    assert ana.publications == ()
    assert ana.decisions[-1].who == "Ben"
    again = ana.review.merge(ben.folder / "decisions.jsonl")
    assert again.added == ()
    ben.review.undo(ids[3], who="Ben")
    back = ana.review.merge(ben.folder / "decisions.jsonl")
    assert [d.verb for d in back.added] == ["undo"]
    assert ana.review.item(ids[3]).verdict == ""
    assert [v for v in ana.check().failed if v.kind == "chain"] == []
    broken = ben.folder / "decisions.jsonl"
    broken.write_bytes(broken.read_bytes().replace(b"Faux", b"Fauz"))
    with pytest.raises(ChainBroken):
        ana.review.merge(broken)
    with pytest.raises(SettingsError, match="no such file"):
        ana.review.merge(ben.folder / "nothing.jsonl")


def test_a_sample_is_drawn_by_its_seed_and_gives_the_accuracy(case):
    drawn = case.review.sample("stances", 30, "a")
    assert drawn == Case(case.folder).review.sample("stances", 30, "a")
    assert len(drawn) == 30
    assert [i.target for i in drawn] != [i.target for i in case.review.sample("stances", 30, "b")]
    case.review.reject(drawn[0].target, why="Non", who="A")
    assert [i.target for i in case.review.sample("stances", 30, "a")] == [i.target for i in drawn]
    for item in drawn[:27]:
        case.review.judge(item.target, "right", who="A")
    for item in drawn[27:]:
        case.review.judge(item.target, "wrong", who="A")
    said = [s.text for s in case.report("en").sentences if s.kind.endswith(".accuracy")]
    assert len(said) == 1
    assert "stances" in said[0]
    assert "27 of 30" in said[0]
    assert "74" in said[0]
    assert "97" in said[0]
    case.review.judge(drawn[0].target, "unclear", who="A")
    assert "of 29" in next(s.text for s in case.report("en").sentences if "accuracy" in s.kind)


def test_the_verb_lists_and_decides(case, run):
    listed = run("review", case.folder, "--format", "json")
    rows = [json.loads(line) for line in listed.stdout.splitlines()]
    assert listed.returncode == 0
    assert rows[0]["weight"] == 4
    target = rows[0]["id"]
    assert run("review", case.folder, "--reject", target, "--who", "A").returncode == 2
    assert run("review", case.folder, "--accept", target).returncode == 2
    done = run("review", case.folder, "--reject", target, "--why", "Non", "--who", "A")
    assert (done.returncode, done.stdout.strip()) == (0, target)
    both = run("review", case.folder, "--accept", target, "--later", target, "--who", "A")
    assert both.returncode == 2
    stances = run("review", case.folder, "--kind", "stances", "--format", "json").stdout
    stance = json.loads(stances.splitlines()[0])["id"]
    for words in (
        ("--change", stance, "--set", "polarity=neither", "--why", "Ironie"),
        ("--reword", "k1.fr", "--to", "Un décompte a monté."),
        ("--drop", "k2"),
        ("--undo", "k1.fr"),
        ("--judge", stance, "--to", "right"),
    ):
        done = run("review", case.folder, *words, "--who", "A")
        assert done.returncode == 0, done.stderr
    assert (
        run("review", case.folder, "--change", stance, "--why", "x", "--who", "A").returncode == 2
    )
    log = run("review", case.folder, "--log", "--format", "json").stdout.splitlines()
    assert [json.loads(line)["decision"] for line in log] == [
        "reject", "change", "reword", "drop", "undo", "judge",
    ]  # fmt: skip
    sample = run("review", case.folder, "--sample", "moves", "--size", "3", "--format", "json")
    assert len(sample.stdout.splitlines()) == 3
    assert "decision" not in sample.stdout
    person = [p.person_id for p in case.roster.people[:2]]
    assert run("review", case.folder, "--same", *person, "--who", "A").returncode == 0
    other = run("review", case.folder, "--merge", case.folder / "decisions.jsonl")
    assert other.returncode == 0
    assert run("review", case.folder, "--kind", "ties").returncode == 3


def test_the_memory_answers_as_a_fresh_case_does(case):
    target = first(case, "echoes").target
    case.report("fr")
    other = Case(case.folder)
    other.review.reject(target, why="Ailleurs", who="B")
    assert target not in {e.finding_id for e in case.find().echoes}
    fresh = Case(case.folder)
    assert case.report("fr").report == fresh.report("fr").report
    settings_file = case.folder / "case.toml"
    settings_file.write_text(
        settings_file.read_text(encoding="utf-8").replace('zone = "Europe/Paris"', 'zone = "UTC"'),
        encoding="utf-8",
    )
    assert case.report("fr").report == Case(case.folder).report("fr").report


def test_a_page_older_than_a_decision_is_told_as_old_not_as_wrong(french, run):
    case = french

    def verdicts(kind: str) -> list:
        return [v for v in case.check().verdicts if v.kind == kind]

    shutil.rmtree(case.folder / "out")
    case.write(["fr"])
    assert {v.ok for v in verdicts("numbers counted again")} == {True}
    assert [v.ok for v in verdicts("page as of today")] == [True]
    case.review.later(case.review.queue[0].target, who="A")
    assert [v.ok for v in verdicts("page as of today")] == [True]
    case.review.reject(first(case, "echoes").target, why="Non", who="A")
    assert {v.ok for v in verdicts("numbers counted again")} == {True}
    (late,) = verdicts("page as of today")
    assert not late.ok
    assert "2 decisions were made since" in late.message
    assert "next: contrecoup report" in late.message
    done = run("check", case.folder)
    assert done.returncode == 1
    assert "page as of today" in done.stderr
    page = case.folder / "out" / "report.fr.json"
    page.write_bytes(page.read_bytes().replace(b'"value": 214', b'"value": 215', 1))
    assert not all(v.ok for v in verdicts("numbers counted again"))
    case.write(["fr"])
    assert case.check().failed == ()
    settings_file = case.folder / "case.toml"
    settings_file.write_text(
        settings_file.read_text(encoding="utf-8").replace('zone = "Europe/Paris"', 'zone = "UTC"'),
        encoding="utf-8",
    )
    (late,) = verdicts("page as of today")
    assert not late.ok
    assert "inputs, settings or people changed since" in late.message
    assert {v.ok for v in verdicts("numbers counted again")} == {True}


def test_a_rejected_stance_leaves_its_words(case):
    item = next(
        i for i in case.review.queue if i.kind == "stances"
        and any(b.kind == "quotations" for b in case.review.beside(i))
    )  # fmt: skip
    quoted = next(b for b in case.review.beside(item) if b.kind == "quotations")
    case.review.reject(item.target, why="Ironie", who="A")
    found = case.find()
    assert item.target not in {s.finding_id for s in found.stances}
    assert quoted.target in {q.finding_id for q in found.quotations}


def test_the_verb_places_people(case, run):
    person = next(p.person_id for p in case.roster.people if p.public)
    where = ("--set", "organisation=La Marée", "--set", "source=Lettre", "--why", "Lu")
    done = run("review", case.folder, "--affiliate", person, *where, "--who", "A")
    assert done.returncode == 0, done.stderr
    assert "La Marée" in {o.name for o in case.roster.organisations}
    target = done.stdout.strip()
    again = run("review", case.folder, "--affiliate", target, "--why", "Non", "--who", "A")
    assert again.returncode == 0, again.stderr
    assert "La Marée" not in {o.name for o in case.roster.organisations}
    assert case.review.lost == ()
    made = case.review.affiliate(
        person, who="A", why="Lu", organisation="La Marée", source="x", first="2031-01-01"
    )
    assert made.about
    assert case.review.rename(person, "Nom", who="A").verb == "rename"


def test_the_hand_check_of_the_sample_is_counted_again(case, monkeypatch):
    """``python -m eval.sample.handcheck`` says what to do where this fails."""
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2]))
    handcheck = importlib.import_module("eval.sample.handcheck")
    given = handcheck.answers()
    table = json.loads(handcheck.FIGURES.read_text(encoding="utf-8"))
    assert handcheck.figures(case, given) == table
    assert not any(row["not_judged"] for row in table.values())
    shipped = handcheck.SHIPPED
    assert shipped.read_bytes() == handcheck.chained(handcheck.decisions(given))
    assert len(case.review.merge(shipped).added) == len(given)
    said = [s.text for s in case.report("en").sentences if s.kind.endswith(".accuracy")]
    for row in table.values():
        assert sum(f"{row['right']} of {row['checked']} items" in text for text in said) >= 1
    assert len(said) == len(table)


def test_a_decision_whose_answer_was_lost_is_not_there_twice(case):
    echo = first(case, "echoes")
    made = case.review.reject(echo.target, why="Deux messages", who="Ana")
    assert case.review.reject(echo.target, why="Deux messages", who="Ana") == made
    assert case.decisions == (made,)
    line = next(s.key for s in case.report("fr").sentences)
    words = case.review.reword(line, "Autrement dit.", lang="fr", who="Ana", why="?")
    assert case.review.reword(line, "Autrement dit.", lang="fr", who="Ana", why="?") == words
    person = case.roster.people[0]
    name = case.review.rename(person.person_id, "Ana Le Bihan", who="Ana")
    assert case.review.rename(person.person_id, "Ana Le Bihan", who="Ana") == name
    assert case.decisions == (made, words, name)
    case.review.reject(echo.target, why="Deux messages", who="Ben")
    case.review.reject(echo.target, why="Autre chose", who="Ben")
    case.review.undo(echo.target, who="Ben")
    case.review.undo(echo.target, who="Ben")
    assert len(case.decisions) == 7
    assert case.review.reject(echo.target, why="Deux messages", who="Ana") == made
    assert {v.kind for v in case.check().failed} <= {"page as of today"}


def test_a_moves_day_and_what_it_rests_on_are_set_right(case, run):
    move = next(
        i for i in case.review.queue if i.kind == "moves" and len(i.finding.citations) > 1
    )  # fmt: skip
    choices = {c.attribute: c for c in case.review.choices(move)}
    assert (choices["day"].form, choices["citations"].form) == ("day", "lines")
    lines = choices["citations"].value.splitlines()
    done = run(
        "review", case.folder, "--change", move.target, "--who", "A", "--why", "Relu",
        "--set", "day=2031-03-20", "--set", f"citations={lines[0]}",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (now,) = [m for m in case.find().moves if m.finding_id == move.target]
    assert (str(now.days.first), str(now.days.last)) == ("2031-03-20", "2031-03-20")
    assert now.citations == move.finding.citations[:1]
    assert len(now.outlets) == 1
    article = next(a for a in case.documents().articles if a.outlet not in now.outlets)
    words = " ".join(article.text.split()[:6])
    both = f"{lines[0]}\n{article.article_id} {words}"
    case.review.change(move.target, who="A", why="Relu", citations=both)
    (now,) = [m for m in case.find().moves if m.finding_id == move.target]
    assert [c.document_id for c in now.citations][1] == article.article_id
    assert " ".join(now.citations[1].exact.split()) == words
    assert (now.certainty, len(now.outlets)) == ("several-outlets", 2)
    for wrong, words in (
        ({"citations": f"{article.article_id} jamais dit"}, "not in a document"),
        ({"citations": "nobody mots"}, "not in a document"),
        ({"citations": " "}, "rests on words"),
        ({"day": "mars"}, "no day"),
    ):
        with pytest.raises((SettingsError, EvidenceError), match=words):
            case.review.change(move.target, who="A", why="x", **wrong)


def test_a_criticism_in_words_that_are_not_quoted_is_refused_for_that(case):
    line = next(s for s in case.report("fr").sentences if s.kind.endswith(".criticised"))
    with pytest.raises(EvidenceError, match="between quotation marks") as refused:
        case.review.reword(line.key, "Il aurait dit « jamais lu ».", lang="fr", who="Ana")
    assert refused.value.field == "value"
    assert case.decisions == ()


@pytest.mark.parametrize(
    ("words", "flagged"),
    [
        ("Quatre-vingts personnes ont répondu.", True),
        ("80 personnes ont répondu.", True),
        ("Eighty people answered.", True),
        ("Une personne, un jour.", False),
    ],
)
def test_a_number_in_letters_is_a_number_too(case, words, flagged):
    line = next(s for s in case.report("fr").sentences if s.kind.endswith(".criticised"))
    case.review.reword(line.key, words, lang="fr", who="Ana")
    held = next(s for s in case.report("fr").sentences if s.key == line.key)
    assert ("number-not-found" in held.note.split()) is flagged
    assert (line.key in {o.code: o.targets for o in case.checklist()}["words-number"]) is flagged


def test_namesakes_are_told_apart_in_the_queue(case):
    twins = [p for p in case.roster.people if p.name == "Camille Roussel"]
    assert len(twins) == 2
    told = case.review.lines(str)
    said = " ".join(told(i) for i in case.review.queue)
    roles = [
        a.role for a in case.roster.affiliations if a.person_id in {p.person_id for p in twins}
    ]
    assert any(f"Camille Roussel ({role})" in said for role in roles)
    assert "Camille Roussel (" not in " ".join(i.text for i in case.review.queue)


def test_a_decision_moves_its_finding_and_no_other(case):
    before = case.review.queue
    rows = list(before)
    for place in (0, 7, 8, 40, len(rows) - 1):
        case.review.accept(rows[place].target, who="Ana")
    for place in (3, 9):
        case.review.later(rows[place].target, who="Ana")
    after = case.review.queue
    order = {"": 0, "later": 1, "accept": 2}
    again = sorted((after.get(i.target) for i in rows), key=lambda i: order[i.verdict])
    assert {i.target for i in after} == {i.target for i in rows}
    assert [i.target for i in after if i.verdict] == [i.target for i in again if i.verdict]
    waiting = [i for i in after if i.verdict in {"", "later"}]
    assert after.open.total() == len(waiting) == len(rows) - 5
    assert all(after.open[i.kind] for i in waiting)
    for weight in (1, 3, 4, 9):
        assert after.left(weight) == sum(i.weight >= weight for i in waiting)
    assert before.open.total() == len(rows)
    assert after.kinds == tuple(sorted({i.kind for i in rows}))


def test_findings_are_searched_by_words_and_by_id(case):
    queue = case.review.queue
    words = queue[5].text.split()[-1].upper()
    small = words.casefold()
    found = {i.target for i in queue if small in i.text.casefold()}
    assert queue.having(words) == found >= {queue[5].target}
    assert queue.having(queue[9].target) == {queue[9].target}
    assert queue.having("no such words") == frozenset()
    case.review.accept(queue[5].target, who="Ana")
    assert case.review.queue.having(words) == found
