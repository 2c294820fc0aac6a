"""Read one article: every rule in turn, and the nouns of the Reading."""

from __future__ import annotations

import re
from datetime import date, datetime

from contrecoup.findings.press.article import Article, lay_out
from contrecoup.findings.press.demands import demands
from contrecoup.findings.press.letters import letters
from contrecoup.findings.press.moves import moves
from contrecoup.findings.press.own_words import own_words
from contrecoup.findings.press.people import Cast, cast
from contrecoup.findings.press.quality import quality
from contrecoup.findings.press.quotations import quotations
from contrecoup.findings.press.repeats import groups
from contrecoup.findings.press.stances import stances
from contrecoup.findings.press.successions import successions
from contrecoup.findings.press.unison import slogans, waves
from contrecoup.model.reading import NamedOrganisation, NamedPerson, Reading, Role, WordTagger

_HALF = re.compile("[\ud800-\udfff]")


def read(
    text: str,
    lang: str | None = None,
    published: datetime | date | None = None,
    *,
    id: str = "",  # noqa: A002  the interface's word
    title: str | None = None,
    tagger: WordTagger | None = None,
) -> Reading:
    """What an article says, with offsets (code points) into the unchanged text.

    Half a character (a lone surrogate) is read as U+FFFD: no file can hold it.

    Args:
        text: the article, title included where it has one.
        lang: ISO 639-1 code; found out where it is None.
        published: the day that *yesterday* counts from.
        id: carried through.
        title: the title's words, to find its span.
        tagger: reads sources, cues and contents in the place of the language's own tagger.
    """
    text = _HALF.sub("\N{REPLACEMENT CHARACTER}", text)
    day = published.date() if isinstance(published, datetime) else published
    article = lay_out(text, lang, day, title)
    found = cast(article)
    said = quotations(article, found, tagger)
    moved = moves(article, found)
    moved = sorted([*moved, *own_words(article, found, said, moved)], key=lambda m: m.span)
    stands = stances(article, found, said)
    asked = demands(article, found)
    return Reading(
        id=id,
        lang=article.lang,
        text=text,
        title=article.title,
        published=day.isoformat() if day else None,
        quality=quality(article),
        people=_people(found),
        organisations=_organisations(found),
        quotations=tuple(said),
        same=groups(text, article.lang, said),
        moves=tuple(moved),
        successions=tuple(successions(article, found)),
        letters=tuple(letters(article)),
        demands=tuple(asked),
        waves=tuple(waves(article, found)),
        slogans=tuple(slogans(article, said)),
        stances=tuple(stands),
    )


def _people(found: Cast) -> tuple[NamedPerson, ...]:
    return tuple(
        NamedPerson(
            id=e.id,
            name=e.name,
            mentions=tuple(sorted(e.spans)),
            handle=e.handle,
            roles=tuple(
                Role(span=r.span, text=r.text, status=r.status, organisation=r.organisation)
                for r in e.roles
            ),
            organisations=tuple(e.organisations),
        )
        for e in found.entities.values()
        if e.person
    )


def _organisations(found: Cast) -> tuple[NamedOrganisation, ...]:
    return tuple(
        NamedOrganisation(id=e.id, name=e.name, mentions=tuple(sorted(e.spans)))
        for e in found.entities.values()
        if not e.person
    )


__all__ = ["Article", "read"]
