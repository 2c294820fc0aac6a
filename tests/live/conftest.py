from __future__ import annotations

import threading
import time

import pytest

from contrecoup import Case
from contrecoup.corridor.watching import Choice

from .doubles import Jetstream


@pytest.fixture
def jetstream():
    server = Jetstream()
    yield server
    server.end()


@pytest.fixture
def case(tmp_path):
    return Case.init(tmp_path / "case")


@pytest.fixture
def watch(case):
    """Watch Bluesky from a server, until so many messages are kept or seconds are over."""

    def run(server, most=None, seconds=180.0, **more):
        run.said = said = []
        given = {"network": "bluesky", "server": server, "roster": False} | more
        choice = Choice(most=most, seconds=seconds, **given)
        return case.watch(choice, tell=said.append)

    run.said = []
    return run


@pytest.fixture
def later(jetstream):
    """Do something in the background once the server was asked, and once something is true."""
    threads = []

    def start(true, work, *arguments):
        def wait():
            until = time.monotonic() + 120
            while not (jetstream.asked and true()) and time.monotonic() < until:
                time.sleep(0.02)
            work(*arguments)

        threads.append(threading.Thread(target=wait))
        threads[-1].start()

    yield start
    for thread in threads:
        thread.join()
