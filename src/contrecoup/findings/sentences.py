"""The sentences of a post as plain words, without what it quotes from others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from attrs import frozen

from contrecoup.model.reading import Span

QUOTED = "¤"
"""The token that stands for words in quotation marks: somebody else's, or a title."""

_CLOSING = {
    "«": re.compile("»"),
    "“": re.compile("”"),
    "„": re.compile("[“”]"),
    "‘": re.compile(r"’(?!\w)"),
    "'": re.compile(r"(?<!\s)'(?!\w)"),
    '"': re.compile('"'),
}
_ON_ONE_LINE = frozenset("\"‘'")
_APOSTROPHES = frozenset("‘'")
_OPENS = re.compile(r"[«“„‘\"]|(?<!\S)'(?=\w)")
_PASSED_ON = re.compile(r"\b(?:RT|MT) @\w")
_SENTENCE = re.compile(r"(?:(?<![.!?…])[.!?…]++(?=[\s)]|$)|\n)\s*")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:M|MM|Mr|Mrs|Ms|Mme|Mlle|Dr|Pr|Prof|St|Ste|Sen|Gov|Rep|Gen|vs|cf|[A-Z])\.$"
)
_TOKEN = re.compile(r"@[\w-]+(?:[.@][\w-]+)*|[^\W_](?:[\u0300-\u036f]|[^\W_])*|[^\w\s]")
_MARKS = {",": ",", ";": ";", ":": ":", "(": ",", ")": ",", "—": ",", "–": ",", QUOTED: QUOTED}
_ENDS = frozenset(".!?…")
_SILENT = frozenset(".,;:")


@frozen
class Token:
    """A word, a mark or a handle: as it is looked for, as printed, and where."""

    plain: str
    printed: str
    start: int
    end: int


@frozen
class Sentence:
    """One sentence: its place in the text, its tokens, and how it ends."""

    span: Span
    tokens: tuple[Token, ...]
    asks: bool


def without_quotes(text: str) -> str:
    """Return a text, as long, with one ``¤`` and blanks for what it quotes.

    A quotation that no mark closes ends with its line; an apostrophe that none
    closes opens nothing.  What follows ``RT @`` is another's, as is a line that
    begins with ``>``.
    """
    kept: list[str] = []
    passed_on = _PASSED_ON.search(text)
    behind = passed_on.start() if passed_on else len(text)
    at = start = line = 0
    open_until: dict[str, int] = {}
    while opening := _OPENS.search(text, start, behind):
        sign, opened = opening.group(), opening.start()
        if opened >= line:
            line = text.find("\n", opened, behind)
            line = behind if line < 0 else line
        room = line if sign in _ON_ONE_LINE else behind
        closed = -1
        if opened >= open_until.get(sign, 0):
            closing = _CLOSING[sign].search(text, opened + 1, room)
            closed = closing.end() if closing else -1
            open_until[sign] = closed if closing else room
        start = opened + 1
        if closed < 0 and sign in _APOSTROPHES:
            continue
        start = closed if closed >= 0 else line
        kept += (text[at:opened], QUOTED.ljust(start - opened))
        at = start
    kept += (text[at:behind], " " * (len(text) - behind))
    return _unquoted_lines("".join(kept))


def _unquoted_lines(text: str) -> str:
    if ">" not in text:
        return text
    lines = text.split("\n")
    return "\n".join(" " * len(line) if line.lstrip().startswith(">") else line for line in lines)


def sentences(text: str) -> Iterator[Sentence]:
    """Return the sentences of a text that are its author's own, in order."""
    own = without_quotes(text)
    start = 0
    for stop in _SENTENCE.finditer(own):
        marks = stop.group().rstrip()
        ends = stop.start() + len(marks)
        if marks == "." and _ABBREVIATED.search(own, max(start, ends - 6), ends):
            continue
        if found := _sentence(own, start, ends):
            yield found
        start = stop.end()
    if found := _sentence(own, start, len(own)):
        yield found


def _sentence(text: str, start: int, end: int) -> Sentence | None:
    tokens = tuple(_tokens(text, start, end))
    if all(token.plain in _SILENT for token in tokens):
        return None
    first, last = tokens[0].start, end
    while last > first and text[last - 1].isspace():
        last -= 1
    return Sentence((first, last), tokens, "?" in text[max(first, last - 6) : last])


def _tokens(text: str, start: int, end: int) -> Iterator[Token]:
    stop = start + len(text[start:end].rstrip(" .!?…)"))
    for match in _TOKEN.finditer(text, start, end):
        printed = match.group()
        if printed[0] == "@" and len(printed) > 1:
            yield Token("@", printed[1:], *match.span())
        elif printed[0].isalnum():
            yield Token(_plain(printed), printed, *match.span())
        elif printed in _ENDS:
            if match.start() >= stop:
                yield Token(".", printed, *match.span())
        elif printed in _MARKS:
            yield Token(_MARKS[printed], printed, *match.span())
        elif unicodedata.category(printed) == "So":
            yield Token(";", printed, *match.span())


def _plain(word: str) -> str:
    if word.isascii():
        return word.lower()
    bare = unicodedata.normalize("NFKD", word).casefold()
    return "".join(c for c in bare if c.isalnum() and not unicodedata.combining(c)) or "¬"
