"""What changed since the last published version: old words, new words, why, who, when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from itertools import zip_longest

from contrecoup.model.decisions import PEOPLE, Decision
from contrecoup.model.publication import Printed, Publication, printed
from contrecoup.model.report import Correction, Report
from contrecoup.report.desk import Desk

TOOL = "Contrecoup"
"""Who changed a sentence that changed because the case holds more than before."""


def corrections(
    desk: Desk,
    report: Report,
    published: tuple[Publication, ...],
    decisions: tuple[Decision, ...],
) -> tuple[Correction, ...]:
    """Return every correction since the first publication, oldest first.

    Those printed before stay as they were printed; the rest is worked out from the last
    version and this one.  Words that may no longer be published are left out of the old text.
    """
    held = [one for one in published if desk.lang in one.lines]
    if not held:
        return ()
    last = held[-1]
    since = tuple(d for d in decisions[last.decisions :] if d.verb != "settle")
    old, new = last.lines[desk.lang], printed(report)
    made = [
        Correction(
            sentence_id=(now or before).sentence_id,
            old=_withheld(desk, before),
            new=now.text if now else "",
            **_because(desk, before, now, last, since),  # type: ignore[arg-type]
        )
        for before, now in _pairs(old, new)
        if now is None or before.text != now.text
    ]
    order = {line.sentence_id: n for n, line in enumerate((*new, *old))}
    made.sort(key=lambda c: (c.at, order[c.sentence_id]))
    before_that = tuple(c for c in last.corrections.get(desk.lang, ()))
    return (*before_that, *made)


def _pairs(
    old: tuple[Printed, ...], new: tuple[Printed, ...]
) -> Iterator[tuple[Printed, Printed | None]]:
    """Yield every published line with what stands in its place now.

    First the line with the same key; what is left is paired with the new lines of the same kind
    in the same section, in order (but no card and no row of a table, each of which is about
    something of its own); the others were taken out.
    """
    now = {line.key: line for line in new}
    keys = {line.key for line in old}
    spare: dict[tuple[str, str], list[Printed]] = defaultdict(list)
    for line in new:
        if line.key not in keys and line.kind not in {"card", "row"}:
            spare[line.section, line.kind].append(line)
    lost: dict[tuple[str, str], list[Printed]] = defaultdict(list)
    for line in old:
        if line.key in now:
            yield line, now[line.key]
        else:
            lost[line.section, line.kind].append(line)
    for place, lines in lost.items():
        yield from zip_longest(lines, spare[place][: len(lines)])


def _withheld(desk: Desk, line: Printed) -> str:
    text = line.text
    for document_id, words in line.quotes:
        if words and (desk.masked(document_id) or desk.exposes(words, document_id)):
            text = text.replace(words, "[…]")
    return text


def _because(
    desk: Desk,
    before: Printed,
    now: Printed | None,
    last: Publication,
    since: tuple[Decision, ...],
) -> dict[str, str | datetime]:
    """Return why a line changed, who changed it and when."""
    names = {f"{before.key}.{desk.lang}", before.key, *before.rests_on}
    if now is not None:
        names |= {f"{now.key}.{desk.lang}", now.key, *now.rests_on}
    direct = [d for d in since if d.target in names]
    people = [d for d in since if d.verb in PEOPLE]
    held = frozenset(last.captures)
    fresh = [c for c in desk.documents.captures if c.capture_id not in held]
    if not direct and fresh:
        at = max(c.captured.at for c in fresh)
        return {"why": desk.page.labels["changed_input"], "who": TOOL, "at": max(at, last.at)}
    for one in reversed(direct or people or list(since)):
        return {"why": one.why or desk.page.labels[f"did_{one.verb}"], "who": one.who, "at": one.at}
    return {"why": desk.page.labels["changed_settings"], "who": TOOL, "at": last.at}
