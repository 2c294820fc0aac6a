"""The second hand's annotations: well formed, true to the texts, and as agreeing as is told."""

from __future__ import annotations

import importlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "eval" / "gold"
SHARED = ROOT.parent / "shared"
FILES = ("fr_quotes_2.jsonl", "fr_quotes_again.jsonl")
LABELS = {
    "type": {"person", "org", "group", "anonymous"},
    "kind": {"direct", "mixed", "indirect", "block"},
    "medium": {
        *("article", "communiqué", "conférence de presse", "déclaration", "enquête", "interview"),
        *("message", "radio", "rapport", "télévision", "tweet", "étude"),
    },
}
NAMES = {"doc_id": r"\d{4}_\d\d_\d\d-\d{3}", "sha256": r"[0-9a-f]{16}"}
NAMES |= {"id": r"Q\d+", "speaker": r"s\d+"}

needs_data = pytest.mark.skipif(
    not (SHARED / "data" / "press" / "winer_fr").is_dir()
    or not (SHARED / "tools" / "score").is_dir(),
    reason="../shared/data is absent",
)


@pytest.fixture
def module(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Imports a script of eval/gold, which see each other as the command line sees them."""
    monkeypatch.syspath_prepend(str(GOLD))
    yield importlib.import_module
    for name in ("load", "agreement"):
        sys.modules.pop(name, None)


def annotated(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLD / name).read_text().splitlines()]


def run(script: str, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(GOLD / script), *args], capture_output=True, text=True, check=False
    )


def strings(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from strings(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, key)
    elif isinstance(value, str):
        yield key, value


@pytest.mark.parametrize("name", FILES)
def test_files_hold_offsets_and_labels_but_no_words_of_an_article(name: str) -> None:
    for row in annotated(name):
        for key, value in strings(row):
            if key in LABELS:
                assert value in LABELS[key], (row["doc_id"], key)
            else:
                assert re.fullmatch(NAMES[key], value), (row["doc_id"], key)
        assert all(re.fullmatch(r"s\d+", key) for key in row["speakers"])


@pytest.mark.parametrize("name", FILES)
def test_speakers_sources_and_ids(name: str) -> None:
    rows = annotated(name)
    assert len({row["doc_id"] for row in rows}) == len(rows)
    for row in rows:
        said = row["attributions"]
        assert [a["id"] for a in said] == [f"Q{n}" for n in range(1, len(said) + 1)]
        assert {a["speaker"] for a in said} - {None} == set(row["speakers"])
        for one in said:
            assert one["content"]
            assert one["optional"] or (one["speaker"] and one["source"])


@needs_data
@pytest.mark.parametrize("name", FILES)
def test_spans_lie_in_the_text(name: str, module: Any) -> None:
    for row in module("load").load(GOLD / name):
        text = row["text"]
        raw = next(r for r in annotated(name) if r["doc_id"] == row["doc_id"])
        groups = [who["name"] for who in raw["speakers"].values()]
        groups += [[who["role"]] for who in raw["speakers"].values() if who["role"]]
        groups += [[a["date_phrase"]] for a in raw["attributions"] if a["date_phrase"]]
        for one in raw["attributions"]:
            groups += [one["source"], one["cue"], one["content"], *one["source_alt"]]
        body = row["title_span"][1]
        assert text[body] == "\n"
        assert "\n" not in text[:body]
        for spans in (*groups, row["other_quoted"]):
            assert spans == sorted(spans)
            for start, end in spans:
                assert body < start < end <= len(text), row["doc_id"]
                words = text[start:end]
                assert words == words.strip(), row["doc_id"]
                assert any(c.isalnum() for c in words), row["doc_id"]
        for one in raw["attributions"]:
            ends = [edge for span in one["content"] for edge in span]
            assert ends == sorted(ends), f"{row['doc_id']} {one['id']}: pieces overlap"


@needs_data
def test_contents_keep_their_quotation_marks(module: Any) -> None:
    for name in FILES:
        for row in module("load").load(GOLD / name):
            for one in row["attributions"]:
                words = "".join(row["text"][s:e] for s, e in one["content"])
                assert words.count("«") == words.count("»"), (row["doc_id"], one["id"])
                if one["kind"] in {"direct", "mixed"}:
                    assert re.search(r'[«"]', words), (row["doc_id"], one["id"])


@needs_data
def test_the_articles_are_those_of_the_draw() -> None:
    again, further = run("draw.py").stdout.splitlines()
    assert sorted(again.split()[1:]) == sorted(r["doc_id"] for r in annotated(FILES[1]))
    assert sorted(further.split()[1:]) == sorted(r["doc_id"] for r in annotated(FILES[0]))
    assert len(further.split()[1:]) == 30
    first = SHARED / "data" / "press" / "fr_quotes" / "dev.jsonl"
    known = {json.loads(line)["doc_id"] for line in first.read_bytes().splitlines()}
    assert not known & set(further.split())


@needs_data
def test_readme_tells_the_agreement_that_is_computed() -> None:
    done = run("agreement.py")
    assert done.returncode == 0, done.stderr
    assert "| kind |" in done.stdout
    assert done.stdout.strip() in (GOLD / "README.md").read_text()


def test_readme_tells_the_counts() -> None:
    said = [a for row in annotated(FILES[0]) for a in row["attributions"]]
    firm = [a["kind"] for a in said if not a["optional"]]
    kinds = ", ".join(f"{firm.count(k)} {k}" for k in ("direct", "mixed", "indirect"))
    told = f"{len(firm)} attributions ({kinds}) and {len(said) - len(firm)} optional ones"
    assert told in " ".join((GOLD / "README.md").read_text().split())


@needs_data
def test_export_is_a_set_that_the_scorer_finds(tmp_path: Path) -> None:
    assert run("export.py", str(tmp_path / "out")).returncode == 0
    score = [sys.executable, str(SHARED / "tools" / "score" / "run.py"), str(tmp_path / "out")]
    subprocess.run([*score, "--inputs", str(tmp_path / "in")], check=True, capture_output=True)
    asked = (tmp_path / "in" / "fr_quotes.jsonl").read_text().splitlines()
    assert len(asked) == 30
    assert set(json.loads(asked[0])) == {"id", "text", "lang", "published", "title", "url"}
    perfect = tmp_path / "perfect"
    perfect.mkdir()
    with (perfect / "fr_quotes.jsonl").open("w") as out:
        gold = (tmp_path / "out" / "fr_quotes" / "dev.jsonl").read_text().splitlines()
        for row in map(json.loads, gold):
            people = [{"id": k, "name": v["name"]} for k, v in row["speakers"].items()]
            said = [a for a in row["attributions"] if not a["optional"]]
            out.write(json.dumps({"id": row["doc_id"], "people": people, "quotations": said}))
            out.write("\n")
    told = tmp_path / "scores.json"
    told_to = ["--predictions", str(perfect), "--json", str(told), "--rounds", "0"]
    subprocess.run([*score, *told_to], check=True, capture_output=True)
    figures = json.loads(told.read_text())["fr_quotes"]["figures"]
    assert figures["end_to_end.f1"] == figures["resolved.named"] == 100
    assert figures["exact.content.f1"] == 100
    assert figures["other_quoted.taken"] == 0


def test_export_keeps_texts_out_of_the_project() -> None:
    done = run("export.py", str(ROOT / "eval" / "gold" / "out"))
    assert done.returncode == 2
    assert "inside the project" in done.stderr
    assert not (GOLD / "out").exists()


def test_another_text_is_refused(module: Any) -> None:
    load = module("load")
    who = {"name": [[7, 12]], "type": "person", "role": None}
    row = {"doc_id": "a", "sha256": load.digest("Titre\n\nAnnie parle."), "speakers": {"s1": who}}
    row |= {"title_span": [0, 5], "attributions": [], "other_quoted": []}
    joined = load.joined(row, {"text": "Titre\n\nAnnie parle.", "url": "u"})
    assert joined["speakers"] == {"s1": {"name": "Annie", "type": "person", "role": ""}}
    with pytest.raises(ValueError, match="differs"):
        load.joined(row, {"text": "Titre\n\nAnnie parla.", "url": "u"})


def test_shares(module: Any) -> None:
    agreement = module("agreement")
    low, high = agreement.wilson(35, 35)
    assert (round(low, 1), high) == (90.1, 100.0)
    assert [round(x, 1) for x in agreement.wilson(5, 10)] == [23.7, 76.3]
    pairs = [("a", "x"), ("a", "x"), ("b", "y"), ("b", "x"), (None, None)]
    assert agreement.same_speakers(pairs) == 4
