"""What an account always says, whatever was found (EXPERIENCE §5, *always written*).

These rules read the whole report, not a line: what we do not know stands before the
method and says who was not found, where nobody looked, when captures were made, what was
looked at again, how far counts were checked; a correction says what changed, why and who
changed it, and is listed; where sources gave different numbers on one day, they stand
side by side in one sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from contrecoup.errors import ReportError
from contrecoup.model.report import Chart, Figure, Report

SIDE_BY_SIDE, UNKNOWN, CORRECTIONS = 17, 24, 25
"""The numbers of the rules that hold for the whole; the last two come after the sentences'."""
SAYS: tuple[tuple[str, frozenset[str]], ...] = (
    ("on which networks nobody looked", frozenset({"platforms", "no_posts"})),
    ("how many items were looked at again", frozenset({"rechecked", "no_posts"})),
    ("how far the detectors were checked", frozenset({"weakest", "unmeasured"})),
)
"""What *What we do not know* says of every case, by the kinds of sentences that say it."""
_STEPS = {
    SIDE_BY_SIDE: "Conflicting counts side by side.",
    UNKNOWN: "Always written: what we do not know.",
    CORRECTIONS: "Corrections are listed.",
}


def always(report: Report) -> Iterator[ReportError]:
    """Return what a whole account lacks; nothing for a part of one (it has no method)."""
    order = [section.key for section in report.sections]
    if "method" in order:
        yield from _unknown(report, order)
        yield from _apart(report)
    for one in report.corrections:
        lacks = [name for name in ("why", "who") if not getattr(one, name)]
        if lacks:
            yield _error(CORRECTIONS, one.sentence_id, f"a correction without {lacks[0]}")
    if report.corrections and "method" in order and "corrections" not in order:
        yield _error(CORRECTIONS, "corrections", "corrections that the account does not list")


def _unknown(report: Report, order: list[str]) -> Iterator[ReportError]:
    if "unknown" not in order:
        yield _error(UNKNOWN, "unknown", "the account does not say what we do not know")
        return
    if order.index("unknown") > order.index("method"):
        yield _error(UNKNOWN, "unknown", "what we do not know stands after the method")
    if report.dropped:  # a person took lines out, and the log says so
        return
    kinds = {s.kind.rpartition(".")[2] for s in report.sentences()}
    wanted = list(SAYS)
    if _unheard(report):
        wanted.append(("who was looked for and not found", frozenset({"unheard"})))
    for what, either in wanted:
        if not either & kinds:
            yield _error(UNKNOWN, "unknown", f"the account does not say {what}")


def _apart(report: Report) -> Iterator[ReportError]:
    """Return the days on which outlets gave different numbers that no sentence sets together."""
    if report.dropped:
        return
    told = [
        {c.document_id for c in s.citations}
        for s in report.sentences()
        if s.kind.endswith(".differ")
    ]
    for day, printed in sorted(_printed(report).items()):
        documents = {document for document, _ in printed.values()}
        differ = len({value for _, value in printed.values()}) > 1
        if differ and not any(documents <= cited for cited in told):
            wrong = f"the numbers that differ on {day} do not stand side by side"
            yield _error(SIDE_BY_SIDE, "letter", wrong)


def _printed(report: Report) -> dict[date, dict[str, tuple[str, float]]]:
    """Return, by day and outlet, the last published number and the document that prints it."""
    days: dict[date, dict[str, tuple[str, float]]] = defaultdict(dict)
    charts = [b for s in report.sections for b in s.blocks if isinstance(b, Chart)]
    for chart in charts:
        if chart.kind == "steps":
            for mark, row in zip(chart.marks, chart.table.rows, strict=True):
                day = mark.at.astimezone(ZoneInfo(report.zone)).date()
                days[day][row[1].text] = (mark.ref, mark.value)
    return days


def _unheard(report: Report) -> bool:
    """Whether fewer people were heard from than were looked for, by the figures."""
    counts = [
        block.value.count
        for section in report.sections
        for block in section.blocks
        if isinstance(block, Figure) and block.value.count is not None
    ]
    return any(c.of_label == "looked-for" and c.of is not None and c.value < c.of for c in counts)


def _error(number: int, place: str, wrong: str) -> ReportError:
    return ReportError(f"rule {number}: {wrong}", place=place, next_step=_STEPS[number])
