"""A marker in every field of every format: nothing of it is alive on a page that is built."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import libipld
import lxml.html
import openpyxl
import pytest

from contrecoup import sources
from contrecoup.case import Case
from contrecoup.errors import SourceError
from contrecoup.model.outcomes import Problem
from contrecoup.proof import opened as blocks_of

pytestmark = pytest.mark.untraced

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "src" / "contrecoup" / "sample" / "ondelune-2031"
FORMATS = ROOT.parent / "shared" / "data" / "formats"
MARK = (
    "\"'><img src=x onerror=alert(1)><script>alert(2)</script>&lt;svg onload=alert(3)&gt;"
    "</style></textarea>{{7*7}}${8*8}javascript:alert(4)\x1b]0;own\x07"
)
SAID = "onerror=alert(1)"
SUFFIXES = {".json", ".jsonl", ".ndjson", ".csv"}
AT = datetime(2031, 6, 1, tzinfo=UTC)


def samples():
    """Every sample that is JSON, lines of JSON or a table, small enough to try each field of."""
    here = [p for p in SAMPLE.rglob("*") if p.parent != SAMPLE]
    there = list(FORMATS.rglob("*")) if FORMATS.is_dir() else []
    return sorted(p for p in here + there if p.suffix in SUFFIXES and p.is_file())


def opened(path):
    """Return a file's values, and what writes them again; the first few of many."""
    raw = path.read_bytes()
    text = raw.decode("utf-8-sig", "replace")
    if path.suffix == ".csv":
        rows = list(csv.reader(io.StringIO(text)))[:7]

        def written(values):
            out = io.StringIO()
            csv.writer(out).writerows([rows[0], *([row[k] for k in row] for row in values)])
            return out.getvalue().encode()

        return [dict(enumerate(row)) for row in rows[1:]], written
    try:
        return json.loads(text), lambda value: json.dumps(value).encode()
    except ValueError:
        lines = [json.loads(line) for line in text.splitlines()[:6] if line.strip()]
        return lines, lambda value: b"\n".join(json.dumps(v).encode() for v in value) + b"\n"


def leaves(value, path=()):
    """Yield the path of each text, numbers of list items left out."""
    if isinstance(value, str):
        yield path
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, (*path, "*"))


def marked(value, paths, path=()):
    """Return a copy with the marker behind each text at these paths."""
    if isinstance(value, str):
        return value + MARK if path in paths else value
    if isinstance(value, dict):
        return {key: marked(inner, paths, (*path, key)) for key, inner in value.items()}
    if isinstance(value, list):
        return [marked(inner, paths, (*path, "*")) for inner in value]
    return value


def read(name, data):
    """Return how many items bytes hold, and how many problems."""
    capture = hashlib.sha256(data).hexdigest()
    given = sources.Input(
        name=name, capture_id=capture, captured_at=AT, open=lambda: io.BytesIO(data)
    )
    try:
        items = list(sources.read(given))
    except SourceError:
        return 0, 1
    return len(items), sum(isinstance(item, Problem) for item in items)


def poisoned(name, value, written):
    """Return a sample with the marker in every field that may hold any text; None for no such."""
    good = read(name, written(value))
    free = set()
    for place in sorted(set(leaves(value)), key=str):
        if read(name, written(marked(value, {place}))) == good:
            free.add(place)
    data = written(marked(value, free))
    found = read(name, data)
    return (data, len(free)) if found[0] and free else None


def poisoned_file(path):
    """Return a sample file with the marker in its fields; None where it cannot be taken apart."""
    try:
        value, written = opened(path)
    except (ValueError, IndexError):
        return None
    return poisoned(path.name, value, written)


def head(lines):
    return "".join(f"{name}: {said}\r\n" for name, said in lines.items()).encode()


def warc(value):
    """Write an archive of one page; its headers and those of the answer are from outside."""
    answer = b"HTTP/1.1 200 OK\r\n" + head(value["answer"]) + b"\r\n" + PAGE.encode()
    lengths = f"Content-Length: {len(answer)}\r\n\r\n".encode()
    return b"WARC/1.0\r\n" + head(value["record"]) + lengths + answer + b"\r\n\r\n"


def wacz(value):
    """Write an archive in a package, with its description, its pages and its members' names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("datapackage.json", json.dumps(value["package"]))
        lines = (json.dumps(line) + "\n" for line in value["pages"])
        package.writestr("pages/pages.jsonl", "".join(lines))
        package.writestr(value["member"].replace("/", "_").join(("archive/", ".warc")), warc(value))
    return out.getvalue()


RECORD = {
    "WARC-Type": "response",
    "WARC-Record-ID": "<urn:uuid:1>",
    "WARC-Target-URI": "https://nacre.example/page",
    "WARC-Date": "2031-03-14T10:00:00Z",
    "WARC-Filename": "nacre.warc",
    "WARC-IP-Address": "192.0.2.1",
    "WARC-Payload-Digest": "sha1:A",
    "Content-Type": "application/http; msgtype=response",
}
ANSWER = {
    "Content-Type": "text/html",
    "Last-Modified": "Fri, 14 Mar 2031 10:00:00 GMT",
    "Server": "nacre",
    "Link": "<https://nacre.example/page>; rel=canonical",
    "X-Title": "page",
}
PACKAGE = {
    "profile": "data-package",
    "title": "Nacre",
    "description": "pages",
    "software": "made by hand",
    "created": "2031-03-14T10:00:00Z",
    "mainPageUrl": "https://nacre.example/page",
    "resources": [{"name": "one.warc", "path": "archive/one.warc", "hash": "sha256:0"}],
}
PAGES = [
    {"format": "json-pages-1.0", "id": "pages", "title": "All pages"},
    {
        "id": "1",
        "url": "https://nacre.example/page",
        "title": "Nacre",
        "ts": "2031-03-14T10:00:00Z",
        "text": "The board met.",
    },
]


def repository(path):
    """Return the records of a repository, and what writes it again under its old addresses."""
    whole = blocks_of(path.read_bytes())
    values = {cid: libipld.decode_dag_cbor(block) for cid, block in whole.blocks.items()}
    records = [cid for cid, held in values.items() if "$type" in held]

    def written(changed):
        altered = [held | {"altered": True} for held in changed]  # each, with or without the marker
        new = {cid: libipld.encode_dag_cbor(v) for cid, v in zip(records, altered, strict=True)}
        return repacked(whole, new)

    return [values[cid] for cid in records], written


def repacked(whole, new):
    """Write a repository whose blocks are other ones; its header is that of one root."""
    root = b"\xa2eroots\x81\xd8\x2a\x58\x25\x00" + whole.roots[0] + b"gversion\x01"
    parts = [varint(len(root)) + root]
    for cid, block in whole.blocks.items():
        data = cid + new.get(cid, block)
        parts.append(varint(len(data)) + data)
    return b"".join(parts)


def varint(number):
    out = b""
    while number > 127:
        out, number = out + bytes([number & 127 | 128]), number >> 7
    return out + bytes([number])


def archives():
    """Yield a name, the values of its fields and what writes them, for each kind of archive."""
    page = {"record": RECORD, "answer": ANSWER}
    yield "page.warc", page, warc
    yield "page.wacz", {**page, "package": PACKAGE, "pages": PAGES, "member": "one"}, wacz
    if (path := FORMATS / "bluesky_car" / "repo.car").is_file():
        yield ("repo.car", *repository(path))


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """A case of every sample with the marker in its fields, and in roster, settings and press."""
    base = tmp_path_factory.mktemp("marked")
    inputs, fields = [], 0
    for number, path in enumerate(samples()):
        if path.stat().st_size > 100_000:
            continue
        made = poisoned_file(path)
        if made is not None:
            inputs.append(base / f"{number}{MARK[:20].replace('/', '')}{path.suffix}")
            inputs[-1].write_bytes(made[0])
            fields += made[1]
    for name, value, written in archives():
        made = poisoned(name, value, written)
        assert made is not None, name
        assert made[1] > FIELDS[name], name
        inputs.append(base / name)
        inputs[-1].write_bytes(made[0])
    for form in ("html", "txt", "md"):
        inputs.append(base / f"article.{form}")
        inputs[-1].write_text(ARTICLES[form], encoding="utf-8")
    settings = '[case]\ngroup = "Ondelune"\nlanguages = ["en", "fr"]\n'
    settings += "".join(f"title.{lang} = {json.dumps('Title ' + MARK)}\n" for lang in ("en", "fr"))
    case = Case.create(base / "case", settings)
    rows = io.StringIO()
    table = csv.writer(rows)
    table.writerow(("person", "name", "organisation", "role", "team", "source", "public"))
    for number in range(12):
        name = f"Ana{number} Kervella {MARK}"
        table.writerow((f"p{number}", name, "Ondelune", MARK, MARK, MARK, "yes"))
    (base / "roster.csv").write_text(rows.getvalue(), encoding="utf-8")
    case.add(*inputs, roster=base / "roster.csv")
    accounts = dict.fromkeys(p.account_id for p in case.documents().posts if SAID in p.text)
    for number, account in enumerate(list(accounts)[:12]):
        case.people.assign(account, f"p{number}", who=MARK, why=MARK)
    case.write()
    case.decide("accept", case.review.queue[0].target, who=MARK, why=MARK)
    case.publish(who=MARK, note=MARK)
    assert len(inputs) > 10
    assert fields > 100
    return case


FIELDS = {"page.warc": 10, "page.wacz": 26, "repo.car": 20}
"""So many fields of each archive, at least, hold any text."""
ESCAPED = MARK.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
QUOTED = "« Nous signons tous », a déclaré Ana Kervella" + MARK + ", directrice d'Ondelune, samedi."
PAGE = f"""<html lang="fr"><head><title>Titre {ESCAPED}</title>
<meta name="author" content="{ESCAPED}"><meta property="og:site_name" content="{ESCAPED}">
<link rel="canonical" href="javascript:alert(4)"></head><body><article><h1>Titre {ESCAPED}</h1>
<p>« Nous signons tous {ESCAPED} », a déclaré Ana Kervella, directrice d'Ondelune, samedi. </p>
{"<p>Le conseil d'administration n'a pas répondu aux salariés de la société. </p>" * 8}
</article></body></html>"""
ARTICLES = {
    "html": PAGE,
    "txt": f"Titre {MARK}\n\n" + (QUOTED + " Le conseil n'a pas répondu aux salariés.\n\n") * 4,
    "md": f"# Titre {MARK}\n\n" + (QUOTED + " Le conseil n'a pas répondu aux salariés.\n\n") * 4,
}


def alive(page):
    """Return what would run or load on a page, and came from the marker."""
    found = []
    for element in lxml.html.document_fromstring(page).iter():
        if not isinstance(element.tag, str):
            continue
        found += [f"{element.tag} {name}" for name in element.attrib if name.startswith("on")]
        if element.tag in {"img", "iframe", "object", "embed", "textarea"}:
            found.append(element.tag)
        if element.tag in {"script", "style"} and "alert(" in (element.text or ""):
            found.append(element.tag)
        for name in ("href", "src", "action", "formaction", "xlink:href"):
            address = element.get(name, "").strip().lower()
            if address.startswith(("javascript:", "data:text", "vbscript:")):
                found.append(f"{element.tag} {name}={address[:40]}")
    return found


def test_no_page_that_is_written_is_alive(case):
    pages = sorted(case.folder.glob("out/*.html")) + sorted(case.folder.glob("published/*/*.html"))
    assert len(pages) >= 4
    for path in pages:
        page = path.read_text(encoding="utf-8")
        assert alive(page) == [], path.name
        assert "&lt;img src=x " + SAID in page, "the marker must be there, as text"
        assert "{{7*7}}" in page
        assert "\x1b" not in page


def test_no_screen_of_the_app_is_alive(case):
    """Every screen that can be reached from the first by a link, thirty at most."""
    from starlette.testclient import TestClient

    from contrecoup.app import application

    client = TestClient(
        application(case.folder.parent, token="T", port=8017), base_url="http://127.0.0.1:8017"
    )
    assert client.get("/?token=T").status_code == 200
    waiting, seen, said = ["/c/case/inbox", "/c/case/people", "/c/case/findings"], set(), 0
    while waiting and len(seen) < 30:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        answer = client.get(address)
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        page = answer.text
        assert [a for a in alive(page) if a not in {"iframe", "textarea"}] == [], address
        said += SAID in page
        links = lxml.html.document_fromstring(page).xpath("//a/@href | //iframe/@src")
        waiting += [link.partition("#")[0] for link in links if link.startswith("/c/case/")]
    assert len(seen) > 10
    assert said > 3


def test_a_workbook_is_refused_and_says_what_to_do(tmp_path):
    """No reader and no export knows .xlsx: whatever is in one is never read."""
    book = openpyxl.Workbook()
    book.active.title = "sheet"
    for row in (("text", "handle", "date"), (MARK[:-8], MARK[:-8], "2031-03-14")):
        book.active.append([cell.replace("\x1b", "") for cell in row])
    book.properties.creator = book.properties.title = "x" + SAID
    path = tmp_path / "posts.xlsx"
    book.save(path)
    case = Case.create(tmp_path / "case", '[case]\ngroup = "Ondelune"\nlanguages = ["en"]\n')
    (outcome,) = case.add(path).files
    assert (outcome.read, len(outcome.unreadable)) == (0, 1)
    assert SAID not in outcome.unreadable[0].reason
    held = case.documents()
    assert not len(held.posts)
    assert not held.articles + held.letters
