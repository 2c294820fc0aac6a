"""Tables for the echo detectors: fast paths, and any other format."""

import json
from datetime import UTC, datetime

import pytest

from contrecoup.sources import load, load_posts

ROWS = [
    {
        "post_id": "a1",
        "account_id": "ada",
        "created_at": "2031-03-14T10:00:00Z",
        "text": "été",
        "links": ["https://a/", "https://b/"],
    },
    {
        "post_id": "a2",
        "account_id": "bob",
        "created_at": "2031-03-14T11:00:00+01:00",
        "text": "two\nlines",
        "links": [],
    },
]
AT = datetime(2031, 3, 14, 10, tzinfo=UTC)


def write(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def as_csv(rows, delimiter=","):
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(rows[0])
    for row in rows:
        writer.writerow(["|".join(v) if isinstance(v, list) else v for v in row.values()])
    return out.getvalue()


def as_parquet(rows):
    import io

    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), out)
    return out.getvalue()


FILES = {
    "a.csv": as_csv(ROWS),
    "semicolons.csv": as_csv(ROWS, ";"),
    "a.ndjson": "\n".join(map(json.dumps, ROWS)),
    "a.parquet": as_parquet(ROWS),
    "no-name": as_parquet(ROWS),
}


@pytest.mark.parametrize("name", FILES)
def test_our_own_columns_as_they_are(name, tmp_path):
    table, (outcome,) = load_posts([write(tmp_path, name, FILES[name])])
    rows = table.to_pylist()
    assert [r["post_id"] for r in rows] == ["a1", "a2"]
    assert [r["created_at"] for r in rows] == [AT, AT]
    assert rows[0]["text"] == "été"
    assert rows[0]["links"] == ["https://a/", "https://b/"]
    assert rows[0]["object_id"] is None
    assert (outcome.read, outcome.unreadable) == (2, ())
    assert outcome.first_at == outcome.last_at == AT


@pytest.mark.parametrize("made", [as_parquet, lambda rows: "\n".join(map(json.dumps, rows))])
def test_where_links_lead_is_read(made, tmp_path):
    row = {**ROWS[0], "resolved": ["https://example.org/a", "https://example.org/b"]}
    table, _ = load_posts([write(tmp_path, "a", made([row]))])
    assert table.to_pylist()[0]["resolved"] == row["resolved"]


MAPS = [
    ({"text": "Message"}, "resolved"),
    ({"text": "Message", "resolved": "leads to"}, "leads to"),
]


@pytest.mark.parametrize(
    "made", [as_parquet, as_csv, lambda rows: "\n".join(map(json.dumps, rows))]
)
@pytest.mark.parametrize(("columns", "name"), MAPS)
def test_where_links_lead_is_read_with_a_map_of_columns(made, columns, name, tmp_path):
    rest = {k: v for k, v in ROWS[0].items() if k not in {"text", "links"}}
    row = {**rest, "Message": "see", name: "https://example.org/a https://example.org/b"}
    table, (outcome,) = load_posts([write(tmp_path, "a", made([row]))], columns=columns)
    (found,) = table.to_pylist()
    assert found["resolved"] == ["https://example.org/a", "https://example.org/b"]
    assert (found["text"], found["post_id"], outcome.read) == ("see", "a1", 1)


TIMES = [
    (["2031-03-14T10:00:00Z"], AT),
    (["2031-03-14 10:00:00"], AT),
    ([1931248800], AT),
    ([1931248800.5], AT.replace(microsecond=500000)),
    ([1931248800000], AT),
    (["1931248800"], AT),
    ([0], datetime(1970, 1, 1, tzinfo=UTC)),
    ([60], datetime(1970, 1, 1, 0, 1, tzinfo=UTC)),
    (["Fri Mar 14 10:00:00 +0000 2031"], AT),
    ([AT], AT),
    ([AT.replace(tzinfo=None)], AT),
]


@pytest.mark.parametrize(("values", "expected"), TIMES, ids=[str(t[0]) for t in TIMES])
@pytest.mark.parametrize("kind", ["csv", "ndjson", "parquet"])
def test_times(values, expected, kind, tmp_path):
    rows = [{"post_id": "1", "account_id": "a", "created_at": v, "text": "x"} for v in values]
    if kind == "parquet":
        data = as_parquet(rows)
    elif isinstance(values[0], datetime):
        pytest.skip("a text has no times of its own")
    else:
        data = as_csv(rows) if kind == "csv" else "\n".join(map(json.dumps, rows))
    table, _ = load_posts([write(tmp_path, "a", data)])
    assert table.column("created_at").to_pylist() == [expected]


def test_rows_without_a_time_are_told(tmp_path):
    rows = [{**ROWS[0]}, {**ROWS[1], "created_at": "soon"}, {**ROWS[1], "post_id": ""}]
    table, (outcome,) = load_posts([write(tmp_path, "a.csv", as_csv(rows))])
    assert table.num_rows == outcome.read == 1
    assert [p.place for p in outcome.unreadable] == ["row 2", "row 3"]


def test_numbers_as_ids(tmp_path):
    rows = [{**ROWS[0], "post_id": 1576994789110992897, "account_id": 7.0}]
    table, _ = load_posts([write(tmp_path, "a.parquet", as_parquet(rows))])
    assert table.column("post_id").to_pylist() == ["1576994789110992897"]
    assert table.column("account_id").to_pylist() == ["7"]


def test_other_formats_and_files_that_cannot_be_read(tmp_path, sample):
    good = write(tmp_path, "a.jsonl", sample("x_api_v2_twarc/noflat.jsonl"))
    empty = write(tmp_path, "empty", b"")
    table, (first, second, third, fourth) = load_posts([good, empty, tmp_path, tmp_path / "none"])
    assert table.num_rows == first.read == 100
    assert first.format == "x-api-v2"
    assert first.skipped == {"not a post": 1}
    assert first.first_at < first.last_at
    for outcome in (second, third, fourth):
        assert outcome.failed
        assert outcome.read == 0


def test_several_files_are_one_table(tmp_path):
    paths = [write(tmp_path, name, data) for name, data in FILES.items()]
    table, outcomes = load_posts(paths)
    assert table.num_rows == 2 * len(outcomes)


def test_files_that_are_large_together_lie_in_temporary_ones(tmp_path, monkeypatch):
    import tempfile

    paths = [write(tmp_path, name, data) for name, data in FILES.items()]
    table, outcomes = load_posts(paths)
    monkeypatch.setattr(load, "_ROOM", 1)
    lying, again = load_posts(paths)
    assert lying.equals(table)
    assert again == outcomes
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "absent"))
    some, (first, second, *_) = load_posts(paths)
    assert (some.num_rows, first.read, second.read) == (2, 2, 0)
    assert "cannot be spilled" in second.unreadable[0].reason
    assert "TMPDIR" in second.unreadable[0].reason


def test_nothing_is_an_empty_table():
    table, outcomes = load_posts([])
    assert (table.num_rows, outcomes) == (0, ())


def test_broken_tables_go_through_the_reader(tmp_path):
    text = "post_id,account_id,created_at,text\n1,a,2031-03-14T10:00:00Z,x\n2,a\n3,a,2031-03-14T10:00:00Z,y\n"
    table, (outcome,) = load_posts([write(tmp_path, "a.csv", text)])
    assert table.num_rows == 2
    assert [p.place for p in outcome.unreadable] == ["line 3"]


COORTWEET = "object_id,account_id,content_id,timestamp_share\nhttps://a/,ada,p1,1931248800\nhttps://a/,bob,p2,1931248801\n"
TEXTLESS = [
    (COORTWEET, {}, "object_id", ["https://a/", "https://a/"]),
    (
        "post_id,account_id,created_at,links\n1,ada,2031-03-14T10:00:00Z,https://a/\n2,bob,2031-03-14T10:00:00Z,\n",
        {},
        "links",
        [["https://a/"], []],
    ),
    (
        "id;Compte;Date;Hashtags\n1;@ada;14/03/2031 10:00;un\n2;@bob;14/03/2031 10:00;un\n",
        {},
        "hashtags",
        [["un"], ["un"]],
    ),
    (
        "n,who,when,what\n1,ada,2031-03-14 10:00,a\n2,bob,2031-03-14 10:00,a\n",
        {"post_id": "n", "account_id": "who", "created_at": "when", "object_id": "what"},
        "object_id",
        ["a", "a"],
    ),
]


@pytest.mark.parametrize(("text", "columns", "column", "expected"), TEXTLESS)
def test_a_table_that_ties_without_a_text(text, columns, column, expected, tmp_path):
    table, (outcome,) = load_posts([write(tmp_path, "a.csv", text)], columns=columns)
    assert outcome.unreadable == ()
    assert table.column(column).to_pylist() == expected
    assert table.column("text").to_pylist() == [None, None]
    assert table.column("created_at").to_pylist()[0] == AT


NAIVE = [
    ("post_id,account_id,created_at,text\n1,a,2031-03-14 11:00,x\n", {}),
    ("post_id,account_id,created_at,text\n1,a,14/03/2031 11:00,x\n", {}),
    ("id,user,date,text\n1,a,2031-03-14 11:00,x\n", {}),
    (
        "A,B,C,D\n1,a,14/03/2031 11:00,x\n",
        {"post_id": "A", "handle": "B", "created_at": "C", "text": "D"},
    ),
    (
        "a;b;c\n1;2031-03-14 11:00;x\n",
        {"handle": "a", "created_at": "b", "text": "c", "platform": "=x"},
    ),
]


@pytest.mark.parametrize(("text", "columns"), NAIVE)
@pytest.mark.parametrize("forced", ["", "table-csv"])
def test_times_without_a_zone_take_the_one_given_and_say_so(text, columns, forced, tmp_path):
    path = write(tmp_path, "a.csv", text)
    table, (outcome,) = load_posts([path], forced, columns, zone="Europe/Paris")
    assert table.column("created_at").to_pylist() == [AT]
    assert any("no zone" in n.reason and "Europe/Paris" in n.reason for n in outcome.notices)


def test_naive_times_of_parquet(tmp_path):
    rows = [{**ROWS[0], "created_at": AT.replace(tzinfo=None, hour=11)}]
    path = write(tmp_path, "a", as_parquet(rows))
    table, (outcome,) = load_posts([path], zone="Europe/Paris")
    assert table.column("created_at").to_pylist() == [AT]
    assert "no zone" in outcome.notices[0].reason


def test_standard_input(monkeypatch):
    import io
    import sys

    for data in (FILES["a.csv"].encode(), FILES["a.parquet"], FILES["a.ndjson"].encode()):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        table, (outcome,) = load_posts(["-"])
        assert (table.num_rows, outcome.read, outcome.input) == (2, 2, "-")


def test_a_map_that_does_not_fit_is_an_outcome(tmp_path):
    path = write(tmp_path, "a.csv", FILES["a.csv"])
    table, (outcome,) = load_posts([path], columns={"text": "nope"})
    assert table.num_rows == 0
    assert "platform==x" in outcome.unreadable[0].reason


def test_ids_that_a_program_rounded_name_nobody(tmp_path):
    """R writes numbers of 18 digits as 1e+17: thousands of accounts would become one."""
    rows = ["", "1", "https://a.example", "1e+17", "1500000000000000001", "1930000000"]
    head = '"","n","object_id","account_id","content_id","timestamp_share"\n'
    good = ",".join([*rows[:3], "100000000000000393", *rows[4:]])
    whole = head + f"{good}\n" + ",".join(rows).replace("0001,", "0002,") + "\n"
    table, (told,) = load_posts([write(tmp_path, "r.csv", whole)], "", {}, "UTC")
    assert table["account_id"].to_pylist() == ["100000000000000393"]
    (problem,) = told.unreadable
    assert problem.reason.startswith("1 ids were rounded by a program (1e+17)")
    assert any(notice.place == "column account_id" for notice in told.notices)
    header = next(notice.reason for notice in told.notices if notice.place == "header")
    assert header.endswith("; not used: n")


def test_numbers_of_a_table_that_hold_an_id_no_more_name_nobody(tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    posts = {"post_id": [1.5e18, 12.0], "account_id": ["a", "b"], "created_at": [1.93e9, 1.93e9]}
    path = tmp_path / "posts.parquet"
    pq.write_table(pa.table({**posts, "object_id": ["x", "x"]}), path)
    table, _ = load_posts([path], "", {}, "UTC")
    assert table["post_id"].to_pylist() == ["12"]
