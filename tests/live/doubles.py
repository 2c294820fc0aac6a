"""Servers on loopback that the tests of live capture talk to."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

from websockets.exceptions import ConnectionClosed
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
    """A Jetstream server with a log; ``keeps`` says from which time on it still has events."""

    def __init__(self):
        self.log = []
        self.keeps = 0
        self.asked = []
        self.cut_after = None
        self.refuse = ""
        self.pause = 0.0
        self.sent = 0
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
        self.asked.append({"path": urlsplit(connection.request.path).path, **query})
        cursor = int(query.get("cursor", ["0"])[0])
        at = 0 if cursor else len(self.log)
        self._open.append(connection)
        sent = 0
        with contextlib.suppress(ConnectionClosed):
            while not self._ended.is_set():
                if self.refuse:
                    reason, self.refuse = self.refuse, ""
                    connection.close(1008, reason)
                    return
                while at < len(self.log):
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
