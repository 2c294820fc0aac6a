"""A run on a cluster of two workers, of which one process is killed while it works.

python losing.py FRAME.parquet OUT
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pyarrow.parquet as pq


def workers() -> list[int]:
    """Executor processes that descend from this one."""
    parents: dict[int, int] = {}
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int(
                (folder / "stat").read_text().rpartition(")")[2].split()[1]
            )
            if b"CoarseGrainedExecutorBackend" in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
        except OSError:
            continue
    mine = []
    for pid in found:
        above = pid
        while above in parents and above != os.getpid():
            above = parents[above]
        if above == os.getpid():
            mine.append(pid)
    return sorted(mine)


def kill_one(working: threading.Event) -> None:
    """Kill a worker's process while a task runs."""
    from pyspark import SparkContext

    working.wait()
    while True:
        tracker = SparkContext.getOrCreate().statusTracker()
        stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
        if any(stage is not None and stage.numActiveTasks for stage in stages) and workers():
            victim = workers()[0]
            os.kill(victim, signal.SIGKILL)
            sys.stdout.write(f"killed {victim}\n")
            return
        time.sleep(0.02)


def main() -> None:
    """Run it, and write what was found."""
    from contrecoup.corridor.spark.engine import echoes

    working = threading.Event()
    threading.Thread(target=kill_one, args=(working,), daemon=True).start()

    def on_stage(name: str) -> None:
        if name == "normalise":
            working.set()

    posts = pq.read_table(sys.argv[1])
    found = echoes(posts, by=("text",), on_stage=on_stage, shipped_from=1)
    for name in ("echoes", "members", "ties", "waves"):
        pq.write_table(getattr(found, name), Path(sys.argv[2], f"{name}.parquet"))


if __name__ == "__main__":
    main()
