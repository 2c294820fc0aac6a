"""Pages by their addresses: fetched politely, kept as web archives, each with its outcome."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from attrs import evolve

from contrecoup.corridor.intake import Progress, again, reason_of
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


def fetch(
    case: Case, ingest: Ingest, addresses: Iterable[str], using: Fetcher, progress: Progress | None
) -> list[FileOutcome]:
    """Fetch, keep and read pages; the caller holds the case's lock.

    A page whose content is that of an earlier capture of the same address adds an act
    to the log and nothing else.
    """
    outcomes = []
    for address in dict.fromkeys(addresses):
        if progress:
            progress(address, 0, 0.0)
        try:
            page = using.page(address)
        except PlatformRefused as refused:
            problem = Problem(refused.place or address, reason_of(refused))
            outcomes.append(FileOutcome(input=address, unreadable=(problem,), refused=True))
            continue
        outcomes.append(_kept(case, ingest, address, page))
    return outcomes


def _kept(case: Case, ingest: Ingest, address: str, page: Page) -> FileOutcome:
    from contrecoup.sources.live.fetch import warc

    last = page.last
    payload = hashlib.sha256(last.body).hexdigest()
    told = {"status": last.status, "payload": payload}
    before = _before(case, address, last.status, payload)
    if before:
        case.vault.act("unchanged", last.at, object=before, **told)
        held = ingest.outcome(before)
        if held is not None:
            return again(held, address)
    outcome = _add(ingest, address, warc(page.exchanges), last.at)
    case.vault.act("fetched", last.at, object=outcome.capture_id, **told)
    if last.status >= 400:
        problem = Problem(address, f"the server answered {last.status}")
        return evolve(outcome, unreadable=(*outcome.unreadable, problem), skipped={}, refused=True)
    return evolve(outcome, skipped=_but_redirects(outcome.skipped))


def _add(ingest: Ingest, address: str, data: bytes, at: datetime) -> FileOutcome:
    return ingest.add(address, io.BytesIO(data), "", "warc", {}, at, None, "url")


def _but_redirects(skipped: dict[str, int]) -> dict[str, int]:
    return {why: n for why, n in skipped.items() if not why.startswith("HTTP 3")}


def _before(case: Case, address: str, status: int, payload: str) -> str:
    """Return the capture of the same address that holds the same content, or nothing."""
    sources = {capture.capture_id: capture.source for capture in case.vault.captures()}
    for act in case.vault.acts():
        same = act.fields.get("payload") == payload and act.fields.get("status") == status
        if act.act == "fetched" and same and sources.get(act.object) == address:
            return act.object
    return ""
