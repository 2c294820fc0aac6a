"""What every live network gives, and how a stream is followed without losing a post.

A :class:`Source` opens a stream at a position and looks at its messages.
:func:`follow` connects, rewinds, leaves out what came before, connects again
when a stream breaks or falls silent, and says where something may be missing: a
server that gives back not even the last message that was seen before the break
has lost, or no longer keeps, what came between.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from attrs import define, evolve, field, frozen

from contrecoup.errors import PlatformRefused
from contrecoup.sources.live.network import Lost
from contrecoup.sources.live.wanted import Held, Wanted

SILENCE = 60.0
"""Seconds without a message after which a stream is taken for dead."""
REWIND = 5_000_000
"""Microseconds that a new connection starts before the last message seen."""
_RECENT = 200_000
_PATIENCE = (1, 2, 4, 8, 16, 32, 60)
"""Seconds before another try, the first after the first failure."""
_FIRST_TRIES = 4
"""Tries after which a server that never answered is given up."""
_FATAL = {400, 401, 403, 404, 410, 422}


@frozen(kw_only=True)
class Message:
    """One message of a stream, looked at.

    ``data`` are its bytes as a segment holds them; ``key`` names it across
    connections; ``position`` is where the stream goes on from; ``at`` is the
    server's time in microseconds; ``keep`` says whether it was asked for.
    """

    data: bytes
    key: str
    position: int
    at: int
    keep: bool


@frozen
class Told:
    """Something the server says of the stream itself: a name of the protocol's."""

    name: str


@frozen
class Missed:
    """Nothing is held of the time from ``start`` to ``end`` (microseconds), and why."""

    start: int
    end: int
    why: str


@frozen
class Filled:
    """What came from ``start`` to ``end`` while nobody listened was asked for and given."""

    start: int
    end: int


@frozen
class Connected:
    """A connection was made, or (with ``why``) lost: ``said`` are the server's words."""

    why: str = ""
    said: str = ""
    wait: float = 0.0


@frozen
class Tick:
    """All that came has been looked at."""


Step = Message | Missed | Filled | Connected | Tick


@define
class Reached:
    """How far a stream has been followed.

    ``position`` and ``at`` are the last message's; ``recent`` are the keys of
    messages that a rewound connection may give again.  ``anew``: the server keeps
    nothing from there on, so no position is asked for.
    """

    position: int = 0
    at: int = 0
    anew: bool = False
    recent: OrderedDict[str, int] = field(factory=OrderedDict)

    def note(self, message: Message) -> None:
        """Move on to a message."""
        keys = self.recent
        keys[message.key] = message.at
        while len(keys) > _RECENT or next(iter(keys.values())) < message.at - 2 * REWIND:
            keys.popitem(last=False)
        self.position = max(self.position, message.position)
        self.at = max(self.at, message.at)
        self.anew = False

    def knows(self, message: Message) -> bool:
        """Whether a message came before, or is too old to tell."""
        early = message.at < self.at - 2 * REWIND
        return bool(self.at) and (message.key in self.recent or early)


class Source(Protocol):
    """A live network."""

    platform: str
    server: str
    form: str
    """The format of its segments, as the readers name it."""
    replays: bool
    """Whether a position can be asked for."""

    def open(self, reached: Reached, held: Held) -> AbstractContextManager[Iterator[list[bytes]]]:
        """Connect and give messages as they come, some at once; none at all each idle second."""

    def missed(self, reached: Reached) -> Iterator[list[bytes]]:
        """Ask a server without a replay for what came since then, and give it in order of time.

        Raises:
            Lost: it does not give all of it.
        """

    def look(self, raw: bytes, wanted: Wanted, held: Held) -> Message | Told | None:
        """Look at a message; None for one that is of no use to anybody."""

    def again(self, data: bytes) -> tuple[int, Iterable[bytes]]:
        """Return how many bytes of a segment are whole, and its messages."""


def follow(
    source: Source,
    wanted: Wanted,
    held: Held,
    reached: Reached,
    *,
    received: Callable[[Sequence[bytes]], None],
    stop: Callable[[], bool],
    wait: Callable[[float], None],
    now: Callable[[], int],
) -> Iterator[Step]:
    """Follow a stream for ever.

    The caller puts each message away and only then notes it in ``reached``, before
    it takes the next.  After those that came together stands a :class:`Tick`.

    Args:
        source: the network.
        wanted: what is kept.
        held: what the case holds; messages that are kept are added.
        reached: how far it was followed, moved on by the caller.
        received: given the bytes that came, before anything looks at them.
        stop: whether to end.
        wait: sleeps for so many seconds, less where ``stop`` says so.
        now: the time in microseconds.

    Raises:
        PlatformRefused: the server does not let anybody in.
    """
    tries, once = 0, False
    why = "not-running" if reached.at else ""
    while not stop():
        run = _Run(source, wanted, held, reached, received, why, now)
        try:
            with source.open(reached, held) as come:
                once = True
                yield Connected()
                for step in run.steps(come):
                    tries = 0 if isinstance(step, Message) else tries
                    yield step
                    if stop():
                        return
        except (Lost, PlatformRefused) as error:
            lost = error if isinstance(error, Lost) else Lost("disconnected", error.message)
            tries += 1
            if lost.status in _FATAL or (not once and tries >= _FIRST_TRIES):
                raise _refused(source.server, lost) from error
            why = run.why(lost)
            pause = float(_PATIENCE[min(tries, len(_PATIENCE)) - 1])
            yield Connected(why, lost.said, pause)
            wait(pause)


def _refused(server: str, lost: Lost) -> PlatformRefused:
    message = f"the server does not let anybody in: {lost.said or lost.why}"
    step = "check the server's address, the token, and the connection"
    return PlatformRefused(message, place=server, next_step=step)


class _Run:
    """One connection."""

    def __init__(
        self,
        source: Source,
        wanted: Wanted,
        held: Held,
        reached: Reached,
        received: Callable[[Sequence[bytes]], None],
        why: str,
        now: Callable[[], int],
    ) -> None:
        self._source = source
        self._wanted = wanted
        self._held = held
        self._reached = reached
        self._received = received
        self._why = why
        self._now = now
        self._told = ""
        self.met = not reached.at
        """Whether this connection joins what was seen before."""

    def steps(self, come: Iterator[list[bytes]]) -> Iterator[Step]:
        if not self.met and not self._source.replays:
            self.met = True
            yield from self._missed()
        for messages in come:
            yield from self._together(messages)

    def _missed(self) -> Iterator[Step]:
        """Yield what the server still gives of the time without a connection."""
        reached, start, whole = self._reached, self._reached.at, False
        try:
            for messages in self._source.missed(reached):
                yield from self._together(messages)
            whole = True
        except (Lost, PlatformRefused):
            pass
        reached.at = self._now()
        yield Filled(start, reached.at) if whole else Missed(start, reached.at, self._why)

    def _together(self, messages: list[bytes]) -> Iterator[Step]:
        """Yield what messages that came together are."""
        reached = self._reached
        if messages:
            self._received(messages)
        for raw in messages:
            if not self._source.replays:
                reached.at = self._now()
            message = self._source.look(raw, self._wanted, self._held)
            if isinstance(message, Told):
                self._told = message.name
                if message.name == "FutureCursor":
                    reached.position = 0
            elif message is not None:
                yield from self._message(message)
        yield Tick()

    def _message(self, message: Message) -> Iterator[Step]:
        reached = self._reached
        if not message.at:
            message = evolve(message, at=reached.at)
        old = reached.knows(message)
        if not self.met:
            self.met = True
            joined = old or message.at <= reached.at or message.position == reached.position + 1
            if not joined and 0 < message.position < reached.position:
                self._told, reached.position = "FutureCursor", 0
            if not joined:
                yield Missed(reached.at, message.at, self._reason())
        if old:
            reached.position = max(reached.position, message.position)
        else:
            yield message

    def _reason(self) -> str:
        names = {
            "OutdatedCursor": "too-old",
            "CursorTooOld": "too-old",
            "FutureCursor": "restarted",
        }
        return names.get(self._told, self._why)

    def why(self, lost: Lost) -> str:
        """Return why the next connection may find something missing."""
        said = f"{self._told} {lost.said}"
        if "FutureCursor" in said:
            self._reached.position = 0
            return "restarted"
        if "CursorTooOld" in said:
            self._reached.anew = True
            return "too-old"
        if "ConsumerTooSlow" in said:
            return "too-slow"
        if not self.met and self._why:
            return self._why
        return "silent" if lost.why == "silent" else "disconnected"
