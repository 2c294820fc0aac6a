"""The acceptance article: moves, letter, demands, successions, waves, stances, groups, fragments.

Each list is the whole answer: what is found beside it fails as well.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from contrecoup.findings.press import read
from contrecoup.model.reading import Reading

SEED = Path(__file__).parents[4] / "shared" / "data" / "press" / "seed_article.txt"
SOURCE = Path(__file__).parents[3] / "src" / "contrecoup"
pytestmark = pytest.mark.skipif(not SEED.is_file(), reason="../shared/data is absent")

#: What a reader of French stumbles over, as pieces of the text; one may be shown in several spans.
FRAGMENTS = (
    "tir de choc", "ont a menacé", "une program", "week-close", "7 days-conclude", "de ne as well as",
    "Tout au lengthy", "de in addition en moreover", "le information", "un concept", "un posting",
    "drastiques. steps", "pour le minute", "Vraiment écrasé",
)  # fmt: skip
_FAMILY_NAMES = "Altman|Murati|Shear|Brockman|Madry|Depue|Sutskever|Zhao|Leike|Karpathy"


@pytest.fixture(scope="module")
def text() -> str:
    return SEED.read_bytes().decode()


@pytest.fixture(scope="module")
def reading(text: str) -> Reading:
    return read(text)


@pytest.fixture(scope="module")
def names(reading: Reading) -> dict[str | None, str]:
    return {e.id: e.name for e in (*reading.people, *reading.organisations)}


def test_moves(reading: Reading, names: dict[str | None, str]) -> None:
    found = {
        (m.type, names[m.person], names.get(m.organisation), m.modality) for m in reading.moves
    }
    assert found == {
        ("dismiss", "Sam Altman", "OpenAI", "done"),
        ("dismiss", "Sam Altman", None, "reported"),
        ("return", "Sam Altman", None, "demanded"),
        ("join", "Sam Altman", "Microsoft", "done"),
        ("join", "Greg Brockman", "Microsoft", "done"),
        ("join", "Aleksander Madry", "Microsoft", "done"),
        ("join", "Andrej Karpathy", "OpenAI", "background"),
        ("resign", "conseil d’administration", None, "demanded"),
    }


def test_the_succession_of_three(reading: Reading, names: dict[str | None, str]) -> None:
    found = [[names[p] for p in s.people] for s in reading.successions]
    assert found == [["Sam Altman", "Mira Murati", "Emmett Shear"]]


def test_the_letter_and_how_many_signed(reading: Reading) -> None:
    (letter,) = reading.letters
    assert letter.addressee == "conseil d’administration"
    assert (letter.signatories.count, letter.signatories.qualifier) == (500, "nearly")
    assert letter.signatories.of is None


def test_demands_with_condition_and_threat(reading: Reading) -> None:
    found = [(d.by, d.threat, (d.condition or "")[:12], d.of) for d in reading.demands]
    assert found == [
        ("Certains membres du personnel", "démissionner", "si Altman n’", None),
        ("D’autres membres du staff d’OpenAI", "les rejoindre", "à moins qu’A", None),
        ("Jan Leike", None, "", "conseil d’administration"),
    ]


def test_the_wave(reading: Reading) -> None:
    found = [(w.what, w.by, w.medium) for w in reading.waves]
    assert found == [("heart", "Les membres du staff", "x")]


def test_stances(reading: Reading, names: dict[str | None, str]) -> None:
    found = {
        (names.get(s.holder, s.holder), names.get(s.target, s.target), s.polarity)
        for s in reading.stances
    }
    assert found == {
        ("Les employés", "leur chef", "for"),
        ("Will Depue", "Sam Altman", "for"),
        ("Will Depue", "Greg Brockman", "for"),
        ("Certains employés", "conseil d’administration", "against"),
        ("Certains employés", "Ilya Sutskever", "against"),
        ("Shengjia Zhao", "Ilya Sutskever", "against"),
        ("Jan Leike", "conseil d’administration", "against"),
        ("D’autres", None, "confused"),
        ("Andrej Karpathy", "Sam Altman", "for"),
    }


def test_the_post_and_its_rendering_are_one_statement(
    reading: Reading, names: dict[str | None, str]
) -> None:
    said = {q.id: q for q in reading.quotations}
    (group,) = reading.same
    assert [(names[said[q].speaker], said[q].kind) for q in group] == [
        ("Andrej Karpathy", "direct"),
        ("Andrej Karpathy", "block"),
    ]


def test_twelve_of_fourteen_reworded_fragments(reading: Reading, text: str) -> None:
    spans = [s.span for s in reading.quality.spans]
    shown = []
    for fragment in FRAGMENTS:
        places = [m.span() for m in re.finditer(re.escape(fragment), text)]
        assert places, fragment
        if any(a < end and start < b for a, b in spans for start, end in places):
            shown.append(fragment)
    assert len(shown) >= 12, sorted(set(FRAGMENTS) - set(shown))
    assert reading.quality.level == "reworded"


def test_no_rule_names_its_people() -> None:
    named = re.compile(rf"\b(?:{_FAMILY_NAMES})\b")
    lists = [*SOURCE.glob("findings/press/*.py"), *SOURCE.glob("language/*")]
    assert len(lists) > 50
    for path in lists:
        if path.is_file():
            assert not named.search(path.read_text("utf-8")), path.name
