#!/usr/bin/env python3
"""How fast a watch is, beside a loop that only reads: posts a second of one core, peak memory.

    bench/watch.py [--posts 200000] [--out FILE.json]

A server in another process sends invented posts over a websocket on loopback as
fast as they are taken.  Three runs, each in a process of its own: a bare loop, a
watch that keeps one post in a hundred, and a watch that keeps all of them.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

START = 1_930_000_000_000_000
WORDS = [
    "nous",
    "demandons",
    "une",
    "réponse",
    "claire",
    "avant",
    "la",
    "fin",
    "de",
    "la",
    "semaine",
    "et",
    "rien",
    "de",
    "plus",
]


def message(number: int) -> str:
    """Return an invented post as Jetstream sends it; every hundredth is about a letter."""
    at = START + number * 200
    words = [WORDS[(number * k) % len(WORDS)] for k in range(1, 25)]
    words.append("lettre" if number % 100 == 0 else f"n{number}")
    created = datetime.fromtimestamp(at / 1_000_000, UTC).isoformat()
    record = {
        "$type": "app.bsky.feed.post",
        "text": " ".join(words),
        "createdAt": created,
        "langs": ["fr"],
        "reply": {"root": {"cid": "bafyrei" + "a" * 52, "uri": "at://did:plc:r/x/y"}},
    }
    commit = {
        "rev": f"3rev{number:09d}",
        "operation": "create",
        "collection": "app.bsky.feed.post",
        "rkey": f"3key{number:09d}",
        "record": record,
        "cid": "bafyrei" + "b" * 52,
    }
    did = f"did:plc:{number % 5000:024d}"
    return json.dumps({"did": did, "time_us": at, "kind": "commit", "commit": commit})


def serve(posts: int, ready: Any) -> None:
    """Send the posts to whoever connects."""
    import asyncio

    from websockets.asyncio.server import ServerConnection
    from websockets.asyncio.server import serve as listen

    sent = [message(number) for number in range(posts)]

    async def talk(connection: ServerConnection) -> None:
        for text in sent:
            await connection.send(text)
        await connection.wait_closed()

    async def main() -> None:
        async with listen(talk, "127.0.0.1", 0, compression=None) as server:
            ready.put(server.sockets[0].getsockname()[1])
            await asyncio.Event().wait()

    asyncio.run(main())


def bare(url: str, posts: int, _folder: Path) -> None:
    """Only read."""
    from contrecoup.sources.live.network import Wire

    with Wire(private=True).frames(url) as frames:
        read = 0
        for come in frames:
            read += len(come)
            if read == posts:
                return


def watch(url: str, posts: int, folder: Path, words: tuple[str, ...]) -> None:
    """Follow into a case, to the last post."""
    from contrecoup import Case
    from contrecoup.corridor.watching import Choice

    most = posts // 100 if words else posts
    choice = Choice(network="bluesky", server=url, words=words, roster=False, most=most)
    watched = Case.init(folder / "case").watch(choice)
    assert (watched.kept, watched.gaps) == (most, 0)


RUNS: dict[str, Callable[[str, int, Path], None]] = {
    "bare": bare,
    "one in a hundred": lambda url, posts, folder: watch(url, posts, folder, ("lettre",)),
    "all": lambda url, posts, folder: watch(url, posts, folder, ()),
}


def measured(name: str, url: str, posts: int, answers: Any) -> None:
    """Run one and tell its cost."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryDirectory() as folder:
        cpu, wall = time.process_time(), time.perf_counter()
        RUNS[name](url, posts, Path(folder))
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    answers.put(
        {
            "run": name,
            "posts": posts,
            "posts_per_cpu_second": round(posts / cpu),
            "posts_per_second": round(posts / wall),
            "peak_mib": peak >> 10,
            "start_mib": before >> 10,
        }
    )


def main() -> int:
    """Run all and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=200_000)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    ready, answers = context.Queue(), context.Queue()
    server = context.Process(target=serve, args=(given.posts, ready), daemon=True)
    server.start()
    url = f"ws://127.0.0.1:{ready.get()}"
    rows = []
    for name in RUNS:
        process = context.Process(target=measured, args=(name, url, given.posts, answers))
        process.start()
        rows.append(answers.get())
        process.join()
        row = rows[-1] | {
            "of_bare": round(rows[-1]["posts_per_cpu_second"] / rows[0]["posts_per_cpu_second"], 3)
        }
        rows[-1] = row
        print("  ".join(f"{key}={value}" for key, value in row.items()), flush=True)
    server.terminate()
    if given.out:
        given.out.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
