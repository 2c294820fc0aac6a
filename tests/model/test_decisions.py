"""What holds after decisions: undo, chains of merges, splits, names."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from contrecoup.model.decided import decided
from contrecoup.model.decisions import (
    Decision,
    aliases,
    last,
    new_person,
    owners,
    rejected,
    standing,
    verdicts,
)
from contrecoup.model.people import Account, Affiliation, Person, Roster

AT = datetime(2031, 1, 1, tzinfo=UTC)


def made(verb, target, value=""):
    verb = "".join(list(verb))  # as it is read from a file: a text of its own
    return Decision(verb=verb, target=target, value=value, why="", who="A", at=AT)


ROSTER = Roster(
    people=(
        Person(person_id="a", name="Ana"),
        Person(person_id="b", name="Ben", other_names=("Benny",)),
        Person(person_id="c", name="Cyd"),
    ),
    accounts=(
        Account(platform="x", handle="ana", person_id="a"),
        Account(platform="x", handle="ben", person_id="b"),
    ),
    affiliations=(
        Affiliation(person_id="a", organisation_id="o"),
        Affiliation(person_id="b", organisation_id="o"),
    ),
)


def test_undo_takes_back_the_last_that_stands():
    rows = (made("undo", "x"), made("reject", "x"), made("accept", "x"), made("undo", "x"))
    assert [d.verb for d in standing(rows)["x"]] == ["reject"]
    assert rejected(rows) == {"x"}
    assert rejected((*rows, made("undo", "x"))) == frozenset()
    assert rejected((*rows, made("later", "x"))) == frozenset()
    assert last(rows, ("accept",)) == {}


def test_later_is_no_verdict():
    rows = (made("accept", "x"), made("reject", "y"), made("later", "z"), made("drop", "line:1"))
    assert verdicts(rows) == {"x", "y"}
    assert verdicts((*rows, made("later", "x"), made("undo", "y"))) == frozenset()


@given(st.lists(st.sampled_from(["accept", "reject", "undo", "later"]), max_size=30))
def test_doing_and_undoing_leaves_nothing(verbs):
    rows = [made(v, "t") for v in verbs]
    rows += [made("undo", "t")] * len(rows)
    assert standing(rows) == {}


def test_merges_follow_chains_and_circles_do_nothing():
    chain = (made("merge", "a", "b"), made("merge", "b", "c"))
    assert aliases(chain) == {"a": "c", "b": "c"}
    roster = decided(ROSTER, chain)
    assert [p.person_id for p in roster.people] == ["c"]
    assert set(roster.people[0].other_names) == {"Ana", "Ben", "Benny"}
    assert {a.person_id for a in roster.accounts} == {"c"}
    assert len(roster.affiliations) == 1
    circle = (made("merge", "a", "b"), made("merge", "b", "a"))
    assert aliases(circle) == {}
    assert decided(ROSTER, circle) == ROSTER
    assert decided(ROSTER, (made("merge", "a", "nobody"),)) == ROSTER
    assert aliases((*circle, made("merge", "c", "a"))) == {}
    assert aliases((made("merge", "a", "a"),)) == {}


def test_whoever_stays_bears_the_other_names_whatever_their_order():
    for kept, gone, names in (("a", "b", ("Ben", "Benny")), ("c", "b", ("Ben", "Benny"))):
        roster = decided(ROSTER, (made("merge", gone, kept),))
        (held,) = (p for p in roster.people if p.person_id == kept)
        assert held.other_names == names


def test_a_split_takes_the_affiliations_of_its_source_alone():
    roster = evolve(
        ROSTER,
        affiliations=tuple(Affiliation(person_id=p, organisation_id=f"of-{p}") for p in "abc"),
    )
    split = made("split", "x:2", "b Ben Deux")
    new = [a for a in decided(roster, (split,)).affiliations if a.person_id == new_person(split)]
    assert [a.organisation_id for a in new] == ["of-b"]


def test_splits_and_names():
    split = made("split", "x:1", "a Ana Deux")
    roster = decided(ROSTER, (split,))
    key = new_person(split)
    assert re.fullmatch("ana-deux-[0-9a-f]{6}", key)
    assert owners((split,)) == {"x:1": key}
    assert next(p.name for p in roster.people if p.person_id == key) == "Ana Deux"
    assert [a.organisation_id for a in roster.affiliations if a.person_id == key] == ["o"]
    assert decided(ROSTER, (made("split", "x:1", "nobody New"),)) == ROSTER
    assert decided(roster, (split,)) == roster
    named = decided(ROSTER, (made("rename", "b", "Benoît"), made("rename", "c", "Cyd")))
    assert named.people[1].name == "Benoît"
    assert named.people[1].other_names == ("Ben", "Benny")
    assert named.people[2] == ROSTER.people[2]
    again = decided(ROSTER, (made("rename", "b", "Abel"), made("rename", "c", "".join("Cyd"))))
    assert [p.name for p in again.people] == ["Ana", "Abel", "Cyd"]
    assert [p.other_names for p in again.people] == [(), ("Ben", "Benny"), ()]
    back = decided(ROSTER, (made("rename", "b", "Benny"),))
    assert (back.people[1].name, back.people[1].other_names) == ("Benny", ("Ben",))
    assert owners((made("outside", "x:1"),)) == {"x:1": ""}
    assert owners((made("outside", "x:1", "a"),)) == {"x:1": ""}
    assert owners((made("assign", "x:1", "a"), made("merge", "a", "b"))) == {"x:1": "b"}
