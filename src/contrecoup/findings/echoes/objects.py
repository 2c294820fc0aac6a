"""What posts act on, for each kind of tie."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from contrecoup.findings.echoes import normal
from contrecoup.findings.echoes.frame import Acts, Frame, Ints
from contrecoup.findings.echoes.messages import Messages
from contrecoup.findings.echoes.order import runs
from contrecoup.findings.echoes.targets import given_links
from contrecoup.findings.echoes.wordings import Wordings

COLUMNS = {"repost": "repost_of", "reply": "reply_to", "object": "object_id"}


def none() -> Acts:
    """No acts at all."""
    empty = np.empty(0, dtype=np.int64)
    return Acts(empty, empty, pa.array([], type=pa.large_string()), empty)


def acts_by(by: str, frame: Frame, wordings: Wordings, messages: Messages | None) -> Acts:
    """Acts of one kind; a post without the thing in question has none.

    Reposts say nothing of their own, so their text is not read; what their
    columns hold is.
    """
    if by in COLUMNS:
        return frame.acts[COLUMNS[by]].distinct() if COLUMNS[by] in frame.acts else none()
    if by == "link":
        read = of_posts(wordings.links, frame.text_of)
        return _filled_from(frame, given_links(frame), normal.link_key, read)
    if by == "hashtag":
        read = of_posts(wordings.tags, frame.text_of)
        return _filled_from(frame, frame.acts.get("hashtags"), normal.tag_key, read)
    if by == "emoji":
        return of_posts(wordings.emoji, frame.text_of)
    if messages is None:
        return none()
    posts = np.flatnonzero(messages.forms.of_post >= 0)
    forms = messages.forms.of_post[posts]
    codes = messages.cluster[forms] if by == "near" else forms
    values = pa.array([], type=pa.large_string())
    return Acts(posts, codes.astype(np.int64), values, posts)


def of_posts(carried: Acts, text_of_post: Ints) -> Acts:
    """From what texts carry to what posts carry."""
    texts = int(max(carried.posts.max(initial=-1), text_of_post.max(initial=-1))) + 1
    starts = np.searchsorted(carried.posts, np.arange(texts + 1))
    posts = np.flatnonzero(text_of_post >= 0)
    text = text_of_post[posts]
    count = starts[text + 1] - starts[text]
    who = np.repeat(posts, count)
    codes = runs(carried.codes, starts[text], count)
    return Acts(who, codes, carried.values, who)


def _filled_from(frame: Frame, given: Acts | None, key: Callable[[str], str], read: Acts) -> Acts:
    """A list column, its values made keys; posts whose list is empty by what their text says."""
    if given is None:
        return read
    keys = [key(value) for value in given.values.to_pylist()]
    values = pa.array(keys, type=pa.large_string())
    has = np.zeros(len(frame), dtype=np.bool_)
    has[given.posts] = True
    both = pa.concat_arrays([values, read.values.cast(pa.large_string())])
    encoded = pc.dictionary_encode(both)
    codes = np.asarray(encoded.indices.to_numpy(zero_copy_only=False), dtype=np.int64)
    filled = np.array([bool(value) for value in encoded.dictionary.to_pylist()], dtype=np.bool_)
    rest = read.among(~has)
    posts = np.concatenate([given.posts, rest.posts])
    code = np.concatenate([codes[given.codes], codes[len(values) + rest.codes]])
    rows = np.concatenate([given.rows, rest.rows])
    kept = filled[code] if len(code) else np.zeros(0, np.bool_)
    return Acts(posts[kept], code[kept], encoded.dictionary, rows[kept]).distinct()
