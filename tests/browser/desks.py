"""The app as a server for a browser: in this process, or as the command; what tests do with it."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from contrecoup.app import application
from contrecoup.case import Case

SAMPLE = Path(__file__).parents[2] / "src" / "contrecoup" / "sample" / "ondelune-2031"
SCREENS = (
    "inbox",
    "people",
    "people?person=nolwenn-trevidic",
    "columns?id={table}",
    "findings",
    "findings?kind=stances",
    "check?kind=stances",
    "draft",
    "evidence",
    "publish",
    "publish?show=private",
    "settings",
)
PATIENCE = 120_000


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A running server: its folder, its port, its token."""

    folder: Path
    port: int
    token: str

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        return f"{self.root}/?token={self.token}"

    def ask(self, method: str, path: str, body: str = "", **headers: str):
        given = {
            "Host": f"127.0.0.1:{self.port}",
            "Cookie": f"contrecoup-{self.port}={self.token}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        given |= {key.replace("_", "-"): value for key, value in headers.items()}
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as link:
            link.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for key, value in given.items():
                if value:
                    link.putheader(key, value)
            link.putheader("Content-Length", str(len(body.encode())))
            link.endheaders(body.encode())
            with link.getresponse() as answer:
                return answer.status, dict(answer.getheaders()), answer.read().decode()


class Here(Server):
    """The app listening on a port of its own, in this process."""

    def __init__(self, folder: Path) -> None:
        import uvicorn

        self.folder, self.port, self.token = folder, free_port(), "T" * 43
        app = application(folder, token=self.token, port=self.port)
        self._server = uvicorn.Server(
            uvicorn.Config(app, host="127.0.0.1", port=self.port, log_level="warning")
        )
        self._thread = threading.Thread(target=self._server.run)
        self._thread.start()
        while not self._server.started:
            assert self._thread.is_alive()
            time.sleep(0.02)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join()


class Served(Server):
    """``contrecoup serve``: a process, with the address that it prints."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "contrecoup",
                "serve",
                str(folder),
                "--port",
                str(port),
                "--no-open",
            ],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        address = self.process.stdout.readline().strip()
        self.token = address.partition("token=")[2]
        assert address == self.address

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)
        assert self.process.stdout is not None
        self.process.stdout.close()


@contextmanager
def served(folder: Path):
    server = Served(folder, free_port())
    try:
        yield server
    finally:
        server.stop()


def focus(page, selector: str) -> None:
    """Tab until an element has the focus: what a person without a mouse does."""
    page.evaluate("document.activeElement.blur()")
    for _ in range(900):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"Tab never reaches {selector}")


def every_screen(desk) -> tuple[str, ...]:
    """Return the addresses of the screens; a table whose columns nobody knows is among the inputs."""
    outcomes = Case(desk.folder / "ondelune").outcomes()
    table = next(o.capture_id for o in outcomes if o.format == "table-csv")
    return tuple(screen.format(table=table) for screen in SCREENS)


def decisions(desk) -> list[tuple[str, str]]:
    return [(d.verb, d.target) for d in Case(desk.folder / "ondelune").decisions]
