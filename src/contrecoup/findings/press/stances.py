"""Who is for or against whom, by explicit words, and who says they are confused."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from contrecoup.findings.press.article import Article, Span
from contrecoup.findings.press.cues import CueFound, subject
from contrecoup.findings.press.lexicon_en import regular as regular_en
from contrecoup.findings.press.lexicon_fr import regular as regular_fr
from contrecoup.findings.press.people import Cast, body_entity
from contrecoup.findings.press.speakers import Resolver
from contrecoup.model.reading import Polarity, Quotation, StanceReported

_WORDS: dict[str, dict[Polarity, str]] = {
    "fr": {
        "against": "critiquer dénoncer condamner fustiger viser accuser blâmer conspuer attaquer contester désavouer",
        "for": "soutenir défendre saluer admirer applaudir remercier féliciter acclamer",
    },
    "en": {
        "against": "criticize criticise denounce condemn blame attack accuse rebuke target",
        "for": "support defend praise applaud admire thank endorse",
    },
}
_IRREGULAR: dict[str, Polarity] = {
    "soutient": "for", "soutiennent": "for", "soutenu": "for", "soutenir": "for", "défend": "for", "défendent": "for", "défendre": "for", "défendu": "for",
    "reproche": "against", "reprochent": "against",
}  # fmt: skip
_CONFUSED = re.compile(
    r"\b(?:confusion|désarroi|perplexité|incompréhension|(?:je\s+suis|juste)\s+perdue?|(?:n['’]y\s+|ne\s+)?comprends?\s+(?:rien|pas)|confused\b|bewilder\w*|(?:feel|am|'m|’m)\s+lost\b|don['’]t\s+understand|do\s+not\s+understand)",
    re.IGNORECASE,
)
_SUPPORT = re.compile(
    r"(?:apport\w+|exprim\w+|témoign\w+)\s+(?:\w+\s+){0,2}soutien\s+(?:à|au|aux)\b|(?:express\w+|voic\w+|show\w+)\s+(?:\w+\s+){0,2}support\s+for\b",
    re.IGNORECASE,
)
_FIRST = {
    "for": re.compile(
        r"\b(?:j['’]admire|j['’]aime\s+et\s+respecte|je\s+soutiens|je\s+suis\s+avec|I\s+stand\s+with|I\s+support|I\s+admire|I\s+love\s+and\s+respect|I(?:'m|\s+am|’m)\s+with|I\s+trust)\s+",
        re.IGNORECASE,
    ),
    "against": re.compile(
        r"\b(?:démission\s+(?:du|de\s+la|des)|I\s+ask\s+[^.]{0,40}\s+to\s+resign)", re.IGNORECASE
    ),
}


@cache
def _verbs(lang: str) -> dict[str, tuple[Polarity, str]]:
    out: dict[str, tuple[Polarity, str]] = {}
    regular = regular_fr if lang == "fr" else regular_en
    for polarity, words in _WORDS.get(lang, {}).items():
        for lemma in words.split():
            if lang == "fr" and not lemma.endswith("er"):
                continue
            for form, cue in regular(lemma, ""):
                out[form] = (polarity, cue.form)
    if lang == "fr":
        out |= {
            word: (
                polarity,
                "part" if word.endswith("u") else "inf" if word.endswith("re") else "fin",
            )
            for word, polarity in _IRREGULAR.items()
        }
    return out


def stances(article: Article, found: Cast, said: Sequence[Quotation]) -> list[StanceReported]:
    """Stances by verbs of the article, by calls to resign, by words in the first person."""
    resolver = Resolver(article, found)
    table = _verbs(article.lang)
    out: list[StanceReported] = []
    for first, behind in article.sentences:
        span = article.span(first, behind)
        for at in range(first, behind):
            if article.inside[at] < 0 and article.plain[at] in table:
                out += _verb(article, found, resolver, at, span, *table[article.plain[at]])
        out += _phrases(article, found, resolver, first, behind, span)
    for quotation in said:
        out += _spoken(article, found, quotation)
    return _unique(out)


def _unique(rows: list[StanceReported]) -> list[StanceReported]:
    seen: set[tuple[object, ...]] = set()
    out = []
    for row in sorted(rows, key=lambda r: r.span):
        key = (row.holder, row.target, row.polarity)
        if key not in seen:
            seen.add(key)
            out.append(row)
    return out


def _holder(article: Article, found: Cast, resolver: Resolver, at: int) -> str | None:
    """Id of the subject, or its words where it is a group."""
    start = at
    while start > 0 and (
        article.low(start - 1)
        in article.lex.auxiliaries
        | article.lex.adverbs
        | article.lex.clitics - {"le", "la", "les", "l'"}
        or article.low(start - 1).endswith(("ment", "ly"))
    ):
        start -= 1
    source = subject(
        article, found, CueFound(first=start, behind=at + 1, at=at, form="fin", takes="", lemma="")
    )
    if source is None:
        return None
    speaker = resolver.resolve(source)
    if speaker.id:
        return speaker.id
    number = found.start_at.get(source)
    return (
        " ".join(article.said(found.phrases[number].first, found.phrases[number].behind).split())
        if number is not None
        else None
    )


def _target(article: Article, found: Cast, j: int, stop: int) -> list[str]:
    """Ids (or words) of the phrase at a token and of a name apposed to it; coordinated ones too."""
    number = found.start_at.get(j)
    if number is None:
        return []
    phrase = found.phrases[number]
    nxt = found.start_at.get(phrase.behind + (article.low(phrase.behind) == ","))
    if phrase.kind == "role" and nxt is not None and found.phrases[nxt].kind == "person":
        phrase = found.phrases[nxt]
    if phrase.kind == "place":
        return []
    entity = found.of_phrase.get(phrase.first)
    if entity is None and phrase.kind == "body":
        entity = body_entity(article, found, phrase)
    if (
        entity is None
        and phrase.kind == "role"
        and article.low(phrase.first) in ("leur", "son", "sa", "their", "his", "her")
    ):
        entity = None
    out = [entity or " ".join(article.said(phrase.first, phrase.behind).split())]
    if (
        article.low(phrase.behind) in ("et", "and")
        and phrase.behind + 1 in found.start_at
        and phrase.behind + 1 < stop
    ):
        out += _target(article, found, phrase.behind + 1, stop)
    return out


def _verb(
    article: Article,
    found: Cast,
    resolver: Resolver,
    at: int,
    span: Span,
    polarity: Polarity,
    form: str,
) -> list[StanceReported]:
    if (
        form == "part"
        and not any(
            article.low(k) in ("a", "ont", "avait", "avaient", "has", "have", "had")
            for k in range(max(0, at - 4), at)
        )
        and article.lang == "fr"
    ):
        return []
    if (
        form == "inf"
        and article.low(at - 1) not in ("dit", "affirme", "pour")
        and article.lang == "fr"
    ):
        return []
    if article.lang == "en" and (
        article.low(at - 1) in article.lex.determiners
        or article.low(at - 1) in ("of", "for", "to", "be", "been", "was", "were", "is", "and")
    ):
        return []
    j = at + 1
    while article.low(j) in article.lex.adverbs or article.low(j).endswith(("ment", "ly")):
        j += 1
    if article.plain[at].startswith("reproch") and article.low(j) in ("a", "au", "aux"):
        j += 1
    targets = _target(article, found, j, len(article.words))
    holder = _holder(article, found, resolver, at)
    if not targets or holder is None:
        return []
    return [
        StanceReported(holder=holder, target=t, polarity=polarity, span=span)
        for t in targets
        if t != holder
    ]


def _phrases(
    article: Article, found: Cast, resolver: Resolver, first: int, behind: int, span: Span
) -> list[StanceReported]:
    """*apporter leur soutien à X*; *ont exprimé leur confusion*."""
    text = article.text[slice(*span)]
    out: list[StanceReported] = []
    if found_words := _SUPPORT.search(text):
        at = next(
            i
            for i in range(first, behind)
            if article.words[i].start >= span[0] + found_words.start()
        )
        end = next(
            (i for i in range(at, behind) if article.words[i].start >= span[0] + found_words.end()),
            behind,
        )
        holder = _holder(article, found, resolver, at)
        out += [
            StanceReported(holder=holder, target=t, polarity="for", span=span)
            for t in _target(article, found, end, behind)
        ]
    confused = _CONFUSED.search(text)
    if confused:
        at = next(
            (i for i in range(first, behind) if article.words[i].end > span[0] + confused.start()),
            first,
        )
        if article.inside[at] < 0:
            k = next(
                (
                    i
                    for i in range(at, first, -1)
                    if article.plain[i] in article.lex.cues
                    or article.low(i)
                    in ("avouent", "exprime", "exprimé", "expressed", "say", "said", "are", "were")
                ),
                at,
            )
            holder = _holder(article, found, resolver, k)
            if (
                holder is None
                and (
                    number := next(
                        (n for n, p in enumerate(found.phrases) if p.first >= first), None
                    )
                )
                is not None
                and found.phrases[number].first < at
            ):
                holder = " ".join(
                    article.said(found.phrases[number].first, found.phrases[number].behind).split()
                )
            if holder is None and article.low(first) in ("d'", "certains", "others", "some"):
                holder = article.said(first, first + 2 if article.low(first) == "d'" else first + 1)
            out.append(StanceReported(holder=holder, polarity="confused", span=span))
    return out


def _spoken(article: Article, found: Cast, quotation: Quotation) -> list[StanceReported]:
    """Words in the first person, of a speaker who is known."""
    if quotation.speaker is None or not quotation.content:
        return []
    out: list[StanceReported] = []
    for start, end in quotation.content:
        text = article.text[start:end]
        if _CONFUSED.search(text):
            out.append(
                StanceReported(holder=quotation.speaker, polarity="confused", span=(start, end))
            )
        for word in _FIRST["for"].finditer(text):
            at = start + word.end()
            i = (
                next((i for i in range(len(article.words)) if article.words[i].start >= at), None)
                if len(article.words) < 4000
                else None
            )
            targets = _target(article, found, i, len(article.words)) if i is not None else []
            out += [
                StanceReported(
                    holder=quotation.speaker, target=t, polarity="for", span=(start, end)
                )
                for t in targets
            ]
    lemma = article.text[slice(*quotation.cue[0])].lower() if quotation.cue else ""
    content = article.text[quotation.content[0][0] : quotation.content[-1][1]]
    if re.search(r"appel|demand|réclam|exig|urge|call|ask", lemma) and (
        resign := re.search(r"démission|resign|step\s+down|départ", content)
    ):
        at = quotation.content[0][0] + resign.start()
        for phrase in found.phrases:
            start = article.words[phrase.first].start
            if at < start < at + 40 and phrase.kind in ("body", "person", "organisation"):
                entity = found.of_phrase.get(phrase.first) or (
                    body_entity(article, found, phrase) if phrase.kind == "body" else None
                )
                if entity:
                    out.append(
                        StanceReported(
                            holder=quotation.speaker,
                            target=entity,
                            polarity="against",
                            span=(quotation.cue[0][0], quotation.content[-1][1]),
                        )
                    )
                break
    return out
