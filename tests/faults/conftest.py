from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import kill
from acts import ACTS, Forks, compiled, prepared


@pytest.fixture(scope="session")
def benches():
    """A maker of benches by the name of an act; skipped without Linux and a C compiler."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as name:
        shim = compiled(Path(name))
        if shim is None:
            pytest.skip("this needs Linux and a C compiler (Debian: gcc, libc6-dev)")
        forks, server = Forks(shim), kill.stream()
        ready = prepared(Path(name) / "cases", forks, server)
        yield {act.name: lambda act=act: kill.Bench(forks, ready, act) for act in ACTS}
        forks.close()
        server.end()
