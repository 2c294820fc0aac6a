"""The distinct texts of a frame, read once each, as columns."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from functools import cached_property
from typing import Any, Final

import numpy as np
import pyarrow as pa
from attrs import evolve, frozen
from numpy.typing import NDArray

from contrecoup.findings.echoes import normal
from contrecoup.findings.echoes.characters import emoji_class
from contrecoup.findings.echoes.frame import Acts, Ints, Ints32
from contrecoup.findings.echoes.order import runs
from contrecoup.findings.echoes.shelf import Shelf
from contrecoup.findings.echoes.targets import Targets

COMPILED_FROM: Final = 4_000  # distinct texts from which compiled code pays for its start
KEYED: Final = normal.LAYERS[1:]
_SIEVE: Final = 22
_LOW: Final = (1 << _SIEVE) - 1


@frozen(eq=False, slots=False)
class Wordings:
    """Distinct texts: keys by layer, words in order, and what they carry.

    Attributes:
        texts: the distinct texts.
        layers: a row for each layer after ``exact``; -1 where there is no key.
        only_emoji: texts without a word but with emoji.
        starts: where each text's words start in ``words`` (one more at the end).
        words: codes of the words that the normal form keeps, in order.
        emoji: classes of emoji by text; ``values`` are single emoji or flags.
        variants: emoji as they stand, by text.
        tags: hashtags by text.
        links: targets of links by text.
    """

    texts: Any
    layers: Ints
    only_emoji: NDArray[np.bool_]
    starts: Ints
    words: Ints32
    emoji: Acts
    variants: Acts
    tags: Acts
    links: Acts

    def __len__(self) -> int:
        """Number of distinct texts."""
        return len(self.only_emoji)

    def words_of(self, texts: Ints) -> tuple[Ints, Ints32]:
        """Words of some texts: where each one's start (one more at the end), and the words."""
        lengths = np.diff(self.starts)[texts]
        starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        return starts, runs(self.words, self.starts[texts], lengths)

    def put_away(self, shelf: Shelf, *, words: bool = True) -> Wordings:
        """The same, its large columns (``words`` or not) on a shelf."""
        away = evolve(
            self,
            layers=shelf.numbers(self.layers),
            starts=shelf.numbers(self.starts),
            words=shelf.numbers(self.words) if words else self.words,
            emoji=self.emoji.put_away(shelf),
            variants=self.variants.put_away(shelf),
            tags=self.tags.put_away(shelf),
            links=self.links.put_away(shelf),
        )
        if shelf.used and len(self):
            away.__dict__["forms"] = shelf.numbers(self.forms)  # looked up, not found again
        return away

    @cached_property
    def forms(self) -> Ints:
        """Normal form of each text; -1 where nothing can be compared.

        Where somebody else wrote the hashtags at a text's ends as plain words,
        they are words here too: ``#OpenAI is …`` and ``OpenAI is …`` are one.
        """
        whole, bare = self.layers[-2], self.layers[-1]
        tagged = np.flatnonzero(whole != bare)
        if not len(tagged):
            return np.asarray(bare)
        # Few texts end in hashtags, so look through the many for those that may be theirs.
        maybe = np.zeros(1 << _SIEVE, dtype=np.bool_)
        maybe[whole[tagged] & _LOW] = True
        others = bare[maybe[bare & _LOW] & (whole == bare)]
        plainly = tagged[np.isin(whole[tagged], others)]
        found: Ints = bare.copy()
        found[plainly] = whole[plainly]
        return found

    @cached_property
    def drops_tags(self) -> NDArray[np.bool_]:
        """Texts whose normal form is what ``words`` holds."""
        return np.asarray(self.forms == self.layers[-1], dtype=np.bool_)


def read_texts(
    texts: Any,
    targets: Targets | None = None,
    shelf: Shelf | None = None,
    *,
    compiled: bool | None = None,
) -> Wordings:
    """Read distinct texts, and what their links lead to; many of them by compiled code.

    Words of many texts lie on the ``shelf``, where posts take much.
    """
    if compiled is None:
        compiled = len(texts) >= COMPILED_FROM
    if compiled:
        from contrecoup.findings.echoes.scan import scan_texts

        return scan_texts(texts, targets, shelf=shelf)
    return _plain(texts, targets)


class _Codes:
    """Small dense codes for hashable values, in order of appearance."""

    def __init__(self) -> None:
        self.codes: dict[Hashable, int] = {}

    def __call__(self, value: Hashable) -> int:
        return self.codes.setdefault(value, len(self.codes))

    def all(self, values: Iterable[str]) -> tuple[int, ...]:
        """Codes of the values that are not empty."""
        return tuple(self(value) for value in values if value)


class Reader:
    """Reads texts one at a time, and gives those that are asked for as columns."""

    def __init__(self) -> None:
        self._key = _Codes()  # one for all layers: the last two are compared with each other
        self._word = _Codes()
        self._carried = {name: _Codes() for name in ("emoji", "variants", "tags", "links")}
        self._layers: list[tuple[int, ...]] = []
        self._linked: list[int] = []
        self._only_emoji: list[bool] = []
        self._words: list[tuple[int, ...]] = []
        self._holds: list[tuple[tuple[int, ...], ...]] = []

    def read(self, text: str) -> int:
        """Read a text; its number."""
        read = normal.read(text)
        self._layers.append(self._keys(read))
        self._linked.append(len(read.links))
        self._only_emoji.append(read.key is not None and not read.words)
        words = read.words if read.key is not None else ()
        self._words.append(tuple(self._word(value) for value in words))
        classes = (e if len(e) > 1 else chr(emoji_class(ord(e))) for e in read.emoji)
        links = (normal.link_key(link) for link in read.links)
        carried = (classes, read.emoji, read.tags, links)
        self._holds.append(
            tuple(code.all(x) for code, x in zip(self._carried.values(), carried, strict=True))
        )
        return len(self._words) - 1

    def _keys(self, read: normal.Wording) -> tuple[int, ...]:
        if read.key is None:
            return (-1,) * len(KEYED)
        return (
            self._key(("form", read.form)),
            *(self._key(read.layer(layer)) for layer in KEYED[1:]),
        )

    def key(self, text: int) -> int:
        """Key of a text at the last layer; -1 where there is none."""
        return self._layers[text][-1]

    def words(self, text: int) -> tuple[int, ...]:
        """Codes of a text's words."""
        return self._words[text]

    def wordings(self, texts: Any, numbers: list[int], targets: Targets | None) -> Wordings:
        """Columns of the texts with those numbers, in that order."""
        lengths = [len(self._words[n]) for n in numbers]
        words = [word for n in numbers for word in self._words[n]]
        keys = [self._layers[n] for n in numbers]
        for place, number in enumerate(numbers):
            if targets is not None and self._linked[number]:
                aims = targets.of(place, self._linked[number]) or ()
                keys[place] = self._keys(normal.read(texts[place].as_py(), aims))
        layers = np.array(keys, dtype=np.int64)
        carried = {}
        for row, (name, code) in enumerate(self._carried.items()):
            holds = [self._holds[n][row] for n in numbers]
            of = np.repeat(np.arange(len(numbers)), [len(held) for held in holds])
            codes = np.array([value for held in holds for value in held], dtype=np.int64)
            values = pa.array(list(code.codes), type=pa.large_string())
            carried[name] = Acts(of, codes, values, of).distinct()
        return Wordings(
            texts=texts,
            layers=np.ascontiguousarray(layers.reshape(len(numbers), len(KEYED)).T),
            only_emoji=np.array([self._only_emoji[n] for n in numbers], dtype=np.bool_),
            starts=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
            words=np.array(words, dtype=np.int32),
            **carried,
        )


def _plain(texts: Any, targets: Targets | None) -> Wordings:
    reader = Reader()
    numbers = [reader.read(text) for text in texts.to_pylist()]
    return reader.wordings(texts, numbers, targets)
