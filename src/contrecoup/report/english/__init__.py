"""The English phrasebook."""

from __future__ import annotations

from contrecoup.report.english.letter import LetterWords
from contrecoup.report.english.limits import Limits
from contrecoup.report.english.method import Method
from contrecoup.report.english.moments import Moments
from contrecoup.report.english.opening import Opening
from contrecoup.report.english.page import PAGE
from contrecoup.report.english.speech import English
from contrecoup.report.english.turns import Turns
from contrecoup.report.english.unison import Unison
from contrecoup.report.english.voices import Voices
from contrecoup.report.phrases import Phrasebook


def phrasebook() -> Phrasebook:
    """Return every chapter in English."""
    speech = English()
    return Phrasebook(
        speech=speech,
        page=PAGE,
        opening=Opening(speech),
        turns=Turns(speech),
        moments=Moments(speech),
        unison=Unison(speech),
        letter=LetterWords(speech),
        voices=Voices(speech),
        limits=Limits(speech),
        method=Method(speech),
    )
