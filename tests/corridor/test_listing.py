"""A count of very many: the page lists the first, all lie in a table, and check counts them again."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from attrs import asdict

from contrecoup.case import Case
from contrecoup.corridor import listing
from contrecoup.model.findings import Findings, Tie
from contrecoup.model.ties import Ties
from contrecoup.report import listed

WORDS = ("We stand together with everyone who built this place", "Bring back the old harbour")


@pytest.fixture
def case(tmp_path, monkeypatch):
    """A case in which forty accounts say one of two things, and few ids are listed."""
    monkeypatch.setattr(listed, "MOST", 9)
    monkeypatch.setattr(listed, "BEGUN", 4)
    monkeypatch.setattr(listed, "FEW", 2)
    monkeypatch.setattr(listing, "MOST_FINDINGS", 12)
    rows = ["post_id,account_id,created_at,text,platform,handle"]
    rows += [
        f"x:{n},x:a{n % 40},2031-03-01T{10 + n // 40}:{n % 40:02}:00Z,{WORDS[n % 2]},x,h{n % 40}"
        for n in range(80)
    ]
    (tmp_path / "posts.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    people = ["person,name,organisation,role,x,source,public"]
    people += [f"p{n},Ana{n} Kervella,Ondelune,,h{n},staff page,{n % 2}" for n in range(20)]
    (tmp_path / "roster.csv").write_text("\n".join(people) + "\n", encoding="utf-8")
    made = Case.init(tmp_path / "case", group="Ondelune", languages=["en"])
    made.add(tmp_path / "posts.csv", roster=tmp_path / "roster.csv")
    made.write()
    return made


def test_the_first_of_many_ties_are_in_the_page(monkeypatch):
    monkeypatch.setattr(listing, "MOST_FINDINGS", 2)
    at = datetime(2031, 3, 1, tzinfo=UTC)
    held = [
        Tie(by="text", account_a=f"x:{n}", account_b="x:z", weight=2, first_at=at, last_at=at)
        for n in range(3)
    ]
    ties = Ties(pa.Table.from_pylist([asdict(one) for one in held]))
    assert listing.begun(Findings(ties=ties)) == (
        Findings(ties=tuple(held[:2])),
        {"ties": {"findings": 1}},
    )


def counts(value):
    """Every Count of a report, as plain values."""
    if isinstance(value, dict):
        if {"value", "unit", "rule", "ids"} <= value.keys():
            yield value
        for inner in value.values():
            yield from counts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from counts(inner)


def written(case):
    return json.loads((case.folder / "out" / "report.en.json").read_bytes())


def test_the_first_are_listed_and_all_lie_in_the_table(case):
    begun = [c for c in counts(written(case)) if "whole" in c]
    assert begun
    table = pq.read_table(case.folder / "out" / listing.NAME)
    rows = {}
    for mark, key in zip(*(column.to_pylist() for column in table.columns), strict=True):
        rows.setdefault(mark, []).append(key)
    assert {c["whole"] for c in begun} == rows.keys()
    for one in begun:
        whole = rows[one["whole"]]
        assert len(one["ids"]) < len(whole) == len(one["ids"]) + one["more"]
        assert set(one["ids"]) <= set(whole)
        assert whole == sorted(set(whole))
    posts = [c for c in begun if c["unit"] == "post"]
    assert all(c["value"] == len(rows[c["whole"]]) for c in posts)
    kept = [c for c in counts(written(case)) if "whole" not in c and "more" not in c]
    assert all(len(c["ids"]) <= 9 for c in kept)


def test_no_id_of_a_private_person_is_in_the_table(case):
    ids = set(pq.read_table(case.folder / "out" / listing.NAME).column("id").to_pylist())
    private = {f"x:{n}" for n in range(80) if n % 40 >= 20 or not n % 2}
    assert not ids & private
    assert any(key.startswith("post-") for key in ids)


def test_the_page_says_how_many_it_lists_and_where_the_others_are(case):
    pages = list((case.folder / "out").glob("*.html"))
    text = "".join(page.read_text("utf-8") for page in pages)
    assert "the others in a table beside" in text
    assert "counted.parquet" in text
    evidence = written(case)["evidence"]
    assert len(evidence) < 80


def test_a_trail_still_leads_to_each(case):
    report = case.report("en")
    sentence = next(
        s for s in report.sentences if any(c.whole and c.unit == "post" for c in s.counts)
    )
    count = next(c for c in sentence.counts if c.whole and c.unit == "post")
    trail = case.show(sentence.sentence_id, lang="en")
    counted = [s.target for s in trail.steps if s.kind == "counted"]
    assert set(report.report.lists[count.whole]) <= set(counted)
    assert count.whole in counted


def test_check_counts_the_table_again(case):
    kind = "lists counted again"
    verdicts = case.check()
    assert not verdicts.failed
    assert verdicts.counts()[kind][0] > 0
    path = case.folder / "out" / listing.NAME
    table = pq.read_table(path)
    pq.write_table(table.slice(1), path)
    failed = Case(case.folder).check().failed
    assert [v.kind for v in failed] == [kind]
    assert "lists other ids" in failed[0].message
    path.unlink()
    failed = Case(case.folder).check().failed
    assert {v.kind for v in failed} == {kind}
    assert "lacks the list" in failed[0].message


def test_an_account_that_is_saved_or_published_brings_its_table(case, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    case.report("en").save(tmp_path / "elsewhere" / "page.html")
    same = (case.folder / "out" / listing.NAME).read_bytes()
    assert (tmp_path / "elsewhere" / listing.NAME).read_bytes() == same
    publication = case.publish(who="Desk")
    assert listing.NAME in publication.files
    assert (case.folder / "published" / "v1" / listing.NAME).read_bytes() == same


def test_of_findings_of_very_many_parts_the_first_are_written(case):
    made = written(case)
    echo = made["findings"]["echoes"][0]
    assert len(echo["post_ids"]) == 4
    assert made["left_out"][echo["finding_id"]]["post_ids"] == 36
    assert len(made["findings"]["matches"]) == 12
    assert made["left_out"]["matches"] == {"findings": 28}
    assert {m["verdict"] for m in made["findings"]["matches"]} == {"sure"}
