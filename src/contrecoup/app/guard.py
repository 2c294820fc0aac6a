"""Who may ask: this machine's browser, on this address, with this run's token."""

from __future__ import annotations

import hmac
from urllib.parse import parse_qs

from attrs import frozen
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_POPUPS = "allow-popups allow-popups-to-escape-sandbox"
PAGE_POLICY = (
    f"sandbox allow-scripts {_POPUPS}; default-src 'none'; style-src 'unsafe-inline'; "
    "script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""For the account itself, which brings a stricter policy of its own."""
EDIT_FENCE = f"allow-same-origin allow-top-navigation-by-user-activation {_POPUPS}"
"""What the desk's copy of the account may do in its frame: lead to a sentence; no script runs."""
EDIT_POLICY = (
    f"sandbox {EDIT_FENCE}; default-src 'none'; style-src 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)


@frozen
class Guard:
    """Refuses other hosts, other origins and whoever has no token; sets the headers.

    Args:
        app: what is guarded.
        token: this run's secret.
        port: the port that is listened on.
    """

    app: ASGIApp
    token: str
    port: int

    @property
    def cookie(self) -> str:
        """The cookie's name: browsers share cookies between ports."""
        return f"contrecoup-{self.port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        refused = self._refused(scope)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                headers.setdefault("Content-Security-Policy", POLICY)
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "same-origin"
                headers["Cross-Origin-Resource-Policy"] = "same-origin"
                headers["Cross-Origin-Opener-Policy"] = "same-origin"
                headers["Cache-Control"] = "no-store"
                message["headers"] = headers.raw
            await send(message)

        await (refused or self.app)(scope, receive, guarded)

    def _refused(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        hosts = {f"127.0.0.1:{self.port}", f"localhost:{self.port}"}
        host = headers.get("host", "")
        if host not in hosts:
            return PlainTextResponse("This address is not served here.\n", 421)
        origin = headers.get("origin")
        foreign = origin is not None and origin != f"http://{host}"
        silent = scope["method"] not in {"GET", "HEAD"} and origin is None
        if foreign or silent:
            return PlainTextResponse("Refused: asked by another site.\n", 403)
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if given and scope["method"] == "GET" and self._same(given):
            answer = RedirectResponse(scope["path"], 303)
            answer.set_cookie(self.cookie, self.token, httponly=True, samesite="strict", path="/")
            return answer
        if headers.get("sec-fetch-site", "none") == "cross-site":
            return PlainTextResponse("Refused: asked by another site.\n", 403)
        if not self._same(cookie_parser(headers.get("cookie", "")).get(self.cookie, "")):
            words = "Refused: open the address that contrecoup serve printed, with its token.\n"
            return PlainTextResponse(words, 403)
        return None

    def _same(self, token: str) -> bool:
        return hmac.compare_digest(token.encode(), self.token.encode())
