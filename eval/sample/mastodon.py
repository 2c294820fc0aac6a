"""The shapes of Mastodon: statuses as two servers give them, and one edit history."""

from __future__ import annotations

import html
import random
import re
from datetime import datetime, timedelta
from typing import Any

from eval.sample.cast import Person
from eval.sample.words import Post

Json = dict[str, Any]
EDIT_BEFORE = ("at four", "at three")
EDIT_AFTER = timedelta(minutes=26)
SERVERS = ("mer.example", "phare.example")


def number(at: datetime, salt: int) -> str:
    """A Mastodon id of that instant."""
    return str((int(at.timestamp() * 1000) << 16) | (salt & 0xFFFF))


def stamp(at: datetime) -> str:
    """A Mastodon time."""
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def _link(url: str) -> str:
    rest = url.removeprefix("https://")
    shown, hidden = rest[:30], rest[30:]
    css = "ellipsis" if hidden else ""
    return (
        f'<a href="{url}" target="_blank" rel="nofollow noopener" translate="no">'
        f'<span class="invisible">https://</span><span class="{css}">{shown}</span>'
        f'<span class="invisible">{hidden}</span></a>'
    )


def content(text: str, server: str, links: list[str]) -> str:
    """A post's text in the HTML that Mastodon sends."""
    body = html.escape(text, quote=False).replace("'", "&#39;")
    for link in links:
        body = body.replace(link, _link(link))
    tag = rf'<a href="https://{server}/tags/\1" class="mention hashtag" rel="tag">#<span>\1</span></a>'
    body = re.sub(r"(?<![&\w])#(\w+)", tag, body)
    paragraphs = [p.replace("\n", "<br />") for p in body.split("\n\n")]
    return "".join(f"<p>{p}</p>" for p in paragraphs)


class Mastodon:
    """All of Mastodon that the case holds."""

    def __init__(self, posts: list[Post], rng: random.Random) -> None:
        """Give posts their ids; a post's `ref` is its `uri`, the same on every server."""
        self.rng = rng
        self.posts = sorted((p for p in posts if p.platform == "mastodon"), key=lambda p: p.at)
        self.accounts: dict[str, str] = {}
        for n, post in enumerate(self.posts):
            user, server = self.home(post.author)
            post.native = number(post.at, n * 11 + 3)
            post.ref = f"https://{server}/users/{user}/statuses/{post.native}"
            if post.kind == "repost":
                post.ref += "/activity"

    @staticmethod
    def home(person: Person) -> tuple[str, str]:
        """User and server."""
        user, server = person.handles["mastodon"].split("@")
        return user, server

    def account(self, person: Person, seen_from: str) -> Json:
        """An account as a server sees it: local ones have no server in `acct`."""
        user, server = self.home(person)
        if person.key not in self.accounts:
            self.accounts[person.key] = str(self.rng.randrange(10**17, 10**18))
        return {
            "id": self.accounts[person.key],
            "username": user,
            "acct": user if server == seen_from else f"{user}@{server}",
            "display_name": person.name,
            "locked": False,
            "bot": person.kind == "outlet",
            "discoverable": True,
            "group": False,
            "created_at": "2028-11-04T00:00:00.000Z",
            "note": f"<p>{html.escape(person.bio, quote=False)}</p>" if person.bio else "",
            "url": f"https://{server}/@{user}",
            "uri": f"https://{server}/users/{user}",
            "avatar": f"https://{server}/avatars/original/missing.png",
            "followers_count": self.rng.randrange(10, 900),
            "following_count": self.rng.randrange(10, 400),
            "statuses_count": self.rng.randrange(30, 4000),
            "last_status_at": "2031-03-18",
            "emojis": [],
            "fields": [],
        }

    def local_id(self, post: Post, seen_from: str) -> str:
        """The id that a server gave to a post, its own or another server's."""
        if self.home(post.author)[1] == seen_from:
            return post.native
        return number(post.at, int(post.native) % 7919)

    def status(self, post: Post, seen_from: str) -> Json:
        """One status as one server sees it. Ids are the server's own; `uri` is the post's."""
        user, server = self.home(post.author)
        boost = post.kind == "repost"
        made: Json = {
            "id": self.local_id(post, seen_from),
            "created_at": stamp(post.at),
            "in_reply_to_id": None,
            "in_reply_to_account_id": None,
            "sensitive": False,
            "spoiler_text": "",
            "visibility": "private" if "private" in post.marks else "public",
            "language": None if post.lang == "und" or boost else post.lang,
            "uri": post.ref,
            "url": post.ref if boost else f"https://{server}/@{user}/{post.native}",
            "replies_count": 0,
            "reblogs_count": self.rng.randrange(5),
            "favourites_count": self.rng.randrange(30),
            "edited_at": None,
            "content": post.marks.get("hostile") or content(post.text, server, post.links),
            "reblog": None,
            "application": None,
            "account": self.account(post.author, seen_from),
            "media_attachments": [],
            "mentions": [],
            "tags": [
                {"name": t.lower(), "url": f"https://{server}/tags/{t.lower()}"}
                for t in re.findall(r"#(\w+)", post.text)
            ],
            "emojis": [],
            "quote": None,
            "card": None,
            "poll": None,
        }
        if "edited" in post.marks:
            made["edited_at"] = stamp(post.at + EDIT_AFTER)
        if boost and post.target:
            made["reblog"] = self.status(post.target, seen_from)
        if post.kind == "reply" and post.target:
            made["in_reply_to_id"] = self.local_id(post.target, seen_from)
            made["in_reply_to_account_id"] = self.account(post.target.author, seen_from)["id"]
        return made

    def history(self, post: Post) -> list[Json]:
        """The edits of one status, oldest first, as /history gives them."""
        _, server = self.home(post.author)
        versions = ((post.text.replace(*EDIT_BEFORE), post.at), (post.text, post.at + EDIT_AFTER))
        return [
            {
                "content": content(text, server, post.links),
                "spoiler_text": "",
                "sensitive": False,
                "created_at": stamp(at),
                "account": self.account(post.author, server),
                "media_attachments": [],
                "emojis": [],
            }
            for text, at in versions
        ]

    def timeline(self, server: str) -> tuple[list[Json], list[Post]]:
        """What a server showed, newest first; and the posts of the other server among it."""
        remote = [p for p in self.posts if self.home(p.author)[1] != server and p.kind == "post"]
        remote = [p for p in remote if "private" not in p.marks and "edited" not in p.marks]
        federated = remote[5::9][:4]
        shown = [p for p in self.posts if self.home(p.author)[1] == server] + federated
        shown.sort(key=lambda p: p.at, reverse=True)
        return [self.status(p, server) for p in shown], federated
