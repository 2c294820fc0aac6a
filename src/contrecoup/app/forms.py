"""How forms arrive: bounded in size, one act at a time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message

from contrecoup.app.room import Asked, Room, sized
from contrecoup.corridor.patience import patient
from contrecoup.errors import ContrecoupError, SettingsError

MOST_FILES = 2000
LARGEST_FIELD = 1 << 20
LARGEST_FORM = 4 << 20
"""Bytes of a form that brings no files."""
Act = Callable[[Asked, FormData], Response]
Fail = Callable[[Request, FormData, ContrecoupError], Response]
"""Answers a form that could not be taken."""


class _TooLarge(Exception):
    """More came than is taken."""


def text(form: FormData, name: str) -> str:
    """Return a field without blanks around it; '' for a file, or for nothing."""
    value = form.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def received(
    room: Room, act: Act, fail: Fail, *, files: bool = False
) -> Callable[[Request], Awaitable[Response]]:
    """Return an endpoint that reads a form and acts on it, one at a time.

    Where another one is writing to the case, the act waits at each of its writes.

    Args:
        room: the cases.
        act: what the form does.
        fail: what answers where it cannot be done.
        files: whether it brings files, which may be as large as the room takes.
    """

    async def answer(request: Request) -> Response:
        most = room.most if files else LARGEST_FORM
        limits = {"max_files": MOST_FILES, "max_fields": 1000, "max_part_size": LARGEST_FIELD}
        body = _Body(request, most)
        try:
            async with body.request.form(**limits) as form:

                def work() -> Response:
                    # No question of one state: an act reads afresh what it is about to change.
                    at = Asked(room, request)
                    with room.lock:
                        try:
                            with patient():
                                return act(at, form)
                        except ContrecoupError as error:
                            return fail(request, form, error)

                return await run_in_threadpool(work)
        except _TooLarge:
            await body.rest()
            return _refused(Asked(room, request), most, files=files)
        except HTTPException as error:
            await body.rest()
            at = Asked(room, request)
            said = str(error.detail)
            many = at.problem("files_too_many", "files_too_many_step")
            known = many if "Too many files" in said else SettingsError(said)
            return at.failed(known, 400)

    return answer


class _Body:
    """The body of a request, which breaks off after so many bytes."""

    def __init__(self, request: Request, most: int) -> None:
        told = request.headers.get("content-length", "")
        self._size = int(told) if told.isdecimal() and len(told) < 20 else 0
        self._told = bool(told)
        self._most = most
        self._receive = request.receive
        self._more = True
        self.request = Request(request.scope, self.receive)

    async def receive(self) -> Message:
        """Return what comes next; nothing is read of a body that says it is too large."""
        if self._size > self._most:
            raise _TooLarge
        message = await self._next()
        if not self._told:
            self._size += len(message.get("body", b""))
            if self._size > self._most:
                raise _TooLarge
        return message

    async def rest(self) -> None:
        """Throw away what is still coming: a browser shows no answer before its end."""
        while self._more:
            await self._next()

    async def _next(self) -> Message:
        message = await self._receive()
        self._more = message["type"] == "http.request" and message.get("more_body", False)
        return message


def _refused(at: Asked, most: int, *, files: bool) -> Response:
    message = f"{at.words['too_large']} {sized(most, at.words)}"
    step = at.words["too_large_step"] if files else at.words["too_long_step"]
    return at.failed(SettingsError(message, next_step=step), 413)
