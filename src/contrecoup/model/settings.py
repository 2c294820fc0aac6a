"""What a person sets for one case: the contents of case.toml."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, get_args

from attrs import field, frozen

Lang = Literal["fr", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)

UnavailablePolicy = Literal["verbatim", "paraphrase", "count"]
"""What a report may show of an item that is no longer available."""


@frozen(kw_only=True)
class Event:
    """A dated event that the account is measured from, named by a person."""

    at: datetime
    kind: str
    name: dict[Lang, str]
    source: str = ""


@frozen(kw_only=True)
class Settings:
    """The settings of a case.

    ``window`` is in seconds; ``threshold`` is a Jaccard index from 0 to 1;
    ``min_people`` and ``min_ties`` are the least that an echo and a tie need;
    ``tagger`` is the folder of a tagger for the press, from the case's folder.
    ``recheck`` is how many days may pass, before publishing, since a quoted post that can be
    asked about was last seen; 0 for any number.  ``retain_until`` is the last day that the case is to be kept; ``timestamps`` the
    address of a time-stamping authority (RFC 3161), ``timestamps_root`` the file of its
    root certificate; ``seed`` what a sample's keys follow from.
    """

    title: dict[Lang, str] = field(factory=dict)
    group: str = ""
    group_names: tuple[str, ...] = ()
    zone: str = "UTC"
    languages: tuple[Lang, ...] = ("fr", "en")
    start: datetime | None = None
    end: datetime | None = None
    events: tuple[Event, ...] = ()
    window: float = 60.0
    threshold: float = 0.8
    min_people: int = 3
    min_ties: int = 2
    unavailable: UnavailablePolicy = "count"
    unavailable_reason: str = ""
    contact: str = ""
    licence: str = ""
    tagger: str = ""
    recheck: int = 7
    retain_until: date | None = None
    timestamps: str = ""
    timestamps_root: str = ""
    seed: str = ""
