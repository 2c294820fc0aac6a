"""Preserved bytes, places in them, and what has been observed of them since."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, get_args

from attrs import frozen

from contrecoup.model.times import Moment

State = Literal[
    "live",
    "edited",
    "deleted",
    "account-deleted",
    "deactivated",
    "suspended",
    "taken-down",
    "protected",
    "withheld",
    "unavailable",
    "unknown",
]
"""What is known of a post's availability.

``deleted``: its author or the platform said so in an event.  ``unavailable``:
it was asked for and not returned, which does not say why.
"""

STATES: tuple[State, ...] = get_args(State)

Certainty = Literal["observed", "one-outlet", "several-outlets", "computed", "absence"]
"""How we know: we hold it; one outlet reports it; several do; a rule computed
it; we looked and found nothing."""

CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)


@frozen
class Capture:
    """Bytes that were preserved.

    ``capture_id`` is the SHA-256 of the bytes, in hexadecimal.  ``source`` is
    the path or address they came from, as given; ``how`` is ``file``,
    ``stdin``, ``url`` or ``watch``; ``role`` is what the person said they are
    (``posts``, ``letter``, ``roster`` or empty).  ``redacted``: the bytes are a
    working copy, made when somebody's items were removed from what was preserved.
    """

    capture_id: str
    size: int
    source: str
    captured: Moment
    how: str = "file"
    role: str = ""
    format: str = ""
    redacted: bool = False


@frozen
class Citation:
    """A place in a capture: exact words, what stands around them, positions.

    ``document_id`` is the post, article or letter read from the capture;
    ``start`` and ``end`` are code points in that document's text; ``place``
    locates the document in the capture (``line 17``, ``item 3``).
    W3C Web Annotation calls this a text-quote selector with a position.
    """

    capture_id: str
    document_id: str
    exact: str
    start: int
    end: int
    prefix: str = ""
    suffix: str = ""
    place: str = ""


@frozen
class Observation:
    """What was seen of a post or an account at one time.

    ``target`` is a post id or an account id (``x:1726…``, ``bluesky:did:…``).
    """

    target: str
    state: State
    at: Moment
    capture_id: str
    place: str
    reason: str = ""


@frozen(kw_only=True)
class AccountKey:
    """A key that an account signs with, as a directory's document names it.

    ``account_id`` is prefixed (``bluesky:did:plc:…``); ``key`` is a did:key;
    ``handle`` is the account's, without @; ``since`` is when the directory took the
    key up, where it says so.  ``followed``: the account's own signed log names the key,
    from its identifier on; if not, it rests on the directory's word.
    """

    account_id: str
    key: str
    capture_id: str
    place: str
    handle: str = ""
    since: Moment | None = None
    followed: bool = False


Standing = Literal["signed", "no-key", "other-words", "failed"]
"""``signed``: by a key of the account, in its repository; ``no-key``: in a repository
whose account's key is not held; ``other-words``: the words held are not those that
the account signed; ``failed``: something does not hold."""


@frozen(kw_only=True)
class Proof:
    """What the signed frames of a case prove of one post.

    ``standing`` is of the words that the case holds; a post of which no frame is
    held has no Proof, and is taken on our word.  ``rev`` is the repository's revision,
    ``key`` the key that signed, ``cid`` the hash of the record.  ``gone`` says that a
    later signed commit shows the repository without the post; ``gone_same`` that the
    record it is said to have removed is the one that is held.  ``followed``: the key is
    named by the account's own signed log, not by a directory alone.  ``place`` is the
    frame's in its capture; ``reason`` says in English what does not hold.
    """

    post_id: str
    standing: Standing
    capture_id: str
    place: str
    rev: str = ""
    key: str = ""
    cid: str = ""
    gone: bool = False
    gone_same: bool = False
    followed: bool = False
    gone_capture_id: str = ""
    gone_place: str = ""
    reason: str = ""


GapWhy = Literal[
    "not-running", "disconnected", "silent", "too-slow", "too-old", "restarted", "unknown"
]
"""Why a live capture holds nothing of a time: nobody watched; the connection broke; the
server fell silent; it cut a reader that was too slow; it no longer kept what was asked
for; its log began anew."""

GAP_WHYS: tuple[GapWhy, ...] = get_args(GapWhy)


@frozen(kw_only=True)
class Gap:
    """Time between ``first`` and ``last`` of which a live capture holds nothing, and why."""

    platform: str
    server: str
    first: datetime
    last: datetime
    why: GapWhy


@frozen(kw_only=True)
class Watch:
    """A time during which a network was followed live, with how many messages were kept."""

    platform: str
    server: str
    first: datetime
    last: datetime
    kept: int = 0


Ground = Literal["unchanged", "existed", "signed", "no-key", "other-words", "failed"]
"""What stands behind a document besides our word.  ``unchanged``: its bytes have the hash
they had when captured; ``existed``: a time stamp shows that they existed by a time; the
others are Standings of a Proof."""

GROUNDS: tuple[Ground, ...] = get_args(Ground)


@frozen
class Vouched:
    """What stands behind one document: a post, an article, a letter, by its id.

    ``at``: by when its bytes existed, for ``existed``.
    """

    document_id: str
    ground: Ground
    at: Moment | None = None
