"""A case as a web archive that other tools open, and the ids of its posts alone."""

from __future__ import annotations

import contextlib
import gc
import gzip
import hashlib
import io
import json
import shutil
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from surt import surt
from wacz.validate import Validation
from warcio.archiveiterator import ArchiveIterator
from warcio.warcwriter import WARCWriter

import contrecoup as cc
from contrecoup import demo
from contrecoup.render.web_archive import key_of

from .conftest import Run

pytestmark = pytest.mark.untraced

PAGE = b"<html><head><title>Lamps out</title></head><body><p>The lamps went out.</p></body></html>"
ADDRESS = "https://quay.example/2031/lamps"


@pytest.fixture(scope="module")
def made(built: demo.Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("wacz") / "case.wacz"
    built.case.export(path, names="all")
    return path


@contextlib.contextmanager
def validated(path: Path) -> Iterator[Validation]:
    """Open an archive in the validator of the field, which leaves files open."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        checked = Validation(str(path))
        try:
            yield checked
        finally:
            checked.dir.cleanup()
            gc.collect()


def part(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def index(path: Path) -> list[dict[str, Any]]:
    lines = gzip.decompress(part(path, "indexes/index.cdx.gz")).decode().splitlines()
    assert lines == sorted(lines)
    return [{"key": line.split(" ")[0]} | json.loads(line.split(" ", 2)[2]) for line in lines]


def test_the_validator_of_the_field_takes_it(made: Path) -> None:
    with validated(made) as checked:
        assert checked.version == "1.1.1"
        assert checked.check_required_contents() == 0
        assert checked.frictionless_validate()
        assert checked.check_file_paths()
        assert checked.check_file_hashes()
        assert checked.check_compression()
    digest = json.loads(part(made, "datapackage-digest.json"))
    raw = part(made, "datapackage.json")
    assert digest == {
        "path": "datapackage.json",
        "hash": "sha256:" + hashlib.sha256(raw).hexdigest(),
    }
    with zipfile.ZipFile(made) as archive:
        assert {i.compress_type for i in archive.infolist()} == {zipfile.ZIP_STORED}


def test_every_capture_is_in_it_byte_for_byte(made: Path, built: demo.Built) -> None:
    vault = built.case.vault
    kept = {hashlib.sha256(vault.open(c.capture_id).read()).hexdigest() for c in vault.captures()}
    warc = part(made, "archive/data.warc.gz")
    found = {
        hashlib.sha256(record.content_stream().read()).hexdigest()
        for record in ArchiveIterator(io.BytesIO(warc), check_digests="raise")
        if record.rec_type == "resource"
    }
    assert found == kept


def test_a_second_reader_reads_the_same(made: Path) -> None:
    from fastwarc.warc import ArchiveIterator as Other
    from fastwarc.warc import WarcRecordType

    warc = part(made, "archive/data.warc.gz")
    one = [r.rec_headers.get_header("WARC-Record-ID") for r in ArchiveIterator(io.BytesIO(warc))]
    two = []
    for record in Other(io.BytesIO(warc), record_types=WarcRecordType.any_type):
        two.append(record.record_id)
        assert record.verify_block_digest()
    assert one == two
    assert len(set(one)) == len(one) > 20


def test_each_line_of_the_index_leads_to_its_record(made: Path) -> None:
    warc = part(made, "archive/data.warc.gz")
    pages = part(made, "pages/pages.jsonl").splitlines()
    assert json.loads(pages[0])["format"] == "json-pages-1.0"
    rows = index(made)
    assert len(rows) == len(pages) - 1
    assert {json.loads(p)["url"] for p in pages[1:]} == {row["url"] for row in rows}
    for row in rows:
        begin = int(row["offset"])
        (record,) = ArchiveIterator(io.BytesIO(warc[begin : begin + int(row["length"])]))
        assert record.rec_headers.get_header("WARC-Target-URI") == row["url"]
        assert record.rec_headers.get_header("WARC-Payload-Digest") == row["digest"]


@pytest.mark.parametrize("lines", [1000, 3])
def test_each_block_of_the_index_is_found_by_its_first_line(
    lines: int, built: demo.Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Viewers that read by ranges, as ReplayWeb.page does, look only where ``index.idx`` says."""
    monkeypatch.setattr("contrecoup.render.web_archive._LINES", lines)
    path = tmp_path / "case.wacz"
    built.case.export(path, names="all")
    packed = part(path, "indexes/index.cdx.gz")
    meta, *blocks = part(path, "indexes/index.idx").decode().splitlines()
    assert json.loads(meta.removeprefix("!meta 0 "))["format"] == "cdxj-gzip-1.0"
    found: list[str] = []
    for block in blocks:
        first, _, rest = block.partition(" {")
        where = json.loads("{" + rest)
        piece = packed[where["offset"] : where["offset"] + where["length"]]
        assert where["digest"] == "sha256:" + hashlib.sha256(piece).hexdigest()
        assert where["filename"] == "index.cdx.gz"
        inside = gzip.decompress(piece).decode().splitlines()
        assert inside[0].startswith(f"{first} {{")
        assert len(inside) <= lines
        found += inside
    assert found == gzip.decompress(packed).decode().splitlines() == sorted(found)
    assert len(found) > 20


@pytest.mark.parametrize(
    "url",
    [
        "https://www.Quay.example/A/b.html",
        "http://quay.example",
        "https://quay.example:8080/a/?b=2&a=1",
        "https://contrecoup.invalid/0123456789ab/posts.jsonl",
        "https://a.b.quay.example/a%20b/",
    ],
)
def test_addresses_sort_as_other_indexes_sort_them(url: str) -> None:
    assert key_of(url) == surt(url)


def test_the_same_case_gives_the_same_bytes(made: Path, tmp_path: Path) -> None:
    again = demo.build(tmp_path / "again")
    again.case.export(tmp_path / "again.wacz", names="all")
    assert (tmp_path / "again.wacz").read_bytes() == made.read_bytes()


def test_recorded_answers_stay_the_records_they_were(tmp_path: Path) -> None:
    body = io.BytesIO()
    writer = WARCWriter(body, gzip=True)
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + PAGE
    dated = {"WARC-Date": "2031-03-14T10:00:00Z"}
    response = writer.create_warc_record(
        ADDRESS, "response", io.BytesIO(http), len(http), warc_headers_dict=dated
    )
    writer.write_record(response)
    (tmp_path / "a.warc.gz").write_bytes(body.getvalue())
    case = cc.Case.init(tmp_path / "case", languages=["en"])
    case.add(tmp_path / "a.warc.gz")
    case.export(tmp_path / "out" / "case.wacz", names="all")
    (row,) = index(tmp_path / "out" / "case.wacz")
    assert (row["url"], row["status"], row["mime"]) == (ADDRESS, "200", "text/html")
    warc = part(tmp_path / "out" / "case.wacz", "archive/data.warc.gz")
    found = {
        record.rec_type: record.content_stream().read()
        for record in ArchiveIterator(io.BytesIO(warc), check_digests="raise")
    }
    assert found["response"] == PAGE


def test_what_may_not_be_published_is_not_in_it(built: demo.Built, tmp_path: Path) -> None:
    built.case.export(tmp_path / "public.wacz")
    warc = gzip.decompress(part(tmp_path / "public.wacz", "archive/data.warc.gz"))
    posts = built.case.documents().posts
    people = {p.person_id: p.public for p in built.case.roster.people}
    owners = {m.account_id: m.person_id for m in built.case.people.matches if m.verdict == "sure"}
    assert warc.count(b'"post_id"') > 5
    for line in warc.splitlines():
        if line.startswith(b'{"post_id"'):
            post = posts.get(json.loads(line)["post_id"])
            assert post is not None
            assert people[owners[post.account_id]]
            assert post.state in {"live", "edited", "unknown"}
    built.case.export(tmp_path / "none.wacz", names="none")
    assert b'"post_id"' not in part(tmp_path / "none.wacz", "archive/data.warc.gz")
    assert len(index(tmp_path / "public.wacz")) == len(index(tmp_path / "none.wacz")) + 1


def test_after_forget_nothing_of_the_person_is_in_it(
    made: Path, built: demo.Built, tmp_path: Path
) -> None:
    shutil.copytree(built.case.folder, tmp_path / "case")
    case = cc.Case.open(tmp_path / "case")
    case.forget("oumou-diarra", basis="a request of 3 April 2031")
    case.export(tmp_path / "case.wacz", names="all")
    before = gzip.decompress(part(made, "archive/data.warc.gz"))
    assert b"oumou.large.example" in before
    warc = gzip.decompress(part(tmp_path / "case.wacz", "archive/data.warc.gz"))
    assert len(warc) > len(before) / 2
    assert b"oumou.large.example" not in warc
    with validated(tmp_path / "case.wacz") as checked:
        assert checked.check_file_hashes()


def test_ids_alone(built: demo.Built, run: Run, tmp_path: Path) -> None:
    result = run("export", built.case.folder, "--ids-only", "-o", tmp_path / "ids.txt")
    assert result.exit_code == 0, result.output
    ids = (tmp_path / "ids.txt").read_text().splitlines()
    posts = list(built.case.documents().posts)
    gone = {"deleted", "account-deleted", "protected", "withheld", "suspended", "taken-down"}
    assert ids == sorted(ids)
    assert set(ids) <= {post.post_id for post in posts}
    assert not set(ids) & {post.post_id for post in posts if post.state in gone}
    assert len(ids) > 600
