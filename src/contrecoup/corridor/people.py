"""The people of a case: the roster, and whose account is whose."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from contrecoup.errors import SettingsError, UnknownPerson
from contrecoup.model.belonging import rows
from contrecoup.model.decided import split
from contrecoup.model.decisions import aliases
from contrecoup.model.outcomes import FileOutcome
from contrecoup.model.people import Affiliation, Match

if TYPE_CHECKING:
    from contrecoup.case import Case


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
        from contrecoup import sources, store

        try:
            with sources.opened(Path(roster)) as stream:
                raw = stream.read()
        except OSError as error:
            message = f"{error.strerror or error}"
            raise SettingsError(message, place=str(roster), next_step="check the path") from error
        people = sources.read_roster(raw, str(roster))
        capture, new = self._case.vault.keep(
            BytesIO(raw),
            source=name or str(roster),
            how="file",
            role="roster",
            at=at or datetime.now(UTC),
        )
        store.write(self._case.folder, "roster.csv", raw)
        count = len(people.people)
        return FileOutcome(
            input=name or str(roster),
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
            raise UnknownPerson(message, next_step="see contrecoup people, or add a roster line")
        self._case.decide("assign", account_id, value=person_id, why=why, who=who)

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
