"""How far one machine goes, and what another way costs: `contrecoup echoes` from files to files.

    python bench/scale.py [--millions 1,5,20] [--spark 1,5] [--memory 4GiB] [--by text,near,…]
                          [--work DIR] [--json FILE]

Each run is a process of its own; the seconds, the memory and the disk are those of it and of
all that it starts (Spark's Java, its Python workers), looked at five times a second, so a peak
between two looks is missed.  Where both engines ran on the same posts, their tables are compared
row by row.  Spark runs where pyspark and Java are; what could not be run is said.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

FIVE = "text,near,link,hashtag,emoji"
TABLES = ("echoes", "members", "variants", "ties", "waves", "groups", "hot")
PAGE, TICK = os.sysconf("SC_PAGE_SIZE"), os.sysconf("SC_CLK_TCK")
Posts = import_module("echoes_posts")  # beside this file


def tree(root: int) -> dict[int, tuple[float, int]]:
    """Seconds of the processor and bytes of memory of a process and of what it started."""
    found: dict[int, tuple[int, float, int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue  # it ended
        used = (int(words[11]) + int(words[12])) / TICK
        found[int(folder.name)] = int(words[1]), used, int(words[21]) * PAGE
    mine = {root}
    while more := {pid for pid, (above, *_) in found.items() if above in mine} - mine:
        mine |= more
    return {pid: found[pid][1:] for pid in mine if pid in found}


def size(folder: Path) -> int:
    """Bytes that the files of a folder take, also those that are open and have no name."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_blocks * 512 if path.is_file() else 0
        except OSError:
            continue
    return total


def watched(command: list[str], folder: Path) -> dict[str, float]:
    """Run a command whose temporary files go to a folder of their own: what it took."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    here = os.environ | {"TMPDIR": str(folder), "SPARK_LOCAL_DIRS": str(folder)}
    used: dict[int, float] = {}
    free = shutil.disk_usage(folder).free
    memory, disk = 0, 0
    begun = time.perf_counter()
    log = folder.with_suffix(".log")
    with log.open("wb") as out:
        started = subprocess.Popen(command, env=here, stdout=out, stderr=out)
        while started.poll() is None:
            now = tree(started.pid)
            used |= {pid: cpu for pid, (cpu, _) in now.items()}
            memory = max(memory, sum(held for _, held in now.values()))
            # A spilled file has no name: what the disk has less of says how large it is.
            disk = max(disk, size(folder), free - shutil.disk_usage(folder).free)
            time.sleep(0.2)
    wall = time.perf_counter() - begun
    if started.returncode:
        print(log.read_text(encoding="utf-8", errors="replace")[-2000:])
    shutil.rmtree(folder, ignore_errors=True)
    took = {"wall": wall, "cpu": sum(used.values()), "code": float(started.returncode)}
    return took | {"memory_mb": memory / 1e6, "disk_mb": disk / 1e6}


def posts(millions: float, work: Path) -> Path:
    """A folder of generated posts, a part for each million.

    Each million has people and messages of its own, but for the one hot message, a fifth of all.
    """
    folder = work / f"posts-{millions:g}"
    if not folder.exists():
        coming = work / "coming"
        shutil.rmtree(coming, ignore_errors=True)
        coming.mkdir(parents=True)
        rows = int(millions * 1_000_000)
        for part, low in enumerate(range(0, rows, 1_000_000)):
            table, _ = Posts.generate(min(1_000_000, rows - low), seed=1 + part)
            for place, name in enumerate(("post_id", "account_id")):
                own = pc.add(table.column(name).cast(pa.int64()), part * 10_000_000)
                table = table.set_column(place, name, own.cast(pa.string()))
            pq.write_table(table, coming / f"part-{part:03}.parquet")
        coming.rename(folder)
    return folder


def differing(one: Path, two: Path) -> list[str]:
    """Names of the tables of two runs that are not equal row by row."""
    pairs = (
        (n, pq.read_table(one / f"{n}.parquet"), pq.read_table(two / f"{n}.parquet"))
        for n in TABLES
    )
    return [name for name, left, right in pairs if not left.equals(right)]


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--millions", default="1,5,20")
    parser.add_argument("--spark", default="1,5")
    parser.add_argument("--memory", default="4GiB")
    parser.add_argument("--by", default=FIVE)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    work = args.work or Path(tempfile.mkdtemp(prefix="contrecoup-scale-"))
    work.mkdir(parents=True, exist_ok=True)
    lines: list[dict[str, Any]] = []
    sizes = {word: "local" for word in args.millions.split(",") if word}
    sizes |= {word: "both" if word in sizes else "spark" for word in args.spark.split(",") if word}
    able = importlib.util.find_spec("pyspark") is not None and shutil.which("java") is not None
    if not able and args.spark:
        print("not run: Spark (pip install 'contrecoup[spark]', and Java 17)")
    for word in sorted(sizes, key=float):
        folder = posts(float(word), work)
        parts = [str(path) for path in sorted(folder.iterdir())]
        seconds: dict[str, float] = {}
        for engine in ("local", "spark"):
            if sizes[word] not in {engine, "both"} or (engine == "spark" and not able):
                continue
            out = work / f"{engine}-{word}"
            shutil.rmtree(out, ignore_errors=True)
            what = parts if engine == "local" else [str(folder)]
            command = [sys.executable, "-m", "contrecoup", "echoes", *what, "--out", str(out)]
            command += ["--by", args.by, "--memory", args.memory, "--engine", engine]
            load = os.getloadavg()[0]
            took = watched(command, work / "temporary")
            line = {"engine": engine, "millions": float(word), "load": load} | took
            if not took["code"]:
                summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
                line["stages"] = summary["timings"]
                line["ties"] = pq.read_table(out / "ties.parquet", columns=["by"]).num_rows
                seconds[engine] = took["cpu"]
            lines.append(line)
            print(
                f"{engine:6} {word:>4} M  {took['wall']:8.1f} s  {took['cpu']:8.1f} cpu s  "
                f"{took['memory_mb']:7.0f} MB  disk {took['disk_mb']:7.0f} MB  load {load:.1f}"
                + ("" if not took["code"] else f"  FAILED ({took['code']:.0f})"),
                flush=True,
            )
        if len(seconds) == 2:
            wrong = differing(work / f"local-{word}", work / f"spark-{word}")
            times = seconds["spark"] / seconds["local"]
            lines.append({"millions": float(word), "times": times, "unequal": wrong})
            told = f"UNEQUAL: {', '.join(wrong)}" if wrong else "equal row by row"
            print(
                f"       {word:>4} M  Spark costs {times:.1f} times the processor; {told}",
                flush=True,
            )
    if args.json:
        args.json.write_text(json.dumps(lines, indent=1), encoding="utf-8")
    if args.work is None:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
