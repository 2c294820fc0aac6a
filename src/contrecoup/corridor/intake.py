"""What comes in: which files an input names, and what became of each item."""

from __future__ import annotations

import glob
import io
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from attrs import evolve

from contrecoup.errors import ContrecoupError, SourceError, Unreadable
from contrecoup.model.documents import Article, Letter
from contrecoup.model.evidence import AccountKey, Observation
from contrecoup.model.outcomes import FileOutcome, Notice, Problem, Skipped
from contrecoup.model.posts import Post
from contrecoup.model.settings import LANGS

STDIN = "-"
MOST_PIPED = 16 << 30
"""The most bytes that are kept from standard input, which might never end."""
NOTICES = 50
"""At most this many notices are kept for one file."""

Progress = Callable[[str, int, float], None]
"""Told an input's name, the items read of it, and what share of its bytes that is."""
Opened = Path | BinaryIO | SourceError | None


def reason_of(error: SourceError) -> str:
    """Return what is wrong and the next step, in one line."""
    return f"{error.message}; {error.next_step}" if error.next_step else error.message


def silent(_name: str, _items: int, _share: float) -> None:
    """Tell nobody."""


class Metered(io.RawIOBase):
    """A stream that knows how far it was read."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream
        self.taken = 0

    def readable(self) -> bool:
        """Whether it can be read: always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer and return how many bytes it took."""
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self.taken = max(self.taken, self._stream.tell())
        return len(data)

    def seekable(self) -> bool:
        """Whether it can go to another place."""
        return self._stream.seekable()

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to another place."""
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        """Return the place where it is."""
        return self._stream.tell()

    def close(self) -> None:
        """Close the stream under it too."""
        if not self.closed:
            self._stream.close()
        super().close()


class Known(Protocol):
    """The posts that are held, by id and text."""

    def __contains__(self, pair: tuple[str, str]) -> bool: ...

    def add(self, pair: tuple[str, str]) -> None:
        """Remember a post."""


class Tally:
    """Sorts the items of one file: documents to the ledger, the rest to its outcome."""

    def __init__(self, name: str, capture_id: str, known: Known) -> None:
        self.name = name
        self.capture_id = capture_id
        self.format = ""
        self.problems: list[Problem] = []
        self._known = known
        self._notices: list[Notice] = []
        self._skipped: dict[str, int] = {}
        self._read = 0
        self._duplicate = 0
        self._times: list[datetime] = []
        self.share: Callable[[], float] = float

    def sort(self, items: Iterable[Any], progress: Progress) -> Iterator[Any]:
        """Yield what the ledger keeps; count everything.

        A file that turns out unreadable midway keeps what was read of it.
        """
        progress(self.name, 0, 0.0)
        for number, item in enumerate(self._until_broken(items), 1):
            if number % 1000 == 0:
                progress(self.name, number, self.share())
            if isinstance(item, Problem):
                self.problems.append(item)
            elif isinstance(item, Notice):
                if len(self._notices) < NOTICES:
                    self._notices.append(item)
            elif isinstance(item, Skipped):
                self._skipped[item.reason] = self._skipped.get(item.reason, 0) + 1
            elif isinstance(item, AccountKey):
                self._read += 1
            else:
                self._count(item)
                yield item

    def _until_broken(self, items: Iterable[Any]) -> Iterator[Any]:
        try:
            yield from items
        except SourceError as error:
            yield Problem(error.place or self.name, reason_of(error))
        except (ContrecoupError, OSError):
            raise
        except Exception as error:  # noqa: BLE001 a reader's fault must not close the case
            reason = f"the reader failed ({type(error).__name__}: {str(error)[:200]})"
            step = "what came before is kept; please report this"
            yield Problem(self.name, f"{reason}; {step}")

    def _count(self, item: Post | Article | Letter | Observation) -> None:
        if not isinstance(item, Post):
            self._read += 1
            return
        key = (item.post_id, item.text)
        if key in self._known:
            self._duplicate += 1
        else:
            self._known.add(key)
            self._read += 1
        low, high = (self._times[0], self._times[1]) if self._times else (item.created_at,) * 2
        self._times = [min(low, item.created_at), max(high, item.created_at)]

    def outcome(self) -> FileOutcome:
        """Return what became of the file."""
        return FileOutcome(
            input=self.name,
            format=self.format,
            capture_id=self.capture_id,
            read=self._read,
            duplicate=self._duplicate,
            skipped=dict(sorted(self._skipped.items())),
            unreadable=tuple(self.problems),
            notices=tuple(self._notices),
            first_at=self._times[0] if self._times else None,
            last_at=self._times[1] if self._times else None,
        )


def files(inputs: Iterable[str | Path]) -> Iterator[tuple[str, Opened]]:
    """Yield each file with its name as given or found; None where there is none.

    Links inside a folder are told and not followed: they may lead anywhere.
    """
    for given in inputs:
        name = str(given)
        path = Path(name)
        if name == STDIN:
            yield "stdin", _standard_input()
        elif path.is_dir():
            yield from _within(path)
        elif path.exists():
            yield name, path
        else:
            matches = glob.glob(name, recursive=True)  # noqa: PTH207 the pattern may be absolute
            found = sorted(matches) if glob.has_magic(name) else []
            if found:
                yield from files(found)
            else:
                yield name, None


def _standard_input() -> BinaryIO | SourceError:
    from contrecoup import sources

    try:
        return sources.opened(Path(STDIN))
    except SourceError as error:
        return error


def _within(folder: Path) -> Iterator[tuple[str, Opened]]:
    for file in (folder, *sorted(folder.rglob("*"), key=lambda f: f.parts)):
        if _hidden(file.relative_to(folder)):
            continue
        if file != folder and file.is_symlink():
            message, step = "a link inside a folder is not followed", "add what it leads to by name"
            yield str(file), Unreadable(message, place=str(file), next_step=step)
        elif not file.is_dir():
            yield str(file), file
        elif not os.access(file, os.R_OK | os.X_OK):
            message, step = "the folder may not be opened", "check its permissions"
            yield str(file), Unreadable(message, place=str(file), next_step=step)


def _hidden(inside: Path) -> bool:
    return any(part.startswith(".") for part in inside.parts)


def named(given: str | Path, base: Path | None) -> str:
    r"""Return the name that an input is kept under; bytes that are no UTF-8 as ``\xff``."""
    name = Path(given).relative_to(base).as_posix() if base else str(given)
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def time_of(name: str, at: datetime | Mapping[str, datetime] | None) -> datetime:
    """Return when an input was collected: as said for all, or for it, or now."""
    if isinstance(at, Mapping):
        at = at.get(name)
    return at or datetime.now(UTC)


def again(before: FileOutcome, name: str) -> FileOutcome:
    """Return the outcome of bytes that were read before: all duplicates."""
    return evolve(before, input=name, read=0, duplicate=before.read + before.duplicate)


ROSTER_HEADER = (
    "person,name,other_names,organisation,role,team,from,to,x,bluesky,mastodon,source,public\n"
)


def starter(group: str = "", languages: Iterable[str] = LANGS, zone: str = "Europe/Paris") -> str:
    """Return a case.toml to begin with, which says what may be filled in."""
    quoted = json.dumps(group, ensure_ascii=False)
    return f"""# The settings of this case. The manual's page "Settings" explains each.
[case]
title.fr = {quoted}
title.en = {quoted}
group = {quoted}
zone = {json.dumps(zone)}
languages = {json.dumps([*languages])}

# The event that the account is measured from. A name in small letters, with its article, is
# used inside sentences; without a source the event is not told hour by hour:
# [[event]]
# at = 2031-03-14T16:30:00Z
# kind = "dismissal"
# name.fr = "la révocation"
# name.en = "the dismissal"
# source = "press/article.html"   # what tells it: the file, address or id of a document added

[publication]
unavailable = "count"
"""


def document_id_of(item: object) -> str:
    """Return the id of a post, an article or a letter; '' for anything else."""
    for name in ("post_id", "article_id", "letter_id"):
        value = getattr(item, name, "")
        if value and not isinstance(item, Observation):
            return str(value)
    return ""
