"""Screens that take long: what each rests on, and what is shown until it is there."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.responses import Response

from contrecoup.app import screens
from contrecoup.app.guard import PAGE_POLICY
from contrecoup.app.room import Asked


def reading(at: Asked) -> Response:
    """What is being read, or worked out, just now: asks nothing of the case, which is busy."""
    job = at.room.jobs.get(at.name)
    answer = at.page("reading", job=job if job and not job.done else None)
    # With an address: a browser that stands at a place of the screen (#now) only goes there again.
    query = at.request.url.query
    answer.headers["Refresh"] = f"1; url={at.path}" + (f"?{query}" if query else "")
    if "/page." in at.path or "/report." in at.path:  # it may stand in the draft's frame
        answer.headers["Content-Security-Policy"] = PAGE_POLICY
    return answer


def _queue(at: Asked) -> None:
    _ = at.case.review.queue


def _page(at: Asked) -> None:
    screens.page(at)


def _draft(at: Asked) -> None:
    screens.copy_of(at, screens.draft_lang(at))


def _checklist(at: Asked) -> None:
    at.case.checklist()


RESTS_ON: Mapping[Callable[..., Response], tuple[str, Callable[[Asked], None]]] = {
    screens.findings: ("queue", _queue),
    screens.check: ("queue", _queue),
    screens.draft: ("account", _draft),
    screens.page: ("account", _page),
    screens.companion: ("account", _page),
    screens.publish: ("account", _checklist),
}
"""What takes long of a screen, by the screen: the case is opened, the account written."""
