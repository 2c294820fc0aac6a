"""What an account always says, whatever was found (EXPERIENCE §5, *always written*).

These rules read the whole report, not a line: what we do not know stands before the
method and says who was not found, where nobody looked, when captures were made, what was
looked at again, how far counts were checked; a correction says what changed, why and who
changed it, and is listed.
"""

from __future__ import annotations

from collections.abc import Iterator

from contrecoup.errors import ReportError
from contrecoup.model.report import Figure, Report

UNKNOWN, CORRECTIONS = 24, 25
"""The numbers of the two rules, after those of the sentences."""
SAYS: tuple[tuple[str, frozenset[str]], ...] = (
    ("on which networks nobody looked", frozenset({"platforms", "no_posts"})),
    ("how many items were looked at again", frozenset({"rechecked", "no_posts"})),
    ("how far the detectors were checked", frozenset({"weakest", "unmeasured"})),
)
"""What *What we do not know* says of every case, by the kinds of sentences that say it."""
_STEPS = {UNKNOWN: "Always written: what we do not know.", CORRECTIONS: "Corrections are listed."}


def always(report: Report) -> Iterator[ReportError]:
    """Return what a whole account lacks; nothing for a part of one (it has no method)."""
    order = [section.key for section in report.sections]
    if "method" in order:
        yield from _unknown(report, order)
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
