"""What was said together: the engine's tables as echoes, waves and ties of this case."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from attrs import evolve

from contrecoup.findings.context import Context, finding_id, once
from contrecoup.findings.echoes import Echoes
from contrecoup.findings.translated import RULE, translations
from contrecoup.model.findings import Bucket, Echo, Tie, Variant, Wave
from contrecoup.model.posts import Post, Posts

LEAST_POSTS = 3
"""An echo of a case has at least this many posts."""


@once
def tables(context: Context) -> Echoes:
    """Run the engine over the window's posts."""
    settings = context.settings
    found: Echoes = context.engine(
        Posts.of(context.posts).table,
        window=settings.window,
        min_ties=settings.min_ties,
        min_people=settings.min_people,
        threshold=settings.threshold,
    )
    return found


@once
def echoes(context: Context) -> tuple[Echo, ...]:
    """Return the messages that several accounts posted, the most people first."""
    found = tables(context)
    members: dict[str, list[str]] = defaultdict(list)
    for row in found.members.to_pylist():
        members[row["echo_id"]].append(row["post_id"])
    by_id = {post.post_id: post for post in context.posts}
    result = []
    for row in found.echoes.to_pylist():
        posts = sorted(
            (by_id[p] for p in members[row["echo_id"]]), key=lambda p: (p.created_at, p.post_id)
        )
        originals = [post for post in posts if not post.repost_of]
        if len(originals) < LEAST_POSTS or len({p.account_id for p in originals}) < max(
            2, context.settings.min_people
        ):
            continue
        result.append(_echo(context, row, originals))
    result += [_joined(context, parts, by_id) for parts in translations(result)]
    return tuple(sorted(result, key=lambda e: (-len(e.account_ids), e.first_at, e.finding_id)))


def _joined(context: Context, parts: tuple[Echo, ...], by_id: dict[str, Post]) -> Echo:
    """Make one echo of those that say the same in two languages: each account counts once."""
    ids = tuple(part.finding_id for part in parts)
    posts = {p: by_id[p] for part in parts for p in part.post_ids}
    row = {
        "echo_id": finding_id("echo", RULE, *ids),
        "kind": "translated",
        "text": parts[0].text,
        "layer": "statement",
        "rule": RULE,
    }
    whole = _echo(context, row, sorted(posts.values(), key=lambda p: (p.created_at, p.post_id)))
    return evolve(whole, lang=parts[0].lang, parts=ids)


def _echo(context: Context, row: dict[str, Any], posts: list[Post]) -> Echo:
    accounts = tuple(dict.fromkeys(post.account_id for post in posts))
    belonging = context.belonging
    group = tuple(
        a for a in accounts if (person := belonging.person(a)) and belonging.in_group(person)
    )
    declared = tuple(a for a in accounts if belonging.declared(a))
    languages = [post.lang for post in posts if post.lang]
    return Echo(
        finding_id=row["echo_id"],
        kind=row["kind"],
        text=row["text"],
        lang=max(sorted(set(languages)), key=languages.count, default=""),
        layer=row.get("layer", ""),
        rule=row["rule"],
        post_ids=tuple(post.post_id for post in posts),
        account_ids=accounts,
        people=_group_people(context, group),
        group_accounts=group,
        declared_accounts=declared,
        other_accounts=tuple(a for a in accounts if a not in group and a not in declared),
        first_post=posts[0].post_id,
        first_at=posts[0].created_at,
        last_at=posts[-1].created_at,
        variants=_variants(posts),
    )


def _variants(posts: list[Post]) -> tuple[Variant, ...]:
    seen: dict[str, list[Post]] = {}
    for post in posts:
        seen.setdefault(post.text.strip(), []).append(post)
    variants = [
        Variant(text, len(group), group[0].post_id, group[0].created_at)
        for text, group in seen.items()
    ]
    return tuple(sorted(variants, key=lambda v: (-v.posts, v.first_at, v.first_post)))


def waves(context: Context) -> tuple[Wave, ...]:
    """Return the bursts of an emoji, a slogan or a hashtag, the most people first.

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
    return tuple(sorted(result, key=lambda w: (-len(w.account_ids), w.onset, w.finding_id)))


def _wave(context: Context, wave_id: str, kind: str, what: str, rows: list[dict[str, Any]]) -> Wave:
    post_ids = tuple(post for row in rows for post in row["post_ids"])
    inside = frozenset(post_ids)
    accounts = tuple(
        dict.fromkeys(post.account_id for post in context.posts if post.post_id in inside)
    )
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


def _group_people(context: Context, accounts: tuple[str, ...]) -> tuple[str, ...]:
    belonging = context.belonging
    people = {belonging.person(account) for account in accounts} - {""}
    return tuple(sorted(person for person in people if belonging.in_group(person)))


def ties(context: Context) -> tuple[Tie, ...]:
    """Return the pairs of accounts that did the same within the window, the most often first."""
    found = tables(context)
    result = [
        Tie(
            by=row["by"],
            account_a=row["account_a"],
            account_b=row["account_b"],
            weight=row["weight"],
            first_at=row["first_at"],
            last_at=row["last_at"],
            post_ids=tuple(row.get("posts") or ()),
            objects=row["objects"],
            expected=row["expected"],
            q_value=row["q_value"],
        )
        for row in found.ties.to_pylist()
    ]
    return tuple(sorted(result, key=lambda t: (-t.weight, t.by, t.account_a, t.account_b)))
