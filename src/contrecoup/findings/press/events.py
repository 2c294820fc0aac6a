"""Cues in their sentences: who speaks by each, and where the words lie."""

from __future__ import annotations

from attrs import frozen

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.contents import Opening, opening, skip_days
from contrecoup.findings.press.cues import CueFound, first_subject, subject
from contrecoup.findings.press.people import Cast

Range = tuple[int, int]


@frozen(kw_only=True)
class Event:
    """A cue with its subject and what it opens; ``backward`` where the words come before."""

    first: int
    behind: int
    source: int | None
    found: Opening | None
    backward: bool
    form: str
    rule: str
    source_words: Range | None = None
    quote: int = -1


def event_of(  # noqa: C901, PLR0912  a list of cases, read from top to bottom
    article: Article, found: Cast, cue: CueFound, first: int, behind: int, spoken: int | None
) -> Event | None:
    """What one verb group says, or None where it attributes nothing."""
    if (
        cue.form == "comp"
        and article.lex.lang == "fr"
        and any(article.low(k) in ("pas", "jamais") for k in range(cue.first, cue.at))
    ):
        return None
    if cue.after >= 0:
        return Event(
            first=cue.first,
            behind=cue.behind,
            source=cue.after,
            found=_forward(article, cue, behind),
            backward=True,
            form="fin",
            rule="inverted",
        )
    inverted = _inverted(article, found, cue, first)
    if inverted is not None:
        return Event(
            first=cue.first,
            behind=cue.behind,
            source=inverted,
            found=None,
            backward=True,
            form=cue.form,
            rule="inverted",
        )
    tagged = _tagged(article, found, cue)
    if tagged is not None:
        return tagged
    if cue.form == "pass":
        return _passive(article, found, cue)
    if "r" in cue.takes and not _reflexive(article, cue):
        return None
    source = subject(article, found, cue)
    if cue.form in ("ger", "inf", "part") and source is None:
        source = spoken
    if cue.form == "ger":
        source = _of_gerund(article, found, cue, first, source, spoken)
    elif cue.form in ("part", "inf") and spoken is not None:
        source = spoken
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
    opened = opening(article, cue, behind)
    if (
        article.lex.lang == "en"
        and cue.form == "fin"
        and article.low(cue.at) in article.lex.nounish
        and not (
            found.end_at.get(cue.first) is not None
            or article.low(cue.first - 1) in article.lex.subjects
            or article.low(cue.first - 1) in article.lex.adverbs
        )
    ):
        return None
    if source is not None and cue.form in ("fin", "comp") and (behind_words or alone):
        last = _silent(article, cue, behind) and (
            opened is None or opened.kind in ("plain", "quote")
        )
        quoted_before = article.inside[start - 1] >= 0 or (
            article.low(start - 1) == "," and article.inside[start - 2] >= 0
        )
        if (last and (quoted_before or article.lex.lang == "en")) or (
            quoted_before and (opened is None or opened.kind in ("plain", "quote"))
        ):
            return Event(
                first=cue.first,
                behind=cue.behind,
                source=source,
                found=opened if opened and opened.kind == "quote" else None,
                backward=True,
                form=cue.form,
                rule="after",
            )
    if opened is None:
        return None
    if source is None and opened.kind != "quote":
        return None
    if cue.form == "part" and opened.kind not in ("quote", "that"):
        return None
    if cue.form == "inf" and opened.kind not in ("quote", "that"):
        return None
    return Event(
        first=cue.first,
        behind=cue.behind,
        source=source,
        found=opened,
        backward=False,
        form=cue.form,
        rule=f"{cue.form}-{opened.kind}",
    )


def _tagged(article: Article, found: Cast, cue: CueFound) -> Event | None:
    """*“A,” X of Y said*: whatever stands between the marks and the verb speaks."""
    if article.lex.lang != "en" or cue.form not in ("fin", "comp"):
        return None
    k = cue.first - 1
    while k >= 0 and article.inside[k] < 0 and cue.first - k < _TAG:
        if article.words[k].text in ";:." and not (
            article.words[k].text == "." and article.low(k - 1) in article.lex.titles
        ):
            return None
        k -= 1
    if k < 0 or article.inside[k] < 0 or cue.first - k < _FEWEST_TAG:
        return None
    number = article.inside[k]
    begin, end = article.quote_words[number]
    if k != end - 1 or "\n" in article.text[article.words[k].end : article.words[k + 1].start]:
        return None
    if article.words[end - 2].text not in (",", "?", "!", "—", "…", "...") or end - begin < 4:
        return None
    if article.low(end) in (
        "and",
        "but",
        "in",
        "when",
        "as",
        "after",
        "which",
        "while",
        "to",
        "for",
        "on",
    ):
        return None
    stop = cue.first
    while stop > end + 1 and (
        article.low(stop - 1) in article.lex.adverbs or article.low(stop - 1) == ","
    ):
        stop -= 1
    source = next(
        (
            i
            for i in range(end, stop)
            if (n := found.start_at.get(i)) is not None and found.phrases[n].kind == "person"
        ),
        None,
    )
    if source is None:
        source = next(
            (
                i
                for i in range(end, stop)
                if i in found.start_at or article.low(i) in article.lex.subjects
            ),
            None,
        )
    onward = _forward(article, cue, article.sentences[article.sentence_of[cue.at]][1])
    return Event(
        first=cue.first,
        behind=cue.behind,
        source=source,
        found=onward,
        backward=True,
        form=cue.form,
        rule="after",
        source_words=(end, stop),
        quote=number,
    )


_TAG = 26
_FEWEST_TAG = 2


def _of_gerund(
    article: Article, found: Cast, cue: CueFound, first: int, source: int | None, spoken: int | None
) -> int | None:
    """The one who speaks by a gerund: the last speaker, the sentence's subject, or a phrase of its own."""
    own = found.end_at.get(cue.first)
    if own is not None and article.low(cue.first) not in ("en", "by"):
        phrase = found.phrases[own]
        if (
            phrase.kind in ("person", "organisation", "group")
            and article.low(phrase.first - 1) in (",", "de", "of")
            and phrase.first > first
        ):
            return phrase.first if article.low(phrase.first - 1) == "," else source
    if (
        source is not None
        and article.low(cue.first - 1) in article.lex.clitics
        and found.end_at.get(cue.first - 1) is not None
    ):
        return source
    if spoken is not None:
        return spoken
    return first_subject(article, found, first, cue.first - 1)


def _forward(article: Article, cue: CueFound, behind: int) -> Opening | None:
    """A quotation that goes on behind an inverted cue."""
    j = cue.behind
    while j < behind and j < cue.behind + 16:
        if article.inside[j] >= 0:
            return Opening("quote", j)
        if article.words[j].text in ";?!":
            return None
        j += 1
    return None


def _inverted(article: Article, found: Cast, cue: CueFound, first: int) -> int | None:  # noqa: C901  a list of cases, read from top to bottom
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
    j = cue.behind
    while j < len(article.words) and (
        article.low(j) in article.lex.adverbs or article.low(j).endswith(("ment", "ly"))
    ):
        j += 1
    while marked and j not in found.start_at and (day := skip_days(article, j)) > j:
        j = day
    if (
        marked
        and article.low(j) in ("a", "au", "sur", "dans", "dimanche", "samedi")
        and article.lex.lang == "fr"
    ):
        k = j
        while k < min(j + 6, len(article.words)) and k not in found.start_at:
            k += 1
        j = k if article.low(k - 1) not in ("a", "au", "sur", "de", "dans") else j
    if article.low(j) in ("ce", "cette") and article.low(j + 1) in ("dernier", "derniere"):
        return j + 1
    number = found.start_at.get(j)
    if number is None or article.inside[j] >= 0:
        return None
    phrase = found.phrases[number]
    if phrase.kind == "place" and article.inside[before] < 0:
        return None
    nxt = found.start_at.get(phrase.behind)
    if (
        phrase.kind in ("role", "body", "group")
        and nxt is None
        and article.low(phrase.behind) == ","
    ):
        nxt = found.start_at.get(phrase.behind + 1)
    if phrase.kind == "role" and nxt is not None and found.phrases[nxt].kind == "person":
        return found.phrases[nxt].first
    return j


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


def _passive(article: Article, found: Cast, cue: CueFound) -> Event | None:
    """*accusée par X de …*: the agent speaks."""
    if article.low(cue.behind) not in ("par", "by") or not set("do") & set(cue.takes):
        return None
    number = found.start_at.get(cue.behind + 1)
    if number is None:
        return None
    phrase = found.phrases[number]
    if article.low(phrase.behind) not in ("de", "d'", "of"):
        return None
    return Event(
        first=cue.at,
        behind=cue.behind,
        source=phrase.first,
        found=Opening("of", phrase.behind),
        backward=False,
        form="pass",
        rule="passive",
    )


def _reflexive(article: Article, cue: CueFound) -> bool:
    k = cue.first - 1
    if cue.lemma in ("présenter", "féliciter") and article.low(k) not in ("se", "s'"):
        return cue.lemma == "présenter"
    return (
        article.low(k) in ("se", "s'", "en")
        or article.low(k - 1) in ("se", "s'")
        or article.low(cue.first + 1) in ("se", "s'")
    )


def _subject_start(article: Article, cue: CueFound, source: int | None) -> int:
    if source is None or source > cue.first:
        return cue.first
    start = source
    if (
        article.low(start - 1) == "'s"
        and (
            k := next(
                (
                    k
                    for k in range(start - 2, max(-1, start - 9), -1)
                    if article.low(k) in article.lex.determiners or article.low(k - 1) == ","
                ),
                -1,
            )
        )
        >= 0
    ):
        start = k
    while start > 0 and article.sentence_of[start - 1] == article.sentence_of[start] and article.inside[start - 1] < 0 and (
        (article.words[start - 1].text[:1].isupper() and article.words[start - 1].low not in article.lex.small)
        or article.low(start - 1) in article.lex.roles | article.lex.titles.keys() | article.lex.determiners
        or (article.low(start - 1) == "." and article.low(start - 2) in article.lex.titles)
    ):  # fmt: skip
        start -= 1
    return start


def _silent(article: Article, cue: CueFound, behind: int) -> bool:
    """Whether nothing said follows the verb: the sentence ends, or only says when and where."""
    j = cue.behind
    while j < behind and article.low(j) in article.lex.adverbs:
        j += 1
    if j >= behind or article.words[j].text in ".,;!?…)":
        return True
    start = article.words[j].start
    for day in article.days_between(start, start + 1):
        if day.start <= start < day.end:
            return True
    if article.lex.lang == "en":
        return article.low(j) in (
            "in",
            "on",
            "during",
            "at",
            "of",
            "to",
            "as",
            "after",
            "while",
            "when",
            "about",
            "from",
            "before",
            "with",
        )
    return article.low(j) in ("dans", "sur", "lors", "a", "au", "apres", "devant", "en")


def accordings(article: Article, found: Cast, first: int, behind: int) -> list[Event]:
    """*Selon X*, *according to X*, *pour X*, *d'après X*."""
    out: list[Event] = []
    for i in range(first, behind):
        if article.inside[i] >= 0:
            continue
        for words in article.lex.according:
            if article.low(i) != words[0] or any(
                article.low(i + n) != w for n, w in enumerate(words)
            ):
                continue
            start = i + len(words)
            source = _spoken_of(article, found, start, strict=words == ("pour",))
            if source is None:
                continue
            number = found.start_at.get(source)
            end = found.phrases[number].behind if number is not None else source + 1
            opens = (
                i == first
                or article.low(i - 1) == ":"
                or (article.low(i - 1) in (",", "et", "mais", "and", "but") and i - first < 4)
            )
            if (
                words == ("pour",)
                and not (i == first and article.low(end) in (",", "«", '"', "“", "("))
                and (
                    not ((i > first and article.inside[i - 1] >= 0) or article.low(i - 1) == ",")
                    or article.low(end) not in (".", ",")
                )
            ):
                continue
            out.append(
                Event(
                    first=i,
                    behind=start,
                    source=source,
                    found=Opening("after-comma", end) if opens else None,
                    backward=not opens,
                    form="according",
                    rule="according",
                )
            )
            break
    return out


def _spoken_of(article: Article, found: Cast, at: int, *, strict: bool) -> int | None:
    """The phrase or pronoun that *selon* governs; a name apposed wins over its role."""
    if article.low(at) in ("lui", "elle", "eux", "elles", "him", "her", "them"):
        return at
    number = found.start_at.get(at)
    if number is None:
        return None
    phrase = found.phrases[number]
    if phrase.kind == "place":
        return None
    follow = phrase.behind
    if article.low(follow) == ",":
        follow += 1
    nxt = found.start_at.get(follow)
    if phrase.kind == "role" and nxt is not None and found.phrases[nxt].kind == "person":
        return found.phrases[nxt].first
    if strict and phrase.kind not in ("person", "group", "role", "organisation"):
        return None
    return phrase.first
