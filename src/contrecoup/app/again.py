"""What answers a form that could not be taken: its own screen, with what was typed and why not."""

from __future__ import annotations

import re
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
FIELDS: tuple[tuple[str, str], ...] = (
    ("needs the name of who", "who"),
    ("needs a reason", "why"),
    ("is a case already", "name"),
    ("needs its source", "source"),
    ("needs a source", "source"),
    ("needs a name", "name"),
    ("needs its organisation", "organisation"),
    ("is no day", "from"),
    ("the last day is before the first", "to"),
    ("these words are not in a document", "a.citations"),
    ("a move rests on words", "a.citations"),
    ("between quotation marks", "value"),
    ("quoted posts were last seen", "without_recheck"),
)
"""Which field a message is about, by words of it; the first field of the form without one."""
PLACED = frozenset({"", "text", "roster", "a.citations"})
"""Fields in which a place (a line) is to be told."""
SCREEN_OF = {
    "add": "inbox",
    "decide": "findings",
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
    field = error.field if isinstance(error, Wrong) else field_of(error)
    asked = at.words["you_are"] if field == "who" else ""
    wrong = at.wrong(error, where=field in PLACED)
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


def field_of(error: ContrecoupError) -> str:
    """Return the name of the field that an error is about; '' where it does not tell."""
    if setting := re.match(r"the setting '(\w+)' is wrong", error.message):
        return setting[1]
    told = next((name for words, name in FIELDS if words in error.message), "")
    return told or (f"a.{error.place}" if error.place.isidentifier() else "")
