"""What is always written: a whole account that lacks it breaks a rule, in both languages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from attrs import evolve

from contrecoup.model.report import Correction, Figure, Report, Section
from contrecoup.report import check

WHEN = datetime(2031, 11, 9, tzinfo=UTC)
FIXED = Correction(sentence_id="k1", old="A", new="B", why="C", who="D", at=WHEN)


def broken(report: Report) -> set[int]:
    return {int(str(e.message).split()[1].rstrip(":")) for e in check(report)}


def without(report: Report, *kinds: str) -> Report:
    def kept(section: Section) -> Section:
        blocks = tuple(
            b for b in section.blocks
            if getattr(b, "kind", "").rpartition(".")[2] not in kinds
        )  # fmt: skip
        return evolve(section, blocks=blocks)

    return evolve(report, sections=tuple(map(kept, report.sections)))


def test_a_whole_account_breaks_none(given, lang):
    assert broken(given.write(lang)) == set()


@pytest.mark.parametrize(
    ("kinds", "says"),
    [
        (("platforms",), "networks"),
        (("rechecked",), "looked at again"),
        (("unmeasured", "weakest"), "detectors"),
        (("unheard",), "not found"),
    ],
)
def test_what_we_do_not_know_is_always_written(given, lang, kinds, says):
    lacking = without(given.write(lang), *kinds)
    (error,) = check(lacking)
    assert says in str(error.message)
    assert broken(lacking) == {24}
    # a person who takes a line out is on record in the log of corrections
    assert broken(evolve(lacking, dropped=("line:1",))) == set()


def test_it_stands_before_the_method(given, lang):
    report = given.write(lang)
    unknown = next(s for s in report.sections if s.key == "unknown")
    others = tuple(s for s in report.sections if s.key != "unknown")
    assert broken(evolve(report, sections=others)) == {24}
    assert broken(evolve(report, sections=(*others, unknown))) == {24}
    assert broken(evolve(report, sections=(unknown,))) == set()


def test_numbers_that_differ_stand_side_by_side(given, lang):
    report = given.write(lang)
    lacking = without(report, "differ")
    assert lacking != report, "the case has two numbers of one day"
    (error, *_) = check(lacking)
    assert "side by side" in str(error.message)
    assert broken(lacking) == {17}
    assert broken(evolve(lacking, dropped=("line:1",))) == set()


def test_nobody_unheard_needs_no_sentence(given, lang):
    report = given.write(lang)
    heard = tuple(
        evolve(
            s,
            blocks=tuple(
                b for b in s.blocks
                if not (isinstance(b, Figure) and b.value.count and b.value.count.of_label == "looked-for")
            ),
        )
        for s in report.sections
    )  # fmt: skip
    assert broken(without(evolve(report, sections=heard), "unheard")) == set()


def test_corrections_say_why_and_who_and_are_listed(given, lang):
    report = given.write(lang)
    listed = (*report.sections, Section(key="corrections", title="Ici", blocks=()))
    assert broken(evolve(report, corrections=(FIXED,))) == {25}
    assert broken(evolve(report, corrections=(FIXED,), sections=listed)) == set()
    for lack in ("why", "who"):
        wrong = evolve(FIXED, **{lack: ""})
        assert broken(evolve(report, corrections=(wrong,), sections=listed)) == {25}
