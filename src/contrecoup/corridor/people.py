"""The people of a case: the roster, and whose account is whose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from contrecoup.errors import SettingsError, UnknownPerson
from contrecoup.model.belonging import rows
from contrecoup.model.decided import split
from contrecoup.model.decisions import OWNERS, aliases, last
from contrecoup.model.identity import content_id, slug
from contrecoup.model.outcomes import FileOutcome
from contrecoup.model.people import Affiliation, Match, Person

if TYPE_CHECKING:
    from contrecoup.case import Case


PLATFORMS = ("x", "bluesky", "mastodon")
"""Networks for which a roster has a column."""


class People:
    """The people of a case: the roster, and whose account is whose.

    Several verbs take ``account_id`` and ``person_id``, as the roster and the posts have them;
    ``who`` decides, and ``why``, in words; the ``roster``, a CSV file, its ``name`` if not its own,
    and ``at``, when it was collected if not now.
    """

    def __init__(self, case: Case) -> None:
        self._case = case

    def load(
        self, roster: str | Path, *, at: datetime | None = None, name: str = ""
    ) -> FileOutcome:
        """Take a roster in CSV as the case's own; its bytes are kept in the vault.

        Raises:
            SettingsError: the header or a line is wrong; the old roster stays.
        """
        from contrecoup import store

        with store.lock(self._case.folder, "people"):
            taken = self.take(roster, at=at, name=name)
            self._case.vault.seal()
        return taken

    def take(
        self, roster: str | Path, *, at: datetime | None = None, name: str = ""
    ) -> FileOutcome:
        """Do what :meth:`load` does, for a caller that holds the case's lock.

        Raises:
            SettingsError: the file cannot be read, its header or a line is wrong.
        """
        from contrecoup import sources

        try:
            with sources.opened(Path(roster)) as stream:
                raw = stream.read()
        except OSError as error:
            message = f"{error.strerror or error}"
            raise SettingsError(message, place=str(roster), next_step="check the path") from error
        return self._keep(raw, str(roster), name or str(roster), at)

    def _keep(self, raw: bytes, place: str, name: str, at: datetime | None) -> FileOutcome:
        """Take bytes as the case's roster, if they are one, and keep them in the vault."""
        from contrecoup import sources, store

        people = sources.read_roster(raw, place)
        capture, new = self._case.vault.keep(
            BytesIO(raw), source=name, how="file", role="roster", at=at or datetime.now(UTC)
        )
        store.write(self._case.folder, "roster.csv", raw)
        count = len(people.people)
        return FileOutcome(
            input=name,
            format="roster",
            capture_id=capture.capture_id,
            read=count if new else 0,
            duplicate=0 if new else count,
        )

    def assign(self, account_id: str, person_id: str, *, why: str = "", who: str) -> None:
        """Decide that an account is a person's.

        Raises:
            UnknownPerson: the roster has no such person.
        """
        if person_id not in {p.person_id for p in self._case.roster.people}:
            message = f"the roster has nobody with the key {person_id!r}"
            step = "see contrecoup people, or add a roster line"
            raise UnknownPerson(message, next_step=step, field="person_id")
        self._case.decide("assign", account_id, value=person_id, why=why, who=who)

    def enlist(
        self,
        account_id: str,
        *,
        name: str,
        source: str,
        who: str,
        why: str = "",
        role: str = "",
        team: str = "",
        public: bool = False,
        declared: bool = False,
    ) -> Person:
        """Add a person of the group whom the roster lacks, and decide that an account is theirs.

        Args:
            account_id: the account.
            name: the person's name.
            source: who says that they belong there: an address, a file, the profile.
            who: who decides.
            why: the reason; the source without one.
            role: what they do there.
            team: where in it.
            public: whether they may be named.
            declared: nobody says so but their own profile: they are of the group, and were not
                looked for.

        Raises:
            SettingsError: the name, the source or the case's group is missing, or the account
                has an owner.
            UnknownPerson: the case has no such account.
        """
        case = self._case
        row = self._row(account_id, name, source)
        row |= {"role": role, "team": team, "public": "yes" if public else ""}
        row["declared"] = "yes" if declared else ""
        self._add({account_id: row}, why=why, who=who)
        return next(p for p in case.roster.people if p.person_id == row["person"])

    def enlist_declared(self, *accounts: str, source: str, why: str = "", who: str) -> None:
        """Add the holders of accounts as people of the group, by the names on their profiles.

        They are counted and not named, and not among those who were looked for.  It is one step:
        :meth:`delist` takes it back.

        Args:
            accounts: the accounts.
            source: who says that they belong there; ``{}`` stands for the handle.
            why: the reason; the source without one.
            who: who decides.

        Raises:
            SettingsError: the case's group is missing, or an account has an owner.
            UnknownPerson: the case has no such account.
        """
        rows: dict[str, dict[str, str]] = {}
        for one in dict.fromkeys(accounts):
            match = self._match(one)
            name, says = match.display_name or match.handle, source.format(f"@{match.handle}")
            rows[one] = self._row(one, name, says, {row["person"] for row in rows.values()})
            rows[one]["declared"] = "yes"
        self._add(rows, why=why, who=who)

    def _row(
        self, account_id: str, name: str, source: str, given: Collection[str] = ()
    ) -> dict[str, str]:
        """Return a line of the roster for the holder of an account who has none.

        ``given`` are keys that were given already.
        """
        case = self._case
        name, source = " ".join(name.split()), " ".join(source.split())
        match = self._match(account_id)
        for what, text in (("name", name), ("source", source), ("group", case.settings.group)):
            if not text:
                message = f"a person of the group needs a {what}"
                step = "say who says so" if what == "source" else f"say the {what}"
                field = "case.group" if what == "group" else what
                raise SettingsError(message, next_step=step, field=field)
        own = f"{slug(name)}-{content_id('enlist', account_id, name)[-6:]}"
        key = self._begun(match, (slug(name), own), name, source)
        if match.verdict == "sure" and match.person_id != key:
            message = f"the account is {match.person_id}'s already"
            raise SettingsError(message, place=account_id, next_step="split it off first")
        taken = {*given, *(p.person_id for p in case.roster.people)}
        plain = match.platform in PLATFORMS and slug(name) not in taken
        key = key or (slug(name) if plain else own)
        row = {"person": key, "name": name, "organisation": case.settings.group, "source": source}
        return row | ({match.platform: match.handle} if match.platform in PLATFORMS else {})

    def _begun(self, match: Match, keys: Collection[str], name: str, source: str) -> str:
        """Return the person whom the roster has for that account in just those words already.

        So it is where the same was asked for before: it was cut short, or its answer was lost.
        An account whose network has no column in a roster is known by its key; '' for nobody.
        """
        roster, handle = self._case.plain_roster, match.handle.lower()
        said = {a.person_id for a in roster.affiliations if a.source == source}
        owners = {
            a.person_id
            for a in roster.accounts
            if (a.platform, a.handle) == (match.platform, handle)
        }
        if match.platform not in PLATFORMS:
            owners = {[*keys][-1]}
        found = (p.person_id for p in roster.people if p.name == name and p.person_id in keys)
        return next((key for key in found if key in said and key in owners), "")

    def _add(self, rows: Mapping[str, dict[str, str]], *, why: str, who: str) -> None:
        """Add lines to the roster, but for those that it has, and give each account to its person."""
        from contrecoup import store
        from contrecoup.sources.roster_rows import with_row

        case = self._case
        with store.lock(case.folder, "people"):
            raw = before = case.own_file("roster.csv")
            known = {p.person_id for p in case.plain_roster.people}
            for row in rows.values():
                raw = raw if row["person"] in known else with_row(raw, row)
            if raw != before:
                self._keep(raw, "roster.csv", "roster.csv", None)
            case.vault.seal()
        owners = {account_id: row["person"] for account_id, row in rows.items()}
        reasons = {account_id: why or row["source"] for account_id, row in rows.items()}
        case.review.assigned(owners, reasons, who=who)

    def delist(self, *accounts: str, who: str) -> None:
        """Take back the last decision on accounts, and the roster's lines of who declared themselves.

        Args:
            accounts: accounts on which a decision stands.
            who: who takes it back.

        Raises:
            SettingsError: no decision stands on an account.
        """
        from contrecoup import store
        from contrecoup.sources.roster_rows import without

        case = self._case
        held = last(case.decisions, OWNERS)
        people = {held[one].value for one in accounts if one in held}
        with store.lock(case.folder, "people"):
            before = case.own_file("roster.csv")
            if people and (raw := without(before, people)) != before:
                self._keep(raw, "roster.csv", "roster.csv", None)
            case.vault.seal()
        case.review.together("undo", *accounts, who=who)

    def _match(self, account_id: str) -> Match:
        """Return what is known of an account."""
        match = next((m for m in self.matches if m.account_id == account_id), None)
        if match is None:
            message = f"there is no account {account_id!r}"
            raise UnknownPerson(message, next_step="see contrecoup people")
        return match

    def profile(self, account_id: str) -> tuple[str, str]:
        """Return the words of an account's profile that it was matched by, and whose post has them.

        Both are empty where no post of the account brings a profile.
        """
        case = self._case

        def work() -> dict[str, tuple[str, str]]:
            posts = case.documents().posts
            rows = posts.at(posts.firsts(having="bio"), "account_id", "bio", "post_id")
            return {account: (bio, post) for account, bio, post in rows}

        held = case.memory.of("profiles", case.drafting.head, work)
        return held.get(account_id, ("", ""))

    @property
    def posts(self) -> dict[str, int]:
        """How many posts the case holds of each account."""
        case = self._case

        def work() -> dict[str, int]:
            return dict(Counter(case.documents().posts.table.column("account_id").to_pylist()))

        return case.memory.of("posts-by-account", case.drafting.head, work)

    def outside(self, account_id: str, *, why: str = "", who: str) -> None:
        """Decide that an account is nobody's of the group."""
        self._case.decide("outside", account_id, why=why, who=who)

    @property
    def matches(self) -> tuple[Match, ...]:
        """Every account with what is known of its owner."""
        from contrecoup import findings

        case = self._case

        def work() -> tuple[Match, ...]:
            return findings.match_people(
                case.documents(), case.roster, case.settings, case.drafting.who
            )

        return case.memory.of("matches", (case.state, case.drafting.who), work)

    @property
    def affiliations(self) -> tuple[tuple[str, Affiliation], ...]:
        """Where people belonged, as it stands, each with the id that a decision on it names."""
        decisions = self._case.decisions
        roster = split(self._case.plain_roster, decisions)
        same = aliases(decisions)
        return tuple(
            (target, evolve(held, person_id=same.get(held.person_id, held.person_id)))
            for target, held, _ in rows(roster, decisions)
        )

    @property
    def unsure(self) -> tuple[Match, ...]:
        """The accounts that a person must look at: candidates with reasons."""
        return tuple(match for match in self.matches if match.verdict == "unsure")
