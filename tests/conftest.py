"""For every test: properties are held however loaded the machine is, and scripts are modules."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

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
