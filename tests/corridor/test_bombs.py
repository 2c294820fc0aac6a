"""Bombs: each has an outcome, in bounded time and memory, and nothing is written outside."""

from __future__ import annotations

import gzip
import io
import json
import resource
import subprocess
import sys
import zipfile

import pytest
import zstandard

from contrecoup.case import Case

pytestmark = pytest.mark.untraced

MEMORY = 3 << 30
SECONDS = 60
HUGE = 300 << 20
LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "rire "}">' for n in range(12)
)  # each ten of the one before


def zeros(write):
    for _ in range(HUGE >> 20):
        write(b" " * (1 << 20))


def zipped(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def packed_gzip():
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=1) as stream:
        stream.write(b'{"text":"')
        zeros(stream.write)
    return out.getvalue()


def packed_zstd():
    out = io.BytesIO()
    with zstandard.ZstdCompressor(level=1).stream_writer(out, closefd=False) as stream:
        stream.write(b'{"text":"')
        zeros(stream.write)
    return out.getvalue()


def zip_bomb():
    inner = zipped(**{"data/tweets.js": b" " * (HUGE >> 1), "data/account.js": b"[]"})
    return zipped(**{"data/tweets.js": b" " * HUGE, "inner.zip": inner, "data/account.js": b"[]"})


def zip_that_leads_out():
    names = ("../../../evil.txt", "/tmp/evil.txt", "..\\..\\evil.txt", "data/../../evil.js")
    page = b"WARC/1.0\r\n\r\n"
    return zipped(**dict.fromkeys(names, page), **{"archive/../../evil.warc": page})


def laughing(kind):
    return (
        f"<!DOCTYPE {kind} [{LAUGHS}]>\n<{kind}><body><p>"
        + "&l11;" * 5
        + "</p>"
        + "<p>Le conseil n'a pas répondu aux salariés de la société, samedi.</p>" * 20
        + f"</body></{kind}>"
    ).encode()


BOMBS = {
    "gzip.ndjson.gz": packed_gzip,
    "zstd.ndjson.zst": packed_zstd,
    "bomb.zip": zip_bomb,
    "out.zip": zip_that_leads_out,
    "out.wacz": zip_that_leads_out,
    "laughs.html": lambda: laughing("html"),
    "laughs.xml": lambda: laughing("rss"),
    "wide.csv": lambda: b",".join(b"c%d" % n for n in range(1_000_000)) + b"\n" + b"1," * 999_999,
    "long.ndjson": lambda: b'{"text":"' + b"a" * (64 << 20) + b'"}\n',
    "deep.json": lambda: b"[" * 5_000_000,
    "deep.html": lambda: b"<html><body>" + b"<div>" * 300_000 + b"Le conseil a parl\xc3\xa9.",
    "backtrack.txt": lambda: (b"a" * 200_000 + b"!\n") + b'"' * 50_000 + b" \xc2\xab" * 50_000,
    "lists.json": lambda: json.dumps({"data": [[]] * 500_000, "includes": {}}).encode(),
}


def bounded():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def one_line(name):
    """A gigabyte that is one line, after a sound one where the format has lines."""
    columns = {"post_id": "x:1", "account_id": "x:2", "created_at": "2031-03-14T10:00:00Z"}
    head = {
        "line.ndjson": json.dumps(columns | {"text": "bonjour"}) + '\n{"text":"',
        "line.csv": ",".join(columns) + ",text\n" + ",".join(columns.values()) + ',bonjour\nx:3,"',
        "line.html": "<html><body><p>",
    }
    return head.get(name, "").encode()


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="bounds on memory as Linux keeps them")
@pytest.mark.parametrize("name", ["line.ndjson", "line.csv", "line.html", "line.txt", "line.json"])
def test_a_line_of_a_gigabyte_has_an_outcome_and_its_neighbour_is_read(tmp_path, name):
    path, block = tmp_path / name, b"un mot " * (1 << 17)
    with path.open("wb") as out:
        out.write(one_line(name))
        while out.tell() < 1 << 30:
            out.write(block)
    command = [sys.executable, "-m", "contrecoup", "add", str(tmp_path / "case"), str(path)]
    done = subprocess.run(command, preexec_fn=bounded, capture_output=True, text=True, check=False)
    assert done.returncode == 4, done.stderr[-2000:]
    told = json.loads(done.stdout)
    assert len(told["unreadable"]) == 1
    assert told["read"] == (name in {"line.ndjson", "line.csv"})
    path.unlink()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="bounds on memory as Linux keeps them")
def test_every_bomb_has_an_outcome(tmp_path):
    inputs = tmp_path / "deep" / "in" / "side"
    inputs.mkdir(parents=True)
    for name, make in BOMBS.items():
        (inputs / name).write_bytes(make())
    case = Case.init(tmp_path / "deep" / "case")
    before = {p for p in tmp_path.rglob("*") if case.folder not in p.parents}
    command = [sys.executable, "-m", "contrecoup", "add", str(case.folder), str(inputs)]
    done = subprocess.run(command, preexec_fn=bounded, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 4}, done.stderr[-2000:]
    told = {json.loads(line)["input"].rpartition("/")[2] for line in done.stdout.splitlines()}
    assert told == set(BOMBS)
    assert {p for p in tmp_path.rglob("*") if case.folder not in p.parents} == before
    kept = [p for p in case.folder.rglob("*") if p.is_file() and "evil" in p.name]
    assert kept == []
    texts = "".join(post.text for post in case.documents().posts)
    texts += "".join(article.text for article in case.documents().articles)
    assert "rire rire" not in texts
