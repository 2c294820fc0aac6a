"""What answers a form that could not be taken: its own screen, with what was typed and why not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote, unquote

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from contrecoup.app.refill import refilled
from contrecoup.app.room import Asked, Room, Wrong, guarded, remember
from contrecoup.errors import ContrecoupError

Screens = Mapping[str, Callable[[Asked], Response]]
PLACED = frozenset({"", "text", "roster", "a.citations"})
"""Fields in which a place (a line) is to be told."""
CALLED = {"folder": "name", "case.zone": "zone"}
"""What the form that makes a case calls what :meth:`Case.init` is given."""
SCREEN_OF = {
    "add": "inbox",
    "decide": "findings",
    "together": "findings",
    "merge": "findings",
    "settle": "publish",
    "enlist": "people",
}
"""Where a form was, where it does not say."""


def again(
    room: Room, request: Request, form: FormData, error: ContrecoupError, screens: Screens
) -> Response:
    """Show the screen that a form was on, with what was typed, and what is wrong beside its field."""
    at = Asked(room, request)
    given = {k: v for k, v in reversed(form.multi_items()) if isinstance(v, str)}
    who = given.get("who", "").strip()[:80] or at.who
    act = at.path.rpartition("/")[2]
    base = f"/c/{quote(at.name)}/{SCREEN_OF.get(act, act)}" if at.name else "/"
    page = _screen(room, request, given.get("shown", ""), who, screens)
    page = page or _screen(room, request, base, who, screens)
    if page is None:
        return guarded(at, lambda: at.failed(error))
    asked = at.words["you_are"] if error.field == "who" else ""
    field = field_of(error.field, given) or error.field
    wrong = at.wrong(error, where=field in PLACED or field not in given)
    boxes = frozenset((k, v) for k, v in form.multi_items() if isinstance(v, str))
    page = refilled(page, at.path, given, wrong, field, asked, boxes)
    answer = HTMLResponse(page, error.status if isinstance(error, Wrong) else 422)
    if who:
        remember(answer, who)
    return answer


def _screen(room: Room, request: Request, address: str, who: str, screens: Screens) -> str | None:
    """Return a screen as its address shows it; None where it is no screen, or does not open."""
    path, _, query = address.partition("#")[0].partition("?")
    case = request.path_params.get("case", "")
    base = f"/c/{quote(case)}/"
    name = path.removeprefix(base) if case and path.startswith(base) else path
    if not path or name not in screens:
        return None
    scope: dict[str, Any] = {
        **request.scope,
        "method": "GET",
        "path": unquote(path),
        "raw_path": path.encode("latin-1", "replace"),
        "query_string": query.encode("latin-1", "replace"),
        "path_params": {} if path == "/" else {"case": case},
    }
    at = Asked(room, Request(scope))
    at.who = who
    answer = guarded(at, lambda: screens[name](at))
    return bytes(answer.body).decode() if answer.status_code < 400 else None


def field_of(field: str, given: Mapping[str, str]) -> str:
    """Return the form's own name of what an error is about; '' where it has no such field."""
    names = (field, f"a.{field}", f"o.{field}", CALLED.get(field, ""))
    return next((name for name in names if name in given), "")
