#!/usr/bin/env python3
"""How fast a watch is, beside a loop that only reads: posts a second of one core, peak memory.

    bench/watch.py [--posts 200000] [--out FILE.json]
    bench/watch.py --hours 24 [--speed 20] [--rate 50] [--plot FILE.svg]

A server in another process sends invented posts over a websocket on loopback as
fast as they are taken.  Three runs, each in a process of its own: a bare loop, a
watch that keeps one post in a hundred, and a watch that keeps all of them.

With ``--hours`` the server sends that much of a network's life, ``--rate`` posts a
second of it, ``--speed`` times as fast as it would pass; all are kept, and the memory of
the watch is drawn over the hours.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from websockets.asyncio.server import ServerConnection

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


def message(number: int, apart: int = 200) -> str:
    """Return an invented post as Jetstream sends it; every hundredth is about a letter.

    ``apart`` are microseconds between two posts.
    """
    at = START + number * apart
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


def listening(talk: Callable[[ServerConnection], Awaitable[None]], ready: Any) -> None:
    """Talk to whoever connects, on a port of this machine that is told when it is open."""
    import asyncio

    from websockets.asyncio.server import serve as listen

    async def main() -> None:
        async with listen(talk, "127.0.0.1", 0, compression=None) as server:
            ready.put(server.sockets[0].getsockname()[1])
            await asyncio.Event().wait()

    asyncio.run(main())


def serve(posts: int, ready: Any) -> None:
    """Send the posts to whoever connects."""
    sent = [message(number) for number in range(posts)]

    async def talk(connection: ServerConnection) -> None:
        for text in sent:
            await connection.send(text)
        await connection.wait_closed()

    listening(talk, ready)


def paced(rate: float, speed: float, posts: int, ready: Any) -> None:
    """Send posts to whoever connects, so many a second of the simulated time.

    Whoever connects again is given what came from its cursor on.
    """
    import asyncio
    from urllib.parse import parse_qs, urlsplit

    apart, begun = round(1_000_000 / rate), [0.0]

    async def talk(connection: ServerConnection) -> None:
        begun[0] = begun[0] or time.monotonic()
        path = connection.request.path if connection.request else ""
        cursor = int(parse_qs(urlsplit(path).query).get("cursor", [str(START)])[0])
        for number in range(max(0, (cursor - START) // apart), posts):
            early = number / (rate * speed) - (time.monotonic() - begun[0])
            if early > 0.01:
                await asyncio.sleep(early)
            await connection.send(message(number, apart))
        await connection.wait_closed()

    listening(talk, ready)


def simulate(given: argparse.Namespace, context: Any) -> int:
    """Watch some hours of a network's life; print and draw the memory that it took."""
    from contrecoup import Case
    from contrecoup.corridor.watching import Choice

    posts = round(given.hours * 3600 * given.rate)
    ready = context.Queue()
    paces = (given.rate, given.speed, posts, ready)
    server = context.Process(target=paced, args=paces, daemon=True)
    server.start()
    url = f"ws://127.0.0.1:{ready.get()}"
    rows: list[tuple[float, float]] = []
    begun, cpu, ended = time.monotonic(), time.process_time(), threading.Event()

    def look() -> None:
        while not ended.wait(min(5.0, given.hours * 36 / given.speed)):
            pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
            rows.append((time.monotonic() - begun, pages * resource.getpagesize() / 2**20))
            if given.rows:
                cells = [*rows[-1], time.process_time() - cpu]
                with given.rows.open("a", encoding="ascii") as out:
                    print(*(round(cell, 1) for cell in cells), sep="\t", file=out)

    with tempfile.TemporaryDirectory() as folder:
        watcher = threading.Thread(target=look)
        watcher.start()
        choice = Choice(network="bluesky", server=url, roster=False, most=posts, every=60.0)
        watched = Case.init(Path(folder) / "case").watch(choice, tell=print)
        ended.set()
        watcher.join()
    server.terminate()
    wall = time.monotonic() - begun
    told = {
        "simulated_hours": given.hours,
        "real_minutes": round(wall / 60, 1),
        "times_as_fast": round(given.hours * 3600 / wall, 1),
        "posts": watched.kept,
        "gaps": watched.gaps,
        "cpu_seconds": round(time.process_time() - cpu),
        "mib_at": [round(rows[len(rows) * n // 10][1]) for n in range(1, 10)] if rows else [],
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10,
    }
    print(json.dumps(told))
    if given.plot:
        given.plot.write_text(drawn(rows, given.hours), encoding="utf-8")
    return 0 if (watched.kept, watched.gaps) == (posts, 0) else 1


def drawn(rows: list[tuple[float, float]], hours: float) -> str:
    """Draw MiB over simulated hours as one SVG."""
    wide, high, left, low = 640, 240, 60, 200
    most = max(100.0, *(mib for _, mib in rows)) * 1.25
    last = rows[-1][0]
    points = " ".join(
        f"{left + (wide - left - 20) * at / last:.1f},{low - (low - 20) * mib / most:.1f}"
        for at, mib in rows
    )
    lines = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" role="img" '
            'style="font-family: sans-serif; font-size: 12px">'
        ),
        "<title>Memory of a watch that keeps every post, over simulated hours</title>",
        f'<rect width="{wide}" height="{high}" fill="white"/>',
        f'<polyline points="{points}" fill="none" stroke="#1f6f8b" stroke-width="2"/>',
    ]
    for part in range(5):
        y, x = low - (low - 20) * part / 4, left + (wide - left - 20) * part / 4
        lines.append(f'<line x1="{left}" x2="{wide - 20}" y1="{y}" y2="{y}" stroke="#ddd"/>')
        words = f"{most * part / 4:.0f} MiB"
        lines.append(f'<text x="{left - 6}" y="{y + 4}" text-anchor="end">{words}</text>')
        words = f"{hours * part / 4:.2g} h"
        lines.append(f'<text x="{x}" y="{low + 20}" text-anchor="middle">{words}</text>')
    return "\n".join([*lines, "</svg>", ""])


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
    parser.add_argument("--hours", type=float, help="Simulate so many hours instead.")
    parser.add_argument("--speed", type=float, default=20.0, help="Times as fast as life.")
    parser.add_argument("--rate", type=float, default=50.0, help="Posts a simulated second.")
    parser.add_argument("--plot", type=Path, help="Draw the memory there (SVG).")
    parser.add_argument(
        "--rows", type=Path, help="Add there, as it runs: seconds, MiB, processor seconds."
    )
    given = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    if given.hours:
        return simulate(given, context)
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
