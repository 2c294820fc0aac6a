"""The shapes of Bluesky: post views as searchPosts gives them, and Jetstream lines."""

from __future__ import annotations

import base64
import hashlib
import random
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from eval.sample.cast import Person
from eval.sample.words import LIVE_FROM, Post

Json = dict[str, Any]
POST = "app.bsky.feed.post"
SORTED32 = "234567abcdefghijklmnopqrstuvwxyz"
GONE_AT = datetime(2031, 3, 17, 22, 15, 4, 212000, tzinfo=UTC)
UNSEEN_AT = datetime(2031, 3, 15, 9, 52, 11, 640000, tzinfo=UTC)
UNSEEN_DELETED = datetime(2031, 3, 16, 7, 3, 41, 88000, tzinfo=UTC)
EDIT_BEFORE = ("à 11 h", "à 10 h")
EDIT_AFTER = timedelta(minutes=50)


def tid(at: datetime, clock: int) -> str:
    """A record key of that instant."""
    number = (int(at.timestamp() * 1_000_000) << 10) | (clock & 1023)
    return "".join(SORTED32[(number >> shift) & 31] for shift in range(60, -1, -5))


def stamp(at: datetime) -> str:
    """An AT protocol time."""
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def _head(major: int, size: int) -> bytes:
    if size < 24:
        return bytes([major << 5 | size])
    for extra, width in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if size < 1 << (8 * width):
            return bytes([major << 5 | extra]) + size.to_bytes(width, "big")
    raise ValueError(size)


def dag_cbor(value: Any) -> bytes:
    """The canonical bytes of a record (texts, numbers, lists and maps are all it holds)."""
    if isinstance(value, str):
        raw = value.encode()
        return _head(3, len(raw)) + raw
    if isinstance(value, int):
        return _head(0, value)
    if isinstance(value, list):
        return _head(4, len(value)) + b"".join(dag_cbor(v) for v in value)
    keys = sorted(value, key=lambda k: (len(k.encode()), k.encode()))
    return _head(5, len(keys)) + b"".join(dag_cbor(k) + dag_cbor(value[k]) for k in keys)


def cid(record: Json) -> str:
    """The content id of a record."""
    raw = bytes([1, 0x71, 0x12, 0x20]) + hashlib.sha256(dag_cbor(record)).digest()
    return "b" + base64.b32encode(raw).decode().lower().rstrip("=")


def facets(text: str, links: list[str]) -> list[Json]:
    """Links and tags, at byte offsets."""
    raw = text.encode()
    found = []
    for link in links:
        start = raw.index(link.encode())
        feature = {"$type": "app.bsky.richtext.facet#link", "uri": link}
        found.append((start, start + len(link.encode()), feature))
    for m in re.finditer(r"#(\w+)", text):
        start = len(text[: m.start()].encode())
        feature = {"$type": "app.bsky.richtext.facet#tag", "tag": m[1]}
        found.append((start, start + len(m[0].encode()), feature))
    return [
        {"features": [feature], "index": {"byteEnd": end, "byteStart": start}}
        for start, end, feature in sorted(found, key=lambda f: f[0])
    ]


class Bluesky:
    """All of Bluesky that the case holds."""

    def __init__(self, posts: list[Post], rng: random.Random) -> None:
        """Give posts their addresses, in order of time."""
        self.rng = rng
        self.posts = sorted((p for p in posts if p.platform == "bluesky"), key=lambda p: p.at)
        self.dids: dict[str, str] = {}
        self.records: dict[str, Json] = {}
        self.before: dict[str, Json] = {}
        for n, post in enumerate(self.posts):
            post.native = tid(post.at, 200 + n)
            kind = "app.bsky.feed.repost" if post.kind == "repost" else POST
            post.ref = f"at://{self.did(post.author)}/{kind}/{post.native}"
        for post in self.posts:
            self.records[post.ref] = self._record(post, post.text)
            if "edit-bsky" in post.marks:
                old = post.text.replace(*EDIT_BEFORE)
                self.before[post.ref] = self._record(post, old)

    def did(self, person: Person) -> str:
        """The account's own id, whatever its handle."""
        if person.key not in self.dids:
            chars = "".join(self.rng.choice("abcdefghijklmnopqrstuvwxyz234567") for _ in range(24))
            self.dids[person.key] = f"did:plc:{chars}"
        return self.dids[person.key]

    def _strong(self, post: Post) -> Json:
        return {"cid": cid(self.records[post.ref]), "uri": post.ref}

    def _record(self, post: Post, text: str) -> Json:
        if post.kind == "repost" and post.target:
            kind = "app.bsky.feed.repost"
            return {
                "$type": kind,
                "createdAt": stamp(post.at),
                "subject": self._strong(post.target),
            }
        langs = [] if post.lang == "und" else [post.lang]
        record: Json = {"$type": POST, "createdAt": stamp(post.at), "langs": langs, "text": text}
        if found := facets(text, post.links):
            record["facets"] = found
        if post.kind == "reply" and post.target:
            root = post.target
            while root.kind == "reply" and root.target:
                root = root.target
            record["reply"] = {"parent": self._strong(post.target), "root": self._strong(root)}
        if post.kind == "quote" and post.target:
            embed = {"$type": "app.bsky.embed.record", "record": self._strong(post.target)}
            record["embed"] = embed
        return record

    def search(self) -> Json:
        """What a search returned on the last evening: edited texts, nothing from gone accounts."""
        views = []
        for post in reversed(self.posts):
            if post.kind == "repost" or "gone" in post.author.flags:
                continue
            record = self.records[post.ref]
            views.append(
                {
                    "uri": post.ref,
                    "cid": cid(record),
                    "author": {
                        "did": self.did(post.author),
                        "handle": post.author.handles["bluesky"],
                        "displayName": post.author.name,
                        "viewer": {"muted": False, "blockedBy": False},
                        "labels": [],
                        "createdAt": "2029-06-01T08:00:00.000Z",
                    },
                    "record": record,
                    "bookmarkCount": 0,
                    "replyCount": self.rng.randrange(3),
                    "repostCount": self.rng.randrange(5),
                    "likeCount": self.rng.randrange(50),
                    "quoteCount": 0,
                    "indexedAt": stamp(post.at + timedelta(milliseconds=640)),
                    "viewer": {"bookmarked": False, "threadMuted": False},
                    "labels": [],
                }
            )
        return {"cursor": str(len(views)), "hitsTotal": len(views), "posts": views}

    def _event(self, did: str, at: datetime, commit: Json) -> Json:
        us = int(at.timestamp() * 1_000_000) + 391_000 + self.rng.randrange(900)
        commit = {"rev": tid(at + timedelta(milliseconds=300), 17), **commit}
        return {"did": did, "time_us": us, "kind": "commit", "commit": commit}

    def jetstream(self, people: dict[str, Person], followed: Callable[[Post], bool]) -> list[Json]:
        """A live capture from Saturday noon of the accounts that were followed."""
        events = []
        for post in self.posts:
            if post.at < LIVE_FROM or not followed(post):
                continue
            record = self.before.get(post.ref, self.records[post.ref])
            commit = {
                "operation": "create",
                "collection": record["$type"],
                "rkey": post.native,
                "record": record,
                "cid": cid(record),
            }
            events.append(self._event(self.did(post.author), post.at, commit))
            if post.ref in self.before:
                record = self.records[post.ref]
                commit |= {"operation": "update", "record": record, "cid": cid(record)}
                at = post.at + EDIT_AFTER
                events.append(self._event(self.did(post.author), at, commit))
        tristan = self.did(people["staff-tristan"])
        commit = {"operation": "delete", "collection": POST, "rkey": tid(UNSEEN_AT, 77)}
        events.append(self._event(tristan, UNSEEN_DELETED, commit))
        gone = people["teodor-albu"]
        events.append(self._about(gone, "identity", LIVE_FROM + timedelta(minutes=3), 40_220_118))
        events.append(self._about(gone, "account", GONE_AT, 40_871_552))
        staff = [p for p in self.posts if p.author.in_group and p.at > LIVE_FROM]
        for n, liker in enumerate(self.rng.sample(staff, 6)):
            subject = self._strong(self.rng.choice(staff))
            at = LIVE_FROM + timedelta(hours=30 + n, seconds=n * 7)
            record = {"$type": "app.bsky.feed.like", "createdAt": stamp(at), "subject": subject}
            commit = {
                "operation": "create",
                "collection": "app.bsky.feed.like",
                "rkey": tid(at, n),
                "record": record,
                "cid": cid(record),
            }
            events.append(self._event(self.did(liker.author), at, commit))
        return sorted(events, key=lambda e: int(e["time_us"]))

    def unseen(self, people: dict[str, Person]) -> str:
        """The post that was deleted before any of its text was kept."""
        return f"at://{self.did(people['staff-tristan'])}/{POST}/{tid(UNSEEN_AT, 77)}"

    def _about(self, person: Person, kind: str, at: datetime, seq: int) -> Json:
        body: Json = {"did": self.did(person), "seq": seq, "time": stamp(at)}
        if kind == "identity":
            body["handle"] = person.handles["bluesky"]
        else:
            body |= {"active": False, "status": "deleted"}
        us = int(at.timestamp() * 1_000_000) + 402_117
        return {"did": self.did(person), "time_us": us, "kind": kind, kind: body}
