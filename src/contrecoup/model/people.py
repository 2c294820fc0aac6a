"""People, their accounts, and where they belonged: dated and sourced."""

from __future__ import annotations

from datetime import date
from typing import Literal

from attrs import frozen

Verdict = Literal["sure", "unsure", "outside"]


@frozen(kw_only=True)
class Person:
    """A person.  ``public``: may be named (an executive, a spokesperson)."""

    person_id: str
    name: str
    other_names: tuple[str, ...] = ()
    public: bool = False


@frozen(kw_only=True)
class Organisation:
    """A company, a board, a team, an outlet."""

    organisation_id: str
    name: str
    other_names: tuple[str, ...] = ()


@frozen(kw_only=True)
class Account:
    """An account that a person owns.  ``handle`` without @, lower case."""

    platform: str
    handle: str
    person_id: str


@frozen(kw_only=True)
class Affiliation:
    """Where a person belonged, in which role, from when to when, says who.

    ``first`` and ``last`` are days, both included; None is open.  ``declared``: nobody says so
    but the person, on a profile that was found with their posts.
    """

    person_id: str
    organisation_id: str
    role: str = ""
    team: str = ""
    first: date | None = None
    last: date | None = None
    source: str = ""
    declared: bool = False

    def holds(self, day: date) -> bool:
        """Whether the person belonged there on that day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@frozen(kw_only=True)
class Roster:
    """Everybody that is known by name before the posts are read."""

    people: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    accounts: tuple[Account, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()


@frozen
class Candidate:
    """A person whom an account may belong to, and why."""

    person_id: str
    reason: str


@frozen(kw_only=True)
class Match:
    """What is known of who owns an account.

    ``sure``: the roster (or a person's decision) says so.  ``unsure``: a name
    fits but nothing proves it; ``candidates`` say why.  ``outside``: nothing
    ties it to the group.
    """

    account_id: str
    platform: str
    handle: str
    display_name: str
    verdict: Verdict
    person_id: str = ""
    candidates: tuple[Candidate, ...] = ()
    reason: str = ""

    @property
    def account(self) -> str:
        """The account's id."""
        return self.account_id
