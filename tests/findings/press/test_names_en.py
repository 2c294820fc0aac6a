"""English names: how GUM's mentions become names, and how well the tagger finds them."""

from __future__ import annotations

import gzip
import importlib
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from contrecoup.findings.press import read
from contrecoup.findings.press.article import lay_out, seen
from contrecoup.findings.press.tagger_names import merged
from contrecoup.language import tokens

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared"
FLOORS = tomllib.loads((ROOT / "eval" / "floors.toml").read_text())["names"]
GUM = """# newdoc id = GUM_news_one
# newpar
1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\tEntity=(1-person-new-cf1-1-coref
2\tmayor\tmayor\tNOUN\tNN\t_\t8\tnsubj\t_\t_
3\tin\tin\tADP\tIN\t_\t4\tcase\t_\t_
4\tNacre\tNacre\tPROPN\tNNP\t_\t2\tnmod\t_\tEntity=(2-place-new-cf2-1-sgl)
5\tthen\tthen\tADV\tRB\t_\t2\tadvmod\t_\t_
6\tJane\tJane\tPROPN\tNNP\t_\t2\tflat\t_\t_
7\tPorter\tPorter\tPROPN\tNNP\t_\t6\tflat\t_\tEntity=1)
8\tjoined\tjoin\tVERB\tVBD\t_\t0\troot\t_\t_
9\tthe\tthe\tDET\tDT\t_\t10\tdet\t_\tEntity=(3-organization-new-cf3-2-sgl
10\tLeague\tLeague\tPROPN\tNNP\t_\t8\tobj\t_\t_
11\tof\tof\tADP\tIN\t_\t12\tcase\t_\t_
12\tBoats\tBoats\tPROPN\tNNPS\t_\t10\tnmod\t_\tEntity=(4-abstract-new-cf4-1-sgl)3)
13\tand\tand\tCCONJ\tCC\t_\t15\tcc\t_\t_
14\tMr.\tMr.\tPROPN\tNNP\t_\t15\tnmod:desc\t_\tEntity=(5-person-new-cf5-2-sgl
15\tPike\tPike\tPROPN\tNNP\t_\t10\tconj\t_\tEntity=5)
16\tand\tand\tCCONJ\tCC\t_\t18\tcc\t_\t_
17\tsome\tsome\tDET\tDT\t_\t18\tdet\t_\tEntity=(6-person-new-cf6-2-sgl
18\tBretons\tBreton\tPROPN\tNNPS\t_\t10\tconj\t_\tEntity=6)|SpaceAfter=No
19\t.\t.\tPUNCT\t.\t_\t8\tpunct\t_\t_

"""


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setattr(sys, "path", [str(ROOT / "eval" / "press"), *sys.path])
    return importlib.import_module("gum_names")


def test_names_are_cut_out_of_phrases(script: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "gum").mkdir()
    with gzip.open(tmp_path / "gum" / "dev.conllu.gz", "wt", encoding="utf-8") as out:
        out.write(GUM)
    (row,) = script.rows(tmp_path, "dev")
    assert [(row["text"][a:b], kind) for a, b, kind in row["entities"]] == [
        ("Nacre", "Location"),
        ("Jane Porter", "Person"),
        ("League of Boats", "Organization"),
        ("Pike", "Person"),
    ]


def test_what_is_seen_in_training_is_what_is_seen_in_reading() -> None:
    text = "Jane Porter told the “Nacre Post” that it ends.\n\nThe League of Boats denied it."
    article = lay_out(text, "en", None, None)
    found = seen(text, "en")
    assert list(found.words) == list(article.words)
    assert list(found.sentences) == list(article.sentences)
    assert found.rows.shape[0] == len(article.words)


@pytest.mark.parametrize(
    ("text", "people", "organisations"),
    [
        ("“We stay.” ― Jane Porter\n\n“So do I.” ― Karen Pike\n", {"Jane Porter", "Karen Pike"}, set()),
        ("Jane Porter met Joe Pike on the quay.", {"Jane Porter", "Joe Pike"}, set()),
        ("The mayor said that Porter left the NDLR with the Americans on Monday.", {"Porter"}, {"NDLR"}),
        ("Jane Porter works for Nacre Systems.", {"Jane Porter"}, {"Nacre Systems"}),
    ],
)  # fmt: skip
def test_names_in_english(text: str, people: set[str], organisations: set[str]) -> None:
    reading = read(text, "en")
    assert {p.name for p in reading.people} == people
    assert {o.name for o in reading.organisations} == organisations


def test_a_persons_name_ends_before_small_letters() -> None:
    words = tokens("― Ludwig van Meer met Jane Porter at Nacre", "en")
    tags = [1, 2, 2, 2, 2, 2, 2, 0, 7]
    told = {(n.first, n.behind): n.kind for n in merged(words, [], tags, "en")}
    assert told == {(1, 4): "person", (5, 7): "person", (8, 9): "unknown"}


def test_a_third_language_is_left_to_the_rules() -> None:
    text = "Die Bürgermeisterin Anna Meier hat am Montag gesagt, dass sie nicht bleibt und auch nicht geht."
    article = lay_out(text, None, None, None)
    assert article.lang not in ("en", "fr")
    assert article.parts.tolist() == [0] * len(article.words)
    assert "Anna Meier" in {article.said(n.first, n.behind) for n in article.names}


@pytest.mark.skipif(
    not (SHARED / "data" / "press" / "gum").is_dir() or not (SHARED / "tools" / "score").is_dir(),
    reason="../shared/data is absent",
)
def test_floors_of_gum(script: ModuleType) -> None:
    assert script.__name__ == "gum_names"
    score = importlib.import_module("gum_score")
    figures = score.measured(SHARED / "data" / "press", SHARED / "tools" / "score", "dev")
    for key, floor in FLOORS["gum_dev"]["at_least"].items():
        assert figures[key] >= floor, (key, figures)
