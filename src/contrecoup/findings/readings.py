"""Readings of very many articles, packed: one is made an object again when somebody looks at it."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator
from threading import Lock
from typing import Final

import msgspec
from attrs import evolve

from contrecoup.model.documents import Article
from contrecoup.model.reading import Reading

_PACK = msgspec.msgpack.Encoder().encode
_UNPACK = msgspec.msgpack.Decoder(Reading).decode

MOST: Final = 1 << 25
"""Bytes of packed readings that a process remembers: of some forty thousand articles."""


def packed(reading: Reading, text: str) -> bytes:
    """Return a reading without its id, and without its text where that is the document's."""
    own = "" if reading.text == text else reading.text
    return zlib.compress(_PACK(evolve(reading, id="", text=own)), 1)


def unpacked(kept: bytes, text: str, *, id: str) -> Reading:  # noqa: A002  the noun's word
    """Return the reading that was packed, of a document with this text and id."""
    reading = _UNPACK(zlib.decompress(kept))
    return evolve(reading, id=id, text=reading.text or text)


class Remembered:
    """What was read before, packed, so that the same words are not read twice in a process.

    A reading follows from the text, its language and its day, and from nothing else: no
    roster, no settings, no decision.  What was asked for longest ago is let go first.
    Threads may ask at once.

    Args:
        most: bytes of packed readings to remember.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._size = 0
        self._kept: dict[bytes, bytes] = {}
        self._lock = Lock()

    def of(self, text: str, lang: str, day: str, work: Callable[[], Reading]) -> bytes:
        """Return the packed reading of a text, remembered or worked out.

        Args:
            text: the document's text.
            lang: the language that it says it is in.
            day: the day that it says it was published, as ISO 8601.
            work: reads it.
        """
        said = f"{len(lang)} {lang} {len(day)} {day} {text}"
        key = hashlib.sha256(said.encode("utf-8", "surrogatepass")).digest()
        with self._lock:
            kept = self._kept.pop(key, None)
            if kept is not None:
                self._kept[key] = kept
                return kept
        kept = packed(work(), text)
        with self._lock:
            self._size += len(kept) - len(self._kept.pop(key, b""))
            self._kept[key] = kept
            while self._size > self._most:
                self._size -= len(self._kept.pop(next(iter(self._kept))))
        return kept

    def clear(self) -> None:
        """Remember nothing any more."""
        with self._lock:
            self._kept.clear()
            self._size = 0


remembered: Final = Remembered()
"""What this process has read."""


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
