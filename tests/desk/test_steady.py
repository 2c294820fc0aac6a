"""A screen is about one state of the case, read once; and other screens need not wait for long work."""

from __future__ import annotations

import gc
import sys
import threading
import time
import weakref
from collections import Counter

import pytest

from contrecoup import sources
from contrecoup.app import lasting, serving
from contrecoup.app.lasting import Lasting
from contrecoup.corridor.memory import Steady
from contrecoup.model.posts import Posts


def test_what_is_read_in_one_question_is_read_once():
    steady, reads = Steady(), []

    def read():
        reads.append(1)
        return len(reads)

    assert [steady.of("a", read), steady.of("a", read)] == [1, 2]  # outside of a question
    with steady.question():
        assert [steady.of("a", read), steady.of("a", read), steady.of("b", read)] == [3, 3, 4]
        with steady.question():
            assert steady.of("a", read) == 3
        assert steady.of("a", read) == 3
        steady.anew()
        assert [steady.of("a", read), steady.of("a", read)] == [5, 5]
    steady.anew()
    assert steady.of("a", read) == 6


def test_an_answer_that_fails_is_asked_for_again_and_a_question_ends_with_its_error():
    steady = Steady()

    def fails():
        raise OSError(steady)

    with pytest.raises(OSError, match="Steady"), steady.question():
        steady.of("a", fails)
    with steady.question():
        with pytest.raises(OSError, match="Steady"):
            steady.of("a", fails)
        assert steady.of("a", lambda: 2) == 2
    assert steady.of("a", lambda: 3) == 3


def test_each_thread_has_its_own_question():
    steady, seen = Steady(), []
    with steady.question():
        steady.of("a", lambda: "mine")
        other = threading.Thread(target=lambda: seen.append(steady.of("a", lambda: "theirs")))
        other.start()
        other.join()
        assert (seen, steady.of("a", lambda: "new")) == (["theirs"], "mine")


def test_a_case_that_is_written_to_within_a_question_is_read_anew(case):
    item = case.review.queue[0]
    with case.drafting.steady.question():
        before = case.decisions
        made = case.review.accept(item.target, who="Ana")
        assert case.decisions == (*before, made)
        was = case.own_file("roster.csv")
        (case.folder / "roster.csv").write_bytes(b"")
        assert case.own_file("roster.csv") == was != b""
    assert not case.own_file("roster.csv")


@pytest.mark.parametrize("screen", ["findings", "inbox", "people", "evidence", "draft", "publish"])
def test_a_screen_reads_the_cases_own_files_once(opened, monkeypatch, screen):
    client, read, plain = opened("Ana"), Counter(), sources.opened
    client.get(f"/c/case/{screen}")

    def counted(path, **more):
        read[path.name] += 1
        return plain(path, **more)

    monkeypatch.setattr(sources, "opened", counted)
    assert client.get(f"/c/case/{screen}").status_code == 200
    # The screen itself, and what works out what it rests on.
    assert 1 <= read["case.toml"] <= 2
    assert read["roster.csv"] <= 2


def test_what_another_process_writes_is_on_the_next_screen(opened, case):
    client = opened("Ana")
    assert "Nouveau groupe" not in client.get("/c/case/settings").text
    text = case.own_file("case.toml").decode().replace('group = "', 'group = "Nouveau groupe, ', 1)
    (case.folder / "case.toml").write_text(text, "utf-8")
    assert "Nouveau groupe" in client.get("/c/case/settings").text


def test_posts_that_are_quoted_are_taken_together(case, monkeypatch):
    quoted, one = len(case.find().findings.quotations), Counter()
    case.review.accept(case.review.queue[0].target, who="Ana")
    plain = Posts.get

    def counted(self, post_id):
        one[post_id] += 1
        return plain(self, post_id)

    monkeypatch.setattr(Posts, "get", counted)
    assert case.report("en").sentences
    assert one.total() < quoted / 2
    assert max(one.values()) == 1


class _Ring:
    """Refers to itself: only the search finds that nothing else does."""

    def __init__(self) -> None:
        self.self = self


@pytest.fixture
def thawed():
    """Nothing stays set aside after the test."""
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("thawed")
def test_what_long_work_leaves_is_set_aside_and_searched_when_nobody_asks(case, monkeypatch):
    nobody_asks = threading.Event()
    monkeypatch.setattr(lasting, "MANY", 5)
    monkeypatch.setattr(lasting, "sleep", lambda _seconds: nobody_asks.wait(120))
    case.raw()
    lasts, ring = Lasting(), _Ring()
    gone = weakref.ref(ring)
    gc.unfreeze()
    lasts.left(case, 1.0)
    assert gc.get_freeze_count()
    del ring
    gc.collect()
    assert gone() is not None  # set aside: the search passes over it
    monkeypatch.setattr(lasting, "QUIET", 0.0)
    nobody_asks.set()
    end = time.monotonic() + 60
    while (gone() is not None or not gc.get_freeze_count()) and time.monotonic() < end:
        time.sleep(0.05)
    assert gone() is None
    assert gc.get_freeze_count()  # what lasts is set aside again


@pytest.mark.usefixtures("thawed")
@pytest.mark.parametrize(("many", "seconds"), [(10**9, 60.0), (5, 0.5)])
def test_little_work_and_small_cases_are_left_to_python(case, monkeypatch, many, seconds):
    monkeypatch.setattr(lasting, "MANY", many)
    gc.unfreeze()
    Lasting().left(case, seconds)
    assert not gc.get_freeze_count()


def test_who_asks_all_the_time_puts_the_search_off_until_much_is_set_aside(monkeypatch, case):
    for name, value in {"MANY": 5, "QUIET": 60.0, "MOST": 3}.items():
        monkeypatch.setattr(lasting, name, value)
    searched = threading.Event()
    monkeypatch.setattr(lasting.gc, "freeze", lambda: None)
    monkeypatch.setattr(lasting.gc, "unfreeze", searched.set)
    monkeypatch.setattr(lasting, "sleep", lambda _seconds: time.sleep(0.01))
    lasts = Lasting()
    for _ in range(2):
        lasts.left(case, 2.0)
        lasts.asked()
    assert not searched.wait(0.2)
    lasts.left(case, 2.0)
    assert searched.wait(60)


def test_a_served_case_gives_screens_their_turn_soon(case, monkeypatch):
    import uvicorn

    monkeypatch.setattr(uvicorn.Server, "run", lambda _self: None)
    before = sys.getswitchinterval()
    try:
        serving.serve(case.folder)
        assert sys.getswitchinterval() == pytest.approx(serving.SWITCH)
    finally:
        sys.setswitchinterval(before)
