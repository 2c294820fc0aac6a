"""What the screens share: the cases of a folder, one act at a time, words, templates."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from threading import RLock
from typing import Any
from urllib.parse import quote, unquote

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from contrecoup.app.words import WORDS
from contrecoup.case import Case
from contrecoup.errors import ContrecoupError, SettingsError
from contrecoup.model.decisions import Decision, standing

WHO = "contrecoup-who"


class Room:
    """The cases that may be opened, and a lock: one question at a time.

    Args:
        folder: a case, or a folder of cases.
        lang: the language of the interface; '' as the browser asks.
    """

    def __init__(self, folder: Path, lang: str) -> None:
        self.folder = folder.resolve()
        self.alone = (self.folder / "case.toml").is_file()
        self.lang = lang
        self.lock = RLock()
        self.jobs: dict[str, Any] = {}
        self._open: dict[str, Case] = {}

    def names(self) -> tuple[str, ...]:
        """Return the names of the cases, in order."""
        if self.alone:
            return (self.folder.name,)
        if not self.folder.is_dir():
            return ()
        return tuple(sorted(p.name for p in self.folder.iterdir() if (p / "case.toml").is_file()))

    def place(self, name: str) -> Path:
        """Return the folder of a case."""
        return self.folder if self.alone else self.folder / name

    def case(self, name: str) -> Case:
        """Return a case by name.

        Raises:
            SettingsError: there is none of that name here.
        """
        if name not in self.names():
            message = f"there is no case {name!r} here"
            raise SettingsError(message, next_step="go back to the list of cases")
        if name not in self._open:
            self._open[name] = Case(self.place(name))
        return self._open[name]


class Asked:
    """One request: its case, its language, who asks; and the page that answers."""

    def __init__(self, room: Room, request: Request) -> None:
        self.room = room
        self.request = request
        self.query = request.query_params
        self.name: str = request.path_params.get("case", "")
        self.who = unquote(request.cookies.get(WHO, ""))
        self.lang = self._lang()
        self.words = WORDS[self.lang]

    def _lang(self) -> str:
        chosen = self.query.get("ui") or self.request.cookies.get("contrecoup-ui", "")
        chosen = chosen or self.room.lang
        if chosen in WORDS:
            return chosen
        first = self.request.headers.get("accept-language", "").strip().lower()
        return "fr" if first.startswith("fr") else "en"

    @property
    def case(self) -> Case:
        """The case that is asked about."""
        return self.room.case(self.name)

    def page(self, screen: str, status: int = 200, **values: Any) -> HTMLResponse:
        """Return a screen."""
        made = _templates().get_template(f"{screen}.j2")
        text = made.render(
            screen=screen,
            name=self.name,
            base=f"/c/{quote(self.name)}" if self.name else "",
            w=self.words,
            lang=self.lang,
            who=self.who,
            said=self.query.get("said", ""),
            path=self.request.url.path,
            **values,
        )
        answer = HTMLResponse(text, status)
        if self.query.get("ui") in WORDS:
            answer.set_cookie("contrecoup-ui", self.lang, samesite="strict", path="/")
        return answer


def asked(room: Room, work: Callable[[Asked], Response]) -> Callable[[Request], Response]:
    """Return an endpoint: one question at a time, errors as a page with the next step."""

    def answer(request: Request) -> Response:
        at = Asked(room, request)
        with room.lock:
            return guarded(at, lambda: work(at))

    return answer


def guarded(at: Asked, work: Callable[[], Response]) -> Response:
    """Return an answer, or the page that says what is wrong and what to do."""
    try:
        return work()
    except ContrecoupError as error:
        name = at.name if at.name in at.room.names() else ""
        at.name = name
        return at.page("problem", 422, error=error)


def seen(decisions: tuple[Decision, ...], target: str) -> str:
    """Return a mark of what stands about a target, to notice that another tab has decided."""
    stack = standing(decisions).get(target, ())
    said = "\x1f".join(f"{d.verb} {d.value} {d.at.isoformat()}" for d in stack)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


@lru_cache(maxsize=1)
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("contrecoup.app"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.filters["q"] = lambda text: quote(str(text), safe="")
    made.filters["minute"] = lambda at: f"{at:%Y-%m-%d %H:%M} UTC" if at else ""
    return made
