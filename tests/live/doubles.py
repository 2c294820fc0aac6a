"""Servers on loopback that the tests of live capture talk to."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

from websockets.exceptions import ConnectionClosed
from websockets.frames import Frame, Opcode
from websockets.http11 import Request
from websockets.server import ServerProtocol
from websockets.sync.server import serve

START = 1_930_000_000_000_000
"""Microseconds of the first event (2031-02-27)."""


def post(number, text, did="did:plc:anna", operation="create", at=None, **more):
    """An event of a post on Jetstream's first wire."""
    at = at if at is not None else START + number * 1_000_000
    commit = {
        "rev": f"3rev{number:09d}",
        "operation": operation,
        "collection": "app.bsky.feed.post",
        "rkey": more.pop("rkey", f"3key{number:09d}"),
    }
    if operation != "delete":
        created = datetime.fromtimestamp(at / 1_000_000, UTC).isoformat()
        record = {"$type": "app.bsky.feed.post", "text": text, "createdAt": created, **more}
        commit |= {"record": record, "cid": "bafyrei"}
    return {"did": did, "time_us": at, "kind": "commit", "commit": commit}


def account(number, did, status):
    """An event of an account."""
    at = START + number * 1_000_000
    time_ = datetime.fromtimestamp(at / 1_000_000, UTC).isoformat()
    body = {"did": did, "seq": number, "time": time_, "active": False, "status": status}
    return {"did": did, "time_us": at, "kind": "account", "account": body}


class Jetstream:
    """A Jetstream server with a log.

    ``keeps`` says from which time on it still has events; it sends no more than ``gate`` in all.
    """

    def __init__(self):
        self.log = []
        self.keeps = 0
        self.asked = []
        self.cut_after = None
        self.refuse = ""
        self.pause = 0.0
        self.sent = 0
        self.gate = None
        self.wrap = json.dumps
        self._ended = threading.Event()
        self._open = []
        self._server = serve(self._talk, "127.0.0.1", 0, compression=None)
        self.port = self._server.socket.getsockname()[1]
        self.url = f"ws://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def _talk(self, connection):
        query = parse_qs(urlsplit(connection.request.path).query)
        cursor = int(query.get("cursor", ["0"])[0])
        at = 0 if cursor else len(self.log)
        self.asked.append({"path": urlsplit(connection.request.path).path, **query})
        self._open.append(connection)
        sent = 0
        with contextlib.suppress(ConnectionClosed):
            while not self._ended.is_set():
                if self.refuse:
                    reason, self.refuse = self.refuse, ""
                    connection.close(1008, reason)
                    return
                while at < len(self.log) and (self.gate is None or self.sent < self.gate):
                    event = self.log[at]
                    at += 1
                    if event["time_us"] < max(cursor, self.keeps):
                        continue
                    connection.send(self.wrap(event))
                    sent += 1
                    self.sent += 1
                    time.sleep(self.pause)
                    if self.cut_after is not None and sent >= self.cut_after:
                        self.cut_after = None
                        connection.close(1011, "cut")
                        return
                time.sleep(0.01)

    def end(self):
        self._ended.set()
        for connection in self._open:
            connection.close()
        self._server.shutdown()
        self._thread.join()


class Deaf:
    """A Jetstream whose first connection answers no ping; the n-th gets its first n events."""

    def __init__(self, events):
        self.pings = []
        self.asked = []
        self._events = list(events)
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"ws://127.0.0.1:{self._door.getsockname()[1]}"
        self._lines = []
        self._threads = [threading.Thread(target=self._welcome)]
        self._threads[0].start()

    def _welcome(self):
        while True:
            try:
                line, _ = self._door.accept()
            except OSError:
                return
            self._lines.append(line)
            self._threads.append(threading.Thread(target=self._talk, args=(line,)))
            self._threads[-1].start()

    def _talk(self, line):
        talk, mute = ServerProtocol(), not self.asked
        with contextlib.suppress(OSError):
            while data := line.recv(65536):
                talk.receive_data(data)
                for event in talk.events_received():
                    if isinstance(event, Request):
                        self.asked.append(parse_qs(urlsplit(event.path).query))
                        talk.send_response(talk.accept(event))
                        for sent in self._events[: len(self.asked)]:
                            talk.send_text(json.dumps(sent).encode())
                    elif isinstance(event, Frame) and event.opcode is Opcode.PING:
                        self.pings.append((len(self.asked), bytes(event.data)))
                        if mute:
                            talk.data_to_send()  # the pong that nobody gets
                line.sendall(b"".join(talk.data_to_send()))

    def end(self):
        for line in (self._door, *self._lines):
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()
        for thread in self._threads:
            thread.join()
