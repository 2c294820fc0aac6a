"""What the tests of the sources share: an input made of bytes, and its items."""

from __future__ import annotations

import hashlib
import io
import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from contrecoup.sources import Input, read

ROOT = Path(__file__).parents[2]
FORMATS = ROOT.parent / "shared" / "data" / "formats"
CAPTURED = datetime(2031, 6, 1, 12, 0, tzinfo=UTC)


def make_input(data, name="file", **extra):
    if isinstance(data, dict | list):
        data = json.dumps(data, ensure_ascii=False)
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogatepass")
    return Input(
        name=name,
        capture_id=hashlib.sha256(data).hexdigest(),
        captured_at=CAPTURED,
        open=lambda: io.BytesIO(data),
        **extra,
    )


def tally(items):
    """Count items by kind, observations by state, skipped ones by reason."""
    counts = Counter()
    for item in items:
        kind = type(item).__name__
        if kind == "Observation":
            kind = f"Observation:{item.state}"
        elif kind == "Skipped":
            kind = f"Skipped:{item.reason}"
        counts[kind] += 1
    return dict(counts)


@pytest.fixture
def give():
    """Make an Input of bytes, text or JSON."""
    return make_input


@pytest.fixture
def items():
    """Read bytes, text or JSON into a list of items."""
    return lambda data, name="file", **extra: list(read(make_input(data, name, **extra)))


@pytest.fixture
def of(items):
    """Read, and keep the items of one kind."""

    def pick(kind, data, name="file", **extra):
        return [i for i in items(data, name, **extra) if type(i).__name__ == kind]

    return pick


@pytest.fixture
def sample():
    """Return the bytes of a real sample, or skip where the samples are absent."""

    def load(path):
        file = FORMATS / path
        if not file.is_file():
            pytest.skip(f"the samples are not here: {file}")
        return file.read_bytes()

    return load


@pytest.fixture
def counted():
    return tally
