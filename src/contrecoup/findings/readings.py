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


def packed(reading: Reading, text: str) -> bytes:
    """Return a reading without its id, and without its text where that is the document's."""
    own = "" if reading.text == text else reading.text
    return zlib.compress(_PACK(evolve(reading, id="", text=own)), 1)


def unpacked(kept: bytes, text: str, *, id: str) -> Reading:  # noqa: A002  the noun's word
    """Return the reading that was packed, of a document with this text and id."""
    reading = _UNPACK(zlib.decompress(kept))
    return evolve(reading, id=id, text=reading.text or text)


class Readings:
    """Articles with their readings, in the order in which they were read."""

    def __init__(self) -> None:
        self._articles: list[Article] = []
        self._packed: list[bytes] = []

    def add(self, article: Article, kept: bytes) -> None:
        """Keep an article with its packed reading."""
        self._articles.append(article)
        self._packed.append(kept)

    def __len__(self) -> int:
        """Return the number of articles."""
        return len(self._articles)

    def __iter__(self) -> Iterator[tuple[Article, Reading]]:
        """Go through the articles, each with its reading."""
        for article, kept in zip(self._articles, self._packed, strict=True):
            yield article, unpacked(kept, article.text, id=article.article_id)
