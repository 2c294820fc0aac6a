"""Echoes: which posts carry the same message, and how each one does.

A message is a cluster of wordings around its commonest one (identical, near),
a class of emoji posted without words, or a short wording that longer posts
contain (slogan).  Posts that merely contain a slogan may belong to an echo of
their own as well; otherwise a post is in one echo.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from contrecoup.findings.echoes import slogans
from contrecoup.findings.echoes.clusters import groups, stars
from contrecoup.findings.echoes.frame import Frame, Ints, Ints32
from contrecoup.findings.echoes.near import MOST_PAIRS, Neighbours, Pairs, near_pairs
from contrecoup.findings.echoes.normal import LAYERS
from contrecoup.findings.echoes.order import COMPILED_FROM, sorting
from contrecoup.findings.echoes.settings import Settings
from contrecoup.findings.echoes.shelf import Shelf
from contrecoup.findings.echoes.wordings import Wordings

KINDS: Final = ("identical", "near", "slogan", "emoji")
IDENTICAL, NEAR, SLOGAN, EMOJI = range(4)
HOW: Final = (*LAYERS, "near", "contains")
_NEAR, _CONTAINS = len(LAYERS), len(LAYERS) + 1
SLOGAN_PEOPLE: Final = 3
_PIECE: Final = 1 << 20  # texts whose words are taken at a time


@frozen(eq=False)
class Forms:
    """Normal forms that posts carry, each with its posts and its words."""

    of_post: Ints
    often: Ints
    first: Ints
    text: Ints
    starts: Ints
    words: Ints32
    only_emoji: NDArray[np.bool_]

    def __len__(self) -> int:
        """Number of forms."""
        return len(self.often)


@frozen(eq=False)
class Messages:
    """Echoes and their members.

    Attributes:
        forms: the normal forms.
        near: forms that are near each form.
        cluster: centre of each form's cluster.
        kind: by echo, an index into ``KINDS``.
        text: by echo, the commonest wording as a code of a distinct text.
        layer: by echo, an index into ``HOW``: where its posts become the same.
        posts: by echo, number of posts; ``people``: of accounts.
        starts: where each echo's members start in the next three.
        member: posts, in order of time.
        similarity: how near each is to the commonest wording.
        how: by member, an index into ``HOW``.
    """

    forms: Forms
    near: Neighbours
    cluster: Ints
    kind: Ints
    text: Ints
    layer: Ints
    people: Ints
    starts: Ints
    member: Ints
    similarity: NDArray[np.float64]
    how: Ints

    def __len__(self) -> int:
        """Number of echoes."""
        return len(self.kind)

    def without_words(self) -> Messages:
        """The same without what was compared."""
        forms = evolve(self.forms, words=self.forms.words[:0].copy(), starts=self.forms.starts[:0])
        return evolve(self, forms=forms)

    def put_away(self, shelf: Shelf) -> Messages:
        """The same, its large columns on a shelf."""
        return evolve(
            self,
            near=self.near.put_away(shelf),
            cluster=shelf.numbers(self.cluster),
            member=shelf.numbers(self.member),
            similarity=shelf.numbers(self.similarity),
            how=shelf.numbers(self.how),
        )


def find_forms(
    text_of_post: Ints, wordings: Wordings, shelf: Shelf | None = None, *, words: bool = True
) -> Forms:
    """Group posts by normal form, ``words`` or not; a post without a text or a key has form -1.

    Texts stand in order of their first post, and so do forms.
    """
    shelf = shelf or Shelf(1 << 62)
    count, of_text = _dense(wordings.forms if len(wordings) else np.empty(0, dtype=np.int64))
    of_post = np.append(of_text, np.int32(-1))[text_of_post]
    posts = len(of_post)
    first = np.empty(count + 1, dtype=np.int64)  # one more, for posts without a form
    first[of_post[::-1]] = np.arange(posts - 1, -1, -1)  # the earliest is written last
    text = np.empty(count, dtype=np.int64)
    own = np.flatnonzero(of_text >= 0)[::-1]
    own = own[wordings.drops_tags[own]] if count else own
    text[of_text[own]] = own
    none = np.zeros(count + 1, np.int64), wordings.words[:0]
    starts, held = _words(text, wordings, shelf) if words else none
    only_emoji = wordings.only_emoji[text] if count else np.zeros(0, np.bool_)
    often = np.bincount(of_post + 1, minlength=count + 1)[1:]
    away = shelf.numbers
    of_post, often, first, text = away(of_post), away(often), away(first[:-1]), away(text)
    return Forms(of_post, often, first, text, away(starts), held, only_emoji)


def _words(texts: Ints, wordings: Wordings, shelf: Shelf) -> tuple[Ints, Ints32]:
    """Words of some texts: where each one's start (one more at the end), and the words."""
    lengths = [np.zeros(1, dtype=np.int64)]

    def parts() -> Iterator[Ints32]:
        for low in range(0, max(len(texts), 1), _PIECE):
            starts, words = wordings.words_of(texts[low : low + _PIECE])
            lengths.append(np.diff(starts))
            yield words

    words = shelf.joined(parts())
    return np.cumsum(np.concatenate(lengths)), words


def _dense(keys: Ints) -> tuple[int, Ints32]:
    """Codes from 0 of keys, in order of appearance; -1 for those below 0."""
    if len(keys) >= COMPILED_FROM:
        from contrecoup.findings.echoes.intern import dense

        return dense(keys)
    values, codes = np.unique(keys, return_inverse=True)
    below = int(np.searchsorted(values, 0))
    first = np.full(len(values), len(keys), dtype=np.int64)
    np.minimum.at(first, codes, np.arange(len(keys)))
    rank = np.full(len(values), -1, dtype=np.int32)
    rank[below + np.argsort(first[below:])] = np.arange(len(values) - below)
    return len(values) - below, rank[codes]


def find_messages(
    frame: Frame,
    wordings: Wordings,
    settings: Settings,
    near: Callable[[Ints], Pairs] | None = None,
    shelf: Shelf | None = None,
) -> Messages:
    """Find the echoes among posts whose distinct texts were read.

    Wordings that are near are one message only where ties by near are asked for.

    Args:
        frame: the posts.
        wordings: their distinct texts, read.
        settings: threshold, least words and people.
        near: pairs of forms that are near, by a text of each, where they are known
            already.
        shelf: where the words of forms go, where posts take much.
    """
    text_of_post = frame.text_of
    forms = find_forms(text_of_post, wordings, shelf, words="near" in settings.by)
    if "near" not in settings.by:
        none = np.empty(0, dtype=np.int64)
        pairs = Pairs(none, none, np.empty(0))
    elif near is None:
        pairs = near_pairs(
            forms.starts,
            forms.words,
            settings.threshold,
            min_words=settings.min_words,
            most=MOST_PAIRS,
        )
    else:
        pairs = near(forms.text)
    beside = Neighbours.of(pairs, len(forms))
    del pairs
    if beside.whole:
        cluster, similarity = stars(forms.often, forms.first, beside)
    else:
        from contrecoup.findings.echoes.join import star_join

        visit = sorting(-forms.often, forms.first)
        cluster, similarity = star_join(
            forms.starts, forms.words, settings.threshold, settings.min_words, visit
        )
    posts = _posts_of(np.bincount(cluster, forms.often)[cluster] >= settings.min_people, forms)
    form = forms.of_post[posts]
    order, starts = groups(cluster[form])
    post, form = posts[order], form[order]
    people = _people(frame.accounts[post], starts)
    kept = np.flatnonzero(wanted := people >= settings.min_people)
    several = _several(form, starts)
    centre = cluster[form[starts[:-1]]]
    kind = np.where(several, NEAR, np.where(forms.only_emoji[centre], EMOJI, IDENTICAL))
    owner = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    inside = wanted[owner]
    renumber = np.cumsum(wanted) - 1
    echo, post, form = renumber[owner[inside]], post[inside], form[inside]
    del owner, order, inside
    kind, centre, people = kind[kept], centre[kept], people[kept]
    likeness = similarity[form]
    how = np.zeros(len(post), dtype=np.int64)
    text = _commonest(echo, text_of_post[post], form == centre[echo], len(kept))
    held = _contained(forms, wordings, centre, cluster, kind, people)
    if len(held[0]):
        kind[held[0]] = SLOGAN
        echo = np.concatenate([echo, held[0]])
        post = np.concatenate([post, held[1]])
        likeness = np.concatenate([likeness, held[2]])
        how = np.concatenate([how, np.full(len(held[0]), _CONTAINS)])
    how = _how(how, text_of_post[post], text[echo], wordings)
    order = sorting(echo, post)
    echo, post, likeness, how = echo[order], post[order], likeness[order], how[order]
    starts = np.searchsorted(echo, np.arange(len(kept) + 1)).astype(np.int64)
    people = _people(frame.accounts[post], starts)
    layer = np.maximum.reduceat(how, starts[:-1]) if len(kept) else how
    rank = sorting(-people, -np.diff(starts), post[starts[:-1]]) if len(kept) else people
    return _ranked(
        Messages(forms, beside, cluster, kind, text, layer, people, starts, post, likeness, how),
        rank,
    )


def _posts_of(wanted: NDArray[np.bool_], forms: Forms) -> Ints:
    """Posts that carry one of some forms."""
    return np.flatnonzero(np.append(wanted, np.False_)[forms.of_post])


def _people(accounts: Ints, starts: Ints) -> Ints:
    """Distinct accounts in each run."""
    runs = np.diff(starts)
    if not len(accounts):
        return np.zeros(len(runs), dtype=np.int64)
    owner = np.repeat(np.arange(len(runs)), runs)
    pair = np.sort(owner * (int(accounts.max()) + 1) + accounts)  # np.unique hashes: slow
    new = np.concatenate([[True], pair[1:] != pair[:-1]])
    return np.bincount(pair[new] // (int(accounts.max()) + 1), minlength=len(runs))


def _several(values: Ints, starts: Ints) -> NDArray[np.bool_]:
    if len(starts) < 2:
        return np.zeros(0, dtype=np.bool_)
    low = np.minimum.reduceat(values, starts[:-1])
    return np.asarray(low != np.maximum.reduceat(values, starts[:-1]), dtype=np.bool_)


def _commonest(echo: Ints, text: Ints, central: NDArray[np.bool_], count: int) -> Ints:
    """Commonest text of each echo's commonest form; the earliest where two are as common."""
    echo, text = echo[central], text[central]
    many = int(text.max(initial=0)) + 1
    pair, first, often = np.unique(echo * many + text, return_index=True, return_counts=True)
    order = sorting(pair // many, -often, first)
    owner = (pair // many)[order]
    lead = np.searchsorted(owner, np.arange(count))
    return np.asarray((pair % many)[order[lead]]) if count else pair


def _contained(
    forms: Forms, wordings: Wordings, centre: Ints, cluster: Ints, kind: Ints, people: Ints
) -> tuple[Ints, Ints, NDArray[np.float64]]:
    """Posts that contain an echo's wording and say more: echo, post, share of its words."""
    may = (kind != EMOJI) & (people >= SLOGAN_PEOPLE)
    slogan, text = slogans.containing(
        wordings.starts, wordings.words, forms.text[centre[may]], of=forms.text
    )
    lengths = np.diff(wordings.starts)
    share = lengths[slogan] / lengths[text] if len(text) else np.zeros(0)
    form_of = np.full(len(wordings), -1, dtype=np.int64)
    form_of[forms.text] = np.arange(len(forms))
    slogan, form = form_of[slogan], form_of[text]
    outside = cluster[form] != slogan if len(form) else np.zeros(0, np.bool_)
    slogan, form, share = slogan[outside], form[outside], share[outside]
    echo_of = np.full(len(forms), -1, dtype=np.int64)
    echo_of[centre] = np.arange(len(centre))
    holding = np.zeros(len(forms), dtype=np.bool_)
    holding[form] = True
    posts = _posts_of(holding, forms)
    order, _ = groups(forms.of_post[posts])
    sorted_forms = forms.of_post[posts][order]
    low = np.searchsorted(sorted_forms, form)
    count = forms.often[form]
    places = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    return (
        np.repeat(echo_of[slogan], count),
        posts[order[np.repeat(low, count) + places]],
        np.repeat(share, count),
    )


def _how(how: Ints, text: Ints, central: Ints, wordings: Wordings) -> Ints:
    """Shallowest layer at which a member's text is the commonest one."""
    found = np.where(how == _CONTAINS, _CONTAINS, _NEAR)
    for row in range(len(wordings.layers) - 1, -1, -1):
        layer = wordings.layers[row]
        found = np.where((layer[text] == layer[central]) & (how != _CONTAINS), row + 1, found)
    return np.where(text == central, 0, found)


def _ranked(found: Messages, rank: Ints) -> Messages:
    """The same echoes in another order."""
    runs = np.diff(found.starts)[rank] if len(rank) else np.zeros(0, np.int64)
    starts = np.concatenate([[0], np.cumsum(runs)]).astype(np.int64)
    places = np.arange(int(starts[-1])) - np.repeat(starts[:-1], runs)
    rows = np.repeat(found.starts[rank], runs) + places
    return Messages(
        found.forms,
        found.near,
        found.cluster,
        found.kind[rank],
        found.text[rank],
        found.layer[rank],
        found.people[rank],
        starts,
        found.member[rows],
        found.similarity[rows],
        found.how[rows],
    )
