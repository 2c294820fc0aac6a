"""A command in a process of its own: its seconds and its peak, as one line of JSON.

    python echoes_run.py RESULT.json COMMAND [ARGUMENT ...]

Small on purpose: what is started counts its starter's memory as its own.
"""

import json
import os
import sys
import time


def main() -> None:
    """Run it and write what it took."""
    begun = time.perf_counter()
    pid = os.spawnvp(os.P_NOWAIT, sys.argv[2], sys.argv[2:])
    _, status, used = os.wait4(pid, 0)
    told = {
        "wall": time.perf_counter() - begun,
        "cpu": used.ru_utime + used.ru_stime,
        "peak_mb": used.ru_maxrss / 1024,
        "code": os.waitstatus_to_exitcode(status),
    }
    with open(sys.argv[1], "w", encoding="utf-8") as out:  # noqa: PTH123 nothing is imported that is not needed
        json.dump(told, out)


if __name__ == "__main__":
    main()
