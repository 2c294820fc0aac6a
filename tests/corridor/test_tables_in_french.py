"""Tables for people hold no code word in French; what programs read holds the same in both."""

from __future__ import annotations

import json

import pytest

from contrecoup import demo
from contrecoup.messages.values import VALUES, called

from .conftest import Run

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


def test_every_value_has_two_languages() -> None:
    assert [key for key, both in VALUES.items() if not all(both)] == []
    assert called("nothing-known", "fr") == "nothing-known"
