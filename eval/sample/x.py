"""The shapes of X: API v2 pages as twarc2 keeps them, and what a browser capture keeps."""

from __future__ import annotations

import base64
import html
import json
import random
import re
from datetime import UTC, datetime
from typing import Any

from eval.sample.cast import Person
from eval.sample.words import Post

EPOCH = 1288834974657
LIMIT = 280
Json = dict[str, Any]


def snowflake(at: datetime, seq: int) -> str:
    """The id X gives at that instant."""
    ms = int(at.timestamp() * 1000)
    return str(((ms - EPOCH) << 22) | seq)


def stamp(at: datetime) -> str:
    """An API v2 time."""
    return at.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def weighted(text: str) -> int:
    """The length X counts: two for most characters outside Latin."""
    return sum(1 if ord(c) < 0x1100 or 0x2000 <= ord(c) <= 0x201F else 2 for c in text)


class X:
    """All of X that the case holds; ids are given once and for all."""

    def __init__(self, posts: list[Post], rng: random.Random) -> None:
        """Give each post its id and each author theirs."""
        self.rng = rng
        self.posts = sorted((p for p in posts if p.platform == "x"), key=lambda p: p.at)
        self.users: dict[str, Json] = {}
        self.short: dict[tuple[str, str], str] = {}
        for seq, post in enumerate(self.posts):
            post.native = snowflake(post.at, (seq * 37) % 4096)
            post.ref = f"x:{post.native}"
        for post in self.posts:
            self._user(post.author)
        self.data = {}
        for post in self.posts:
            if "hostile" in post.marks:  # what comes after them keeps its chances
                self.rng = random.Random(post.native)
            self.data[post.native] = self._tweet(post)
        self.rng = rng
        self.by_id = {p.native: p for p in self.posts}

    def _user(self, person: Person) -> Json:
        if person.key not in self.users:
            joined = datetime.fromtimestamp(self.rng.randrange(1_340_000_000, 1_900_000_000), UTC)
            self.users[person.key] = {
                "id": snowflake(joined, self.rng.randrange(4096)),
                "created_at": stamp(joined),
                "name": person.name,
                "username": person.handles["x"],
                "description": person.bio,
                "protected": False,
                "verified": False,
                "url": "",
                "public_metrics": {
                    "followers_count": self.rng.randrange(20, 4000),
                    "following_count": self.rng.randrange(20, 900),
                    "tweet_count": self.rng.randrange(40, 20_000),
                    "listed_count": self.rng.randrange(30),
                },
                "profile_image_url": "https://pbs.twimg.com/sticky/default_profile_images/"
                "default_profile_normal.png",
            }
        return self.users[person.key]

    def _links(self, post: Post, text: str) -> tuple[str, list[tuple[str, str]]]:
        """Replace addresses by t.co ones; a quotation ends with the quoted post's address."""
        links = list(post.links)
        if post.kind == "quote" and post.target:
            author = post.target.author.handles["x"]
            links.append(f"https://x.com/{author}/status/{post.target.native}")
            text = f"{text} {links[-1]}"
        pairs = []
        for link in links:
            key = (post.native, link)
            if key not in self.short:
                alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"
                code = "".join(self.rng.choice(alphabet) for _ in range(10))
                self.short[key] = f"https://t.co/{code}"
            text = text.replace(link, self.short[key])
            pairs.append((self.short[key], link))
        return text, pairs

    def _entities(self, text: str, pairs: list[tuple[str, str]]) -> Json:
        found: Json = {}
        urls = [
            {
                "start": text.index(tco),
                "end": text.index(tco) + len(tco),
                "url": tco,
                "expanded_url": link,
                "display_url": link.removeprefix("https://")[:27],
            }
            for tco, link in pairs
            if tco in text
        ]
        tags = [
            {"start": m.start(), "end": m.end(), "tag": m[1]} for m in re.finditer(r"#(\w+)", text)
        ]
        ids = {u["username"]: u["id"] for u in self.users.values()}
        mentions = [
            {"start": m.start(), "end": m.end(), "username": m[1], "id": ids[m[1]]}
            for m in re.finditer(r"@(\w+)", text)
            if m[1] in ids
        ]
        for name, value in (("urls", urls), ("hashtags", tags), ("mentions", mentions)):
            if value:
                found[name] = value
        return found

    def _tweet(self, post: Post) -> Json:
        full, pairs = self._links(post, post.text)
        shown = full
        if post.kind == "repost" and post.target:
            original, pairs = self._links(post.target, post.target.text)
            shown = f"RT @{post.target.author.handles['x']}: {original}"
            if len(shown) > 140:
                shown = shown[:139].rstrip() + "…"
            full = shown
        elif weighted(full) > LIMIT:
            shown = full[:276].rsplit(" ", 1)[0] + "…"
        tweet: Json = {
            "id": post.native,
            "author_id": self._user(post.author)["id"],
            "created_at": stamp(post.at),
            "text": html.escape(shown, quote=False),
            "lang": post.lang,
            "conversation_id": self._root(post),
            "edit_history_tweet_ids": [post.native],
            "public_metrics": {
                "retweet_count": self.rng.randrange(4),
                "reply_count": self.rng.randrange(3),
                "like_count": self.rng.randrange(60),
                "quote_count": 0,
            },
            "possibly_sensitive": False,
            "reply_settings": "everyone",
        }
        if entities := self._entities(tweet["text"], pairs):
            tweet["entities"] = entities
        if full != shown:
            tweet["note_tweet"] = {"text": full}
            if entities := self._entities(full, pairs):
                tweet["note_tweet"]["entities"] = entities
        if post.target:
            kind = {"reply": "replied_to", "quote": "quoted", "repost": "retweeted"}[post.kind]
            tweet["referenced_tweets"] = [{"type": kind, "id": post.target.native}]
            if post.kind == "reply":
                tweet["in_reply_to_user_id"] = self._user(post.target.author)["id"]
        return tweet

    def _root(self, post: Post) -> str:
        while post.kind == "reply" and post.target:
            post = post.target
        return post.native

    def page(self, posts: list[Post], at: datetime, url: str, token: str = "") -> Json:
        """One response, newest first, with what its posts refer to."""
        newest = sorted(posts, key=lambda p: -int(p.native))
        authors = {p.author.key: p.author for p in newest}
        referred = {p.target.native: p.target for p in newest if p.target}
        for target in referred.values():
            authors.setdefault(target.author.key, target.author)
        meta: Json = {
            "newest_id": newest[0].native,
            "oldest_id": newest[-1].native,
            "result_count": len(newest),
        }
        if token:
            meta["next_token"] = token
        return {
            "data": [self.data[p.native] for p in newest],
            "includes": {
                "users": [self._user(a) for a in authors.values()],
                "tweets": [self.data[i] for i in referred],
            },
            "meta": meta,
            "__twarc": {
                "url": url,
                "version": "2.14.1",
                "retrieved_at": at.strftime("%Y-%m-%dT%H:%M:%S+00:00"),
            },
        }

    def pages(self, posts: list[Post], at: datetime) -> list[Json]:
        """A search, a hundred posts a page."""
        url = "https://api.twitter.com/2/tweets/search/recent?max_results=100&query=ondelune"
        newest = sorted(posts, key=lambda p: -int(p.native))
        chunks = [newest[i : i + 100] for i in range(0, len(newest), 100)]
        made = []
        for n, chunk in enumerate(chunks):
            token = f"b26v89c19zqg8o3f{n:04d}" if n + 1 < len(chunks) else ""
            made.append(self.page(chunk, at, url, token))
        return made

    def lookup(self, posts: list[Post], missing: list[Post], at: datetime) -> Json:
        """A look at named ids: what is gone is told in `errors`."""
        ids = ",".join(p.native for p in [*posts, *missing])
        made = self.page(posts, at, f"https://api.twitter.com/2/tweets?ids={ids}")
        made["meta"] = {"result_count": len(posts)}
        made["errors"] = [
            {
                "value": p.native,
                "detail": f"Could not find tweet with ids: [{p.native}].",
                "title": "Not Found Error",
                "resource_type": "tweet",
                "parameter": "ids",
                "resource_id": p.native,
                "type": "https://api.twitter.com/2/problems/resource-not-found",
            }
            for p in missing
        ]
        return made

    def captured(self, post: Post, number: int, at: datetime) -> Json:
        """One line of a browser capture (Zeeschuimer), in GraphQL's shape."""
        user = self._user(post.author)
        tweet = self.data[post.native]
        when = post.at.strftime("%a %b %d %H:%M:%S +0000 %Y")
        joined = datetime.fromisoformat(user["created_at"]).strftime("%a %b %d %H:%M:%S +0000 %Y")
        metrics = tweet["public_metrics"]
        entities = tweet.get("entities", {})
        legacy: Json = {
            "bookmark_count": 0,
            "bookmarked": False,
            "conversation_id_str": tweet["conversation_id"],
            "created_at": when,
            "display_text_range": [0, len(tweet["text"])],
            "entities": {
                "hashtags": [
                    {"indices": [t["start"], t["end"]], "text": t["tag"]}
                    for t in entities.get("hashtags", [])
                ],
                "symbols": [],
                "urls": [
                    {
                        "display_url": u["display_url"],
                        "expanded_url": u["expanded_url"],
                        "indices": [u["start"], u["end"]],
                        "url": u["url"],
                    }
                    for u in entities.get("urls", [])
                ],
                "user_mentions": [
                    {
                        "id_str": m["id"],
                        "indices": [m["start"], m["end"]],
                        "name": m["username"],
                        "screen_name": m["username"],
                    }
                    for m in entities.get("mentions", [])
                ],
            },
            "favorite_count": metrics["like_count"],
            "favorited": False,
            "full_text": tweet["text"],
            "id_str": post.native,
            "is_quote_status": False,
            "lang": post.lang,
            "quote_count": metrics["quote_count"],
            "reply_count": metrics["reply_count"],
            "retweet_count": metrics["retweet_count"],
            "retweeted": False,
            "user_id_str": user["id"],
        }
        if post.kind == "reply" and post.target:
            legacy["in_reply_to_screen_name"] = post.target.author.handles["x"]
            legacy["in_reply_to_status_id_str"] = post.target.native
            legacy["in_reply_to_user_id_str"] = tweet["in_reply_to_user_id"]
        result: Json = {
            "__typename": "User",
            "core": {
                "created_at": joined,
                "name": user["name"],
                "screen_name": user["username"],
            },
            "id": base64.b64encode(f"User:{user['id']}".encode()).decode(),
            "is_blue_verified": False,
            "privacy": {"protected": False},
            "profile_bio": {"description": user["description"], "entities": {"description": {}}},
            "relationship_counts": {
                "followers": user["public_metrics"]["followers_count"],
                "following": user["public_metrics"]["following_count"],
            },
            "rest_id": user["id"],
            "verification": {"verified": False},
        }
        data: Json = {
            "__typename": "Tweet",
            "core": {"user_results": {"result": result}},
            "edit_control": {
                "edit_tweet_ids": [post.native],
                "editable_until_msecs": str(int(post.at.timestamp() * 1000) + 3_600_000),
                "edits_remaining": "5",
                "is_edit_eligible": True,
            },
            "is_translatable": post.lang == "fr",
            "legacy": legacy,
            "rest_id": post.native,
            "source": '<a href="https://mobile.twitter.com" rel="nofollow">Twitter Web App</a>',
            "unmention_data": {},
            "views": {"count": str(self.rng.randrange(90, 9000)), "state": "EnabledWithCount"},
            "promoted": False,
        }
        if "note_tweet" in tweet:
            note = tweet["note_tweet"]
            data["note_tweet"] = {
                "is_expandable": True,
                "note_tweet_results": {
                    "result": {
                        "entity_set": {
                            "hashtags": [],
                            "symbols": [],
                            "urls": [],
                            "user_mentions": [],
                        },
                        "id": base64.b64encode(f"NoteTweet:{post.native}".encode()).decode(),
                        "media": {"inline_media": []},
                        "richtext": {"richtext_tags": []},
                        "text": note["text"],
                    }
                },
            }
        # A capture of a thread gives the id as a rounded number: `rest_id` alone is right.
        item: str | int = post.native
        if post.kind == "reply":
            item = int(float(post.native))
        data["id"] = item
        ms = int(at.timestamp() * 1000) + number * 137
        source = "SearchTimeline" if post.kind == "post" else "TweetDetail"
        return {
            "id": number,
            "nav_index": "1:4:0",
            "item_id": item,
            "timestamp_collected": ms,
            "last_updated": ms,
            "source_platform": "twitter.com",
            "source_platform_url": "https://x.com/search?q=ondelune&src=typed_query&f=live",
            "source_url": f"https://x.com/i/api/graphql/abc/{source}?variables=...",
            "user_agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "data": data,
        }


def lines(objects: list[Json]) -> str:
    """JSON lines."""
    return "".join(json.dumps(o, ensure_ascii=False) + "\n" for o in objects)
