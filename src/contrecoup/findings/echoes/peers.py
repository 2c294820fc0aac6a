"""The two tools that researchers know, by their own definitions.

``cnt`` is the coordination-network-toolkit 1.5.2: directed; how many messages
of one account have at least one message of the other with the same key within
the window.  ``coortweet`` is CooRTweet 2.1.3: undirected; how many pairs of
rows, after its filters on participation.  Results equal theirs, peculiarities
of the tools included, so that figures can be compared.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from contrecoup.findings.echoes.frame import Acts, Frame, Ints, codes
from contrecoup.findings.echoes.settings import refuse
from contrecoup.findings.echoes.sweep import Timeline, ahead, expand, timeline

_PIECE = 4_000_000


@frozen(eq=False)
class Edges:
    """Edges of a peer's network, in order of their accounts."""

    a: Ints
    b: Ints
    weight: Ints


def cnt_acts(frame: Frame, by: str) -> Acts:
    """What the toolkit joins messages on."""
    columns = {"repost": "repost_of", "reply": "reply_to", "object": "object_id"}
    if by in columns:
        acts = frame.acts.get(columns[by])
        if acts is None:
            return _no_acts()
        kept = acts.rows == frame.first_rows[acts.posts]
        acts = Acts(acts.posts[kept], acts.codes[kept], acts.values, acts.rows[kept])
        return acts.among(frame.originals) if by == "reply" else acts
    if by == "link" and "links" in frame.acts:
        return frame.acts["links"].among(frame.originals).distinct()
    if by == "text" and len(frame.texts):
        import pyarrow as pa

        posts = np.flatnonzero(frame.originals)
        texts = [_message(text or "") for text in frame.texts_of(posts)]
        return Acts(posts, codes(pa.array(texts, pa.large_string())), None, frame.first_rows[posts])
    return refuse(
        f"the tools have no ties by {by} on these columns",
        "with --ties-as ask for text, near, link, repost, reply or object",
    )


def _no_acts() -> Acts:
    none = np.empty(0, dtype=np.int64)
    return Acts(none, none, None, none)


def _message(text: str) -> str:
    """Lower case, ``@`` up to white space removed, white space squeezed."""
    import re

    return " ".join(re.sub(r"@.*?(?=\s|$)", "", text.lower()).split())


def cnt(acts: Acts, frame: Frame, *, window: int, min_ties: int) -> Edges:
    """Edges u to v: messages of u with at least one of v on the same key."""
    line = timeline(acts, frame.times, frame.accounts)
    reach = ahead(line, window)
    rows = np.arange(len(line), dtype=np.int64)
    p, q = _all_pairs(line, rows, reach)
    return _directed(p, q, frame.accounts, min_ties)


def _all_pairs(line: Timeline, rows: Ints, reach: Ints) -> tuple[Ints, Ints]:
    p, q = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for i, j in expand(rows, rows + 1, reach, _PIECE):
        other = line.accounts[i] != line.accounts[j]
        p.append(line.posts[i[other]])
        q.append(line.posts[j[other]])
    return np.concatenate(p), np.concatenate(q)


def _directed(p: Ints, q: Ints, accounts: Ints, min_ties: int) -> Edges:
    """Count each account's own messages that have a partner of another account's."""
    people = int(accounts.max(initial=0)) + 1
    mine, theirs = np.concatenate([p, q]), accounts[np.concatenate([q, p])]
    own = np.unique(mine * people + theirs)
    mine, theirs = own // people, own % people
    edge, weight = np.unique(accounts[mine] * people + theirs, return_counts=True)
    kept = weight >= min_ties
    return Edges(edge[kept] // people, edge[kept] % people, weight[kept])


def cnt_similar(
    frame: Frame, *, window: int, min_ties: int, threshold: float, min_tokens: int = 1
) -> Edges:
    """Edges by the toolkit's similarity: no key, every pair within the window compared."""
    if not len(frame.texts):
        return Edges(*(np.empty(0, np.int64),) * 3)
    posts = np.flatnonzero(frame.originals)
    sets = _token_sets(frame.texts_of(posts))
    kept = [place for place, tokens in enumerate(sets) if len(tokens) >= min_tokens]
    posts = posts[kept]
    one = np.zeros(len(posts), dtype=np.int64)
    times, accounts = frame.times[posts], frame.accounts[posts]
    line = Timeline(one, times, accounts, posts, np.array([0, len(posts)], np.int64))
    reach = ahead(line, window)
    tokens = [sets[place] for place in kept]
    sizes = np.array([len(t) for t in tokens], dtype=np.int64)
    rows = np.arange(len(line), dtype=np.int64)
    p: list[int] = []
    q: list[int] = []
    for i, j in expand(rows, rows + 1, reach, _PIECE):
        possible = (
            np.minimum(sizes[i], sizes[j]) >= threshold * np.maximum(sizes[i], sizes[j]) - 1e-9
        )
        possible &= accounts[i] != accounts[j]
        for left, right in zip(i[possible].tolist(), j[possible].tolist(), strict=True):
            shared = len(tokens[left] & tokens[right])
            if shared / (len(tokens[left]) + len(tokens[right]) - shared) >= threshold:
                p.append(left)
                q.append(right)
    ends = np.array(p, np.int64), np.array(q, np.int64)
    return _directed(posts[ends[0]], posts[ends[1]], frame.accounts, min_ties)


def _token_sets(texts: list[str | None]) -> list[frozenset[str]]:
    """Pieces between Unicode word boundaries, mentions removed, as the tool cuts them."""
    import re

    try:
        import regex
    except ImportError:
        refuse("the toolkit's similarity needs the package regex", "pip install regex")
    flags = regex.WORD | regex.UNICODE | regex.V1
    boundary: Any = regex.compile(r"\b\p{Word_Break=WSegSpace}*'?", flags=flags)
    known: dict[str | None, frozenset[str]] = {}
    for text in texts:
        if text not in known:
            plain = re.sub(r"@.*?(?=\s|$)", "", (text or "").lower())
            pieces = " ".join(piece for piece in boundary.split(plain) if piece)
            known[text] = frozenset(pieces.split())
    return [known[text] for text in texts]


def coor(acts: Acts, frame: Frame, *, window: int, min_participation: int) -> Edges:
    """Edges as CooRTweet weighs them: pairs of rows after its filters."""
    people = int(frame.accounts.max(initial=0)) + 1
    rows_of = np.bincount(frame.accounts[acts.posts], minlength=people)
    acts = _where(acts, rows_of[frame.accounts[acts.posts]] >= min_participation)
    order = np.lexsort((acts.posts, acts.codes))
    acts = _where(acts, order)
    line = timeline(acts, frame.times, frame.accounts)
    reach = ahead(line, window)
    rows = np.arange(len(line), dtype=np.int64)
    itself = _is_its_own_object(line, acts, frame)
    left, right = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for i, j in expand(rows, rows + 1, reach, _PIECE):
        kept = (line.accounts[i] != line.accounts[j]) & ~itself[i] & ~itself[j]
        left.append(line.posts[i[kept]])
        right.append(line.posts[j[kept]])
    p, q = np.concatenate(left), np.concatenate(right)
    paired = np.zeros(len(frame), dtype=np.bool_)
    paired[p], paired[q] = True, True
    taking_part = acts.posts[paired[acts.posts]]
    shares = np.bincount(frame.accounts[taking_part], minlength=people)
    enough = shares >= min_participation
    one, two = frame.accounts[p], frame.accounts[q]
    kept = enough[one] | enough[two]
    low, high = np.minimum(one, two)[kept], np.maximum(one, two)[kept]
    edge, weight = np.unique(low * people + high, return_counts=True)
    return Edges(edge // people, edge % people, weight)


def _where(acts: Acts, rows: NDArray[np.bool_] | Ints) -> Acts:
    return Acts(acts.posts[rows], acts.codes[rows], acts.values, acts.rows[rows])


def _is_its_own_object(line: Timeline, acts: Acts, frame: Frame) -> NDArray[np.bool_]:
    """Acts whose post is the object itself."""
    import pyarrow.compute as pc

    if acts.values is None:
        return np.zeros(len(line), dtype=np.bool_)
    place = pc.index_in(frame.ids, value_set=acts.values)
    own = np.asarray(pc.fill_null(place, -1).to_numpy(zero_copy_only=False), dtype=np.int64)
    return np.asarray(own[line.posts] == line.objects, dtype=np.bool_)
