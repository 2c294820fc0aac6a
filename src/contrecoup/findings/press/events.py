"""Cues in their sentences: who speaks by each, and where the words lie."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.contents import Opening, opening
from contrecoup.findings.press.cues import CueFound, first_subject, subject
from contrecoup.findings.press.event import Event, Range
from contrecoup.findings.press.inversions import forward, inverted, last, tagged
from contrecoup.findings.press.nouns import agent, phrase_end, start_of
from contrecoup.findings.press.people import Cast


def event_of(
    article: Article, found: Cast, cue: CueFound, first: int, behind: int, spoken: int | None
) -> Event | None:
    """What one verb group says, or None where it attributes nothing.

    ``first`` to ``behind`` is the sentence, ``spoken`` the source of the cue before it.
    """
    if _denied(article, cue) or ("r" in cue.takes and not _reflexive(article, cue)):
        return None
    if cue.after >= 0:
        return _event(cue, cue.after, forward(article, cue, behind), "inverted", backward=True)
    turned = inverted(article, found, cue, first)
    if turned is not None:
        words = _several(article, found, turned, onward=True)
        return _event(cue, turned, None, "inverted", backward=True, words=words)
    tag = tagged(article, found, cue)
    if tag is not None:
        return tag
    if cue.form == "pass":
        return _passive(article, found, cue)
    source = _speaking(article, found, cue, first, spoken)
    opened = opening(article, cue, behind)
    if _bare_noun(article, found, cue):
        return None
    words = _several(article, found, source) if cue.number == "p" and source is not None else None
    if source is not None and last(article, cue, source, opened, first, behind):
        quote = opened if opened and opened.kind == "quote" else None
        return _event(cue, source, quote, "after", backward=True, words=words)
    if opened is None or not _firm(article, found, cue, source, opened):
        return None
    place = found.start_at.get(source) if source is not None else None
    one = place is not None and found.phrases[place].number != "p"
    rule = f"{cue.form}-{opened.kind}"
    return _event(
        cue, source, opened, rule, backward=False, words=words, plural=one and cue.number == "p"
    )


def _event(
    cue: CueFound,
    source: int | None,
    opened: Opening | None,
    rule: str,
    *,
    backward: bool,
    words: Range | None = None,
    plural: bool = False,
) -> Event:
    return Event(
        first=cue.first,
        behind=cue.behind,
        source=source,
        found=opened,
        backward=backward,
        form="fin" if cue.after >= 0 else cue.form,
        rule=rule,
        source_words=words,
        plural=plural,
    )


# Whether the verb says anything


_OUGHT = frozenset(
    "doit doivent devra devront devrait devraient peut peuvent pourra pourront pourrait pourraient faut".split()
)


def _denied(article: Article, cue: CueFound) -> bool:
    """*n'a pas dit*, *doit déclarer*: nothing was said."""
    if cue.form == "inf" and article.low(cue.first - 1) in _OUGHT:
        return True
    return (
        cue.form == "comp"
        and article.lex.lang == "fr"
        and any(article.low(k) in ("pas", "jamais") for k in range(cue.first, cue.at))
    )


def _bare_noun(article: Article, found: Cast, cue: CueFound) -> bool:
    """Whether an English form that is also a noun has no subject next to it."""
    return (
        article.lex.lang == "en"
        and cue.form == "fin"
        and article.low(cue.at) in article.lex.nounish
        and cue.first not in found.end_at
        and article.low(cue.first - 1) not in article.lex.subjects
        and article.low(cue.first - 1) not in article.lex.adverbs
    )


def _firm(
    article: Article, found: Cast, cue: CueFound, source: int | None, opened: Opening
) -> bool:
    """Whether subject and opening are enough for this form of the verb."""
    if opened.kind == "noun" and cue.lemma in _RECALLS and _somebody(found, opened.at):
        return False
    if source is None:
        return opened.kind == "quote" and cue.form not in ("part", "inf")
    if article.low(source) == "on" and opened.kind != "quote":
        return False
    if cue.form == "part" and not (set("qi") & set(cue.takes) and _beside(article, cue)):
        return False
    if cue.form in ("part", "inf"):
        return opened.kind in ("quote", "that")
    if source in found.nouns:
        return opened.kind in ("quote", "that") or _marked(article, opened.at)
    return True


_RECALLS = frozenset({"rappeler", "évoquer", "mentionner", "citer", "recall"})


def _somebody(found: Cast, at: int) -> bool:
    """*Le musée rappelle sa directrice*: somebody is called back, nothing is said."""
    place = found.start_at.get(at)
    return place is not None and found.phrases[place].kind in ("role", "person")


def _beside(article: Article, cue: CueFound) -> bool:
    """Whether a participle stands beside another: *a écouté et répondu que …*."""
    k = cue.first - 1
    while article.low(k) in article.lex.adverbs:
        k -= 1
    return article.low(k) in ("et", "ou", "mais", "puis", ",", "and", "or", "but", "then")


def _marked(article: Article, at: int) -> bool:
    """Whether words in marks begin at a token or right behind it: *des « menaces »*."""
    return any(i < len(article.inside) and article.inside[i] >= 0 for i in (at, at + 1))


def _reflexive(article: Article, cue: CueFound) -> bool:
    k = cue.first - 1
    if cue.lemma in ("présenter", "féliciter") and article.low(k) not in ("se", "s'"):
        return cue.lemma == "présenter"
    return (
        article.low(k) in ("se", "s'", "en")
        or article.low(k - 1) in ("se", "s'")
        or article.low(cue.first + 1) in ("se", "s'")
    )


# Who speaks


def _speaking(
    article: Article, found: Cast, cue: CueFound, first: int, spoken: int | None
) -> int | None:
    """The subject of the verb; of a gerund, a participle or an infinitive, who spoke before."""
    french = article.lex.lang == "fr"
    source = subject(article, found, cue, nouns=french and bool(set("qw") & set(cue.takes)))
    if cue.form in ("ger", "inf", "part") and source is None:
        source = spoken
    if cue.form == "ger":
        source = _of_gerund(article, found, cue, first, source, spoken)
        if source is None:
            source = _main_subject(article, found, cue, first)
        return _plural_before(article, found, cue, first) if source is None else source
    if cue.form in ("part", "inf") and spoken is not None:
        return spoken
    return source


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


def _main_subject(article: Article, found: Cast, cue: CueFound, first: int) -> int | None:
    """*Se disant « déçue », X a …*: the subject of the clause that a gerund opens."""
    if cue.first - first > 3:
        return None
    behind = article.sentences[article.sentence_of[cue.at]][1]
    comma = next(
        (j for j in range(cue.behind, behind) if article.low(j) == "," and article.inside[j] < 0),
        None,
    )
    if comma is None:
        return None
    if article.low(comma + 1) in article.lex.subjects:
        return comma + 1
    return start_of(article, found, comma + 1)


def _plural_before(article: Article, found: Cast, cue: CueFound, first: int) -> int | None:
    """The group right before a verb in the plural, for a gerund that nothing else fits."""
    for k in range(cue.first - 1, first, -1):
        place = found.end_at.get(k)
        plural = article.low(k) in _THEY or (
            article.low(k) in ("se", "s'") and article.low(k + 1) in _THEY
        )
        if place is not None and plural and found.phrases[place].number == "p":
            return found.phrases[place].first
    return None


_THEY = frozenset({"ont", "sont", "avaient", "etaient"})


def _several(article: Article, found: Cast, source: int, *, onward: bool = False) -> Range | None:
    """The whole of *X et Y*, where the source is one of the names."""
    place = found.start_at.get(source)
    if place is None or found.phrases[place].kind not in ("person", "organisation"):
        return None
    kind = found.phrases[place].kind
    first, behind = source, found.phrases[place].behind
    while not onward:
        link = first - 1
        while article.low(link) in article.lex.determiners and link > 0:
            link -= 1
        prev = found.end_at.get(link) if article.low(link) in ("et", "and", ",") else None
        if prev is None or found.phrases[prev].kind != kind:
            break
        first = found.phrases[prev].first
    while onward and article.low(behind) in ("et", "and"):
        nxt = start_of(article, found, behind + 1)
        if nxt is None or found.phrases[found.start_at[nxt]].kind != kind:
            break
        behind = found.phrases[found.start_at[nxt]].behind
    return (first, behind) if (first, behind) != (source, found.phrases[place].behind) else None


def _passive(article: Article, found: Cast, cue: CueFound) -> Event | None:
    """*accusée par X de …*, *décrite comme « … » par X*: the agent speaks."""
    if not set("doc") & set(cue.takes):
        return None
    if article.low(cue.behind) in ("par", "by"):
        at = agent(article, found, cue.behind + 1)
        if at is None:
            return None
        onward = phrase_end(found, at)
        if article.low(onward) not in _AGENT_TAKES:
            return None
        return _by_agent(cue, at, Opening("of", onward))
    start = cue.behind + 1
    if article.low(cue.behind) not in _AGENT_TAKES or start >= len(article.inside):
        return None
    if article.inside[start] < 0:
        return None
    end = article.quote_words[article.inside[start]][1]
    if article.low(end) not in ("par", "by"):
        return None
    at = agent(article, found, end + 1)
    return None if at is None else _by_agent(cue, at, Opening("quote", start))


_AGENT_TAKES = frozenset({"de", "d'", "of", "comme", "as"})


def _by_agent(cue: CueFound, source: int, opened: Opening) -> Event:
    return Event(
        first=cue.at,
        behind=cue.behind,
        source=source,
        found=opened,
        backward=False,
        form="pass",
        rule="passive",
    )
