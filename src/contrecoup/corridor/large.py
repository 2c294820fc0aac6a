"""A transformer that a person has on disk, in the place of the small tagger (`contrecoup[large]`).

The folder is a Hugging Face one for token classification, exported to ONNX: ``model.onnx``
(or ``onnx/model.onnx``), ``tokenizer.json`` and ``config.json``, whose labels say source, cue
and content (``B-SOURCE``, ``I-CONTENT``, ``O`` …).  Nothing is fetched, and nothing here is
imported before a person names such a folder.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from contrecoup.errors import SettingsError
from contrecoup.model.reading import Span, WordTagger

_ROLES = {"source": 1, "speaker": 1, "cue": 3, "content": 5, "quote": 5, "quotation": 5}
_BEGINS = tuple("BSU")  # of BIO, BIOES and BILOU
_MOST = 512  # pieces that a model reads at once, unless it says less
_MARGIN = 32  # pieces at a window's edge that the next window judges
_LEAST = 4 * _MARGIN
_INSTALL = "install it: pip install 'contrecoup[large]'"
_EXPORT = "export the model: optimum-cli export onnx --model FOLDER --task token-classification OUT"


def load(folder: Path) -> WordTagger:
    """Return the tagger of a folder.

    Raises:
        SettingsError: the extra is not installed, or the folder holds no such model.
    """
    if not folder.is_dir():
        _refuse(folder, "there is no such folder", "give the folder of an ONNX tagger")
    model = next(
        (m for m in (folder / "model.onnx", folder / "onnx/model.onnx") if m.is_file()), None
    )
    if model is None:
        _refuse(folder, "it holds no model.onnx", _EXPORT)
    words = folder / "tokenizer.json"
    if not words.is_file():
        _refuse(folder, "it holds no tokenizer.json", "save the fast tokenizer beside the model")
    try:
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer
    except ImportError as error:
        _refuse(folder, f"the package {error.name!r} is not installed", _INSTALL, error)
    config = _config(folder)
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # sums in one order
    try:
        session = InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        pieces = Tokenizer.from_file(str(words))
    except Exception as error:  # noqa: BLE001  the runtime raises classes of its own
        _refuse(folder, f"it cannot be loaded: {error}", _EXPORT, error)
    pieces.no_truncation()
    pieces.no_padding()
    return _Large(session, pieces, _labels(config, folder), _window(config))


def of_case(folder: Path, setting: str) -> WordTagger | None:
    """Return the tagger that a case's setting names, from the case's folder; None without one."""
    return load(folder / setting) if setting else None


def _refuse(folder: Path, message: str, next_step: str, cause: Exception | None = None) -> NoReturn:
    raise SettingsError(message, place=str(folder), next_step=next_step) from cause


def _config(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / "config.json").read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        message = f"its config.json cannot be read: {error}"
        _refuse(folder, message, "copy the model's config.json there", error)
    return found if isinstance(found, dict) else {}


def _window(config: dict[str, Any]) -> int:
    """Pieces read at once: as many as the model says it has places for, at most 512."""
    said = config.get("max_position_embeddings")
    return said if isinstance(said, int) and _LEAST <= said < _MOST else _MOST


def _labels(config: dict[str, Any], folder: Path) -> list[int]:
    """The tag of each label: 1, 3, 5 begin a source, a cue, a content; 2, 4, 6 go on; 0 is none."""
    said = config.get("id2label")
    names = {int(k): str(v) for k, v in said.items()} if isinstance(said, dict) else {}
    tags = [_tag(names.get(n, "O")) for n in range(max(names, default=-1) + 1)]
    if not all({first, first + 1} & set(tags) for first in (1, 3, 5)):
        told = ", ".join(sorted(names.values())) or "none"
        message = f"its labels do not tell sources, cues and contents: {told}"
        _refuse(folder, message, "name them B-SOURCE, I-SOURCE, B-CUE … in id2label")
    return tags


def _tag(label: str) -> int:
    prefix, _, role = label.upper().rpartition("-")
    first = _ROLES.get(role.lower(), 0)
    if not first:
        return 0
    return first if prefix in _BEGINS else first + 1


class _Large:
    """Tags of words by a model's tags of their first pieces, read in windows that overlap."""

    def __init__(self, session: Any, pieces: Any, labels: Sequence[int], window: int) -> None:
        self._session = session
        self._pieces = pieces
        self._labels = np.asarray([*labels, 0], np.int8)
        self._wants = {one.name for one in session.get_inputs()}
        lead = pieces.encode("").ids
        self._before, self._behind = lead[: (len(lead) + 1) // 2], lead[(len(lead) + 1) // 2 :]
        self._size = window - len(lead)

    def __call__(self, text: str, words: Sequence[Span]) -> list[int]:
        """One tag a word; words are spans of the text, in order."""
        said = self._pieces.encode(text, add_special_tokens=False)
        tags = self._windows(np.asarray(said.ids, np.int64))
        return _of_words(words, said.offsets, tags)

    def _windows(self, ids: NDArray[np.int64]) -> NDArray[np.int8]:
        tags = np.zeros(len(ids), np.int8)
        start = 0
        while start < len(ids):
            stop = min(start + self._size, len(ids))
            found = self._read(ids[start:stop])
            first = _MARGIN if start else 0
            tags[start + first : stop] = found[first:]
            if stop == len(ids):
                break
            start = stop - 2 * _MARGIN
        return tags

    def _read(self, ids: NDArray[np.int64]) -> NDArray[np.int8]:
        whole = np.asarray([[*self._before, *ids, *self._behind]], np.int64)
        given = {
            "input_ids": whole,
            "attention_mask": np.ones_like(whole),
            "token_type_ids": np.zeros_like(whole),
        }
        (scores, *_) = self._session.run(None, {k: v for k, v in given.items() if k in self._wants})
        best = np.asarray(scores)[0].argmax(axis=-1)[len(self._before) :][: len(ids)]
        found: NDArray[np.int8] = self._labels[np.minimum(best, len(self._labels) - 1)]
        return found


def _of_words(words: Sequence[Span], offsets: Sequence[Span], tags: NDArray[np.int8]) -> list[int]:
    """The tag of the first piece of each word; a run that starts with *goes on* begins there."""
    out: list[int] = []
    at = 0
    before = 0
    for start, end in words:
        while at < len(offsets) and offsets[at][1] <= start:
            at += 1
        tag = int(tags[at]) if at < len(offsets) and offsets[at][0] < end else 0
        if tag and tag % 2 == 0 and (before + 1) // 2 != tag // 2:
            tag -= 1
        out.append(tag)
        before = tag
    return out
