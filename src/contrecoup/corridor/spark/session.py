"""The way to Spark, and what it says when something is wrong.

Where the process is one of Spark's already (``spark-submit``, a notebook of a cluster) its
session is used.  Else one is started, as ``PYSPARK_SUBMIT_ARGS``, ``MASTER`` or the files of
``SPARK_CONF_DIR`` say, without these on this machine's cores, listening to nobody else.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NoReturn
from urllib.parse import unquote, urlsplit

from contrecoup import errors
from contrecoup.errors import ContrecoupError, EvidenceError, SettingsError, Unreadable

PLACE: Final = "--engine spark"
_OWN: Final = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "20000",
    # With a limit Spark adds a batch's lists up again for each row: the square of its rows.
    "spark.sql.execution.arrow.maxBytesPerBatch": str((1 << 31) - 1),
    "spark.sql.execution.pyspark.udf.faulthandler.enabled": "true",
    "spark.sql.caseSensitive": "true",
    "spark.sql.parquet.mergeSchema": "false",
    "spark.sql.files.ignoreCorruptFiles": "false",
    "spark.sql.files.ignoreMissingFiles": "false",
}
_RAISED = re.compile(r"contrecoup\.errors\.(\w+): (?:(.*?): )?(.*?) \[\w\d+\]\.(?: Next: (.*))?")
_IN_FILE = re.compile(
    r"(?:reading file:?|footer for file:?|CANNOT_READ_FILE_FOOTER\]?.*?file:?) ?`?([a-z0-9]+:/\S+?)[`'.]?(?:\s|$)"
)
_IN_PART = re.compile(r"([a-z0-9]+:/[^\s'`]*?\.parquet|[a-z0-9]+:/[^\s'`]*?/part-[^\s'`]*)")


def refuse(message: str, step: str, place: str = PLACE) -> NoReturn:
    """Say what is wrong and what to do about it."""
    raise SettingsError(message, place=place, next_step=step)


def open_session(memory: int) -> Any:
    """Return a Spark session of our own, in the running Spark where there is one.

    Raises:
        SettingsError: Spark or Java is not there.
    """
    try:
        from pyspark import SparkContext
        from pyspark.sql import SparkSession
    except ImportError as error:
        message = f"the package {error.name!r} is not installed"
        step = "install it: pip install 'contrecoup[spark]'"
        raise SettingsError(message, place=PLACE, next_step=step) from error
    running = SparkContext._active_spark_context is not None  # noqa: SLF001 there is no public question
    if not running:
        _look_for_java()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("contrecoup")
    for name, value in ({} if running else _alone(memory)).items():
        if name not in os.environ.get("PYSPARK_SUBMIT_ARGS", ""):
            builder = builder.config(name, value)
    with told():
        session = builder.getOrCreate().newSession()
        for name, value in _OWN.items():
            session.conf.set(name, value)
    if not running:
        session.sparkContext.setLogLevel("ERROR")
    return session


def _look_for_java() -> None:
    home = os.environ.get("JAVA_HOME")
    found = Path(home, "bin", "java").is_file() if home else shutil.which("java") is not None
    if not found:
        message = f"there is no Java in JAVA_HOME ({home})" if home else "there is no Java"
        step = "install Java 17 or later (Debian: apt-get install openjdk-17-jre-headless)"
        refuse(message, step + ", or set JAVA_HOME")


def _alone(memory: int) -> dict[str, str]:
    """Settings of a Spark that we start; those of listening only where it is this machine's."""
    settings = {
        "spark.driver.maxResultSize": "0",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.memory": f"{max(memory >> 21, 1024)}m",
    }
    asked = os.environ.get("PYSPARK_SUBMIT_ARGS", "")
    master = os.environ.get("MASTER", "") or asked.partition("--master")[2].strip(" =")
    away = {"SPARK_CONF_DIR", "PYSPARK_GATEWAY_PORT"} & os.environ.keys()
    if away or (master and not master.startswith("local")):
        return settings
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    here = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    return settings | here | {"spark.ui.enabled": "false"}


def on_this_machine(session: Any) -> bool:
    """Whether all of it runs on this machine, so that a folder here is a folder there."""
    return str(session.sparkContext.master).startswith("local")


@contextmanager
def told() -> Iterator[None]:
    """Turn what Spark says into an error with a place and a next step."""
    try:
        yield
    except ContrecoupError:
        raise
    except Exception as error:
        if not type(error).__module__.startswith(("pyspark", "py4j")):
            raise
        said = f"{error}\n{getattr(error, 'java_exception', '')}"
        raise meaning(said) from error


def meaning(said: str) -> ContrecoupError:
    """Return the error that a message of Spark's means."""
    if raised := _RAISED.search(said):
        kind = getattr(errors, raised[1], SettingsError)
        return kind(raised[3], place=raised[2] or PLACE, next_step=(raised[4] or "").strip())
    if "No space left on device" in said or "Disk quota exceeded" in said:
        step = "free some space, or give Spark another disk (spark.local.dir; SPARK_LOCAL_DIRS)"
        return EvidenceError("a disk is full", place=PLACE, next_step=step + " and run it again")
    if "No module named 'contrecoup'" in said:
        step = "install the same version of Contrecoup there (the manual's page on scale says how)"
        return SettingsError("the workers lack Contrecoup", place=PLACE, next_step=step)
    if "PATH_NOT_FOUND" in said or "FileNotFoundException" in said:
        missing = re.search(r"(?:Path does not exist|File) ?:? ?(\S+?)\.?(?: |$|\n)", said)
        place = plain(missing[1]) if missing else PLACE
        return SettingsError("there is no such file or folder", place=place, next_step="check it")
    if any(word in said for word in ("PARQUET", "Parquet", "parquet", "FAILED_READ_FILE")):
        found = _IN_FILE.search(said) or _IN_PART.search(said)
        place = plain(found[1]) if found else PLACE
        step = "bring the part again from where it came, or leave it out, and run it again"
        return Unreadable(
            "this part is damaged: it is no whole Parquet file", place=place, next_step=step
        )
    if "UNABLE_TO_INFER_SCHEMA" in said:
        return Unreadable(
            "there is no Parquet file in it", place=PLACE, next_step="check the folder"
        )
    if "JAVA_GATEWAY_EXITED" in said or "Java gateway" in said:
        step = "run it again with SPARK_PRINT_LAUNCH_COMMAND=1, and see that java is 17 or later"
        return SettingsError("Java could not start Spark", place=PLACE, next_step=step)
    first = next((line.strip() for line in said.splitlines() if line.strip()), "nothing")
    step = "see Spark's own log; nothing was written, so it can be run again"
    return SettingsError(f"Spark gave up: {first[:300]}", place=PLACE, next_step=step)


def plain(address: str) -> str:
    """Return an address as people write it: a path, where it is of this machine."""
    parts = urlsplit(address)
    return unquote(parts.path) if parts.scheme == "file" else unquote(address)
