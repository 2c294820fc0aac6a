"""For every test: properties hold however loaded the machine is; what need not be traced is not."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import os
import sys
from collections.abc import Callable, Generator
from pathlib import Path
from types import ModuleType

import coverage
import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

TRACE_ALL = bool(os.environ.get("CONTRECOUP_LONG"))
SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"


@pytest.fixture(scope="session")
def script_of() -> Callable[[str], ModuleType]:
    """Load one of the project's scripts as a module, by its name."""

    def load(name: str) -> ModuleType:
        loader = importlib.machinery.SourceFileLoader(f"script_{name}", str(SCRIPTS / name))
        spec = importlib.util.spec_from_loader(loader.name, loader)
        assert spec is not None
        module = importlib.util.module_from_spec(spec)
        sys.dont_write_bytecode, before = True, sys.dont_write_bytecode
        loader.exec_module(module)
        sys.dont_write_bytecode = before
        return module

    return load


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Run a test marked as untraced, and the fixtures it is the first to ask for, without a tracer."""
    tracer = coverage.Coverage.current()
    if tracer is None or TRACE_ALL or item.get_closest_marker("untraced") is None:
        return (yield)
    tracer.stop()
    try:
        return (yield)
    finally:
        tracer.start()
