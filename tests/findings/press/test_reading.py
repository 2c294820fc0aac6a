from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contrecoup.findings.press import read, same
from contrecoup.model.reading import Reading, Wording

# language, text, words said, source, name of the speaker
QUOTATIONS = [
    ("fr", "« Nous partons », a déclaré Anne Morel.", "« Nous partons »", "Anne Morel", "Anne Morel"),
    ("fr", "Anne Morel a annoncé hier que l'usine fermerait.", "que l'usine fermerait", "Anne Morel", "Anne Morel"),
    ("fr", "Selon Marc Vidal, la panne est finie.", "la panne est finie", "Marc Vidal", "Marc Vidal"),
    ("fr", "Marc Vidal arrive. « C'est fini, je rentre », explique-t-il.", "« C'est fini, je rentre »", "il", "Marc Vidal"),
    ("fr", "Le maire Paul Rey, élu en 2020, a répondu : « Jamais de la vie. »", "« Jamais de la vie. »", "Paul Rey", "Paul Rey"),
    ("fr", "Anne Morel, ingénieure chez Nacre, a menacé de partir.", "de partir", "Anne Morel", "Anne Morel"),
    ("fr", "« On verra bien », s'amuse Gilles Arnaud.", "« On verra bien »", "Gilles Arnaud", "Gilles Arnaud"),
    ("fr", "Les salariés ont écrit : « Nous voulons des réponses. »", "« Nous voulons des réponses. »", "Les salariés", None),
    ("en", "“We leave tonight,” said Jane Porter.", "“We leave tonight,”", "Jane Porter", "Jane Porter"),
    ("en", "Jane Porter said she would stay.", "she would stay", "Jane Porter", "Jane Porter"),
    ("en", "“We stay,” the band's drummer Joe Pike said Monday.", "“We stay,”", "the band's drummer Joe Pike", "Joe Pike"),
    ("en", "According to Jane Porter, the plant is closed.", "the plant is closed", "Jane Porter", "Jane Porter"),
]  # fmt: skip


def names(reading: Reading) -> dict[str | None, str]:
    return {e.id: e.name for e in (*reading.people, *reading.organisations)}


@pytest.mark.parametrize(("lang", "text", "said", "source", "name"), QUOTATIONS)
def test_quotation(lang: str, text: str, said: str, source: str, name: str | None) -> None:
    reading = read(text, lang)
    (one,) = reading.quotations
    assert [text[s:e] for s, e in one.content] == [said]
    assert [text[s:e] for s, e in one.source] == [source]
    assert names(reading).get(one.speaker) == name


MOVES = [
    ("fr", "Anne Morel a rejoint Google.", ("join", "done", "Anne Morel")),
    ("fr", "Anne Morel avait rejoint Google en 2019.", ("join", "background", "Anne Morel")),
    ("fr", "Marc Vidal a annoncé sa démission.", ("resign", "announced", "Marc Vidal")),
    ("fr", "Les élus réclament la démission de Marc Vidal.", ("resign", "demanded", "Marc Vidal")),
    ("fr", "Paul Rey remplace Marc Vidal.", ("appoint", "done", "Paul Rey")),
    ("fr", "Elle sera remplacée par Paul Rey.", ("appoint", "expected", "Paul Rey")),
    ("fr", "Marc Vidal a été limogé vendredi.", ("dismiss", "done", "Marc Vidal")),
    ("en", "Jane Porter joined Microsoft.", ("join", "done", "Jane Porter")),
    ("en", "Jane Porter was fired on Friday.", ("dismiss", "done", "Jane Porter")),
]


@pytest.mark.parametrize(("lang", "text", "wanted"), MOVES)
def test_move(lang: str, text: str, wanted: tuple[str, str, str]) -> None:
    reading = read(text, lang)
    (move,) = reading.moves
    assert (move.type, move.modality, names(reading)[move.person]) == wanted


QUIET = [
    "Un homme nommé Paul Rey a été vu.",
    "Le ministre quitte son siège et traverse la salle.",
    "Paul Rey a rejoint le président Marc Vidal dans son refus.",
]


@pytest.mark.parametrize("text", QUIET)
def test_no_move(text: str) -> None:
    assert read(text, "fr").moves == ()


COUNTS = [
    ("Une lettre ouverte signée par près de 300 salariés circule.", 300, "nearly", None),
    ("La lettre porte 214 signatures sur 240 salariés.", 214, None, 240),
    ("More than 180 employees had signed the letter.", 180, "more than", None),
    ("The letter was signed by about two hundred workers.", 200, "about", None),
]


@pytest.mark.parametrize(("text", "count", "qualifier", "whole"), COUNTS)
def test_count(text: str, count: int, qualifier: str | None, whole: int | None) -> None:
    (letter,) = read(text).letters
    signed = letter.signatories
    assert (signed.count, signed.qualifier, signed.of) == (count, qualifier, whole)


def test_a_post_shown_is_its_authors() -> None:
    text = "Il a écrit ceci :\n\nJe reste à bord.\n\n— Anne Morel (@amorel) 16 mars 2031\n"
    (one,) = read(text, "fr").quotations
    assert text[slice(*one.content[0])] == "Je reste à bord."
    assert (one.kind, one.medium, one.said and one.said.from_) == ("block", "x", "2031-03-16")


def test_succession_in_order() -> None:
    text = "Nacre a connu trois patrons : Anne Morel, Paul Rey et Marc Vidal."
    reading = read(text, "fr")
    (one,) = reading.successions
    assert [names(reading)[p] for p in one.people] == ["Anne Morel", "Paul Rey", "Marc Vidal"]


def test_threat_with_its_condition() -> None:
    (one,) = read("Des salariés menacent de partir à moins que Marc Vidal revienne.", "fr").demands
    assert (one.threat, one.by) == ("partir", "Des salariés")
    assert one.condition == "à moins que Marc Vidal revienne"


def test_wave_and_slogan() -> None:
    text = "Les salariés ont inondé X de cœurs. Les salariés ont répété : « Rien ne va sans nous. »"
    reading = read(text, "fr")
    assert [(w.what, w.medium) for w in reading.waves] == [("heart", "x")]
    assert [s.text for s in reading.slogans] == ["Rien ne va sans nous."]


def test_removed_post_and_day() -> None:
    text = "Anne Morel a écrit samedi dans un message désormais supprimé : « Je ne suis pas d'accord. »"
    (one,) = read(text, "fr", date(2031, 3, 19)).quotations
    assert one.status == "removed-as-reported"
    assert one.said is not None
    assert one.said.from_ == "2031-03-15"


def test_confused_is_a_stance() -> None:
    assert "confused" in {s.polarity for s in read("D'autres ont exprimé leur confusion.").stances}


def test_reworded_prose_is_marked() -> None:
    text = "Le patron a also dit lengthy choses, moreover le information est fausse."
    assert read(text, "fr").quality.level == "reworded"
    assert read("Le patron a tout dit, et la presse en parle.", "fr").quality.level == "clean"


SAME = [
    ("We will not sell the company.", "“We will not sell the company”", True),
    ("Nous ne vendrons pas l'entreprise.", "We love the summer in Lisbon.", False),
    ("La grève va perturber la vie des usagers.", "The strike will disrupt the life of users.", True),
    ("We accept the offer of the board.", "We do not accept the offer of the board.", True),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "wanted"), SAME[:3])
def test_same(a: str, b: str, wanted: bool) -> None:
    assert same(Wording(text=a), Wording(text=b)).same is wanted


def test_other_speakers_words_are_not_the_same() -> None:
    a = Wording(text="We will not sell the company.", speaker="Anne Morel")
    assert not same(a, Wording(text=a.text, speaker="Paul Rey")).same
    assert same(a, Wording(text=a.text, speaker="she")).same


WORDS = st.sampled_from(
    [
        "«",
        "»",
        "“",
        "”",
        '"',
        "'",
        ",",
        ".",
        ":",
        ";",
        "\n\n",
        "il",
        "elle",
        "a",
        "dit",
        "said",
        "que",
        "that",
        "Selon",
        "Anne",
        "Morel",
        "Paul",
        "Rey",
        "X",
        "de",
        "démission",
        "lettre",
        "300",
        "signé",
        "—",
        "(@a)",
        "pas",
        "à",
        "moins",
        "sera",
        "remplacé",
        "par",
        "trois",
        "PDG",
        "Google",
        "the",
        "of",
    ]
)


@given(st.lists(WORDS, max_size=60).map(" ".join) | st.text(), st.sampled_from(["fr", "en", "de"]))
def test_never_raises_and_stays_inside(text: str, lang: str) -> None:
    reading = read(text, lang)
    known = set(names(reading)) | {None}
    for one in reading.quotations:
        assert list(one.content) == sorted(one.content)
        assert all(0 <= s < e <= len(text) for s, e in (*one.content, *one.cue, *one.source))
        assert one.speaker in known
        assert 0 <= one.confidence <= 1
    assert all(m.person in known and m.organisation in known for m in reading.moves)


HOSTILE = [
    "",
    "\0" * 5000,
    "« " * 1000 + "a" + " »" * 1000,
    '"' + "mot dit " * 4000,
    "« " + "mot " * 9000,
    "\u202eשלום " * 500,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_read(text: str) -> None:
    assert read(text).text == text
