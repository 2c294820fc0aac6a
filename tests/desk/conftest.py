from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from contrecoup import demo
from contrecoup.case import Case


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Path:
    """The sample case, built once; tests take copies."""
    folder = tmp_path_factory.mktemp("built") / "ondelune-2031"
    demo.build(folder)
    return folder


@pytest.fixture
def copy(built, tmp_path) -> Callable[..., Case]:
    def made(name: str = "case") -> Case:
        shutil.copytree(built, tmp_path / name)
        return Case(tmp_path / name)

    return made


@pytest.fixture
def case(copy) -> Case:
    return copy()
