"""Whose account is it: sure, unsure with candidates and reasons, or outside.

Nobody is guessed.  The roster's handles (and people's decisions) make an
account sure; a name or a profile alone only makes it unsure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date

from attrs import field, frozen

from contrecoup.model.decisions import Decision, owners
from contrecoup.model.people import Affiliation, Candidate, Match, Organisation, Person, Roster
from contrecoup.model.posts import Posts
from contrecoup.model.settings import Settings

LONGEST_NAME = 12
"""Words of the longest name whose parts are looked for; a name of many more is no name."""
_GAPS = re.compile("[^a-z0-9]+")


def plain(name: str) -> str:
    """Return a name without accents, case, marks and doubled blanks."""
    if name.isascii():
        return _GAPS.sub(" ", name.lower()).strip()
    bare = unicodedata.normalize("NFKD", name.replace("’", "'")).casefold()
    kept = "".join(c if c.isalnum() else " " for c in bare if not unicodedata.combining(c))
    return " ".join(kept.split())


@frozen(kw_only=True)
class Belonging:
    """Who owns which account, and who belongs to the group on which day."""

    matches: Mapping[str, Match]
    roster: Roster
    group_id: str
    _members: Mapping[str, tuple[Affiliation, ...]] = field(init=False, repr=False, eq=False)

    @_members.default
    def _by_person(self) -> Mapping[str, tuple[Affiliation, ...]]:
        found: dict[str, tuple[Affiliation, ...]] = {}
        for one in self.roster.affiliations:
            if one.organisation_id == self.group_id:
                found[one.person_id] = (*found.get(one.person_id, ()), one)
        return found

    def person(self, account_id: str) -> str:
        """Return the id of the person who surely owns an account, or ''."""
        match = self.matches.get(account_id)
        return match.person_id if match and match.verdict == "sure" else ""

    @property
    def sure(self) -> tuple[str, ...]:
        """The accounts that somebody of the roster surely owns."""
        return tuple(a for a, match in self.matches.items() if match.verdict == "sure")

    def itself(self, person_id: str) -> bool:
        """Whether an owner is an organisation of the roster, which speaks for itself."""
        return any(o.organisation_id == person_id for o in self.roster.organisations)

    def declared(self, account_id: str) -> bool:
        """Whether an account that the roster does not hold names the group in its profile."""
        match = self.matches.get(account_id)
        return bool(match and match.verdict == "unsure" and "profile-names-group" in match.reason)

    def in_group(self, person_id: str, day: date | None = None) -> bool:
        """Whether a person belonged to the group on that day (on any, without one)."""
        return any(day is None or a.holds(day) for a in self._members.get(person_id, ()))

    def by_profile(self, person_id: str) -> bool:
        """Whether nobody but the person, on their own profile, says that they belong to the group."""
        held = self._members.get(person_id, ())
        return bool(held) and all(one.declared for one in held)


def group_of(roster: Roster, settings: Settings) -> Organisation | None:
    """Return the roster's organisation that the case is about, if it has one."""
    names = {plain(settings.group), *(plain(name) for name in settings.group_names)} - {""}
    for organisation in roster.organisations:
        if names & {plain(n) for n in (organisation.name, *organisation.other_names)}:
            return organisation
    return None


def people_by_name(roster: Roster) -> dict[str, tuple[Person, ...]]:
    """Return roster people under every plain form of their names."""
    found: dict[str, list[Person]] = {}
    for person in roster.people:
        for name in dict.fromkeys(plain(n) for n in (person.name, *person.other_names)):
            if name:
                found.setdefault(name, []).append(person)
    return {name: tuple(people) for name, people in found.items()}


def match_accounts(
    posts: Posts, roster: Roster, settings: Settings, decisions: Iterable[Decision] = ()
) -> Belonging:
    """Match every account of the posts to the roster.

    Args:
        posts: the case's posts; handle, name and profile are the earliest seen.
        roster: people with their handles per platform.
        settings: the group's names, looked for in profiles.
        decisions: ``assign`` (account to person) and ``outside`` outrank the roster.
    """
    handles = {(a.platform, a.handle.casefold()): a.person_id for a in roster.accounts}
    names = people_by_name(roster)
    group = group_of(roster, settings)
    group_names = _group_names(settings, group)
    decided = owners(tuple(decisions))
    matches: dict[str, Match] = {}
    columns = ("account_id", "platform", "handle", "display_name", "bio")
    for account_id, platform, handle, display_name, bio in posts.at(posts.firsts(), *columns):
        verdict = decided.get(account_id)
        native = account_id.partition(":")[2].casefold()
        owner = handles.get((platform, handle.casefold())) or handles.get((platform, native))
        reason = "roster-handle" if owner else ""
        candidates: tuple[Candidate, ...] = ()
        if verdict is not None:
            owner, reason = verdict, "decision"
        elif not owner:
            candidates = tuple(
                Candidate(person.person_id, "same-name")
                for person in names.get(plain(display_name), ())
            )
            says_group = any(name in f" {plain(bio)} " for name in group_names)
            reason = "+".join(
                word
                for word, holds in (
                    ("same-name", bool(candidates)),
                    ("profile-names-group", says_group),
                )
                if holds
            )
        matches[account_id] = Match(
            account_id=account_id,
            platform=platform,
            handle=handle,
            display_name=display_name,
            verdict="sure" if owner else "unsure" if reason and verdict is None else "outside",
            person_id=owner or "",
            candidates=candidates,
            reason=reason,
        )
    return Belonging(
        matches=dict(sorted(matches.items())),
        roster=roster,
        group_id=group.organisation_id if group else "",
    )


def organisations_by_name(roster: Roster) -> dict[str, str]:
    """Return organisation ids by plain name; by first word where only one begins so."""
    found = {
        plain(name): organisation.organisation_id
        for organisation in roster.organisations
        for name in (organisation.name, *organisation.other_names)
        if plain(name)
    }
    firsts: dict[str, set[str]] = {}
    for name, organisation_id in found.items():
        firsts.setdefault(name.split()[0], set()).add(organisation_id)
    short = {w: next(iter(ids)) for w, ids in firsts.items() if len(ids) == 1 and len(w) > 4}
    return {**short, **found}


class Names:
    """Finds the roster person behind a printed name, or nobody."""

    def __init__(self, roster: Roster) -> None:
        self._full = people_by_name(roster)
        self._handles = {a.handle.casefold(): a.person_id for a in roster.accounts}
        self._handles |= {
            a.handle.casefold().partition("@")[0]: a.person_id
            for a in roster.accounts
            if a.platform == "mastodon"
        }
        parts: dict[str, set[str]] = {}
        for person in roster.people:
            words = plain(person.name).split()
            for n in range(1, len(words) if len(words) <= LONGEST_NAME else 0):
                parts.setdefault(" ".join(words[n:]), set()).add(person.person_id)
        self.parts = parts
        """Whose names end in some words, which may be a family name."""
        self._roster = roster
        self.organisations = organisations_by_name(roster)
        """Organisation ids by plain name, full or first word."""

    def person(self, name: str, handle: str = "", said: str = "") -> str:
        """Return the id of the one person who fits, or ''.

        Args:
            name: a full name, or a family name that only one person bears.
            handle: a handle printed with it, which outranks the name.
            said: other words printed with the name (a role, a team), used to
                tell people of the same name apart.
        """
        if handle and handle.lstrip("@").casefold() in self._handles:
            return self._handles[handle.lstrip("@").casefold()]
        key = plain(name)
        people = [p.person_id for p in self._full.get(key, ())]
        if not people:
            people = sorted(self.parts.get(key, ()))
        if len(people) > 1 and said:
            people = [p for p in people if self._fits(p, plain(said))]
        return people[0] if len(people) == 1 else ""

    def organisation(self, name: str) -> str:
        """Return the id of the roster's organisation of that name, or ''."""
        return self.organisations.get(plain(name), "")

    def _fits(self, person_id: str, said: str) -> bool:
        words = set(said.split())
        for affiliation in self._roster.affiliations:
            if affiliation.person_id == person_id:
                own = set(plain(f"{affiliation.role} {affiliation.team}").split())
                if {w for w in own & words if len(w) > 3}:
                    return True
        return False


def _group_names(settings: Settings, group: Organisation | None) -> tuple[str, ...]:
    names = [settings.group, *settings.group_names]
    if group:
        names += [group.name, *group.other_names]
    return tuple(f" {plain(name)} " for name in dict.fromkeys(names) if plain(name))
