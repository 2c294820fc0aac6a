"""A table of objects without a text, as researchers bring it: ties and a network from one command."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from contrecoup.cli import main

from .conftest import taken_by_gephi

ROWS = [
    (f"https://news.example/{n}", account, f"{n}{k}", 1_930_000_000 + 3_600 * n + 5 * k)
    for n in range(6)
    for k, account in enumerate(("ada", "bob", f"passer-by-{n}"))
]


@pytest.fixture
def shares(tmp_path: Path) -> Path:
    path = tmp_path / "shares.csv"
    lines = ["object_id,account_id,content_id,timestamp_share"]
    path.write_text("\n".join([*lines, *(",".join(map(str, row)) for row in ROWS)]), "utf-8")
    return path


def run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(main, list(map(str, arguments)))
    return done.exit_code, done.output


def test_objects_without_texts_are_tied_by_object(shares: Path, tmp_path: Path) -> None:
    code, told = run("echoes", shares, "--out", tmp_path / "tables")
    assert code == 0
    assert "the same by object" in told
    (tie,) = pq.read_table(tmp_path / "tables" / "ties.parquet").to_pylist()
    assert (tie["account_a"], tie["account_b"], tie["weight"]) == ("ada", "bob", 6)


def test_what_is_asked_for_is_done(shares: Path, tmp_path: Path) -> None:
    code, told = run("echoes", shares, "--out", tmp_path / "tables", "--by", "text,near")
    assert (code, "the same by text, near" in told) == (0, True)
    summary = json.loads((tmp_path / "tables" / "summary.json").read_text("utf-8"))
    assert summary["settings"]["by"] == ["text", "near"]


@pytest.mark.parametrize("ties_as", ["exact", "cnt", "coortweet"])
@pytest.mark.parametrize("suffix", ["gexf", "graphml"])
def test_a_network_without_a_case(shares: Path, tmp_path: Path, suffix: str, ties_as: str) -> None:
    path = tmp_path / f"ties.{suffix}"
    code, _ = run(
        "echoes", shares, "--out", tmp_path / "t", "--graph", path, "--ties-as", ties_as
    )  # fmt: skip
    assert code == 0
    graph = nx.read_gexf(path) if suffix == "gexf" else nx.read_graphml(path)
    rows = pq.read_table(tmp_path / "t" / "ties.parquet").to_pylist()
    assert graph.number_of_edges() == len(rows) >= 1
    counted = ("weight", "objects", "expected", "q_value")
    edges = [
        [edge.get(f"{name}_object") for name in counted] for *_, edge in graph.edges(data=True)
    ]
    assert sorted(edges, key=str) == sorted(([r[n] for n in counted] for r in rows), key=str)
    assert all(edge["weight"] == edge["weight_object"] for *_, edge in graph.edges(data=True))
    assert graph.is_directed() == (ties_as == "cnt")
    assert suffix == "graphml" or taken_by_gephi(path.read_bytes()) == len(rows)


@pytest.mark.parametrize("suffix", ["gexf", "graphml"])
def test_two_accounts_have_one_edge_whatever_they_did(tmp_path: Path, suffix: str) -> None:
    """Gephi would add the weights of parallel edges, and keep what one of them says."""
    lines = ["post_id,account_id,created_at,text"]
    lines += [
        f"{n}{who},{who},2031-03-14T10:0{n}:0{who}Z,Nous restons {n} avec elle #quai https://q.example/{n}"
        for n in range(5)
        for who in (1, 2)
    ]
    (tmp_path / "posts.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    path = tmp_path / f"ties.{suffix}"
    code, told = run("echoes", tmp_path / "posts.csv", "--out", tmp_path / "t", "--graph", path)
    assert code == 0, told
    rows = pq.read_table(tmp_path / "t" / "ties.parquet").to_pylist()
    assert {r["by"] for r in rows} >= {"text", "link", "hashtag"}
    graph = nx.read_gexf(path) if suffix == "gexf" else nx.read_graphml(path)
    assert not graph.is_multigraph()
    assert suffix == "graphml" or taken_by_gephi(path.read_bytes()) == 1
    ((*_, edge),) = graph.edges(data=True)
    assert edge["by"].split() == sorted(r["by"] for r in rows)
    assert {r["by"]: edge[f"weight_{r['by']}"] for r in rows} == {
        r["by"]: r["weight"] for r in rows
    }
    assert edge["weight"] == sum(r["weight"] for r in rows)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--out", "ties.gexf"), "--graph ties.gexf"),
        (("--out", "t", "--graph", "ties.png"), ".gexf or .graphml"),
        (("--out", "t", "--graph", "t.gexf", "--engine", "spark"), "local engine"),
    ],
)
def test_what_is_no_network(
    shares: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, output = run("echoes", shares, *more)
    assert (code, told in output) == (2, True), output
    assert not (tmp_path / "t").exists()


def test_tables_beside_each_other_do_not_meet(tmp_path, monkeypatch):
    """Two runs into one folder use names of their own, and a full disk is told."""
    import errno

    from contrecoup.corridor import spreadsheets
    from contrecoup.corridor.pipes import echoes_to
    from contrecoup.errors import EvidenceError
    from contrecoup.store import disk

    rows = ["post_id,account_id,created_at,text"]
    rows += [
        f"{n},{who},2031-03-14T10:0{n}:00Z,the harbour is closed" for n, who in ((1, "a"), (2, "b"))
    ]
    (tmp_path / "posts.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    out = tmp_path / "tables"
    echoes_to([tmp_path / "posts.csv"], out, spreadsheet="csv")
    made = {p.name: p.read_bytes() for p in out.glob("*.csv")}
    (out / ".echoes.csv").write_bytes(b"of another run")
    opened = []
    begun = disk.temporary
    monkeypatch.setattr(disk, "temporary", lambda *a: opened.append(begun(*a)) or opened[-1])
    spreadsheets.write(out)
    spreadsheets.write(out)
    names = [path.name for _, path in opened]
    assert len(set(names)) == len(names) == 2 * len(spreadsheets.HOLDS)
    assert (out / ".echoes.csv").read_bytes() == b"of another run"
    assert {p.name: p.read_bytes() for p in out.glob("[!.]*.csv")} == made

    def full(handle, data):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(disk, "put", full)
    for act in (spreadsheets.write, spreadsheets.dictionary):
        with pytest.raises(EvidenceError, match="the disk is full"):
            act(out)
    assert {p.name: p.read_bytes() for p in out.glob("[!.]*.csv")} == made


def test_a_refused_kind_leaves_the_tables_before_as_they_are(tmp_path, monkeypatch):
    from contrecoup.corridor import pipes
    from contrecoup.errors import SettingsError

    rows = ["post_id,account_id,created_at,text"]
    rows += [f"{n},a{n % 2},2031-03-14T10:0{n}:00Z,the harbour is closed" for n in range(4)]
    (tmp_path / "posts.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    monkeypatch.setattr(pipes, "PRELOAD_FROM", 0)  # what is compiled is loaded meanwhile
    out = tmp_path / "tables"
    summary, _ = pipes.echoes_to([tmp_path / "posts.csv"], out, by=("text",), window=1e4)
    made = {path.name: path.read_bytes() for path in out.iterdir()}
    assert (summary["found"]["ties"], summary["rows"]) == (1, 4)
    with pytest.raises(SettingsError, match="no ties by emoji"):
        pipes.echoes_to([tmp_path / "posts.csv"], out, by=("text", "emoji"), ties_as="cnt")
    assert {path.name: path.read_bytes() for path in out.iterdir()} == made
