"""The trained taggers: what their numbers must hold to, and what they find."""

from __future__ import annotations

import os
import re
import subprocess
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from attrs import evolve

from contrecoup.findings.press import read, tagger, tagger_drafts, tagger_names, tagger_parts
from contrecoup.findings.press.article import lay_out
from contrecoup.findings.press.attributions import attributions
from contrecoup.findings.press.people import cast
from contrecoup.findings.press.tagger_features import COLUMNS, matrix, stretches
from contrecoup.findings.press.tagger_links import CONTENT, CUE, SOURCE, Piece, pieces
from contrecoup.findings.press.tagger_paths import paths, steps

MODELS = files("contrecoup.findings.press") / "models"
TEXT = (
    "Jane Porter said the plant would close in May. The minister denied that any job was at risk, "
    "and added that talks go on.\n\n“Nobody asked us,” said Joe Pike, who runs the band. “We stay.”\n"
)


def columns(text: str) -> tuple[np.ndarray, list[tuple[int, int]]]:
    article = lay_out(text, "en", None, None)
    found = cast(article)
    known = tagger.weights("en-quotations").known
    return matrix(article, found, attributions(article, found), known), stretches(article)


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("en-quotations", "en-quotations"),
        ("en-parts", "parts"),
        ("fr-parts", "parts"),
        ("fr-names", "fr-names"),
    ],
)
def test_weights_are_small_and_described(name: str, what: str) -> None:
    size = len((MODELS / f"{name}.npz").read_bytes())
    assert size < 10_000_000
    card = (MODELS / f"{name}.md").read_text("utf-8")
    assert f"scripts/train {what}" in card
    assert "icence" in card


def test_every_product_is_exact() -> None:
    model = tagger.weights("en-quotations")
    for layer in model.layers:
        for table in (*layer.inputs, *layer.hidden):
            assert (table == np.rint(table)).all()
            assert np.abs(table).astype(np.int64).sum(axis=1).max() * 127 < 2**24
    assert np.abs(model.out).astype(np.int64).sum(axis=0).max() * 127 < 2**24
    assert all(len(t) <= 10_000 and t.dtype == np.int8 for t in model.tables)


def test_a_stretch_is_tagged_alike_alone_and_among_others() -> None:
    model = tagger.weights("en-quotations")
    rows, bounds = columns(TEXT * 40)
    tags = tagger.tags(rows, bounds, model)
    for first, behind in bounds[:4]:
        own = tagger.tags(rows[first:behind], [(0, behind - first)], model)
        assert own.tolist() == tags[first:behind].tolist()


def test_stretches_cover_every_token_once_and_are_short() -> None:
    for text in (TEXT, "word " * 5_000, "One. " * 900, "a\n\nb\n\nc", ""):
        article = lay_out(text, "en", None, None)
        at = 0
        for first, behind in stretches(article):
            assert first == at
            assert first < behind <= first + 160
            at = behind
        assert at == len(article.words)


def test_columns_stay_in_their_tables() -> None:
    rows, _ = columns(TEXT + " A café: 12%… “unclosed @handle https://x.example/a ﷽ 中文\n")
    tables = tagger.weights("en-quotations").tables
    assert rows.shape[1] == len(COLUMNS)
    assert all(rows[:, i].min() >= 0 and rows[:, i].max() < len(t) for i, t in enumerate(tables))


def test_paths_take_the_best_and_never_what_cannot_be() -> None:
    rng = np.random.default_rng(5)
    moves = rng.integers(-50, 50, (3, 3)).astype(np.int32)
    moves[0, 2] = -100_000
    begin = np.asarray([0, 0, -100_000], np.int32)
    bounds = [(0, 5), (5, 6), (6, 10)]
    scores = rng.integers(-50, 50, (10, 3)).astype(np.int32)
    counts, onward, backward = steps(bounds)
    assert sorted(onward.tolist()) == sorted(backward.tolist()) == list(range(10))
    best = np.zeros(10, np.int8)
    best[onward] = paths(scores[onward], counts, moves, begin)

    def worth(first: int, tags: list[int]) -> int:
        total = int(begin[tags[0]]) + sum(int(scores[first + i, t]) for i, t in enumerate(tags))
        return total + sum(int(moves[a, b]) for a, b in pairwise(tags))

    for first, behind in bounds:
        n = behind - first
        every = [[k // 3**i % 3 for i in range(n)] for k in range(3**n)]
        assert worth(first, best[first:behind].tolist()) == max(worth(first, e) for e in every)


def test_pieces_are_runs_of_one_role() -> None:
    found = pieces([1, 2, 3, 5, 6, 5, 0, 4])
    assert found.rows == [
        Piece(SOURCE, 0, 2), Piece(CUE, 2, 3), Piece(CONTENT, 3, 5), Piece(CONTENT, 5, 6), Piece(CUE, 7, 8),
    ]  # fmt: skip


def test_the_tagger_joins_what_belongs_together() -> None:
    said = [q for q in read(TEXT, "en").quotations if q.rule == "tagger-en"]
    told = [
        tuple(" … ".join(TEXT[a:b] for a, b in spans) for spans in (q.source, q.cue)) for q in said
    ]
    assert ("Jane Porter", "said") in told
    assert all(0 < q.confidence < 1 for q in said)
    assert any("We stay" in TEXT[a:b] for q in said for a, b in q.content)


def test_parts_of_speech() -> None:
    text = "The mayor quickly closed two old bridges, and she left."
    article = lay_out(text, "en", None, None)
    found = tagger_parts.parts(article.words, article.sentences, "en")
    told = [tagger_parts.PARTS[n - 1] for n in found.tolist()]
    assert told == [
        "DET", "NOUN", "ADV", "VERB", "NUM", "ADJ", "NOUN", "PUNCT", "CCONJ", "PRON", "VERB", "PUNCT",
    ]  # fmt: skip
    assert tagger_parts.parts([], [], "en").tolist() == []
    assert tagger_parts.parts(article.words, [], "fr").tolist() == [0] * len(article.words)


def test_a_sentence_has_the_same_parts_alone_and_among_others() -> None:
    one = lay_out(TEXT, "en", None, None)
    many = lay_out(TEXT + TEXT, "en", None, None)
    own = tagger_parts.parts(one.words, one.sentences, "en").tolist()
    assert tagger_parts.parts(many.words, many.sentences, "en").tolist() == own + own


def test_a_tagger_that_does_not_lead_adds_what_the_rules_miss(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    article = lay_out(TEXT, "en", None, None)
    found = cast(article)
    rules = attributions(article, found)[:1]
    adds = evolve(tagger.weights("en-quotations"), leads=False)
    monkeypatch.setattr(tagger, "weights", lambda _name: adds)
    drafts = tagger_drafts.tagged(article, found, rules, set())
    assert drafts[:1] == rules
    assert len(drafts) > 1
    spoken = [i for d in drafts for a, b in d.content for i in range(a, b)]
    assert len(spoken) == len(set(spoken))
    assert all(d.rule == tagger_drafts.RULE for d in drafts[1:])


def test_french_names() -> None:
    text = "Selon Claire Vautrin, la Ligue des droits de l'homme et le Parti radical ont refusé."
    article = lay_out(text, "fr", None, None)
    kinds = {article.said(n.first, n.behind): n.kind for n in article.names}
    assert kinds["Claire Vautrin"] == "person"
    assert kinds["Parti radical"] == "organisation"


def test_no_words_no_names() -> None:
    none = np.zeros((0, 1), np.int64)
    assert tagger_names.best(none, [], tagger_names.weights("fr")).tolist() == []
    assert read("", "fr").people == read("", "en").people == ()


@pytest.mark.slow
def test_a_long_text_takes_linear_time_and_little_memory() -> None:
    reading = read(("Jane Porter said the plant would close.\n\n") * 4_000, "en")
    assert len(reading.quotations) >= 1


@pytest.mark.parametrize("name", ["en-names", "fr-names", "en-quotations"])
def test_a_card_names_the_commit_of_its_tree(name: str) -> None:
    card = (MODELS / f"{name}.md").read_text("utf-8")
    assert re.search(r"^- Trained on commit `[0-9a-f]{7,40}`", card, re.MULTILINE)
    assert f"scripts/train {name} --as-shipped" in card


def test_what_has_no_card_cannot_be_trained_as_shipped() -> None:
    script = Path(__file__).parents[3] / "scripts" / "train"
    run = subprocess.run(
        [str(script), "parts", "--as-shipped"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 2
    assert "Next:" in run.stderr


CALLED = """#!/bin/sh
echo "$@" >> "$CALLS"
ls "$(dirname "$1")/../gold" >> "$CALLS"
for last; do :; done
case $last in *.npz | *.json) : > "$last" ;; esac
case $1 in *train_data.py) : > "$3" ;; *train_tagger.py) : > "$3" ;; *links*) : > "$3" ;; esac
"""


@pytest.mark.parametrize(
    ("name", "wanted"), [("fr-names", ["PRESS", "fr-names.npz"]), ("en-names", ["PRESS", "en", "en-names.npz"])]
)  # fmt: skip
def test_a_tagger_is_trained_as_shipped_the_way_its_tree_wants(
    name: str, wanted: list[str], tmp_path: Path
) -> None:
    script = Path(__file__).parents[3] / "scripts" / "train"
    python, calls = tmp_path / "python", tmp_path / "calls"
    python.write_text(CALLED)
    python.chmod(0o755)
    press, models = tmp_path / "press", tmp_path / "models"
    models.mkdir()
    for needed in ("winer_fr/train.jsonl.gz", "gum/train.conllu.gz"):
        (press / needed).parent.mkdir(parents=True)
        (press / needed).touch()
    run = subprocess.run(
        [str(script), name, "--as-shipped"],
        env={"PATH": os.environ["PATH"], "PRESS": str(press), "MODELS": str(models),
             "TRAIN_PYTHON": str(python), "CALLS": str(calls)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if "No commit of a card" in run.stderr:
        pytest.skip("not a whole clone")
    assert run.returncode == 0, run.stderr
    first, *gold = calls.read_text().splitlines()
    said = first.replace(str(press), "PRESS").split()[1:]
    assert [word.rpartition("/")[2] for word in said] == wanted
    assert "fr_quotes_2.jsonl" in gold  # what the Wikinews of en-quotations leaves out
