"""What the trained tagger finds, as drafts beside those of the rules."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from importlib.resources import files

from contrecoup.findings.press import tagger
from contrecoup.findings.press.article import Article
from contrecoup.findings.press.attributions import Draft, Range
from contrecoup.findings.press.people import Cast
from contrecoup.findings.press.tagger_features import matrix, stretches
from contrecoup.findings.press.tagger_links import CONTENT, CUE, SOURCE, Pieces, best, pieces
from contrecoup.model.reading import WordTagger

RULE, LARGE = "tagger-en", "tagger-large"
_MODEL = "en-quotations"
_UNDER = frozenset("of for to with by from in at about against near like".split())  # noqa: SIM905
_MOST_BETWEEN = 4
_RELATIVE = frozenset({"who", "which", "that"})


@cache
def _links() -> Mapping[str, float]:
    path = files("contrecoup.findings.press") / "models" / "en-links.json"
    learned: dict[str, float] = json.loads(path.read_text("utf-8"))
    return learned


def tagged(
    article: Article,
    found: Cast,
    rules: Sequence[Draft],
    signed: Collection[int],
    large: WordTagger | None = None,
) -> list[Draft]:
    """Attributions that the tagger and the rules find together.

    A tagger that leads goes before the rules, whose drafts stand where it finds nothing; one
    that does not (trained without PolNeAR) adds what the rules miss.  Languages without a
    tagger keep the rules' drafts as they are.  ``signed`` are the numbers of quotations with
    a name below, which nobody else has said.  ``large`` is a person's own tagger: it leads, in
    any language.
    """
    if large is not None and article.words:
        tags = large(article.text, [(w.start, w.end) for w in article.words])
        return _led(_joined(article, found, signed, tags, LARGE), rules)
    if article.lang != "en" or not article.words:
        return list(rules)
    model = tagger.weights(_MODEL)
    own = _drafts(article, found, rules, signed, model)
    if not model.leads:
        return [*rules, *_added(own, rules)]
    return _led(own, rules)


def _led(own: Sequence[Draft], rules: Sequence[Draft]) -> list[Draft]:
    """The tagger's drafts, and those of the rules where it finds nothing."""
    taken = {i for d in own for i in _tokens(d)}
    return [*own, *(d for d in rules if _missed(d, taken))]


def _added(own: Sequence[Draft], rules: Sequence[Draft]) -> list[Draft]:
    """Drafts of the tagger that share neither words nor quotation marks with the rules'.

    Words in marks that it gives to nobody are left to the rules for such words.
    """
    taken = {i for d in rules for i in _tokens(d)}
    used = {q for d in rules for q in d.quotes}
    return [
        d
        for d in own
        if not d.quotes & used
        and taken.isdisjoint(_tokens(d))
        and (d.source is not None or not d.quotes)
    ]


def _tokens(draft: Draft) -> list[int]:
    return [i for first, behind in draft.content for i in range(first, behind)]


def _drafts(
    article: Article,
    found: Cast,
    rules: Sequence[Draft],
    signed: Collection[int],
    model: tagger.Weights,
) -> list[Draft]:
    """What the tagger finds."""
    rows = matrix(article, found, rules, model.known)
    tags = tagger.tags(rows, stretches(article), model)
    return _joined(article, found, signed, tags.tolist(), RULE)


def _joined(
    article: Article, found: Cast, signed: Collection[int], tags: Sequence[int], rule: str
) -> list[Draft]:
    """Tagged words that belong together, as attributions."""
    runs = pieces(tags)
    contents: dict[int, list[Range]] = {}
    for here in runs.of_kind[CONTENT]:
        if any(article.inside[i] in signed for i in range(*runs.rows[here][1:])):
            continue
        cue = best(article, runs, here, CUE, _links())
        if cue is not None and not _far(article, runs, cue, here):
            contents.setdefault(cue, []).append(runs.rows[here][1:])
    out = []
    for cue, ranges in contents.items():
        piece = runs.rows[cue]
        source = best(article, runs, cue, SOURCE, _links())
        words = None if source is None else runs.rows[source][1:]
        out.append(
            Draft(
                content=ranges,
                cue=piece[1:],
                source=None if words is None else _anchor(article, found, *words),
                rule=rule,
                quotes={article.inside[i] for a, b in ranges for i in range(a, b)} - {-1},
                source_words=words,
            )
        )
    return out


def _far(article: Article, runs: Pieces, cue: int, here: int) -> bool:
    """Whether paragraphs and several other contents stand between: nobody is cited that long."""
    one, two = runs.rows[min(cue, here)], runs.rows[max(cue, here)]
    between = runs.rows[min(cue, here) + 1 : max(cue, here)]
    blank = article.text[article.words[one.behind - 1].end : article.words[two.first].start]
    return sum(p.kind == CONTENT for p in between) >= _MOST_BETWEEN and "\n" in blank


def _missed(draft: Draft, taken: set[int]) -> bool:
    """Words in marks, or *according to*, that the rules give to somebody, the tagger to nobody."""
    sure = bool(draft.quotes) or draft.rule == "according"
    return sure and taken.isdisjoint(_tokens(draft))


def _anchor(article: Article, found: Cast, first: int, behind: int) -> int:
    """The token in a source that says who speaks: a name of a person, a pronoun, a head."""
    if behind - first == 1 and article.low(first) in _RELATIVE:
        for end in (first, first - 1):
            number = found.end_at.get(end)
            if number is not None and (end == first or article.low(end) == ","):
                return found.phrases[number].first
    inside = [found.phrases[found.start_at[i]] for i in range(first, behind) if i in found.start_at]
    for phrase in inside:
        if (
            phrase.kind == "person"
            and article.low(phrase.behind) not in ("'s", "’s", "'")
            and (phrase.first == first or article.low(phrase.first - 1) not in _UNDER)
        ):
            return phrase.first
    if article.low(first) in _UNNAMED or article.low(first) in article.lex.media:
        return next((p.first for p in inside if p.first == first), first)
    return inside[0].first if inside else first


#: What opens a source that names nobody: *one fellow board member*, *dozens of Orvane's staff*.
_UNNAMED = frozenset(
    {"one", "another", "a", "an", "dozens", "hundreds", "thousands", "several", "many", "some"}
)
