"""What was said together: the engine's tables as echoes, waves and ties of this case."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import evolve, fields, frozen

from contrecoup.findings.context import Context, finding_id, once
from contrecoup.findings.echoes import Echoes
from contrecoup.findings.shared_signs import shared_signs
from contrecoup.findings.translated import RULE, translations
from contrecoup.model.findings import Bucket, Echo, Variant, Wave
from contrecoup.model.ties import COLUMNS, Ties

AT_ONCE = 1 << 16
"""So many rows of the engine's tables are looked at at once."""
LEAST_POSTS = 3
"""An echo of a case has at least this many posts."""


@once
def tables(context: Context) -> Echoes:
    """Run the engine over the window's posts."""
    settings = context.settings
    found: Echoes = context.engine(
        context.posts.table,
        window=settings.window,
        min_ties=settings.min_ties,
        min_people=settings.min_people,
        threshold=settings.threshold,
    )
    return found


@once
def echoes(context: Context) -> tuple[Echo, ...]:
    """Return the messages that several accounts posted, the most people first."""
    least = max(2, context.settings.min_people)
    result = []
    for row, posts in _with_posts(context, least):
        originals = [post for post in posts if not post.repost_of]
        if len(originals) >= LEAST_POSTS and len({p.account_id for p in originals}) >= least:
            result.append(_echo(context, row, originals))
    result += [_joined(context, parts) for parts in translations(result)]
    return tuple(sorted(result, key=lambda e: (-len(e.account_ids), e.first_at, e.finding_id)))


@frozen
class _Member:
    """What an echo needs of a post."""

    post_id: str
    account_id: str
    created_at: datetime
    text: str
    lang: str
    repost_of: str | None


def _members(context: Context, post_ids: Iterable[str]) -> list[_Member]:
    """Return some posts in order of time."""
    rows = np.unique(context.posts.rows(post_ids))
    return sorted(_at(context, rows), key=lambda p: (p.created_at, p.post_id))


def _at(context: Context, rows: npt.NDArray[np.int64]) -> Iterator[_Member]:
    """Yield the posts in some rows; of texts that are the same one is kept."""
    names = [attribute.name for attribute in fields(_Member)]
    texts: dict[str, str] = {}
    for post_id, account_id, created_at, text, lang, repost_of in context.posts.at(rows, *names):
        said = texts.setdefault(text, text)
        yield _Member(post_id, account_id, created_at, said, lang, repost_of)


def _with_posts(context: Context, least: int) -> Iterator[tuple[dict[str, Any], list[_Member]]]:
    """Yield each echo of some posts and accounts with its posts in order of time."""
    import pyarrow.compute as pc

    found = tables(context)
    enough = pc.and_(
        pc.greater_equal(found.echoes.column("posts"), LEAST_POSTS),
        pc.greater_equal(found.echoes.column("people"), least),
    )
    rows = found.echoes.filter(enough).to_pylist()
    echo, post = _carried(context, [row["echo_id"] for row in rows])
    starts = np.searchsorted(echo, np.arange(len(rows) + 1)).tolist()
    first = 0
    for behind in range(1, len(rows) + 1):
        begun, end = starts[first], starts[behind]
        if end - begun >= AT_ONCE or behind == len(rows):
            held = tuple(_at(context, post[begun:end]))
            for number in range(first, behind):
                mine = held[starts[number] - begun : starts[number + 1] - begun]
                yield rows[number], sorted(mine, key=lambda p: (p.created_at, p.post_id))
            first = behind


def _carried(
    context: Context, echo_ids: list[str]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the members of some echoes, in the order of these: each one's echo and its post's row."""
    import pyarrow as pa
    import pyarrow.compute as pc

    wanted = pa.array(echo_ids, pa.large_string())
    echoes, posts = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    members = tables(context).members.select(["echo_id", "post_id"])
    for batch in members.to_batches(max_chunksize=AT_ONCE):
        place = pc.index_in(batch.column("echo_id"), value_set=wanted)
        echoes.append(place.drop_null().to_numpy().astype(np.int64))
        posts.append(
            context.posts.rows(batch.column("post_id").filter(place.is_valid()).to_pylist())
        )
    echo, post = np.concatenate(echoes), np.concatenate(posts)
    order = np.argsort(echo, kind="stable")
    return echo[order], post[order]


def _joined(context: Context, parts: tuple[Echo, ...]) -> Echo:
    """Make one echo of those that say the same in two languages: each account counts once."""
    ids = tuple(part.finding_id for part in parts)
    posts = _members(context, (p for part in parts for p in part.post_ids))
    row = {
        "echo_id": finding_id("echo", RULE, *ids),
        "kind": "translated",
        "text": parts[0].text,
        "layer": "statement",
        "rule": RULE,
    }
    whole = _echo(context, row, posts)
    return evolve(whole, lang=parts[0].lang, parts=ids)


def _echo(context: Context, row: dict[str, Any], posts: list[_Member]) -> Echo:
    accounts = tuple(dict.fromkeys(post.account_id for post in posts))
    belonging = context.belonging
    group = tuple(
        a for a in accounts if (person := belonging.person(a)) and belonging.in_group(person)
    )
    declared = tuple(a for a in accounts if belonging.declared(a))
    known = {*group, *declared}
    languages = Counter(post.lang for post in posts if post.lang)
    return Echo(
        finding_id=row["echo_id"],
        kind=row["kind"],
        text=row["text"],
        lang=max(sorted(languages), key=lambda lang: languages[lang], default=""),
        layer=row.get("layer", ""),
        rule=row["rule"],
        post_ids=tuple(post.post_id for post in posts),
        account_ids=accounts,
        people=_group_people(context, group),
        group_accounts=group,
        declared_accounts=declared,
        other_accounts=tuple(a for a in accounts if a not in known),
        first_post=posts[0].post_id,
        first_at=posts[0].created_at,
        last_at=posts[-1].created_at,
        variants=_variants(posts),
        first_person=belonging.person(accounts[0]) or "",
    )


def _variants(posts: list[_Member]) -> tuple[Variant, ...]:
    seen: dict[str, list[_Member]] = {}
    for post in posts:
        seen.setdefault(post.text.strip(), []).append(post)
    variants = [
        Variant(text, len(group), group[0].post_id, group[0].created_at)
        for text, group in seen.items()
    ]
    return tuple(sorted(variants, key=lambda v: (-v.posts, v.first_at, v.first_post)))


def waves(context: Context) -> tuple[Wave, ...]:
    """Return the bursts of an emoji, a slogan or a hashtag, the most people first.

    Beside them, a sign that half of a small group posted.
    Bursts of one thing that follow each other stay apart, each a record.
    """
    buckets: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in tables(context).waves.to_pylist():
        buckets[row["wave_id"]].append(row)
    texts = {echo.finding_id: echo for echo in echoes(context)}
    result = []
    for wave_id, rows in buckets.items():
        rows.sort(key=lambda row: row["bucket_start"])
        kind, _, what = rows[0]["what"].partition(":")
        if kind == "echo":
            echo = texts.get(rows[0]["what"])
            if echo is None or echo.kind == "emoji":
                continue
            kind, what = "slogan", echo.text
        result.append(_wave(context, wave_id, kind, what, rows))
    result += shared_signs(context, result)
    return tuple(sorted(result, key=lambda w: (-len(w.account_ids), w.onset, w.finding_id)))


def _wave(context: Context, wave_id: str, kind: str, what: str, rows: list[dict[str, Any]]) -> Wave:
    post_ids = tuple(post for row in rows for post in row["post_ids"])
    accounts = tuple(dict.fromkeys(a for (a,) in _in_time(context, post_ids)))
    starts = [row["bucket_start"] for row in rows]
    seconds = int((starts[1] - starts[0]).total_seconds()) if len(starts) > 1 else 0
    width = seconds or int((rows[0]["end"] - rows[0]["onset"]).total_seconds())
    return Wave(
        finding_id=wave_id,
        kind=kind,  # type: ignore[arg-type]
        what=what,
        post_ids=post_ids,
        account_ids=accounts,
        people=_group_people(context, accounts),
        onset=rows[0]["onset"],
        peak=rows[0]["peak"],
        end=rows[0]["end"],
        bucket_seconds=width,
        buckets=tuple(
            Bucket(row["bucket_start"], row["posts"], row["people"], row["burst_level"])
            for row in rows
        ),
        rule="wave:kleinberg",
    )


def _in_time(context: Context, post_ids: Iterable[str]) -> Iterator[tuple[str]]:
    """Yield the account of each post of some ids, in order of time."""
    rows = sorted(context.posts.values(post_ids, "created_at", "post_id", "account_id"))
    return ((account,) for _, _, account in rows)


def _group_people(context: Context, accounts: tuple[str, ...]) -> tuple[str, ...]:
    belonging = context.belonging
    people = {belonging.person(account) for account in accounts} - {""}
    return tuple(sorted(person for person in people if belonging.in_group(person)))


def ties(context: Context) -> Ties:
    """Return the pairs of accounts that did the same within the window, the most often first."""
    import pyarrow as pa
    import pyarrow.compute as pc

    text, at = pa.string(), pa.timestamp("us", tz="UTC")  # half of the engine's offsets
    names = dict.fromkeys(("by", "account_a", "account_b"), text)
    times = {"weight": pa.int64(), "first_at": at, "last_at": at}
    chance = {"objects": pa.int64(), "expected": pa.float64(), "q_value": pa.float64()}
    schema = pa.schema({**names, **times, "posts": pa.list_(text), **chance})
    batches = (b.select(schema.names).cast(schema) for b in tables(context).tie_batches())
    found = pa.Table.from_batches(batches, schema=schema).rename_columns(COLUMNS)
    order = pc.sort_indices(
        found,
        sort_keys=[
            ("weight", "descending"),
            *((name, "ascending") for name in ("by", "account_a", "account_b")),
        ],
    )
    return Ties(found, order.to_numpy().astype(np.int64))
