"""What the screens share: the cases of a folder, one act at a time, words, templates."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache, partial
from pathlib import Path
from threading import RLock
from typing import Any, NoReturn
from urllib.parse import quote, unquote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from contrecoup.app.ahead import Ahead
from contrecoup.app.lasting import Lasting
from contrecoup.app.saying import called_in, placed, told, values
from contrecoup.app.times import DATED, minute, timed
from contrecoup.app.words import WORDS
from contrecoup.case import Case
from contrecoup.corridor.patience import patient
from contrecoup.errors import ContrecoupError, SettingsError
from contrecoup.language.lookalike import marked
from contrecoup.model.decisions import Decision, standing
from contrecoup.model.settings import LANGS, Lang

WHO = "contrecoup-who"
_NOT = r"\/\\:*?\x22<>\|\x00-\x1f"
NAME = rf"[^.\s{_NOT}](?:[^{_NOT}]*[^.\s{_NOT}])?"
"""What a case may be called, for a browser and here: what a folder's name may hold everywhere."""
LONGEST_NAME = 200
"""Bytes of a case's name."""
LARGEST = 2 << 30
"""Bytes that are taken at once, unless ``serve --largest`` says otherwise."""
NETWORKS = {
    "x": "X",
    "bluesky": "Bluesky",
    "mastodon": "Mastodon",
    "facebook": "Facebook",
    "reddit": "Reddit",
    "telegram": "Telegram",
}
"""What networks are called."""
LONGEST_TRAIL = 8000
"""Characters of a trail that are shown."""
BUSY = 2.0
"""Seconds that a page waits for a file that is being read."""


class NoCase(SettingsError):
    """There is no case of that name here."""


class Wrong(SettingsError):
    """What a form says cannot be taken, in words of the interface.

    Args:
        message: what is wrong.
        next_step: what to do.
        field: the name of the form's field that it is about; '' for the first one.
        status: the status of the answer.
    """

    def __init__(
        self, message: str, *, next_step: str = "", field: str = "", status: int = 422
    ) -> None:
        super().__init__(message, next_step=next_step, field=field)
        self.status = status


class Room:
    """The cases that may be opened, and a lock: one question at a time.

    Args:
        folder: a case, or a folder of cases.
        lang: the language of the interface; '' as the browser asks.
        most: bytes that are taken at once.
    """

    def __init__(self, folder: Path, lang: str, most: int = LARGEST) -> None:
        self.folder = folder.resolve()
        self.alone = (self.folder / "case.toml").is_file()
        self.lang = lang
        self.most = most
        self.lock = RLock()
        self.jobs: dict[str, Any] = {}
        self.ahead = Ahead()
        self.lasting = Lasting()
        self._apart: dict[tuple[str, str], Case] = {}
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
            NoCase: there is none of that name here.
        """
        if name not in self.names():
            raise NoCase(name)
        if name not in self._open:
            self._open[name] = Case(self.place(name))
        return self._open[name]

    def apart(self, name: str, thread: str) -> Case:
        """Return a case for a thread of its own; what is remembered of it is shared.

        Args:
            name: which case.
            thread: what is done there, one at a time.

        Raises:
            NoCase: there is none of that name here.
        """
        held = self.case(name)
        if (name, thread) not in self._apart:
            case = self._apart[name, thread] = Case(self.place(name))
            case.drafting.memory = case.memory = held.memory
        return self._apart[name, thread]


class Asked:
    """One request: its case, its language, who asks; and the page that answers."""

    def __init__(self, room: Room, request: Request) -> None:
        room.lasting.asked()
        self.room = room
        self.request = request
        self.query = request.query_params
        self.name: str = request.path_params.get("case", "")
        self.who = unquote(request.cookies.get(WHO, ""))
        self.lang = self._lang()
        self.words = WORDS[self.lang]
        self._lines: Callable[[Any], str] | None = None
        self._own: Case | None = None

    def _lang(self) -> Lang:
        chosen = self.query.get("ui") or self.request.cookies.get("contrecoup-ui", "")
        chosen = chosen or self.room.lang
        known = next((one for one in LANGS if one == chosen), None)
        if known is not None:
            return known
        first = self.request.headers.get("accept-language", "").strip().lower()
        return "fr" if first.startswith("fr") else "en"

    @property
    def case(self) -> Case:
        """The case that is asked about, looked for once."""
        if self._own is None:
            self._own = self.room.case(self.name)
        return self._own

    def apart(self, thread: str, work: Callable[[Asked], object]) -> object:
        """Do some work for this request in a thread of its own, beside others."""
        self._own = self.room.apart(self.name, thread)
        with self.steady():
            begun = time.monotonic()
            done = work(self)
            self.room.lasting.left(self._own, time.monotonic() - begun)
        return done

    def steady(self) -> AbstractContextManager[None]:
        """Let the case's own files be read once for what is asked within, if a case is asked about."""
        try:
            return self.case.drafting.steady.question()
        except NoCase:
            return nullcontext()

    @property
    def base(self) -> str:
        """The address of the case that is asked about; '' outside of one."""
        return f"/c/{quote(self.name)}" if self.name else ""

    @property
    def shown(self) -> str:
        """The address of the screen that is shown, without what was said on it."""
        return self.with_query()

    @property
    def path(self) -> str:
        """The path that was asked for, as it stands in an address."""
        return quote(self.request.scope["path"])

    def with_query(self, **more: str) -> str:
        """Return the address of the screen that is shown, with more in its query."""
        passing = {"said", "ui", *more}
        kept = [(k, v) for k, v in self.query.multi_items() if k not in passing]
        query = urlencode([*kept, *more.items()])
        return self.path + (f"?{query}" if query else "")

    def problem(self, message: str, step: str, *values: object, field: str = "") -> Wrong:
        """Return an error in words of the interface, by their keys; values come in front."""
        said = " ".join((*map(str, values), self.words[message]))
        return Wrong(said, next_step=self.words[step], field=field)

    def refuse(self, message: str, step: str, *values: object, field: str = "") -> NoReturn:
        """Stop with an error in words of the interface.

        Raises:
            Wrong: always.
        """
        raise self.problem(message, step, *values, field=field)

    def wrong(self, error: ContrecoupError, *, where: bool = True) -> str:
        """Return an error in the language of the interface: where, what, what to do."""
        colon, place = self.words["colon"], placed(error.place, self.lang) if where else ""
        said = self.told(error.message)
        said = f"\u2068{place}\u2069{colon} {said}" if place else said
        step = self.told(error.next_step)
        return f"{said}. {self.words['next_step']}{colon} {step}." if step else said

    def failed(self, error: ContrecoupError, status: int = 422) -> HTMLResponse:
        """Return a page that says what is wrong, where the screen itself cannot be shown."""
        if self.name not in self.room.names():
            self.name = ""
        came = self.request.headers.get("referer", "").partition(self.request.headers["host"])[2]
        back = came if came.startswith("/") and came != self.shown else f"{self.base}/"
        return self.page("problem", status, error=error, back=back)

    @property
    def zone(self) -> str:
        """The zone of the case's times; UTC where it does not say."""
        try:
            return self.case.settings.zone
        except ContrecoupError:
            return "UTC"

    def trail(self, target: str, lang: Lang | None = None) -> Markup:
        """Return the trail behind an id, its values and times as a person reads them."""
        found = self.case.show(target, lang=lang)
        called = partial(called_in, self.lang)
        lines: list[Markup] = []
        left = LONGEST_TRAIL
        for step, line in zip(found.steps, found.lines(self.told, called), strict=True):
            cut = line if len(line) < left else f"{line[:left]}…"
            lines.append(timed(cut, self.zone, DATED.get(step.kind, 0)))
            left -= len(line)
            if left < 0:
                break
        return Markup("\n").join(lines)

    @property
    def names(self) -> dict[str, str]:
        """The names of people and organisations, by id, and what the board is called."""
        return self.case.review.names(self.words["v_board"])

    def line(self, item: Any) -> str:
        """Return what a finding of the queue says, in the language of the interface."""
        if self._lines is None:
            self._lines = self.case.review.lines(values(self.words), self.lang)
        return self._lines(item)

    def told(self, text: str) -> str:
        """Return a message of the code in the language of the interface."""
        return told(text, self.words, self.lang)

    def page(self, screen: str, status: int = 200, **values: Any) -> HTMLResponse:
        """Return a screen."""
        made = _templates().get_template(f"{screen}.j2")
        text = made.render(
            minute=lambda at: minute(at, self.zone),
            screen=screen,
            name=self.name,
            base=self.base,
            w=self.words,
            lang=self.lang,
            who=self.who,
            said=self.query.get("said", ""),
            path=self.path,
            shown=self.shown,
            other_ui=self.with_query(ui="en" if self.lang == "fr" else "fr"),
            line_of=self.line,
            told=self.told,
            sized=partial(sized, words=self.words),
            placed=partial(placed, lang=self.lang),
            **values,
        )
        answer = HTMLResponse(text, status)
        if self.query.get("ui") in WORDS:
            answer.set_cookie("contrecoup-ui", self.lang, samesite="strict", path="/")
        return answer


class Pages:
    """Some rows of a long list, and the addresses of those before and after them.

    Args:
        at: the request, whose other wishes the addresses keep.
        name: how the address says from which row on.
        rows: all of them.
        size: how many are shown at once.
        first: from which row on, where the address does not say.
    """

    def __init__(
        self, at: Asked, name: str, rows: Sequence[Any], size: int, first: int = 0
    ) -> None:
        said = at.query.get(name, "")
        start = int(said) if said.isdecimal() and len(said) < 10 else first
        start = start if start < len(rows) else 0
        self.total = len(rows)
        self.start = start
        self.rows = rows[start : start + size]
        self.end = start + len(self.rows)

        def address(row: int) -> str:
            kept = [(k, v) for k, v in at.query.multi_items() if k not in {name, "said", "ui"}]
            return f"{at.path}?{urlencode([*kept, (name, str(row))])}"

        self.earlier = address(max(0, start - size)) if start else ""
        self.later = address(self.end) if self.end < len(rows) else ""


def asked(
    room: Room,
    work: Callable[[Asked], Response],
    meanwhile: Callable[[Asked], Response],
    rests_on: tuple[str, Callable[[Asked], object]] | None = None,
) -> Callable[[Request], Response]:
    """Return an endpoint: one question at a time, errors as a page with the next step.

    Args:
        room: the cases.
        work: makes the page.
        meanwhile: makes the page while the case cannot be asked, or the page is being worked out.
        rests_on: what the page rests on where that may take long, and what works it out.
    """

    def answer(request: Request) -> Response:
        at = Asked(room, request)
        job = room.jobs.get(at.name)
        busy = job is not None and not job.done
        if rests_on is not None and not busy and at.name in room.names():
            kind, ahead = rests_on
            if not room.ahead.ready(
                (at.name, kind), lambda: Asked(room, request).apart(kind, ahead)
            ):
                return meanwhile(at)
        wait = 0.0 if request.url.path.endswith("/inbox") else BUSY
        if not room.lock.acquire(timeout=wait if busy else -1):
            return meanwhile(at)
        try:
            return guarded(at, lambda: work(at))
        finally:
            room.lock.release()

    return answer


def sized(size: int, words: Mapping[str, str]) -> str:
    """Return a size in words: 2 GiB, 700 Mio, 12 bytes."""
    for unit, name in ((1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")):
        if size >= unit:
            return f"{size / unit:.1f}".removesuffix(".0") + f" {words[name]}"
    return f"{size} {words['bytes']}"


def guarded(at: Asked, work: Callable[[], Response]) -> Response:
    """Return an answer, or the page that says what is wrong and what to do.

    It waits a while where the case is just being written to.
    """
    try:
        with patient(), at.steady():
            return work()
    except NoCase:
        return at.failed(at.problem("no_case", "h_cases"))
    except ContrecoupError as error:
        return at.failed(error)


def remember(answer: Response, who: str) -> None:
    """Remember who decides, in this browser."""
    answer.set_cookie(WHO, quote(who), samesite="strict", path="/")


def seen(decisions: tuple[Decision, ...], target: str) -> str:
    """Return a mark of what stands about a target, to notice that another tab has decided."""
    stack = standing(decisions).get(target, ())
    said = "\x1f".join(f"{d.verb} {d.value} {d.at.isoformat()}" for d in stack)
    return stamp(said)


def stamp(what: object) -> str:
    """Return a mark of a text, a file or a map, to notice that it was changed meanwhile."""
    return hashlib.sha256(repr(what).encode()).hexdigest()[:16]


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
    made.filters["handle"] = marked
    made.filters["network"] = lambda code: NETWORKS.get(code, code)
    return made
