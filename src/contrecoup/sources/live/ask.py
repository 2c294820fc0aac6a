"""Asking again about posts that are held: what each platform's own servers say now."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import quote, urlencode, urlsplit

import msgspec
from attrs import define, field, frozen

from contrecoup.errors import PlatformRefused
from contrecoup.sources.live.bluesky import APPVIEW, DIRECTORY
from contrecoup.sources.live.fetch import Fetcher
from contrecoup.sources.live.network import Exchange
from contrecoup.sources.values import many, text

_AT_ONCE = 25
_MOST_ALONE = 1_000
TOO_MANY = "as many others were asked about one by one already"


@frozen
class Asked:
    """An exchange and what it was asked about; or, without one, why there is none."""

    about: str
    exchange: Exchange | None = None
    refused: str = ""


@define
class Asker:
    """Asks about posts.

    Args:
        fetcher: asks politely.
        appview: who is asked about many Bluesky posts at once; empty for nobody.
        directory: who knows the server of a Bluesky account.
        tell: given narration.
    """

    fetcher: Fetcher
    appview: str = APPVIEW
    directory: str = DIRECTORY
    tell: Callable[[str], None] = lambda _words: None
    _servers: dict[str, str] = field(init=False, factory=dict)

    def bluesky(self, uris: Iterable[str]) -> Iterator[Asked]:
        """Ask for posts at once, then one by one at their servers for those not given."""
        asked = sorted(set(uris))
        missing: list[str] = []
        for start in range(0, len(asked), _AT_ONCE):
            some = asked[start : start + _AT_ONCE]
            given: set[str] = set()
            if self.appview:
                query = urlencode([("uris", uri) for uri in some])
                one = self._ask("", f"{self.appview}/xrpc/app.bsky.feed.getPosts?{query}")
                yield one
                if one.exchange is not None and one.exchange.status == 200:
                    with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError):
                        answer = msgspec.json.decode(one.exchange.body)
                        given = {text(post, "uri") for post in many(answer, "posts")}
            missing += [uri for uri in some if uri not in given]
        accounts: set[str] = set()
        for uri in missing[:_MOST_ALONE]:
            did, _, rest = uri.removeprefix("at://").partition("/")
            collection, _, rkey = rest.partition("/")
            server = self._server(did)
            if not server:
                yield Asked(f"bluesky:{uri}", refused="nobody says which server the account is on")
                continue
            query = urlencode({"repo": did, "collection": collection, "rkey": rkey})
            yield self._ask(f"bluesky:{uri}", f"{server}/xrpc/com.atproto.repo.getRecord?{query}")
            if did not in accounts:
                accounts.add(did)
                path = f"/xrpc/com.atproto.sync.getRepoStatus?{urlencode({'did': did})}"
                yield self._ask(f"bluesky:{did}", server + path)
        for uri in missing[_MOST_ALONE:]:
            yield Asked(f"bluesky:{uri}", refused=TOO_MANY)

    def mastodon(self, uris: Iterable[str]) -> Iterator[Asked]:
        """Ask for posts one by one at the servers that they come from."""
        for uri in sorted(set(uris)):
            parts = urlsplit(uri)
            number = parts.path.rstrip("/").rsplit("/", 1)[-1]
            if parts.scheme not in {"http", "https"} or not number:
                yield Asked(f"mastodon:{uri}", refused="its address does not say where to ask")
                continue
            url = f"{parts.scheme}://{parts.netloc}/api/v1/statuses/{quote(number)}"
            yield self._ask(f"mastodon:{uri}", url)

    def articles(self, addresses: Iterable[tuple[str, str]]) -> Iterator[Asked]:
        """Ask for the pages of articles (id and address), robots asked first."""
        for article_id, url in sorted(set(addresses)):
            try:
                yield Asked(article_id, self.fetcher.page(url).last)
            except PlatformRefused as refused:
                yield Asked(article_id, refused=refused.message)

    def _ask(self, about: str, url: str) -> Asked:
        try:
            return Asked(about, self.fetcher.ask(url))
        except PlatformRefused as refused:
            self.tell(str(refused))
            return Asked(about, refused=refused.message)

    def _server(self, did: str) -> str:
        """Return the server of an account, as the directory names it."""
        if did not in self._servers:
            self._servers[did] = ""
            path = quote(did, safe=":")
            url = f"{self.directory.rstrip('/')}/{path}"
            if did.startswith("did:web:"):
                url = f"https://{did.removeprefix('did:web:')}/.well-known/did.json"
            with contextlib.suppress(PlatformRefused, msgspec.DecodeError, UnicodeDecodeError):
                answer = self.fetcher.ask(url)
                for service in many(msgspec.json.decode(answer.body), "service"):
                    if text(service, "id").endswith("#atproto_pds"):
                        self._servers[did] = text(service, "serviceEndpoint").rstrip("/")
        return self._servers[did]
