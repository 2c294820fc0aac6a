"""The models' cards: what `scripts/train` writes into them is true of the files beside them."""

from __future__ import annotations

import hashlib
import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]
MODELS = (
    ROOT / "src/contrecoup/findings/press/models",
    ROOT / "src/contrecoup/language/models",
)
CARDS = sorted(path for folder in MODELS for path in folder.glob("*.md"))
ROW = re.compile(r"^\| `([^`]+)` \| ([\d,]+) \| `([0-9a-f]{64})` \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def card() -> ModuleType:
    spec = importlib.util.spec_from_file_location("card", ROOT / "eval/press/card.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", CARDS, ids=lambda path: path.stem)
def test_a_card_names_the_bytes_that_lie_beside_it(path: Path) -> None:
    rows = ROW.findall(path.read_text(encoding="utf-8"))
    assert rows
    for name, size, mark in rows:
        raw = (path.parent / name).read_bytes()
        assert int(size.replace(",", "")) == len(raw)
        assert hashlib.sha256(raw).hexdigest() == mark


def test_every_file_of_a_model_is_on_a_card() -> None:
    told = {row[0] for path in CARDS for row in ROW.findall(path.read_text(encoding="utf-8"))}
    held = {path.name for folder in MODELS for path in folder.iterdir() if path.is_file()}
    own = {"confidence.json"}  # fitted by eval/press/reliability.py; docs/quality.md tells of it
    assert told == {n for n in held if not n.endswith((".md", ".py"))} - own


def test_training_writes_anew_what_it_wrote_and_nothing_else(
    card: ModuleType, tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "train.gz").write_bytes(b"invented")
    old = tmp_path / "en-x.md"
    old.write_text("# en-x\n\n- Trained on commit `0000000`; more.\n\nBy hand.\n", encoding="utf-8")
    log = tmp_path / "said"
    log.write_text('{"epoch": 1, "f1": [1.0, 2.0, 3.0]}\n{"epoch": 2, "f1": [70, 60.5, 50]}\n')
    for content, commit in ((b"one", "abc1234"), (b"two", "def5678")):
        (tmp_path / "en-x.npz").write_bytes(content)
        subprocess.run(
            [sys.executable, ROOT / "eval/press/card.py", old, tmp_path, "en-x.npz", "--said", log,
             "--made", "scripts/train en-x", "--commit", commit, "--press", tmp_path,
             "--data", "data/train.gz"],
            check=True, capture_output=True,
        )  # fmt: skip
        text = old.read_text(encoding="utf-8")
        assert ROW.findall(text) == [("en-x.npz", "3", hashlib.sha256(content).hexdigest())]
        assert f"- Trained on commit `{commit}`; more." in text
        assert "after epoch 2, the tags alone: F1 70.0 / 60.5 / 50.0." in text
        assert text.count(card.BEGIN) == text.count(card.END) == 1
        assert "By hand." in text


def test_a_card_without_the_end_of_its_part_is_refused(card: ModuleType) -> None:
    with pytest.raises(ValueError, match="put one where the block ends"):
        card.written(f"# x\n{card.BEGIN}\n", "new", "abc1234")
