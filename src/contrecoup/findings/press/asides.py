"""Words that a sentence puts between two that belong together: days, and what stands between commas.

*a révoqué, mardi 4 février, sa directrice*; *will on Monday put*; *X, a trustee since May, has left*.
"""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from contrecoup.findings.press.article import Article

_LONGEST = 16  # tokens between the two commas
_STRONG = frozenset(';:.!?()«»“”"')
_TIMED = frozenset("en in debut fin mi courant early late mid since depuis".split())
_MONTHS = frozenset(
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre january february march april may june july "
    "august september october november december".split()
)
_BEFORE_DAY = frozenset("on in en a des le ce au by from d' this late early tard tot dans".split())
_SOFT = frozenset(
    "matin soir midi apres-midi nuit morning evening afternoon night dernier last prochain next".split()
)
#: What opens an aside that is neither a subject nor an object.
_OPENS = frozenset(
    """
a au aux en dans des sur sous par pour avec sans apres avant depuis selon malgre contre devant chez lors pendant durant vers entre comme d' de
faute sauf hormis grace suite outre hier aujourd'hui demain cependant toutefois pourtant enfin ainsi notamment eux elle lui quant dit
in on at by with without after before since under over despite during from for against amid following according as to within until through
yesterday today tomorrow however meanwhile though therefore effectively then unanimously
""".split()
)


def day_start(article: Article, k: int) -> int:
    """The first token of the day expression that token ``k`` ends, or -1."""
    end = article.words[k].end
    for day in article.days_between(end - 1, end):
        if day.end == end:
            while k > 0 and article.words[k - 1].start >= day.start:
                k -= 1
            return k
    return -1


def before_day(article: Article, k: int, floor: int) -> int:
    """The token before the day that ends at ``k``, and before its preposition; ``k`` where none does."""
    last = k
    while last > floor and article.low(last) in _SOFT:
        last -= 1
    day = day_start(article, last)
    if day < floor:
        day = day_start(article, k)
    if day < floor:
        return k
    k = day - 1
    while k >= floor and article.low(k) in _BEFORE_DAY and article.plain[k] != "a":
        k -= 1
    return k


def skip_days(article: Article, j: int) -> int:
    """Behind the day and month expressions that start at a token, else the token."""
    while j < len(article.words):
        if article.low(j) in _TIMED and article.low(j + 1) in _MONTHS:
            j += 2
            continue
        start = article.words[j].start
        near = article.days_between(start, start + 1)
        day = next((d for d in near if d.start <= start < d.end), None)
        if day is None:
            break
        while j < len(article.words) and article.words[j].start < day.end:
            j += 1
    return j


def opening_comma(article: Article, comma: int, floor: int) -> int:
    """The comma that opens the words which a comma closes, or -1."""
    if article.low(comma) != "," or article.inside[comma] >= 0:
        return -1
    for k in range(comma - 1, max(floor, comma - _LONGEST) - 1, -1):
        if article.words[k].text in _STRONG:
            return -1
        if article.low(k) == ",":
            return k if k > floor else -1
    return -1


def skip_asides(article: Article, j: int) -> int:
    """Behind days, and behind an aside between two commas that starts at a token."""
    j = skip_days(article, j)
    if j >= len(article.words) or article.low(j) != "," or article.inside[j] >= 0:
        return j
    first = j + 1
    if skip_days(article, first) == first and not _opens(article, first):
        return j
    stop = min(article.sentences[article.sentence_of[j]][1], j + _LONGEST)
    for k in range(first, stop):
        if article.words[k].text in _STRONG:
            return j
        if article.low(k) == ",":
            return skip_days(article, k + 1)
    return j


def _opens(article: Article, at: int) -> bool:
    low = article.low(at)
    if article.lang == "fr" and low == "a":
        return article.plain[at] == "à"
    return low in _OPENS or low in article.lex.adverbs or low.endswith(("ment", "ly"))


def before_aside_days(article: Article, k: int, floor: int) -> int:
    """The token before the days and adverbs that end at ``k``: *was on Wednesday, …*."""
    while k > floor:
        day = before_day(article, k, floor)
        if day == k and article.low(k) not in article.lex.adverbs:
            break
        k = min(day, k - 1)
    return k


def told_in(article: Article, first: int, behind: int) -> bool:
    """Whether an aside says who tells it: *a fait savoir vendredi l'université*, *officials said*."""
    return any(
        article.plain[k] in article.lex.cues or article.plain[k] in ("savoir", "assure", "assurent")
        for k in range(first, behind)
    )
