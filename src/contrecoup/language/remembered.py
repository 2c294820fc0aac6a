"""What a function said of some texts, remembered without the texts: they may have to be forgotten."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
MOST = 1 << 14
"""Answers that are remembered of one function: an account is written again often."""


def remembered(function: Callable[..., T]) -> Callable[..., T]:
    """Return a function of texts that answers again what it answered, by the texts' digest."""
    kept: dict[bytes, T] = {}

    def answer(*texts: str) -> T:
        digest = hashlib.blake2b(digest_size=16)
        for text in texts:
            digest.update(text.encode("utf-8", "surrogatepass") + b"\x00")
        key = digest.digest()
        if key not in kept:
            if len(kept) >= MOST:
                kept.clear()
            kept[key] = said = function(*texts)
            return said
        return kept[key]

    return answer
