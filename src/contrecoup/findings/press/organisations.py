"""Names of organisations joined: the same words, an acronym and its long form, a short form."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from collections.abc import Sequence

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.cast import Cast, Entity, note, printed
from contrecoup.findings.press.phrases import Phrase
from contrecoup.language.text import fold

_MOST = 200  # organisations of one first word that are compared
_ARTICLES = frozenset({"le", "la", "les", "the", "l'"})
_LITTLE = frozenset("de du des d' la le les l' of the et and pour for".split())
_MASCULINE = frozenset("le un ce cet du au mon".split())
_FEMININE = frozenset("la une cette ma".split())


def determined(article: Article, first: int) -> str:
    """``m`` or ``f`` by the French determiner of a phrase, in it or before it; else empty."""
    for k in (first, first - 1):
        if k >= 0 and article.low(k) in _MASCULINE:
            return "m"
        if k >= 0 and article.low(k) in _FEMININE:
            return "f"
    return ""


def organisations(article: Article, found: Cast) -> None:
    """Make the organisations of an article, and note every mention of theirs."""
    known = _Known()
    before: Phrase | None = None
    for phrase in sorted((*found.phrases, *found.nested), key=lambda p: p.first):
        if phrase.kind == "organisation":
            _join(article, found, phrase, before, known)
        if phrase.kind in ("organisation", "body"):
            before = phrase


class _Known:
    """Organisations by their words and initials, and by a first word that only one has."""

    def __init__(self) -> None:
        self._by_key: dict[str, Entity] = {}
        self._by_head: dict[str, Entity | None] = {}

    def find(self, bare: Sequence[str]) -> Entity | None:
        """The organisation that some words name."""
        found = next((self._by_key[k] for k in _keys(bare) if k in self._by_key), None)
        return self._by_head.get(bare[0]) if found is None and len(bare) == 1 else found

    def add(self, bare: Sequence[str], entity: Entity) -> None:
        """Remember what an organisation goes by."""
        for key in _keys(bare):
            self._by_key.setdefault(key, entity)
        if len(bare) > 1:
            only = self._by_head.get(bare[0], entity) is entity
            self._by_head[bare[0]] = entity if only else None


def _join(
    article: Article, found: Cast, phrase: Phrase, before: Phrase | None, known: _Known
) -> None:
    """Give a name to the organisation it stands for, made if new."""
    bare = _bare([w.low for w in article.words[phrase.first : phrase.behind]])
    entity = known.find(bare)
    if entity is None and before is not None and _in_brackets(article, before, phrase):
        entity = _own(article, found, before)
    if entity is None:
        entity = new(found, printed(article, phrase))
    elif _longer(article, phrase, entity):
        entity.name = printed(article, phrase)
    known.add(bare, entity)
    if article.lex.lang == "fr" and not entity.gender:
        entity.gender = determined(article, phrase.first)
    note(article, found, phrase, entity)


def _bare(lows: Sequence[str]) -> Sequence[str]:
    """The words of a name without its article."""
    return lows[1:] if lows[0] in _ARTICLES and len(lows) > 1 else lows


def _keys(bare: Sequence[str]) -> list[str]:
    """What an organisation goes by: its words, and their initials."""
    keys = [" ".join(bare)]
    if len(bare) > 2:
        keys.append("".join(w[0] for w in bare if w not in _LITTLE))
        keys.append("".join(w[0] for w in bare))
    return keys


def _in_brackets(article: Article, before: Phrase, phrase: Phrase) -> bool:
    """*Société des journalistes (SDJ)*, *SDJ (Société …)*: one in brackets behind the other."""
    if article.low(before.behind) not in ("(", "["):
        return False
    gap = phrase.first - before.behind
    return (
        gap in (1, 2)
        and article.low(phrase.behind) in (")", "]")
        and (_acronym(article, phrase) != _acronym(article, before))
    )


def _acronym(article: Article, phrase: Phrase) -> bool:
    text = article.words[phrase.first].text
    return phrase.behind - phrase.first == 1 and len(text) > 1 and text.isupper()


def _own(article: Article, found: Cast, phrase: Phrase) -> Entity:
    """The organisation of the phrase before, made from *la société des journalistes* if new."""
    return found.entities[found.of_phrase.get(phrase.first) or body_entity(article, found, phrase)]


def _longer(article: Article, phrase: Phrase, entity: Entity) -> bool:
    """Whether a phrase is the long form of what is known by an acronym."""
    return entity.name.isupper() and " " not in entity.name and not _acronym(article, phrase)


def new(found: Cast, name: str) -> Entity:
    """An organisation with the next free id."""
    found.numbered += 1
    entity = Entity(id=f"o{found.numbered}", person=False, name=name)
    found.entities[entity.id] = entity
    found.bodies.setdefault(_first(name), []).append(entity)
    return entity


def _first(name: str) -> str:
    return fold(name).split(" ", maxsplit=1)[0]


def _same_body(found: Cast, key: str) -> Entity | None:
    """The organisation of the same words, or the only one whose name begins with them."""
    like = found.bodies.get(key.split(" ", maxsplit=1)[0], [])
    rows = [(fold(e.name), e) for e in like[:_MOST]]
    same = next((e for name, e in rows if name == key), None)
    if same is not None or " " not in key:
        return same
    longer = [e for name, e in rows if name.startswith(key + " ")]
    return longer[0] if len(longer) == 1 else None


def body_entity(article: Article, found: Cast, phrase: Phrase) -> str:
    """The organisation that a phrase such as *la préfecture de police* stands for, made if new."""
    first = phrase.first
    while first < phrase.behind - 1 and article.low(first) in article.lex.determiners:
        first += 1
    name = " ".join(article.said(first, phrase.behind).split())
    key = fold(name)
    entity = _same_body(found, key) or new(found, name)
    entity.spans.add(article.span(first, phrase.behind))
    entity.at.append(phrase.first)
    entity.gender = entity.gender or determined(article, phrase.first)
    found.of_phrase[phrase.first] = entity.id
    return entity.id
