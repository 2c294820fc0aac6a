from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from contrecoup import demo
from contrecoup.cli import main

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "src" / "contrecoup" / "sample" / demo.SAMPLE

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Run the command line in this process; stdout and stderr apart."""

    def call(*arguments: object, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, [str(a) for a in arguments], input=stdin)

    return call


def rows(result: Result) -> list[dict[str, Any]]:
    """The JSON lines that a verb printed."""
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> demo.Built:
    """The sample case, built once; tests only read it."""
    return demo.build(tmp_path_factory.mktemp("demo") / "case")


@pytest.fixture(scope="session")
def truth() -> dict[str, Any]:
    """What was planted in the sample case; no product code reads it."""
    path = ROOT / "eval" / "sample" / "truth.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded
