"""Which words are whose: contents, cues and sources, as ranges of tokens."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from contrecoup.findings.press.accordings import accordings
from contrecoup.findings.press.article import Article
from contrecoup.findings.press.cues import CueFound, cues
from contrecoup.findings.press.event import Event
from contrecoup.findings.press.events import event_of
from contrecoup.findings.press.extents import (
    after_source,
    clause,
    edge,
    plain_before,
    quotes_in,
    trimmed,
)
from contrecoup.findings.press.people import Cast

Range = tuple[int, int]


@define(kw_only=True)
class Draft:
    """One attribution in token ranges; ``source`` is the first token of its phrase or pronoun.

    ``source_words`` are all words of a source of several names, or of a tagger's; ``like``
    is the attribution whose speaker goes on, where nothing names the speaker again.
    """

    content: list[Range]
    cue: Range | None = None
    source: int | None = None
    rule: str = ""
    quotes: set[int] = field(factory=set)
    source_words: Range | None = None
    like: Draft | None = field(default=None, repr=False)


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
                draft.content = [r for r in draft.content if not (quotes_in(article, *r) & used)]
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


_BESIDE = frozenset(", ; et and mais but puis – — avant".split())


def _coordinated(article: Article, event: Event) -> bool:
    """Whether a cue inside another's words stands beside it, not below it."""
    start = event.first
    if (
        event.source is not None
        and event.source < event.first
        and event.first - event.source < 8
        and article.sentence_of[event.source] == article.sentence_of[start]
    ):
        start = event.source_words[0] if event.source_words else event.source
    if event.form == "ger":
        return True
    while (
        start > 0
        and article.low(start - 1)
        in article.lex.clitics | article.lex.adverbs | article.lex.determiners
    ):
        start -= 1
    if event.plural and start < event.first and article.low(start - 1) in ("et", "and", "ou"):
        return False  # *que X et Y disent*: the words name two, and no clause begins
    return article.low(start - 1) in _BESIDE or article.inside[start - 1] >= 0


# Words behind the cue


def _onward(
    article: Article, found: Cast, event: Event, later: Sequence[Event], behind: int
) -> Draft | None:
    assert event.found is not None
    start = event.found.at
    stop = _stop(article, start, later, behind)
    if stop is None:
        return None
    if event.found.kind == "after-comma":
        start = after_source(article, found, start, behind)
    if event.found.kind == "quote":
        return _quote_draft(article, event, start, stop)
    stop = trimmed(article, start, min(stop, clause(article, start, stop, event.first)))
    if stop <= start:
        return None
    return _draft(article, event, [(start, stop)])


def _stop(article: Article, start: int, later: Sequence[Event], behind: int) -> int | None:
    """Where the words end at the latest; None where they are another cue's, behind them."""
    stop = behind
    for other in later:
        if other.first <= start:
            continue
        if other.backward and other.rule != "according":
            if other.first - start > 1 and article.inside[start] >= 0:
                continue
            marks = _marks_start(article, other)
            if marks - start < 3:
                return None
            return min(stop, marks)
        if other.backward:
            continue
        if _coordinated(article, other):
            return min(stop, edge(article, other.first, other.source, start))
    return stop


def _marks_start(article: Article, event: Event) -> int:
    """The first token of the quotation that stands before a cue, or 0."""
    for k in (event.first - 1, event.first - 2):
        if k >= 0 and article.inside[k] >= 0:
            return article.quote_words[article.inside[k]][0]
    return 0


def _draft(article: Article, event: Event, content: list[Range]) -> Draft:
    return Draft(
        content=content,
        cue=(event.first, event.behind),
        source=event.source,
        rule=event.rule,
        quotes={q for r in content for q in quotes_in(article, *r)},
        source_words=event.source_words,
    )


def _quote_draft(article: Article, event: Event, start: int, stop: int) -> Draft | None:
    """Words in marks right behind the cue, and further ones in the same clause."""
    number = article.inside[start]
    if number < 0:
        return None
    first, end = article.quote_words[number]
    count = sum(w.text[0].isalnum() for w in article.words[first:end])
    rest = trimmed(article, end, stop)
    if rest > end and count <= 7 and article.low(end) not in (",", ".", ";"):
        reach = trimmed(article, start, min(rest, clause(article, end, rest, event.first)))
        return _draft(article, event, [(start, reach)])
    content = [(start, min(end, len(article.words)))]
    seen = {number}
    j = end
    while j < rest and j - end < 6:
        n = article.inside[j]
        if n >= 0 and n not in seen:
            content.append(article.quote_words[n])
            seen.add(n)
            end = j = article.quote_words[n][1]
            continue
        j += 1
    return _draft(article, event, content)


# Words before the cue


def _backward(
    article: Article, event: Event, earlier: Sequence[Event], first: int, behind: int
) -> Draft | None:
    """Words before the cue: a quotation, or the sentence up to the comma."""
    if event.quote >= 0:
        return _marked_before(article, event, earlier, first)
    stop = _end_before(article, event, first)
    if stop == first and first > 0 and article.inside[first - 1] >= 0:
        content = [article.quote_words[article.inside[first - 1]]]
    elif stop <= first:
        return None
    else:
        start = plain_before(article, _floor(earlier, first), stop, first)
        if start is None:
            return None
        content = [(start, stop)]
    marked = any(article.inside[i] >= 0 for r in content for i in range(*r))
    if event.rule in ("according", "inverted") and not marked and behind - event.behind > 4:
        content += _around(article, event, behind)
    if event.rule == "according" and not marked:
        content += _marks_behind(article, event, content, behind)
    return _draft(article, event, _with_forward(article, event, content))


def _marked_before(article: Article, event: Event, earlier: Sequence[Event], first: int) -> Draft:
    content = _with_forward(article, event, [article.quote_words[event.quote]])
    begin, end = content[0]
    lead = begin - first > 1 and end - begin < 12 and not earlier
    if begin > first and lead and article.low(begin - 1) not in (",", ":"):
        content[0] = (first, end)
    draft = _draft(article, event, content)
    draft.quotes = {event.quote, *(article.inside[a] for a, _ in content[1:])}
    return draft


def _with_forward(article: Article, event: Event, content: list[Range]) -> list[Range]:
    """The words before, and a quotation that goes on behind the cue."""
    if event.found is None or event.found.kind != "quote":
        return content
    number = article.inside[event.found.at]
    if any(number in quotes_in(article, *r) for r in content):
        return content
    return [*content, article.quote_words[number]]


def _floor(earlier: Sequence[Event], first: int) -> int:
    """Behind the cues of the sentence that open words of their own."""
    return max(
        (e.behind for e in earlier if not e.backward or e.rule == "according"), default=first
    )


def _end_before(article: Article, event: Event, first: int) -> int:
    """Where the words before a cue end: at the comma before it or before its subject."""
    at = event.first
    if event.source is not None and event.source < event.first:
        at = min(at, event.source)
    if event.rule == "according" and article.low(at - 1) not in (",", "–", "—", "("):
        return at
    while (
        at > first
        and article.inside[at - 1] < 0
        and article.low(at - 1) not in (",", "–", "—", "(")
    ):
        if (
            event.rule == "inverted"
            and at == event.first
            and article.low(at - 1) not in article.lex.clitics | article.lex.adverbs
        ):
            break
        at -= 1
    stop = at
    while (
        stop > first
        and article.low(stop - 1) in (",", "–", "—", "(")
        and article.inside[stop - 1] < 0
    ):
        stop -= 1
    return stop


def _around(article: Article, event: Event, behind: int) -> list[Range]:
    """*A, selon X, B*: the words behind the second comma."""
    if article.low(event.first - 1) != "," or event.source is None:
        return []
    j = max(event.behind, event.source + 1)
    while j < min(behind, event.behind + 12) and article.low(j) != ",":
        j += 1
    stop = trimmed(article, j + 1, behind)
    return [(j + 1, stop)] if article.low(j) == "," and stop > j + 2 else []


def _marks_behind(
    article: Article, event: Event, content: Sequence[Range], behind: int
) -> list[Range]:
    """*La grève est, selon X, « finie »*: the quotation that completes the clause."""
    if len(content) > 1 or event.source is None:
        return []
    for j in range(event.source + 1, min(behind, event.source + 12)):
        if article.inside[j] >= 0:
            return [article.quote_words[article.inside[j]]]
    return []
