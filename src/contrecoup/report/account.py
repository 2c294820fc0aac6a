"""The account: every section in its order, corrections applied, rules checked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from attrs import evolve

from contrecoup.model.decisions import Decision
from contrecoup.model.documents import Documents
from contrecoup.model.evidence import Vouched
from contrecoup.model.findings import Findings
from contrecoup.model.people import Roster
from contrecoup.model.publication import Publication, Unasked
from contrecoup.model.report import Report, Section
from contrecoup.model.settings import Lang, Settings
from contrecoup.report import english, french
from contrecoup.report.accuracy import Accuracy
from contrecoup.report.corrections import corrections
from contrecoup.report.described import described
from contrecoup.report.desk import Desk
from contrecoup.report.generated import lines
from contrecoup.report.listed import Lists
from contrecoup.report.rules import check, rules
from contrecoup.report.sections import (
    earlier,
    evidence,
    hours,
    leaders,
    letter,
    method,
    opening,
    quotations,
    stances,
    unison,
    unknown,
)
from contrecoup.report.slots import Code
from contrecoup.report.wordings import Edits

FAULT = "this is a fault of Contrecoup, not of your files; please report it with this line"
"""What to do about a sentence that breaks a rule."""

BOOKS = {"en": english.phrasebook, "fr": french.phrasebook}


def write(
    findings: Findings,
    documents: Documents,
    roster: Roster,
    settings: Settings,
    *,
    lang: Lang,
    as_of: datetime,
    version: str,
    vouched: tuple[Vouched, ...] = (),
    decisions: tuple[Decision, ...] = (),
    accuracy: tuple[Accuracy, ...] = (),
    published: tuple[Publication, ...] = (),
    edition: int = 0,
    unasked: Unasked | None = None,
    lapsed: tuple[str, ...] = (),
) -> Report:
    """Write the account of a case in one language.

    Args:
        findings: what the detectors made of the documents.
        documents: the documents, for the words and times that are cited.
        roster: who may be named, in which role.
        settings: the case's title, zone, events, thresholds and policy.
        lang: the language to write in.
        as_of: the time of the last act in the case.
        version: the program's version.
        vouched: what stands behind documents besides our word.
        decisions: what people rejected, dropped, moved or reworded.
        accuracy: what was checked by hand.
        published: the versions published before, oldest first: what changed since is corrected.
        edition: the number of this version, 0 for a draft.
        unasked: the quoted posts that were not asked about again before publishing it.
        lapsed: the findings that a person set right in a way that the documents no longer bear.

    Raises:
        ReportError: a generated sentence breaks an editorial rule.
    """
    desk = Desk(findings, documents, roster, settings, BOOKS[lang](), decisions)
    edit = Edits(decisions, lang, lambda key: None if desk.masked(key) else documents.text_of(key))
    lists = Lists()
    head, stand = (
        lists.sentence(edit.sentence(one(desk))) for one in (opening.headline, opening.standfirst)
    )
    edit.lapsed += lapsed
    made_of = _sections(desk, accuracy, version, vouched, unasked, edit.lapsed)
    body = [lists.section(edit.section(section)) for section in made_of]
    sections = tuple(s for s in body if s.blocks)
    led = evidence.cited((head, stand), sections)
    told = evidence.cited((head, stand), sections, charts=False)
    report = Report(
        lang=lang,
        title=_title(desk),
        masthead=_masthead(desk, as_of, version, edition),
        headline=head,
        standfirst=stand,
        sections=sections,
        evidence=evidence.items(desk, led, vouched, told),
        labels={},
        as_of=as_of,
        zone=settings.zone,
        version=version,
        footer=_footer(desk, as_of, version),
        edition=edition,
        dropped=tuple(edit.dropped),
        lists=lists.whole,
    )
    made = corrections(desk, report, published, decisions)
    log = method.corrections(desk, made)
    report = evolve(report, corrections=made, sections=(*sections, *((log,) if log else ())))
    report = evolve(report, labels=_labels(desk, report))
    for wrong in check(report, roster):
        message = f"{wrong.message} ({wrong.next_step})"
        raise type(wrong)(message, place=wrong.place, next_step=FAULT)
    return report


def _sections(
    desk: Desk,
    accuracy: tuple[Accuracy, ...],
    version: str,
    vouched: tuple[Vouched, ...],
    unasked: Unasked | None,
    lapsed: list[str],
) -> Iterator[Section]:
    """Yield one section after another: what people decided of the earlier ones is in ``lapsed``."""
    writers = (
        opening.figures,
        opening.points,
        hours.section,
        leaders.leaders,
        leaders.moves,
        earlier.section,
        unison.section,
        letter.section,
        quotations.section,
        stances.section,
        partial(unknown.section, accuracy=accuracy),
        partial(
            method.section,
            accuracy=accuracy,
            version=version,
            vouched=vouched,
            unasked=unasked,
            lapsed=lapsed,
            rules=len({rule.number for rule in rules()}),
        ),
        method.sources,
    )
    for writer in writers:
        if (section := writer(desk)) is not None:
            yield section


def _title(desk: Desk) -> str:
    title = desk.settings.title
    return title.get(desk.lang) or next(iter(sorted(title.values())), desk.group.text)


def _masthead(desk: Desk, as_of: datetime, version: str, edition: int) -> tuple[str, ...]:
    speech, method, settings = desk.book.speech, desk.book.method, desk.settings
    posts = desk.documents.posts
    first, last = settings.start or posts.earliest, settings.end or posts.latest
    rows = []
    if first and last:
        spoken = partial(evolve, precision="day")
        years = desk.day(first).year != desk.day(last).year
        rows.append(
            method.dates(
                spoken(desk.instant(first), year=years), spoken(desk.instant(last), year=True)
            )
        )
    rows.append(method.zone(Code(desk.zone, "settings:zone")))
    made = evolve(desk.instant(as_of), year=True)
    if edition:
        rows.append(method.edition(Code(str(edition), "edition")))
    rows.append(method.made(Code(f"Contrecoup {version}", "version"), made))
    return tuple(speech.text(row) for row in rows)


def _footer(desk: Desk, as_of: datetime, version: str) -> tuple[str, ...]:
    speech, page, settings = desk.book.speech, desk.page, desk.settings
    colon = speech.typeset(" : ") if desk.lang == "fr" else ": "
    cite = desk.book.method.cite(
        Code(_title(desk), "title"),
        Code(f"Contrecoup {version}", "version"),
        evolve(desk.instant(as_of), year=True),
    )
    rows = [speech.text(cite)]
    if settings.licence:
        rows.append(f"{page.licence}{colon}{settings.licence}")
    if settings.contact:
        rows += [f"{page.contact}{colon}{settings.contact}", f"{page.removal} {settings.contact}"]
    return tuple(rows)


def _labels(desk: Desk, report: Report) -> dict[str, str]:
    """Return the page's words, with those for the rules, units and names that it shows."""
    labels = dict(desk.page.labels)
    counts = [count for line in lines(report) for count in line.counts]
    names = described(desk, frozenset(key for count in counts for key in count.ids))
    for count in counts:
        labels[f"rule:{count.rule}"] = desk.book.method.rule(count.rule) or count.rule
        labels[f"unit:{count.unit}"] = desk.book.speech.count(count, "unit")
        for key in count.ids:
            if key in names:
                labels[f"name:{key}"] = names[key]
            elif key in desk.people or key in desk.matches:
                labels[f"name:{key}"] = _name(desk, key)
    return labels


def _name(desk: Desk, key: str) -> str:
    return desk.book.speech.text(desk.book.speech.line("{who}", who=desk.speaker(key)))
