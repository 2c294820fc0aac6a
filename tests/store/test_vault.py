"""Bytes go in once, come out the same, and every act has a line."""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
import zstandard

from contrecoup.errors import CaptureMissing, EvidenceError, HashMismatch, SourceError
from contrecoup.store import Vault
from contrecoup.store import incoming as incoming_module
from contrecoup.store import objects as objects_module


def object_of(case, capture):
    return case / Vault(case).object_name(capture.capture_id)


def test_the_same_bytes_are_kept_once(case, kit):
    vault = Vault(case)
    first, new = vault.keep(
        io.BytesIO(b"x" * 99), source="a", how="file", role="posts", at=kit.at()
    )
    again, known = vault.keep(io.BytesIO(b"x" * 99), source="b", how="url", role="", at=kit.at(1))
    assert (new, known) == (True, False)
    assert again == first
    assert (first.source, first.how, first.role, first.size) == ("a", "file", "posts", 99)
    assert first.capture_id == hashlib.sha256(b"x" * 99).hexdigest()
    assert Vault(case).captures() == vault.captures() == (first,)
    assert len(vault.acts()) == 1
    assert first.captured.at == kit.at()


@pytest.mark.parametrize("data", [b"", b"a", b"\x00" * 5000, os.urandom(3 << 20)])
def test_bytes_come_out_as_they_went_in(case, kit, data):
    vault = Vault(case)
    capture = kit.keep(vault, data)
    with vault.open(capture.capture_id) as stream:
        assert stream.read() == data
    assert all(v.ok for v in vault.verify())


def test_captures_are_in_the_order_of_the_manifest(case, kit):
    vault = Vault(case)
    kept = [kit.keep(vault, str(n).encode()) for n in range(9)]
    assert vault.captures() == tuple(kept)


def test_the_manifest_is_a_chain_of_plain_lines(case, kit):
    vault = Vault(case)
    kit.keep(vault, b"one", source="dossier/été.json", role="letter")
    vault.act("report", kit.at(2), lang="fr", sentences=12)
    raw = (case / "vault" / "manifest.jsonl").read_bytes()
    first, second = raw.splitlines()
    lines = [json.loads(first), json.loads(second)]
    assert list(lines[0])[:3] == ["seq", "at", "act"]
    assert not {b"dossier", b"letter", b"lang"} & {
        w for w in (b"dossier", b"letter", b"lang") if w in raw
    }
    assert hashlib.sha256(b"one").hexdigest().encode() not in raw
    assert Vault(case).captures()[0].source == "dossier/été.json"
    assert lines[0]["prev"] == "0" * 64
    assert lines[1]["prev"] == hashlib.sha256(first).hexdigest()
    assert vault.head == hashlib.sha256(second).hexdigest()
    assert {"tool", "version"} <= set(lines[0])
    body, _, _ = second.rpartition(b',"sum":')
    assert lines[1]["sum"] == hashlib.sha256(body).hexdigest()


def test_acts_say_what_was_done(case, kit):
    vault = Vault(case)
    capture = kit.keep(vault, b"one")
    vault.act("import", kit.at(1), object=capture.capture_id, format="x-v2", read=3)
    kept, imported = Vault(case).acts()
    assert (kept.act, kept.seq, kept.object) == ("capture", 1, capture.capture_id)
    assert (imported.act, imported.at, imported.fields["read"]) == ("import", kit.at(1), 3)
    assert Vault(case).captures()[0].format == "x-v2"
    assert kit.keep(vault, b"one").format == "x-v2"


def test_a_forced_format_is_remembered(case, kit):
    kit.keep(Vault(case), b"one", format="minet-csv")
    assert Vault(case).captures()[0].format == "minet-csv"


def test_two_vaults_see_each_other(case, kit):
    one, two = Vault(case), Vault(case)
    a = kit.keep(one, b"a")
    b = kit.keep(two, b"b")
    c = kit.keep(one, b"c")
    assert one.captures() == two.captures() == (a, b, c)
    assert one.head == two.head


def test_a_time_needs_a_zone(case, kit):
    with pytest.raises(ValueError, match="zone"):
        kit.keep(Vault(case), b"a", at=datetime(2031, 3, 14))  # noqa: DTZ001
    assert Vault(case).captures() == ()


def test_a_name_that_is_not_utf8_is_written_with_escapes(case, kit):
    name = os.fsdecode(b"caf\xe9.json")
    assert kit.keep(Vault(case), b"a", source=name).source == "caf\\xe9.json"
    assert kit.keep(Vault(case), b"b", source="\ud800").source == "\N{REPLACEMENT CHARACTER}"


def test_too_much_is_refused_and_leaves_nothing(case, kit):
    with pytest.raises(SourceError, match="more than 10 bytes") as caught:
        kit.keep(Vault(case), b"x" * 11, limit=10)
    assert caught.value.next_step
    assert kit.keep(Vault(case), b"x" * 10, limit=10).size == 10
    assert sum(p.is_file() for p in (case / "vault" / "objects").rglob("*")) == 1


def test_a_stream_that_fails_leaves_nothing(case):
    class Broken(io.RawIOBase):
        def read(self, _size=-1):
            raise OSError(5, "Input/output error")

    with pytest.raises(OSError, match="Input"):
        Vault(case).keep(Broken(), source="a", how="file", role="", at=datetime.now().astimezone())
    assert not any(p.is_file() for p in (case / "vault").rglob("*"))


def test_unknown_and_lost_captures(case, kit):
    vault = Vault(case)
    with pytest.raises(CaptureMissing):
        vault.open("0" * 64)
    capture = kit.keep(vault, b"one")
    (case / vault.object_name(capture.capture_id)).unlink()
    with pytest.raises(CaptureMissing) as caught:
        vault.open(capture.capture_id)
    assert caught.value.place == vault.object_name(capture.capture_id)


@pytest.mark.parametrize("harm", ["lost", "altered"])
def test_adding_the_file_again_mends_its_object(case, kit, harm):
    vault = Vault(case)
    capture = kit.keep(vault, b"one")
    path = object_of(case, capture)
    path.unlink() if harm == "lost" else path.write_bytes(b"junk")
    assert not all(v.ok for v in vault.verify())
    assert kit.keep(vault, b"one", source="again") == capture
    assert vault.open(capture.capture_id).read() == b"one"
    assert all(v.ok for v in vault.verify())
    assert [a.act for a in vault.acts()] == ["capture", "restore"]


@pytest.mark.parametrize("large", [False, True])
def test_an_altered_object_is_told_when_read(case, kit, large, monkeypatch):
    if large:
        monkeypatch.setattr(objects_module, "AT_ONCE", 10)
    vault = Vault(case)
    one, two = kit.keep(vault, b"a" * 70_000), kit.keep(vault, b"b" * 70_000)
    object_of(case, one).write_bytes(object_of(case, two).read_bytes())
    with pytest.raises(HashMismatch) as caught:
        vault.open(one.capture_id).read()
    assert caught.value.place == vault.object_name(one.capture_id)


@pytest.mark.parametrize("cut", [0, 1, 10, -1])
def test_a_cut_object_is_told_when_read(case, kit, cut, monkeypatch):
    monkeypatch.setattr(objects_module, "AT_ONCE", 10)
    vault = Vault(case)
    capture = kit.keep(vault, os.urandom(5000))
    path = object_of(case, capture)
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(HashMismatch):
        vault.open(capture.capture_id).read()


def test_a_large_object_can_seek(case, kit, monkeypatch):
    monkeypatch.setattr(objects_module, "AT_ONCE", 10)
    data = os.urandom(400_000)
    vault = Vault(case)
    with vault.open(kit.keep(vault, data).capture_id) as stream:
        assert stream.seekable()
        assert stream.seek(-10, os.SEEK_END) == len(data) - 10
        assert stream.read() == data[-10:]
        stream.seek(123_456)
        assert stream.read(9) == data[123_456:123_465]
        stream.seek(7, os.SEEK_CUR)
        assert stream.tell() == 123_472
        stream.seek(0)
        assert stream.read() == data
        assert stream.read() == b""


@pytest.mark.parametrize(("size", "filed"), [(9, False), (10, False), (11, True), (25, True)])
def test_more_than_fits_is_not_kept_in_memory(tmp_path, monkeypatch, size, filed):
    monkeypatch.setattr(incoming_module, "AT_ONCE", 10)
    with incoming_module.taken(io.BytesIO(b"x" * size), tmp_path, bytes(32), "a", None) as written:
        assert (written.path is not None) is filed
        assert written.size == size
    assert not list(tmp_path.iterdir())


def test_the_whole_of_an_object_is_read_in_large_pieces(case, kit, monkeypatch):
    vault, asked = Vault(case), []
    data = os.urandom(3 << 20)
    capture = kit.keep(vault, data)
    plain = objects_module._Object.readinto

    def counted(self, buffer):
        asked.append(len(buffer))
        return plain(self, buffer)

    monkeypatch.setattr(objects_module._Object, "readinto", counted)
    with vault.open(capture.capture_id) as stream:
        assert stream.read() == data
    assert len(asked) <= 12  # not 384 of Python's 8 KiB: other threads wait at each


def test_an_archive_can_be_read_from_a_large_object(case, kit, monkeypatch):
    monkeypatch.setattr(objects_module, "AT_ONCE", 10)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for n in range(5):
            archive.writestr(f"{n}.json", os.urandom(50_000))
    vault = Vault(case)
    with zipfile.ZipFile(vault.open(kit.keep(vault, buffer.getvalue()).capture_id)) as archive:
        assert archive.testzip() is None


@pytest.mark.parametrize("size", [10, 11, 14, 15, 100])
def test_an_object_is_taken_in_pieces_in_their_order(case, kit, size, monkeypatch):
    monkeypatch.setattr(incoming_module, "AT_ONCE", 10)
    monkeypatch.setattr(incoming_module, "PIECE", 7)
    data = bytes(range(size))
    vault = Vault(case)
    capture = kit.keep(vault, data)
    assert (capture.capture_id, capture.size) == (hashlib.sha256(data).hexdigest(), size)
    with vault.open(capture.capture_id) as stream:
        assert stream.read() == data


@pytest.mark.parametrize(("log", "opens"), [(27, True), (28, False)])
def test_an_object_may_need_128_mebibytes_to_unpack_and_no_more(tmp_path, log, opens):
    data = b"the sea rises"
    asked = zstandard.ZstdCompressionParameters.from_level(3, window_log=log)
    packer = zstandard.ZstdCompressor(compression_params=asked).compressobj()
    held = objects_module.Held(hashlib.sha256(data).hexdigest(), len(data))
    path = tmp_path / held.name
    path.parent.mkdir(parents=True)
    path.write_bytes(packer.compress(data) + packer.flush())
    if opens:
        assert objects_module.open_object(tmp_path, held).read() == data
    else:
        with pytest.raises(HashMismatch):
            objects_module.open_object(tmp_path, held)


def test_what_a_killed_process_left_is_swept(case, kit):
    folder = case / "vault" / "objects"
    left = folder / ".new-999999999-abc"
    left.write_bytes(b"half")
    ours = folder / f".new-{os.getpid()}-abc"
    ours.write_bytes(b"in work")
    assert all(v.ok for v in Vault(case).verify())
    kit.keep(Vault(case), b"a")
    assert not left.exists()
    assert ours.exists()


def test_a_link_out_of_the_case_is_refused(case, kit, tmp_path):
    vault = Vault(case)
    capture = kit.keep(vault, b"one")
    path = object_of(case, capture)
    outside = tmp_path / "outside.enc"
    path.rename(outside)
    path.symlink_to(outside)
    with pytest.raises(EvidenceError, match="outside"):
        vault.open(capture.capture_id)
    (bad,) = [v for v in vault.verify() if not v.ok]
    assert bad.target.endswith(path.name)


def test_a_folder_in_the_place_of_an_object_is_refused_and_nothing_stays_open(case, kit):
    vault = Vault(case)
    capture = kit.keep(vault, b"one")
    path = object_of(case, capture)
    path.unlink()
    path.mkdir()
    handles = Path("/proc/self/fd")  # none where the system has no such folder
    before = len(list(handles.glob("*")))
    with pytest.raises(EvidenceError):
        vault.open(capture.capture_id)
    assert len(list(handles.glob("*"))) == before


@pytest.mark.parametrize("name", ["vault", "vault/objects", "vault/manifest.jsonl"])
def test_folders_that_lead_out_are_refused(case, kit, tmp_path, name):
    vault = Vault(case)
    kit.keep(vault, b"one")
    path = case / name
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    before = {p: p.stat().st_size for p in tmp_path.rglob("*") if p.is_file()}
    with pytest.raises(EvidenceError):
        kit.keep(Vault(case), b"two")
    assert {p: p.stat().st_size for p in tmp_path.rglob("*") if p.is_file()} == before


def test_a_case_may_itself_be_reached_through_a_link(case, kit, tmp_path):
    (tmp_path / "link").symlink_to(case)
    vault = Vault(tmp_path / "link")
    assert vault.open(kit.keep(vault, b"one").capture_id).read() == b"one"


def test_a_manifest_that_is_put_back_is_read_again(case, kit):
    vault = Vault(case)
    one = kit.keep(vault, b"one")
    path = case / "vault" / "manifest.jsonl"
    before = path.read_bytes()
    kit.keep(vault, b"two")
    assert len(vault.captures()) == 2
    path.write_bytes(before)
    assert vault.captures() == (one,)
    path.unlink()
    assert vault.captures() == ()
    assert vault.head == "0" * 64


def test_a_part_of_an_archive_beyond_its_end(case, kit, monkeypatch):
    monkeypatch.setattr(objects_module, "AT_ONCE", 10)
    vault = Vault(case)
    with vault.open(kit.keep(vault, b"x" * 100).capture_id) as stream:
        stream.seek(10_000)
        assert stream.read() == b""
        assert stream.read(0) == b""


def test_an_object_shorter_than_the_manifest_says(case, kit, monkeypatch):
    monkeypatch.setattr(objects_module, "AT_ONCE", 10)
    vault = Vault(case)
    one, two = kit.keep(vault, b"a" * 90_000), kit.keep(vault, b"a" * 50_000)
    object_of(case, one).write_bytes(object_of(case, two).read_bytes())
    with vault.open(one.capture_id) as stream, pytest.raises(HashMismatch):
        stream.seek(-1, os.SEEK_END)


def test_a_folder_in_an_objects_place_is_named(case, kit):
    vault = Vault(case)
    capture = kit.keep(vault, b"one")
    path = object_of(case, capture)
    path.unlink()
    path.mkdir()
    assert [v.target.rpartition("/")[2] for v in vault.verify() if not v.ok] == [path.name]
    with pytest.raises(EvidenceError):
        vault.open(capture.capture_id).read()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
@pytest.mark.parametrize("what", ["object", "manifest"])
def test_a_pipe_is_not_waited_for(case, kit, what):
    vault = Vault(case)
    capture = kit.keep(vault, b"one")
    path = object_of(case, capture) if what == "object" else case / "vault" / "manifest.jsonl"
    path.unlink()
    os.mkfifo(path)
    assert not all(v.ok for v in Vault(case).verify())
    with pytest.raises(EvidenceError):
        Vault(case).open(capture.capture_id).read()


def test_without_metadata_the_version_is_unknown(case, kit, monkeypatch):
    import importlib.metadata

    from contrecoup.store import manifest as manifest_module

    def none(name):
        raise importlib.metadata.PackageNotFoundError(name)

    manifest_module._version.cache_clear()
    monkeypatch.setattr(importlib.metadata, "version", none)
    kit.keep(Vault(case), b"one")
    manifest_module._version.cache_clear()
    assert Vault(case).acts()[0].fields["version"] == "unknown"
