from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from contrecoup import demo
from contrecoup.cli import main

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "src" / "contrecoup" / "sample" / demo.SAMPLE

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Run the command line in this process; stdout and stderr apart."""

    def call(*arguments: object, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, [str(a) for a in arguments], input=stdin)

    return call


def rows(result: Result) -> list[dict[str, Any]]:
    """The JSON lines that a verb printed."""
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> demo.Built:
    """The sample case, built once; tests only read it."""
    return demo.build(tmp_path_factory.mktemp("demo") / "case")


@pytest.fixture(scope="session")
def truth() -> dict[str, Any]:
    """What was planted in the sample case; no product code reads it."""
    path = ROOT / "eval" / "sample" / "truth.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def taken_by_gephi(xml: bytes) -> int:
    """Hold a GEXF to what Gephi's importer refuses, merges or reports; return its edges.

    Ids are unique and ends exist; two ends have one edge (it merges parallel ones); weights are
    positive; a value has an attribute, declared before it, of whose type it is; colours have no
    alpha (Gephi Lite refuses it); nothing turns direction by itself.
    """
    root = ET.fromstring(xml)
    space = {"g": "http://www.gexf.net/1.2draft", "v": "http://www.gexf.net/1.2draft/viz"}
    (graph,) = root.iterfind("g:graph", space)
    default = graph.get("defaultedgetype")
    assert [part.tag.partition("}")[2] for part in graph] == [
        *("attributes", "attributes"),
        *("nodes", "edges"),
    ]
    types = {
        (part.get("class"), one.get("id")): one.get("type")
        for part in graph.iterfind("g:attributes", space)
        for one in part.iterfind("g:attribute", space)
    }
    assert set(types.values()) <= {"string", "double"}
    ids = [node.get("id") for node in root.iterfind(".//g:node", space)]
    assert len(ids) == len(set(ids))
    edges = list(root.iterfind(".//g:edge", space))
    assert len({edge.get("id") for edge in edges}) == len(edges)
    pairs = []
    for edge in edges:
        ends = (edge.attrib["source"], edge.attrib["target"])
        assert set(ends) <= set(ids)
        pairs.append(ends if default == "directed" else tuple(sorted(ends)))
        assert float(edge.get("weight", "0")) > 0
        assert edge.get("type") == default
    assert len(set(pairs)) == len(pairs)
    for owner in ("node", "edge"):
        for value in root.iterfind(f".//g:{owner}//g:attvalue", space):
            if types[owner, value.attrib["for"]] == "double":
                assert float(value.attrib["value"]) >= 0
    colours = list(root.iterfind(".//v:color", space))
    assert len(colours) == len(ids)
    assert all(set(colour.keys()) == {"r", "g", "b"} for colour in colours)
    return len(edges)
