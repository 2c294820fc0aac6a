"""Readings of very many articles, packed: one is made an object again when somebody looks at it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import msgspec
from attrs import evolve

from contrecoup.model.documents import Article
from contrecoup.model.reading import Reading

_PACK = msgspec.msgpack.Encoder().encode
_UNPACK = msgspec.msgpack.Decoder(Reading).decode


class Readings:
    """Articles with their readings, in the order in which they were read."""

    def __init__(self) -> None:
        self._articles: list[Article] = []
        self._packed: list[bytes] = []

    def add(self, article: Article, reading: Reading) -> None:
        """Keep a reading, without the article's text, which the article has."""
        text = "" if reading.text == article.text else reading.text
        self._articles.append(article)
        self._packed.append(zlib.compress(_PACK(evolve(reading, text=text)), 1))

    def __len__(self) -> int:
        """Return the number of articles."""
        return len(self._articles)

    def __iter__(self) -> Iterator[tuple[Article, Reading]]:
        """Go through the articles, each with its reading."""
        for article, packed in zip(self._articles, self._packed, strict=True):
            reading = _UNPACK(zlib.decompress(packed))
            yield article, reading if reading.text else evolve(reading, text=article.text)
