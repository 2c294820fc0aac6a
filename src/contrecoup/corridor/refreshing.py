"""Asking again: what has become of the posts and articles that the account rests on."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from contrecoup.corridor.patience import LONG, patient
from contrecoup.errors import NothingToTell
from contrecoup.model.outcomes import FileOutcome, Problem

if TYPE_CHECKING:
    from contrecoup.case import Case
    from contrecoup.sources.live.ask import Asked, Asker
    from contrecoup.sources.live.fetch import Fetcher

PAUSE = 0.5
"""Seconds between two questions to one server, unless somebody says otherwise."""
NO_SERVER = "no-server"
_BATCH = 500
"""Answers that one archive holds, at most."""


@frozen(kw_only=True)
class Question:
    """Whom to ask, and about what: ``everything`` held, some ``ids``, or what the account cites.

    ``ids`` are those of posts and articles.  Empty ``appview`` and ``directory`` mean the usual
    ones; ``none`` nobody.
    """

    everything: bool = False
    ids: tuple[str, ...] = ()
    articles: bool = True
    appview: str = ""
    directory: str = ""


@define
class Refreshed:
    """What was asked about and what came of it."""

    posts: int = 0
    articles: int = 0
    not_asked: dict[str, int] = field(factory=dict)
    files: list[FileOutcome] = field(factory=list)

    @property
    def unanswered(self) -> dict[str, int]:
        """How many posts and articles were asked about in vain, by reason; most first.

        Servers that nobody knows are one reason: ``no-server``.
        """
        said = {f.input: f.unreadable[0].reason for f in self.files if f.refused}
        found = Counter(
            NO_SERVER if reason.startswith("nobody knows the server ") else reason
            for about, reason in said.items()
            if about and not about.startswith("bluesky:did:")  # of an account, beside its posts
        )
        return dict(found.most_common())

    @property
    def answered(self) -> int:
        """How many posts and articles were asked about and not in vain."""
        return self.posts + self.articles - sum(self.unanswered.values())


def refresh(
    case: Case,
    question: Question,
    *,
    using: Fetcher,
    tell: Callable[[str], None] = lambda _words: None,
) -> Refreshed:
    """Ask the platforms again, keep their answers and what they show.

    Args:
        case: whose posts and articles.
        question: about which, and whom.
        using: asks politely.
        tell: given narration.
    """
    from contrecoup.sources.live.ask import Asker
    from contrecoup.sources.live.bluesky import APPVIEW, DIRECTORY

    appview = "" if question.appview == "none" else question.appview or APPVIEW
    asker = Asker(using, appview.rstrip("/"), question.directory or DIRECTORY, tell)
    told = Refreshed()
    batch: list[Asked] = []
    for answer in _answers(case, question, asker, told):
        if answer.exchange is None:
            problem = Problem(answer.about, answer.refused)
            told.files.append(FileOutcome(input=answer.about, unreadable=(problem,), refused=True))
            continue
        batch.append(answer)
        if len(batch) == _BATCH:
            told.files.append(_kept(case, batch))
            batch = []
    if batch:
        told.files.append(_kept(case, batch))
    return told


def _answers(case: Case, question: Question, asker: Asker, told: Refreshed) -> Iterator[Asked]:
    documents = case.documents()
    ids = frozenset(question.ids)
    wanted = None if question.everything else ids or _cited(case)
    by_platform: dict[str, list[str]] = {}
    for post_id in documents.posts.table.column("post_id").to_pylist():
        if wanted is None or post_id in wanted:
            platform, _, name = post_id.partition(":")
            by_platform.setdefault(platform, []).append(name)
    bluesky = [uri for uri in by_platform.pop("bluesky", []) if uri.startswith("at://")]
    mastodon = by_platform.pop("mastodon", [])
    told.posts = len(bluesky) + len(mastodon)
    told.not_asked = {platform: len(names) for platform, names in sorted(by_platform.items())}
    pages = [
        (article.article_id, article.url)
        for article in documents.articles
        if question.articles
        and (not ids or article.article_id in ids)
        and article.url.startswith(("http://", "https://"))
    ]
    told.articles = len(pages)
    return chain(asker.bluesky(bluesky), asker.mastodon(mastodon), asker.articles(pages))


def _cited(case: Case) -> set[str]:
    """Return the documents that the account cites, in any of its languages."""
    try:
        reports = [case.report(lang).report for lang in case.settings.languages]
    except NothingToTell:
        return set()
    return {one.document_id for report in reports for one in report.evidence}


def _kept(case: Case, batch: list[Asked]) -> FileOutcome:
    from contrecoup.sources.live.fetch import warc

    pairs = [(a.exchange, a.about) for a in batch if a.exchange is not None]
    data = warc([exchange for exchange, _ in pairs], about=[about for _, about in pairs])
    at = max((exchange.at for exchange, _ in pairs), default=datetime.now(UTC))
    with patient(LONG):
        return case.keep(
            "refresh", io.BytesIO(data), how="url", as_format="platform-answers", at=at
        )
