"""A person's own ONNX tagger takes the place of the small one, if its folder is as it should be."""

from __future__ import annotations

import json
import struct
import sys
from pathlib import Path

import pytest

from contrecoup.case import Case
from contrecoup.corridor import large
from contrecoup.corridor.pipes import read, read_files
from contrecoup.errors import SettingsError
from contrecoup.model.reading import WordTagger

LABELS = ["O", "B-SOURCE", "I-SOURCE", "B-CUE", "I-CUE", "B-CONTENT", "I-CONTENT"]
WORDS = {"[CLS]": 0, "[SEP]": 0, "[UNK]": 0, "Jane": 1, "Porter": 2, "muttered": 3, "the": 6, "boat": 6, "sinks": 6, "soon": 6, "That": 5}  # fmt: skip
TEXT = "Jane Porter muttered That the boat sinks soon . Nobody came ."


# An ONNX file is a protobuf message; a table look-up needs few of its fields.


def number(field: int, value: int) -> bytes:
    out = bytearray([field << 3])
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])


def held(field: int, value: bytes | str) -> bytes:
    raw = value.encode() if isinstance(value, str) else value
    return number(field, len(raw)).replace(bytes([field << 3]), bytes([field << 3 | 2]), 1) + raw


def tensor(name: str, kind: int, last: int | None) -> bytes:
    sizes = [held(2, "batch"), held(2, "length"), *([number(1, last)] if last else [])]
    shape = b"".join(held(1, size) for size in sizes)
    return held(1, name) + held(2, held(1, number(1, kind) + held(2, shape)))


def onnx(table: list[list[float]]) -> bytes:
    """A model that looks the scores of a word up in a table."""
    flat = struct.pack(f"<{len(table) * len(table[0])}f", *(v for row in table for v in row))
    rows = number(1, len(table)) + number(1, len(table[0])) + number(2, 1) + held(8, "table")
    node = held(1, "table") + held(1, "input_ids") + held(2, "logits") + held(4, "Gather")
    graph = held(1, node) + held(2, "g") + held(5, rows + held(9, flat))
    graph += held(11, tensor("input_ids", 7, None)) + held(12, tensor("logits", 1, len(table[0])))
    return number(1, 8) + held(7, graph) + held(8, held(1, "") + number(2, 13))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    tokenizers = pytest.importorskip("tokenizers", reason="the extra contrecoup[large] is not here")
    pytest.importorskip("onnxruntime", reason="the extra contrecoup[large] is not here")
    names = list(WORDS)
    pieces = tokenizers.Tokenizer(
        tokenizers.models.WordLevel({w: n for n, w in enumerate(names)}, unk_token="[UNK]")
    )
    pieces.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    pieces.post_processor = tokenizers.processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 0), ("[SEP]", 1)]
    )
    where = tmp_path / "tagger"
    where.mkdir()
    pieces.save(str(where / "tokenizer.json"))
    table = [[float(n == WORDS[w]) for n in range(len(LABELS))] for w in names]
    (where / "model.onnx").write_bytes(onnx(table))
    config = {"id2label": dict(enumerate(LABELS)), "max_position_embeddings": 128}
    (where / "config.json").write_text(json.dumps(config), "utf-8")
    return where


def spans(text: str) -> list[tuple[int, int]]:
    out, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        out.append((at, at + len(word)))
        at += len(word)
    return out


def test_words_get_the_models_tags(folder: Path) -> None:
    tagger: WordTagger = large.load(folder)
    assert list(tagger(TEXT, spans(TEXT))) == [1, 2, 3, 5, 6, 6, 6, 6, 0, 0, 0, 0]


def test_a_long_text_is_read_in_windows_that_change_nothing(folder: Path) -> None:
    tagger = large.load(folder)
    once = list(tagger(TEXT, spans(TEXT)))
    many = " ".join([TEXT] * 90)
    assert list(tagger(many, spans(many))) == once * 90


def test_words_and_pieces_may_part_in_other_places(folder: Path) -> None:
    tagger = large.load(folder)
    text = "Jane Porter, muttered"
    assert list(tagger(text, [(0, 4), (5, 12), (13, 21)])) == [1, 2, 3]
    assert list(tagger("", [])) == []


def test_a_reading_has_what_the_model_finds(folder: Path, tmp_path: Path) -> None:
    said = read(TEXT, "en", tagger=folder).quotations
    assert [q.rule for q in said] == ["tagger-large"]
    assert [TEXT[a:b] for a, b in said[0].content] == ["That the boat sinks soon"]
    assert [TEXT[a:b] for a, b in said[0].source] == ["Jane Porter"]
    page = tmp_path / "a.txt"
    page.write_text(TEXT, "utf-8")
    (answer,) = read_files([page], folder)
    assert answer.reading is not None
    assert answer.reading.quotations == said
    assert [q.rule for q in read(TEXT, "en").quotations] != ["tagger-large"]


def test_the_rules_go_on_finding_what_the_model_does_not(folder: Path) -> None:
    text = "« Nous partons ce soir », a déclaré Anne Morel."
    (one,) = read(text, "fr", tagger=folder).quotations
    assert one.rule == "inverted"


def test_a_case_names_its_tagger_in_its_settings(folder: Path, tmp_path: Path) -> None:
    settings = '[case]\ngroup = "Nacre"\n\n[press]\ntagger = "../tagger"\n'
    case = Case.create(tmp_path / "case", settings)
    article = tmp_path / "a.txt"
    article.write_text(f"Boat news\n\n16 March 2031\n\n{TEXT}\n", "utf-8")
    case.add(article)
    quotations = case.find("quotations").findings.quotations
    assert [q.rule for q in quotations] == ["quotation:tagger-large"]


def test_without_the_extra_the_next_step_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("model.onnx", "tokenizer.json", "config.json"):
        (tmp_path / name).write_text("{}", "utf-8")
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(SettingsError, match=r"pip install 'contrecoup\[large\]'"):
        large.load(tmp_path)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "config.json"])
@pytest.mark.parametrize("broken", [None, b"\x00{]"])
def test_a_folder_that_lacks_something_is_refused(
    folder: Path, name: str, broken: bytes | None
) -> None:
    if broken is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(broken)
    with pytest.raises(SettingsError) as told:
        large.load(folder)
    assert told.value.next_step


LABEL_NAMES = [
    (["O", "SOURCE", "CUE", "CONTENT"], [0, 2, 4, 6]),
    (["O", "S-SOURCE", "E-CUE", "B-QUOTE", "I-QUOTE"], [0, 1, 4, 5, 6]),
    (LABELS, [0, 1, 2, 3, 4, 5, 6]),
]


@pytest.mark.parametrize(("names", "tags"), LABEL_NAMES)
def test_labels_of_several_schemes(names: list[str], tags: list[int], tmp_path: Path) -> None:
    assert large._labels({"id2label": dict(enumerate(names))}, tmp_path) == tags


@pytest.mark.parametrize(
    "names", [[], ["LABEL_0", "LABEL_1"], ["O", "B-CONTENT", "B-CUE"], ["B-PER"]]
)
def test_labels_of_something_else_are_refused(names: list[str], tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        large._labels({"id2label": dict(enumerate(names))}, tmp_path)


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no such folder"):
        large.load(tmp_path / "nowhere")
    assert large.of_case(tmp_path, "") is None
