"""Working copies of what others wrote are read like any file, and by no other reader."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import msgspec
import pytest

from contrecoup.model.documents import Article, Letter
from contrecoup.model.evidence import AccountKey, Observation
from contrecoup.model.outcomes import Problem
from contrecoup.model.posts import Post
from contrecoup.model.times import Moment
from contrecoup.sources import Input, detect, read
from contrecoup.sources.working_copy import FIRST

AT = datetime(2031, 3, 14, tzinfo=UTC)
POST = Post(post_id="x:1", platform="x", account_id="x:a", created_at=AT, text="hello")
ARTICLE = Article(
    article_id="", capture_id="", place="", outlet="The Quay", title="Lamps", text="Lamps out"
)
LETTER = Letter(letter_id="", capture_id="", place="", title="To the board", text="We ask")
SEEN = Observation("x:1", "deleted", Moment(AT), "", "")
KEY = AccountKey(account_id="bluesky:did:plc:a", key="did:key:z", capture_id="", place="")
ITEMS = {"post": POST, "article": ARTICLE, "letter": LETTER, "observation": SEEN, "key": KEY}


def source(*lines: bytes) -> Input:
    raw = b"\n".join((FIRST, *lines)) + b"\n"
    return Input(name="x", capture_id="c" * 64, captured_at=AT, open=lambda: io.BytesIO(raw))


@pytest.mark.parametrize("kind", ITEMS)
def test_each_kind_comes_back_with_its_place(kind):
    (item,) = read(source(msgspec.json.encode({kind: ITEMS[kind]})))
    assert type(item) is type(ITEMS[kind])
    assert (item.capture_id, item.place) == ("c" * 64, "line 2")


def test_it_is_known_by_its_first_line_and_several_articles_have_ids_of_their_own():
    line = msgspec.json.encode({"article": ARTICLE})
    copy = source(line, b"", line)
    assert detect(copy) == "working-copy"
    assert len({item.article_id for item in read(copy)}) == 2


def test_a_bad_line_is_told_and_its_neighbours_stay():
    line = msgspec.json.encode({"post": POST})
    items = list(read(source(line, b'{"post": 1}', line)))
    assert [type(item) for item in items] == [Post, Problem, Post]
