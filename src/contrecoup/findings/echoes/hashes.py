"""Hashes of units and keys, compiled: folded characters in, 63 bits out."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from contrecoup.findings.echoes.compiled import kernel

Words = NDArray[np.uint64]
TAG_UNIT, WORD_UNIT, LINK_UNIT, MENTION_UNIT, EMOJI_UNIT, TARGET_UNIT = 0, 1, 2, 3, 4, 5
P1, P2, P3 = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(29)
SEED, SEED_EMOJI = np.uint64(0x51ED270B), np.uint64(0xC2B2AE3D27D4EB4F)
SEED_WIDE = np.uint64(0x2545F4914F6CDD1D)
A, B, ONE = np.uint64(5), np.uint64(59), np.uint64(1)
EIGHT, WIDE = np.uint64(8), np.uint64(21)


@kernel  # pragma: no cover - compiled code is not traced
def mix(state: np.uint64, value: np.uint64) -> np.uint64:
    """Take one more value in."""
    return (((state << A) | (state >> B)) ^ value) * P1


@kernel  # pragma: no cover - compiled code is not traced
def close(state: np.uint64) -> np.uint64:
    """End a hash: 63 bits, so that -1 is none."""
    state ^= state >> P3
    state *= P2
    return (state ^ (state >> P3)) >> ONE


@kernel  # pragma: no cover - compiled code is not traced
def hashed(chars: NDArray[np.int32], first: int, last: int, salt: np.uint64) -> np.uint64:
    """Hash of folded characters: eight at a time where all are ASCII, else three."""
    state, piece, many = SEED ^ salt, np.uint64(0), 0
    for place in range(first, last):
        char = chars[place]
        if char >= 0x80:
            return _hashed_wide(chars, first, last, salt)
        piece = piece << EIGHT | np.uint64(char)
        many += 1
        if many == 8:
            state, piece, many = mix(state, piece), np.uint64(0), 0
    return close(mix(state, piece))


@kernel  # pragma: no cover - compiled code is not traced
def _hashed_wide(chars: NDArray[np.int32], first: int, last: int, salt: np.uint64) -> np.uint64:
    state, piece, many = SEED_WIDE ^ salt, np.uint64(0), 0
    for place in range(first, last):
        piece = piece << WIDE | np.uint64(chars[place])
        many += 1
        if many == 3:
            state, piece, many = mix(state, piece), np.uint64(0), 0
    return close(mix(state, piece))


@kernel  # pragma: no cover - compiled code is not traced
def hashed_ascii(
    data: NDArray[np.uint8], first: int, last: int, low: NDArray[np.uint8], salt: np.uint64
) -> np.uint64:
    """Hash of ASCII bytes, folded: what :func:`hashed` gives for their characters."""
    state, piece, many = SEED ^ salt, np.uint64(0), 0
    for place in range(first, last):
        piece = piece << EIGHT | np.uint64(low[data[place]])
        many += 1
        if many == 8:
            state, piece, many = mix(state, piece), np.uint64(0), 0
    return close(mix(state, piece))


RT: Final = np.uint64(hashed(np.array([114, 116], np.int32), 0, 2, np.uint64(0)))
