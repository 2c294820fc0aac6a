"""What leaves with the account: no name, handle or id of private people."""

from __future__ import annotations

import attrs
import pyarrow as pa
import pytest

from contrecoup.model.evidence import Citation
from contrecoup.model.findings import Findings, Rendering, Variant
from contrecoup.model.ties import Ties
from contrecoup.report import pseudonyms, publishable

from .conftest import STAFF, Given, at, cite


def published(given: Given, findings: Findings) -> Findings:
    publish = publishable(findings, given.documents, given.roster, given.settings)
    return publish(findings)


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [s for pair in value.items() for one in pair for s in strings(one)]
    if isinstance(value, tuple):
        return [s for item in value for s in strings(item)]
    if attrs.has(type(value)):
        return [s for a in attrs.fields(type(value)) for s in strings(getattr(value, a.name))]
    return []


def test_private_people_become_numbers_and_public_people_keep_their_names(given: Given) -> None:
    said = strings(published(given, given.findings))
    for who in STAFF:
        assert who not in said
        assert f"x:a-{who}" not in said
    assert not [s for s in said if any(f"Nom{who[-1]}" in s for who in STAFF)]
    assert "nolwenn" in said
    assert any(s.startswith("person-") for s in said)
    assert any(s.startswith("account-") for s in said)


def test_the_numbers_hold_for_the_report_and_its_findings(given: Given) -> None:
    publish = publishable(given.findings, given.documents, given.roster, given.settings)
    report = publish(given.write("en"))
    counted = {i for s in report.sentences() for c in s.counts for i in c.ids}
    assert counted
    assert not counted & set(STAFF)
    known = set(strings(publish(given.findings)))
    assert {i for i in counted if i.startswith("account-")} <= known


def test_the_numbers_can_be_told_inside_the_case(given: Given) -> None:
    inside = given.findings, given.documents, given.roster, given.settings
    names, publish = pseudonyms(*inside), publishable(*inside)
    own = dict(names.items())
    assert all(names.behind(number) == name for number, name in own.items())
    assert names.behind("post-99999999") == names.behind("word-1") == names.behind("post") == ""
    assert set(STAFF) <= set(own.values())
    assert {publish(name): name for name in own.values()} == own
    assert "nolwenn" not in own.values()


def test_of_very_many_ids_each_stands_where_it_stood(given: Given) -> None:
    """A long list is looked up at once, a short one id by id: the same numbers, in the same order."""
    inside = given.findings, given.documents, given.roster, given.settings
    names, publish = pseudonyms(*inside), publishable(*inside)
    own = [*(name for _, name in names.items()), "nolwenn", "no id at all"]
    many = tuple(own[n % len(own)] for n in range(1_001))
    assert publish(many) == names.many(many) == tuple(map(publish, many))
    assert {publish(one) for one in own[:-2]}.isdisjoint(own)
    assert publish(many)[len(own) - 2 : len(own)] == ("nolwenn", "no id at all")


def test_words_that_the_policy_withholds_are_blank(given: Given) -> None:
    removal = given.findings.removals[0]
    masked = cite(removal.post_id, "Des mots retirés.", "mots retirés")
    rendering = Rendering(citation=masked, text="mots retirés", lang="fr", kind="post")
    variant = Variant("mots retirés", 1, removal.post_id, at(1))
    publish = publishable(given.findings, given.documents, given.roster, given.settings)
    assert publish(masked).exact == publish(rendering).text == publish(variant).text == ""
    assert (publish(masked).start, publish(masked).end) == (masked.start, masked.end)


def test_only_the_neighbourhood_is_cut_where_it_names_somebody(given: Given) -> None:
    private = next(a.handle for a in given.roster.accounts if a.person_id == STAFF[0])
    citation = Citation(
        capture_id="c1",
        document_id="x:1",
        exact="La mer monte.",
        start=0,
        end=13,
        suffix=f" Merci @{private}",
    )
    publish = publishable(given.findings, given.documents, given.roster, given.settings)
    assert (publish(citation).exact, publish(citation).suffix) == ("La mer monte.", "")


@pytest.mark.parametrize("name", ["speaker_name", "person_name"])
def test_printed_names_of_people_without_a_public_role_are_blank(given: Given, name: str) -> None:
    publish = publishable(given.findings, given.documents, given.roster, given.settings)
    found = given.findings
    nouns = found.quotations if name == "speaker_name" else found.moves
    key = "speaker" if name == "speaker_name" else "person"
    private = attrs.evolve(nouns[0], **{key: STAFF[0], name: "Prénom1 Nom1"})
    if name == "speaker_name":
        private = attrs.evolve(private, speaker_kind="person")
    assert getattr(publish(private), name) == ""


def test_ties_that_lie_in_a_table_are_published_as_others(given):
    publish = publishable(given.findings, given.documents, given.roster, given.settings)
    held = Ties(pa.Table.from_pylist([attrs.asdict(tie) for tie in given.findings.ties]))
    assert publish(held) == publish(given.findings.ties)
    assert publish(held)[0].account_a.startswith("account-")
