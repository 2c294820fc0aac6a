"""How far one machine goes, and what another way costs: `contrecoup echoes` from files to files.

    python bench/scale.py [--millions 1,5,20,50] [--spark 1,5] [--memory 4GiB] [--by text,near,…]
                          [--limit MIB] [--only-make] [--work DIR] [--json FILE]

Each run is a process of its own; the seconds, the memory and the disk are those of it and of
all that it starts (Spark's Java, its Python workers), looked at five times a second, so a peak
between two looks is missed.  Memory is told twice: what the run holds of its own (`own`, also by
stage), and with the pages of files that the system would take back when anybody needs the room
(`resident`).  `--limit` lets the system hold a run to so many MiB, those pages with it, and end
it beyond (Linux, version 1 of its control groups, by a user who may make one).  Where both
engines ran on the same posts, their tables are compared row by row.  Spark runs where pyspark and
Java are; what could not be run is said.
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
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

FIVE = "text,near,link,hashtag,emoji"
TABLES = ("echoes", "members", "variants", "ties", "waves", "groups", "hot")
STAGES = ("read", "normalise", "echoes", "ties", "waves")
PAGE, TICK = os.sysconf("SC_PAGE_SIZE"), os.sysconf("SC_CLK_TCK")
Posts = import_module("echoes_posts")  # beside this file


class Used(NamedTuple):
    """What a process took: seconds of the processor, and bytes of memory."""

    cpu: float
    own: int
    resident: int


def tree(root: int) -> dict[int, Used]:
    """What a process and all that it started take."""
    found: dict[int, tuple[int, Used]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            shared = int((folder / "statm").read_text(encoding="utf-8").split()[2]) * PAGE
        except OSError:
            continue  # it ended
        used, resident = (int(words[11]) + int(words[12])) / TICK, int(words[21]) * PAGE
        found[int(folder.name)] = int(words[1]), Used(used, max(resident - shared, 0), resident)
    mine = {root}
    while more := {pid for pid, (above, _) in found.items() if above in mine} - mine:
        mine |= more
    return {pid: found[pid][1] for pid in mine if pid in found}


def size(folder: Path) -> int:
    """Bytes that the files of a folder take, also those that are open and have no name."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_blocks * 512 if path.is_file() else 0
        except OSError:
            continue
    return total


def watched(command: list[str], folder: Path, group: Path | None) -> dict[str, Any]:
    """Run a command whose temporary files go to a folder of their own: what it took."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    here = os.environ | {"TMPDIR": str(folder), "SPARK_LOCAL_DIRS": str(folder), "LC_ALL": "C"}
    used: dict[int, float] = {}
    free = shutil.disk_usage(folder).free
    stages: dict[str, int] = {}
    resident, disk = 0, 0
    begun = time.perf_counter()
    log = folder.with_suffix(".log")
    with log.open("wb") as out:
        if group is not None:
            enter = f'echo $$ > "{group}/cgroup.procs" && exec "$@"'
            command = ["sh", "-c", enter, "sh", *command]
        started = subprocess.Popen(command, env=here, stdout=out, stderr=out)
        while started.poll() is None:
            now = tree(started.pid)
            used |= {pid: each.cpu for pid, each in now.items()}
            resident = max(resident, sum(each.resident for each in now.values()))
            stage = stage_of(log)
            stages[stage] = max(stages.get(stage, 0), sum(each.own for each in now.values()))
            # A spilled file has no name: what the disk has less of says how large it is.
            disk = max(disk, size(folder), free - shutil.disk_usage(folder).free)
            time.sleep(0.2)
    wall = time.perf_counter() - begun
    if started.returncode:
        print(log.read_text(encoding="utf-8", errors="replace")[-2000:])
    shutil.rmtree(folder, ignore_errors=True)
    took = {"wall": wall, "cpu": sum(used.values()), "code": float(started.returncode)}
    took |= {"own_mb": max(stages.values()) / 1e6, "resident_mb": resident / 1e6}
    return took | {
        "disk_mb": disk / 1e6,
        "own_mb_by_stage": {n: m / 1e6 for n, m in stages.items()},
    }


def stage_of(log: Path) -> str:
    """Return the first stage that a run with --verbose has not said to be over."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    over = {line.partition(": ")[0] for line in lines}
    return next((stage for stage in STAGES if stage not in over), "end")


@contextmanager
def limited(mib: int) -> Iterator[Path | None]:
    """Give a control group that holds no more than so many MiB, pages of files with it."""
    if not mib:
        yield None
        return
    group = Path("/sys/fs/cgroup/memory") / f"contrecoup-scale-{os.getpid()}"
    group.mkdir()
    try:
        (group / "memory.limit_in_bytes").write_text(f"{mib << 20}", encoding="ascii")
        yield group
    finally:
        group.rmdir()


def posts(millions: float, work: Path) -> Path:
    """A folder of generated posts, a part for each million.

    Each million has people and messages of its own, but for the one hot message, a fifth of all,
    and all share one vocabulary.  Parts that are there already are not made again.
    """
    made = work / "parts"
    made.mkdir(exist_ok=True)
    folder = work / f"posts-{millions:g}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    rows = int(millions * 1_000_000)
    for part, low in enumerate(range(0, rows, 1_000_000)):
        count = min(1_000_000, rows - low)
        file = made / f"{part:03}-{count}.parquet"
        if not file.exists():
            table, _ = Posts.generate(count, seed=1 + part)
            for place, name in enumerate(("post_id", "account_id")):
                own = pc.add(table.column(name).cast(pa.int64()), part * 10_000_000)
                table = table.set_column(place, name, own.cast(pa.string()))
            pq.write_table(table, made / "coming")
            (made / "coming").rename(file)
        (folder / f"part-{part:03}.parquet").hardlink_to(file)
    return folder


def differing(one: Path, two: Path) -> list[str]:
    """Names of the tables of two runs that are not equal row by row."""
    pairs = (
        (n, pq.read_table(one / f"{n}.parquet"), pq.read_table(two / f"{n}.parquet"))
        for n in TABLES
    )
    return [name for name, left, right in pairs if not left.equals(right)]


def asked() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--millions", default="1,5,20,50")
    parser.add_argument("--spark", default="1,5")
    parser.add_argument("--memory", default="4GiB")
    parser.add_argument("--by", default=FIVE)
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--only-make", action="store_true")
    parser.add_argument("--work", type=Path)
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


def main() -> None:
    """Run what was asked for."""
    args = asked()
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
        if args.only_make:
            continue
        parts = [str(path) for path in sorted(folder.iterdir())]
        seconds: dict[str, float] = {}
        for engine in ("local", "spark"):
            if sizes[word] not in {engine, "both"} or (engine == "spark" and not able):
                continue
            out = work / f"{engine}-{word}"
            shutil.rmtree(out, ignore_errors=True)
            what = parts if engine == "local" else [str(folder)]
            command = [sys.executable, "-m", "contrecoup", "echoes", "--verbose", *what]
            command += ["--out", str(out), "--by", args.by, "--memory", args.memory]
            command += ["--engine", engine]
            load = os.getloadavg()[0]
            with limited(args.limit) as group:
                took = watched(command, work / "temporary", group)
            line = {"engine": engine, "millions": float(word), "load": load} | took
            line |= {"limit_mib": args.limit}
            if not took["code"]:
                summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
                line["stages"] = summary["timings"]
                line["ties"] = pq.read_table(out / "ties.parquet", columns=["by"]).num_rows
                seconds[engine] = took["cpu"]
            lines.append(line)
            print(
                f"{engine:6} {word:>4} M  {took['wall']:8.1f} s  {took['cpu']:8.1f} cpu s  "
                f"own {took['own_mb']:6.0f} MB  resident {took['resident_mb']:6.0f} MB  "
                f"disk {took['disk_mb']:6.0f} MB  load {load:.1f}"
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
