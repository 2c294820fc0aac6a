# ruff: noqa: C901, PLR0912, PLR0915, PLR1714, SIM109, SIM102 - loops for the compiler
"""The reading of :mod:`.normal`, compiled: bytes in, hashes and places out."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from contrecoup.findings.echoes import characters as ch
from contrecoup.findings.echoes.ascii_units import ascii_units, is_ascii
from contrecoup.findings.echoes.compiled import kernel
from contrecoup.findings.echoes.frame import Ints
from contrecoup.findings.echoes.hashes import (
    EMOJI_UNIT,
    LINK_UNIT,
    MENTION_UNIT,
    ONE,
    RT,
    SEED,
    SEED_EMOJI,
    TAG_UNIT,
    TARGET_UNIT,
    WORD_UNIT,
    Words,
    close,
    hashed,
    mix,
)
from contrecoup.findings.echoes.normal import LINKS_GO_FROM, TAGS_GO_FROM

SPACE, WORD, SYLLABLE, MARK, EMOJI = ch.SPACE, ch.WORD, ch.SYLLABLE, ch.MARK, ch.EMOJI
HASH, AT, REGIONAL, PUNCTUATION = ch.HASH, ch.AT, ch.REGIONAL, ch.PUNCTUATION
ZWJ, HEART = ch.ZWJ, ch.HEART
DECIMAL: Final = 16
LIMIT: Final = 0x32400
BEYOND: Final = 0xE0000
MOST_FOLDED: Final = 6  # characters that one byte can fold to (U+FDFA: 18 from 3)
PAIR = np.uint64(32)
# Characters that fold to themselves; compatibility ideographs (2F800 and on) do not.
_IDEOGRAPHS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x2F7FF), (0x30000, 0x323AF))


class Tables(NamedTuple):
    """What each character folds to: ``chars[at[cp]:at[cp + 1]]``, with kinds; and the hearts."""

    at: NDArray[np.int32]
    chars: NDArray[np.int32]
    kinds: NDArray[np.uint8]
    hearts: NDArray[np.bool_]


class Found(NamedTuple):
    """What a batch of texts holds; occurrences are rows of text, then code or bytes."""

    layers: Ints
    only_emoji: NDArray[np.bool_]
    ends: Ints
    words: Words
    emoji: Words
    tags: Words
    links: Words


def tables(present: NDArray[np.bool_]) -> Tables:
    """Write the definition of :mod:`.characters` out as arrays, for characters that are present."""
    sizes = np.zeros(LIMIT + 1, dtype=np.int32)
    chars: list[int] = []
    kinds: list[int] = []
    for cp in np.flatnonzero(present).tolist():
        folded = _folded(cp)
        chars += [ord(part) for part, _ in folded]
        kinds += [kind | DECIMAL if part.isdecimal() else kind for part, kind in folded]
        sizes[cp + 1] = len(folded)
    hearts = np.zeros(LIMIT, dtype=np.bool_)
    hearts[list(ch.HEARTS)] = True
    at = np.cumsum(sizes, dtype=np.int32)
    return Tables(at, np.array(chars, np.int32), np.array(kinds, np.uint8), hearts)


@cache
def _folded(cp: int) -> tuple[tuple[str, int], ...]:
    import unicodedata

    char = chr(cp)
    category = unicodedata.category(char)
    if category == "Lo" and any(low <= cp <= high for low, high in _IDEOGRAPHS):
        return ((char, SYLLABLE),)
    if category == "Cn" and not 0xFE00 <= cp <= 0x1FAFF:
        return ((char, ch.kind(char)),)
    return ch.folded(char)


@kernel  # pragma: no cover - compiled code is not traced
def present_in(data: NDArray[np.uint8], first: int, last: int) -> NDArray[np.bool_]:
    """Which characters some UTF-8 holds; those from ``LIMIT`` on are left out."""
    found = np.zeros(LIMIT, dtype=np.bool_)
    place = first
    while place < last:
        byte = data[place]
        if byte < 0x80:
            found[byte] = True
            place += 1
        elif byte < 0xE0:
            found[(int(byte) & 0x1F) << 6 | (int(data[place + 1]) & 0x3F)] = True
            place += 2
        elif byte < 0xF0:
            cp = (int(byte) & 0x0F) << 12 | (int(data[place + 1]) & 0x3F) << 6
            found[cp | (int(data[place + 2]) & 0x3F)] = True
            place += 3
        else:
            cp = (int(byte) & 0x07) << 18 | (int(data[place + 1]) & 0x3F) << 12
            cp |= (int(data[place + 2]) & 0x3F) << 6 | (int(data[place + 3]) & 0x3F)
            if cp < LIMIT:
                found[cp] = True
            place += 4
    return found


@kernel  # pragma: no cover - compiled code is not traced
def unit_hashes(data: NDArray[np.uint8], offsets: Ints) -> Words:
    """Hashes of links' targets, which no link as it is written has."""
    found = np.empty(len(offsets) - 1, dtype=np.uint64)
    for text in range(len(offsets) - 1):
        state = SEED ^ np.uint64(TARGET_UNIT)
        for place in range(offsets[text], offsets[text + 1]):
            state = mix(state, np.uint64(data[place]))
        found[text] = close(state) | ONE
    return found


@kernel  # pragma: no cover - compiled code is not traced
def _fold(
    data: NDArray[np.uint8],
    first: int,
    last: int,
    at: NDArray[np.int32],
    folds: NDArray[np.int32],
    fold_kinds: NDArray[np.uint8],
    hearts: NDArray[np.bool_],
    chars: NDArray[np.int32],
    kinds: NDArray[np.uint8],
    begins: NDArray[np.int32],
    stops: NDArray[np.int32],
) -> int:
    """Decode and fold one text into the scratch arrays; how many characters it gave."""
    count = 0
    place = first
    joined = False
    while place < last:
        begin = place
        byte = data[place]
        if byte < 0x80:  # folds to one character, which is no mark and no emoji
            chars[count], kinds[count] = folds[at[byte]], fold_kinds[at[byte]]
            begins[count], stops[count] = place - first, place - first + 1
            count += 1
            place += 1
            joined = False
            continue
        if byte < 0xE0:
            cp = (int(byte) & 0x1F) << 6 | (int(data[place + 1]) & 0x3F)
            place += 2
        elif byte < 0xF0:
            cp = (int(byte) & 0x0F) << 12 | (int(data[place + 1]) & 0x3F) << 6
            cp |= int(data[place + 2]) & 0x3F
            place += 3
        else:
            cp = (int(byte) & 0x07) << 18 | (int(data[place + 1]) & 0x3F) << 12
            cp |= (int(data[place + 2]) & 0x3F) << 6 | (int(data[place + 3]) & 0x3F)
            place += 4
        was_joined, joined = joined, cp == ZWJ
        if cp >= LIMIT:
            if cp < BEYOND:
                chars[count], kinds[count] = cp, PUNCTUATION
                begins[count], stops[count] = begin - first, place - first
                count += 1
            continue
        for piece in range(at[cp], at[cp + 1]):
            char, kind = folds[piece], fold_kinds[piece]
            if kind == MARK:
                before = kinds[count - 1] & 15 if count else SPACE
                if before != WORD and before != SYLLABLE and before != MARK:
                    continue
                spot = count
                while kinds[spot - 1] == MARK and chars[spot - 1] > char:
                    chars[spot], kinds[spot] = chars[spot - 1], kinds[spot - 1]
                    spot -= 1
                chars[spot], kinds[spot] = char, kind
            else:
                if (
                    kind == EMOJI
                    and was_joined
                    and count
                    and kinds[count - 1] == EMOJI
                    and (char == 0x2640 or char == 0x2642 or hearts[chars[count - 1]])
                ):
                    continue
                chars[count], kinds[count] = char, kind
            begins[count], stops[count] = begin - first, place - first
            count += 1
    return count


@kernel  # pragma: no cover - compiled code is not traced
def _form(chars: NDArray[np.int32], kinds: NDArray[np.uint8], count: int) -> np.uint64:
    """Key of the form: of what stands between blanks, piece by piece."""
    state, begin = SEED, 0
    for place in range(count + 1):
        if place == count or kinds[place] == SPACE or chars[place] == 0x20:
            if place > begin:
                state = mix(state, hashed(chars, begin, place, np.uint64(0)))
            begin = place + 1
    return close(state)


@kernel  # pragma: no cover - compiled code is not traced
def _link_end(chars: NDArray[np.int32], kinds: NDArray[np.uint8], at: int, count: int) -> int:
    first = 0
    if count - at > 4 and chars[at] == 119:  # www.
        if chars[at + 1] == 119 and chars[at + 2] == 119 and chars[at + 3] == 46:
            first = at + 4
    elif count - at > 7 and chars[at] == 104 and chars[at + 1] == 116:  # http
        if chars[at + 2] == 116 and chars[at + 3] == 112:
            colon = at + 5 if chars[at + 4] == 115 else at + 4
            if colon + 3 < count and chars[colon] == 58:
                if chars[colon + 1] == 47 and chars[colon + 2] == 47:
                    first = colon + 3
    if not first:
        return at
    stop = first
    while stop < count:
        kind, char = kinds[stop] & 15, chars[stop]
        if kind == SPACE or kind == EMOJI or kind == SYLLABLE:
            break
        if char == 34 or char == 60 or char == 62:
            break
        stop += 1
    return stop if stop > first else at


@kernel  # pragma: no cover - compiled code is not traced
def _is_handle(chars: NDArray[np.int32], kinds: NDArray[np.uint8], at: int, count: int) -> bool:
    return at < count and chars[at] < 0x80 and kinds[at] & 15 == WORD


@kernel  # pragma: no cover - compiled code is not traced
def scan(
    data: NDArray[np.uint8],
    offsets: Ints,
    at: NDArray[np.int32],
    folds: NDArray[np.int32],
    fold_kinds: NDArray[np.uint8],
    hearts: NDArray[np.bool_],
    longest: int,
    aims: Words,
) -> tuple[Ints, NDArray[np.bool_], Ints, Words, Words, Words, Words]:
    """Read texts one after the other; see :func:`contrecoup.findings.echoes.normal.read`.

    ``aims`` are hashes of what their links lead to, link by link (0: as it is written);
    none where nothing says it.
    """
    texts = len(offsets) - 1
    size = offsets[-1] - offsets[0]
    room = longest * MOST_FOLDED + 8
    chars, kinds = np.empty(room, np.int32), np.empty(room, np.uint8)
    begins, stops = np.empty(room, np.int32), np.empty(room, np.int32)
    unit, unit_kind = np.empty(room, np.uint64), np.empty(room, np.uint8)
    classes = np.empty(room, np.uint64)
    layers = np.full((7, texts), -1, np.int64)
    only_emoji, ends = np.zeros(texts, np.bool_), np.zeros(texts, np.int64)
    words, words_end = np.empty(2 * size + 8, np.uint64), 0
    emoji, emoji_end = np.empty((size // 3 + 8, 2), np.uint64), 0
    tags, tags_end = np.empty((size // 2 + 8, 4), np.uint64), 0
    links, links_end = np.empty((size // 5 + 8, 3), np.uint64), 0
    low, sort = np.zeros(0x80, np.uint8), np.zeros(0x80, np.uint8)
    for char in range(0x80):
        if at[char + 1] > at[char]:
            low[char], sort[char] = folds[at[char]], fold_kinds[at[char]] & 15
    for text in range(texts):
        first, last, count = offsets[text], offsets[text + 1], 0
        units, plain, tagged, pictures, first_link = 0, 0, 0, 0, links_end
        if is_ascii(data, first, last):
            units, plain, tagged, tags_end, links_end, form = ascii_units(
                data, first, last, low, sort, text, unit, unit_kind,
                tags, tags_end, links, links_end,
            )  # fmt: skip
        else:
            count = _fold(
                data, first, last, at, folds, fold_kinds, hearts, chars, kinds, begins, stops
            )
            form = _form(chars, kinds, count)
        in_word = False
        place = 0
        while place < count:
            kind = kinds[place] & 15
            if kind == WORD:
                stop = place if in_word else _link_end(chars, kinds, place, count)
                if stop > place:
                    unit[units] = hashed(chars, place, stop, np.uint64(LINK_UNIT))
                    unit_kind[units] = LINK_UNIT
                    links[links_end, 0] = text
                    links[links_end, 1] = begins[place]
                    links[links_end, 2] = stops[stop - 1]
                    links_end += 1
                else:
                    stop = place
                    while stop < count and (kinds[stop] & 15 == WORD or kinds[stop] == MARK):
                        stop += 1
                    unit[units] = hashed(chars, place, stop, np.uint64(0))
                    unit_kind[units] = WORD_UNIT
                    plain += 1
                units += 1
                in_word, place = True, stop
                continue
            if kind == SYLLABLE:
                letter, ahead, letters = place, place, 0
                stop = place
                while stop < count and (kinds[stop] == SYLLABLE or kinds[stop] == MARK):
                    if kinds[stop] == SYLLABLE:
                        letters += 1
                        if letters > 2:
                            unit[units] = hashed(chars, letter, stop, np.uint64(0))
                            unit_kind[units] = WORD_UNIT
                            units += 1
                            plain += 1
                            letter = ahead
                        if letters > 1:
                            ahead = stop
                    stop += 1
                unit[units] = hashed(chars, letter, stop, np.uint64(0))
                unit_kind[units] = WORD_UNIT
                units += 1
                plain += 1
                in_word, place = True, stop
                continue
            stop = place + 1
            was_word, in_word = in_word, False
            if kind == AT and not was_word and _is_handle(chars, kinds, stop, count):
                while True:
                    if _is_handle(chars, kinds, stop, count) or (
                        stop < count
                        and (chars[stop] == 46 or chars[stop] == 45 or chars[stop] == 64)
                        and _is_handle(chars, kinds, stop + 1, count)
                    ):
                        stop += 1
                    else:
                        break
                unit[units] = hashed(chars, place + 1, stop, np.uint64(MENTION_UNIT))
                unit_kind[units] = MENTION_UNIT
                units += 1
                if units == 2 and unit_kind[0] == WORD_UNIT and unit[0] == RT:
                    unit[0], unit_kind[0] = unit[1], unit_kind[1]
                    units, plain = 1, plain - 1
                in_word = True
            elif kind == HASH and not was_word:
                last, decimal = stop, True
                while last < count:
                    inner = kinds[last] & 15
                    if inner != WORD and inner != SYLLABLE and inner != MARK:
                        break
                    if last == stop and inner == MARK:
                        break
                    decimal = decimal and kinds[last] & DECIMAL > 0
                    last += 1
                if last > stop and not decimal:
                    unit[units] = hashed(chars, stop, last, np.uint64(0))
                    unit_kind[units] = TAG_UNIT
                    tags[tags_end, 0] = text
                    tags[tags_end, 1] = unit[units]
                    tags[tags_end, 2] = begins[stop]
                    tags[tags_end, 3] = stops[last - 1]
                    tags_end += 1
                    units += 1
                    tagged += 1
                    stop, in_word = last, True
            elif kind == EMOJI or kind == REGIONAL:
                value = np.uint64(chars[place])
                if kind == REGIONAL and stop < count and kinds[stop] == REGIONAL:
                    value = (value << PAIR) | np.uint64(chars[stop])
                    stop += 1
                unit[units] = close(mix(SEED_EMOJI, value))
                unit_kind[units] = EMOJI_UNIT
                units += 1
                emoji[emoji_end, 0] = text
                emoji[emoji_end, 1] = value
                emoji_end += 1
                if kind == EMOJI and hearts[chars[place]]:
                    value = np.uint64(HEART)
                spot = pictures
                while spot and classes[spot - 1] > value:
                    spot -= 1
                if not (spot and classes[spot - 1] == value):
                    for move in range(pictures, spot, -1):
                        classes[move] = classes[move - 1]
                    classes[spot] = value
                    pictures += 1
            elif chars[place] == 38:  # & before an HTML entity
                last = stop
                while last < min(count, place + 7) and _is_handle(chars, kinds, last, count):
                    last += 1
                if last > stop and last < count and chars[last] == 59:
                    stop = last + 1
            place = stop
        counted = plain + tagged
        if not counted and not pictures:
            ends[text] = words_end
            continue
        tags_go = plain >= TAGS_GO_FROM
        links_go = counted >= LINKS_GO_FROM
        punctuation, bare, aimed = SEED, SEED, SEED
        linkless, alone, key = SEED, SEED, SEED
        link = first_link
        some_bare, some_linkless, some_alone = False, False, False
        first_word, last_word = units, -1
        if units == plain:  # words alone: the same at every layer after the form
            for turn in range(units):
                words[words_end + turn] = unit[turn]
                key = mix(key, unit[turn])
            words_end += units
            ends[text] = words_end
            layers[0, text] = form
            layers[1:, text] = close(key)
            continue
        for turn in range(units):
            if unit_kind[turn] == WORD_UNIT:
                first_word, last_word = min(first_word, turn), turn
        for turn in range(units):
            value, kind = unit[turn], unit_kind[turn]
            punctuation = mix(punctuation, value)
            if kind == EMOJI_UNIT:
                continue
            bare, some_bare = mix(bare, value), True
            if kind == LINK_UNIT and len(aims):
                value = aims[link] or value
                link += 1
            aimed = mix(aimed, value)
            if not (links_go and kind == LINK_UNIT):
                linkless, some_linkless = mix(linkless, value), True
                if not (links_go and kind == MENTION_UNIT):
                    alone, some_alone = mix(alone, value), True
            between = first_word < turn < last_word
            if kind <= WORD_UNIT and (kind == WORD_UNIT or between or not tags_go):
                words[words_end] = value
                words_end += 1
                key = mix(key, value)
        if counted and not links_go:
            key = aimed
        if not counted:
            only_emoji[text] = True
            key = SEED_EMOJI
            for turn in range(pictures):
                key = mix(key, classes[turn])
        ends[text] = words_end
        layers[0, text] = form
        layers[1, text] = close(punctuation)
        layers[2, text] = close(bare if some_bare else key)
        layers[3, text] = close(aimed if some_bare else key)
        layers[4, text] = close(linkless if some_linkless else key)
        layers[5, text] = close(alone if some_alone else key)
        layers[6, text] = close(key)
    return (
        layers, only_emoji, ends, words[:words_end].copy(), emoji[:emoji_end].copy(),
        tags[:tags_end].copy(), links[:links_end].copy(),
    )  # fmt: skip
