"""What a case hands over to other tools: findings and the documents behind them."""

from __future__ import annotations

from datetime import datetime

from attrs import frozen

from contrecoup.model.documents import Article, Letter
from contrecoup.model.findings import Findings
from contrecoup.model.people import Roster
from contrecoup.model.posts import Post


@frozen(kw_only=True)
class HandOver:
    """Everything that an export writes, after the rules on whose names leave a case.

    ``posts`` are those of the group's accounts and those that a finding rests on, in order
    of time; ``group`` is the organisation's id, empty where the roster has none; ``as_of``
    the time of the last act in the case, so that the same case gives the same bytes.
    ``directed`` ties say what ``account_a`` did after or before ``account_b``, not both
    (the toolkit's definition).
    """

    title: str
    group: str
    zone: str
    version: str
    as_of: datetime
    findings: Findings
    roster: Roster
    posts: tuple[Post, ...] = ()
    articles: tuple[Article, ...] = ()
    letters: tuple[Letter, ...] = ()
    directed: bool = False
