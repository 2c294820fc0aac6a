"""Who was looked for and found, what is no longer there, who was earlier."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TypeVar

from attrs import define, field

from contrecoup.findings.context import Context, finding_id, once
from contrecoup.model.evidence import Gap, Observation, State, Watch
from contrecoup.model.findings import Coverage, Earlier, PlatformCoverage, Removal
from contrecoup.model.posts import Post

READ_LANGUAGES = ("fr", "en")
_Span = TypeVar("_Span", Gap, Watch)


@define
class _Platform:
    """What is counted of one platform's posts."""

    posts: int = 0
    accounts: set[str] = field(factory=set)
    first: datetime | None = None
    last: datetime | None = None

    def note(self, post: Post) -> None:
        at = post.created_at
        self.posts += 1
        self.accounts.add(post.account_id)
        self.first = at if self.first is None else min(self.first, at)
        self.last = at if self.last is None else max(self.last, at)


def coverage(context: Context) -> Coverage:
    """Return who of the group was found and who was not, and what is held."""
    belonging = context.belonging
    looked_for = tuple(
        p.person_id for p in context.roster.people if belonging.in_group(p.person_id)
    )
    wrote: set[str] = set()
    only_reposted: set[str] = set()
    platforms: dict[str, _Platform] = {}
    languages: Counter[str] = Counter()
    group_posts = 0
    for post in context.posts:
        platforms.setdefault(post.platform, _Platform()).note(post)
        person = belonging.person(post.account_id)
        if person and belonging.in_group(person, context.day(post.created_at)):
            group_posts += 1
        if person:
            (only_reposted if post.repost_of else wrote).add(person)
        if _unread(post.lang):
            languages[post.lang.split("-")[0]] += 1
    for article in context.documents.articles:
        if _unread(article.lang):
            languages[article.lang.split("-")[0]] += 1
    quoted = _quoted_people(context)
    captures = [c.captured.at for c in context.documents.captures]
    return Coverage(
        looked_for=tuple(sorted(looked_for)),
        found=tuple(sorted((wrote | only_reposted | quoted) & set(looked_for))),
        silent=tuple(sorted(set(looked_for) - wrote - only_reposted - quoted)),
        reposts_only=tuple(sorted((only_reposted - wrote - quoted) & set(looked_for))),
        unsure=tuple(sorted(a for a, m in belonging.matches.items() if m.verdict == "unsure")),
        platforms=tuple(
            PlatformCoverage(
                platform=platform,
                posts=seen.posts,
                accounts=len(seen.accounts),
                first_at=seen.first,
                last_at=seen.last,
            )
            for platform, seen in sorted(platforms.items())
        ),
        first_capture=min(captures, default=None),
        last_capture=max(captures, default=None),
        rechecked=_rechecked(context),
        unread_languages=tuple(sorted(languages.items())),
        posts=len(context.posts),
        group_posts=group_posts,
        gaps=_within(context, context.documents.gaps),
        watches=_within(context, context.documents.watches),
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
    return tuple(sorted(post.post_id for post in context.posts if post.checked_at is not None))


@once
def removals(context: Context) -> tuple[Removal, ...]:
    """Return every post of the window that is no longer as it was published.

    The time and the evidence are those of the earliest observation of that state.
    """
    seen: dict[tuple[str, State], Observation] = {}
    for observation in context.documents.observations:
        seen.setdefault((observation.target, observation.state), observation)
    found = []
    for post in context.posts:
        if post.state == "live":
            continue
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
    for post in context.posts:
        person = context.belonging.person(post.account_id)
        if not person or person in found or post.repost_of or post.created_at < context.event:
            continue
        if not context.belonging.in_group(person):
            continue
        seconds = (post.created_at - context.event).total_seconds()
        found[person] = Earlier(
            person=person, post_id=post.post_id, at=post.created_at, minutes=int(seconds // 60)
        )
    return tuple(sorted(found.values(), key=lambda e: (e.at, e.person)))
