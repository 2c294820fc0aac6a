"""The app as a server on the loopback address."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from contrecoup.app import acts, members, screens
from contrecoup.app.again import again
from contrecoup.app.forms import received
from contrecoup.app.guard import Guard
from contrecoup.app.room import LARGEST, Room, asked
from contrecoup.app.waiting import RESTS_ON, reading
from contrecoup.errors import ContrecoupError

HOST = "127.0.0.1"
WITH_FILES = ("/c/{case}/add", "/c/{case}/merge")
SWITCH = 0.001
"""Seconds after which a screen gets its turn while an account is written (Python's own: 0.005)."""
TYPES = {"app.css": "text/css", "app.js": "text/javascript"}


def application(
    folder: str | Path, *, token: str, port: int, lang: str = "", largest: int = LARGEST
) -> ASGIApp:
    """Return the app for a case, or for a folder of cases.

    Args:
        folder: a case, or the folder in which cases are and are made.
        token: the secret of this run.
        port: the port that it will be asked on.
        lang: ``fr`` or ``en``; otherwise as the browser asks.
        largest: bytes that files may have together when they are added at once.
    """
    room = Room(Path(folder), lang, largest)

    def page(work: Callable[..., Response]) -> Callable[[Request], Response]:
        return asked(room, work, reading, RESTS_ON.get(work))

    gets = {
        "/": screens.cases,
        "/c/{case}/": screens.inbox,
        "/c/{case}/inbox": screens.inbox,
        "/c/{case}/columns": screens.columns,
        "/c/{case}/people": members.people,
        "/c/{case}/findings": screens.findings,
        "/c/{case}/check": screens.check,
        "/c/{case}/draft": screens.draft,
        "/c/{case}/page.{lang}": screens.page,
        "/c/{case}/report.{lang}.evidence.html": screens.companion,
        "/c/{case}/evidence": screens.evidence,
        "/c/{case}/publish": screens.publish,
        "/c/{case}/v{version:int}/{name}": screens.published,
        "/c/{case}/settings": screens.settings,
    }
    posts = {
        "/": acts.make,
        "/you": acts.you,
        "/c/{case}/add": acts.add,
        "/c/{case}/refresh": acts.refresh,
        "/c/{case}/verify": acts.verify,
        "/c/{case}/columns": acts.columns,
        "/c/{case}/decide": acts.decide,
        "/c/{case}/together": acts.together,
        "/c/{case}/merge": acts.merge,
        "/c/{case}/settle": acts.settle,
        "/c/{case}/enlist": acts.enlist,
        "/c/{case}/publish": acts.publish,
        "/c/{case}/settings": acts.settings,
    }
    names = ((path.removeprefix("/c/{case}/"), work) for path, work in gets.items())
    refilled = {name: work for name, work in names if "{" not in name}

    def fail(request: Request, form: FormData, error: ContrecoupError) -> Response:
        return again(room, request, form, error, refilled)

    routes = [Route(path, page(work), methods=["GET"]) for path, work in gets.items()]
    routes += [
        Route(path, received(room, work, fail, files=path in WITH_FILES), methods=["POST"])
        for path, work in posts.items()
    ]
    routes += [Route(f"/{name}", _own(name), methods=["GET"]) for name in TYPES]
    return Guard(Starlette(routes=routes), token, port)


def _own(name: str) -> Callable[[Request], Response]:
    content = files("contrecoup.app").joinpath(name).read_bytes()

    def answer(_request: Request) -> Response:
        return Response(content, media_type=TYPES[name])

    return answer


def serve(
    folder: str | Path,
    *,
    port: int = 8017,
    lang: str = "",
    largest: int = LARGEST,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Serve a case, or a folder of cases, until interrupted.

    Args:
        folder: a case, or the folder in which cases are and are made.
        port: the port on the loopback address.
        lang: the language of the interface, otherwise as the browser asks.
        largest: bytes that files may have together when they are added at once.
        ready: told the address with its token, once it answers.
    """
    import uvicorn

    sys.setswitchinterval(SWITCH)
    token = secrets.token_urlsafe(32)
    app = application(folder, token=token, port=port, lang=lang, largest=largest)
    settings = uvicorn.Config(
        app, host=HOST, port=port, log_level="warning", access_log=False, server_header=False
    )

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
            await super().startup(sockets)  # type: ignore[arg-type]
            if self.started and ready:
                ready(f"http://{HOST}:{port}/?token={token}")

    Server(settings).run()
