"""Hour by hour: the lanes, and the moments that matter."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, time
from functools import cache
from zoneinfo import ZoneInfo

from attrs import evolve, frozen

from contrecoup.model.counts import Count
from contrecoup.model.documents import Article, Letter
from contrecoup.model.evidence import Citation
from contrecoup.model.report import Block, Chart, Mark, Rule, Section, Sentence, Table
from contrecoup.model.settings import Event
from contrecoup.report.desk import GONE, Desk, counted
from contrecoup.report.many import seen
from contrecoup.report.pen import Pen, Proof, renumbered
from contrecoup.report.sections.leaders import move, named_moves, told_at
from contrecoup.report.sections.letter import names_under, proof
from contrecoup.report.sections.numbers import said, tallies
from contrecoup.report.sections.quotations import quotations
from contrecoup.report.sections.time import HOUR, by_hour, cell, fullest, hour, level, untimed
from contrecoup.report.sections.unison import shared, waves, what
from contrecoup.report.slots import LANES, Emoji, Instant, Name

MOST = 15
_PRESS = len(LANES)
"""The lane of the articles, after those of the group."""


@frozen(order=True)
class Moment:
    """A sentence with its time; ``weight`` says how much it matters."""

    weight: int
    at: datetime
    sentence: Sentence


def section(desk: Desk) -> Section | None:
    """Write the section."""
    blocks: list[Block] = []
    chart = lanes(desk)
    if chart is not None:
        blocks.append(chart)
    found = moments(desk)
    chosen = sorted(found, key=lambda m: (-m.weight, m.at, m.sentence.text))[:MOST]
    chosen.sort(key=lambda m: (m.at, -m.weight, m.sentence.text))
    listed = renumbered([m.sentence for m in chosen], "t")
    if len(chosen) < len(found):
        n = Count(value=len(chosen), unit="item", rule="moments", of=len(found), of_label="moments")
        pen = Pen(desk, "t")
        citations = tuple(c for s in listed for c in s.citations[:1])
        note = pen.write(desk.book.moments.shown, Proof(citations=citations))(n)
        listed = renumbered((note, *listed), "t")
    blocks += listed
    return desk.section("hours", tuple(blocks)) if blocks else None


def moments(desk: Desk) -> list[Moment]:
    """Return every dated moment, however small."""
    pen = Pen(desk, "t")
    return [
        *_events(desk, pen),
        *_letters(desk, pen),
        *_moves(desk, pen),
        *_messages(desk, pen),
        *_tallies(desk, pen),
        *_removed(desk, pen),
        *_posted(desk, pen),
    ]


def _events(desk: Desk, pen: Pen) -> list[Moment]:
    found = []
    for event in desk.settings.events:
        name = desk.event_name(event)
        cited = _source(desk, event.source)
        if name.text and cited and not _told(desk, event):
            at, document = happened(desk, event), cited[0].document_id
            source = desk.outlet(document) if document in desk.articles else None
            held = Proof(citations=cited, certainty="one-outlet" if source else "observed")
            sentence = pen.write(desk.book.moments.event, held)(at, name, source)
            found.append(Moment(100, event.at, sentence))
    return found


def happened(desk: Desk, event: Event) -> Instant:
    """Say when an event was, as far as whoever set it said."""
    return Instant(event.at, desk.zone, event.precision)


def unsourced(desk: Desk) -> list[Event]:
    """Return the events that have a name and no document that tells them, in order."""
    found = [e for e in desk.settings.events if desk.event_name(e).text]
    lost = [e for e in found if not _source(desk, e.source) and not _told(desk, e)]
    return sorted(lost, key=lambda e: (e.at, e.kind))


def _told(desk: Desk, event: Event) -> bool:
    """Whether the letter's own moment tells an event."""
    return event.kind == "letter" and bool(desk.letters)


def _source(desk: Desk, source: str) -> tuple[Citation, ...]:
    """Cite the document that an event's source names, by id, address or file."""
    if not source:
        return ()
    files = {c.capture_id for c in desk.documents.captures if c.source.endswith(source)}
    texts: tuple[Article | Letter, ...] = (*desk.articles.values(), *desk.letters.values())
    for document in texts:
        key = document.article_id if isinstance(document, Article) else document.letter_id
        if source in {key, document.url} or document.capture_id in files:
            line = document.text.split("\n", maxsplit=1)[0][:160]
            return (Citation(document.capture_id, key, line, 0, len(line), place=document.place),)
    return desk.cite(source)


def _letters(desk: Desk, pen: Pen) -> list[Moment]:
    found = []
    for letter in desk.letters.values():
        if letter.published is None:
            continue
        at = evolve(desk.instant(letter.published.at), precision=letter.published.precision)
        line = letter.text.split("\n", maxsplit=1)[0][:120]
        cited = Citation(
            letter.capture_id, letter.letter_id, line, 0, len(line), place=letter.place
        )
        own = next((said(t) for t in tallies(desk) if t.document_id == letter.letter_id), None)
        names = own or (names_under(letter) if letter.signatories else None)
        sentence = pen.write(
            desk.book.moments.letter, Proof(citations=(cited,), certainty="observed")
        )(at, names, only=len(desk.letters) == 1)
        found.append(Moment(90, letter.published.at, sentence))
    return found


def _moves(desk: Desk, pen: Pen) -> list[Moment]:
    taken = {desk.day(e.at) for e in desk.settings.events}
    found = []
    for one in named_moves(desk):
        at = told_at(desk, one)
        weight = 85 if one.status in {"done", "announced", "reversed"} else 60
        if desk.day(at) not in taken:
            found.append(Moment(weight, at, move(desk, pen, one)))
    return found


def _messages(desk: Desk, pen: Pen) -> list[Moment]:
    found = []
    for rank, one in enumerate(shared(desk)[0][:3]):
        first = desk.post(one.posts[0])
        words = desk.quote_post(one.posts[0])
        if first is not None and words is not None:
            early = [p.post_id for p in level(desk, seen(desk, one.posts))]
            proof_ = Proof(
                citations=tuple(c for p in early for c in desk.cite(p)),
                findings=(one.echo.finding_id,),
            )
            sentence = pen.write(desk.book.moments.echo, proof_)(
                desk.posted(first), desk.author(first), words,
                counted(early, "post", one.echo.rule),
            )  # fmt: skip
            found.append(Moment(80 - rank, first.created_at, sentence))
    for wave in waves(desk)[:2]:
        sign = what(desk, wave)
        hours = by_hour(desk, desk.mine(wave.post_ids))
        if isinstance(sign, Emoji) and hours:
            start, most = fullest(hours)
            proof_ = Proof(citations=desk.cite(most.ids[0]), findings=(wave.finding_id,))
            sentence = pen.write(desk.book.moments.peak, proof_)(desk.instant(start), sign, most)
            found.append(Moment(72, start, sentence))
    return found


def _tallies(desk: Desk, pen: Pen) -> list[Moment]:
    rows = tallies(desk)
    found = []
    for tally in rows:
        if tally.document_id in desk.letters:
            continue
        edge = tally in {rows[0], rows[-1]}
        at = evolve(desk.instant(tally.at.at), precision=tally.at.precision)
        sentence = pen.write(desk.book.moments.tally, proof(tally))(
            at, desk.outlet(tally.document_id), said(tally)
        )
        found.append(Moment(75 if edge else 40, tally.at.at, sentence))
    return found


def _removed(desk: Desk, pen: Pen) -> list[Moment]:
    found = []
    for removal in desk.removals.values():
        post = desk.post(removal.post_id)
        if (
            post is None
            or removal.state not in {*GONE, "edited"}
            or not desk.belongs(post.account_id)
        ):
            continue
        who = desk.author(post)
        seen = Proof(
            citations=desk.cite(removal.post_id),
            findings=(removal.finding_id,),
            certainty="observed",
        )
        sentence = pen.write(desk.book.moments.removed, seen)(
            desk.instant(removal.at), who, removal.state
        )
        found.append(Moment(65 if isinstance(who, Name) else 35, removal.at, sentence))
    return found


def _posted(desk: Desk, pen: Pen) -> list[Moment]:
    found = []
    seen: set[str] = set()
    for one in quotations(desk):
        post = desk.post(one.post_id) if one.post_id else None
        if post is None or not desk.public(one.speaker):
            continue
        words = desk.quote_post(post.post_id)
        if words is None:
            continue
        leads = desk.lane(one.speaker, post.created_at) in {"leader", "board"}
        quoted = any(desk.is_text(r.citation.document_id) for r in one.renderings)
        weight = 55 + 8 * quoted + 4 * leads - 20 * (one.speaker in seen)
        seen.add(one.speaker)
        held = Proof(
            citations=desk.cite(post.post_id), findings=(one.finding_id,), certainty="observed"
        )
        sentence = pen.write(desk.book.moments.posted, held)(
            desk.posted(post), desk.author(post), words
        )
        found.append(Moment(weight, post.created_at, sentence))
    return found


def lanes(desk: Desk) -> Chart | None:
    """Draw the posts of the group and the articles, by hour and lane."""
    held: dict[tuple[int, datetime], list[str]] = defaultdict(list)
    people: set[str] = set()
    undated: list[str] = []
    posts = desk.documents.posts
    mine = posts.rows_by((a for a in desk.matches if desk.belongs(a)), own=True)
    noon = time(12, tzinfo=ZoneInfo(desk.zone))
    lane_on = cache(lambda who, day: LANES.index(desk.lane(who, datetime.combine(day, noon))))
    for post_id, account_id, created_at, precision in posts.at(
        mine, "post_id", "account_id", "created_at", "precision"
    ):
        if not _within(desk, created_at):
            continue
        if precision == "day":
            undated.append(post_id)
        else:
            person = desk.owner(account_id)
            lane = lane_on(person, desk.day(created_at))
            held[lane, hour(created_at)].append(post_id)
            people.add(person or account_id)
    if not held:
        return None
    timed = [p for ids in held.values() for p in ids]
    for article in desk.documents.articles:
        if article.published is None or not _within(desk, article.published.at):
            continue
        if article.published.precision == "day":
            undated.append(article.article_id)
        else:
            held[_PRESS, hour(article.published.at)].append(article.article_id)
    return _chart(desk, held, timed, people, undated)


def _within(desk: Desk, at: datetime) -> bool:
    start, end = desk.settings.start, desk.settings.end
    return (start is None or start <= at) and (end is None or at <= end)


def _chart(
    desk: Desk,
    held: dict[tuple[int, datetime], list[str]],
    posts: list[str],
    people: set[str],
    undated: list[str],
) -> Chart:
    speech, page = desk.book.speech, desk.page
    hours = sorted({at for _, at in held})
    used = sorted({lane for lane, _ in held})  # a lane in which nobody posted is not drawn
    titles = tuple(page.charts.lanes[lane] for lane in used)
    start, most = fullest(by_hour(desk, posts))
    counts = {
        (lane, at): counted(sorted(ids), "article" if lane == _PRESS else "post", "hours")
        for (lane, at), ids in sorted(held.items(), key=lambda row: (row[0][1], row[0][0]))
    }
    unit = "person" if not any(p not in desk.people for p in people) else "account"
    description = desk.book.moments.lanes(
        counted(sorted(posts), "post", "hours"),
        counted(sorted(people), "person" if unit == "person" else "account", "hours"),
        desk.stretch(start, start + HOUR),
        most,
    )
    description += untimed(desk, undated)
    rows = tuple(
        (
            cell(desk, desk.hour(at)),
            *(
                cell(desk, counts[lane, at], counts[lane, at].ids, "bare")
                if (lane, at) in counts
                else cell(desk, "")
                for lane in used
            ),
        )
        for at in hours
    )
    rules = [(e.at, speech.typeset(desk.event_name(e).text)) for e in desk.settings.events]
    return Chart(
        chart_id="chart-hours",
        kind="lanes",
        title=page.charts.hours,
        description=speech.text(description),
        start=hours[0],
        end=hours[-1] + HOUR,
        marks=tuple(
            Mark(
                at=at,
                value=float(n.value),
                label=speech.count(n),
                lane=used.index(lane),
                ref=n.ids[0],
            )
            for (lane, at), n in counts.items()
        ),
        lanes=titles,
        rules=tuple(Rule(label=label, at=at) for at, label in sorted(rules)),
        unit=page.charts.posts_unit,
        table=Table(
            table_id="table-hours",
            caption=page.charts.hours,
            columns=(page.columns.hour, *titles),
            rows=rows,
        ),
    )
