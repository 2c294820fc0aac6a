"""What the small case does not show: the edges of each section."""

from __future__ import annotations

from datetime import timedelta

import pyarrow as pa
import pytest
from attrs import evolve

from contrecoup.model.counts import Count
from contrecoup.model.evidence import Citation
from contrecoup.model.findings import Earlier, Echo
from contrecoup.model.posts import Posts
from contrecoup.model.report import Group, Table
from contrecoup.report import check
from contrecoup.report.accuracy import share
from contrecoup.report.described import described
from contrecoup.report.desk import Desk
from contrecoup.report.english import phrasebook
from contrecoup.report.sections.time import by_hour
from contrecoup.report.slots import Name, Someone


@pytest.fixture
def desk(given):
    return Desk(given.findings, given.documents, given.roster, given.settings, phrasebook(), ())


def kinds(report):
    return {s.kind for s in report.sentences()}


def whole(text):
    return Citation("c", "x:1", text, 0, len(text))


def test_long_words_are_cut_at_a_blank(desk):
    quoted = desk.quote(whole("mot " * 100), "fr")
    assert quoted.cut
    assert len(quoted.citation.exact) <= 220
    assert quoted.citation.exact.endswith("mot")
    lines = desk.quote(whole("  Un.\nDeux."), "fr")
    assert (lines.citation.exact, lines.citation.start, lines.cut) == ("Un.", 2, True)
    assert desk.quote(whole("  "), "fr") is None


def test_words_that_name_private_people_are_withheld(desk):
    assert desk.exposes("merci @Staff0 !", "x:1")
    assert not desk.exposes("merci @staff99 !", "x:1")
    assert desk.exposes("Morvan said", "article:ledger")
    assert not desk.exposes("Morvan said", "article:phare")
    assert desk.quote(evolve(whole("Alix Morvan"), document_id="article:ledger"), "en") is None
    beside = evolve(whole("said"), document_id="article:ledger", prefix="Alix Morvan, who ")
    assert desk.safe(beside).prefix == ""
    assert desk.safe(beside).exact == "said"


def test_who_an_id_stands_for(desk):
    assert desk.speaker("pelagia") == Name("Pelagia Systems", "pelagia")
    assert desk.speaker("role:board") == Name("the board", "role:board")
    assert desk.speaker("x:a-farid") == Name("Farid Ouazzani", "farid")
    assert desk.speaker("x:a-declared") == Someone("staff")
    assert desk.speaker("x:a-stranger") == Someone("outside")
    assert desk.speaker("alix") == Someone("staff")
    assert desk.affiliation("nobody", None) is None


def test_rows_are_described_without_private_names(desk):
    wanted = {"c1", "quotation:alix", "quotation:53", "echo:call"}
    rows = described(desk, wanted)
    assert rows.keys() == wanted
    assert rows["c1"] == "1.html"
    assert rows["quotation:alix"] == rows["quotation:53"] == "quotations"
    long = evolve(desk.findings.echoes[0], text="mot " * 100)
    desk.findings = evolve(desk.findings, echoes=(long,))
    assert described(desk, {"echo:call"})["echo:call"].endswith(" […]")


def test_posts_that_are_not_held_are_left_out(desk):
    assert by_hour(desk, ["x:404"]) == {}


def test_a_share_that_would_round_away_is_not_said():
    def of(value):
        return share(Count(value=value, unit="post", rule="r", of=1000, published_by="a"))

    assert of(1) is None
    assert of(999) is None
    assert of(0).value == 0
    assert of(1000).value == 100


def test_a_quotation_without_a_day_takes_its_documents(given, lang):
    bare = tuple(evolve(q, said_at=None, said_days=None) for q in given.findings.quotations)
    report = evolve(given, findings=evolve(given.findings, quotations=bare)).write(lang)
    assert "voices.departs" in kinds(report)


def test_a_first_post_that_is_not_held_is_not_cited(given, lang):
    lost = (Earlier(person="farid", post_id="x:404", at=given.settings.events[0].at, minutes=0),)
    report = evolve(given, findings=evolve(given.findings, earlier=lost)).write(lang)
    assert "moments.earliest" in kinds(report)


def test_no_event_no_order(given, lang):
    report = evolve(given, settings=evolve(given.settings, events=())).write(lang)
    assert "earlier" not in {s.key for s in report.sections}
    assert "Nolwenn" not in report.headline.text


def test_demands_that_only_the_press_tells(given, lang):
    press = tuple(d for d in given.findings.demands if d.document_id == "article:phare")
    report = evolve(given, findings=evolve(given.findings, demands=press * 2)).write(lang)
    (said,) = [s for s in report.sentences() if s.sentence_id.startswith("l") and "asked" in s.kind]
    assert "Le Phare" in said.text
    threat = tuple(
        evolve(d, finding_id=f"demand:{n}", document_id="article:phare", what="",
               condition="", threat="Il", outlet="Le Phare")
        for n, d in enumerate(press)
    )  # fmt: skip
    assert "letterwords.threat" in kinds(
        evolve(given, findings=evolve(given.findings, demands=threat)).write(lang)
    )


def test_demands_in_the_other_language_are_quoted_in_it(given, lang):
    french = tuple(d for d in given.findings.demands if d.finding_id in {"demand:1", "demand:2"})
    whole_ = tuple(evolve(d, what="Sans réponse" if not d.what else d.what) for d in french)
    report = evolve(given, findings=evolve(given.findings, demands=whole_)).write(lang)
    found = [s.text for s in report.sentences() if s.kind == "letterwords.condition"]
    assert ("on what condition: “Sans réponse avant mercredi” (in French)" in found[0]) == (
        lang == "en"
    )
    masked = evolve(given.settings, unavailable="paraphrase")
    assert evolve(given, settings=masked).write("fr")


def test_a_demand_that_names_private_people_is_not_quoted(given):
    text = given.documents.articles[0].text
    start = text.index("Alix Morvan")
    citation = Citation("c1", "article:ledger", text[start : start + 40], start, start + 40)
    demand = evolve(given.findings.demands[0], document_id="article:ledger", citation=citation)
    report = evolve(given, findings=evolve(given.findings, demands=(demand,))).write("en")
    told = [s for s in report.sentences() if s.kind == "letterwords.asked"]
    assert all("“[…] " in s.text and "Morvan" not in s.text for s in told)
    assert not any("Morvan" in c.exact + c.prefix + c.suffix for s in told for c in s.citations)
    assert check(report, given.roster) == ()


def test_few_posts_are_rechecked_without_a_percentage(given, lang):
    documents = evolve(given.documents, posts=Posts.of(list(given.documents.posts)[:20]))
    report = evolve(given, documents=documents).write(lang)
    (said,) = [s for s in report.sentences() if s.kind == "limits.rechecked"]
    assert "%" not in said.text


def test_coverage_without_gaps_platforms_or_captures(given, lang):
    cover = evolve(
        given.findings.coverage, platforms=(), first_capture=None, silent=("alix",), unsure=(),
        reposts_only=(), unread_languages=(),
    )  # fmt: skip
    day = given.settings.events[0].at
    settings = evolve(given.settings, start=day, end=day + timedelta(hours=2))
    quiet = evolve(given.findings, coverage=cover, removals=(), qualities=())
    report = evolve(given, findings=quiet, settings=settings).write(lang)
    gone = {"limits.captures", "limits.unheard_named", "limits.gap"}
    assert not gone & kinds(report)
    # always written, by the posts themselves where no coverage lists the networks
    assert "limits.platforms" in kinds(report)


def test_an_undated_letter_says_only_what_it_is(given, lang):
    letters = tuple(evolve(x, signatories=()) for x in given.documents.letters)
    bare = evolve(given.findings, tallies=given.findings.tallies[1:])
    report = evolve(given, findings=bare, documents=evolve(given.documents, letters=letters)).write(
        lang
    )
    assert "moments.letter" in kinds(report)


def test_messages_beyond_the_most_are_counted(given, lang):
    first = next(iter(given.documents.posts))
    posts, echoes = list(given.documents.posts), []
    for n in range(10):
        rows = [
            evolve(
                first, post_id=f"x:9{n}{m}", account_id=f"x:a-staff{m}", handle=f"staff{m}",
                text=f"Message {'abcdefghij'[n]}", created_at=first.created_at,
            )
            for m in range(2)
        ]  # fmt: skip
        posts += rows
        echoes.append(
            Echo(
                finding_id=f"echo:{n}", kind="identical", text=rows[0].text, lang="", layer="",
                rule="identical:exact", post_ids=tuple(r.post_id for r in rows),
                account_ids=tuple(r.account_id for r in rows), people=("staff0", "staff1"),
                group_accounts=tuple(r.account_id for r in rows), declared_accounts=(),
                other_accounts=(), first_post=rows[0].post_id, first_at=first.created_at,
                last_at=first.created_at,
            )
        )  # fmt: skip
    posts.sort(key=lambda p: (p.created_at, p.post_id))
    report = evolve(
        given,
        findings=evolve(given.findings, echoes=tuple(echoes)),
        documents=evolve(given.documents, posts=Posts.of(posts)),
    ).write(lang)
    (more,) = [s for s in report.sentences() if s.kind == "unison.more"]
    assert more.counts[0].value == 2
    groups = next(s for s in report.sections if s.key == "unison").blocks
    assert sum(isinstance(g, Group) and g.group_id.startswith("u-") for g in groups) == 8


def test_a_message_whose_posts_are_withheld_is_not_shown(given):
    masked = evolve(given.settings, unavailable="paraphrase")
    slogan = next(e for e in given.findings.echoes if e.finding_id == "echo:slogan")
    lost = tuple(
        evolve(given.findings.removals[0], finding_id=f"removal:{p}", post_id=p)
        for p in slogan.post_ids[:4]
    )
    given = evolve(given, settings=masked, findings=evolve(given.findings, removals=lost))
    report = given.write("fr")
    assert check_masked(report, slogan.post_ids[:4])
    every = tuple(evolve(lost[0], finding_id=f"r:{p}", post_id=p) for p in slogan.post_ids)
    report = evolve(given, findings=evolve(given.findings, removals=every)).write("fr")
    assert "cap" not in " ".join(
        p.text for s in report.sentences() for p in s.parts if p.role == "quote"
    )


def check_masked(report, ids):
    return {e.document_id for e in report.evidence if e.masked} >= set(ids)


def test_no_cards_no_section(given, lang):
    report = evolve(given, findings=evolve(given.findings, quotations=())).write(lang)
    assert "quotations" not in {s.key for s in report.sections}


def test_every_quotation_shown_needs_no_remark(given, lang):
    one = tuple(q for q in given.findings.quotations if q.finding_id == "quotation:54")
    report = evolve(given, findings=evolve(given.findings, quotations=one)).write(lang)
    assert "voices.shown" not in kinds(report)


def test_a_comparison_that_cannot_be_quoted_is_left_out(given, lang):
    one = next(q for q in given.findings.quotations if q.finding_id == "quotation:1")
    text = given.documents.articles[0].text
    start = text.index("Alix Morvan")
    bad = evolve(
        one.renderings[1],
        text=text[start : start + 12],
        citation=Citation("c1", "article:ledger", text[start : start + 12], start, start + 12),
    )
    two = (evolve(one, renderings=(one.renderings[0], bad)),)
    assert bad.text.startswith("Alix Morvan")
    report = evolve(given, findings=evolve(given.findings, quotations=two)).write(lang)
    assert "voices.departs" not in kinds(report)


def test_unnamed_cards_are_few(given, lang):
    base = next(q for q in given.findings.quotations if q.finding_id == "quotation:51")
    many = tuple(evolve(base, finding_id=f"quotation:n{n:02}") for n in range(20))
    report = evolve(given, findings=evolve(given.findings, quotations=many)).write(lang)
    section = next(s for s in report.sections if s.key == "quotations")
    assert len(section.blocks) == 13


def test_successions_without_dates_have_no_chart(given, lang):
    undated = tuple(evolve(a, first=None) for a in given.roster.affiliations)
    roster = evolve(given.roster, affiliations=undated)
    report = evolve(given, roster=roster).write(lang)
    section = next(s for s in report.sections if s.key == "leaders")
    assert len(section.blocks) == 1


def test_a_role_that_no_table_knows_stays_as_printed(given, lang):
    none = tuple(a for a in given.roster.affiliations if "exec" not in a.role)
    roster = evolve(given.roster, affiliations=tuple(evolve(a, role="marin") for a in none))
    report = evolve(given, roster=roster).write(lang)
    assert "the CEOs" in " ".join(s.text for s in report.sentences())


def test_moves_of_private_people_alone(given, lang):
    alone = tuple(m for m in given.findings.moves if m.finding_id == "move:private")
    report = evolve(given, findings=evolve(given.findings, moves=alone)).write(lang)
    section = next(s for s in report.sections if s.key == "moves")
    assert not [b for b in section.blocks if isinstance(b, Table)]


def test_stances_without_a_target_have_no_table(given, lang):
    quiet = tuple(s for s in given.findings.stances if not s.target)
    report = evolve(given, findings=evolve(given.findings, stances=quiet)).write(lang)
    section = next(s for s in report.sections if s.key == "stances")
    assert not [b for b in section.blocks if isinstance(b, Table)]


def test_an_original_in_the_press_has_no_differences(given, lang):
    one = next(q for q in given.findings.quotations if q.finding_id == "quotation:days")
    both = evolve(one, renderings=(one.renderings[0], one.renderings[0]))
    report = evolve(given, findings=evolve(given.findings, quotations=(both,))).write(lang)
    card = next(s for s in report.sections if s.key == "quotations").blocks[-1]
    assert (card.wordings[0].note, card.wordings[0].differences) == ("", ())


def test_waves_of_an_emoji_that_no_own_post_holds(given, lang):
    odd = evolve(given.findings.waves[0], what="🚀")
    report = evolve(given, findings=evolve(given.findings, waves=(odd,))).write(lang)
    assert any("🚀" in s.text for s in report.sentences())


def test_without_a_letter_or_accuracy_of_ties(given, lang):
    quiet = evolve(given.findings, ties=(), matches=(), echoes=(), waves=())
    report = evolve(given, findings=quiet).write(lang)
    assert not {"method.window", "method.matched", "method.same"} & kinds(report)


def test_published_of_something_unknown_is_none(desk):
    assert desk.published("x:404") is None
    assert desk.published("article:undated") is None
    assert desk.published("x:1") is not None
    assert desk.cite("x:404") == ()


def test_a_handle_that_looks_like_another_is_marked(given):
    table = given.documents.posts.table
    handles = [h.replace("a", "\N{CYRILLIC SMALL LETTER A}") for h in table["handle"].to_pylist()]
    at = table.schema.get_field_index("handle")
    posts = Posts(table.set_column(at, table.schema.field(at), pa.array(handles)))
    disguised = evolve(given, documents=evolve(given.documents, posts=posts))
    for lang, word in (("en", "letters that look"), ("fr", "lettres qui en imitent")):
        honest = {e.author for e in given.write(lang).evidence if "@" in e.author}
        shown = {e.author for e in disguised.write(lang).evidence if "@" in e.author}
        assert not any("⚠" in author for author in honest)
        assert {"⚠" in a and word in a for a in shown if "\N{CYRILLIC SMALL LETTER A}" in a} == {
            True
        }
