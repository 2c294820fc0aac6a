"""Who joined, left, was appointed or dismissed: moves, each with its modality."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve

from contrecoup.findings.press import move_words as mw
from contrecoup.findings.press.article import Article
from contrecoup.findings.press.cast import Cast
from contrecoup.findings.press.move_matches import matches
from contrecoup.findings.press.move_nouns import noun
from contrecoup.findings.press.move_phrases import PHRASED, phrase_moves
from contrecoup.findings.press.move_verbs import moves_of
from contrecoup.findings.press.scene import Scene
from contrecoup.findings.press.speakers import Resolver
from contrecoup.findings.press.strangers import strangers
from contrecoup.model.reading import Modality, Move, Span

_RECENT = 6  # moves that *they follow* may take up
_FURTHEST: tuple[Modality, ...] = ("denied", "done", "announced", "demanded", "expected", "reported", "background")  # fmt: skip


def moves(article: Article, found: Cast) -> list[Move]:
    """All moves of the article, in text order, each told once, with every place that tells it."""
    if not mw.verbs(article.lang):
        return []
    resolver = Resolver(article, found)
    scene = Scene(article=article, found=found, resolver=resolver, maybe=strangers(article, found))
    out: list[Move] = []
    for first, behind in article.sentences:
        rows = _sentence(scene, first, behind, out[-_RECENT:])
        out += [evolve(m, span=article.span(first, behind)) for m in rows]
    return _joined(out)


def _sentence(scene: Scene, first: int, behind: int, told: Sequence[Move]) -> list[Move]:
    article = scene.article
    table = mw.told_by(article.lang)
    out: list[Move] = []
    used: set[int] = set()
    for at in range(first, behind):
        options = table.get(article.plain[at], ())
        low = article.lows[at]
        if not (options or low in mw.NOUNS or low in PHRASED):
            continue
        if article.inside[at] >= 0 or at in used:
            continue
        rows: list[Move] = []
        for match in matches(scene, at, options):
            rows = moves_of(scene, match, (*told, *out[-_RECENT:]))
            if rows:
                used.add(match.noun)
                break
        if rows:
            out += rows
        elif low in mw.NOUNS:
            out += noun(scene, at)
        else:
            out += phrase_moves(scene, at, (*told, *out[-_RECENT:]))
    return _unique(out)


def _unique(rows: Iterable[Move]) -> list[Move]:
    """One move of a kind for a person in a sentence; the one that has come furthest stays."""
    out: dict[tuple[object, ...], Move] = {}
    for move in rows:
        key = (move.type, move.person)
        held = out.get(key, move)
        first, second = sorted((held, move), key=lambda m: _FURTHEST.index(m.modality))
        out[key] = _filled(first, second)
    return list(out.values())


def _filled(move: Move, other: Move) -> Move:
    return evolve(
        move,
        organisation=move.organisation or other.organisation,
        role=move.role or other.role,
        replaces=move.replaces or other.replaces,
    )


def _joined(rows: Sequence[Move]) -> list[Move]:
    """Sentences that tell the same move become one, with the spans of all."""
    out: list[Move] = []
    spans: list[list[Span]] = []
    places: dict[tuple[object, ...], list[int]] = {}
    for move in rows:
        alike = places.setdefault((move.type, move.person, move.modality), [])
        same = next((n for n in alike[-_RECENT:] if _same(out[n], move)), None)
        if same is None:
            alike.append(len(out))
            out.append(move)
            spans.append([move.span])
        else:
            out[same] = _filled(out[same], move)
            spans[same].append(move.span)
    return [evolve(m, mentions=tuple(all_)) for m, all_ in zip(out, spans, strict=True)]


def _same(a: Move, b: Move) -> bool:
    """Whether two moves of one person and kind lead to or from no two places."""
    return a.person is not None and all(
        x == y or x is None or y is None
        for x, y in ((a.organisation, b.organisation), (a.replaces, b.replaces))
    )
