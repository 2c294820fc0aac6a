"""Articles that are versions of one another: the later stands, the earlier are kept.

The same page caught twice, or the same text saved again with a correction, is one
article of one outlet.  Two captures are versions of one article where

- both have one address, and a part of their words in common; or
- their outlets do not differ, nor do their authors or days where both have one, their
  words are mostly the same, and so is their title, or nearly all of their words.

All of it is a function of the set of articles, whatever order they came in.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

from attrs import define, evolve, field

from contrecoup.model.documents import Article
from contrecoup.model.evidence import Capture

SHARED = 0.3
"""Least share of the shorter text's word triples in the longer, where the address is the same."""
MOSTLY = 0.6
"""The same, where the title is."""
NEARLY = 0.85
"""The same, where outlet and day are, and the title is not."""
STUB = 0.6
"""A text shorter than this share of an earlier one that holds it is a part of it: a wall, a teaser."""
_AROUND = 80
"""Letters at either end of a text by which versions with another title are looked for."""
_NEAR = 24
"""At most this many articles under one key are compared with a new one."""
_TRACKING = re.compile(r"utm_.*|fbclid|gclid|xtor|mc_[ce]id", re.IGNORECASE)
_ACCENTS = re.compile("[\u0300-\u036f]+")
_APART = re.compile(r"[\W_]+")
_HOST = re.compile(r"(?:www\.)?([\w-]+(?:\.[\w-]+)*)\.[a-z]{2,}", re.ASCII)


@define(eq=False)
class _Version:
    """An article, when it was captured, and its words as far as they were needed."""

    article: Article
    captured: datetime
    source: str
    outlet: str
    _words: Counter[tuple[str, ...]] | None = field(default=None, init=False)

    @property
    def words(self) -> Counter[tuple[str, ...]]:
        """How often each three words stand one after the other."""
        if self._words is None:
            plain = _folded(self.article.text).split()
            self._words = Counter(zip(plain, plain[1:], plain[2:], strict=False))
        return self._words

    def order(self) -> tuple[object, ...]:
        """What puts versions in the order of time."""
        said = self.article.modified or self.article.published
        at = said.at if said else datetime.min.replace(tzinfo=UTC)
        place = self.article.place
        return self.captured, at, self.source, len(place), place, self.article.article_id


def standing(
    articles: Iterable[Article], captures: Mapping[str, Capture]
) -> tuple[tuple[Article, ...], tuple[Article, ...]]:
    """Return the articles that stand, each with the ids of its versions, and the others.

    What the one that stands does not say (outlet, author, address, day) is taken from another
    version.  Both are sorted by id and place.

    Args:
        articles: as they were read.
        captures: theirs, by id.
    """
    versions = sorted(
        (
            _Version(a, c.captured.at, c.source, _outlet(a.outlet))
            for a in articles
            if (c := captures.get(a.capture_id)) is not None
        ),
        key=_Version.order,
    )
    stand: list[Article] = []
    others: list[Article] = []
    for group in _groups(versions):
        if len(group) == 1:
            stand.append(group[0].article)
            continue
        ordered = _by_time(group)
        latest = max(i for i, one in enumerate(ordered) if not _stub(one, ordered))
        rest = [one.article for i, one in enumerate(ordered) if i != latest]
        ids = tuple(one.article.article_id for one in ordered)
        stand.append(_filled(ordered[latest].article, rest, ids))
        others += rest
    return tuple(sorted(stand, key=_id)), tuple(sorted(others, key=_id))


def _id(article: Article) -> tuple[str, str]:
    return article.article_id, article.place


def _groups(versions: Sequence[_Version]) -> Iterator[list[_Version]]:
    """Put versions of one article together; those that name an outlet first."""
    under: dict[tuple[object, ...], list[int]] = defaultdict(list)
    groups: list[list[_Version]] = []
    for one in sorted(versions, key=lambda v: not v.outlet):
        keys = list(_keys(one))
        near = dict.fromkeys(g for key in keys for g in under[key][-_NEAR:])
        place = next((g for g in near if any(_same(one, other) for other in groups[g])), None)
        if place is None:
            place = len(groups)
            groups.append([])
        groups[place].append(one)
        for key in keys:
            if place not in under[key][-_NEAR:]:
                under[key].append(place)
    yield from groups


def _keys(one: _Version) -> Iterator[tuple[object, ...]]:
    """Yield what an article may share with another version of it."""
    article = one.article
    if address := _address(article.url):
        yield "address", address
    title = _folded(article.title)
    if title:
        yield "title", title
    if one.outlet:
        body = article.text.removeprefix(article.title).strip()
        first, last = _folded(body[: 3 * _AROUND]), _folded(body[-3 * _AROUND :])
        for end in {first[:_AROUND], last[-_AROUND:]} - {""}:
            yield "end", one.outlet, end


def _same(one: _Version, other: _Version) -> bool:
    """Whether two captures are of one article."""
    a, b = one.article, other.article
    address = _address(a.url)
    if address and address == _address(b.url):
        return _share(one, other) >= SHARED
    if one.outlet and other.outlet and one.outlet != other.outlet:
        return False
    if a.author and b.author and _folded(a.author) != _folded(b.author):
        return False
    if (
        a.published
        and b.published
        and abs((a.published.at - b.published.at).total_seconds()) > 86400
    ):
        return False
    title = _folded(a.title) == _folded(b.title)
    named = bool(one.outlet and other.outlet)
    return _share(one, other) >= (MOSTLY if title else NEARLY if named else 2)


def _share(one: _Version, other: _Version) -> float:
    """Return the share of the shorter text's word triples that the longer has."""
    least = min(one.words.total(), other.words.total())
    if not least:
        return float(_folded(one.article.text) == _folded(other.article.text))
    return (one.words & other.words).total() / least


def _by_time(group: Sequence[_Version]) -> list[_Version]:
    """Return versions from the earliest: as they say of themselves, or as they were captured."""
    if all(one.article.modified for one in group):
        return sorted(group, key=lambda v: (v.article.modified.at, v.order()))  # type: ignore[union-attr]
    return sorted(group, key=_Version.order)


def _stub(one: _Version, group: Sequence[_Version]) -> bool:
    """Whether a text is but a part of another version's."""
    size = one.words.total()
    return any(
        size < STUB * other.words.total() and _share(one, other) >= NEARLY for other in group
    )


def _filled(article: Article, others: Sequence[Article], ids: tuple[str, ...]) -> Article:
    """Return the version that stands, with what only others say."""
    found = {
        name: next((v for v in (getattr(o, name) for o in reversed(others)) if v), None)
        for name in ("outlet", "author", "url", "published", "modified")
        if not getattr(article, name)
    }
    held = {name: value for name, value in found.items() if value}
    return evolve(article, **held, versions=ids)


def _folded(words: str) -> str:
    """Return words without case, accents, marks and doubled blanks."""
    bare = unicodedata.normalize("NFKD", words).casefold()
    return _APART.sub(" ", _ACCENTS.sub("", bare)).strip()


def _outlet(name: str) -> str:
    """Return an outlet as it is compared: ``lemonde.fr`` is ``Le Monde``."""
    host = _HOST.fullmatch(name.strip().casefold())
    return _folded(host[1] if host else name).replace(" ", "")


def _address(url: str) -> str:
    """Return an address as it is compared: without scheme, ``www``, fragment and tracking."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"}:
        return ""
    asked = [(k, v) for k, v in parse_qsl(parts.query) if not _TRACKING.fullmatch(k)]
    host = parts.netloc.casefold().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{sorted(asked)}"
