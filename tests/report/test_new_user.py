"""What a new user's own case showed: unnamed people, days without hours, sources without names."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from attrs import evolve

from contrecoup.errors import ReportError
from contrecoup.language import emojis
from contrecoup.model.evidence import Citation
from contrecoup.model.posts import Posts
from contrecoup.model.report import Card, Chart, Group, Table
from contrecoup.report import publishable
from contrecoup.report.desk import Desk
from contrecoup.report.english import phrasebook
from contrecoup.report.french import phrasebook as french
from contrecoup.report.sections.unison import shared
from contrecoup.report.slots import Day, Name, Quoted, Someone

from .conftest import POSTS, STAFF, Given, at, echo, move
from .test_publish import strings

PUBLIC_POSTS = {p.post_id for p in POSTS if p.handle in {"nolwenn", "brigid", "farid"}}


def desk_of(given: Given, book=phrasebook):
    return Desk(given.findings, given.documents, given.roster, given.settings, book())


def with_posts(given: Given, change):
    """Return the case with each post changed."""
    posts = Posts.of(change(p) for p in POSTS)
    return evolve(given, documents=evolve(given.documents, posts=posts))


def with_moves(given: Given, *moves):
    return evolve(given, findings=evolve(given.findings, moves=moves))


def blocks(report, key, kind):
    return [b for s in report.sections if s.key == key for b in s.blocks if isinstance(b, kind)]


def sentence(report, kind):
    return next(s.text for s in report.sentences() if s.kind == kind)


def said(report, key):
    section = next(s for s in report.sections if s.key == key)
    return " ".join(strings(section))


# unnamed people


def test_posts_of_unnamed_people_leave_under_a_number(given, lang):
    publish = publishable(given.findings, given.documents, given.roster, given.settings)
    report, findings = publish(given.write(lang)), publish(given.findings)
    posts = {p.post_id for p in POSTS}
    told = {*strings(report.evidence), *strings(report.sections), *strings(findings)}
    assert told & posts
    assert told & posts <= PUBLIC_POSTS
    numbers = {i.document_id for i in report.evidence if i.document_id.startswith("post-")}
    assert numbers
    assert numbers & set(strings(findings))
    assert {c.document_id for s in report.sentences() for c in s.citations} & numbers


def test_the_number_of_a_post_is_the_same_each_time(given):
    def numbers(lang):
        publish = publishable(given.findings, given.documents, given.roster, given.settings)
        return {i.place: i.document_id for i in publish(given.write(lang)).evidence}

    first, second = numbers("fr"), numbers("en")
    assert all(first[k] == second[k] for k in first.keys() & second.keys() if k != "page")


def test_a_lane_is_said_of_an_unnamed_person_only_where_three_have_it(given):
    assert desk_of(given).speaker("alix") == Someone("staff")
    leads = STAFF[:2]
    affiliations = tuple(
        evolve(a, role="team lead") if a.person_id in leads else a
        for a in given.roster.affiliations
    )
    three = evolve(given, roster=evolve(given.roster, affiliations=affiliations))
    assert desk_of(three).speaker("alix") == Someone("lead")
    assert desk_of(three).lane("brigid", at(1)) == "lead"
    assert desk_of(given).lane("brigid", at(1)) == "lead"


# sources


def test_an_article_without_an_outlet_is_not_the_persons_own_post(given):
    held = next(q for q in given.findings.quotations if q.finding_id == "quotation:days")
    nameless = evolve(held, renderings=(evolve(held.renderings[0], outlet=""),))
    report = evolve(given, findings=evolve(given.findings, quotations=(nameless,))).write("en")
    (card,) = blocks(report, "quotations", Card)
    assert "own post" not in card.how
    assert "The Harbour Ledger" in card.how


@pytest.mark.parametrize(("documents", "certainty"), [(1, "one-outlet"), (2, "several-outlets")])
def test_what_articles_tell_is_not_observed(given, documents, certainty):
    quote = "Nolwenn Trévidic was dismissed"
    one = move("d", "dismiss", "nolwenn", "done", quote, certainty="observed")
    other = evolve(one.citations[0], document_id="article:phare")
    one = evolve(one, citations=(*one.citations, other)[:documents])
    report = with_moves(given, one).write("en")
    (told,) = {s.certainty for s in report.sentences() if s.kind == "turns.move"}
    assert told == certainty


def test_two_articles_of_one_outlet_are_one_outlet(given):
    quote = "Nolwenn Trévidic was dismissed"
    one = move("d", "dismiss", "nolwenn", "done", quote, certainty="observed")
    other = evolve(one.citations[0], document_id="article:phare")
    one = evolve(one, citations=(*one.citations, other))
    outlet = next(a.outlet for a in given.documents.articles if a.article_id == "article:ledger")
    articles = tuple(evolve(a, outlet=outlet) for a in given.documents.articles)
    case = evolve(given, documents=evolve(given.documents, articles=articles))
    sentences = with_moves(case, one).write("en").sentences()
    assert {s.certainty for s in sentences if s.kind == "turns.move"} == {"one-outlet"}


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "one of two versions that are held"), ("fr", "l’une des deux versions conservées")],
)
def test_an_article_says_that_other_versions_are_held(given, lang, words):
    articles = tuple(
        evolve(a, versions=("article:before", a.article_id)) for a in given.documents.articles
    )
    case = evolve(given, documents=evolve(given.documents, articles=articles))
    told = {(e.state, e.status) for e in case.write(lang).evidence if e.kind == "article"}
    assert told == {("edited", words)}


def test_denied_demanded_and_possible_moves_are_no_moves_of_unnamed_people(given):
    quote = "Nolwenn Trévidic was dismissed"
    states = (("denied", "staff0"), ("demanded", ""), ("reported", "staff1"))
    rows = [move(s, "leave", who, s, quote) for s, who in states]
    kinds = {s.kind for s in with_moves(given, *rows).write("en").sentences()}
    assert "turns.unnamed" not in kinds


@pytest.mark.parametrize(
    ("kind", "start", "goal"),
    [
        ("appoint", "", "Ondelune"), ("succeed", "", "Ondelune"), ("interim", "", "Ondelune"),
        ("return", "", "Ondelune"), ("dismiss", "Ondelune", ""), ("leave", "Ondelune", ""),
        ("join", "", ""),
    ],
)  # fmt: skip
def test_where_a_move_goes_from_and_to(given, kind, start, goal):
    one = move("m", kind, "brigid", "done", "Nolwenn Trévidic was dismissed")
    (table,) = blocks(with_moves(given, one).write("en"), "moves", Table)
    assert (table.rows[0][2].text, table.rows[0][3].text) == (start, goal)


@pytest.mark.parametrize(
    ("who", "more", "sentences"),
    [
        ("solveig", {}, 0),
        ("nolwenn", {}, 1),
        ("solveig", {"role": "chief executive"}, 1),
        ("solveig", {"organisation": "pelagia"}, 1),
        ("brigid", {}, 1),
    ],
)
def test_a_takeover_that_the_succession_tells_is_told_once(given, who, more, sentences):
    one = move("m", "succeed", who, "done", "Nolwenn Trévidic was dismissed", **more)
    report = with_moves(given, one).write("en")
    assert [s.kind for s in report.sentences()].count("turns.move") == sentences
    (table,) = blocks(report, "moves", Table)
    assert len(table.rows) == 1


@pytest.mark.parametrize("words", ["at the competitor", "chez le concurrent"])
def test_an_unnamed_competitor_is_not_the_group(given, words):
    one = move("m", "appoint", "brigid", "done", "Nolwenn Trévidic was dismissed")
    elsewhere = evolve(one.citations[0], exact=f"Brigid Sweeney, director {words}")
    one = evolve(one, citations=(elsewhere,))
    (table,) = blocks(with_moves(given, one).write("en"), "moves", Table)
    assert (table.rows[0][2].text, table.rows[0][3].text) == ("", "")


# days


def test_posts_of_which_only_the_day_is_known(given, lang):
    late = {"x:1", "x:10", "x:20", "x:40"}
    some = with_posts(
        given, lambda p: evolve(p, precision="day") if p.post_id in late else p
    ).write(lang)
    hours = blocks(some, "hours", Chart)[0]
    left = {"fr": "dont nous ne connaissons que le jour", "en": "of which we know only the day"}
    assert left[lang] in hours.description
    assert not {m.ref for m in hours.marks} & late
    strips = [b for g in blocks(some, "unison", Group) for b in g.blocks if isinstance(b, Chart)]
    assert any(left[lang] in chart.description for chart in strips)
    table = blocks(some, "earlier", Table)[0]
    first = next(row for row in table.rows if "Nolwenn" in row[0].text)
    assert first[2].text == ""
    assert not any(sign in first[1].text for sign in (" at ", " à "))
    assert any(row[2].text == "" for row in table.rows if "Nolwenn" not in row[0].text)


def test_a_case_of_days_alone_has_no_charts_of_hours(given, lang):
    report = with_posts(given, lambda p: evolve(p, precision="day")).write(lang)
    assert not [
        b for g in blocks(report, "unison", Group) for b in g.blocks if isinstance(b, Chart)
    ]
    kinds = {s.kind for s in report.sentences()}
    assert not kinds & {"moments.earliest", "moments.within", "unison.peak", "unison.call"}
    spread = sentence(report, "unison.spread")
    assert " h " not in spread
    assert ":" not in spread
    one_day = {"fr": ", vendredi 31 octobre.", "en": ", on Friday 31 October."}
    assert any(one_day[lang] in s.text for s in report.sentences() if s.kind == "unison.spread")
    across = {"fr": "entre vendredi 31 octobre et ", "en": "between Friday 31 October and "}
    assert any(across[lang] in s.text for s in report.sentences())


def test_articles_of_which_only_the_day_is_known(given, lang):
    articles = tuple(
        evolve(a, published=evolve(a.published, precision="day")) if a.published else a
        for a in given.documents.articles
    )
    report = evolve(given, documents=evolve(given.documents, articles=articles)).write(lang)
    (chart,) = blocks(report, "hours", Chart)
    assert chart.lanes[-1] not in {"Presse", "Press"}
    days = [row[2].text for row in blocks(report, "sources", Table)[0].rows]
    assert not any(" à " in day or " at " in day for day in days)


def test_the_year_is_said_where_it_is_not_the_cases(given, lang):
    desk = desk_of(given, {"fr": french, "en": phrasebook}[lang])
    day = desk.said_day(at(1))
    assert "2031" not in desk.book.speech.day(day)
    assert "2032" in desk.book.speech.day(Day(at(1).date() + timedelta(days=366)))
    assert "2032" in desk.book.speech.instant(desk.instant(at(24 * 366)))


# words


def one_message(given, texts, kind="near"):
    """Return the message made of the letter's posts with other texts."""
    ids = [f"x:{20 + i}" for i in range(6)]
    held = dict(zip(ids, texts, strict=True))
    changed = with_posts(given, lambda p: evolve(p, text=held.get(p.post_id, p.text)))
    found = evolve(echo("one", ids, texts[0], kind=kind), text=texts[0])
    return evolve(changed, findings=evolve(given.findings, echoes=(found,)))


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        (["Cap !", "Cap.", "Cap !", "Cap.", "Cap", "Cap?"], "Cap !"),
        (["Cap 🧡", "Cap 🧡", "Cap 🧡", "Cap", "Cap.", "Cap."], "Cap."),
        (["Cap 🧡"] * 5 + ["Un autre cap"], "Cap 🧡"),
        (["Cap @staff0"] * 5 + ["Cap"], "Cap"),
    ],
)
def test_which_wording_is_shown(given, texts, shown):
    desk = desk_of(one_message(given, texts))
    ((one,), _) = shared(desk)
    assert one.words.citation.exact == shown
    assert not emojis(shown) or all(emojis(t) or t == "Un autre cap" for t in texts)


def test_a_message_whose_every_wording_names_somebody_is_not_shown(given):
    assert shared(desk_of(one_message(given, ["Cap @staff0"] * 6))) == ((), ())


@pytest.mark.parametrize(
    ("book", "exact", "text"),
    [
        (french, "Il dit « non » et part", "«\u202fIl dit “non” et part\u202f»"),
        (french, "Il dit «\u202fnon\u202f» deux fois «oui»", "«\u202fIl dit “non” deux fois “oui”\u202f»"),
        (phrasebook, "He says “no”", "“He says ‘no’” (in French)"),
        (french, "Un » seul", "«\u202fUn » seul\u202f»"),
    ],
)  # fmt: skip
def test_a_quotation_inside_a_quotation_has_other_marks(book, exact, text):
    speech = book().speech
    words = Quoted(Citation("c", "x:1", exact, 0, len(exact)), "fr")
    assert speech.text(speech.quoted(words)) == text


def test_quoted_words_with_marks_inside_keep_the_rules(given, lang):
    text = "J'apprends « mon renvoi » “avec vous”."
    changed = with_posts(given, lambda p: evolve(p, text=text) if p.post_id == "x:1" else p)
    quotations = tuple(q for q in given.findings.quotations if q.post_id != "x:1")
    changed = evolve(changed, findings=evolve(given.findings, quotations=quotations))
    assert changed.write(lang)


def test_the_language_is_found_where_no_source_gives_it(given):
    silent = with_posts(given, lambda p: evolve(p, lang=""))
    quoted = desk_of(silent).quote_post("x:1")
    assert quoted is not None
    assert quoted.lang == "fr"
    item = next(i for i in silent.write("en").evidence if i.document_id == "x:1")
    assert item.lang == "fr"
    assert desk_of(silent).quote_post("x:40").lang == "und"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("fr", "aucun propos en cherchant 12 personnes au sein de Ondelune"),
        ("en", "no words from the 12 people we looked for at Ondelune"),
    ],
)
def test_nobody_found_is_said_without_a_share(given, code, words):
    cover = given.findings.coverage
    nobody = evolve(cover, found=(), silent=cover.looked_for)
    report = evolve(given, findings=evolve(given.findings, coverage=nobody)).write(code)
    text = sentence(report, "limits.unheard").replace("\u00a0", " ").replace("d’O", "de O")
    assert words in text


def test_a_group_without_a_name_starts_a_line_with_a_capital():
    speech = phrasebook().speech
    assert speech.text(speech.line("{group} grew.", group=Name("the group", "group"))) == (
        "The group grew."
    )


# rules


def test_an_outlet_may_be_called_as_it_likes(given):
    articles = tuple(evolve(a, outlet="Les Indignés") for a in given.documents.articles)
    documents = evolve(given.documents, articles=articles)
    assert "Les Indignés" in said(evolve(given, documents=documents).write("fr"), "figures")


def test_a_broken_rule_says_whose_fault_it_is(given, monkeypatch):
    monkeypatch.setattr(
        "contrecoup.report.french.opening.Opening.heard",
        lambda self, found, group: self.line("Tout le monde : {n:bare}.", n=found),
    )
    quiet = evolve(given.findings, tallies=(), successions=(), echoes=())
    with pytest.raises(ReportError) as caught:
        evolve(given, findings=quiet).write("fr")
    assert "fault of Contrecoup" in str(caught.value)
    assert caught.value.next_step.endswith("please report it with this line")


# posts left and taken


@pytest.mark.parametrize(
    ("kind", "role", "said"),
    [
        ("leave", "chair of the board of Ondelune", "left Ondelune as chair of the board,"),
        ("leave", "presidency of Ondelune", "left Ondelune (presidency),"),
        ("appoint", "head of data at Ondelune", "appointed Brigid Sweeney as head of data,"),
        ("resign", "", "resigned from Ondelune,"),
    ],
)
def test_the_post_left_or_taken_is_said(given, kind, role, said):
    one = move("m", kind, "brigid", "done", "Nolwenn Trévidic was dismissed")
    one = evolve(one, role=role, organisation="ondelune", organisation_name="Ondelune")
    assert said in sentence(with_moves(given, one).write("en"), "turns.move")


def test_the_post_left_is_said_in_french_where_an_article_in_french_says_it(given):
    one = move("m", "leave", "brigid", "done", "Nolwenn Trévidic was dismissed")
    one = evolve(
        one, role="présidence d'Ondelune", organisation="ondelune", organisation_name="Ondelune"
    )
    french_too = evolve(
        given,
        documents=evolve(
            given.documents,
            articles=tuple(evolve(a, lang="fr") for a in given.documents.articles),
        ),
    )
    told = sentence(with_moves(french_too, one).write("fr"), "turns.move")
    assert "a quitté Ondelune (présidence), a rapporté" in told


# events that a person set


def with_event(given, **changes):
    first, *others = given.settings.events
    return evolve(
        given, settings=evolve(given.settings, events=(evolve(first, **changes), *others))
    )


def test_the_hour_of_an_event_is_whose_who_set_it(given, lang):
    note = {"en": "(time set for this account): ", "fr": " (heure fixée pour ce récit)"}[lang]
    told = [s.text for s in given.write(lang).sentences() if s.kind == "moments.event"]
    assert told
    assert all(note in text for text in told)


def test_an_event_of_which_only_the_day_was_set_has_no_hour(given, lang):
    given = with_event(given, precision="day")
    report = given.write(lang)
    told = next(s.text for s in report.sentences() if s.kind == "moments.event")
    assert {"en": "(day set for this account): ", "fr": " (jour fixé pour ce récit)"}[lang] in told
    assert not re.search(r"\d\d:\d\d|\d\sh", told)
    kinds = {s.kind for s in report.sentences()}
    assert not kinds & {"moments.earliest", "moments.within"}
