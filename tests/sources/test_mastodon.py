"""Mastodon: statuses, history, streams, the outbox of an archive."""

import json

import pytest

URI = "https://a.example/users/ada/statuses/109305976208011860"
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"


def status(**extra):
    return {
        "id": "109305976208011860",
        "uri": URI,
        "url": "https://a.example/@ada/109305976208011860",
        "created_at": "2031-03-14T10:00:00.000Z",
        "visibility": "public",
        "content": "<p>bonjour</p>",
        "language": "fr",
        "spoiler_text": "",
        "account": {
            "id": "1",
            "acct": "ada",
            "url": "https://a.example/@ada",
            "uri": "https://a.example/users/ada",
            "display_name": "Ada",
            "note": "<p>maths</p>",
        },
        **extra,
    }


def test_a_status(of):
    (post,) = of("Post", [status(favourites_count=3)])
    assert post.post_id == f"mastodon:{URI}"
    assert (post.handle, post.account_id) == ("ada@a.example", "mastodon:ada@a.example")
    assert (post.display_name, post.bio, post.text, post.lang) == ("Ada", "maths", "bonjour", "fr")
    assert post.likes == 3


CONTENT = [
    ("<p>a</p><p>b</p>", "a\n\nb"),
    ("<p>a<br>b<br />c</p>", "a\nb\nc"),
    ("<p>2 &lt; 3 &amp; 4</p>", "2 < 3 & 4"),
    ("<p>Lettre ouverte&nbsp;: oui</p>", "Lettre ouverte\u00a0: oui"),
    (
        '<p><a href="https://e.example/letter"><span class="invisible">https://</span><span class="ellipsis">e.example/let</span><span class="invisible">ter</span></a></p>',
        "https://e.example/letter",
    ),
    (
        '<p>go <a href="https://a.example/tags/vert" class="mention hashtag">#<span>vert</span></a>!</p>',
        "go #vert!",
    ),
    ("<script>alert(1)</script><p>a</p>", "a"),
    ("", ""),
    ("plain &amp; simple", "plain & simple"),
]


@pytest.mark.parametrize(("markup", "words"), CONTENT)
def test_content(markup, words, of):
    (post,) = of("Post", [status(content=markup)])
    assert post.text == words


def test_links_and_mentions(of):
    markup = (
        '<p><a href="https://b.example/@bob" class="u-url mention">@<span>bob</span></a> '
        '<a href="https://e.example/letter">e.example</a></p>'
    )
    (post,) = of("Post", [status(content=markup)])
    assert post.links == ("https://e.example/letter",)
    assert post.mentions == ("bob",)


@pytest.mark.parametrize("visibility", ["private", "direct", "limited"])
def test_what_is_not_public_stays_out(visibility, items, counted):
    found = items([status(), status(visibility=visibility, content="SECRET")])
    assert counted(found) == {"Post": 1, "Skipped:private": 1}
    assert "SECRET" not in repr(found)


def test_a_boost(of):
    original = status(
        uri="https://b.example/s/1", content="<p>whole</p>", edited_at="2031-01-01T00:00:00Z"
    )
    (post,) = of("Post", [status(content="", reblog=original)])
    assert (post.text, post.repost_of, post.state) == (
        "whole",
        "mastodon:https://b.example/s/1",
        "live",
    )


def test_a_quote_hides_its_fallback(of):
    markup = '<p class="quote-inline">RE: <a href="x">x</a></p><p>yes</p>'
    quote = {"state": "accepted", "quoted_status": status(uri="https://b.example/s/2")}
    (post,) = of("Post", [status(content=markup, quote=quote)])
    assert (post.text, post.quote_of) == ("yes", "mastodon:https://b.example/s/2")


def test_a_warning_is_the_author_s_words(of):
    (post,) = of("Post", [status(spoiler_text="politics")])
    assert post.text == "politics\n\nbonjour"


def test_an_edited_status_with_its_history(of):
    history = [{"content": "<p>v1</p>"}, {"content": "<p>v2</p>"}]
    edited = status(content="<p>v2</p>", edited_at="2031-03-14T11:00:00Z")
    (post,) = of("Post", {"status": edited, "history": history})
    assert (post.state, post.text, post.versions) == ("edited", "v2", ("v1",))
    assert post.collected_at.hour == 11


def version(words, at):
    whole = status(content=f"<p>{words}</p>", created_at=at)
    return {k: whole[k] for k in ("content", "created_at", "account", "spoiler_text")}


def test_a_history_named_by_its_file(of):
    history = [version("v1", "2031-03-14T10:00:00Z"), version("v2", "2031-03-14T11:00:00Z")]
    first, second = of("Post", history, "a.example.109305976208011860.history.json")
    assert first.post_id == second.post_id == f"mastodon:{URI}"
    assert first.created_at == second.created_at
    assert second.versions == ("v1",)
    assert second.collected_at > first.collected_at


def test_context_and_search_results(of):
    places = [p.place for p in of("Post", {"ancestors": [status()], "descendants": [status()]})]
    assert places == ["ancestors 1", "descendants 1"]
    assert len(of("Post", {"accounts": [], "hashtags": [], "statuses": [status(), status()]})) == 2


def sse(*events):
    return "".join(f"event: {kind}\ndata: {data}\n\n" for kind, data in events)


def test_a_stream(items, counted):
    stream = ":)\n" + sse(
        ("update", json.dumps(status())),
        ("status.update", json.dumps(status(edited_at="2031-03-14T11:00:00Z"))),
        ("delete", "109305976208011860"),
        ("notification", '{"type": "mention", "status": "SECRET"}'),
        ("update", "{broken"),
        ("filters_changed", ""),
    )
    found = items(stream)
    assert counted(found) == {
        "Post": 2,
        "Observation:deleted": 1,
        "Skipped:private": 1,
        "Problem": 1,
        "Skipped:filters_changed": 1,
    }
    assert found[2].target == f"mastodon:{URI}"
    assert "SECRET" not in repr(found)


def test_stream_events_as_json_lines(items, counted):
    lines = [
        {"stream": ["public"], "event": "update", "payload": json.dumps(status())},
        {
            "stream": ["public"],
            "event": "delete",
            "payload": "77",
            "received_at": "2031-03-14T12:00:00Z",
        },
    ]
    found = items("\n".join(map(json.dumps, lines)))
    assert counted(found) == {"Post": 1, "Observation:deleted": 1, "Notice": 1}
    assert found[1].at.at.hour == 12


def test_the_real_outbox(sample, items):
    found = items(sample("mastodon/archive_outbox.synthetic.json"))
    assert "PRIVATE" not in repr(found)
    posts = [i for i in found if type(i).__name__ == "Post"]
    assert posts[0].text == "Lettre ouverte\u00a0: https://example.org/lettre\n\n2\nlignes"
    assert posts[0].links == ("https://example.org/lettre",)
    assert posts[0].handle == "nadia@social.example"
    assert posts[1].reply_to == "mastodon:https://other.example/users/mcg/statuses/1"
    assert (posts[1].mentions, posts[1].hashtags) == (("mcg@other.example",), ("contrecoup",))
    assert posts[2].text == "spoilers\n\nbehind a warning"
    assert posts[2].media_text == ("alt text: a canal",)
    assert posts[3].repost_of == "mastodon:https://other.example/users/mcg/statuses/1"


def test_other_activities_are_left_out(items, counted):
    box = {
        "type": "OrderedCollection",
        "orderedItems": [
            {"type": "Like", "actor": "https://a.example/users/ada", "to": [PUBLIC]},
            {
                "type": "Create",
                "to": PUBLIC,
                "actor": "https://a.example/users/ada",
                "object": {"type": "Note"},
            },
        ],
    }
    assert counted(items(box)) == {"Skipped:like": 1, "Problem": 1}


def test_the_real_quote(sample, of):
    (post,) = of("Post", sample("mastodon/status_quote.json"))
    assert not post.text.startswith("RE:")
    assert post.quote_of.startswith("mastodon:http://localhost:3000/ap/users/")


def test_a_reply_finds_its_parent_in_the_file(of):
    parent = status(id="5", uri="https://b.example/s/5")
    reply = status(in_reply_to_id="5", in_reply_to_account_id="9")
    orphan = status(in_reply_to_id="6", in_reply_to_account_id="9")
    own = status(in_reply_to_id="109305976208011000", in_reply_to_account_id="1")
    posts = of("Post", [reply, orphan, own, parent])
    assert [p.reply_to for p in posts] == [
        "mastodon:https://b.example/s/5",
        "mastodon:6",
        "mastodon:https://a.example/users/ada/statuses/109305976208011000",
        "",
    ]
