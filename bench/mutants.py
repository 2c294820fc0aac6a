#!/usr/bin/env python3
"""Changes the code in one place at a time and runs its tests: what survives is not tested.

    python bench/mutants.py model --size 60 [--seed 2031]
    python bench/mutants.py store rules

The changes are cosmic-ray's (to be installed beside: no dependency of this project); a sample of them is
drawn by the seed.  Those that touch only the annotations of a function change nothing and are not
counted.  Each is tried in a fork of a process that has imported the libraries, on the tests of its
file: those of its package, and the quick ones of the room that the file is for; a test that fails, an
error, or 60 CPU seconds kill it.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import importlib
import importlib.machinery
import importlib.util
import itertools
import json
import os
import random
import resource
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 60
IMPORTED = "ignore::pytest.PytestAssertRewriteWarning"
LIBRARIES = ("pyarrow.compute", "pyarrow.parquet", "msgspec", "hypothesis", "pytest", "attrs")
GROUPS: dict[str, tuple[str, list[str]]] = {
    "model": ("src/contrecoup/model", []),
    "rules": ("src/contrecoup/report/rules.py", ["tests/report/test_rules.py"]),
    "store": ("src/contrecoup/store", []),
}
MODEL = {
    "belonging": ["model/test_belonging"],
    "decided": ["model/test_decisions", "model/test_belonging"],
    "decisions": ["model/test_decisions", "model/test_belonging", "store/test_decisions"],
    "people": ["model/test_nouns", "model/test_belonging", "findings/test_people"],
    "publication": ["model/test_nouns", "report/test_corrections"],
    "settings": ["model/test_nouns", "sources/test_hand"],
    "sizes": ["model/test_sizes"],
}
"""The tests of each file of model; the others': that of the nouns."""
STORE = {
    "decisions": ["test_decisions"],
    "folder": ["test_folder"],
    "disk": ["test_folder", "test_faults", "test_vault"],
    "lock": ["test_lock"],
    "keys": ["test_keys", "test_vault"],
    "known": ["test_known", "test_ledger"],
    "merge": ["test_merge"],
    "states": ["test_states", "test_merge"],
    "texts": ["test_texts", "test_ledger"],
    "convert": ["test_convert"],
    "ledger": ["test_ledger", "test_merge"],
}
"""The tests of each file of store; the others': those of the vault, the ledger and tampering."""


def tests_of(group: str, path: Path) -> list[str]:
    """Return the test files for a file of the code."""
    if group == "rules":
        return GROUPS[group][1]
    if group == "model":
        return [f"tests/{name}.py" for name in MODEL.get(path.stem, ["model/test_nouns"])]
    names = STORE.get(path.stem, ["test_vault", "test_tamper", "test_ledger", "test_decisions"])
    return [f"tests/store/{name}.py" for name in names]


def stripped(source: str) -> str:
    """Return a source's tree without the annotations of functions and local names."""
    tree = ast.parse(source)
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


def mutants(files: list[Path], dice: random.Random) -> tuple[int, Iterator[tuple[Path, str, str]]]:
    """Return how many changes there are, and those that are one, in a drawn order.

    Of each: the file, what is changed, the new source.
    """
    every = importlib.import_module("cosmic_ray.commands.init")
    mutating = importlib.import_module("cosmic_ray.mutating")
    plugins = importlib.import_module("cosmic_ray.plugins")
    items = list(every._all_work_items(files, {}))  # noqa: SLF001 there is no other door
    dice.shuffle(items)

    def made() -> Iterator[tuple[Path, str, str]]:
        for item in items:
            (one,) = item.mutations
            path = Path(one.module_path)
            source = path.read_text(encoding="utf-8")
            operator = plugins.get_operator(one.operator_name)(**one.operator_args)
            changed = mutating.mutate_code(source, operator, one.occurrence)
            if changed is not None and stripped(changed) != stripped(source):
                what = f"{one.operator_name} {one.occurrence} line {one.start_pos[0]}"
                yield path, what, changed

    return len(items), made()


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


def survives(path: Path, source: str, tests: list[str]) -> bool:
    """Whether the tests pass with that source, in a fork of this process."""
    child = os.fork()
    if not child:
        status = 1
        with contextlib.suppress(BaseException):
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
            silent = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silent, 1)
            os.dup2(silent, 2)
            name = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts)
            sys.meta_path.insert(0, Swapped(name.removesuffix(".__init__"), path, source))
            run = importlib.import_module("pytest").main
            status = int(run([*tests, "-x", "-q", "-p", "no:cacheprovider", "-W", IMPORTED]))
        os._exit(status)
    return os.waitpid(child, 0)[1] == 0


def main() -> int:
    """Try a sample of each group; print each survivor, and a line for each group."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("groups", nargs="+", choices=GROUPS)
    parser.add_argument("--size", type=int, default=60)
    parser.add_argument("--seed", type=int, default=2031)
    given = parser.parse_args()
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as name:
        os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = name
        for library in LIBRARIES:
            importlib.import_module(library)
        for group in given.groups:
            begun = ROOT / GROUPS[group][0]
            files = sorted(begun.rglob("*.py")) if begun.is_dir() else [begun]
            every, made = mutants(files, random.Random(given.seed))
            drawn = list(itertools.islice(made, given.size))
            whole = {tuple(tests_of(group, path)): path for path, *_ in drawn}
            for tests, path in whole.items():
                if not survives(path, path.read_text(encoding="utf-8"), list(tests)):
                    sys.exit(f"the tests of {path} fail without a change")
            alive = 0
            for number, (path, what, source) in enumerate(drawn, 1):
                if survives(path, source, tests_of(group, path)):
                    alive += 1
                    print(f"  lives: {path.relative_to(ROOT)} {what}", flush=True)
                if not number % 10:
                    print(f"  {group}: {number} of {len(drawn)}, {alive} live", flush=True)
            told = {"group": group, "changes": every, "tried": len(drawn)}
            told |= {"killed": len(drawn) - alive, "lived": alive}
            print(json.dumps(told), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
