"""Who held one role one after the other: *trois PDG : A, B et C*."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.people import Cast
from contrecoup.model.reading import Succession

_NUMBERS = {
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "two": 2, "three": 3, "four": 4, "five": 5,
    "2": 2, "3": 3, "4": 4, "5": 5, "6": 6,
}  # fmt: skip
_ORDINALS = {"troisieme": 3, "deuxieme": 2, "quatrieme": 4, "third": 3, "second": 2, "fourth": 4}
_PLURALS = frozenset(
    "pdg ceo ceos directeurs directrices patrons presidents presidentes chefs ministres entraineurs dirigeants dirigeantes executives chiefs directors coaches leaders bosses premiers".split()
)


def successions(article: Article, found: Cast) -> list[Succession]:
    """Lists of holders of a role, in the order of the text."""
    out: list[Succession] = []
    for first, behind in article.sentences:
        for i in range(first, behind):
            if article.low(i) in _NUMBERS and article.inside[i] < 0:
                one = _listed(article, found, i, first, behind)
            elif article.low(i) in _ORDINALS and article.inside[i] < 0:
                one = _ordinal(article, found, i, first, behind)
            else:
                continue
            if one:
                out.append(one)
                break
    return out


def _role(article: Article, i: int) -> tuple[str, int] | None:
    """The role named in the plural behind a number, and where it ends."""
    j = i + 1
    if article.low(j) in ("chief", "prime", "nouveaux", "new", "different", "differents"):
        j += 1
    if article.low(j) not in _PLURALS:
        return None
    j += 1
    while article.low(j).endswith(("aux", "ales", "ifs", "ives")) or article.low(j) in (
        "officers",
        "executives",
        "ministers",
    ):
        j += 1
    return article.said(i + 1, j), j


def _listed(article: Article, found: Cast, i: int, first: int, behind: int) -> Succession | None:
    role = _role(article, i)
    if role is None:
        return None
    words, j = role
    colon = next((k for k in range(j, min(behind, j + 8)) if article.low(k) == ":"), None)
    people = [] if colon is None else _people(article, found, colon + 1, behind)
    if len(people) < 2:
        people, behind = _told_next(article, found, behind, _NUMBERS[article.low(i)])
    if len(people) < 2:
        return None
    return Succession(
        role=words,
        organisation=_organisation(found, first, i),
        people=tuple(people[: _NUMBERS[article.low(i)]]),
        span=article.span(first, behind),
    )


def _told_next(article: Article, found: Cast, behind: int, count: int) -> tuple[list[str], int]:
    """*Trois PDG en trois jours. Après A, et B, c'est C qui …*: all of them in the next sentence."""
    if behind >= len(article.words):
        return [], behind
    first, stop = article.sentences[article.sentence_of[behind]]
    if article.low(first) not in ("apres", "after"):
        return [], behind
    people = _people(article, found, first, stop)
    return (people, stop) if len(people) == count else ([], behind)


def _ordinal(article: Article, found: Cast, i: int, first: int, behind: int) -> Succession | None:
    """*X is the third in three days, after A and B.*."""
    after = next(
        (k for k in range(i, min(behind, i + 10)) if article.low(k) in ("after", "apres")), None
    )
    if after is None:
        return None
    subjects = _people(article, found, first, i)
    before = _people(article, found, after + 1, behind)
    if not subjects or not before:
        return None
    people = [*before, subjects[0]]
    if len(people) != _ORDINALS[article.low(i)]:
        return None
    number = next(
        (
            found.phrases[found.start_at[k]]
            for k in range(first, i)
            if k in found.start_at and found.phrases[found.start_at[k]].kind == "role"
        ),
        None,
    )
    role = article.said(number.first, number.behind) if number else article.words[i].text
    return Succession(
        role=" ".join(role.split()),
        organisation=None,
        people=tuple(people),
        span=article.span(first, behind),
    )


def _people(article: Article, found: Cast, start: int, stop: int) -> list[str]:
    """People named in a list, each once; names in subordinate clauses are passed over."""
    out: list[str] = []
    for k in range(start, stop):
        number = found.start_at.get(k)
        if number is None or article.inside[k] >= 0 or found.phrases[number].kind != "person":
            continue
        if any(
            article.low(b) in ("qui", "who", "par", "by", "avec", "with") for b in (k - 1, k - 2)
        ):
            continue
        entity = found.of_phrase.get(k)
        if entity and entity not in out:
            out.append(entity)
    return out


def _organisation(found: Cast, first: int, i: int) -> str | None:
    for k in range(first, i):
        entity = found.of_phrase.get(k)
        if entity and not found.entities[entity].person:
            return entity
    return None
