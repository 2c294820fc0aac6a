"""The table of editorial rules: every rule has a check and a counter-example that exist."""

from __future__ import annotations

import ast
import importlib
import re
from pathlib import Path

from contrecoup.report import always, wordlists

rules = importlib.import_module("contrecoup.report.rules")
ROOT = Path(__file__).parents[2]
ROWS = [
    tuple(cell.strip() for cell in line.strip("| \n").split("|"))
    for line in (ROOT / "docs" / "editorial-rules.md").read_text("utf-8").splitlines()
    if re.match(r"\| \d", line)
]


def test_every_rule_is_in_the_table():
    whole = {always.UNKNOWN, always.CORRECTIONS}
    assert {int(row[0]) for row in ROWS} == {rule.number for rule in rules.rules()} | whole


def test_every_check_exists():
    for number, _, check, _ in ROWS:
        name = check.strip("`")
        held = [getattr(room, name, None) for room in (rules, always, wordlists)]
        assert any(one is not None for one in held), (number, name)


def test_every_counter_example_is_a_test_that_expects_its_rule_to_break():
    found: dict[str, str] = {}
    for name in ("test_rules.py", "test_always.py"):
        text = (ROOT / "tests" / "report" / name).read_text("utf-8")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                found[node.name] = ast.get_source_segment(text, node) or ""
    words = (ROOT / "tests" / "report" / "test_rules.py").read_text("utf-8")
    for number, _, _, example in ROWS:
        source = found[example.strip("`")]
        assert "lang" in source, example
        if example == "`test_words_that_are_never_written`":
            assert re.search(rf"^    \({number}, ", words, re.MULTILINE), number
        else:
            said = rf"\{{{number}\}}|\b{number} in broken|UncountedNumber"
            assert re.search(said, source), (number, example)
