"""Following a live network into a case: the part of the corridor behind ``watch``.

What comes is on the disk before anybody looks at it, and what was asked for is put
away as it came, in a growing segment, before the position moves on.  Now and then the
segment is sealed: kept in the vault and read like any file.  Time of which nothing is
held becomes an act of the log.
"""

from __future__ import annotations

import io
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec
from attrs import define, evolve, field, frozen

from contrecoup.corridor.patience import BUSY
from contrecoup.errors import ContrecoupError, SettingsError
from contrecoup.model.identity import content_id
from contrecoup.model.outcomes import FileOutcome

if TYPE_CHECKING:
    from contrecoup.case import Case
    from contrecoup.sources.live.network import Network
    from contrecoup.sources.live.stream import Message, Source
    from contrecoup.sources.live.wanted import Wanted

LARGEST = 16 << 20
"""Bytes of a segment, at most."""
CHECKPOINT = 1.0
"""Seconds between two checkpoints."""
_DOCUMENTS = 5_000
"""Accounts whose documents are fetched in the end, at most."""


Tell = Callable[[str], None]


@frozen(kw_only=True)
class Choice:
    """What to watch, and how.

    ``network`` is ``bluesky`` or ``mastodon``; ``server`` its address, empty for the
    usual one; ``proof`` asks for the signed firehose; ``roster`` adds the accounts of
    the case's roster; ``seconds`` and ``most`` (kept messages) end it; ``every`` is
    the seconds after which a segment is sealed.
    """

    network: str
    server: str = ""
    proof: bool = False
    second: bool = False
    packed: bool = False
    dictionary: bytes = b""
    token: str = ""
    local: bool = False
    tag: str = ""
    words: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    roster: bool = True
    resolver: str = ""
    directory: str = ""
    seconds: float | None = None
    most: int | None = None
    every: float = 600.0


@define
class Watched:
    """What a watch did: messages kept and left out, gaps, and each segment's outcome."""

    kept: int = 0
    dropped: int = 0
    repeated: int = 0
    gaps: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None
    files: list[FileOutcome] = field(factory=list)


def instant(micros: int) -> datetime:
    """Return the instant of microseconds since 1970."""
    return datetime.fromtimestamp(micros / 1_000_000, UTC)


def watch(
    case: Case,
    choice: Choice,
    ids: Callable[[], Iterable[str]],
    *,
    network: Network | None = None,
    stop: Callable[[], bool] = lambda: False,
    tell: Tell = lambda _words: None,
) -> Watched:
    """Follow a network until told to stop, until time or number is reached.

    Args:
        case: where to.
        choice: what.
        ids: gives the ids of the posts held and of their accounts.
        network: the way out, if not the network itself.
        stop: asked after each message and each second.
        tell: given narration, a line at a time.

    Raises:
        PlatformRefused: the server does not let anybody in.
        SettingsError: the choice asks for something that there is not.
    """
    from contrecoup import store
    from contrecoup.sources.live.network import Wire
    from contrecoup.store.segments import Segments

    way = network or Wire(private=True)
    wanted, names = _wanted(case, choice, way, tell)
    source = _source(choice, wanted, way)
    name = "-".join(content_id(source.form, source.server).split(":"))
    segments = Segments(case.folder, name)
    with store.lock(segments.folder, "watch"):
        run = _Watch(case, choice, source, wanted, segments, tell)
        run.names = names
        try:
            run.begin(ids)
            run.follow(stop)
        finally:
            segments.close()
        if choice.directory and choice.network == "bluesky":
            run.documents(way)
        return run.told


def _wanted(
    case: Case, choice: Choice, network: Network, tell: Tell
) -> tuple[Wanted, dict[str, str]]:
    """Return what is kept, and the handle of each account that was asked for by it."""
    from contrecoup.sources.live import bluesky
    from contrecoup.sources.live.wanted import Wanted

    handles = [handle.strip().lstrip("@").lower() for handle in choice.handles]
    if choice.roster:
        accounts = case.roster.accounts
        handles += [a.handle.lower() for a in accounts if a.platform == choice.network]
    handles = list(dict.fromkeys(handle for handle in handles if handle))
    accounts_, names = frozenset(handles), dict[str, str]()
    if choice.network == "bluesky" and handles:
        found = bluesky.resolved(network, handles, choice.resolver or bluesky.APPVIEW)
        lost = [handle for handle in handles if handle not in found]
        if lost:
            tell(f"{len(lost)} handles that Bluesky does not know: {', '.join(lost[:5])}")
        accounts_ = frozenset(found.values())
        names = {did: handle for handle, did in found.items() if handle != did}
    wanted = Wanted(
        words=choice.words,
        hashtags=choice.hashtags,
        accounts=accounts_,
        languages=frozenset(code.lower() for code in choice.languages),
    )
    return wanted, names


def identities(names: Mapping[str, str], at: int) -> bytes:
    """Return lines that say whose handle is whose, as the network answered when asked.

    They have the shape of an event, for the reader, and say that they are none.
    """
    return b"".join(
        msgspec.json.encode(
            {
                "did": did,
                "time_us": at,
                "kind": "identity",
                "identity": {"did": did, "handle": handle},
                "from": "com.atproto.identity.resolveHandle",
            }
        )
        + b"\n"
        for did, handle in sorted(names.items())
    )


def _source(choice: Choice, wanted: Wanted, network: Network) -> Source:
    from contrecoup.sources.live import bluesky
    from contrecoup.sources.live.mastodon import Mastodon

    if choice.network == "mastodon":
        if not choice.server:
            message = "Mastodon is many servers"
            raise SettingsError(message, next_step="say which: --server https://…")
        token, local, tag = choice.token, choice.local, choice.tag
        return Mastodon(network, choice.server, token=token, local=local, tag=tag)
    if choice.network != "bluesky":
        message = f"nobody knows how to watch {choice.network!r}"
        raise SettingsError(message, next_step="watch bluesky or mastodon")
    if choice.proof:
        return bluesky.Firehose(network, choice.server or bluesky.RELAY)
    server = choice.server or bluesky.JETSTREAM
    dictionary = choice.dictionary
    if choice.packed and not dictionary:
        dictionary = bluesky.fetched_dictionary(network, server)
    chosen = wanted.accounts and not (wanted.words or wanted.hashtags)
    return bluesky.Jetstream(
        network,
        server,
        second=choice.second,
        dictionary=dictionary,
        only=tuple(sorted(wanted.accounts)) if chosen else (),
    )


class _Watch:
    """One run."""

    def __init__(
        self,
        case: Case,
        choice: Choice,
        source: Source,
        wanted: Wanted,
        segments: Any,
        tell: Tell,
    ) -> None:
        from contrecoup.sources.live.stream import Reached
        from contrecoup.sources.live.wanted import Held
        from contrecoup.store.known import Hashes

        self._case = case
        self._choice = choice
        self._source = source
        self._wanted = wanted
        self._segments = segments
        self._tell = tell
        self._held = Held(Hashes(case.folder))
        self._reached = Reached()
        self._authors: set[str] = set()
        self._acts: list[dict[str, Any]] = []
        self._decided = True
        self._since = 0.0
        self._sealed = time.monotonic()
        self._flushed = time.monotonic()
        self.told = Watched()
        self.names: dict[str, str] = {}
        """Handles by account, which the events of posts do not repeat."""

    # -- starting ---------------------------------------------------------------

    def begin(self, ids: Callable[[], Iterable[str]]) -> None:
        """Take up where the last run, killed or not, left off."""
        everything = self._wanted.everything and not self._wanted.languages
        if not (everything and self._source.replays):
            prefix = f"{self._source.platform}:"
            for name in ids():
                if name.startswith(prefix):
                    self._held.add(name.removeprefix(prefix))
        state = self._segments.reached()
        reached = self._reached
        reached.position, reached.at = state.get("position", 0), state.get("at", 0)
        reached.recent = OrderedDict(state.get("recent") or ())
        self._acts += state.get("acts") or ()
        names = getattr(self._source, "names", None)
        if names is not None:
            names.update(state.get("names") or {})
        if self._segments.size:
            with self._segments.open() as stream:
                whole, messages = self._source.again(stream.read())
            self._segments.cut(whole)
            at = reached.at
            for message in self._looked(messages):
                reached.note(message)
            reached.at = max(at, reached.at)
            self._tell("a segment of an earlier run was found; it is kept now")
            self._seal()
        for message in self._looked(self._segments.received()):
            if not reached.knows(message):
                self._put_away(message)
        self._checkpoint()
        self._seal()

    def _looked(self, messages: Iterable[bytes]) -> Iterator[Message]:
        """Yield what a killed run held, looked at again."""
        from contrecoup.sources.live.stream import Message

        for raw in messages:
            message = self._source.look(raw, self._wanted, self._held)
            if isinstance(message, Message):
                yield message if message.at else evolve(message, at=self._reached.at)

    # -- following --------------------------------------------------------------

    def follow(self, stop: Callable[[], bool]) -> None:
        """Put away what comes until the end."""
        from contrecoup.sources.live.stream import follow

        choice, told = self._choice, self.told
        end = None if choice.seconds is None else time.monotonic() + choice.seconds

        def ended() -> bool:
            late = end is not None and time.monotonic() >= end
            enough = choice.most is not None and told.kept >= choice.most
            return late or enough or stop()

        def wait(seconds: float) -> None:
            until = time.monotonic() + seconds
            while time.monotonic() < until and not ended():
                time.sleep(min(0.2, seconds))

        self._note("watch", **self._wanted.told())
        try:
            for step in follow(
                self._source,
                self._wanted,
                self._held,
                self._reached,
                received=self._receive,
                stop=ended,
                wait=wait,
                now=lambda: int(time.time() * 1_000_000),
            ):
                self._step(step)
            self._decided = True
        finally:
            self._checkpoint()
            self._seal(patient=True)
            self._note("watched", **self._span(), kept=told.kept, dropped=told.dropped)

    def _receive(self, messages: Sequence[bytes]) -> None:
        self._segments.receive(messages)
        self._decided = False

    def _step(self, step: Any) -> None:
        from contrecoup.sources.live.stream import Connected, Filled, Message, Missed, Tick

        if isinstance(step, Message):
            self._put_away(step)
        elif isinstance(step, Missed):
            self._gap(step.start, step.end, step.why)
        elif isinstance(step, Filled):
            span = {"from": instant(step.start), "to": instant(step.end)}
            self._note("filled", **{name: at.isoformat() for name, at in span.items()})
            self._tell("the timeline gave what was posted meanwhile; its deletions nobody tells")
        elif isinstance(step, Connected):
            self._say_connection(step)
        elif isinstance(step, Tick):
            self._decided = True
            self._look_at_the_clock()

    def _put_away(self, message: Message) -> None:
        told = self.told
        if message.keep:
            if not self._segments.size and self._source.form == "jetstream":
                self._segments.append(identities(self.names, message.at))
            self._segments.append(message.data)
            told.kept += 1
            told.first_at = told.first_at or instant(message.at)
            if self._choice.directory and len(self._authors) <= _DOCUMENTS:
                self._authors.add(message.key.split(" ", 1)[0])
        else:
            told.dropped += 1
        told.last_at = instant(message.at)
        self._reached.note(message)

    def _look_at_the_clock(self) -> None:
        now = time.monotonic()
        if now - self._flushed >= CHECKPOINT:
            self._checkpoint()
        full = self._segments.size >= LARGEST
        if self._segments.size and (full or now - self._sealed >= self._choice.every):
            self._seal()

    def _say_connection(self, step: Any) -> None:
        if step.why:
            said = f" ({step.said})" if step.said else ""
            self._tell(f"the stream is lost: {step.why}{said}; next try in {step.wait:.0f} s")
        else:
            self._tell(f"connected to {self._source.server}")

    def _gap(self, start: int, end: int, why: str) -> None:
        self.told.gaps += 1
        first, last = instant(start), instant(end)
        self._note("gap", **{"from": first.isoformat(), "to": last.isoformat(), "why": why})
        self._tell(f"nothing is held from {first:%F %T} to {last:%F %T} UTC: {why}")

    def _note(self, act: str, **fields: Any) -> None:
        """Add an act to the log, or remember it on the disk until nobody else writes there."""
        at = datetime.now(UTC).isoformat()
        self._acts.append({"act": act, "at": at, **self._about(), **fields})
        self._checkpoint()

    def _log(self) -> None:
        from contrecoup import store

        if not self._acts:
            return
        with store.lock(self._case.folder, "watch"):
            for noted in self._acts:
                fields = dict(noted)
                act, at = fields.pop("act"), datetime.fromisoformat(fields.pop("at"))
                self._case.vault.act(act, at, **fields)
            self._acts.clear()

    def _about(self) -> dict[str, str]:
        return {"platform": self._source.platform, "server": self._source.server}

    def _span(self) -> dict[str, str]:
        first, last = self.told.first_at, self.told.last_at
        return {"from": first.isoformat() if first else "", "to": last.isoformat() if last else ""}

    # -- putting away -----------------------------------------------------------

    def _checkpoint(self) -> None:
        self._flushed = time.monotonic()
        reached = {"position": self._reached.position, "at": self._reached.at}
        self._segments.checkpoint(reached | {"acts": self._acts}, decided=self._decided)
        if self._acts:
            try:
                self._log()
            except ContrecoupError as error:
                if BUSY not in error.message:
                    raise
            self._segments.checkpoint(reached | {"acts": self._acts}, decided=self._decided)
        told = self.told
        lag = time.time() - self._reached.at / 1_000_000 if self._reached.at else 0.0
        if time.monotonic() - self._since >= 5:
            self._since = time.monotonic()
            self._tell(f"kept {told.kept}, left out {told.dropped}, {max(0.0, lag):.1f} s behind")

    def _seal(self, *, patient: bool = False) -> None:
        """Keep the segment in the vault and read it; put off while somebody else writes."""
        self._sealed = time.monotonic()
        if not self._segments.size:
            return
        try:
            self._kept(patient=patient)
        except ContrecoupError as error:
            if BUSY not in error.message:
                raise
            self._tell("another command writes to the case; the segment is kept later")
            return
        memory: dict[str, Any] = {"recent": list(self._reached.recent.items())}
        names = getattr(self._source, "names", None)
        if names is not None:
            memory["names"] = names
        self._segments.sealed(memory)

    def _kept(self, *, patient: bool) -> None:
        tries = 50 if patient else 1
        while True:
            tries -= 1
            try:
                with self._segments.open() as stream:
                    outcome = self._case.keep(
                        self._source.server,
                        stream,
                        how="watch",
                        as_format=self._source.form,
                        at=datetime.now(UTC),
                        settle=patient,
                    )
            except ContrecoupError as error:
                if not tries or BUSY not in error.message:
                    raise
                time.sleep(0.2)
                continue
            self.told.files.append(outcome)
            return

    def documents(self, network: Network) -> None:
        """Keep the documents of the accounts that were kept: their handles and their keys."""
        from contrecoup.sources.live import bluesky

        new = sorted(a for a in self._authors if a.startswith("did:"))[:_DOCUMENTS]
        if len(self._authors) > _DOCUMENTS:
            self._tell(f"keys are fetched of {_DOCUMENTS} accounts; the others' are left out")
        data = bluesky.documents(network, new, self._choice.directory)
        if data:
            at = datetime.now(UTC)
            name = self._choice.directory
            outcome = self._case.keep(name, io.BytesIO(data), how="url", as_format="", at=at)
            self.told.files.append(outcome)
