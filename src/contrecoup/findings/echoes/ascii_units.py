# ruff: noqa: C901, PLR0912, PLR0915, PLR1714, SIM102 - loops for the compiler
"""Units of a text in ASCII alone, compiled: straight from its bytes, without folding them first."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from contrecoup.findings.echoes import characters as ch
from contrecoup.findings.echoes.compiled import kernel
from contrecoup.findings.echoes.hashes import (
    EIGHT,
    LINK_UNIT,
    MENTION_UNIT,
    RT,
    SEED,
    TAG_UNIT,
    WORD_UNIT,
    Words,
    close,
    hashed_ascii,
    mix,
)

SPACE, WORD, HASH, AT = ch.SPACE, ch.WORD, ch.HASH, ch.AT


@kernel  # pragma: no cover - compiled code is not traced
def is_ascii(data: NDArray[np.uint8], first: int, last: int) -> bool:
    """Whether a text holds ASCII alone."""
    every = np.uint8(0)
    for place in range(first, last):
        every |= data[place]
    return bool(every < 0x80)


@kernel  # pragma: no cover - compiled code is not traced
def _link_end(
    data: NDArray[np.uint8], at: int, last: int, low: NDArray[np.uint8], sort: NDArray[np.uint8]
) -> int:
    """Where a link that begins here ends; ``at`` where none does."""
    letter, first = low[data[at]], 0
    if letter == 119:  # www.
        if last - at > 4 and low[data[at + 1]] == 119 and low[data[at + 2]] == 119:
            if data[at + 3] == 46:
                first = at + 4
    elif letter == 104 and last - at > 7 and low[data[at + 1]] == 116:  # http
        if low[data[at + 2]] == 116 and low[data[at + 3]] == 112:
            colon = at + 5 if low[data[at + 4]] == 115 else at + 4
            if colon + 3 < last and data[colon] == 58:
                if data[colon + 1] == 47 and data[colon + 2] == 47:
                    first = colon + 3
    if not first:
        return at
    stop = first
    while stop < last:
        byte = data[stop]
        if sort[byte] == SPACE or byte == 34 or byte == 60 or byte == 62:
            break
        stop += 1
    return stop if stop > first else at


@kernel  # pragma: no cover - compiled code is not traced
def ascii_units(
    data: NDArray[np.uint8],
    first: int,
    last: int,
    low: NDArray[np.uint8],
    sort: NDArray[np.uint8],
    text: int,
    unit: Words,
    unit_kind: NDArray[np.uint8],
    tags: Words,
    tags_end: int,
    links: Words,
    links_end: int,
) -> tuple[int, int, int, int, int, np.uint64]:
    """Units of a text in ASCII alone, straight from its bytes, and the key of its form.

    The same as folding and reading it like any other text, in a fraction of the time.
    """
    units, plain, tagged = 0, 0, 0
    form, begin, whole = SEED, first, np.uint64(0)
    in_word = False
    place = first
    while place < last:
        kind = sort[data[place]]
        if kind == SPACE:
            if place > begin:  # one word alone was hashed already
                form = mix(form, whole or hashed_ascii(data, begin, place, low, np.uint64(0)))
            whole, in_word = np.uint64(0), False
            place += 1
            begin = place
            continue
        stop = place + 1
        if kind == WORD:
            if not in_word:
                stop = _link_end(data, place, last, low, sort)
            if not in_word and stop > place:
                unit[units] = hashed_ascii(data, place, stop, low, np.uint64(LINK_UNIT))
                unit_kind[units] = LINK_UNIT
                links[links_end, 0] = text
                links[links_end, 1] = place - first
                links[links_end, 2] = stop - first
                links_end += 1
                whole = np.uint64(0)
            else:
                state, piece, many = SEED, np.uint64(0), 0
                stop = place
                while stop < last and sort[data[stop]] == WORD:
                    piece = piece << EIGHT | np.uint64(low[data[stop]])
                    many += 1
                    if many == 8:
                        state, piece, many = mix(state, piece), np.uint64(0), 0
                    stop += 1
                unit[units] = close(mix(state, piece))
                unit_kind[units] = WORD_UNIT
                plain += 1
                whole = unit[units] if place == begin else np.uint64(0)
            units += 1
            in_word, place = True, stop
            continue
        whole = np.uint64(0)
        was_word, in_word = in_word, False
        handle = stop < last and sort[data[stop]] == WORD
        if kind == AT and not was_word and handle:
            while stop < last:
                byte = data[stop]
                if sort[byte] != WORD:
                    joins = byte == 46 or byte == 45 or byte == 64
                    if not joins or stop + 1 == last or sort[data[stop + 1]] != WORD:
                        break
                stop += 1
            unit[units] = hashed_ascii(data, place + 1, stop, low, np.uint64(MENTION_UNIT))
            unit_kind[units] = MENTION_UNIT
            units += 1
            if units == 2 and unit_kind[0] == WORD_UNIT and unit[0] == RT:
                unit[0], unit_kind[0] = unit[1], unit_kind[1]
                units, plain = 1, plain - 1
            in_word = True
        elif kind == HASH and not was_word and handle:
            end, decimal = stop, True
            while end < last and sort[data[end]] == WORD:
                decimal = decimal and 48 <= data[end] <= 57
                end += 1
            if not decimal:
                unit[units] = hashed_ascii(data, stop, end, low, np.uint64(0))
                unit_kind[units] = TAG_UNIT
                tags[tags_end, 0] = text
                tags[tags_end, 1] = unit[units]
                tags[tags_end, 2] = stop - first
                tags[tags_end, 3] = end - first
                tags_end += 1
                units += 1
                tagged += 1
                stop, in_word = end, True
        elif data[place] == 38:  # & before an HTML entity
            end = stop
            while end < min(last, place + 7) and sort[data[end]] == WORD:
                end += 1
            if end > stop and end < last and data[end] == 59:
                stop = end + 1
        place = stop
    if last > begin:
        form = mix(form, whole or hashed_ascii(data, begin, last, low, np.uint64(0)))
    return units, plain, tagged, tags_end, links_end, close(form)
