#!/usr/bin/env python3
"""Damages real files of every format for as long as it is told to, and lists what was found.

    python bench/fuzz.py SAMPLES --minutes 30 [--seed 1] [--guided] [--found FOLDER]

Three ways in turn: bytes flipped, cut out, doubled and swapped with another file's; text
inside JSON and CSV replaced by awkward values; one line of many damaged, after which the
posts of the other lines must still be there.  ``--guided`` lets atheris choose the bytes by
the code that they reach, where it is installed; ``--corpus FOLDER`` is where it keeps what
reached new code, for the next time.  A finding is an exception that is no outcome,
an item that is not sound, a reading of more than ten CPU seconds, or a lost neighbour; its bytes
are written down, so that it can be read again.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import importlib
import io
import json
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

SECONDS = 10
LARGEST = 200_000
AT = datetime(2031, 6, 1, 12, 0, tzinfo=UTC)
AWKWARD = (
    b"null",
    b"-1",
    b"1e400",
    b"[]",
    b"{}",
    b'"\\ud800"',
    b'"\\u0000"',
    b"99999999999999999999999",
    b'"9999-99-99T99:99:99Z"',
    b"true",
    b'""',
    b"[[[[[[[[]]]]]]]]",
    b'"0001-01-01T00:00:00+23:59"',
    b'"at://did:plc:x/app.bsky.feed.post/"',
)


class Slow(BaseException):
    """A reading took too long."""


def items(data: bytes, forced: str) -> list[Any]:
    """Read everything, and look at each item as the product's tests do."""
    from contrecoup.errors import SourceError
    from contrecoup.model.posts import Post
    from contrecoup.sources import Input, read

    source = Input(
        name="file",
        capture_id=hashlib.sha256(data).hexdigest(),
        captured_at=AT,
        open=lambda: io.BytesIO(data),
        format=forced,
    )
    found: list[Any] = []
    try:
        for item in read(source):
            assert item.place, "an item without a place"
            if isinstance(item, Post):
                item.text.encode("utf-8")
                assert item.created_at.tzinfo, "a time without a zone"
                assert item.post_id != f"{item.platform}:", "a post without an id"
            found.append(item)
    except SourceError as error:
        if not error.message:
            why = "a refusal without a reason"
            raise ValueError(why) from error
    return found


class Hunt:
    """One hunt: what was tried, and what was found."""

    def __init__(self, folder: Path, dice: random.Random) -> None:
        self.dice = dice
        self.tried: collections.Counter[str] = collections.Counter()
        self.found: dict[str, Path] = {}
        self._folder = folder

    def attempt(self, kind: str, name: str, data: bytes, work: Callable[[], object]) -> None:
        """Do one reading; write down its bytes if it goes wrong in a new place."""
        self.tried[kind] += 1
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            work()
        except (Exception, Slow) as error:  # noqa: BLE001 whatever it is, it is a finding
            signal.setitimer(signal.ITIMER_PROF, 0)
            frames = traceback.extract_tb(error.__traceback__)
            place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}"
            key = f"{type(error).__name__} {place} {str(error)[:60]}"
            if key not in self.found:
                self._folder.mkdir(parents=True, exist_ok=True)
                path = self._folder / f"{hashlib.sha256(data).hexdigest()[:16]}.bin"
                path.write_bytes(data)
                self.found[key] = path
                print(f"FOUND {kind} {name}: {key} -> {path}", flush=True)
                traceback.print_exception(error, limit=-6)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    def bytes_of(self, whole: bytes, other: bytes) -> bytes:
        """Return a file with some of its bytes damaged."""
        dice, data = self.dice, bytearray(whole)
        for _ in range(dice.randint(1, 12)):
            at = dice.randrange(len(data) + 1)
            size = min(len(data) - at, dice.choice((1, 2, 8, 64, 4096)))
            piece = dice.randrange(7)
            if piece == 0:
                data[at : at + 1] = bytes([dice.randrange(256)])
            elif piece == 1:
                del data[at : at + size]
            elif piece == 2:
                data[at:at] = data[at : at + size]
            elif piece == 3:
                begin = dice.randrange(len(other) + 1)
                data[at : at + size] = other[begin : begin + size]
            elif piece == 4:
                data[at:at] = dice.choice(AWKWARD)
            elif piece == 5:
                data[at:at] = bytes([dice.randrange(256)]) * dice.choice((1, 3, 1000))
            else:
                data[at : at + 4] = dice.randrange(1 << 32).to_bytes(4, "big")
            if not data:
                break
        return bytes(data)

    def values_of(self, whole: bytes) -> bytes:
        """Return a JSON file with some of its values replaced, as text where it is no JSON."""
        lines = whole.split(b"\n")
        at = self.dice.randrange(len(lines))
        try:
            value = json.loads(lines[at] if len(lines) > 1 else whole)
        except (ValueError, RecursionError):
            return self.bytes_of(whole, whole)
        if not isinstance(value, dict | list):
            return self.bytes_of(whole, whole)
        places = list(_places(value))
        for holder, key in self.dice.sample(places, min(len(places), self.dice.randint(1, 4))):
            try:
                holder[key] = json.loads(self.dice.choice(AWKWARD))
            except (KeyError, IndexError, TypeError):
                continue
        lines[at if len(lines) > 1 else 0] = json.dumps(value).encode()
        return b"\n".join(lines)

    def line_of(self, lines: list[bytes]) -> tuple[int, bytes]:
        """Return a line's number and its damaged bytes, without an end of line or a quote."""
        at = self.dice.randrange(1, len(lines))
        data = bytearray(lines[at])
        for _ in range(self.dice.randint(1, 20)):
            if data:
                byte = self.dice.randrange(256)
                data[self.dice.randrange(len(data))] = byte if byte not in b'\r\n"' else 63
        return at, bytes(data)


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each place in a JSON value as its holder and key."""
    stack = [value]
    while stack:
        holder = stack.pop()
        inner = holder.items() if isinstance(holder, dict) else enumerate(holder)
        for key, item in list(inner):
            yield holder, key
            if isinstance(item, dict | list):
                stack.append(item)


def neighbours(lines: list[bytes], forced: str) -> Callable[[int, bytes], None]:
    """Return what asserts that a damaged line costs its own posts alone."""
    from contrecoup.model.posts import Post

    def posts(data: list[bytes]) -> set[tuple[str, str]]:
        read = items(b"\n".join(data), forced)
        return {(i.post_id, i.text) for i in read if isinstance(i, Post)}

    whole = posts(lines)

    def check(at: int, line: bytes) -> None:
        without = posts([*lines[:at], *lines[at + 1 :]])
        lost = (whole & without) - posts([*lines[:at], line, *lines[at + 1 :]])
        assert not lost, f"{len(lost)} posts of other lines are lost"

    return check


def guided(seeds: dict[str, tuple[bytes, str]], hunt: Hunt, until: float, corpus: Path) -> None:
    """Let atheris choose bytes; it ends the process when the time is over."""
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["contrecoup"]):
        import contrecoup.sources.registry

        contrecoup.sources.registry.formats()
        from contrecoup.sources import read  # noqa: F401 all readers are imported by now
    corpus.mkdir(parents=True, exist_ok=True)
    for number, (data, _) in enumerate(seeds.values()):
        (corpus / str(number)).write_bytes(data)

    def one(data: bytes) -> None:
        hunt.attempt("guided", "atheris", data, partial(items, data, ""))
        tried = hunt.tried["guided"]
        if tried % 1000 == 0:
            print(f"{time.process_time():.0f} CPU s, {tried} tried, {len(hunt.found)} found")

    left = max(1, int(until - time.monotonic()))
    arguments = [f"-max_total_time={left}", "-max_len=70000", "-rss_limit_mb=3000", "-timeout=60"]
    atheris.Setup([sys.argv[0], *arguments, str(corpus)], one)
    atheris.Fuzz()


def main() -> int:
    """Hunt, then print how much was tried and what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("samples", type=Path)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--guided", action="store_true")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--found", type=Path, default=Path("found"))
    given = parser.parse_args()

    def late(_number: int, _frame: Any) -> None:
        raise Slow

    signal.signal(signal.SIGPROF, late)
    until = time.monotonic() + given.minutes * 60
    hunt = Hunt(given.found, random.Random(given.seed))
    files = sorted(p for p in given.samples.rglob("*") if p.is_file() and p.suffix != ".md")
    seeds = {path.name: (path.read_bytes(), "") for path in files if path.stat().st_size <= LARGEST}
    print(
        f"corpus: {len(seeds)} files, {sum(len(d) for d, _ in seeds.values()):,} bytes", flush=True
    )
    if given.guided:
        guided(seeds, hunt, until, given.corpus)
        return 0
    by_line: dict[str, tuple[list[bytes], Callable[[int, bytes], None]]] = {}
    for name, (data, _) in seeds.items():
        lines = data.rstrip(b"\n").split(b"\n")
        if name.endswith(("jsonl", "ndjson")) and len(lines) > 2:
            by_line[name] = lines, neighbours(lines, "")
    names = sorted(seeds)
    cpu = time.process_time()
    said = time.monotonic()
    while time.monotonic() < until:
        name = hunt.dice.choice(names)
        whole, _ = seeds[name]
        kind = hunt.dice.choice(("bytes", "values", "line"))
        if kind == "line" and name in by_line:
            lines, check = by_line[name]
            at, line = hunt.line_of(lines)
            data = b"\n".join([*lines[:at], line, *lines[at + 1 :]])
            hunt.attempt(kind, name, data, partial(check, at, line))
            continue
        other, _ = seeds[hunt.dice.choice(names)]
        data = hunt.values_of(whole) if kind == "values" else hunt.bytes_of(whole, other)
        hunt.attempt(kind, name, data, partial(items, data, ""))
        if time.monotonic() - said > 60:
            said = time.monotonic()
            print(f"{time.process_time() - cpu:.0f} CPU s, {dict(hunt.tried)}", flush=True)
    print(f"{time.process_time() - cpu:.0f} CPU seconds, tried {dict(hunt.tried)}")
    print(f"found {len(hunt.found)}")
    return 1 if hunt.found else 0


if __name__ == "__main__":
    sys.exit(main())
