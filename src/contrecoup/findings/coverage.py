"""Who was looked for and found, what is no longer there, who was earlier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TypeVar

from contrecoup.findings.context import Context, finding_id, once
from contrecoup.model.evidence import Gap, Observation, State, Watch
from contrecoup.model.findings import Coverage, Earlier, PlatformCoverage, Removal
from contrecoup.model.posts import Posts

READ_LANGUAGES = ("fr", "en")
_Span = TypeVar("_Span", Gap, Watch)


def coverage(context: Context) -> Coverage:
    """Return who of the group was found and who was not, and what is held."""
    belonging = context.belonging
    people = [p.person_id for p in context.roster.people if belonging.in_group(p.person_id)]
    declared = [p for p in people if belonging.by_profile(p)]
    looked_for = set(people) - set(declared)
    wrote: set[str] = set()
    only_reposted: set[str] = set()
    group_posts = 0
    theirs = context.posts.rows_by(belonging.sure)
    for account_id, created_at, repost_of in context.posts.at(
        theirs, "account_id", "created_at", "repost_of"
    ):
        person = belonging.person(account_id)
        group_posts += belonging.in_group(person, context.day(created_at))
        (only_reposted if repost_of else wrote).add(person)
    languages: Counter[str] = Counter()
    for lang, times in _counted(context, "lang"):
        if _unread(lang):
            languages[lang.split("-")[0]] += times
    for article in context.documents.articles:
        if _unread(article.lang):
            languages[article.lang.split("-")[0]] += 1
    quoted = _quoted_people(context)
    captures = [c.captured.at for c in context.documents.captures if c.role != "roster"]
    return Coverage(
        looked_for=tuple(sorted(looked_for)),
        found=tuple(sorted((wrote | only_reposted | quoted) & looked_for)),
        silent=tuple(sorted(looked_for - wrote - only_reposted - quoted)),
        reposts_only=tuple(sorted((only_reposted - wrote - quoted) & looked_for)),
        unsure=tuple(sorted(a for a, m in belonging.matches.items() if m.verdict == "unsure")),
        platforms=_platforms(context),
        first_capture=min(captures, default=None),
        last_capture=max(captures, default=None),
        rechecked=_rechecked(context),
        unread_languages=tuple(sorted(languages.items())),
        posts=len(context.posts),
        group_posts=group_posts,
        gaps=_within(context, context.documents.gaps),
        watches=_within(context, context.documents.watches),
        declared=tuple(sorted(declared)),
    )


def _counted(context: Context, column: str) -> Iterator[tuple[str, int]]:
    """Yield each value of a column with how many posts have it."""
    import pyarrow.compute as pc

    for row in pc.value_counts(context.posts.table.column(column)).to_pylist():
        yield row["values"], row["counts"]


def _platforms(context: Context) -> tuple[PlatformCoverage, ...]:
    """Return what is held of each platform, in the order of their names."""
    if not len(context.posts):
        return ()
    held = context.posts.table.group_by("platform").aggregate(
        [
            ("post_id", "count"),
            ("account_id", "count_distinct"),
            ("created_at", "min"),
            ("created_at", "max"),
        ]
    )
    return tuple(
        PlatformCoverage(
            platform=row["platform"],
            posts=row["post_id_count"],
            accounts=row["account_id_count_distinct"],
            first_at=row["created_at_min"],
            last_at=row["created_at_max"],
        )
        for row in sorted(held.to_pylist(), key=lambda row: str(row["platform"]))
    )


def _within(context: Context, spans: tuple[_Span, ...]) -> tuple[_Span, ...]:
    """Return the spans of time that touch the case's window."""
    start, end = context.settings.start, context.settings.end
    return tuple(
        span
        for span in spans
        if (start is None or span.last >= start) and (end is None or span.first <= end)
    )


def _unread(lang: str) -> bool:
    """Whether a code names a language that is not read; X has codes for posts without words."""
    code = lang.split("-", maxsplit=1)[0]
    return bool(code) and code not in (*READ_LANGUAGES, "und", "zxx") and not code.startswith("q")


def _quoted_people(context: Context) -> set[str]:
    from contrecoup.findings.quoted import speakers

    return speakers(context)


def _rechecked(context: Context) -> tuple[str, ...]:
    """Posts that a later capture or observation looked at again."""
    import pyarrow.compute as pc

    table = context.posts.table
    again = table.filter(pc.is_valid(table.column("checked_at")))
    return tuple(sorted(again.column("post_id").to_pylist()))


@once
def removals(context: Context) -> tuple[Removal, ...]:
    """Return every post of the window that is no longer as it was published.

    The time and the evidence are those of the earliest observation of that state.
    """
    seen: dict[tuple[str, State], Observation] = {}
    for observation in context.documents.observations:
        seen.setdefault((observation.target, observation.state), observation)
    found = []
    import pyarrow.compute as pc

    table = context.posts.table
    changed = Posts(table.filter(pc.not_equal(table.column("state"), "live")))
    for post in changed:
        told = seen.get((post.post_id, post.state)) or seen.get((post.account_id, post.state))
        found.append(
            Removal(
                finding_id=finding_id("removal", post.post_id, post.state),
                post_id=post.post_id,
                account_id=post.account_id,
                state=post.state,
                at=told.at.at if told else post.collected_at or post.created_at,
                capture_id=told.capture_id if told else post.capture_id,
                place=told.place if told else post.place,
                reason=told.reason if told else "",
                seen_at=post.collected_at,
            )
        )
    return tuple(found)


def earlier(context: Context) -> tuple[Earlier, ...]:
    """Return each group person's first own post after the event, in order of time."""
    if context.event is None:
        return ()
    found: dict[str, Earlier] = {}
    for post_id, account_id, at in context.posts.at(
        context.own_rows, "post_id", "account_id", "created_at"
    ):
        person = context.belonging.person(account_id)
        if at < context.event or person in found or not context.belonging.in_group(person):
            continue
        seconds = (at - context.event).total_seconds()
        found[person] = Earlier(person=person, post_id=post_id, at=at, minutes=int(seconds // 60))
    return tuple(sorted(found.values(), key=lambda e: (e.at, e.person)))
