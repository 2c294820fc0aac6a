"""Who said what: cards, and press wordings beside the posts they quote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time
from difflib import SequenceMatcher
from functools import lru_cache
from zoneinfo import ZoneInfo

from attrs import evolve

from contrecoup.language import quoted, sentences, tokens
from contrecoup.model.evidence import Citation
from contrecoup.model.findings import Quotation, Rendering, Stance
from contrecoup.model.report import Block, Card, Part, Section, Sentence, Wording
from contrecoup.report.desk import Desk, counted, written_in
from contrecoup.report.once import once
from contrecoup.report.pen import Pen, Proof
from contrecoup.report.sections.stances import stances
from contrecoup.report.slots import Instant, Name, Outlet, Someone, Speaker

MOST_UNNAMED = 12
"""Cards of people who are not named and whom no outlet quotes."""
MOST_COMPARED = 5
_LONGEST_SENTENCE = 420
"""Code points of an outlet's sentence that a card shows whole."""
_LEAST_WORDS = 4
"""Words that reported speech needs to be shown on its own."""


def quotations(desk: Desk) -> tuple[Quotation, ...]:
    """Return the quotations, in order of time."""
    return once(desk, _by_time)


def _by_time(desk: Desk) -> tuple[Quotation, ...]:
    return tuple(
        sorted(desk.kept(desk.findings.quotations), key=lambda q: (_order(desk, q), q.finding_id))
    )


def _order(desk: Desk, one: Quotation) -> str:
    at = _moment(desk, one)
    return at.astimezone(UTC).isoformat() if at else "~"


def speaker(desk: Desk, quotation: Quotation) -> Speaker | None:
    """Return who said the words; None where nobody of the roster fits."""
    if quotation.speaker:
        at = quotation.said_at.at if quotation.said_at else None
        return desk.speaker(quotation.speaker, at)
    return Someone("outside") if quotation.own else None


def shown(desk: Desk) -> tuple[Quotation, ...]:
    """Return the quotations that get a card.

    Those of people and organisations that may be named; those that an outlet
    quotes; a few of the others, where their words take a side.
    """
    return once(desk, _with_cards)


def _with_cards(desk: Desk) -> tuple[Quotation, ...]:
    desk.held(one.post_id for one in quotations(desk) if one.post_id)  # together, not one by one
    sided = {s.document_id for s in stances(desk)}
    unnamed = 0
    found = []
    for one in quotations(desk):
        who = speaker(desk, one)
        if who is None or _masked(desk, one) or _too_short(one):
            continue
        if desk.exposes(one.renderings[0].text, one.renderings[0].citation.document_id):
            continue
        told = any(_told(desk, r) for r in one.renderings)
        if isinstance(who, Someone) and not told:
            if one.post_id not in sided or unnamed == MOST_UNNAMED:
                continue
            unnamed += 1
        found.append(one)
    return tuple(found)


def _too_short(one: Quotation) -> bool:
    first = one.renderings[0]
    return first.kind == "indirect" and len(first.text.split()) < _LEAST_WORDS


def _masked(desk: Desk, one: Quotation) -> bool:
    """Whether the policy withholds the words, wherever they stand.

    Words of a withheld post are not shown from an article that quotes them.
    """
    return bool(one.post_id) and desk.masked(one.post_id)


def section(desk: Desk) -> Section | None:
    """Write the section."""
    pen, chosen = Pen(desk, "q"), shown(desk)
    held = quotations(desk)
    if not chosen:
        return None
    blocks: list[Block] = []
    if len(chosen) < len(held):
        count = counted(
            [q.finding_id for q in chosen], "quotation", "quotation", of=len(held),
            of_label="quotations",
        )  # fmt: skip
        everything = counted([q.finding_id for q in held], "quotation", "quotation")
        proof = Proof(citations=(chosen[0].renderings[0].citation,))
        blocks.append(pen.write(desk.book.voices.shown, proof)(count, everything))
    blocks += apart(desk, pen)
    blocks += _removed(desk, pen)
    blocks += [card(desk, one) for one in chosen]
    return desk.section("quotations", tuple(blocks))


def apart(desk: Desk, pen: Pen) -> Iterator[Sentence]:
    """Say where a source's words depart from the post that is held, named people first."""
    found = [
        (isinstance(who, Someone), one.finding_id, one, who, other)
        for one in shown(desk)
        if not _told(desk, one.renderings[0]) and (who := speaker(desk, one)) is not None
        for other in one.renderings[1:]
        if other.difference == "departs" and other.kind in {"direct", "block"}
    ]
    for _, _, one, who, other in sorted(found, key=lambda row: row[:2])[:MOST_COMPARED]:
        sentence = _departs(desk, pen, one, who, other)
        if sentence is not None:
            yield sentence


def _departs(
    desk: Desk, pen: Pen, one: Quotation, who: Speaker, other: Rendering
) -> Sentence | None:
    original = one.renderings[0]
    said = desk.quote(original.citation, original.lang)
    reported = desk.quote(other.citation, other.lang)
    if said is None or reported is None:
        return None
    proof = Proof(
        citations=(original.citation, other.citation),
        findings=(one.finding_id,),
        certainty="observed",
    )
    return pen.write(desk.book.voices.departs, proof)(
        who, source(desk, other), reported, said, hedged=other.hedged
    )


def _removed(desk: Desk, pen: Pen) -> Iterator[Sentence]:
    for one in quotations(desk):
        who = speaker(desk, one)
        told = next((r for r in one.renderings if _told(desk, r)), None)
        if one.reported_removed and isinstance(who, Name) and told is not None:
            proof = Proof(
                citations=(told.citation,), findings=(one.finding_id,), certainty="one-outlet"
            )
            yield pen.write(desk.book.voices.removed_as_reported, proof)(who, source(desk, told))


def source(desk: Desk, rendering: Rendering) -> Outlet:
    """Return who gives a wording."""
    return desk.outlet(rendering.citation.document_id)


def _told(desk: Desk, rendering: Rendering) -> bool:
    """Whether an article or a letter gives the words, and not the person's own post."""
    return desk.is_text(rendering.citation.document_id)


def in_other_words(desk: Desk, rendering: Rendering) -> bool:
    """Whether the words are those of the outlet that reports what was said, not the speaker's."""
    return rendering.kind == "indirect" and _told(desk, rendering)


def _quote(desk: Desk, rendering: Rendering) -> Part:
    """Quote a wording; a comma before the reporter's own words go on is not part of it."""
    cited = rendering.citation
    text = rendering.text.rstrip(" ,")
    if cited.exact == rendering.text:
        cited = evolve(cited, exact=text, end=cited.start + len(text))
    return Part(
        role="quote",
        text=desk.book.speech.inner(text),
        citation=cited,
        lang=written_in(rendering.lang, rendering.text),
    )


def _in_its_sentence(desk: Desk, rendering: Rendering) -> Part | None:
    """Give the outlet's whole sentence that tells somebody's words in indirect speech.

    The words are the outlet's: they stand as printed, behind the card's ``lead``.  None
    where the sentence is not to be shown whole.
    """
    cited = rendering.citation
    if not in_other_words(desk, rendering):
        return None
    text = desk.documents.text_of(cited.document_id) or ""
    span = next((s for s in _sentences(text) if s[0] <= cited.start and cited.end <= s[1]), None)
    if span is None or span[1] - span[0] > _LONGEST_SENTENCE:
        return None
    words = text[slice(*span)]
    if "\n" in words or desk.exposes(words, cited.document_id):
        return None
    whole = evolve(cited, exact=words, start=span[0], end=span[1], prefix="", suffix="")
    lang = written_in(rendering.lang, rendering.text)
    return Part(role="quote", text=words, citation=whole, lang=lang)


@lru_cache(maxsize=64)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return where each sentence of a text begins and ends, in code points."""
    words = tokens(text)
    found = sentences(text, words, quoted(text))
    return tuple((words[first].start, words[last - 1].end) for first, last in found)


def differences(text: str, original: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of a text whose words are not in the original, word by word.

    Case, punctuation and the shape of apostrophes make no difference.
    """
    words, others = _words(text), _words(original)
    matcher = SequenceMatcher(
        None, [w for w, _, _ in words], [w for w, _, _ in others], autojunk=False
    )
    return tuple(
        (words[first][1], words[last - 1][2])
        for tag, first, last, _, _ in matcher.get_opcodes()
        if tag in {"replace", "delete"}
    )


def _words(text: str) -> list[tuple[str, int, int]]:
    """Return each word in a form to compare, with its place."""
    return [
        (found.group().casefold().replace("’", "'"), found.start(), found.end())
        for found in re.finditer(r"\w+(?:['’]\w+)*", text)
    ]


def card(desk: Desk, one: Quotation) -> Card:
    """Lay out one quotation."""
    speech, method = desk.book.speech, desk.book.method
    first = one.renderings[0]
    who = speaker(desk, one) or Someone("outside")
    name = speech.text(speech.line("{who}", who=who))
    role = _role(desk, one) if isinstance(who, Name) else ""
    how = speech.text(
        desk.book.voices.how(source(desk, first), own=not _told(desk, first), kind=first.kind)
    ) + speech.written(written_in(first.lang, first.text), ", {}")
    local, utc = _when(desk, one)
    state, seen = desk.state(one.post_id) if one.post_id else (one.state, one.state_at)
    posted = bool(one.post_id)
    status = speech.text(method.status(state, seen, desk.zone)) if posted else ""
    whole = _in_its_sentence(desk, first)
    quote = whole or _quote(desk, first)
    lead = ""
    if in_other_words(desk, first):
        lead = speech.text(desk.book.voices.lead(source(desk, first), who))
        if whole is None:
            quote = evolve(quote, role="label", ref=first.citation.document_id)
    url = _url(desk, one, first) if isinstance(who, Name) else ""
    pieces = (how, local, url) if lead else (name, role, how, local, url)
    said = f"{lead} {quote.text}" if lead else f"{speech.opening}{quote.text}{speech.closing}"
    return Card(
        card_id=f"card-{one.finding_id.partition(':')[2] or one.finding_id}",
        speaker=name,
        role=role,
        quote=quote,
        how=f"{how}, {desk.book.voices.hedge()}" if first.hedged else how,
        when_local=local,
        when_utc=utc,
        status=status,
        certainty=desk.page.certainties[one.certainty],
        lead=lead,
        copy_text=f"{said} — " + ", ".join(piece for piece in pieces if piece),
        citations=tuple(dict.fromkeys(desk.safe(c) for c in _places(one, whole))),
        wordings=tuple(
            _wording(desk, other, first)
            for other in one.renderings[1:]
            if not desk.exposes(other.text, other.citation.document_id)
        ),
        filters=_filters(desk, one, who, name, state if posted else ""),
    )


def _places(one: Quotation, whole: Part | None) -> Iterator[Citation]:
    """Return every place that a card rests on; the whole sentence instead of a part of it."""
    for rendering in one.renderings:
        if rendering is one.renderings[0] and whole is not None and whole.citation is not None:
            yield whole.citation
        else:
            yield rendering.citation
            yield from rendering.more


def _role(desk: Desk, one: Quotation) -> str:
    """Return the role on that day, with the organisation where it is another than the case's."""
    at = _moment(desk, one)
    role, held = desk.role(one.speaker, at), desk.affiliation(one.speaker, at)
    if role is None or held is None:
        return ""
    said = desk.book.speech.role(role)
    if held.organisation_id == desk.group.ref or held.organisation_id not in desk.organisations:
        return said
    return f"{said}, {desk.organisations[held.organisation_id].name}"


def _wording(desk: Desk, other: Rendering, original: Rendering) -> Wording:
    voices = desk.book.voices
    quote = _quote(desk, other)
    indirect = in_other_words(desk, other)
    notes = [voices.indirect()] if indirect else []
    if not _told(desk, original):
        notes.append(voices.difference(other.difference))
    if other.hedged:
        notes.append(voices.hedge())
    same = other.lang == original.lang
    return Wording(
        quote=quote,
        source=desk.book.speech.outlet(source(desk, other)),
        note="; ".join(notes) if desk.lang == "en" else "\u202f; ".join(notes),
        indirect=indirect,
        differences=differences(quote.text, original.text)
        if same and not _told(desk, original)
        else (),
    )


def _moment(desk: Desk, one: Quotation) -> datetime | None:
    if one.said_at is not None:
        return one.said_at.at
    if one.said_days is not None:
        return datetime.combine(one.said_days.first, time(12), ZoneInfo(desk.zone))
    return desk.published(one.renderings[0].citation.document_id)


def _when(desk: Desk, one: Quotation) -> tuple[str, str]:
    at = _moment(desk, one)
    if at is None:
        return desk.page.no_date, ""
    if one.said_at is not None and one.said_at.precision != "day":
        return desk.book.method.card_time(at, desk.zone)
    return desk.book.speech.instant(Instant(at, desk.zone, "day")), ""


def _url(desk: Desk, one: Quotation, first: Rendering) -> str:
    post = desk.post(one.post_id) if one.post_id else None
    if post is not None:
        return post.url
    article = desk.articles.get(first.citation.document_id)
    return article.url if article else ""


def _filters(
    desk: Desk, one: Quotation, who: Speaker, name: str, state: str
) -> dict[str, tuple[str, str]]:
    found = {"person": (who.ref if isinstance(who, Name) else who.lane, name)}
    side = _side(desk, one)
    found["stance"] = (
        side.polarity if side else "none",
        desk.page.polarities[side.polarity] if side else desk.page.no_polarity,
    )
    at = _moment(desk, one)
    if at is not None:
        day = desk.said_day(at)
        found["day"] = (day.day.isoformat(), desk.book.speech.day(day))
    if state:
        found["status"] = (state, {str(k): v for k, v in desk.page.states.items()}[state])
    return found


def _side(desk: Desk, one: Quotation) -> Stance | None:
    documents = {one.post_id, *(r.citation.document_id for r in one.renderings)} - {""}
    holders = {one.speaker, desk.owner(one.account_id)} - {""}
    sides = once(desk, _sides)
    found = (sides.get((document, holder)) for document in documents for holder in holders)
    return min(filter(None, found), default=(0, None), key=lambda row: row[0])[1]


def _sides(desk: Desk) -> dict[tuple[str, str], tuple[int, Stance]]:
    """Return the first stance of each document and holder, with its place among all."""
    sides: dict[tuple[str, str], tuple[int, Stance]] = {}
    for place, stance in enumerate(stances(desk)):
        sides.setdefault((stance.document_id, stance.holder), (place, stance))
    return sides
