"""Who supports or criticises whom, by explicit words and the target named.

A stance needs words that take a side, meant by their author, and somebody or
something toward whom: named in the sentence where the words want their target,
or the one that a pronoun stands for.  Without a target there is no stance;
words of confusion or of taking no side are values of their own.  A heart is no
stance.
"""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, takewhile

from attrs import frozen

from contrecoup.findings.context import Context, cite, finding_id, once
from contrecoup.findings.people import Names
from contrecoup.findings.quoted import resolve
from contrecoup.findings.sentences import Token, sentences
from contrecoup.findings.stance_frames import Frame, Jest
from contrecoup.findings.stance_places import Line, Memory
from contrecoup.findings.stance_words import confused, cues, neither
from contrecoup.findings.targets import BOARD_ID, Targets, is_board
from contrecoup.model.findings import Stance
from contrecoup.model.posts import Post
from contrecoup.model.reading import Polarity, Span

_VERBS = frozenset(
    "a est doit devrait merite has is was must should deserves needs lied ment owes".split()
)
_POLITE = re.compile(r"merci|thank|bravo|chapeau|hats|kudos|respect|hommage")
"""Praise that is as often scorn where it is said of a body."""
AT_ONCE = 4096
"""So many posts are held at once."""


@frozen
class Taken:
    """A side taken in one sentence of a text; no target where none is needed."""

    target: str
    polarity: Polarity
    span: Span


@once
def stances(context: Context) -> tuple[Stance, ...]:
    """Return the stances in the group's own posts and those that the press reports."""
    targets = Targets(context.roster)
    found: dict[str, Stance] = {}
    for post_id, person, text, answered in _read(context):
        for one in in_text(text, targets, "" if answered == person else answered):
            if one.target == person:
                continue
            post = context.posts.get(post_id)
            assert post is not None
            stance = _own(post, person, one)
            found.setdefault(stance.finding_id, stance)
    for stance in _reported(context):
        found.setdefault(stance.finding_id, stance)
    return tuple(
        sorted(found.values(), key=lambda s: (s.at.isoformat() if s.at else "~", s.finding_id))
    )


def _read(context: Context) -> Iterator[tuple[str, str, str, str]]:
    """Yield the id, the author and the text of each own post, and whom it answers, or ''."""
    own = context.posts.at(context.own_rows, "post_id", "account_id", "text", "reply_to")
    while rows := tuple(islice(own, AT_ONCE)):
        replies = {reply_to for *_, reply_to in rows if reply_to}
        author = dict(context.documents.posts.values(replies, "post_id", "account_id"))
        for post_id, account, text, reply_to in rows:
            answered = context.belonging.person(author.get(reply_to, ""))
            yield post_id, context.belonging.person(account), text, answered


def in_text(text: str, targets: Targets, spoken_to: str = "") -> list[Taken]:
    """Return what the sentences of a text take a side on.

    Args:
        text: a post.
        targets: whom a side can be taken on.
        spoken_to: who wrote the post that it answers, if anybody known.

    ``confused`` and ``neither`` have no target and are returned only where the
    text takes no side at all.
    """
    memory = Memory(spoken_to=spoken_to)
    sided: list[Taken] = []
    unsided: list[Taken] = []
    jest = Jest(text)
    for number, sentence in enumerate(sentences(text)):
        tokens = sentence.tokens
        if not number:
            tokens = _without_handles(tokens, targets, memory)
        line = Line.of(tokens, targets.named(tokens), memory)
        frame = Frame(line.text, asks=sentence.asks)
        line.hear()
        sides = list(_sides(line, frame, jest))
        sided += (Taken(target, side, sentence.span) for target, side in sides)
        if not sides and (none := _no_side(line.text, frame)):
            unsided.append(Taken("", none, sentence.span))
        line.remember(frame)
    return _settled(sided, unsided)


def _without_handles(
    tokens: tuple[Token, ...], targets: Targets, memory: Memory
) -> tuple[Token, ...]:
    """Return the tokens behind the handles that a text begins with: whom it answers.

    A single handle that a verb follows is the first word of its sentence.
    """
    heads = tuple(takewhile(lambda token: token.plain == "@", tokens))
    rest = tokens[len(heads) :]
    if len(heads) == 1 and rest and rest[0].printed in _VERBS:
        return tokens
    known = {targets.handle(token.printed) for token in heads}
    if len(known) == 1 and not memory.spoken_to:
        memory.spoken_to = known.pop()
    return rest


def _sides(line: Line, frame: Frame, jest: Jest) -> Iterator[tuple[str, Polarity]]:
    for cue in cues():
        for match in cue.words.finditer(line.text):
            if cue.polarity == "for" and jest.told:
                break
            if not frame.owns(*match.span()):
                continue
            polite = _POLITE.search(match.group()) is not None
            for target in line.toward(cue.place, line.at(match.start()), line.at(match.end())):
                if not (polite and target == BOARD_ID):
                    yield target, cue.polarity


def _no_side(words: str, frame: Frame) -> Polarity | None:
    sides: tuple[tuple[Polarity, re.Pattern[str]], ...] = (
        ("confused", confused()),
        ("neither", neither()),
    )
    for side, pattern in sides:
        if (found := pattern.search(words)) and not frame.told(found.start()):
            return side
    return None


def _settled(sided: list[Taken], unsided: list[Taken]) -> list[Taken]:
    """Return one of each kind; nobody is praised and blamed in one text."""
    unsided.sort(key=lambda one: one.polarity)
    kept: dict[tuple[str, Polarity], Taken] = {}
    for one in sided or unsided[:1]:
        kept.setdefault((one.target, one.polarity), one)
    clashing = {t for t, p in kept if p == "for"} & {t for t, p in kept if p == "against"}
    return [one for one in kept.values() if one.target not in clashing]


def _own(post: Post, person: str, one: Taken) -> Stance:
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
                target = BOARD_ID if is_board(name) else names.organisation(name)
            elif read.target and is_board(read.target):
                target = BOARD_ID
            if not target and read.polarity in {"for", "against"}:
                continue
            yield Stance(
                finding_id=finding_id(
                    "stance", holder, target, read.polarity, article.first_id, read.span[0]
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
