"""The ledger holds rows by capture, and its bytes depend on its rows alone."""

from __future__ import annotations

import shutil
import sys
from datetime import timedelta

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from contrecoup.errors import EvidenceError
from contrecoup.model.documents import Article, Letter
from contrecoup.model.evidence import Observation, Proof
from contrecoup.model.findings import Findings, Wave
from contrecoup.model.outcomes import FileOutcome, Problem
from contrecoup.model.times import Moment
from contrecoup.store import Ledger
from contrecoup.store import parquet as parquet_module
from contrecoup.store.ledger import HELD
from contrecoup.store.sightings import POSTS, Part

ledger_module = sys.modules["contrecoup.store.ledger"]


def article(kit, capture, text="Un titre"):
    key = f"article:{capture.capture_id[:12]}"
    return Article(
        article_id=key,
        capture_id=capture.capture_id,
        place="",
        outlet="Le Relais",
        title="Un titre",
        text=text,
        published=Moment(kit.at(3), "minute", "+01:00", "14 mars"),
    )


def letter(capture):
    return Letter(
        letter_id=f"letter:{capture.capture_id[:12]}",
        capture_id=capture.capture_id,
        place="",
        title="Lettre",
        text="Nous",
        signatories=("Ana Roux", "B. Leduc"),
    )


def filled(case, kit):
    ledger = Ledger(case)
    one, two, three = (kit.capture(name, n) for n, name in enumerate("abc"))
    ledger.add([kit.post("x:1", "un"), kit.post("x:2", "deux"), article(kit, one)], one)
    ledger.add([kit.post("x:2", "deux"), letter(two), kit.seen("x:1", "deleted", 9, two)], two)
    ledger.add([], three)
    return ledger, (one, two, three)


def files(case):
    return {str(p.relative_to(case)): p.read_bytes() for p in case.rglob("ledger*") if p.is_file()}


@pytest.mark.parametrize("settled", [False, True])
def test_documents(case, kit, settled):
    ledger, captures = filled(case, kit)
    if settled:
        ledger.settle()
        assert not (case / "ledger.parts").exists()
    for reader in (ledger, Ledger(case)):
        found = reader.documents(captures)
        assert [(p.post_id, p.text, p.state) for p in found.posts] == [
            ("x:1", "un", "deleted"),
            ("x:2", "deux", "live"),
        ]
        assert found.articles == (article(kit, captures[0]),)
        assert found.letters == (letter(captures[1]),)
        assert found.observations == (kit.seen("x:1", "deleted", 9, captures[1]),)
        assert found.captures == tuple(sorted(captures, key=lambda c: c.capture_id))
        assert reader.complete_for([c.capture_id for c in captures])
        assert not reader.complete_for([captures[0].capture_id, kit.capture("z").capture_id])


def test_only_the_given_captures_speak(case, kit):
    ledger, captures = filled(case, kit)
    found = ledger.documents(captures[1:])
    assert [p.post_id for p in found.posts] == ["x:2"]
    assert found.articles == ()
    assert len(ledger.documents(()).posts) == 0


def test_an_empty_ledger(case):
    found = Ledger(case).documents(())
    assert len(found.posts) == 0
    assert Ledger(case).complete_for([])
    assert Ledger(case).outcomes() == ()
    Ledger(case).settle()
    assert files(case) == {}


def test_adding_again_replaces(case, kit):
    ledger, captures = filled(case, kit)
    ledger.settle()
    before = files(case)
    ledger, _ = filled(case, kit)
    assert len(list(ledger.documents(captures).posts)) == 2
    ledger.settle()
    assert files(case) == before
    ledger.add([kit.post("x:9", "neuf")], captures[0])
    for _ in range(2):
        found = ledger.documents(captures)
        assert [p.post_id for p in found.posts] == ["x:2", "x:9"]
        assert found.articles == ()
        ledger.settle()


def test_dropping_and_reading_again_gives_the_same_bytes(case, kit):
    ledger, captures = filled(case, kit)
    ledger.settle()
    before = files(case)
    ledger.drop()
    assert files(case) == {}
    assert not ledger.complete_for([captures[0].capture_id])
    filled(case, kit)[0].settle()
    assert files(case) == before


def test_rows_of_a_failing_reader_are_not_taken(case, kit):
    ledger, captures = filled(case, kit)

    def items():
        yield kit.post("x:7", "sept")
        raise KeyError

    known = ledger.known()
    assert ("x:7", "sept") not in known
    with pytest.raises(KeyError):
        ledger.add(items(), kit.capture("z"))
    assert not ledger.complete_for([kit.capture("z").capture_id])
    assert ("x:7", "sept") not in ledger.known()
    assert len(ledger.documents(captures).posts) == 2
    assert [p.name for p in (case / "ledger.parts").iterdir() if p.name.startswith(".")] == []


@pytest.mark.parametrize("settled", [False, True])
def test_what_is_known(case, kit, settled):
    ledger, _ = filled(case, kit)
    if settled:
        ledger.settle()
    known = ledger.known()
    assert ("x:1", "un") in known
    assert ("x:1", "deux") not in known
    known.add(("x:1", "deux"))
    assert ("x:1", "deux") in known
    assert ("x:1", "deux") not in ledger.known()
    ledger.add([kit.post("x:1", "deux")], kit.capture("z"))
    assert ("x:1", "deux") in ledger.known()


def test_capture_ids_are_the_captures(case, kit):
    ledger, capture = Ledger(case), kit.capture("a")
    other = article(kit, kit.capture("b"))
    ledger.add([kit.post(), other], capture)
    found = ledger.documents([capture])
    assert next(iter(found.posts)).capture_id == capture.capture_id
    assert found.articles[0].capture_id == capture.capture_id


def test_lone_surrogates_become_replacement_characters(case, kit):
    ledger, capture = Ledger(case), kit.capture("a")
    posts = [kit.post("x:1", "a\ud83db", hashtags=("\udc00",)), kit.post("x:2", "sain")]
    seen = Observation("x:1", "deleted", Moment(kit.at(9)), capture.capture_id, "", "\ud800")
    ledger.add([*posts, article(kit, capture, "x\udfffy"), seen], capture)
    found = ledger.documents([capture])
    assert [p.text for p in found.posts] == ["a\N{REPLACEMENT CHARACTER}b", "sain"]
    assert next(iter(found.posts)).hashtags == ("\N{REPLACEMENT CHARACTER}",)
    assert found.articles[0].text == "x\N{REPLACEMENT CHARACTER}y"
    assert found.observations[0].reason == "\N{REPLACEMENT CHARACTER}"


def test_outcomes_last(case, kit):
    ledger = Ledger(case)
    one = FileOutcome(input="a", capture_id="b" * 64, read=3, unreadable=(Problem("line 3", "?"),))
    two = FileOutcome(input="b", capture_id="a" * 64, first_at=kit.at(), skipped={"private": 2})
    ledger.save_outcome(one)
    ledger.save_outcome(two)
    assert ledger.outcome("b" * 64) == one
    assert Ledger(case).outcomes() == (two, one)
    assert ledger.outcome("c" * 64) is None
    path = case / "ledger.outcomes.jsonl"
    path.write_bytes(path.read_bytes()[:-9])
    later = Ledger(case)
    assert later.outcomes() == (one,)
    later.save_outcome(two)
    assert Ledger(case).outcomes() == (two, one)
    later.settle()
    settled = path.read_bytes()
    assert settled.count(b"\n") == 2
    Ledger(case).save_outcome(one)
    Ledger(case).settle()
    assert path.read_bytes() == settled


def test_outcomes_that_another_process_saves_are_seen(case, kit):
    ours, theirs = Ledger(case), Ledger(case)
    first, second = (FileOutcome(input=name, capture_id=name, read=1) for name in "ab")
    ours.save_outcome(first)
    assert theirs.outcomes() == (first,)
    ours.save_outcome(second)
    assert theirs.outcomes() == (first, second)
    again = FileOutcome(input="a", capture_id="a", read=2)
    theirs.save_outcome(again)
    assert ours.outcomes() == theirs.outcomes() == (again, second)
    theirs.settle()
    assert ours.outcomes() == (again, second)
    (case / "ledger.outcomes.jsonl").unlink()
    assert ours.outcomes() == theirs.outcomes() == ()


def test_own_outcomes_are_not_read_again(case, kit, monkeypatch):
    ledger, read = Ledger(case), []
    plain = ledger_module.lines_of

    def counted(path):
        read.append(path.name)
        return plain(path)

    monkeypatch.setattr(ledger_module, "lines_of", counted)
    for name in "cab":
        ledger.save_outcome(FileOutcome(input=name, capture_id=name, read=1))
    ledger.settle()
    assert [o.input for o in ledger.outcomes()] == ["a", "b", "c"]
    assert read == []


@pytest.mark.parametrize("settled", [False, True])
def test_posts_that_another_process_adds_are_known(case, kit, settled):
    one, two, three = (kit.capture(name, n) for n, name in enumerate("abc"))
    ours, theirs = Ledger(case), Ledger(case)
    ours.known()
    ours.add([kit.post("x:1", "un")], one)
    ours.settle()
    assert ours.complete_for([one.capture_id])
    held = ours._known
    assert ("x:1", "un") in ours.known()
    theirs.add([kit.post("x:2", "deux")], two)
    if settled:
        theirs.settle()
    assert ours.complete_for([one.capture_id, two.capture_id])
    assert ("x:2", "deux") in ours.known()
    assert ours._known is not held
    held = ours._known
    ours.add([kit.post("x:3", "trois")], three)
    assert ours.complete_for([three.capture_id])
    ours.settle()
    assert ours.complete_for([three.capture_id])
    assert ours._known is held  # its own parts and its own settling are no news
    assert ("x:3", "trois") in ours.known()


def test_findings_are_kept_under_a_key(case, kit):
    ledger = Ledger(case)
    assert ledger.findings("k1") is None
    wave = Wave(
        finding_id="wave:1",
        kind="emoji",
        what="❤️",
        post_ids=("x:1",),
        account_ids=("x:2",),
        people=(),
        onset=kit.at(),
        peak=kit.at(1),
        end=kit.at(2),
        bucket_seconds=60,
        buckets=(),
        rule="r",
    )
    findings = Findings(waves=(wave,))
    ledger.save_findings(findings, "k1")
    assert ledger.findings("k1") == findings
    assert ledger.findings("k0") is ledger.findings("k2") is None
    (case / "ledger.findings.json").write_bytes(b"{")
    assert ledger.findings("k1") is None


def test_what_is_proven_is_kept_under_a_key(case):
    ledger = Ledger(case)
    assert ledger.proofs("k1") is None
    ledger.save_proofs((), "k1")
    assert ledger.proofs("k1") is None
    proofs = (Proof(post_id="bluesky:1", standing="signed", capture_id="c", place="line 1"),)
    ledger.save_proofs(proofs, "k1")
    assert Ledger(case).proofs("k1") == proofs
    assert ledger.proofs("k0") is ledger.proofs("k2") is None
    (case / "ledger.proofs.json").write_bytes(b"{")
    assert ledger.proofs("k1") is None


@pytest.mark.parametrize(
    "name", ["ledger.sightings.parquet", "ledger.documents.jsonl", "ledger.captures.jsonl"]
)
@pytest.mark.parametrize("harm", ["delete", "cut", "empty"])
def test_a_harmed_ledger_is_not_complete(case, kit, name, harm):
    ledger, captures = filled(case, kit)
    ledger.settle()
    path = case / name
    path.unlink() if harm == "delete" else path.write_bytes(
        path.read_bytes()[:-5] if harm == "cut" else b""
    )
    assert not Ledger(case).complete_for([captures[0].capture_id])
    assert not ledger.complete_for([captures[0].capture_id])
    ledger.drop()
    filled(case, kit)[0].settle()
    assert len(Ledger(case).documents(captures).posts) == 2


@pytest.mark.parametrize(
    "name", ["ledger.sightings.parquet", "ledger.documents.jsonl", "ledger.observations.jsonl"]
)
def test_a_damaged_file_is_named(case, kit, name):
    ledger, captures = filled(case, kit)
    ledger.settle()
    path = case / name
    path.write_bytes(b"\xff" * path.stat().st_size)
    with pytest.raises(EvidenceError) as caught:
        Ledger(case).documents(captures)
    assert caught.value.place == name
    assert "delete" in caught.value.next_step


def test_a_damaged_part_is_not_counted(case, kit):
    _, captures = filled(case, kit)
    (case / "ledger.parts" / captures[0].capture_id / "held.json").write_bytes(b"{")
    (case / "ledger.parts" / "notes.txt").write_bytes(b"?")
    ledger = Ledger(case)
    assert not ledger.complete_for([captures[0].capture_id])
    assert ledger.complete_for([captures[1].capture_id])


def test_many_parts_are_settled_by_themselves(case, kit, monkeypatch):
    monkeypatch.setattr(ledger_module, "MANY", 4)
    monkeypatch.setattr(parquet_module, "GROUP", 3)
    ledger = Ledger(case)
    captures = [kit.capture(str(n), n) for n in range(21)]
    for n, capture in enumerate(captures):
        ledger.add([kit.post(f"x:{n}-{i}", str(i)) for i in range(n % 5)], capture)
    assert len(ledger.documents(captures).posts) == 40
    assert len(list((case / "ledger.parts").iterdir())) < 8
    ledger.settle()
    assert pq.ParquetFile(case / "ledger.sightings.parquet").num_row_groups == 14
    assert len(Ledger(case).documents(captures).posts) == 40


def test_parts_are_settled_when_they_are_a_quarter_of_all(case, kit, monkeypatch):
    assert ledger_module.MANY == 512
    monkeypatch.setattr(ledger_module, "MANY", 2)
    ledger, waiting = Ledger(case), []
    for n in range(18):
        ledger.add([kit.post(f"x:{n}")], kit.capture(str(n)))
        parts = case / "ledger.parts"
        waiting.append(len(list(parts.iterdir())) if parts.is_dir() else 0)
    assert waiting == [1, 0] * 6 + [1, 2, 0] * 2


def test_what_was_seen_is_in_the_order_of_time_and_ids_are_all_that_were_seen(case, kit):
    ledger, (one, two) = Ledger(case), (kit.capture("a"), kit.capture("b"))
    late, soon = kit.seen("x:1", "deleted", 9, one), kit.seen("x:2", "deleted", 3, one)
    same = [kit.seen("x:1", "live", 3, two), kit.seen("x:1", "deleted", 3, two)]
    ledger.add([late, soon, kit.post("x:1", account_id="x:7"), kit.post("x:2")], one)
    ledger.settle()
    ledger.add([*same, kit.post("x:1", account_id="x:8")], two)
    expected = (same[1], same[0], soon, late)
    assert ledger.documents([one, two]).observations == expected
    assert ledger.documents([two]).observations == expected[:2]
    assert sorted(ledger.ids()) == ["bluesky:ana", "x:1", "x:1", "x:2", "x:7", "x:8"]
    ledger.add([kit.post("x:3")], one)
    assert ledger.documents([one, two]).observations == expected[:2]
    assert sorted(ledger.ids()) == ["bluesky:ana", "x:1", "x:3", "x:8"]


def test_untouched_files_are_not_written_again(case, kit):
    ledger, _ = filled(case, kit)
    ledger.settle()
    path = case / "ledger.sightings.parquet"
    before = path.stat().st_ino
    capture = kit.capture("d")
    ledger.add([article(kit, capture)], capture)
    ledger.settle()
    assert path.stat().st_ino == before
    assert Ledger(case).complete_for([capture.capture_id])


ROW = st.tuples(
    st.integers(0, 4),
    st.sampled_from(["un", "un deux", "un deux trois…", "quatre", ""]),
    st.booleans(),
    st.one_of(st.none(), st.integers(0, 9)),
    st.sampled_from(["bluesky", "x"]),
    st.sampled_from(["live", "live", "deleted", "edited"]),
    st.sampled_from(["", "Ana"]),
    st.one_of(st.none(), st.integers(0, 9)),
)
SEEN = st.tuples(
    st.integers(0, 4), st.sampled_from(["live", "deleted", "unavailable"]), st.integers(0, 30)
)
FILE = st.tuples(st.lists(ROW, max_size=5), st.lists(SEEN, max_size=2))


def items_of(kit, capture, file):
    rows, seen = file
    for place, (number, text, cut, collected, platform, state, name, likes) in enumerate(rows):
        yield kit.post(
            f"{platform}:{number}",
            text,
            truncated=cut,
            collected_at=None if collected is None else kit.at(collected),
            created_at=kit.at(-number),
            state=state,
            display_name=name,
            likes=likes,
            hashtags=(name,) if name else (),
            place=f"line {place}",
        )
    for number, state, hours in seen:
        yield kit.seen(f"bluesky:{number}", state, hours, capture)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(files_given=st.lists(FILE, min_size=1, max_size=4), data=st.data())
def test_any_order_gives_the_same_documents_and_bytes(tmp_path, kit, files_given, data):
    named = [(kit.capture(str(n), n), file) for n, file in enumerate(files_given)]
    results = []
    for order in (named, data.draw(st.permutations(named))):
        case = tmp_path / "any"
        shutil.rmtree(case, ignore_errors=True)
        case.mkdir()
        ledger = Ledger(case)
        for capture, file in order:
            ledger.add(items_of(kit, capture, file), capture)
            if data.draw(st.booleans()):
                ledger.settle()
        before = ledger.documents(c for c, _ in named)
        ledger.settle()
        after = Ledger(case).documents(c for c, _ in reversed(named))
        assert before.posts.table == after.posts.table
        results.append((after.posts.table, after.observations, files(case)))
    assert results[0] == results[1]
    table = results[0][0]
    held = [(p.capture_id, p.post_id, p.text) for p in after.posts]
    said = {
        (capture.capture_id, item.post_id, item.text)
        for capture, file in named
        for item in items_of(kit, capture, file)
        if not isinstance(item, Observation)
    }
    assert set(held) <= said, "a citation leads to a capture that holds the words"
    assert {key for _, key, _ in held} == {key for _, key, _ in said}
    keys = list(zip(table.column("created_at").to_pylist(), [k for _, k, _ in held], strict=True))
    assert keys == sorted(keys)
    assert table.num_rows == len(set(table.column("post_id").to_pylist()))


class Ledgers(RuleBasedStateMachine):
    """A ledger in use agrees with a new one that is given the same files."""

    @initialize(target_folder=st.uuids())
    def begin(self, target_folder):
        self.folder = self.root / str(target_folder)
        self.folder.mkdir(exist_ok=True)
        self.ledger = Ledger(self.folder)
        self.given = {}

    @rule(name=st.integers(0, 3), file=FILE)
    def add(self, name, file):
        capture = self.kit.capture(str(name), name)
        self.ledger.add(items_of(self.kit, capture, file), capture)
        self.given[capture] = file

    @rule()
    def settle(self):
        self.ledger.settle()

    @rule()
    def reopen(self):
        self.ledger = Ledger(self.folder)

    @rule()
    def drop(self):
        self.ledger.drop()
        self.given = {}

    @invariant()
    def agrees(self):
        if not hasattr(self, "given"):
            return
        known = self.ledger.known()
        posts = set()
        for capture, file in self.given.items():
            posts |= {
                (i.post_id, i.text)
                for i in items_of(self.kit, capture, file)
                if not isinstance(i, Observation)
            }
        assert all(pair in known for pair in posts)
        assert self.ledger.complete_for(c.capture_id for c in self.given)
        table = self.ledger.documents(self.given).posts.table
        assert set(table.column("post_id").to_pylist()) == {key for key, _ in posts}

    def teardown(self):
        if not hasattr(self, "given"):
            return
        fresh = self.folder.with_name(self.folder.name + "-fresh")
        fresh.mkdir()
        ledger = Ledger(fresh)
        for capture, file in self.given.items():
            ledger.add(items_of(self.kit, capture, file), capture)
        one, two = self.ledger.documents(self.given), ledger.documents(self.given)
        assert one.posts.table == two.posts.table
        assert one.observations == two.observations
        self.ledger.settle()
        ledger.settle()
        if self.given:
            assert files(self.folder) == files(fresh)
        shutil.rmtree(self.folder)
        shutil.rmtree(fresh)


def test_any_use_agrees_with_a_new_ledger(tmp_path, kit):
    from hypothesis.stateful import run_state_machine_as_test

    Ledgers.root, Ledgers.kit = tmp_path, kit
    run_state_machine_as_test(
        Ledgers, settings=settings(max_examples=10, stateful_step_count=10, deadline=None)
    )


def test_a_time_before_1970_and_a_far_one(case, kit):
    ledger, capture = Ledger(case), kit.capture("a")
    old = kit.at() - timedelta(days=30_000)
    ledger.add([kit.post("x:1", "a", created_at=old)], capture)
    assert next(iter(ledger.documents([capture]).posts)).created_at == old


def test_many_rows_are_written_in_batches(case, kit, monkeypatch):
    monkeypatch.setattr(sys.modules["contrecoup.store.sightings"], "_BATCH", 2)
    monkeypatch.setattr(sys.modules["contrecoup.store.settle"], "_PIECE", 50)
    ledger, capture = Ledger(case), kit.capture("a")
    posts = [kit.post(f"x:{n}", str(n)) for n in range(7)]
    seen = [kit.seen(f"x:{n}", "deleted", n, capture) for n in range(7)]
    assert ledger.add([*posts, *seen], capture).posts == 7
    ledger.settle()
    found = ledger.documents([capture])
    assert [p.text for p in found.posts] == list("0123456")
    assert found.observations == tuple(seen)


def test_the_rows_of_a_file_are_written_4096_at_once(tmp_path, kit):
    posts = (kit.post(f"x:{n}", "a") for n in range(4097))
    assert Part(tmp_path, "c").fill(posts).posts == 4097
    with pa.ipc.open_stream(tmp_path / POSTS) as batches:
        assert [each.num_rows for each in batches] == [4096, 1]


def test_row_groups_have_the_size_that_they_always_had(tmp_path):
    path = tmp_path / "a.parquet"
    parquet_module.dump(pa.table({"n": pa.array(range(20_000), pa.int64())}), path)
    found = pq.ParquetFile(path).metadata
    assert [found.row_group(n).num_rows for n in range(found.num_row_groups)] == [16_384, 3_616]


def test_columns_of_texts_are_written_once_a_value(tmp_path):
    kinds = {"a": pa.string(), "b": pa.large_string(), "n": pa.int64(), "l": pa.list_(pa.string())}
    schema = pa.schema(kinds)
    assert parquet_module.texts_of(schema) == ["a", "b"]
    table = pa.table({"a": ["x"], "b": ["y"], "n": [1], "l": [["z"]]}, schema)
    path = tmp_path / "a.parquet"
    repeated = parquet_module.texts_of(schema)
    parquet_module.dump_batches(table.to_batches(), schema, path, repeated=repeated)
    row = pq.ParquetFile(path).metadata.row_group(0)
    columns = [row.column(n) for n in range(row.num_columns)]
    assert [c.has_dictionary_page for c in columns] == [True, True, False, False]
    assert {c.compression for c in columns} == {"ZSTD"}


@pytest.mark.parametrize("sizes", [(0,), (1,), (16_384,), (16_385,), (1, 16_383, 1), (40_000,)])
def test_row_groups_do_not_depend_on_the_batches(tmp_path, sizes):
    schema = pa.schema({"n": pa.int64()})
    numbers = iter(range(sum(sizes)))
    batches = [
        pa.record_batch({"n": [next(numbers) for _ in range(size)]}, schema) for size in sizes
    ]
    path = tmp_path / "a.parquet"
    parquet_module.dump_batches(batches, schema, path)
    found = pq.ParquetFile(path)
    assert found.read().column("n").to_pylist() == list(range(sum(sizes)))
    groups = [found.metadata.row_group(n).num_rows for n in range(found.num_row_groups)]
    whole, rest = divmod(sum(sizes), 16_384)
    assert groups == [16_384] * whole + [rest] * bool(rest)
    read = list(parquet_module.batches_of(path, schema))
    assert [n for batch in read for n in batch.column("n").to_pylist()] == list(range(sum(sizes)))


def test_a_damaged_table_of_a_part_is_named(case, kit):
    ledger, captures = filled(case, kit)
    path = case / "ledger.parts" / captures[0].capture_id / "sightings.arrow"
    path.write_bytes(b"junk")
    with pytest.raises(EvidenceError) as caught:
        ledger.documents(captures)
    assert caught.value.place == "sightings.arrow"


def test_a_link_in_place_of_the_ledger_is_refused(case, kit, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (case / "ledger.parts").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(EvidenceError, match="outside"):
        Ledger(case).add([kit.post()], kit.capture("a"))
    (case / "ledger.outcomes.jsonl").symlink_to(tmp_path / "o")
    with pytest.raises(EvidenceError, match="outside"):
        Ledger(case).save_outcome(FileOutcome(input="a", capture_id="b"))
    Ledger(case).drop()
    assert (tmp_path / "elsewhere").is_dir()
    assert not list(tmp_path.rglob("ledger*"))


def test_parts_of_which_half_is_deleted_are_no_parts(case, kit, monkeypatch):
    ledger, captures = filled(case, kit)
    whole = ledger.documents(captures)

    def half(folder, **_):
        for path in folder.rglob("*"):
            if path.is_file() and path.name != HELD:
                path.unlink()

    with monkeypatch.context() as disturbed:
        disturbed.setattr(shutil, "rmtree", half)
        ledger.settle()
    assert list((case / "ledger.parts").rglob(HELD))
    settled = {k: v for k, v in files(case).items() if "parts" not in k}
    again = Ledger(case)
    again.settle()
    assert files(case) == settled
    found = again.documents(captures)
    assert found.posts.table == whole.posts.table
    assert (found.articles, found.letters) == (whole.articles, whole.letters)
    assert len(found.articles) == len(found.letters) == 1
