"""From attributions to quotations: sources, speakers, kinds, days, media, posts in the text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from attrs import evolve

from contrecoup.findings.press.article import Article, Span
from contrecoup.findings.press.attributions import Draft, attributions
from contrecoup.findings.press.circumstances import medium, removed, said
from contrecoup.findings.press.confidence import confidence
from contrecoup.findings.press.held import Held
from contrecoup.findings.press.incises import incises
from contrecoup.findings.press.loose import joined, loose, signed_blocks, signed_quotes
from contrecoup.findings.press.people import Cast
from contrecoup.findings.press.posts import of_posts, posts_shown
from contrecoup.findings.press.speakers import Resolver, Speaker
from contrecoup.findings.press.tagger_drafts import LARGE, RULE, tagged
from contrecoup.findings.press.transcripts import RULE as TURN
from contrecoup.findings.press.transcripts import turns
from contrecoup.model.reading import Quotation, QuotationKind, WordTagger


def quotations(article: Article, found: Cast, tagger: WordTagger | None = None) -> list[Quotation]:
    """All quotations in text order, with ids ``q1`` …; ``tagger`` is a person's own."""
    posts = posts_shown(article)
    interview = turns(article)
    taken = {i for d in interview for r in d.content for i in range(*r)}
    held = Held((p.content[0], p.line[1]) for p in posts)
    drafts = [
        d
        for d in tagged(
            article, found, attributions(article, found), signed_quotes(article, found), tagger
        )
        if not held.hold(article.span(*d.content[0])[0])
        and not any(i in taken for r in d.content for i in range(*r))
    ]
    drafts += [
        d
        for d in incises(article, found, [*drafts, *interview])
        if not held.hold(article.span(*d.content[0])[0])
    ]
    drafts = joined(article, drafts)
    drafts += loose(article, found, [*drafts, *interview], held)
    drafts += [
        d
        for d in signed_blocks(article, found, [*drafts, *interview])
        if not held.hold(article.span(*d.content[0])[0])
    ]
    drafts += interview
    drafts.sort(key=lambda d: d.content[0])
    spoken = _speakers(article, found, drafts)
    covered = {i for d in drafts for r in d.content for i in range(*r)}
    out = [_quotation(article, found, d, spoken[id(d)], covered) for d in drafts]
    out += of_posts(article, found, posts)
    out.sort(key=lambda q: (q.content[0], q.id))
    return [
        evolve(q, id=f"q{n}", confidence=confidence(article.text, article.lex.lang, q))
        for n, q in enumerate(out, 1)
    ]


def _speakers(article: Article, found: Cast, drafts: Sequence[Draft]) -> dict[int, Speaker]:
    """Who speaks in each draft, by its ``id``, worked out in the order of the sources."""
    resolver = Resolver(article, found)
    order = sorted(drafts, key=lambda d: d.source if d.source is not None else d.content[0][0])
    out = {id(d): resolver.resolve(d.source, d.source_words) for d in order}
    for draft in drafts:
        if draft.like is not None:
            out[id(draft)] = out[id(_named(draft))]
    return out


def _named(draft: Draft) -> Draft:
    """The attribution whose speaker goes on in this one, or the attribution itself."""
    while draft.like is not None:
        draft = draft.like
    return draft


def _quotation(
    article: Article, found: Cast, draft: Draft, speaker: Speaker, covered: Collection[int]
) -> Quotation:
    content = _pieces(article.span(*r) for r in draft.content if r[0] < r[1])
    told = _named(draft)
    return Quotation(
        id="",
        content=content,
        cue=(article.span(*draft.cue),) if draft.cue else (),
        source=_source(article, found, draft),
        speaker=speaker.id,
        speaker_kind=speaker.kind if told.source is not None else None,
        kind=_kind(article, draft),
        medium=medium(article, told),
        said=said(article, told, covered),
        status="removed-as-reported" if removed(article, told) else None,
        rule=draft.rule,
    )


def _pieces(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in text order; those that overlap become one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span[0] < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], span[1]))
        else:
            out.append(span)
    return tuple(out)


def _source(article: Article, found: Cast, draft: Draft) -> tuple[Span, ...]:
    """The words that name the speaker: a name, a pronoun, a phrase, or several names."""
    words = draft.source_words
    source = draft.source
    place = found.start_at.get(source) if source is not None else None
    phrase = found.phrases[place] if place is not None else None
    named = source is not None and (phrase is None or phrase.name is not None)
    if words is not None and (
        draft.rule in (RULE, LARGE, TURN) or not named or _longer(article, words, source)
    ):
        return (article.span(*words),)
    if source is None:
        return ()
    if phrase is not None:
        return (article.span(*(phrase.name or (phrase.first, phrase.behind))),)
    noun = found.nouns.get(source)
    if noun is not None:
        return (article.span(noun.first, noun.behind),)
    first = source - 1 if article.low(source) in ("dernier", "derniere") else source
    return (article.span(first, source + 1),)


def _longer(article: Article, words: tuple[int, int], source: int | None) -> bool:
    """Whether the words name several: *X et Y*, in French."""
    return (
        article.lex.lang == "fr"
        and source is not None
        and any(article.low(i) == "et" for i in range(*words))
    )


def _kind(article: Article, draft: Draft) -> QuotationKind:
    if draft.rule == "signed-block":
        return "block"
    if draft.rule == TURN:
        return "direct"
    marked = any(
        article.inside[i] >= 0 for first, behind in draft.content for i in range(first, behind)
    )
    if not marked:
        return "indirect"
    for first, behind in draft.content:
        start = (
            first + 1 if article.low(first) in article.lex.that and behind - first > 1 else first
        )
        if any(
            article.inside[i] < 0 and article.words[i].text[0].isalnum()
            for i in range(start, behind)
        ):
            return "mixed"
    return "direct"
