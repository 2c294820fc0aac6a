"""The distinct texts of a frame, read once each, as columns."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from functools import cached_property
from typing import Any, Final

import numpy as np
import pyarrow as pa
from attrs import frozen
from numpy.typing import NDArray

from contrecoup.findings.echoes import normal
from contrecoup.findings.echoes.characters import emoji_class
from contrecoup.findings.echoes.frame import Acts, Ints

COMPILED_FROM: Final = 4_000  # distinct texts from which compiled code pays for its start
KEYED: Final = normal.LAYERS[1:]


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
    words: Ints
    emoji: Acts
    variants: Acts
    tags: Acts
    links: Acts

    def __len__(self) -> int:
        """Number of distinct texts."""
        return len(self.only_emoji)

    @cached_property
    def forms(self) -> Ints:
        """Normal form of each text; -1 where nothing can be compared.

        Where somebody else wrote the hashtags at a text's ends as plain words,
        they are words here too: ``#OpenAI is …`` and ``OpenAI is …`` are one.
        """
        whole, bare = self.layers[-2], self.layers[-1]
        same = whole == bare
        plainly = np.isin(whole, bare[same]) & ~same
        return np.asarray(np.where(plainly, whole, bare))

    @cached_property
    def drops_tags(self) -> NDArray[np.bool_]:
        """Texts whose normal form is what ``words`` holds."""
        return np.asarray(self.forms == self.layers[-1], dtype=np.bool_)


def read_texts(texts: Any, *, compiled: bool | None = None) -> Wordings:
    """Read distinct texts; many of them by compiled code."""
    if compiled is None:
        compiled = len(texts) >= COMPILED_FROM
    if compiled:
        from contrecoup.findings.echoes.scan import scan_texts

        return scan_texts(texts)
    return _plain(texts)


class _Codes:
    """Small dense codes for hashable values, in order of appearance."""

    def __init__(self) -> None:
        self.codes: dict[Hashable, int] = {}

    def __call__(self, value: Hashable) -> int:
        return self.codes.setdefault(value, len(self.codes))


class _Carried:
    """Pairs of a text and something that it carries."""

    def __init__(self) -> None:
        self.code, self.posts, self.found = _Codes(), list[int](), list[int]()

    def add(self, text: int, values: Iterable[str]) -> None:
        for value in values:
            if value:
                self.posts.append(text)
                self.found.append(self.code(value))

    def acts(self) -> Acts:
        values = pa.array(list(self.code.codes), type=pa.large_string())
        posts = np.array(self.posts, np.int64)
        return Acts(posts, np.array(self.found, np.int64), values, posts).distinct()


def _plain(texts: Any) -> Wordings:
    keys = _Codes()  # one for all layers: the last two are compared with each other
    word = _Codes()
    layers = np.full((len(KEYED), len(texts)), -1, dtype=np.int64)
    only_emoji = np.zeros(len(texts), dtype=np.bool_)
    starts = np.zeros(len(texts) + 1, dtype=np.int64)
    words: list[int] = []
    emoji, variants, tags, links = _Carried(), _Carried(), _Carried(), _Carried()
    for place, text in enumerate(texts.to_pylist()):
        read = normal.read(text)
        if read.key is not None:
            layers[0, place] = keys(("form", read.form))
            for row, layer in enumerate(KEYED[1:], start=1):
                layers[row, place] = keys(read.layer(layer))
            only_emoji[place] = not read.words
            words.extend(word(value) for value in read.words)
        starts[place + 1] = len(words)
        emoji.add(place, (e if len(e) > 1 else chr(emoji_class(ord(e))) for e in read.emoji))
        variants.add(place, read.emoji)
        tags.add(place, read.tags)
        links.add(place, (normal.link_key(link) for link in read.links))
    return Wordings(
        texts=texts,
        layers=layers,
        only_emoji=only_emoji,
        starts=starts,
        words=np.array(words, dtype=np.int64),
        emoji=emoji.acts(),
        variants=variants.acts(),
        tags=tags.acts(),
        links=links.acts(),
    )
