"""What was said together: the engine's tables as echoes, waves and ties of this case."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from contrecoup.findings.context import Context, finding_id
from contrecoup.findings.echoes import echoes as run_echoes
from contrecoup.model.findings import Bucket, Echo, Tie, Variant, Wave
from contrecoup.model.posts import Post, Posts

LEAST_POSTS = 3
"""An echo of a case has at least this many posts."""


def tables(context: Context) -> Any:
    """Run the engine over the window's posts, once for all who need it."""
    if "echoes" not in context.shared:
        settings = context.settings
        context.shared["echoes"] = run_echoes(
            Posts.of(context.posts).table,
            window=settings.window,
            min_ties=settings.min_ties,
            min_people=settings.min_people,
            threshold=settings.threshold,
        )
    return context.shared["echoes"]


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
    return tuple(sorted(result, key=lambda e: (-len(e.account_ids), e.first_at, e.finding_id)))


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
        people=tuple(sorted({belonging.person(a) for a in group})),
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
    """Return the bursts of an emoji, a slogan or a hashtag, the largest first."""
    found = tables(context)
    buckets: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in found.waves.to_pylist():
        buckets[row["kind"], row["what"]].append(row)
    result = []
    for (kind, what), rows in sorted(buckets.items()):
        rows.sort(key=lambda r: r["start"])
        burst = [r for r in rows if r["level"] > 0]
        if not burst:
            continue
        post_ids = [p for r in rows for p in r["post_ids"]]
        accounts = tuple(
            dict.fromkeys(
                post.account_id for post in context.posts if post.post_id in set(post_ids)
            )
        )
        peak = max(rows, key=lambda r: (r["posts"], -rows.index(r)))
        belonging = context.belonging
        result.append(
            Wave(
                finding_id=finding_id("wave", kind, what),
                kind=kind,  # type: ignore[arg-type]
                what=what,
                post_ids=tuple(post_ids),
                account_ids=accounts,
                people=tuple(
                    sorted(
                        {
                            person
                            for a in accounts
                            if (person := belonging.person(a)) and belonging.in_group(person)
                        }
                    )
                ),
                onset=burst[0]["start"],
                peak=peak["start"],
                end=burst[-1]["start"],
                bucket_seconds=rows[0]["seconds"],
                buckets=tuple(
                    Bucket(r["start"], r["posts"], r["people"], r["level"]) for r in rows
                ),
                rule="wave:kleinberg",
            )
        )
    return tuple(sorted(result, key=lambda w: (-len(w.account_ids), w.finding_id)))


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
        )
        for row in found.ties.to_pylist()
    ]
    return tuple(sorted(result, key=lambda t: (-t.weight, t.by, t.account_a, t.account_b)))
