"""What people say of their own moves, in the first person, in their own posts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import frozen

from contrecoup.findings.context import Context, once
from contrecoup.findings.people import Names, plain
from contrecoup.findings.press import SaidMove, said_moves
from contrecoup.findings.sentences import without_quotes
from contrecoup.language.remembered import remembered
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
    ("join", "done", (r"j ai (?:rejoint|integre)", r"i (?:have |ve |just )?joined")),
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


HOUSE = frozenset(
    """
agence association boite compagnie conseil direction entreprise equipe fondation groupe redaction societe
board company council firm foundation management newsroom organisation organization team
""".split()  # noqa: SIM905
)
"""What people call where they work, and do not leave for the evening as they leave an office."""

_STARTS = frozenset({"join", "appoint", "interim", "succeed", "return"})
_FAMILY: dict[MoveType, str] = {"resign": "leave", "interim": "appoint", "succeed": "appoint"}
_OWN_POST = re.compile(r"\b(?:mon poste|mes fonctions|my (?:job|post|role|position))\b")
_SHORTEST = 3  # words of *I'm quitting*
_NO_WORDS = re.compile(r"https?://\S+|[@#]\w+|[^\w\s]")
_OF = re.compile(r"\b(?:of|at|de|du|des|d['’])\s*(?:the |la |l['’])?(?P<what>.+)$")


@frozen(kw_only=True)
class Told:
    """A first-person move of a text: its sentence's span and plain words.

    ``framed`` says that the frames of prose found it, with its post and place.
    """

    type: MoveType
    modality: Modality
    span: Span
    words: str
    role: str = ""
    organisation: str = ""
    framed: bool = False


@frozen(kw_only=True)
class OwnMove:
    """A move that a post's author says of themselves.

    ``organisation`` is a roster id, or empty where the post names none of the roster;
    ``organisation_name`` is then what the post calls it, if anything.
    """

    post: Post
    person: str
    type: MoveType
    modality: Modality
    organisation: str
    span: Span
    organisation_name: str = ""
    role: str = ""


@once
def own_moves(context: Context) -> tuple[OwnMove, ...]:
    """Return the moves that people of the group say of themselves, in order of time."""
    return tuple(_told(context))


def _told(context: Context) -> Iterator[OwnMove]:
    organisations = Names(context.roster).organisations
    group = context.belonging.group_id
    own = {name for name, key in organisations.items() if key == group}
    own_posts = context.posts.at(context.own_rows, "post_id", "account_id", "text")
    for post_id, account_id, text in own_posts:
        person = context.belonging.person(account_id)
        if not context.belonging.in_group(person):
            continue
        for told in in_text(text, own):
            placed = _place(told, plain(text), organisations, group)
            if placed is None:
                continue
            post = context.posts.get(post_id)
            assert post is not None
            yield OwnMove(
                post=post,
                person=person,
                type=told.type,
                modality=told.modality,
                organisation=placed[0],
                organisation_name=placed[1],
                role=told.role,
                span=told.span,
            )


def _place(
    told: Told, post: str, organisations: dict[str, str], group: str
) -> tuple[str, str] | None:
    """Where a move leads to or from: an id of the roster, or a name; None where it is no move here."""
    named = _organisation(told.words, organisations)
    elsewhere = named or _organisation(post, organisations, besides=group)
    if told.type == "join" or (not told.framed and told.type in _STARTS):
        if elsewhere and elsewhere != group:
            return elsewhere, ""
        return ("", told.organisation) if told.organisation[:1].isupper() else None
    if not told.framed or told.modality == "denied":
        return group, ""
    if named:
        return named, ""
    if told.organisation[:1].isupper():
        return "", told.organisation
    if told.organisation:
        return (group, "") if HOUSE & set(plain(told.organisation).split()[:1]) else None
    of = _OF.search(told.role)
    if of is not None and not HOUSE & set(plain(of["what"]).split()[:1]):
        return "", ""  # a post somewhere else
    if told.role or told.type in {"resign", "dismiss", "interim"}:
        return group, ""
    return (group, "") if told.type == "leave" else None


def in_text(text: str, group: Iterable[str]) -> list[Told]:
    """Return the first-person moves of a text, one a kind, with their sentence's span.

    What the text quotes is another's first person.

    Args:
        text: a post.
        group: the plain names of the author's organisation.  Who left, and does
            not say what, may have left a meeting.
    """
    found: dict[str, Told] = {}
    for match in _SENTENCE.finditer(without_quotes(text)):
        words = plain(match.group())
        named = any(name and f" {name} " in f" {words} " for name in group)
        start, end = match.span()
        start += len(match.group()) - len(match.group().lstrip())
        end -= len(match.group()) - len(match.group().rstrip())
        framed = {_FAMILY.get(m.type, m.type): m for m in _framed(text[start:end])}
        for kind, modality, pattern in (*PATTERNS, *(GROUP_PATTERNS if named else ())):
            family = _FAMILY.get(kind, kind)
            if family not in found and pattern.search(words):
                more = framed.get(family)
                role = more.role or "" if more else ""
                place = more.organisation or "" if more and kind == "join" else ""
                found[family] = Told(
                    type=kind, modality=modality, span=(start, end), words=words,
                    role=role, organisation=place,
                )  # fmt: skip
        for family, one in framed.items():
            if family in found or not _firm(one, text, words, named=named):
                continue
            found[family] = Told(
                type=one.type, modality=one.modality, span=(start, end), words=words,
                role=one.role or "", organisation=one.organisation or "", framed=True,
            )  # fmt: skip
    return list(found.values())


@remembered
def _framed(sentence: str) -> tuple[SaidMove, ...]:
    return tuple(said_moves(sentence, "fr") or said_moves(sentence, "en"))


def _firm(one: SaidMove, text: str, words: str, *, named: bool) -> bool:
    """Whether a departure says from what, or is all that the post says."""
    if one.type != "leave" or one.role or one.organisation or named:
        return True
    said = words.split()
    if _OWN_POST.search(words) or HOUSE.intersection(said):
        return True
    return (one.bare or len(said) <= _SHORTEST) and plain(_NO_WORDS.sub(" ", text)) == words


def _organisation(words: str, organisations: dict[str, str], besides: str = "") -> str:
    padded = f" {words} "
    named = {o for name, o in organisations.items() if name and f" {name} " in padded} - {besides}
    return next(iter(named)) if len(named) == 1 else ""
