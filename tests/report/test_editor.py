"""What an editor found in the account of a theatre's case."""

from __future__ import annotations

from datetime import timedelta

import pytest
from attrs import evolve

from contrecoup.model.findings import Earlier
from contrecoup.model.report import Chart, Figure, Passage, Table
from contrecoup.report.english import phrasebook as english
from contrecoup.report.french import phrasebook as french
from contrecoup.report.roles import lane
from contrecoup.report.sections.time import authors, level
from contrecoup.report.sections.unison import shared
from contrecoup.report.slots import Listed, Name, Someone

from .conftest import Given, at, stance
from .test_new_user import blocks, desk_of, one_message, sentence, with_posts

LOST = "Le cap, c'est elle ??"
WHOLE = "Le cap, c'est elle"


@pytest.mark.parametrize("kind", ["near", "identical", "slogan"])
@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        ([LOST, LOST, LOST, WHOLE, WHOLE + ".", "Un autre cap"], WHOLE),
        ([LOST] * 5 + ["Un autre cap"], LOST),
        ([WHOLE + " \ufffd"] * 5 + [WHOLE + " !"], WHOLE + " !"),
    ],
)
def test_a_wording_that_lost_its_emoji_is_not_shown_where_another_is_whole(
    given, kind, texts, shown
):
    desk = desk_of(one_message(given, texts, kind))
    ((one,), _) = shared(desk)
    assert one.words.citation.exact == shown
    held = desk.post(one.words.citation.document_id)
    assert held.text.strip().startswith(shown)
    assert ("??" in held.text) == ("??" in shown)


def together(given: Given, *numbers: int, precision: str = "minute") -> Given:
    """Return the case with some posts of the call in the minute of its earliest."""

    def moved(one):
        if one.post_id not in {"x:2", *(f"x:{n}" for n in numbers)}:
            return one
        seconds = 0 if one.post_id == "x:2" else 20
        return evolve(one, created_at=at(1) + timedelta(seconds=seconds), precision=precision)

    return with_posts(given, moved)


@pytest.mark.parametrize(
    ("numbers", "fr", "en"),
    [
        ((), "est de Brigid Sweeney,", "is by Brigid Sweeney,"),
        ((10,), "sont de Brigid Sweeney et une personne du groupe,", "are by Brigid Sweeney and someone in the group,"),
        ((10, 11), "sont de Brigid Sweeney et deux personnes,", "are by Brigid Sweeney and two people,"),
    ],
)  # fmt: skip
def test_those_who_posted_in_one_minute_are_all_the_earliest(given, lang, numbers, fr, en):
    report = together(given, *numbers).write(lang)
    told = [s for s in report.sentences() if s.kind == "unison.earliest"]
    assert any({"fr": fr, "en": en}[lang] in s.text for s in told)
    assert any(len(s.citations) == 1 + len(numbers) for s in told)
    call = sentence(report, "unison.call")
    minute = {"fr": "à la même minute", "en": "in the same minute"}[lang]
    assert (minute in call) == bool(numbers)
    echoes = " ".join(s.text for s in report.sentences() if s.kind == "moments.echo")
    one_of = {"fr": "une des deux plus anciennes", "en": "one of the two earliest"}[lang]
    assert (one_of in echoes) == (numbers == (10,))


def test_seconds_tell_posts_apart_and_days_do_not(given, lang):
    exact = desk_of(together(given, 10, precision="second"))
    assert len(level(exact, exact.held(("x:2", "x:10")))) == 1
    hours = desk_of(together(given, 10, precision="hour"))
    assert len(level(hours, hours.held(("x:2", "x:10", "x:10")))) == 2
    days = with_posts(given, lambda p: evolve(p, precision="day")).write(lang)
    same = {"fr": "du même jour", "en": "on the same day"}[lang]
    assert any(same in s.text for s in days.sentences() if s.kind == "moments.echo")


def test_who_wrote_the_earliest_posts(given):
    desk = desk_of(given)
    unnamed = authors(desk, desk.held(("x:10", "x:11")), "echo")
    assert (unnamed.value, unnamed.unit) == (2, "person")
    declared = authors(desk, desk.held(("x:10", "x:30")), "echo")
    assert (declared.value, declared.unit) == (2, "account")
    assert authors(desk, desk.held(("x:10",)), "echo") == Someone("staff")
    named = authors(desk, desk.held(("x:1", "x:2")), "echo")
    assert named == Listed((Name("Nolwenn Trévidic", "nolwenn"), Name("Brigid Sweeney", "brigid")))


def test_the_earliest_after_the_event_are_named_together(given, lang):
    case = together(given, 10)
    rows = tuple(
        Earlier(person=who, post_id=f"x:{n}", at=at(1), minutes=60)
        for who, n in (("brigid", 2), ("staff0", 10))
    )
    report = evolve(case, findings=evolve(case.findings, earlier=rows)).write(lang)
    told = sentence(report, "moments.earliest")
    said = {
        "fr": "sont de Brigid Sweeney et une personne du groupe, 1\u00a0h après",
        "en": "are by Brigid Sweeney and someone in the group, published 1\u00a0h after",
    }
    assert said[lang] in told


def test_of_equal_targets_each_is_said_or_none(given, lang):
    def told(*rows):
        findings = evolve(given.findings, stances=rows, successions=(), tallies=())
        report = evolve(given, findings=findings).write(lang)
        section = next(s for s in report.sections if s.key == "key")
        return [b.text for b in section.blocks if b.kind.endswith(("supported", "criticised"))]

    two = (
        stance("a", "staff1", "nolwenn", "for", 50, "Je soutiens Nolwenn"),
        stance("b", "staff2", "farid", "for", 51, "Je ne"),
    )
    assert len(told(*two)) == 2
    many = tuple(
        stance(who, "staff3", who, side, 52, "Je")
        for side in ("for", "against")
        for who in ("brigid", "solveig", "fiona")
    )
    assert told(*two, *many) == []
    more = stance("c", "staff4", "farid", "for", 53, "Un")
    assert len(told(*two, more)) == 1


def test_nothing_is_said_of_zero_others(given, lang):
    cover = given.findings.coverage
    heard = evolve(cover, found=cover.looked_for, silent=())
    report = evolve(given, findings=evolve(given.findings, coverage=heard)).write(lang)
    labels = {f.key: f.label for f in blocks(report, "figures", Figure)}
    assert "0" not in labels["heard"]
    none = {"fr": "rien trouvé pour", "en": "found no words from"}[lang]
    assert none not in labels["heard"]
    assert none in {f.key: f.label for f in blocks(given.write(lang), "figures", Figure)}["heard"]


def test_the_only_letter_is_no_version_of_it(given, lang):
    letters = given.documents.letters
    version = {"fr": "d’une version de la lettre", "en": "a version of the letter"}[lang]
    for held, several in ((letters, True), (letters[:1], False)):
        case = evolve(given, documents=evolve(given.documents, letters=held))
        assert (version in sentence(case.write(lang), "moments.letter")) == several


def test_posts_of_a_table_come_from_a_file(given, lang):
    cover = evolve(given.findings.coverage, platforms=())
    case = evolve(given, findings=evolve(given.findings, coverage=cover))
    odd = {"x:1": "table", "x:2": "odd"}
    report = with_posts(case, lambda p: evolve(p, platform=odd.get(p.post_id, "x"))).write(lang)
    told = sentence(report, "limits.platforms")
    places = {
        "fr": "viennent d’un fichier (tableau) et de X\u202f;",
        "en": "come from a spreadsheet and X;",
    }
    assert places[lang] in told


def test_a_letters_text_is_followed_by_how_many_names_are_not_reprinted(given, lang):
    (section,) = (s for s in given.write(lang).sections if s.key == "letter")
    ends = [
        after.text
        for before, after in zip(section.blocks, section.blocks[1:], strict=False)
        if isinstance(before, Passage)
    ]
    withheld = {"fr": "que ce récit ne reproduit pas.", "en": "not reprinted here."}[lang]
    assert len(ends) == 2
    assert all(text.endswith(withheld) for text in ends)


def test_quotations_shown_one_by_one_may_be_without_a_name(given, lang):
    told = sentence(given.write(lang), "voices.shown")
    unnamed = {"fr": "sans nom quand la personne n’est pas publique", "en": "without a name"}
    assert unnamed[lang] in told


def test_the_window_includes_its_end(given, lang):
    told = sentence(given.write(lang), "method.window")
    assert {"fr": "60\u00a0s d’écart au plus", "en": "at most 60\u00a0s apart"}[lang] in told


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ({"fr": "la révocation", "en": "the eviction"}, {"fr": "la révocation", "en": "the eviction"}),
        ({"fr": "L'éviction", "en": "The eviction"}, {"fr": "l’éviction", "en": "the eviction"}),
        ({"fr": "La directrice est révoquée"}, {"fr": "le renvoi", "en": "the dismissal"}),
        ({"fr": "la révocation"}, {"fr": "la révocation", "en": "the dismissal"}),
    ],
)  # fmt: skip
def test_the_persons_own_word_names_the_event(given, lang, name, said):
    events = (evolve(given.settings.events[0], name=name),)
    report = evolve(given, settings=evolve(given.settings, events=events)).write(lang)
    after = {"fr": "après ", "en": "after "}[lang]
    assert after + said[lang] in sentence(report, "moments.within")


def test_on_the_day_of_the_event(given):
    quiet = evolve(given.findings, tallies=(), successions=())
    head = evolve(given, findings=quiet).write("fr").headline.text
    assert "le jour même du renvoi" in head


@pytest.mark.parametrize(
    ("role", "team", "where"),
    [
        ("président du conseil d'administration", "", "board"),
        ("chair of the board", "", "board"),
        ("administrateur", "Conseil d'administration", "board"),
        ("membre du conseil", "", "board"),
        ("administrateur", "", "board"),
        ("Administratrice", "", "board"),
        ("trustee", "", "board"),
        ("administratrice générale", "", "leader"),
        ("administrateur système", "", "staff"),
        ("éleveuse", "", "staff"),
        ("chief executive and board member", "", "leader"),
        ("présidente-directrice générale", "Conseil d'administration", "leader"),
        ("président", "", "leader"),
        ("contracts manager", "", "staff"),
        ("responsable des contrats", "", "staff"),
        ("cheffe de projet", "", "staff"),
        ("engineering manager", "", "lead"),
        ("responsable d'équipe", "", "lead"),
        ("manager", "", "lead"),
    ],
)
def test_the_board_is_no_staff(role, team, where):
    assert lane(role, team) == where


def test_a_lane_without_posts_is_not_drawn(given, lang):
    affiliations = tuple(
        evolve(a, role="chair of the board") if a.person_id == "nolwenn" else a
        for a in given.roster.affiliations
        if a.role != "team lead"
    )
    case = evolve(given, roster=evolve(given.roster, affiliations=affiliations))
    (chart,) = blocks(case.write(lang), "hours", Chart)
    fr = ("Direction", "Conseil d’administration", "Autres personnes du groupe", "Presse")
    assert (
        chart.lanes
        == {"fr": fr, "en": ("Executives", "Board", "Others of the group", "Press")}[lang]
    )
    assert {m.lane for m in chart.marks} == {0, 1, 2, 3}
    assert chart.table.columns[1:] == chart.lanes
    assert all(len(row) == 5 for row in chart.table.rows)
    (table,) = blocks(case.write(lang), "stances", Table)
    assert table.rows[0][0].text


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Théâtre du Port", "Au sein du Théâtre du Port, à la fin"),
        ("Université de Brume", "Au sein de l’Université de Brume, à la fin"),
        ("Mairie de Sélignac", "Au sein de la Mairie de Sélignac, à la fin"),
        ("Institut des Marées", "Au sein de l’Institut des Marées, à la fin"),
        ("Hôpital Sainte-Ondine", "Au sein de l’Hôpital Sainte-Ondine, à la fin"),
        ("Union des marées", "Au sein de l’Union des marées, à la fin"),
        ("Union Wharf", "Au sein d’Union Wharf, à la fin"),
        ("Port", "Au sein de Port, à la fin"),
        ("Les Ateliers Ondine", "Au sein des Ateliers Ondine, à la fin"),
        ("Le Hangar", "Au sein du Hangar, à la fin"),
        ("La Vigie", "Au sein de La Vigie, à la fin"),
        ("L'Escale", "Au sein de L'Escale, à la fin"),
        ("Ondelune", "Au sein d’Ondelune, à la fin"),
        ("— 12 —", "Au sein de — 12 —, à la fin"),
        ("'Quai", "Au sein de 'Quai, à la fin"),
    ],
)
def test_the_article_of_an_organisation(name, said):
    speech = french().speech
    group = Name(name, "org", organisation=True)
    assert speech.text(speech.line("Au sein de {group}, à la fin", group=group)) == said
    assert speech.text(speech.line("au sein de {group}", group=Name(name, "who"))).endswith(name)


def test_an_organisation_begins_a_line_or_goes_to_one():
    speech = french().speech
    theatre = Name("Théâtre du Port", "org", organisation=True)
    workshops = Name("Les Ateliers Ondine", "org", organisation=True)
    assert speech.text(speech.line("{x} embauche.", x=theatre)) == "Le Théâtre du Port embauche."
    assert speech.text(speech.line("retour à {x}", x=theatre)) == "Retour au Théâtre du Port"
    assert speech.text(speech.line("par {x}", x=workshops)) == "Par Les Ateliers Ondine"
    assert english().speech.text(english().speech.line("At {x}", x=theatre)) == "At Théâtre du Port"


def test_the_group_has_its_article_in_sentences_and_not_in_tables(given):
    organisations = tuple(
        evolve(o, name="Théâtre du Port") if o.organisation_id == "ondelune" else o
        for o in given.roster.organisations
    )
    case = evolve(
        given,
        roster=evolve(given.roster, organisations=organisations),
        settings=evolve(given.settings, group="Théâtre du Port"),
    )
    report = case.write("fr")
    assert "du Théâtre du Port" in report.headline.text + report.standfirst.text
    cells = [c.text for t in blocks(report, "moves", Table) for row in t.rows for c in row]
    assert "Théâtre du Port" in cells
    assert not any("de Théâtre" in s.text for s in report.sentences())


def test_events_that_no_document_tells_are_said(given, lang):
    told = sentence(given.write(lang), "limits.unsourced")
    assert {"fr": "un événement que", "en": "for one event entered"}[lang] in told
    assert "n mystère, " in told
    sourced = tuple(e for e in given.settings.events if e.kind != "mystery")
    whole = evolve(given, settings=evolve(given.settings, events=sourced)).write(lang)
    assert not [s for s in whole.sentences() if s.kind == "limits.unsourced"]


def test_no_zero_of_removed_posts_where_nothing_was_looked_at_again(given, lang):
    def keys(**more):
        found = evolve(given.findings, removals=(), **more)
        return {f.key for f in blocks(evolve(given, findings=found).write(lang), "figures", Figure)}

    cover = given.findings.coverage
    assert "gone" in keys()
    assert "gone" not in keys(coverage=evolve(cover, rechecked=()))


def test_an_hour_is_said_whole(given, lang):
    desk = desk_of(given, {"fr": french, "en": english}[lang])
    said = {"fr": "18\u00a0h", "en": "18:00"}[lang]
    assert desk.book.speech.instant(desk.hour(at(0))).endswith(said)
    half = {"fr": "18\u00a0h\u00a030", "en": "18:30"}[lang]
    assert desk.book.speech.instant(desk.hour(at(0.5))).endswith(half)
