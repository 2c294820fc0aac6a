"""Fixtures for the tests of echoes, ties and waves."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

DATA = Path(__file__).parents[4] / "shared" / "data" / "echoes"


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real posts; skips where it is not there."""
    if not DATA.is_dir():
        pytest.skip(f"no real posts: {DATA} is not there")
    return DATA
