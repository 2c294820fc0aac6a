"""Who said what: press quotations joined with the posts that they quote.

One utterance is one Quotation, whatever the number of outlets, wordings and
languages that carry it.  Both wordings are always kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from attrs import evolve, frozen

from contrecoup.findings.context import Context, cite, finding_id, source_of
from contrecoup.findings.origins import Author, Question, origins
from contrecoup.findings.people import Names, plain
from contrecoup.findings.press import same
from contrecoup.findings.press.repeats import compared
from contrecoup.findings.renderings import GAP, difference
from contrecoup.model.documents import Article
from contrecoup.model.evidence import Certainty
from contrecoup.model.findings import Quotation, Rendering
from contrecoup.model.posts import Post
from contrecoup.model.reading import NamedPerson, Reading, Span, SpeakerKind, Wording
from contrecoup.model.reading import Quotation as Read
from contrecoup.model.times import Days, Moment

MARKS = "\"'“”„«»‹›‘’ \u00a0\u202f\n\t"
_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|refut\w+|dement\w*|nie(?:nt|r)?|ni(?:ait|e|ant))\b"
)
_UNSAID = re.compile(
    r"\b(?:(?:not|n t|never)(?: \w+)? (?:answer|respond|reply|return)(?:ed)?(?: to)?"
    r"|(?:is|are|was|were|be|been)(?: \w+ly)? (?:expected|believed|thought|understood|rumou?red"
    r"|supposed|slated|tipped|said|reported|known|told|asked))$"
)
"""*did not answer* a request: nobody spoke; *is expected* to follow: others say it of the subject."""


@frozen(kw_only=True)
class _Said:
    """One press quotation with its speaker resolved; of the reading, only what is asked later.

    ``unnamed``: the article says of nobody that the words are theirs; ``removed``: it says what
    became of the post.
    """

    article: Article
    rendering: Rendering
    speaker: str
    name: str
    kind: SpeakerKind
    handle: str
    days: Days | None
    unnamed: bool
    removed: bool
    rule: str
    medium: str
    confidence: float

    @property
    def wording(self) -> Wording:
        """The words, for comparing them with others of the same speaker."""
        said = self.rendering
        return Wording(
            text=said.text.replace(GAP, " "), lang=said.lang or None, speaker=self.name or None
        )


def speakers(context: Context) -> set[str]:
    """Return the ids of roster people whom an article quotes."""
    return {said.speaker for said in _said(context) if said.speaker}


def quotations(context: Context, posts_with_words: Iterable[str]) -> tuple[Quotation, ...]:
    """Return every quotation, earliest first.

    Args:
        context: the run.
        posts_with_words: ids of posts that matter in themselves (a stance, a
            move, a removal), which become quotations even if no outlet quotes
            them.
    """
    press = tuple(_said(context))
    sources = _sources(context, press)
    joined: dict[str, list[_Said]] = {}
    for number, post in sources.items():
        joined.setdefault(post.post_id, []).append(press[number])
    loose = [said for number, said in enumerate(press) if number not in sources]
    found = []
    for post_id in dict.fromkeys([*joined, *posts_with_words]):
        own = context.documents.posts.get(post_id)
        if own is not None:
            found.append(_from_post(context, own, joined.get(post_id, [])))
    found += [_from_press(group) for group in _groups(loose)]
    return tuple(sorted(_once(found), key=_order))


def _sources(context: Context, press: Sequence[_Said]) -> dict[int, Post]:
    """The post that each press quotation renders, by the quotation's number."""
    owners = {
        account: person
        for account in context.posts.table.column("account_id").unique().to_pylist()
        if (person := context.belonging.person(account))
    }
    held = {("person", person) for person in owners.values()}
    questions = []
    for number, said in enumerate(press):
        authors: list[Author] = [("person", said.speaker)] if said.speaker else []
        if said.handle and not held.intersection(authors):
            authors.append(("handle", said.handle.lstrip("@").casefold()))
        if said.rendering.kind == "indirect" or not (authors or _nameless(said)):
            continue
        before = said.article.published.at if said.article.published else None
        questions.append(Question(number, said.rendering, said.speaker, tuple(authors), before))
    if not questions:
        return {}
    handles = {name for q in questions for kind, name in q.authors if kind == "handle"}
    return origins(questions, context.posts.by(owners, handles), owners)


def _nameless(said: _Said) -> bool:
    """Whether words stand in marks and the article says of nobody by name that they are theirs."""
    nobody = said.unnamed and not any(c.isupper() for c in said.name)
    return nobody and said.rendering.kind in {"direct", "block"}


def _once(found: Iterable[Quotation]) -> Iterable[Quotation]:
    """Join quotations of the same words by the same speaker: one, with every rendering."""
    groups: dict[str, list[Quotation]] = {}
    for quotation in found:
        groups.setdefault(quotation.finding_id, []).append(quotation)
    return [_joined(group) for group in groups.values()]


def _joined(group: list[Quotation]) -> Quotation:
    """The first of a group, with the renderings of all; linear in their number."""
    first = group[0]
    if len(group) == 1:
        return first
    renderings = tuple(dict.fromkeys(r for quotation in group for r in quotation.renderings))
    sources = {r.outlet for r in renderings}
    certainty = first.certainty if first.own or len(sources) == 1 else "several-outlets"
    return evolve(first, renderings=renderings, certainty=certainty)


def _order(quotation: Quotation) -> tuple[str, str]:
    if quotation.said_at is not None:
        return quotation.said_at.at.isoformat(), quotation.finding_id
    if quotation.said_days is not None:
        return quotation.said_days.first.isoformat(), quotation.finding_id
    return "~", quotation.finding_id


def _said(context: Context) -> Iterator[_Said]:
    names = Names(context.roster)
    for article, reading in context.readings:
        yield from _article(article, reading, names)


def _article(article: Article, reading: Reading, names: Names) -> Iterable[_Said]:
    people = {person.id: person for person in reading.people}
    organisations = {o.id: o for o in reading.organisations}
    hedged = reading.quality.level == "reworded"
    resolved: dict[str, str] = {}
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
            if person.id not in resolved:
                resolved[person.id] = resolve(person, names)
            speaker, name = resolved[person.id], person.name
        elif organisation is not None:
            speaker, name = names.organisation(organisation.name), organisation.name
        citations = [cite(article, piece) for piece in pieces]
        yield _Said(
            article=article,
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
            unnamed=read.speaker is None,
            removed=bool(read.status),
            rule=read.rule,
            medium=read.medium or "",
            confidence=read.confidence,
        )


def _denied(reading: Reading, read: Read) -> bool:
    """Whether the words are not that person's: what they deny, or what they did not say at all."""
    cue = plain(" ".join(reading.text[s:e] for s, e in read.cue))
    if _DENIES.search(cue):
        return True
    before = read.source and read.cue and read.source[0] < read.cue[0]
    return bool(before) and _UNSAID.search(cue) is not None


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


def _from_post(context: Context, post: Post, rendered: Sequence[_Said]) -> Quotation:
    person = context.belonging.person(post.account_id)
    original = Rendering(
        citation=cite(post, (0, len(post.text))), text=post.text, lang=post.lang, kind="post"
    )
    others = tuple(
        evolve(
            said.rendering,
            difference=difference(post.text, post.lang, said.rendering),
        )
        for said in rendered
    )
    return Quotation(
        finding_id=finding_id("quotation", post.post_id),
        speaker=person,
        speaker_name=post.display_name or post.handle,
        speaker_kind="organisation" if context.belonging.itself(person) else "person",
        renderings=(original, *others),
        own=True,
        rule="quotation:post" if not others else "quotation:post+press",
        certainty="observed",
        account_id=post.account_id,
        post_id=post.post_id,
        medium=post.platform,
        said_at=Moment(post.created_at, post.precision, post.zone, post.created_text),
        state=post.state,
        reported_removed=any(said.removed for said in rendered),
    )


def _groups(loose: Sequence[_Said]) -> list[list[_Said]]:
    """Group press quotations of one speaker that are the same utterance as its first wording."""
    told = [said for said in loose if said.rendering.kind != "indirect"]
    pairs: dict[int, list[int]] = {}
    for later, earlier in compared(
        [(said.speaker or plain(said.name), said.wording) for said in told]
    ):
        pairs.setdefault(later, []).append(earlier)
    groups: list[list[_Said]] = []
    of: dict[int, list[_Said]] = {}
    for number, said in enumerate(told):
        near = (of[earlier] for earlier in sorted(pairs.get(number, ())))
        group = next((g for g in near if same(g[0].wording, said.wording).same), None)
        if group is None:
            group = []
            groups.append(group)
        group.append(said)
        of[number] = group
    return groups + [[said] for said in loose if said.rendering.kind == "indirect"]


def _from_press(group: Sequence[_Said]) -> Quotation:
    first = group[0]
    speaker = next((s.speaker for s in group if s.speaker), "")
    renderings = [first.rendering]
    for said in group[1:]:
        how = difference(
            first.rendering.text.replace(GAP, " "), first.rendering.lang, said.rendering
        )
        renderings.append(evolve(said.rendering, difference=how))
    outlets = {said.rendering.outlet for said in group}
    certainty: Certainty = "several-outlets" if len(outlets) > 1 else "one-outlet"
    return Quotation(
        finding_id=finding_id(
            "quotation",
            speaker or plain(first.name),
            plain(first.rendering.text),
            first.rendering.kind,
        ),
        speaker=speaker,
        speaker_name=first.name,
        speaker_kind=first.kind,
        renderings=tuple(renderings),
        own=False,
        rule=f"quotation:{first.rule or 'press'}",
        certainty=certainty,
        medium=first.medium,
        said_days=next((s.days for s in group if s.days is not None), None),
        reported_removed=any(said.removed for said in group),
        confidence=first.confidence,
    )
