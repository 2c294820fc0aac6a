from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from contrecoup.findings.context import Context
from contrecoup.model.decisions import Decision
from contrecoup.model.documents import Article, Documents, Letter
from contrecoup.model.evidence import Capture, Observation
from contrecoup.model.people import Account, Affiliation, Organisation, Person, Roster
from contrecoup.model.posts import Post, Posts
from contrecoup.model.settings import Event, Settings
from contrecoup.model.times import Moment

EVENT = datetime(2031, 3, 14, 16, 30, tzinfo=UTC)

ROSTER = Roster(
    people=(
        Person(person_id="nolwenn", name="Nolwenn Trévidic", public=True),
        Person(person_id="lucien", name="Lucien Marchetaud", public=True),
        Person(person_id="anna", name="Anna Le Pors"),
        Person(person_id="marie-data", name="Marie Kervella"),
        Person(person_id="marie-legal", name="Marie Kervella"),
        Person(person_id="silent", name="Tomasz Wieliczko", public=True),
        Person(person_id="rival", name="Marguerite Oyelaran", public=True),
    ),
    organisations=(
        Organisation(organisation_id="ondelune", name="Ondelune"),
        Organisation(organisation_id="pelagia", name="Pelagia Systems", other_names=("Pelagia",)),
    ),
    accounts=(
        Account(platform="x", handle="nolwenn_tvd", person_id="nolwenn"),
        Account(platform="x", handle="anna_lepors", person_id="anna"),
        Account(platform="mastodon", handle="anna@mer.example", person_id="anna"),
        Account(platform="x", handle="mk_data", person_id="marie-data"),
    ),
    affiliations=(
        Affiliation(
            person_id="nolwenn",
            organisation_id="ondelune",
            role="directrice générale",
            last=date(2031, 3, 14),
        ),
        Affiliation(person_id="lucien", organisation_id="ondelune", role="administrateur"),
        Affiliation(person_id="anna", organisation_id="ondelune", team="Acoustique"),
        Affiliation(person_id="marie-data", organisation_id="ondelune", team="Données"),
        Affiliation(person_id="marie-legal", organisation_id="ondelune", team="Juridique"),
        Affiliation(person_id="silent", organisation_id="ondelune", role="director"),
        Affiliation(person_id="rival", organisation_id="pelagia", role="chief executive"),
    ),
)
SETTINGS = Settings(
    title={"fr": "Ondelune", "en": "Ondelune"},
    group="Ondelune",
    zone="Europe/Paris",
    start=EVENT - timedelta(hours=4),
    end=EVENT + timedelta(days=4),
    events=(
        Event(at=EVENT, kind="dismissal", name={"fr": "la révocation", "en": "the dismissal"}),
    ),
    min_people=2,
)


def make_post(number: int, handle: str, text: str, **more: Any) -> Post:
    """A post ``number`` minutes after the event."""
    values: dict[str, Any] = {
        "post_id": f"x:{number}",
        "platform": "x",
        "account_id": f"x:id-{handle}",
        "handle": handle,
        "display_name": handle,
        "created_at": EVENT + timedelta(minutes=number),
        "text": text,
        "lang": "fr",
        "capture_id": "c" * 64,
        "place": f"line {number}",
    }
    return Post(**{**values, **more})


def make_article(number: int, text: str, **more: Any) -> Article:
    """An article published ``number`` hours after the event."""
    values: dict[str, Any] = {
        "article_id": f"article:{number}",
        "capture_id": "a" * 64,
        "place": "",
        "outlet": f"Outlet {number}",
        "title": text.splitlines()[0],
        "text": text,
        "lang": "fr",
        "published": Moment(EVENT + timedelta(hours=number)),
    }
    return Article(**{**values, **more})


Make = Callable[..., Context]


@pytest.fixture
def make() -> Make:
    def build(
        posts: tuple[Post, ...] = (),
        articles: tuple[Article, ...] = (),
        letters: tuple[Letter, ...] = (),
        observations: tuple[Observation, ...] = (),
        decisions: tuple[Decision, ...] = (),
        settings: Settings = SETTINGS,
        captures: tuple[Capture, ...] = (),
    ) -> Context:
        ordered = sorted(posts, key=lambda p: (p.created_at, p.post_id))
        documents = Documents(
            posts=Posts.of(ordered),
            articles=articles,
            letters=letters,
            observations=observations,
            captures=captures,
        )
        return Context(documents, ROSTER, settings, decisions)

    return build
