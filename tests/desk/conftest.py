from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from contrecoup import demo
from contrecoup.app import application
from contrecoup.case import Case
from contrecoup.cli import main
from contrecoup.corridor.memory import Memory

PORT = 8017
OWN = {"Origin": f"http://127.0.0.1:{PORT}"}


class Warm(NamedTuple):
    """A case that was built once, and what one process remembers after opening it."""

    folder: Path
    memory: Memory

    def remind(self, case: Case) -> Case:
        """Give a case what is remembered of the same bytes: keys say of which state it is."""
        kept = {kind: dict(answers) for kind, answers in self.memory._kept.items()}
        case.memory._kept.update(kept)
        return case

    def copied(self, folder: Path) -> Case:
        """Copy the case, and open the copy as it is for somebody who has looked at it before."""
        shutil.copytree(self.folder, folder)
        return self.remind(Case(folder))


def looked_at(case: Case) -> Warm:
    """Look at a case's account in each language and at its queue, and keep what is remembered."""
    for lang in case.settings.languages:
        case.report(lang)
    assert case.review.queue
    return Warm(case.folder, case.memory)


@pytest.fixture(autouse=True)
def patience(monkeypatch) -> None:
    """Let screens wait for what they rest on: a busy machine is no reason to say that it comes."""
    monkeypatch.setattr("contrecoup.app.ahead.SECONDS", 120.0)


@pytest.fixture(scope="session")
def warm(tmp_path_factory) -> Warm:
    """The sample case, built once and opened."""
    folder = tmp_path_factory.mktemp("built") / "ondelune-2031"
    demo.build(folder)
    case = Case(folder)
    assert case.people.matches
    return looked_at(case)


@pytest.fixture(scope="session")
def built(warm) -> Path:
    return warm.folder


def altered(warm: Warm, folder: Path, change: Callable[[Case], object]) -> Warm:
    """Return a copy of a built case with a change, opened again."""
    change(warm.copied(folder))
    return looked_at(warm.remind(Case(folder)))


@pytest.fixture(scope="session")
def warm_published(warm, tmp_path_factory) -> Warm:
    """The sample case after Ana published its first version (some seconds: once for all tests)."""
    folder = tmp_path_factory.mktemp("published") / "ondelune-2031"
    return altered(warm, folder, lambda case: case.publish(who="Ana", note="Première version"))


@pytest.fixture(scope="session")
def warm_french(warm, tmp_path_factory) -> Warm:
    """The sample case as one that is written in French alone: half of the pages."""

    def alone(case: Case) -> None:
        file = case.folder / "case.toml"
        text = file.read_text(encoding="utf-8")
        assert 'languages = ["fr", "en"]' in text
        file.write_text(text.replace('["fr", "en"]', '["fr"]'), encoding="utf-8")
        Case(case.folder).write(["fr"])

    return altered(warm, tmp_path_factory.mktemp("french") / "ondelune-2031", alone)


@pytest.fixture
def copy(warm, tmp_path) -> Callable[..., Case]:
    """Make a copy of the sample case, open, as it is for somebody who has looked at it before."""

    def made(name: str = "case", of: Warm = warm) -> Case:
        return of.copied(tmp_path / name)

    return made


@pytest.fixture
def case(copy) -> Case:
    return copy()


@pytest.fixture
def published(copy, warm_published) -> Case:
    return copy(of=warm_published)


@pytest.fixture
def french(copy, warm_french) -> Case:
    return copy(of=warm_french)


@pytest.fixture
def opened(case, warm, monkeypatch) -> Callable[..., TestClient]:
    """Open the app on the case, with this run's token; it opens its cases as looked at before."""
    monkeypatch.setattr("contrecoup.app.room.Case", lambda folder: warm.remind(Case(folder)))

    def made(who: str = "", **given: Any) -> TestClient:
        app = application(case.folder.parent, token="T", port=PORT, **given)
        client = TestClient(app, base_url=f"http://127.0.0.1:{PORT}")
        assert client.get("/?token=T").status_code == 200
        if who:
            client.post("/you", data={"who": who, "back": "/"}, headers=OWN)
        return client

    return made


class Done(NamedTuple):
    """How a command ended, and what it printed."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def run(warm, monkeypatch) -> Callable[..., Done]:
    """Run a command in this process, on a case that was looked at before."""
    monkeypatch.setattr("contrecoup.cli.desk.existing", lambda folder: warm.remind(Case(folder)))

    def made(*words: object) -> Done:
        answer = CliRunner().invoke(main, [str(word) for word in words])
        if answer.exception is not None and not isinstance(answer.exception, SystemExit):
            raise answer.exception
        return Done(answer.exit_code, answer.stdout, answer.stderr)

    return made
