"""Moves that people tell of themselves in words quoted: *« Je démissionne », a annoncé X*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.cast import Cast
from contrecoup.findings.press.first_person import SaidMove, said_moves
from contrecoup.model.reading import Modality, Move, MoveType, Quotation, Span

_SAID: tuple[tuple[MoveType, Modality, str], ...] = (
    ("resign", "denied", r"je ne (?:vais pas |compte pas )?démissionne(?:rai|r)? pas|i(?: will|['’]ll| am|['’]m)? (?:be )?not (?:be )?(?:resign|resigning|step(?:ping)? down)|i (?:won['’]t|will not) (?:resign|step down)"),
    ("leave", "denied", r"je ne (?:pars|partirai|quitterai) pas|i(?:['’]m| am) not (?:leaving|going anywhere)|i (?:won['’]t|will not) leave"),
    ("resign", "announced", r"je (?:démissionne|présente ma démission|remets ma démission|donne ma démission)|i (?:quit|resign)|i(?:['’]m| am) (?:resigning|stepping down|quitting)"),
    ("leave", "announced", r"je (?:pars(?! (?:du|de l|en vacances))|m['’]en vais|quitte mes fonctions)"),
    ("return", "announced", r"je (?:reprends mes fonctions|reviens à la tête|suis de retour à la tête)|i(?:['’]m| am) (?:back|coming back) as"),
)  # fmt: skip
_PATTERNS = tuple(
    (kind, modality, re.compile(rf"(?<!si )(?<!if )(?<!unless )\b(?:{words})\b", re.IGNORECASE))
    for kind, modality, words in _SAID
)
_UNLESS = re.compile(r"\b(?:si|à moins|sauf|if|unless|s['’]ils?)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")
_MARKS = "«»“”\"‘’' \u00a0\u202f"
_FAMILY: dict[MoveType, str] = {
    "resign": "leave",
    "succeed": "appoint",
    "interim": "appoint",
}


def own_words(
    article: Article, found: Cast, said: Sequence[Quotation], told: Sequence[Move]
) -> list[Move]:
    """First-person moves in direct words, unless the prose tells them too.

    A group of people that says *we* moves without a name.
    """
    known = {(_FAMILY.get(m.type, m.type), m.person) for m in told}
    out: list[Move] = []
    for quotation in said:
        if quotation.kind not in ("direct", "block"):
            continue
        named = quotation.speaker_kind == "person" and quotation.speaker is not None
        if not named and quotation.speaker_kind != "group":
            continue
        for start, end in quotation.content:
            for sentence in _SENTENCE.finditer(article.text, start, end):
                for move in _told(sentence.group(), article.lang):
                    if not named and not move.together:
                        continue
                    person = quotation.speaker if named else None
                    key = (_FAMILY.get(move.type, move.type), person)
                    if key in known:
                        continue
                    known.add(key)
                    out.append(
                        Move(
                            type=move.type,
                            person=person,
                            organisation=_organisation(found, move, sentence.span()),
                            role=move.role,
                            modality=move.modality,
                            span=(start, end),
                            mentions=((start, end),),
                            rule="own-words",
                        )
                    )
    return out


def _told(sentence: str, lang: str) -> Iterator[SaidMove]:
    """What a sentence tells by its own words, else by the frames of prose."""
    if _UNLESS.search(sentence):
        return
    words = sentence.strip(_MARKS)
    framed = {_FAMILY.get(m.type, m.type): m for m in said_moves(words, lang)}
    for kind, modality, pattern in _PATTERNS:
        if pattern.search(sentence):
            more = framed.pop(_FAMILY.get(kind, kind), None)
            role, organisation = (more.role, more.organisation) if more else (None, None)
            yield SaidMove(type=kind, modality=modality, role=role, organisation=organisation)
            break
    yield from framed.values()


def _organisation(found: Cast, move: SaidMove, span: Span) -> str | None:
    """The organisation of the article that the words name."""
    inside = [
        entity
        for entity in found.entities.values()
        if not entity.person and any(span[0] <= s < span[1] for s, _ in entity.spans)
    ]
    same = [e for e in inside if move.organisation and _alike(e.name, move.organisation)]
    if same:
        return same[0].id
    return inside[0].id if len(inside) == 1 and move.type in ("join", "leave", "return") else None


def _alike(one: str, other: str) -> bool:
    return one in other or other in one
