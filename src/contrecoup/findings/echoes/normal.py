"""The definition of "the same wording", layer by layer.

A text is read as units: words, syllable pairs where a script has no blanks,
hashtags, mentions, links, emoji.  Each layer leaves something more out:

    exact        the characters as they are
    form         Unicode spelling, case, blanks, invisible characters
    punctuation  every mark, and the # before a hashtag
    emoji        emoji
    targets      which short link it is: a link is what it leads to, where a column says it
    links        links (where two words or more remain)
    mentions     mentions, and the "RT" before the first (likewise)
    hashtags     hashtags before and after the words (where four words or more remain)

A hashtag between words is one of the words.  What is left after the last layer
is the wording's normal form; where nothing is left there is no key, so that
empty posts never match one another.  The
compiled scanner (:mod:`.scan`) gives the same answers; a test compares them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from attrs import frozen

from contrecoup.findings.echoes import characters as ch

Layer = Literal["exact", "form", "punctuation", "emoji", "targets", "links", "mentions", "hashtags"]
LAYERS: Final[tuple[Layer, ...]] = (
    "exact",
    "form",
    "punctuation",
    "emoji",
    "targets",
    "links",
    "mentions",
    "hashtags",
)
LINKS_GO_FROM: Final = 2
TAGS_GO_FROM: Final = 4
_TRACKING = re.compile(
    r"^(utm_\w+|fbclid|gclid|igshid|igsh|mc_cid|mc_eid|ref_src|ref_url)(?==|$)", re.IGNORECASE
)
_BLANKS = re.compile(r"[\x00-\x20\x7f]+")
_ASCII = re.compile(
    r"(?P<link>(?<!\w)(?:https?://|www\.)[^\x00-\x20\x7f\"<>]+)"
    r"|(?P<mention>(?<!\w)@\w+(?:[.@-]\w+)*)"
    r"|(?P<tag>(?<!\w)\#(?!\d+(?!\w))\w+)"
    r"|(?P<entity>&\w{1,6};)"
    r"|(?P<word>\w+)",
    re.ASCII | re.IGNORECASE,
)
_PLAIN_LINK = re.compile(
    r"https?://(?!www\.)((?:[a-z0-9-]+\.)+[a-z0-9]+(?:/[A-Za-z0-9_./~%-]*[A-Za-z0-9])?)"
)
"""A link that is its own key, but for the scheme."""
_LINK_END = frozenset('"<>')
_AFTER_LINK = ".,;:!?)]}'»”’*_"

Unit = tuple[str, str]  # word, tag, mention, link or emoji; and its value


@frozen
class Wording:
    """One text as it is compared: keys by layer, units, and what it carries."""

    form: str
    units: tuple[Unit, ...]
    words: tuple[str, ...]
    key: tuple[object, ...] | None
    emoji: tuple[str, ...]
    tags: tuple[str, ...]
    links: tuple[str, ...]
    aimed: tuple[Unit, ...] = ()
    """Units with what the links lead to in their place; none where nothing says it."""

    @property
    def normal(self) -> str:
        """Normal form as one line: words, or classes of emoji where there is no word."""
        return " ".join(str(part) for part in self.key) if self.key else ""

    @property
    def _counted(self) -> int:
        return sum(1 for kind, _ in self.units if kind in {"word", "tag"})

    def layer(self, layer: Layer) -> tuple[object, ...] | None:
        """Key of a layer after ``form``; None where nothing remains."""
        if self.key is None:
            return None
        if layer == "hashtags":
            return self.key
        gone = {"emoji"} if layer != "punctuation" else set()
        if layer in {"links", "mentions"} and self._counted >= LINKS_GO_FROM:
            gone |= {"link"} if layer == "links" else {"link", "mention"}
        aimed = self.aimed if layer in {"targets", "links", "mentions"} else ()
        left = tuple(_salted(unit) for unit in aimed or self.units if unit[0] not in gone)
        return left or self.key


class _Folds(dict[str, tuple[tuple[str, int], ...]]):
    def __missing__(self, char: str) -> tuple[tuple[str, int], ...]:
        self[char] = made = ch.folded(char)
        return made


_FOLDS = _Folds()


def _folded(text: str) -> tuple[list[str], list[int], list[int]]:
    """Folded characters, their kinds, and where in ``text`` each came from."""
    chars: list[str] = []
    kinds: list[int] = []
    places: list[int] = []
    joined = False
    for place, raw in enumerate(text):
        was_joined, joined = joined, ord(raw) == ch.ZWJ
        for char, kind in _FOLDS[raw]:
            if kind == ch.MARK:
                if not kinds or kinds[-1] not in {ch.WORD, ch.SYLLABLE, ch.MARK}:
                    continue
                at = len(chars)
                while at and kinds[at - 1] == ch.MARK and chars[at - 1] > char:
                    at -= 1
                chars.insert(at, char)
                kinds.insert(at, kind)
                places.append(place)
                continue
            if (
                kind == ch.EMOJI
                and was_joined
                and kinds
                and kinds[-1] == ch.EMOJI
                and (ord(char) in ch.GENDER_SIGNS or ord(chars[-1]) in ch.HEARTS)
            ):
                continue
            chars.append(char)
            kinds.append(kind)
            places.append(place)
    return chars, kinds, places


def read(text: str, targets: Sequence[str] | None = None) -> Wording:
    """Read a text as units and keys.

    Args:
        text: the text.
        targets: what its links lead to, in order, where it is known; with an empty list (or
            one of another length) its links are what they are written as, less what tracks.
    """
    if text.isascii():
        form = _BLANKS.sub(" ", text.lower()).strip(" ")
        units, links = _ascii_units(text)
    else:
        chars, kinds, places = _folded(text)
        spaced = "".join(" " if k == ch.SPACE else c for c, k in zip(chars, kinds, strict=True))
        form = _BLANKS.sub(" ", spaced).strip(" ")
        units, links = _units(text, chars, kinds, places)
    aimed = _aimed(units, links, targets)
    words_and_tags = [value for kind, value in units if kind in {"word", "tag"}]
    plain = [value for kind, value in units if kind == "word"]
    emoji = tuple(value for kind, value in units if kind == "emoji")
    words: tuple[str, ...]
    key: tuple[object, ...] | None
    if len(plain) >= TAGS_GO_FROM:
        at = [place for place, (kind, _) in enumerate(units) if kind == "word"]
        inner = units[at[0] : at[-1] + 1]
        words = tuple(value for kind, value in inner if kind in {"word", "tag"})
        key = words
    elif len(words_and_tags) >= LINKS_GO_FROM:
        words = tuple(words_and_tags)
        key = words
    elif words_and_tags:
        words = tuple(words_and_tags)
        key = tuple(_salted(unit) for unit in aimed or units if unit[0] != "emoji")
    else:
        words = ()
        key = ("emoji", *sorted({_class(value) for value in emoji})) if emoji else None
    tags = tuple(value for kind, value in units if kind == "tag")
    return Wording(form, tuple(units), words, key, emoji, tags, tuple(links), aimed)


def _aimed(units: list[Unit], links: list[str], targets: Sequence[str] | None) -> tuple[Unit, ...]:
    """Units with the key of a link's target in its place; none where that is not asked."""
    if targets is None or not links:
        return ()
    keys = iter(aims(links, targets))
    return tuple((kind, next(keys) or value) if kind == "link" else (kind, value)
                 for kind, value in units)  # fmt: skip


def aims(links: Sequence[str], targets: Sequence[str]) -> list[str]:
    """Keys of what the links of a text lead to; empty where one names nothing."""
    return [link_key(link) for link in (targets if len(targets) == len(links) else links)]


def _salted(unit: Unit) -> object:
    """Unit as part of a key: hashtags are words, links and mentions are never words."""
    return unit[1] if unit[0] in {"word", "tag"} else unit


def _ascii_units(text: str) -> tuple[list[Unit], list[str]]:
    """What :func:`_units` gives for a text in ASCII alone, by one expression."""
    units: list[Unit] = []
    links: list[str] = []
    for match in _ASCII.finditer(text):
        kind, value = match.lastgroup, match[0].lower()
        if kind == "link":
            units.append(("link", value))
            links.append(match[0])
        elif kind == "mention":
            units.append(("mention", value[1:]))
            if len(units) == 2 and units[0] == ("word", "rt"):
                del units[0]
        elif kind == "tag":
            units.append(("tag", value[1:]))
        elif kind == "word":
            units.append(("word", value))
    return units, links


def _class(value: str) -> str:
    return chr(ch.emoji_class(ord(value))) if len(value) == 1 else value


def _units(  # noqa: C901, PLR0912 - one pass, one branch a kind of unit
    text: str, chars: list[str], kinds: list[int], places: list[int]
) -> tuple[list[Unit], list[str]]:
    units: list[Unit] = []
    links: list[str] = []
    at, end = 0, len(chars)
    in_word = False
    while at < end:
        kind = kinds[at]
        if kind in {ch.WORD, ch.SYLLABLE}:
            stop = at if in_word else _link_end(chars, kinds, at)
            if stop > at:
                raw = text[places[at] : places[stop - 1] + 1]
                units.append(("link", "".join(chars[at:stop])))
                links.append(raw + "…" if text[places[stop - 1] + 1 :].startswith("…") else raw)
            elif kind == ch.WORD:
                stop = _run(kinds, at, {ch.WORD, ch.MARK})
                units.append(("word", "".join(chars[at:stop])))
            else:
                stop = _run(kinds, at, {ch.SYLLABLE, ch.MARK})
                units.extend(_pairs(chars, kinds, at, stop))
            in_word, at = True, stop
            continue
        stop = at + 1
        if kind == ch.AT and not in_word and _handle(chars, stop):
            stop = _mention_end(chars, stop)
            units.append(("mention", "".join(chars[at + 1 : stop])))
            if len(units) == 2 and units[0] == ("word", "rt"):
                del units[0]
            in_word = True
        elif kind == ch.HASH and not in_word and _run(kinds, stop, _TAG) > stop:
            last = _run(kinds, stop, _TAG)
            value = "".join(chars[stop:last])
            in_word = False
            if not value.isdecimal():
                units.append(("tag", value))
                stop, in_word = last, True
        elif kind == ch.EMOJI:
            units.append(("emoji", chars[at]))
            in_word = False
        elif kind == ch.REGIONAL:
            if stop < end and kinds[stop] == ch.REGIONAL:
                stop += 1
            units.append(("emoji", "".join(chars[at:stop])))
            in_word = False
        else:
            stop = _entity_end(chars, at) if chars[at] == "&" else stop
            in_word = False
        at = stop
    return units, links


_TAG = {ch.WORD, ch.SYLLABLE, ch.MARK}


def _run(kinds: list[int], at: int, wanted: set[int]) -> int:
    while at < len(kinds) and kinds[at] in wanted:
        at += 1
    return at


def _pairs(chars: list[str], kinds: list[int], at: int, stop: int) -> list[Unit]:
    """Overlapping pairs of syllables (a letter with its marks); one alone stays alone."""
    starts = [place for place in range(at, stop) if kinds[place] == ch.SYLLABLE] + [stop]
    if len(starts) == 2:
        return [("word", "".join(chars[at:stop]))]
    return [("word", "".join(chars[a:b])) for a, b in zip(starts, starts[2:], strict=False)]


def _link_end(chars: list[str], kinds: list[int], at: int) -> int:
    head = "".join(chars[at : at + 9])
    for start in ("http://", "https://", "www."):
        if head.startswith(start) and at + len(start) < len(chars):
            stop = first = at + len(start)
            while stop < len(chars):
                if kinds[stop] in {ch.SPACE, ch.EMOJI, ch.SYLLABLE} or chars[stop] in _LINK_END:
                    break
                stop += 1
            return stop if stop > first else at
    return at


def _handle(chars: list[str], at: int) -> bool:
    return at < len(chars) and chars[at].isascii() and (chars[at].isalnum() or chars[at] == "_")


def _mention_end(chars: list[str], at: int) -> int:
    while _handle(chars, at) or (at < len(chars) and chars[at] in ".-@" and _handle(chars, at + 1)):
        at += 1
    return at


def _entity_end(chars: list[str], at: int) -> int:
    """End of an HTML entity such as ``&amp;`` left in the text, else one further."""
    stop = at + 1
    while stop < min(len(chars), at + 7) and _handle(chars, stop):
        stop += 1
    named = stop > at + 1 and stop < len(chars) and chars[stop] == ";"
    return stop + 1 if named else at + 1


def link_key(link: str) -> str:
    """Target that a link names: no scheme, www, fragment or tracking; empty for none.

    A link cut by an ellipsis names no target.
    """
    if plain := _PLAIN_LINK.fullmatch(link):
        return plain[1]
    link = link.strip()
    if not link or link.endswith(("…", "...")):
        return ""
    scheme, divider, rest = link.rstrip(_AFTER_LINK).partition("://")
    rest = (rest if divider else scheme).partition("#")[0]
    before, _, asked = rest.partition("?")
    host, slash, path = before.partition("/")
    host = host.casefold().removeprefix("www.")
    if asked:
        asked = "&".join(p for p in asked.split("&") if p and not _TRACKING.match(p))
    return host + (slash + path).rstrip("/") + ("?" + asked if asked else "")


def tag_key(tag: str) -> str:
    """Hashtag as an object: folded, without ``#``; empty for none."""
    chars, kinds, _ = _folded(tag.strip().lstrip("#＃"))
    return "".join(c for c, k in zip(chars, kinds, strict=True) if k != ch.SPACE)
