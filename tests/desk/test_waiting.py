"""A screen that takes long says so and comes by itself; the others answer meanwhile."""

from __future__ import annotations

import threading
import time

import pytest

from contrecoup.app import ahead
from contrecoup.app.ahead import Ahead
from contrecoup.corridor.memory import Memory


@pytest.fixture
def slow(monkeypatch):
    """Whatever is worked out anew waits for the gate, once it has begun."""
    gate, begun = threading.Event(), []
    plain = Memory.of

    def of(self, kind, key, work):
        def waits():
            if kind.startswith("report"):
                begun.append(kind)
                assert gate.wait(60)
            return work()

        return plain(self, kind, key, waits)

    monkeypatch.setattr(Memory, "of", of)
    yield gate, begun
    gate.set()


def test_other_screens_answer_while_the_account_is_written(case, opened, slow, monkeypatch):
    gate, begun = slow
    client = opened("Ana")
    item = case.review.queue[0]
    case.review.accept(item.target, who="Eve")
    monkeypatch.setattr(ahead, "SECONDS", 0.3)
    for _ in range(2):
        soon = client.get("/c/case/draft?lang=en")
        assert soon.status_code == 200
        assert soon.headers["Refresh"] == "1; url=/c/case/draft?lang=en"
        assert "What this screen shows is being worked out" in soon.text
    framed = client.get("/c/case/page.en?edit=1")
    assert "frame-ancestors 'self'" in framed.headers["Content-Security-Policy"]
    assert "being worked out" in framed.text
    assert len(begun) == 1  # asked for three times, worked out once
    begun_at = time.monotonic()
    assert 'name="case.zone"' in client.get("/c/case/settings").text
    assert "Roster" in client.get("/c/case/people").text
    assert time.monotonic() - begun_at < 30
    monkeypatch.setattr(ahead, "SECONDS", 120.0)
    gate.set()
    page = client.get("/c/case/draft?lang=en")
    assert "Refresh" not in page.headers
    assert "<iframe" in page.text


def test_what_goes_wrong_ahead_is_told_by_the_screen(case, opened):
    client = opened("Ana")
    good = case.own_file("case.toml")
    (case.folder / "case.toml").write_text("[case", "utf-8")
    for screen in ("findings", "check", "draft", "publish", "page.en"):
        answer = client.get(f"/c/case/{screen}")
        assert answer.status_code == 422, screen
        assert "this is not TOML" in answer.text
    (case.folder / "case.toml").write_bytes(good)
    assert client.get("/c/none/draft").status_code == 422
    assert client.get("/c/case/draft?lang=de").status_code == 422


def test_work_is_done_once_at_a_time_and_again_afterwards(monkeypatch):
    monkeypatch.setattr(ahead, "SECONDS", 0.05)
    works, gate, told = Ahead(), threading.Event(), []

    def work():
        told.append(1)
        assert gate.wait(30)

    key = ("case", "x")
    assert not works.ready(key, work)
    assert not works.ready(key, work)
    assert not works.ready(("other", "x"), work)
    assert len(told) == 2
    monkeypatch.setattr(ahead, "SECONDS", 30.0)
    gate.set()
    assert works.ready(key, work)
    assert len(told) == 3
