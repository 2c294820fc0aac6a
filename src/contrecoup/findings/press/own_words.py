"""Moves that people tell of themselves in words quoted: *« Je démissionne », a annoncé X*."""

from __future__ import annotations

import re
from collections.abc import Sequence

from contrecoup.findings.press.article import Article
from contrecoup.model.reading import Modality, Move, MoveType, Quotation

_SAID: tuple[tuple[MoveType, Modality, str], ...] = (
    ("resign", "denied", r"je ne (?:vais pas |compte pas )?démissionne(?:rai|r)? pas|i(?: will|['’]ll| am|['’]m)? (?:be )?not (?:be )?(?:resign|resigning|step(?:ping)? down)|i (?:won['’]t|will not) (?:resign|step down)"),
    ("leave", "denied", r"je ne (?:pars|partirai|quitterai) pas|i(?:['’]m| am) not (?:leaving|going anywhere)|i (?:won['’]t|will not) leave"),
    ("resign", "announced", r"je (?:démissionne|présente ma démission|remets ma démission|donne ma démission)|j['’]ai (?:démissionné|remis ma démission|présenté ma démission|donné ma démission)|i (?:quit|resign|have resigned|['’]ve resigned|just resigned)|i(?:['’]m| am) (?:resigning|stepping down|quitting)"),
    ("leave", "announced", r"je (?:pars(?! (?:du|de l|en vacances))|m['’]en vais|quitte (?:mes fonctions|mon poste|l['’]entreprise|la société|le groupe|le club|la direction|la présidence))|i(?:['’]m| am) leaving (?:the (?:company|firm|group|club|board|team)|my (?:job|post))"),
    ("return", "announced", r"je (?:reprends mes fonctions|reviens à la tête|suis de retour à la tête)|i(?:['’]m| am) (?:back|coming back) as"),
)  # fmt: skip
_PATTERNS = tuple(
    (kind, modality, re.compile(rf"(?<!si )(?<!if )(?<!unless )\b(?:{words})\b", re.IGNORECASE))
    for kind, modality, words in _SAID
)
_UNLESS = re.compile(r"\b(?:si|à moins|sauf|if|unless|s['’]ils?)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?…\n]+")


def own_words(article: Article, said: Sequence[Quotation], told: Sequence[Move]) -> list[Move]:
    """First-person moves in the direct words of a known person, unless the prose tells them too."""
    known = {(m.type, m.person) for m in told}
    out: list[Move] = []
    for quotation in said:
        if quotation.kind not in ("direct", "block") or quotation.speaker_kind != "person":
            continue
        if quotation.speaker is None:
            continue
        for start, end in quotation.content:
            for sentence in _SENTENCE.finditer(article.text, start, end):
                for kind, modality, pattern in _PATTERNS:
                    key = (kind, quotation.speaker)
                    if key in known or not pattern.search(sentence.group()):
                        continue
                    if _UNLESS.search(sentence.group()):
                        continue
                    known.add(key)
                    out.append(
                        Move(
                            type=kind,
                            person=quotation.speaker,
                            modality=modality,
                            span=(start, end),
                            mentions=((start, end),),
                            rule="own-words",
                        )
                    )
                    break
    return out
