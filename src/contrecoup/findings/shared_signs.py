"""A sign that at least half of a small group posted: too few posts for a burst, and worth telling."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import timedelta

from contrecoup.findings.context import Context, finding_id
from contrecoup.language import emojis
from contrecoup.model.findings import Bucket, Wave
from contrecoup.model.posts import Post

RULE = "wave:shared"
MOST_HEARD = 50
"""So many people of the group at most posted something; in larger groups bursts are found."""
LEAST = 3
"""So many people at least posted the sign."""
_SPAN = 3600
_MOST_SPANS = 24 * 14


def shared_signs(context: Context, told: Iterable[Wave]) -> list[Wave]:
    """Return emoji that at least three people of a group posted, and half of those who posted at all.

    Reposts do not count, nor a family of signs that a wave tells already; hearts of all colours are one.
    """
    owners = {
        account: match.person_id
        for account, match in context.belonging.matches.items()
        if match.verdict == "sure" and context.belonging.in_group(match.person_id)
    }
    own = context.posts.rows_by(owners, own=True)
    heard = {owners[account] for (account,) in context.posts.at(own, "account_id")}
    if len(heard) > MOST_HEARD or len(heard) < LEAST:
        return []
    known = {found.group for wave in told if wave.kind == "emoji" for found in emojis(wave.what)}
    signs: dict[str, Counter[str]] = defaultdict(Counter)
    carried: dict[str, list[Post]] = defaultdict(list)
    for post in context.posts.some(post_id for (post_id,) in context.posts.at(own, "post_id")):
        for family, sign in {(e.group, e.text) for e in emojis(post.text) if e.group != "other"}:
            signs[family][sign.replace("\ufe0f", "")] += 1
            if not carried[family] or carried[family][-1] is not post:
                carried[family].append(post)
    least = max(LEAST, context.settings.min_people)
    out = []
    for family, rows in sorted(carried.items()):
        people = {owners[p.account_id] for p in rows}
        if family not in known and len(people) >= least and 2 * len(people) >= len(heard):
            what = min(signs[family], key=lambda s, family=family: (-signs[family][s], s))  # type: ignore[misc]
            out.append(_wave(what, rows, people))
    return out


def _wave(what: str, rows: list[Post], people: set[str]) -> Wave:
    rows = sorted(rows, key=lambda p: (p.created_at, p.post_id))
    onset = rows[0].created_at.replace(minute=0, second=0, microsecond=0)
    hours = int((rows[-1].created_at - onset).total_seconds() // _SPAN) + 1
    width = _SPAN * -(-hours // _MOST_SPANS)
    spans: dict[int, list[Post]] = defaultdict(list)
    for post in rows:
        spans[int((post.created_at - onset).total_seconds() // width)].append(post)
    buckets = tuple(
        Bucket(onset + timedelta(seconds=width * n), len(p), len({q.account_id for q in p}))
        for n, p in sorted(spans.items())
    )
    return Wave(
        finding_id=finding_id("wave", RULE, what, rows[0].post_id),
        kind="emoji",
        what=what,
        post_ids=tuple(p.post_id for p in rows),
        account_ids=tuple(sorted({p.account_id for p in rows})),
        people=tuple(sorted(people)),
        onset=onset,
        peak=max(buckets, key=lambda b: b.posts).start,
        end=buckets[-1].start + timedelta(seconds=width),
        bucket_seconds=width,
        buckets=buckets,
        rule=RULE,
    )
