"""What is asked, of whom, on what condition, with what threat."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

import re
from collections.abc import Sequence

from contrecoup.findings.press.article import Article, Span
from contrecoup.model.reading import Demand, Quotation

_ASKS = frozenset(
    "demander exiger réclamer appeler exhorter sommer enjoindre demand urge ask call implore beg".split()
)
_THREATS = frozenset("menacer threaten".split())
_CONDITION = re.compile(
    r"\b(?P<word>à\s+moins\s+qu[e'’]|sauf\s+si|tant\s+qu[e'’]|si\b|s['’](?=il)|à\s+défaut\s+d[e'’]|faute\s+d[e'’]|unless|until|if|failing\s+which|without\s+(?=an?\s+answer))",
    re.IGNORECASE,
)
_LACK = re.compile(
    r"(?P<condition>(?:faute|à\s+défaut)\s+d[e'’][^,.;]{3,80}|without\s+an?\s+answer[^,.;:]{0,60}|failing\s+which|after\s+that)[,]?\s*(?P<rest>[^.;]{3,160})",
    re.IGNORECASE,
)
_LEAVE = re.compile(
    r"démission|démissionner|quitter|grève|resign|quit|leave|walk\s+out|strike", re.IGNORECASE
)
_UNLESS_EN = re.compile(
    r"threaten(?:ed|ing|s)?\s+to\s+(?P<threat>[^.;]{3,120}?)\s+(?P<condition>(?:unless|until|if)\s+[^.;]{3,160})",
    re.IGNORECASE,
)
_OF = re.compile(
    r"\b(?:démissions?|retour|départ|resignations?|départs)\s+(?:de\s+la\s+|de\s+l['’]|du\s+|des\s+|d['’]|de\s+|of\s+(?:the\s+)?)(?P<who>[^,.;]{2,50})",
    re.IGNORECASE,
)
_HEARER = re.compile(
    r"^(?:au|aux|à\s+la|à\s+l['’]|le|la|les|the)\s*(?P<who>[^,.;]{2,60}?)\s+(?:de|à|d['’]|to)\s",
    re.IGNORECASE,
)


def demands(article: Article, said: Sequence[Quotation]) -> list[Demand]:
    """Demands and threats: those attributed to somebody, and conditions said without a verb of asking."""
    out: list[Demand] = []
    taken: list[Span] = []
    for quotation in said:
        lemma = _lemma(article, quotation)
        if lemma not in _ASKS | _THREATS or not quotation.content:
            continue
        start, end = quotation.content[0][0], quotation.content[-1][1]
        words = " ".join(article.text[start:end].split())
        by = _words(article, quotation.source)
        span = (min(s for s, _ in (*quotation.source, *quotation.cue, *quotation.content)), end)
        if lemma in _THREATS:
            threat, condition = _split(words)
            out.append(
                Demand(
                    what=_asked(condition),
                    by=by,
                    of=None,
                    condition=condition,
                    threat=threat,
                    span=span,
                )
            )
        else:
            what, condition = _split(words)
            out.append(
                Demand(what=what, by=by, of=_of(what), condition=condition, threat=None, span=span)
            )
        taken.append(span)
    out += _unsaid(article, taken)
    return sorted(out, key=lambda d: d.span)


def _lemma(article: Article, quotation: Quotation) -> str:
    if not quotation.cue:
        return ""
    start, end = quotation.cue[0]
    for word in reversed(article.text[start:end].lower().replace("’", "'").split()):
        for cue in article.lex.cues.get(word.split("'")[-1], ()):
            return cue.lemma
    return ""


def _words(article: Article, spans: Sequence[Span]) -> str | None:
    return " ".join(article.text[slice(*spans[0])].split()) if spans else None


def _split(words: str) -> tuple[str, str | None]:
    """What stands before a condition, and the condition with its conjunction."""
    found = _CONDITION.search(words)
    if not found or found.start() == 0:
        return words, None
    return words[: found.start()].rstrip(" ,"), words[found.start() :]


def _asked(condition: str | None) -> str | None:
    """The condition without its conjunction is what is asked."""
    if condition is None:
        return None
    return _CONDITION.sub("", condition, count=1).strip() or None


def _of(words: str) -> str | None:
    found = _OF.search(words) or _HEARER.search(words)
    if not found:
        return None
    return " ".join(re.split(r"\s+(?:et|and|dans|in|si|à moins)\b", found.group("who"))[0].split())


def _unsaid(article: Article, taken: Sequence[Span]) -> list[Demand]:
    """*Faute de réponse, ils partiront*; *threatening to resign unless …*."""
    out: list[Demand] = []
    for first, behind in article.sentences:
        start, end = article.span(first, behind)
        text = article.text[start:end]
        found = _UNLESS_EN.search(text)
        if found and not any(
            s < start + found.end() and e > start + found.start() for s, e in taken
        ):
            condition = " ".join(found.group("condition").split())
            out.append(
                Demand(
                    what=_asked(condition),
                    condition=condition,
                    threat="to " + " ".join(found.group("threat").split()),
                    span=(start + found.start(), start + found.end()),
                )
            )
            continue
        found = _LACK.search(text)
        if found and _LEAVE.search(found.group("rest")):
            condition = " ".join(found.group("condition").split())
            out.append(
                Demand(
                    what=None,
                    condition=condition,
                    threat=" ".join(found.group("rest").split()),
                    span=(start, end),
                )
            )
    return out
