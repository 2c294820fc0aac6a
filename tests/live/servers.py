"""Real servers on loopback: a Bluesky PDS with its directory, Jetstream over it, Mastodon."""

from __future__ import annotations

import base64
import json
import os
import queue
import shutil
import socket
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT.parent / "shared" / "tools" / "loopback"
DICTIONARY = ROOT.parent / "shared" / "data" / "formats" / "bluesky_jetstream"
MODULES = ROOT / ".loopback" / "node_modules"


def free_port():
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


class Running:
    """A server in a process of its own, ready when it prints a line that has ``ready``."""

    def __init__(self, command, ready, **more):
        self.process = subprocess.Popen(
            [str(part) for part in command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            **more,
        )
        lines = queue.Queue()

        def read():
            for line in self.process.stdout:
                lines.put(line)

        self._thread = threading.Thread(target=read, daemon=True)
        self._thread.start()
        until, said = time.monotonic() + 240, []
        while time.monotonic() < until:
            try:
                said.append(lines.get(timeout=0.5))
            except queue.Empty:
                if self.process.poll() is not None:
                    break
            if said and ready in said[-1]:
                return
        self.end()
        pytest.fail(f"{command[0]} did not start: {''.join(said)[-2000:]}")

    def end(self):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._thread.join()
        self.process.stdout.close()


def asked(url, body=None, headers=(), method=None):
    """Ask a server; return status and decoded JSON."""
    data = None if body is None else json.dumps(body).encode()
    request = Request(url, data=data, headers=dict(headers), method=method)
    if data is not None:
        request.add_header("Content-Type", "application/json")
    try:
        with urlopen(request, timeout=120) as answer:
            raw = answer.read()
            return answer.status, json.loads(raw) if raw else None
    except HTTPError as error:
        with error:
            return error.code, json.loads(error.read() or b"null")


class Pds:
    """A PDS, and accounts on it."""

    def __init__(self, port=0):
        if not MODULES.is_dir() or not (TOOLS / "pds_serve.cjs").is_file():
            pytest.skip("the PDS is not here: scripts/test installs it where node and npm are")
        self.port, self.directory_port = port or free_port(), free_port()
        self._poking = None
        node = shutil.which("node") or pytest.skip("there is no node")
        environment = {**os.environ, "NODE_PATH": str(MODULES), "LOG_ENABLED": "false"}
        command = [node, TOOLS / "pds_serve.cjs", self.port, self.directory_port]
        self.running = Running(command, '"ready":true', env=environment)
        self.url = f"http://localhost:{self.port}"
        self.frames = f"ws://localhost:{self.port}"
        self.directory = f"http://127.0.0.1:{self.directory_port}"

    def call(self, name, body, token="", admin=False):
        given = {"Authorization": f"Bearer {token}"} if token else {}
        if admin:
            given["Authorization"] = "Basic " + base64.b64encode(b"admin:admin-pass").decode()
        status, answer = asked(f"{self.url}/xrpc/{name}", body, given.items())
        assert status == 200, (name, status, answer)
        return answer

    def account(self, name):
        body = {"handle": f"{name}.test", "email": f"{name}@mail.example", "password": "pw"}
        return self.call("com.atproto.server.createAccount", body)

    def post(self, who, text, key=None):
        stamp = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        record = {"$type": "app.bsky.feed.post", "text": text, "createdAt": stamp, "langs": ["fr"]}
        body = {"repo": who["did"], "collection": "app.bsky.feed.post", "record": record}
        name = "createRecord"
        if key is not None:
            name, body["rkey"] = "putRecord", key
        return self.call(f"com.atproto.repo.{name}", body, who["accessJwt"])["uri"]

    def poke(self):
        """Make the server say something that nobody asked for."""
        self._poking = self._poking or self.account(f"poke{self.port}")
        self.post(self._poking, "rien")

    def delete(self, who, uri):
        body = {"repo": who["did"], "collection": "app.bsky.feed.post", "rkey": uri.split("/")[-1]}
        self.call("com.atproto.repo.deleteRecord", body, who["accessJwt"])

    def deactivate(self, who):
        self.call("com.atproto.server.deactivateAccount", {}, who["accessJwt"])

    def take_down(self, who):
        subject = {"$type": "com.atproto.admin.defs#repoRef", "did": who["did"]}
        body = {"subject": subject, "takedown": {"applied": True, "ref": "1"}}
        self.call("com.atproto.admin.updateSubjectStatus", body, admin=True)

    def delete_account(self, who):
        self.call("com.atproto.admin.deleteAccount", {"did": who["did"]}, admin=True)


def jetstream_over(pds, folder):
    """Start the Jetstream double over a PDS; return it with its address."""
    if not (DICTIONARY / "legacy_subscribe.zdict").is_file():
        pytest.skip("the samples are not here")
    (folder / "corpus").mkdir()
    shutil.copy(DICTIONARY / "legacy_subscribe.zdict", folder / "corpus")
    port = free_port()
    command = [sys.executable, "-u", TOOLS / "jetstream_shim.py", port, pds.frames]
    return Running(command, "jetstream ready", cwd=folder), f"ws://127.0.0.1:{port}"


class Mastodon:
    """A Mastodon server without people."""

    def __init__(self):
        port = free_port()
        command = [Path(sys.executable).with_name("mastodon_mock"), "serve", "--in-memory"]
        self.url = f"http://127.0.0.1:{port}"
        self.running = Running([*command, "--host", "127.0.0.1", "--port", port], "Uvicorn running")
        for _ in range(100):
            try:
                asked(f"{self.url}/api/v1/streaming/health")
            except (URLError, ValueError):
                break
        self.headers = {"Authorization": "Bearer mock_token"}.items()

    def post(self, text, **more):
        body = {"status": text} | more
        status, answer = asked(f"{self.url}/api/v1/statuses", body, self.headers)
        assert status == 200, answer
        return answer

    def edit(self, status_id, text):
        status, answer = asked(
            f"{self.url}/api/v1/statuses/{status_id}", {"status": text}, self.headers, "PUT"
        )
        assert status == 200, answer

    def delete(self, status_id):
        status, answer = asked(
            f"{self.url}/api/v1/statuses/{status_id}", None, self.headers, "DELETE"
        )
        assert status == 200, answer
