"""Which words are whose: contents, cues and sources, as ranges of tokens."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from attrs import define, field

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.cues import CueFound, cues
from contrecoup.findings.press.events import Event, accordings, event_of
from contrecoup.findings.press.people import Cast

Range = tuple[int, int]


@define(kw_only=True)
class Draft:
    """One attribution in token ranges; ``source`` is the first token of its phrase or pronoun."""

    content: list[Range]
    cue: Range | None = None
    source: int | None = None
    rule: str = ""
    confidence: float = 0.5
    quotes: set[int] = field(factory=set)
    form: str = ""
    source_words: Range | None = None


def attributions(article: Article, found: Cast) -> list[Draft]:
    """All attributions of the article in text order, quotation marks used at most once."""
    by_sentence: dict[int, list[CueFound]] = {}
    for cue in cues(article):
        by_sentence.setdefault(article.sentence_of[cue.at], []).append(cue)
    drafts: list[Draft] = []
    used: set[int] = set()
    for number, (first, behind) in enumerate(article.sentences):
        events = accordings(article, found, first, behind)
        spoken: int | None = None
        for cue in by_sentence.get(number, ()):
            event = event_of(article, found, cue, first, behind, spoken)
            if event is not None:
                events.append(event)
                spoken = event.source if event.source is not None else spoken
        events.sort(key=lambda e: e.first)
        for draft in _drafts(article, found, events, first, behind):
            if draft.quotes & used:
                draft.content = [r for r in draft.content if not (_quotes(article, *r) & used)]
                draft.quotes -= used
            if draft.content:
                used |= draft.quotes
                drafts.append(draft)
    return drafts


def _drafts(
    article: Article, found: Cast, events: list[Event], first: int, behind: int
) -> list[Draft]:
    out: list[Draft] = []
    covered = first
    for n, event in enumerate(events):
        below = event.first < covered and not event.backward and event.rule != "according"
        if below and not _coordinated(article, event):
            continue
        if event.backward:
            draft = _backward(article, event, events[:n], first, behind)
        else:
            draft = _onward(article, found, event, events[n + 1 :], behind)
        if draft is None:
            continue
        covered = max(covered, *(r[1] for r in draft.content))
        out.append(draft)
    return out


def _coordinated(article: Article, event: Event) -> bool:
    """Whether a cue inside another's words stands beside it, not below it."""
    start = event.first
    if (
        event.source is not None
        and event.source < event.first
        and event.first - event.source < 8
        and article.sentence_of[event.source] == article.sentence_of[start]
    ):
        start = event.source
    if event.form == "ger":
        return True
    while (
        start > 0
        and article.low(start - 1)
        in article.lex.clitics | article.lex.adverbs | article.lex.determiners
    ):
        start -= 1
    return (
        article.low(start - 1) in (",", ";", "et", "and", "mais", "but", "puis", "–", "—", "avant")
        or article.inside[start - 1] >= 0
    )


def _onward(
    article: Article, found: Cast, event: Event, later: list[Event], behind: int
) -> Draft | None:
    assert event.found is not None
    start = event.found.at
    stop = behind
    for other in later:
        if other.first <= start:
            continue
        if other.backward and other.rule != "according":
            if other.first - start > 1 and article.inside[start] >= 0:
                continue
            return None
        if other.backward:
            continue
        if _coordinated(article, other):
            stop = min(stop, _edge(article, other, start))
            break
    if event.found.kind == "after-comma":
        start = _after_comma(article, found, start, behind)
    if event.found.kind == "quote":
        return _quote_draft(article, event, start, stop)
    stop = _trimmed(article, start, min(stop, _clause(article, start, stop)))
    if stop <= start:
        return None
    return Draft(
        content=[(start, stop)],
        cue=(event.first, event.behind),
        source=event.source,
        rule=event.rule,
        confidence=_confidence(event),
        quotes=_quotes(article, start, stop),
        form=event.form,
    )


def _after_comma(article: Article, found: Cast, start: int, behind: int) -> int:
    """Behind the source and what is apposed to it: the next comma with no name phrase behind."""
    j = start
    for _ in range(3):
        while (
            j < min(behind, start + 30)
            and article.low(j) not in (",", ":")
            and article.inside[j] < 0
        ):
            j += 1
        if j >= behind or article.inside[j] >= 0:
            return j if j < behind else start
        nxt = j + 1
        number = found.start_at.get(nxt)
        apposed = article.low(nxt) in (
            "ancien",
            "ancienne",
            "alors",
            "qui",
            "who",
            "l'un",
            "l'une",
            "dont",
            "cite",
            "cites",
            "a",
            "vice",
        )
        if number is not None and found.phrases[number].kind == "role":
            k = found.phrases[number].behind
            while k < behind and article.low(k) != "," and article.inside[k] < 0 and k - nxt < 14:
                k += 1
            apposed = article.low(k) == "," or (k < behind and article.inside[k] >= 0)
            if found.phrases[number].first in found.of_phrase or apposed:
                j = k if article.low(k) == "," or (k < behind and article.inside[k] >= 0) else j
                if k < behind and article.inside[k] >= 0:
                    return k
                if article.low(k) == ",":
                    return k + 1
        if not apposed:
            return nxt
        j = nxt
    return min(j, behind - 1)


def _quote_draft(article: Article, event: Event, start: int, stop: int) -> Draft | None:
    """Words in marks right behind the cue, and further ones in the same clause."""
    number = article.inside[start]
    if number < 0:
        return None
    first, end = article.quote_words[number]
    text = [w for w in article.words[first:end] if w.text[0].isalnum()]
    content = [(start, min(end, len(article.words)))]
    quotes = {number}
    rest = _trimmed(article, end, stop)
    if rest > end and len(text) <= 7 and article.low(end) not in (",", ".", ";"):
        reach = _trimmed(article, start, min(rest, _clause(article, end, rest)))
        return Draft(
            content=[(start, reach)],
            cue=(event.first, event.behind),
            source=event.source,
            rule=event.rule,
            confidence=0.7,
            quotes=_quotes(article, start, reach),
            form=event.form,
        )
    j = end
    while j < rest and j - end < 6:
        if article.inside[j] >= 0 and article.inside[j] not in quotes:
            n = article.inside[j]
            content.append(article.quote_words[n])
            quotes.add(n)
            end = j = article.quote_words[n][1]
            continue
        j += 1
    return Draft(
        content=content,
        cue=(event.first, event.behind),
        source=event.source,
        rule=event.rule,
        confidence=0.9 if event.source is not None else 0.5,
        quotes=quotes,
        form=event.form,
    )


def _backward(  # noqa: C901, PLR0912  a list of cases, read from top to bottom
    article: Article, event: Event, earlier: list[Event], first: int, behind: int
) -> Draft | None:
    """Words before the cue: a quotation, or the sentence up to the comma."""
    if event.quote >= 0:
        content = [article.quote_words[event.quote]]
        quotes = {event.quote}
        if event.found is not None and article.inside[event.found.at] not in quotes:
            content.append(article.quote_words[article.inside[event.found.at]])
            quotes.add(article.inside[event.found.at])
        begin = content[0][0]
        if (
            begin > first
            and begin - first > 1
            and content[0][1] - begin < 12
            and not earlier
            and article.low(begin - 1) not in (",", ":")
        ):
            content[0] = (first, content[0][1])
        return Draft(
            content=content,
            cue=(event.first, event.behind),
            source=event.source,
            rule=event.rule,
            confidence=0.9,
            quotes=quotes,
            form=event.form,
            source_words=event.source_words,
        )
    edge = event.first
    if event.source is not None and event.source < event.first:
        edge = min(edge, event.source)
    while (
        edge > first
        and article.inside[edge - 1] < 0
        and article.low(edge - 1) not in (",", "–", "—", "(")
    ):
        if (
            event.rule == "inverted"
            and edge == event.first
            and article.low(edge - 1) not in article.lex.clitics | article.lex.adverbs
        ):
            break
        edge -= 1
    stop = edge
    while (
        stop > first
        and article.low(stop - 1) in (",", "–", "—", "(")
        and article.inside[stop - 1] < 0
    ):
        stop -= 1
    if stop == first and first > 0 and article.inside[first - 1] >= 0:
        number = article.inside[first - 1]
        content = [article.quote_words[number]]
        quotes = {number}
    elif stop <= first:
        return None
    else:
        start = first
        for other in earlier:
            if not other.backward or other.rule == "according":
                start = max(start, other.behind)
        number = article.inside[stop - 1]
        if number >= 0:
            begin = article.quote_words[number][0]
            length = article.quote_words[number][1] - begin
            if (
                begin - start <= 1
                or start > first
                or length > 30
                or ":" in (article.low(begin - 1), article.low(begin - 2))
            ):
                start = begin
            start = max(start, first)
        elif start > first:
            return None
        while (
            start < stop
            and article.low(start) in ("mais", "but", "et", "and", "•", "-", "–", "*")
            and article.inside[start] < 0
        ):
            start += 1
        content = [(start, stop)]
        quotes = _quotes(article, start, stop)
    if (
        event.rule in ("according", "inverted")
        and not quotes
        and behind - event.behind > 4
        and event.source is not None
    ):
        content += _around(article, event, behind)
    if event.found is not None and event.found.kind == "quote":
        number = article.inside[event.found.at]
        if number not in quotes:
            content.append(article.quote_words[number])
            quotes = quotes | {number}
    return Draft(
        content=content,
        cue=(event.first, event.behind),
        source=event.source,
        rule=event.rule,
        confidence=_confidence(event),
        quotes=quotes,
        form=event.form,
    )


def _around(article: Article, event: Event, behind: int) -> list[Range]:
    """*A, selon X, B*: the words behind the second comma."""
    if article.low(event.first - 1) != "," or event.source is None:
        return []
    j = max(event.behind, event.source + 1)
    while j < min(behind, event.behind + 12) and article.low(j) != ",":
        j += 1
    stop = _trimmed(article, j + 1, behind)
    return [(j + 1, stop)] if article.low(j) == "," and stop > j + 2 else []


def _edge(article: Article, other: Event, start: int) -> int:
    """Where the clause of a later cue begins: before its subject, its *et* and its comma."""
    edge = other.first
    if (
        other.source is not None
        and start < other.source < other.first
        and other.first - other.source < 10
    ):
        edge = other.source
    while (
        edge > start + 1
        and article.low(edge - 1)
        in article.lex.clitics | article.lex.adverbs | article.lex.determiners
    ):
        edge -= 1
    while edge > start + 1 and article.low(edge - 1) in (
        ",",
        "et",
        "and",
        "mais",
        "but",
        "puis",
        "tout",
        "en",
        ";",
    ):
        edge -= 1
    return edge


_BREAKS = frozenset({";", "tandis", "alors", "avant", "while", "whereas"})


def _clause(article: Article, start: int, stop: int) -> int:
    """The first clear end of a clause: a semicolon, *, tandis que*, *, before*."""
    for j in range(start + 1, stop):
        if article.inside[j] >= 0:
            continue
        low = article.low(j)
        if low == ";" or (low in _BREAKS and article.low(j - 1) == ","):
            return j
        if (
            low == ","
            and article.low(j + 1) in ("mais", "but")
            and article.low(j + 2) not in article.lex.that
            and article.low(j + 2) != "that"
        ):
            return j
        if j > start + 2 and low in _VIA and _medium(article, j, stop):
            return j
    return stop


_VIA = frozenset("dans sur via par in on".split())
_VIA_BETWEEN = frozenset("un une son sa leur ce cette le la a an his her their open lettre".split())


def _medium(article: Article, j: int, stop: int) -> bool:
    """Whether *dans un message*, *sur X* begins at a token: how it was said, no longer what."""
    for k in range(j + 1, min(stop, j + 4)):
        low = article.low(k)
        if low in article.lex.media:
            return article.words[k].text[0].isupper() or low in article.lex.notices
        if low not in _VIA_BETWEEN:
            return False
    return False


def _trimmed(article: Article, start: int, stop: int) -> int:
    while (
        stop > start
        and article.words[stop - 1].text in (".", ",", ";", ":", "!", "?", "…")
        and article.inside[stop - 1] < 0
    ):
        stop -= 1
    return stop


def _quotes(article: Article, start: int, stop: int) -> set[int]:
    return {article.inside[i] for i in range(start, stop) if article.inside[i] >= 0}


def _confidence(event: Event) -> float:
    base = {"that": 0.85, "of": 0.7, "noun": 0.55, "plain": 0.7, "inf": 0.65, "as": 0.7}
    if event.source is None:
        return 0.4
    if event.rule in ("inverted", "after"):
        return 0.9
    return base.get(event.found.kind if event.found else "", 0.75)
