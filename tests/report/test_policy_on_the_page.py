"""What the page shows of posts that are no longer available, under each policy (EXPERIENCE §6)."""

from __future__ import annotations

import pytest
from attrs import evolve

from contrecoup import render
from contrecoup.model.evidence import Observation
from contrecoup.model.times import Moment

PRIVATE = "Un message effacé depuis."
PUBLIC = "Le temps qu'il faudra."
REASON = "La rédaction juge ces mots d'intérêt public."


@pytest.fixture
def gone(given):
    """The case with a deleted post of a private person and one of a public figure."""
    deleted = tuple(
        Observation(target, "deleted", Moment(given.settings.events[0].at), "c8", "line 9")
        for target in ("x:53", "x:54")
    )
    documents = evolve(given.documents, observations=(*given.documents.observations, *deleted))
    return evolve(given, documents=documents)


def printed(gone, lang: str, policy: str, reason: str = "") -> dict[str, str]:
    settings = evolve(gone.settings, unavailable=policy, unavailable_reason=reason)
    report = evolve(gone, settings=settings).write(lang)
    files = {"page": render.html(report), "markdown": render.markdown(report)}
    return {name: made.decode() for name, made in files.items()}


def test_count_only_withholds_the_words_of_private_people(gone, lang):
    for text in printed(gone, lang, "count").values():
        assert PRIVATE not in text
        assert "Un message effacé" not in text
        assert PUBLIC in text
        assert ("Non reproduit" if lang == "fr" else "Not printed") in text


def test_paraphrase_withholds_the_words_of_everybody(gone, lang):
    for text in printed(gone, lang, "paraphrase").values():
        assert PRIVATE not in text
        assert PUBLIC not in text
        assert ("sans donner les mots" if lang == "fr" else "the words are withheld") in text


def test_verbatim_shows_them_with_the_reason(gone, lang):
    for text in printed(gone, lang, "verbatim", REASON).values():
        assert PRIVATE in text
        assert PUBLIC in text
        assert REASON.replace("'", "’") in text.replace("'", "’").replace("&#39;", "’")
