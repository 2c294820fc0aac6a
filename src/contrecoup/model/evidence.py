"""Preserved bytes, places in them, and what has been observed of them since."""

from __future__ import annotations

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
    (``posts``, ``letter``, ``roster`` or empty).
    """

    capture_id: str
    size: int
    source: str
    captured: Moment
    how: str = "file"
    role: str = ""
    format: str = ""


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
