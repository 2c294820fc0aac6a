"""Finds who or what a sentence names: people of the roster, the board, somebody else."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from attrs import frozen

from contrecoup.findings.people import LONGEST_NAME, Names, plain
from contrecoup.findings.sentences import Token
from contrecoup.model.people import Roster

BOARD_ID = "role:board"
"""The target id of "the board", in whatever language it is named."""
SOMEBODY = ""
"""Stands for a person or body that is named and is not to be told or not looked for."""

_SHORTEST = 4
"""Letters that a name must have at least to be looked for in a text."""
_COMMON = frozenset(
    (
        "will may mark grace rose marine june april august hope faith joy bill art grant chase "
        "rich frank jack pat sue bob drew miles olive ivy iris violet ruby amber pearl summer "
        "autumn pierre claire blanche aurore aime desire constant prudence modeste clement juste "
        "fleur noel pascal victoire france loup reine ange marin olivier avril mai celeste "
        "parfait honore page young stone brown white black green king hill wood long short sharp "
        "marchand petit grand leblanc lenoir roy legrand"
    ).split()
)
"""Names that are also words: at the head of a sentence a capital proves nothing."""
_MONTHS = frozenset("may june april august avril mai".split())
_TITLES = frozenset(
    (
        "m mr mrs ms mme mlle dr pr prof sir dame lord lady madame monsieur mademoiselle "
        "president presidente directeur directrice director chair chairman chairwoman chief "
        "docteur professeur professor ceo pdg cher chere dear merci bravo thanks thank"
    ).split()
)
_OPENERS = frozenset(
    (
        "si que quand comme et mais ou donc or ni car puis alors hier aujourd hui demain vendredi "
        "samedi dimanche lundi mardi mercredi jeudi pour contre avec sans chez par selon depuis "
        "apres avant sur a de non oui honte dehors demission virez degagez soutien courage "
        "respect chapeau adieu bonsoir bonjour salut oh ah ce c est moi nous vous il elle on je "
        "parce puisque lorsque pourquoi comment voila if when and but so for against with without "
        "from by to of in at about because since after before did does do has have is was will "
        "would should must can could why how who what shame sack fire down out resign hey yes no "
        "not never yesterday today tomorrow friday saturday sunday monday tuesday wednesday "
        "thursday the our my then now even only poor while although though"
    ).split()
)
"""Words that a family name alone may follow at the head of a sentence; others may be a first name."""
_WORD = re.compile(r"[^\W_](?:[\u0300-\u036f]|[^\W_])*")
_HEADS = frozenset(".:;,¤")
_BOARD = re.compile(r"board|boards|conseil|conseils|administrateurs|directors|ca")
_THE = frozenset("le la du au ce cet notre votre leur les des aux nos vos leurs ces".split())
_OUR = frozenset(
    "the this that our your their its whole entire current new old former outgoing dear same".split()
)
_OTHER_COUNCILS = frozenset(
    (
        "municipal regional departemental general communal scientifique constitutionnel europeen "
        "syndical juridique pedagogique presbyteral national economique fiscal des en que :"
    ).split()
)
_COUNCILS_OF = frozenset(
    (
        "classe famille guerre securite discipline quartier ecole etat europe ami amie orientation"
    ).split()
)
_OTHER_BOARDS = frozenset(
    "game games room meeting shorts walk walks certified up exam exams".split()
)
_OTHER_DIRECTORS = frozenset("systeme systemes reseau reseaux judiciaire judiciaires".split())


@frozen
class Named:
    """Something named: the first token, the token behind, and who (``''``: somebody else)."""

    first: int
    behind: int
    target: str


class Targets:
    """Finds who or what a sentence names.

    Args:
        roster: its people are looked for by full name, by family name and by
            first name where only one bears it, and by handle.  A name of more
            than :data:`LONGEST_NAME` words is not looked for.
    """

    def __init__(self, roster: Roster) -> None:
        forms: dict[tuple[str, ...], set[str]] = {}
        self._accents: dict[str, set[str]] = {}
        self._first_names: set[str] = set()
        for person in roster.people:
            for name in (person.name, *person.other_names):
                words = tuple(plain(name).split())
                if not 0 < len(words) <= LONGEST_NAME:
                    continue
                for form in (words, words[:1], *(words[n:] for n in range(1, len(words)))):
                    forms.setdefault(form, set()).add(person.person_id)
                self._first_names.add(words[0])
                for word in _WORD.findall(name):
                    self._accents.setdefault(plain(word), set()).add(_accented(word))
        self.forms: dict[tuple[str, ...], str] = {
            form: next(iter(ids)) if len(ids) == 1 else SOMEBODY
            for form, ids in forms.items()
            if len(" ".join(form)) >= _SHORTEST
        }
        """Who bears a name, word by word; nobody certain where several do."""
        self._lengths: dict[str, list[int]] = {}
        for form in self.forms:
            lengths = self._lengths.setdefault(form[0], [])
            if len(form) not in lengths:
                lengths.append(len(form))
        for lengths in self._lengths.values():
            lengths.sort(reverse=True)
        self._names = Names(roster)

    def handle(self, handle: str) -> str:
        """Return whose handle that is, or ''."""
        return self._names.person("", handle) or self._names.person("", handle.partition("@")[0])

    def named(self, tokens: Sequence[Token]) -> tuple[Named, ...]:
        """Return what a sentence names, in order; no token is in two of them."""
        return tuple(self._named(tokens))

    def _named(self, tokens: Sequence[Token]) -> Iterator[Named]:
        at = 0
        while at < len(tokens):
            found = (
                self._mention(tokens, at)
                or self._person(tokens, at)
                or _board(tokens, at)
                or self._stranger(tokens, at)
            )
            if found is not None:
                yield found
                at = found.behind
            else:
                at += 1

    def _mention(self, tokens: Sequence[Token], at: int) -> Named | None:
        if tokens[at].plain != "@":
            return None
        return Named(at, at + 1, self.handle(tokens[at].printed))

    def _person(self, tokens: Sequence[Token], at: int) -> Named | None:
        for length in self._lengths.get(tokens[at].plain, ()):
            form = tuple(token.plain for token in tokens[at : at + length])
            if len(form) < length or form not in self.forms:
                continue
            if length > 1:
                return Named(at, at + length, self.forms[form])
            return self._one_word(tokens, at)
        return None

    def _one_word(self, tokens: Sequence[Token], at: int) -> Named | None:
        """Return the person named by one word, which needs a capital and no other name beside it."""
        token = tokens[at]
        accented = _accented(token.printed)
        spelt = token.plain == accented or accented in self._accents.get(token.plain, ())
        if not token.printed[0].isupper() or not spelt or _is_common(tokens, at):
            return None
        beside = _capital(tokens, at + 1)
        if token.plain not in self._first_names:
            beside = beside or (_capital(tokens, at - 1) and not _opens(tokens[at - 1].plain))
        return Named(at, at + 1, SOMEBODY if beside else self.forms[token.plain,])

    def _stranger(self, tokens: Sequence[Token], at: int) -> Named | None:
        """Return two capitals or more in a row, which name somebody who is not looked for."""
        behind = at
        while _capital(tokens, behind) and not (behind > at and self._person(tokens, behind)):
            behind += 1
        first = at + 1 if _at_head(tokens, at) and behind - at > 2 else at
        return Named(first, behind, SOMEBODY) if behind - first > 1 else None


def _opens(word: str) -> bool:
    return word in _OPENERS or word.endswith(("ment", "ly"))


def _accented(word: str) -> str:
    kept = (c for c in unicodedata.normalize("NFC", word).casefold() if c.isalnum())
    return "".join(kept)


def _is_common(tokens: Sequence[Token], at: int) -> bool:
    word = tokens[at].plain
    if word not in _COMMON:
        return False
    if _at_head(tokens, at):
        follows = tokens[at + 1].plain if at + 1 < len(tokens) else ""
        return follows not in {",", "!"}
    before = tokens[at - 1].plain
    return word in _MONTHS and before in {"in", "since", "until", "by", "en", "depuis", "of", "de"}


def _at_head(tokens: Sequence[Token], at: int) -> bool:
    """Whether a capital is owed to the place: nothing, a mark or a handle before."""
    return at <= 0 or tokens[at - 1].plain in _HEADS or tokens[at - 1].plain == "@"


def _capital(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word looks like part of a name: a capital, then small letters; no title."""
    if not 0 <= at < len(tokens):
        return False
    word = tokens[at]
    return (
        len(word.plain) > 1
        and word.printed[0].isupper()
        and word.printed[1:].islower()
        and word.plain not in _TITLES
    )


def _board(tokens: Sequence[Token], at: int) -> Named | None:
    word = tokens[at].plain
    if not _BOARD.fullmatch(word):
        return None
    before = tokens[at - 1].plain if at else "."
    after = [t.plain for t in tokens[at + 1 : at + 3]] + ["", ""]
    return _BODIES[word](tokens[at], before, after, at)


def _conseil(token: Token, before: str, after: list[str], at: int) -> Named | None:
    if after[0] == "d" and after[1] == "administration":
        return Named(at, at + 3, BOARD_ID if token.plain == "conseil" else SOMEBODY)
    fits = before in _THE or (before in _HEADS and token.printed[0].isupper())
    other = after[0] in _OTHER_COUNCILS or (after[0] in {"d", "de"} and after[1] in _COUNCILS_OF)
    if token.plain == "conseils" or other or not fits:
        return None
    return Named(at, at + 1, BOARD_ID)


def _of_board(token: Token, before: str, after: list[str], at: int) -> Named | None:
    if token.plain == "boards":
        return None
    behind = (
        at + 3
        if after[0] == "of" and after[1] in {"directors", "trustees", "governors"}
        else at + 1
    )
    behind += after[0] in {"member", "members"}
    fits = before in _OUR or (before in _HEADS and token.printed[0].isupper())
    if not fits or after[0] in _OTHER_BOARDS or (after[0] == "of" and behind == at + 1):
        return None
    return Named(at, behind, BOARD_ID)


def _members(token: Token, before: str, after: list[str], at: int) -> Named | None:
    fits = before in _THE or before in _OUR or (before in _HEADS and token.printed[0].isupper())
    return None if after[0] in _OTHER_DIRECTORS or not fits else Named(at, at + 1, BOARD_ID)


def _initials(token: Token, before: str, _after: list[str], at: int) -> Named | None:
    return Named(at, at + 1, BOARD_ID) if token.printed == "CA" and before in _THE else None


_BODIES: dict[str, Callable[[Token, str, list[str], int], Named | None]] = {
    "conseil": _conseil,
    "conseils": _conseil,
    "board": _of_board,
    "boards": _of_board,
    "administrateurs": _members,
    "directors": _members,
    "ca": _initials,
}


def is_board(name: str) -> bool:
    """Whether a printed name is that of a board."""
    return "CA" in name.split() or _PRINTED_BOARD.search(f" {plain(name)} ") is not None


_PRINTED_BOARD = re.compile(
    r" (?:conseil d administration|conseil(?! (?:"
    + "|".join(sorted(_OTHER_COUNCILS))
    + r") )|administrateurs|board|directors) "
)
