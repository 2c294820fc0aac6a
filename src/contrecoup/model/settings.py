"""What a person sets for one case: the contents of case.toml."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal, get_args

from attrs import field, frozen

from contrecoup.model.times import Precision

Lang = Literal["fr", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)

UnavailablePolicy = Literal["verbatim", "paraphrase", "count"]
"""What a report may show of an item that is no longer available."""


def _key(key: str, doc: str, **default: Any) -> Any:
    return field(metadata={"key": key, "doc": doc}, **default)


@frozen(kw_only=True)
class Event:
    """A dated event that the account is measured from, named by a person.

    ``precision`` is ``day`` where only the day was set; ``at`` is then its first instant in the
    case's zone.
    """

    at: datetime
    kind: str
    name: dict[Lang, str]
    source: str = ""
    precision: Precision = "minute"


@frozen(kw_only=True)
class Settings:
    """The settings of a case.

    ``window`` is in seconds here; ``threshold`` is a Jaccard index from 0 to 1.  Each attribute's
    metadata says its key in case.toml and what it holds.
    """

    title: dict[Lang, str] = _key("case.title.fr, .en", "the account's title", factory=dict)
    group: str = _key(
        "case.group", "whose people reacted: an organisation of the roster", default=""
    )
    group_names: tuple[str, ...] = _key(
        "case.group_names", "other names of it that a profile may use", default=()
    )
    zone: str = _key("case.zone", "the zone of the account's times", default="UTC")
    languages: tuple[Lang, ...] = _key(
        "case.languages", "languages of the account, the first by default", default=("fr", "en")
    )
    start: datetime | None = _key(
        "case.from", "where the account's window begins, with a zone", default=None
    )
    end: datetime | None = _key("case.to", "where it ends", default=None)
    events: tuple[Event, ...] = _key(
        "[[event]]", "dated events; minutes are counted from the first", default=()
    )
    window: float = _key(
        "thresholds.window", "most time between two posts of a tie (60s, 5m, 1h)", default=60.0
    )
    threshold: float = _key(
        "thresholds.threshold", "near-identical: word-set Jaccard index, 0.5 to 1", default=0.8
    )
    min_people: int = _key(
        "thresholds.min_people", "least number of accounts of an echo", default=3
    )
    min_ties: int = _key("thresholds.min_ties", "least weight of a tie", default=2)
    unavailable: UnavailablePolicy = _key(
        "publication.unavailable",
        "what is shown of posts no longer available: verbatim, paraphrase or count",
        default="count",
    )
    unavailable_reason: str = _key(
        "publication.unavailable_reason", "why; needed for verbatim", default=""
    )
    contact: str = _key(
        "publication.contact", "whom to ask for a removal, printed on the page", default=""
    )
    licence: str = _key("publication.licence", "printed on the page", default="")
    tagger: str = _key("press.tagger", "folder of a tagger of your own, from the case", default="")
    recheck: int = _key(
        "publication.recheck",
        "days that may pass, before publishing, since a quoted post was last seen; 0: any number",
        default=7,
    )
    retain_until: date | None = _key(
        "publication.retain_until", "the last day that the case is to be kept", default=None
    )
    timestamps: str = _key(
        "evidence.timestamps", "address of a time-stamping authority (RFC 3161)", default=""
    )
    timestamps_root: str = _key(
        "evidence.timestamps_root", "file of its root certificate, from the case", default=""
    )
    seed: str = _key(
        "evidence.seed", "what a sample's keys follow from; empty in a case", default=""
    )
