"""What was published, line by line, so that later versions can say what changed."""

from __future__ import annotations

from datetime import datetime

from attrs import field, frozen

from contrecoup.model.report import Correction


@frozen(kw_only=True)
class Printed:
    """One line of a published page.

    ``key`` is the line's content-derived id, ``sentence_id`` its place on that page (``k2``),
    ``section`` the section's key; ``rests_on`` are the findings behind it and the ids it counts;
    ``quotes`` are its quoted words, each with the id of its document.
    """

    key: str
    sentence_id: str
    section: str
    kind: str
    text: str
    rests_on: tuple[str, ...] = ()
    quotes: tuple[tuple[str, str], ...] = ()


@frozen(kw_only=True)
class Publication:
    """One published version of an account.

    ``decisions`` is how many decisions came before it, ``captures`` the captures that the case
    then held; ``lines`` and the ``corrections`` printed so far are by language; ``files`` are
    the SHA-256 of each published file, by name.
    """

    version: int
    at: datetime
    who: str
    note: str
    decisions: int
    captures: tuple[str, ...] = ()
    lines: dict[str, tuple[Printed, ...]] = field(factory=dict)
    corrections: dict[str, tuple[Correction, ...]] = field(factory=dict)
    files: dict[str, str] = field(factory=dict)
