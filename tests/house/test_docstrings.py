"""Public docstrings say what is raised, what each argument is, and whose method it is."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import contrecoup as cc
from contrecoup import errors
from contrecoup.corridor.people import People
from contrecoup.corridor.review import Review

SOURCE = Path(cc.__file__).parent
ROOMS = ("sources", "store", "findings", "report", "render")
METHODS = {
    "findings/echoes/chance.py": "Benjamini and Hochberg",
    "findings/echoes/leiden.py": "Traag",
    "findings/echoes/near.py": "Bayardo",
    "findings/echoes/waves.py": "Kleinberg",
    "findings/press/tagger.py": "Huang",
    "proof/trees.py": "Auvolat",
    "report/accuracy.py": "Wilson",
}
"""Modules that do what a paper describes, and who wrote it."""
NAMES = re.compile(r"\b(?:Kleinberg|Leiden|Benjamini|Wilson's|prefix-filter|LSTM|Merkle)\b")
ARGUMENTS_TOLD = 3
"""From so many arguments on, each is told."""


def public() -> Iterator[tuple[str, Callable[..., Any]]]:
    """What a user's program calls: the front door's functions, its classes' methods, the rooms'."""
    for name in cc.__all__:
        value = getattr(cc, name)
        if inspect.isclass(value):
            yield from methods(value)
        else:
            yield name, value
    for kind in (People, Review):
        yield from methods(kind)
    for room in ROOMS:
        module = import_module(f"contrecoup.{room}")
        for name in module.__all__:
            value = getattr(module, name)
            if inspect.isfunction(value):
                yield f"{room}.{name}", value


def methods(kind: type) -> Iterator[tuple[str, Callable[..., Any]]]:
    for name, value in vars(kind).items():
        function = value.__func__ if isinstance(value, classmethod | staticmethod) else value
        if inspect.isfunction(function) and not name.startswith("_"):
            yield f"{kind.__name__}.{name}", function


FUNCTIONS = dict(public())
CLASSES = {kind.__name__: kind for kind in (cc.Case, People, Review)}


def raised(function: Callable[..., Any]) -> set[str]:
    """The errors of ours that a function raises itself."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    names = {
        node.exc.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise)
        and isinstance(node.exc, ast.Call)
        and isinstance(node.exc.func, ast.Name)
    }
    return {name for name in names if hasattr(errors, name)}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_public_docstring_says_what_is_raised_and_each_argument(name: str) -> None:
    function = FUNCTIONS[name]
    doc = inspect.getdoc(function)
    assert doc, name
    for error in raised(function):
        assert re.search(rf"^Raises:(?:.|\n)*\b{error}\b", doc, re.MULTILINE), f"{name}: {error}"
    given = [p for p in inspect.signature(function).parameters if p not in {"self", "cls"}]
    if len(given) >= ARGUMENTS_TOLD or "Args:" in doc:
        shared = CLASSES.get(name.partition(".")[0])  # what several methods take is told once
        told = f"{inspect.getdoc(shared) if shared else ''}\n{doc}"
        missing = [p for p in given if not re.search(rf"(?:``{p}``|\b{p}:|\b{p}\b)", told)]
        assert not missing, f"{name} does not say what {missing} are"


def test_the_check_itself_sees_what_is_raised() -> None:
    assert raised(cc.Case.init) == {"SettingsError"}
    assert len(FUNCTIONS) > 60


@pytest.mark.parametrize("module", METHODS)
def test_a_method_of_a_paper_names_it(module: str) -> None:
    text = (SOURCE / module).read_text(encoding="utf-8")
    docs = [ast.get_docstring(n) or "" for n in ast.walk(ast.parse(text)) if has_docstring(n)]
    named = [doc for doc in docs if METHODS[module] in doc]
    assert any(re.search(r"\b(?:19|20)\d\d\b", doc) for doc in named)


def has_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)


def test_every_module_that_names_a_method_is_known() -> None:
    for path in sorted((SOURCE / "findings" / "echoes").glob("*.py")):
        doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        name = path.relative_to(SOURCE).as_posix()
        if NAMES.search(doc) and ":mod:" not in doc and name not in METHODS:
            assert "crowds" in name, name  # says which method it calls, and from where
