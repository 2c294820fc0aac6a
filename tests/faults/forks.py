"""Runs the command line in forks of one process that has imported everything.

Started with the shim in LD_PRELOAD.  A line of JSON on standard input is a job, a line
of JSON on standard output what became of it: the exit status (negative: the signal),
how many calls changed the disk, what was printed.
"""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import pkgutil
import signal
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path

import contrecoup

MOST_SECONDS = 60


def imported() -> None:
    """Import every module, so that a fork costs no more than what it does."""
    heavy = ("pyarrow.parquet", "pyarrow.compute", "duckdb", "numba", "scipy.sparse", "trafilatura")
    names = [m.name for m in pkgutil.walk_packages(contrecoup.__path__, "contrecoup.")]
    for name in (*heavy, *names):
        if not name.endswith("__main__"):
            importlib.import_module(name)


def used() -> None:
    """Build a small case and its account once, so that what is loaded once is loaded."""
    from acts import SAMPLE, SETTINGS, inputs

    from contrecoup.case import Case

    with tempfile.TemporaryDirectory() as folder:
        case = Case.create(f"{folder}/case", SETTINGS)
        case.add(*inputs(Path(folder) / "in"), roster=SAMPLE / "roster.csv")
        case.write()
        case.check()


def child(job: dict, shim: ctypes.CDLL, told: int) -> None:
    status = 70
    try:
        for number, name in ((1, "out"), (2, "err")):
            os.dup2(os.open(job[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
        os.chdir(job["base"])
        folder = os.path.realpath("case").encode()
        given = (job["mode"], job["at"], job["code"], job["clock"])
        if "ask" in job:
            from questions import ask

            sys.stdout.write(json.dumps(ask(job["ask"])))
            status = 0
        else:
            shim.shim_arm(folder, *given)
            from contrecoup.cli import main

            main(job["argv"], prog_name="contrecoup")
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001 whatever it is, it is told
        traceback.print_exc()
    finally:
        shim.shim_arm(b"", 0, 0, 0, 0) if "ask" in job else None
        calls = shim.shim_calls()
        sys.stdout.flush()
        sys.stderr.flush()
        os.write(told, str(calls).encode())
        os._exit(status)


def run(job: dict, shim: ctypes.CDLL) -> dict:
    with tempfile.TemporaryDirectory() as beside:
        job |= {"out": beside + "/out", "err": beside + "/err"}
        read, write = os.pipe()
        pid = os.fork()
        if pid == 0:
            child(job, shim, write)
        os.close(write)
        after = job.get("after")
        timer = threading.Timer(
            MOST_SECONDS if after is None else after, os.kill, (pid, signal.SIGKILL)
        )
        begun = time.monotonic()
        timer.start()
        _, status = os.waitpid(pid, 0)
        timer.cancel()
        timer.join()
        calls = os.read(read, 64)
        os.close(read)
        words = {}
        for name in ("out", "err"):
            try:
                words[name] = Path(job[name]).read_text(encoding="utf-8", errors="replace")
            except FileNotFoundError:
                words[name] = ""
        code = os.waitstatus_to_exitcode(status)
        took = time.monotonic() - begun
        return {"status": code, "calls": int(calls or 0), "seconds": took, **words}


def main() -> None:
    shim = ctypes.CDLL(os.environ["LD_PRELOAD"])
    shim.shim_calls.restype = ctypes.c_long
    long = ctypes.c_long
    shim.shim_arm.argtypes = [ctypes.c_char_p, ctypes.c_int, long, ctypes.c_int, long]
    imported()
    used()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    answers.write("ready\n")
    answers.flush()
    for line in sys.stdin:
        answers.write(json.dumps(run(json.loads(line), shim)) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
