"""When and where something was said, and what became of it: days, media, states."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.attributions import Draft, Range
from contrecoup.findings.press.loose import new_paragraph
from contrecoup.findings.press.posts import iso
from contrecoup.language.dates import DateFound
from contrecoup.model.reading import Said

_REMOVED = re.compile(
    r"(?:désormais|depuis|aujourd['’]hui|maintenant|rapidement|ensuite|since|now|later|subsequently|hastily)[\s-]+(?:été[\s-]+)?(?:supprimée?s?|effacée?s?|retirée?s?|deleted|removed|taken down)"
    r"|(?:supprimée?s?|effacée?s?|retirée?s?|deleted|removed)\s+(?:depuis|since|plus tard|later)|\b(?:has|have|had|was|were)\s+(?:since\s+)?(?:been\s+)?(?:deleted|removed)\b|\b(?:has|have|had|was|were)\s+(?:since\s+)?(?:been\s+)?taken\s+down\b|\bdeleted\s+(?:post|tweet|message)"
    r"|avant\s+(?:d['’]\s?effacer|de\s+(?:le\s+|la\s+)?(?:supprimer|retirer))|before\s+(?:deleting|removing|taking)\s+(?:it|the|his|her)\b|\b(?:he|she|they)\s+(?:since|later|then)?\s*deleted"
    r"|l['’]\s?(?:a|avait|ont)\s+(?:depuis\s+|ensuite\s+)?(?:supprimé|effacé|retiré)"
    r"|(?:post|message|tweet|publication|concept)\s+(?:supprimée?|effacée?)|a\s+(?:depuis\s+)?(?:été\s+)?(?:supprimé|effacé)",
    re.IGNORECASE,
)


def sentence(article: Article, draft: Draft) -> Range:
    """The sentence that says who said it: the cue's, else the source's, else the words' own."""
    anchor = (
        draft.cue[0]
        if draft.cue
        else draft.source
        if draft.source is not None
        else draft.content[0][0]
    )
    return article.sentences[article.sentence_of[anchor]]


def removed(article: Article, draft: Draft) -> bool:
    """Whether the article says that the words were taken down.

    Read in the sentence of the cue without the words quoted, and in the one before
    where a pronoun speaks.
    """
    first, behind = sentence(article, draft)
    if (
        draft.source is not None
        and article.low(draft.source) in ("il", "elle", "he", "she")
        and first > 0
        and not new_paragraph(article, first)
    ):
        first = article.sentences[article.sentence_of[first - 1]][0]
    words = (article.words[i].text for i in range(first, behind) if article.inside[i] < 0)
    return _REMOVED.search(" ".join(words)) is not None


def _outside(article: Article, draft: Draft, start: int) -> bool:
    return not any(
        article.words[a].start <= start < article.words[b - 1].end
        for a, b in draft.content
        if a < b
    )


# Days

_RELATIVE = frozenset(
    "qui que qu' dont ou lequel laquelle lesquels lesquelles who whom which whose where that".split()
)
_SUBORDINATE = frozenset(
    "avant apres lorsque lorsqu' quand alors puisque puisqu' si comme contre before after when while since as if because against until jusqu'".split()
)
_LATER = re.compile(r"(?i)demain|prochain|tomorrow|next|tonight")
_GENITIVE = frozenset("de du d' des of 's for prevu prevue prevus prevues".split())
_TIMES = frozenset(
    "nuit soiree journee matinee apres-midi soir matin night evening morning afternoon end fin debut cours".split()
)
_STEPS = frozenset(
    "le la l' les ce cet cette ces on the a au in en dans this that last pour par des late early".split()
)
_PUBLISHED = frozenset(
    "publie publiee diffuse diffusee poste postee date datee accorde accordee mis mise paru parue adresse adressee published posted released issued aired dated sent given".split()
)
_OPENS = frozenset("tout au dans lors pendant durant en vers throughout during over in".split())
_SHORT_LEAD = 5  # tokens before a day in *tout au long de la nuit de …*
_CLOSE = 3  # tokens between a cue and its day
_LEADING = 9  # tokens of a sentence before which a day opens it
_TRAILING = 14  # tokens behind a cue within which a day can stand


def said(article: Article, draft: Draft, covered: Collection[int] = ()) -> Said | None:
    """The day on which it was said: by the cue, at the sentence's head, or with the medium.

    A day inside the words said, in a relative or another clause, or that qualifies
    something else (*the meeting of Tuesday*) tells nothing of it.  ``covered`` are the
    tokens that are words of some attribution: a day among them is of what is said.
    """
    first, behind = sentence(article, draft)
    cue = draft.cue or (first, first)
    start, end = article.span(first, behind)
    best: tuple[int, DateFound] | None = None
    for day in article.days_between(start, end):
        if not (start <= day.start < end and _outside(article, draft, day.start)):
            continue
        at = bisect_left(article.words, day.start, key=lambda w: w.start)
        if at in covered and cue[0] not in covered:
            continue
        if _LATER.search(day.text) or not _tells(article, cue, at, (first, behind)):
            continue
        gap = cue[0] - at if at < cue[0] else at - cue[1]
        if best is None or gap < best[0]:
            best = (gap, day)
    if best is None:
        return None
    day = best[1]
    return Said(span=(day.start, day.end), text=day.text, from_=iso(day.first), to=iso(day.last))


def _tells(article: Article, cue: Range, at: int, bounds: Range) -> bool:
    """Whether a day at a token says when the cue's words were said."""
    k = at - 1
    while k > bounds[0] and article.low(k) in _STEPS:
        k -= 1
    if article.low(k) in _GENITIVE and k > bounds[0]:
        opens = article.low(bounds[0]) in _OPENS and at - bounds[0] <= _SHORT_LEAD
        return opens or article.low(k - 1) in _TIMES or _told_in(article, k - 1)
    if _participle(article, k) and not (cue[0] <= k < cue[1]):
        return article.low(k) in _PUBLISHED and any(_told_in(article, j) for j in range(k - 4, k))
    if at < cue[0]:
        return _before_cue(article, cue, at, bounds[0])
    if at - cue[1] > _TRAILING + _quoted_length(article, cue[1], at):
        return False
    return not _subordinate(article, range(cue[1], at))


def _before_cue(article: Article, cue: Range, at: int, first: int) -> bool:
    """A day before the cue: right before it, or at the head of the sentence."""
    if cue[0] - at <= _CLOSE + 2 and article.low(cue[0] - 1) == ",":
        commas = [k for k in range(first, at) if article.low(k) == "," and article.inside[k] < 0]
        return not _subordinate(article, range(commas[-1] if commas else first, at))
    if cue[0] - at <= _CLOSE and not _subordinate(article, range(max(first, at - 1), at)):
        return True
    leading = range(first, at)
    return len(leading) <= _LEADING and not _subordinate(article, leading) and not any(
        article.low(k) in article.lex.subjects
        or (article.low(k) in article.lex.auxiliaries and article.plain[k] != "à")
        for k in leading
    )  # fmt: skip


def _subordinate(article: Article, tokens: range) -> bool:
    return any(
        article.inside[k] < 0
        and (
            article.low(k) in _RELATIVE
            or (article.low(k) in _SUBORDINATE and not article.low(k + 1).startswith("midi"))
        )
        for k in tokens
    )


def _quoted_length(article: Article, first: int, behind: int) -> int:
    return sum(article.inside[k] >= 0 for k in range(first, behind))


def _told_in(article: Article, k: int) -> bool:
    return article.low(k) in article.lex.media or article.low(k) in article.lex.notices


def _participle(article: Article, k: int) -> bool:
    """Whether a word looks like a participle: *arrêté*, *élue*, *prévue*, *scheduled*."""
    word = article.plain[k]
    if article.lex.lang == "fr":
        return word.endswith(("é", "ée", "és", "ées", "ue", "us", "ues")) or word in (
            "tenu", "paru", "rendu", "prévu", "attendu", "mort", "morte", "né", "née",
        )  # fmt: skip
    return word.endswith("ed") and word not in article.lex.cues


# Media

_MEDIUM_BEFORE = frozenset(
    "dans sur par via un une son sa leur le la en sous in on via a his her their the ce cette this du".split()
)
_SITES = frozenset("x facebook bluesky mastodon linkedin instagram".split())


def medium(article: Article, draft: Draft) -> str | None:
    """The medium named in the cue's sentence, outside the words said."""
    first, behind = sentence(article, draft)
    best: tuple[int, str] | None = None
    anchor = draft.cue[0] if draft.cue else first
    for i in range(first, behind):
        if article.low(i) not in article.lex.media or not _outside(
            article, draft, article.words[i].start
        ):
            continue
        if not _names_medium(article, i):
            continue
        name = article.lex.media[article.low(i)]
        rank = abs(i - anchor) - 100 * (name in _SITES)
        if best is None or rank < best[0]:
            best = (rank, name)
    return best[1] if best else None


def _names_medium(article: Article, i: int) -> bool:
    if article.low(i) == "x" and article.words[i].text != "X":
        return False
    title = article.words[i].text[:1].isupper() and article.lex.media[article.low(i)] not in _SITES
    if title and i != article.sentences[article.sentence_of[i]][0]:
        return False  # *Le Courrier*, *La Tribune*: a newspaper
    return (
        article.low(i - 1) in _MEDIUM_BEFORE
        or article.low(i - 2) in _MEDIUM_BEFORE
        or article.low(i).startswith("tweet")
    )
