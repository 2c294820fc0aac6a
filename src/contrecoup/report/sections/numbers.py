"""Published numbers of signatures, and what can be said of them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from contrecoup.model.counts import Count, Qualifier
from contrecoup.model.findings import Tally
from contrecoup.model.report import Sentence
from contrecoup.report.desk import Desk, counted
from contrecoup.report.pen import Pen, Proof

_QUALIFIERS: dict[str, Qualifier] = {
    "exactly": "exactly",
    "about": "about",
    "nearly": "nearly",
    "more than": "more than",
    "at least": "at least",
}


def tallies(desk: Desk) -> tuple[Tally, ...]:
    """Return published numbers of signatures, in order of time."""
    found = [t for t in desk.kept(desk.findings.tallies) if t.what == "signatories"]
    return tuple(sorted(found, key=lambda t: (t.at.at, t.value, t.finding_id)))


def said(tally: Tally) -> Count:
    """Return a published number as a Count; the qualifier is the source's own."""
    return Count(
        value=tally.value,
        unit="signature",
        rule=tally.rule,
        of=tally.of,
        of_label="staff" if tally.of else "",
        qualifier=_QUALIFIERS.get(tally.qualifier, ""),
        published_by=tally.document_id,
    )


def latest(desk: Desk) -> Tally | None:
    """Return the number to say on its own.

    From the latest day; a source that is not reworded goes before one that is,
    one that gives the staff total before one that does not.  Where another gave the
    same number earlier, the earliest of them: a letter's own before the papers' on it.
    """
    doubtful = {q.document_id for q in desk.findings.qualities if q.level == "reworded"}
    found = [t for t in tallies(desk) if t.document_id not in doubtful] or list(tallies(desk))
    last = max(
        found,
        key=lambda t: (desk.day(t.at.at), t.of is not None, t.value, t.at.at, t.finding_id),
        default=None,
    )
    if last is None:
        return None
    same = (t for t in found if _figure(t) == _figure(last))
    return min(same, key=lambda t: (t.at.at, t.document_id not in desk.letters, t.finding_id))


def _figure(tally: Tally) -> tuple[int, str, int | None]:
    return tally.value, tally.qualifier, tally.of


def staff(desk: Desk) -> tuple[Count, Tally] | None:
    """Return the staff total and the tally whose source gives it."""
    found = latest(desk)
    given = [t for t in tallies(desk) if t.of is not None]
    if found is not None and found.of is not None:
        given.append(found)
    if not given:
        return None
    source = given[-1]
    count = Count(
        value=source.of or 0, unit="employee", rule=source.rule, published_by=source.document_id
    )
    return count, source


def conflicts(desk: Desk) -> tuple[tuple[date, tuple[Tally, ...]], ...]:
    """Return the days on which sources gave different numbers, each source with its highest."""
    days: dict[date, dict[str, Tally]] = defaultdict(dict)
    for tally in tallies(desk):
        days[desk.day(tally.at.at)][tally.outlet or tally.document_id] = tally
    return tuple(
        (day, tuple(rows.values()))
        for day, rows in sorted(days.items())
        if len({(t.value, t.qualifier) for t in rows.values()}) > 1
    )


def held(desk: Desk, pen: Pen) -> Sentence:
    """Say what the account rests on."""
    return pen.write(desk.book.method.held, Proof(certainty="observed"))(
        Count(value=len(desk.documents.posts), unit="post", rule="documents"),
        counted(sorted(desk.articles), "article", "documents"),
        counted(sorted(desk.letters), "version", "documents"),
    )
