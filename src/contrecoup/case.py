"""The corridor: a case folder, and the one way from inputs to an account.

Every door (command line, app, notebook) goes through here, and only here do
rooms meet.  Nouns and tables of nouns travel from left to right::

    bytes → store → sources → store → findings → report → render → out/
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from contrecoup.corridor import (
    checking,
    checks,
    fetching,
    handing,
    listing,
    publishing,
    refreshing,
    rights,
    setting,
    stamping,
    watching,
    writing,
)
from contrecoup.corridor.drafting import Drafting
from contrecoup.corridor.ingest import Ingest
from contrecoup.corridor.intake import ROSTER_HEADER, Progress, named, starter, time_of
from contrecoup.corridor.people import People
from contrecoup.corridor.refreshing import Question, Refreshed
from contrecoup.corridor.review import Review
from contrecoup.corridor.rights import Forgotten
from contrecoup.corridor.trails import Known, trail
from contrecoup.corridor.views import Account, Checked, Found, Outcome, Trail, Verdict
from contrecoup.corridor.watching import Choice, Watched
from contrecoup.errors import SettingsError
from contrecoup.model.decisions import Decision
from contrecoup.model.documents import Documents
from contrecoup.model.evidence import Proof, Vouched
from contrecoup.model.findings import Findings
from contrecoup.model.outcomes import FileOutcome
from contrecoup.model.people import Roster
from contrecoup.model.publication import Publication
from contrecoup.model.settings import LANGS, Lang, Settings

if TYPE_CHECKING:
    from contrecoup.sources.live.fetch import Fetcher
    from contrecoup.sources.live.network import Network


class Case:
    """The folder of one investigation.

    Several verbs take ``who`` decides and ``why`` (or a ``note``); ``lang`` or ``langs``; ``on_step``,
    told each step's name; ``found``, what ``find`` gave before; ``group``, whose people reacted, the
    account's ``languages`` and its ``zone``; ``edition``, the number of a published version.

    Args:
        folder: an existing case (see :meth:`open` and :meth:`init`).
    """

    def __init__(self, folder: str | Path) -> None:
        from contrecoup import store

        self.folder = Path(folder)
        self.vault = store.Vault(self.folder, lambda: self.settings.seed)
        self._ledger = store.Ledger(self.folder)
        self._decisions = store.Decisions(self.folder)
        self._ingest = Ingest(self.folder, self.vault, self._ledger, lambda: self.settings.zone)
        self.drafting = Drafting(self)
        self.memory = self.drafting.memory
        self.people = People(self)
        self.review = Review(self)

    def __reduce__(self) -> tuple[type[Case], tuple[Path]]:
        return type(self), (self.folder,)

    @classmethod
    def init(
        cls,
        folder: str | Path,
        *,
        group: str = "",
        languages: Iterable[str] = LANGS,
        zone: str = "Europe/Paris",
    ) -> Case:
        """Make a case: a folder with case.toml and roster.csv to fill in.

        Raises:
            SettingsError: the folder is a case already, or a value is wrong.
        """
        if (Path(folder) / "case.toml").exists():
            message = f"{folder} is a case already"
            step = "open it, or choose another folder"
            raise SettingsError(message, next_step=step, field="folder")
        return cls.create(folder, starter(group, languages, zone))

    @classmethod
    def create(cls, folder: str | Path, settings: str) -> Case:
        """Make a case with a case.toml of its own (a text); the roster is empty.

        Raises:
            SettingsError: the text is not a valid case.toml.
        """
        from contrecoup import sources, store

        sources.read_settings(settings.encode(), "case.toml")
        store.create(Path(folder), settings, ROSTER_HEADER)
        return cls(folder)

    @classmethod
    def open(cls, folder: str | Path) -> Case:
        """Open a case; make it if the folder is absent or empty, or its making was interrupted.

        Raises:
            SettingsError: the folder holds something else.
        """
        from contrecoup import store

        path = Path(folder)
        if not (path / "case.toml").is_file():
            store.create(path, starter(), ROSTER_HEADER, alone=True)
        return cls(path)

    @property
    def state(self) -> Hashable:
        """What the folder holds, decisions aside, in a value that changes with it."""
        return self.drafting.state

    @property
    def settings(self) -> Settings:
        """The settings of case.toml, as they stand now."""
        return self.drafting.settings()

    def change_settings(self, given: Mapping[str, str]) -> None:
        """Set keys of case.toml (see :func:`contrecoup.corridor.setting.change`)."""
        setting.change(self, given)

    def write_settings(self, text: str) -> None:
        """Take a text as case.toml, if it is one (see :func:`contrecoup.corridor.setting.write`)."""
        setting.write(self, text)

    @property
    def roster(self) -> Roster:
        """The roster of roster.csv as it stands now, with people merged, split and renamed."""
        return self.drafting.roster(self.decisions)

    @property
    def plain_roster(self) -> Roster:
        """The roster of roster.csv, before decisions."""
        return self.drafting.plain_roster()

    def own_file(self, name: str) -> bytes:
        """Return the bytes of a file that people keep in the case; none where it is missing.

        Raises:
            SourceError: the path leads outside, or is no plain file.
        """
        from contrecoup import sources

        def read() -> bytes:
            if name == "roster.csv" and not (self.folder / name).exists():
                return b""
            with sources.opened(self.folder / name, own=True) as stream:
                return stream.read()

        return self.drafting.steady.of(name, read)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Every decision, oldest first."""
        return self.drafting.steady.of("decisions", self._decisions.all)

    def decide(
        self, verb: str, target: str, *, value: str = "", why: str = "", who: str
    ) -> Decision:
        """Append a ``verb`` about a ``target`` with its ``value`` (see :meth:`Review.decide`)."""
        return self.review.decide(verb, target, value=value, why=why, who=who)

    def append(self, *decisions: Decision, locked: bool = False) -> None:
        """Write decisions down as they are; ``locked``: the caller holds the case."""
        from contrecoup import store

        with nullcontext() if locked else store.lock(self.folder, "review"):
            for decision in decisions:
                self.drafting.steady.anew()
                self._decisions.append(decision)
            self.vault.seal()

    @property
    def publications(self) -> tuple[Publication, ...]:
        """Every published version, oldest first."""
        return publishing.publications(self)

    def checklist(self) -> tuple[publishing.Open, ...]:
        """Return what a person should look at before publishing."""
        return publishing.checklist(self)

    def publish(self, *, who: str, note: str = "", without_recheck: str = "") -> Publication:
        """Write a version under ``published/`` that stays; what changes later is corrected.

        Raises:
            SettingsError: nobody is named who publishes.
            NotAskedAgain: quoted posts wait for ``refresh`` or for a reason ``without_recheck``.
            ReportError: a generated sentence breaks an editorial rule.
        """
        return publishing.publish(self, who=who, note=note, without_recheck=without_recheck)

    def add(
        self,
        *inputs: str | Path,
        letter: str | Path | Iterable[str | Path] | None = None,
        roster: str | Path | None = None,
        as_format: str = "",
        columns: dict[str, str] | None = None,
        at: datetime | Mapping[str, datetime] | None = None,
        base: Path | None = None,
        progress: Progress | None = None,
        using: Fetcher | None = None,
    ) -> Outcome:
        """Keep and read files and folders; every input has an outcome.

        Args:
            inputs: files, folders (read file by file), glob patterns, ``-``, or addresses
                of the web, which are fetched.
            letter: one version of the open letter, or several: files or addresses.
            roster: a roster in CSV, which becomes the case's roster.csv.
            as_format: the format, where detection would be wrong.
            columns: for tables, our column names by theirs.
            at: when the files were collected, if not now; or when each was, by name.
            base: a folder that names are kept relative to.
            progress: told the input's name, the items read so far, and the share of its bytes.
            using: what fetches addresses, if not the network itself.

        Returns:
            the outcome of each file.  Reading the same bytes twice adds nothing.
        """
        from contrecoup import store

        outcomes: list[FileOutcome] = []
        jobs, addresses = fetching.parted(inputs, letter)
        with store.lock(self.folder, "add"):
            self._ingest.recover()
            if roster is not None:
                name = named(roster, base)
                outcomes.append(self.people.take(roster, at=time_of(name, at), name=name))
            for given, path, role in jobs:
                name = named(given, base)
                outcomes.append(
                    self._ingest.add(
                        name, path, role, as_format, columns or {}, time_of(name, at), progress
                    )
                )
            if addresses:
                web = using or fetching.fetcher(private=False)
                outcomes += fetching.fetch(self, self._ingest, addresses, web, progress)
            self._ledger.settle()
            stamping.seal(self)
        return Outcome(tuple(outcomes))

    def keep(
        self,
        name: str,
        stream: BinaryIO,
        *,
        how: str,
        as_format: str,
        at: datetime,
        settle: bool = True,
    ) -> FileOutcome:
        """Keep and read one stream of bytes that came over the network.

        Args:
            name: the address that it came from.
            stream: its bytes.
            how: ``url`` or ``watch``.
            as_format: the format, where detection would be wrong.
            at: when it was received.
            settle: whether the ledger's files are written anew; if not, more follows soon.
        """
        from contrecoup import store

        with store.lock(self.folder, how):
            self._ingest.recover()
            outcome = self._ingest.add(name, stream, "", as_format, {}, at, None, how)
            if settle:
                self._ledger.settle()
            self.vault.seal()
        return outcome

    def watch(
        self,
        choice: Choice,
        *,
        network: Network | None = None,
        stop: Callable[[], bool] = lambda: False,
        tell: Callable[[str], None] = lambda _words: None,
    ) -> Watched:
        """Follow a live network into the case until told to stop.

        Args:
            choice: which network, and what of it.
            network: the way out, if not the network itself.
            stop: asked after each message and each second.
            tell: given narration, a line at a time.

        Raises:
            PlatformRefused: the server does not let anybody in.
            SettingsError: the choice asks for something that there is not.
        """
        ids = self._ingest.ids
        return watching.watch(self, choice, ids, network=network, stop=stop, tell=tell)

    def reread(
        self, *captures: str, as_format: str = "", columns: dict[str, str] | None = None
    ) -> Outcome:
        """Read again what the case holds, as this version reads it; no file is needed.

        Args:
            captures: hashes, their first eight digits, or names as given; all without one.
            as_format: the format of those named.
            columns: for tables, our column names by theirs, of those named.

        Returns:
            the outcome of each that was named, none where nothing has that name.

        Raises:
            SettingsError: a format or a map is said, and no capture is named.
        """
        from contrecoup import store

        with store.lock(self.folder, "reread"):
            return Outcome(
                self._ingest.reread(captures, as_format, columns or {}, datetime.now(UTC))
            )

    def refresh(
        self,
        question: Question | None = None,
        *,
        using: Fetcher | None = None,
        tell: Callable[[str], None] = lambda _words: None,
    ) -> Refreshed:
        """Ask the platforms what has become of the posts and articles that are cited.

        Args:
            question: about which, and whom (those that the account cites, by default).
            using: what asks, if not the network itself.
            tell: given narration, a line at a time.
        """
        web = using or fetching.fetcher(private=False)
        return refreshing.refresh(self, question or Question(), using=web, tell=tell)

    def documents(self) -> Documents:
        """Everything the case holds, read; rebuilt from the vault if need be."""
        return self.drafting.documents(self._ingest.documents)

    def outcomes(self) -> tuple[FileOutcome, ...]:
        """What became of every input, as it was told when it was added."""
        return self._ledger.outcomes()

    def find(
        self,
        *detectors: str,
        on_step: Callable[[str], None] | None = None,
        engine: str = "local",
    ) -> Found:
        """Run the detectors (all, or those named) over the case.

        Raises:
            SettingsError: a name is no detector's, or no engine's.
        """
        if not detectors and engine == "local":
            return Found(self.drafting.find(self.decisions, on_step))
        from contrecoup import findings
        from contrecoup.corridor import large, pipes

        return Found(
            findings.find(
                self.documents(),
                self.roster,
                self.settings,
                only=detectors,
                decisions=self.decisions,
                on_step=on_step,
                tagger=large.of_case(self.folder, self.settings.tagger),
                engine=partial(pipes.echoes, engine=engine),
            )
        )

    def raw(self) -> Findings:
        """Everything the detectors find, before decisions on findings."""
        return self.drafting.raw(self.decisions)

    def report(self, lang: Lang | None = None, *, found: Found | None = None) -> Account:
        """Write the account in one language (the case's first without one).

        Raises:
            ReportError: a generated sentence breaks an editorial rule.
        """
        return writing.account(self, lang, found)

    def write(
        self,
        langs: Iterable[Lang] | None = None,
        *,
        found: Found | None = None,
        on_step: Callable[[str], None] | None = None,
    ) -> dict[str, Path]:
        """Write the account in every language and format under out/.

        Returns:
            the file written by its name (``report.fr.html``).
        """
        return writing.write(self, langs, found, on_step)

    def export(
        self,
        path: str | Path,
        *,
        form: str = "",
        names: str = "public",
        network: str = "echoes",
        bom: bool = False,
    ) -> tuple[Path, ...]:
        """Write the findings for another tool: tables, a network, linked data, references.

        Args:
            path: the file; for tables (``csv``, ``parquet``) the folder, made if absent.
            form: ``csv``, ``parquet``, ``sqlite``, ``gexf``, ``graphml``, ``jsonld``, ``ftm``,
                ``csl`` or ``bibtex``, where the path's ending does not say it.
            names: ``public`` (private people are numbers), ``none`` or ``all``.
            network: for ``gexf`` and ``graphml``: echoes, ties, interactions or stances.
            bom: for ``csv``, a byte-order mark in front of each file, which Excel needs.

        Returns:
            the files written.

        Raises:
            SettingsError: the form, the network or ``names`` is none that there is.
        """
        return handing.export(self, Path(path), form=form, names=names, network=network, bom=bom)

    def check(self) -> Checked:
        """Verify hashes, chain, quoted words and the numbers of the last report."""
        return checking.check(self)

    def prove(self, documents: Documents) -> tuple[Proof, ...]:
        """Return what signed frames prove of each post, verified from their bytes."""
        return self._ingest.prove(documents, self.drafting.head)

    def forget(self, person: str, *, basis: str, who: str = "") -> Forgotten:
        """Remove one person's items for good; everybody else's stay, and the chain verifies.

        Args:
            person: a key or name of the roster, an account's id, or a handle.
            basis: why, in words that stay in the log; they name nobody.
            who: who decided it.

        Raises:
            UnknownPerson: nobody in the case is called so.
            SettingsError: the basis is missing, or names the person.
        """
        return rights.forget(self, self._ingest, person, basis=basis, who=who)

    def existed(self) -> tuple[Vouched, ...]:
        """Return by when each document's bytes are proven to have existed, where they are."""
        return stamping.existed(self)

    def texts(self, capture_id: str, wanted: Collection[str]) -> checks.Texts:
        """Return a capture's texts of some documents (of all, if '' is one), read from its bytes."""
        return self._ingest.texts(capture_id, wanted)

    def behind(self, number: str) -> str:
        """Return the case's own id behind a number of the published files, '' where none is."""
        return listing.names(self).behind(number)

    def verify_stores(self) -> Iterator[Verdict]:
        """Yield the vault's and the decisions' verdicts on their own bytes."""
        for v in (*self.vault.verify(stamping.roots(self)), *self._decisions.verify()):
            yield Verdict(v.kind, v.target, v.ok, v.message)

    def show(self, target: str, *, lang: Lang | None = None) -> Trail:
        """Return the trail behind any id, down to the bytes.

        Raises:
            SettingsError: nothing in the case has that id.
        """
        found = self.find()
        known = Known(
            self.documents(), found.findings, self.roster, self.vault.object_name, self.behind
        )
        return trail(target, known, lambda: self.report(lang, found=found).report)
