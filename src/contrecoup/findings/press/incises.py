"""Speakers named inside the marks: *« Nous restons, a-t-il ajouté. Et nous gagnerons. »*."""

from __future__ import annotations

from collections.abc import Sequence

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.attributions import Draft
from contrecoup.findings.press.nouns import apposed_name, start_of
from contrecoup.findings.press.people import Cast

_FEWEST = 2  # words before the comma
_LONGEST = 18  # tokens from the comma to the stop behind the speaker
_ENDS = frozenset({",", ".", "!", "?", "…", "...", ";", ":"})
_BEFORE = frozenset({",", "?", "!", "…", "..."})
_PRONOUNS = frozenset("il elle ils elles on".split())  # noqa: SIM905


def incises(article: Article, found: Cast, drafts: Sequence[Draft]) -> list[Draft]:
    """French attributions whose verb and speaker stand inside the marks they are of."""
    if article.lex.lang != "fr":
        return []
    used = {q for d in drafts for q in d.quotes}
    out: list[Draft] = []
    for number, (first, behind) in enumerate(article.quote_words):
        if number in used or behind - first < _FEWEST + 3:
            continue
        draft = next(
            (
                d
                for i in range(first + 1 + _FEWEST, behind - 2)
                if article.words[i].text in _BEFORE
                and (d := _incise(article, found, i, number)) is not None
            ),
            None,
        )
        if draft is not None:
            out.append(draft)
    return out


def _incise(article: Article, found: Cast, comma: int, number: int) -> Draft | None:
    """The attribution that opens behind a comma inside a quotation."""
    first, behind = article.quote_words[number]
    verb = _verb(article, comma + 1, behind)
    if verb is None:
        return None
    start, stop, pronoun = verb
    source = pronoun if pronoun >= 0 else _named(article, found, stop, behind)
    if source is None:
        return None
    k = max(stop, source + 1)
    place = found.start_at.get(source)
    if place is not None:
        k = max(k, found.phrases[place].behind)
    while k < behind - 1 and article.words[k].text not in _ENDS:
        k += 1
        if k - comma > _LONGEST:
            return None
    if article.words[comma].text != "," and article.words[k].text == ",":
        return None
    content = [(first, comma if article.words[comma].text == "," else comma + 1)]
    if behind - 1 - (k + 1) > 1:
        content.append((k + 1, behind))
    return Draft(
        content=content, cue=(start, stop), source=source, rule="inverted", quotes={number}
    )


def _verb(article: Article, j: int, behind: int) -> tuple[int, int, int] | None:
    """A verb of saying from a token on: its first token, the one behind it, its pronoun or -1."""
    lex = article.lex
    start = j
    while j < behind and article.low(j) in lex.clitics and j - start < 3:
        j += 1
    if j >= behind:
        return None
    forms = lex.cues.get(article.plain[j], frozenset())
    if any(c.form == "fin" and set("qwd") & set(c.takes) for c in forms):
        turned = _pronoun(article, j + 1)
        return start, j + 1 + turned, j + 1 if turned else -1
    if article.low(j) not in lex.auxiliaries or article.plain[j] == "à":
        return None
    turned = _pronoun(article, j + 1)
    k = j + 1 + turned
    while k < behind and (article.low(k) in lex.adverbs or article.low(k).endswith("ment")):
        k += 1
    done = article.plain[k] if k < behind else ""
    if any(c.form == "part" and set("qwd") & set(c.takes) for c in lex.cues.get(done, ())):
        return start, k + 1, j + 1 if turned else -1
    return None


def _pronoun(article: Article, k: int) -> bool:
    """Whether a pronoun hangs here by a hyphen: *dit-il*, *a-t-elle*."""
    if k >= len(article.words) or article.low(k) not in _PRONOUNS:
        return False
    at = article.words[k].start
    return article.text[at - 1] in "-‐‑"


def _named(article: Article, found: Cast, j: int, behind: int) -> int | None:
    """Who stands behind the verb: a name, a role with its name, or words with a determiner."""
    while j < behind and (article.low(j) in article.lex.adverbs or article.low(j).endswith("ment")):
        j += 1
    at = start_of(article, found, j)
    if at is not None and at < behind:
        phrase = found.phrases[found.start_at[at]]
        if phrase.kind == "role" and article.low(at) not in article.lex.determiners:
            return None
        return None if phrase.kind == "place" else apposed_name(article, found, at)
    if article.low(j) not in ("le", "la", "l'", "un", "une", "son", "sa"):
        return None
    for k in range(j + 1, min(j + 5, behind)):
        place = found.start_at.get(k)
        if place is not None and found.phrases[place].kind == "person":
            return k
        if not article.words[k].text.isalpha() or article.low(k) in article.lex.small:
            break
    return None
