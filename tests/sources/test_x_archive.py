"""X's archive of an account: messages are counted, a damaged file costs only itself."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from contrecoup.sources.x_posts import id_time

TWEET = {
    "id_str": "1900000000000000000",
    "created_at": f"{id_time('1900000000000000000'):%a %b %d %H:%M:%S +0000 %Y}",
    "full_text": "Open to all",
}


def part(kind, value):
    return f"window.YTD.{kind}.part0 = " + json.dumps(value)


def talk(*messages):
    return {"dmConversation": {"conversationId": "1-2", "messages": list(messages)}}


MESSAGE = {"messageCreate": {"text": "SECRET", "senderId": "1", "recipientId": "2"}}
REACTION = {"reactionCreate": {"reactionKey": "like", "eventId": "5"}}
TALKS = [talk(MESSAGE, REACTION, MESSAGE), talk(MESSAGE), talk(REACTION)]


def archive(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        for name, words in files.items():
            made.writestr(f"data/{name.replace('_', '-')}.js", words)
    return out.getvalue()


def whole():
    return {
        "tweets": part("tweets", [{"tweet": TWEET}]),
        "account": part("account", [{"account": {"accountId": "7", "username": "ada"}}]),
        "direct_messages": part("direct_messages", TALKS),
        "direct_message_headers": part("direct_message_headers", TALKS),
        "contact": part("contact", [{"contact": {"emails": ["SECRET@mail.example"]}}]),
    }


def test_messages_are_counted_and_not_conversations(items, counted):
    found = items(archive(**whole()))
    assert counted(found) == {"Post": 1, "Skipped:private": 5}
    assert "SECRET" not in repr(found)
    alone = items(whole()["direct_messages"])
    assert counted(alone) == {"Skipped:private": 4}
    again = items(whole()["direct_message_headers"])
    assert counted(again) == {"Skipped:headers of private messages": 3}


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("direct_messages", {"Post": 1, "Skipped:private": 1, "Problem": 1}),
        ("contact", {"Post": 1, "Skipped:private": 4, "Problem": 1}),
        ("account", {"Post": 1, "Skipped:private": 5, "Notice": 2}),
        ("tweets", {"Skipped:private": 5, "Problem": 1}),
    ],
)
@pytest.mark.parametrize("how", ["bytes", "words"])
def test_a_damaged_file_costs_only_itself(name, counts, how, items, counted):
    files = whole()
    if how == "words":
        files[name] = "nothing of the kind"
        data = archive(**files)
    else:
        data = archive(**files)
        data = data.replace(files[name].encode(), b"?" * len(files[name]))
    found = items(data)
    assert counted(found) == counts
    told = [i for i in found if type(i).__name__ in {"Problem", "Notice"}]
    assert any(name.replace("_", "-") in f"{i.place} {i.reason}" for i in told)
    assert "SECRET" not in repr(found)
