"""The screen on people: the roster beside the accounts, and who is whose."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from starlette.responses import Response

from contrecoup.app.room import Asked, Pages, seen
from contrecoup.app.screens import MOST_LISTED, stands
from contrecoup.model.belonging import person_of
from contrecoup.model.decisions import OWNERS, last
from contrecoup.model.people import Affiliation

NAMES_GROUP = "profile-names-group"
"""The reason of a match whose profile names the case's group."""


def people(at: Asked) -> Response:
    """The roster beside the accounts: sure, unsure, outside; one person to set right."""
    case = at.case
    roster, matches, decisions = case.roster, case.people.matches, case.decisions
    names = {p.person_id: p.name for p in roster.people}
    organisations = {o.organisation_id: o.name for o in roster.organisations}
    accounts: dict[str, list[Any]] = {}
    for match in matches:
        accounts.setdefault(match.person_id, []).append(match)
    where: dict[str, list[tuple[str, Affiliation]]] = {}
    for target, one in case.people.affiliations:
        where.setdefault(one.person_id, []).append((target, one))
    wanted = at.query.get("q", "").strip().casefold()
    listed = [p for p in roster.people if wanted in f"{p.person_id} {p.name}".casefold()]
    person = at.query.get("person", "")
    wanted_account = at.query.get("account", "")
    unsure = [m for m in matches if m.verdict == "unsure"]
    posts = case.people.posts
    unsure.sort(key=lambda m: (m.account_id != wanted_account, -posts.get(m.account_id, 0)))
    done = stands(at, "done")
    told = last(decisions, ("affiliate",))
    return at.page(
        "people",
        roster=roster.people,
        listed=Pages(at, "roster", listed, 60),
        person=next((p for p in roster.people if p.person_id == person), None),
        names=names,
        labels={
            p.person_id: _label(p.name, (a for _, a in where.get(p.person_id, ())))
            for p in roster.people
        },
        organisations=organisations,
        accounts=accounts,
        where=where,
        placements=told,
        taken_out=[
            one for one in told.values() if not one.value and person_of(one.target) == person
        ],
        renamed=last(decisions, ("rename",)),
        unsure=Pages(at, "unsure", unsure, 20),
        account_id=wanted_account,
        posts=posts,
        declared=[m for m in unsure if NAMES_GROUP in m.reason],
        step=len(case.review.step(done)),
        done=next((m for m in matches if m.account_id == done), None),
        profile=case.people.profile,
        group=case.settings.group,
        outside=Pages(at, "outside", [m for m in matches if m.verdict == "outside"], MOST_LISTED),
        decided=last(decisions, OWNERS),
        merged=last(decisions, ("merge",)),
        mark=lambda target: seen(decisions, target),
    )


def _label(name: str, held: Iterable[Affiliation]) -> str:
    """Return a name with a role, since two people may bear it."""
    said = next((a.role or a.team for a in held if a.role or a.team), "")
    return f"{name} ({said})" if said else name
