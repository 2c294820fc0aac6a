"""Another one is writing to the case: an act waits where it stands, and nothing of it is done twice."""

from __future__ import annotations

import threading

import pytest

from contrecoup import store
from contrecoup.app import forms
from contrecoup.case import Case
from contrecoup.corridor.patience import patient

PORT = 8017
OWN = {"Origin": f"http://127.0.0.1:{PORT}"}


@pytest.fixture
def interrupted(case, monkeypatch):
    """Somebody else takes the case before its second write, and gives it back after a while."""
    others, plain = [], Case.append

    def append(self, *decisions, locked=False):
        if not others and not locked:
            ready = threading.Event()

            def hold() -> None:
                with store.lock(case.folder, "watch"):
                    ready.set()
                    threading.Event().wait(0.5)

            others.append(threading.Thread(target=hold))
            others[0].start()
            assert ready.wait(60)
        plain(self, *decisions, locked=locked)

    monkeypatch.setattr(Case, "append", append)
    monkeypatch.setattr(forms, "patient", lambda: patient(60))
    yield others
    for one in others:
        one.join()


def test_an_act_of_several_writes_goes_on_where_it_waited(case, opened, interrupted):
    client, people = opened("Ana"), len(case.roster.people)
    declared = [m for m in case.people.unsure if m.reason == "profile-names-group"][:3]
    form = {
        "one": [m.account_id for m in declared],
        "as": "person",
        "why": "their profiles",
        "back": "/c/case/people",
    }
    answer = client.post("/c/case/enlist", data=form, headers=OWN, follow_redirects=False)
    assert answer.status_code == 303
    assert len(interrupted) == 1
    assert len(case.roster.people) == people + 3
    assert [(d.verb, d.target) for d in case.decisions] == [
        ("assign", m.account_id) for m in declared
    ]


def test_who_waits_too_long_is_told_and_nothing_is_written(case, opened, monkeypatch):
    monkeypatch.setattr(forms, "patient", lambda: patient(0))
    client, item = opened("Ana"), case.review.queue[0]
    with store.lock(case.folder, "watch"):
        form = {"target": item.target, "verb": "accept", "back": "/c/case/findings"}
        answer = client.post("/c/case/decide", data=form, headers=OWN, follow_redirects=False)
    assert answer.status_code == 422
    assert "is writing to this case" in answer.text
    assert case.decisions == ()
