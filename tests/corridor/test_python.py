"""Contrecoup from Python: frames of the user's own type, pickles, threads, types that hold."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args, get_type_hints

import attrs
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import contrecoup as cc
from contrecoup import demo, errors
from contrecoup.corridor.views import Found
from contrecoup.model.findings import Findings

from .conftest import SAMPLE

SHELVES = {
    name: get_args(hint)[0] for name, hint in get_type_hints(Findings).items() if name != "coverage"
}
TAKEN: dict[str, Callable[[Any], tuple[int, list[str]]]] = {
    "pyarrow": lambda shelf: (len(pa.table(shelf)), pa.table(shelf).column_names),
    "polars": lambda shelf: (len(pl.DataFrame(shelf)), pl.DataFrame(shelf).columns),
    "pandas": lambda shelf: (
        len(pd.DataFrame.from_arrow(shelf)),
        list(pd.DataFrame.from_arrow(shelf).columns),
    ),
    "duckdb": lambda shelf: (
        len(duckdb.sql("FROM shelf").fetchall()),
        duckdb.sql("FROM shelf").columns,
    ),
}
"""How each library takes what speaks the Arrow C stream: rows, columns."""


@pytest.fixture(scope="module")
def found(built: demo.Built) -> Found:
    return built.case.find()


def test_every_kind_of_finding_is_a_shelf_with_a_type(found: Found) -> None:
    hints = get_type_hints(Found)
    assert {n for n in hints if n not in {"findings", "coverage"}} == set(SHELVES)
    for name, kind in SHELVES.items():
        assert get_args(hints[name]) == (kind,)
        assert list(getattr(found, name)) == list(getattr(found.findings, name))


@pytest.mark.parametrize("library", TAKEN)
def test_a_shelf_becomes_the_user_s_own_frame(found: Found, library: str) -> None:
    for name, kind in SHELVES.items():
        columns = [a.name.rstrip("_") for a in attrs.fields(kind)]
        shelf = getattr(found, name)
        assert TAKEN[library](shelf) == (len(shelf), columns), name
        assert TAKEN[library](cc.Shelf([], kind)) == (0, columns), name
        assert len(shelf.to_frame(library)) == len(shelf)


def test_values_stay_what_they_are(found: Found) -> None:
    rows = pl.DataFrame(found.echoes).to_dicts()
    assert [row["first_at"] for row in rows] == [e.first_at for e in found.echoes]
    assert [row["post_ids"] for row in rows] == [list(e.post_ids) for e in found.echoes]
    frame = found.tallies.to_frame("pandas")
    assert frame["value"].tolist() == [t.value for t in found.tallies]
    cited = pa.table(found.stances).column("citation").to_pylist()
    assert cited == [attrs.asdict(s.citation) for s in found.stances]
    assert str(pa.table(found.moves).schema.field("first_reported").type) == "timestamp[us, tz=UTC]"


def test_a_shelf_is_read_like_a_list(found: Found) -> None:
    first, *rest = found.moves
    assert found.moves[0] is first
    assert found.moves[1:] == tuple(rest)
    assert first in found.moves
    assert found.moves.top(2) == (first, rest[0])
    assert found.counts()["moves"] == 1 + len(rest)


def test_what_a_script_holds_can_be_pickled(built: demo.Built, found: Found) -> None:
    def again(value: Any) -> Any:
        return pickle.loads(pickle.dumps(value))

    assert again(found.findings) == found.findings
    assert list(again(found).moves) == list(found.moves)
    assert list(again(found.echoes)) == list(found.echoes)
    assert again(built.outcome) == built.outcome
    held = built.case.documents()
    assert again(held).articles == held.articles
    assert list(again(held).posts) == list(held.posts)
    assert again(built.case).folder == built.case.folder
    account = again(built.case.report("en"))
    assert account.sentences == built.case.report("en").sentences
    text = (SAMPLE / "press" / "05-estran-lettre.txt").read_text(encoding="utf-8")
    reading = cc.read(text)
    assert again(reading) == reading


def test_a_pickled_account_still_answers(built: demo.Built, tmp_path: Path) -> None:
    account = pickle.loads(pickle.dumps(built.case.report("fr")))
    assert str(account.why("h")).startswith("sentence h")
    account.save(tmp_path / "again.json")
    assert json.loads((tmp_path / "again.json").read_bytes())


@pytest.mark.parametrize(
    "kind",
    [k for k in vars(errors).values() if isinstance(k, type) and issubclass(k, Exception)],
)
def test_errors_cross_process_borders(kind: type[errors.ContrecoupError]) -> None:
    error = pickle.loads(pickle.dumps(kind("wrong", place="line 2", next_step="mend it")))
    assert type(error) is kind
    assert str(error) == str(kind("wrong", place="line 2", next_step="mend it"))


def test_threads_may_ask_one_case(built: demo.Built) -> None:
    case = cc.Case.open(built.case.folder)
    asks: list[Callable[[], Any]] = [
        lambda: case.find().findings,
        lambda: case.people.unsure,
        lambda: case.documents().articles,
        lambda: case.settings,
    ] * 2
    with ThreadPoolExecutor(4) as pool:
        answers = [job.result() for job in [pool.submit(ask) for ask in asks]]
    assert answers == [ask() for ask in asks]
    assert answers[0] == built.case.find().findings


def test_threads_that_ask_a_case_at_once_are_told_the_same(built: demo.Built) -> None:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # what goes wrong between two steps of another thread goes wrong
    try:
        for _ in range(10):
            case = cc.Case.open(built.case.folder)
            asks: list[Callable[[], Any]] = [
                lambda case=case: case.vault.head,
                lambda case=case: case.vault.captures(),
                lambda case=case: case.vault.acts(),
                lambda case=case: case.decisions,
                lambda case=case: case.outcomes(),
            ] * 4
            with ThreadPoolExecutor(8) as pool:
                answers = [job.result() for job in [pool.submit(ask) for ask in asks]]
            assert answers == [ask() for ask in asks]
    finally:
        sys.setswitchinterval(before)


def test_threads_read_articles_and_posts_alike() -> None:
    texts = [p.read_text(encoding="utf-8") for p in sorted((SAMPLE / "press").glob("*.txt"))]
    posts = pa.table(
        {
            "post_id": [f"{n}" for n in range(60)],
            "account_id": [f"{n % 7}" for n in range(60)],
            "created_at": [datetime(2031, 3, 14, 10, 0, n % 50, tzinfo=UTC) for n in range(60)],
            "text": [f"Nous restons avec elle {n % 3}" for n in range(60)],
        }
    )
    assert texts

    def ties() -> Any:
        return cc.echoes(posts).ties

    with ThreadPoolExecutor(4) as pool:
        readings = list(pool.map(cc.read, texts * 3))
        tied = [job.result() for job in [pool.submit(ties) for _ in range(6)]]
    assert readings == [cc.read(text) for text in texts] * 3
    assert all(table.equals(ties()) for table in tied)
    assert len(tied[0]) > 0


PROGRAM = """\
from datetime import UTC, datetime

import contrecoup as cc


def loudest(folder: str) -> list[tuple[str, int, datetime]]:
    found = cc.Case.open(folder).find()
    return [(echo.text, len(echo.account_ids), echo.first_at) for echo in found.echoes.top(3)]


def moved(found: cc.Found) -> set[str]:
    return {move.person_name for move in found.moves if move.modality == "done"}


def told(text: str) -> list[str]:
    reading: cc.Reading = cc.read(text, "fr")
    return [reading.text[a:b] for q in reading.quotations for a, b in q.content]


def joined(outcome: cc.Outcome) -> int:
    return sum(file.read for file in outcome.files)


def alike() -> float:
    one = cc.Wording(text="Nous restons", lang="fr", speaker=None, date=None)
    return cc.same(one, one).score


print(len(told("« Nous restons », a dit Ana Ferrand.")), alike() > 0)
"""
WRONG = {
    "found.echoes.top(3)[0].tekst": "attr-defined",
    "cc.read(3)": "arg-type",
    "cc.echoes(None, windows=60.0)": "call-arg",
    "[m.person_name + 1 for m in found.moves]": "operator",
}
"""Mistakes that a user's type checker should find, and how mypy calls them."""


def test_a_user_s_program_is_checked_strictly(tmp_path: Path) -> None:
    right, wrong = tmp_path / "right.py", tmp_path / "wrong.py"
    right.write_text(PROGRAM, encoding="utf-8")
    lines = "\n".join(f"    {line}" for line in WRONG)
    wrong.write_text(
        f"import contrecoup as cc\n\n\ndef ask(found: cc.Found) -> None:\n{lines}\n",
        encoding="utf-8",
    )
    mypy = [sys.executable, "-m", "mypy", "--strict", "--no-incremental", "--config-file="]
    done = subprocess.run(
        [*mypy, right.name, wrong.name], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    said = done.stdout.splitlines()
    assert not [line for line in said if line.startswith("right.py")], done.stdout + done.stderr
    told = [line for line in said if line.startswith("wrong.py") and ": error:" in line]
    assert len(told) == len(WRONG), done.stdout + done.stderr
    for line, kind in zip(told, WRONG.values(), strict=True):
        assert line.endswith(f"[{kind}]")
    ran = subprocess.run(
        [sys.executable, right.name], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.stdout.split() == ["1", "True"], ran.stderr
