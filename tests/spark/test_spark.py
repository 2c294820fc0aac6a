"""Echoes on Spark equal echoes on one machine, row by row, and bad inputs are named."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from contrecoup import demo, echoes
from contrecoup.cli import main
from contrecoup.corridor import pipes
from contrecoup.corridor.spark import engine as spark
from contrecoup.corridor.spark import folders, session
from contrecoup.errors import EvidenceError, SettingsError, Unreadable
from contrecoup.findings.echoes import shelf

from conftest_spark import awkward, same  # isort: skip

ROOT = Path(__file__).resolve().parents[2]
TABLES = ("echoes", "members", "variants", "ties", "waves", "groups", "hot")
pytestmark = [
    pytest.mark.filterwarnings("ignore"),  # Spark leaves sockets to be closed
    pytest.mark.slow,
]


def parts_of(table: pa.Table, folder: Path, count: int) -> Path:
    """Write a table as a folder of parts."""
    folder.mkdir()
    size = -(-table.num_rows // count)
    for part in range(count):
        pq.write_table(table.slice(part * size, size), folder / f"part-{part}.parquet")
    return folder


def test_a_hot_message_and_other_awkward_posts_from_a_folder_to_a_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(shelf, "SMALL", 1)
    posts = awkward(200_000)
    names = ("links", "resolved", "hashtags")
    posts = posts.cast(
        pa.schema(
            [f.with_type(pa.list_(pa.string())) if f.name in names else f for f in posts.schema]
        )
    )
    folder = parts_of(posts, tmp_path / "posts", 3)
    pq.write_table(posts, tmp_path / "posts.parquet")
    wanted = {"min_ties": 5, "by": ("text", "near", "link"), "memory": "1MiB", "chance": 1}
    alone, outcome = pipes.echoes_to([tmp_path / "posts.parquet"], tmp_path / "alone", **wanted)
    spread, outcomes = pipes.echoes_to(
        [folder], tmp_path / "spread", engine="spark", shipped_from=1_000, **wanted
    )
    for name in TABLES:
        one = pq.read_table(tmp_path / "alone" / f"{name}.parquet")
        two = pq.read_table(tmp_path / "spread" / f"{name}.parquet")
        assert one.equals(two), name
    assert one.num_rows
    for name in ("rows", "posts", "accounts", "outcomes", "near_pairs", "settings", "chance"):
        assert spread[name] == alone[name], name
    assert spread["posts_spilled"] > posts.num_rows  # ids, keys and words, where the command runs
    assert outcomes[0].read == outcome[0].read
    assert (len(outcomes[0].unreadable), spread["engine"]) == (
        min(60, len(outcome[0].unreadable)),
        "spark",
    )
    assert json.loads((tmp_path / "spread" / "summary.json").read_text())["rows"] == spread["rows"]
    expected = {"_SUCCESS", "summary.json", *(f"{name}.parquet" for name in TABLES)}
    assert {path.name for path in (tmp_path / "spread").iterdir()} == expected


def test_the_sample_case_finds_the_same(tmp_path, monkeypatch):
    case = demo.build(tmp_path / "case").case
    seen = []

    def kept(frame, *, staging="", on_stage=None, **asked):
        posts = pa.table(frame)
        seen.append((posts, asked, engine(posts, staging=staging, on_stage=on_stage, **asked)))
        return seen[-1][-1]

    engine = spark.echoes
    monkeypatch.setattr(spark, "echoes", kept)
    wanted = ("echoes", "ties", "waves")
    one, two = case.find(*wanted), case.find(*wanted, engine="spark")
    for name in wanted:
        assert list(getattr(one, name)) == list(getattr(two, name))
    assert two.echoes
    assert two.waves
    for posts, asked, found in seen:
        same(echoes(posts, **asked), found)
    assert seen


@pytest.mark.long
def test_a_million_generated_posts_give_the_same(tmp_path):
    spec = importlib.util.spec_from_file_location("posts", ROOT / "bench" / "echoes_posts.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    folder = parts_of(made.generate(1_000_000)[0], tmp_path / "posts", 4)
    wanted = {"by": ("text", "near", "link", "hashtag", "emoji")}
    files = sorted(folder.iterdir())
    alone, _ = pipes.echoes_to(files, tmp_path / "alone", **wanted)
    spread, _ = pipes.echoes_to([folder], tmp_path / "spread", engine="spark", **wanted)
    for name in TABLES:
        one = pq.read_table(tmp_path / "alone" / f"{name}.parquet")
        two = pq.read_table(tmp_path / "spread" / f"{name}.parquet")
        assert one.equals(two), name
    assert alone["posts"] == spread["posts"] == 1_000_000
    assert one.num_rows


def test_a_lost_worker_changes_nothing(tmp_path):
    posts = awkward(400)
    pq.write_table(posts, tmp_path / "posts.parquet")
    asked = os.environ | {
        "MASTER": "local-cluster[2,1,1024]",
        "SPARK_LOCAL_DIRS": str(tmp_path / "s"),
    }
    script = [sys.executable, str(Path(__file__).with_name("losing.py"))]
    said = subprocess.run(
        [*script, str(tmp_path / "posts.parquet"), str(tmp_path)],
        env=asked, capture_output=True, text=True, timeout=900, check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr[-3000:]
    assert "killed" in said.stdout
    whole = echoes(posts, by=("text",))
    for name in ("echoes", "members", "ties", "waves"):
        assert pq.read_table(tmp_path / f"{name}.parquet").equals(getattr(whole, name)), name


def refused(folder: Path, out: Path, kind: type[Exception] = Unreadable) -> Exception:
    """The error of a run, after which nothing in the folder looks whole."""
    with pytest.raises(kind) as told:
        pipes.echoes_to([folder], out, engine="spark", by=("text",))
    left = {path.name for path in out.iterdir()} if out.exists() else set()
    assert not left
    return told.value


def test_a_damaged_part_is_named(tmp_path):
    folder = parts_of(awkward(2_000), tmp_path / "posts", 3)
    part = folder / "part-1.parquet"
    raw = part.read_bytes()
    part.write_bytes(raw[: len(raw) // 2])  # no end
    told = refused(folder, tmp_path / "out")
    assert (told.place, "damaged" in told.message) == (str(part), True)
    part.write_bytes(
        raw[:200] + b"\xff" * (len(raw) // 2 - 200) + raw[len(raw) // 2 :]
    )  # no middle
    told = refused(folder, tmp_path / "out")
    assert (told.place, "damaged" in told.message) == (str(part), True)
    assert told.next_step


def test_parts_that_differ_are_named(tmp_path):
    table = awkward(200)
    folder = parts_of(table, tmp_path / "posts", 2)
    pq.write_table(
        table.set_column(1, "account_id", pa.array(range(table.num_rows))),
        folder / "part-2.parquet",
    )
    told = refused(folder, tmp_path / "out")
    assert told.place == str(folder / "part-2.parquet")
    assert "account_id is bigint" in told.message
    pq.write_table(table.drop_columns("text"), folder / "part-2.parquet")
    told = refused(folder, tmp_path / "out")
    assert "text is missing" in told.message


def test_what_is_not_there_is_said(tmp_path):
    told = refused(tmp_path / "nowhere", tmp_path / "out", Unreadable)
    assert told.place
    (tmp_path / "empty").mkdir()
    refused(tmp_path / "empty", tmp_path / "out")
    pq.write_table(pa.table({"a": [1]}), tmp_path / "other.parquet")
    with pytest.raises(SettingsError, match="--columns"):
        pipes.echoes_to([tmp_path / "other.parquet"], tmp_path / "out", engine="spark")


@pytest.mark.parametrize(
    ("ties_as", "by"),
    [("cnt", ("text", "near", "link", "object")), ("coortweet", ("text", "link", "object"))],
)
def test_the_two_tools_own_definitions_give_the_same(ties_as, by):
    posts = awkward(300)
    own = [f"o{turn % 50}" if turn % 3 else None for turn in range(posts.num_rows)]
    posts = posts.append_column("object_id", pa.array(own))
    asked = {"by": by, "ties_as": ties_as, "chance": 0, "min_ties": 1}
    one = echoes(posts, **asked)
    same(one, echoes(posts, engine="spark", **asked))
    assert set(one.ties["by"].to_pylist()) == set(by)


def test_on_a_file_system_of_another_kind_a_second_run_takes_the_place_of_the_first(tmp_path):
    """`viewfs://far` is known to Hadoop alone: no path leads there."""
    from pyspark.sql import SparkSession

    context = SparkSession.builder.getOrCreate().sparkContext
    settings = context._jsc.hadoopConfiguration()
    settings.set("fs.viewfs.mounttable.far.link./posts", (tmp_path / "given").as_uri())
    (tmp_path / "made").mkdir()
    settings.set("fs.viewfs.mounttable.far.link./made", (tmp_path / "made").as_uri())
    posts = awkward(100)
    parts_of(posts, tmp_path / "given", 2)
    told, outcomes = pipes.echoes_to(
        ["viewfs://far/posts"], "viewfs://far/made/out", engine="spark", by=("text",)
    )
    assert (told["rows"], outcomes[0].input) == (outcomes[0].read, "viewfs://far/posts")
    out = tmp_path / "made" / "out"
    alone = echoes(pq.read_table(tmp_path / "given"), by=("text",))
    for name in ("echoes", "members", "ties"):
        wanted = getattr(alone, name)
        assert pq.read_table(out / f"{name}.parquet").cast(wanted.schema).equals(wanted), name
    rows = tmp_path / "posts.csv"  # a format that Spark does not read is read here
    rows.write_text(
        "post_id,account_id,created_at,text\n1,a,2031-03-01,hello all\n2,b,2031-03-01,hello all\n"
    )
    said = CliRunner().invoke(
        main, ["echoes", str(rows), "--out", out.as_uri(), "--engine", "spark", "--by", "text"]
    )
    assert said.exit_code == 0, said.output
    assert pq.read_table(out / "echoes.parquet")["posts"].to_pylist() == [2]
    assert (out / "_SUCCESS").is_file()
    assert [path.name for path in out.parent.iterdir()] == ["out"]


@pytest.mark.parametrize("moves", [0, 1, 2])
def test_tables_that_were_brought_half_do_not_look_whole(tmp_path, monkeypatch, moves):
    made, out = tmp_path / "made", tmp_path / "out"
    made.mkdir()
    (made / "summary.json").write_text("{}")
    tables = {"echoes": None, "waves": None}
    for name in tables:
        pq.write_table(pa.table({"new": [1]}), made / f"{name}.parquet")
    folder = folders.Folder(session.open_session(1 << 30), out.as_uri())
    folders.write_out(folder, made, tables)
    assert (out / "_SUCCESS").is_file()
    move, done = folders.Folder.move, []

    def some(self, name, target):
        if len(done) == moves:
            raise OSError
        done.append(target)
        move(self, name, target)

    monkeypatch.setattr(folders.Folder, "move", some)
    with pytest.raises(OSError):  # noqa: PT011 our own
        folders.write_out(folder, made, tables)
    names = {path.name for path in out.iterdir()}
    assert names <= {"echoes.parquet", "waves.parquet"}, names
    monkeypatch.undo()
    folders.write_out(folder, made, tables)
    assert {"_SUCCESS", "summary.json"} < {path.name for path in out.iterdir()}


def test_a_full_disk_leaves_nothing_that_looks_whole(tmp_path):
    if os.geteuid() or not shutil.which("mount"):
        pytest.skip("only root can make a small disk")
    small = tmp_path / "small"
    small.mkdir()
    made = ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(small)]
    if subprocess.run(made, capture_output=True, check=False).returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        folder = parts_of(awkward(20_000), tmp_path / "posts", 1)
        told = refused(folder, small / "out", EvidenceError)
        assert "full" in told.message
        assert "spark.local.dir" in told.next_step
    finally:
        subprocess.run(["umount", str(small)], check=True)


def test_without_spark_or_java_it_says_what_to_install(tmp_path):
    script = (
        "import sys\n"
        "if sys.argv[1] == 'pyspark': sys.modules['pyspark'] = None\n"
        "import contrecoup, pyarrow as pa\n"
        "rows = {'post_id': ['1'], 'account_id': ['a'], 'created_at': [1], 'text': ['x']}\n"
        "try: contrecoup.echoes(pa.table(rows), engine='spark')\n"
        "except contrecoup.errors.SettingsError as error: print(error)\n"
    )
    here = {"PATH": str(tmp_path), "HOME": str(tmp_path)}
    for lacks, step in (("pyspark", "pip install 'contrecoup[spark]'"), ("java", "openjdk-17")):
        said = subprocess.run(
            [sys.executable, "-c", script, lacks],
            env=here,
            capture_output=True,
            text=True,
            check=False,
        )
        if lacks == "java" and "contrecoup[spark]" in said.stdout:
            continue  # no pyspark here
        assert step in said.stdout, said.stderr
        assert "Next:" in said.stdout


def test_without_spark_an_engine_that_is_none_is_refused():
    with pytest.raises(SettingsError, match="local or spark"):
        echoes(awkward(10), engine="flink")


@pytest.mark.parametrize(
    ("said", "kind", "message", "place"),
    [
        (
            "x contrecoup.errors.SettingsError: column links: the type is string [S100]. Next: give a list of texts",
            SettingsError, "the type is string", "column links",
        ),
        ("Caused by: java.io.IOException: No space left on device", EvidenceError, "full", "--engine spark"),
        ("ModuleNotFoundError: No module named 'contrecoup'", SettingsError, "workers lack", "--engine spark"),
        ("[PATH_NOT_FOUND] Path does not exist: file:/a%20b/c. SQLSTATE", SettingsError, "no such", "/a b/c"),
        (
            "[FAILED_READ_FILE.NO_HINT] Encountered error while reading file hdfs://n/a/part-1.parquet. SQL",
            Unreadable, "damaged", "hdfs://n/a/part-1.parquet",
        ),
        ("[JAVA_GATEWAY_EXITED] Java gateway process exited", SettingsError, "Java", "--engine spark"),
        ("something else\nmore", SettingsError, "something else", "--engine spark"),
    ],
)  # fmt: skip
def test_without_spark_what_it_says_is_understood(said, kind, message, place):
    told = session.meaning(said)
    assert type(told) is kind
    assert message in told.message
    assert told.place == place
    assert told.next_step
