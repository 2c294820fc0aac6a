"""Quotation marks: a machine that pairs them, nested, unclosed, over paragraphs."""

from __future__ import annotations

import re
from typing import NamedTuple

from contrecoup.language.text import hard_wrapped

_MARKS = r"[«»“”„‟\"‹›‘’']|<<|>>"
_WRAPPED = re.compile(_MARKS + r"|\n[^\S\n]*\n\s*")
_FLOWING = re.compile(_MARKS + r"|\n\s*")
_CLOSER = {"«": "»", "“": "”", "„": "“”", "‹": "›", "‘": "’'", "'": "'’", '"': '"', "<<": ">>"}
_REACH = 600  # a single mark looks this far for its partner
_LONGEST = 20_000  # an unclosed mark never holds more than this
_DEEPEST = 32  # marks nested deeper are ignored


class Quoted(NamedTuple):
    """A stretch in marks: outer span, inner span, depth from 0, whether it was closed."""

    start: int
    end: int
    inner: int
    stop: int
    depth: int
    closed: bool


class _Open(NamedTuple):
    at: int
    mark: str
    width: int
    hold: int  # how many stretches were known when it opened


def quoted(text: str) -> list[Quoted]:
    """Stretches in quotation marks, in text order; linear time.

    A stretch that runs over paragraphs is one where the next paragraph opens with
    the same mark again, or where the next mark of all closes it.  A mark that is
    never closed holds its paragraph to the end, ``closed`` False, and only where
    nothing else was quoted in between.
    """
    scan = _WRAPPED if hard_wrapped(text) else _FLOWING
    found = [(m.start(), m.group()) for m in scan.finditer(text)]
    done: list[Quoted] = []
    stack: list[_Open] = []
    for rank, (at, mark) in enumerate(found):
        if mark[0] == "\n":
            _paragraph(text, found, rank, stack, done)
            continue
        _one(text, at, mark, stack, done)
    while stack:
        _drop(text, stack, done, len(text))
    return sorted(done)


def _one(text: str, at: int, mark: str, stack: list[_Open], done: list[Quoted]) -> None:
    before = text[at - 1] if at else " "
    after = text[at + len(mark)] if at + len(mark) < len(text) else " "
    if mark in "'‘’":
        _single(text, at, mark, stack, done)
        return
    if stack and mark in _CLOSER[stack[-1].mark] and not _opens(mark, before, after):
        _close(stack, done, at + len(mark), at)
        return
    if mark in "»”›>>":
        _close_outer(at, mark, stack, done, opens=(before.isspace() or at == 0) and after.isalnum())
        return
    if stack and stack[-1].mark == mark and _reopened(text, at):
        return
    if len(stack) < _DEEPEST:
        stack.append(_Open(at, mark, len(mark), len(done)))


def _opens(mark: str, before: str, after: str) -> bool:
    """Whether a straight mark can only open: blank before it, a letter behind."""
    return mark == '"' and before in " \n\t\u00a0(—–[" and (after.isalnum() or after in "[…")


def _reopened(text: str, at: int) -> bool:
    """Whether the mark stands first in its paragraph, and so goes on with an open one."""
    return text[max(0, at - 12) : at].rstrip(" \t\u00a0").endswith("\n")


def _single(text: str, at: int, mark: str, stack: list[_Open], done: list[Quoted]) -> None:
    """Single marks are apostrophes unless they stand at a word's edge and find a partner."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if stack and mark in _CLOSER[stack[-1].mark]:
        if not after.isalnum() and not before.isspace():
            _close(stack, done, at + 1, at)
        return
    starts = (before.isspace() or before in '(«“"—–[') and (after.isalpha() or after in "[…")
    if mark != "’" and starts and _partner(text, at):
        stack.append(_Open(at, mark, 1, len(done)))


def _partner(text: str, at: int) -> bool:
    stop = text.find("\n", at, at + _REACH)
    window = text[at + 1 : stop if stop > 0 else at + _REACH]
    return re.search(r"[^\s]['’](?!\w)", window) is not None


def _close(stack: list[_Open], done: list[Quoted], end: int, stop: int) -> None:
    top = stack.pop()
    done.append(Quoted(top.at, end, top.at + top.width, stop, len(stack), closed=True))


def _close_outer(
    at: int, mark: str, stack: list[_Open], done: list[Quoted], *, opens: bool
) -> None:
    """A closing mark whose opener lies deeper: what is above it was never closed."""
    for depth in range(len(stack) - 1, max(-1, len(stack) - 4), -1):
        if mark in _CLOSER[stack[depth].mark]:
            del stack[depth + 1 :]
            _close(stack, done, at + len(mark), at)
            return
    if mark == "”" and opens:
        stack.append(_Open(at, "“", 1, len(done)))


def _paragraph(
    text: str, found: list[tuple[int, str]], rank: int, stack: list[_Open], done: list[Quoted]
) -> None:
    """At a blank line: keep what goes on, give up what was not closed."""
    at = found[rank][0]
    while stack:
        top = stack[-1]
        follow = found[rank + 1] if rank + 1 < len(found) else (len(text), "")
        if top.mark in "'‘":
            stack.pop()
            continue
        if at - top.at < _LONGEST and (
            (follow[1] == top.mark and _reopened(text, follow[0]) and top.mark != "«")
            or (follow[1] == "«" == top.mark and _reopened(text, follow[0]))
            or (follow[1] in _CLOSER[top.mark] and follow[1] != top.mark and follow[1] != "")
        ):
            return
        if (
            follow[1][:1] == "\n"
            and top.mark == "«"
            and _closes_soon(found, rank, top.mark)
            and at - top.at < _LONGEST
        ):
            return
        _drop(text, stack, done, at)


def _closes_soon(found: list[tuple[int, str]], rank: int, mark: str) -> bool:
    for _, follow in found[rank + 1 : rank + 8]:
        if follow[0] == "\n" or follow in "'’‘":
            continue
        return follow in _CLOSER[mark]
    return False


def _drop(text: str, stack: list[_Open], done: list[Quoted], end: int) -> None:
    """Close the top mark for want of a partner, unless it holds closed stretches."""
    top = stack.pop()
    if top.mark in "'‘":
        return
    if len(done) > top.hold:
        for i in range(top.hold, len(done)):
            held = done[i]
            if held.depth > len(stack):
                done[i] = held._replace(depth=held.depth - 1)
        return
    stop = min(end, top.at + _LONGEST)
    while stop > top.at + top.width and text[stop - 1].isspace():
        stop -= 1
    if stop > top.at + top.width:
        done.append(Quoted(top.at, stop, top.at + top.width, stop, len(stack), closed=False))
