"""Time, memory and exactness of `contrecoup echoes`, beside its peers, in one run.

    python bench/echoes.py [--only ring,near,peers,million,chance,recall,reposts,cotext,
                                   bad,live,growth] [--rows 1000000] [--data ../shared/data/echoes]
                           [--work DIR] [--plot docs/images/echoes-growth.svg] [--json FILE]
                           [--page docs/echoes.md]

The peers (rensa, datasketch, the coordination-network-toolkit) are installed into an
environment of their own in the work folder, where the package index has them.
CooRTweet needs R.  What could not be run is said.  Wall seconds depend on what else
the machine does; the seconds of the processor less so, and ratios are of those.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from attrs import asdict, evolve
from pyarrow import csv as arrow_csv

from contrecoup.findings.echoes import Live, echoes
from contrecoup.findings.echoes.near import near_pairs
from contrecoup.findings.echoes.ties import find_ties
from contrecoup.findings.echoes.wordings import read_texts

HERE = Path(__file__).resolve().parent
PEERS = ("rensa", "datasketch", "coordination-network-toolkit")
FIVE = "text,near,link,hashtag,emoji"
Line = dict[str, Any]
Posts = import_module("echoes_posts")  # beside this file
Goals = import_module("echoes_goals")


class Bench:
    """One run: where its files lie, and the lines that it printed."""

    def __init__(self, args: argparse.Namespace, work: Path) -> None:
        self.args, self.work = args, work
        self.lines: list[Line] = []
        self.peers: dict[str, str] | None = None
        self.goals: list[Any] = []
        self.wholes: dict[int, Line] = {}

    def goal(self, what: str, value: float | None, wanted: float, unit: str, **more: Any) -> None:
        """Remember a target and what was measured."""
        self.goals.append(Goals.Goal(what, value, wanted, unit, **more))

    def say(self, name: str, wall: float, cpu: float, note: str, **more: Any) -> Line:
        """Print a line and remember it."""
        line = {"name": name, "wall": wall, "cpu": cpu, "note": note} | more
        self.lines.append(line)
        peak = f"peak {more['peak_mb']:6.0f} MB" if "peak_mb" in more else " " * 14
        print(f"{name:62} {wall:7.2f} s  {cpu:7.2f} cpu s  {peak}  {note}", flush=True)
        return line

    def timed(self, name: str, work: Callable[[], Any], note: Callable[[Any], str] = str) -> Any:
        """Run once in this process."""
        wall, cpu = time.perf_counter(), time.process_time()
        result = work()
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        self.say(name, wall, cpu, note(result))
        return result

    def started(self, *command: str) -> tuple[dict[str, Any], str]:
        """Run a command in a process of its own: what it took, and what it printed."""
        result, log = self.work / "took.json", self.work / "log.txt"
        with log.open("wb") as out:
            launcher = [sys.executable, str(HERE / "echoes_run.py"), str(result)]
            subprocess.run([*launcher, *command], stdout=out, stderr=out, check=True)
        told = json.loads(result.read_text(encoding="utf-8"))
        return told, log.read_text(encoding="utf-8", errors="replace")

    def command(self, name: str, *words: str, note: Callable[[], str] = str) -> Line:
        """Run `contrecoup` from files to files: its own peak, its start included."""
        took, log = self.started(sys.executable, "-m", "contrecoup", *words)
        if took["code"]:
            print(log[-2000:])
        said = f"FAILED ({took['code']})" if took["code"] else note()
        return self.say(name, took["wall"], took["cpu"], said, peak_mb=took["peak_mb"])

    def ratio(
        self, what: str, slow: float, fast: float, target: float, *, least: bool = True
    ) -> None:
        """Print how many times faster, and remember it."""
        times = slow / max(fast, 1e-9)
        self.lines.append({"name": what, "ratio": times, "target": target})
        self.goal(what, times, target, "times", least=least)
        print(f"    {what}: {times:.2f} times (target {target:g})", flush=True)

    def peer(self, *words: str) -> dict[str, Any] | None:
        """Run one peer in its environment; None, with a word why, where it cannot be."""
        if self.peers is None:
            self.peers = self._install()
        package = words[1] if words[0] == "near" else "coordination-network-toolkit"
        if package not in self.peers:
            print(f"not run: {package} could not be installed from the package index")
            return None
        python = str(self.work / "peers" / "bin" / "python")
        took, log = self.started(python, str(HERE / "echoes_peers.py"), *words)
        if took["code"]:
            print(f"not run: {package} failed: {log.strip().splitlines()[-1:]}")
            return None
        answers = [line for line in log.splitlines() if line.startswith("{")]
        return dict(json.loads(answers[-1])) if answers else None

    def _install(self) -> dict[str, str]:
        folder = self.work / "peers"
        if not folder.exists():
            subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
        for name in PEERS:
            subprocess.run([*pip, "install", "--quiet", name], capture_output=True, check=False)
        listed = subprocess.run(
            [*pip, "list", "--format=json"], capture_output=True, text=True, check=False
        )
        every = {row["name"]: row["version"] for row in json.loads(listed.stdout or "[]")}
        found = {name: every[name] for name in PEERS if name in every}
        print("peers:", ", ".join(f"{n} {v}" for n, v in found.items()) or "none")
        return found

    def generated(self, rows: int, hot: int = 200_000) -> Path:
        """Parquet file of generated posts, made once."""
        hot = min(hot, rows // 5)
        path = self.work / f"generated-{rows}-{hot}.parquet"
        if not path.exists():
            posts, group = Posts.generate(rows, hot=hot)
            pq.write_table(posts, path)
            np.save(path.with_suffix(".npy"), group)
        return path


def ring(bench: Bench) -> None:
    """The ring of `ira_fortnight`, as a command, and the same from CSV."""
    path = bench.args.data / "ira_fortnight.parquet"
    if not path.exists():
        print(f"not run: {path} is not there")
        return
    out = bench.work / "ring"
    asked = ("--by", "near", "--window", "1h", "--out", str(out))
    line = bench.command("ring: ira_fortnight, ties by near in 1 h, a command (5 s)", "echoes",
                         str(path), *asked, note=lambda: told_of_ring(out))  # fmt: skip
    _, share, outside = ring_of(out)
    bench.goal("ring of real posts: its pairs", share, 95, "%", least=True)
    bench.goal("… pairs outside it", outside, 10, "")
    bench.goal("… from the file to tables", line["wall"], 5, "s")
    csv = bench.work / "ira.csv"
    posts = pq.read_table(path)
    arrow_csv.write_csv(posts, csv)
    bench.command("the same from CSV", "echoes", str(csv), *asked, note=lambda: told_of_ring(out))


def told_of_ring(out: Path) -> str:
    """How much of the ring the ties reach, in words."""
    accounts, share, outside = ring_of(out)
    return f"{accounts} accounts, {share:.1f} % of 4,095 pairs, {outside} outside"


def ring_of(out: Path) -> tuple[int, float, int]:
    """Accounts of the ring, the share of its pairs that are tied, ties outside it."""
    members = pq.read_table(out / "members.parquet").to_pandas()
    wide = members.groupby("echo_id")["account_id"].nunique()
    inside = members[members["echo_id"].isin(wide[wide >= 40].index)]
    often = inside.drop_duplicates(["echo_id", "account_id"])["account_id"].value_counts()
    accounts = set(often[often >= 20].index)
    ties = pq.read_table(out / "ties.parquet", columns=["account_a", "account_b"]).to_pandas()
    both = ties["account_a"].isin(accounts) & ties["account_b"].isin(accounts)
    return len(accounts), float(100 * both.sum() / 4095), int((~both).sum())


def word_sets(path: Path) -> list[list[str]]:
    """Distinct word sets of the originals, links and mentions taken out."""
    posts = pq.read_table(path)
    gone = re.compile(r"https?://\S+|@\w+")
    texts = posts.filter(pc.is_null(posts["repost_of"]))["text"].to_pylist()
    sets = {frozenset(re.findall(r"\w+", gone.sub(" ", text.lower()))) for text in texts}
    return sorted(sorted(words) for words in sets if len(words) >= 4)


def near(bench: Bench) -> None:
    """All near pairs of real posts, and of a part of the generated ones, beside the peers."""
    path = bench.args.data / "ira_fortnight.parquet"
    if path.exists():
        compare_near(bench, "79,530 real word sets", word_sets(path), plain=True)
    posts = pq.read_table(bench.generated(bench.args.rows))
    texts = pc.unique(posts["text"]).to_pylist()[:60_000]
    sets = sorted({tuple(sorted(set(re.findall(r"\w+", text)))) for text in texts})
    kept = [list(words) for words in sets if len(words) >= 4]
    compare_near(bench, "60,000 generated texts", kept, plain=False)


def compare_near(bench: Bench, what: str, sets: list[list[str]], *, plain: bool) -> None:
    """One collection of word sets through everybody's hands."""
    codes: dict[str, int] = {}
    flat = np.array([codes.setdefault(w, len(codes)) for s in sets for w in s], dtype=np.int32)
    starts = np.cumsum([0, *map(len, sets)])
    near_pairs(starts[:3], flat, 0.8, compiled=True)
    bench.timed(f"near: {what}, exact (3 s)",
                lambda: near_pairs(starts, flat, 0.8, compiled=True),
                lambda pairs: f"{len(pairs):,} pairs")  # fmt: skip
    own = bench.lines[-1]["cpu"]
    if plain:
        pairs = int(bench.lines[-1]["note"].split()[0].replace(",", ""))
        bench.goal("near pairs of real word sets", pairs, 157_823, "", least=True)
        bench.goal("… on one core", own, 3, "s")
        bench.timed("near: the same join in plain Python",
                    lambda: near_pairs(starts, flat, 0.8, compiled=False),
                    lambda pairs: f"{len(pairs):,} pairs")  # fmt: skip
    beside_polars(bench, what, np.repeat(np.arange(len(sets)), np.diff(starts)), flat)
    given = bench.work / "sets.json"
    given.write_text(json.dumps(sets), encoding="utf-8")
    for name, target in (("datasketch", 50), ("rensa", 25)):
        took = bench.peer("near", name, str(given))
        if took is None:
            bench.goal(f"near, {what}: than {name}", None, target, "times", least=True,
                       note=f"{name} is not there")  # fmt: skip
        else:
            bench.say(f"near: {what}, {name}", took["wall"], took["cpu"],
                      f"{took['pairs']:,} pairs", peak_mb=took["peak_mb"])  # fmt: skip
            bench.ratio(f"near, {what}: than {name}", took["cpu"], own, target)


def beside_polars(bench: Bench, what: str, of: Any, flat: Any) -> None:
    """The same pairs by relations in Polars; exact as well."""
    own = next(line for line in reversed(bench.lines) if line["name"].endswith("exact (3 s)"))
    if importlib.util.find_spec("polars") is None:
        print("not run: polars is not installed")
        return
    oracle = import_module("echoes_oracle").pairs
    found = bench.timed(f"near: {what}, in Polars", lambda: oracle(of, flat, 0.8),
                        lambda pairs: f"{pairs.height:,} pairs")  # fmt: skip
    bench.ratio(f"near, {what}: than in Polars", bench.lines[-1]["cpu"], own["cpu"], 4)
    if own["note"] != f"{found.height:,} pairs":
        print("    THE TWO DIFFER")


def definitions(bench: Bench) -> None:
    """CooRTweet's own sets; R itself where it is installed."""
    known = {"russian_reposts": (60, 10.5), "german_election_objects": (30, 83.0)}
    for name, (window, theirs) in known.items():
        path = bench.args.data / f"{name}.parquet"
        if path.exists():
            line = bench.command(
                f"peers: {name} as CooRTweet, a command", "echoes", str(path), "--by", "object",
                "--window", str(window), "--ties-as", "coortweet", "--out", str(bench.work / "de"),
            )  # fmt: skip
            bench.timed(f"peers: {name} as CooRTweet, in Python, with reading",
                        partial(as_coortweet, path, window),
                        lambda found: f"{found.ties.num_rows:,} edges")  # fmt: skip
            print(f"    CooRTweet took {theirs} s when it was measured (ECHOES.md)")
            bench.ratio(f"{name}: than that, in Python", theirs, bench.lines[-1]["wall"], 100)
            bench.ratio(f"{name}: than that, a whole command", theirs, line["wall"], 100)
    if not shutil.which("Rscript"):
        print("not run: CooRTweet itself (there is no R on this machine)")


def as_coortweet(path: Path, window: float) -> Any:
    """Edges by CooRTweet's definition."""
    return echoes(pq.read_table(path), by=("object",), window=window, ties_as="coortweet")


def million(bench: Bench) -> None:
    """The generated posts, whole, as a command; parts of it beside plain baselines."""
    path = bench.generated(bench.args.rows)
    line = whole(bench, bench.args.rows)
    bench.goal(f"{bench.args.rows:,} generated posts, five kinds, from the file to tables",
               line["wall"], 8, "s", note=f"{line['cpu']:.1f} processor seconds")  # fmt: skip
    bench.goal("… peak memory", line["peak_mb"] / 1000, 1.5, "GB")
    posts = pq.read_table(path)
    texts = pc.unique(posts["text"]).cast(pa.large_string())
    texts = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    bench.timed("million: distinct texts normalised, seven layers",
                lambda: read_texts(texts, compiled=True), lambda w: f"{len(w):,} texts")  # fmt: skip
    own = bench.lines[-1]["cpu"]
    bare = import_module("echoes_bare").split_and_hash
    bare(texts[:10])
    bench.timed("million: split and hash, compiled, nothing else", lambda: bare(texts))
    bench.ratio("normalising takes as long as a bare split and hash", own,
                bench.lines[-1]["cpu"], 1.5, least=False)  # fmt: skip
    hot(bench, posts)


def whole(bench: Bench, rows: int) -> Line:
    """A whole command over so many generated posts, once."""
    if rows not in bench.wholes:
        out = bench.work / "whole"
        bench.wholes[rows] = bench.command(
            f"whole: {rows:,} posts, --by {FIVE}, within 4 GiB", "echoes",
            str(bench.generated(rows)), "--by", FIVE, "--memory", "4GiB", "--out", str(out),
            note=partial(stages, out))  # fmt: skip
    return bench.wholes[rows]


def stages(out: Path) -> str:
    """Echoes, ties and stages of a command's run."""
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    ties = pq.ParquetFile(out / "ties.parquet").metadata.num_rows
    took = ", ".join(f"{k} {v:.1f}" for k, v in summary["timings"].items())
    return f"{ties:,} ties; {took}"


def hot(bench: Bench, posts: Any) -> None:
    """Ties by text with the hot message listed, kept as a record, and left out."""
    from contrecoup.findings.echoes.frame import read_frame
    from contrecoup.findings.echoes.messages import find_messages
    from contrecoup.findings.echoes.objects import acts_by
    from contrecoup.findings.echoes.settings import asked
    from contrecoup.findings.echoes.strength import tied

    settings = asked(by=("text",), ties_as="exact", memory="4GiB", chance=0)
    frame = read_frame(posts)
    wordings = read_texts(frame.texts)
    acts = acts_by("text", frame, wordings, find_messages(frame, wordings, settings))
    hottest = np.bincount(acts.codes).argmax()
    others = np.ones(len(frame), dtype=np.bool_)
    others[acts.posts[acts.codes == hottest]] = False
    took = []
    for name, some, most in (
        ("left out", acts.among(others), None),
        ("one record (--hot-pairs 10000000)", acts, 10_000_000),
        ("listed, exact", acts, None),
    ):
        chosen = evolve(settings, hot_pairs=most)
        tied("text", frame, some, chosen)
        bench.timed(f"million: ties by text, hot message {name}",
                    partial(tied, "text", frame, some, chosen),
                    lambda found: f"{len(found.spool):,} ties")  # fmt: skip
        took.append(bench.lines[-1]["cpu"])
    bench.ratio("the hot message as a record takes as long", took[1], took[0], 1.1, least=False)
    print(f"    listed it takes {took[2] / max(took[0], 1e-9):.2f} times as long", flush=True)


def reposts(bench: Bench) -> None:
    """Ties by one object a post beside DuckDB's joins, and beside the toolkit."""
    import duckdb

    base = duckdb.connect()
    base.execute("set threads to 1")
    chosen = np.random.default_rng(2)
    rows = min(bench.args.rows, 1_000_000)
    frame = pa.table(
        {
            "post_id": pa.array(np.arange(rows)).cast(pa.string()),
            "account_id": pa.array((chosen.random(rows) ** 2 * rows / 8).astype(np.int64)),
            "created_at": pa.array(np.sort(chosen.integers(0, 14 * 86_400, rows))),
            "object_id": pa.array((chosen.random(rows) ** 3 * rows / 20).astype(np.int64)),
        }
    )
    work = acts_of(frame)
    find_ties(*work, window=60_000_000, min_ties=2)
    bench.timed("reposts: ties by object, acts to ties",
                lambda: find_ties(*work, window=60_000_000, min_ties=2)[0],
                lambda spool: f"{len(spool):,} ties")  # fmt: skip
    own = bench.lines[-1]
    base.register("frame", frame)
    head = """select least(a.account_id, b.account_id) u, greatest(a.account_id, b.account_id) v,
        count(*) w from frame a join frame b on a.object_id = b.object_id {} where
        a.post_id < b.post_id and abs(a.created_at - b.created_at) <= 60
        and a.account_id <> b.account_id group by all having w >= 2"""
    bucket = """and b.created_at // 60 in
        (a.created_at // 60 - 1, a.created_at // 60, a.created_at // 60 + 1)"""
    for name, more, target in (("plain", "", 6), ("bucketed", bucket, 3)):
        theirs = bench.timed(f"reposts: DuckDB, {name} join",
                             partial(arrow_of, base, head.format(more)),
                             lambda t: f"{t.num_rows:,} ties")  # fmt: skip
        bench.ratio(f"ties: than DuckDB's {name} join", bench.lines[-1]["cpu"], own["cpu"], target)
        if own["note"] != f"{theirs.num_rows:,} ties":
            print("    THE TWO DIFFER")
    path = bench.args.data / "russian_reposts.parquet"
    if path.exists():
        thirty = times_thirty(pq.read_table(path), bench.work / "reposts.parquet")
        against_toolkit(bench, "1.05 M reposts on the same objects", thirty, "repost")


def arrow_of(base: Any, query: str) -> Any:
    """Rows of a query."""
    return base.sql(query).to_arrow_table()


def acts_of(frame: Any, column: str = "object_id") -> tuple[Any, Any, Any]:
    """Columns as the finder of ties takes them."""
    from contrecoup.findings.echoes.frame import read_frame

    read = read_frame(frame)
    return read.acts[column].canonical(), read.times, read.accounts


def times_thirty(posts: Any, path: Path) -> Path:
    """The same reposts by thirty times as many accounts."""
    posts = posts.rename_columns({"object_id": "repost_of"})
    parts = []
    for turn in range(30):
        part = posts
        for name in ("post_id", "account_id"):
            place = part.column_names.index(name)
            ids = pc.binary_join_element_wise(part[name].cast(pa.string()), str(turn), "-")
            part = part.set_column(place, name, ids)
        parts.append(part)
    pq.write_table(pa.concat_tables(parts), path)
    return path


def cotext(bench: Bench) -> None:
    """Posts of real size with the same texts, beside the toolkit."""
    path = bench.generated(int(2.46 * bench.args.rows), hot=0)
    against_toolkit(bench, f"{int(2.46 * bench.args.rows):,} posts, the same text", path, "text")


def against_toolkit(bench: Bench, what: str, path: Path, by: str) -> None:
    """From Parquet to written ties, and the toolkit's load, first and second run."""
    line = bench.command(f"toolkit: {what}, 60 s, ours, a command", "echoes", str(path), "--by",
                         by, "--chance", "0", "--out", str(bench.work / "toolkit"),
                         note=lambda: stages(bench.work / "toolkit"))  # fmt: skip
    csv, database = bench.work / "toolkit.csv", bench.work / "toolkit.db"
    database.unlink(missing_ok=True)
    toolkit_csv(pq.read_table(path), csv)
    took = bench.peer("toolkit", by, str(csv), str(database), "60")
    csv.unlink()
    database.unlink(missing_ok=True)
    if took and not line["note"].startswith("FAILED"):
        cold = took["load"] + took["first"]
        note = f"load {took['load']:.1f}, first {took['first']:.1f}, second {took['warm']:.1f}"
        bench.say(f"toolkit: {what}, theirs", cold, cold, note, peak_mb=took["peak_mb"])
        bench.ratio(f"{what}: than the toolkit warm", took["warm"], line["cpu"], 5)
        bench.ratio(f"{what}: than the toolkit cold", cold, line["cpu"], 20)
        if by == "repost":
            acts = acts_of(pq.read_table(path), "repost_of")
            find_ties(*acts, window=60_000_000, min_ties=2)
            bench.timed(f"toolkit: {what}, acts to ties",
                        lambda: find_ties(*acts, window=60_000_000, min_ties=2)[0],
                        lambda spool: f"{len(spool):,} ties")  # fmt: skip
            bench.ratio("ties: than the toolkit with its load", cold, bench.lines[-1]["cpu"], 30)
    else:
        for which, wanted in (("warm", 5), ("cold", 20)):
            bench.goal(f"{what}: than the toolkit {which}", None, wanted, "times", least=True,
                       note="the toolkit is not there")  # fmt: skip
    if by == "text":
        bench.goal(f"{what}: peak memory", line["peak_mb"] / 1000, 1.5, "GB")


def toolkit_csv(posts: Any, path: Path) -> None:
    """The toolkit's columns, in its order."""
    empty = pa.nulls(posts.num_rows, pa.string()).fill_null("")
    given = [posts[n] if n in posts.column_names else empty for n in
             ("post_id", "account_id", "repost_of")]  # fmt: skip
    text = posts["text"] if "text" in posts.column_names else empty
    names = ["message_id", "user_id", "username", "repost_id", "reply_id", "message", "timestamp",
             "urls"]  # fmt: skip
    columns = [given[0], given[1], given[1], given[2], empty, text, posts["created_at"], empty]
    arrow_csv.write_csv(pa.table(dict(zip(names, columns, strict=True))), path)


def recall(bench: Bench) -> None:
    """Pairs of forms of planted groups against the clusters that were found.

    Edits of a quarter of the words leave a similarity of 0.6, of a third one of 0.5:
    the threshold is set to that.
    """
    for seed, hard in ((11, False), (12, False), (13, False), (11, True)):
        posts, group = Posts.generate(bench.args.rows // 5, seed=seed, hot=0, hard=hard)
        found = echoes(posts, by=("near",), chance=0, min_people=1, threshold=0.5 if hard else 0.6)
        ids = found.members["echo_id"].combine_chunks().dictionary_encode().indices.to_numpy()
        post = np.asarray(found.members["post_id"].cast(pa.int64()).to_numpy())
        place = np.empty(len(group), dtype=np.int64)
        place[np.asarray(posts["post_id"].cast(pa.int64()).to_numpy())] = np.arange(len(group))
        texts = posts["text"].combine_chunks().dictionary_encode().indices.to_numpy()
        rows = np.unique(np.stack([texts[place[post]], ids, group[place[post]]], 1), axis=0)
        rows = rows[rows[:, 2] >= 0]
        both, mine, planted = pairs_of(rows[:, 1:]), pairs_of(rows[:, 1:2]), pairs_of(rows[:, 2:])
        name = f"recall: {len(group):,} posts, seed {seed}{', a third edited' if hard else ''}"
        bench.lines.append({"name": name, "recall": both / planted, "precision": both / mine})
        bench.goal(name, both / planted, 0.99, "", least=True)
        bench.goal("… precision", both / mine, 0.99, "", least=True)
        print(f"{name:62} recall {both / planted:.4f}  precision {both / mine:.4f}", flush=True)


def pairs_of(rows: Any) -> int:
    """Pairs of rows that are equal in every column."""
    _, counts = np.unique(rows, axis=0, return_counts=True)
    return int((counts * (counts - 1) // 2).sum())


def chance(bench: Bench) -> None:
    """What stands out of chance on real reposts."""
    path = bench.args.data / "russian_reposts.parquet"
    if not path.exists():
        print(f"not run: {path} is not there")
        return
    found = bench.timed("chance: russian_reposts, 60 s, both nulls, 20 runs",
                        lambda: echoes(pq.read_table(path), by=("object",), min_ties=1),
                        lambda e: f"{e.ties.num_rows:,} ties")  # fmt: skip
    for level in found.summary["chance"]["object"]["levels"][:4]:
        print(f"    at least {level['objects']} objects: {level['observed']:,} pairs, expected "
              f"{level['expected_who']:,.1f} (who) and {level['expected_when']:,.1f} (when)"
              f"{', above chance' if level['above_chance'] else ''}")  # fmt: skip


def bad(bench: Bench) -> None:
    """Input that is not as it should be: a clear outcome and a bounded cost."""
    from contrecoup.errors import SettingsError

    count = 1_000_000
    number = np.arange(count)
    one = {"post_id": number, "account_id": number, "created_at": np.zeros(count, np.int64)}
    words = "the very same words here"
    two = {"post_id": [1, 2], "account_id": [1, 2], "created_at": [0, 1]}
    cases: dict[str, dict[str, Any]] = {
        "a million empty texts": one | {"text": pa.array([""] * count)},
        "a million the same text in one instant": one | {"text": pa.array([words] * count)},
        "the same by a thousand accounts": one | {"account_id": number % 1000,
                                                   "text": pa.array([words] * count)},
        "a million posts of one account": one | {"account_id": number * 0,
                                                  "text": pa.array([words] * count)},
        "two posts of 1 MB": two | {"text": ["word and " * 120_000] * 2},
        "two posts of a million hashtags": two | {"text": [
            " ".join(f"#tag{n}" for n in range(count))] * 2},
        "100,000 versions of one message": {
            "post_id": number[:100_000], "account_id": number[:100_000],
            "created_at": number[:100_000],
            "text": [f"the very same words are said here by everyone {n}" for n in range(100_000)]},
        "100,000 hearts (2 s)": {
            "post_id": number[:100_000], "account_id": number[:100_000],
            "created_at": number[:100_000] // 50, "text": ["💙", "❤️❤️"] * 50_000},
        "years 1 and 9999": two | {"created_at": ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"],
                                   "text": [words] * 2},
        "a million times before 1970 and in the year 9999": one | {
            "created_at": np.where(number % 2, -2_208_988_800, 253_402_300_000) + number % 7200,
            "text": pa.array([f"{words} {n % 5000}" for n in range(count)])},
        "ids that collide between platforms": {
            "post_id": number // 2, "account_id": pa.array(number % 2 * count + number // 2 % 9000),
            "created_at": number // 20, "text": pa.array([f"{words} {n % 9999}" for n in range(count)])},
        "a post of a million different hashtags among 100,000 others": {
            "post_id": number[:100_000], "account_id": number[:100_000],
            "created_at": number[:100_000] // 50,
            "text": [" ".join(f"#tag{n}" for n in range(count))] + [
                f"{words} #tag{n % 5000}" for n in range(1, 100_000)]},
        "times that are no numbers": two | {"created_at": [np.nan, np.nan], "text": [words] * 2},
        "a column of the wrong type": two | {"text": [1, 2]},
    }  # fmt: skip
    for name, columns in cases.items():
        table = pa.table(columns)

        def work(frame: Any = table) -> str:
            try:
                found = echoes(frame)
            except SettingsError as error:
                return f"refused: {error.message}"
            told = "; ".join(f"{k} {v:,}" for k, v in found.summary["outcomes"].items())
            ties = sum(len(kind.spool) for kind in found.tied)
            return f"{found.echoes.num_rows:,} echoes, {ties:,} ties; {told}"

        bench.timed(f"bad: {name}", work)
        if "hearts" in name:
            bench.goal("100,000 hearts of 100,000 accounts", bench.lines[-1]["wall"], 2, "s")


def live(bench: Bench) -> None:
    """Posts one by one, and whether the result is that of one run."""
    posts, _ = Posts.generate(60_000, seed=3)
    growing = Live(chance=0)
    bench.timed("live: 50,000 posts in hundreds (5,000 a second)",
                lambda: add(growing, posts, range(0, 50_000, 100), 100),
                lambda _: "")  # fmt: skip
    bench.goal("live, in hundreds", round(50_000 / bench.lines[-1]["cpu"]), 5_000,
               "posts a second, one core", least=True)  # fmt: skip
    bench.timed("live: 2,000 more, one by one",
                lambda: add(growing, posts, range(50_000, 52_000), 1),
                lambda _: "")  # fmt: skip
    bench.goal("live, one by one", round(2_000 / bench.lines[-1]["cpu"]), 5_000,
               "posts a second, one core", least=True)  # fmt: skip
    found = bench.timed("live: everything found so far", growing.found, lambda _: "")
    whole = echoes(posts.slice(0, 52_000), chance=0)
    names = ("echoes", "members", "variants", "ties", "waves")
    same = all(getattr(found, name).equals(getattr(whole, name)) for name in names)
    print(f"    equal to one run over all of them: {same}")


def add(growing: Live, posts: Any, places: range, many: int) -> int:
    """Add posts from each place on."""
    for place in places:
        growing.add(posts.slice(place, many))
    return len(growing)


def growth(bench: Bench) -> None:
    """Time and memory with the number of rows, within --memory 4GiB, and a drawing of it."""
    points = []
    for times in (1, 2, 5):
        rows = times * bench.args.rows
        line = whole(bench, rows)
        points.append((rows, line["wall"], line["cpu"], line["peak_mb"]))
    bench.goal(f"{points[-1][0]:,} posts within 4 GiB", points[-1][1], 45, "s",
               note=f"{points[-1][2]:.1f} processor seconds")  # fmt: skip
    bench.goal("… peak memory", points[-1][3] / 1024, 4, "GiB")
    if bench.args.plot:
        drawing = import_module("echoes_plot").growth(points)
        bench.args.plot.write_text(drawing, encoding="utf-8")
        print(f"    drawn: {bench.args.plot}")


PARTS: dict[str, Callable[[Bench], None]] = {
    "ring": ring, "near": near, "peers": definitions, "million": million, "chance": chance,
    "recall": recall, "reposts": reposts, "cotext": cotext, "bad": bad, "live": live,
    "growth": growth,
}  # fmt: skip


def main() -> None:
    """Run the parts that were asked for and print them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default=",".join(PARTS))
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/echoes"))
    parser.add_argument("--work", type=Path, help="Where generated posts and the peers lie.")
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--page", type=Path, help="A page whose table of targets is replaced.")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="contrecoup-bench-") as temporary:
        work = args.work or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        bench = Bench(args, work)
        load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
        print(f"{len(os.sched_getaffinity(0))} cores; load before: {load}")
        posts, _ = Posts.generate(150_000, seed=9)
        bench.timed("compiling, or loading what was compiled", lambda: warm(posts), lambda _: "")
        for part in args.only.split(","):
            PARTS[part](bench)
        print("load after:", ", ".join(f"{value:.1f}" for value in os.getloadavg()))
        print(f"\n{Goals.table(bench.goals)}")
    if args.json:
        told = {"lines": bench.lines, "goals": [asdict(goal) for goal in bench.goals]}
        args.json.write_text(json.dumps(told, indent=1), encoding="utf-8")
    if args.page:
        page = args.page.read_text(encoding="utf-8")
        args.page.write_text(Goals.put_into(page, bench.goals), encoding="utf-8")


def warm(posts: Any) -> None:
    """Compile everything once: some code is for many rows only, some for sets of common words."""
    echoes(posts, min_ties=1)
    few = np.arange(2_000, dtype=np.int64)
    from contrecoup.findings.echoes.chance import Chance, every_act
    from contrecoup.findings.echoes.frame import Acts
    from contrecoup.findings.echoes.intern import both_ways, nearest, take_neighbours
    from contrecoup.findings.echoes.join import join, star_join

    acts = Acts(few, few * 0, pa.array(["x"]), few)
    then = Chance.of(every_act(acts, few, few % 50), 0).beside
    find_ties(acts, few * 0, few % 50, window=0, min_ties=2, then=then, compiled=True)
    starts, words = np.arange(0, 8_001, 8), (np.arange(8_000) % 40).astype(np.int32)
    for twofold in (False, True):
        a, b, ratio, _ = join(starts, words, 0.8, 4, twofold=twofold)
    star_join(starts, words, 0.8, 4, np.arange(1_000))
    beside = both_ways(a, b, ratio, 1_000)
    nearest(few[:1_000], few[:1_000], 1_000, *beside)
    take_neighbours(few[:1_000], *beside, few[:1_000].copy(), np.ones(1_000))


if __name__ == "__main__":
    main()
