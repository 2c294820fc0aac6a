"""Folders on any file system that Spark knows: where tables lie on their way, and at the end.

Nothing half-written looks whole: tables go to a folder of their own beside the old ones, are
renamed when all of them are there, and the summary and ``_SUCCESS`` come last (and go first).
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from contrecoup.corridor.spark.session import on_this_machine, refuse, told

DONE: Final = "_SUCCESS"
SUMMARY: Final = "summary.json"
_UNDER_WAY: Final = "_contrecoup-"
_ALL: Final = True  # what is inside goes too


class Folder:
    """A folder, by the file system that its address names."""

    def __init__(self, session: Any, address: str) -> None:
        self.session, self.address = session, address.rstrip("/") or "/"
        jvm = session.sparkContext._jvm  # noqa: SLF001 PySpark has no file systems of its own
        self._path = jvm.org.apache.hadoop.fs.Path
        self._files = self._path(self.address).getFileSystem(
            session.sparkContext._jsc.hadoopConfiguration()  # noqa: SLF001
        )
        self._files.setWriteChecksum(False)

    def _at(self, name: str) -> Any:
        return self._path(f"{self.address}/{name}" if name else self.address)

    def child(self, name: str) -> Folder:
        """Return a folder in it."""
        return Folder(self.session, f"{self.address}/{name}")

    def make(self) -> None:
        """Make it."""
        self._files.mkdirs(self._at(""))

    def put(self, local: Path, name: str) -> None:
        """Copy a file of this machine into it."""
        source = self._path(local.absolute().as_uri())
        self._files.copyFromLocalFile(source, self._at(name))

    def move(self, name: str, target: str) -> None:
        """Rename, over what is there."""
        self.delete(target)
        if not self._files.rename(self._at(name), self._at(target)):
            refuse(f"{name} could not be renamed", "check what the folder allows", self.address)

    def delete(self, name: str = "") -> None:
        """Delete a file or folder in it, or itself."""
        self._files.delete(self._at(name), _ALL)

    def touch(self, name: str) -> None:
        """Make an empty file."""
        self._files.create(self._at(name)).close()

    def names(self) -> list[str]:
        """Names of what is in it, in order."""
        return sorted(
            str(found.getPath().getName()) for found in self._files.listStatus(self._at(""))
        )


@contextmanager
def under_way(session: Any, address: str) -> Iterator[Folder]:
    """Give a folder for what is on its way, and delete it at the end.

    Args:
        session: Spark's.
        address: in which folder; empty: one of this machine's temporary ones.

    Raises:
        SettingsError: Spark runs elsewhere, and no folder that all of it sees was named.
    """
    if not address:
        if not on_this_machine(session):
            step = "name a folder that every worker reaches: staging='hdfs:///tmp/contrecoup'"
            refuse(
                "Spark runs on other machines and no folder for what is on its way is named", step
            )
        address = Path(tempfile.gettempdir()).absolute().as_uri()
    with told():
        folder = Folder(session, f"{address.rstrip('/')}/{_UNDER_WAY}{uuid4().hex}")
        folder.make()
    try:
        yield folder
    finally:
        with told():
            folder.delete()


def write_out(folder: Folder, local: Path, tables: Mapping[str, Any]) -> None:
    """Bring tables that lie on this machine to a folder, whole or not at all.

    Args:
        folder: where to.
        local: a folder with ``NAME.parquet`` for each table, and ``summary.json``.
        tables: their names.
    """
    with told():
        folder.make()
        coming = folder.child(f"{_UNDER_WAY}{uuid4().hex}")
        try:
            for name in tables:
                coming.child(f"{name}.parquet").make()
                coming.put(local / f"{name}.parquet", f"{name}.parquet/part-00000.parquet")
            coming.put(local / SUMMARY, SUMMARY)
            for name in (DONE, SUMMARY):
                folder.delete(name)
            inside = os.path.basename(coming.address)  # noqa: PTH119 an address, not a path
            for name in (*(f"{table}.parquet" for table in tables), SUMMARY):
                folder.move(f"{inside}/{name}", name)
            folder.touch(DONE)
        finally:
            coming.delete()
