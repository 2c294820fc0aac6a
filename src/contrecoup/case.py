"""The corridor: a case folder, and the one way from inputs to an account.

Every door (command line, app, notebook) goes through here, and only here do
rooms meet.  Nouns and tables of nouns travel from left to right::

    bytes → store → sources → store → findings → report → render → out/
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from attrs import evolve

from contrecoup import __version__, checks
from contrecoup.errors import EvidenceError, SettingsError, SourceError
from contrecoup.intake import (
    ROSTER_HEADER,
    Opened,
    Progress,
    Tally,
    again,
    document_id_of,
    files,
    named,
    reason_of,
    starter,
    time_of,
)
from contrecoup.model.decisions import Decision
from contrecoup.model.documents import Documents
from contrecoup.model.evidence import Capture
from contrecoup.model.findings import Findings
from contrecoup.model.outcomes import FileOutcome, Problem
from contrecoup.model.people import Roster
from contrecoup.model.report import Report
from contrecoup.model.settings import LANGS, Lang, Settings
from contrecoup.people import People
from contrecoup.trails import Known, trail
from contrecoup.views import Account, Checked, Found, Outcome, Trail, Verdict


def _now() -> datetime:
    return datetime.now(UTC)


class Case:
    """The folder of one investigation.

    Args:
        folder: an existing case (see :meth:`open` and :meth:`init`).
    """

    def __init__(self, folder: str | Path) -> None:
        from contrecoup import store

        self.folder = Path(folder)
        self.vault = store.Vault(self.folder)
        self._ledger = store.Ledger(self.folder)
        self._decisions = store.Decisions(self.folder)
        self.people = People(self)

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
            raise SettingsError(message, next_step="open it, or choose another folder")
        return cls.create(folder, starter(group, list(languages), zone))

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
        """Open a case; make it if the folder is absent or empty.

        Raises:
            SettingsError: the folder holds something else.
        """
        path = Path(folder)
        if (path / "case.toml").is_file():
            return cls(path)
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            message = f"{folder} is not a case: it has no case.toml"
            raise SettingsError(message, next_step="run contrecoup init on a new folder")
        return cls.init(path)

    @property
    def settings(self) -> Settings:
        """The settings of case.toml, as they stand now."""
        from contrecoup import sources

        return sources.read_settings(self._own("case.toml"), "case.toml")

    @property
    def roster(self) -> Roster:
        """The roster of roster.csv, as it stands now."""
        from contrecoup import sources

        held = (self.folder / "roster.csv").exists()
        return sources.read_roster(self._own("roster.csv"), "roster.csv") if held else Roster()

    def _own(self, name: str) -> bytes:
        from contrecoup import sources

        with sources.opened(self.folder / name, own=True) as stream:
            return stream.read()

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Every decision, oldest first."""
        return self._decisions.all()

    def decide(self, verb: str, target: str, *, value: str = "", why: str = "", who: str) -> None:
        """Append a decision (``accept``, ``reject``, ``assign``, ``outside``, ``undo``)."""
        said: Any = verb
        decision = Decision(verb=said, target=target, value=value, why=why, who=who, at=_now())
        from contrecoup import store

        with store.lock(self.folder):
            self._decisions.append(decision)

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
    ) -> Outcome:
        """Keep and read files and folders; every input has an outcome.

        Args:
            inputs: files, folders (read file by file), glob patterns, or ``-``.
            letter: one version of the open letter, or several.
            roster: a roster in CSV, which becomes the case's roster.csv.
            as_format: the format, where detection would be wrong.
            columns: for tables, our column names by theirs.
            at: when the files were collected, if not now; or when each was, by name.
            base: a folder that names are kept relative to.
            progress: told the input's name and the items read so far.

        Returns:
            the outcome of each file.  Reading the same bytes twice adds nothing.
        """
        from contrecoup import store

        outcomes: list[FileOutcome] = []
        with store.lock(self.folder):
            self._recover()
            if roster is not None:
                name = named(roster, base)
                outcomes.append(self.people.take(roster, at=time_of(name, at), name=name))
            jobs = [(name, path, "") for name, path in files(inputs)]
            if letter is not None:
                versions = [letter] if isinstance(letter, str | Path) else list(letter)
                jobs += [(name, path, "letter") for name, path in files(versions)]
            for given, path, role in jobs:
                name = named(given, base)
                tell = progress or (lambda _name, _items: None)
                outcomes.append(
                    self._add_one(
                        name, path, role, as_format, columns or {}, time_of(name, at), tell
                    )
                )
            self._ledger.settle()
        return Outcome(tuple(outcomes))

    def _add_one(
        self,
        name: str,
        path: Opened,
        role: str,
        as_format: str,
        columns: dict[str, str],
        at: datetime,
        progress: Progress,
    ) -> FileOutcome:
        from contrecoup import sources

        if path is None:
            reason = "there is no such file or folder; check the path"
            return FileOutcome(input=name, unreadable=(Problem(name, reason),))
        try:
            if isinstance(path, SourceError):
                raise path
            if isinstance(path, Path):
                with sources.opened(path) as stream:
                    capture, new = self.vault.keep(
                        stream, source=name, how="file", role=role, at=at, format=as_format
                    )
            else:
                capture, new = self.vault.keep(
                    path, source=name, how="stdin", role=role, at=at, format=as_format
                )
        except SourceError as error:
            return FileOutcome(input=name, unreadable=(Problem(name, reason_of(error)),))
        except OSError as error:
            reason = f"{error.strerror or error}; check the file's permissions"
            return FileOutcome(input=name, unreadable=(Problem(name, reason),))
        told = self._retold(capture, role, as_format, columns, at, new=new)
        before = None if new else self._ledger.outcome(capture.capture_id)
        if before is not None:
            return evolve(before, input=name) if told else again(before, name)
        return self._read(capture, name, columns, progress)

    def _retold(
        self,
        capture: Capture,
        role: str,
        as_format: str,
        columns: dict[str, str],
        at: datetime,
        *,
        new: bool,
    ) -> bool:
        """Note what the person now says of bytes; read again if it is said of bytes held before."""
        mapped = bool(columns) and columns != self._columns().get(capture.capture_id)
        if mapped:
            self.vault.act("map", at, object=capture.capture_id, columns=columns)
        says = {"role": role, "format": as_format}
        said = {"role": capture.role, "format": capture.format}
        changed = {key: value for key, value in says.items() if value and value != said[key]}
        if changed and not new:
            self.vault.act("told", at, object=capture.capture_id, **changed)
        retold = not new and bool(changed or mapped)
        if retold:
            self._ledger.drop()
            self._recover()
        return retold

    def _read(
        self, capture: Capture, name: str, columns: dict[str, str], progress: Progress
    ) -> FileOutcome:
        """Read one capture into the ledger and return its outcome."""
        tally = Tally(name, capture.capture_id, self._ledger.known())
        items = self._items(capture, columns, tally)
        self._ledger.add(tally.sort(items, progress), capture)
        outcome = tally.outcome()
        self._ledger.save_outcome(outcome)
        return outcome

    def _items(
        self, capture: Capture, columns: dict[str, str], tally: Tally | None = None
    ) -> Iterator[Any]:
        """Read the items of a capture from its preserved bytes."""
        from contrecoup import sources

        source = sources.Input(
            name=capture.source,
            capture_id=capture.capture_id,
            captured_at=capture.captured.at,
            open=lambda: self.vault.open(capture.capture_id),
            format=capture.format,
            role=capture.role,
            columns=columns,
            zone=self.settings.zone,
        )
        form = sources.detect(source)
        if tally is not None:
            tally.format = form
        yield from sources.read(source)

    def _recover(self) -> None:
        """Read again what the vault holds and the ledger does not."""
        captures = self.vault.captures()
        if self._ledger.complete_for([c.capture_id for c in captures if c.role != "roster"]):
            return
        self._ledger.drop()
        columns = self._columns()
        for capture in captures:
            if capture.role != "roster":
                mapped = columns.get(capture.capture_id, {})
                self._read(capture, capture.source, mapped, lambda _name, _items: None)
        self._ledger.settle()

    def _columns(self) -> dict[str, dict[str, str]]:
        """Return the column maps that tables were added with, by capture."""
        return {act.object: act.fields["columns"] for act in self.vault.acts() if act.act == "map"}

    def documents(self) -> Documents:
        """Everything the case holds, read; rebuilt from the vault if need be."""
        from contrecoup import store

        captures = self.vault.captures()
        if not self._ledger.complete_for([c.capture_id for c in captures if c.role != "roster"]):
            with store.lock(self.folder):
                self._recover()
        return self._ledger.documents(captures)

    def find(self, *detectors: str, on_step: Callable[[str], None] | None = None) -> Found:
        """Run the detectors (all, or those named) over the case.

        Raises:
            SettingsError: a name is no detector's.
        """
        return Found(self._find(self.documents(), detectors, on_step))

    def _find(
        self,
        documents: Documents,
        detectors: Iterable[str] = (),
        on_step: Callable[[str], None] | None = None,
    ) -> Findings:
        from contrecoup import findings, large

        return findings.find(
            documents,
            self.roster,
            self.settings,
            only=detectors,
            decisions=self.decisions,
            on_step=on_step,
            tagger=large.of_case(self.folder, self.settings.tagger),
        )

    def report(self, lang: Lang | None = None, *, found: Found | None = None) -> Account:
        """Write the account in one language (the case's first without one).

        Raises:
            ReportError: a generated sentence breaks an editorial rule.
        """
        from contrecoup import report

        settings = self.settings
        documents = self.documents()
        findings = found.findings if found else self._find(documents)
        chosen = lang or settings.languages[0]
        written = report.write(
            findings,
            documents,
            self.roster,
            settings,
            lang=chosen,
            as_of=self._as_of(),
            version=__version__,
            decisions=self.decisions,
        )
        return Account(written, lambda i: self.show(i, lang=chosen), self._save(findings))

    def _as_of(self) -> datetime:
        """Return the time of the last act in the case, so that builds repeat."""
        times = [c.captured.at for c in self.vault.captures()]
        times += [d.at for d in self.decisions]
        return max(times, default=datetime(1970, 1, 1, tzinfo=UTC))

    def _save(self, findings: Findings) -> Callable[[Report, Path, str], None]:
        def save(report: Report, path: Path, part: str) -> None:
            for name, content in self._rendered(report, findings, path.name, part=part).items():
                path.with_name(name).write_bytes(content)

        return save

    def _rendered(
        self,
        written: Report,
        findings: Findings,
        name: str,
        *,
        part: str = "",
        other: tuple[str, str] | None = None,
        beside: tuple[tuple[str, str], ...] = (),
    ) -> dict[str, bytes]:
        """Return a report in the format of a file's name (see ``render.write``)."""
        from contrecoup import render, report

        def data(chosen: Report) -> bytes:
            publish = report.publishable(
                findings, self.documents(), self.roster, self.settings, self.decisions
            )
            return render.json(publish(chosen), {"findings": publish(findings)})

        return render.write(written, name, data=data, part=part, other=other, downloads=beside)

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
        from contrecoup import store

        chosen = tuple(langs or self.settings.languages)
        tell = on_step or (lambda _step: None)
        found = found or self.find(on_step=tell)
        written: dict[str, Path] = {}
        with store.lock(self.folder):
            for lang in chosen:
                tell(f"report {lang}")
                account = self.report(lang, found=found)
                beside = (("Markdown", f"report.{lang}.md"), ("JSON", f"report.{lang}.json"))
                for suffix in (".html", ".md", ".json"):
                    name = f"report.{lang}{suffix}"
                    other = next(((o, f"report.{o}{suffix}") for o in chosen if o != lang), None)
                    files = self._rendered(
                        account.report, found.findings, name, other=other, beside=beside
                    )
                    for part, content in files.items():
                        written[part] = store.write(self.folder, f"out/{part}", content)
        return written

    def check(self) -> Checked:
        """Verify hashes, chain, quoted words and the numbers of the last report."""
        verdicts = [
            Verdict(v.kind, v.target, v.ok, v.message)
            for part in (self.vault, self._decisions)
            for v in part.verify()
        ]
        if any(v.kind == "chain" and not v.ok for v in verdicts):
            return Checked(tuple(verdicts))
        documents = self.documents()
        reread: dict[str, checks.Texts] = {}

        def texts(capture_id: str) -> checks.Texts:
            if capture_id not in reread:
                reread[capture_id] = self._texts(capture_id)
            return reread[capture_id]

        found = self.find()
        for lang in self.settings.languages:
            path = self.folder / "out" / f"report.{lang}.json"
            if path.is_file():
                name = path.name
                try:
                    written = json.loads(path.read_bytes())
                except (ValueError, RecursionError) as error:
                    verdicts.append(Verdict("report readable", name, ok=False, message=str(error)))
                    continue
                verdicts += checks.quoted(written, texts, name)
                report = self.report(lang, found=found).report
                again = json.loads(self._rendered(report, found.findings, name)[name])
                verdicts += checks.recounted(written, again, name)
        verdicts += checks.on_our_word(documents)
        return Checked(tuple(verdicts))

    def _texts(self, capture_id: str) -> checks.Texts:
        """Read a capture again from its bytes: every text it holds, by document."""
        found: dict[str, set[str]] = {}
        capture = next((c for c in self.vault.captures() if c.capture_id == capture_id), None)
        if capture is not None:
            try:
                for item in self._items(capture, self._columns().get(capture_id, {})):
                    document_id = document_id_of(item)
                    if document_id:
                        found.setdefault(document_id, set()).add(item.text)
            except EvidenceError:
                return {}
            except Exception:  # noqa: BLE001, S110 what came before was read, as it was by add
                pass
        return {key: frozenset(texts) for key, texts in found.items()}

    def show(self, target: str, *, lang: Lang | None = None) -> Trail:
        """Return the trail behind any id, down to the bytes.

        Raises:
            SettingsError: nothing in the case has that id.
        """
        found = self.find()
        documents, roster = self.documents(), self.roster
        known = Known(documents, found.findings, roster, self.settings, self.decisions)
        return trail(target, known, lambda: self.report(lang, found=found).report)
