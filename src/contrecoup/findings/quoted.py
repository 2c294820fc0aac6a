"""Who said what: press quotations joined with the posts that they quote.

One utterance is one Quotation, whatever the number of outlets, wordings and
languages that carry it.  Both wordings are always kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from attrs import evolve, frozen

from contrecoup.findings.context import Context, cite, finding_id, once, source_of
from contrecoup.findings.people import Names, plain
from contrecoup.findings.press import same
from contrecoup.model.documents import Article
from contrecoup.model.evidence import Certainty
from contrecoup.model.findings import Difference, Quotation, Rendering
from contrecoup.model.posts import Post
from contrecoup.model.reading import NamedPerson, Reading, Span, SpeakerKind, Wording
from contrecoup.model.reading import Quotation as Read
from contrecoup.model.times import Days, Moment

MARKS = "\"'“”„«»‹›‘’ \u00a0\u202f\n\t"
GAP = " […] "
_PARTS = re.compile(r"[.!?…;:\n]+")
_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|refut\w+|dement\w*|nie(?:nt|r)?|ni(?:ait|e|ant))\b"
)
_DENIALS = frozenset(
    [
        "pas",
        "jamais",
        "rien",
        "aucun",
        "aucune",
        "personne",
        "guere",
        "nul",
        "nulle",
        "not",
        "no",
        "never",
        "nothing",
        "nobody",
        "none",
        "neither",
        "nor",
        "cannot",
        "t",
    ]
)
NEAREST = 0.5
"""Least share of its words that a sentence must find in one of the original to be compared."""
SHARED = 0.6
"""Least share of a quotation's words that a post must hold to be its source."""


@frozen(kw_only=True)
class _Said:
    """One press quotation with its speaker resolved."""

    article: Article
    read: Read
    rendering: Rendering
    speaker: str
    name: str
    kind: SpeakerKind
    handle: str
    days: Days | None


def speakers(context: Context) -> set[str]:
    """Return the ids of roster people whom an article quotes."""
    return {said.speaker for said in _press(context) if said.speaker}


def quotations(context: Context, posts_with_words: Iterable[str]) -> tuple[Quotation, ...]:
    """Return every quotation, earliest first.

    Args:
        context: the run.
        posts_with_words: ids of posts that matter in themselves (a stance, a
            move, a removal), which become quotations even if no outlet quotes
            them.
    """
    press = _press(context)
    by_person: dict[str, list[Post]] = {}
    by_handle: dict[str, list[Post]] = {}
    for post in context.posts:
        if post.repost_of or len(plain(post.text)) < 8:
            continue
        person = context.belonging.person(post.account_id)
        if person:
            by_person.setdefault(person, []).append(post)
        by_handle.setdefault(post.handle.casefold(), []).append(post)
    joined: dict[str, list[_Said]] = {}
    loose: list[_Said] = []
    for said in press:
        held = by_person.get(said.speaker, []) if said.speaker else []
        if not held and said.handle:
            held = by_handle.get(said.handle.lstrip("@").casefold(), [])
        source = _source(said, held)
        if source is None:
            loose.append(said)
        else:
            joined.setdefault(source.post_id, []).append(said)
    found = []
    for post_id in dict.fromkeys([*joined, *posts_with_words]):
        own = context.documents.posts.get(post_id)
        if own is not None:
            found.append(_from_post(context, own, joined.get(post_id, [])))
    found += [_from_press(group) for group in _groups(loose)]
    return tuple(sorted(_once(found), key=_order))


def _once(found: Iterable[Quotation]) -> Iterable[Quotation]:
    """Join quotations of the same words by the same speaker: one, with every rendering."""
    kept: dict[str, Quotation] = {}
    for quotation in found:
        first = kept.setdefault(quotation.finding_id, quotation)
        more = [r for r in quotation.renderings if r not in first.renderings]
        if more:
            renderings = (*first.renderings, *more)
            sources = {r.outlet for r in renderings}
            certainty = first.certainty if first.own or len(sources) == 1 else "several-outlets"
            kept[first.finding_id] = evolve(first, renderings=renderings, certainty=certainty)
    return kept.values()


def _order(quotation: Quotation) -> tuple[str, str]:
    if quotation.said_at is not None:
        return quotation.said_at.at.isoformat(), quotation.finding_id
    if quotation.said_days is not None:
        return quotation.said_days.first.isoformat(), quotation.finding_id
    return "~", quotation.finding_id


@once
def _press(context: Context) -> tuple[_Said, ...]:
    names = Names(context.roster)
    return tuple(
        said for article, reading in context.readings for said in _article(article, reading, names)
    )


def _article(article: Article, reading: Reading, names: Names) -> Iterable[_Said]:
    people = {person.id: person for person in reading.people}
    organisations = {o.id: o for o in reading.organisations}
    hedged = reading.quality.level == "reworded"
    for read in reading.quotations:
        if read.kind in {"indirect", "mixed"} and _denied(reading, read):
            continue
        pieces = [_trim(reading.text, span, read.kind) for span in read.content]
        pieces = [(s, e) for s, e in pieces if e > s]
        if not pieces:
            continue
        person = people.get(read.speaker or "")
        organisation = organisations.get(read.speaker or "")
        speaker, name = "", " … ".join(reading.text[s:e] for s, e in read.source)
        if person is not None:
            speaker, name = resolve(person, names), person.name
        elif organisation is not None:
            speaker, name = names.organisation(organisation.name), organisation.name
        citations = [cite(article, piece) for piece in pieces]
        yield _Said(
            article=article,
            read=read,
            rendering=Rendering(
                citation=citations[0],
                more=tuple(citations[1:]),
                text=GAP.join(c.exact for c in citations),
                lang=reading.lang,
                kind=read.kind,
                outlet=source_of(article),
                hedged=hedged,
            ),
            speaker=speaker,
            name=name,
            kind=read.speaker_kind or "anonymous",
            handle=(person.handle or "") if person else "",
            days=_days(read),
        )


def _denied(reading: Reading, read: Read) -> bool:
    """Whether the words are what somebody denies: then they are not that person's words."""
    cue = plain(" ".join(reading.text[s:e] for s, e in read.cue))
    return _DENIES.search(cue) is not None


def resolve(person: NamedPerson, names: Names) -> str:
    """Return the roster id of a person named in an article, or ''."""
    said = " ".join(role.text for role in person.roles)
    return names.person(person.name, person.handle or "", said)


def _trim(text: str, span: Span, kind: str) -> Span:
    start, end = span
    if kind in {"direct", "block"}:
        while start < end and text[start] in MARKS:
            start += 1
        while end > start and text[end - 1] in MARKS:
            end -= 1
    return start, end


def _days(read: Read) -> Days | None:
    said = read.said
    if said is None or said.from_ is None:
        return None
    first = date.fromisoformat(said.from_)
    return Days(first, max(first, date.fromisoformat(said.to or said.from_)), said.text)


def _wording(text: str, lang: str, speaker: str) -> Wording:
    return Wording(text=text.replace(GAP, " "), lang=lang or None, speaker=speaker or None)


def _source(said: _Said, held: Sequence[Post]) -> Post | None:
    """Return the post that a press quotation renders, or None."""
    if said.read.kind == "indirect":
        return None
    best: tuple[float, str] | None = None
    chosen = None
    for post in held:
        score = _likeness(said.rendering, post, said.speaker)
        if score > 0 and (best is None or (score, post.post_id) > best):
            best, chosen = (score, post.post_id), post
    return chosen


def _likeness(rendering: Rendering, post: Post, speaker: str) -> float:
    words = plain(rendering.text.replace(GAP, " ")).split()
    own = set(plain(post.text).split())
    shared = sum(word in own for word in words) / max(1, len(words))
    if shared >= SHARED and len(words) >= 4:
        return 1 + shared
    verdict = same(
        _wording(rendering.text, rendering.lang, speaker),
        _wording(post.text, post.lang, speaker),
    )
    return verdict.score if verdict.same else 0.0


def difference(original: str, original_lang: str, rendering: Rendering, speaker: str) -> Difference:
    """Say how a rendering departs from the original that is held."""
    pieces = [plain(piece) for piece in rendering.text.split(GAP)]
    own = plain(original)
    if rendering.text.strip() and pieces == [own]:
        return "same"
    if all(f" {piece} " in f" {own} " for piece in pieces):
        return "cut"
    lang = original_lang.split("-", maxsplit=1)[0]
    translated = bool(lang) and lang != rendering.lang
    verdict = same(
        _wording(original, original_lang, speaker),
        _wording(rendering.text, rendering.lang, speaker),
    )
    if not verdict.same or (not translated and _turned(original, rendering.text)):
        return "departs"
    return "translated" if translated else "reworded"


def _turned(original: str, wording: str) -> bool:
    """Whether a sentence denies what its nearest one in the original does not, or the reverse."""
    sentences = [words for part in _PARTS.split(original) if (words := plain(part).split())]
    for part in _PARTS.split(wording):
        words = plain(part).split()
        if not words or not sentences:
            continue
        shared, nearest = max(
            ((len(set(words) & set(own)) / len(set(words)), own) for own in sentences),
            key=lambda pair: pair[0],
        )
        if shared >= NEAREST and _denials(words) != _denials(nearest):
            return True
    return False


def _denials(words: Sequence[str]) -> int:
    return sum(word in _DENIALS for word in words)


def _from_post(context: Context, post: Post, rendered: Sequence[_Said]) -> Quotation:
    person = context.belonging.person(post.account_id)
    original = Rendering(
        citation=cite(post, (0, len(post.text))), text=post.text, lang=post.lang, kind="post"
    )
    others = tuple(
        evolve(
            said.rendering,
            difference=difference(post.text, post.lang, said.rendering, said.speaker),
        )
        for said in rendered
    )
    return Quotation(
        finding_id=finding_id("quotation", post.post_id),
        speaker=person,
        speaker_name=post.display_name or post.handle,
        speaker_kind="person",
        renderings=(original, *others),
        own=True,
        rule="quotation:post" if not others else "quotation:post+press",
        certainty="observed",
        account_id=post.account_id,
        post_id=post.post_id,
        medium=post.platform,
        said_at=Moment(post.created_at, post.precision, post.zone, post.created_text),
        state=post.state,
        reported_removed=any(said.read.status for said in rendered),
    )


def _groups(loose: Sequence[_Said]) -> list[list[_Said]]:
    """Group press quotations of one speaker that are the same utterance."""
    groups: list[list[_Said]] = []
    for said in loose:
        for group in groups:
            if _one_utterance(group[0], said):
                group.append(said)
                break
        else:
            groups.append([said])
    return groups


def _one_utterance(a: _Said, b: _Said) -> bool:
    if "indirect" in (a.read.kind, b.read.kind):
        return False
    if (a.speaker or plain(a.name)) != (b.speaker or plain(b.name)):
        return False
    return same(
        _wording(a.rendering.text, a.rendering.lang, a.name),
        _wording(b.rendering.text, b.rendering.lang, b.name),
    ).same


def _from_press(group: Sequence[_Said]) -> Quotation:
    first = group[0]
    speaker = next((s.speaker for s in group if s.speaker), "")
    renderings = [first.rendering]
    for said in group[1:]:
        how = difference(
            first.rendering.text.replace(GAP, " "), first.rendering.lang, said.rendering, first.name
        )
        renderings.append(evolve(said.rendering, difference=how))
    outlets = {said.rendering.outlet for said in group}
    certainty: Certainty = "several-outlets" if len(outlets) > 1 else "one-outlet"
    return Quotation(
        finding_id=finding_id(
            "quotation", speaker or plain(first.name), plain(first.rendering.text), first.read.kind
        ),
        speaker=speaker,
        speaker_name=first.name,
        speaker_kind=first.kind,
        renderings=tuple(renderings),
        own=False,
        rule=f"quotation:{first.read.rule or 'press'}",
        certainty=certainty,
        medium=first.read.medium or "",
        said_days=next((s.days for s in group if s.days is not None), None),
        reported_removed=any(said.read.status for said in group),
        confidence=first.read.confidence,
    )
