"""The one file that opens sockets: an answer, a stream of bytes, a stream of frames.

Everything else is given a :class:`Network` and asks it, so that a test can give
another.  A name is resolved once and the connection goes to an address that was
looked at: addresses that are no public ones (loopback, private, link-local,
reserved) are refused unless they were allowed.  Proxies of the environment are
not used, cookies are not kept, and redirects are the caller's business.
"""

from __future__ import annotations

import contextlib
import queue
import socket
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

import httpcore
from attrs import field, frozen

from contrecoup.errors import PlatformRefused
from contrecoup.sources.live.bounds import is_public, unpacked

if TYPE_CHECKING:
    import ssl

FRAME_LIMIT = 32 << 20
"""Bytes of the longest frame that is taken."""
PING, PONG = 20.0, 60.0
"""Seconds between two pings, and those that one may wait for its answer.

The answer comes behind messages that are not taken yet, so that a busy minute of ours must not
look like a dead server.
"""
_NO_PONG = 1011
"""With this code a connection is closed on our side when a ping had no answer."""
_IDLE = 1.0
"""Seconds after which the caller of a stream gets no bytes, to look around."""
_WAITING = (256, 64)
"""Frames that wait to be looked at before the server is made to wait."""
Headers = Sequence[tuple[str, str]]


@frozen
class Limits:
    """What one answer may cost: seconds in all, of silence, bytes received, bytes unpacked."""

    seconds: float = 60.0
    silence: float = 20.0
    received: int = 20 << 20
    unpacked: int = 60 << 20


@frozen(kw_only=True)
class Exchange:
    """A request and its answer, as they went over the wire.

    ``request`` and ``response`` are the bytes sent and received (under TLS:
    before and after it); ``body`` is the answer's content, unpacked.
    """

    url: str
    at: datetime
    address: str
    request: bytes
    response: bytes
    status: int
    headers: Headers
    body: bytes = field(repr=False)

    def header(self, name: str) -> str:
        """Return a header's value, empty where it is not there."""
        return next((v for k, v in self.headers if k.lower() == name.lower()), "")


class Lost(Exception):
    """A stream ended or broke: a name for why, what the server said, its HTTP status."""

    def __init__(self, why: str, said: str = "", status: int = 0) -> None:
        super().__init__(f"{why}: {said}" if said else why)
        self.why = why
        self.said = said
        self.status = status


class Network(Protocol):
    """What this room needs of the world."""

    def get(
        self,
        url: str,
        headers: Headers = (),
        limits: Limits = ...,
        body: bytes | None = None,
    ) -> Exchange:
        """Return the answer to one GET, whatever its status; redirects are not followed.

        With a ``body``, it is one POST.

        Raises:
            PlatformRefused: there is none within the limits.
        """

    @contextmanager
    def stream(self, url: str, headers: Headers = (), silence: float = 60.0) -> Iterator[Any]:
        """Open an answer that does not end; give its bytes as they come, none each idle second.

        Raises:
            Lost: it could not be opened, or (while reading) it broke.
        """

    @contextmanager
    def frames(
        self, url: str, headers: Headers = (), silence: float = 60.0, protocol: str = ""
    ) -> Iterator[Any]:
        """Open a websocket; give its messages as lists of those that have come.

        Raises:
            Lost: it could not be opened, or (while reading) it broke.
        """


def user_agent() -> str:
    """Return the name under which servers are asked."""
    try:
        return f"contrecoup/{version('contrecoup')}"
    except PackageNotFoundError:
        return "contrecoup"


def _looked_up(host: str, port: int, *, private: bool) -> list[str]:
    """Return the addresses of a host, which may be asked.

    Raises:
        PlatformRefused: nobody knows it, or it is not public.
    """
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        message = f"nobody knows the server {host}"
        step = "check the address and the connection"
        raise PlatformRefused(message, place=host, next_step=step) from error
    found = [str(row[4][0]) for row in rows]
    refused = [address for address in found if not is_public(address)]
    if refused and not private:
        message = f"the address leads to {refused[0]}, which is not on the public internet"
        step = "if it is your own server, say --allow-private"
        raise PlatformRefused(message, place=host, next_step=step)
    return list(dict.fromkeys(found))


class _Tape:
    """What one exchange sent and received, and how much more it may."""

    def __init__(self, limits: Limits) -> None:
        self.sent = bytearray()
        self.received = bytearray()
        self.limits = limits
        self.until = time.monotonic() + limits.seconds

    def left(self, timeout: float | None) -> float:
        left = self.until - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return min(left, self.limits.silence, timeout or left)

    def take(self, data: bytes) -> bytes:
        self.received += data
        if len(self.received) > self.limits.received:
            raise _TooMuch
        return data


class _TooMuch(Exception):
    """The answer is larger than it may be."""


class _Line(httpcore.NetworkStream):
    """A connection that writes down what passes."""

    def __init__(self, inner: httpcore.NetworkStream, tape: _Tape | None) -> None:
        self._inner = inner
        self._tape = tape

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self._tape is None:
            return self._inner.read(max_bytes, timeout)
        return self._tape.take(self._inner.read(max_bytes, self._tape.left(timeout)))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if self._tape is not None:
            self._tape.sent += buffer
            timeout = self._tape.left(timeout)
        self._inner.write(buffer, timeout)

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        timeout = self._tape.left(timeout) if self._tape else timeout
        return _Line(self._inner.start_tls(ssl_context, server_hostname, timeout), self._tape)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Backend(httpcore.NetworkBackend):
    """Connects to addresses that were looked at."""

    def __init__(self, *, private: bool, tape: _Tape | None = None) -> None:
        self._private = private
        self._tape = tape
        self._inner = httpcore.SyncBackend()
        self.address = ""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failed: Exception = httpcore.ConnectError("no address")
        for address in _looked_up(host, port, private=self._private):
            timeout = self._tape.left(timeout) if self._tape else timeout
            options = list(socket_options or ())
            try:
                inner = self._inner.connect_tcp(address, port, timeout, local_address, options)
            except httpcore.NetworkError as error:
                failed = error
                continue
            self.address = address
            return _Line(inner, self._tape)
        raise failed


def _parted(url: str) -> tuple[str, str, int]:
    """Return scheme, host and port of an address.

    Raises:
        PlatformRefused: it is no address that can be asked.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    if parts.scheme not in {"http", "https", "ws", "wss"} or not host or parts.username:
        message = "this is no address of the web"
        raise PlatformRefused(message, place=url[:200], next_step="give https://server/path")
    return parts.scheme, host, port or (443 if parts.scheme in {"https", "wss"} else 80)


class Wire:
    """The network itself.

    Args:
        private: whether addresses that are not public may be asked.
    """

    def __init__(self, *, private: bool = False) -> None:
        self._private = private

    def _pool(self, tape: _Tape | None) -> tuple[httpcore.ConnectionPool, _Backend]:
        backend = _Backend(private=self._private, tape=tape)
        pool = httpcore.ConnectionPool(
            max_connections=1, max_keepalive_connections=0, network_backend=backend
        )
        return pool, backend

    def get(
        self,
        url: str,
        headers: Headers = (),
        limits: Limits = Limits(),
        body: bytes | None = None,
    ) -> Exchange:
        """Return the answer to one GET, whatever its status; redirects are not followed.

        With a ``body``, it is one POST.

        Raises:
            PlatformRefused: there is none within the limits.
        """
        _parted(url)
        tape = _Tape(limits)
        pool, backend = self._pool(tape)
        at = datetime.now(UTC)
        sent = [("User-Agent", user_agent()), ("Accept-Encoding", "gzip, deflate")]
        sent += [*headers, ("Connection", "close")]
        try:
            with pool:
                verb = "GET" if body is None else "POST"
                answer = pool.request(verb, url, headers=[*_host(url), *sent], content=body)
        except _TooMuch as error:
            message = f"the answer is larger than {limits.received >> 20} MB"
            step = "look at the address: no article is so large"
            raise PlatformRefused(message, place=url, next_step=step) from error
        except httpcore.TimeoutException as error:
            message = f"no whole answer within {limits.seconds:.0f} s"
            raise PlatformRefused(message, place=url, next_step="try again later") from error
        except httpcore.RemoteProtocolError as error:
            message = f"the answer is cut or broken ({str(error)[:120]})"
            raise PlatformRefused(message, place=url, next_step="try again later") from error
        except (*_NO_CONNECTION, UnicodeError) as error:
            message = f"no connection ({str(error)[:120] or type(error).__name__})"
            step = "check the address and the connection"
            raise PlatformRefused(message, place=url, next_step=step) from error
        rows = tuple((k.decode("latin-1"), v.decode("latin-1")) for k, v in answer.headers)
        coding = next((v for k, v in rows if k.lower() == "content-encoding"), "")
        return Exchange(
            url=url,
            at=at,
            address=backend.address,
            request=bytes(tape.sent),
            response=bytes(tape.received),
            status=answer.status,
            headers=rows,
            body=unpacked(answer.content, coding, limits.unpacked),
        )

    @contextmanager
    def stream(
        self, url: str, headers: Headers = (), silence: float = 60.0
    ) -> Iterator[Iterator[bytes]]:
        """Open an answer that does not end; give its bytes as they come, none each idle second.

        Raises:
            Lost: it could not be opened, or (while reading) it broke.
            PlatformRefused: the address may not be asked.
        """
        _parted(url)
        pool, _ = self._pool(None)
        times = {"connect": min(silence, 20.0), "read": silence, "write": 20.0, "pool": 20.0}
        given = [*_host(url), ("User-Agent", user_agent()), *headers]
        try:
            with (
                pool,
                pool.stream("GET", url, headers=given, extensions={"timeout": times}) as answer,
            ):
                if answer.status != 200:
                    raise Lost("refused", f"HTTP {answer.status}", answer.status)
                pump = _Pump(answer)
                try:
                    yield pump.pieces()
                finally:
                    pump.end()
        except httpcore.TimeoutException as error:
            raise Lost("silent") from error
        except _NO_CONNECTION as error:
            raise Lost("disconnected", str(error)[:120]) from error

    @contextmanager
    def frames(
        self, url: str, headers: Headers = (), silence: float = 60.0, protocol: str = ""
    ) -> Iterator[Iterator[list[bytes]]]:
        """Open a websocket; give its messages as lists of those that have come.

        A list is empty where none came for a second.

        A ping goes out every :data:`PING` seconds; a server that sends nothing for
        ``silence`` seconds, or leaves a ping unanswered for :data:`PONG`, is lost.

        Raises:
            Lost: it could not be opened, or (while reading) it broke.
            PlatformRefused: the address may not be asked.
        """
        from websockets.exceptions import InvalidStatus, WebSocketException
        from websockets.sync.client import connect
        from websockets.typing import Subprotocol

        _, host, port = _parted(url)
        addresses = _looked_up(host, port, private=self._private)
        try:
            connection = connect(
                url,
                sock=_connected(addresses, port),
                compression=None,
                proxy=None,
                subprotocols=[Subprotocol(protocol)] if protocol else None,
                additional_headers=list(headers),
                user_agent_header=user_agent(),
                max_size=FRAME_LIMIT,
                max_queue=_WAITING,
                ping_interval=PING,
                ping_timeout=PONG,
                close_timeout=3,
            )
        except InvalidStatus as error:
            said = bytes(error.response.body or b"")[:500].decode("utf-8", "replace")
            raise Lost("refused", said, error.response.status_code) from error
        except (WebSocketException, OSError, EOFError) as error:
            raise Lost("disconnected", str(error)[:120]) from error
        with connection:
            yield _messages(connection, silence)


def _connected(addresses: Iterable[str], port: int) -> socket.socket:
    failed: OSError = ConnectionError("no address")
    for address in addresses:
        try:
            return socket.create_connection((address, port), timeout=20.0)
        except OSError as error:
            failed = error
    raise failed


def _messages(connection: Any, silence: float) -> Iterator[list[bytes]]:
    from websockets.exceptions import ConnectionClosed

    heard = time.monotonic()
    while True:
        try:
            come = [connection.recv(timeout=_IDLE, decode=False)]
            with contextlib.suppress(TimeoutError, ConnectionClosed):
                while len(come) < _WAITING[0]:
                    come.append(connection.recv(timeout=0, decode=False))
            yield come
            heard = time.monotonic()
        except TimeoutError as error:
            if time.monotonic() - heard > silence:
                raise Lost("silent") from error
            yield []
        except ConnectionClosed as error:
            if not error.rcvd and error.sent and error.sent.code == _NO_PONG:
                raise Lost("silent", error.sent.reason) from error
            said = error.rcvd.reason if error.rcvd else ""
            code = error.rcvd.code if error.rcvd else 0
            raise Lost("disconnected", said or str(error)[:120], code) from error


class _Pump:
    """Takes the bytes of an answer in a thread, so that its caller never waits long."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer
        self._pieces: queue.Queue[bytes | Exception] = queue.Queue(_WAITING[1])
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            for piece in self._answer.iter_stream():
                self._put(piece)
            self._put(Lost("disconnected", "the server closed the stream"))
        except Exception as error:  # noqa: BLE001 it is raised again where the pieces are taken
            self._put(error)

    def _put(self, piece: bytes | Exception) -> None:
        while not self._ended.is_set():
            with contextlib.suppress(queue.Full):
                self._pieces.put(piece, timeout=_IDLE)
                return

    def pieces(self) -> Iterator[bytes]:
        while True:
            try:
                piece = self._pieces.get(timeout=_IDLE)
            except queue.Empty:
                yield b""
                continue
            if isinstance(piece, Exception):
                raise piece
            yield piece

    def end(self) -> None:
        self._ended.set()
        line = self._answer.extensions["network_stream"].get_extra_info("socket")
        with contextlib.suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)
        self._thread.join(timeout=5)


def _host(url: str) -> Headers:
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return [("Host", host.encode("idna").decode() if not host.isascii() else host)]


_NO_CONNECTION = (httpcore.NetworkError, httpcore.ProtocolError, OSError, ValueError)
