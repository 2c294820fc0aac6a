#!/usr/bin/env python3
"""Fuzzes what is no reader: the press reading, the normaliser, the column guesser, what people write by hand.

    python bench/fuzz_words.py TARGET CORPUS [--seconds 600] [--seed 1] [--found FOLDER]

TARGET is press, same, normal, columns, settings, roster or handles; CORPUS a folder of files to begin with.
atheris chooses the bytes by the code that they reach, where it is installed; without it they are damaged
by chance.  ``--longest`` bounds what is read at once: paragraphs are read ten times as often as articles.
A finding is an exception that is no outcome, a span outside its text, two scanners that
differ, or more than ten CPU seconds; its bytes are written down.
"""

from __future__ import annotations

import argparse
import importlib
import json
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

LARGEST = 20_000
fuzz = import_module("fuzz")  # beside this file


def press(data: bytes) -> None:
    """An article: every span lies in the text, and nothing is raised."""
    from contrecoup.findings.press import read

    text = data.decode("utf-8", "surrogateescape")
    for lang in ("fr", "en"):
        found = read(text, lang, None, id="a")
        for quotation in found.quotations:
            for start, end in quotation.content:
                assert 0 <= start <= end <= len(text), "a span outside the text"


def same(data: bytes) -> None:
    """Two wordings: an answer, and the same one again."""
    from contrecoup.findings.press import same as compared
    from contrecoup.model.reading import Wording

    one, _, two = data.decode("utf-8", "replace").partition("\n")
    pair = Wording(text=one, lang="fr"), Wording(text=two, lang="en")
    found = compared(*pair)
    assert 0 <= found.score <= 1, "a score out of bounds"
    assert found == compared(*pair), "another answer"


def normal(data: bytes) -> None:
    """A post: the compiled scanner and the plain one agree on the normal form."""
    from contrecoup.findings.echoes.normal import LAYERS, read
    from contrecoup.language.text import fold, normalise, tokens

    text = data.decode("utf-8", "replace")
    wording = read(text)
    assert read(text).normal == wording.normal
    for layer in LAYERS:
        wording.layer(layer)
    normalise(text)
    assert fold(fold(text)) == fold(text), "folding twice folds more"
    for token in tokens(text):
        assert text[token.start : token.end], "an empty token"


def columns(data: bytes) -> None:
    """A table's head: each of ours from a column that there is, none twice."""
    from contrecoup.sources.column_names import guess, shown, usable

    names = data.decode("utf-8", "replace").split("\n")[:500]
    cells = [dict.fromkeys(names, "1"), dict.fromkeys(names, "@ana")]
    found = guess(names, {}, cells)
    assert set(found.values()) <= set(names), "a column that there is not"
    usable(found)
    shown(found, names)


def _told(work: Callable[[bytes, str], object], data: bytes, name: str) -> None:
    """A file that people write is read, or refused with its place and a next step."""
    from contrecoup.errors import SettingsError

    try:
        work(data, name)
    except SettingsError as error:
        if not (error.place.startswith(name) and error.next_step):
            why = "a refusal without a place or a next step"
            raise ValueError(why) from error


def settings(data: bytes) -> None:
    """A case.toml."""
    from contrecoup.sources import read_settings

    _told(read_settings, data, "case.toml")


def roster(data: bytes) -> None:
    """A roster.csv."""
    from contrecoup.sources import read_roster

    _told(read_roster, data, "roster.csv")


def handles(data: bytes) -> None:
    """A handle: marked or not, and cells of tables without formulas."""
    from contrecoup.language.lookalike import marked

    text = data.decode("utf-8", "replace")
    assert marked(text, "x").startswith(f"@{text}")


TARGETS: dict[str, Callable[[bytes], None]] = {
    made.__name__: made for made in (press, same, normal, columns, settings, roster, handles)
}


def by_chance(seeds: list[bytes], hunt: Any, work: Callable[[bytes], None], until: float) -> None:
    """Damage the corpus by chance."""
    while time.monotonic() < until:
        data = hunt.bytes_of(hunt.dice.choice(seeds), hunt.dice.choice(seeds))[:LARGEST]
        hunt.attempt("chance", "", data, lambda data=data: work(data))


def by_reach(
    seeds: list[bytes], hunt: Any, work: Callable[[bytes], None], given: argparse.Namespace
) -> None:
    """Let atheris choose by what is reached; it ends the process when the time is over."""
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["contrecoup"]):
        work(seeds[0])
    corpus = Path(tempfile.mkdtemp(prefix="corpus-"))
    for number, data in enumerate(seeds):
        (corpus / str(number)).write_bytes(data)
    limits = [f"-max_total_time={given.seconds}", f"-max_len={given.longest}", "-rss_limit_mb=3000"]
    limits += ["-timeout=60", f"-seed={hunt.dice.randint(1, 1 << 30)}", "-print_final_stats=1"]
    atheris.Setup(
        [sys.argv[0], *limits, str(corpus)],
        lambda data: hunt.attempt("guided", "", data, lambda: work(data)),
    )
    atheris.Fuzz()


def late(_number: int, _frame: Any) -> None:
    """End a reading that takes too long."""
    raise fuzz.Slow


def main() -> int:
    """Hunt, then print how much was tried and what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--longest", type=int, default=LARGEST)
    parser.add_argument("--found", type=Path, default=Path("found"))
    given = parser.parse_args()
    signal.signal(signal.SIGPROF, late)
    files = sorted(p for p in given.corpus.rglob("*") if p.is_file())
    most = 10 * given.longest
    seeds = [path.read_bytes()[: given.longest] for path in files if path.stat().st_size < most]
    hunt = fuzz.Hunt(given.found, random.Random(given.seed))
    size = sum(map(len, seeds))
    print(f"{given.target}: {len(seeds)} files, {size:,} bytes", flush=True)
    work = TARGETS[given.target]
    if find_spec("atheris"):
        by_reach(seeds, hunt, work, given)
        return 0
    by_chance(seeds, hunt, work, time.monotonic() + given.seconds)
    told = {
        "tried": hunt.tried.total(),
        "cpu": round(time.process_time()),
        "found": len(hunt.found),
    }
    print(json.dumps({"target": given.target} | told))
    return 1 if hunt.found else 0


if __name__ == "__main__":
    sys.exit(main())
