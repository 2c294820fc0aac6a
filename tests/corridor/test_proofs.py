"""What a case proves of Bluesky posts: signed, removed, altered, taken on our word."""

import io
import json
from datetime import UTC, datetime

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contrecoup.case import Case
from contrecoup.corridor.proofs import OUR_WORD, REMOVED, SAME, SIGNED, proven
from contrecoup.model.posts import Post, Posts
from contrecoup.sources import Input, read

from .conftest import ROOT, rows

FORMATS = ROOT.parent / "shared" / "data" / "formats"
FIREHOSE = FORMATS / "bluesky_firehose"
SESSION = FORMATS / "bluesky_loopback_session"
pytestmark = pytest.mark.skipif(not FORMATS.is_dir(), reason="the samples are not here")


def held(checked):
    return {k: n for k, n in checked.counts().items() if k in {SIGNED, REMOVED, SAME, OUR_WORD}}


def frames():
    packed = (FIREHOSE / "frames.bin.zst").read_bytes()
    return zstandard.ZstdDecompressor().decompressobj().decompress(packed)


def words_of(raw):
    """Return a place inside the text of a post, and the post's address."""
    lines = (FIREHOSE / "jetstream_expected.ndjson").read_bytes().splitlines()
    posts = [json.loads(line) for line in lines if b'"app.bsky.feed.post"' in line]
    post = next(p for p in posts if len(p["commit"]["record"]["text"]) > 20)
    place = raw.index(post["commit"]["record"]["text"].encode()[:20])
    return place + 3, f"at://{post['did']}/app.bsky.feed.post/{post['commit']['rkey']}"


def test_frames_and_keys(tmp_path, run):
    folder = tmp_path / "case"
    added = run("add", folder, FIREHOSE / "frames.bin.zst", FIREHOSE / "did_docs.json")
    assert [(r["format"], r["read"]) for r in rows(added)] == [
        ("bluesky-firehose", 16),
        ("did-documents", 75),
    ]
    checked = run("check", folder)
    assert checked.exit_code == 0
    assert {"verdict": SIGNED, "holds": 16, "fails": 0} in rows(checked)
    assert OUR_WORD not in checked.stdout


def test_frames_without_keys_are_taken_on_our_word(tmp_path):
    case = Case.open(tmp_path / "case")
    case.add(FIREHOSE / "frames.bin.zst")
    checked = case.check()
    assert held(checked) == {OUR_WORD: (16, 0)}
    assert {p.standing for p in case.documents().proofs} == {"no-key"}
    case.add(FIREHOSE / "did_docs.json")
    assert held(case.check()) == {SIGNED: (16, 0)}
    assert {p.standing for p in case.documents().proofs} == {"signed"}


def test_words_altered_before_they_came_are_named_by_address(tmp_path, run):
    raw = bytearray(frames())
    place, address = words_of(raw)
    raw[place] ^= 1
    (tmp_path / "frames.bin").write_bytes(raw)
    folder = tmp_path / "case"
    added = run("add", folder, tmp_path / "frames.bin", FIREHOSE / "did_docs.json")
    assert added.exit_code == 0
    assert "not those that its address names" in added.stdout
    checked = run("check", folder)
    assert checked.exit_code == 1
    assert {"verdict": SIGNED, "holds": 15, "fails": 1} in rows(checked)
    assert f"{address} (frame" in checked.stderr
    shown = run("show", folder, address)
    assert "the proof fails" in shown.stdout


def test_an_object_altered_in_the_vault_is_named_by_its_file(tmp_path, run):
    folder = tmp_path / "case"
    run("add", folder, FIREHOSE / "frames.bin.zst", FIREHOSE / "did_docs.json")
    objects = sorted(p for p in (folder / "vault" / "objects").rglob("*") if p.is_file())
    assert len(objects) == 2
    for path in objects:
        whole = path.read_bytes()
        path.write_bytes(whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:])
        checked = run("check", folder)
        assert checked.exit_code == 1
        assert path.name in checked.stderr
        path.write_bytes(whole)
    assert run("check", folder).exit_code == 0


def test_another_accounts_key_fails(tmp_path, run):
    docs = json.loads((FIREHOSE / "did_docs.json").read_bytes())
    (first, one), (_, two) = list(docs.items())[:2]
    docs[first] = one | {"verificationMethod": two["verificationMethod"]}
    (tmp_path / "docs.json").write_text(json.dumps(docs), encoding="utf-8")
    case = Case.open(tmp_path / "case")
    case.add(FIREHOSE / "frames.bin.zst", tmp_path / "docs.json")
    failed = case.check().failed
    assert all(v.target.startswith(f"at://{first}/") for v in failed)
    posts = [p for p in case.documents().posts if p.account_id == f"bluesky:{first}"]
    assert len(failed) == len(posts)


def test_a_session_with_removals(tmp_path, run):
    case = Case.open(tmp_path / "case")
    case.add(SESSION / "frames.bin", SESSION / "did_data.json")
    assert held(case.check()) == {SIGNED: (12, 0), REMOVED: (2, 0), SAME: (2, 0)}
    removed = [p for p in case.documents().proofs if p.gone]
    assert all(p.gone_same for p in removed)
    assert {case.documents().posts.get(p.post_id).state for p in removed} == {"deleted"}
    shown = run("show", tmp_path / "case", removed[0].post_id.removeprefix("bluesky:")).stdout
    assert "signed by the account, in its repository" in shown
    assert "a later signed commit lacks the post" in shown


def test_posts_of_an_answer_are_proven_by_a_repository(tmp_path):
    case = Case.open(tmp_path / "case")
    case.add(
        SESSION / "getPosts.before.json", SESSION / "repo.before.car", SESSION / "did_data.json"
    )
    assert held(case.check()) == {SIGNED: (2, 0), OUR_WORD: (9, 0)}


def test_an_answer_that_was_reworded_is_not_signed(tmp_path):
    case = Case.open(tmp_path / "case")
    words = (SESSION / "getPosts.before.json").read_text(encoding="utf-8")
    assert "signed the open letter" in words
    (tmp_path / "posts.json").write_text(words.replace("signed the open", "tore the open"), "utf-8")
    case.add(SESSION / "repo.before.car", SESSION / "did_data.json")
    case.add(tmp_path / "posts.json")
    proofs = case.documents().proofs
    assert [p.standing for p in proofs].count("other-words") == 1
    assert held(case.check()) == {SIGNED: (1, 0), OUR_WORD: (10, 0)}


def standings(case):
    return {p.standing for p in case.documents().proofs}


def test_keys_that_another_opened_case_adds_count(tmp_path):
    case = Case.open(tmp_path / "case")
    case.add(FIREHOSE / "frames.bin.zst")
    other = Case(case.folder)
    other.report("en")
    assert standings(other) == {"no-key"}
    case.add(FIREHOSE / "did_docs.json")
    other.report("en")
    assert standings(other) == standings(Case(case.folder)) == {"signed"}


def test_proofs_of_one_state_are_not_kept_for_the_next(tmp_path):
    case = Case.open(tmp_path / "case")
    case.add(FIREHOSE / "frames.bin.zst")
    with case.drafting.steady.question():
        case.find()
        Case(case.folder).add(FIREHOSE / "did_docs.json")
        assert standings(Case(case.folder)) == {"signed"}
        case.report("en")
        assert standings(Case(case.folder)) == {"signed"}
    assert standings(case) == {"signed"}


def test_proofs_are_not_kept_while_a_file_is_being_read(tmp_path):
    case = Case.open(tmp_path / "case")
    case.add(FIREHOSE / "frames.bin.zst", FIREHOSE / "did_docs.json")
    outcomes = case.folder / "ledger.outcomes.jsonl"
    lines = outcomes.read_bytes().splitlines(keepends=True)
    keys = next(n for n, line in enumerate(lines) if b"did-documents" in line)
    outcomes.write_bytes(
        b"".join(lines[:keys] + lines[keys + 1 :])
    )  # its outcome comes in a moment
    (case.folder / "ledger.proofs.json").unlink(missing_ok=True)
    early = Case(case.folder)
    assert standings(early) == {"no-key"}
    assert not (case.folder / "ledger.proofs.json").exists()
    outcomes.write_bytes(b"".join(lines))
    assert standings(Case(case.folder)) == {"signed"}
    assert {p.standing for p in early.prove(early.documents())} == {"signed"}


def test_kept_proofs_do_not_stand_in_for_a_check(tmp_path):
    raw = bytearray(frames())
    place, _ = words_of(raw)
    raw[place] ^= 1
    (tmp_path / "frames.bin").write_bytes(raw)
    case = Case.open(tmp_path / "case")
    case.add(tmp_path / "frames.bin", FIREHOSE / "did_docs.json")
    assert [p.standing for p in case.documents().proofs].count("failed") == 1
    kept = case.folder / "ledger.proofs.json"
    kept.write_bytes(kept.read_bytes().replace(b'"failed"', b'"signed"'))
    case = Case.open(case.folder)
    assert not [p for p in case.documents().proofs if p.standing == "failed"]
    assert len(case.check().failed) == 1
    kept.write_bytes(b"{")
    case = Case.open(case.folder)
    assert [p.standing for p in case.documents().proofs].count("failed") == 1


def test_a_check_proves_once_even_where_nothing_was_kept(tmp_path, monkeypatch):
    from contrecoup.corridor import proofs

    (tmp_path / "frames.bin").write_bytes(frames())
    case = Case.open(tmp_path / "case")
    case.add(tmp_path / "frames.bin", FIREHOSE / "did_docs.json")
    times = []

    def counted(inputs, posts):
        times.append(1)
        return proven(inputs, posts)

    monkeypatch.setattr(proofs, "proven", counted)
    (case.folder / "ledger.proofs.json").unlink(missing_ok=True)
    case = Case.open(case.folder)
    case.write()
    assert not case.check().failed
    assert len(times) == 1
    assert not Case.open(case.folder).check().failed
    assert len(times) == 2, "another process proves from the bytes, whatever was kept"


def test_what_others_signed_is_still_proven_after_one_is_forgotten(tmp_path, run):
    folder = tmp_path / "case"
    run("add", folder, SESSION / "frames.bin", SESSION / "did_data.json")
    truth = [json.loads(line) for line in (SESSION / "truth.ndjson").read_bytes().splitlines()]
    gone = next(t["did"] for t in truth if t["op"] == "delete")
    forgotten = run("forget", folder, f"bluesky:{gone}", "--basis", "asked")
    assert forgotten.exit_code == 0
    checked = run("check", folder)
    assert checked.exit_code == 0
    held = {r["verdict"]: r["holds"] for r in rows(checked)}
    others = {t["uri"] for t in truth if t["op"] == "create" and t["did"] != gone}
    assert len(others) - 1 <= held[SIGNED] <= len(others) + 1
    case = Case.open(folder)
    assert not [p for p in case.documents().posts if p.account_id == f"bluesky:{gone}"]
    assert gone.encode() not in (folder / "ledger.proofs.json").read_bytes()


def proofs_of(raw):
    """Return the posts in frames, what they say, the problems, and the proofs."""

    def source(data, capture):
        return Input(
            name=capture,
            capture_id=capture,
            captured_at=datetime(2031, 6, 1, tzinfo=UTC),
            open=lambda: io.BytesIO(data),
        )

    found = list(read(source(raw, "frames")))
    posts = {i.post_id: i for i in found if isinstance(i, Post)}
    inputs = [
        ("bluesky-firehose", source(raw, "frames")),
        ("did-documents", source((SESSION / "did_data.json").read_bytes(), "keys")),
    ]
    every = [i for i in found if isinstance(i, Post)]
    said = {(p.post_id, p.text, p.created_at, p.reply_to, p.repost_of) for p in every}
    return said, proven(inputs, Posts.of(posts.values())), len(every)


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_altered_bit_of_a_frame_passes_for_signed(data):
    raw = bytearray((SESSION / "frames.bin").read_bytes())
    before, _, many = proofs_of(bytes(raw))
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    after, proofs, left = proofs_of(bytes(raw))
    assert left >= many - 1
    vouched = {proof.post_id for proof in proofs if proof.standing == "signed"}
    assert not [said for said in after - before if said[0] in vouched]
