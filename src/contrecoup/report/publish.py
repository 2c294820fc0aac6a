"""What may leave with a published account: no name, handle or id of private people.

Private people and accounts become numbers that hold inside one case
(``person-12345678``); the numbers are keyed with the case's secret, so that nobody
without its keys can compute them from a name, and they stay as the case grows.  So do their posts (``post-12345678``): an address on a network names its
author.  Captures and places in them stay, since they are the trail.  Words that the
publication policy withholds, or that name a private person, are left out.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import attrs

from contrecoup.model.decisions import Decision
from contrecoup.model.documents import Documents
from contrecoup.model.evidence import Citation
from contrecoup.model.findings import Demand, Echo, Findings, Move, Quotation, Rendering, Variant
from contrecoup.model.people import Account, Affiliation, Match, Person, Roster
from contrecoup.model.posts import Post
from contrecoup.model.settings import Settings
from contrecoup.report.desk import Desk
from contrecoup.report.english import phrasebook

_Noun = TypeVar("_Noun")
_NUMBERS = 90_000_000
_FIRST = 10_000_000
"""Numbers have eight digits."""


def publishable(
    findings: Findings,
    documents: Documents,
    roster: Roster,
    settings: Settings,
    decisions: tuple[Decision, ...] = (),
    secret: bytes = b"",
) -> Callable[[_Noun], _Noun]:
    """Return a function from a noun (findings, a report) to what may be published of it.

    Args:
        findings: all that was found, with the accounts' owners.
        documents: for the state of what is cited.
        roster: who may be named.
        settings: the policy for items no longer available.
        decisions: as for the report.
        secret: what the numbers are keyed with: the case's own.
    """
    desk = Desk(findings, documents, roster, settings, phrasebook(), decisions)
    names = _names(desk, documents, roster, secret)
    held_back = _held_back(desk)

    def publish(noun: Any) -> Any:
        return _Publisher(desk, names, held_back).noun(noun)

    return publish


def pseudonyms(
    findings: Findings,
    documents: Documents,
    roster: Roster,
    settings: Settings,
    decisions: tuple[Decision, ...] = (),
    secret: bytes = b"",
) -> dict[str, str]:
    """Return the case's own id behind every number that :func:`publishable` prints.

    Args:
        findings: what was found.
        documents: what the case holds, read.
        roster: people known by name.
        settings: the case's settings.
        decisions: who decided what.
        secret: what the numbers are keyed with.
    """
    desk = Desk(findings, documents, roster, settings, phrasebook(), decisions)
    return {number: own for own, number in _names(desk, documents, roster, secret).items()}


def _names(desk: Desk, documents: Documents, roster: Roster, secret: bytes) -> dict[str, str]:
    """Return the number of every person, account and post that may not be named."""
    private = [p.person_id for p in roster.people if not p.public]
    table = documents.posts.table
    authors = table.column("account_id").to_pylist()
    unnamed = {a for a in (*desk.matches, *authors) if not desk.public(desk.owner(a))}
    posts = [
        post
        for post, author in zip(table.column("post_id").to_pylist(), authors, strict=True)
        if author in unnamed
    ]
    groups = {"person": private, "account": unnamed, "post": posts}
    return {
        one: f"{word}-{number}"
        for word, ids in groups.items()
        for one, number in _numbered(ids, secret).items()
    }


def _numbered(ids: Iterable[str], secret: bytes) -> dict[str, int]:
    """Return a number of eight digits for each id, by HMAC-SHA-256; the next free one if taken."""
    keyed = sorted((hmac.digest(secret, i.encode(), "sha256"), i) for i in set(ids))
    taken: dict[int, str] = {}
    for digest, one in keyed:
        number = int.from_bytes(digest[:8], "big") % _NUMBERS
        while number in taken:
            number = (number + 1) % _NUMBERS
        taken[number] = one
    return {one: _FIRST + number for number, one in taken.items()}


def _held_back(desk: Desk) -> Callable[[str, str], bool]:
    """Return whether words of a document stay unpublished."""

    def decide(document_id: str, words: str) -> bool:
        return desk.masked(document_id) or desk.exposes(words, document_id)

    return decide


class _Publisher:
    def __init__(
        self, desk: Desk, names: Mapping[str, str], held_back: Callable[[str, str], bool]
    ) -> None:
        self._desk = desk
        self._names = names
        self._held_back = held_back

    def noun(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._names.get(value, value)
        if isinstance(value, tuple):
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
