"""Many posts at once, by columns: what is asked of a hundred thousand makes no Post of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from attrs import fields, frozen

from contrecoup.model.times import Precision
from contrecoup.report.desk import GONE, Desk


@frozen
class Seen:
    """When and by whom a post was published."""

    post_id: str
    account_id: str
    created_at: datetime
    precision: Precision


def seen(desk: Desk, post_ids: Iterable[str]) -> tuple[Seen, ...]:
    """Return when and by whom some posts were published, in the order given."""
    names = [attribute.name for attribute in fields(Seen)]
    return tuple(Seen(*row) for row in desk.documents.posts.values(post_ids, *names))


def sayable(desk: Desk, post_ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the id and the text of some posts, those whose words may be printed, in the order given."""
    exposed: dict[str, bool] = {}
    for post_id, text, state in desk.documents.posts.values(post_ids, "post_id", "text", "state"):
        changed = state in GONE or desk.changed(post_id)
        if changed and desk.masked(post_id):
            continue
        if text not in exposed:
            exposed[text] = desk.names_private(text, text)
        if not exposed[text]:
            yield post_id, text


def texts(desk: Desk, post_ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the id and the text of some posts, in the order given."""
    yield from desk.documents.posts.values(post_ids, "post_id", "text")
