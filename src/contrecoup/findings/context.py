"""What every detector may look at: documents, roster, settings, and shared work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, Final, TypeVar
from zoneinfo import ZoneInfo

from contrecoup.findings.echoes import Echoes, echoes
from contrecoup.findings.people import Belonging, match_accounts
from contrecoup.findings.press import read
from contrecoup.findings.readings import Readings, packed, unpacked
from contrecoup.language.remembered import Remembered
from contrecoup.model.decisions import Decision
from contrecoup.model.documents import Article, Documents, Letter
from contrecoup.model.evidence import Citation
from contrecoup.model.identity import content_id
from contrecoup.model.outcomes import Part
from contrecoup.model.people import Roster
from contrecoup.model.posts import Post, Posts
from contrecoup.model.reading import Reading, Span, WordTagger
from contrecoup.model.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

AROUND = 60
"""Code points of prefix and suffix that a citation keeps."""


NEVER = datetime.max.replace(tzinfo=UTC)


class Context:
    """One run of the detectors; what several of them need is worked out once."""

    def __init__(
        self,
        documents: Documents,
        roster: Roster,
        settings: Settings,
        decisions: tuple[Decision, ...] = (),
        on_step: Callable[[str], None] | None = None,
        tagger: WordTagger | None = None,
        engine: Callable[..., Echoes] = echoes,
    ) -> None:
        self.documents = documents
        self.roster = roster
        self.settings = settings
        self.decisions = decisions
        self.tagger = tagger
        self.engine = engine
        self.on_step = on_step or (lambda _step: None)
        self.shared: dict[Callable[..., Any], Any] = {}

    @cached_property
    def zone(self) -> ZoneInfo:
        """The case's zone."""
        return ZoneInfo(self.settings.zone)

    @cached_property
    def belonging(self) -> Belonging:
        """Who owns which account, and who belongs to the group."""
        return match_accounts(self.documents.posts, self.roster, self.settings, self.decisions)

    @cached_property
    def posts(self) -> Posts:
        """The posts of the case's window, in order of time; to go through, not to hold."""
        return self.documents.posts.within(self.settings.start, self.settings.end)

    @cached_property
    def own_rows(self) -> npt.NDArray[np.int64]:
        """Rows of posts of accounts that somebody of the roster surely owns, without mere reposts."""
        return self.posts.rows_by(self.belonging.sure, own=True)

    @cached_property
    def readings(self) -> Readings:
        """Every article with its reading, in order of publication; to go through, not to hold."""
        articles = sorted(self.documents.articles, key=lambda a: (_when(a), a.article_id))
        found = Readings()
        for number, article in enumerate(articles, 1):
            found.add(article, self._read(article, article.article_id))
            self.on_step(Part("articles", number, len(articles)))
        return found

    @cached_property
    def letters(self) -> tuple[tuple[Letter, Reading], ...]:
        """Every version of the letter with its reading, in order of publication."""
        letters = sorted(self.documents.letters, key=lambda x: (_when(x), x.letter_id))
        return tuple(
            (x, unpacked(self._read(x, x.letter_id), x.text, id=x.letter_id)) for x in letters
        )

    @cached_property
    def event(self) -> datetime | None:
        """The event that minutes are counted from: the first that a person set."""
        return min((event.at for event in self.settings.events), default=None)

    def day(self, at: datetime) -> date:
        """Return the day of an instant in the case's zone."""
        return at.astimezone(self.zone).date()

    def _read(self, document: Article | Letter, document_id: str) -> bytes:
        """Return a document's reading, packed; an own tagger's is not remembered."""
        published = document.published
        day = published.at.astimezone(self.zone).date() if published else None
        if self.tagger is None:
            return read_before(document.lang, day.isoformat() if day else "", document.text)
        lang, text = document.lang or None, document.text
        return packed(read(text, lang, day, id=document_id, tagger=self.tagger), text)


def _packed(lang: str, day: str, text: str) -> bytes:
    """Read a text that says its language and its day; its packed reading follows from these alone."""
    return packed(read(text, lang or None, date.fromisoformat(day) if day else None), text)


read_before: Final = Remembered(_packed, most=1 << 25, size=len)
"""What this process has read, packed: up to 32 MiB, of some forty thousand articles."""

_Result = TypeVar("_Result")


def once(work: Callable[[Context], _Result]) -> Callable[[Context], _Result]:
    """Work something out once a run, for whichever detectors ask for it."""

    @wraps(work)
    def remembered(context: Context) -> _Result:
        if work not in context.shared:
            context.shared[work] = work(context)
        found: _Result = context.shared[work]
        return found

    return remembered


def _when(document: Article | Letter) -> datetime:
    return document.published.at if document.published else NEVER


def cite(document: Article | Letter | Post, span: Span) -> Citation:
    """Return the citation of a span of a document's text."""
    start, end = span
    if isinstance(document, Post):
        document_id = document.post_id
    elif isinstance(document, Article):
        document_id = document.article_id
    else:
        document_id = document.letter_id
    text = document.text
    return Citation(
        capture_id=document.capture_id,
        document_id=document_id,
        exact=text[start:end],
        start=start,
        end=end,
        prefix=text[max(0, start - AROUND) : start],
        suffix=text[end : end + AROUND],
        place=document.place,
    )


def source_of(article: Article) -> str:
    """Return what an article comes from: its outlet, or its own id where it names none.

    Two articles without an outlet are two sources, and neither is a person's own post.
    """
    return article.outlet or article.article_id


def first_id(document: Article | Letter) -> str:
    """Return the id of a document's first version, by which findings about it are known."""
    return document.first_id if isinstance(document, Article) else document.letter_id


def finding_id(kind: str, *parts: str | int | None) -> str:
    """Return a finding's id: its kind and a hash of its content."""
    return content_id(kind, *parts)
