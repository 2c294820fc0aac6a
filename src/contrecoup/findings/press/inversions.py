"""Words that stand before the verb of saying: *« … », a dit X*; *“A,” X of Y said*."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.contents import Opening, aside, skip_days
from contrecoup.findings.press.cues import CueFound, governed
from contrecoup.findings.press.event import Event
from contrecoup.findings.press.nouns import apposed_name, noun_from, start_of
from contrecoup.findings.press.people import Cast


def forward(article: Article, cue: CueFound, behind: int) -> Opening | None:
    """A quotation that goes on behind an inverted cue."""
    j = cue.behind
    while j < behind and j < cue.behind + 16:
        if article.inside[j] >= 0:
            return Opening("quote", j)
        if article.words[j].text in ";?!":
            return None
        j += 1
    return None


def inverted(article: Article, found: Cast, cue: CueFound, first: int) -> int | None:
    """The phrase behind the verb, where words come before it: *…, a dit X*."""
    if cue.form not in ("fin", "comp") or cue.first <= first:
        return None
    before = cue.first - 1
    while before > first and article.low(before) in article.lex.clitics | article.lex.adverbs:
        before -= 1
    marked = article.inside[before] >= 0 or (
        article.low(before) == "," and article.inside[before - 1] >= 0
    )
    if not marked and (
        article.low(before) not in (",", "–", "—")
        or not set("qw") & set(cue.takes)
        or _apposed(article, found, first, before)
    ):
        return None
    j = _behind_circumstances(article, found, cue.behind, marked=marked)
    if article.low(j) in ("ce", "cette") and article.low(j + 1) in ("dernier", "derniere"):
        return j + 1
    at = start_of(article, found, j)
    if at is None and marked and article.lex.lang == "fr" and set("qw") & set(cue.takes):
        return noun_from(article, found, j) if _free(article, first, before) else None
    if at is None or article.inside[at] >= 0:
        return None
    if found.phrases[found.start_at[at]].kind == "place" and article.inside[before] < 0:
        return None
    return apposed_name(article, found, at)


def _free(article: Article, first: int, before: int) -> bool:
    """Whether the words in marks before a verb stand for themselves, and are no clause's part."""
    number = article.inside[before] if article.inside[before] >= 0 else article.inside[before - 1]
    begin = article.quote_words[number][0]
    return begin == first or article.low(begin - 1) in (",", ":", "–", "—")


def _behind_circumstances(article: Article, found: Cast, j: int, *, marked: bool) -> int:
    """Behind adverbs, days and the one told, between an inverted verb and its subject."""
    while j < len(article.words) and (
        (step := aside(article, j)) > j
        or article.low(j) in article.lex.adverbs
        or article.low(j).endswith(("ment", "ly"))
    ):
        j = max(step, j + 1)
    if not marked:
        return j
    while j not in found.start_at and (day := skip_days(article, j)) > j:
        j = day
    if article.lex.lang == "fr" and article.low(j) in _WHERE:
        for k in range(j + 2, min(j + _WHERE_LONG, len(article.words))):
            if article.low(k) in (",", ".", ";") or article.inside[k] >= 0:
                break
            low = article.low(k)
            if (
                (k in found.start_at or low in _BEGINS)
                and low not in _HOLDS
                and not governed(article, k, j)
                and article.low(k - 1) not in _BEGINS
            ):
                return k
    return j


_WHERE = frozenset("a au aux sur dans aupres devant lors en depuis chez via".split())
_WHERE_LONG = 9
_BEGINS = frozenset("le la l' les un une son sa ses leur leurs ce cet cette ces".split())
_HOLDS = frozenset("de d' du des au aux".split())


def _apposed(article: Article, found: Cast, first: int, comma: int) -> bool:
    """Whether the words before the comma are a subject with its apposition: *X, qui …,*."""
    for k in range(comma - 1, first, -1):
        if article.low(k) == "," and article.inside[k] < 0 and k in found.end_at:
            return found.phrases[found.end_at[k]].first <= first + 2 or article.low(k + 1) in (
                "qui",
                "who",
                "which",
                "dont",
            )
    return comma in found.end_at and found.phrases[found.end_at[comma]].first <= first + 1


def last(
    article: Article, cue: CueFound, source: int, opened: Opening | None, first: int, behind: int
) -> bool:
    """Whether the words come before subject and verb: *“A”, X said*."""
    if cue.form not in ("fin", "comp"):
        return False
    start = _subject_start(article, cue, source)
    behind_words = start > first and (
        article.low(start - 1) == "," or article.inside[start - 1] >= 0
    )
    alone = (
        start == first
        and first > 0
        and article.inside[first - 1] >= 0
        and "\n" not in article.text[article.words[first - 1].end : article.words[first].start]
    )
    if not (behind_words or alone) or (
        opened is not None and opened.kind not in ("plain", "quote")
    ):
        return False
    marked = article.inside[start - 1] >= 0 or (
        article.low(start - 1) == "," and article.inside[start - 2] >= 0
    )
    return marked or (article.lex.lang == "en" and _silent(article, cue, behind))


def _subject_start(article: Article, cue: CueFound, source: int) -> int:
    """The first token of the subject's words, its determiners and roles included."""
    if source > cue.first:
        return cue.first
    start = source
    if article.low(start - 1) == "'s":
        start = next(
            (
                k
                for k in range(start - 2, max(-1, start - 9), -1)
                if article.low(k) in article.lex.determiners or article.low(k - 1) == ","
            ),
            start,
        )
    while start > 0 and _same_subject(article, start - 1):
        start -= 1
    return start


def _same_subject(article: Article, k: int) -> bool:
    if article.sentence_of[k] != article.sentence_of[k + 1] or article.inside[k] >= 0:
        return False
    low = article.low(k)
    return (
        (article.words[k].text[:1].isupper() and low not in article.lex.small)
        or low in article.lex.roles | article.lex.titles.keys() | article.lex.determiners
        or (low == "." and article.low(k - 1) in article.lex.titles)
    )


_ONLY_WHERE = frozenset(
    "in on during at of to as after while when about from before with dans sur lors a au apres devant en".split()
)


def _silent(article: Article, cue: CueFound, behind: int) -> bool:
    """Whether nothing said follows the verb: the sentence ends, or only says when and where."""
    j = cue.behind
    while j < behind and article.low(j) in article.lex.adverbs:
        j += 1
    if j >= behind or article.words[j].text in ".,;!?…)":
        return True
    start = article.words[j].start
    if any(day.start <= start < day.end for day in article.days_between(start, start + 1)):
        return True
    return article.low(j) in _ONLY_WHERE


# English: “A,” X of Y said

_TAG = 26
_FEWEST_TAG = 2
_GOES_ON = frozenset("and but in when as after which while to for on".split())


def tagged(article: Article, found: Cast, cue: CueFound) -> Event | None:
    """*“A,” X of Y said*: whatever stands between the marks and the verb speaks."""
    if article.lex.lang != "en" or cue.form not in ("fin", "comp"):
        return None
    k = _marks_before(article, cue)
    if k < 0:
        return None
    number = article.inside[k]
    begin, end = article.quote_words[number]
    if k != end - 1 or "\n" in article.text[article.words[k].end : article.words[k + 1].start]:
        return None
    if article.words[end - 2].text not in (",", "?", "!", "—", "…", "...") or end - begin < 4:
        return None
    if article.low(end) in _GOES_ON:
        return None
    stop = cue.first
    while stop > end + 1 and (
        article.low(stop - 1) in article.lex.adverbs or article.low(stop - 1) == ","
    ):
        stop -= 1
    return Event(
        first=cue.first,
        behind=cue.behind,
        source=_named_between(article, found, end, stop),
        found=forward(article, cue, article.sentences[article.sentence_of[cue.at]][1]),
        backward=True,
        form=cue.form,
        rule="after",
        source_words=(end, stop),
        quote=number,
    )


def _marks_before(article: Article, cue: CueFound) -> int:
    """The last token in marks before the verb, with two to 25 words between, or -1."""
    k = cue.first - 1
    while k >= 0 and article.inside[k] < 0 and cue.first - k < _TAG:
        if article.words[k].text in ";:." and not (
            article.words[k].text == "." and article.low(k - 1) in article.lex.titles
        ):
            return -1
        k -= 1
    return k if k >= 0 and article.inside[k] >= 0 and cue.first - k >= _FEWEST_TAG else -1


def _named_between(article: Article, found: Cast, first: int, behind: int) -> int | None:
    """The first person in a range, else the first phrase or pronoun."""
    starts = [i for i in range(first, behind) if i in found.start_at]
    for i in starts:
        if found.phrases[found.start_at[i]].kind == "person":
            return i
    pronouns = [i for i in range(first, behind) if article.low(i) in article.lex.subjects]
    return min([*starts[:1], *pronouns[:1]], default=None)
