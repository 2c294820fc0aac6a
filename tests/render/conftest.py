from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def ondelune() -> ModuleType:
    """The report written by hand, as a module of builders."""
    path = Path(__file__).with_name("ondelune.py")
    spec = importlib.util.spec_from_file_location("ondelune_report", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
