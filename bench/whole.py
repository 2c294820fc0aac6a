#!/usr/bin/env python3
"""Takes generated posts the whole way: add, find, report, check, each a process of its own.

    python bench/whole.py [--thousands 200 1000] [--stages add find report check] [--keep DIR]

Posts as in `bench/echoes_posts.py`, in Parquet files of a million; a roster of 400 people of the
group, half of them public, who own the busiest accounts: about a fifth of the posts are theirs.  Printed of each stage, as a line of JSON: seconds of the processor, peak
memory (of the process alone), and the bytes of the case after it.  With ``--most GiB`` a stage that wants more memory
ends with an error, as it would on a machine of that size.  With ``--keep`` the posts and the case stay, and
``--stages`` goes on with them another time.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

ROSTER = "person,name,organisation,role,x,source,public"
PEOPLE = 400
CHILD = """
import json, resource, sys
most = float(sys.argv[1])
if most:
    resource.setrlimit(resource.RLIMIT_DATA, (int(most * 2**30), int(most * 2**30)))
from contrecoup.cli import main
try:
    main(sys.argv[2:], prog_name="contrecoup")
finally:
    used = resource.getrusage(resource.RUSAGE_SELF)
    told = {"cpu": round(used.ru_utime + used.ru_stime, 1), "peak_mib": used.ru_maxrss >> 10}
    print(json.dumps(told), file=sys.stderr)
"""


def posts(folder: Path, thousands: int) -> list[str]:
    """Write so many thousand posts; return the files, a million in each."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    generate = import_module("echoes_posts").generate  # beside this file
    files = []
    for number, begun in enumerate(range(0, thousands, 1000)):
        rows = min(1000, thousands - begun) * 1000
        path = folder / f"posts-{number}.parquet"
        files.append(str(path))
        if path.exists():
            continue
        table, _ = generate(rows, seed=number + 1)
        ids = [f"{number}{i}" for i in table.column("post_id").to_pylist()]
        table = table.set_column(0, "post_id", pa.array(ids))
        pq.write_table(table, path, compression="zstd")
    return files


def ran(most: float, arguments: list[str]) -> dict[str, Any]:
    """Run one command; return what it took, or how it ended."""
    command = [sys.executable, "-c", CHILD, str(most), *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    last = done.stderr.strip().splitlines()[-1:] or [""]
    try:
        told: dict[str, Any] = json.loads(last[0])
    except ValueError:
        told = {"ended": done.stderr[-600:]}
    if done.returncode:
        told |= {"exit": done.returncode, "said": done.stderr[-1500:]}
    return told


@contextlib.contextmanager
def place(keep: Path | None, thousands: int) -> Iterator[Path]:
    """Give the folder of one size: one that stays, or one that is gone afterwards."""
    if keep is None:
        with tempfile.TemporaryDirectory() as name:
            yield Path(name)
        return
    folder = keep / str(thousands)
    folder.mkdir(parents=True, exist_ok=True)
    yield folder


def main() -> int:
    """Print a line of JSON for each size and stage."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--thousands", type=int, nargs="+", default=[200])
    parser.add_argument("--stages", nargs="+", default=["add", "find", "report", "check"])
    parser.add_argument("--most", type=float, default=0.0, help="GiB that a stage may use")
    parser.add_argument("--keep", type=Path, help="where posts and cases stay")
    given = parser.parse_args()
    failed = 0
    for thousands in given.thousands:
        with place(given.keep, thousands) as folder:
            files = posts(folder, thousands)
            rows = [f"p{n},Person {n},Ondelune,,{n},generated,{n % 2}" for n in range(PEOPLE)]
            (folder / "roster.csv").write_text("\n".join([ROSTER, *rows]) + "\n", "utf-8")
            case = str(folder / "case")
            if not Path(case).exists():
                ran(0, ["init", case, "--group", "Ondelune"])
            roster = str(folder / "roster.csv")
            for stage in given.stages:
                added = [*files, "--roster", roster, "--columns", "platform==x"]
                more = added if stage == "add" else []
                told = ran(given.most, [stage, case, *more])
                failed += "exit" in told
                size = sum(p.stat().st_size for p in Path(case).rglob("*") if p.is_file())
                row = {"posts": thousands * 1000, "stage": stage, **told, "case_mib": size >> 20}
                print(json.dumps(row), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
