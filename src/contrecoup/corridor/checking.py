"""Check a whole case: its stores, then the words and numbers of its last report."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from contrecoup.corridor import checks, listing, publishing, writing
from contrecoup.corridor.views import Checked, Verdict
from contrecoup.errors import ContrecoupError, EvidenceError
from contrecoup.model.decisions import Decision
from contrecoup.model.findings import Findings
from contrecoup.model.report import Report
from contrecoup.model.settings import Lang

if TYPE_CHECKING:
    from contrecoup.case import Case


def check(case: Case) -> Checked:
    """Verify hashes, chain, quoted words and the numbers of the last report."""
    from contrecoup.corridor import proofs

    with suppress(ContrecoupError):
        case.documents()  # finishes what a killed run left
    verdicts = [*case.verify_stores(), *_retained(case)]
    if any(v.kind == "chain" and not v.ok for v in verdicts):
        return Checked(tuple(verdicts))
    verdicts += publishing.verify(case)
    try:
        documents = case.documents()
    except EvidenceError as error:
        verdicts.append(Verdict("can be read", error.place, ok=False, message=error.message))
        return Checked(tuple(verdicts))
    pages: dict[Lang, Any] = {}
    for lang in case.settings.languages:
        path = case.folder / "out" / f"report.{lang}.json"
        if path.is_file():
            try:
                pages[lang] = json.loads(path.read_bytes())
            except (ValueError, RecursionError) as error:
                verdicts.append(Verdict("report readable", path.name, ok=False, message=str(error)))
    verdicts += _quoted(case, pages)
    for lang, written in pages.items():
        verdicts += _counted(case, lang, written, f"report.{lang}.json")
    verdicts += proofs.verdicts(case.prove(documents), documents.posts)
    return Checked(tuple(verdicts))


def _quoted(case: Case, pages: Mapping[Lang, Any]) -> Iterator[Verdict]:
    """Yield whether the words that pages quote are in their captures, each read once."""
    own = cache(case.behind)
    wanted: dict[str, set[str]] = {}
    for written in pages.values():
        for capture_id, documents in checks.wanted(written, own).items():
            wanted.setdefault(capture_id, set()).update(documents)
    texts = cache(lambda capture_id: case.texts(capture_id, wanted.get(capture_id, ())))
    for lang, written in pages.items():
        yield from checks.quoted(written, texts, f"report.{lang}.json", own)


def _counted(case: Case, lang: Lang, written: Any, name: str) -> Iterator[Verdict]:
    """Yield whether a page's numbers hold, as of its own decisions, and whether it is of today.

    A page is counted again with the decisions that it was written with: what people decided since
    makes it old, not wrong.  Where the case has got other inputs, settings or people since, that
    cannot be done: numbers that are others today then make it old, too.
    """
    known = case.decisions
    made = written.get("decisions") if isinstance(written, dict) else None
    told = isinstance(made, int) and 0 <= made <= len(known)
    same = told and written.get("basis") == case.drafting.basis
    then = known[:made] if same else known
    found, report, again = _again(case, lang, then, name)
    verdicts = tuple(checks.recounted(written, again, name))
    yield from (v for v in verdicts if v.ok or same or not told)
    if same:
        yield from listing.verify(case, found, report, written)
    if told:
        today = again if then == known else _again(case, lang, known, name)[2]
        differ = checks.differing(written, today)
        since = f"{len(known) - len(then)} decisions were made"
        why = since if same else "inputs, settings or people changed"
        message = (
            f"{name} is out of date: {why} since, and {differ} of its sentences are others now"
        )
        step = "; next: contrecoup report CASE"
        yield Verdict("page as of today", name, not differ, message + step if differ else "")


def _again(
    case: Case, lang: Lang, decisions: tuple[Decision, ...], name: str
) -> tuple[Findings, Report, Any]:
    """Return the findings and the account as some decisions leave them; it as plain values, too."""
    found = case.drafting.find(decisions)
    report = case.drafting.draft(lang, decisions, found=found)
    return found, report, json.loads(writing.rendered(case, report, found, name)[name])


def _retained(case: Case) -> Iterator[Verdict]:
    """Yield whether the case may still be kept, where case.toml says how long."""
    last = case.settings.retain_until
    if last is not None:
        over = datetime.now(UTC).date() > last
        message = f"the case was to be kept until {last}: delete it, or say a later day"
        yield Verdict("kept no longer than planned", "case.toml", not over, message if over else "")
