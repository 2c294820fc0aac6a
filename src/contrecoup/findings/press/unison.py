"""What many did at once: waves of an emoji, slogans, posts in the same words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.cues import CueFound, subject
from contrecoup.findings.press.letters import plain_sentence
from contrecoup.findings.press.people import Cast
from contrecoup.language import emojis
from contrecoup.model.reading import Quotation, Slogan, WaveReported

_FLOOD = re.compile(
    r"\b(?:inond\w+|submerg\w+|rempli\w*|tapiss\w+|déferl\w+|pluie|vague|marée|flood\w*|fill(?:ed|ing|s)?|swamp\w*|wave|turned\s+(?:blue|red|green|purple)|answered|répond\w+|partag\w+|publi\w+|post(?:ed|ing|é|ée|és)|covered|multipli\w+)\b",
    re.IGNORECASE,
)
_WHAT = {
    "heart": re.compile(r"\b(?:c(?:œ|oe)urs?|hearts?|turned\s+blue)\b", re.IGNORECASE),
    "flame": re.compile(r"\b(?:flammes?|flames?)\b", re.IGNORECASE),
    "emoji": re.compile(r"\bemojis?\b", re.IGNORECASE),
    "message": re.compile(
        r"\b(?:inond\w+|submerg\w+|flood\w*|swamp\w*)\b[^.]{0,50}\b(?:messages?|tweets?|posts?)\b",
        re.IGNORECASE,
    ),
}
_MEDIA = (
    ("x", re.compile(r"\bX\b|\bTwitter\b")),
    ("bluesky", re.compile(r"\bBluesky\b")),
    ("mastodon", re.compile(r"\bMastodon\b")),
    ("linkedin", re.compile(r"\bLinkedIn\b")),
    (
        "social",
        re.compile(r"réseaux|social\s+(?:media|networks)|feeds?\b|\btoile\b", re.IGNORECASE),
    ),
)
_REPEATED = re.compile(
    r"\b(?:répét\w+|repris\w*|reprend\w*|slogans?|mots?\s+d['’]ordre|scand\w+|en\s+ch(?:œ|oe)ur|à\s+l['’]unisson|circul\w+|le\s+même\s+message|la\s+même\s+phrase"
    r"|repeat\w*|chant(?:ed|ing)|in\s+unison|rallying\s+cry|mantra|the\s+same\s+(?:\w+\s+)?(?:message|sentence|sentences|words|line|phrase)|echoed|a\s+sentence|it\s+was\s+everywhere)\b",
    re.IGNORECASE,
)
_IDENTICAL = re.compile(
    r"(?:messages?|posts?|tweets?|publications?)\s+(?:rédigé\w*\s+)?(?:de\s+manière\s+|de\s+façon\s+)?(?:strictement\s+|presque\s+|nearly\s+)?(?:identiques?|identical)"
    r"|(?:le|les|the)\s+(?:mêmes?|same)\s+(?:\w+\s+)?(?:messages?|phrases?|mots?|posts?|sentences?|words)|identical\s+(?:posts?|messages?|words|tweets)|identically\s+worded|mot\s+pour\s+mot|word\s+for\s+word|à\s+l['’]identique|suivi\s+son\s+exemple|imitée?\s+(?:par|by)",
    re.IGNORECASE,
)


def waves(article: Article, found: Cast) -> list[WaveReported]:
    """Sentences that tell of many hearts, emoji or messages at once."""
    out: list[WaveReported] = []
    for first, behind in article.sentences:
        text = plain_sentence(article, first, behind)
        flood = _FLOOD.search(text)
        if not flood:
            continue
        what = next((name for name, scan in _WHAT.items() if scan.search(text)), None)
        if what is None and (shown := emojis(text)):
            what = shown[0].group if shown[0].group != "other" else shown[0].name
        if what is None:
            continue
        start, end = article.span(first, behind)
        if article.title and start >= article.title[0] and end <= article.title[1]:
            continue
        by = _by(article, found, first, start + flood.start())
        medium = next((name for name, scan in _MEDIA if scan.search(text)), None)
        out.append(WaveReported(what=what, by=by, medium=medium, span=(start, end)))
    return out


def _by(article: Article, found: Cast, first: int, offset: int) -> str | None:
    """The words of the subject before the verb."""
    at = next(
        (i for i in range(first, len(article.words)) if article.words[i].start >= offset), None
    )
    if at is None:
        return None
    start = at
    while start > first and article.low(start - 1) in article.lex.auxiliaries | article.lex.adverbs:
        start -= 1
    source = subject(
        article, found, CueFound(first=start, behind=at + 1, at=at, form="fin", takes="", lemma="")
    )
    number = found.start_at.get(source) if source is not None else None
    if number is None or found.phrases[number].kind == "person":
        return (
            None
            if number is None
            else article.said(found.phrases[number].first, found.phrases[number].behind)
        )
    return " ".join(article.said(found.phrases[number].first, found.phrases[number].behind).split())


def slogans(article: Article, said: Sequence[Quotation]) -> list[Slogan]:
    """Words in marks told as repeated, and posts told as identical to one quoted before."""
    out: list[Slogan] = []
    used: set[str] = set()
    for first, behind in article.sentences:
        start, end = article.span(first, behind)
        text = plain_sentence(article, first, behind)
        here = said[bisect_left(said, start, key=_at) : bisect_left(said, end, key=_at)]
        if _REPEATED.search(text):
            for quotation in here:
                if (
                    quotation.kind == "direct"
                    and quotation.id not in used
                    and quotation.speaker_kind != "person"
                    and len(quotation.content) == 1
                ):
                    used.add(quotation.id)
                    out.append(
                        Slogan(
                            text=_inner(article, quotation),
                            quotation=quotation.id,
                            span=(start, end),
                        )
                    )
        identical = _IDENTICAL.search(text)
        if (
            identical
            and not any(
                s.span[0] < start and _IDENTICAL.search(article.text[slice(*s.span)]) for s in out
            )
            and not re.search(r"\b(?:whose|dont\s+le)\s+(?:message|post|tweet)", text)
        ):
            before = [
                q
                for q in said[
                    max(0, bisect_left(said, start, key=_at) - 40) : bisect_left(said, end, key=_at)
                ]
                if q.content
                and q.content[0][0] < start + identical.start()
                and q.speaker_kind == "person"
            ]
            direct = [
                q
                for q in before
                if q.kind in ("direct", "block") and start - q.content[-1][1] < 600
            ]
            pick = (direct or before)[-1:] if before else []
            crowd = [q for q in here if q.kind == "direct" and q.speaker_kind != "person"]
            if (
                here
                and here[-1].speaker_kind == "person"
                and here[-1].content[0][0] < start + identical.start()
            ):
                pick = [here[-1]]
            for quotation in crowd[-1:] or pick:
                if quotation.id not in used:
                    used.add(quotation.id)
                    out.append(
                        Slogan(
                            text=_inner(article, quotation),
                            quotation=quotation.id,
                            span=(start, end),
                        )
                    )
    return sorted(out, key=lambda s: s.span)


def _at(quotation: Quotation) -> int:
    return quotation.content[0][0]


def _inner(article: Article, quotation: Quotation) -> str:
    parts = [
        article.text[slice(*span)].strip('«»“”"‹› \u00a0\u202f\n') for span in quotation.content
    ]
    return " ".join(" ".join(parts).split())
