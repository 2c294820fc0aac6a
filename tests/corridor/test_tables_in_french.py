"""Tables for people hold no code word in French; what programs read holds the same in both."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from attrs import evolve

from contrecoup import demo, messages
from contrecoup.corridor.wordy import said_of
from contrecoup.messages.values import VALUES, called
from contrecoup.model.findings import each

from .conftest import Run

pytestmark = pytest.mark.untraced

CODES = {
    "people": ("outside", "unsure", "same-name", "profile-names-group", "roster-handle"),
    "find": ("quotations", "echoes", "qualities", "matches", "earlier"),
    "review": ("tallies", "echoes", "/ 240 signatories (", ": against ", "stances"),
    "review --sample moves": ("moves", "leave", "announced", "reported"),
    "publish --checklist": ("unreviewed", "unsure", "right-of-reply"),
}


@pytest.mark.parametrize("asked", CODES)
def test_a_table_in_french_has_words(run: Run, built: demo.Built, asked: str) -> None:
    verb, *rest = asked.split()
    arguments = (verb, built.case.folder, *rest)
    told = " ".join(run("--ui", "fr", *arguments, "--format", "table").stdout.split())
    for code in CODES[asked]:
        assert f" {code} " not in told, code
    for form in ("json", "csv"):
        own, english = (
            run("--ui", lang, *arguments, "--format", form).stdout for lang in ("fr", "en")
        )
        assert own == english


def test_the_codes_are_those_that_programs_read(run: Run, built: demo.Built) -> None:
    lines = run("--ui", "fr", "people", built.case.folder, "--format", "json").stdout.splitlines()
    told = {json.loads(line)["verdict"] for line in lines}
    assert told == {"sure", "unsure", "outside"}
    assert {called(code, "fr", "m") for code in told} == {"sûr", "incertain", "hors du groupe"}


def test_a_trail_in_french_has_words(run: Run, built: demo.Built) -> None:
    tally = built.case.find().tallies[0]
    told = run("--ui", "fr", "show", built.case.folder, tally.finding_id).stdout
    assert "quoi signataires\n" in told
    assert "quoi signatories\n" not in told
    assert "certitude observé\n" in told


def test_a_problem_names_its_file_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "suivi.csv").write_text("Jour,Personne\nlundi,Ana\n", encoding="utf-8")
    run("init", tmp_path / "case")
    told = run("add", tmp_path / "case", tmp_path / "suivi.csv", "--format", "table").stderr
    (line,) = [one for one in told.splitlines() if "unreadable" in one]
    assert line.count("suivi.csv") == 1


def test_a_line_of_a_finding_has_no_empty_brackets_or_marks(built: demo.Built) -> None:
    found = built.case.find().findings
    tally = evolve(found.tallies[0], outlet="")
    assert said_of(tally, {}).endswith(tally.what)
    demand = evolve(found.demands[0], what="", threat="We leave.", condition="")
    assert said_of(demand, {}).endswith("“We leave.”")


def test_every_step_of_every_trail_has_a_french_name(built: demo.Built) -> None:
    french = messages.catalogue("fr")
    found, first = built.case.find().findings, dict[str, str]()
    for kind, finding in each(found):
        first.setdefault(kind, finding.finding_id)
    assert len(first) > 8
    for target in (*first.values(), "k1", next(iter(built.case.documents().posts)).post_id):
        for step in built.case.show(target, lang="fr").steps:
            assert step.kind.replace("_", " ") in french.entries, step


def test_every_value_has_two_languages() -> None:
    assert [key for key, both in VALUES.items() if not all(both)] == []
    assert called("nothing-known", "fr") == "nothing-known"
