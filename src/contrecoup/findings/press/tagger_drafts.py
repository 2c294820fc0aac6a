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

RULE = "tagger-en"
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
    article: Article, found: Cast, rules: Sequence[Draft], signed: Collection[int]
) -> list[Draft]:
    """Attributions that the tagger finds; those of the rules where it finds nothing.

    Languages without a tagger keep the rules' drafts as they are.  ``signed`` are the
    numbers of quotations with a name below, which nobody else has said.
    """
    if article.lang != "en" or not article.words:
        return list(rules)
    model = tagger.weights(_MODEL)
    rows = matrix(article, found, rules, model.known)
    tags = tagger.tags(rows, stretches(article), model)
    runs = pieces(tags.tolist())
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
                rule=RULE,
                confidence=_confidence(article, ranges, source=words is not None),
                quotes={article.inside[i] for a, b in ranges for i in range(a, b)} - {-1},
                source_words=words,
            )
        )
    taken = {i for d in out for a, b in d.content for i in range(a, b)}
    return [*out, *(d for d in rules if _missed(d, taken))]


def _far(article: Article, runs: Pieces, cue: int, here: int) -> bool:
    """Whether paragraphs and several other contents stand between: nobody is cited that long."""
    one, two = runs.rows[min(cue, here)], runs.rows[max(cue, here)]
    between = runs.rows[min(cue, here) + 1 : max(cue, here)]
    blank = article.text[article.words[one.behind - 1].end : article.words[two.first].start]
    return sum(p.kind == CONTENT for p in between) >= _MOST_BETWEEN and "\n" in blank


def _missed(draft: Draft, taken: set[int]) -> bool:
    """Words in marks, or *according to*, that the rules give to somebody, the tagger to nobody."""
    spoken = [i for a, b in draft.content for i in range(a, b)]
    sure = bool(draft.quotes) or draft.rule == "according"
    return sure and not any(i in taken for i in spoken)


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
    return inside[0].first if inside else first


def _confidence(article: Article, ranges: Sequence[Range], *, source: bool) -> float:
    """How often such an attribution is right (content and source) in development articles."""
    if not source:
        return 0.3
    marked = [article.inside[i] >= 0 for a, b in ranges for i in range(a, b)]
    return 0.95 if all(marked) else 0.8 if any(marked) else 0.65
