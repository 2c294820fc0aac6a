"""In unison: messages that several people posted, and waves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from attrs import evolve, frozen

from contrecoup.language import emojis, normalise
from contrecoup.model.counts import Count
from contrecoup.model.evidence import Citation
from contrecoup.model.findings import Echo, Wave
from contrecoup.model.posts import Post
from contrecoup.model.report import Block, Cell, Chart, Group, Mark, Section, Sentence, Table
from contrecoup.report.desk import Desk, counted
from contrecoup.report.many import sayable, seen, texts
from contrecoup.report.once import once
from contrecoup.report.pen import Pen, Proof
from contrecoup.report.sections.time import (
    HOUR,
    authors,
    by_hour,
    cell,
    delay,
    fullest,
    level,
    untimed,
)
from contrecoup.report.slots import Code, Emoji, Listed, Quoted, Stretch

MOST = 8
"""Messages shown one by one."""
CONTAINED = 0.7
"""Share of an echo's posts from which it is part of another that is shown."""
WORDINGS = 40
_LOST = re.compile(r"\?{2,}|\ufffd")
"""Marks that an export leaves where its character set has no emoji."""
SELDOM = 0.05
"""Share of a wave from which a further emoji of the family is named."""
TWO = 2
SOON = 240
"""Minutes within which a repeated message is told as one call."""


@frozen
class Side:
    """One language of a message in two: its words, and the accounts that posted them."""

    words: Quoted
    accounts: Count


@frozen
class Shared:
    """A message of the group: its echo, its words, the group's posts in order.

    ``sides`` are its two languages where it was posted in two, the more accounts first.
    """

    echo: Echo
    words: Quoted
    posts: tuple[str, ...]
    sides: tuple[Side, ...] = ()

    @property
    def said(self) -> Quoted | Listed:
        """The words to show: in both languages where there are two."""
        return Listed(tuple(side.words for side in self.sides)) if self.sides else self.words


def shared(desk: Desk) -> tuple[tuple[Shared, ...], tuple[Echo, ...]]:
    """Return the messages to show, the most people first, and those left out."""
    return once(desk, _shared)


def _shared(desk: Desk) -> tuple[tuple[Shared, ...], tuple[Echo, ...]]:
    ordered = sorted(
        desk.kept(desk.findings.echoes),
        key=lambda e: (-desk.members_of(e).value, e.first_at, e.finding_id),
    )
    chosen: list[Shared] = []
    inside: list[frozenset[str]] = []
    left: list[Echo] = []
    for echo in ordered:
        if desk.members_of(echo).value < 2:
            break  # as do all behind it
        mine = desk.mine(echo.post_ids)
        if len(mine) < 2 or _inside(mine, inside):
            continue
        sides = _sides(desk, echo) if echo.kind == "translated" else ()
        if echo.kind == "emoji" or (echo.kind == "translated" and not sides):
            continue
        words = sides[0].words if sides else _words(desk, echo)
        if words is None:
            continue
        if len(chosen) == MOST:
            left.append(echo)
        else:
            chosen.append(Shared(echo, words, mine, sides))
            inside.append(frozenset(mine))
    return tuple(chosen), tuple(left)


def _sides(desk: Desk, echo: Echo) -> tuple[Side, ...]:
    """Return the two languages of a message; none where the words of one are withheld."""
    held = {e.finding_id: e for e in desk.kept(desk.findings.echoes)}
    parts = [held[p] for p in echo.parts if p in held]
    langs = list(dict.fromkeys(part.lang for part in parts))[:2]
    sides = []
    for lang in langs:
        ours = [part for part in parts if part.lang == lang]
        words = _words(desk, ours[0])
        if words is not None:
            accounts = [a for part in ours for a in part.account_ids]
            sides.append(Side(words, counted(accounts, "account", ours[0].rule)))
    return tuple(sides) if len(sides) == len(langs) == TWO else ()


def _inside(posts: tuple[str, ...], chosen: list[frozenset[str]]) -> bool:
    return any(len(shown.intersection(posts)) >= CONTAINED * len(posts) for shown in chosen)


def _words(desk: Desk, echo: Echo) -> Quoted | None:
    """Cite the message's words in a post that has them, of the group where there is one."""
    mine = desk.mine(echo.post_ids)
    wanted = _wording(desk, echo, mine)
    for post in _saying(desk, (*mine, *echo.post_ids), wanted) if wanted else ():
        post_id = post.post_id
        if desk.masked(post_id):
            continue
        start = post.text.index(wanted)
        citation = Citation(
            capture_id=post.capture_id,
            document_id=post_id,
            exact=wanted,
            start=start,
            end=start + len(wanted),
            place=post.place,
        )
        return desk.quote(citation, echo.lang or post.lang)
    return desk.quote_post(echo.first_post)


def _saying(desk: Desk, post_ids: tuple[str, ...], wanted: str) -> Iterator[Post]:
    """Yield posts that hold some words, those with marks of lost signs last."""
    for lost in (False, True):
        for post_id, text in texts(desk, post_ids):
            if wanted in text and bool(_LOST.search(text)) is lost:
                yield from desk.held((post_id,))


def _wording(desk: Desk, echo: Echo, mine: tuple[str, ...]) -> str:
    """Return the wording to show: the commonest, the earliest of several.

    Where it was matched with its emoji set aside, the commonest without any.
    """
    times = Counter(text.strip() for _, text in sayable(desk, mine))
    sound = {normalise(text) for text in times if not _LOST.search(text)}
    lost = [text for text in times if _LOST.search(text) and normalise(text) in sound]
    own = echo.text.strip()
    if echo.kind not in {"identical", "near"}:
        if not _LOST.search(own):
            return own
        same = [t for t in times if normalise(t) == normalise(own) and not _LOST.search(t)]
        return max(same, key=lambda text: times[text], default=own)
    for text in lost:
        del times[text]
    if not times:
        return own
    common = max(times, key=lambda text: times[text])
    said = normalise(common)
    bare = Counter(
        {text: n for text, n in times.items() if not emojis(text) and normalise(text) == said}
    )
    if not bare:
        return common
    alike: Counter[str] = Counter()
    for text, n in bare.items():
        alike[_spelt(text)] += n
    usual = alike.most_common(1)[0][0]
    return max((t for t in bare if _spelt(t) == usual), key=lambda text: bare[text])


def _spelt(text: str) -> str:
    """Return a wording with its apostrophes, case and outer quotation marks set aside."""
    return text.casefold().replace("’", "'").strip('«»“”"\u202f\u00a0 ')


def key(desk: Desk, pen: Pen, one: Shared) -> Sentence:
    """Tell a message in one sentence: a call where it was repeated soon."""
    proof = _proof(desk, one)
    people = desk.members_of(one.echo)
    first, last = (desk.post(one.posts[0]), desk.post(one.posts[-1]))
    assert first is not None
    assert last is not None
    minutes = int((last.created_at - first.created_at).total_seconds() // 60)
    if one.sides:
        return _translated(desk, pen, one)
    if 0 < minutes <= SOON and "day" not in {first.precision, last.precision}:
        return pen.write(desk.book.unison.call, proof)(
            people,
            one.words,
            authors(desk, level(desk, seen(desk, one.posts)), one.echo.rule),
            delay(minutes, one.posts, one.echo.rule),
        )
    echo = one.echo
    mine = counted((*echo.group_accounts, *echo.declared_accounts), "account", echo.rule)
    return pen.write(desk.book.unison.key, proof)(
        counted(echo.account_ids, "account", echo.rule),
        mine,
        one.words,
        _when(desk, echo.post_ids),
    )


def _translated(desk: Desk, pen: Pen, one: Shared) -> Sentence:
    """Tell a message in two languages: its accounts, each once, and those of each language."""
    echo, (first, second) = one.echo, one.sides
    proof = evolve(
        _proof(desk, one),
        citations=(first.words.citation, second.words.citation, *desk.cite(one.posts[0])),
        findings=(echo.finding_id, *echo.parts),
    )
    return pen.write(desk.book.unison.translated, proof)(
        counted(echo.account_ids, "account", echo.rule),
        counted((*echo.group_accounts, *echo.declared_accounts), "account", echo.rule),
        first.words, first.accounts, second.words, second.accounts,
        counted(sorted({*first.accounts.ids} & {*second.accounts.ids}), "account", echo.rule),
        _when(desk, echo.post_ids),
    )  # fmt: skip


def _when(desk: Desk, posts: tuple[str, ...]) -> Stretch:
    """Say from the first to the last of some posts."""
    first, last = desk.held((posts[0], posts[-1]))
    return desk.between(first, last)


def _proof(desk: Desk, one: Shared) -> Proof:
    return Proof(
        citations=(one.words.citation, *desk.cite(one.posts[0])),
        findings=(one.echo.finding_id,),
        certainty="computed",
    )


def section(desk: Desk) -> Section | None:
    """Write the section."""
    pen = Pen(desk, "u")
    messages, left = shared(desk)
    blocks: list[Block] = [_message(desk, pen, one, n) for n, one in enumerate(messages, 1)]
    blocks += [_wave(desk, pen, wave, n) for n, wave in enumerate(waves(desk), 1)]
    if left:
        count = counted([e.finding_id for e in left], "message", "echo")
        blocks.append(pen.write(desk.book.unison.more, Proof())(count))
    return desk.section("unison", tuple(blocks)) if blocks else None


def _message(desk: Desk, pen: Pen, one: Shared, number: int) -> Group:
    unison, echo, proof = desk.book.unison, one.echo, _proof(desk, one)
    first, last = desk.post(one.posts[0]), desk.post(one.posts[-1])
    assert first is not None
    assert last is not None
    when = desk.between(first, last)
    people = desk.members_of(echo)
    blocks: list[Block] = [_translated(desk, pen, one)] if one.sides else []
    blocks.append(
        pen.write(unison.spread, proof)(people, counted(one.posts, "post", echo.rule), when)
    )
    if echo.declared_accounts:
        declared = counted(
            echo.declared_accounts, "account", echo.rule, of=people.value, of_label="accounts"
        )
        blocks.append(pen.write(unison.declared, proof)(declared, desk.group))
    early = level(desk, seen(desk, one.posts))
    earliest = Proof(
        citations=tuple(c for p in early for c in desk.cite(p.post_id)),
        findings=(echo.finding_id,),
    )
    blocks.append(
        pen.write(unison.earliest, earliest)(authors(desk, early, echo.rule), desk.posted(first))
    )
    if echo.other_accounts:
        blocks.append(
            pen.write(unison.others, proof)(counted(echo.other_accounts, "account", echo.rule))
        )
    variants = _variants(desk, one)
    blocks.append(
        pen.write(unison.rule, proof)(echo.kind, counted(variants.values(), "version", echo.rule))
    )
    blocks += _strip(desk, one.posts, f"unison-{number}", desk.page.charts.strip)
    if len(variants) > 1:
        blocks.append(_variant_table(desk, one, variants, number))
    title = desk.book.speech.quoted(one.words)
    return Group(group_id=f"u-{number}", title=title, blocks=tuple(blocks))


def _variants(desk: Desk, one: Shared) -> dict[str, str]:
    """Return the group's wordings with the earliest post of each."""
    found: dict[str, str] = {}
    mute: set[str] = set()
    for post_id, text in sayable(desk, one.posts):
        words = text.strip()
        if words in found or words in mute:
            continue
        if desk.quote_post(post_id) is None:
            mute.add(words)
        else:
            found[words] = post_id
    return found


def _variant_table(desk: Desk, one: Shared, variants: dict[str, str], number: int) -> Table:
    posts: dict[str, list[str]] = {text: [] for text in variants}
    for post_id, text in texts(desk, one.posts):
        posts.setdefault(text.strip(), []).append(post_id)
    ranked = sorted(variants, key=lambda text: (-len(posts[text]), variants[text]))[:WORDINGS]
    columns = desk.page.columns
    return Table(
        table_id=f"wordings-{number}",
        caption=desk.page.charts.variants,
        columns=(columns.wording, columns.posts, columns.earliest),
        rows=tuple(_variant_row(desk, one, variants[text], posts[text]) for text in ranked),
    )


def _variant_row(desk: Desk, one: Shared, first: str, ids: list[str]) -> tuple[Cell, ...]:
    (post,) = desk.held((first,))
    words = desk.quote_post(first)
    assert words is not None
    return (
        cell(desk, words, (first,)),
        cell(desk, counted(ids, "post", one.echo.rule), ids, "bare"),
        cell(desk, desk.posted(post), (first,)),
    )


def _strip(desk: Desk, posts: tuple[str, ...], chart_id: str, title: str) -> Iterator[Chart]:
    hours = by_hour(desk, posts)
    if not hours:
        return
    start, most = fullest(hours)
    speech, columns = desk.book.speech, desk.page.columns
    first, last = min(hours), max(hours) + HOUR
    timed = [p for ids in hours.values() for p in ids]
    counts = {at: counted(ids, "post", "hours") for at, ids in hours.items()}
    description = desk.book.unison.strip(
        counted(timed, "post", "hours"),
        desk.stretch(first, last),
        desk.stretch(start, start + HOUR) if len(hours) > 1 else None,
        most,
    )
    description += untimed(desk, {*posts} - {*timed})
    yield Chart(
        chart_id=f"chart-{chart_id}",
        kind="strip",
        title=title,
        description=speech.text(description),
        start=first,
        end=last,
        marks=tuple(
            Mark(at=at, value=float(n.value), label=speech.count(n), ref=n.ids[0])
            for at, n in counts.items()
        ),
        table=Table(
            table_id=f"table-{chart_id}",
            caption=title,
            columns=(columns.hour, columns.posts),
            rows=tuple(
                (cell(desk, desk.hour(at)), cell(desk, n, n.ids, "bare"))
                for at, n in counts.items()
            ),
        ),
        unit=desk.page.charts.posts_unit,
    )


def waves(desk: Desk) -> tuple[Wave, ...]:
    """Return the waves of emoji and hashtags in the group, the most people first."""
    return once(desk, _waves)


def _waves(desk: Desk) -> tuple[Wave, ...]:
    told = [w for w in desk.kept(desk.findings.waves) if w.kind != "slogan"]
    found = [(n, w) for w in told if (n := len(desk.mine(w.post_ids))) > 1]
    return tuple(w for _, w in sorted(found, key=lambda row: (-row[0], row[1].finding_id))[:4])


def what(desk: Desk, wave: Wave) -> Emoji | Code:
    """Return what a wave is of: the signs that were posted, the commonest first."""
    if wave.kind != "emoji":
        return Code("#" + wave.what.lstrip("#"), wave.finding_id)
    family = {found.group for found in emojis(wave.what)} - {"other"}
    signs: Counter[str] = Counter()
    said = Counter(text for _, text in texts(desk, desk.mine(wave.post_ids)))
    for text, times in said.items():
        for sign in {e.text.replace("\ufe0f", "") for e in emojis(text) if e.group in family}:
            signs[sign] += times
    ranked = sorted(signs, key=lambda sign: (-signs[sign], sign)) or [wave.what]
    seldom = SELDOM * len(wave.post_ids)
    others = tuple(s for s in ranked[1:4] if signs[s] >= seldom)
    return Emoji(ranked[0], wave.finding_id, others)


def wave_key(desk: Desk, pen: Pen, wave: Wave) -> Sentence:
    """Tell a wave in one sentence."""
    posts = _in_order(desk, wave)
    first, last = desk.post(posts[0]), desk.post(posts[-1])
    assert first is not None
    assert last is not None
    proof = Proof(citations=desk.cite(posts[0]), findings=(wave.finding_id,))
    return pen.write(desk.book.unison.wave, proof)(
        carriers(desk, wave),
        counted(posts, "post", wave.rule),
        what(desk, wave),
        desk.between(first, last),
    )


def carriers(desk: Desk, wave: Wave) -> Count:
    """Count who in the group carries a wave."""
    declared = [a for a in wave.account_ids if desk.declared(a)]
    if declared:
        mine = [a for a in wave.account_ids if desk.belongs(a)]
        return counted(mine, "account", wave.rule)
    return counted(wave.people, "person", wave.rule)


def _in_order(desk: Desk, wave: Wave) -> tuple[str, ...]:
    posts = seen(desk, desk.mine(wave.post_ids))
    return tuple(p.post_id for p in sorted(posts, key=lambda p: (p.created_at, p.post_id)))


def _wave(desk: Desk, pen: Pen, wave: Wave, number: int) -> Group:
    posts = _in_order(desk, wave)
    blocks: list[Block] = [wave_key(desk, pen, wave)]
    if hours := by_hour(desk, posts):
        start, most = fullest(hours)
        proof = Proof(citations=desk.cite(most.ids[0]), findings=(wave.finding_id,))
        blocks.append(
            pen.write(desk.book.unison.peak, proof)(what(desk, wave), desk.instant(start), most)
        )
    blocks += _strip(desk, posts, f"wave-{number}", desk.page.charts.waves)
    sign, *rest = desk.book.speech.run("{what}", what=what(desk, wave))
    title = (evolve(sign, text=sign.text[:1].upper() + sign.text[1:]), *rest)
    return Group(group_id=f"w-{number}", title=title, blocks=tuple(blocks))
