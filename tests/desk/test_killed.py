"""The app's process is killed in the middle of each form that writes; then the same form is sent again.

A fork of this process answers the form and dies before or in the middle of a write, at instants drawn evenly over
what the form changes on the disk.  What the next process finds holds together, and once the
form was sent again the case is as if nothing had happened.
"""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from starlette.testclient import TestClient

from contrecoup.app import application
from contrecoup.case import Case

from .conftest import OWN, PORT, Warm

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="forks"),
    pytest.mark.untraced,
]
INSTANTS = 5
FEWER = 3
"""Instants of the form that writes the account's pages, of which there are many."""
CALLS = ("write", "fsync", "replace", "rename", "ftruncate", "link", "unlink")
PATIENCE = 120.0
DAMAGED = {"chain", "object", "seal"}


class Form(NamedTuple):
    """A form: where it is sent to, what is in it, with which files."""

    act: str
    said: dict[str, Any]
    files: tuple[tuple[str, bytes], ...] = ()


def reject(case: Case) -> Form:
    return Form(
        "decide", {"target": case.review.queue[3].target, "verb": "reject", "why": "ironie"}
    )


def undo(case: Case) -> Form:
    from contrecoup.app.room import seen

    item = case.review.queue[3]
    case.review.later(item.target, who="Eve")
    case.review.accept(item.target, who="Ana")
    mark = seen(case.decisions, item.target)
    return Form("decide", {"target": item.target, "verb": "undo", "seen": mark})


def assign(case: Case) -> Form:
    match, person = case.people.unsure[0], case.roster.people[0].person_id
    said = {"target": match.account_id, "verb": "assign", "value": person, "why": "dit par elle"}
    return Form("decide", said)


def declared(case: Case) -> list[str]:
    return [m.account_id for m in case.people.unsure if m.reason == "profile-names-group"][:3]


def enlist(case: Case) -> Form:
    said = {"target": declared(case)[0], "name": "Ève Le Goff", "source": "Profil", "why": "lu"}
    return Form("enlist", said)


def enlist_several(case: Case) -> Form:
    return Form("enlist", {"one": declared(case), "as": "person", "why": "profils lus"})


def together(case: Case) -> Form:
    stance = case.review.queue.of_kind("stances")[1]
    rows = [i.target for i in case.review.alike(stance)]
    return Form("together", {"listed": rows[:5], "all": "yes", "verb": "accept"})


def settle(case: Case) -> Form:
    private = next(o.targets for o in case.checklist() if o.code == "private")
    return Form("settle", {"code": "private", "one": private[:3], "why": "d’accord"})


def settings(_case: Case) -> Form:
    return Form("settings", {"case.title.fr": "Un autre titre", "case.zone": "Europe/Brussels"})


def roster(case: Case) -> Form:
    text = case.own_file("roster.csv").decode()
    return Form("settings", {"roster": text.replace("Ondelune", "Ondelune SA")})


def publish(_case: Case) -> Form:
    return Form("publish", {"note": "Première", "anyway": "yes", "without_recheck": "hors ligne"})


def drop(_case: Case) -> Form:
    table = "post_id,created_at,text,handle,platform\n" + "".join(
        f"{n},2031-03-15 10:0{n},On ne change rien numéro {n}.,maelle_{n},x\n" for n in range(4)
    )
    note = "Titre\n\n« Nous restons », a déclaré Nolwenn Trévidic lundi 17 mars 2031.\n"
    return Form("add", {"role": ""}, (("un.csv", table.encode()), ("deux.txt", note.encode())))


FORMS = (
    reject, undo, assign, enlist, enlist_several, together, settle, settings, roster, publish, drop,
)  # fmt: skip


class Mortal:
    """Calls that change the disk; the process dies at one of them, half of it done."""

    def __init__(self, at: int) -> None:
        self.at, self.calls = at, 0
        for name in CALLS:
            setattr(os, name, partial(self._called, name, getattr(os, name)))

    def _called(self, name: str, plain: Callable[..., Any], *given: Any, **more: Any) -> Any:
        self.calls += 1
        if self.calls == self.at:
            if name == "write" and len(given[1]) > 1:
                plain(given[0], bytes(given[1])[: len(given[1]) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        return plain(*given, **more)


def send(client: TestClient, form: Form) -> int:
    """Send a form as a browser does; wait for what it sets going."""
    files = [("files", one) for one in form.files] or None
    said = {"back": "/c/case/", "who": "Ana", **form.said}
    answer = client.post(
        f"/c/case/{form.act}", data=said, files=files, headers=OWN, follow_redirects=False
    )
    end = time.monotonic() + PATIENCE
    while form.files and "Everything has been read" not in client.get("/c/case/inbox").text:
        assert time.monotonic() < end
        time.sleep(0.05)
    return answer.status_code


def answered(folder: Path, form: Form, warm: Warm, at: int = 0) -> tuple[int, int]:
    """Let a fork answer the form; return how it ended (below 0: the signal), and its calls."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            from contrecoup.app import room

            room.Case = lambda place: warm.remind(Case(place))
            app = application(folder.parent, token="T", port=PORT, lang="en")
            client = TestClient(app, base_url=f"http://127.0.0.1:{PORT}")
            client.get("/?token=T")
            tell = os.write
            mortal = Mortal(at)
            status = send(client, form) // 100
            tell(write, str(mortal.calls).encode())
        finally:
            os._exit(status)
    os.close(write)
    _, status = os.waitpid(pid, 0)
    calls = os.read(read, 64)
    os.close(read)
    return os.waitstatus_to_exitcode(status), int(calls or 0)


def state(folder: Path) -> dict[str, Any]:
    """What a person would miss, or find twice."""
    case = Case(folder)
    broken = [v for v in case.verify_stores() if not v.ok and v.kind in DAMAGED]
    assert broken == []
    return {
        "decisions": [(d.verb, d.target, d.value if d.verb != "publish" else "", d.why, d.who) for d in case.decisions],
        "settings": case.own_file("case.toml"),
        "roster": case.own_file("roster.csv"),
        "versions": [(p.version, p.who, p.note, sorted(p.files)) for p in case.publications],
        "pages": sorted(p.name for p in folder.glob("published/*")),
        "posts": sorted(case.documents().posts.table.column("post_id").to_pylist()),
        "articles": sorted(a.title for a in case.documents().articles),
        "captures": sorted((c.source, c.capture_id) for c in case.vault.captures() if c.role != "roster"),
    }  # fmt: skip


@pytest.mark.parametrize("made", FORMS, ids=lambda made: made.__name__)
def test_nothing_is_lost_and_nothing_doubled(request, copy, tmp_path, monkeypatch, made):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    warm = request.getfixturevalue("warm_french" if made is publish else "warm")
    first = copy("first/case", warm)
    form = made(first)
    before = state(first.folder)
    shutil.copytree(first.folder, tmp_path / "whole" / "case")
    ended, calls = answered(tmp_path / "whole" / "case", form, warm)
    assert ended in {2, 3}
    wanted = state(tmp_path / "whole" / "case")
    assert wanted != before
    assert calls > 3
    instants = FEWER if made is publish else INSTANTS
    for n in range(instants):
        at = 1 + n * (calls - 1) // (instants - 1)
        folder = tmp_path / f"killed-{at}" / "case"
        shutil.copytree(first.folder, folder)
        ended, _ = answered(folder, form, warm, at)
        assert ended == -signal.SIGKILL, at
        between = state(folder)["decisions"]
        assert between == wanted["decisions"][: len(between)], at
        ended, _ = answered(folder, form, warm)
        assert ended in {2, 3, 4}, at  # 4: told that it was decided meanwhile
        assert state(folder) == wanted, at
        shutil.rmtree(folder.parent)
