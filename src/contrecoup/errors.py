"""Every error that Contrecoup raises on purpose.

::

    ContrecoupError
      SettingsError       case.toml, roster.csv, arguments (with line)
      EvidenceError       CaptureMissing · HashMismatch · ChainBroken · CitationNotFound ·
                          KeysMissing
      SourceError         UnknownFormat · Unreadable · PlatformRefused
      PeopleError         UnknownPerson · AmbiguousPerson
      ReportError         UncitedSentence · UncountedNumber · MissingPhrase · NothingToTell ·
                          NotAskedAgain

Each has a short stable ``code``, the ``place`` it speaks of (capture, file,
line, column), the ``field`` that it is about and the ``next_step`` that mends it.  Library code never exits
and never prints: a door turns an error into words and an exit code.
"""

from __future__ import annotations

from typing import ClassVar


class ContrecoupError(Exception):
    """Something went wrong that a person can mend.

    Args:
        message: what is wrong, in one sentence without a final full stop.
        place: where: a file, a line, a capture; empty where there is none.
        next_step: what to do about it, as an instruction.
        field: what of what was given it is about: an argument (``why``), a setting
            (``case.zone``), an attribute (``person``); empty where it is about none.
    """

    code: ClassVar[str] = "E000"

    def __init__(
        self, message: str, *, place: str = "", next_step: str = "", field: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.next_step = next_step
        self.field = field

    def __str__(self) -> str:
        """Place, message and next step in one line, as a door prints them."""
        head = f"{self.place}: " if self.place else ""
        tail = f" Next: {self.next_step}" if self.next_step else ""
        return f"{head}{self.message} [{self.code}].{tail}"

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle with place, next step and field (errors cross process borders)."""
        return _rebuild, (type(self), self.message, self.place, self.next_step, self.field)


def _rebuild(
    kind: type[ContrecoupError], message: str, place: str, next_step: str, field: str
) -> ContrecoupError:
    return kind(message, place=place, next_step=next_step, field=field)


class SettingsError(ContrecoupError):
    """A setting, a roster line, a column or an argument is wrong."""

    code = "S100"


class EvidenceError(ContrecoupError):
    """The evidence does not hold."""

    code = "V200"


class CaptureMissing(EvidenceError):
    """The manifest names bytes that the vault does not hold."""

    code = "V201"


class HashMismatch(EvidenceError):
    """Preserved bytes are no longer those that were preserved."""

    code = "V202"


class ChainBroken(EvidenceError):
    """A line of the manifest does not follow from the line before it."""

    code = "V203"


class CitationNotFound(EvidenceError):
    """Quoted words are not in the capture that they are said to come from."""

    code = "V204"


class KeysMissing(EvidenceError):
    """The file of the case's keys is not there, or is none."""

    code = "V205"


class SourceError(ContrecoupError):
    """An input could not be read."""

    code = "R300"


class UnknownFormat(SourceError):
    """No reader recognises these bytes."""

    code = "R301"


class Unreadable(SourceError):
    """A reader recognises these bytes but cannot read them."""

    code = "R302"


class PlatformRefused(SourceError):
    """A platform or the network refused."""

    code = "R303"


class PeopleError(ContrecoupError):
    """A person or an account is not what the roster says."""

    code = "P400"


class UnknownPerson(PeopleError):
    """Nobody in the roster has this key or name."""

    code = "P401"


class AmbiguousPerson(PeopleError):
    """Several people in the roster fit."""

    code = "P402"


class ReportError(ContrecoupError):
    """A generated sentence breaks an editorial rule."""

    code = "T500"


class UncitedSentence(ReportError):
    """A sentence has no evidence."""

    code = "T501"


class UncountedNumber(ReportError):
    """A number in a sentence is not a Count."""

    code = "T502"


class MissingPhrase(ReportError):
    """A phrasebook has no words for a value."""

    code = "T503"


class NothingToTell(ReportError):
    """A case holds no post, article or letter that an account could tell."""

    code = "T504"


class NotAskedAgain(ReportError):
    """Posts that the account quotes were not asked about again before publishing."""

    code = "T505"
