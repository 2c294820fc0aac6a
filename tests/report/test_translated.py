"""One message in two languages: one sentence, each account once, both wordings."""

from __future__ import annotations

import pytest
from attrs import evolve

from contrecoup.model.documents import Documents
from contrecoup.model.posts import Posts
from contrecoup.report import check
from contrecoup.report.french import phrasebook as french
from contrecoup.report.sections.unison import shared

from .conftest import POSTS, SLOGAN, Given, echo
from .test_new_user import desk_of

ENGLISH = "No new course without the crew"
FR = [f"x:{20 + i}" for i in range(6)] + ["x:30", "x:31"]
EN = [f"x:{10 + i}" for i in range(3)]


def both(given: Given, english: str = ENGLISH, **more: object) -> Given:
    posts = [
        evolve(p, text=english, created_at=POSTS[8].created_at) if p.post_id in EN else p
        for p in POSTS
    ]
    fr, en = (
        echo("slogan", FR, SLOGAN, kind="slogan"),
        evolve(echo("english", EN, english), lang="en"),
    )
    ids = sorted((*FR, *EN))
    whole = evolve(
        echo("both", ids, SLOGAN, kind="translated", rule="translated:same-statement"),
        lang="fr",
        parts=(fr.finding_id, en.finding_id),
    )
    documents = evolve(given.documents, posts=Posts.of(posts))
    assert isinstance(documents, Documents)
    found = evolve(given.findings, echoes=(whole, fr, en), **more)
    return evolve(given, documents=documents, findings=found)


def told(report, kind="unison.translated"):
    return [s for s in report.sentences() if s.kind == kind]


def test_accounts_are_counted_once_and_by_language(given, lang):
    given = both(given)
    report = given.write(lang)
    assert check(report, given.roster) == ()
    key, section = told(report)
    assert key.sentence_id.startswith("k")
    assert section.sentence_id.startswith("u")
    accounts, group, french_, english, both_ = [p.count for p in key.parts if p.count]
    assert (accounts.value, group.value, french_.value, english.value) == (8, 7, 8, 3)
    assert set(accounts.ids) == {*french_.ids, *english.ids}
    assert set(both_.ids) == {*french_.ids} & {*english.ids}
    assert [p.lang for p in key.parts if p.role == "quote"] == ["fr", "en"]
    assert key.findings == ("echo:both", "echo:slogan", "echo:english")
    assert len(told(report, "unison.spread")) == 1


@pytest.mark.parametrize("more", [{"tallies": ()}, {"successions": ()}, {}])
def test_headline_and_standfirst_quote_both_languages(given, lang, more):
    given = both(given, **more)
    report = given.write(lang)
    lines = [
        s
        for s in (report.headline, report.standfirst)
        if s.kind in {"opening.unison", "opening.leaders_unison"}
    ]
    assert lines
    for line in lines:
        quotes = [p.text for p in line.parts if p.role == "quote"]
        assert quotes == [SLOGAN, ENGLISH]
        said = {"fr": "en français et en anglais", "en": "in French and in English"}[lang]
        assert said in line.text
    assert check(report, given.roster) == ()


def test_where_the_words_of_one_language_are_withheld_each_is_told_by_itself(given):
    desk = desk_of(both(given, english="Without @staff0"), french)
    chosen, _ = shared(desk)
    assert [one.echo.finding_id for one in chosen] == ["echo:slogan"]


def test_a_rejected_language_takes_the_joint_message_with_it(given):
    given = both(given)
    changed = evolve(given.findings, echoes=given.findings.echoes[:2])
    chosen, _ = shared(desk_of(evolve(given, findings=changed), french))
    assert [one.echo.finding_id for one in chosen] == ["echo:slogan"]
