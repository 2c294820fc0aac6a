"""The README in French says what the English one says: the same rows, commands, numbers and limits."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LANGS = {"en": "README.md", "fr": "README.fr.md"}
BLANKS = " \u00a0\u202f"


def text(lang: str) -> str:
    return (ROOT / LANGS[lang]).read_text(encoding="utf-8")


def numbers(words: str, lang: str) -> list[str]:
    """The numbers of a text, in order of size, as both languages write them."""
    if lang == "fr":
        plain = re.sub(rf"(?<=\d)[{BLANKS}](?=\d{{3}}(?!\d))", "", words)
        plain = re.sub(r"(?<=\d),(?=\d)", ".", plain)
    else:
        plain = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", words)
    return sorted(re.findall(r"\d+(?:\.\d+)*", plain))


def rows(lang: str) -> list[list[str]]:
    """The cells of the rows of what was measured."""
    table = text(lang).split("|---|---|---|", 1)[1]
    return [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for line in table.strip().split("\n\n", 1)[0].splitlines()
    ]


def code(words: str) -> list[str]:
    return re.findall(r"`([^`]+)`", words)


def limits(lang: str) -> list[str]:
    """What it can't do, an item each."""
    part = re.split(
        r"\n## (?:What it can't do yet|Ce qu’il ne sait pas encore faire)\n", text(lang)
    )[1]
    return re.split(r"\n- ", part.split("\n## ", 1)[0])[1:]


def links(words: str) -> set[str]:
    return {one.partition("#")[0] for one in re.findall(r"\]\(([^)\s]+)\)", words)}


def test_what_was_measured_has_the_same_rows_commands_and_numbers() -> None:
    assert len(rows("en")) == len(rows("fr")) > 20
    for english, french in zip(rows("en"), rows("fr"), strict=True):
        assert len(english) == len(french) == 3
        for mine, theirs in zip(english, french, strict=True):
            assert code(mine) == code(theirs), french
            assert numbers(mine, "en") == numbers(theirs, "fr"), french


def test_the_limits_are_the_same() -> None:
    assert len(limits("en")) == len(limits("fr")) > 10
    for english, french in zip(limits("en"), limits("fr"), strict=True):
        assert links(english) == links(french), french
        assert numbers(english, "en") == numbers(french, "fr"), french


def test_sections_verbs_and_pages_are_the_same() -> None:
    for look in (r"^## ", r"^contrecoup (\w+)", r"^scripts/(\w+)"):
        assert re.findall(look, text("en"), re.MULTILINE) == re.findall(
            look, text("fr"), re.MULTILINE
        )
    own = {"README.md", "README.fr.md"}
    tutorials = {
        one for lang in LANGS for one in links(text(lang)) if "tutor" in one or "tutoriel" in one
    }
    assert links(text("en")) - own - tutorials == links(text("fr")) - own - tutorials
    assert len([one for one in tutorials if one.startswith("docs/fr/")]) * 2 == len(tutorials)


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("14,800; 39.3", "14\u202f800 ; 39,3"),
        ("3.11 and 1,280", "3.11 et 1 280"),
        ("7 of 11", "7 sur 11"),
    ],
)
def test_numbers_are_the_same_in_both(english: str, french: str) -> None:
    assert numbers(english, "en") == numbers(french, "fr")
