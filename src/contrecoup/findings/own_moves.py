"""What people say of their own moves, in the first person, in their own posts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import frozen

from contrecoup.findings.context import Context, once
from contrecoup.findings.people import Names, plain
from contrecoup.findings.sentences import without_quotes
from contrecoup.model.posts import Post
from contrecoup.model.reading import Modality, MoveType, Span

_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")

WORDS: tuple[tuple[MoveType, Modality, tuple[str, ...]], ...] = (
    (
        "leave",
        "denied",
        (
            r"je reste(?! (?:a votre|disponible|persuade|convaincu))",
            r"je ne (?:pars|quitte|rejoins) pas",
            r"i (?:am|m) staying",
            r"i (?:have |ve )?decided to stay",
            r"i (?:will|ll) stay",
            r"i (?:am|m) not (?:leaving|joining)",
        ),
    ),
    (
        "resign",
        "done",
        (
            r"j ai (?:remis|presente|donne) ma demission",
            r"j ai demissionne",
            r"je demissionne(?! (?:pas|si)\b)",
            r"i (?:have |ve |just )?resigned",
            r"i resign(?! (?:if|unless|myself)\b)",
        ),
    ),
    (
        "leave",
        "done",
        (
            r"(?:j ai )?rendu mon badge",
            r"(?:handed in|gave back|turned in) my (?:badge|notice|resignation)",
        ),
    ),
    (
        "join",
        "announced",
        (
            r"je (?:rejoins|rejoindrai|vais rejoindre)",
            r"je commence chez",
            r"j arrive chez",
            r"i (?:am|m) (?:joining|starting at)",
            r"i (?:will|ll) (?:join|be joining)",
            r"i start at",
        ),
    ),
    (
        "leave",
        "announced",
        (
            r"(?<!si )je (?:quitte|quitterai|pars|m en vais)",
            r"(?<!if )(?<!whether )i (?:am|m) leaving",
            r"(?<!if )i (?:will|ll) leave",
        ),
    ),
)
OF_THE_GROUP: tuple[tuple[MoveType, Modality, tuple[str, ...]], ...] = (
    ("leave", "done", (r"j ai quitte", r"i (?:have |ve )?(?:left|quit)")),
    *((k, m, words) for k, m, words in WORDS if (k, m) == ("leave", "announced")),
)
"""Words that tell of a departure only where the same sentence names the group."""


def _compiled(
    rows: tuple[tuple[MoveType, Modality, tuple[str, ...]], ...],
) -> tuple[tuple[MoveType, Modality, re.Pattern[str]], ...]:
    return tuple(
        (kind, modality, re.compile(r"\b(?:" + "|".join(words) + r")\b"))
        for kind, modality, words in rows
    )


PATTERNS = _compiled(tuple(row for row in WORDS if row not in OF_THE_GROUP))
GROUP_PATTERNS = _compiled(OF_THE_GROUP)


@frozen(kw_only=True)
class OwnMove:
    """A move that a post's author says of themselves.

    ``organisation`` is a roster id, or empty where the post names none.
    """

    post: Post
    person: str
    type: MoveType
    modality: Modality
    organisation: str
    span: Span


@once
def own_moves(context: Context) -> tuple[OwnMove, ...]:
    """Return the moves that people of the group say of themselves, in order of time."""
    return tuple(_told(context))


def _told(context: Context) -> Iterator[OwnMove]:
    organisations = Names(context.roster).organisations
    own = {name for name, key in organisations.items() if key == context.belonging.group_id}
    for post in context.posts:
        person = context.belonging.person(post.account_id)
        if not person or post.repost_of or not context.belonging.in_group(person):
            continue
        for kind, modality, span, sentence in in_text(post.text, own):
            place = _organisation(sentence, organisations) or _organisation(
                plain(post.text), organisations, besides=context.belonging.group_id
            )
            group = context.belonging.group_id
            if kind in {"leave", "resign"} or modality == "denied":
                place = group
            elif place in ("", group):
                continue
            yield OwnMove(
                post=post,
                person=person,
                type=kind,
                modality=modality,
                organisation=place,
                span=span,
            )


def in_text(text: str, group: Iterable[str]) -> list[tuple[MoveType, Modality, Span, str]]:
    """Return the first-person moves of a text, one a kind, with their sentence's span.

    What the text quotes is another's first person.

    Args:
        text: a post.
        group: the plain names of the author's organisation.  Who left, and does
            not say what, may have left a meeting.
    """
    found: dict[MoveType, tuple[MoveType, Modality, Span, str]] = {}
    for match in _SENTENCE.finditer(without_quotes(text)):
        words = plain(match.group())
        named = any(name and f" {name} " in f" {words} " for name in group)
        for kind, modality, pattern in (*PATTERNS, *(GROUP_PATTERNS if named else ())):
            if kind not in found and pattern.search(words):
                start, end = match.span()
                start += len(match.group()) - len(match.group().lstrip())
                end -= len(match.group()) - len(match.group().rstrip())
                found[kind] = (kind, modality, (start, end), words)
    return list(found.values())


def _organisation(words: str, organisations: dict[str, str], besides: str = "") -> str:
    padded = f" {words} "
    named = {o for name, o in organisations.items() if name and f" {name} " in padded} - {besides}
    return next(iter(named)) if len(named) == 1 else ""
