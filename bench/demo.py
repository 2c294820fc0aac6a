#!/usr/bin/env python3
"""Prints the sample case's stage timings and peak memory, beside a plain baseline.

    python bench/demo.py [--runs 3]

The baseline reads the same files with the standard library alone (bytes,
JSON where it parses) and does nothing with them: the floor of the first stage.
Each run is a fresh process, so start-up and imports are in the total.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "src" / "contrecoup" / "sample" / "ondelune-2031"

CODE = """
import json, resource, sys, time
begun = time.perf_counter()
from contrecoup import demo
built = demo.build(sys.argv[1])
seconds = dict(built.seconds, total=time.perf_counter() - begun)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"seconds": seconds, "peak_mib": peak / 1024}))
"""


def baseline() -> float:
    """Return the seconds that reading the sample's bytes and JSON takes by itself."""
    begun = time.perf_counter()
    for path in sorted(SAMPLE.rglob("*")):
        if not path.is_file():
            continue
        raw = path.read_bytes()
        if path.suffix in {".json", ".jsonl", ".ndjson"}:
            lines = raw.splitlines() if path.suffix != ".json" else [raw]
            for line in lines:
                if line.strip():
                    json.loads(line)
    return time.perf_counter() - begun


def once() -> dict[str, dict[str, float]]:
    """Build the sample case in a fresh process."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", CODE, str(Path(folder) / "case")],
            capture_output=True,
            check=True,
            text=True,
        )
    result: dict[str, dict[str, float]] = json.loads(done.stdout)
    return result


def main() -> int:
    """Run, and print a table of medians."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    runs = [once() for _ in range(parser.parse_args().runs)]
    floor = statistics.median(baseline() for _ in range(3))
    print(f"{'stage':16} {'seconds':>8} {'× baseline':>11}")
    for stage in runs[0]["seconds"]:
        seconds = statistics.median(run["seconds"][stage] for run in runs)
        print(f"{stage:16} {seconds:8.2f} {seconds / floor:11.0f}")
    print(f"{'baseline':16} {floor:8.3f} {1:11}")
    peak = statistics.median(float(run["peak_mib"]) for run in runs)  # type: ignore[arg-type]
    print(f"peak memory {peak:.0f} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
