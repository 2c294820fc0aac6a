"""The draft of a case: what was found, and the account, kept while the folder stays as it is.

A decision about a finding or a sentence costs no new run of the detectors; one about who is
who does, and so does anything added.  Everything is remembered by the state of the folder
(the manifest's last line, case.toml, roster.csv) and the decisions, so that another process
may write to the case meanwhile.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Mapping
from typing import TYPE_CHECKING, Any

from attrs import evolve

from contrecoup import __version__
from contrecoup.corridor import handcheck, writing
from contrecoup.corridor.memory import Memory, Steady
from contrecoup.model.decided import decided
from contrecoup.model.decisions import PEOPLE, Decision, standing
from contrecoup.model.documents import Documents
from contrecoup.model.findings import Findings, each
from contrecoup.model.people import Roster
from contrecoup.model.publication import Unasked
from contrecoup.model.report import Report
from contrecoup.model.settings import Lang, Settings

if TYPE_CHECKING:
    from contrecoup.case import Case
    from contrecoup.errors import ContrecoupError
    from contrecoup.findings.context import Context
    from contrecoup.report import Accuracy


def _kept(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an act says besides the hash of the encrypted object."""
    return {name: value for name, value in fields.items() if name != "stored"}


class Drafting:
    """What a case remembers of itself."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self.memory = Memory()
        self.steady = Steady()

    @property
    def head(self) -> str:
        """What stands for all captures and acts: see :attr:`contrecoup.store.Vault.head`."""
        return self.steady.of("head", lambda: self._case.vault.head)

    @property
    def state(self) -> Hashable:
        """What the folder holds, in a value that changes with it."""
        return (
            self.head,
            self._case.own_file("case.toml"),
            self._case.own_file("roster.csv"),
        )

    @property
    def basis(self) -> str:
        """A mark of what the case holds besides decisions: captures, settings, roster.

        The same acts in another order have the same mark: how an object was encrypted is no
        part of it.
        """
        case = self._case

        def work() -> str:
            acts = sorted(
                repr((act.at, act.act, act.object, sorted(_kept(act.fields).items())))
                for act in case.vault.acts()
            )
            said = repr((acts, case.own_file("case.toml"), case.own_file("roster.csv")))
            return hashlib.sha256(said.encode()).hexdigest()[:16]

        return self.memory.of("basis", self.state, work)

    @property
    def who(self) -> tuple[Decision, ...]:
        """The standing decisions about who is who: all that the detectors see of them."""
        return self.about_people(self._case.decisions)

    def documents(self, read: Callable[[], Documents]) -> Documents:
        """Return everything the case holds, read once."""

        def work() -> Documents:
            held = read()
            self.steady.anew()  # reading may have finished what a killed run left
            return held

        return self.memory.of("documents", self.head, work)

    def settings(self) -> Settings:
        """Return the settings, parsed once."""
        from contrecoup import sources

        raw = self._case.own_file("case.toml")
        return self.memory.of("settings", raw, lambda: sources.read_settings(raw, "case.toml"))

    def plain_roster(self) -> Roster:
        """Return the roster of roster.csv, parsed once."""
        from contrecoup import sources

        raw = self._case.own_file("roster.csv")
        if not raw:
            return Roster()
        return self.memory.of("roster", raw, lambda: sources.read_roster(raw, "roster.csv"))

    def roster(self, decisions: tuple[Decision, ...]) -> Roster:
        """Return the roster as people decided: merged, split, renamed."""
        return decided(self.plain_roster(), decisions)

    def about_people(self, decisions: tuple[Decision, ...]) -> tuple[Decision, ...]:
        """Return the standing decisions about who is who, worked out once."""
        return self.memory.of("about", decisions, lambda: about_people(decisions))

    def raw(
        self, decisions: tuple[Decision, ...], on_step: Callable[[str], None] | None = None
    ) -> Findings:
        """Return what the detectors find, before decisions on findings."""
        from contrecoup import findings
        from contrecoup.corridor import large

        case = self._case
        who = self.about_people(decisions)

        def work() -> Findings:
            return findings.find(
                case.documents(),
                self.roster(who),
                case.settings,
                decisions=who,
                on_step=on_step,
                tagger=large.of_case(case.folder, case.settings.tagger),
            )

        return self.memory.of("raw", (self.state, who), work)

    def find(
        self, decisions: tuple[Decision, ...], on_step: Callable[[str], None] | None = None
    ) -> Findings:
        """Return the findings as decisions leave them."""
        from contrecoup import findings

        raw, case = self.raw(decisions, on_step), self._case
        return self.memory.of(
            "found",
            (self.state, decisions),
            lambda: findings.find(
                case.documents(),
                self.roster(decisions),
                case.settings,
                decisions=decisions,
                before=raw,
            ),
        )

    def lapsed(self, decisions: tuple[Decision, ...]) -> dict[str, ContrecoupError]:
        """Return, by finding, why the standing change to it no longer applies."""
        from contrecoup.findings.decided import lapsed

        def work() -> dict[str, ContrecoupError]:
            return lapsed(self.raw(decisions), self.context(decisions), decisions)

        return self.memory.of("lapsed", (self.state, decisions), work)

    def context(self, decisions: tuple[Decision, ...]) -> Context:
        """Return what a change to a finding is checked against."""
        from contrecoup.findings.context import Context

        case = self._case
        return Context(case.documents(), self.roster(decisions), case.settings, decisions)

    def draft(
        self,
        lang: Lang,
        decisions: tuple[Decision, ...],
        *,
        edition: int = 0,
        unasked: Unasked | None = None,
        found: Findings | None = None,
    ) -> Report:
        """Return the account, with some decisions.

        Raises:
            ReportError: a generated sentence breaks an editorial rule.
        """
        from contrecoup import report
        from contrecoup.corridor import proofs

        case = self._case

        def work() -> Report:
            written = report.write(
                found or self.find(decisions),
                case.documents(),
                self.roster(decisions),
                case.settings,
                lang=lang,
                as_of=writing.as_of(case.vault.captures(), decisions),
                version=__version__,
                decisions=decisions,
                accuracy=self._accuracy(decisions),
                vouched=(*proofs.vouched(case.prove(case.documents())), *case.existed()),
                published=case.publications,
                edition=edition,
                unasked=unasked,
                lapsed=tuple(self.lapsed(decisions)),
            )
            return evolve(written, decisions=len(decisions), basis=self.basis)

        if found is not None and found is not self.find(decisions):
            return work()
        return self.memory.of(f"report {lang}", (self.state, decisions, edition, unasked), work)

    def _accuracy(self, decisions: tuple[Decision, ...]) -> tuple[Accuracy, ...]:
        if not any(one.verb == "judge" for one in decisions):
            return ()
        from contrecoup import report

        kinds = {f.finding_id: kind for kind, f in each(self.raw(decisions))}
        return tuple(
            report.Accuracy(detector=kind, right=right, checked=checked, source=handcheck.SOURCE)
            for kind, (right, checked) in handcheck.judged(decisions, kinds.get).items()
        )


def about_people(decisions: tuple[Decision, ...]) -> tuple[Decision, ...]:
    """Return the standing decisions about who is who, in their order."""
    kept = {id(d) for stack in standing(decisions).values() for d in stack if d.verb in PEOPLE}
    return tuple(d for d in decisions if id(d) in kept)
