"""One peer, run by the interpreter of its own environment; prints one line of JSON.

    python echoes_peers.py near datasketch|rensa SETS.json
    python echoes_peers.py toolkit text|repost POSTS.csv DATABASE WINDOW

Called by ``bench/echoes.py``, which installs them.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any


def datasketch(sets: list[list[str]]) -> int:
    """Pairs that datasketch's index gives with its defaults."""
    module = import_module("datasketch")
    index = module.MinHashLSH(threshold=0.8, num_perm=128)
    found = 0
    for number, words in enumerate(sets):
        sketch = module.MinHash(num_perm=128)
        sketch.update_batch([word.encode() for word in words])
        found += len(index.query(sketch))
        index.insert(number, sketch)
    return found


def rensa(sets: list[list[str]]) -> int:
    """Pairs that rensa's index gives (16 bands of 8)."""
    module = import_module("rensa")
    index = module.RMinHashLSH(threshold=0.8, num_perm=128, num_bands=16)
    found = 0
    for number, words in enumerate(sets):
        sketch = module.RMinHash(num_perm=128, seed=1)
        sketch.update(words)
        found += len(index.query(sketch))
        index.insert(number, sketch)
    return found


def toolkit(kind: str, posts: str, database: str, window: float) -> list[float]:
    """Processor seconds of loading, of the first run and of the second."""
    seconds = []

    def used() -> float:
        both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return sum(use.ru_utime + use.ru_stime for use in both)

    def timed(work: Callable[[], Any]) -> None:
        begun = used()
        work()
        seconds.append(used() - begun)

    load = import_module("coordination_network_toolkit.preprocess")
    compute = import_module("coordination_network_toolkit.compute_networks")
    timed(lambda: load.preprocess_csv_files(database, [posts]))
    run = (
        compute.compute_co_tweet_network if kind == "text" else compute.compute_co_retweet_parallel
    )
    for _ in range(2):
        timed(lambda: run(database, window, min_edge_weight=2, n_threads=1))
    return seconds


def main() -> None:
    """Run one peer and print what it took."""
    what, name, *more = sys.argv[1:]
    told: dict[str, Any]
    if what == "toolkit":
        seconds = toolkit(name, more[0], more[1], float(more[2]))
        told = dict(zip(("load", "first", "warm"), seconds, strict=True))
    else:
        sets = json.loads(Path(more[0]).read_text(encoding="utf-8"))
        begun, cpu = time.perf_counter(), time.process_time()
        pairs = {"datasketch": datasketch, "rensa": rensa}[name](sets)
        told = {"wall": time.perf_counter() - begun, "cpu": time.process_time() - cpu}
        told["pairs"] = pairs
    told["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(told))


if __name__ == "__main__":
    main()
