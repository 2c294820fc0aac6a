"""Time and memory of `contrecoup echoes`, with ratios against plain baselines of the same run.

    python bench/echoes.py [--rows 1000000] [--data ../shared/data/echoes] [--json FILE]

Baselines that are not installed (rensa, datasketch) are named as not run.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from contrecoup.findings.echoes import echoes
from contrecoup.findings.echoes.near import near_pairs
from contrecoup.findings.echoes.ties import find_ties
from contrecoup.findings.echoes.wordings import read_texts

Line = dict[str, Any]
generate = import_module("echoes_posts").generate  # beside this file


def timed(name: str, work: Callable[[], Any], lines: list[Line], **more: Any) -> Any:
    """Run once, print wall and processor seconds, and remember them."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    extra = more.pop("note", lambda _: "")(result)
    lines.append({"name": name, "wall": wall, "cpu": cpu, "peak_mb": peak, "note": extra} | more)
    print(f"{name:58} {wall:8.2f} s  {cpu:8.2f} cpu s  peak {peak:6.0f} MB  {extra}", flush=True)
    return result


def ratio(lines: list[Line], slow: str, fast: str, target: float) -> None:
    """Print how many times faster one line is than another (processor time)."""
    by_name = {line["name"]: line["cpu"] for line in lines}
    if slow in by_name and fast in by_name:
        times = by_name[slow] / max(by_name[fast], 1e-9)
        print(f"    {fast}: {times:.1f} times faster than {slow} (target {target:g})")


def generated(rows: int, lines: list[Line]) -> None:
    """The generated posts, whole; normalising against a bare loop; ties against DuckDB."""
    posts, _ = generate(rows)
    chosen = ("text", "near", "link", "hashtag", "emoji")
    found = timed(
        f"generated {rows:,}, whole", lambda: echoes(posts, by=chosen), lines,
        note=lambda e: f"{e.echoes.num_rows:,} echoes, {e.ties.num_rows:,} ties",
    )  # fmt: skip
    print("    stages:", found.summary["timings"])
    texts = pc.unique(posts["text"]).cast(pa.large_string())
    texts = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    timed("normalise distinct texts", lambda: read_texts(texts, compiled=True), lines)
    plain = texts.to_pylist()
    timed(
        "split and hash in Python",
        lambda: sum(hash(w) & 1 for t in plain for w in t.split()),
        lines,
    )
    ratio(lines, "split and hash in Python", "normalise distinct texts", 1)
    reposts(rows, lines)


def reposts(rows: int, lines: list[Line]) -> None:
    """Ties by one object a post, against DuckDB's range join."""
    import duckdb

    base = duckdb.connect()
    chosen = np.random.default_rng(2)
    frame = pa.table(
        {
            "post_id": pa.array(np.arange(rows)).cast(pa.string()),
            "account_id": pa.array((chosen.random(rows) ** 2 * rows / 8).astype(np.int64)),
            "created_at": pa.array(np.sort(chosen.integers(0, 14 * 86_400, rows))),
            "object_id": pa.array((chosen.random(rows) ** 3 * rows / 20).astype(np.int64)),
        }
    )
    ours = timed(
        "ties by object", lambda: echoes(frame, by=("object",), chance=0), lines,
        note=lambda e: f"{e.ties.num_rows:,} ties",
    )  # fmt: skip
    base.register("frame", frame)
    query = """select least(a.account_id, b.account_id) u, greatest(a.account_id, b.account_id) v,
        count(*) w from frame a join frame b on a.object_id = b.object_id and a.post_id < b.post_id
        and abs(a.created_at - b.created_at) <= 60 and a.account_id <> b.account_id
        group by all having w >= 2"""
    theirs = timed(
        "ties by object: DuckDB, plain join", lambda: base.execute(query).to_arrow_table(), lines,
        note=lambda t: f"{t.num_rows:,} ties",
    )  # fmt: skip
    if ours.ties.num_rows != theirs.num_rows:
        print("    THE TWO DIFFER")
    ratio(lines, "ties by object: DuckDB, plain join", "ties by object", 6)


def hearts(lines: list[Line]) -> None:
    """A hundred thousand accounts that post a heart once."""
    count = 100_000
    frame = pa.table(
        {
            "post_id": np.arange(count),
            "account_id": np.arange(count),
            "created_at": np.arange(count) // 50,
            "text": ["💙", "❤️❤️"] * (count // 2),
        }
    )
    timed("100,000 hearts (target 2 s)", lambda: echoes(frame), lines)


def fortnight(data: Path, lines: list[Line]) -> None:
    """The ring, and the near pairs of the originals, against rensa and datasketch."""
    path = data / "ira_fortnight.parquet"
    if not path.exists():
        print(f"not run: {path} is not there")
        return
    near = ("near",)
    found = timed(
        "ira_fortnight: near ties in an hour, with reading (target 5 s)",
        lambda: echoes(pq.read_table(path), by=near, window=3600, chance=0),
        lines,
    )
    ring(found)
    posts = pq.read_table(path)
    gone = re.compile(r"https?://\S+|@\w+")
    texts = posts.filter(pc.is_null(posts["repost_of"]))["text"].to_pylist()
    sets = {frozenset(re.findall(r"\w+", gone.sub(" ", t.lower()))) for t in texts}
    sets = {words for words in sets if len(words) >= 4}
    codes: dict[str, int] = {}
    runs = [np.array([codes.setdefault(w, len(codes)) for w in sorted(s)]) for s in sets]
    starts = np.cumsum([0, *map(len, runs)])
    flat = np.concatenate(runs)
    near_pairs(starts[:3], flat, 0.8, compiled=True)
    timed(
        "near pairs of 79,530 word sets (target 3 s, 157,823 pairs)",
        lambda: near_pairs(starts, flat, 0.8, compiled=True),
        lines,
        note=lambda pairs: f"{len(pairs):,} pairs",
    )
    timed("near pairs: the same join in plain Python", lambda: near_pairs(starts, flat, 0.8, compiled=False), lines)  # fmt: skip
    name = "near pairs of 79,530 word sets (target 3 s, 157,823 pairs)"
    ratio(lines, "near pairs: the same join in plain Python", name, 1)
    try:
        datasketch = import_module("datasketch")
    except ImportError:
        print("not run: datasketch is not installed (pip install datasketch)")
    else:
        timed("near pairs: datasketch, its defaults", lambda: _datasketch(datasketch, sets), lines)
        ratio(lines, "near pairs: datasketch, its defaults", name, 50)
    try:
        rensa = import_module("rensa")
    except ImportError:
        print("not run: rensa is not installed (pip install rensa)")
    else:
        timed("near pairs: rensa", lambda: _rensa(rensa, sets), lines)
        ratio(lines, "near pairs: rensa", name, 25)


def _datasketch(datasketch: Any, sets: set[frozenset[str]]) -> int:
    index = datasketch.MinHashLSH(threshold=0.8, num_perm=128)
    found = 0
    for number, words in enumerate(sets):
        sketch = datasketch.MinHash(num_perm=128)
        sketch.update_batch([word.encode() for word in words])
        found += len(index.query(sketch))
        index.insert(number, sketch)
    return found


def _rensa(rensa: Any, sets: set[frozenset[str]]) -> int:
    index = rensa.RMinHashLSH(threshold=0.8, num_perm=128, num_bands=16)
    found = 0
    for number, words in enumerate(sets):
        sketch = rensa.RMinHash(num_perm=128, seed=1)
        sketch.update(sorted(words))
        found += len(index.query(sketch))
        index.insert(number, sketch)
    return found


def ring(found: Any) -> None:
    """Print how much of the planted ring the ties reach."""
    members = found.members.to_pandas()
    wide = members.groupby("echo_id")["account_id"].nunique()
    inside = members[members["echo_id"].isin(wide[wide >= 40].index)]
    often = inside.drop_duplicates(["echo_id", "account_id"])["account_id"].value_counts()
    accounts = set(often[often >= 20].index)
    ties = found.ties.to_pandas()
    both = ties["account_a"].isin(accounts) & ties["account_b"].isin(accounts)
    share = 100 * both.sum() / 4095
    print(f"    ring of {len(accounts)}: {share:.1f} % of 4,095 pairs, {(~both).sum()} outside")


def definitions(data: Path, lines: list[Line]) -> None:
    """CooRTweet's own sets (83 s and 10.5 s in R, ECHOES §2)."""
    for name, window, theirs in (
        ("russian_reposts", 60, 10.5),
        ("german_election_objects", 30, 83),
    ):
        path = data / f"{name}.parquet"
        if not path.exists():
            continue
        work = lambda p=path, w=window: echoes(  # noqa: E731 - a thing to time
            pq.read_table(p), by=("object",), window=w, ties_as="coortweet", chance=0
        )
        timed(f"{name} as CooRTweet, with reading", work, lines)
        took = lines[-1]["wall"]
        print(
            f"    {theirs / took:.0f} times faster than CooRTweet's {theirs} s (as measured before)"
        )


def main() -> None:
    """Run everything and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/echoes"))
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    lines: list[Line] = []
    small, _ = generate(8_000, seed=9)
    timed("compiling, or loading what was compiled", lambda: _warm(small), lines)
    fortnight(args.data, lines)
    definitions(args.data, lines)
    hearts(lines)
    generated(args.rows, lines)
    if args.json:
        args.json.write_text(json.dumps(lines, indent=1), encoding="utf-8")


def _warm(small: Any) -> None:
    echoes(small, min_ties=1)
    posts = np.arange(2_000, dtype=np.int64)
    from contrecoup.findings.echoes.frame import Acts

    acts = Acts(posts, posts * 0, None, posts)
    find_ties(acts, posts * 0, posts % 50, window=0, min_ties=2, compiled=True)


if __name__ == "__main__":
    main()
