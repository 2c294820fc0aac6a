"""Damaged files of every format: no crash, no hang, no lost neighbour."""

import gzip
import io
import json
import random
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contrecoup.errors import SourceError
from contrecoup.model.documents import Article, Letter
from contrecoup.model.evidence import AccountKey, Observation
from contrecoup.model.outcomes import Notice, Problem, Skipped
from contrecoup.model.posts import Post
from contrecoup.sources import detect, load_posts, read
from contrecoup.sources.registry import formats

from .conftest import FORMATS, make_input

KINDS = (Post, Article, Letter, Observation, AccountKey, Skipped, Problem, Notice)
FILES = sorted(p for p in FORMATS.rglob("*") if p.is_file()) if FORMATS.is_dir() else []
SMALL = [p for p in FILES if p.stat().st_size < 60_000 and p.suffix not in {".zdict", ".md"}]
needs_samples = pytest.mark.skipif(not FILES, reason="the samples are not here")


def check_refusal(error):
    assert error.message
    assert error.place


def outcomes(data, name="file", **extra):
    """Read everything; a refusal of the whole file is an outcome too."""
    source = make_input(data, name, **extra)
    try:
        found = list(read(source))
    except SourceError as error:
        return check_refusal(error)
    assert all(isinstance(item, KINDS) for item in found)
    for item in found:
        if not isinstance(item, Observation | AccountKey | Article | Letter | Post):
            assert item.reason
        assert item.place
        if isinstance(item, Post):
            item.text.encode("utf-8")
            assert item.created_at.tzinfo
            assert ":" in item.post_id
            assert item.post_id != f"{item.platform}:"
    return found


@needs_samples
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_samples_cut_anywhere(data):
    path = data.draw(st.sampled_from(SMALL))
    whole = path.read_bytes()
    outcomes(whole[: data.draw(st.integers(0, len(whole)))], path.name)


@needs_samples
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_samples_with_bytes_flipped(data):
    path = data.draw(st.sampled_from(SMALL))
    whole = bytearray(path.read_bytes())
    dice = random.Random(data.draw(st.integers(0, 2**32)))
    for _ in range(data.draw(st.integers(1, 30))):
        whole[dice.randrange(len(whole))] = dice.randrange(256)
    outcomes(bytes(whole), path.name)


@needs_samples
@pytest.mark.parametrize("path", FILES, ids=[f"{p.parent.name}/{p.name}" for p in FILES])
def test_every_sample_cut_at_ten_places(path):
    whole = path.read_bytes()
    for tenth in range(1, 11):
        outcomes(whole[: len(whole) * tenth // 11], path.name)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes(data):
    outcomes(data)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.sampled_from(sorted(formats())))
def test_any_text_in_any_format(words, name):
    outcomes(words.encode("utf-8", "surrogatepass"), format=name)


KEYS = st.sampled_from(
    [
        "id",
        "id_str",
        "text",
        "created_at",
        "data",
        "includes",
        "users",
        "tweets",
        "author",
        "author_id",
        "uri",
        "record",
        "did",
        "time_us",
        "kind",
        "commit",
        "account",
        "content",
        "visibility",
        "legacy",
        "rest_id",
        "__typename",
        "type",
        "messages",
        "chats",
        "list",
        "orderedItems",
        "object",
        "to",
        "cc",
        "body",
        "subreddit",
        "created_utc",
        "event",
        "payload",
        "thread",
        "post",
        "posts",
        "feed",
        "errors",
        "referenced_tweets",
        "user",
        "retweeted_status",
        "_type",
        "rawContent",
        "date",
        "item_id",
        "source_platform",
        "timestamp_collected",
        "collection",
        "operation",
        "rkey",
        "replies",
        "parent",
    ]
)
json_leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
json_values: st.SearchStrategy[object] = st.deferred(
    lambda: (
        json_leaves
        | st.lists(json_values, max_size=3)
        | st.dictionaries(KEYS, json_values, max_size=5)
    )
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(json_values, st.sampled_from(sorted(formats())))
def test_any_json_in_any_format(value, name):
    import json

    outcomes(json.dumps(value).encode(), format=name)


@needs_samples
@pytest.mark.parametrize("share", [0.35, 0.8])
@pytest.mark.parametrize(
    "path",
    [
        "x_api_v2_twarc/noflat.jsonl",
        "x_api_v2_twarc/flat.first40.jsonl",
        "bluesky_getposts/posts.first40.json",
        "mastodon/timeline_public.json",
        "zeeschuimer_x_ndjson/raw_search.ndjson",
        "snscrape_twscrape_jsonl/raw_search.jsonl",
        "x_archive/tweets.js",
        "4cat_csv/raw_search.csv",
    ],
)
def test_what_comes_before_the_cut_is_kept(path, share):
    whole = (FORMATS / path).read_bytes()
    all_posts = [i for i in outcomes(whole) if isinstance(i, Post)]
    found = outcomes(whole[: int(len(whole) * share)])
    posts = [i for i in found if isinstance(i, Post)]
    assert len(posts) > len(all_posts) * share * 0.5
    ids = [p.post_id for p in all_posts]
    assert [p.post_id for p in posts] == ids[: len(posts)]
    assert [i for i in found if isinstance(i, Problem)]


def test_deep_nesting_is_a_problem():
    bomb = b'{"a":' * 100_000 + b"1" + b"}" * 100_000
    good = b'{"id":"5","text":"a","author":{"username":"b"},"created_at":"2010-01-01T00:00:00Z","author_id":"1"}'
    found = outcomes(good + b"\n" + bomb + b"\n" + good)
    assert [type(i).__name__ for i in found] == ["Post", "Problem", "Post"]
    assert outcomes(b"[" * 100_000) is None
    outcomes(b"<div>" * 100_000 + b"words in the middle of nothing, long enough to be one")


def test_detection_never_depends_on_the_name():
    for path in FILES:
        if path.suffix in {".zdict", ".md"} or path.name == "SHA256SUMS":
            continue
        data = path.read_bytes()
        names = set()
        for name in ("x.json", "y.bin"):
            try:
                names.add(detect(make_input(data, name)))
            except SourceError as error:
                names.add(error.code)
        assert len(names) == 1, path


def test_a_tag_with_very_many_attributes_is_a_problem(items):
    many = " ".join(f"a{n}='x>'" for n in range(200_000))
    for tag in (f"<article {many}>", f"<article\n{many.replace(' ', '/')}>"):
        found = items(
            f"<!doctype html><html><body>{tag}<p>{'mot ' * 300}</p></article></body></html>"
        )
        assert [type(item).__name__ for item in found] == ["Problem"]
        assert "500 attributes" in found[0].reason


def test_a_tag_with_many_attributes_is_read(items):
    many = " ".join(f'data-a{n}="x > <b y>"' for n in range(400))
    found = items(
        f"<!doctype html><html><body><article {many}><p>{'mot ' * 300}</p></article></body></html>"
    )
    assert any(type(item).__name__ == "Article" for item in found)


@pytest.mark.parametrize("before", [b"", b"WARC/1.0\r\n", b"WARC/1.0\r\nA: b\r\n" * 100_000])
def test_a_web_archive_that_unpacks_to_one_long_header(items, before):
    packed = gzip.compress(before + b"\0" * (300 << 20), 9)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("archive/data.warc.gz", packed)
    found = [item for item in items(made.getvalue()) if type(item).__name__ != "Notice"]
    assert [type(item).__name__ for item in found] == ["Problem"]
    assert "damaged from here" in found[0].reason
    assert len(found[0].reason) < 400


@pytest.mark.parametrize("head", ['{"post_id":"1","account_id":"2","created_at":"3","text":', ""])
def test_a_table_of_posts_nested_deeply_has_an_outcome(tmp_path, head):
    path = tmp_path / "deep.jsonl"
    path.write_text(head + '{"a":' * 100_000 + "1" + "}" * 100_001, encoding="utf-8")
    table, outcomes = load_posts([path])
    assert table.num_rows == 0
    assert outcomes[0].unreadable


@pytest.mark.parametrize("depth", [3_000, 100_000, 1_000_000])
def test_one_row_nested_deeply_costs_one_row(tmp_path, depth):
    row = '{"post_id":"%s","account_id":"2","created_at":"2031-03-14T16:30:00Z","text":"x"'
    path = tmp_path / "deep.jsonl"
    deep = row % 2 + ',"z":' + "[" * depth + "]" * depth
    path.write_text("}\n".join([row % 1, deep, row % 3, ""]), encoding="utf-8")
    table, outcomes = load_posts([path])
    ids = {held.removeprefix("table:") for held in table.column("post_id").to_pylist()}
    assert {"1", "3"} <= ids
    assert table.num_rows + len(outcomes[0].unreadable) == 3


@pytest.mark.parametrize("at", [1, 4])
def test_a_line_of_stray_bytes_does_not_make_a_file_binary(at):
    lines = [
        b'{"post_id": "%d", "account_id": "a", "created_at": "2031-03-14T18:05:09Z", '
        b'"text": "number %d"}' % (n, n)
        for n in range(6)
    ]
    lines[at] = lines[at][:40] + b"\x00\xff" + lines[at][42:]
    found = outcomes(b"\n".join(lines))
    assert sum(isinstance(item, Post) for item in found) == 5
    assert [item.place for item in found if isinstance(item, Problem)] == [f"line {at + 1}"]


def test_an_id_that_is_no_number_costs_no_neighbour():
    status = {
        "uri": "https://mer.example/users/ana/statuses/%d",
        "url": "https://mer.example/@ana/%d",
        "account": {"acct": "ana", "url": "https://mer.example/@ana"},
        "content": "<p>bonjour</p>",
        "created_at": "2031-03-14T18:05:09Z",
        "visibility": "public",
    }
    rows = [
        json.dumps(status | {"id": str(n), "uri": status["uri"] % n, "url": status["url"] % n})
        for n in range(1, 4)
    ]
    rows[1] = rows[1].replace('"id": "2"', '"id": 1e400')
    found = outcomes(("[" + ",".join(rows) + "]").encode())
    assert [item.post_id for item in found] == [f"mastodon:{status['uri'] % n}" for n in (1, 2, 3)]


@pytest.mark.parametrize("kind", ["type", "kind", "$type", "event", "_type", "__typename"])
@pytest.mark.parametrize("value", [{}, [], 1e300, None])
def test_a_kind_that_is_no_text_is_no_crash(kind, value):
    outcomes(json.dumps({kind: value, "id": 1, "actor": "a", "did": "did:plc:a", "uri": "at://"}))
