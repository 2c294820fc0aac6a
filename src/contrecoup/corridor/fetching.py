"""Pages by their addresses: fetched politely, kept as web archives, each with its outcome."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from contrecoup.corridor.intake import Opened, Progress, again, files, reason_of
from contrecoup.errors import PlatformRefused
from contrecoup.model.outcomes import FileOutcome, Problem

if TYPE_CHECKING:
    from contrecoup.case import Case
    from contrecoup.corridor.ingest import Ingest
    from contrecoup.sources.live.fetch import Fetcher, Page


def is_address(given: object) -> bool:
    """Whether an input is an address of the web rather than a path."""
    return isinstance(given, str) and given.lower().startswith(("http://", "https://"))


def fetcher(*, private: bool) -> Fetcher:
    """Return what fetches; ``private`` lets it ask addresses that are not public."""
    from contrecoup.sources.live.fetch import Fetcher
    from contrecoup.sources.live.network import Wire

    return Fetcher(Wire(private=private))


Given = tuple[str, str]
"""An address, and what the person says its page is (``letter``), or nothing."""


def parted(
    inputs: Iterable[str | Path], letter: str | Path | Iterable[str | Path] | None
) -> tuple[list[tuple[str, Opened, str]], list[Given]]:
    """Return the files among inputs and letters, by name and role, and the addresses."""
    versions = [] if letter is None else letter
    versions = [versions] if isinstance(versions, str | Path) else list(versions)
    jobs: list[tuple[str, Opened, str]] = []
    addresses: list[Given] = []
    for given, role in ((list(inputs), ""), (versions, "letter")):
        addresses += [(str(one), role) for one in given if is_address(one)]
        paths = [one for one in given if not is_address(one)]
        jobs += [(name, path, role) for name, path in files(paths)]
    return jobs, addresses


def fetch(
    case: Case,
    ingest: Ingest,
    addresses: Iterable[Given],
    using: Fetcher,
    progress: Progress | None,
) -> list[FileOutcome]:
    """Fetch, keep and read pages; the caller holds the case's lock.

    A page whose content is that of an earlier capture of the same address adds an act
    to the log and nothing else.
    """
    outcomes = []
    for address, role in dict.fromkeys(addresses):
        if progress:
            progress(address, 0, 0.0)
        try:
            page = using.page(address)
        except PlatformRefused as refused:
            problem = Problem(refused.place or address, reason_of(refused))
            outcomes.append(FileOutcome(input=address, unreadable=(problem,), refused=True))
            continue
        outcomes.append(_kept(case, ingest, address, role, page))
    return outcomes


def _kept(case: Case, ingest: Ingest, address: str, role: str, page: Page) -> FileOutcome:
    from contrecoup.sources.live.fetch import warc

    last = page.last
    payload = hashlib.sha256(last.body).hexdigest()
    told = {"status": last.status, "payload": payload}
    before = _before(case, address, role, last.status, payload)
    if before:
        case.vault.act("unchanged", last.at, object=before, **told)
        held = ingest.outcome(before)
        if held is not None:
            return again(held, address)
    data, form = io.BytesIO(warc(page.exchanges)), role or "warc"
    outcome = ingest.add(address, data, role, form, {}, last.at, None, "url")
    case.vault.act("fetched", last.at, object=outcome.capture_id, **told)
    if last.status >= 400:
        problem = Problem(address, f"the server answered {last.status}")
        return evolve(outcome, unreadable=(*outcome.unreadable, problem), skipped={}, refused=True)
    return evolve(outcome, skipped=_but_redirects(outcome.skipped))


def _but_redirects(skipped: dict[str, int]) -> dict[str, int]:
    return {why: n for why, n in skipped.items() if not why.startswith("HTTP 3")}


def _before(case: Case, address: str, role: str, status: int, payload: str) -> str:
    """Return the capture of the same address that holds the same content, or nothing."""
    held = {c.capture_id: (c.source, c.role) for c in case.vault.captures()}
    for act in case.vault.acts():
        same = act.fields.get("payload") == payload and act.fields.get("status") == status
        if act.act == "fetched" and same and held.get(act.object) == (address, role):
            return act.object
    return ""
