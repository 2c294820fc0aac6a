"""The acts that are disturbed: a case as it is before, the command, and what must hold after."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from attrs import frozen

HERE = Path(__file__).parent
SAMPLE = HERE.parents[1] / "src" / "contrecoup" / "sample" / "ondelune-2031"
CLOCK = 1_933_000_000
"""Every act happens at this one instant, in seconds since 1970."""
OFF, COUNT, KILL, CUT, FAIL, FULL = range(6)
LEFT = (".lock", ".torn-")
"""What a disturbed case may have and an undisturbed one not: an empty note, a line set aside."""


class Forks:
    """The process that forks (see forks.py)."""

    def __init__(self, shim: Path) -> None:
        import os

        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "forks.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"LD_PRELOAD": str(shim), "PYTHONDONTWRITEBYTECODE": "1"},
            text=True,
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "ready\n"

    def _asked(self, job: dict[str, Any]) -> dict[str, Any]:
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(job) + "\n")
        process.stdin.flush()
        answer: dict[str, Any] = json.loads(process.stdout.readline())
        return answer

    def run(
        self,
        folder: Path,
        argv: list[str],
        mode: int = COUNT,
        at: int = 0,
        code: int = 0,
        **more: Any,
    ) -> dict[str, Any]:
        job = {"base": str(folder), "argv": argv, "mode": mode, "at": at, "code": code}
        return self._asked(job | {"clock": CLOCK} | more)

    def ask(self, folder: Path) -> dict[str, Any]:
        job = {"base": str(folder), "mode": OFF, "at": 0, "code": 0, "clock": 0}
        answer = self._asked(job | {"ask": "case"})
        assert answer["status"] == 0, answer["err"]
        found: dict[str, Any] = json.loads(answer["out"])
        return found

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()


def compiled(folder: Path) -> Path | None:
    """Compile the shim; None where there is no compiler, or no such system."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        return None
    made = folder / "shim.so"
    options = [
        "-O2",
        "-shared",
        "-fPIC",
        str(HERE / "shim.c"),
        "-o",
        str(made),
        "-ldl",
        "-lpthread",
    ]
    return made if subprocess.run([compiler, *options], check=False).returncode == 0 else None


def tree(folder: Path) -> dict[str, str]:
    """Return the hash of every file of a case, those of LEFT apart."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part in path.name for part in LEFT)
    }


SETTINGS = """[case]
title.en = "Ondelune, March 2031"
title.fr = "Ondelune, mars 2031"
group = "Ondelune"
zone = "Europe/Paris"
languages = ["en"]

[[event]]
at = 2031-03-14T16:30:00Z
kind = "dismissal"
name.en = "The board dismisses Nolwenn Trévidic"
name.fr = "Le conseil d'administration révoque Nolwenn Trévidic"

[evidence]
seed = "faults"
"""


def inputs(folder: Path) -> list[str]:
    """Write the files that are added: posts of two platforms, an article, the letter."""
    folder.mkdir()
    (folder / "first.ndjson").write_bytes(_head(SAMPLE / "x" / "zeeschuimer.ndjson", 6))
    (folder / "second.ndjson").write_bytes(_head(SAMPLE / "bluesky" / "jetstream.ndjson", 12))
    shutil.copy(SAMPLE / "press" / "05-estran-lettre.txt", folder / "article.txt")
    return sorted(str(path) for path in folder.iterdir())


def _head(path: Path, lines: int) -> bytes:
    return b"\n".join(path.read_bytes().splitlines()[:lines]) + b"\n"


Answer = dict[str, Any]


@frozen
class Act:
    """One act.

    ``start`` is the case that it begins with, ``argv`` the command, ``kept`` asks (what was
    printed, what the case said before, what it says after) whether all that was acknowledged
    is there.
    """

    name: str
    start: str
    argv: Callable[[Path], list[str]]
    kept: Callable[[str, Answer, Answer], bool]
    refused: str = ""
    """What the same command may answer where it was done already."""
    fresh: bool = False
    """Whether the case is made by it, with keys of its own, so that bytes cannot be compared."""


def _rows(printed: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed.split("\n")[:-1]]


def _held(before: Answer, after: Answer) -> bool:
    """Whether everything of before is there."""
    return all(
        set(map(str, before[kind])) <= set(map(str, after[kind]))
        for kind in ("captures", "decisions", "posts", "people")
    )


def _added(printed: str, before: Answer, after: Answer) -> bool:
    told = {row["capture_id"]: row["format"] for row in _rows(printed)}
    read = {key for key, form in told.items() if form != "roster"}  # a roster is no document
    kept = told.keys() <= {*after["captures"].values()} and read <= {*after["outcomes"]}
    return _held(before, after) and kept


def _only(printed: str, before: Answer, after: Answer) -> bool:
    return _held(before, after)


def _decided(printed: str, before: Answer, after: Answer) -> bool:
    told = printed.split("\n")[:-1]
    return _held(before, after) and {*told} <= {d[1] for d in after["decisions"]}


def _loaded(printed: str, before: Answer, after: Answer) -> bool:
    said = len(printed.split("\n")) > 1
    return _held(before, after) and (not said or "zoe-morvan" in after["people"])


def _published(printed: str, before: Answer, after: Answer) -> bool:
    said = "report.en.html" in printed
    return _held(before, after) and (not said or "publish" in {d[0] for d in after["decisions"]})


NAMES = ("article.txt", "first.ndjson", "second.ndjson")
LATE = ("--without-recheck", "the clock of this test stands still")
GONE = "x:1978104773211065202"


def _forgotten(printed: str, before: Answer, after: Answer) -> bool:
    theirs = {post for post in before["posts"] if post not in after["posts"]}
    return len(theirs) <= 1 and ("removed" not in printed or GONE not in after["accounts"])


def _watched(printed: str, before: Answer, after: Answer) -> bool:
    told = {row["capture_id"] for row in _rows(printed)}
    return _held(before, after) and told <= {*after["captures"].values()}


ACTS = (
    Act(
        "init",
        "bare",
        lambda base: ["init", "case", "--group", "Ondelune"],
        _only,
        refused="is a case already",
        fresh=True,
    ),
    Act(
        "add-new",
        "bare",
        lambda base: ["add", "case", "in/article.txt", "--roster", "roster.csv"],
        _added,
        fresh=True,
    ),
    Act(
        "add",
        "new",
        lambda base: [
            *("add", "case", *(f"in/{name}" for name in NAMES)),
            *("--letter", "letter.html", "--roster", "roster.csv"),
        ],
        _added,
    ),
    Act("add-more", "full", lambda base: ["add", "case", "more.txt"], _added),
    Act("find", "lost", lambda base: ["find", "case"], _only),
    Act("report", "full", lambda base: ["report", "case"], _only),
    Act("report-file", "full", lambda base: ["report", "case", "-o", "case/mine.html"], _only),
    Act(
        "forget",
        "decided",
        lambda base: ["forget", "case", GONE, "--basis", "a request", "--who", "the desk"],
        _forgotten,
        refused="is called",
    ),
    Act(
        "review",
        "full",
        lambda base: ["review", "case", "--accept", accepted(base), "--who", "ana"],
        _decided,
    ),
    Act("people", "full", lambda base: ["people", "case", "--load", "other.csv"], _loaded),
    Act("publish", "full", lambda base: ["publish", "case", "--who", "ana", *LATE], _published),
    Act(
        "watch",
        "watched",
        lambda base: [
            *("watch", "case", "bluesky", "--server", (base / "server").read_text()),
            *("--no-roster", "--every", "0.3s", "--for", "1.2s"),
        ],
        _watched,
    ),
    Act("reread", "full", lambda base: ["reread", "case"], _only),
)


def accepted(base: Path) -> str:
    """Return the finding that is accepted, which `prepared` noted."""
    return (base / "finding").read_text()


def prepared(folder: Path, forks: Forks, server: Any) -> Path:
    """Make the cases that acts begin with: `bare`, `new`, `full`, `decided`, `lost`, `watched`."""
    new = folder / "new"
    new.mkdir(parents=True)
    inputs(new / "in")
    shutil.copy(SAMPLE / "letter.v1.html", new / "letter.html")
    shutil.copy(SAMPLE / "press" / "04-tidewire-hearts.txt", new / "more.txt")
    roster = (SAMPLE / "roster.csv").read_text(encoding="utf-8")
    (new / "roster.csv").write_text(roster, encoding="utf-8")
    (new / "other.csv").write_text(roster + "zoe-morvan,Zoé Morvan" + "," * 11 + "\n", "utf-8")
    shutil.copytree(new, folder / "bare")
    (new / "case").mkdir()
    (new / "case" / "case.toml").write_text(SETTINGS, encoding="utf-8")
    full = shutil.copytree(new, folder / "full")
    _done(forks, full, _argv("add", full))
    first = json.loads(_done(forks, full, ["review", "case"]).splitlines()[0])
    (full / "finding").write_text(first["id"])
    decided = shutil.copytree(full, folder / "decided")
    _done(forks, decided, ["review", "case", "--accept", first["id"], "--who", "ana"])
    _done(forks, decided, ["report", "case"])
    lost = shutil.copytree(full, folder / "lost")
    for path in (lost / "case").glob("ledger.*"):
        path.unlink()
    _watching(forks, shutil.copytree(new, folder / "watched"), server)
    return folder


def _argv(name: str, base: Path) -> list[str]:
    return next(act for act in ACTS if act.name == name).argv(base)


def _watching(forks: Forks, base: Path, server: Any) -> None:
    """Make a case that followed a stream to just before its events."""
    server.log += [server.event(number) for number in range(POSTS)]
    (base / "server").write_text(server.url)
    _done(forks, base, _argv("watch", base))
    (reached,) = base.glob("case/live/*/reached.json")
    reached.write_text(json.dumps({"position": server.begun, "at": server.begun}))


POSTS = 40


def _done(forks: Forks, base: Path, argv: list[str]) -> str:
    answer = forks.run(base, argv)
    assert answer["status"] == 0, answer
    printed: str = answer["out"]
    return printed
