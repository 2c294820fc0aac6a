#!/usr/bin/env python3
"""Changes the code in one place at a time and runs its tests: what survives is not tested.

    python bench/mutants.py model --size 60 [--seed 2031]
    python bench/mutants.py store rules

The changes are cosmic-ray's (to be installed beside: no dependency of this project); a sample of them is
drawn by the seed.  Those that touch only the annotations of a function change nothing, and those that are no
Python break everything: neither is counted, nor is what cosmic-ray cannot make.  Each is tried in a fork of a process that has imported the libraries: first on the tests
that reach the function that it is in, the quickest first, then on all tests of its file (those of its
package, and the quick ones of the room that the file is for).  A test that fails, an error, far more
CPU seconds than the tests take, or waiting without end kill it.  Of each survivor its line is printed, before and after.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import difflib
import importlib
import importlib.machinery
import importlib.util
import itertools
import json
import os
import random
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 10
"""More processor seconds than its tests take without a change, three times over, end a trial."""
WAITING = 10
"""So many times as long, by the clock, ends a trial that waits for something."""
IMPORTED = "ignore::pytest.PytestAssertRewriteWarning"
LIBRARIES = ("pyarrow.compute", "pyarrow.parquet", "msgspec", "hypothesis", "pytest", "attrs")
GROUPS = {
    "model": "src/contrecoup/model",
    "rules": "src/contrecoup/report/rules.py",
    "store": "src/contrecoup/store",
}
MODEL = {
    "belonging": ["model/test_belonging"],
    "decided": ["model/test_decisions", "model/test_belonging"],
    "decisions": ["model/test_decisions", "model/test_belonging", "store/test_decisions"],
    "people": ["model/test_nouns", "model/test_belonging", "findings/test_people"],
    "publication": ["model/test_nouns", "report/test_corrections"],
    "settings": ["model/test_nouns", "sources/test_hand"],
    "sizes": ["model/test_sizes"],
    "ties": ["model/test_ties"],
}
"""The tests of each file of model; the others': that of the nouns."""
STORE = {
    "beside": ["test_seals"],
    "convert": ["test_convert"],
    "decisions": ["test_decisions"],
    "disk": ["test_folder", "test_faults", "test_vault"],
    "editions": ["test_editions"],
    "erase": ["test_erase"],
    "folder": ["test_folder"],
    "keys": ["test_keys", "test_vault", "test_format"],
    "known": ["test_known", "test_ledger"],
    "ledger": ["test_ledger", "test_merge"],
    "lock": ["test_lock"],
    "log": ["test_log", "test_vault", "test_tamper", "test_format", "test_decisions"],
    "merge": ["test_merge", "test_ledger"],
    "runs": ["test_merge", "test_ledger"],
    "seals": ["test_seals"],
    "segments": ["test_segments"],
    "stamps": ["../corridor/test_stamping"],
    "states": ["test_states", "test_merge"],
    "texts": ["test_texts", "test_ledger"],
}
"""The tests of each file of store."""
OTHERS = ["test_vault", "test_tamper", "test_format", "test_ledger", "test_decisions"]
"""Those of all other files of store."""


def tests_of(group: str, path: Path) -> list[str]:
    """Return the test files for a file of the code."""
    if group == "rules":
        return ["tests/report/test_rules.py"]
    if group == "model":
        return [f"tests/{name}.py" for name in MODEL.get(path.stem, ["model/test_nouns"])]
    names = STORE.get(path.stem, OTHERS)
    return [os.path.normpath(f"tests/store/{name}.py") for name in names]


def stripped(source: str) -> str:
    """Return a source's tree without the annotations of functions and local names.

    Of what is no Python (``**`` for a ``*`` alone) it is empty.
    """
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return ""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
            for arg in ast.walk(node.args):
                if isinstance(arg, ast.arg):
                    arg.annotation = None
            for inner in ast.walk(node):
                if isinstance(inner, ast.AnnAssign):
                    inner.annotation = ast.Constant(0)
    return ast.dump(tree)


@attrs.frozen
class Change:
    """One change: the file, the line it begins in, the lines before and after, the new source."""

    path: Path
    line: int
    what: str
    source: str


def mutants(files: list[Path], dice: random.Random) -> tuple[int, Iterator[Change]]:
    """Return how many changes there are, and those that are one, in a drawn order."""
    every = importlib.import_module("cosmic_ray.commands.init")
    mutating = importlib.import_module("cosmic_ray.mutating")
    plugins = importlib.import_module("cosmic_ray.plugins")
    items = list(every._all_work_items(files, {}))  # noqa: SLF001 there is no other door
    dice.shuffle(items)

    def made() -> Iterator[Change]:
        for item in items:
            (one,) = item.mutations
            path = Path(one.module_path)
            source = path.read_text(encoding="utf-8")
            operator = plugins.get_operator(one.operator_name)(**one.operator_args)
            try:
                changed = mutating.mutate_code(source, operator, one.occurrence)
            except AttributeError:  # cosmic-ray cannot change an exception with a dot in its name
                continue
            if changed is not None and stripped(changed) not in {"", stripped(source)}:
                yield Change(path, one.start_pos[0], difference(source, changed), changed)

    return len(items), made()


def difference(before: str, after: str) -> str:
    """Return the lines that differ, with - and + in front."""
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return " ".join(f"{line[0]} {line[2:].strip()}" for line in lines if line[0] in "+-")


class Swapped(importlib.machinery.SourceFileLoader):
    """Gives one module another source; a finder of that module too."""

    def __init__(self, name: str, path: Path, source: str) -> None:
        super().__init__(name, str(path))
        self._source = source

    def find_spec(self, name: str, *_rest: object) -> importlib.machinery.ModuleSpec | None:
        """Answer for that module alone."""
        if name != self.name:
            return None
        return importlib.util.spec_from_file_location(name, self.path, loader=self)

    def get_data(self, path: str) -> bytes:
        """Return the changed source; there is no compiled one."""
        if path != self.path:
            raise OSError(path)
        return self._source.encode()

    def set_data(self, *_written: object, **_more: object) -> None:
        """Keep no compiled one."""


class Reached:
    """A plugin of pytest: which tests reach which lines, and how long each takes."""

    def __init__(self, files: list[Path]) -> None:
        made = importlib.import_module("coverage").Coverage
        self._coverage = made(data_file=None, config_file=False, include=[str(f) for f in files])
        self._files = files
        self.seconds: dict[str, float] = {}
        self._coverage.start()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        """Note one test."""
        self._coverage.switch_context(item.nodeid)
        begun = time.process_time()
        try:
            return (yield)
        finally:
            self.seconds[item.nodeid] = time.process_time() - begun
            self._coverage.switch_context("")

    def told(self) -> dict[str, Any]:
        """Return the tests by file and line, and their seconds."""
        self._coverage.stop()
        data = self._coverage.get_data()
        lines = {
            str(file): {
                line: [name for name in names if name]
                for line, names in data.contexts_by_lineno(str(file)).items()
            }
            for file in self._files
        }
        return {"lines": lines, "seconds": self.seconds}


class Chosen:
    """A plugin of pytest: these tests alone, in this order."""

    def __init__(self, names: list[str]) -> None:
        self._order = {name: place for place, name in enumerate(names)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Choose among what was collected."""
        kept = [item for item in items if item.nodeid in self._order]
        items[:] = sorted(kept, key=lambda item: self._order[item.nodeid])


def forked(work: Callable[[], int]) -> bool:
    """Whether some work, in a fork of this process that says nothing, ends well."""
    child = os.fork()
    if not child:
        status = 1
        with contextlib.suppress(BaseException):
            silent = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silent, 1)
            os.dup2(silent, 2)
            status = int(work())
        os._exit(status)
    return os.waitpid(child, 0)[1] == 0


def tested(tests: list[str], *plugins: object) -> int:
    """Run tests; return pytest's exit status."""
    given = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", "-W", IMPORTED]
    return int(pytest.main([*tests, *given], plugins=plugins))


def reach(files: list[Path], tests: list[str], told: Path) -> dict[str, Any]:
    """Return which tests reach which lines of some files; end the program where one fails."""

    def work() -> int:
        plugin = Reached(files)
        status = tested(tests, plugin)
        told.write_text(json.dumps(plugin.told()), encoding="utf-8")
        return status

    if not forked(work):
        sys.exit(f"of {', '.join(tests)} some fail without a change")
    found: dict[str, Any] = json.loads(told.read_text(encoding="utf-8"))
    return found


def around(path: Path, line: int) -> range:
    """Return the lines of the body of the innermost function around a line, if there is one."""
    found = range(0)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            body = range(node.body[0].lineno, (node.end_lineno or 0) + 1)
            if line in body and (not found or len(body) < len(found)):
                found = body
    return found


def near(change: Change, told: dict[str, Any]) -> list[str]:
    """Return the tests that reach the function of a change, the quickest first."""
    lines = told["lines"].get(str(change.path), {})
    names = {n for at in around(change.path, change.line) for n in lines.get(str(at), ())}
    return sorted(names, key=lambda name: (told["seconds"].get(name, 0), name))


def survives(change: Change, tests: list[str], usual: float, *plugins: object) -> bool:
    """Whether the tests, which usually take so many seconds, pass with a change."""
    most = SECONDS + int(3 * usual)

    def work() -> int:
        resource.setrlimit(resource.RLIMIT_CPU, (most, most))
        signal.alarm(WAITING * most)
        name = ".".join(change.path.relative_to(ROOT / "src").with_suffix("").parts)
        swapped = Swapped(name.removesuffix(".__init__"), change.path, change.source)
        sys.meta_path.insert(0, swapped)
        return tested(tests, *plugins)

    return forked(work)


def main() -> int:
    """Try a sample of each group; print each survivor, and a line for each group."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("groups", nargs="+", choices=GROUPS)
    parser.add_argument("--size", type=int, default=60)
    parser.add_argument("--begin", type=int, default=0, help="how many of the drawn to pass over")
    parser.add_argument("--seed", type=int, default=2031)
    given = parser.parse_args()
    os.chdir(ROOT)
    memory = Path("/dev/shm")  # where there is one, no disk is waited for
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        os.environ |= {"HYPOTHESIS_STORAGE_DIRECTORY": name, "TMPDIR": name}
        tempfile.tempdir = None
        for library in LIBRARIES:
            importlib.import_module(library)
        for group in given.groups:
            begun = ROOT / GROUPS[group]
            files = sorted(begun.rglob("*.py")) if begun.is_dir() else [begun]
            every, made = mutants(files, random.Random(given.seed))
            drawn = list(itertools.islice(made, given.begin, given.begin + given.size))
            whole = sorted({test for change in drawn for test in tests_of(group, change.path)})
            told = reach(files, whole, Path(name) / "told.json")
            alive = 0
            for number, change in enumerate(drawn, 1):
                if lives(change, tests_of(group, change.path), told, whole):
                    alive += 1
                    place = f"{change.path.relative_to(ROOT)}:{change.line}"
                    print(f"  lives: {place} {change.what}", flush=True)
                if not number % 10:
                    print(f"  {group}: {number} of {len(drawn)}, {alive} live", flush=True)
            told = {"group": group, "changes": every, "tried": len(drawn)}
            told |= {"killed": len(drawn) - alive, "lived": alive}
            print(json.dumps(told), flush=True)
    return 0


def lives(change: Change, own: list[str], told: dict[str, Any], whole: list[str]) -> bool:
    """Whether a change outlives the tests that reach it, wherever they are, and those of its file."""
    took: dict[str, float] = told["seconds"]
    names = near(change, told)
    if names:
        files = {name.partition("::")[0] for name in names}
        first = [test for test in whole if test in files]
        if not survives(change, first, sum(took[name] for name in names), Chosen(names)):
            return False
    usual = sum(each for name, each in took.items() if name.partition("::")[0] in own)
    return survives(change, own, usual)


if __name__ == "__main__":
    sys.exit(main())
