"""Headline, standfirst, the four figures, the key points."""

from __future__ import annotations

from attrs import evolve

from contrecoup.model.counts import Count
from contrecoup.model.report import Block, Figure, Section, Sentence
from contrecoup.report.desk import GONE, Desk, counted
from contrecoup.report.pen import Pen, Proof, renumbered
from contrecoup.report.sections.leaders import (
    days_between,
    holders,
    move,
    named_moves,
    role_of,
    successions,
    tell,
)
from contrecoup.report.sections.letter import demands, differ, grew, proof
from contrecoup.report.sections.numbers import held, latest, said
from contrecoup.report.sections.quotations import apart
from contrecoup.report.sections.stances import by_target, largest
from contrecoup.report.sections.stances import tell as tell_stance
from contrecoup.report.sections.unison import Shared, key, shared, wave_key, waves
from contrecoup.report.slots import Listed
from contrecoup.report.speech import Parts

MOST_POINTS = 7
LEAST_UNISON = 3


def headline(desk: Desk) -> Sentence:
    """Answer in one sentence: who signed, else who posted the same, else who was heard."""
    pen, opening = Pen(desk, "h"), desk.book.opening
    last = latest(desk)
    if last is not None:
        day = desk.said_day(last.at.at, year=True)
        sentence = pen.write(opening.signed, proof(last))(
            said(last),
            desk.group,
            desk.outlet(last.document_id),
            day,
            desk.since(last.at.at, (last.document_id,)),
        )
    elif (top := _top(desk)) is not None:
        since = desk.since(top.echo.first_at, (top.posts[0],))
        sentence = pen.write(opening.unison, _shown(desk, top))(
            desk.members_of(top.echo), top.said, desk.group, since
        )
    else:
        sentence = _heard(desk, pen)
    return evolve(sentence, sentence_id="h", key="line:headline", parts=_titled(sentence.parts))


def _titled(parts: Parts) -> Parts:
    """Return a headline's parts: a title ends without a full stop."""
    *before, last = parts
    if last.role != "words" or not last.text.endswith("."):
        return parts
    text = last.text.removesuffix(".")
    return (*before, evolve(last, text=text)) if text else tuple(before)


def standfirst(desk: Desk) -> Sentence:
    """Add what the headline leaves out: who led, what was posted in unison."""
    pen, opening = Pen(desk, "s"), desk.book.opening
    top = _top(desk)
    lead = next(((s, d) for s in successions(desk) if (d := days_between(desk, s))), None)
    if lead is not None:
        succession, (days, _) = lead
        source = desk.outlet(succession.citations[0].document_id)
        led = Proof(
            citations=succession.citations[:3],
            findings=(succession.finding_id,),
            certainty=succession.certainty,
        )
        if top is not None:
            both = evolve(
                led,
                citations=(*led.citations, *_shown(desk, top).citations),
                findings=(*led.findings, top.echo.finding_id),
                certainty="computed",
            )
            sentence = pen.write(opening.leaders_unison, both)(
                holders(succession), role_of(desk, succession), desk.group, days, source,
                desk.members_of(top.echo), top.said,
            )  # fmt: skip
        else:
            sentence = pen.write(opening.leaders, led)(
                holders(succession), role_of(desk, succession), desk.group, days, source
            )
    elif top is not None and latest(desk) is not None:
        since = desk.since(top.echo.first_at, (top.posts[0],))
        sentence = pen.write(opening.unison, _shown(desk, top))(
            desk.members_of(top.echo), top.said, desk.group, since
        )
    elif top is not None or latest(desk) is not None:
        sentence = _heard(desk, pen)
    else:  # the headline says who was heard from
        sentence = held(desk, pen)
    return evolve(sentence, sentence_id="s", key="line:standfirst")


def _top(desk: Desk) -> Shared | None:
    messages, _ = shared(desk)
    top = messages[0] if messages else None
    return top if top and desk.members_of(top.echo).value >= LEAST_UNISON else None


def _shown(desk: Desk, one: Shared) -> Proof:
    return Proof(
        citations=(one.words.citation, *desk.cite(one.posts[0])), findings=(one.echo.finding_id,)
    )


def heard(desk: Desk) -> Count:
    """Count the people from whom words were found, of those looked for."""
    cover = desk.coverage
    return counted(
        cover.found, "person", "coverage", of=len(cover.looked_for), of_label="looked-for"
    )


def unheard(desk: Desk) -> Count:
    """Count the people from whom nothing was found, of those looked for."""
    cover = desk.coverage
    return counted(
        cover.silent, "person", "coverage", of=len(cover.looked_for), of_label="looked-for"
    )


def _heard(desk: Desk, pen: Pen) -> Sentence:
    cover = desk.coverage
    if cover.found:
        return pen.write(desk.book.opening.heard, Proof())(heard(desk), desk.group)
    if not cover.looked_for:
        held = counted(desk.documents.posts.table.column("post_id").to_pylist(), "post", "captures")
        return pen.write(desk.book.opening.unlisted, Proof(certainty="absence"))(held)
    looked = counted(cover.looked_for, "person", "coverage")
    return pen.write(desk.book.opening.nothing, Proof(certainty="absence"))(looked, desk.group)


def figures(desk: Desk) -> Section | None:
    """Write the four figures."""
    found = [
        _signatures(desk),
        _people(desk) if desk.coverage.looked_for else None,
        _unison(desk),
        _gone(desk),
    ]
    shown = [f for f in found if f is not None]
    blocks = tuple(evolve(f, figure_id=f"f{n}") for n, f in enumerate(shown, 1))
    return desk.section("figures", blocks) if blocks else None


def _figure(desk: Desk, name: str, value: Count, label: Parts, evidence: Proof) -> Figure:
    speech = desk.book.speech
    return Figure(
        figure_id=name,
        key=name,
        value=speech.say(value, "bare")[0],
        label=speech.text(label),
        how=desk.page.figure_how[name],
        citations=tuple(desk.safe(c) for c in evidence.citations),
    )


def _signatures(desk: Desk) -> Figure | None:
    last = latest(desk)
    if last is None:
        return None
    source, day = desk.outlet(last.document_id), desk.said_day(last.at.at)
    label = desk.book.opening.figure_signatures(said(last), source, day)
    return _figure(desk, "signatures", said(last), label, proof(last))


def _people(desk: Desk) -> Figure:
    label = desk.book.opening.figure_heard(heard(desk), unheard(desk))
    return _figure(desk, "heard", heard(desk), label, Proof())


def _unison(desk: Desk) -> Figure | None:
    messages, _ = shared(desk)
    if not messages:
        return None
    ids = {a for m in messages for a in desk.members_of(m.echo).ids}
    unit = "account" if any(desk.declared(a) for a in ids) else "person"
    if unit == "account":
        ids = {a for m in messages for a in (*m.echo.group_accounts, *m.echo.declared_accounts)}
        value = counted(sorted(ids), "account", "echo")
    else:
        value = counted(sorted(ids), "person", "echo")
    echoes = counted([m.echo.finding_id for m in messages], "message", "echo")
    each = Listed(tuple(desk.members_of(m.echo) for m in messages))
    label = desk.book.opening.figure_unison(value, echoes, each)
    cited = tuple(c for m in messages for c in (m.words.citation,))
    return _figure(desk, "unison", value, label, Proof(citations=cited))


def gone(desk: Desk) -> Count:
    """Count the group's posts that are no longer available, of those held."""
    import pyarrow.compute as pc

    ids = [
        r.post_id
        for r in desk.removals.values()
        if r.state in GONE and (post := desk.post(r.post_id)) and desk.belongs(post.account_id)
    ]
    accounts = pc.value_counts(desk.documents.posts.table.column("account_id")).to_pylist()
    held = sum(row["counts"] for row in accounts if desk.belongs(row["values"]))
    return counted(sorted(ids), "post", "removal", of=held, of_label="posts")


def _gone(desk: Desk) -> Figure | None:
    value = gone(desk)
    if not value.of or not (value.value or desk.coverage.rechecked):
        return None  # nothing was looked at again: no zero was found
    cited = tuple(c for p in value.ids[:5] for c in desk.cite(p))
    return _figure(
        desk, "gone", value, desk.book.opening.figure_gone(value), Proof(citations=cited)
    )


def _sides(desk: Desk, pen: Pen, room: int) -> list[Sentence]:
    """Say whom the most people criticise and support: of equal targets, each or none (rule 22)."""
    sides = by_target(desk)
    both = (largest(desk, ("against",)), largest(desk, ("for",)))
    top = [k for keys in both for k in keys if len(sides[k]) == len(sides[keys[0]])]
    return [tell_stance(desk, pen, k, sides[k]) for k in top] if len(top) <= room else []


def points(desk: Desk) -> Section | None:
    """Write five to seven key points, most important first."""
    pen = Pen(desk, "k")
    messages, _ = shared(desk)
    bursts = waves(desk)
    growth = grew(desk, pen)
    ranked: list[Sentence] = [
        *((growth,) if growth else ()),
        *(tell(desk, pen, s) for s in successions(desk)[:1]),
        *(key(desk, pen, one) for one in messages[:1]),
        *list(demands(desk, pen))[:1],
        *(key(desk, pen, one) for one in messages[1:2]),
    ]
    kept = ranked + _sides(desk, pen, MOST_POINTS - len(ranked))
    kept += [
        *(move(desk, pen, m) for m in named_moves(desk) if m.status == "reversed"),
        *(wave_key(desk, pen, w) for w in bursts[:1]),
        *list(apart(desk, pen))[:1],
        *differ(desk, pen)[:1],
    ]
    kept = kept[:MOST_POINTS]
    sentences: tuple[Block, ...] = renumbered(kept, "k")
    return desk.section("key", sentences) if sentences else None
