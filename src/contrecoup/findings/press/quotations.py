"""From attributions to quotations: sources, speakers, kinds, days, media, posts in the text."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from attrs import evolve

from contrecoup.findings.press.article import Article, Span
from contrecoup.findings.press.attributions import Draft, attributions
from contrecoup.findings.press.contents import skip_days
from contrecoup.findings.press.people import Cast
from contrecoup.findings.press.posts import iso, of_post, posts_shown
from contrecoup.findings.press.speakers import Resolver, Speaker
from contrecoup.findings.press.tagger_drafts import RULE, tagged
from contrecoup.model.reading import Quotation, QuotationKind, Said, SpeakerKind

_REMOVED = re.compile(
    r"(?:désormais|depuis|aujourd['’]hui|maintenant|rapidement|ensuite|since|now|later|subsequently|hastily)[\s-]+(?:été[\s-]+)?(?:supprimée?s?|effacée?s?|retirée?s?|deleted|removed|taken down)"
    r"|(?:supprimée?s?|effacée?s?|retirée?s?|deleted|removed)\s+(?:depuis|since|plus tard|later)|\b(?:has|have|had|was|were)\s+(?:since\s+)?(?:been\s+)?(?:deleted|removed)\b|\bdeleted\s+(?:post|tweet|message)"
    r"|(?:post|message|tweet|publication|concept)\s+(?:supprimée?|effacée?)|a\s+(?:depuis\s+)?(?:été\s+)?(?:supprimé|effacé)",
    re.IGNORECASE,
)
_FEWEST = 7  # words of a quotation in marks that stands without any cue


def quotations(article: Article, found: Cast) -> list[Quotation]:
    """All quotations in text order, with ids ``q1`` …."""
    posts = posts_shown(article)
    held = [(p.content[0], p.line[1]) for p in posts]
    drafts = [
        d
        for d in tagged(
            article, found, attributions(article, found), _signed_quotes(article, found)
        )
        if not _within(article.span(*d.content[0]), held)
    ]
    drafts = _joined(article, drafts)
    used = {q for d in drafts for q in d.quotes}
    drafts += _alone(article, found, used, held)
    drafts.sort(key=lambda d: d.content[0])
    resolver = Resolver(article, found)
    order = sorted(drafts, key=lambda d: d.source if d.source is not None else d.content[0][0])
    spoken = {id(d): resolver.resolve(d.source) for d in order}
    out = [_quotation(article, found, d, spoken[id(d)]) for d in drafts]
    out += [of_post(article, found, p) for p in posts]
    out.sort(key=lambda q: (q.content[0], q.id))
    return [evolve(q, id=f"q{n}") for n, q in enumerate(out, 1)]


def _within(span: Span, held: Sequence[Span]) -> bool:
    return any(s <= span[0] < e for s, e in held)


# Quotations in marks that no cue took


def _joined(article: Article, drafts: list[Draft]) -> list[Draft]:
    """*“A,” he said. “B.”*: the second belongs to the first where nothing stands between."""
    used = {q for d in drafts for q in d.quotes}
    for draft in drafts:
        if draft.rule not in ("inverted", "after") or not draft.quotes or draft.cue is None:
            continue
        sentence = article.sentence_of[draft.cue[0]]
        end = max(draft.content[-1][1], article.sentences[sentence][1])
        while end < len(article.words) and article.inside[end] >= 0:
            number = article.inside[end]
            first, behind = article.quote_words[number]
            if number in used or first != end or _new_paragraph(article, end):
                break
            nxt = article.sentence_of[end]
            if article.sentences[nxt][1] - behind > 1:
                break
            draft.content.append((first, behind))
            draft.quotes.add(number)
            used.add(number)
            end = article.sentences[nxt][1]
    return drafts


def _new_paragraph(article: Article, i: int) -> bool:
    return i > 0 and "\n" in article.text[article.words[i - 1].end : article.words[i].start]


def _alone(  # noqa: C901  a list of cases, read from top to bottom
    article: Article, found: Cast, used: set[int], held: Sequence[Span]
) -> list[Draft]:
    """Words in marks behind a colon, or long enough to be speech: with the clause's subject or nobody."""
    out: list[Draft] = []
    for number, (first, behind) in enumerate(article.quote_words):
        if number in used or first >= behind or _within(article.span(first, behind), held):
            continue
        if article.title and article.words[first].start < article.title[1]:
            continue
        count = sum(w.text[0].isalpha() for w in article.words[first:behind])
        start = article.sentences[article.sentence_of[first]][0]
        colon = first > start and article.low(first - 1) == ":"
        source, cue = _noticed(article, found, start, first) if first > start else (None, None)
        if first == start and first > 0 and article.low(first - 1) == ":":
            colon = True
            source, cue = _noticed(
                article, found, article.sentences[article.sentence_of[first - 1]][0], first - 1
            )
        signed = _signed(article, found, behind)
        if signed is not None:
            out.append(
                Draft(
                    content=[(first, behind)],
                    cue=(behind, behind + 1),
                    source=signed,
                    rule="signed",
                    confidence=0.8,
                    quotes={number},
                )
            )
            continue
        if colon and (source is not None or count >= 4):
            out.append(
                Draft(
                    content=[(first, behind)],
                    cue=cue,
                    source=source,
                    rule="colon",
                    confidence=0.6 if source is not None else 0.4,
                    quotes={number},
                )
            )
        elif cue is not None and count >= 4:
            out.append(
                Draft(
                    content=[(first, behind)],
                    cue=cue,
                    source=source,
                    rule="notice",
                    confidence=0.5,
                    quotes={number},
                )
            )
        elif (verb := _any_verb(article, found, behind)) is not None:
            out.append(
                Draft(
                    content=[(first, behind)],
                    cue=(verb[0], verb[1]),
                    source=verb[2],
                    rule="inverted",
                    confidence=0.75,
                    quotes={number},
                )
            )
        elif (
            count >= 4
            and not _new_paragraph(article, first)
            and (own := found.end_at.get(first)) is not None
            and found.phrases[own].kind in ("person", "organisation", "body")
            and article.low(found.phrases[own].first - 1)
            not in ("de", "du", "d'", "of", "par", "by", "a", "dans")
        ):
            out.append(
                Draft(
                    content=[(first, behind)],
                    source=found.phrases[own].first,
                    rule="subject-marks",
                    confidence=0.5,
                    quotes={number},
                )
            )
        elif count >= _FEWEST and article.quotes[number].closed:
            out.append(
                Draft(content=[(first, behind)], rule="marks", confidence=0.3, quotes={number})
            )
    return out


def _any_verb(article: Article, found: Cast, behind: int) -> tuple[int, int, int] | None:
    """*« A », s'amuse X*: a verb that is in no list, between the marks and a person; its range and the source."""
    j = behind
    if j >= len(article.words) or _new_paragraph(article, j):
        return None
    if article.low(j) == ",":
        j += 1
    elif article.words[behind - 2].text not in (",", "!", "?"):
        return None
    first = j
    while article.low(j) in article.lex.clitics | article.lex.auxiliaries and j - first < 3:
        j += 1
    if (
        j >= len(article.words)
        or not article.words[j].text.islower()
        or article.low(j) in article.lex.small
    ):
        return None
    k = j + 1
    while k not in found.start_at and (day := skip_days(article, k)) > k:
        k = day
    number = found.start_at.get(k)
    if number is None:
        return None
    phrase = found.phrases[number]
    nxt = found.start_at.get(phrase.behind)
    if phrase.kind == "role" and nxt is not None and found.phrases[nxt].kind == "person":
        return first, j + 1, found.phrases[nxt].first
    return (first, j + 1, phrase.first) if phrase.kind == "person" else None


def _signed(article: Article, found: Cast, behind: int) -> int | None:
    """*“A.” — Name* at the end of a paragraph: the phrase that signs."""
    if (
        behind + 1 >= len(article.words)
        or article.words[behind].text not in "–—―-"
        or _new_paragraph(article, behind)
    ):
        return None
    number = found.start_at.get(behind + 1)
    if number is None or found.phrases[number].kind not in ("person", "organisation"):
        return None
    end = found.phrases[number].behind
    return (
        behind + 1
        if end >= len(article.words) or _new_paragraph(article, end) or article.low(end) == ","
        else None
    )


def _signed_quotes(article: Article, found: Cast) -> set[int]:
    """Numbers of the quotations that somebody signs."""
    return {
        number
        for number, (first, behind) in enumerate(article.quote_words)
        if first < behind and _signed(article, found, behind) is not None
    }


def _noticed(
    article: Article, found: Cast, start: int, stop: int
) -> tuple[int | None, tuple[int, int] | None]:
    """Who issues the notice (statement, letter, slogan) named in a clause, and the words that say so."""
    cue: tuple[int, int] | None = None
    for i in range(stop - 1, start - 1, -1):
        if article.low(i) in article.lex.notices and article.inside[i] < 0:
            cue = (i, i + 1)
            break
    source: int | None = None
    for i in range(start, stop):
        if article.inside[i] >= 0:
            continue
        if article.low(i) in article.lex.subjects and article.low(i) not in ("on", "it"):
            source = i
            break
        number = found.start_at.get(i)
        if number is not None and found.phrases[number].kind != "place":
            before = article.low(i - 1) if i > start else ""
            if before in (
                "a",
                "au",
                "aux",
                "par",
                "dans",
                "sur",
                "pour",
                "in",
                "on",
                "to",
                "for",
                "at",
                "of",
                "with",
                "chez",
                "avec",
            ):
                continue
            phrase = found.phrases[number]
            source = i
            nxt = found.start_at.get(phrase.behind)
            if phrase.kind == "role" and nxt is not None and found.phrases[nxt].kind == "person":
                source = found.phrases[nxt].first
            break
    return source, cue


# One quotation


def _quotation(article: Article, found: Cast, draft: Draft, speaker: Speaker) -> Quotation:
    content = _pieces(article.span(*r) for r in draft.content if r[0] < r[1])
    cue = (article.span(*draft.cue),) if draft.cue else ()
    source = _source(article, found, draft.source)
    if draft.source_words is not None and (
        draft.rule == RULE or not source or not _resolved_name(found, draft)
    ):
        source = (article.span(*draft.source_words),)
    context = _context(article, draft)
    return Quotation(
        id="",
        content=content,
        cue=cue,
        source=source,
        speaker=speaker.id,
        speaker_kind=_kind_of_speaker(speaker, draft),
        kind=_kind(article, draft),
        medium=_medium(article, draft),
        said=_said(article, draft),
        status="removed-as-reported" if _REMOVED.search(context) else None,
        confidence=_confidence(draft, speaker),
        rule=draft.rule,
    )


def _confidence(draft: Draft, speaker: Speaker) -> float:
    if draft.source is None or draft.rule == RULE:
        return draft.confidence
    return round(draft.confidence * speaker.sure, 2)


def _pieces(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in text order; those that overlap become one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span[0] < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], span[1]))
        else:
            out.append(span)
    return tuple(out)


def _resolved_name(found: Cast, draft: Draft) -> bool:
    """Whether the source is a name or a pronoun, and so better than all words before the verb."""
    number = found.start_at.get(draft.source) if draft.source is not None else None
    return number is None or found.phrases[number].name is not None


def _kind_of_speaker(speaker: Speaker, draft: Draft) -> SpeakerKind | None:
    return speaker.kind if draft.source is not None else None


def _source(article: Article, found: Cast, source: int | None) -> tuple[Span, ...]:
    if source is None:
        return ()
    number = found.start_at.get(source)
    if number is None:
        first = source - 1 if article.low(source) in ("dernier", "derniere") else source
        return (article.span(first, source + 1),)
    phrase = found.phrases[number]
    return (article.span(*(phrase.name or (phrase.first, phrase.behind))),)


def _kind(article: Article, draft: Draft) -> QuotationKind:
    marked = any(
        article.inside[i] >= 0 for first, behind in draft.content for i in range(first, behind)
    )
    if not marked:
        return "indirect"
    for first, behind in draft.content:
        start = (
            first + 1 if article.low(first) in article.lex.that and behind - first > 1 else first
        )
        if any(
            article.inside[i] < 0 and article.words[i].text[0].isalnum()
            for i in range(start, behind)
        ):
            return "mixed"
    return "direct"


def _sentences_of(article: Article, draft: Draft) -> tuple[int, int]:
    anchor = (
        draft.cue[0]
        if draft.cue
        else draft.source
        if draft.source is not None
        else draft.content[0][0]
    )
    return article.sentences[article.sentence_of[anchor]]


def _context(article: Article, draft: Draft) -> str:
    """The sentence of the cue without the words quoted; the one before where a pronoun speaks."""
    first, behind = _sentences_of(article, draft)
    if (
        draft.source is not None
        and article.low(draft.source) in ("il", "elle", "he", "she")
        and first > 0
    ):
        before = article.sentences[article.sentence_of[first - 1]]
        if not _new_paragraph(article, first):
            first = before[0]
    return " ".join(article.words[i].text for i in range(first, behind) if article.inside[i] < 0)


def _outside(article: Article, draft: Draft, start: int) -> bool:
    return not any(
        article.words[a].start <= start < article.words[b - 1].end
        for a, b in draft.content
        if a < b
    )


def _said(article: Article, draft: Draft) -> Said | None:
    """The day named in the cue's sentence outside the words said, nearest the cue."""
    first, behind = _sentences_of(article, draft)
    start, end = article.span(first, behind)
    at = article.words[draft.cue[0]].start if draft.cue else start
    rows = [
        d
        for d in article.days_between(start, end)
        if start <= d.start < end and _outside(article, draft, d.start)
    ]
    rows = [d for d in rows if not re.match(r"(?i)(?:en|in)\s", d.text)]
    if not rows:
        return None
    day = min(rows, key=lambda d: abs(d.start - at))
    return Said(span=(day.start, day.end), text=day.text, from_=iso(day.first), to=iso(day.last))


_MEDIUM_BEFORE = frozenset(
    "dans sur par via un une son sa leur le la en sous in on via a his her their the ce cette this du".split()
)


def _medium(article: Article, draft: Draft) -> str | None:
    """The medium named in the cue's sentence, outside the words said."""
    first, behind = _sentences_of(article, draft)
    best: tuple[int, str] | None = None
    anchor = draft.cue[0] if draft.cue else first
    for i in range(first, behind):
        if article.low(i) not in article.lex.media or not _outside(
            article, draft, article.words[i].start
        ):
            continue
        if article.low(i) == "x" and article.words[i].text != "X":
            continue
        medium = article.lex.media[article.low(i)]
        if (
            article.low(i - 1) not in _MEDIUM_BEFORE
            and article.low(i - 2) not in _MEDIUM_BEFORE
            and not article.low(i).startswith("tweet")
        ):
            continue
        rank = abs(i - anchor) - (
            100
            if medium in ("x", "facebook", "bluesky", "mastodon", "linkedin", "instagram")
            else 0
        )
        if best is None or rank < best[0]:
            best = (rank, medium)
    return best[1] if best else None
