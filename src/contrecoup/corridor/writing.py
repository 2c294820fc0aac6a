"""From findings to files: the account of a case, in each language and format."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve

from contrecoup.corridor import listing
from contrecoup.corridor.views import Account, Found
from contrecoup.errors import NothingToTell
from contrecoup.model.decisions import Decision
from contrecoup.model.evidence import Capture
from contrecoup.model.findings import Findings
from contrecoup.model.report import Report
from contrecoup.model.settings import Lang

if TYPE_CHECKING:
    from contrecoup.case import Case


def account(case: Case, lang: Lang | None, found: Found | None) -> Account:
    """Write the account in one language (the case's first without one).

    Raises:
        NothingToTell: the case holds nothing that was read.
        ReportError: a generated sentence breaks an editorial rule.
    """
    held = case.documents()
    if not (len(held.posts) or held.articles or held.letters):
        message = "the case holds no post, article or letter to write an account of"
        raise NothingToTell(message, next_step="add what you gathered: contrecoup add CASE FILE...")
    findings = (found or case.find()).findings
    chosen = lang or case.settings.languages[0]
    written = case.drafting.draft(chosen, case.decisions, found=findings)
    return Account(written, partial(case.show, lang=chosen), partial(_save, case, findings))


def _save(case: Case, findings: Findings, edited: Report, path: Path, part: str) -> None:
    from contrecoup.store.disk import put_down

    made = rendered(case, edited, findings, path.name, part=part)
    made |= listing.table(case, findings, [edited])
    for name, content in made.items():
        put_down(path.with_name(name), content)


def as_of(captures: Iterable[Capture], decisions: Iterable[Decision]) -> datetime:
    """Return the time of the last act in the case, so that builds repeat."""
    times = [c.captured.at for c in captures]
    times += [d.at for d in decisions]
    return max(times, default=datetime(1970, 1, 1, tzinfo=UTC))


def rendered(
    case: Case,
    written: Report,
    findings: Findings,
    name: str,
    *,
    part: str = "",
    other: tuple[str, str] | None = None,
    beside: tuple[tuple[str, str], ...] = (),
    edit: Callable[[Any], tuple[str, str]] | None = None,
) -> dict[str, bytes]:
    """Return a report in the format of a file's name (see ``render.write``)."""
    from contrecoup import render

    def data(chosen: Report) -> bytes:
        publish = listing.publisher(case, findings)
        begun, left = listing.begun(findings)
        extra = {"findings": publish(begun)} | ({"left_out": publish(left)} if left else {})
        return render.json(publish(evolve(chosen, lists={})), extra)

    return render.write(
        written, name, data=data, part=part, other=other, downloads=beside, edit=edit
    )


def write(
    case: Case,
    langs: Iterable[Lang] | None,
    found: Found | None,
    on_step: Callable[[str], None] | None,
) -> dict[str, Path]:
    """Write the account in every language and format under out/.

    Returns:
        the file written by its name (``report.fr.html``).
    """
    from contrecoup import store

    chosen = tuple(langs or case.settings.languages)
    tell = on_step or (lambda _step: None)
    found = found or case.find(on_step=tell)
    written: dict[str, Path] = {}
    reports = []
    with store.lock(case.folder, "report"):
        for lang in chosen:
            tell(f"report {lang}")
            told = account(case, lang, found).report
            reports.append(told)
            beside = (("Markdown", f"report.{lang}.md"), ("JSON", f"report.{lang}.json"))
            for suffix in (".html", ".md", ".json"):
                name = f"report.{lang}{suffix}"
                other = next(((o, f"report.{o}{suffix}") for o in chosen if o != lang), None)
                files = rendered(case, told, found.findings, name, other=other, beside=beside)
                for part, content in files.items():
                    written[part] = store.write(case.folder, f"out/{part}", content)
        for name, content in listing.table(case, found.findings, reports).items():
            written[name] = store.write(case.folder, f"out/{name}", content)
    return written
