"""What may leave with a published account: no name, handle or id of private people.

Private people and accounts become numbers that hold inside one case
(``person-12345678``); the numbers are keyed with the case's secret, so that nobody
without its keys can compute them from a name, and they stay as the case grows.  So do their posts (``post-12345678``): an address on a network names its
author.  Captures and places in them stay, since they are the trail.  Words that the
publication policy withholds, or that name a private person, are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import attrs

from contrecoup.model.decisions import Decision
from contrecoup.model.documents import Documents
from contrecoup.model.evidence import Citation
from contrecoup.model.findings import Demand, Echo, Findings, Move, Quotation, Rendering, Variant
from contrecoup.model.people import Account, Affiliation, Match, Person, Roster
from contrecoup.model.posts import Post
from contrecoup.model.settings import Settings
from contrecoup.model.ties import Ties
from contrecoup.report.desk import Desk
from contrecoup.report.english import phrasebook
from contrecoup.report.numbers import Numbered

_Noun = TypeVar("_Noun")
_LONG = 1_000
"""So many texts are ids: they are looked up together."""


def publishable(
    findings: Findings,
    documents: Documents,
    roster: Roster,
    settings: Settings,
    decisions: tuple[Decision, ...] = (),
    secret: bytes = b"",
    names: Names | None = None,
) -> Callable[[_Noun], _Noun]:
    """Return a function from a noun (findings, a report) to what may be published of it.

    Args:
        findings: all that was found, with the accounts' owners.
        documents: for the state of what is cited.
        roster: who may be named.
        settings: the policy for items no longer available.
        decisions: as for the report.
        secret: what the numbers are keyed with: the case's own.
        names: the numbers of these very findings, where they are known (:func:`pseudonyms`).
    """
    desk = Desk(findings, documents, roster, settings, phrasebook(), decisions)
    numbers = names or _names(desk, documents, roster, secret)
    held_back = _held_back(desk)

    def publish(noun: Any) -> Any:
        return _Publisher(desk, numbers, held_back).noun(noun)

    return publish


def pseudonyms(
    findings: Findings,
    documents: Documents,
    roster: Roster,
    settings: Settings,
    decisions: tuple[Decision, ...] = (),
    secret: bytes = b"",
) -> Names:
    """Return the numbers that :func:`publishable` prints, and the case's own ids behind them.

    Args:
        findings: what was found.
        documents: what the case holds, read.
        roster: people known by name.
        settings: the case's settings.
        decisions: who decided what.
        secret: what the numbers are keyed with.
    """
    desk = Desk(findings, documents, roster, settings, phrasebook(), decisions)
    return _names(desk, documents, roster, secret)


class Names:
    """The number of every person, account and post that may not be named."""

    def __init__(self, kinds: Iterable[Numbered]) -> None:
        self._kinds = tuple(kinds)
        self._told: dict[str, str] = {}

    def get(self, text: str) -> str:
        """Return what stands for an id; any other text as it is."""
        if text not in self._told:
            found = (number for kind in self._kinds if (number := kind.get(text)))
            self._told[text] = next(found, text)
        return self._told[text]

    def many(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Return what stands for each of many ids."""
        columns = (kind.many(ids) for kind in self._kinds)
        return tuple(
            next(filter(None, row), own)
            for own, row in zip(ids, zip(*columns, strict=True), strict=True)
        )

    def behind(self, number: str) -> str:
        """Return the case's own id behind a printed number (``post-12345678``), '' for none."""
        word, _, digits = number.partition("-")
        kind = next((kind for kind in self._kinds if kind.word == word), None)
        return kind.behind(int(digits)) if kind is not None and digits.isdecimal() else ""

    def items(self) -> Iterator[tuple[str, str]]:
        """Yield every printed number with the id behind it."""
        for kind in self._kinds:
            yield from ((number, own) for own, number in kind.items())


def _names(desk: Desk, documents: Documents, roster: Roster, secret: bytes) -> Names:
    import pyarrow as pa
    import pyarrow.compute as pc

    table = documents.posts.table
    authors = {*desk.matches, *table.column("account_id").unique().to_pylist()}
    unnamed = pa.array(sorted(a for a in authors if not desk.public(desk.owner(a))), pa.string())
    posts = table.column("post_id").filter(pc.is_in(table.column("account_id"), value_set=unnamed))
    private = sorted({p.person_id for p in roster.people if not p.public})
    return Names(
        (
            Numbered("post", posts, secret),
            Numbered("account", pa.chunked_array([unnamed]), secret),
            Numbered("person", pa.chunked_array([private], pa.string()), secret),
        )
    )


def _held_back(desk: Desk) -> Callable[[str, str], bool]:
    """Return whether words of a document stay unpublished.

    Words of a withheld post do so in each document that quotes them.
    """
    quoted: defaultdict[str, set[str]] = defaultdict(set)
    for one in desk.findings.quotations:
        if one.post_id and desk.masked(one.post_id):
            for other in one.renderings:
                quoted[other.citation.document_id].add(other.citation.exact)

    def decide(document_id: str, words: str) -> bool:
        repeats = any(gone in words or words in gone for gone in quoted.get(document_id, ()))
        return repeats or desk.masked(document_id) or desk.exposes(words, document_id)

    return decide


class _Publisher:
    def __init__(self, desk: Desk, names: Names, held_back: Callable[[str, str], bool]) -> None:
        self._desk = desk
        self._names = names
        self._held_back = held_back

    def noun(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._names.get(value)
        if isinstance(value, Ties):
            return tuple(map(self.noun, value))
        if isinstance(value, tuple):
            if len(value) > _LONG and all(isinstance(item, str) for item in value):
                return self._names.many(value)
            return tuple(self.noun(item) for item in value)
        if isinstance(value, dict):
            return {self.noun(key): self.noun(item) for key, item in value.items()}
        if not attrs.has(type(value)):
            return value
        value = self._without_words(value)
        fields = {a.name: self.noun(getattr(value, a.name)) for a in attrs.fields(type(value))}
        return type(value)(**fields)

    def _without_words(self, value: Any) -> Any:
        """Blank the words of a noun that must not be published."""
        if isinstance(value, Citation):
            return self._citation(value)
        if isinstance(value, Rendering | Variant | Echo):
            document = (
                value.citation.document_id if isinstance(value, Rendering) else value.first_post
            )
            return attrs.evolve(value, text="") if self._held_back(document, value.text) else value
        if isinstance(value, Quotation) and value.speaker_kind == "person":
            return value if self._named(value.speaker) else attrs.evolve(value, speaker_name="")
        if isinstance(value, Move):
            return value if self._named(value.person) else attrs.evolve(value, person_name="")
        if isinstance(value, Demand):
            return self._demand(value)
        if isinstance(value, Post):
            return self._post(value)
        return self._without_owner(value)

    def _without_owner(self, value: Any) -> Any:
        """Blank what names a private person of the roster."""
        if isinstance(value, Match) and not self._named(value.person_id):
            return attrs.evolve(value, handle="", display_name="")
        if isinstance(value, Person) and not value.public:
            return attrs.evolve(value, name="", other_names=())
        if isinstance(value, Account) and not self._named(value.person_id):
            return attrs.evolve(value, handle="")
        if isinstance(value, Affiliation) and not self._named(value.person_id):
            return attrs.evolve(value, source="")
        return value

    def _post(self, post: Post) -> Post:
        """Keep of a post what is not its author's name; words and links by the policy."""
        held_back = self._held_back(post.post_id, post.text)
        named = self._desk.public(self._desk.owner(post.account_id))
        if held_back or not named:
            post = attrs.evolve(post, text="", versions=(), links=(), media=(), media_text=())
            post = attrs.evolve(post, mentions=(), hashtags=())
        if not named:
            post = attrs.evolve(post, handle="", display_name="", bio="", url="")
        return post

    def _demand(self, demand: Demand) -> Demand:
        def free(words: str) -> str:
            return "" if self._held_back(demand.document_id, words) else words

        return attrs.evolve(
            demand,
            what=free(demand.what),
            by=free(demand.by),
            of=free(demand.of),
            condition=free(demand.condition),
            threat=free(demand.threat),
        )

    def _citation(self, citation: Citation) -> Citation:
        around = f"{citation.prefix}{citation.exact}{citation.suffix}"
        if not self._held_back(citation.document_id, around):
            return citation
        hidden = self._held_back(citation.document_id, citation.exact)
        return attrs.evolve(citation, exact="" if hidden else citation.exact, prefix="", suffix="")

    def _named(self, person_id: str) -> bool:
        return self._desk.public(person_id) or person_id in self._desk.organisations
