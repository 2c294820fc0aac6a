"""Who supports or criticises whom, by explicit words and the target named.

A stance needs words that take a side and, in the same sentence, somebody or
something named.  Without a name there is no stance toward anybody; words of
confusion or of taking no side are values of their own.  A heart is no stance.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from attrs import frozen

from contrecoup.findings.context import Context, cite, finding_id, once
from contrecoup.findings.people import Names, plain
from contrecoup.findings.quoted import resolve
from contrecoup.findings.stance_words import (
    AGAINST,
    BOARD,
    CONFUSED,
    FOR,
    NEITHER,
    PRONOUN,
    negated,
)
from contrecoup.model.findings import Stance
from contrecoup.model.people import Roster
from contrecoup.model.posts import Post
from contrecoup.model.reading import Polarity, Span

BOARD_ID = "role:board"
"""The target id of "the board", in whatever language it is named."""

_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")
_CAPITAL = re.compile(r"\b[^\W\d_a-zß-öø-ÿ]\w*")
_MENTION = re.compile(r"@([A-Za-z0-9_.-]+)")


@frozen
class _Found:
    """A stance in one sentence of a post."""

    target: str
    polarity: Polarity
    span: Span


class Targets:
    """Finds who or what a sentence names."""

    def __init__(self, roster: Roster) -> None:
        forms: dict[str, set[str]] = {}
        for person in roster.people:
            for name in (person.name, *person.other_names):
                words = plain(name).split()
                if not words:
                    continue
                forms.setdefault(" ".join(words), set()).add(person.person_id)
                forms.setdefault(words[0], set()).add(person.person_id)
                for n in range(1, len(words)):
                    forms.setdefault(" ".join(words[n:]), set()).add(person.person_id)
        self._people = {
            form: next(iter(ids)) for form, ids in forms.items() if len(ids) == 1 and len(form) > 3
        }
        longest = sorted(self._people, key=lambda form: (-len(form), form))
        self._pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b")
        self._names = Names(roster)

    def named(self, sentence: str) -> list[tuple[int, str]]:
        """Return (position in the plain sentence, target id), handles first.

        One word alone is a name only where it has a capital: "la marine" is nobody.
        """
        found = [
            (0, person)
            for handle in _MENTION.findall(sentence)
            if (person := self._names.person("", handle))
        ]
        text = plain(_MENTION.sub(" ", sentence))
        capitals = {word for w in _CAPITAL.findall(sentence) for word in plain(w).split()}
        if self._people:
            found += [
                (m.start(), self._people[m.group()])
                for m in self._pattern.finditer(text)
                if " " in m.group() or m.group() in capitals
            ]
        found += [(m.start(), BOARD_ID) for m in BOARD.finditer(text)]
        return found


@once
def stances(context: Context) -> tuple[Stance, ...]:
    """Return the stances in the group's own posts and those that the press reports."""
    targets = Targets(context.roster)
    found: dict[str, Stance] = {}
    for post in context.posts:
        person = context.belonging.person(post.account_id)
        if not person or post.repost_of:
            continue
        for one in in_text(post.text, targets):
            if one.target == person:
                continue
            stance = _own(post, person, one)
            found.setdefault(stance.finding_id, stance)
    for stance in _reported(context):
        found.setdefault(stance.finding_id, stance)
    return tuple(
        sorted(found.values(), key=lambda s: (s.at.isoformat() if s.at else "~", s.finding_id))
    )


def in_text(text: str, targets: Targets) -> list[_Found]:
    """Return what the sentences of a text take a side on.

    ``confused`` and ``neither`` have no target and are returned only where the
    text takes no side at all.
    """
    sided: list[_Found] = []
    unsided: list[_Found] = []
    before: set[str] = set()
    for match in _SENTENCE.finditer(text):
        sentence = match.group()
        words = plain(_MENTION.sub(" ", sentence))
        named = targets.named(sentence)
        people = {target for _, target in named if target != BOARD_ID}
        if not named and len(before) == 1 and (pronoun := PRONOUN.search(words)):
            named = [(pronoun.start(), next(iter(before)))]
        before = people or before
        span = _trimmed(text, match.span())
        cues: list[tuple[int, Polarity]] = []
        for pattern, polarity in ((AGAINST, "against"), (FOR, "for")):
            cues += [
                (cue.start(), polarity)  # type: ignore[misc]
                for cue in pattern.finditer(words)
                if not negated(words, cue.start())
            ]
        named.sort(key=_place)
        sided += [_Found(_nearest(named, at), polarity, span) for at, polarity in cues if named]
        if CONFUSED.search(words) and not cues:
            unsided.append(_Found("", "confused", span))
        elif NEITHER.search(words):
            unsided.append(_Found("", "neither", span))
    unsided.sort(key=lambda one: one.polarity)
    kept: dict[tuple[str, Polarity], _Found] = {}
    for one in sided or unsided[:1]:
        kept.setdefault((one.target, one.polarity), one)
    clashing = {t for t, p in kept if p == "for"} & {t for t, p in kept if p == "against"}
    return [one for one in kept.values() if one.target not in clashing]


def _place(named: tuple[int, str]) -> int:
    return named[0]


def _nearest(named: list[tuple[int, str]], at: int) -> str:
    """Return the target named nearest to a place, of two as near the earlier.

    ``named`` is in order of place; a text of strangers may name thousands.
    """
    behind = bisect_left(named, at, key=_place)
    near = named[behind : behind + 1]
    if behind:
        near.insert(0, named[bisect_left(named, named[behind - 1][0], key=_place)])
    return min(near, key=lambda n: abs(n[0] - at))[1]


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _own(post: Post, person: str, one: _Found) -> Stance:
    return Stance(
        finding_id=finding_id("stance", person, one.target, one.polarity, post.post_id),
        holder=person,
        target=one.target,
        polarity=one.polarity,
        document_id=post.post_id,
        at=post.created_at,
        citation=cite(post, one.span),
        rule="stance:words+name" if one.target else "stance:words",
        certainty="observed",
    )


def _reported(context: Context) -> Iterable[Stance]:
    names = Names(context.roster)
    for article, reading in context.readings:
        people = {p.id: p for p in reading.people}
        organisations = {o.id: o for o in reading.organisations}
        for read in reading.stances:
            holder = resolve(people[read.holder], names) if read.holder in people else ""
            if not holder:
                continue
            target = ""
            if read.target in people:
                target = resolve(people[read.target], names)
            elif read.target in organisations:
                name = organisations[read.target].name
                target = BOARD_ID if BOARD.search(plain(name)) else names.organisation(name)
            elif read.target and BOARD.search(plain(read.target)):
                target = BOARD_ID
            if not target and read.polarity in {"for", "against"}:
                continue
            yield Stance(
                finding_id=finding_id(
                    "stance", holder, target, read.polarity, article.article_id, read.span[0]
                ),
                holder=holder,
                target=target,
                polarity=read.polarity,
                document_id=article.article_id,
                at=None,
                citation=cite(article, read.span),
                rule="stance:press",
                certainty="one-outlet",
            )
