"""The same article added again with a correction: one source, both versions kept."""

from __future__ import annotations

import json

import pytest

from contrecoup.case import Case

ROSTER = """name,organisation,role,from,public
Nolwenn Trévidic,Ondelune,directrice générale,2030-01-01,yes
"""
TEXT = """Ondelune dismisses Nolwenn Trévidic
{outlet}
16 March 2031

The board of Ondelune dismissed Nolwenn Trévidic on {day}. "We have lost confidence in her," said Tom
Ashgrove, the chairman, after a meeting of nine hours in the harbour office.

{count} employees have signed an open letter that asks the board to resign. The letter was written
during the night in the canteen, where the crew had gathered to hear the news.

The company builds lamps for ships and lighthouses, and it was founded in a shed on the north mole.
"""


@pytest.fixture
def case(tmp_path):
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    made = Case.init(tmp_path / "case", group="Ondelune", zone="Europe/Paris")
    made.add(roster=tmp_path / "roster.csv")
    return made


def save(tmp_path, name, outlet="", day="Friday", count="320"):
    words = TEXT.format(outlet=outlet, day=day, count=count).replace("\n\n16", "\n16")
    (tmp_path / name).write_text(words, encoding="utf-8")
    return tmp_path / name


def told(case):
    found = case.find().findings
    moves = [m for m in found.moves if m.person]
    tallies = [t for t in found.tallies if t.what == "signatories"]
    return found, moves, tallies


@pytest.mark.parametrize("outlet", ["", "The Harbour Post"])
def test_it_is_one_source_and_nothing_is_lost(case, tmp_path, outlet, run):
    case.add(save(tmp_path, "a.txt", outlet))
    _, moves, tallies = told(case)
    assert (len(moves), len(tallies)) == (1, 1)
    before = (moves[0].finding_id, tallies[0].finding_id)
    case.add(save(tmp_path, "b.txt", outlet, day="Saturday"))
    held = case.documents()
    (article,) = held.articles
    (other,) = held.superseded
    assert "Saturday" in article.text
    assert "Friday" in other.text
    assert article.versions == (other.article_id, article.article_id)
    _, moves, tallies = told(case)
    assert (len(moves), len(tallies)) == (1, 1)
    assert (moves[0].finding_id, tallies[0].finding_id) == before
    assert {one.certainty for one in (*moves, *tallies)} == {"one-outlet"}
    assert len(case.vault.captures()) == 3
    page = case.report("en").report
    assert "several outlets" not in json.dumps([s.certainty_words for s in page.sentences()])
    (item,) = [e for e in page.evidence if e.kind == "article"]
    assert (item.state, item.status) == ("edited", "one of two versions that are held")
    case.write()
    assert case.check().failed == ()
    for document in (article, other):
        shown = run("show", case.folder, document.article_id).stdout
        stands = document is article
        assert ("other version" if stands else "version that stands") in shown
        assert f"version {1 if stands else 2} of 2" in shown
        assert document.text.splitlines()[4] in shown
    assert not set(case.documents().articles) & set(held.superseded)


def test_another_outlet_is_another_source(case, tmp_path):
    case.add(save(tmp_path, "a.txt", "The Harbour Post"), save(tmp_path, "b.txt", "Tidewire"))
    _, moves, _ = told(case)
    assert moves[0].certainty == "several-outlets"


def test_what_a_person_wrote_of_an_earlier_version_holds(case, tmp_path):
    """A correction that cites the first version by its id is read in the one that stands."""
    case.add(save(tmp_path, "a.txt", "The Harbour Post"))
    _, (move,), _ = told(case)
    (article,) = case.documents().articles
    words = "The letter was written"
    change = {"citations": f"{article.article_id} {words}"}
    case.review.change(move.finding_id, **change, who="desk", why="better words")
    case.add(save(tmp_path, "b.txt", "The Harbour Post", day="Saturday"))
    _, (move,), _ = told(case)
    assert [c.exact for c in move.citations] == [words]
    assert move.citations[0].document_id != article.article_id
