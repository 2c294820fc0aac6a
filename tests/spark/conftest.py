"""Spark for the tests: where pyspark and Java are, else the tests say that they are skipped."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))


def missing() -> str:
    """What Spark lacks here; empty where it can run."""
    if importlib.util.find_spec("pyspark") is None:
        return "pyspark is not installed here (scripts/test runs these in .venv-spark)"
    home = os.environ.get("JAVA_HOME")
    if not (Path(home, "bin", "java").is_file() if home else shutil.which("java")):
        return "there is no Java"
    return ""


def pytest_collection_modifyitems(items: list[Any]) -> None:
    """Skip what needs Spark where there is none."""
    if why := missing():
        here = Path(__file__).parent
        for item in items:
            if item.path.parent == here and "without_spark" not in item.name:
                item.add_marker(pytest.mark.skip(reason=f"Spark: {why}"))


@pytest.fixture(scope="session", autouse=True)
def _few_parts(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Two cores, this Python, Spark's own files in a folder of the tests, no work on being fast later."""
    os.environ.setdefault("MASTER", "local[2]")
    # Whoever opens the session first says which Python its workers are: here a test may be the first.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    quick = "spark.sql.codegen.wholeStage=false", "spark.sql.codegen.factoryMode=NO_CODEGEN"
    asked = " ".join(f"--conf {setting}" for setting in quick)
    os.environ.setdefault("PYSPARK_SUBMIT_ARGS", f"{asked} pyspark-shell")
    os.environ.setdefault("SPARK_LOCAL_DIRS", str(tmp_path_factory.mktemp("spark")))
