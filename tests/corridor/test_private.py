"""Messages, private chats and posts that are not public: counted, and never among what is held."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from contrecoup.case import Case

PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
ADA = "https://mer.example/users/ada"


def x_archive():
    tweet = {
        "id_str": "1900000000000000000",
        "created_at": "Wed Mar 12 20:19:24 +0000 2025",
        "full_text": "Open to all",
    }
    message = {"messageCreate": {"text": "SECRET", "senderId": "1", "recipientId": "2"}}
    talk = [{"dmConversation": {"conversationId": "1-2", "messages": [message]}}]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in {
            "tweets": [{"tweet": tweet}],
            "direct-messages": talk,
            "direct-messages-group": talk,
            "contact": [{"contact": {"emails": ["SECRET@mail.example"]}}],
        }.items():
            head = f"window.YTD.{name.replace('-', '_')}.part0 = "
            archive.writestr(f"data/{name}.js", head + json.dumps(part))
    return out.getvalue()


def outbox():
    def made(number, to, cc=()):
        note = {
            "id": f"{ADA}/statuses/{number}",
            "type": "Note",
            "content": "<p>Open to all</p>" if PUBLIC in (*to, *cc) else "<p>SECRET</p>",
            "published": "2031-03-14T10:00:00Z",
            "attributedTo": ADA,
            "to": to,
            "cc": cc,
        }
        return {"type": "Create", "actor": ADA, "to": to, "cc": cc, "object": note}

    rows = [
        made(1, [PUBLIC]),
        made(2, [f"{ADA}/followers"]),
        made(3, ["https://other.example/users/bo"]),
        made(4, [f"{ADA}/followers"], [PUBLIC]),
    ]
    return json.dumps({"type": "OrderedCollection", "orderedItems": rows}).encode()


def telegram():
    def chat(kind, text):
        row = {
            "id": 1,
            "type": "message",
            "date_unixtime": "1930000000",
            "from": "Ada",
            "from_id": "user7",
            "text": text,
        }
        return {"name": "x", "type": kind, "id": 5, "messages": [row]}

    kinds = ("personal_chat", "private_group", "private_supergroup", "private_channel", "bot_chat")
    chats = [chat(kind, "SECRET") for kind in (*kinds, "saved_messages")]
    return json.dumps({"chats": {"list": [*chats, chat("public_channel", "Open to all")]}}).encode()


def stream():
    row = {
        "id": "116000000000000001",
        "uri": f"{ADA}/statuses/9",
        "account": {"acct": "ada", "url": "https://mer.example/@ada"},
        "content": "<p>Open to all</p>",
        "created_at": "2031-03-14T18:05:09.000Z",
        "visibility": "public",
    }
    hidden = [row | {"visibility": v, "content": "SECRET"} for v in ("private", "direct")]
    events = [("update", one) for one in (row, *hidden)]
    events.append(("conversation", {"last_status": hidden[1]}))
    return "".join(f"event: {kind}\ndata: {json.dumps(v)}\n\n" for kind, v in events).encode()


@pytest.mark.parametrize(
    ("name", "data", "public", "private"),
    [
        ("x.zip", x_archive(), 1, 3),
        ("outbox.json", outbox(), 2, 2),
        ("result.json", telegram(), 1, 6),
        ("stream.txt", stream(), 1, 3),
    ],
)
def test_they_are_counted_and_not_held(tmp_path, name, data, public, private):
    file = tmp_path / name
    file.write_bytes(data)
    case = Case.init(tmp_path / "case")
    outcome = case.add(file)
    (told,) = outcome.files
    assert (told.read, told.skipped, outcome.unreadable) == (public, {"private": private}, 0)
    held = case.documents()
    assert {post.text for post in held.posts} == {"Open to all"}
    assert "SECRET" not in repr((list(held.posts), held.articles, held.letters, held.observations))
