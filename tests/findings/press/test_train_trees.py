"""Attributions read off syntax trees: what the taggers that may ship everywhere learn from."""

from __future__ import annotations

import gzip
import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

PRESS = Path(__file__).parents[3] / "eval" / "press"
ENGLISH = """# newdoc id = one
# newpar
1\tThe\tthe\tDET\t_\t_\t2\tdet\t_\tDiscourse=attribution-positive:1->2:0
2\tmayor\tmayor\tNOUN\t_\t_\t4\tnsubj\t_\t_
3\thas\thave\tAUX\t_\t_\t4\taux\t_\t_
4\tsaid\tsay\tVERB\t_\t_\t0\troot\t_\t_
5\tthat\tthat\tSCONJ\t_\t_\t8\tmark\t_\tDiscourse=ROOT:2:0
6\tthe\tthe\tDET\t_\t_\t7\tdet\t_\t_
7\tbridge\tbridge\tNOUN\t_\t_\t8\tnsubj\t_\t_
8\tcloses\tclose\tVERB\t_\t_\t4\tccomp\t_\tSpaceAfter=No
9\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_

1\tI\tI\tPRON\t_\t_\t2\tnsubj\t_\t_
2\tsaid\tsay\tVERB\t_\t_\t0\troot\t_\t_
3\tit\tit\tPRON\t_\t_\t4\tnsubj\t_\t_
4\trains\train\tVERB\t_\t_\t2\tccomp\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

"""
FRENCH = """1\tSelon\tselon\tADP\t_\t_\t2\tcase\t_\t_
2\tClaire\tClaire\tPROPN\t_\t_\t6\tobl:mod\t_\t_
3\tVautrin\tVautrin\tPROPN\t_\t_\t2\tflat:name\t_\tSpaceAfter=No
4\t,\t,\tPUNCT\t_\t_\t2\tpunct\t_\t_
5\trien\trien\tPRON\t_\t_\t6\tnsubj\t_\t_
6\tbouge\tbouger\tVERB\t_\t_\t0\troot\t_\t_
7-8\tau\t_\t_\t_\t_\t_\t_\t_\t_
7\tà\tà\tADP\t_\t_\t9\tcase\t_\t_
8\tle\tle\tDET\t_\t_\t9\tdet\t_\t_
9\tport\tport\tNOUN\t_\t_\t6\tobl\t_\tSpaceAfter=No
10\t.\t.\tPUNCT\t_\t_\t6\tpunct\t_\t_

"""


@pytest.fixture(scope="module")
def trees() -> Any:
    sys.path.insert(0, str(PRESS))
    try:
        module: ModuleType = importlib.import_module("train_trees")
    finally:
        sys.path.remove(str(PRESS))
    return module


def told(trees: Any, folder: Path, conllu: str, lang: str) -> list[dict[str, list[str]]]:
    path = folder / "a.conllu.gz"
    path.write_bytes(gzip.compress(conllu.encode()))
    known = trees.hearts(list(trees.documents(path)) * 2)
    rows = [trees.row(d, lang, known, n) for n, d in enumerate(trees.documents(path))]
    return [
        {role: [r["text"][a:b] for a, b in one[role]] for role in ("source", "cue", "content")}
        for r in rows
        for one in r["attributions"]
    ]


def test_a_clause_below_a_verb_of_saying_is_what_its_subject_says(
    trees: Any, tmp_path: Path
) -> None:
    assert told(trees, tmp_path, ENGLISH, "en") == [
        {"source": ["The mayor"], "cue": ["has said"], "content": ["that the bridge closes"]}
    ]


def test_french_sources_are_names_and_contractions_keep_the_text(
    trees: Any, tmp_path: Path
) -> None:
    assert told(trees, tmp_path, FRENCH, "fr") == [
        {"source": ["Claire Vautrin"], "cue": ["Selon"], "content": ["rien bouge au port"]}
    ]


def test_documents_restore_the_text(trees: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.conllu.gz"
    path.write_bytes(gzip.compress(FRENCH.encode()))
    (one,) = trees.documents(path)
    assert one.text.strip() == "Selon Claire Vautrin, rien bouge au port."
    assert [one.text[w.start : w.end] for w in one.words[6:8]] == ["au", "au"]


def test_gum_says_which_words_attribute(trees: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.conllu.gz"
    path.write_bytes(gzip.compress(ENGLISH.encode()))
    assert trees.hearts(list(trees.documents(path)) * 2) == {"say"}
    assert trees.hearts(trees.documents(path)) == set()
