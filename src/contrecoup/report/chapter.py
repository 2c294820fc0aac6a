"""A part of a phrasebook."""

from __future__ import annotations

from abc import ABC

from contrecoup.report.speech import Speech


class Chapter(ABC):  # noqa: B024  its chapters have the abstract methods
    """A part of a phrasebook: sentences about one matter."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech
        self.line = speech.line
        self.run = speech.run
