"""The French phrasebook."""

from __future__ import annotations

from contrecoup.report.french.letter import LetterWords
from contrecoup.report.french.limits import Limits
from contrecoup.report.french.method import Method
from contrecoup.report.french.moments import Moments
from contrecoup.report.french.opening import Opening
from contrecoup.report.french.page import PAGE
from contrecoup.report.french.speech import French
from contrecoup.report.french.turns import Turns
from contrecoup.report.french.unison import Unison
from contrecoup.report.french.voices import Voices
from contrecoup.report.phrases import Phrasebook


def phrasebook() -> Phrasebook:
    """Return every chapter in French."""
    speech = French()
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
