"""X's archive of one's own account: its JavaScript files, or the whole zip.

Long texts stand in another file, under ids that never equal a post's: they
are joined by second and beginning.  Only posts are read; messages, contacts
and addresses in the archive are never opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

from attrs import evolve, field, frozen

from contrecoup.errors import Unreadable
from contrecoup.model.evidence import Observation
from contrecoup.model.outcomes import Problem, Skipped
from contrecoup.sources import x_posts
from contrecoup.sources.entries import CUT_ITEM, Entry, Refused, Remarks, empty, guarded
from contrecoup.sources.heads import Head
from contrecoup.sources.inputs import Input, Item
from contrecoup.sources.moments import any_time, maybe
from contrecoup.sources.parse import NotJson, is_cut, value_of
from contrecoup.sources.salvage import salvaged
from contrecoup.sources.streams import DOCUMENT_LIMIT, Plain
from contrecoup.sources.values import get, make, many, number, record, text, unique
from contrecoup.sources.zips import opened_zip, readable

_HEAD = re.compile(r"\s*window\.YTD\.(\w+)\.part\d+\s*=\s*")
_FILES = re.compile(r"(?:^|/)data/(tweets?|tweets?-part\d+|deleted-tweets?)\.js$")
BESIDE = ("note-tweet.js", "account.js", "profile.js")
"""Files of an unpacked archive that say more of the posts in the files beside them."""
_PRIVATE = re.compile(r"(?:^|/)data/(direct-messages?(?:-group)?(?:-part\d+)?|contact)\.js$")
"""The headers of messages beside them (``direct-message-headers.js``) tell the same again."""
_MESSAGES = {"messageCreate", "welcomeMessageCreate"}
_POSTS = {"tweets", "tweet", "deleted_tweets"}
_START = 60
_OWNER = "the file does not say whose archive it is; add its folder with account.js, or the zip"


@frozen
class _Owner:
    user_id: str = ""
    handle: str = ""
    name: str = ""
    bio: str = ""


@frozen
class _Archive:
    """What is known beside the posts: the owner, and long texts by their second."""

    owner: _Owner = _Owner()
    notes: dict[str, list[str]] = field(factory=dict)


def _parts(data: bytes, place: str) -> tuple[str, list[Any], list[Problem]]:
    """Return a file's kind, its elements, and what is wrong with it."""
    words = data.decode("utf-8-sig", "replace")
    found = _HEAD.match(words)
    if not found:
        message = "this is not a file of X's archive"
        raise Unreadable(message, place=place, next_step="leave out --as")
    body = words[found.end() :].rstrip().rstrip(";")
    try:
        value, problems = value_of(body.encode("utf-8", "replace")), []
    except NotJson as error:
        value, problems = salvaged(body), [Problem(place, f"the file is damaged: {error}")]
    return found.group(1), value if isinstance(value, list) else [], problems


def _notes(elements: list[Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in elements:
        at = maybe(text(element, "noteTweet", "createdAt"))
        words = text(element, "noteTweet", "core", "text")
        if at and words:
            found.setdefault(at.replace(microsecond=0).isoformat(), []).append(words)
    return found


def _joined(words: str, second: str, notes: dict[str, list[str]]) -> str:
    """Return the long text that a short one is the beginning of, or nothing."""
    start = _folded(words)[:_START]
    for note in notes.get(second, ()):
        if len(note) > len(words) - 30 and _folded(x_posts.plain(note)).startswith(start[:40]):
            return x_posts.plain(note)
    return ""


def _folded(words: str) -> str:
    return " ".join(x_posts.plain(words).split(" https://t.co/")[0].rstrip("… ").split())


def _post(
    entry: Entry, kind: str, archive: _Archive, source: Input, remarks: Remarks
) -> Iterator[Item]:
    value = record(entry.value, "tweet") or record(entry.value)
    bare = text(value, "id_str") or text(value, "id")
    post_id = x_posts.checked_id(bare)
    found = any_time(value.get("created_at"), source.zone)
    when = x_posts.timed(bare, found[0] if found else None, remarks, entry.place)
    words, key = x_posts.plain(text(value, "full_text") or text(value, "text")), "full_text"
    if not words:
        reason = "no text"
        raise Refused(reason)
    long = _joined(words, when.at.replace(microsecond=0).isoformat(), archive.notes)
    if long:
        words, key = long, "note-tweet"
    retweet = words.startswith("RT @")
    cut = not long and (x_posts.looks_cut(words) or (retweet and words.endswith("…")))
    if cut:
        remarks.add(x_posts.CUT_TEXT, entry.place)
    owner = archive.owner
    if not owner.user_id and not owner.handle:
        remarks.add(_OWNER, entry.place)
    account = x_posts.account(owner.user_id, owner.handle) or f"x:owner-{source.capture_id[:12]}"
    chain = [i for i in many(value, "edit_info", "initial", "editTweetIds") if isinstance(i, str)]
    chain = chain or many(value, "edit_info", "edit", "editControlInitial", "editTweetIds")
    edited = len(chain) > 1
    media = many(value, "extended_entities", "media") or many(value, "entities", "media")
    yield make(
        entry.place,
        post_id=post_id,
        platform="x",
        account_id=account,
        handle=owner.handle,
        display_name=owner.name,
        bio=owner.bio,
        created_at=when.at,
        zone=when.zone,
        created_text=when.printed,
        text=words,
        text_source=key,
        truncated=cut,
        lang=x_posts.language(text(value, "lang")),
        url=x_posts.address(owner.handle, bare),
        reply_to=x_posts.known_id(text(value, "in_reply_to_status_id_str")),
        links=unique(text(u, "expanded_url") for u in many(value, "entities", "urls")),
        hashtags=unique(text(t, "text") for t in many(value, "entities", "hashtags")),
        mentions=unique(text(m, "screen_name") for m in many(value, "entities", "user_mentions")),
        media=unique(text(m, "media_url_https") for m in media),
        likes=number(value, "favorite_count"),
        reposts=number(value, "retweet_count"),
        state="deleted" if kind == "deleted_tweets" else "edited" if edited else "live",
        version_of=x_posts.known_id(str(chain[0])) if edited and chain[0] != bare else "",
        tool="X archive",
        capture_id=source.capture_id,
    )
    gone = any_time(value.get("deleted_at"), source.zone)
    if gone:
        place = f"{entry.place}, deleted_at"
        reason = "deleted by its author"
        yield Observation(post_id, "deleted", gone[0], source.capture_id, place, reason)


def _is_message(value: Any) -> bool:
    return isinstance(value, dict) and bool(_MESSAGES & value.keys())


def _owner(account: list[Any], profile: list[Any]) -> _Owner:
    return _Owner(
        user_id=text(get(account, 0), "account", "accountId"),
        handle=text(get(account, 0), "account", "username"),
        name=text(get(account, 0), "account", "accountDisplayName"),
        bio=text(get(profile, 0), "profile", "description", "bio"),
    )


def _elements(source: Input, name: str) -> list[Any]:
    """Return what a file of the same folder lists; nothing where there is none to read."""
    stream = source.beside(name)
    if stream is None:
        return []
    with stream:
        data = stream.read(DOCUMENT_LIMIT)
    return _parts(data, name)[1] if _HEAD.match(data[:200].decode("utf-8-sig", "replace")) else []


class XArchive:
    """The files of X's archive that hold posts."""

    name = "x-archive"

    def sniff(self, head: Head) -> int:
        """Look for the assignment that starts every file, or the zip's names."""
        if head.raw.startswith(b"PK\x03\x04"):
            named = b"Your archive.html" in head.raw or b"data/" in head.raw
            return 60 if named and (b"twitter" in head.raw or b".js" in head.raw) else 0
        return 95 if head.start.startswith("window.YTD.") else 0

    def read(self, source: Input) -> Iterator[Item]:
        """Yield the posts; of a zip, with their author and their long texts."""
        remarks = Remarks()
        with Plain(source) as plain:
            start = plain.read(4)
        if start.startswith(b"PK"):
            yield from self._zip(source, remarks)
        else:
            with Plain(source) as plain:
                data = plain.all()
            if not data.strip():
                raise empty(source)
            beside = [_elements(source, name) for name in BESIDE]
            archive = _Archive(_owner(beside[1], beside[2]), _notes(beside[0]))
            if handle := source.columns.get("handle", "").lstrip("=@"):
                archive = evolve(archive, owner=_Owner(handle=handle))
            yield from self._file(data, "", archive, source, remarks)
        yield from remarks.flush()

    def _zip(self, source: Input, remarks: Remarks) -> Iterator[Item]:
        with opened_zip(source) as archive:
            names = sorted(archive.namelist())
            wanted = [n for n in names if _FILES.search(n)]
            if not wanted:
                message = "there is no data/tweets.js in the archive"
                step = "add the zip that X gave, or another format"
                raise Unreadable(message, place=source.name, next_step=step)

            def first(suffix: str) -> list[Any]:
                found = [n for n in names if n.endswith(suffix)]
                return [e for n in found for e in self._listed(archive, n, source, remarks)]

            account, profile = first("data/account.js"), first("data/profile.js")
            owner = _owner(account, profile)
            notes = _notes(first("data/note-tweet.js"))
            for name in (*wanted, *filter(_PRIVATE.search, names)):
                try:
                    data = readable(archive, name, source)
                    yield from self._file(
                        data, f"{name}, ", _Archive(owner, notes), source, remarks
                    )
                except Unreadable as error:
                    yield Problem(name, error.message)

    @staticmethod
    def _listed(archive: ZipFile, name: str, source: Input, remarks: Remarks) -> list[Any]:
        """Return what a file beside the posts lists; nothing, and a remark, where it is damaged."""
        try:
            return _parts(readable(archive, name, source), name)[1]
        except Unreadable as error:
            remarks.add(error.message, name)
            return []

    @staticmethod
    def _file(
        data: bytes, before: str, archive: _Archive, source: Input, remarks: Remarks
    ) -> Iterator[Item]:
        kind, elements, problems = _parts(data, f"{before or source.name}")
        for index, element in enumerate(elements):
            place = f"{before}item {index + 1}"
            if is_cut(element) or is_cut(get(element, "tweet")):
                yield Problem(place, CUT_ITEM)
            elif kind in _POSTS:
                entry = Entry(place, element)
                yield from guarded(place, _post(entry, kind, archive, source, remarks))
            elif kind == "note_tweet":
                yield Skipped(place, "long text apart from its post")
                remarks.add(
                    "long texts are joined to the posts of tweets.js in the same folder or zip",
                    place,
                )
            elif kind.endswith("headers"):
                yield Skipped(place, "headers of private messages")
            else:
                said = [m for m in many(element, "dmConversation", "messages") if _is_message(m)]
                for number_of in range(max(1, len(said))):
                    inside = f"{place}, message {number_of + 1}" if said else place
                    yield Skipped(inside, "private")
        yield from problems


X_ARCHIVE = XArchive()
